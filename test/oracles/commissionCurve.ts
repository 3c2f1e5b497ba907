// What a curve pays, piece by piece. Imports nothing from src.

import type { PlainCurve, PlainTable, PlainTier } from './commissionShape.ts';
import { type Fraction, fractionOf, minus, order, over, plus, times, total } from './fraction.ts';

export interface CurveSurroundings {
  readonly target: Fraction | null;
  readonly targetPay: Fraction | null;
  readonly zero: 'error' | 'none' | 'full';
  /** The value by which a table is read. */
  readonly lookUp: (table: PlainTable) => Fraction;
}

export const nothing: Fraction = [0n, 1n];
const one: Fraction = [1n, 1n];

/** A tier with its bound in units of what is measured; tiers that can never be reached are left out. */
interface Bounded {
  readonly from: Fraction;
  readonly bound: Fraction;
  readonly rate: Fraction;
  readonly fixed: Fraction;
}

export function tableRate(table: PlainTable, at: Fraction): Fraction {
  let found = nothing;
  for (const tier of table.tiers)
    if (isReached(fractionOf(tier.from), at, table.closed ?? 'lower')) found = fractionOf(tier.rate);
  return found;
}

function isReached(bound: Fraction, at: Fraction, closed: 'lower' | 'upper'): boolean {
  return closed === 'lower' ? order(bound, at) <= 0 : order(bound, at) < 0;
}

function boundOf(curve: PlainCurve, from: Fraction, around: CurveSurroundings): Fraction | null {
  if (curve.on !== 'attainment') return from;
  if (around.target === null) throw new Error('an attainment without target');
  if (around.target[0] !== 0n) return times(from, around.target);
  if (around.zero !== 'full') return order(from, nothing) <= 0 ? nothing : null;
  return isReached(from, one, curve.closed ?? 'lower') ? nothing : null;
}

function boundedTiers(curve: PlainCurve, around: CurveSurroundings): readonly Bounded[] {
  return curve.tiers.flatMap((tier) => {
    const from = fractionOf(tier.from);
    const bound = boundOf(curve, from, around);
    return bound === null ? [] : [{ from, bound, rate: rateOf(tier, around), fixed: fixedOf(tier, around) }];
  });
}

function rateOf(tier: PlainTier, around: CurveSurroundings): Fraction {
  if (tier.multiplier !== undefined) {
    if (around.target === null || around.targetPay === null) throw new Error('a multiplier without target');
    // There is no rate without a target: the multiple of target pay is fixed pay, where the target counts as met.
    if (around.target[0] === 0n) return nothing;
    return over(times(fractionOf(tier.multiplier), around.targetPay), around.target);
  }
  if (tier.rate === undefined) return nothing;
  return typeof tier.rate === 'string' ? fractionOf(tier.rate) : tableRate(tier.rate, around.lookUp(tier.rate));
}

function fixedOf(tier: PlainTier, around: CurveSurroundings): Fraction {
  const amount = fractionOf(tier.amount ?? '0');
  const isMet = around.target !== null && around.target[0] === 0n && around.zero === 'full';
  const multiple = isMet && tier.multiplier !== undefined ? tier.multiplier : '0';
  if (tier.share === undefined && !isMet) return amount;
  const share = plus(fractionOf(tier.share ?? '0'), fractionOf(multiple));
  if (share[0] !== 0n && around.targetPay === null) throw new Error('a share without target pay');
  return plus(amount, times(share, around.targetPay ?? nothing));
}

/** Attainment where there is no target to divide by; null where there is one. */
function standingAttainment({ on }: PlainCurve, { target, zero }: CurveSurroundings): Fraction | null {
  if (on !== 'attainment' || target === null || target[0] !== 0n) return null;
  return zero === 'full' ? one : nothing;
}

/** The last tier reached, or the rate of the first one for a total of 0 or less when it begins at 0 or before; fixed pay only where it is reached. */
function tierAt(
  tiers: readonly Bounded[],
  at: Fraction,
  closed: 'lower' | 'upper',
): { rate: Fraction; fixed: Fraction } {
  let found: { rate: Fraction; fixed: Fraction } = { rate: nothing, fixed: nothing };
  const [first] = tiers;
  if (first !== undefined && at[0] <= 0n && order(first.bound, nothing) <= 0)
    found = { rate: first.rate, fixed: nothing };
  for (const tier of tiers) if (isReached(tier.bound, at, closed)) found = { rate: tier.rate, fixed: tier.fixed };
  return found;
}

/** The area under the rates from `start` to `end`: cut at every bound, each piece at the rate of its middle. */
function area(tiers: readonly Bounded[], start: Fraction, end: Fraction): Fraction {
  const cuts = [...tiers.map(({ bound }) => bound), start, end]
    .filter((cut) => order(cut, start) >= 0 && order(cut, end) <= 0)
    .sort(order);
  let sum = nothing;
  for (let piece = 1; piece < cuts.length; piece++) {
    const left = cuts[piece - 1] ?? nothing;
    const right = cuts[piece] ?? nothing;
    const middle = over(plus(left, right), [2n, 1n]);
    sum = plus(sum, times(tierAt(tiers, middle, 'lower').rate, minus(right, left)));
  }
  return sum;
}

