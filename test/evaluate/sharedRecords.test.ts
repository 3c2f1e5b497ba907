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
  sum,
  trimmedMean,
} from '../../src/expression/aggregate.ts';
import { minus } from '../../src/expression/arithmetic.ts';
import { compares, is, isMissing, isPresent, not } from '../../src/expression/condition.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { monthsOf, quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: [
    {
      id: 'a',
      accountId: 'x',
      ownerId: 'ann',
      createdOn: '2026-07-01',
      closedOn: '2026-07-20',
      amount: 10,
      recurringAmount: 1,
      status: 'won',
    },
    {
      id: 'b',
      accountId: 'y',
      ownerId: 'ann',
      createdOn: '2026-07-02',
      closedOn: '2026-07-19',
      amount: 40,
      recurringAmount: 2,
      status: 'won',
    },
    {
      id: 'c',
      accountId: 'z',
      ownerId: 'bob',
      createdOn: '2026-07-03',
      closedOn: '2026-07-18',
      amount: 70,
      recurringAmount: 6,
      status: 'won',
    },
  ],
});
const deals = records('opportunities', fallsIn('createdOn'));

function figure(of: Expression): string {
  const { value, reason } = calculate(probe(of), data, { period: quarter(2026, 3) });
  return value?.toFixed() ?? String(reason);
}

describe('several figures of the same records', () => {
  it.each<readonly [string, Expression, Expression, string]>([
    ['different fields', distinct('a', deals, 'accountId'), distinct('b', deals, 'ownerId'), '1'],
    ['sums', sum('a', deals, 'amount'), sum('b', deals, 'recurringAmount'), '111'],
    ['a sum and a mean', sum('a', deals, 'amount'), mean('b', deals, 'amount'), '80'],
    ['extremes', maximum('a', deals, 'amount'), minimum('b', deals, 'amount'), '60'],
    ['percentiles', percentile('a', deals, 'recurringAmount', 1), median('b', deals, 'recurringAmount'), '4'],
    ['methods', percentile('a', deals, 'amount', 0.75), percentile('b', deals, 'amount', 0.75, 'nearest-rank'), '-15'],
    ['ends', last('a', deals, 'amount', 'createdOn'), first('b', deals, 'amount', 'createdOn'), '60'],
    ['dates', last('a', deals, 'amount', 'createdOn'), last('b', deals, 'amount', 'closedOn'), '60'],
    ['first dates', first('a', deals, 'amount', 'createdOn'), first('b', deals, 'amount', 'closedOn'), '-60'],
    ['quantities', last('a', deals, 'amount', 'createdOn'), last('b', deals, 'recurringAmount', 'createdOn'), '64'],
  ])('are kept apart: %s', (_name, left, right, difference) => {
    expect(figure(minus(left, right))).toBe(difference);
  });
});

describe('a figure of a quarter and of its months in one pass', () => {
  const closed = records('opportunities', fallsIn('closedOn'));
  const spread = salesData({
    currency: 'USD',
    timeZone: 'UTC',
    opportunities: [
      ['2026-07-10', 'ann', 4],
      ['2026-07-20', 'bob', 6],
      ['2026-08-10', 'ann', 9],
      ['2026-08-20', 'bob', 1],
      ['2026-09-10', 'ann', 5],
    ].map(([closedOn, ownerId, amount]) => ({
      id: String(closedOn),
      createdOn: '2026-01-01',
      closedOn: String(closedOn),
      ownerId: String(ownerId),
      status: 'won',
      amount: Number(amount),
    })),
  });
  const periods = [...monthsOf(quarter(2026, 3)), quarter(2026, 3)];

  it.each<readonly [string, Expression, string, string]>([
    ['count', count('n', closed), '2 2 1 5', '1 1 1 1 1 3 2'],
    ['sum', sum('n', closed, 'amount'), '10 10 5 25', '4 6 9 1 5 18 7'],
    ['minimum', minimum('n', closed, 'amount'), '4 1 5 1', '4 6 9 1 5 4 1'],
    ['maximum', maximum('n', closed, 'amount'), '6 9 5 9', '4 6 9 1 5 9 6'],
    ['median', median('n', closed, 'amount'), '5 5 5 5', '4 6 9 1 5 5 3.5'],
    ['first', first('n', closed, 'amount', 'closedOn'), '4 9 5 4', '4 6 9 1 5 4 6'],
    ['last', last('n', closed, 'amount', 'closedOn'), '6 1 5 5', '4 6 9 1 5 5 1'],
    ['owners', distinct('n', closed, 'ownerId'), '2 2 1 2', '1 1 1 1 1 1 1'],
  ])('is put together from its pieces: %s', (_name, of, all, byOwner) => {
    const { rows, totals } = tabulate([probe(of)], spread, { periods, by: ['owner'] });
    expect(totals.map(({ values }) => values['probe']?.value?.toFixed()).join(' ')).toBe(all);
    expect(rows.map(({ values }) => values['probe']?.value?.toFixed()).join(' ')).toBe(byOwner);
  });
});

describe('a custom field that no record has', () => {
  const where = (condition: Parameters<typeof records<'opportunities'>>[2]): string =>
    figure(count('a', records('opportunities', fallsIn('createdOn'), condition)));

  it('is missing in all of them', () => {
    expect(where(isMissing('attributes.none'))).toBe('3');
    expect(where(isPresent('attributes.none'))).toBe('0');
    expect(where(is('attributes.none', 'x'))).toBe('0');
    expect(where(not(is('attributes.none', 'x')))).toBe('3');
    expect(where(compares('attributes.none', 'below', 1))).toBe('0');
  });

  it('has no values', () => {
    expect(figure(distinct('a', deals, 'attributes.none'))).toBe('0');
    expect(figure(sum('a', deals, 'attributes.none'))).toBe('0');
    expect(figure(mean('a', deals, 'attributes.none'))).toBe('no-records');
    expect(figure(maximum('a', deals, 'attributes.none'))).toBe('no-records');
    expect(figure(median('a', deals, 'attributes.none'))).toBe('no-records');
    expect(figure(trimmedMean('a', deals, 'attributes.none', 0.1))).toBe('no-records');
    expect(figure(last('a', deals, 'attributes.none', 'createdOn'))).toBe('no-records');
  });
});
