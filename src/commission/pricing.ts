import {
  add,
  compare,
  divide,
  multiply,
  negate,
  one,
  type Rational,
  subtract,
  sumOf,
  zero,
} from '../number/rational.ts';
import { isTable, type ReadCurve, type ReadTable, type ReadTier, rateAt, reachedBound } from './readCurve.ts';

/** What a curve needs beside the total. */
export interface CurveContext {
  /** The target of the window; null where the curve asks for none. */
  readonly target: Rational | null;
  /** What attainment is when the target is 0. */
  readonly zeroTarget: 'none' | 'full';
  readonly targetPay: Rational | null;
  /** The present value of the measure of a table, or its attainment. */
  readonly valueFor: (table: ReadTable) => Rational;
}

/** A part of a payout: `rate` times the way from `from` to `to`, or a fixed amount. */
export interface Segment {
  readonly kind: 'rate' | 'repriced' | 'fixed' | 'limit';
  readonly from: Rational;
  readonly to: Rational;
  readonly rate: Rational | null;
  readonly amount: Rational;
}

/** A stretch of totals on which a payout is `constant` plus `slope` times the total. */
export interface StraightPiece {
  /** The bound where it begins, on whichever side the curve is closed; null for the stretch before the first bound. */
  readonly from: Rational | null;
  readonly constant: Rational;
  readonly slope: Rational;
}

/** What a tier pays, all in units of what is measured and money. */
interface PricedTier {
  readonly rate: Rational;
  readonly fixed: Rational;
  /** Marginal payout of all that lies below the tier, without its own fixed pay. */
  readonly below: Rational;
}

/**
 * A curve with its target, target pay and looked-up rates: the cumulative payout F of a total, and how it comes about.
 *
 * Bounds stand in units of what is measured. F of 0 may be above 0, where the first tier pays a fixed amount from 0 on.
 */
export class Pricing {
  readonly #curve: ReadCurve;
  #bounds: readonly Rational[];
  #tiers: readonly PricedTier[];
  readonly #floor: number;
  /** Whether points of a line are rates, and not fixed pay. */
  readonly #hasRates: boolean;

