/** A decimal number as decimal.js keeps it: words of seven digits, the point between two of them, without words of zero at either end. */
export interface DecimalWords {
  /** The exponent of the first digit. */
  readonly e: number;
  readonly d: number[];
}

const wordSize = 10_000_000;
const digitsOfWord = 7;
const significantDigits = 34;

/** Up to here whole quotients of doubles are exact when cut down, with room to spare. */
const largestDividend = 2 ** 52;

/** Up to here a rest can be brought down four digits at a time. */
const largestDivisor = Math.floor(largestDividend / 10_000);

/**
 * The quotient of two whole numbers with 34 significant digits, half-even: long division in plain numbers, many times faster than with bigints.
 *
 * @param dividend - a whole number above 0
 * @param divisor - a whole number above 0
 * @returns the words of the quotient; null where the numbers are too large to be divided in this way
 *
 * @example
 * ```ts
 * import { quotientWords } from './quotientWords.ts';
 * quotientWords(25, 2); // => { e: 1, d: [12, 5000000] }
 * ```
 */
export function quotientWords(dividend: number, divisor: number): DecimalWords | null {
  if (dividend > largestDividend || divisor > largestDivisor) return null;
  const whole = Math.floor(dividend / divisor);
  const words = wordsOf(whole);
  const wholeCount = words.length;
  let rest = dividend - whole * divisor;
  let digits = whole === 0 ? 0 : lengthOf(whole);
  while (rest !== 0 && digits < significantDigits) {
    // Two steps to a word: seven digits at once would not stay exact.
    const high = Math.floor((rest * 10_000) / divisor);
    rest = rest * 10_000 - high * divisor;
    const low = Math.floor((rest * 1000) / divisor);
    rest = rest * 1000 - low * divisor;
    const word = high * 1000 + low;
    words.push(word);
    // Zeros before the first digit count for nothing.
    if (digits > 0) digits += digitsOfWord;
    else if (word > 0) digits = lengthOf(word);
  }
  round(words, digits, rest, divisor);
  const first = words.findIndex((word) => word > 0);
  let end = words.length;
  while (words[end - 1] === 0) end--;
  const e = lengthOf(words[first] as number) - 1 + digitsOfWord * (wholeCount - 1 - first);
  return { e, d: words.slice(first, end) };
}

/** Rounds to the digits that are kept, half-even. */
function round(words: number[], digits: number, rest: number, divisor: number): void {
  const step = 10 ** Math.max(digits - significantDigits, 0);
  let index = words.length - 1;
  const word = words[index] as number;
  const dropped = word % step;
  const kept = word - dropped;
  // Above 0 where what is dropped exceeds a half of the last digit that is kept, 0 where it is one.
  const beyond = step === 1 ? 2 * rest - divisor : 2 * dropped - step || rest;
  const isUp = beyond > 0 || (beyond === 0 && (kept / step) % 2 === 1);
  words[index] = isUp ? kept + step : kept;
  // No quotient of such numbers has more than twelve nines in a row, so a carry ends before the first word.
  for (; words[index] === wordSize; index--) {
    words[index] = 0;
    words[index - 1] = (words[index - 1] as number) + 1;
  }
}

/** A whole number in words; none for 0. */
function wordsOf(whole: number): number[] {
  const words: number[] = [];
  for (let left = whole; left > 0; left = Math.floor(left / wordSize)) words.unshift(left % wordSize);
  return words;
}

/** Number of digits of a whole number above 0. */
function lengthOf(whole: number): number {
  let length = 1;
  for (let power = 10; power <= whole; power *= 10) length++;
  return length;
}
