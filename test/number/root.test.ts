import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/number/decimal.ts';
import { add, integer, multiply, rational, subtract } from '../../src/number/rational.ts';
import { powerOf, rootOf, wholeRoot } from '../../src/number/root.ts';

const natural = fc.bigInt({ min: 0n, max: 10n ** 80n });
const degree = fc.integer({ min: 1, max: 30 });

describe('wholeRoot', () => {
  it('is the largest whole number whose power is not above', () => {
    fc.assert(
      fc.property(natural, degree, (value, n) => {
        const root = wholeRoot(value, n);
        expect(root ** BigInt(n) <= value).toBe(true);
        expect((root + 1n) ** BigInt(n) > value).toBe(true);
      }),
    );
  });

  it.each([
    [0n, 2, 0n],
    [1n, 1000, 1n],
    [2n, 2, 1n],
    [8n, 3, 2n],
    [7n, 3, 1n],
    [2n ** 1000n, 1000, 2n],
    [2n ** 1000n - 1n, 1000, 1n],
    [10n ** 400n, 2, 10n ** 200n],
    [10n ** 400n - 1n, 2, 10n ** 200n - 1n],
  ])('of %s by degree %i is %s', (value, n, root) => {
    expect(wholeRoot(value, n)).toBe(root);
  });
});

describe('rootOf', () => {
  it('undoes a power exactly', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        degree,
        (p, q, n) => {
          expect(rootOf(powerOf(rational(p, q), n), n)).toEqual(rational(p, q));
        },
      ),
    );
  });

  it('is right to a hundred digits where it is irrational', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        degree,
        (p, q, n) => {
          const { numerator, denominator } = rootOf(rational(p, q), n);
          const scale = 10n ** 99n;
          const power = BigInt(n);
          // root (1 - 10^-99) and root (1 + 10^-99) lie on either side.
          const side = (shift: bigint): boolean =>
            (numerator * (scale + shift)) ** power * q < p * (denominator * scale) ** power;
          expect(side(-1n) && !side(1n)).toBe(true);
        },
      ),
    );
  });

  it('lies on the same side of a tie of 34 digits as the true root', () => {
    const tie = rational(10n ** 33n * 2n + 1n, 10n ** 33n * 2n);
    const square = multiply(tie, tie);
    const tiny = rational(1n, 10n ** 150n);
    expect(toDecimal(rootOf(add(square, tiny), 2)).toFixed()).toBe(`1.${'0'.repeat(32)}1`);
    expect(toDecimal(rootOf(subtract(square, tiny), 2)).toFixed()).toBe('1');
  });

  it('of two is 1.41421356…', () => {
    const { numerator, denominator } = rootOf(integer(2), 2);
    expect(((numerator * 10n ** 50n) / denominator).toString()).toBe(
      '141421356237309504880168872420969807856967187537694',
    );
  });
});

describe('powerOf', () => {
  it.each([
    [rational(2n, 3n), 0, rational(1n)],
    [rational(2n, 3n), 1, rational(2n, 3n)],
    [rational(-2n, 3n), 3, rational(-8n, 27n)],
    [rational(0n), 0, rational(1n)],
    [rational(0n), 5, rational(0n)],
  ])('of %o and %i', (base, exponent, expected) => {
    expect(powerOf(base, exponent)).toEqual(expected);
  });
});
