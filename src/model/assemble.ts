import { type Issue, SalesMetricsError } from '../errors.ts';
import type { WorkingTime } from '../time/workingTime.ts';
import type { Rates } from './convertSources.ts';
import { createSalesData, type DataWarning, type SalesData } from './dataset.ts';
import { type GivenSourceName, givenSourceNames, type SourceName } from './fields.ts';
import { messageOf, mostKept, type SourceProblems } from './problems.ts';
import type { SourceReading } from './readSource.ts';
import type { RowsById } from './rowsById.ts';
import type { Table } from './table.ts';
import { findWarnings } from './warnings.ts';

/** What holds for all records. */
export interface Setting {
  readonly timeZone: string;
  /** Names of the stages along the funnel, where the user stated them. */
  readonly stages: readonly string[] | null;
  readonly workingTime: WorkingTime;
  readonly rates: Rates;
}

/** All that was read, as it was and as tables. */
export interface Read {
  readonly readings: ReadonlyMap<GivenSourceName, SourceReading>;
  readonly tables: ReadonlyMap<GivenSourceName, Table>;
}

/** The error of everything that is wrong with what was read, that of the options first; null where nothing is. */
export function errorIn(
  where: string,
  ofOptions: readonly Issue[],
  { readings, tables }: Read,
): SalesMetricsError | null {
  const all = [...readings.values()].map((reading) => reading.problems);
  const total = ofOptions.length + all.reduce((sum, problems) => sum + problems.total, 0);
  if (total === 0) return null;
  const issues = collect(ofOptions, all, tables);
  return new SalesMetricsError('invalid-data', messageOf(where, issues, total), Object.freeze(issues));
}

/**
 * Makes the data of records in which nothing is wrong.
 *
 * @param before - sources whose records are there from before, with their rows by id; null where everything was read now
 */
export function assemble(
  { timeZone, stages, workingTime, rates }: Setting,
  { readings, tables }: Read,
  before: Before | null,
): SalesData {
  const warnings = warningsOf(findWarnings({ readings, tables, stages, before: before?.tables ?? null }), tables);
  const counts = Object.fromEntries(
    givenSourceNames.map((source) => [source, (tables.get(source) as Table).length]),
  ) as Record<GivenSourceName, number>;
  return createSalesData(
    { currency: rates.currency, timeZone, warnings, counts: Object.freeze(counts) },
    {
      given: tables,
      attributes: new Map([...readings].map(([source, reading]) => [source, reading.attributes])),
      givenSources: new Set([...readings.values()].filter(({ isGiven }) => isGiven).map(({ source }) => source)),
      stages,
      workingTime,
      rates,
      derived: new Map(),
      rowsById: new Map(before?.rowsById ?? []),
      dimensions: new Map(),
      attributeColumns: new Map(),
    },
  );
}

/** Sources whose records are there from before. */
export interface Before {
  readonly tables: ReadonlyMap<GivenSourceName, Table>;
  readonly rowsById: ReadonlyMap<SourceName, RowsById>;
}

/** The first issues, those of the options first and then source by source. */
function collect(
  first: readonly Issue[],
  all: readonly SourceProblems[],
  tables: ReadonlyMap<GivenSourceName, Table>,
): Issue[] {
  const issues = first.slice(0, mostKept);
  for (const problems of all) {
    const id = tables.get(problems.source as GivenSourceName)?.columns.get('id');
    const idOf = (row: number): string | undefined =>
      id?.kind === 'text' ? id.values[id.codes[row] as number] : undefined;
    if (problems.total > 0 && issues.length < mostKept) issues.push(...problems.issues(mostKept - issues.length, idOf));
  }
  return issues;
}

function warningsOf(
  found: readonly SourceProblems[],
  tables: ReadonlyMap<GivenSourceName, Table>,
): readonly DataWarning[] {
  const warnings = collect([], found, tables);
  const rest = found.reduce((sum, problems) => sum + problems.total, 0) - warnings.length;
  if (rest > 0)
    warnings.push(
      Object.freeze({ code: 'more-warnings', path: '', message: `and ${rest} more warnings, which are not kept` }),
    );
  return Object.freeze(warnings);
}
