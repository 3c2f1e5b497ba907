import type { Rational } from '../number/rational.ts';

/** Which fractions an aggregate takes, in words. */
export const fractionsOf = { percentile: 'from 0 to 1', 'trimmed-mean': 'from 0 to below 0.5' } as const;

/** Whether an aggregate takes a fraction. Trimming half of the values at either end would leave none. */
export function isFractionOf(kind: keyof typeof fractionsOf, { numerator, denominator }: Rational): boolean {
  if (numerator < 0n) return false;
  return kind === 'percentile' ? numerator <= denominator : numerator * 2n < denominator;
}
