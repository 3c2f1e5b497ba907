// The Kaplan-Meier median by Efron's redistribution: every life weighs the same, and who is lost from sight hands its weight on to
// those still watched, in equal parts. Imports nothing from src.

import { type Fraction, order, over, plus, same, times } from './fraction.ts';

export interface Life {
  readonly time: Fraction;
  /** Whether it ended; else it was lost from sight. */
  readonly ended: boolean;
}

/** The time by which half of the weight has ended; a text where it never has. */
export function survivalMedian(lives: readonly Life[]): Fraction | string {
  if (lives.length === 0) return 'no-records';
  // At one time those that end come before those that are lost.
  const sorted = [...lives].sort(
    (left, right) => order(left.time, right.time) || Number(right.ended) - Number(left.ended),
  );
  const weights: Fraction[] = sorted.map(() => [1n, BigInt(sorted.length)]);
  let gone: Fraction = [0n, 1n];
  for (const [index, { time, ended }] of sorted.entries()) {
    const weight = weights[index] ?? [0n, 1n];
    if (!ended) {
      const later = sorted.length - index - 1;
      for (let heir = index + 1; heir < sorted.length; heir++)
        weights[heir] = plus(weights[heir] ?? [0n, 1n], over(weight, [BigInt(later), 1n]));
      continue;
    }
    gone = plus(gone, weight);
    const next = sorted[index + 1];
    // Those that end together are gone together.
    if (next?.ended === true && same(next.time, time)) continue;
    const side = order(times(gone, [2n, 1n]), [1n, 1n]);
    if (side > 0) return time;
    const after = sorted.slice(index + 1).find((life) => life.ended);
    if (side === 0) return after === undefined ? time : over(plus(time, after.time), [2n, 1n]);
  }
  return 'not-reached';
}
