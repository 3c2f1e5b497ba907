import type { Day } from '../time/day.ts';
import { type Account, measureOf } from './account.ts';
import { isReleasedAtOnce } from './accountReleases.ts';
import type { CreditingEvents } from './creditedEvents.ts';
import type { ReadAssignment } from './inputData.ts';
import type { AccountEarnings, EarnedLine } from './line.ts';
import { type OwnEvents, type PlainCredits, plainCredits } from './plainCredits.ts';
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
 * @param events - what credits the payee or takes such credit back
 * @returns a column for each component; null where an event is not plain (a part of one taken back, a foreign currency, credit in two roles),
 * where a value is missing, which the pass for all accounts refuses, or where numbers do not fit
 */
export function plainColumns(
  account: Account,
  plan: PlainPlan,
  events: CreditingEvents,
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
  { table, keys, hasReversals }: CreditingEvents,
  { currency, span, measures }: PlainPlan,
  assignment: ReadAssignment,
): OwnEvents | null {
  // What one day brings comes to the same in any order, but not what each of its events brings, nor which measure comes first.
  const ordered = hasReversals || measures.size > 1 ? table.inOrder(keys) : table.inDayOrder(keys);
  const left = new Set<string>();
  const taken = new Set<string>();
  let count = 0;
  for (const position of ordered) {
    const trait = table.traitAt(position);
    const event = trait === null ? table.at(position) : null;
    const reverses = event?.reverses ?? null;
    if (event !== null && reverses !== null) {
      if (event.amount !== null || event.quantity !== null || taken.has(reverses)) return null;
      taken.add(reverses);
      if (left.has(reverses)) ordered[count++] = position;
      continue;
    }
    const on = table.days[position] as Day;
    if (on < assignment.start || on >= assignment.end) continue;
    const ofEvent = (trait ?? event)?.currency ?? null;
    if ((ofEvent !== null && ofEvent !== currency) || on < span.start || on >= span.end) return null;
    if (hasReversals) left.add(table.ids[position] as string);
    // What is left out makes room.
    ordered[count++] = position;
  }
  return { table, positions: ordered.subarray(0, count), hasReversals };
}
