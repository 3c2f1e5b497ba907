import { describe, expect, it } from 'vitest';
import { kpis } from '../../src/dictionary/dictionary.ts';
import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { count, distinct, sum } from '../../src/expression/aggregate.ts';
import { foldEntities, named, plus } from '../../src/expression/arithmetic.ts';
import { is } from '../../src/expression/condition.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import type { Opportunity } from '../../src/model/opportunity.ts';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';
import { daysOf, period, quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const q3 = quarter(2026, 3);

function deal(id: string, closedOn: string, rest: Partial<Opportunity> = {}): Opportunity {
  return { id, createdOn: '2020-01-01', closedOn, status: 'won', ...rest };
}

function dataOf(input: Partial<SalesDataInput>): ReturnType<typeof salesData> {
  return salesData({ currency: 'USD', timeZone: 'UTC', ...input });
}

describe('more cells than can be laid out', () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    deal(`o${index}`, '2024-12-30', { accountId: `a${index}`, amount: 1 }),
  );
  const data = dataOf({ opportunities: many });
  const days = daysOf(period('1965-01-01', '2025-01-01'));

  it('are counted by the cells that are touched', () => {
    const kpi = probe(foldEntities('n', 'account', 'sum', sum('won', won, 'amount')));
    const { totals } = tabulate([kpi], data, { periods: days });
    expect(totals.at(-2)?.values[kpi.key]?.value?.toFixed()).toBe('3000');
    expect(totals.at(-1)?.values[kpi.key]?.value?.toFixed()).toBe('0');
  });

  it('have rows where records are', () => {
    const kpi = probe(distinct('ids', won, 'id'));
    const { rows } = tabulate([kpi], data, { periods: days, by: ['account'] });
    expect(rows).toHaveLength(3000);
    expect(rows[0]?.values[kpi.key]?.value?.toFixed()).toBe('1');
  });
});

describe('explain', () => {
  it('lists a record of each period in which a name stands', () => {
    const data = dataOf({
      opportunities: [
        deal('p', '2026-05-01', { accountId: 'acme', amount: 10 }),
        deal('c', '2026-08-01', { accountId: 'acme', amount: 20 }),
      ],
    });
    const { counted } = explain(kpis.salesGrowth.variants['like-for-like'], data, { period: q3 });
    expect(counted.map(({ id }) => id)).toEqual(expect.arrayContaining(['p', 'c']));
  });

  it('tells entities apart whatever their names', () => {
    const booked = sum('booked', won, 'amount');
    const kpi = probe(foldEntities('all', 'account', 'sum', plus(named('net', booked), booked)));
    const data = dataOf({
      opportunities: [
        deal('a', '2026-08-01', { accountId: 'x', amount: 5 }),
        deal('b', '2026-08-01', { accountId: 'x net', amount: 15 }),
      ],
    });
    const { counted, measurement } = explain(kpi, data, { period: q3 });
    expect(measurement.value?.toFixed()).toBe('40');
    expect(counted.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('leaves out records without an entity, and those of entities that do not count', () => {
    const data = dataOf({
      opportunities: [
        deal('none', '2026-08-01'),
        deal('old', '2026-02-01', { accountId: 'acme' }),
        deal('again', '2026-08-01', { accountId: 'acme' }),
        deal('new', '2026-08-01', { accountId: 'globex' }),
      ],
    });
    const entities = [
      [kpis.newLogos, 'parentAccount is present'],
      [kpis.newLogos.variants['per-account'], 'account is present'],
    ] as const;
    for (const [kpi, rule] of entities) {
      const { counted, leftOut, measurement } = explain(kpi, data, { period: q3 });
      expect(measurement.value?.toFixed()).toBe('1');
      expect(counted.map(({ id }) => id)).toEqual(['new']);
      expect(leftOut.filter(({ id }) => id === 'none').map(({ failed }) => failed)).toContain(rule);
      expect(leftOut.filter(({ id }) => id === 'again')).not.toHaveLength(0);
    }
  });

  it('stays in proportion to the records', () => {
    const opportunities = Array.from({ length: 8000 }, (_, index) =>
      deal(`o${index}`, '2026-08-01', { accountId: `a${index}` }),
    );
    const { counted } = explain(kpis.newLogos, dataOf({ opportunities }), { period: q3 });
    expect(counted).toHaveLength(8000);
  });
});

describe('what is handed out', () => {
  it('cannot be written into', () => {
    const { value } = calculate(
      kpis.bookings,
      dataOf({ opportunities: [deal('a', '2026-08-01', { amount: '100.25' })] }),
      {
        period: q3,
      },
    );
    expect(Object.isFrozen(value)).toBe(true);
    expect(Object.isFrozen(value?.d)).toBe(true);
    expect(value?.plus(1).toFixed()).toBe('101.25');
  });
});

describe('parameters', () => {
  it('that share a name and nothing else are not set together', () => {
    const few = probe(plus(count('won', won), parameter('limit', 1)), 'few');
    const many = probe(plus(count('won', won), parameter('limit', 2)), 'many');
    const options = { periods: [q3] };
    expect(tabulate([few, many], dataOf({}), options).totals[0]?.values[many.key]?.value?.toFixed()).toBe('2');
    expect(() => tabulate([few, many], dataOf({}), { ...options, parameters: { limit: 3 } })).toThrow(
      'tabulate: parameter "limit" means different things in the KPIs asked for (by default 1 count and 2 count); calculate them apart',
    );
  });
});

describe('calculateFrom', () => {
  it('refuses a part inside another that is given whole', () => {
    const given = {
      'sql-count': 40,
      sqls: 999,
      'average-deal-size': 1,
      'win-rate': 1,
      'sales-cycle-length': 1,
    } as const;
    expect(() => calculateFrom(kpis.pipelineVelocity, given)).toThrow(
      'calculateFrom: pipeline-velocity has no use for "sqls": the part around it is given whole',
    );
  });
});
