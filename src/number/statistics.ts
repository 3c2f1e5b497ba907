import { SalesMetricsError, showValue } from '../errors.ts';
import type { Decimal } from './decimal.ts';
import { toDecimal } from './decimal.ts';
import type { Rational } from './rational.ts';
import { add, divide, integer, multiply, subtract, sumOf } from './rational.ts';
import { unitsAt } from './rounding.ts';
import { squareRoot } from './squareRoot.ts';

export { squareRoot } from './squareRoot.ts';

/**
 * How a percentile that falls between two values is taken.
 *
 * - `linear`: on the line between the two neighbours (type 7 of Hyndman and Fan, the default of spreadsheets, R and NumPy)
 * - `nearest-rank`: the smallest value that at least that share of the values does not exceed
 */
export type PercentileMethod = 'linear' | 'nearest-rank';

/** Values in ascending order, by position: an array, or anything that can stand for one. */
export interface Ascending {
  /** Number of values. */
  readonly length: number;
  /** The value at a position from 0; undefined beyond the last. */
  at(position: number): Rational | undefined;
}

/** Whether the values are all there is, or a sample of more (divides by one less). */
export type DeviationKind = 'population' | 'sample';

/**
 * The mean: sum / count.
 *
 * @param values - in any order
 * @returns the exact mean; null of no values
 */
export function mean(values: readonly Rational[]): Rational | null {
  return values.length === 0 ? null : divide(sumOf(values), integer(values.length));
}

/**
 * The middle value, or the exact mean of the two middle ones.
 *
 * @param sorted - in ascending order
 * @returns the exact median; null of no values
 */
export function median(sorted: readonly Rational[]): Rational | null {
  return percentile(sorted, { numerator: 1n, denominator: 2n }, 'linear');
}

/**
 * The value below which a given share of the values lies.
 *
 * @param sorted - in ascending order
 * @param fraction - the share, from 0 to 1
 * @param method - see {@link PercentileMethod}
 * @returns the exact percentile; null of no values
 * @throws SalesMetricsError `invalid-argument` for a fraction outside 0 to 1 or an unknown method
 *
 * @example
 * ```ts
 * import { integer, rational } from './rational.ts';
 * import { percentile } from './statistics.ts';
 * const values = [integer(1), integer(2), integer(10)];
 * percentile(values, rational(9n, 10n), 'linear'); // => { numerator: 42n, denominator: 5n }
 * percentile(values, rational(9n, 10n), 'nearest-rank'); // => { numerator: 10n, denominator: 1n }
 * ```
 */
export function percentile(sorted: Ascending, fraction: Rational, method: PercentileMethod): Rational | null {
  if (fraction.numerator < 0n || fraction.numerator > fraction.denominator) {
    throw new SalesMetricsError(
      'invalid-argument',
      `percentile: fraction must be from 0 to 1, got ${toDecimal(fraction).toString()}`,
    );
  }
  switch (method) {
    case 'linear':
      return linearPercentile(sorted, fraction);
    case 'nearest-rank': {
      const rank = Number(unitsAt(multiply(fraction, integer(sorted.length)), 0, 'ceiling'));
      return sorted.at(Math.max(rank, 1) - 1) ?? null;
    }
    default:
      throw new SalesMetricsError(
        'invalid-argument',
        `percentile: method must be linear or nearest-rank, got ${showValue(method satisfies never)}`,
      );
  }
}

function linearPercentile(sorted: Ascending, fraction: Rational): Rational | null {
  const position = multiply(fraction, integer(sorted.length - 1));
  const rank = position.numerator / position.denominator;
  const below = sorted.at(Number(rank));
  if (below === undefined) return null;
  const above = sorted.at(Number(rank) + 1);
  // The last value has nothing above it, and nothing of it is missing.
  if (above === undefined) return below;
  return add(below, multiply(subtract(above, below), subtract(position, integer(rank))));
}

/**
 * The variance: mean squared distance from the mean, for a sample over count - 1.
 *
 * @param values - in any order
 * @param kind - see {@link DeviationKind}
 * @returns the exact variance, at least 0; null of no values, or of one when it is a sample
 */
export function variance(values: readonly Rational[], kind: DeviationKind): Rational | null {
  const divisor = kind === 'sample' ? values.length - 1 : values.length;
  if (divisor < 1) return null;
  const sum = sumOf(values);
  const squares = sumOf(values.map((value) => multiply(value, value)));
  const spread = subtract(squares, divide(multiply(sum, sum), integer(values.length)));
  return divide(spread, integer(divisor));
}

/**
 * The standard deviation: square root of the variance, irrational and correctly rounded to 34 digits, half-even.
 *
 * @param values - in any order
 * @param kind - see {@link DeviationKind}
 * @returns the standard deviation, at least 0; null of no values, or of one when it is a sample
 */
export function standardDeviation(values: readonly Rational[], kind: DeviationKind): Decimal | null {
  const spread = variance(values, kind);
  return spread === null ? null : squareRoot(spread);
}
