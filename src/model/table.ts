import type { Rational } from '../number/rational.ts';
import type { SourceName } from './fields.ts';

/** Stands in a day column where there is no date. */
export const MISSING_DAY = -2147483648;

/** Texts, ids, choices and flags, as codes of a dictionary. Every value of the dictionary stands in at least one row, unless the field has a closed list. */
export interface TextColumn {
  readonly kind: 'text';
  /** Position in `values`; -1 where missing. */
  readonly codes: Int32Array;
  /** The distinct values. */
  readonly values: readonly string[];
  /** Number of rows without a value. */
  readonly missing: number;
}

/** Amounts and numbers, as integers of a common scale. */
export interface NumberColumn {
  readonly kind: 'number';
  /** The value is units / 10^scale; NaN where it is missing or wide. */
  readonly units: Float64Array;
  /** Decimal places of the units. */
  readonly scale: number;
  /** The largest absolute value among the units. */
  readonly largest: number;
  /** Rows whose value does not fit a safe integer of this scale. */
  readonly wide: ReadonlyMap<number, Rational>;
  /** Number of rows without a value. */
  readonly missing: number;
}

/** Calendar dates, with the time of day where the field has one. */
export interface DayColumn {
  readonly kind: 'day';
  /** Days since 1970-01-01; MISSING_DAY where missing. */
  readonly days: Int32Array;
  /** Milliseconds since 1970-01-01T00:00Z, NaN where only the date is known; null when that is so in every row. */
  readonly times: Float64Array | null;
  /** Number of rows without a value. */
  readonly missing: number;
}

/** One field of all records of a source. */
export type Column = TextColumn | NumberColumn | DayColumn;

/** The records of a source, laid out by column. */
export interface Table {
  /** Name of the source. */
  readonly source: SourceName;
  /** Number of records. */
  readonly length: number;
  /** Names of the records, for explanations; `source[index]` for a record without an id. */
  readonly ids: readonly string[];
  /** Every field of the source, in the order of its schema; without custom fields, which `columnOf` has. */
  readonly columns: ReadonlyMap<string, Column>;
}
