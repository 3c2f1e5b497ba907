import { SalesMetricsError, showValue } from '../errors.ts';
import { isPlainRecord } from '../model/plainRecord.ts';
import { type Decimal, type DecimalInput, toDecimal, toRational } from '../number/decimal.ts';
import { add, compare, divide, integer, isZero, multiply, type Rational, subtract } from '../number/rational.ts';
import type { Curve } from './curveData.ts';
import { type PricingOptions, pricingOf } from './curvePricing.ts';

/** Steps at the same distance from each other. */
export interface SteppedRange {
  /** The first point. */
  readonly from: DecimalInput;
  /** No point lies above it. */
  readonly to: DecimalInput;
  /** From one point to the next, above 0. */
  readonly step: DecimalInput;
}

/** Points as they are given. */
export interface ListedRange {
  /** The points, ascending. */
  readonly at: readonly DecimalInput[];
}

/** Where a curve is to be priced, in the unit in which its tiers begin: what is measured, or attainment (1 is 100 %) for a curve on attainment. */
export type PayoutRange = SteppedRange | ListedRange;

/** What a curve pays at one point. */
export interface PayoutPoint {
  /** The total that is measured. */
  readonly measure: Decimal;
  /** The total divided by the target; null where there is no target, or it is 0. */
  readonly attainment: Decimal | null;
  /** F(measure): exact, not rounded to cents. */
  readonly payout: Decimal;
  /** Pay for each unit in all: F(measure) / measure; null at 0. */
  readonly effectiveRate: Decimal | null;
  /** Pay for each unit since the point before: the rise of the payout divided by that of the measure; null at the first point. */
  readonly marginalRate: Decimal | null;
}

/** Most points of a range. */
const mostPoints = 10_000;

/**
 * What a curve pays over a range of totals: F at each point, with the rate in all and since the point before. The rows of a chart.
 *
 * @param curve - tiers and the mode in which they price a total; `per-deal` prices deals and no totals, and is refused
 * @param range - `{ from, to, step }` or `{ at: [...] }`, in the unit in which the tiers begin; at most 10,000 points
 * @param options - target, target pay and whatever else the curve asks for
 * @returns a row for each point, ascending; frozen
 * @throws SalesMetricsError `invalid-plan` with all problems of the curve, `invalid-number` for figures that are no decimal numbers, and
 * `invalid-argument` for a range without points, too many of them or not ascending, and where the curve needs something that is not given
 *
 * @example
 * ```ts
 * import { payoutOver } from 'sales-metrics';
 * const curve = { mode: 'marginal', on: 'attainment', tiers: [{ from: 0, multiplier: 1 }, { from: 1, multiplier: 2 }] } as const;
 * const rows = payoutOver(curve, { from: '0.5', to: '1.5', step: '0.5' }, { target: 100000, targetPay: 20000 });
 * rows.map(({ measure, payout }) => [measure, payout]); // => [[50000, 10000], [100000, 20000], [150000, 40000]]
 * rows.map(({ marginalRate }) => marginalRate); // => [null, '0.2', '0.4']
 * ```
 */
export function payoutOver(curve: Curve, range: PayoutRange, options: PricingOptions = {}): readonly PayoutPoint[] {
  const { read, pricing } = pricingOf(curve, options, where);
  if (read.mode === 'per-deal') throw refused('curve must price totals, got mode "per-deal", which prices deals');
  const target = options.target === undefined ? null : toRational(options.target, `${where}: target`);
  const scale = read.onAttainment ? target : null;
  let before: { readonly measure: Rational; readonly payout: Rational } | null = null;
  const rows = pointsOf(range).map((point): PayoutPoint => {
    const measure = scale === null ? point : multiply(point, scale);
    const payout = pricing.payout(measure);
    const attainment = target === null || isZero(target) ? null : divide(measure, target);
    const row = Object.freeze({
      measure: toDecimal(measure),
      attainment: attainment === null ? null : toDecimal(attainment),
      payout: toDecimal(payout),
      effectiveRate: rateOf(payout, measure),
      marginalRate: before === null ? null : rateOf(subtract(payout, before.payout), subtract(measure, before.measure)),
    });
    before = { measure, payout };
    return row;
  });
  return Object.freeze(rows);
}

const where = 'payoutOver';

function rateOf(pay: Rational, units: Rational): Decimal | null {
  return isZero(units) ? null : toDecimal(divide(pay, units));
}

function pointsOf(range: PayoutRange): readonly Rational[] {
  const given: unknown = range;
  if (!isPlainRecord(given)) throw refused(`range must be { from, to, step } or { at }, got ${showValue(range)}`);
  return 'at' in range ? listedPoints(range) : steppedPoints(range);
}

function steppedPoints({ from, to, step }: SteppedRange): readonly Rational[] {
  const first = toRational(from, `${where}: range.from`);
  const last = toRational(to, `${where}: range.to`);
  const way = toRational(step, `${where}: range.step`);
  if (way.numerator <= 0n) throw refused(`range.step must be above 0, got ${showValue(step)}`);
  if (compare(last, first) < 0)
    throw refused(`range.to must be at least range.from, ${showValue(from)}, got ${showValue(to)}`);
  const steps = divide(subtract(last, first), way);
  const count = steps.numerator / steps.denominator + 1n;
  if (count > mostPoints) throw tooMany(`${count}`);
  return Array.from({ length: Number(count) }, (_, index) => add(first, multiply(integer(index), way)));
}

function listedPoints({ at }: ListedRange): readonly Rational[] {
  if (!Array.isArray(at) || at.length === 0) throw refused(`range.at must be an array of points, got ${showValue(at)}`);
  if (at.length > mostPoints) throw tooMany(String(at.length));
  const points = at.map((point: DecimalInput, index) => toRational(point, `${where}: range.at[${index}]`));
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && compare(before, point) >= 0)
      throw refused(`range.at[${index}] must be above the point before it, got ${showValue(at[index])}`);
  }
  return points;
}

function tooMany(count: string): SalesMetricsError {
  return refused(`range must have at most ${mostPoints} points, got ${count}`);
}

function refused(rule: string): SalesMetricsError {
  return new SalesMetricsError('invalid-argument', `${where}: ${rule}`);
}
