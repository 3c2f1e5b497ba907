import { SalesMetricsError, showValue } from '../errors.ts';
import type { Calculable } from '../expression/kpi.ts';
import type { SalesData } from '../model/dataset.ts';
import type { DimensionName } from '../model/dimension.ts';
import type { Period } from '../time/period.ts';
import type { GroupKey } from './grouping.ts';
import { type Measurement, readerOf } from './measurement.ts';
import type { Cell } from './outcome.ts';
import { Program, placesOf, type Step } from './program.ts';
import { type CalculationOptions, checkCalculable, checkOptions, type Request, readRequest } from './request.ts';

/** What `tabulate` is told. */
export interface TableOptions<By extends DimensionName = DimensionName> extends CalculationOptions {
  /** The periods, in the order of the rows. They may overlap. */
  readonly periods: readonly Period[];
  /** Dimensions to group by; none for one row a period. */
  readonly by?: readonly By[];
  /**
   * Which groups have rows. `present` (the default): a group has a row in a period in which any of its records counts.
   * `all`: every group of the data has a row in every period.
   */
  readonly groups?: 'present' | 'all';
}

/** The measurements of a row, by key of the KPI or variant. */
export type MeasurementsOf<Kpis extends readonly Calculable[]> = {
  readonly [Asked in Kpis[number] as Asked['key']]: Asked extends Calculable<infer Key, infer Parts>
    ? Measurement<Key, Parts>
    : never;
};

/** The figures of one group in one period. */
export interface TableRow<Kpis extends readonly Calculable[], By extends DimensionName = DimensionName> {
  /** Period of the row. */
  readonly period: Period;
  /** Value of each dimension; null for records that have none. */
  readonly group: Readonly<Record<By, string | null>>;
  /** The figures, each worked out when it is first read. */
  readonly values: MeasurementsOf<Kpis>;
}

/** The figures of all KPIs, groups and periods asked for. */
export interface Table<Kpis extends readonly Calculable[], By extends DimensionName = DimensionName> {
  /** By period in the order asked for, then by group in order of its values (groups without a value last). */
  readonly rows: readonly TableRow<Kpis, By>[];
  /** All groups together, one row a period. A ratio's total is the ratio of the totals, never a sum or mean of rows. */
  readonly totals: readonly TableRow<Kpis, never>[];
}

/**
 * Calculates any number of KPIs by any dimensions over any periods, in one pass over each source.
 *
 * @param kpis - KPIs, variants, or your own
 * @param data - records, as `salesData` returned them
 * @param options - periods, dimensions to group by, groups to narrow it to, the last known day, parameters
 * @returns one row for each period and group, and totals
 * @throws SalesMetricsError `invalid-argument`, `invalid-period`, `invalid-date`, `unknown-dimension` (a source of one of the KPIs lacks it)
 *
 * @example
 * ```ts
 * import { bookings, salesData, tabulate, winRate, year } from 'sales-metrics';
 * const data = salesData({
 *   currency: 'USD',
 *   timeZone: 'UTC',
 *   opportunities: [
 *     { id: 'a', ownerId: 'ann', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won', amount: 1200 },
 *     { id: 'b', ownerId: 'bob', createdOn: '2026-06-01', closedOn: '2026-08-12', status: 'lost', amount: 900 },
 *   ],
 * });
 * const table = tabulate([winRate, bookings], data, { periods: [year(2026)], by: ['owner'] });
 * table.rows.map((row) => row.group.owner); // => ['ann', 'bob']
 * table.rows[0]?.values['win-rate'].value; // => 1
 * table.totals[0]?.values.bookings.value; // => 1200
 * ```
 */
export function tabulate<const Kpis extends readonly Calculable[], const By extends DimensionName = never>(
  kpis: Kpis,
  data: SalesData,
  options: TableOptions<By>,
): Table<Kpis, By> {
  checkOptions('tabulate', options, tableOptions);
  const request = readTable('tabulate', kpis, options);
  return tableFrom(new Program('tabulate', data, request), options);
}

/** Names of the options of a table. */
export const tableOptions: readonly string[] = ['periods', 'by', 'groups'];

