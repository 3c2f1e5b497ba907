import type { Day } from '../time/day.ts';
import type { Account, Reading } from './account.ts';
import { curveContext } from './curveContext.ts';
import type { ReadAssignment, Span } from './inputData.ts';
import { IntegerPayout } from './integerPayout.ts';
import type { PlainCredits } from './plainCredits.ts';
import { Pricing } from './pricing.ts';
import type { ReadCreditMeasure, ReadCurveComponent, ReadPlan } from './readPlan.ts';

/** What a component earned, a place for each step of the credits that it pays, in the order in which they count. */
export interface PlainColumn {
  readonly component: ReadCurveComponent;
  /** Days of the steps. */
  readonly days: Int32Array;
  /** Places of their first events among all of the account. */
  readonly places: Int32Array;
  /** What each adds to the rounded payout of its window, in minor units. */
  readonly units: Float64Array;
  /** The totals after them, in whole units of 1 / `unit`. */
  readonly totals: Float64Array;
  readonly unit: number;
  /** The windows in which they count, by position; -1 for what is taken back where nothing was credited before. */
  readonly windows: Int32Array;
  readonly spans: readonly PlainWindow[];
}

/** A window with its curve, and where its total and pay stand. */
interface PlainWindow {
  readonly span: Span;
  readonly position: number;
  /** Null before the first credit: what is taken back before needs no curve. */
  priced: { readonly pricing: Pricing; readonly payout: IntegerPayout } | null;
  total: number;
  /** The curve's payout of the total, in parts of minor units. */
  payout: number;
  /** What was paid, in parts and rounded. */
  parts: number;
  units: number;
}

/** Who is paid, and by which rules. */
interface PlainReading {
  readonly account: Account;
  readonly plan: ReadPlan;
  readonly assignment: ReadAssignment;
}

/** The pay of one component in whole numbers, as `CurvePay` works it out in fractions. */
export class PlainPay {
  readonly #component: ReadCurveComponent;
  readonly #measure: ReadCreditMeasure;
  readonly #reading: PlainReading;
  readonly #windows = new Map<Span, PlainWindow>();
  #latest: PlainWindow | null = null;
  /** The payout of the first window that has one. */
  #first: IntegerPayout | null = null;

  constructor(component: ReadCurveComponent, measure: ReadCreditMeasure, reading: PlainReading) {
    this.#component = component;
    this.#measure = measure;
    this.#reading = reading;
  }

  /** @returns null where numbers do not fit */
  column(credits: PlainCredits): PlainColumn | null {
    const { places, days, values, originals, unit } = credits;
    const { length } = values;
    const units = new Float64Array(length);
    const totals = new Float64Array(length);
    const windows = new Int32Array(length);
    // What each credit was paid, in parts, for what takes it back.
    const paid = new Float64Array(length);
    // No sum of units is further from 0, also of several windows.
    let largest = 0;
    for (let index = 0; index < length; index++) {
      const window = this.#windowOn(days[index] as Day);
      const value = values[index] as number;
      const original = originals[index] as number;
      const moved =
        original < 0
          ? this.#credit(window, value, days[index] as Day, credits)
          : takeBack(window, value, paid[original] as number);
      const payout = window.priced?.payout ?? this.#first;
      if (moved === null || payout === null) return null;
      window.parts += moved;
      if (Math.abs(moved) > Number.MAX_SAFE_INTEGER || Math.abs(window.parts) > Number.MAX_SAFE_INTEGER) return null;
      const rounded = payout.units(window.parts);
      paid[index] = moved;
      units[index] = rounded - window.units;
      totals[index] = window.total;
      windows[index] = window.priced === null ? -1 : window.position;
      window.units = rounded;
      largest += Math.abs(units[index] as number);
    }
    if (largest > Number.MAX_SAFE_INTEGER) return null;
    return {
      component: this.#component,
      days,
      places,
      units,
      totals,
      unit,
      windows,
      spans: [...this.#windows.values()],
    };
  }

  /** What a credit adds to the payout; null where the curve does not fit. */
  #credit(window: PlainWindow, value: number, day: Day, credits: PlainCredits): number | null {
    if (window.priced === null) {
      window.priced = this.#priced(window, day, credits);
      if (window.priced === null) return null;
      // Where nothing was there before, what the curve pays for 0 is part of the first line.
      window.payout = window.total === 0 ? 0 : window.priced.payout.parts(window.total);
    }
    const before = window.payout;
    window.total += value;
    window.payout = window.priced.payout.parts(window.total);
    return window.payout - before;
  }

  #priced({ span }: PlainWindow, day: Day, { unit, largest, hasReversals }: PlainCredits): PlainWindow['priced'] {
    const { account, plan, assignment } = this.#reading;
    const { curve } = this.#component;
    const reading: Reading = { plan, assignment, day, moment: this };
    const pricing = new Pricing(curve, curveContext(account, this.#component, reading, span));
    const { digits, rounding } = plan;
    const payout = IntegerPayout.of(curve, pricing, { unit, largest, digits, rounding });
    if (payout === null) return null;
    this.#first ??= payout;
    // What is taken back in another window is counted in the same parts.
    return hasReversals && payout.denominator !== this.#first.denominator ? null : { pricing, payout };
  }

  #windowOn(day: Day): PlainWindow {
    // No two windows of a measure share a day.
    if (this.#latest !== null && this.#latest.span.start <= day && day < this.#latest.span.end) return this.#latest;
    const { account, plan } = this.#reading;
    const span = account.windowOn(this.#measure, plan, day);
    let window = this.#windows.get(span);
    if (window === undefined) {
      window = { span, position: this.#windows.size, priced: null, total: 0, payout: 0, parts: 0, units: 0 };
      this.#windows.set(span, window);
    }
    this.#latest = window;
    return window;
  }
}

/** Takes back what a credit was paid; the total falls without pay, and the next credit is priced from there. */
function takeBack(window: PlainWindow, value: number, paid: number): number {
  window.total += value;
  if (window.priced !== null) window.payout = window.priced.payout.parts(window.total);
  return -paid;
}