  constructor(curve: ReadCurve, context: CurveContext) {
    this.#curve = curve;
    const { target, zeroTarget } = context;
    const isZeroTarget = curve.needsTarget && target?.numerator === 0n;
    this.#hasRates = curve.tiers.some(
      ({ rate, multiplier }) => rate !== null || (multiplier !== null && !isZeroTarget),
    );
    const standsStill = isZeroTarget && curve.onAttainment;
    const given = standsStill && curve.mode !== 'linear' ? tiersWithoutTarget(curve, zeroTarget) : curve.tiers;
    const scale = curve.onAttainment && !isZeroTarget ? target : null;
    this.#bounds = given.map(({ from }) => (scale === null ? from : multiply(from, scale)));
    this.#tiers = priced(given, this.#bounds, context, isZeroTarget);
    this.#floor =
      curve.floor === null ? -1 : curve.tiers.findIndex(({ from }) => compare(from, curve.floor as Rational) === 0);
    if (standsStill && curve.mode === 'linear') this.#standStill(zeroTarget);
  }

  /** Position of the tier in which a total lies; -1 below the first. */
  tierOf(total: Rational): number {
    return reachedBound(this.#bounds, total, this.#curve.isUpper);
  }

  /** The rate at which a total is paid, or the one of the first tier for what lies below 0. */
  rateOf(total: Rational): Rational {
    return this.#tierAt(this.tierOf(total))?.rate ?? zero;
  }

  /** F(total): what is paid for a total, from nothing. */
  payout(total: Rational): Rational {
    return this.#clamped(this.#unlimited(total), total);
  }

  /** What a whole total of `base` is paid at the rate of the tier that `total` has reached, in mode `whole`. */
  payoutOfBase(total: Rational, base: Rational): Rational {
    const position = this.tierOf(total);
    const tier = this.#tierAt(position);
    const fixed = position < 0 ? zero : (tier as PricedTier).fixed;
    return this.#clamped(add(multiply(tier?.rate ?? zero, base), fixed), total);
  }

  /** What one deal of `base` is paid, when the running total goes from `before` to `after`, in mode `per-deal`. */
  payoutOfDeal(before: Rational, after: Rational, base: Rational): Rational {
    return this.payoutOfBase(this.#curve.readsAfter ? after : before, base);
  }

  /** The rate at which a deal is paid that moves the running total, in mode `per-deal`; null in the other ones. */
  rateOfDeal(before: Rational, after: Rational): Rational | null {
    if (this.#curve.mode !== 'per-deal') return null;
    return this.rateOf(this.#curve.readsAfter ? after : before);
  }

  /** Where the next tier begins and how far it is; null in the last one. */
  next(total: Rational): { readonly at: Rational; readonly away: Rational } | null {
    const at = this.#bounds[this.tierOf(total) + 1];
    return at === undefined ? null : { at, away: subtract(at, total) };
  }

  /**
   * F before its minimum and maximum, as straight pieces: that below the first tier, then one for each tier.
   *
   * @returns null for a curve that is no such thing: one that is interpolated, or prices deals apart
   */
  pieces(): readonly StraightPiece[] | null {
    if (this.#curve.mode === 'linear' || this.#curve.mode === 'per-deal') return null;
    return [null, ...this.#bounds].map((from, index) => ({
      from,
      constant: this.#unlimited(zero, index - 1),
      slope: this.#tierAt(index - 1)?.rate ?? zero,
    }));
  }

  /** The parts of F(to) - F(from), which add up to it; `from` is null where nothing was there before. */
  segments(from: Rational | null, to: Rational): readonly Segment[] {
    const { mode } = this.#curve;
    const parts = mode === 'whole' || mode === 'linear' ? this.#wholeParts(from, to) : this.#tierParts(from, to);
    const moved = subtract(this.payout(to), from === null ? zero : this.payout(from));
    const missing = subtract(moved, sumOf(parts.map(({ amount }) => amount)));
    if (missing.numerator === 0n) return parts;
    return [...parts, { kind: 'limit', from: from ?? zero, to, rate: null, amount: missing }];
  }

  #unlimited(total: Rational, position: number = this.tierOf(total)): Rational {
    const tier = this.#tierAt(position);
    if (tier === undefined) return zero;
    switch (this.#curve.mode) {
      case 'linear':
        return this.#linear(total, position);
      case 'whole':
      case 'per-deal':
        return add(multiply(tier.rate, total), position < 0 ? zero : tier.fixed);
      case 'whole-above':
        if (position >= this.#floor) {
          const floor = this.#tiers[this.#floor] as PricedTier;
          const above = subtract(total, this.#bounds[this.#floor] as Rational);
          return add(add(floor.below, tier.fixed), multiply(tier.rate, above));
        }
        return this.#marginal(total, position, tier);
      case 'marginal':
        return this.#marginal(total, position, tier);
    }
  }

  #marginal(total: Rational, position: number, tier: PricedTier): Rational {
    const inside = multiply(tier.rate, subtract(total, this.#bounds[Math.max(position, 0)] as Rational));
    return position < 0 ? inside : add(add(tier.below, tier.fixed), inside);
  }

  /** The tier at a position. What lies below a first tier that begins at or below 0 is paid at its rate, so that a return is the mirror of a sale. */
  #tierAt(position: number): PricedTier | undefined {
    if (position >= 0) return this.#tiers[position];
    const first = this.#bounds[0];
    return first !== undefined && first.numerator <= 0n ? this.#tiers[0] : undefined;
  }

  #linear(total: Rational, position: number): Rational {
    if (position < 0) return this.#hasRates ? multiply(this.#tierAt(position)?.rate ?? zero, total) : zero;
    const value = this.#interpolated(total, position);
    return this.#hasRates ? multiply(value, total) : value;
  }

  #interpolated(total: Rational, position: number): Rational {
    const last = this.#tiers.length - 1;
    const valueAt = (index: number): Rational => {
      const { rate, fixed } = this.#tiers[index] as PricedTier;
      return this.#hasRates ? rate : fixed;
    };
    if (position === last && (!this.#curve.extends || last === 0)) return valueAt(last);
    const left = Math.min(position, last - 1);
    const start = this.#bounds[left] as Rational;
    const slope = divide(
      subtract(valueAt(left + 1), valueAt(left)),
      subtract(this.#bounds[left + 1] as Rational, start),
    );
    return add(valueAt(left), multiply(slope, subtract(total, start)));
  }

  /** Without a target attainment stands still, and with it the value on the line: one tier that begins at 0, or none below the first point. */
  #standStill(attainment: 'none' | 'full'): void {
    const position = reachedWithoutTarget(this.#bounds, attainment, this.#curve.isUpper);
    if (position < 0) {
      this.#bounds = [];
      return;
    }
    const value = this.#interpolated(attainmentOf(attainment), position);
    this.#bounds = [zero];
    this.#tiers = [
      this.#hasRates ? { rate: value, fixed: zero, below: zero } : { rate: zero, fixed: value, below: zero },
    ];
  }

  #clamped(amount: Rational, total: Rational): Rational {
    const { minimum, maximum } = this.#curve;
    if (maximum !== null && compare(amount, maximum) > 0) return maximum;
    if (minimum !== null && total.numerator > 0n && compare(amount, minimum) < 0) return minimum;
    return amount;
  }

  /** Parts of a move in which each tier pays for what lies inside it. */
  #tierParts(from: Rational | null, to: Rational): Segment[] {
    const isRise = compare(from ?? zero, to) <= 0;
    const tiers = [from === null ? -1 : this.tierOf(from), this.tierOf(to)] as const;
    const [low, high] = isRise ? [from ?? zero, to] : [to, from ?? zero];
    const [lowTier, highTier] = isRise ? tiers : [tiers[1], tiers[0]];
    const parts: Segment[] = [];
    for (let position = lowTier; position <= highTier; position++) {
      const tier = this.#tierAt(position);
      const bound = this.#bounds[position];
      if (tier === undefined) continue;
      if (bound !== undefined && tier.fixed.numerator !== 0n && position > lowTier)
        parts.push({ kind: 'fixed', from: bound, to: bound, rate: null, amount: tier.fixed });
      const start = bound === undefined || compare(bound, low) < 0 ? low : bound;
      const end = this.#endOf(position, high);
      if (compare(start, end) >= 0) continue;
      const amount = multiply(tier.rate, subtract(end, start));
      parts.push({ kind: 'rate', from: start, to: end, rate: tier.rate, amount });
    }
    if (this.#curve.mode === 'whole-above') this.#raiseAbove(parts, from, isRise, to, high);
    return isRise ? parts : parts.reverse().map(reversed);
  }

  #endOf(position: number, high: Rational): Rational {
    const next = this.#bounds[position + 1];
    return next === undefined || compare(next, high) > 0 ? high : next;
  }

  /** What `whole-above` adds to the marginal parts: everything above the floor moves to the rate of the tier reached. */
  #raiseAbove(parts: Segment[], from: Rational | null, isRise: boolean, to: Rational, high: Rational): void {
    const moved = subtract(this.#unlimited(to), from === null ? zero : this.#unlimited(from));
    const listed = sumOf(parts.map(({ amount }) => amount));
    const missing = subtract(isRise ? moved : negate(moved), listed);
    if (missing.numerator === 0n) return;
    const floor = this.#bounds[this.#floor] as Rational;
    parts.push({ kind: 'repriced', from: floor, to: high, rate: null, amount: missing });
  }

  /** Parts of a move that re-prices all of the total: the rise of the rate on what was there, and the new rate on what came. */
  #wholeParts(given: Rational | null, to: Rational): Segment[] {
    const from = given ?? zero;
    if (this.#curve.mode === 'linear' && !this.#hasRates) {
      const amount = subtract(this.#unlimited(to), given === null ? zero : this.#unlimited(from));
      return [{ kind: 'fixed', from, to, rate: null, amount }];
    }
    const after = this.#rateIn(to);
    const rise = subtract(after, this.#rateIn(from));
    const parts: Segment[] = [];
    if (rise.numerator !== 0n && from.numerator !== 0n)
      parts.push({ kind: 'repriced', from: zero, to: from, rate: rise, amount: multiply(rise, from) });
    parts.push({ kind: 'rate', from, to, rate: after, amount: multiply(after, subtract(to, from)) });
    const fixed = subtract(this.#fixedIn(to), given === null ? zero : this.#fixedIn(from));
    if (fixed.numerator !== 0n) parts.push({ kind: 'fixed', from: to, to, rate: null, amount: fixed });
    return parts;
  }

  #rateIn(total: Rational): Rational {
    const position = this.tierOf(total);
    if (this.#curve.mode === 'linear' && position >= 0) return this.#interpolated(total, position);
    return this.rateOf(total);
  }

  #fixedIn(total: Rational): Rational {
    return this.#tiers[this.tierOf(total)]?.fixed ?? zero;
  }
}

function reversed({ kind, from, to, rate, amount }: Segment): Segment {
  return { kind, from: to, to: from, rate, amount: negate(amount) };
}

/** Without a target attainment stands still: the tiers that it reaches begin at 0, and no total reaches the others. */
function tiersWithoutTarget({ tiers, isUpper }: ReadCurve, attainment: 'none' | 'full'): readonly ReadTier[] {
  const bounds = tiers.map(({ from }) => from);
  return tiers.slice(0, reachedWithoutTarget(bounds, attainment, isUpper) + 1).map((tier) => ({ ...tier, from: zero }));
}

function reachedWithoutTarget(bounds: readonly Rational[], attainment: 'none' | 'full', isUpper: boolean): number {
  // At an attainment of 0 the first tier has begun, whichever side is closed.
  return reachedBound(bounds, attainmentOf(attainment), isUpper && attainment === 'full');
}

function attainmentOf(attainment: 'none' | 'full'): Rational {
  return attainment === 'full' ? one : zero;
}

function priced(
  tiers: readonly ReadTier[],
  bounds: readonly Rational[],
  context: CurveContext,
  isZeroTarget: boolean,
): PricedTier[] {
  const targetPay = context.targetPay ?? zero;
  let below = zero;
  return tiers.map((tier, position) => {
    const rate = rateOfTier(tier, context, isZeroTarget);
    const fixed = add(tier.amount, multiply(add(tier.share, fixedMultiple(tier, context, isZeroTarget)), targetPay));
    const own: PricedTier = { rate, fixed, below };
    const next = bounds[position + 1];
    if (next !== undefined)
      below = add(add(below, fixed), multiply(rate, subtract(next, bounds[position] as Rational)));
    return own;
  });
}

function rateOfTier(tier: ReadTier, context: CurveContext, isZeroTarget: boolean): Rational {
  if (isTable(tier.rate)) return rateAt(tier.rate, context.valueFor(tier.rate));
  if (tier.rate !== null) return tier.rate;
  if (tier.multiplier === null || isZeroTarget) return zero;
  return multiply(tier.multiplier, divide(context.targetPay as Rational, context.target as Rational));
}

/** With a target of 0 that counts as met, a multiple of the base rate pays that multiple of target pay. */
function fixedMultiple(tier: ReadTier, context: CurveContext, isZeroTarget: boolean): Rational {
  return isZeroTarget && context.zeroTarget === 'full' && tier.multiplier !== null ? tier.multiplier : zero;
}
