import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal, toRational } from '../../src/number/decimal.ts';
import type { Rational } from '../../src/number/rational.ts';
import { compare, integer, rational } from '../../src/number/rational.ts';
import type { PercentileMethod } from '../../src/number/statistics.ts';
import { mean, median, percentile, squareRoot, standardDeviation, variance } from '../../src/number/statistics.ts';
import type { Fraction } from '../oracles/fraction.ts';
import {
  fractionOf,
  isNearestRoot,
  longDivision,
  minus,
  order,
  over,
  plus,
  same,
  times,
  total,
} from '../oracles/fraction.ts';

const sorted = (...values: number[]): Rational[] => values.map(integer);
const pairOf = ({ numerator, denominator }: Rational): Fraction => [numerator, denominator];
const series = fc.array(
  fc
    .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.constantFrom(1n, 3n, 100n, 10n ** 10n))
    .map(([numerator, denominator]) => rational(numerator, denominator)),
  { minLength: 1, maxLength: 20 },
);

describe('mean and median', () => {
  it('are null of nothing', () => {
    expect(mean([])).toBeNull();
    expect(median([])).toBeNull();
  });

  it.each([
    [[5], '5', '5'],
    [[1, 2], '1.5', '1.5'],
    [[1, 2, 9], '4', '2'],
    [[1, 2, 3, 10], '4', '2.5'],
    [[-3, 0, 0, 4], '0.25', '0'],
  ])('of %j', (values, expectedMean, expectedMedian) => {
    expect(mean(sorted(...values))).toEqual(toRational(expectedMean, 'test'));
    expect(median(sorted(...values))).toEqual(toRational(expectedMedian, 'test'));
  });

  it('equal the plain fractions', () => {
    fc.assert(
      fc.property(series, (values) => {
        const ordered = [...values].sort(compare);
        const pairs = ordered.map(pairOf);
        const count = BigInt(values.length);
        expect(pairOf(mean(values) ?? integer(0))).toSatisfy((value: Fraction) =>
          same(value, over(total(pairs), [count, 1n])),
        );
        const low = pairs[Math.floor((pairs.length - 1) / 2)] ?? [0n, 1n];
        const high = pairs[Math.floor(pairs.length / 2)] ?? [0n, 1n];
        expect(pairOf(median(ordered) ?? integer(0))).toSatisfy((value: Fraction) =>
          same(value, over(plus(low, high), [2n, 1n])),
        );
      }),
    );
  });
});

describe('percentile', () => {
  it.each<[number[], string, PercentileMethod, string | null]>([
    [[], '0.5', 'linear', null],
    [[], '0.5', 'nearest-rank', null],
    [[], '0', 'nearest-rank', null],
    [[1, 2, 10], '0', 'linear', '1'],
    [[1, 2, 10], '1', 'linear', '10'],
    [[1, 2, 10], '0.9', 'linear', '8.4'],
    [[1, 2, 10], '0.9', 'nearest-rank', '10'],
    [[1, 2, 10], '0', 'nearest-rank', '1'],
    [[1, 2, 10], '1', 'nearest-rank', '10'],
    [[15, 20, 35, 40, 50], '0.3', 'nearest-rank', '20'],
    [[15, 20, 35, 40, 50], '0.4', 'nearest-rank', '20'],
    [[15, 20, 35, 40, 50], '0.4', 'linear', '29'],
    [[15, 20, 35, 40, 50], '0.41', 'nearest-rank', '35'],
    [[7], '0.3', 'linear', '7'],
    [[7], '0.3', 'nearest-rank', '7'],
  ])('of %j at %s, %s -> %s', (values, fraction, method, expected) => {
    expect(percentile(sorted(...values), toRational(fraction, 'test'), method)).toEqual(
      expected === null ? null : toRational(expected, 'test'),
    );
  });

  it('keeps the promise of each method', () => {
    const shares = fc
      .tuple(fc.bigInt({ min: 0n, max: 1000n }), fc.constantFrom(1000n, 1001n))
      .map(([numerator, denominator]) => rational(numerator, denominator));
    fc.assert(
      fc.property(series, shares, (values, share) => {
        const ordered = [...values].sort(compare);
        const pairs = ordered.map(pairOf);
        const count = BigInt(values.length);
        // Nearest rank: at least that share of the values is not above it, and fewer are below it.
        const ranked = pairOf(percentile(ordered, share, 'nearest-rank') ?? integer(0));
        expect(pairs.some((value) => same(value, ranked))).toBe(true);
        const wanted = times(pairOf(share), [count, 1n]);
        expect(
          order([BigInt(pairs.filter((value) => order(value, ranked) <= 0).length), 1n], wanted),
        ).toBeGreaterThanOrEqual(0);
        const below = BigInt(pairs.filter((value) => order(value, ranked) < 0).length);
        expect(below === 0n || order([below, 1n], wanted) < 0).toBe(true);
        // Linear: the value at a share is a weighted mean, each value weighing max(0, 1 - its distance from the position).
        const position = times(pairOf(share), [count - 1n, 1n]);
        const expected = total(
          pairs.map((value, rank): Fraction => {
            const away = minus([BigInt(rank), 1n], position);
            const weight = minus([1n, 1n], away[0] < 0n ? [-away[0], away[1]] : away);
            return weight[0] > 0n ? times(value, weight) : [0n, 1n];
          }),
        );
        expect(pairOf(percentile(ordered, share, 'linear') ?? integer(0))).toSatisfy((value: Fraction) =>
          same(value, expected),
        );
      }),
    );
  });

  it.each([
    [rational(-1n, 100n), '-0.01'],
    [rational(101n, 100n), '1.01'],
    [integer(95), '95'],
  ])('refuses a fraction outside 0 to 1', (fraction, shown) => {
    const message = `percentile: fraction must be from 0 to 1, got ${shown}`;
    expect(() => percentile(sorted(1), fraction, 'linear')).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message }),
    );
  });

  it('refuses an unknown method', () => {
    const message = 'percentile: method must be linear or nearest-rank, got "weibull"';
    expect(() => percentile(sorted(1), rational(1n, 2n), 'weibull' as PercentileMethod)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message }),
    );
  });
});

