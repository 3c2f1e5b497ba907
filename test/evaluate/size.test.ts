import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import {
  count,
  distinct,
  first,
  last,
  maximum,
  mean,
  median,
  minimum,
  percentile,
  product,
  sum,
} from '../../src/expression/aggregate.ts';
import { compares, is, isOneOf, not } from '../../src/expression/condition.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { before as datedBefore, fallsIn, records } from '../../src/expression/recordSet.ts';
import { monthsOf, quarter, year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { readRows } from '../arbitraries/sales.ts';
import { dayNumber, writtenDay } from '../oracles/calendar.ts';
import { longDivision, order } from '../oracles/fraction.ts';
import { bookOf, type Row, type Rows } from '../oracles/kpiBook.ts';
import { evaluate, isFraction, type Plain } from '../oracles/kpiFormula.ts';
import { sceneOf } from './scene.ts';

const statuses = ['won', 'lost', 'no-decision'];

/** Deals that follow no pattern anybody would think of, the same in every run. */
function manyRows(length: number, amount: (index: number, next: () => number) => string | number): Rows {
  let state = 42;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  const opportunities = Array.from({ length }, (_, index): Row => {
    const start = dayNumber(2026, 1, 1) + (next() % 300);
    return {
      id: `o${index}`,
      createdOn: writtenDay(start),
      closedOn: writtenDay(start + (next() % 60)),
      status: statuses[next() % 3],
      ownerId: `r${next() % 40}`,
      accountId: `a${next() % 700}`,
      stage: `s${next() % 5}`,
      amount: amount(index, next),
      quantity: next() % 50,
    };
  });
  return { currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources: { opportunities } };
}

function agree(rows: Rows, formulas: readonly Expression[]): void {
  const kpis = formulas.map((of, index) => probe(of, `probe${index}`));
  const data = readRows(rows);
  const book = bookOf(rows);
  const { totals } = tabulate(kpis, data, { periods: [year(2026), quarter(2026, 2)] });
  for (const { period, values } of totals) {
    for (const { key, formula } of kpis) {
      const slow = evaluate(formula as unknown as Plain, sceneOf(book, period));
      expect(values[key]?.value?.toFixed() ?? values[key]?.reason, key).toBe(
        isFraction(slow) ? longDivision(slow) : slow,
      );
    }
  }
}

const all = records('opportunities', fallsIn('closedOn'));
const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));

function everyAggregate(set: typeof all): readonly Expression[] {
  return [
    count('a', set),
    sum('a', set, 'amount'),
    mean('a', set, 'amount'),
    minimum('a', set, 'amount'),
    maximum('a', set, 'amount'),
    median('a', set, 'amount'),
    median('a', set, 'quantity'),
    percentile('a', set, 'amount', 0.9),
    percentile('a', set, 'quantity', '0.25', 'nearest-rank'),
    distinct('a', set, 'accountId'),
    first('a', set, 'amount', 'closedOn'),
    last('a', set, 'amount', 'createdOn'),
    sum('a', set, product('amount', 'quantity')),
    median('a', set, product('amount', 'quantity', 'quantity')),
  ];
}

describe('more than one block of records', () => {
  it.each([1023, 1024, 1025, 2500])('%i records', (length) => {
    agree(
      manyRows(length, (_, next) => (next() % 1_000_000) / 100),
      [...everyAggregate(all), ...everyAggregate(won)],
    );
  });

  it('amounts whose sum no double holds', () => {
    agree(
      manyRows(2100, (_, next) => String(9_007_199_254_740_991n - BigInt(next() % 1000))),
      everyAggregate(all),
    );
    agree(
      manyRows(2100, (_, next) => `-${4_503_599_627_370_496n + BigInt(next())}`),
      everyAggregate(won),
    );
  });

  it('amounts that no double holds, among ones that it does', () => {
    agree(
      manyRows(1500, (index, next) =>
        index % 7 === 0 ? `${next()}12345678901234567890.${next() % 100}` : next() % 1000,
      ),
      [...everyAggregate(all), ...everyAggregate(won)],
    );
    agree(
      manyRows(1500, (index, next) => (index % 5 === 0 ? `-${next() % 3}1e40` : `0.${next()}${next()}${next()}`)),
      everyAggregate(all),
    );
  });

  it('products that no double holds', () => {
    agree(
      manyRows(1200, (_, next) => `${next()}${next() % 100}.25`),
      [
        sum('a', all, product('amount', 'amount', 'quantity')),
        maximum('a', won, product('amount', 'amount')),
        minimum('a', won, product('amount', 'amount')),
        percentile('a', all, product('amount', 'amount'), 0.7),
      ],
    );
  });

  it('values that are too large to be counted one by one', () => {
    // 9,000,000 counters would be too many, so the values are gathered and sorted.
    agree(
      manyRows(1100, (_, next) => next() % 9_000_000),
      [median('a', all, 'amount'), percentile('a', won, 'amount', 1), percentile('a', won, 'amount', 0)],
    );
  });
});

