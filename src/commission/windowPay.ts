import { add, compare, multiply, one, type Rational, subtract, zero } from '../number/rational.ts';
import type { FactorProduct } from './factors.ts';
import type { CurveTrace, EarnedLine } from './line.ts';
import type { Pricing } from './pricing.ts';
import type { ReadCurve } from './readCurve.ts';
import type { ReadCurveComponent } from './readPlan.ts';

/** What a component has paid in one window. */
export interface WindowPay {
  /** Whether the total is a sum of credits, so that each version of the component has its own part of it. */
  readonly isSummed: boolean;
  /** What each version of the component pays, whatever curves assignments have: a new one prices what comes, and leaves what the old one paid. */
  readonly parts: Map<ReadCurveComponent['given'], PaidPart>;
  /** Curve payout of the total as it stood last; null before the first credit. */
  payout: Rational | null;
  /** The total as it stood last; null before the first credit. */
  total: Rational | null;
  /** Running totals of what versions of the component apply their rates to, by name, where that is not the measure. */
  readonly bases: Map<string, Rational>;
  /** What the payout was priced by: another curve prices what was there before anew, without pay. */
  basis: object | null;
  /** All that was paid: factors x curve pay, less what reversals took back. */
  state: Rational;
}

/** What one version of a component has paid in a window. */
interface PaidPart {
  /** What was credited under the version. */
  credited: Rational;
  /** What the curve has paid for eligible credits. */
  curvePay: Rational;
  /** The factors as they were read last; null before they are. */
  product: FactorProduct | null;
  /** Factors x curve pay, as it stood last. */
  paid: Rational;
  /** A curve with the rates that were looked up last; null where none are, or before. */
  priced: { readonly curve: ReadCurve; readonly pricing: Pricing } | null;
}

/** A window in which nothing was paid yet. */
export function newWindowPay(isSummed: boolean): WindowPay {
  return { isSummed, parts: new Map(), payout: null, total: null, bases: new Map(), basis: null, state: zero };
}

/** Takes up what moved the total while the component was no part of the plan: nothing is paid for it. */
export function catchUp(pay: WindowPay, stood: Rational | null): void {
  if (pay.total === null || pay.total === stood) return;
  if (stood !== null && compare(pay.total, stood) === 0) return;
  pay.total = stood;
  pay.payout = null;
  pay.basis = null;
}

/** What a version of a component has paid in a window. */
export function partOf({ given }: ReadCurveComponent, { parts }: WindowPay): PaidPart {
  let part = parts.get(given);
  if (part === undefined) {
    part = { credited: zero, curvePay: zero, product: null, paid: zero, priced: null };
    parts.set(given, part);
  }
  return part;
}

/** What a total holds beside what was credited under the version of a component: a rate that moves prices none of it. */
export function othersIn(component: ReadCurveComponent, pay: WindowPay, total: Rational): Rational {
  return pay.isSummed ? subtract(total, partOf(component, pay).credited) : zero;
}

/** What is taken back is over: it is no longer among what the factors multiply, or a gate that closes would take it once more. */
export function settlePart(paid: PaidPart, { trace }: EarnedLine, part: Rational): void {
  const over = multiply(part, (trace as CurveTrace).curvePay);
  paid.curvePay = subtract(paid.curvePay, over);
  paid.paid = subtract(paid.paid, multiply(paid.product?.value ?? one, over));
}

/** What a version has of the base that it pays on: a version that pays on another one has no part in it. */
export function baseIn({ given }: ReadCurveComponent, { bases }: WindowPay): Rational {
  return given.base === undefined ? zero : (bases.get(given.base) ?? zero);
}

/** Adds to the base that a version pays on, where it has one beside the measure. */
export function addToBase(component: ReadCurveComponent, pay: WindowPay, amount: Rational): void {
  const { base } = component.given;
  if (base !== undefined) pay.bases.set(base, add(baseIn(component, pay), amount));
}

/** The curve with the rates that the version looked up last in a window; null where it has not, or by another curve. */
export function knownPricing(component: ReadCurveComponent, pay: WindowPay): Pricing | null {
  if (!isTableDriven(component)) return null;
  const { priced } = partOf(component, pay);
  return priced?.curve === component.curve ? priced.pricing : null;
}

/** Rates that one curve has looked up price nothing of what another curve of the version has paid since. */
export function forgetRates(component: ReadCurveComponent, pay: WindowPay): void {
  partOf(component, pay).priced = null;
}

/** Whether a component looks rates up, which may move. */
export function isTableDriven({ curve }: ReadCurveComponent): boolean {
  return curve.tables.length > 0;
}
