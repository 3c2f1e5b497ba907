import { Decimal as CallersDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecimalInput } from '../../src/number/decimal.ts';
import {
  Decimal34 as Decimal,
  decimalOfUnits,
  rationalOf,
  readDecimal,
  toDecimal,
  toRational,
} from '../../src/number/decimal.ts';
import { rational } from '../../src/number/rational.ts';
import { longDivision } from '../oracles/fraction.ts';

describe('Decimal', () => {
  it('has 34 digits, half-even, and is nobody else’s', () => {
    expect(Decimal.precision).toBe(34);
    expect(Decimal.rounding).toBe(CallersDecimal.ROUND_HALF_EVEN);
    const { precision, rounding } = CallersDecimal;
    CallersDecimal.set({ precision: 3, rounding: 0, toExpPos: 1 });
    try {
      expect(new Decimal(2).dividedBy(3).toString()).toBe('0.6666666666666666666666666666666667');
    } finally {
      CallersDecimal.set({ defaults: true });
    }
    expect([CallersDecimal.precision, CallersDecimal.rounding]).toEqual([precision, rounding]);
  });

  it.each(['1e-34', '0.1', '9'.repeat(34), '-1234567.89'])('prints %s plainly', (text) => {
    expect(toDecimal(toRational(text, 'test')).toString()).toBe(new CallersDecimal(text).toFixed());
  });
});

describe('toRational', () => {
  it.each<[DecimalInput, bigint, bigint]>([
    ['0.25', 1n, 4n],
    [-0.5, -1n, 2n],
    [7n, 7n, 1n],
    [new CallersDecimal('1250.50'), 2501n, 2n],
    ['1e-64', 1n, 10n ** 64n],
  ])('%s', (input, numerator, denominator) => {
    expect(toRational(input, 'test')).toEqual({ numerator, denominator });
  });

  it.each<[unknown, string]>([
    ['1,250.50', 'payout: amount: expected a decimal number such as 1250.50, got "1,250.50"'],
    ['', 'payout: amount: expected a decimal number such as 1250.50, got ""'],
    [Number.NaN, 'payout: amount: expected a decimal number such as 1250.50, got NaN'],
    [null, 'payout: amount: expected a decimal number such as 1250.50, got null'],
    [undefined, 'payout: amount: expected a decimal number such as 1250.50, got undefined'],
    [[], 'payout: amount: expected a decimal number such as 1250.50, got an array of 0'],
    [
      '1e9000000',
      'payout: amount: expected a decimal number of at most 64 digits with an exponent from -64 to 64, got "1e9000000"',
    ],
    [
      '9'.repeat(1e6),
      `payout: amount: expected a decimal number of at most 64 digits with an exponent from -64 to 64, got "${'9'.repeat(60)}"… (1000000 characters)`,
    ],
    [
      1n << 1_000_000n,
      'payout: amount: expected a decimal number of at most 64 digits with an exponent from -64 to 64, got a very large bigint',
    ],
  ])('refuses %#', (input, message) => {
    expect(() => toRational(input as DecimalInput, 'payout: amount')).toThrow(
      expect.objectContaining({ code: 'invalid-number', message }),
    );
  });
});

