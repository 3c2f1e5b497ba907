import { SalesMetricsError, showValue } from '../errors.ts';
import { type Decimal, type DecimalInput, toDecimal, toRational } from '../number/decimal.ts';
import { multiply, type Rational, subtract, zero } from '../number/rational.ts';
import type { Curve } from './curveData.ts';
import { type PricingOptions, pricingOf } from './curvePricing.ts';
import type { Pricing, Segment } from './pricing.ts';
import type { ReadCurve } from './readCurve.ts';

/** What a payout may need beside the measured total. */
export interface PayoutOptions extends PricingOptions {
  /** The total that was there before and is paid already; nothing when left out. */
  readonly from?: DecimalInput | undefined;
  /** What the rate applies to, where that is not the measured total; for `whole` and `per-deal`. */
  readonly base?: DecimalInput | undefined;
}

/** A part of a payout. */
export interface PayoutSegment {
  /** A rate on a stretch, the rise of a rate on what was there before, a fixed amount, or what a minimum or maximum changed. */
  readonly kind: 'rate' | 'repriced' | 'fixed' | 'limit';
  /** Where the stretch begins. */
  readonly from: Decimal;
  /** Where it ends. */
  readonly to: Decimal;
  /** Pay for one unit; null for fixed amounts. */
  readonly rate: Decimal | null;
  /** What the stretch adds to the payout. */
  readonly amount: Decimal;
}

/** The next tier. */
export interface NextTier {
  /** Where it begins, in units of what is measured. */
  readonly at: Decimal;
  /** How much is missing. */
  readonly away: Decimal;
}

/** What a curve pays, and how it comes about. */
export interface Payout {
  /** F(measure), or F(measure) - F(from); exact, not rounded to cents. */
  readonly amount: Decimal;
  /** Parts that add up to the amount. */
  readonly segments: readonly PayoutSegment[];
  /** The next tier; null in the last one. */
  readonly next: NextTier | null;
}

/**
 * What a curve pays for a measured total: F(measure), or F(measure) - F(from) for what was added to an earlier total.
 *
 * @param curve - tiers and the mode in which they price a total
 * @param measure - the total: an amount, a quantity, a margin …; for `per-deal` the running total with the deal, which is what it adds to `from`
 * @param options - target, target pay and whatever else the curve asks for
 * @returns the exact amount in money, the parts that add up to it, and the distance to the next tier
 * @throws SalesMetricsError `invalid-plan` with all problems of the curve, `invalid-number` for figures that are no decimal numbers, and
 * `invalid-argument` where the curve needs a target, target pay or a value that is not given
 *
 * @example
 * ```ts
 * import { payout } from 'sales-metrics';
 * const tiers = [{ from: 0, rate: '0.05' }, { from: 50000, rate: '0.08' }];
 * payout({ mode: 'marginal', tiers }, 80000).amount; // => 4900
 * payout({ mode: 'whole', tiers }, 80000).amount; // => 6400
 * payout({ mode: 'marginal', tiers }, 30000).next; // => { at: 50000, away: 20000 }
 * payout({ mode: 'marginal', on: 'attainment', tiers: [{ from: 0, multiplier: 1 }, { from: 1, multiplier: 2 }] }, 120000, { target: 100000, targetPay: 20000 }).amount; // => 28000
 * ```
 */
export function payout(curve: Curve, measure: DecimalInput, options: PayoutOptions = {}): Payout {
  const { read, pricing } = pricingOf(curve, options, 'payout');
  const to = toRational(measure, 'payout: measure');
  const from = optional(options.from, 'payout: from');
  const base = optional(options.base, 'payout: base');
  if (base !== null || read.mode === 'per-deal')
    return payoutOfBase(read, pricing, from ?? zero, to, base ?? subtract(to, from ?? zero));
  const amount = subtract(pricing.payout(to), from === null ? zero : pricing.payout(from));
  return shown(amount, pricing.segments(from, to), pricing.next(to));
}

function payoutOfBase(curve: ReadCurve, pricing: Pricing, before: Rational, after: Rational, base: Rational): Payout {
  if (curve.mode !== 'whole' && curve.mode !== 'per-deal')
    throw refused(`payout: base needs a curve of mode whole or per-deal, got mode ${showValue(curve.mode)}`);
  const isDeal = curve.mode === 'per-deal';
  const amount = isDeal ? pricing.payoutOfDeal(before, after, base) : pricing.payoutOfBase(after, base);
  const rate = pricing.rateOf(isDeal && !curve.readsAfter ? before : after);
  const paid: Segment = { kind: 'rate', from: zero, to: base, rate, amount: multiply(rate, base) };
  const rest = subtract(amount, paid.amount);
  const fixed: Segment = { kind: 'fixed', from: after, to: after, rate: null, amount: rest };
  return shown(amount, rest.numerator === 0n ? [paid] : [paid, fixed], pricing.next(after));
}

function shown(amount: Rational, segments: readonly Segment[], next: ReturnType<Pricing['next']>): Payout {
  return Object.freeze({
    amount: toDecimal(amount),
    segments: Object.freeze(segments.map(shownSegment)),
    next: next === null ? null : Object.freeze({ at: toDecimal(next.at), away: toDecimal(next.away) }),
  });
}

/** A segment as it is handed out. */
function shownSegment({ kind, from, to, rate, amount }: Segment): PayoutSegment {
  return Object.freeze({
    kind,
    from: toDecimal(from),
    to: toDecimal(to),
    rate: rate === null ? null : toDecimal(rate),
    amount: toDecimal(amount),
  });
}

function optional(input: DecimalInput | undefined, name: string): Rational | null {
  return input === undefined ? null : toRational(input, name);
}

function refused(message: string): SalesMetricsError {
  return new SalesMetricsError('invalid-argument', message);
}
