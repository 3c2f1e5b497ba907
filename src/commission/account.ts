import { SalesMetricsError, showValue } from '../errors.ts';
import { type DecimalInput, readDecimal, toRational } from '../number/decimal.ts';
import { divide, integer, one, type Rational, zero } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { ReadAssignment, Span } from './inputData.ts';
import { DealTotal, type MeasureTotal, type Moment, RollingTotal, ScoreTotal, WindowTotal } from './measureTotal.ts';
import type { TargetRule, Window } from './plan.ts';
import type { KnownQuotas, QuotaReign } from './quotas.ts';
import type { ReadMeasure, ReadPlan } from './readPlan.ts';
import type { ScoresByPayee } from './scoresByPayee.ts';
import { type Target, targetOf } from './target.ts';
import type { QuotaCutSources } from './targetPieces.ts';
import { tenureOf } from './tenure.ts';
import { windowSpans } from './window.ts';

/** When a measure is read, and under which version of the plan. */
export interface Reading {
  readonly plan: ReadPlan;
  readonly assignment: ReadAssignment;
  readonly day: Day;
  readonly moment: Moment;
}

/** What all accounts of a run share. */
export interface AccountFrame extends QuotaCutSources {
  readonly quotas: KnownQuotas;
  /** Scores that are known. */
  readonly scores: ScoresByPayee;
  /** The last day whose scores have come: on their day they come after the events. */
  scoresThrough: Day;
}

/** One payee under one plan: the running totals of its measures, and what was earned. */
export class Account {
  readonly payee: string;
  readonly planId: string;
  /** By their dates; no two overlap. */
  readonly assignments: readonly ReadAssignment[];
  readonly #frame: AccountFrame;
  readonly #totals = new Map<string, MeasureTotal>();
  readonly #byMeasure = new Map<ReadMeasure, MeasureTotal>();
  readonly #reigns = new Map<string, readonly QuotaReign[]>();
  readonly #targets = new Map<TargetRule, Map<Span, Target>>();

  constructor(payee: string, planId: string, assignments: readonly ReadAssignment[], frame: AccountFrame) {
    this.payee = payee;
    this.planId = planId;
    this.assignments = assignments;
    this.#frame = frame;
  }

  assignmentOn(day: Day): ReadAssignment | null {
    // Asked of every event.
    for (const assignment of this.assignments) if (assignment.start <= day && day < assignment.end) return assignment;
    return null;
  }

  /** The running total of a measure. Versions of a plan go on from one total where they count in the same way. */
  totalOf(measure: ReadMeasure, plan: ReadPlan): MeasureTotal {
    const known = this.#byMeasure.get(measure);
    if (known !== undefined) return known;
    const given = measure.kind === 'credits' ? measure.given : measure;
    const key = JSON.stringify([measure.name, given.kind, windowOf(measure), aggregateOf(measure), plan.calendar]);
    const total = this.#totals.get(key) ?? this.#newTotal(measure, plan);
    this.#totals.set(key, total);
    this.#byMeasure.set(measure, total);
    return total;
  }

  /** Pay at exactly the target for a component, in the currency of the plan. */
  targetPayOf(component: string, ofPlan: Rational | null, { assignment }: Reading): Rational {
    if (ofPlan !== null) return ofPlan;
    const { targetPay } = assignment.given;
    const own = isAmountFor(targetPay) ? ownValue(targetPay, component) : targetPay;
    if (own !== undefined) return toRational(own, 'calculateCommissions');
    throw new SalesMetricsError(
      'missing-value',
      `calculateCommissions: component ${showValue(component)} of plan ${showValue(this.planId)} needs target pay, from the plan or the assignment of payee ${showValue(this.payee)}, got none`,
    );
  }

  /** What a measure stands at. */
  valueOf(name: string, reading: Reading): Rational {
    const measure = measureOf(reading.plan, name);
    switch (measure.kind) {
      case 'ratio': {
        const below = this.valueOf(measure.per, reading);
        return below.numerator === 0n ? zero : divide(this.valueOf(measure.of, reading), below);
      }
      case 'tenure':
        return integer(tenureOf(measure.unit, reading.assignment.start, reading.day));
      default:
        return this.totalOf(measure, reading.plan).valueAt(dayIn(measure, reading), reading.moment);
    }
  }

  /** A measure divided by its target; 0 or 1 as the plan says where the target is 0. */
  attainmentOf(name: string, reading: Reading): Rational {
    const { amount } = this.targetOn(name, reading);
    if (amount.numerator !== 0n) return divide(this.valueOf(name, reading), amount);
    return this.zeroTargetOf(name, reading) === 'full' ? one : zero;
  }

  /** The target of the window of a measure that holds the day. */
  targetOn(name: string, { plan, day }: Reading): Target {
    const measure = measureOf(plan, name);
    return this.targetIn(measure, plan, this.windowOn(measure, plan, day));
  }

