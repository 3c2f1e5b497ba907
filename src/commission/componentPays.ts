import { add, type Rational, zero } from '../number/rational.ts';
import { unitsAt } from '../number/rounding.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { Account, Reading } from './account.ts';
import { CurvePay } from './curvePay.ts';
import type { ReadAssignment } from './inputData.ts';
import { carries, Limiter } from './limiter.ts';
import { type AccountEarnings, type EarnedLine, newLine } from './line.ts';
import { OverridePay } from './overridePay.ts';
import type { PlanGrain } from './plan.ts';
import { PoolReturns } from './poolReturn.ts';
import { readCurve } from './readCurve.ts';
import { type ReadComponent, type ReadCurveComponent, type ReadLimit, type ReadPlan, withCurve } from './readPlan.ts';
import { type SpanFinder, unitSpans } from './window.ts';

/** A running sum, exact and as it was rounded. */
interface RoundedSum {
  exact: Rational;
  units: bigint;
}

/** Running sums by component id and window. */
export type RoundedSums = Map<string, Map<object, RoundedSum>>;

/** Components of a plan with curves of assignments. */
interface OwnComponents {
  readonly byAssignment: Map<ReadAssignment, readonly ReadComponent[]>;
  readonly byCurves: Map<string, readonly ReadComponent[]>;
}

/** What the components of one payee have paid so far: their states, limits, rounding and lines. */
export class ComponentPays implements AccountEarnings {
  readonly account: Account;
  readonly lines: EarnedLine[] = [];
  readonly poolReturns: PoolReturns = new PoolReturns();
  readonly #curves = new Map<string, CurvePay>();
  readonly #overrides = new Map<string, OverridePay>();
  readonly #limiters = new Map<string, Limiter>();
  readonly #planLimiter = new Limiter('plan');
  readonly #rounded: RoundedSums = new Map();
  readonly #prizes: RoundedSums;
  readonly #components = new Map<ReadPlan, OwnComponents>();
  readonly #spans = new Map<string, SpanFinder>();

  /** @param prizes - rounded sums of contests, which payees who are equal share */
  constructor(account: Account, prizes: RoundedSums) {
    this.account = account;
    this.#prizes = prizes;
  }

  /** The components of a plan, with the curves that an assignment has of its own; curves that are equal are one. */
  componentsOf(plan: ReadPlan, assignment: ReadAssignment): readonly ReadComponent[] {
    const { curves } = assignment.given;
    if (curves === undefined) return plan.components;
    let known = this.#components.get(plan);
    if (known === undefined) {
      known = { byAssignment: new Map(), byCurves: new Map() };
      this.#components.set(plan, known);
    }
    let components = known.byAssignment.get(assignment);
    if (components === undefined) {
      const key = JSON.stringify(curves);
      components = known.byCurves.get(key) ?? withCurves(plan, curves);
      known.byCurves.set(key, components);
      known.byAssignment.set(assignment, components);
    }
    return components;
  }

  /** The component of a name that pays by a curve at a reading; null where there is none. */
  curveIn({ plan, assignment }: Reading, id: string): ReadCurveComponent | null {
    const found = this.componentsOf(plan, assignment).find((component) => component.id === id);
    return found?.kind === 'curve' ? found : null;
  }

  /** Ids of the components that pay by a curve at some readings, in the order of the plans. */
  curvesOf(readings: readonly Reading[]): ReadonlySet<string> {
    const components = readings.flatMap(({ plan, assignment }) => this.componentsOf(plan, assignment));
    return new Set(components.filter(({ kind }) => kind === 'curve').map(({ id }) => id));
  }

  curvePayOf(component: string): CurvePay {
    const known = this.#curves.get(component) ?? new CurvePay(this.account);
    this.#curves.set(component, known);
    return known;
  }

  overridePayOf(component: string): OverridePay {
    const known = this.#overrides.get(component) ?? new OverridePay(this.account);
    this.#overrides.set(component, known);
    return known;
  }

  /** Finds the period of a grain in the plan's calendar; equal periods are one object. */
  spansOf(plan: ReadPlan, grain: PlanGrain): SpanFinder {
    const key = JSON.stringify([grain, plan.calendar]);
    const known = this.#spans.get(key) ?? unitSpans(plan.calendar, grain);
    this.#spans.set(key, known);
    return known;
  }

