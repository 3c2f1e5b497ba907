import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/number/decimal.ts';
import { add, multiply, rational, subtract } from '../../src/number/rational.ts';
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
    // A root that is no double.
    [10n ** 800n, 2, 10n ** 400n],
    [10n ** 800n - 1n, 2, 10n ** 400n - 1n],
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

  // Of each the numerator, the denominator, both or neither is a square.
  it.each([
    ['2', rational(2n), '141421356237309504880168872420969807856967187537694'],
    ['1/2', rational(1n, 2n), '70710678118654752440084436210484903928483593768847'],
    ['4/3', rational(4n, 3n), '115470053837925152901829756100391491129520350254025'],
    ['3/4', rational(3n, 4n), '86602540378443864676372317075293618347140262690519'],
  ])('of %s is right in its first fifty decimals', (_, value, decimals) => {
    const { numerator, denominator } = rootOf(value, 2);
    expect(((numerator * 10n ** 50n) / denominator).toString()).toBe(decimals);
  });

  it('of a value with a root is that root', () => {
    expect(rootOf(rational(9n, 4n), 2)).toEqual(rational(3n, 2n));
    expect(rootOf(rational(8n, 27n), 3)).toEqual(rational(2n, 3n));
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
