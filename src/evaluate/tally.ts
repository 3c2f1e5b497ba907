import { SalesMetricsError, showValue } from '../errors.ts';
import type { Calculable } from '../expression/kpi.ts';
import { dataFingerprint } from '../model/dataFingerprint.ts';
import type { DataWarning, SalesData } from '../model/dataset.ts';
import type { DimensionName } from '../model/dimension.ts';
import { type GivenSourceName, givenSourceNames } from '../model/fields.ts';
import { fingerprint } from '../model/fingerprint.ts';
import { furtherRecords, isWhole } from '../model/furtherRecords.ts';
import { messageOf, mostKept, SourceProblems } from '../model/problems.ts';
import type { RecordsInput } from '../model/salesData.ts';
import { tableOf } from '../model/tableOf.ts';
import { rationalText } from '../number/rationalText.ts';
import { Program } from './program.ts';
import { checkOptions, type Request } from './request.ts';
import type { Selection } from './selection.ts';
import { readTable, type Table, type TableOptions, tableFrom, tableOptions } from './tabulate.ts';
import { holdTallied, type Tallied, TalliedLayers, talliedIn } from './tallied.ts';
import { readState } from './tallyReading.ts';
import { areToCome, checkTallied } from './tallySources.ts';
import { type TallyState, writeState } from './tallyState.ts';

/** What `tally` is told. */
export interface TallyOptions<By extends DimensionName = DimensionName> extends TableOptions<By> {
  /**
   * Says that records which belong together (an opportunity and its changes, the orders of one account) are always added in one call.
   * KPIs that relate records to each other can be tallied only then. It cannot be checked.
   */
  readonly together?: boolean;
}

/** Records that can be added to a tally: those of all sources but the registers, which are given once. */
export type TallyRecords = Omit<RecordsInput, 'accounts' | 'reps' | 'teams' | 'territories' | 'exchangeRates'>;

/** Figures in the making: takes records part by part, keeps none of them, and gives the table of all of them at any time. */
export interface Tally<
  Kpis extends readonly Calculable[] = readonly Calculable[],
  By extends DimensionName = DimensionName,
> {
  /** Number of records added so far, by source, those of merged states included. */
  readonly counts: Readonly<Record<GivenSourceName, number>>;
  /**
   * Adds records, checked as `salesData` checks them. Where any of them is refused, none is added.
   *
   * An id that was added before is not noticed: that would need all ids to be kept.
   *
   * @param records - records by source
   * @returns what deserves a look in these records
   * @throws SalesMetricsError `invalid-data` with all problems in `issues`
   */
  readonly add: (records: TallyRecords) => readonly DataWarning[];
  /**
   * Adds the records of another tally of the same KPIs, options and data. Where its state is refused, nothing is added.
   *
   * @param state - what `toJSON` of the other tally returned, here or elsewhere
   * @throws SalesMetricsError `invalid-argument` for a state of other KPIs, options or data, `invalid-data` for one that no tally wrote
   */
  readonly merge: (state: TallyState) => void;
  /** The table that `tabulate` gives for all records at once. Records added later do not change it. */
  readonly table: () => Table<Kpis, By>;
  /** What the tally knows, as plain data, for `JSON.stringify`, `postMessage` and `merge`. */
  readonly toJSON: () => TallyState;
}

/**
 * Begins a tally: the table of `tabulate`, for records that come part by part, as from a stream, or in several workers.
 *
 * A tally keeps counts, sums and other states by group and period instead of records. Its size depends on the groups and periods, for
 * distinct counts and medians also on the different values, and for figures per entity on the entities; not on the number of records.
 *
 * @param kpis - KPIs, variants, or your own
 * @param data - what is known from the start: currency, time zone, and the sources that are given once. Registers (accounts, reps, teams,
 * territories, exchange rates) always are; of any other source either all records are in `data`, or all are added
 * @param options - as for `tabulate`; and whether records that belong together are added together
 * @returns a tally to which nothing has been added yet
 * @throws SalesMetricsError as `tabulate`; `invalid-argument` with the reason for each KPI that cannot be worked out part by part
 *
 * @example
 * ```ts
 * import { bookings, salesData, tally, winRate, year } from 'sales-metrics';
 * const data = salesData({ currency: 'USD', timeZone: 'UTC' });
 * const running = tally([winRate, bookings], data, { periods: [year(2026)], by: ['owner'] });
 * const deal = { ownerId: 'ann', createdOn: '2026-05-04', closedOn: '2026-07-10' } as const;
 * running.add({ opportunities: [{ ...deal, id: 'a', status: 'won', amount: '1200.50' }] });
 * running.add({ opportunities: [{ ...deal, id: 'b', status: 'lost', amount: 900 }] });
 * running.table().totals[0]?.values['win-rate'].value; // => 0.5
 * running.counts.opportunities; // => 2
 * ```
 */
