import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeierMedian } from '../../src/number/kaplanMeier.ts';
import { compare, integer, type Rational, rational } from '../../src/number/rational.ts';
import { median } from '../../src/number/statistics.ts';
import { survivalMedian } from '../oracles/survival.ts';

const whole = (...values: readonly number[]): Rational[] => values.map(integer);
const time = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(1, 1, 3))
  .map(([numerator, denominator]) => rational(BigInt(numerator), BigInt(denominator)));
const times = fc.array(time, { maxLength: 12 });

describe('kaplanMeierMedian', () => {
  // Freireich et al. 1963 (weeks of remission under 6-mercaptopurine and placebo), medians 23 and 8 in every textbook.
  it('gives the published medians of the leukemia trial', () => {
    const treated = kaplanMeierMedian(
      whole(6, 6, 6, 7, 10, 13, 16, 22, 23),
      whole(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
    );
    expect(treated).toEqual(integer(23));
    const placebo = whole(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);
    expect(kaplanMeierMedian(placebo, [])).toEqual(integer(8));
  });

  it.each<[string, readonly Rational[], readonly Rational[], Rational | null]>([
    ['nothing', [], [], null],
    ['nothing that ended', [], whole(3, 4), null],
    ['one that ended', whole(4), [], integer(4)],
    ['one of two, the other lost before', whole(4), whole(3), integer(4)],
    ['one of two, the other lost after: a half, and nothing follows', whole(4), whole(5), integer(4)],
    ['one of two, the other lost at that time, so that it was at risk', whole(4), whole(4), integer(4)],
    ['one of three, both others lost at that time', whole(4), whole(4, 4), null],
    ['a half exactly: the mean with the next that ended', whole(2, 5), [], rational(7n, 2n)],
    ['a half exactly, with a loss before the next that ended', whole(2, 6), whole(3), integer(6)],
    ['a half exactly by two that ended together', whole(2, 2, 7, 9), [], rational(9n, 2n)],
    ['a half by quotients that are no halves', whole(1, 1, 4, 5), whole(2, 2, 2, 7), rational(9n, 2n)],
    ['any order', whole(9, 1, 5), whole(7, 0), integer(7)],
  ])('of %s', (_name, observed, censored, expected) => {
    expect(kaplanMeierMedian(observed, censored)).toEqual(expected);
  });

  it('is what redistribution of the weights gives', () => {
    fc.assert(
      fc.property(times, times, (observed, censored) => {
        const lives = [
          ...observed.map((value) => ({ value, ended: true })),
          ...censored.map((value) => ({ value, ended: false })),
        ].map(({ value: { numerator, denominator }, ended }) => ({ time: [numerator, denominator] as const, ended }));
        const expected = survivalMedian(lives);
        const found = kaplanMeierMedian(observed, censored);
        expect(found).toEqual(typeof expected === 'string' ? null : rational(...expected));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the median where nothing is censored, in any order', () => {
    fc.assert(
      fc.property(times, (observed) => {
        expect(kaplanMeierMedian(observed, [])).toEqual(median([...observed].sort(compare)));
      }),
    );
  });

  it('does not change with what is lost before anything ended, and leaves its lists alone', () => {
    fc.assert(
      fc.property(times, times, fc.nat(5), (observed, censored, early) => {
        const later = (values: readonly Rational[]): Rational[] =>
          values.map(({ numerator, denominator }) => rational(numerator + denominator, denominator));
        const lists = [Object.freeze(later(observed)), Object.freeze(later(censored))] as const;
        const expected = kaplanMeierMedian(...lists);
        const zeros = Array.from({ length: early }, () => integer(0));
        expect(kaplanMeierMedian(lists[0], [...zeros, ...lists[1]])).toEqual(expected);
      }),
    );
  });

  it('tells a half from what doubles take for one', () => {
    // 100,000 end one after the other and 99,999 are never lost: the last step is a hair's breadth from a half.
    const many = Array.from({ length: 100_000 }, (_, index) => integer(index));
    const forever = Array.from({ length: 99_999 }, () => integer(1_000_000));
    expect(kaplanMeierMedian(many, forever)).toEqual(integer(99_999));
    expect(kaplanMeierMedian(many, [integer(1_000_000), ...forever])).toEqual(integer(99_999));
    expect(kaplanMeierMedian(many, [integer(1_000_000), integer(1_000_000), ...forever])).toBeNull();
  });

  // At risk are `first` and end down to `left`; some are lost down to `second`; these end down to `last`, then one more, and the rest is lost.
  it.each([
    // 26,488 x 14,787 x 2 is one more than 30,001 x 26,111, and 24,496 x 12,637 x 2 one less than 30,003 x 20,635.
    { side: 'above', first: 30_001, left: 26_488, second: 26_111, last: 14_787, expected: integer(9) },
    { side: 'below', first: 30_003, left: 24_496, second: 20_635, last: 12_637, expected: integer(3) },
  ])('tells a share less than a billionth $side a half', ({ first, left, second, last, expected }) => {
    const all = (count: number, value: number): Rational[] => Array.from({ length: count }, () => integer(value));
    const observed = [...all(first - left, 1), ...all(second - last, 3), integer(9)];
    expect(kaplanMeierMedian(observed, [...all(left - second, 2), ...all(last - 1, 10)])).toEqual(expected);
  });

  it('is quick for many losses between', () => {
    const started = performance.now();
    const even = Array.from({ length: 50_000 }, (_, index) => integer(2 * index));
    const odd = Array.from({ length: 50_000 }, (_, index) => integer(2 * index + 1));
    const found = kaplanMeierMedian(even, odd);
    // The share is about the root of the part at risk, which is a half when a quarter is left.
    expect(Number(found?.numerator ?? 0n) / 100_000).toBeCloseTo(0.75, 3);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
