import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import {
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
import type { Expression } from '../../src/expression/expression.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const orders = records('orders', fallsIn('orderedOn'));

/** The figure of orders of these costs, one a day; null for none. */
function figure(of: Expression, costs: readonly (string | null)[]): string {
  const data = salesData({
    currency: 'USD',
    timeZone: 'UTC',
    orders: costs.map((cost, index) => ({
      id: String(index),
      orderedOn: `2026-01-${String(index + 10)}`,
      amount: 1,
      ...(cost === null ? {} : { cost }),
    })),
  });
  const { value, reason, skipped } = calculate(probe(of), data, { period: year(2026) });
  return [value?.toFixed() ?? reason, ...skipped.map(({ count }) => `without ${count}`)].join(' ');
}

/** Numbers that no double holds among ones that it does, two of them equal. */
const costs = [
  '12345678901234567891',
  '0.5',
  '12345678901234567890.25',
  '-98765432109876543210.125',
  null,
  '7',
  '12345678901234567890.25',
];

describe('numbers that no double holds', () => {
  it.each<readonly [string, Expression, string]>([
    ['sum', sum('n', orders, 'cost'), '-61728395406172839531.125'],
    ['mean', mean('n', orders, 'cost'), '-10288065901028806588.52083333333333'],
    ['minimum', minimum('n', orders, 'cost'), '-98765432109876543210.125'],
    ['maximum', maximum('n', orders, 'cost'), '12345678901234567891'],
    ['median', median('n', orders, 'cost'), '6172839450617283948.625'],
    ['percentile', percentile('n', orders, 'cost', 0.75, 'nearest-rank'), '12345678901234567890.25'],
    ['trimmed mean', trimmedMean('n', orders, 'cost', 0.2), '6172839450617283947'],
    ['first', first('n', orders, 'cost', 'orderedOn'), '12345678901234567891'],
    ['last', last('n', orders, 'cost', 'orderedOn'), '12345678901234567890.25'],
  ])('have a %s', (_name, of, expected) => {
    expect(figure(of, costs)).toBe(`${expected} without 1`);
  });

  it('are the extremes of either side of the others', () => {
    const small = '-12345678901234567890';
    expect(figure(maximum('n', orders, 'cost'), ['5', small])).toBe('5');
    expect(figure(minimum('n', orders, 'cost'), ['5', small, '-12345678901234567891'])).toBe('-12345678901234567891');
    expect(figure(maximum('n', orders, 'cost'), [small, '-12345678901234567891'])).toBe(small);
  });

  it('give way to a later or an earlier number that a double holds', () => {
    expect(figure(last('n', orders, 'cost', 'orderedOn'), ['12345678901234567890', '7'])).toBe('7');
    expect(figure(first('n', orders, 'cost', 'orderedOn'), ['7', '12345678901234567890'])).toBe('7');
  });
});
