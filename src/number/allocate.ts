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
  if (shares.every((share) => share === 0n)) throw refused('at least one weight must be above 0, got only zeros');

  return allocateUnits(units, shares).map((part) => decimalOfUnits(part, digits));
}

/**
 * Splits whole units by whole weights so that the parts add up (largest remainder method); see {@link allocate}.
 *
 * @param units - what to split, of either sign
 * @param weights - none below 0, not all 0
 * @returns one part for each weight, in the same order
 */
export function allocateUnits(units: bigint, weights: readonly bigint[]): bigint[] {
  if (units < 0n) return allocateUnits(-units, weights).map((part) => -part);
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => (units * weight) / whole);
  const left = units - parts.reduce((sum, part) => sum + part, 0n);
  const losses = weights.map((weight, index) => ({ index, lost: (units * weight) % whole }));
  // The sort is stable, so among equal losses the earlier part stays in front.
  losses.sort((one, other) => Number(other.lost - one.lost));
  const raised = new Set(losses.slice(0, Number(left)).map(({ index }) => index));
  return parts.map((part, index) => (raised.has(index) ? part + 1n : part));
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