describe('toDecimal', () => {
  it.each([
    [0n, 1n, '0'],
    [1n, 3n, '0.3333333333333333333333333333333333'],
    [-2n, 3n, '-0.6666666666666666666666666666666667'],
    [1n, 8n, '0.125'],
    [999_999_999_999n, 1n, '999999999999'],
    [999_999_999_999_999n, 1_000_000n, '999999999.999999'],
    [-999_999_999_999_999n, 1_000_000n, '-999999999.999999'],
    [1_000_000_000_000_001n, 1_000_000n, '1000000000.000001'],
    [1n, 64n, '0.015625'],
    [1n, 128n, '0.0078125'],
    [9n ** 400n, 9n ** 400n - 1n, '1'],
    [1_000_000_000_000n, 1n, '1000000000000'],
    [-1_000_000_000_000n, 1n, '-1000000000000'],
    // 35 digits that end in a tie: to the even neighbour.
    [10n ** 34n + 5n, 1n, '10000000000000000000000000000000000'],
    [10n ** 34n + 15n, 1n, '10000000000000000000000000000000020'],
    [10n ** 34n + 6n, 1n, '10000000000000000000000000000000010'],
    [-(10n ** 34n) - 15n, 1n, '-10000000000000000000000000000000020'],
    // Barely past the tie, far behind the last digit.
    [(10n ** 34n + 5n) * 10n ** 60n + 1n, 10n ** 60n, '10000000000000000000000000000000010'],
    // Rounds up to one digit more.
    [10n ** 35n - 1n, 10n ** 35n, '1'],
    [10n ** 36n - 1n, 1n, '1000000000000000000000000000000000000'],
  ])('%s / %s', (numerator, denominator, expected) => {
    expect(toDecimal(rational(numerator, denominator)).toFixed()).toBe(expected);
  });

  it('is correctly rounded for any fraction', () => {
    const sizes = fc
      .integer({ min: 1, max: 120 })
      .chain((digits) => fc.bigInt({ min: 1n, max: 10n ** BigInt(digits) }));
    const signed = fc.tuple(sizes, fc.boolean()).map(([value, negative]) => (negative ? -value : value));
    const powers = fc.integer({ min: 0, max: 60 }).map((exponent) => 10n ** BigInt(exponent));
    fc.assert(
      fc.property(signed, fc.oneof(sizes, powers), (numerator, denominator) => {
        expect(toDecimal(rational(numerator, denominator)).toFixed()).toBe(longDivision([numerator, denominator]));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the first digit beside every power of ten and of sixteen', () => {
    for (let exponent = 0; exponent <= 80; exponent++) {
      for (const base of [10n, 16n]) {
        for (const shift of [-1n, 0n, 1n]) {
          const size = base ** BigInt(exponent) + shift;
          if (size === 0n) continue;
          expect(toDecimal(rational(size)).toFixed()).toBe(longDivision([size, 1n]));
          expect(toDecimal(rational(1n, size)).toFixed()).toBe(longDivision([1n, size]));
          expect(toDecimal(rational(size + 1n, size)).toFixed()).toBe(longDivision([size + 1n, size]));
          expect(toDecimal(rational(size, size + 1n)).toFixed()).toBe(longDivision([size, size + 1n]));
        }
      }
    }
  });

  it('is read back as it was handed out', () => {
    const units = fc.bigInt({ min: -(10n ** 34n), max: 10n ** 34n });
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 64 }), (numerator, digits) => {
        const value = rational(numerator, 10n ** BigInt(digits));
        const decimal = toDecimal(value);
        const read = readDecimal(decimal);
        fc.pre(read !== null);
        expect(read === null ? null : rationalOf(read)).toEqual(value);
        expect(toDecimal(toRational(decimal, 'test'))).toEqual(decimal);
        expect(toDecimal(toRational(decimal.toString(), 'test'))).toEqual(decimal);
      }),
    );
  });
});

describe('decimalOfUnits', () => {
  it('keeps every digit', () => {
    expect(decimalOfUnits(-1250n, 2).toString()).toBe('-12.5');
    expect(decimalOfUnits(12n, -3).toString()).toBe('12000');
    expect(decimalOfUnits(0n, 2).toString()).toBe('0');
    expect(decimalOfUnits(BigInt('7'.repeat(60)), 2).toFixed()).toBe(`${'7'.repeat(58)}.77`);
  });

  it('moves the point as far as it is told, either way', () => {
    for (const digits of [0, 1, 2, 7, 22, 23, 35, 60]) {
      for (const units of [1n, -1n, 9n, -1234567n, 9007199254740993n]) {
        const [sign, text] = units < 0n ? ['-', String(-units)] : ['', String(units)];
        expect(decimalOfUnits(units, -digits).toFixed()).toBe(`${sign}${text}${'0'.repeat(digits)}`);
        const padded = text.padStart(digits + 1, '0');
        const whole = padded.slice(0, padded.length - digits);
        const decimals = padded.slice(padded.length - digits).replace(/0+$/, '');
        expect(decimalOfUnits(units, digits).toFixed()).toBe(`${sign}${whole}${decimals === '' ? '' : `.${decimals}`}`);
      }
    }
  });
});