  /** What the limits of a component leave of a line. */
  limit(component: ReadComponent, line: EarnedLine, first: number): Rational {
    if (component.limits.length === 0) return line.raw;
    return this.#limiterOf(component.id).apply(component.limits, line.plan, line, line.raw, first);
  }

  /** What a limit of a component carries into the period that begins on a day; it is taken once. */
  takeWaiting(component: ReadComponent, limit: ReadLimit, plan: ReadPlan, day: Day): Rational | null {
    return this.#limiterOf(component.id).takeWaiting(limit, plan, day);
  }

  /** Puts a line through the limits of the plan, rounds it, and writes it into the account. */
  post(line: EarnedLine): void {
    line.exact = this.#planLimiter.apply(line.plan.limits, line.plan, line, line.limited);
    this.#round(line);
  }

  /** Writes what the limits of versions of a plan carry into the period that begins, perhaps under another one. */
  openPlan(reading: Reading, before: readonly ReadPlan[]): void {
    const { plan, assignment, day } = reading;
    const lists = before.map(({ limits }) => limits);
    for (const [version, limit] of before.flatMap((each) => each.limits.map((own) => [each, own] as const))) {
      const amount = this.#planLimiter.takeWaiting(limit, version, day);
      if (amount === null) continue;
      const line = newLine({
        id: carriedId(lists, limit, day),
        kind: 'carried',
        account: this.account,
        plan,
        assignment,
        component: null,
        day,
        entry: null,
        original: null,
        window: {},
        raw: amount,
        reason: null,
        trace: { kind: 'carried', amount },
      });
      line.exact = this.#planLimiter.apply(plan.limits, plan, line, amount, carryingFrom(plan.limits, limit));
      this.#round(line);
    }
  }

  /** Running rounding: a line is what it adds to the rounded sum of its window, so lines add up, and later ones change nothing. */
  #round(line: EarnedLine): void {
    const component = line.component?.id ?? '';
    const sums = line.kind === 'prize' ? this.#prizes : this.#rounded;
    let byWindow = sums.get(component);
    if (byWindow === undefined) {
      byWindow = new Map();
      sums.set(component, byWindow);
    }
    let sum = byWindow.get(line.window);
    if (sum === undefined) {
      sum = { exact: zero, units: 0n };
      byWindow.set(line.window, sum);
    }
    sum.exact = add(sum.exact, line.exact);
    const units = unitsAt(sum.exact, line.plan.digits, line.plan.rounding);
    line.units = units - sum.units;
    sum.units = units;
    if (line.units === 0n && line.reason === null)
      line.reason = line.exact.numerator === 0n && line.limits.length > 0 ? 'limit-reached' : 'rounded-to-zero';
    this.lines.push(line);
  }

  #limiterOf(component: string): Limiter {
    const known = this.#limiters.get(component) ?? new Limiter('component');
    this.#limiters.set(component, known);
    return known;
  }
}

function withCurves(plan: ReadPlan, curves: NonNullable<ReadAssignment['given']['curves']>): readonly ReadComponent[] {
  return plan.components.map((component) => {
    const own = Object.hasOwn(curves, component.id) ? curves[component.id] : undefined;
    return component.kind === 'curve' && own !== undefined ? withCurve(component, readCurve(own), plan) : component;
  });
}

/**
 * The limit from which on an amount that was carried is limited: the one that carried it. Where a new version of the plan has none like it,
 * the first one that carries; all are behind it where none does any more.
 */
export function carryingFrom(limits: readonly ReadLimit[], { id }: ReadLimit): number {
  const carrying = limits.filter(carries);
  const same = carrying.find((limit) => limit.id === id) ?? carrying[0];
  return same === undefined ? limits.length : limits.indexOf(same);
}

/**
 * Names what a limit carried into a day. Where several carry, all but the first have their number behind it.
 *
 * @param lists - limits of all versions that have begun, the oldest first
 */
export function carriedId(lists: readonly (readonly ReadLimit[])[], { id }: ReadLimit, day: Day): string {
  const carrying = new Set(lists.flatMap((limits) => limits.filter(carries).map((limit) => limit.id)));
  const position = [...carrying].indexOf(id);
  return `carried/${formatDay(day)}${position === 0 ? '' : `/${position + 1}`}`;
}