function marginal(tiers: readonly Bounded[], at: Fraction, closed: 'lower' | 'upper'): Fraction {
  const [first] = tiers;
  if (first === undefined) return nothing;
  const fixed = total(tiers.filter(({ bound }) => isReached(bound, at, closed)).map((tier) => tier.fixed));
  if (order(at, first.bound) >= 0) return plus(area(tiers, first.bound, at), fixed);
  return order(first.bound, nothing) <= 0 ? times(first.rate, minus(at, first.bound)) : nothing;
}

function wholeAbove(curve: PlainCurve, tiers: readonly Bounded[], at: Fraction, around: CurveSurroundings): Fraction {
  const closed = curve.closed ?? 'lower';
  const start = fractionOf(curve.floor ?? '0');
  const floor = boundOf(curve, start, around);
  const reached = tiers.filter(({ bound }) => isReached(bound, at, closed)).at(-1);
  if (floor === null || reached === undefined || order(reached.from, start) < 0) return marginal(tiers, at, closed);
  // All of them have been passed, also where bounds are one, since there is no target.
  const below = tiers.filter(({ from }) => order(from, start) < 0);
  const { rate, fixed } = tierAt(tiers, at, closed);
  return total([marginal(below, floor, 'lower'), times(rate, minus(at, floor)), fixed]);
}

function linear(curve: PlainCurve, at: Fraction, around: CurveSurroundings): Fraction {
  const isFixed = curve.tiers.every(({ rate, multiplier }) => {
    const isPaidAsFixed = multiplier === undefined || around.target?.[0] === 0n;
    return rate === undefined && isPaidAsFixed;
  });
  // Without a target attainment stands still, and with it the place on the line.
  const still = standingAttainment(curve, around);
  const points = curve.tiers.map((tier) => {
    const from = fractionOf(tier.from);
    const bound = still === null ? (boundOf(curve, from, around) ?? from) : from;
    return { at: bound, value: isFixed ? fixedOf(tier, around) : rateOf(tier, around) };
  });
  const place = still ?? at;
  const closed = still !== null && still[0] === 0n ? 'lower' : (curve.closed ?? 'lower');
  const [first] = points;
  if (first === undefined) return nothing;
  const isBelow = !isReached(first.at, place, closed);
  if (still !== null && (isBelow || at[0] < 0n)) {
    // One tier that begins at 0.
    return isBelow || isFixed ? nothing : times(height(points, place, curve.beyond === 'extend'), at);
  }
  if (isBelow) return at[0] < 0n && order(first.at, nothing) <= 0 && !isFixed ? times(first.value, at) : nothing;
  const value = height(points, place, curve.beyond === 'extend');
  return isFixed ? value : times(value, at);
}

/** The height of the line through the points: the weighted mean of its two neighbours. */
export function height(
  points: readonly { readonly at: Fraction; readonly value: Fraction }[],
  at: Fraction,
  goesOn: boolean,
): Fraction {
  const last = points.length - 1;
  for (let index = 0; index < last; index++) {
    const left = points[index];
    const right = points[index + 1];
    if (left === undefined || right === undefined) break;
    if (order(at, left.at) < 0) return left.value;
    if (order(at, right.at) > 0 && !(goesOn && index + 1 === last)) continue;
    const width = minus(right.at, left.at);
    const weighted = plus(times(left.value, minus(right.at, at)), times(right.value, minus(at, left.at)));
    return over(weighted, width);
  }
  return points[last]?.value ?? nothing;
}

function clamped(curve: PlainCurve, value: Fraction, at: Fraction): Fraction {
  let clamp = value;
  if (curve.minimum !== undefined && at[0] > 0n && order(clamp, fractionOf(curve.minimum)) < 0)
    clamp = fractionOf(curve.minimum);
  if (curve.maximum !== undefined && order(clamp, fractionOf(curve.maximum)) > 0) clamp = fractionOf(curve.maximum);
  return clamp;
}

/** F of a total; with a base, the rate of the tier applies to the base. Not for `per-deal`. */
export function cumulativePay(
  curve: PlainCurve,
  at: Fraction,
  around: CurveSurroundings,
  base: Fraction | null = null,
): Fraction {
  const tiers = boundedTiers(curve, around);
  const closed = curve.closed ?? 'lower';
  switch (curve.mode) {
    case 'marginal':
      return clamped(curve, marginal(tiers, at, closed), at);
    case 'whole': {
      const { rate, fixed } = tierAt(tiers, at, closed);
      return clamped(curve, plus(times(rate, base ?? at), fixed), at);
    }
    case 'whole-above':
      return clamped(curve, wholeAbove(curve, tiers, at, around), at);
    case 'linear':
      return clamped(curve, linear(curve, at, around), at);
    case 'per-deal':
      throw new Error('a curve per deal has no cumulative pay');
  }
}

/** Pay of one deal, or of what its rate applies to, at the rate of the running total before or after it. */
export function dealPay(
  curve: PlainCurve,
  { before, after }: { readonly before: Fraction; readonly after: Fraction },
  deal: Fraction,
  around: CurveSurroundings,
): Fraction {
  const tiers = boundedTiers(curve, around);
  const at = curve.read === 'after' ? after : before;
  const { rate, fixed } = tierAt(tiers, at, curve.closed ?? 'lower');
  return plus(times(rate, deal), fixed);
}
