import { canonicalJson } from '../model/fingerprint.ts';
import { cell, isPlainRecord, type PlainRecord, unreadable } from '../model/plainRecord.ts';
import { didYouMean } from '../model/suggestion.ts';
import { gregorianCalendar } from '../time/calendar.ts';
import { type Day, dayExpectation, parseDay } from '../time/day.ts';
import { checkEvents } from './checkEvents.ts';
import { checkStatement } from './checkStatement.ts';
import { readCommissionPlan } from './commissionPlan.ts';
import type { ReadAdjustment, ReadAssignment, ReadQuota, ReadScore } from './inputData.ts';
import { byText, knownAdjustments, knownScores } from './known.ts';
import type { CheckedCommissionPlan } from './plan.ts';
import { Problems, pathTo } from './problems.ts';
import { type KnownPlans, readAssignments } from './readAssignments.ts';
import { readEvents } from './readEvents.ts';
import type { ReadInput } from './readInput.ts';
import {
  checkOnce,
  type ListReading,
  readAdjustments,
  readQuotas,
  readRates,
  readReportingLines,
  readScores,
} from './readLists.ts';
import { itemOf, lengthOf, namesOf, type RecordReader } from './recordReader.ts';
import { partOf } from './schemaProblems.ts';

const inputNames = [
  'plans',
  'assignments',
  'events',
  'quotas',
  'scores',
  'reportingLines',
  'rates',
  'adjustments',
  'holidays',
  'stated',
  'knownAt',
  'through',
];

/**
 * Reads and checks everything that statements are a function of. The input is neither changed nor kept.
 *
 * @param input - anything
 * @param where - the function that was called; opens the message
 * @returns the input with dates as days and numbers as fractions
 * @throws SalesMetricsError `invalid-commission-input` with all problems in `issues` (the first 10,000)
 */
export function readInput(input: unknown, where: string): ReadInput {
  const problems = new Problems();
  const read = isPlainRecord(input) ? new InputReading(problems, input).read() : null;
  if (read === null) problems.refuse('input', 'a plain object', input);
  const error = problems.error('invalid-commission-input', where);
  if (error !== null || read === null) throw error as Error;
  return read;
}

class InputReading {
  readonly #problems: Problems;
  readonly #input: PlainRecord;

  constructor(problems: Problems, input: PlainRecord) {
    this.#problems = problems;
    this.#input = input;
  }

