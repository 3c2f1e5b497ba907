import { Decimal as AnyDecimal } from 'decimal.js';

/**
 * A decimal number as whole units: value = coefficient / 10^scale.
 *
 * The coefficient is a number when it is a safe integer and a bigint otherwise. The scale is at least 0 and as small as
 * the value allows, so equal values are read equal; minus zero is zero.
 */
export interface Scaled {
  readonly coefficient: number | bigint;
  readonly scale: number;
}

/** What {@link readDecimal} accepts, worded for the end of "expected …". */
export const decimalExpectation = 'a decimal number such as 1250.50';

/** The limits of {@link readDecimal}, for a number of the right shape that lies beyond them. */
const limitExpectation = 'a decimal number of at most 64 digits with an exponent from -64 to 64';

const mostDigits = 64;
const largestExponent = 64;
/** Sign, point, exponent, and 64 digits pushed 64 places away: anything longer only repeats zeros. */
const longestText = 200;
/** Up to here every written digit fits a double exactly. */
const longestShortText = 15;
const decimalPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

const nothing: Scaled = { coefficient: 0, scale: 0 };

/**
 * Reads a decimal number exactly, or answers null.
 *
 * Accepted are plain or exponential decimal texts without blanks or separators (`'1250.50'`, `'-.5'`, `'1e3'`), finite
 * numbers (meaning their shortest decimal: 0.1 is 0.1), bigints, and Decimals of any copy of decimal.js, each with at
 * most 64 significant digits and its first digit at 10^-64 to 10^64. Nothing of the input is ever called.
 *
 * @param input - anything
 * @returns the number in units, or null when it is not acceptable
 *
 * @example
 * ```ts
 * import { readDecimal } from './readDecimal.ts';
 * readDecimal('1250.50'); // => { coefficient: 12505, scale: 1 }
 * readDecimal('1,250'); // => null
 * ```
 */
export function readDecimal(input: unknown): Scaled | null {
  switch (typeof input) {
    case 'string':
      return readText(input);
    case 'number':
      return readNumber(input);
    case 'bigint':
      return readBigint(input);
    case 'object':
      return readInstance(input);
    default:
      return null;
  }
}

/**
 * What was expected in place of a refused input: {@link decimalExpectation}, or the limits when only those were passed.
 *
 * @param input - a value that {@link readDecimal} refused
 * @returns words for the end of "expected …"
 */
export function expectationFor(input: unknown): string {
  return hasDecimalShape(input) ? limitExpectation : decimalExpectation;
}

