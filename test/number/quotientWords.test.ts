import { Decimal as CallersDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotientWords } from '../../src/number/quotientWords.ts';
import { longDivision } from '../oracles/fraction.ts';

const largestDividend = 2 ** 52;
const largestDivisor = Math.floor(largestDividend / 10_000);

/** Whole numbers of every length, those around powers of ten among them. */
function wholeUpTo(most: number): fc.Arbitrary<number> {
  const any = fc.integer({ min: 1, max: most });
  const ofAnyLength = fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: -2, max: 2 }))
    .map(([exponent, beside]) => 10 ** exponent + beside);
  const short = fc.integer({ min: 1, max: 1000 });
  return fc.oneof(any, short, ofAnyLength).filter((value) => value >= 1 && value <= most);
}

/** What decimal.js keeps of a text. */
function wordsOf(text: string): object {
  const { e, d } = new CallersDecimal(text);
  return { e, d };
}

describe('quotientWords', () => {
  it('has the digits of long division by hand, in the words of decimal.js', () => {
    fc.assert(
      fc.property(wholeUpTo(largestDividend), wholeUpTo(largestDivisor), (dividend, divisor) => {
        expect(quotientWords(dividend, divisor)).toEqual(wordsOf(longDivision([BigInt(dividend), BigInt(divisor)])));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a whole number of several words', 4_503_599_627_370_496, 1],
    ['one that ends in words of zero', 100_000_000_000_000, 1],
    ['a digit after words of zero', 1, 100_000_000_000],
    ['a last digit that goes up', 2, 3],
    ['one that stays', 1, 3],
    ['all of its digits', 4_503_599_627_370_495, 262_144],
    ['a tie to the even digit below', 4_503_599_627_370_493, 2 ** 27],
    ['a tie to the even digit above', 4_503_599_627_370_495, 2 ** 27],
    ['a carry into the word before', 581_428, 53_583],
    ['nearly one', 299_999_999_999, 300_000_000_000],
    ['the largest of both', largestDividend, largestDivisor],
  ])('divides %s', (_name, dividend, divisor) => {
    expect(quotientWords(dividend, divisor)).toEqual(wordsOf(longDivision([BigInt(dividend), BigInt(divisor)])));
  });

  it('is left to larger numbers beyond its bounds', () => {
    expect(quotientWords(largestDividend + 1, 3)).toBeNull();
    expect(quotientWords(3, largestDivisor + 1)).toBeNull();
  });
});
