// Caps and floors on lines, by running sums that are added up anew for each line. Imports nothing from src.

import { nothing } from './commissionCurve.ts';
import { greater, lesser, lowest } from './commissionMoney.ts';
import type { PlainLimit, PlainPlan } from './commissionShape.ts';
import { stretchOf } from './commissionSpan.ts';
import { type Fraction, fractionOf, minus, plus } from './fraction.ts';

/** What ran into a limit, and what of it is paid later: put off by a version that carries, also where one that loses follows. */
interface Ran {
  readonly sum: Fraction;
  readonly paid: Fraction;
  readonly later: Fraction;
}

/** Everything that ran into each limit so far, by owner, place of the limit and stretch of time. */
export type LimitBook = Map<string, Ran>;

export interface LimitedLine {
  /** Lines of credits alone are clamped one by one. */
  readonly kind: 'credit' | 'other';
  /** What a reversal takes back of a line that was limited with it, and which is not limited again. */
  readonly taken?: Fraction | undefined;
  readonly day: number;
  readonly root: string | null;
}

function clampedSum(limit: PlainLimit, sum: Fraction): Fraction {
  if (sum[0] <= 0n) return sum;
  let result = sum;
  if (limit.minimum !== undefined) result = greater(result, fractionOf(limit.minimum));
  if (limit.maximum !== undefined) result = lesser(result, fractionOf(limit.maximum));
  return result;
}

function bucketOf(limit: PlainLimit, line: LimitedLine, plan: PlainPlan): string | null {
  switch (limit.per) {
    case 'line':
      return null;
    case 'deal':
      return line.root === null ? null : `deal ${line.root}`;
    case 'ever':
      return 'ever';
    case 'period':
      return `period ${stretchOf(plan.period ?? 'month', line.day, plan.calendar).first}`;
    default:
      return `${limit.per} ${stretchOf(limit.per, line.day, plan.calendar).first}`;
  }
}

/** The name of a limit in its list: what it is per, and the how manieth of these; a later version of the plan goes on from it. */
export function nameOf(limits: readonly PlainLimit[], place: number): string {
  const { per } = limits[place] ?? { per: '' };
  return `${per} ${limits.slice(0, place).filter((other) => other.per === per).length}`;
}

/** What of a sum is above the limit. */
function above({ maximum }: PlainLimit, sum: Fraction): Fraction {
  return maximum === undefined ? nothing : greater(minus(sum, fractionOf(maximum)), nothing);
}

/** What waits after a sum has moved: only a limit that carries puts more off, and of what waited no more is left than was earned and is not paid. */
function laterAfter(limit: PlainLimit, { sum, later }: Ran, after: Fraction, paid: Fraction): Fraction {
  if (limit.overflow === 'carry') return greater(plus(later, minus(above(limit, after), above(limit, sum))), nothing);
  return lesser(later, greater(minus(after, paid), nothing));
}

/** What is left of a value after all limits, from the one at `start` on; and what of it the first one that carries pays, now or later. */
export function limited(
  book: LimitBook,
  owner: string,
  plan: PlainPlan,
  limits: readonly PlainLimit[] | undefined,
  line: LimitedLine,
  value: Fraction,
  start = 0,
): { readonly value: Fraction; readonly claim: Fraction | null } {
  let result = value;
  let claim: Fraction | null = null;
  let taken = line.taken ?? nothing;
  for (const [place, limit] of (limits ?? []).entries()) {
    if (place < start) continue;
    if (limit.per === 'line') {
      if (line.kind === 'credit') result = clampedSum(limit, result);
      continue;
    }
    const bucket = bucketOf(limit, line, plan);
    if (bucket === null) continue;
    const key = `${owner}/${nameOf(limits ?? [], place)}/${bucket}`;
    const old = book.get(key) ?? { sum: nothing, paid: nothing, later: nothing };
    const carries = limit.overflow === 'carry';
    const paid = clampedSum(limit, old.sum);
    // What was above the limit is gone when something is taken back, or waits: then it goes first.
    let now = old;
    let kept = paid;
    if (taken[0] !== 0n) {
      const sum = lowest(minus(carries ? plus(paid, old.later) : paid, taken));
      kept = carries ? minus(sum, above(limit, sum)) : minus(paid, taken);
      const left = lowest(plus(old.paid, minus(kept, paid)));
      now = { sum, paid: left, later: carries ? above(limit, sum) : laterAfter(limit, old, sum, left) };
    }
    const after = lowest(plus(now.sum, plus(result, taken)));
    result = lowest(plus(minus(kept, paid), minus(clampedSum(limit, after), clampedSum(limit, now.sum))));
    const paidNow = lowest(plus(old.paid, result));
    const later = lowest(laterAfter(limit, now, after, paidNow));
    book.set(key, { sum: after, paid: paidNow, later });
    if (limit.overflow !== 'carry') continue;
    claim ??= lowest(plus(result, minus(later, old.later)));
    taken = nothing;
  }
  return { value: result, claim };
}

/** What a period has left to be paid later, which opens the next one; it is taken once. */
export function takeLater(
  book: LimitBook,
  owner: string,
  plan: PlainPlan,
  limits: readonly PlainLimit[],
  place: number,
  day: number,
): Fraction {
  const limit = limits[place];
  if (limit === undefined) return nothing;
  const key = `${owner}/${nameOf(limits, place)}/${bucketOf(limit, { kind: 'other', day, root: null }, plan)}`;
  const ran = book.get(key);
  if (ran === undefined) return nothing;
  book.set(key, { ...ran, later: nothing });
  return ran.later;
}
