import { Decimal as AnyDecimal } from 'decimal.js';
import { SalesMetricsError, showValue } from '../errors.ts';
import { type DecimalWords, quotientWords } from './quotientWords.ts';
import type { Rational } from './rational.ts';
import { absolute, scaled } from './rational.ts';
import type { Scaled } from './readDecimal.ts';
import { expectationFor, readDecimal } from './readDecimal.ts';
import { unitsAt } from './rounding.ts';

export type { Scaled } from './readDecimal.ts';
export { decimalExpectation, readDecimal } from './readDecimal.ts';

/**
 * The decimal numbers this library hands out: decimal.js with 34 significant digits, half-even.
 *
 * It is a copy of its own, so `Decimal.set` of a caller changes nothing here, and nothing here changes a caller's.
 */
export const Decimal34: typeof AnyDecimal = /* @__PURE__ */ decimalOfOurOwn();

/** A decimal number of decimal.js; those this library hands out have 34 significant digits. */
export type Decimal = AnyDecimal;

/** A decimal number in any form a caller may have it. A `number` means its shortest decimal: 0.1 is 0.1. */
export type DecimalInput = string | number | bigint | Decimal;

/** Significant digits of everything handed out, as in IEEE 754 decimal128. */
const significantDigits = 34;

/* @__NO_SIDE_EFFECTS__ */
function decimalOfOurOwn(): typeof AnyDecimal {
  return AnyDecimal.clone({
    // Defaults first, or a caller's earlier `Decimal.set` would be inherited.
    defaults: true,
    precision: 34,
    rounding: AnyDecimal.ROUND_HALF_EVEN,
    // Any figure of 34 digits around the point prints without an exponent.
    toExpNeg: -35,
    toExpPos: 35,
  });
}

/**
 * Reads a decimal number as an exact fraction.
 *
 * @param input - decimal number in any accepted form
 * @param where - the function and, if useful, the path of the value; opens the message
 * @returns the exact fraction
 * @throws SalesMetricsError `invalid-number` when the input is not acceptable
 *
 * @example
 * ```ts
 * import { toRational } from './decimal.ts';
 * toRational('0.25', 'allocate'); // => { numerator: 1n, denominator: 4n }
 * ```
 */
export function toRational(input: DecimalInput, where: string): Rational {
  const read = readDecimal(input);
  if (read === null)
    throw new SalesMetricsError(
      'invalid-number',
      `${where}: expected ${expectationFor(input)}, got ${showValue(input)}`,
    );
  return rationalOf(read);
}

/** The exact fraction of a number that was read. */
export function rationalOf(value: Scaled): Rational {
  return scaled(value.coefficient, value.scale);
}

/**
 * The value correctly rounded to 34 significant digits, half-even. Anything that fits is exact.
 *
 * @param value - exact fraction of any size
 * @returns the nearest decimal number
 *
 * @example
 * ```ts
 * import { toDecimal } from './decimal.ts';
 * import { rational } from './rational.ts';
 * toDecimal(rational(2n, 3n)).toString(); // => '0.6666666666666666666666666666666667'
 * ```
 */
export function toDecimal(value: Rational): Decimal {
  const { numerator, denominator } = value;
  if (numerator === 0n) return nought;
  const size = absolute(value).numerator;
  const words = quotientWords(Number(size), Number(denominator));
  if (words !== null) return decimalOfWords(numerator, words);
  const digits = significantDigits - 1 - firstExponent(size, denominator);
  return decimalOfUnits(unitsAt(value, digits, 'half-even'), digits);
}

/** A decimal of its words and the sign of a number, without the detour by a text. */
function decimalOfWords(signed: bigint, { e, d }: DecimalWords): Decimal {
  // Read-only to everybody else.
  const decimal = new Decimal34(1) as { -readonly [Part in keyof Decimal]: Decimal[Part] };
  decimal.s = signed < 0n ? -1 : 1;
  decimal.e = e;
  decimal.d = d;
  return decimal;
}

/**
 * The decimal number units / 10^digits, exact whatever its length.
 *
 * @param units - whole number of units
 * @param digits - number of decimals; below zero for tens, hundreds and so on
 * @returns the decimal number, not rounded
 */
export function decimalOfUnits(units: bigint, digits: number): Decimal {
  // Most balances, held amounts and amounts in review are nothing.
  if (units === 0n) return nought;
  const words = digits < 0 ? null : quotientWords(Math.abs(Number(units)), 10 ** digits);
  // Whole numbers that are small enough to be divided in this way have no more digits than are kept.
  if (words !== null) return decimalOfWords(units, words);
  // Constructing never rounds in decimal.js, only arithmetic does.
  return new Decimal34(`${units}e${-digits}`);
}

const nought: Decimal = /* @__PURE__ */ new Decimal34(0);

/** The exponent of the first significant digit of numerator / denominator, both above zero. */
function firstExponent(numerator: bigint, denominator: bigint): number {
  // Lengths in base 16 are quick to find and place the quotient within a factor of 16 either way.
  const guess = Math.floor((numerator.toString(16).length - denominator.toString(16).length) * Math.log10(16));
  // Three places beyond the guess make the whole part at least 10 for certain, so that its length counts.
  const places = 3 - guess;
  const quotient = unitsAt({ numerator, denominator }, places, 'down');
  return quotient.toString().length - 1 - places;
}