  read(): ReadInput {
    const problems = this.#problems;
    this.#checkNames();
    const plans = this.#plans();
    const assignments = readAssignments(problems, this.#value('assignments'), plans);
    const events = readEvents(problems, this.#value('events'));
    const quotas = readQuotas(problems, this.#value('quotas'));
    const scores = readScores(problems, this.#value('scores'));
    const reportingLines = readReportingLines(problems, this.#value('reportingLines'));
    const rates = readRates(problems, this.#value('rates'));
    const adjustments = readAdjustments(problems, this.#value('adjustments'));
    const holidays = this.#days('holidays');
    this.#checkStated(assignments, plans);
    const knownAt = this.#day('knownAt') ?? Number.POSITIVE_INFINITY;
    const through = this.#day('through');
    const known = checkEvents(events, knownAt);
    const kinds = new MeasureKinds(plans);
    checkQuotas(quotas, kinds);
    checkScores(scores, kinds);
    checkPayees(adjustments, assignments.payees);
    const read = {
      plans: plans.versions,
      assignments: assignments.items,
      events: known,
      quotas: quotas.items,
      scores: scores.items,
      reportingLines: reportingLines.items,
      rates: rates.items,
      adjustments: adjustments.items,
      holidays,
      knownAt,
    };
    return { ...read, through: through ?? lastDayOf(read) };
  }

  #plans(): KnownPlans {
    const given = this.#value('plans');
    const length = lengthOf(given);
    const versions = new Map<string, CheckedCommissionPlan[]>();
    const ids = new Set<string>();
    const paths = new Map<CheckedCommissionPlan, string>();
    if (length === null || length > mostPlans) {
      this.#problems.refuse('plans', length === null ? 'an array' : `an array of at most ${mostPlans} plans`, given);
      return { versions, ids, isComplete: false };
    }
    for (let index = 0; index < length; index++) {
      const path = pathTo('plans', index);
      const plan = readCommissionPlan(this.#problems, itemOf(given, index), path);
      const id = plan?.id ?? idOf(itemOf(given, index));
      if (id !== null) ids.add(id);
      if (plan === null) continue;
      paths.set(plan, path);
      versions.set(plan.id, [...(versions.get(plan.id) ?? []), plan]);
    }
    for (const [id, same] of versions) versions.set(id, checkVersions(this.#problems, same, paths));
    checkOverrides(this.#problems, versions, paths);
    return { versions, ids, isComplete: paths.size === length };
  }

  /** Statements are kept as they are, so only what is read of them is checked, and that the run can go on from them. */
  #checkStated(assignments: ListReading<ReadAssignment>, { versions }: KnownPlans): void {
    const given = this.#value('stated');
    const length = given === undefined ? 0 : lengthOf(given);
    if (length === null) {
      this.#problems.refuse('stated', 'an array', given);
      return;
    }
    const owners = new Set(assignments.items.map(ownerOf));
    const isComplete = assignments.items.length === lengthOf(this.#value('assignments'));
    const stated = new Map<string, StatedPeriod[]>();
    for (let index = 0; index < length; index++) {
      const path = pathTo('stated', index);
      const statement = itemOf(given, index);
      if (!checkStatement(this.#problems, statement, path)) continue;
      const owner = ownerOf(statement);
      const { payee, plan, currency, period } = statement;
      if (isComplete && !owners.has(owner))
        this.#problems.note(
          path,
          `is of payee ${JSON.stringify(payee)} under plan ${JSON.stringify(plan)}, and no assignment is: what was stated could not be corrected`,
          'unknown-name',
        );
      const ofPlan = versions.get(plan)?.[0]?.currency;
      if (ofPlan !== undefined && ofPlan !== currency)
        this.#problems.refuse(pathTo(path, 'currency'), `${ofPlan}, the currency of the plan`, currency);
      const periods = stated.get(owner) ?? [];
      stated.set(owner, periods);
      periods.push({ start: period.start, end: period.end, path });
    }
    for (const periods of stated.values()) checkStatedOnce(this.#problems, periods);
  }

  #day(name: string): Day | null {
    const value = this.#value(name);
    return value === undefined ? null : this.#dayOf(name, value);
  }

  #days(name: string): readonly Day[] {
    const given = this.#value(name);
    if (given === undefined) return [];
    const length = lengthOf(given);
    if (length !== null && length <= mostDays)
      return Array.from({ length }, (_, index) => this.#dayOf(pathTo(name, index), itemOf(given, index)));
    this.#problems.refuse(name, `an array of at most ${mostDays} dates`, given);
    return [];
  }

  #dayOf(path: string, value: unknown): Day {
    const day = typeof value === 'string' ? parseDay(value) : Number.NaN;
    if (Number.isNaN(day)) this.#problems.refuse(path, dayExpectation, value);
    return day;
  }

  #checkNames(): void {
    for (const name of namesOf(this.#input)) {
      if (inputNames.includes(name)) continue;
      const hint = didYouMean(name, inputNames) || `; it takes ${inputNames.join(', ')}`;
      this.#problems.note(pathTo('', name), `is not a part of the input${hint}`, 'unknown-field');
    }
  }

  /** A part of the input; undefined where it is missing. */
  #value(name: string): unknown {
    try {
      return Object.hasOwn(this.#input, name) ? (cell(this.#input, name) ?? undefined) : undefined;
    } catch {
      // A proxy may throw on every question.
      return unreadable;
    }
  }
}

/** The period of an earlier statement; dates of one length are ordered like their texts. */
interface StatedPeriod {
  readonly start: string;
  readonly end: string;
  readonly path: string;
}

/** Refuses statements of one payee under one plan that share a day. */
function checkStatedOnce(problems: Problems, periods: StatedPeriod[]): void {
  periods.sort((left, right) => byText(left.start, right.start));
  for (const [index, { start, path }] of periods.entries()) {
    const before = periods[index - 1];
    if (before !== undefined && start < before.end)
      problems.note(path, `states days that ${before.path} states of the same payee and plan`, 'overlap');
  }
}

function ownerOf({ payee, plan }: { readonly payee: string; readonly plan: string }): string {
  return JSON.stringify([payee, plan]);
}

const mostPlans = 10_000;
const mostDays = 1_000_000;

function idOf(plan: unknown): string | null {
  try {
    const id = partOf(plan, 'id');
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}

/** Versions of one plan by their dates, which must not overlap; what their statements have in common must not differ. */
function checkVersions(
  problems: Problems,
  versions: readonly CheckedCommissionPlan[],
  paths: ReadonlyMap<CheckedCommissionPlan, string>,
): CheckedCommissionPlan[] {
  // Dates of one length are ordered like their texts, and the empty text comes before all.
  const sorted = [...versions].sort((left, right) => byText(left.from ?? '', right.from ?? ''));
  for (const [index, version] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before === undefined) continue;
    const path = paths.get(version) as string;
    const other = paths.get(before) as string;
    if (before.to === undefined || before.to > (version.from ?? ''))
      problems.note(
        path,
        `is in force on days on which ${other} is, another version of plan ${JSON.stringify(version.id)}`,
        'overlap',
      );
    for (const name of ['currency', 'period', 'calendar'] as const)
      if (canonicalJson(version[name] ?? defaults[name]) !== canonicalJson(before[name] ?? defaults[name]))
        problems.note(
          pathTo(path, name),
          `must be that of ${other}, another version of plan ${JSON.stringify(version.id)}`,
        );
  }
  return sorted;
}

const defaults = { currency: null, period: 'month', calendar: gregorianCalendar } as const;

/** Checks that components of which somebody above gets a share are those of some plan. */
function checkOverrides(
  problems: Problems,
  versions: ReadonlyMap<string, readonly CheckedCommissionPlan[]>,
  paths: ReadonlyMap<CheckedCommissionPlan, string>,
): void {
  const all = [...versions.values()].flat();
  const known = new Set(all.flatMap(({ components }) => components.map(({ id }) => id)));
  for (const plan of all) {
    for (const [index, component] of plan.components.entries()) {
      for (const [position, id] of (component.kind === 'override' ? component.of : []).entries())
        if (!known.has(id))
          problems.note(
            `${paths.get(plan) as string}.components[${index}].of[${position}]`,
            `names a component that no plan has: ${JSON.stringify(id)}${didYouMean(id, known)}`,
            'unknown-name',
          );
    }
  }
}

/** Kinds of the measures of all plans by name, and of each plan by itself; looked up once for each name that records use. */
class MeasureKinds {
  readonly #kinds = new Map<string | null, Map<string, Set<string>>>();
  /** Whether all plans could be read; a name may be a measure of one that could not. */
  readonly #isComplete: boolean;

  constructor({ versions, ids, isComplete }: KnownPlans) {
    this.#isComplete = isComplete;
    this.#kinds.set(null, new Map());
    for (const id of ids) this.#kinds.set(id, new Map());
    for (const [id, same] of versions)
      for (const { measures } of same)
        for (const [name, { kind }] of Object.entries(measures)) {
          this.#add(id, name, kind);
          this.#add(null, name, kind);
        }
  }

  /** Checks that a measure is one of a plan, or of any plan, and of the right kind. */
  check(reader: RecordReader, plan: string | null, measure: string, kinds: readonly string[]): void {
    const measures = this.#kinds.get(plan);
    if (measures === undefined) {
      const known = [...this.#kinds.keys()].filter((id) => id !== null);
      reader.note(
        'plan',
        `names ${JSON.stringify(plan)}, which is not among plans${didYouMean(String(plan), known)}`,
        'unknown-name',
      );
      return;
    }
    if (!this.#isComplete) return;
    const found = measures.get(measure);
    if (found === undefined)
      reader.note(
        'measure',
        `names ${JSON.stringify(measure)}, a measure that ${plan === null ? 'no plan has' : `plan ${JSON.stringify(plan)} does not have`}${didYouMean(measure, measures.keys())}`,
        'unknown-name',
      );
    else if (!kinds.some((kind) => found.has(kind)))
      reader.note(
        'measure',
        `names ${JSON.stringify(measure)}, a measure of kind ${[...found].join(' and ')}, and it must be of kind ${kinds.join(' or ')}`,
      );
  }

  #add(plan: string | null, name: string, kind: string): void {
    const measures = this.#kinds.get(plan) as Map<string, Set<string>>;
    const kinds = measures.get(name) ?? new Set();
    measures.set(name, kinds.add(kind));
  }
}

function checkQuotas(quotas: ListReading<ReadQuota>, kinds: MeasureKinds): void {
  const { items, rows, reader } = quotas;
  for (const [index, { plan, measure }] of items.entries()) {
    reader.row = rows[index] as number;
    kinds.check(reader, plan, measure, ['credits', 'given']);
  }
  checkOnce(
    quotas,
    ({ payee, plan, measure, start, end, knownAt }) => JSON.stringify([payee, plan, measure, start, end, knownAt]),
    'a quota of the same payee, plan, measure and dates that became known on the same day',
  );
}

function checkScores(scores: ListReading<ReadScore>, kinds: MeasureKinds): void {
  const { items, rows, reader } = scores;
  for (const [index, { measure }] of items.entries()) {
    reader.row = rows[index] as number;
    kinds.check(reader, null, measure, ['given']);
  }
  checkOnce(
    scores,
    ({ payee, measure, on, knownAt }) => JSON.stringify([payee, measure, on, knownAt]),
    'a score of the same payee, measure and date that became known on the same day',
  );
}

/** Refuses adjustments of somebody who has no statement on which they could stand. */
function checkPayees({ items, rows, reader }: ListReading<ReadAdjustment>, payees: ReadonlySet<unknown>): void {
  for (const [index, { payee }] of items.entries()) {
    if (payees.has(payee)) continue;
    reader.row = rows[index] as number;
    reader.refuse('payee', 'somebody who is assigned to a plan', payee, 'unknown-name');
  }
}

/** The last date of a known event, adjustment or score; of nothing, the first day of the last assignment. */
function lastDayOf({ events, adjustments, scores, assignments, knownAt }: Omit<ReadInput, 'through'>): Day {
  let last = Number.NEGATIVE_INFINITY;
  for (const position of events.positions) last = Math.max(last, events.table.days[position] as Day);
  for (const records of [knownAdjustments(adjustments, knownAt), knownScores(scores, knownAt)])
    for (const { on } of records) last = Math.max(last, on);
  if (last === Number.NEGATIVE_INFINITY) for (const { start } of assignments) last = Math.max(last, start);
  return last;
}
