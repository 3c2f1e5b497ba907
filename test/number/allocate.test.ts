import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AllocateOptions } from '../../src/number/allocate.ts';
import { allocate } from '../../src/number/allocate.ts';
import type { DecimalInput } from '../../src/number/decimal.ts';
import { fractionOf, minus, order, over, plain, same, size, times, total } from '../oracles/fraction.ts';

describe('allocate', () => {
  it.each<{ amount: DecimalInput; weights: DecimalInput[]; options?: AllocateOptions; expected: string[] }>([
    { amount: '100.00', weights: [1, 1, 1], expected: ['33.34', '33.33', '33.33'] },
    { amount: '-100.00', weights: [1, 1, 1], expected: ['-33.34', '-33.33', '-33.33'] },
    { amount: '0.05', weights: [3, 7], expected: ['0.02', '0.03'] },
    { amount: '0.05', weights: ['0.3', '0.7'], expected: ['0.02', '0.03'] },
    { amount: 100, weights: [50, 50], expected: ['50', '50'] },
    { amount: 0, weights: [1, 2], expected: ['0', '0'] },
    { amount: '0.01', weights: [0, 1, 0, 1], expected: ['0', '0.01', '0', '0'] },
    { amount: '10', weights: ['1e-64', '1e64'], expected: ['0', '10'] },
    { amount: 10, weights: [1, 1, 1], options: { digits: 0 }, expected: ['4', '3', '3'] },
    { amount: '1', weights: [2, 2, 2], options: { digits: 3 }, expected: ['0.334', '0.333', '0.333'] },
    { amount: '7', weights: ['5'], expected: ['7'] },
    // Lost are 2/7, 4/7, 2/7 and 6/7 of a unit.
    { amount: '2', weights: [1, 2, 1, 3], options: { digits: 0 }, expected: ['0', '1', '0', '1'] },
    { amount: '3', weights: [1, 2, 1, 3], options: { digits: 0 }, expected: ['1', '1', '0', '1'] },
    { amount: '1e-64', weights: [1, 2], options: { digits: 64 }, expected: ['0', `0.${'0'.repeat(63)}1`] },
    { amount: `${'9'.repeat(60)}.99`, weights: [1, 1], expected: [`5${'0'.repeat(59)}`, `4${'9'.repeat(59)}.99`] },
  ])('$amount by $weights', ({ amount, weights, options, expected }) => {
    expect(allocate(amount, weights, options).map((part) => part.toFixed())).toEqual(expected);
  });

  it('adds up, stays within one unit of the exact share, and turns with the sign', () => {
    const units = fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 10n ** 40n }));
    const weights = fc.array(
      fc.oneof(
        fc.constantFrom('0', '1', '2', '0.5'),
        fc.integer({ min: 0, max: 10 ** 6 }).map((value) => `${value / 100}`),
      ),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 5 }), weights, (count, digits, given) => {
        const shares = given.map(fractionOf);
        const whole = total(shares);
        fc.pre(whole[0] > 0n);
        const amount = plain(false, count, -digits);
        const exact = fractionOf(amount);
        const parts = allocate(amount, given, { digits }).map((part) => part.toFixed());
        const read = parts.map(fractionOf);
        expect(same(total(read), exact)).toBe(true);
        const unit = over([1n, 1n], [10n ** BigInt(digits), 1n]);
        shares.forEach((share, index) => {
          const part = read[index] ?? [0n, 1n];
          const ideal = over(times(exact, share), whole);
          expect(order(size(minus(part, ideal)), unit)).toBeLessThan(0);
          if (share[0] === 0n) expect(part[0]).toBe(0n);
          shares.forEach((other, position) => {
            // The same weight gets the same, or one unit less further back.
            if (position > index && same(share, other)) {
              const ahead = minus(part, read[position] ?? [0n, 1n]);
              expect(ahead[0] === 0n || same(ahead, unit)).toBe(true);
            }
            // Nobody with more weight gets less.
            if (order(share, other) > 0) expect(order(part, read[position] ?? [0n, 1n])).toBeGreaterThanOrEqual(0);
          });
        });
        const turned = allocate(`-${amount}`, given, { digits }).map((part) => part.toFixed());
        expect(turned).toEqual(parts.map((part) => (part === '0' ? '0' : `-${part}`)));
      }),
    );
  });

  it.each<[DecimalInput, unknown, AllocateOptions, string, string]>([
    ['x', [1], {}, 'invalid-number', 'allocate: total: expected a decimal number such as 1250.50, got "x"'],
    ['10.005', [1, 1], {}, 'invalid-argument', 'allocate: total must have at most 2 decimals, got "10.005"'],
    ['0.5', [1, 1], { digits: 0 }, 'invalid-argument', 'allocate: total must have at most 0 decimals, got "0.5"'],
    ['10', [1, 2, -1], {}, 'invalid-argument', 'allocate: weights must be >= 0, got -1 at index 2'],
    ['10', [1, 'x'], {}, 'invalid-number', 'allocate: weights[1]: expected a decimal number such as 1250.50, got "x"'],
    [
      '10',
      Array(2),
      {},
      'invalid-number',
      'allocate: weights[0]: expected a decimal number such as 1250.50, got undefined',
    ],
    ['10', [0, '0.00'], {}, 'invalid-argument', 'allocate: at least one weight must be above 0, got only zeros'],
    ['10', [], {}, 'invalid-argument', 'allocate: weights must be an array of at least one number, got an array of 0'],
    ['10', 'abc', {}, 'invalid-argument', 'allocate: weights must be an array of at least one number, got "abc"'],
    ['10', [1], { digits: 1.5 }, 'invalid-argument', 'allocate: digits must be a whole number from 0 to 64, got 1.5'],
    ['10', [1], { digits: -1 }, 'invalid-argument', 'allocate: digits must be a whole number from 0 to 64, got -1'],
    ['10', [1], { digits: 65 }, 'invalid-argument', 'allocate: digits must be a whole number from 0 to 64, got 65'],
  ])('refuses %j by %j with %j', (amount, weights, options, code, message) => {
    expect(() => allocate(amount, weights as DecimalInput[], options)).toThrow(
      expect.objectContaining({ code, message }),
    );
  });
});
