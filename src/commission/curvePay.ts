import { add, isZero, multiply, negate, one, type Rational, subtract, zero } from '../number/rational.ts';
import { type Account, isVersionOver, measureOf, type Reading } from './account.ts';
import { windowDay } from './crediting.ts';
import { curveContext } from './curveContext.ts';
import { baseOf, creditOf, dealOf, type Entry, payShareOf } from './entry.ts';
import { type FactorProduct, factorProduct } from './factors.ts';
import type { Span } from './inputData.ts';
import type { CurveTrace, EarnedLine, LineTrace } from './line.ts';
import { type MeasureTotal, RollingTotal, WindowTotal } from './measureTotal.ts';
import { Pricing } from './pricing.ts';
import { type ReadCurve, rateAt } from './readCurve.ts';
import type { ReadComponent, ReadCreditMeasure, ReadCurveComponent, ReadMeasure } from './readPlan.ts';
import type { LineKind, ZeroReason } from './statementData.ts';
import {
  addToBase,
  baseIn,
  catchUp,
  forgetRates,
  isTableDriven,
  knownPricing,
  newWindowPay,
  othersIn,
  partOf,
  settlePart,
  type WindowPay,
} from './windowPay.ts';

/** What a line earns, and how. */
export interface Pay {
  readonly kind: LineKind;
  readonly amount: Rational;
  readonly reason: ZeroReason | null;
  readonly trace: LineTrace;
  readonly original: EarnedLine | null;
  /** Lines of one window are rounded together. */
  readonly window: object;
}

/**
 * Pay by a curve, for one payee and component.
 *
 * What is earned in a window is a running state, factors x curve payout of the total; a line is what one entry adds to it. So a deal
 * that crosses a bound, a return that falls back below it and a gate that opens are all the same difference.
 */
export class CurvePay {
  readonly #account: Account;
  readonly #windows = new Map<object, WindowPay>();
  readonly #lines = new Map<Entry, EarnedLine>();
  readonly #pricings = new Map<ReadCurve, Map<string, Pricing>>();

  constructor(account: Account) {
    this.#account = account;
  }

  /** Remembers the line of an entry, for reversals of it. */
  remember(entry: Entry, line: EarnedLine): void {
    this.#lines.set(entry, line);
  }

