import { SalesMetricsError, showValue } from '../errors.ts';
import type { Decimal, DecimalInput } from './decimal.ts';
import { decimalOfUnits, readDecimal, toRational } from './decimal.ts';
import { powerOfTen } from './powerOfTen.ts';

/** Settings of {@link allocate}. */
export interface AllocateOptions {
  /** Decimals of the smallest unit that is handed out, from 0 to 64; 2 when left out. */
  readonly digits?: number;
}

/**
 * Splits a total by weights so that the parts add up to the total exactly (largest remainder method).
 *
 * Each part is first cut toward zero to the smallest unit; the units left over go one each to the parts that lost most,
 * the earlier one on a tie. A weight of 0 gets nothing.
 *
 * @param total - amount to split, of either sign, with no more decimals than `digits`
 * @param weights - one weight for each part, none below 0, not all 0
 * @param options - `digits` of the smallest unit, 2 when left out
 * @returns one part for each weight, in the same order, exact
 * @throws SalesMetricsError `invalid-number` for a total or weight that is not a decimal number, `invalid-argument`
 * for a total finer than the smallest unit, no weights, a negative weight, or weights that are all 0
 *
 * @example
 * ```ts
 * import { allocate } from 'sales-metrics';
 * allocate('100.00', [1, 1, 1]).map(String); // => ['33.34', '33.33', '33.33']
 * ```
 */
export function allocate(
  total: DecimalInput,
  weights: readonly DecimalInput[],
  options: AllocateOptions = {},
): Decimal[] {
  const digits = digitsOf(options);
  const units = unitsOf(total, digits);
  const shares = wholeWeights(weights);
  const wholeWeight = shares.reduce((sum, share) => sum + share, 0n);
  if (wholeWeight === 0n) throw refused('at least one weight must be above 0, got only zeros');

  const amount = units < 0n ? -units : units;
  const parts = shares.map((share) => (amount * share) / wholeWeight);
  const left = amount - parts.reduce((sum, part) => sum + part, 0n);
  const losses = shares.map((share, index) => ({ index, lost: (amount * share) % wholeWeight }));
  // The sort is stable, so among equal losses the earlier part stays in front.
  losses.sort((one, other) => (one.lost === other.lost ? 0 : one.lost > other.lost ? -1 : 1));
  const raised = new Set(losses.slice(0, Number(left)).map(({ index }) => index));
  return parts.map((part, index) => {
    const whole = raised.has(index) ? part + 1n : part;
    return decimalOfUnits(units < 0n ? -whole : whole, digits);
  });
}

function digitsOf(options: AllocateOptions): number {
  const { digits = 2 } = options;
  if (!Number.isInteger(digits) || digits < 0 || digits > 64)
    throw refused(`digits must be a whole number from 0 to 64, got ${showValue(digits)}`);
  return digits;
}

function unitsOf(total: DecimalInput, digits: number): bigint {
  const { numerator, denominator } = toRational(total, 'allocate: total');
  const smallest = powerOfTen(digits);
  if (smallest % denominator !== 0n)
    throw refused(`total must have at most ${digits} decimals, got ${showValue(total)}`);
  return numerator * (smallest / denominator);
}

/** The weights as whole numbers of one common unit. */
function wholeWeights(weights: readonly DecimalInput[]): bigint[] {
  if (!Array.isArray(weights) || weights.length === 0)
    throw refused(`weights must be an array of at least one number, got ${showValue(weights)}`);
  const read = Array.from(weights, (weight: DecimalInput, index) => {
    const value = readDecimal(weight);
    // Reading again as a fraction words the refusal; a good weight never gets here.
    if (value === null) return { coefficient: toRational(weight, `allocate: weights[${index}]`).numerator, scale: 0 };
    if (value.coefficient < 0) throw refused(`weights must be >= 0, got ${showValue(weight)} at index ${index}`);
    return value;
  });
  const scale = read.reduce((largest, value) => Math.max(largest, value.scale), 0);
  return read.map((value) => BigInt(value.coefficient) * powerOfTen(scale - value.scale));
}

function refused(rule: string): SalesMetricsError {
  return new SalesMetricsError('invalid-argument', `allocate: ${rule}`);
}
