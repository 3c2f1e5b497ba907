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

/** What is left of a value after all limits, from the one at `start` on. */
export function limited(
  book: LimitBook,
  owner: string,
  plan: PlainPlan,
  limits: readonly PlainLimit[] | undefined,
  line: LimitedLine,
  value: Fraction,
  start = 0,
): Fraction {
  let result = value;
  for (const [place, limit] of (limits ?? []).entries()) {
    if (place < start) continue;
    if (limit.per === 'line') {
      if (line.kind === 'credit') result = clampedSum(limit, result);
      continue;
    }
    const bucket = bucketOf(limit, line, plan);
    if (bucket === null) continue;
    const key = `${owner}/${place}/${bucket}`;
    const before = book.get(key) ?? [];
    // What was above the limit is gone when something is taken back: it comes off the limited sum.
    const taken = line.taken ?? nothing;
    const sum = taken[0] === 0n ? sumOf(before) : lowest(minus(clampedSum(limit, sumOf(before)), taken));
    const after = lowest(plus(sum, plus(result, taken)));
    book.set(key, [after]);
    result = lowest(minus(minus(clampedSum(limit, after), clampedSum(limit, sum)), taken));
  }
  return result;
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
  const sum = sumOf(book.get(`${owner}/${place}/${bucket}`) ?? []);
  return lowest(minus(sum, lesser(sum, clampedSum(limit, sum))));
}