  /**
   * What an entry earns; null where it has nothing to do with the component.
   *
   * @param moved - names of the measures that the entry moved
   */
  earn(component: ReadCurveComponent, entry: Entry, reading: Reading, moved: ReadonlySet<string>): Pay | null {
    const measure = measureOf(entry.plan, component.given.measure);
    const credits = creditMeasures(entry, measure).map((counted) => ({ counted, credit: creditOf(counted, entry) }));
    if (credits.every(({ credit }) => credit === null))
      return entry.reversal === null && isMoved(component, moved) ? this.reprice(component, reading) : null;
    const credited = credits[0]?.credit ?? zero;
    const { reversal } = entry;
    const { money = 'original-line' } = component.given.reversal ?? {};
    if (reversal !== null && (money !== 'recompute' || !this.#lines.has(reversal.original)))
      return this.#takeBack(component, entry, credited, reading);
    return this.#credit(component, entry, credited, reading);
  }

  /** Lines with which what was carried into a day is rounded: those of the window that holds it, or other carried ones where each deal is alone. */
  windowOn(component: ReadCurveComponent, reading: Pick<Reading, 'plan' | 'day'>): object {
    const measure = measureOf(reading.plan, component.given.measure);
    const total = this.#account.totalOf(counted(measure, reading), reading.plan);
    return total instanceof WindowTotal ? (total.spanOf(reading.day) ?? this) : this;
  }

  /** What a factor or table that moved changes in the window that holds the day; null where it changes nothing. */
  reprice(component: ReadCurveComponent, reading: Reading): Pay | null {
    const measure = measureOf(reading.plan, component.given.measure);
    const total = this.#account.totalOf(counted(measure, reading), reading.plan);
    const span = total instanceof WindowTotal ? total.spanOf(reading.day) : null;
    const pay = span === null ? undefined : this.#windows.get(span);
    if (span === null || pay === undefined || pay.total === null) return null;
    const stateBefore = pay.state;
    const standing = windowTotal(total, measure);
    if (standing !== null) catchUp(pay, standing.standingIn(span));
    this.#repriceTables(component, reading, span, pay);
    const { factors } = this.#restate(component, reading, pay, false);
    const amount = subtract(pay.state, stateBefore);
    if (isZero(amount)) return null;
    const trace: LineTrace = { kind: 'repricing', factors, stateBefore, stateAfter: pay.state };
    return { kind: 'repricing', amount, reason: null, trace, original: null, window: span };
  }

  /** Prices the total of a window anew, where tables that moved change its rates. */
  #repriceTables(component: ReadCurveComponent, reading: Reading, span: Span, pay: WindowPay): void {
    if (!isTableDriven(component)) forgetRates(component, pay);
    if (!isTableDriven(component) || pay.total === null || component.curve.mode === 'per-deal') return;
    const known = knownPricing(component, pay);
    const pricing = this.#pricingIn(pay, component, reading, span);
    this.#rebase(component, pay, known ?? pricing, pay.total);
    const payout = this.#payoutOf(component, pricing, pay, pay.total);
    const part = partOf(component, pay);
    part.curvePay = add(part.curvePay, subtract(payout, pay.payout as Rational));
    pay.payout = payout;
  }

  /** Reads the factors anew, unless the version is over, for all that this version of the component has paid in the window. */
  #restate(component: ReadCurveComponent, reading: Reading, pay: WindowPay, isOver: boolean): FactorProduct {
    const part = partOf(component, pay);
    const known = isOver ? part.product : null;
    const product = known ?? factorProduct(component.factors, this.#account, reading);
    const paid = multiply(product.value, part.curvePay);
    pay.state = add(pay.state, subtract(paid, part.paid));
    part.paid = paid;
    part.product = product;
    return product;
  }

  #credit(component: ReadCurveComponent, entry: Entry, credited: Rational, now: Reading): Pay {
    const measure = measureOf(entry.plan, component.given.measure);
    const source = counted(measure, entry);
    const total = this.#account.totalOf(source, entry.plan);
    const span = total.spanOf(windowDay(source, now.day, entry));
    const reading = readingIn(span, now);
    const window = windowOf(total, span, entry);
    const pay = this.#windowPay(window, total, measure);
    const after = this.#account.valueOf(measure.name, reading);
    const standing = windowTotal(total, measure);
    if (standing !== null) catchUp(pay, standing.before);
    const before = standing === null ? pay.total : standing.before;
    const isOver = isVersionOver(now);
    const known = knownPricing(component, pay);
    const pricing = (isOver ? known : null) ?? this.#pricingIn(pay, component, reading, span);
    this.#rebase(component, pay, known ?? pricing, before);
    const baseBefore = baseIn(component, pay);
    const base = this.#baseOf(component, measure, entry, credited);

    const isDeal = component.curve.mode === 'per-deal';
    const runningBefore = runningTotalBefore(total, measure, { before, after, credited }, entry);
    const baseAfter = add(baseBefore, base);
    const payoutBefore = pay.payout ?? zero;
    const repriced =
      before === null || isDeal || !isTableDriven(component)
        ? zero
        : subtract(this.#payoutOf(component, pricing, pay, before), payoutBefore);
    const part = partOf(component, pay);
    part.credited = add(part.credited, credited);
    addToBase(component, pay, base);
    // A return alone is nothing to pay for, where it leaves the total at 0: of the largest deal, or of one that was worth nothing.
    const isEmpty =
      standing !== null && span !== null
        ? standing.standingIn(span) === null
        : pay.total === null && entry.reversal !== null && isZero(after);
    const moved = isDeal
      ? pricing.payoutOfDeal(runningBefore, after, base)
      : subtract(isEmpty ? zero : this.#payoutOf(component, pricing, pay, after), payoutBefore);
    const { on } = (entry.reversal?.original ?? entry).event;
    const isEligible = component.span.start <= on && on < component.span.end;
    const share = payShareOf(source, entry);
    const curvePay = isEligible ? multiply(share, this.#decayed(component, entry, moved)) : zero;
    pay.total = isEmpty ? null : after;
    pay.payout = add(payoutBefore, moved);
    const stateBefore = pay.state;
    part.curvePay = add(part.curvePay, curvePay);
    const product = this.#restate(component, reading, pay, isOver);
    const amount = subtract(pay.state, stateBefore);
    const hasBase = component.given.base !== undefined || isDeal;
    const trace: LineTrace = {
      kind: 'curve',
      pricing,
      before: isDeal ? runningBefore : before,
      after,
      credited,
      repriced,
      target:
        component.curve.needsTarget && span !== null ? this.#account.targetIn(measure, entry.plan, span).amount : null,
      base: hasBase ? { before: isDeal ? zero : baseBefore, after: isDeal ? base : baseAfter } : null,
      share,
      curvePay,
      factors: product.factors,
      ownPay: multiply(product.value, curvePay),
      stateBefore,
      stateAfter: pay.state,
    };
    const { reversal } = entry;
    const reason = !isZero(amount)
      ? null
      : isEmpty
        ? 'nothing-to-take-back'
        : zeroReason(isEligible, credited, product, pricing, after);
    const original = reversal === null ? null : (this.#lines.get(reversal.original) ?? null);
    const kind = reversal !== null ? 'reversal' : isEligible || isZero(amount) ? 'credit' : 'repricing';
    return { kind, amount, reason, trace, original, window };
  }

  /**
   * Prices what was there before as the curve in force does, where another one priced it: only what comes now is paid by the new one.
   *
   * @param pricing - at the rates that the version has looked up last, if it has: what moves them since is paid
   */
  #rebase(component: ReadCurveComponent, pay: WindowPay, pricing: Pricing, before: Rational | null): void {
    const basis = isTableDriven(component) ? component.curve : pricing;
    if (pay.basis === basis) return;
    pay.basis = basis;
    if (before !== null && component.curve.mode !== 'per-deal')
      pay.payout = this.#payoutOf(component, pricing, pay, before);
  }

  /** A part of what the original line paid. The total moves as the measure says, without pay. */
  #takeBack(component: ReadCurveComponent, entry: Entry, credited: Rational, now: Reading): Pay | null {
    const reversal = entry.reversal as NonNullable<Entry['reversal']>;
    const original = this.#lines.get(reversal.original) ?? null;
    const measure = measureOf(entry.plan, component.given.measure);
    const source = counted(measure, entry);
    const total = this.#account.totalOf(source, entry.plan);
    const span = total instanceof WindowTotal ? total.spanOf(windowDay(source, now.day, entry)) : null;
    const reading = readingIn(span, now);
    const window = windowOf(total, span, entry);
    const pay = this.#windowPay(window, total, measure);
    const moves = source.given.reversals !== 'keep';
    // Where nothing was paid for the deal, its return is one more credit of the window, if there is still somebody to credit.
    const isOver = isVersionOver(now);
    const isSeen = original !== null || (moves && !isOver && now.day < now.assignment.end);
    const standing = windowTotal(total, measure);
    if (standing !== null && span !== null) catchUp(pay, moves ? standing.before : standing.standingIn(span));
    if (span !== null && isSeen && !isOver) this.#repriceTables(component, reading, span, pay);
    if (span !== null && moves) this.#moveTotal(component, entry, { credited, reading }, span, pay);
    const of =
      original === null
        ? zero
        : component.given.reversal?.money === 'original-rate'
          ? ownPayOf(original)
          : (original.claim ?? original.exact);
    const ageDays = entry.event.on - reversal.original.event.on;
    const decay = this.#decayOf(component, entry);
    const taken = negate(multiply(multiply(reversal.part, decay), of));
    const stateBefore = pay.state;
    pay.state = add(pay.state, taken);
    if (original !== null && original.window === window) settlePart(partOf(component, pay), original, reversal.part);
    // Where each deal is alone, nothing but the line itself is taken back.
    const factors = span === null || !isSeen ? [] : this.#restate(component, reading, pay, isOver).factors;
    const amount = subtract(pay.state, stateBefore);
    const trace: LineTrace = {
      kind: 'reversal',
      credited: moves ? credited : null,
      after: span !== null && moves ? this.#account.valueOf(measure.name, reading) : null,
      pricing: span !== null && pay.total !== null ? this.#standingPricing(pay, component, reading, span) : null,
      part: reversal.part,
      decay,
      ageDays,
      of,
      taken,
      factors,
      stateBefore,
      stateAfter: pay.state,
    };
    const reason = isZero(amount) ? (isZero(of) ? 'nothing-to-take-back' : 'clawback-over') : null;
    return { kind: 'reversal', amount, reason, trace, original, window };
  }

  /** Lets the total of a window follow, so that the next deal is priced from there; nothing is paid for the move. */
  #moveTotal(
    component: ReadCurveComponent,
    entry: Entry,
    { credited, reading }: { readonly credited: Rational; readonly reading: Reading },
    span: Span,
    pay: WindowPay,
  ): void {
    const measure = measureOf(entry.plan, component.given.measure);
    const part = partOf(component, pay);
    if (entry.plan.components.some((own) => own.given === component.given))
      part.credited = add(part.credited, credited);
    // Only what was in a base leaves it: not a deal from before the component, or of a version that paid on another base.
    if (entry.plan.components.some((own) => own.kind === 'curve' && isOfBase(own, component)))
      addToBase(component, pay, this.#baseOf(component, measure, entry, credited));
    // What comes before the first deal is not priced: that deal finds the total as returns have left it.
    if (pay.total === null) return;
    const standing = windowTotal(this.#account.totalOf(counted(measure, entry), entry.plan), measure);
    pay.total = standing === null ? this.#account.valueOf(measure.name, reading) : standing.standingIn(span);
    pay.payout = null;
    pay.basis = null;
    this.#rebase(component, pay, this.#standingPricing(pay, component, reading, span), pay.total);
  }

  /** What a version of the component pays for a total. */
  #payoutOf(component: ReadCurveComponent, pricing: Pricing, pay: WindowPay, total: Rational): Rational {
    if (component.given.base !== undefined) return pricing.payoutOfBase(total, baseIn(component, pay));
    const payout = pricing.payout(total);
    if (!isTableDriven(component)) return payout;
    const others = othersIn(component, pay, total);
    return isZero(others) ? payout : subtract(payout, pricing.payout(others));
  }

  #baseOf({ given }: ReadCurveComponent, measure: ReadMeasure, entry: Entry, credited: Rational): Rational {
    return given.base === undefined ? credited : baseOf(counted(measure, entry), given.base, entry);
  }

  #decayed(component: ReadCurveComponent, entry: Entry, moved: Rational): Rational {
    return entry.reversal === null ? moved : multiply(this.#decayOf(component, entry), moved);
  }

  /** The share that a reversal takes back, by its age. */
  #decayOf({ given, decay }: ReadCurveComponent, entry: Entry): Rational {
    const age = entry.event.on - dealOf(entry).event.on;
    const within = given.reversal?.within;
    if (within !== undefined && age > within) return zero;
    return decay === null ? one : rateAt(decay, { numerator: BigInt(age), denominator: 1n });
  }

