import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactSum } from '../../src/number/decimalSum.ts';
import { fractionOf, plus, same } from '../oracles/fraction.ts';

describe('exactSum', () => {
  it.each<readonly [Parameters<typeof exactSum>[0], string]>([
    [[], '0'],
    [['-0', 0, -0], '0'],
    [[0.1, 0.2], '0.3'],
    [['1250.50', 1, 10n, new Decimal('-0.5')], '1261'],
    [['1e20', '1e-20', '-1e20'], '0.00000000000000000001'],
    [new Set(['1.5', '2.25']), '3.75'],
    // 2^53 + 1 is no double, and neither is what comes before it here.
    [[2 ** 53 - 1, 1, 1], '9007199254740993'],
    [[`${2 ** 53 - 1}`, '0.5', 2, -3], '9007199254740990.5'],
    [['9'.repeat(64), '1e-64'], `${'9'.repeat(64)}.${'0'.repeat(63)}1`],
  ])('of %o is %s', (amounts, expected) => {
    expect(exactSum(amounts).toFixed()).toBe(expected);
  });

  it('is the sum of fractions, in any order', () => {
    const amount = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 9 }))
      .map(([units, scale]) => `${units}e-${scale}`);
    const short = fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100);
    const near = fc.integer({ min: 0, max: 20 }).map((less) => Number.MAX_SAFE_INTEGER - less);
    fc.assert(
      fc.property(fc.array(fc.oneof(amount, short, near), { maxLength: 30 }), (amounts) => {
        const expected = amounts.map((each) => fractionOf(String(each))).reduce(plus, fractionOf('0'));
        const sum = exactSum(amounts);
        expect(same(fractionOf(sum.toFixed()), expected)).toBe(true);
        expect(exactSum([...amounts].reverse()).toFixed()).toBe(sum.toFixed());
      }),
    );
  });

  it.each<readonly [unknown, string, string]>([
    ['12', 'invalid-argument', 'exactSum: amounts must be an array or another list of decimal numbers, got "12"'],
    [null, 'invalid-argument', 'exactSum: amounts must be an array or another list of decimal numbers, got null'],
    [{ length: 1 }, 'invalid-argument', 'exactSum: amounts must be an array or another list of decimal numbers, got'],
    [[1, 'x'], 'invalid-number', 'exactSum: amounts[1]: expected a decimal number such as 1250.50, got "x"'],
    [[undefined], 'invalid-number', 'exactSum: amounts[0]: expected a decimal number such as 1250.50, got undefined'],
    [[Number.NaN], 'invalid-number', 'exactSum: amounts[0]: expected a decimal number such as 1250.50, got NaN'],
    [['1e99'], 'invalid-number', 'exactSum: amounts[0]: expected a decimal number of at most 64 digits'],
  ])('refuses %o', (amounts, code, message) => {
    expect(() => exactSum(amounts as readonly string[])).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
