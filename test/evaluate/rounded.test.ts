import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/expression/expression.ts';
import {
  calculate,
  calculateFrom,
  constant,
  count,
  countEntities,
  defineKpi,
  divide,
  explain,
  fallsIn,
  month,
  named,
  plus,
  type RoundingMode,
  records,
  root,
  rounded,
  salesData,
  times,
  winRate,
} from '../../src/index.ts';
import { roundingModes } from '../../src/number/rounding.ts';
import { probe } from '../arbitraries/formulas.ts';
import { longDivision } from '../oracles/fraction.ts';
import { rounded as byHand } from '../oracles/rounded.ts';

const orders = count('orders', records('orders', fallsIn('orderedOn')));
const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  orders: ['2026-07-01', '2026-07-02', '2026-07-31'].map((orderedOn, index) => ({
    id: String(index),
    orderedOn,
    amount: 1,
    ownerId: `r${index % 2}`,
  })),
});
const asked = { period: month(2026, 7) };

function figure(of: Expression): string {
  const { value, reason } = calculate(probe(of), data, asked);
  return reason ?? value?.toFixed() ?? '';
}

describe('a rounded figure', () => {
  it.each<[Expression, string]>([
    [rounded(divide(orders, 2), 0), '2'],
    [rounded(divide(orders, -2), 0), '-2'],
    [rounded(divide(orders, 2), 0, 'half-down'), '1'],
    [rounded(divide(orders, 7), 2), '0.43'],
    [rounded(divide(orders, 7), 2, 'down'), '0.42'],
    [rounded(times(orders, 50), -2), '200'],
    [rounded(orders, 2), '3'],
    [rounded(root(2, 2), 3), '1.414'],
    // Only what is inside is rounded.
    [times(rounded(divide(orders, 2), 0), 2), '4'],
    [plus(rounded(divide(orders, 7), 2), divide(orders, 7)), '0.8585714285714285714285714285714286'],
    [rounded(divide(orders, 0), 2), 'no-denominator'],
    [rounded(named('half', divide(orders, 2)), 0), '2'],
    [countEntities('reps', 'owner', [rounded(divide(orders, 4), 0), 'equals', 1]), '1'],
  ])('%#', (of, expected) => {
    expect(figure(of)).toBe(expected);
  });

  it('is the neighbour that its mode asks for, however it is calculated', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const divisor = fc.constantFrom(1, 3, 1000, 2000);
    const mode = fc.constantFrom(...roundingModes);
    fc.assert(
      fc.property(number, divisor, fc.integer({ min: -3, max: 4 }), mode, (numerator, denominator, digits, by) => {
        const of = rounded(divide(named('n', constant(numerator)), constant(denominator)), digits, by);
        const expected = longDivision(byHand([BigInt(numerator), BigInt(denominator)], digits, by));
        expect(figure(of)).toBe(expected);
        expect(calculateFrom(probe(of), { n: numerator }).value?.toFixed()).toBe(expected);
        // What is rounded is rounded.
        expect(figure(rounded(of, digits, by))).toBe(expected);
      }),
    );
  });

  it('is calculated from given parts, and keeps their reason', () => {
    const shown = rounded(winRate, 2);
    expect(calculateFrom(probe(shown), { won: 2, decided: 3 }).value?.toFixed()).toBe('0.67');
    expect(calculateFrom(probe(shown), { 'win-rate': '0.125' }).value?.toFixed()).toBe('0.13');
    expect(calculateFrom(probe(shown), { won: 0, decided: 0 }).reason).toBe('no-denominator');
  });

  it('has the parts of what it rounds, and is explained', () => {
    const half = rounded(divide(orders, 2), 0, 'ceiling');
    const { tree, formula, measurement } = explain(probe(half), data, asked);
    expect(measurement.parts).toMatchObject({ orders: expect.anything() });
    expect(formula).toBe('rounded ceiling to a whole number (orders / 2)');
    expect([tree.does, tree.value?.toFixed()]).toEqual(['rounded ceiling to a whole number', '2']);
    expect(tree.children.map(({ does, value }) => [does, value?.toFixed()])).toEqual([['quotient', '1.5']]);
  });

  it('is a definition that survives JSON', () => {
    const mode: RoundingMode = 'half-even';
    const kpi = defineKpi({
      ...winRate,
      id: 'shown-win-rate',
      formula: rounded(winRate.formula, 2, mode),
      variants: {},
      examples: [],
      related: [],
    });
    const back = defineKpi(JSON.parse(JSON.stringify(kpi)) as typeof kpi);
    expect(back.formula).toEqual(kpi.formula);
    expect(calculateFrom(back, { won: 1, decided: 8 }).value?.toFixed()).toBe('0.12');
  });
});