  /** The window of a measure that holds a day. */
  windowOn(measure: ReadMeasure, plan: ReadPlan, day: Day): Span {
    const span = this.totalOf(measure, plan).spanOf(day);
    if (span !== null) return span;
    throw new SalesMetricsError(
      'missing-quota',
      `calculateCommissions: payee ${showValue(this.payee)} must have a quota for measure ${showValue(measure.name)} of plan ${showValue(this.planId)} on ${formatDay(day)}, got none`,
    );
  }

  targetIn(measure: ReadMeasure, plan: ReadPlan, span: Span): Target {
    const rule = ruleOf(measure) ?? noRule;
    let bySpan = this.#targets.get(rule);
    if (bySpan === undefined) {
      bySpan = new Map();
      this.#targets.set(rule, bySpan);
    }
    let target = bySpan.get(span);
    if (target === undefined) {
      const request = {
        plan: plan.given,
        payee: this.payee,
        measure: measure.name,
        window: windowOf(measure) ?? 'event',
        rule,
        span,
        assignments: this.assignments,
        reigns: this.#reignsOf(measure.name),
      };
      target = targetOf(request, this.#frame);
      bySpan.set(span, target);
    }
    return target;
  }

  /** What attainment is where the target of a window is 0; asked only then. */
  zeroTargetOf(name: string, { plan, day }: Pick<Reading, 'plan' | 'day'>): 'none' | 'full' {
    const rule = ruleOf(measureOf(plan, name));
    if (rule?.zero === 'none' || rule?.zero === 'full') return rule.zero;
    throw new SalesMetricsError(
      'missing-quota',
      `calculateCommissions: target of payee ${showValue(this.payee)} for measure ${showValue(name)} of plan ${showValue(this.planId)} on ${formatDay(day)} must not be 0 unless the plan says what attainment is then (target.zero), got 0`,
    );
  }

  #reignsOf(measure: string): readonly QuotaReign[] {
    let reigns = this.#reigns.get(measure);
    if (reigns === undefined) {
      reigns = this.#frame.quotas.reignsOf(this.planId, this.payee, measure);
      this.#reigns.set(measure, reigns);
    }
    return reigns;
  }

  #newTotal(measure: ReadMeasure, plan: ReadPlan): MeasureTotal {
    const window = windowOf(measure) ?? 'event';
    const latest = (day: Day): Span =>
      this.assignments.filter(({ start }) => start <= day).at(-1) ?? (this.assignments[0] as Span);
    const spanOf =
      window === 'start'
        ? latest
        : windowSpans(window, {
            calendar: plan.calendar,
            assignment: this.assignments[0] as Span,
            quotaSpan: (day) =>
              this.#reignsOf(measure.name).find(({ start, end }) => start <= day && day < end)?.quota ?? null,
          });
    if (measure.kind === 'given') {
      const own = this.#frame.scores.of(this.payee).filter((score) => score.measure === measure.name);
      return new ScoreTotal(spanOf, own, () => this.#frame.scoresThrough);
    }
    const takesLargest = aggregateOf(measure) === 'maximum';
    if (window === 'event') return new DealTotal(spanOf);
    return typeof window === 'object'
      ? new RollingTotal(spanOf, window.months, takesLargest)
      : new WindowTotal(spanOf, takesLargest);
  }
}

/** Whether the version of the plan has ended: what it looked up stays as it was then. */
export function isVersionOver({ plan, day }: Reading): boolean {
  return plan.span.end <= day;
}

/** A measure of a plan by its name, which the check of the plan has found. */
export function measureOf(plan: ReadPlan, name: string): ReadMeasure {
  return plan.measures.get(name) as ReadMeasure;
}

/** The day on which a measure is read: while the assignment lasts, for one that is counted since it began. */
function dayIn(measure: ReadMeasure, { day, assignment }: Reading): Day {
  return windowOf(measure) === 'start' ? Math.min(day, assignment.end - 1) : day;
}

type AmountFor = Readonly<Record<string, DecimalInput>>;

/** Whether target pay is given component by component; a decimal number has methods of its own. */
function isAmountFor(pay: DecimalInput | AmountFor | undefined): pay is AmountFor {
  return typeof pay === 'object' && readDecimal(pay) === null;
}

function ownValue(record: AmountFor, name: string): DecimalInput | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

const noRule: TargetRule = {};

function ruleOf(measure: ReadMeasure): TargetRule | undefined {
  if (measure.kind === 'credits') return measure.given.target;
  return measure.kind === 'given' ? measure.target : undefined;
}

/** The window of a measure that is counted itself. */
function windowOf(measure: ReadMeasure): Window | null {
  if (measure.kind === 'credits') return measure.given.window;
  return measure.kind === 'given' ? measure.window : null;
}

function aggregateOf(measure: ReadMeasure): 'sum' | 'maximum' {
  return (measure.kind === 'credits' ? measure.given.aggregate : undefined) ?? 'sum';
}
