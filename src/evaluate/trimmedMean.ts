import { add, divide, integer, multiply, type Rational, zero } from '../number/rational.ts';
import type { Occurrences } from './state.ts';

/** Number of records that a trimmed mean leaves out at either end, of all that have a value. */
export function trimmedAway(count: number, { numerator, denominator }: Rational): number {
  return Number((BigInt(count) * numerator) / denominator);
}

/** The mean of ascending values without the extremes; null of no values. */
export function trimmedMean(values: readonly Occurrences[], fraction: Rational): Rational | null {
  const total = values.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const first = trimmedAway(total, fraction);
  const end = total - first;
  let sum = zero;
  let passed = 0;
  for (const { value, count } of values) {
    const kept = Math.min(passed + count, end) - Math.max(passed, first);
    if (kept > 0) sum = add(sum, multiply(value, integer(kept)));
    passed += count;
  }
  return divide(sum, integer(end - first));
}
