import { SalesMetricsError, showValue } from '../errors.ts';
import { cell, isPlainRecord } from '../model/plainRecord.ts';

import { readInput } from './checkInput.ts';
import { commissionRun } from './commissionRun.ts';
import { compareRuns } from './compareRuns.ts';
import type { RunDifference } from './differenceData.ts';
import type { CommissionEvent, CommissionInput } from './events.ts';
import type { CommissionRun } from './statementData.ts';

/**
 * What is to be otherwise. A record takes the place of all versions of its like in the input, and is added where there is none; it counts
 * as known, whatever its `knownAt`.
 */
export interface SimulationChange {
  /** Events, by id. */
  readonly events?: CommissionInput['events'] | undefined;
  /** Ids of events that never were; their reversals and payments go with them. */
  readonly without?: readonly string[] | undefined;
  /** Quotas, by payee, plan, measure and dates. */
  readonly quotas?: CommissionInput['quotas'];
  /** Plans, by id: they replace all versions of it. */
  readonly plans?: CommissionInput['plans'] | undefined;
  /** Assignments, by payee and plan. */
  readonly assignments?: CommissionInput['assignments'] | undefined;
  /** Scores, by payee, measure and day. */
  readonly scores?: CommissionInput['scores'];
  /** Rates of exchange, by currencies and day. */
  readonly rates?: CommissionInput['rates'];
  /** Adjustments, by id. */
  readonly adjustments?: CommissionInput['adjustments'];
}

/** What would be otherwise. */
export interface Simulation {
  /** The run of the input as it is. */
  readonly before: CommissionRun;
  /** The run with the change. */
  readonly after: CommissionRun;
  /** What differs, as {@link compareRuns} says. */
  readonly differences: readonly RunDifference[];
}

/**
 * What would be paid if something were otherwise: a deal more or less, another quota, another plan.
 *
 * Both runs go through the same day and leave statements that were handed out aside, so nothing is posted as a true-up, and each
 * difference is what the change does in its own period.
 *
 * @param input - plans, assignments, events and so on, as for {@link calculateCommissions}
 * @param change - records in the place of others, or on top of them, and ids of events that never were
 * @returns both runs and their differences, frozen
 * @throws SalesMetricsError `invalid-commission-input` with all problems of the input, or of the input with the change, where records of
 * the change come after those that stay; `invalid-argument` for a change that is none; and whatever `calculateCommissions` throws
 *
 * @example
 * ```ts
 * import { simulate } from 'sales-metrics';
 * const input = {
 *   plans: [{
 *     id: 'rep', currency: 'USD', measures: { sales: { kind: 'credits', window: 'year' } },
 *     components: [{ id: 'commission', kind: 'curve', measure: 'sales', curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.05' }, { from: 50000, rate: '0.08' }] } }],
 *   }],
 *   assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
 *   events: [{ id: 'deal-1', on: '2026-01-20', amount: 40000, credits: [{ payee: 'ann' }] }],
 * } as const;
 * const { differences } = simulate(input, { events: [{ id: 'deal-2', on: '2026-01-30', amount: 20000, credits: [{ payee: 'ann' }] }] });
 * differences.map(({ id, change }) => [id, change]); // => [['commission/deal-2', 1300], ['released', 1300]]
 * ```
 */
export function simulate(input: CommissionInput, change: SimulationChange): Simulation {
  const base: unknown = isPlainRecord(input) ? { ...(input as CommissionInput), stated: undefined } : input;
  const read = readInput(base, where);
  const changed = readInput(changedInput(base as CommissionInput, checkedChange(change)), where);
  const through = Math.max(read.through, changed.through);
  const before = commissionRun({ ...read, through }, []);
  const after = commissionRun({ ...changed, through }, []);
  return Object.freeze({ before, after, differences: compareRuns(before, after) });
}

const where = 'simulate';

/** The lists of an input whose records a change may replace. */
type ListName = Exclude<keyof SimulationChange, 'without'>;

/** By which fields records of a list take the place of others, and whether they are known from a day on. */
const rules: { readonly [Name in ListName]: ListRule<NonNullable<CommissionInput[Name]>[number]> } = {
  events: { by: ['id'], isDated: true },
  quotas: { by: ['payee', 'plan', 'measure', 'from', 'to'], isDated: true },
  plans: { by: ['id'], isDated: false },
  assignments: { by: ['payee', 'plan'], isDated: false },
  scores: { by: ['payee', 'measure', 'on'], isDated: true },
  rates: { by: ['from', 'to', 'on'], isDated: false },
  adjustments: { by: ['id'], isDated: true },
};
const ruled = Object.keys(rules) as ListName[];

interface ListRule<Item> {
  readonly by: readonly (keyof Item & string)[];
  readonly isDated: boolean;
}

function checkedChange(change: unknown): SimulationChange {
  const listNames: readonly string[] = [...ruled, 'without'];
  if (!isPlainRecord(change)) throw refused(`change must be an object with ${listNames.join(', ')}`, change);
  for (const name of Object.keys(change)) {
    if (!listNames.includes(name))
      throw new SalesMetricsError(
        'invalid-argument',
        `${where}: change must have no fields but ${listNames.join(', ')}, got ${showValue(name)}`,
      );
    const list = cell(change, name);
    if (list !== undefined && !Array.isArray(list)) throw refused(`change.${name} must be an array`, list);
  }
  return change;
}

function changedInput(input: CommissionInput, change: SimulationChange): CommissionInput {
  const without = withoutIds(input, change);
  const left = { ...input, events: input.events.filter((event) => !isWithout(event, without)) };
  return { ...left, ...Object.fromEntries(ruled.map((name) => [name, changedList(name, left, change)])) };
}

function changedList(name: ListName, input: CommissionInput, change: SimulationChange): readonly object[] {
  const { by, isDated } = rules[name];
  const others: readonly object[] = change[name] ?? [];
  const known = (record: object): object => (isPlainRecord(record) ? { ...record, knownAt: input.knownAt } : record);
  return replaced(input[name] ?? [], isDated ? others.map(known) : others, by);
}

/** The records of which none of a change takes the place, and those of the change. */
function replaced(records: readonly object[], others: readonly object[], names: readonly string[]): readonly object[] {
  const keyOf = (record: unknown): string =>
    JSON.stringify(names.map((name) => (isPlainRecord(record) ? (cell(record, name) ?? null) : null)));
  const taken = new Set(others.map(keyOf));
  return [...records.filter((record) => !taken.has(keyOf(record))), ...others];
}

function withoutIds({ events }: CommissionInput, { without = [] }: SimulationChange): ReadonlySet<unknown> {
  const ids = new Set(events.map(({ id }) => id));
  for (const [index, id] of without.entries())
    if (!ids.has(id)) throw refused(`change.without[${index}] must be the id of an event of the input`, id);
  return new Set(without);
}

function isWithout({ id, reverses, pays }: CommissionEvent, without: ReadonlySet<unknown>): boolean {
  return [id, reverses, pays].some((each) => without.has(each));
}

function refused(rule: string, value: unknown): SalesMetricsError {
  return new SalesMetricsError('invalid-argument', `${where}: ${rule}, got ${showValue(value)}`);
}