function hasDecimalShape(input: unknown): boolean {
  switch (typeof input) {
    case 'string':
      // The beginning of an endless text tells enough; reading all of it would be work for nothing.
      return input.length > longestText
        ? /^[+-]?[\d.]+$/.test(input.slice(0, longestText))
        : /\d/.test(input) && /^[+-]?\d*(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(input);
    case 'number':
      return Number.isFinite(input);
    case 'object':
      return isFiniteDecimal(input);
    default:
      return typeof input === 'bigint';
  }
}

function isFiniteDecimal(input: unknown): boolean {
  try {
    return AnyDecimal.isDecimal(input) && Array.isArray(input.d);
  } catch {
    return false;
  }
}

function readNumber(value: number): Scaled | null {
  // Adding zero turns minus zero into zero.
  if (Number.isSafeInteger(value)) return { coefficient: value + 0, scale: 0 };
  const cents = Math.round(value * 100);
  // Different decimals of up to 15 digits are different doubles, so one that comes back is the shortest decimal.
  if (cents / 100 === value && Math.abs(cents) < 1e15) {
    return cents % 10 === 0 ? { coefficient: cents / 10, scale: 1 } : { coefficient: cents, scale: 2 };
  }
  return Number.isFinite(value) ? readText(String(value)) : null;
}

function readBigint(value: bigint): Scaled | null {
  // Bits are counted before digits: printing a bigint of a million digits would take seconds.
  return BigInt.asIntN(256, value) === value ? readText(String(value)) : null;
}

/** Short plain texts digit by digit; everything else, including what is malformed, by the pattern. */
function readText(text: string): Scaled | null {
  const length = text.length;
  if (length > longestShortText) return readLongText(text);
  const first = text.charCodeAt(0);
  const start = first === 45 ? 1 : 0;
  let position = start;
  let coefficient = 0;
  let code = 46;
  for (; position < length; position++) {
    code = text.charCodeAt(position);
    if (code < 48 || code > 57) break;
    coefficient = coefficient * 10 + (code - 48);
  }
  let scale = 0;
  if (position < length) {
    if (code !== 46 || length === start + 1) return readLongText(text);
    // Zeros wait until a digit follows them, so the scale never counts those at the end.
    let waiting = 1;
    for (position++; position < length; position++) {
      code = text.charCodeAt(position);
      if (code < 48 || code > 57) return readLongText(text);
      if (code === 48) {
        waiting++;
      } else {
        scale += waiting;
        for (; waiting > 0; waiting--) coefficient *= 10;
        coefficient += code - 48;
        waiting = 1;
      }
    }
  } else if (length === start) {
    return null;
  }
  // Subtracting from zero never gives minus zero.
  return { coefficient: first === 45 ? 0 - coefficient : coefficient, scale };
}

function readLongText(text: string): Scaled | null {
  if (text.length > longestText) return null;
  const match = decimalPattern.exec(text);
  if (match === null) return null;
  const [, sign, whole, fraction = '', exponentText] = match;
  const digits = (whole as string) + fraction;
  const exponent = Number(exponentText ?? 0);
  if (digits === '' || Math.abs(exponent) > largestExponent) return null;
  return assemble(sign === '-', digits, exponent - fraction.length);
}

/** Checks the limits on digits * 10^exponent and gives it its one form. */
function assemble(negative: boolean, digits: string, exponent: number): Scaled | null {
  let start = 0;
  let end = digits.length;
  while (digits.charCodeAt(start) === 48) start++;
  if (start === end) return nothing;
  while (digits.charCodeAt(end - 1) === 48) end--;
  const lastExponent = exponent + digits.length - end;
  const firstExponent = lastExponent + end - start - 1;
  if (end - start > mostDigits || Math.abs(firstExponent) > largestExponent) return null;
  const shown = digits.slice(start, end) + '0'.repeat(Math.max(0, lastExponent));
  const units = BigInt(negative ? `-${shown}` : shown);
  const safe = units <= Number.MAX_SAFE_INTEGER && units >= Number.MIN_SAFE_INTEGER;
  return { coefficient: safe ? Number(units) : units, scale: Math.max(0, -lastExponent) };
}

function readInstance(input: unknown): Scaled | null {
  try {
    return AnyDecimal.isDecimal(input) ? readParts(input.s, input.e, input.d) : null;
  } catch {
    // A proxy or a getter may throw whatever it likes; it is not a number either way.
    return null;
  }
}

/**
 * Reads the documented parts of a Decimal: sign, exponent of the first digit, and words of seven digits.
 *
 * The parts come from another copy or a forgery, so they are believed only as far as they agree with each other.
 */
function readParts(sign: unknown, exponent: unknown, words: unknown): Scaled | null {
  if ((sign !== 1 && sign !== -1) || !isWhole(exponent) || !Array.isArray(words)) return null;
  if (Math.abs(exponent) > largestExponent) return null;
  const count = words.length;
  const firstWord: unknown = words[0];
  // Ten words hold every 64 digits.
  if (count > 10 || !isWord(firstWord)) return null;
  if (firstWord === 0) return count === 1 && exponent === 0 ? nothing : null;
  const wordExponent = Math.floor(exponent / 7);
  if (digitCount(firstWord) !== exponent - wordExponent * 7 + 1) return null;
  const lastExponent = (wordExponent - count + 1) * 7;
  const lastWord: unknown = words[count - 1];
  if (!isWord(lastWord) || lastWord === 0) return null;
  if (count > 2 || lastExponent > 0) return readWords(sign === -1, words, lastExponent);

  // One or two words, which is nearly every amount: fourteen digits fit a double.
  // Subtracted, because -0 is no scale.
  let scale = 0 - lastExponent;
  let last = lastWord;
  let room = 10_000_000;
  if (scale > 0 && last % 100_000 === 0) {
    // Two decimals fill a word with five zeros: the usual amount, in one step.
    last /= 100_000;
    room = 100;
    scale -= 5;
  }
  while (scale > 0 && last % 10 === 0) {
    last /= 10;
    room /= 10;
    scale--;
  }
  const coefficient = count === 1 ? last : firstWord * room + last;
  return { coefficient: sign * coefficient, scale };
}

function readWords(negative: boolean, words: readonly unknown[], lastExponent: number): Scaled | null {
  let digits = '';
  for (const word of words) {
    if (!isWord(word)) return null;
    digits += String(word).padStart(7, '0');
  }
  return assemble(negative, digits, lastExponent);
}

function isWord(word: unknown): word is number {
  return isWhole(word) && word >= 0 && word < 10_000_000;
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

function digitCount(word: number): number {
  let count = 1;
  for (let bound = 10; word >= bound; bound *= 10) count++;
  return count;
}
