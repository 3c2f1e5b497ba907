// Caps and floors on lines, by running sums that are added up anew for each line. Imports nothing from src.

import { nothing } from './commissionCurve.ts';
import { greater, lesser, lowest, sumOf } from './commissionMoney.ts';
import type { PlainLimit, PlainPlan } from './commissionShape.ts';
import { stretchOf } from './commissionSpan.ts';
import { type Fraction, fractionOf, minus, plus } from './fraction.ts';

/** Everything that ran into each limit so far, by owner, place of the limit and stretch of time. */
export type LimitBook = Map<string, Fraction[]>;

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
function nameOf(limits: readonly PlainLimit[], place: number): string {
  const { per } = limits[place] ?? { per: '' };
  return `${per} ${limits.slice(0, place).filter((other) => other.per === per).length}`;
}

/** What of a sum is put off. */
function waiting({ maximum, overflow }: PlainLimit, sum: Fraction): Fraction {
  if (overflow !== 'carry' || maximum === undefined) return nothing;
  return greater(minus(sum, fractionOf(maximum)), nothing);
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
    const old = sumOf(book.get(key) ?? []);
    const paid = clampedSum(limit, old);
    // What was above the limit is gone when something is taken back, or waits: then it goes first.
    const sum = taken[0] === 0n ? old : lowest(minus(plus(paid, waiting(limit, old)), taken));
    const kept = taken[0] === 0n ? paid : lowest(minus(sum, waiting(limit, sum)));
    const after = lowest(plus(sum, plus(result, taken)));
    book.set(key, [after]);
    result = lowest(plus(minus(kept, paid), minus(clampedSum(limit, after), clampedSum(limit, sum))));
    if (limit.overflow !== 'carry') continue;
    claim ??= lowest(plus(result, minus(waiting(limit, after), waiting(limit, old))));
    taken = nothing;
  }
  return { value: result, claim };
}

/** What a period had above its limit, which opens the next one. */
export function excessOf(
  book: LimitBook,
  owner: string,
  plan: PlainPlan,
  limits: readonly PlainLimit[],
  place: number,
  day: number,
): Fraction {
  const limit = limits[place];
  if (limit === undefined) return nothing;
  const bucket = bucketOf(limit, { kind: 'other', day, root: null }, plan);
  return lowest(waiting(limit, sumOf(book.get(`${owner}/${nameOf(limits, place)}/${bucket}`) ?? [])));
}