export function tally<const Kpis extends readonly Calculable[], const By extends DimensionName = never>(
  kpis: Kpis,
  data: SalesData,
  options: TallyOptions<By>,
): Tally<Kpis, By> {
  checkOptions('tally', options, [...tableOptions, 'together']);
  const { together = false } = options;
  if (typeof together !== 'boolean')
    throw new SalesMetricsError(
      'invalid-argument',
      `tally: together must be true or false, got ${showValue(together)}`,
    );
  const request = readTable('tally', kpis, options);
  const program = new Program('tally', data, request);
  checkTallied('tally', data, program, together);
  const { by = [], groups = 'present' } = options;
  return new RunningTally<Kpis, By>(
    data,
    request,
    { periods: request.periods, by: [...by], groups, together },
    program.selections,
  );
}

class RunningTally<const Kpis extends readonly Calculable[], const By extends DimensionName>
  implements Tally<Kpis, By>
{
  readonly #data: SalesData;
  readonly #request: Request;
  readonly #options: TallyOptions<By>;
  /** The record sets whose records are to come, as they are before any came. */
  readonly #selections: readonly Selection[];
  readonly #found: TalliedLayers;
  readonly #counts = new Map<GivenSourceName, number>();
  #fingerprint: string | null = null;

  constructor(data: SalesData, request: Request, options: TallyOptions<By>, selections: readonly Selection[]) {
    this.#data = data;
    this.#request = request;
    this.#options = options;
    this.#selections = this.#toCome(selections);
    this.#found = new TalliedLayers(this.#selections.map(({ merging }) => merging));
    Object.freeze(this);
  }

  get counts(): Readonly<Record<GivenSourceName, number>> {
    const counts = givenSourceNames.map((source) => [source, this.#counts.get(source) ?? 0]);
    return Object.freeze(Object.fromEntries(counts) as Record<GivenSourceName, number>);
  }

  add(records: TallyRecords): readonly DataWarning[] {
    const data = furtherRecords(this.#data, records, 'add');
    const program = new Program('add', data, this.#request, (set) => areToCome(this.#data, set));
    const selections = this.#toCome(program.selections);
    for (const selection of selections) checkNames(data, selection);
    const counts = givenSourceNames
      .filter((source) => !isWhole(this.#data, source))
      .map((source) => [source, data.counts[source]] as const);
    // Nothing below can fail: records are added all or not at all.
    this.#include(
      new Map(counts),
      selections.map((selection) => talliedIn(selection, program.registry)),
    );
    return data.warnings;
  }

  merge(state: TallyState): void {
    const { counts, found } = readState('merge', state, {
      fingerprint: this.#identity(),
      dimensions: this.#request.by.length,
      selections: this.#selections,
      isToCome: (source) => !isWhole(this.#data, source),
    });
    this.#include(counts, found);
  }

  table(): Table<Kpis, By> {
    // A program of its own, so that a table stays as it is when more is added.
    const program = new Program('tally', this.#data, this.#request);
    const found = this.#found.all;
    for (const [number, selection] of this.#toCome(program.selections).entries())
      holdTallied(selection, found[number] as Tallied, program.registry);
    return tableFrom<Kpis, By>(program, this.#options);
  }

  toJSON(): TallyState {
    return writeState(this.#identity(), this.#counts, this.#found.all);
  }

  #toCome(selections: readonly Selection[]): readonly Selection[] {
    return selections.filter(({ records }) => areToCome(this.#data, records));
  }

  #include(counts: ReadonlyMap<GivenSourceName, number>, found: readonly Tallied[]): void {
    for (const [source, count] of counts) this.#counts.set(source, (this.#counts.get(source) ?? 0) + count);
    this.#found.add(found);
  }

  #identity(): string {
    this.#fingerprint ??= identityOf(this.#request, this.#options.together === true, this.#data);
    return this.#fingerprint;
  }
}

/** What two tallies must have in common, so that their states mean the same. */
function identityOf(
  { kpis, periods, by, where, asOf, parameters }: Request,
  together: boolean,
  data: SalesData,
): string {
  return fingerprint({
    version: 1,
    kpis: kpis.map(({ key, formula }) => [key, formula]),
    periods,
    by,
    where: Object.fromEntries(
      Array.from(where, ([name, values]) => [name, [...values].map((value) => JSON.stringify(value)).sort()]),
    ),
    asOf,
    parameters: Object.fromEntries(
      Array.from(parameters, ([name, value]) => [
        name,
        typeof value === 'string' ? { text: value } : rationalText(value),
      ]),
    ),
    together,
    data: dataFingerprint(data),
  });
}

/** Refuses records without an id where the first or last of a moment counts: among other records they would have another position. */
function checkNames(data: SalesData, { records: { source }, aggregates, askedBy }: Selection): void {
  const dated = aggregates.find(({ kind }) => kind === 'first' || kind === 'last');
  const ids = dated === undefined ? undefined : tableOf(data, source).columns.get('id');
  if (ids?.kind !== 'text' || ids.missing === 0) return;
  const problems = new SourceProblems(source, ids.codes.length);
  const expected = `an id, by which ${askedBy} tells records of one moment apart`;
  for (const [row, code] of ids.codes.entries())
    if (code < 0) problems.note(row, 0, 'missing', 'id', undefined, { expected });
  const issues = Object.freeze(problems.issues(mostKept, () => undefined));
  throw new SalesMetricsError('invalid-data', messageOf('add', issues, problems.total), issues);
}
