import { type Account, measureOf } from './account.ts';
import { isReleasedAtOnce } from './accountReleases.ts';
import type { ReadAssignment, ReadEvent } from './inputData.ts';
import type { AccountEarnings, EarnedLine } from './line.ts';
import { type PlainCredits, plainCredits } from './plainCredits.ts';
import { type PlainColumn, PlainPay } from './plainPay.ts';
import type { ReadComponent, ReadCreditMeasure, ReadCurveComponent, ReadMeasure, ReadPlan } from './readPlan.ts';

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
    plan.components.every(isPlainComponent) &&
    [...plan.measures.keys()].every((name) => isPaid(plan, name))
  );
}

/** Whether something is paid by a measure; one by which nothing is must have its quotas all the same. */
function isPaid({ components }: ReadPlan, measure: string): boolean {
  return components.some((component) => component.kind === 'curve' && component.given.measure === measure);
}

function isPlainMeasure(measure: ReadMeasure): measure is ReadCreditMeasure {
  if (measure.kind !== 'credits' || measure.team !== null) return false;
  const { window, aggregate = 'sum', split, shares, reversals = 'current' } = measure.given;
  const isWindow = typeof window === 'string' && window !== 'event';
  return isWindow && aggregate === 'sum' && split !== 'money' && shares !== 'one' && reversals === 'current';
}

function isPlainComponent(component: ReadComponent): boolean {
  if (component.kind !== 'curve') return false;
  const { span, curve, factors, limits, given } = component;
  return (
    factors.length + limits.length + curve.tables.length === 0 &&
    given.base === undefined &&
    given.reversal === undefined &&
    span.start === Number.NEGATIVE_INFINITY &&
    span.end === Number.POSITIVE_INFINITY &&
    isReleasedAtOnce(component)
  );
}

/**
 * What an account under a plain plan earned, in whole numbers.
 *
 * @param events - what credits the payee or takes such credit back, in the order in which it counts
 * @returns a column for each component; null where an event is not plain (a part of one taken back, a foreign currency, credit in two roles),
 * where a value is missing, which the pass for all accounts refuses, or where numbers do not fit
 */
export function plainColumns(
  account: Account,
  plan: PlainPlan,
  events: readonly ReadEvent[],
): readonly PlainColumn[] | null {
  const [assignment, ...others] = account.assignments;
  if (assignment === undefined || others.length > 0 || assignment.given.curves !== undefined) return null;
  const own = plainEvents(events, plan, assignment);
  if (own === null) return null;
  const credits = new Map<ReadCreditMeasure, PlainCredits>();
  for (const measure of plan.measures.values()) {
    const found = plainCredits(measure, account.payee, own);
    if (found === null) return null;
    credits.set(measure, found);
  }
  const columns: PlainColumn[] = [];
  for (const component of plan.components) {
    const measure = measureOf(plan, component.given.measure) as ReadCreditMeasure;
    const column = new PlainPay(component, measure, { account, plan, assignment }).column(
      credits.get(measure) as PlainCredits,
    );
    if (column === null) return null;
    columns.push(column);
  }
  return columns;
}

/** The events that credit the payee while assigned, and what takes one of them back whole; null where one of them is not plain. */
function plainEvents(
  events: readonly ReadEvent[],
  { currency, span }: PlainPlan,
  assignment: ReadAssignment,
): readonly ReadEvent[] | null {
  const own: ReadEvent[] = [];
  const left = new Set<string>();
  const hasReversals = events.some(({ reverses }) => reverses !== null);
  const taken = new Set<string>();
  for (const event of events) {
    const { id, on, reverses } = event;
    if (reverses !== null) {
      if (event.amount !== null || event.quantity !== null || taken.has(reverses)) return null;
      taken.add(reverses);
      if (left.has(reverses)) own.push(event);
    } else if (assignment.start <= on && on < assignment.end) {
      if ((event.currency !== null && event.currency !== currency) || on < span.start || on >= span.end) return null;
      if (hasReversals) left.add(id);
      own.push(event);
    }
  }
  return own;
}
