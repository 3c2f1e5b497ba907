import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitInUnits, numberComparison, satisfies } from '../../src/evaluate/comparison.ts';
import type { Comparison } from '../../src/expression/condition.ts';
import type { NumberColumn } from '../../src/model/table.ts';
import { integer, type Rational, rational, zero } from '../../src/number/rational.ts';
import { type Fraction, order, plus } from '../oracles/fraction.ts';

const comparisons: readonly Comparison[] = ['above', 'atLeast', 'below', 'atMost', 'equals'];

/** What each comparison says where the value is less, the same and more. */
const expected: Readonly<Record<Comparison, readonly [boolean, boolean, boolean]>> = {
  above: [false, false, true],
  atLeast: [false, true, true],
  below: [true, false, false],
  atMost: [true, true, false],
  equals: [false, true, false],
};

/** A column of whole units; null for a value that is missing, a fraction for one that fits no double. */
function column(values: readonly (number | Rational | null)[], scale: number): NumberColumn {
  const numbers = values.filter((value) => typeof value === 'number');
  return {
    kind: 'number',
    units: Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)),
    scale,
    largest: Math.max(0, ...numbers.map(Math.abs)),
    wide: new Map(values.flatMap((value, row) => (typeof value === 'object' && value !== null ? [[row, value]] : []))),
    missing: values.filter((value) => value === null).length,
  };
}

describe('satisfies', () => {
  it.each(comparisons)('%s', (comparison) => {
    expect([-1, 0, 1].map((sign) => satisfies(sign, comparison))).toEqual(expected[comparison]);
  });
});

describe('limitInUnits', () => {
  it.each([
    [rational(7n, 2n), 0, 3, false],
    [rational(-7n, 2n), 0, -4, false],
    [rational(7n, 2n), 1, 35, true],
    [rational(-7n, 2n), 1, -35, true],
    [rational(1n, 3n), 2, 33, false],
    [rational(-1n, 3n), 2, -34, false],
    [rational(5n, 4n), 2, 125, true],
    [rational(-1n, 10n), 0, -1, false],
    [zero, 2, 0, true],
  ])('of %o in units of %i decimals', (limit, scale, floor, isWhole) => {
    expect(limitInUnits(limit, scale)).toEqual({ floor, isWhole });
  });
});

describe('numberComparison', () => {
  it('is that of fractions, whatever the decimals of the columns and however large their numbers', () => {
    const units = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.maxSafeInteger());
    const scale = fc.constantFrom(0, 0, 1, 2);
    const added = fc.tuple(fc.bigInt({ min: -30n, max: 30n }), fc.constantFrom(1n, 3n, 10n));
    fc.assert(
      fc.property(units, scale, units, scale, added, (left, leftScale, right, rightScale, [numerator, denominator]) => {
        const value: Fraction = [BigInt(left), 10n ** BigInt(leftScale)];
        const limit = plus([BigInt(right), 10n ** BigInt(rightScale)], [numerator, denominator]);
        for (const comparison of comparisons) {
          const compares = numberComparison(
            column([left], leftScale),
            comparison,
            column([right], rightScale),
            rational(numerator, denominator),
          );
          expect(compares(0, 0)).toBe(expected[comparison][order(value, limit) + 1]);
        }
      }),
    );
  });

  it.each<[string, number | Rational, number | Rational, Rational, number]>([
    // The difference is 2^53 + 1, for which there is no double.
    ['a difference beyond the doubles', 2 ** 53 - 1, -2, integer(2n ** 53n), 1],
    ['a difference among the doubles', 2 ** 52, -(2 ** 52), integer(2n ** 53n), 0],
    ['a number beyond the doubles', integer(10n ** 30n), 1, integer(10n ** 30n - 1n), 0],
    ['a limit beyond the doubles', 1, integer(10n ** 30n), integer(-(10n ** 30n)), 1],
    ['a part of a unit', 3, 2, rational(3n, 2n), -1],
    ['a part of a unit below zero', 2, 3, rational(-3n, 2n), 1],
  ])('of %s', (_, left, right, added, sign) => {
    for (const comparison of comparisons) {
      const compares = numberComparison(column([left], 0), comparison, column([right], 0), added);
      expect(compares(0, 0), comparison).toBe(expected[comparison][sign + 1]);
    }
  });

  it('never holds where a number is missing, in columns of the same decimals or not', () => {
    for (const scale of [0, 2]) {
      for (const comparison of comparisons) {
        const compares = numberComparison(column([null, 5], 0), comparison, column([5, null], scale), zero);
        expect([compares(0, 0), compares(1, 1), compares(0, 1)]).toEqual([false, false, false]);
      }
    }
  });
});