/** Checks what is asked of a table; `verb` opens every message. */
export function readTable(verb: string, kpis: readonly Calculable[], options: TableOptions): Request {
  const { periods, by = [], groups = 'present' } = options;
  if (!Array.isArray(kpis))
    throw new SalesMetricsError('invalid-argument', `${verb}: expected a list of KPIs, got ${showValue(kpis)}`);
  if (!Array.isArray(periods)) {
    throw new SalesMetricsError(
      'invalid-argument',
      `${verb}: periods must be a list of periods, got ${showValue(periods)}`,
    );
  }
  if (!Array.isArray(by))
    throw new SalesMetricsError('invalid-argument', `${verb}: by must be a list of dimensions, got ${showValue(by)}`);
  if (!groupChoices.includes(groups)) {
    throw new SalesMetricsError(
      'invalid-argument',
      `${verb}: groups must be "present" or "all", got ${showValue(groups)}`,
    );
  }
  for (const kpi of kpis) checkCalculable(verb, kpi);
  refuseRepeats(verb, kpis);
  return readRequest(verb, kpis, periods, by, options);
}

/** The table of a program that has looked at all records. */
export function tableFrom<const Kpis extends readonly Calculable[], const By extends DimensionName>(
  program: Program,
  { by = [], groups = 'present' }: TableOptions<By>,
): Table<Kpis, By> {
  const { request } = program;
  const readers = request.kpis.map((kpi, index) => readerOf(kpi, program.steps[index] as Step, request));
  const ordered = [...program.registry.keys.entries()].sort(([, left], [, right]) => compareKeys(left, right));
  const rows = request.periods.flatMap((period, number) => {
    const present = groups === 'all' || by.length === 0 ? null : presentGroups(program.steps, number);
    return ordered
      .filter(([group]) => present?.has(group) ?? true)
      .map(([group, key]) => tableRow<Kpis, By>(request, readers, period, number, group, groupOf(by, key)));
  });
  const totals = request.periods.map((period, number) =>
    tableRow<Kpis, never>(request, readers, period, number, null, {}),
  );
  // Without dimensions the one group is the total; data without records has no group at all.
  const shown = by.length === 0 ? (totals as unknown as typeof rows) : rows;
  return Object.freeze({ rows: Object.freeze(shown), totals: Object.freeze(totals) });
}

const groupChoices: readonly string[] = ['present', 'all'];

function refuseRepeats(verb: string, kpis: readonly Calculable[]): void {
  const seen = new Set<string>();
  for (const { key } of kpis) {
    if (seen.has(key))
      throw new SalesMetricsError(
        'invalid-argument',
        `${verb}: each KPI may be asked for once, got ${showValue(key)} twice`,
      );
    seen.add(key);
  }
}

function groupOf<By extends DimensionName>(by: readonly By[], key: GroupKey): Readonly<Record<By, string | null>> {
  // One value stands for each dimension.
  return Object.fromEntries(by.map((name, index) => [name, key[index] ?? null])) as Readonly<Record<By, string | null>>;
}

/** Reads a figure in a cell. */
type Reader = ReturnType<typeof readerOf>;

function tableRow<Kpis extends readonly Calculable[], By extends DimensionName>(
  request: Request,
  readers: readonly Reader[],
  period: Period,
  number: number,
  group: number | null,
  dimensions: Readonly<Record<By, string | null>>,
): TableRow<Kpis, By> {
  return Object.freeze({
    period,
    group: Object.freeze(dimensions),
    values: valuesOf<Kpis>(request, readers, { period: number, group, entity: null }),
  });
}

/** Measurements are worked out when they are first read: a table of many cells costs only what is looked at. */
function valuesOf<Kpis extends readonly Calculable[]>(
  request: Request,
  readers: readonly Reader[],
  cell: Cell,
): MeasurementsOf<Kpis> {
  const values = {};
  for (const [index, { key }] of request.kpis.entries()) {
    let known: Measurement | null = null;
    Object.defineProperty(values, key, {
      enumerable: true,
      get: () => {
        known ??= (readers[index] as Reader)(cell);
        return known;
      },
    });
  }
  // The getters stand under the keys of the KPIs asked for.
  return Object.freeze(values) as MeasurementsOf<Kpis>;
}

/** Groups of which any record counts in a period. */
function presentGroups(steps: readonly Step[], period: number): ReadonlySet<number> {
  const present = new Set<number>();
  for (const [{ selection, windows }, place] of steps.flatMap((step) => placesOf(step, period))) {
    for (const group of selection.result.groupsIn(windows[place] as number)) present.add(group);
  }
  return present;
}

/** By code unit, so that the order is the same on every machine; a missing value comes last. */
function compareKeys(left: GroupKey, right: GroupKey): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? null;
    if (value === other) continue;
    if (value === null || other === null) return value === null ? 1 : -1;
    return value < other ? -1 : 1;
  }
  return 0;
}