  #windowPay(window: object, total: MeasureTotal, measure: ReadMeasure): WindowPay {
    let pay = this.#windows.get(window);
    if (pay === undefined) {
      pay = newWindowPay(windowTotal(total, measure)?.takesLargest === false);
      this.#windows.set(window, pay);
    }
    return pay;
  }

  /** The curve with the target of a window, and with rates as they were looked up last. */
  #standingPricing(pay: WindowPay, component: ReadCurveComponent, reading: Reading, span: Span | null): Pricing {
    return knownPricing(component, pay) ?? this.#pricingIn(pay, component, reading, span);
  }

  /** The curve with the target of a window; rates are looked up anew. */
  #pricingIn(pay: WindowPay, component: ReadCurveComponent, reading: Reading, span: Span | null): Pricing {
    const { curve } = component;
    if (!isTableDriven(component)) {
      forgetRates(component, pay);
      return this.#pricing(component, reading, span);
    }
    const pricing = new Pricing(curve, curveContext(this.#account, component, reading, span));
    partOf(component, pay).priced = { curve, pricing };
    return pricing;
  }

  #pricing(component: ReadCurveComponent, reading: Reading, span: Span | null): Pricing {
    const { curve } = component;
    let byBasis = this.#pricings.get(curve);
    if (byBasis === undefined) {
      byBasis = new Map();
      this.#pricings.set(curve, byBasis);
    }
    const key = `${curve.needsTarget ? span?.start : ''} ${curve.needsTargetPay ? reading.assignment.start : ''}`;
    let pricing = byBasis.get(key);
    if (pricing === undefined) {
      pricing = new Pricing(curve, curveContext(this.#account, component, reading, span));
      byBasis.set(key, pricing);
    }
    return pricing;
  }
}

/** Whether a measure moved that changes the pay of a component without a credit of its own. */
export function isMoved({ movers }: ReadComponent, moved: ReadonlySet<string>): boolean {
  for (const name of movers) if (moved.has(name)) return true;
  return false;
}

/** Whether a component of another version of the plan pays on the same base. */
function isOfBase(other: ReadCurveComponent, { id, given }: ReadCurveComponent): boolean {
  return other.id === id && other.given.base === given.base;
}

/** The measures whose credits make lines: the measure itself, or both sides of a ratio. */
function creditMeasures({ plan }: Pick<Reading, 'plan'>, measure: ReadMeasure): readonly ReadCreditMeasure[] {
  if (measure.kind === 'credits') return [measure];
  if (measure.kind !== 'ratio') return [];
  return [measure.of, measure.per].flatMap((name) => creditMeasures({ plan }, measureOf(plan, name)));
}

/** The measure by which windows of a component are told. */
function counted(measure: ReadMeasure, from: Pick<Reading, 'plan'>): ReadCreditMeasure {
  return creditMeasures(from, measure)[0] as ReadCreditMeasure;
}

/** The running total before an entry, as a deal is priced by it. */
function runningTotalBefore(
  total: MeasureTotal,
  measure: ReadMeasure,
  at: { readonly before: Rational | null; readonly after: Rational; readonly credited: Rational },
  entry: Entry,
): Rational {
  if (total instanceof WindowTotal) return at.before ?? zero;
  if (measure.kind !== 'credits') return at.after;
  return total instanceof RollingTotal ? total.valueBefore(entry) : subtract(at.after, at.credited);
}

/** What a line earned by its own credit: without what it changed for earlier ones, and before limits. */
function ownPayOf({ trace }: EarnedLine): Rational {
  return (trace as CurveTrace).ownPay;
}

/** Measures as they stand now, or on the last day of a window that is over. */
function readingIn(span: Span | null, now: Reading): Reading {
  return span === null || now.day < span.end ? now : { ...now, day: span.end - 1 };
}

/** Lines of one window share a state; where each event is alone, an event and its reversals do. */
function windowOf(total: MeasureTotal, span: Span | null, entry: Entry): object {
  return total instanceof WindowTotal && span !== null ? span : dealOf(entry);
}

/** The total that a component is priced by, where it is what was credited in windows, and not a ratio. */
function windowTotal(total: MeasureTotal, { kind }: ReadMeasure): WindowTotal | null {
  return total instanceof WindowTotal && kind === 'credits' ? total : null;
}

function zeroReason(
  isEligible: boolean,
  credited: Rational,
  product: FactorProduct,
  pricing: Pricing,
  total: Rational,
): ZeroReason {
  if (!isEligible) return 'outside-dates';
  if (isZero(credited)) return 'no-credit';
  if (isZero(product.value)) return 'gate-closed';
  return pricing.tierOf(total) < 0 ? 'below-first-tier' : 'rate-is-zero';
}
