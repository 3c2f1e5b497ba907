import { multiply, one, type Rational } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { Account, Reading } from './account.ts';
import { measureOf } from './account.ts';
import { isReleasedAtOnce } from './accountReleases.ts';
import { curveContext } from './curvePay.ts';
import type { ReadAssignment, ReadEvent, Span } from './inputData.ts';
import { IntegerPayout } from './integerPayout.ts';
import type { AccountEarnings, EarnedLine } from './line.ts';
import { Pricing } from './pricing.ts';
import type { ReadComponent, ReadCreditMeasure, ReadCurveComponent, ReadMeasure, ReadPlan } from './readPlan.ts';

/** What a component earned, a place for each event that it pays, in the order in which they count. */
export interface PlainColumn {
  readonly component: ReadCurveComponent;
  /** Days of the events. */
  readonly days: Int32Array;
  /** Positions of the events among all of the account. */
  readonly places: Int32Array;
  /** What each adds to the rounded payout of its window, in minor units. */
  readonly units: Float64Array;
  /** The totals after them, in whole units of 1 / `unit`. */
  readonly totals: Float64Array;
  readonly unit: number;
  /** The windows in which they count, by position. */
  readonly windows: Int32Array;
  readonly priced: readonly PlainWindow[];
}

/** A window with its curve and where its total and payout stand. */
interface PlainWindow {
  readonly span: Span;
  readonly pricing: Pricing;
  readonly payout: IntegerPayout;
  readonly position: number;
  total: number;
  units: number;
}

/**
 * An account whose pay is nothing but curves over its own credits: what it earned is a column of whole numbers for each component, and lines
 * with all that explains them are made when somebody reads them, by the pass that makes those of all other accounts.
 */
export class PlainAccount implements AccountEarnings {
  readonly account: Account;
  readonly columns: readonly PlainColumn[];
  readonly #earnLines: () => readonly EarnedLine[];
  #lines: readonly EarnedLine[] | null = null;

  constructor(account: Account, columns: readonly PlainColumn[], earnLines: () => readonly EarnedLine[]) {
    this.account = account;
    this.columns = columns;
    this.#earnLines = earnLines;
  }

  get lines(): readonly EarnedLine[] {
    this.#lines ??= this.#earnLines();
    return this.#lines;
  }
}

/** A plan of which all pay is that of curves over a payee's own credits, added up in windows, and released at once. */
export interface PlainPlan extends ReadPlan {
  readonly components: readonly ReadCurveComponent[];
  readonly measures: ReadonlyMap<string, ReadCreditMeasure>;
}

/** The only version of a plan, where it is a plain one; else null. */
export function plainPlanOf(versions: readonly ReadPlan[]): PlainPlan | null {
  const [plan] = versions;
  return plan !== undefined && versions.length === 1 && isPlainPlan(plan) ? plan : null;
}

function isPlainPlan(plan: ReadPlan): plan is PlainPlan {
  return (
    plan.limits.length + plan.pools.length === 0 &&
    [...plan.measures.values()].every(isPlainMeasure) &&
    plan.components.every(isPlainComponent)
  );
}

function isPlainMeasure(measure: ReadMeasure): measure is ReadCreditMeasure {
  if (measure.kind !== 'credits' || measure.team !== null) return false;
  const { window, aggregate = 'sum', split, shares } = measure.given;
  const isWindow = typeof window === 'string' && window !== 'event';
  return isWindow && aggregate === 'sum' && split !== 'money' && shares !== 'one';
}

function isPlainComponent(component: ReadComponent): boolean {
  if (component.kind !== 'curve') return false;
  const { span, curve, factors, limits, given } = component;
  return (
    factors.length + limits.length + curve.tables.length === 0 &&
    given.base === undefined &&
    span.start === Number.NEGATIVE_INFINITY &&
    span.end === Number.POSITIVE_INFINITY &&
    isReleasedAtOnce(component)
  );
}

/**
 * What an account under a plain plan earned, in whole numbers.
 *
 * @param events - what credits the payee, in the order in which it counts
 * @returns a column for each component; null where an event is not plain (a reversal, a foreign currency, credit in two roles), where a
 * value is missing, which the pass for all accounts refuses, or where numbers do not fit
 */
