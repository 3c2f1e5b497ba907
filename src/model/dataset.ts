import { type Issue, SalesMetricsError, showValue } from '../errors.ts';
import type { WorkingTime } from '../time/workingTime.ts';
import type { AttributeColumns, Attributes } from './attributes.ts';
import type { Rates } from './convertSources.ts';
import type { GivenSourceName, SourceName } from './fields.ts';
import type { RowsById } from './rowsById.ts';
import type { Table, TextColumn } from './table.ts';

/** Something about a record that is allowed, but deserves a look. */
export type DataWarning = Issue;

/**
 * Records that were checked once and are ready to be computed with.
 *
 * What is seen here is a summary, safe to print or to turn into JSON; the records themselves are kept inside.
 */
export interface SalesData {
  /** ISO 4217 code of the reporting currency; every amount is converted to it. */
  readonly currency: string;
  /** IANA name of the time zone in which instants became calendar dates. */
  readonly timeZone: string;
  /** What deserves a look: unknown references, won deals without an amount, dates out of order and the like; at most 10,000, and a last one that counts the rest. */
  readonly warnings: readonly DataWarning[];
  /** Number of records of each source; 0 for a source that was not given. */
  readonly counts: Readonly<Record<GivenSourceName, number>>;
}

/** What stands behind a SalesData. */
export interface Internals {
  readonly given: ReadonlyMap<GivenSourceName, Table>;
  readonly attributes: ReadonlyMap<GivenSourceName, Attributes>;
  /** Sources that the user gave, be it without any records. */
  readonly givenSources: ReadonlySet<GivenSourceName>;
  /** Names of the stages along the funnel, where the user stated them. */
  readonly stages: readonly string[] | null;
  /** When the team works. */
  readonly workingTime: WorkingTime;
  /** What amounts were converted with. */
  readonly rates: Rates;
  /** Derived tables, kept from their first use. */
  readonly derived: Map<SourceName, Table>;
  /** Rows by id, kept from their first use. */
  readonly rowsById: Map<SourceName, RowsById>;
  /** Dimensions by source and name, kept from their first use. */
  readonly dimensions: Map<string, TextColumn | null>;
  /** Columns of custom fields by source and name, kept from their first use. */
  readonly attributeColumns: Map<string, AttributeColumns>;
}

const internals = /* @__PURE__ */ new WeakMap<SalesData, Internals>();

/** Makes a SalesData of its summary and of what stands behind it. */
export function createSalesData(summary: SalesData, behind: Internals): SalesData {
  const data = Object.freeze({ ...summary });
  internals.set(data, behind);
  return data;
}

/**
 * What stands behind a SalesData.
 *
 * @throws SalesMetricsError `invalid-argument` for anything that `salesData` did not return, such as a copy of it
 */
export function internalsOf(data: unknown, where: string): Internals {
  const found = typeof data === 'object' && data !== null ? internals.get(data as SalesData) : undefined;
  if (found === undefined)
    throw new SalesMetricsError(
      'invalid-argument',
      `${where}: data must be what salesData returned, got ${showValue(data)}`,
    );
  return found;
}
