import { SalesMetricsError, showValue } from '../errors.ts';
import { powerOfTen } from './powerOfTen.ts';
import type { Rational } from './rational.ts';
import { rational } from './rational.ts';

/**
 * How a value between two steps is rounded. The `half-` modes go to the nearest step and differ only on ties.
 *
 * - `half-even`: ties to the even neighbour
 * - `half-up`: ties away from zero
 * - `half-down`: ties toward zero
 * - `up`: away from zero
 * - `down`: toward zero
 * - `ceiling`: toward positive infinity
 * - `floor`: toward negative infinity
 */
export type RoundingMode = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'ceiling' | 'floor';

/** Every mode. */
export const roundingModes: readonly [RoundingMode, ...RoundingMode[]] = [
  'half-even',
  'half-up',
  'half-down',
  'up',
  'down',
  'ceiling',
  'floor',
];

const mostDigits = 100;

/** Which digits are taken, in words. */
export const roundingDigitsText = `a whole number from -${mostDigits} to ${mostDigits}`;

/** Whether a number of decimals can be kept. */
export function isRoundingDigits(digits: unknown): digits is number {
  return Number.isInteger(digits) && Math.abs(digits as number) <= mostDigits;
}

/**
 * The value rounded to a number of decimals.
 *
 * @param value - exact fraction
 * @param digits - decimals to keep, from -100 to 100; below zero rounds to tens, hundreds and so on
 * @param mode - see {@link RoundingMode}
 * @returns the rounded value, still exact
 * @throws SalesMetricsError `invalid-argument` for digits out of range or an unknown mode
 *
 * @example
 * ```ts
 * import { rational } from './rational.ts';
 * import { roundTo } from './rounding.ts';
 * roundTo(rational(1n, 8n), 2, 'half-even'); // => { numerator: 3n, denominator: 25n }
 * ```
 */
export function roundTo(value: Rational, digits: number, mode: RoundingMode): Rational {
  const units = roundedUnits(value, digits, mode);
  return rational(units * powerOfTen(Math.max(0, -digits)), powerOfTen(Math.max(0, digits)));
}

/**
 * The value rounded to a number of decimals, as a count of the smallest unit: cents for two digits.
 *
 * @param value - exact fraction
 * @param digits - decimals to keep, from -100 to 100
 * @param mode - see {@link RoundingMode}
 * @returns value * 10^digits as a whole number
 * @throws SalesMetricsError `invalid-argument` for digits out of range or an unknown mode
 *
 * @example
 * ```ts
 * import { rational } from './rational.ts';
 * import { roundedUnits } from './rounding.ts';
 * roundedUnits(rational(1n, 3n), 2, 'half-even'); // => 33n
 * ```
 */
export function roundedUnits(value: Rational, digits: number, mode: RoundingMode): bigint {
  if (!isRoundingDigits(digits)) {
    throw new SalesMetricsError(
      'invalid-argument',
      `rounding: digits must be ${roundingDigitsText}, got ${showValue(digits)}`,
    );
  }
  return unitsAt(value, digits, mode);
}

/** As {@link roundedUnits}, for digits this library worked out itself. */
export function unitsAt(value: Rational, digits: number, mode: RoundingMode): bigint {
  const { numerator, denominator } = value;
  return digits < 0
    ? roundedQuotient(numerator, denominator * powerOfTen(-digits), mode)
    : roundedQuotient(numerator * powerOfTen(digits), denominator, mode);
}

function roundedQuotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  // bigint division cuts toward zero, so the quotient is the neighbour nearer to zero.
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  const negative = numerator < 0n;
  const twice = 2n * (negative ? -rest : rest);
  const half = twice < denominator ? -1 : twice > denominator ? 1 : 0;
  if (!goesAway(mode, negative, half, quotient % 2n !== 0n) || rest === 0n) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}

/**
 * The rounded quotient of two safe integers, the second above 0 and half as large as the greatest of them at the most: exact, and many times
 * faster than with bigints.
 */
export function roundedWholeQuotient(numerator: number, denominator: number, mode: RoundingMode): number {
  const rest = numerator % denominator;
  // A multiple of the denominator, so the division is exact.
  const quotient = (numerator - rest) / denominator;
  if (rest === 0) return quotient;
  const isNegative = numerator < 0;
  const twice = 2 * Math.abs(rest);
  const half = twice < denominator ? -1 : twice > denominator ? 1 : 0;
  if (!goesAway(mode, isNegative, half, quotient % 2 !== 0)) return quotient;
  return isNegative ? quotient - 1 : quotient + 1;
}

/** Whether a value strictly between two steps moves to the one further from zero. `half` compares it with the middle. */
function goesAway(mode: RoundingMode, negative: boolean, half: -1 | 0 | 1, odd: boolean): boolean {
  switch (mode) {
    case 'half-even':
      return half > 0 || (half === 0 && odd);
    case 'half-up':
      return half >= 0;
    case 'half-down':
      return half > 0;
    case 'up':
      return true;
    case 'down':
      return false;
    case 'ceiling':
      return !negative;
    case 'floor':
      return negative;
    default:
      // A plan read from JSON can carry anything here.
      throw new SalesMetricsError(
        'invalid-argument',
        `rounding: mode must be one of ${roundingModes.join(', ')}, got ${showValue(mode satisfies never)}`,
      );
  }
}
