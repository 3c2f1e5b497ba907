import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { count, sum } from '../../src/expression/aggregate.ts';
import {
  divide,
  inPreviousPeriod,
  minus,
  named,
  periodDays,
  plus,
  power,
  root,
  rounded,
  times,
} from '../../src/expression/arithmetic.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const period = quarter(2026, 3);
const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: [
    { id: 'a', createdOn: '2026-05-01', closedOn: '2026-06-10', status: 'won' },
    { id: 'b', createdOn: '2026-05-02', closedOn: '2026-07-10', status: 'won', amount: 3 },
    { id: 'c', createdOn: '2026-07-01', closedOn: '2026-07-11', status: 'won' },
    { id: 'd', createdOn: '2026-07-02', closedOn: '2026-07-12', status: 'won' },
  ],
});
const closed = records('opportunities', fallsIn('closedOn'));
const created = count('created', records('opportunities', fallsIn('createdOn')));
const total = sum('total', closed, 'amount');

function measured(of: Expression, options: { readonly asOf?: string } = {}): ReturnType<typeof calculate> {
  return calculate(probe(of), data, { period, ...options });
}

function partsOf(of: Expression): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(measured(of).parts).map(([name, part]) => [name, String(part)]));
}

describe('a measurement', () => {
  it('says its period, and the last known day where one was stated', () => {
    expect(measured(created)).toMatchObject({ key: 'probe', period, asOf: null, reason: null, skipped: [] });
    expect(measured(created, { asOf: '2026-07-01' })).toMatchObject({ period, asOf: '2026-07-01' });
  });

  it('has neither where it is calculated from parts, and nothing to skip', () => {
    expect(calculateFrom(probe(created), { created: 5 })).toMatchObject({ period: null, asOf: null, skipped: [] });
  });

  it('shows the outermost parts, the length of the period among them', () => {
    const net = named('net', minus(total, named('before', inPreviousPeriod(total))));
    expect(partsOf(divide(net, times(created, periodDays('days', 'whole'))))).toEqual({
      net: '3',
      created: '2',
      days: '92',
    });
  });
});

describe('the parts of a measurement', () => {
  it('are found inside powers, roots and roundings', () => {
    expect(partsOf(power(created, 2))).toEqual({ created: '2' });
    expect(partsOf(root(created, 1))).toEqual({ created: '2' });
    expect(partsOf(rounded(created, 0))).toEqual({ created: '2' });
  });
});

describe('skipped records', () => {
  const missing = (number: number): unknown => [{ part: 'total', reason: 'missing-value', count: number }];

  it('are reported once although the figure stands in several places', () => {
    expect(measured(divide(total, plus(total, total))).skipped).toEqual(missing(2));
  });

  it('are added up over the periods in which the figure stands', () => {
    expect(measured(minus(total, named('before', inPreviousPeriod(total)))).skipped).toEqual(missing(3));
  });
});

describe('calculateFrom', () => {
  it('shows the outermost parts alone', () => {
    const { parts } = calculateFrom(probe(divide(total, named('base', plus(created, 1)))), { total: 9, created: 2 });
    expect(Object.entries(parts).map(([name, part]) => `${name} ${String(part)}`)).toEqual(['total 9', 'base 3']);
  });

  it('names what is missing before what is of no use', () => {
    const kpi = probe(divide(total, named('base', plus(created, 1))));
    expect(() => calculateFrom(kpi, { base: 1, created: 1 })).toThrow(
      'calculateFrom: probe needs "total", got "base", "created"',
    );
  });

  it('takes a KPI and the figure that it is made of for one, where they share a name', () => {
    expect(calculateFrom(probe(plus(named('total', total), total)), { total: 4 }).value?.toFixed()).toBe('8');
  });
});

describe('parameters', () => {
  it('are set for all KPIs that ask for the same', () => {
    const days = parameter('days', 7);
    const asked = [probe(plus(created, days), 'later'), probe(minus(created, days), 'earlier')];
    const { totals } = tabulate(asked, data, { periods: [period], parameters: { days: 1 } });
    expect(asked.map(({ key }) => totals[0]?.values[key]?.value?.toFixed())).toEqual(['3', '1']);
  });

  it('may be an exponent up to 1000', () => {
    const kpi = probe(power(1, parameter('exponent', 2)));
    expect(calculateFrom(kpi, {}, { parameters: { exponent: 1000 } }).value?.toFixed()).toBe('1');
    expect(() => calculateFrom(kpi, {}, { parameters: { exponent: 1001 } })).toThrow(
      'calculateFrom: the exponent of a power in probe must be a whole number from 0 to 1000, got 1001',
    );
  });
});
