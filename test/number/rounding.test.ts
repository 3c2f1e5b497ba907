import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal, toRational } from '../../src/number/decimal.ts';
import { minorUnitDigits, roundMoney } from '../../src/number/money.ts';
import { rational } from '../../src/number/rational.ts';
import type { RoundingMode } from '../../src/number/rounding.ts';
import { roundedUnits, roundedWholeQuotient, roundTo } from '../../src/number/rounding.ts';
import type { Fraction } from '../oracles/fraction.ts';
import { floorOf, minus, order, same, size } from '../oracles/fraction.ts';

const modes: readonly RoundingMode[] = ['half-even', 'half-up', 'half-down', 'up', 'down', 'ceiling', 'floor'];

/** The rule of each mode, said with the two neighbours and the distances to them. */
function plainRounding(value: Fraction, mode: RoundingMode): bigint {
  const floor = floorOf(value);
  if (same(value, [floor, 1n])) return floor;
  const ceiling = floor + 1n;
  const [near, far] = value[0] < 0n ? [ceiling, floor] : [floor, ceiling];
  const nearer = order(size(minus(value, [near, 1n])), size(minus(value, [far, 1n])));
  switch (mode) {
    case 'ceiling':
      return ceiling;
    case 'floor':
      return floor;
    case 'up':
      return far;
    case 'down':
      return near;
    case 'half-up':
      return nearer < 0 ? near : far;
    case 'half-down':
      return nearer > 0 ? far : near;
    case 'half-even':
      return nearer < 0 ? near : nearer > 0 ? far : near % 2n === 0n ? near : far;
  }
}

describe('roundTo', () => {
  const table: Record<string, readonly number[]> = {
    //        half-even, half-up, half-down, up, down, ceiling, floor
    '5.5': [6, 6, 5, 6, 5, 6, 5],
    '2.5': [2, 3, 2, 3, 2, 3, 2],
    '1.6': [2, 2, 2, 2, 1, 2, 1],
    '1.1': [1, 1, 1, 2, 1, 2, 1],
    '1.0': [1, 1, 1, 1, 1, 1, 1],
    '0': [0, 0, 0, 0, 0, 0, 0],
    '0.5': [0, 1, 0, 1, 0, 1, 0],
    '-0.5': [0, -1, 0, -1, 0, 0, -1],
    '-1.1': [-1, -1, -1, -2, -1, -1, -2],
    '-2.5': [-2, -3, -2, -3, -2, -2, -3],
    '-5.5': [-6, -6, -5, -6, -5, -5, -6],
  };
  it.each(
    Object.entries(table).flatMap(([text, results]) =>
      modes.map((mode, index) => ({ text, mode, expected: results[index] })),
    ),
  )('$text $mode -> $expected', ({ text, mode, expected }) => {
    expect(toDecimal(roundTo(toRational(text, 'test'), 0, mode)).toNumber()).toBe(expected);
  });

  it('rounds to decimals and to tens', () => {
    expect(roundTo(rational(1n, 8n), 2, 'half-even')).toEqual(rational(12n, 100n));
    expect(roundTo(rational(1250n), -2, 'half-even')).toEqual(rational(1200n));
    expect(roundTo(rational(1251n), -2, 'half-even')).toEqual(rational(1300n));
    expect(roundedUnits(rational(1n, 3n), 2, 'half-even')).toBe(33n);
    expect(roundedUnits(rational(1n, 3n), 100, 'down')).toBe(BigInt('3'.repeat(100)));
  });

  it('equals the rule of the mode, and changes nothing the second time', () => {
    const numerators = fc.oneof(
      fc.bigInt({ min: -2000n, max: 2000n }),
      fc.bigInt({ min: -(10n ** 50n), max: 10n ** 50n }),
    );
    const denominators = fc.oneof(fc.constantFrom(1n, 2n, 20n, 200n, 1000n), fc.bigInt({ min: 1n, max: 10n ** 30n }));
    fc.assert(
      fc.property(
        numerators,
        denominators,
        fc.constantFrom(...modes),
        fc.integer({ min: -3, max: 6 }),
        (numerator, denominator, mode, digits) => {
          const value = rational(numerator, denominator);
          const moved: Fraction =
            digits < 0
              ? [numerator, denominator * 10n ** BigInt(-digits)]
              : [numerator * 10n ** BigInt(digits), denominator];
          expect(roundedUnits(value, digits, mode)).toBe(plainRounding(moved, mode));
          const rounded = roundTo(value, digits, mode);
          for (const again of modes) expect(roundTo(rounded, digits, again)).toEqual(rounded);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([1.5, 101, -101, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d digits', (digits) => {
    const message = `rounding: digits must be a whole number from -100 to 100, got ${digits}`;
    expect(() => roundTo(rational(1n), digits, 'up')).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message }),
    );
  });

  it('refuses an unknown mode, also where nothing is to be rounded', () => {
    const message =
      'rounding: mode must be one of half-even, half-up, half-down, up, down, ceiling, floor, got "nearest"';
    for (const value of [rational(1n), rational(1n, 3n)]) {
      expect(() => roundTo(value, 0, 'nearest' as RoundingMode)).toThrow(
        expect.objectContaining({ code: 'invalid-argument', message }),
      );
    }
  });
});

describe('roundedWholeQuotient', () => {
  it('equals the rule of the mode for every small quotient', () => {
    for (const mode of modes) {
      for (let denominator = 1; denominator <= 8; denominator++) {
        for (let numerator = -25; numerator <= 25; numerator++) {
          const expected = Number(plainRounding([BigInt(numerator), BigInt(denominator)], mode));
          expect(roundedWholeQuotient(numerator, denominator, mode), `${numerator} / ${denominator} ${mode}`).toBe(
            expected,
          );
        }
      }
    }
  });

  it('equals the rule of the mode up to the largest safe integers', () => {
    const halves = fc.integer({ min: 1, max: 2 ** 52 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), halves, fc.constantFrom(...modes), (numerator, denominator, mode) => {
        const expected = Number(plainRounding([BigInt(numerator), BigInt(denominator)], mode));
        expect(roundedWholeQuotient(numerator, denominator, mode)).toBe(expected);
      }),
    );
  });
});

describe('money', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['XYZ', 2],
    ['constructor', 2],
    ['__proto__', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['CLP', 0],
    ['ISK', 0],
    ['XPF', 0],
    ['BHD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('%s has %d decimals', (currency, digits) => {
    expect(minorUnitDigits(currency)).toBe(digits);
  });

  it('knows every currency that has not two decimals', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((first) =>
      letters.flatMap((second) => letters.map((third) => first + second + third)),
    );
    const others = codes.filter((code) => minorUnitDigits(code) !== 2).join(' ');
    expect(others).toBe(
      'BHD BIF CLF CLP DJF GNF IQD ISK JOD JPY KMF KRW KWD LYD OMR PYG RWF TND UGX UYI UYW VND VUV XAF XOF XPF',
    );
  });

  it.each([
    ['10.005', 'USD', '10'],
    ['10.015', 'USD', '10.02'],
    ['10.5', 'JPY', '10'],
    ['10.0005', 'KWD', '10'],
    ['10.0015', 'KWD', '10.002'],
  ])('%s %s -> %s', (text, currency, expected) => {
    expect(roundMoney(text, currency).toString()).toBe(expected);
  });

  it('refuses an amount that is no number', () => {
    expect(() => roundMoney('ten', 'USD')).toThrow(
      expect.objectContaining({
        code: 'invalid-number',
        message: 'roundMoney: expected a decimal number such as 1250.50, got "ten"',
      }),
    );
  });
});