describe('squareRoot', () => {
  it.each([
    ['0', '0'],
    ['1', '1'],
    ['4', '2'],
    ['0.25', '0.5'],
    ['1e-64', '0.00000000000000000000000000000001'],
    ['1e64', '100000000000000000000000000000000'],
    ['2', '1.414213562373095048801688724209698'],
    ['3', '1.732050807568877293527446341505872'],
    ['0.1', '0.3162277660168379331998893544432719'],
  ])('of %s is %s', (text, expected) => {
    expect(squareRoot(toRational(text, 'test')).toFixed()).toBe(expected);
  });

  it('goes to the even neighbour on an exact tie, and off it for the smallest excess', () => {
    const tie = 10n ** 34n + 5n;
    const odd = 10n ** 34n + 15n;
    expect(squareRoot(rational(tie * tie)).toFixed()).toBe(String(tie - 5n));
    expect(squareRoot(rational(odd * odd)).toFixed()).toBe(String(odd + 5n));
    expect(squareRoot(rational(tie * tie, 10n ** 68n)).toFixed()).toBe('1');
    expect(squareRoot(rational(tie * tie + 1n)).toFixed()).toBe(String(tie + 5n));
    expect(squareRoot(rational(odd * odd - 1n)).toFixed()).toBe(String(odd - 5n));
    expect(squareRoot(rational(tie * tie * 10n ** 40n + 1n, 10n ** 40n)).toFixed()).toBe(String(tie + 5n));
    expect(squareRoot(rational(tie * tie * 3n * 10n ** 40n + 1n, 3n * 10n ** 40n)).toFixed()).toBe(String(tie + 5n));
  });

  it('is the nearest to the true root of any fraction', () => {
    const sizes = fc
      .integer({ min: 1, max: 100 })
      .chain((digits) => fc.bigInt({ min: 1n, max: 10n ** BigInt(digits) }));
    fc.assert(
      fc.property(sizes, sizes, (numerator, denominator) => {
        const root = squareRoot(rational(numerator, denominator));
        expect(root.precision()).toBeLessThanOrEqual(34);
        expect(isNearestRoot(fractionOf(root.toFixed()), [numerator, denominator])).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back what was squared', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 34n }), fc.integer({ min: 0, max: 40 }), (units, digits) => {
        const value = rational(units, 10n ** BigInt(digits));
        const square = rational(value.numerator ** 2n, value.denominator ** 2n);
        expect(squareRoot(square)).toEqual(toDecimal(value));
      }),
    );
  });

  it('refuses a value below zero', () => {
    const message = 'squareRoot: value must be >= 0, got -0.25';
    expect(() => squareRoot(rational(-1n, 4n))).toThrow(expect.objectContaining({ code: 'invalid-argument', message }));
  });
});

describe('variance and standardDeviation', () => {
  it('need one value, or two of a sample', () => {
    expect(variance([], 'population')).toBeNull();
    expect(standardDeviation([], 'population')).toBeNull();
    expect(standardDeviation([], 'sample')).toBeNull();
    expect(standardDeviation(sorted(5), 'sample')).toBeNull();
    expect(standardDeviation(sorted(5), 'population')?.toString()).toBe('0');
  });

  it('of a known series', () => {
    const values = sorted(2, 4, 4, 4, 5, 5, 7, 9);
    expect(standardDeviation(values, 'population')?.toString()).toBe('2');
    expect(variance(values, 'sample')).toEqual(rational(32n, 7n));
    expect(standardDeviation(values, 'sample')?.toString()).toBe('2.138089935299395077476427847038028');
  });

  it('equals the mean of squared distances, and does not move with the series', () => {
    fc.assert(
      fc.property(series, fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (values, shift) => {
        const pairs = values.map(pairOf);
        const count: Fraction = [BigInt(values.length), 1n];
        const middle = over(total(pairs), count);
        const squares = total(pairs.map((value) => times(minus(value, middle), minus(value, middle))));
        expect(toDecimal(variance(values, 'population') ?? integer(-1)).toFixed()).toBe(
          longDivision(over(squares, count)),
        );
        if (values.length > 1)
          expect(toDecimal(variance(values, 'sample') ?? integer(-1)).toFixed()).toBe(
            longDivision(over(squares, [count[0] - 1n, 1n])),
          );
        const moved = values.map(({ numerator, denominator }) =>
          rational(numerator + shift * denominator, denominator),
        );
        expect(standardDeviation(moved, 'population')).toEqual(standardDeviation(values, 'population'));
      }),
    );
  });
});
