import { compare, type Rational, rational } from './rational.ts';

/** Nearer to a half than this a double does not say on which side a share lies: after a million steps it errs by 2e-10. */
const doubtful = 1e-9;

/**
 * The Kaplan-Meier median: the time by which half of all have ended, estimated where some were watched for a while only (censored).
 *
 * The share that has not ended is the product of (1 - ended / at risk) over the times at which something ended; who is censored at
 * such a time still was at risk. The median is the first time at which the share is below a half; where it is a half exactly, the
 * mean of that time and the next at which something ended, so that without anything censored it is the median.
 *
 * @param observed - times of what has ended, in any order
 * @param censored - times for which the rest was watched, in any order
 * @returns the exact median; null where the share never falls to a half
 *
 * @example
 * ```ts
 * import { kaplanMeierMedian } from './kaplanMeier.ts';
 * import { integer } from './rational.ts';
 * // A quarter has ended after 1 day; of the two still at risk after 5 days one has.
 * kaplanMeierMedian([integer(1), integer(5)], [integer(3), integer(6)]); // => { numerator: 5n, denominator: 1n }
 * kaplanMeierMedian([integer(1)], [integer(3), integer(6)]); // => null
 * ```
 */
export function kaplanMeierMedian(observed: readonly Rational[], censored: readonly Rational[]): Rational | null {
  const ends = [...observed].sort(compare);
  const losses = [...censored].sort(compare);
  /** The share as a product of quotients, one for all that follow each other without a loss between them. */
  const share: Quotient[] = [];
  let estimate = 1;
  let lost = 0;
  for (let index = 0; index < ends.length; ) {
    const time = ends[index] as Rational;
    while (lost < losses.length && compare(losses[lost] as Rational, time) < 0) lost++;
    const atRisk = ends.length + losses.length - index - lost;
    while (index < ends.length && compare(ends[index] as Rational, time) === 0) index++;
    const left = ends.length + losses.length - index - lost;
    const last = share.at(-1);
    if (last?.left === atRisk) last.left = left;
    else share.push({ left, of: atRisk });
    estimate *= left / atRisk;
    const side = Math.abs(estimate - 0.5) < doubtful ? sideOfHalf(share) : Math.sign(estimate - 0.5);
    if (side < 0) return time;
    if (side === 0) return middle(time, ends[index] ?? time);
  }
  return null;
}

interface Quotient {
  left: number;
  readonly of: number;
}

/** Whether a product is below (-1), at (0) or above (1) a half. */
function sideOfHalf(product: readonly Quotient[]): number {
  let numerator = 2n;
  let denominator = 1n;
  for (const { left, of } of product) {
    numerator *= BigInt(left);
    denominator *= BigInt(of);
  }
  return numerator < denominator ? -1 : numerator > denominator ? 1 : 0;
}

function middle(left: Rational, right: Rational): Rational {
  return rational(
    left.numerator * right.denominator + right.numerator * left.denominator,
    2n * left.denominator * right.denominator,
  );
}