describe('more selections than bits of a word', () => {
  it('75 record sets of one source, all different', () => {
    const formulas: Expression[] = [];
    for (let index = 0; index < 75; index++) {
      const conditions = [
        isOneOf('status', statuses.slice(0, 1 + (index % 3))),
        ...(index % 2 === 0 ? [not(is('stage', `s${index % 5}`))] : []),
        ...(index % 4 === 0 ? [compares('amount', 'above', index * 50)] : []),
      ];
      formulas.push(
        sum(
          'a',
          records(
            'opportunities',
            index % 7 === 0 ? datedBefore('end', 'createdOn') : fallsIn('closedOn'),
            ...conditions,
            not(is('ownerId', `r${index}`)),
          ),
          'amount',
        ),
      );
    }
    agree(
      manyRows(1300, (_, next) => (next() % 1_000_000) / 100),
      formulas,
    );
  });
});

describe('many groups', () => {
  it('whose combinations no number can stand for', () => {
    const ids = Array.from({ length: 1200 }, (_, index) => index);
    const opportunities = ids.map(
      (index): Row => ({
        id: `o${index}`,
        accountId: `a${index}`,
        leadId: `l${index}`,
        ownerId: `r${index}`,
        type: index % 100 === 0 ? 'twin' : `t${index}`,
        createdOn: '2026-01-05',
        closedOn: '2026-08-05',
        status: 'won',
        amount: index,
        attributes: { a: `a${index}`, b: `b${index}` },
      }),
    );
    // Two records in every group of twins.
    const twins = opportunities.map((row, index): Row => ({ ...row, id: `twin${index}` }));
    const data = readRows({
      currency: 'USD',
      timeZone: 'UTC',
      offsetMinutes: 0,
      stages: [],
      sources: { opportunities: [...opportunities, ...twins] },
    });
    const by = ['account', 'lead', 'owner', 'type', 'attributes.a', 'attributes.b'] as const;
    const { rows, totals } = tabulate([probe(sum('a', won, 'amount'))], data, { periods: [quarter(2026, 3)], by });
    expect(rows).toHaveLength(1200);
    for (const { group, values } of rows)
      expect(values['probe']?.value?.toNumber()).toBe(Number(group.account?.slice(1)) * 2);
    expect(totals[0]?.values['probe']?.value?.toNumber()).toBe(1199 * 1200);
  });

  it('in many periods, each the same as alone', () => {
    const rows = manyRows(1100, (_, next) => (next() % 100_000) / 100);
    const data = readRows(rows);
    const kpi = probe(percentile('a', won, 'amount', '0.5'));
    const periods = [year(2026), ...monthsOf(year(2026)), year(2026)];
    const table = tabulate([kpi], data, { periods, by: ['owner'] });
    for (const { period, group, values } of table.rows.filter((_, index) => index % 11 === 0)) {
      expect(JSON.stringify(values['probe'])).toBe(JSON.stringify(calculate(kpi, data, { period, where: group })));
    }
    expect(JSON.stringify(table.totals[0]?.values)).toBe(JSON.stringify(table.totals.at(-1)?.values));
  });
});

describe('a ratio over groups', () => {
  it('is in the totals the ratio of the sums, not a mean or sum of ratios', () => {
    const deal = (id: string, ownerId: string, status: string): Row => ({
      id,
      ownerId,
      status,
      createdOn: '2026-07-01',
      closedOn: '2026-08-01',
    });
    const opportunities = [
      deal('1', 'ann', 'won'),
      deal('2', 'bob', 'won'),
      deal('3', 'bob', 'lost'),
      deal('4', 'bob', 'lost'),
      deal('5', 'bob', 'lost'),
    ];
    const data = readRows({
      currency: 'USD',
      timeZone: 'UTC',
      offsetMinutes: 0,
      stages: [],
      sources: { opportunities },
    });
    const rate = probe({ kind: 'divide', left: count('won', won), right: count('all', all), zero: 'no-denominator' });
    const { rows, totals } = tabulate([rate], data, { periods: [quarter(2026, 3)], by: ['owner'] });
    expect(rows.map(({ values }) => values['probe']?.value?.toFixed())).toEqual(['1', '0.25']);
    expect(totals.map(({ values }) => values['probe']?.value?.toFixed())).toEqual(['0.4']);
    expect(order([2n, 5n], [4n, 10n])).toBe(0);
  });
});
