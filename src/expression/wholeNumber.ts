import type { Rational } from '../number/rational.ts';

/** What a formula takes a whole number for. */
export type WholeNumberUse = 'power' | 'root' | 'count';

const least: Readonly<Record<WholeNumberUse, bigint>> = { power: 0n, root: 1n, count: 1n };
const most = 1000n;

/** Which whole numbers are taken, in words. */
export function wholeNumbersOf(use: WholeNumberUse): string {
  return `a whole number from ${least[use]} to ${most}`;
}

/** Whether a whole number is taken as the exponent of a power, the degree of a root, or a count of periods. */
export function isWholeNumberOf(use: WholeNumberUse, { numerator, denominator }: Rational): boolean {
  return denominator === 1n && numerator >= least[use] && numerator <= most;
}
