import { SalesMetricsError } from '../errors.ts';
import type { Decimal } from './decimal.ts';
import { toDecimal } from './decimal.ts';
import { powerOfTen } from './powerOfTen.ts';
import type { Rational } from './rational.ts';
import { rational } from './rational.ts';

/** Digits of the integer root before rounding: the 34 that stay, the one that shows a tie, and room for lengths found roughly. */
const workingDigits = 38;

/**
 * The square root, correctly rounded to 34 significant digits, half-even. It is irrational for nearly every value.
 *
 * @param value - exact fraction, at least 0
 * @returns the nearest decimal number to the true root
 * @throws SalesMetricsError `invalid-argument` for a value below 0
 *
 * @example
 * ```ts
 * import { integer } from './rational.ts';
 * import { squareRoot } from './squareRoot.ts';
 * squareRoot(integer(2)).toString(); // => '1.414213562373095048801688724209698'
 * ```
 */
export function squareRoot(value: Rational): Decimal {
  const { numerator, denominator } = value;
  if (numerator < 0n)
    throw new SalesMetricsError(
      'invalid-argument',
      `squareRoot: value must be >= 0, got ${toDecimal(value).toString()}`,
    );
  if (numerator === 0n) return toDecimal(value);
  // The root has half as many digits before its point as the quotient; the places after it fill up to the working digits.
  const missing = workingDigits + (decimalLength(denominator) - decimalLength(numerator)) / 2;
  const places = Math.max(0, Math.ceil(missing));
  const square = numerator * powerOfTen(2 * places);
  const root = integerRoot(square / denominator);
  // What lies behind the last digit matters only as "nothing" or "something"; one more digit says which.
  const sticky = root * root * denominator === square ? 0n : 1n;
  return toDecimal(rational(root * 10n + sticky, powerOfTen(places + 1)));
}

/** The largest whole number whose square does not exceed a value above 0 (Newton's method, from above). */
function integerRoot(value: bigint): bigint {
  let root = 1n << BigInt(value.toString(16).length * 2);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Number of decimal digits, or up to two more: found from the length in base 16, which is quick for any size. */
function decimalLength(value: bigint): number {
  return Math.ceil(value.toString(16).length * Math.log10(16));
}
