import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rational } from '../../src/number/rational.ts';
import {
  absolute,
  add,
  compare,
  divide,
  integer,
  isZero,
  multiply,
  negate,
  one,
  rational,
  scaled,
  sign,
  subtract,
  sumOf,
  zero,
} from '../../src/number/rational.ts';
import type { Fraction } from '../oracles/fraction.ts';
import { minus, order, over, plus, same, times, total } from '../oracles/fraction.ts';

const wholeNumbers = fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }));
const fractions = fc.tuple(
  wholeNumbers,
  fc.oneof(
    fc.constantFrom(1n, 10n, 100n),
    wholeNumbers.filter((value) => value > 0n),
  ),
);
const rationalOfPair = ([numerator, denominator]: Fraction): Rational => rational(numerator, denominator);
const pairOf = ({ numerator, denominator }: Rational): Fraction => [numerator, denominator];

describe('rational', () => {
  it.each([
    { numerator: 6n, denominator: 4n, expected: { numerator: 3n, denominator: 2n } },
    { numerator: 6n, denominator: -4n, expected: { numerator: -3n, denominator: 2n } },
    { numerator: -6n, denominator: -4n, expected: { numerator: 3n, denominator: 2n } },
    { numerator: 0n, denominator: -7n, expected: { numerator: 0n, denominator: 1n } },
    { numerator: 10n ** 40n, denominator: 10n ** 38n, expected: { numerator: 100n, denominator: 1n } },
    { numerator: 2n ** 53n * 9n, denominator: 2n ** 52n * 3n, expected: { numerator: 6n, denominator: 1n } },
  ])('$numerator / $denominator', ({ numerator, denominator, expected }) => {
    expect(rational(numerator, denominator)).toEqual(expected);
  });

  it('is whole without a denominator', () => {
    expect(rational(5n)).toEqual({ numerator: 5n, denominator: 1n });
    expect(zero).toEqual(rational(0n));
    expect(one).toEqual(rational(1n));
  });

  it('refuses a denominator of zero', () => {
    expect(() => rational(1n, 0n)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message: 'rational: denominator must not be 0, got 0n' }),
    );
  });

  it('is in lowest terms', () => {
    fc.assert(
      fc.property(
        wholeNumbers,
        wholeNumbers.filter((value) => value !== 0n),
        wholeNumbers.filter((value) => value !== 0n),
        (numerator, denominator, factor) => {
          const value = rational(numerator, denominator);
          expect(rational(numerator * factor, denominator * factor)).toEqual(value);
          expect(value.denominator > 0n).toBe(true);
          expect(same(pairOf(value), over([numerator, 1n], [denominator, 1n]))).toBe(true);
        },
      ),
    );
  });
});

describe('integer and scaled', () => {
  it('take numbers and bigints', () => {
    expect(integer(-3)).toEqual({ numerator: -3n, denominator: 1n });
    expect(integer(3n)).toEqual({ numerator: 3n, denominator: 1n });
    expect(scaled(1250, 2)).toEqual({ numerator: 25n, denominator: 2n });
    expect(scaled(7n, 0)).toEqual({ numerator: 7n, denominator: 1n });
    expect(scaled(1n, 300).denominator).toBe(10n ** 300n);
  });

  it('refuse what is not whole', () => {
    expect(() => integer(0.5)).toThrow(
      expect.objectContaining({ message: 'integer: value must be a whole number, got 0.5' }),
    );
    expect(() => integer(Number.NaN)).toThrow(
      expect.objectContaining({ message: 'integer: value must be a whole number, got NaN' }),
    );
    for (const scale of [0, 2, 300]) {
      expect(() => scaled(0.5, scale)).toThrow(
        expect.objectContaining({ code: 'invalid-argument', message: 'scaled: value must be a whole number, got 0.5' }),
      );
    }
  });
});

describe('arithmetic', () => {
  it('equals the plain fractions, in lowest terms', () => {
    fc.assert(
      fc.property(fractions, fractions, (left, right) => {
        const [first, second] = [rationalOfPair(left), rationalOfPair(right)];
        expect(add(first, second)).toEqual(rationalOfPair(plus(left, right)));
        expect(subtract(first, second)).toEqual(rationalOfPair(minus(left, right)));
        expect(multiply(first, second)).toEqual(rationalOfPair(times(left, right)));
        expect(compare(first, second)).toBe(order(left, right));
        expect(sign(first)).toBe(order(left, [0n, 1n]));
        expect(isZero(first)).toBe(left[0] === 0n);
        expect(compare(absolute(first), zero)).toBe(isZero(first) ? 0 : 1);
        expect(add(first, negate(first))).toEqual(zero);
        if (!isZero(second)) expect(divide(first, second)).toEqual(rationalOfPair(over(left, right)));
      }),
    );
  });

  it.each([
    { value: rational(-5n, 2n), size: rational(5n, 2n), expected: -1 },
    { value: zero, size: zero, expected: 0 },
    { value: rational(5n, 2n), size: rational(5n, 2n), expected: 1 },
  ])('knows the sign $expected', ({ value, size, expected }) => {
    expect(sign(value)).toBe(expected);
    expect(compare(value, zero)).toBe(expected);
    expect(isZero(value)).toBe(expected === 0);
    expect(absolute(value)).toEqual(size);
  });

  it('refuses to divide by zero', () => {
    expect(() => divide(one, zero)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message: 'divide: divisor must not be 0, got 0' }),
    );
  });
});

describe('sumOf', () => {
  it('is zero of nothing', () => {
    expect(sumOf([])).toEqual(zero);
  });

  it('equals the plain sum in any order', () => {
    fc.assert(
      fc.property(fc.array(fractions), (values) => {
        const sum = sumOf(values.map(rationalOfPair));
        expect(sum).toEqual(rationalOfPair(total(values)));
        expect(sumOf(values.map(rationalOfPair).reverse())).toEqual(sum);
      }),
    );
  });
});
