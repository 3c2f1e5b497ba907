import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
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
import { quarter } from '../../src/time/period.ts';
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
    ['quantities', last('a', deals, 'amount', 'createdOn'), last('b', deals, 'recurringAmount', 'createdOn'), '64'],
  ])('are kept apart: %s', (_name, left, right, difference) => {
    expect(figure(minus(left, right))).toBe(difference);
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