export function plainColumns(
  account: Account,
  plan: PlainPlan,
  events: readonly ReadEvent[],
): readonly PlainColumn[] | null {
  const [assignment, ...others] = account.assignments;
  if (assignment === undefined || others.length > 0 || assignment.given.curves !== undefined) return null;
  // What is taken back from somebody who left still counts.
  if (events.some(({ reverses }) => reverses !== null)) return null;
  const own = events.filter(({ on }) => assignment.start <= on && on < assignment.end);
  if (!own.every((event) => isPlainEvent(event, plan))) return null;
  const credits = new Map<ReadCreditMeasure, PlainCredits>();
  for (const measure of plan.measures.values()) {
    const found = creditsOf(measure, account.payee, own);
    if (found === null) return null;
    credits.set(measure, found);
  }
  const columns: PlainColumn[] = [];
  for (const component of plan.components) {
    const measure = measureOf(plan, component.given.measure) as ReadCreditMeasure;
    const column = columnOf(component, measure, credits.get(measure) as PlainCredits, { account, plan, assignment });
    if (column === null) return null;
    columns.push(column);
  }
  return columns;
}

function isPlainEvent({ currency, on }: ReadEvent, { currency: own, span }: PlainPlan): boolean {
  return (currency === null || currency === own) && span.start <= on && on < span.end;
}

/** What events credit to a measure, in whole units. */
interface PlainCredits {
  readonly places: readonly number[];
  readonly days: readonly Day[];
  readonly values: Float64Array;
  /** Values count units of 1 / `unit`. */
  readonly unit: number;
  /** No sum of any of them is further from 0. */
  readonly largest: number;
}

/** Values with more decimals are left to fractions. */
const mostUnits = 1e9;

function creditsOf(measure: ReadCreditMeasure, payee: string, events: readonly ReadEvent[]): PlainCredits | null {
  const places: number[] = [];
  const days: Day[] = [];
  const numerators: number[] = [];
  const denominators: number[] = [];
  let unit = 1;
  for (const [place, event] of events.entries()) {
    if (measure.tests.length > 0 && !measure.tests.every((test) => test(event))) continue;
    const share = plainShare(measure, payee, event);
    if (share === 'none') continue;
    const value = share === 'several' ? null : plainValue(event, measure.of);
    if (value === null || share === 'several') return null;
    const credited = multiply(share, value);
    const denominator = Number(credited.denominator);
    while (unit % denominator !== 0) {
      unit *= 10;
      if (unit > mostUnits) return null;
    }
    places.push(place);
    days.push(event.on);
    numerators.push(Number(credited.numerator));
    denominators.push(denominator);
  }
  let largest = 0;
  const values = Float64Array.from(numerators, (numerator, index) => {
    const value = numerator * (unit / (denominators[index] as number));
    largest += Math.abs(value);
    return value;
  });
  return largest <= Number.MAX_SAFE_INTEGER ? { places, days, values, unit, largest } : null;
}

/** The share of an event that counts for a payee who is credited once. */
function plainShare(
  { roles }: ReadCreditMeasure,
  payee: string,
  { credits }: ReadEvent,
): Rational | 'none' | 'several' {
  let found: Rational | 'none' = 'none';
  for (const credit of credits) {
    if (credit.payee !== payee || (roles !== null && !roles.has(credit.role))) continue;
    if (found !== 'none') return 'several';
    found = credit.share;
  }
  return found;
}

function plainValue({ amount, quantity, values }: ReadEvent, of: string): Rational | null {
  if (of === 'count') return one;
  return of === 'amount' ? amount : of === 'quantity' ? quantity : (values.get(of) ?? null);
}

interface PlainReading {
  readonly account: Account;
  readonly plan: PlainPlan;
  readonly assignment: ReadAssignment;
}

function columnOf(
  component: ReadCurveComponent,
  measure: ReadCreditMeasure,
  { places, days, values, unit, largest }: PlainCredits,
  { account, plan, assignment }: PlainReading,
): PlainColumn | null {
  const { length } = values;
  const units = new Float64Array(length);
  const totals = new Float64Array(length);
  const windows = new Int32Array(length);
  const bySpan = new Map<Span, PlainWindow>();
  for (let index = 0; index < length; index++) {
    const day = days[index] as Day;
    const span = account.windowOn(measure, plan, day);
    let window = bySpan.get(span);
    if (window === undefined) {
      const reading: Reading = { plan, assignment, day, moment: component };
      const pricing = new Pricing(component.curve, curveContext(account, component, reading, span));
      const { digits, rounding } = plan;
      const payout = IntegerPayout.of(component.curve, pricing, { unit, largest, digits, rounding });
      if (payout === null) return null;
      window = { span, pricing, payout, position: bySpan.size, total: 0, units: 0 };
      bySpan.set(span, window);
    }
    window.total += values[index] as number;
    const payout = window.payout.units(window.total);
    units[index] = payout - window.units;
    window.units = payout;
    totals[index] = window.total;
    windows[index] = window.position;
  }
  return {
    component,
    days: Int32Array.from(days),
    places: Int32Array.from(places),
    units,
    totals,
    unit,
    windows,
    priced: [...bySpan.values()],
  };
}
