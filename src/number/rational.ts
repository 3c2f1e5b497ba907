import { SalesMetricsError, showValue } from '../errors.ts';
import { powerOfTen } from './powerOfTen.ts';

/** An exact fraction in lowest terms; the denominator is above zero, so equal values have equal parts. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction 0. */
export const zero: Rational = { numerator: 0n, denominator: 1n };

/** The fraction 1. */
export const one: Rational = { numerator: 1n, denominator: 1n };

/**
 * The fraction numerator / denominator, brought to lowest terms.
 *
 * @param numerator - any bigint
 * @param denominator - any bigint but zero; 1 when left out
 * @returns the fraction in lowest terms, with a denominator above zero
 * @throws SalesMetricsError `invalid-argument` when the denominator is zero
 *
 * @example
 * ```ts
 * import { rational } from './rational.ts';
 * rational(6n, -4n); // => { numerator: -3n, denominator: 2n }
 * ```
 */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 1n) return { numerator, denominator };
  if (denominator < 0n) return rational(-numerator, -denominator);
  if (denominator === 0n)
    throw new SalesMetricsError('invalid-argument', 'rational: denominator must not be 0, got 0n');
  const divisor = greatestCommonDivisor(magnitude(numerator), denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/**
 * A whole number as a fraction.
 *
 * @param value - a bigint, or a number without a fractional part
 * @returns the fraction value / 1
 * @throws SalesMetricsError `invalid-argument` for a number that is not whole
 */
export function integer(value: number | bigint): Rational {
  return { numerator: wholeNumber(value, 'integer'), denominator: 1n };
}

/**
 * The fraction units / 10^scale.
 *
 * @param units - whole number of units
 * @param scale - number of decimals, at least 0
 * @returns the fraction in lowest terms
 * @throws SalesMetricsError `invalid-argument` for units that are not whole
 *
 * @example
 * ```ts
 * import { scaled } from './rational.ts';
 * scaled(1250, 2); // => { numerator: 25n, denominator: 2n }
 * ```
 */
export function scaled(units: number | bigint, scale: number): Rational {
  if (scale === 0) return { numerator: wholeNumber(units, 'scaled'), denominator: 1n };
  if (scale > mostQuickDecimals || !Number.isSafeInteger(units))
    return rational(wholeNumber(units, 'scaled'), powerOfTen(scale));
  // Nearly every amount, millions of times: plain numbers divide many times faster than bigints.
  const parts = 10 ** scale;
  const divisor = smallDivisor(Math.abs(units as number), parts);
  return { numerator: BigInt((units as number) / divisor), denominator: BigInt(parts / divisor) };
}

const mostQuickDecimals = 9;

/** The exact sum left + right. */
export function add(left: Rational, right: Rational): Rational {
  if (left.numerator === 0n) return right;
  if (right.numerator === 0n) return left;
  if (left.denominator === right.denominator) return rational(left.numerator + right.numerator, left.denominator);
  return rational(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

/** The exact difference left - right. */
export function subtract(left: Rational, right: Rational): Rational {
  return add(left, negate(right));
}

/** The exact product left * right. */
export function multiply(left: Rational, right: Rational): Rational {
  // Shares, factors and rates of exchange are mostly 1.
  if (isOne(left)) return right;
  if (isOne(right)) return left;
  return rational(left.numerator * right.numerator, left.denominator * right.denominator);
}

/**
 * The exact quotient dividend / divisor.
 *
 * @throws SalesMetricsError `invalid-argument` when the divisor is zero
 */
export function divide(dividend: Rational, divisor: Rational): Rational {
  if (divisor.numerator === 0n) throw new SalesMetricsError('invalid-argument', 'divide: divisor must not be 0, got 0');
  return rational(dividend.numerator * divisor.denominator, dividend.denominator * divisor.numerator);
}

/** The value with its sign turned. */
export function negate(value: Rational): Rational {
  return { numerator: -value.numerator, denominator: value.denominator };
}

/** The value without its sign. */
export function absolute(value: Rational): Rational {
  return { numerator: magnitude(value.numerator), denominator: value.denominator };
}

/** Order of two values: -1 when left is smaller, 0 when both are equal, 1 when left is larger. */
export function compare(left: Rational, right: Rational): -1 | 0 | 1 {
  const leftPart = left.numerator * right.denominator;
  const rightPart = right.numerator * left.denominator;
  return leftPart < rightPart ? -1 : leftPart > rightPart ? 1 : 0;
}

/** Whether the value is zero. */
export function isZero(value: Rational): boolean {
  return value.numerator === 0n;
}

/** The sign of the value: -1, 0 or 1. */
export function sign(value: Rational): -1 | 0 | 1 {
  return value.numerator < 0n ? -1 : value.numerator > 0n ? 1 : 0;
}

/**
 * The exact sum of any number of values; zero when there are none.
 *
 * @param values - fractions, in any order
 * @returns their sum in lowest terms
 */
export function sumOf(values: Iterable<Rational>): Rational {
  let numerator = 0n;
  let denominator = 1n;
  for (const value of values) {
    if (value.denominator !== denominator) {
      // Growing to the least common multiple keeps the numbers small; reducing waits until the end.
      const factor = value.denominator / greatestCommonDivisor(denominator, value.denominator);
      numerator *= factor;
      denominator *= factor;
      numerator += value.numerator * (denominator / value.denominator);
    } else {
      numerator += value.numerator;
    }
  }
  return rational(numerator, denominator);
}

function isOne({ numerator, denominator }: Rational): boolean {
  return numerator === 1n && denominator === 1n;
}

/** Greatest common divisor of two bigints that are not negative. */
function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let larger = left;
  let smaller = right;
  while (smaller !== 0n) {
    // Plain numbers divide many times faster than bigints, so the last steps are taken with them.
    if (larger <= Number.MAX_SAFE_INTEGER && smaller <= Number.MAX_SAFE_INTEGER)
      return BigInt(smallDivisor(Number(larger), Number(smaller)));
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger;
}

function smallDivisor(left: number, right: number): number {
  let larger = left;
  let smaller = right;
  while (smaller !== 0) {
    const rest = larger % smaller;
    larger = smaller;
    smaller = rest;
  }
  return larger;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function wholeNumber(value: number | bigint, where: string): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isInteger(value))
    throw new SalesMetricsError('invalid-argument', `${where}: value must be a whole number, got ${showValue(value)}`);
  return BigInt(value);
}
