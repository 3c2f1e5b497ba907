import { SalesMetricsError } from '../errors.ts';
import type { Join, JoinComparison } from '../expression/recordSet.ts';
import { pickRows } from '../model/column.ts';
import { pickNumbers } from '../model/numberColumn.ts';
import { type Column, type DayColumn, MISSING_DAY, type NumberColumn, type TextColumn } from '../model/table.ts';
import { type Rational, zero } from '../number/rational.ts';
import { lastDay } from '../time/day.ts';
import { noWindow } from './block.ts';
import { limitInUnits, numberComparison } from './comparison.ts';
import { prepareFilter, type Terms } from './filter.ts';
import { type RecordTable, remembered, type SourceColumns } from './source.ts';
import { compareDated } from './state.ts';

/** Rows of two sources that belong together, in the order of the first; the other row is -1 where the first stands alone. */
export interface Pairs {
  readonly first: Int32Array;
  readonly other: Int32Array;
}

/** More pairs than this do not fit the memory of a browser. */
const mostPairs = 1 << 26;

/**
 * Joins rows of a source to those of another: same key, on the asked side in time, within the distance, known by `asOf`.
 * The nearest in time comes first; among records of the same moment the smaller id comes before the greater.
 * Within one source a record joins itself only where it is asked about two dates of its own; records whose day and time do not tell them apart stand in the order of the data.
 *
 * @param rows - the rows to join, in ascending order
 */
export function findPairs(
  join: Join,
  first: SourceColumns,
  other: SourceColumns,
  terms: Terms,
  rows: Int32Array,
): Pairs {
  const candidatesOf = new Candidates(join, first, other, terms);
  const pairs: { first: number[]; other: number[] } = { first: [], other: [] };
  for (const row of rows) {
    let found = 0;
    candidatesOf.visit(row, (candidate) => {
      found++;
      if (join.match === 'none') return false;
      pairs.first.push(row);
      pairs.other.push(candidate);
      return join.match === 'every';
    });
    if (found === 0 && join.match === 'none') {
      pairs.first.push(row);
      pairs.other.push(-1);
    }
    if (pairs.first.length > mostPairs)
      throw new SalesMetricsError(
        'invalid-argument',
        `evaluate: ${first.source} paired with ${other.source} must give at most ${mostPairs} pairs; narrow the key, the distance or the conditions`,
      );
  }
  return { first: Int32Array.from(pairs.first), other: Int32Array.from(pairs.other) };
}

/** Finds the records that a join allows for a row. */
class Candidates {
  readonly #isAfter: boolean;
  readonly #isSameSource: boolean;
  /** Rows that may be joined, by the code of their key, in order of time and id. */
  readonly #byKey: ReadonlyMap<number, readonly number[]>;
  readonly #keys: Int32Array;
  /** Codes of the first source's keys in terms of the other's. */
  readonly #codes: Int32Array;
  readonly #starts: DayColumn;
  readonly #dates: DayColumn;
  /** Least and greatest distance in days. */
  readonly #nearest: number;
  readonly #farthest: number;
  readonly #comparisons: readonly ((row: number, candidate: number) => boolean)[];

  constructor(join: Join, first: SourceColumns, other: SourceColumns, terms: Terms) {
    const keys = first.text(join.key[0]);
    this.#isAfter = join.side === 'after';
    this.#isSameSource = first.source === other.source;
    this.#starts = first.day(join.dates[0]);
    this.#dates = other.day(join.dates[1]);
    this.#byKey = candidatesByKey(join, other, this.#dates, terms);
    this.#keys = keys.codes;
    this.#codes = translation(keys, other.text(join.key[1]));
    this.#nearest = join.beyond === null ? 0 : Math.max(0, wholeDays(terms.limitValue(join.beyond)) + 1);
    this.#farthest = join.within === null ? Number.POSITIVE_INFINITY : wholeDays(terms.limitValue(join.within));
    this.#comparisons = join.compare.map((entry) => prepareComparison(entry, first, other, terms));
  }

  /** Hands on what a row may be joined to, the nearest first, until told to stop. */
  visit(row: number, next: (candidate: number) => boolean): void {
    const code = this.#keys[row] as number;
    const sorted = code < 0 ? undefined : this.#byKey.get(this.#codes[code] as number);
    const day = this.#starts.days[row] as number;
    if (sorted === undefined || day === MISSING_DAY) return;
    const { days } = this.#dates;
    const step = this.#isAfter ? 1 : -1;
    const nearest = day + step * this.#nearest;
    let index = partition(sorted.length, (position) => {
      const candidateDay = days[sorted[position] as number] as number;
      return this.#isAfter ? candidateDay < nearest : candidateDay <= nearest;
    });
    if (!this.#isAfter) index--;
    for (; index >= 0 && index < sorted.length; index += step) {
      const candidate = sorted[index] as number;
      const distance = ((days[candidate] as number) - day) * step;
      if (distance > this.#farthest) return;
      if (distance === 0 && !this.#isInOrder(row, candidate, step)) continue;
      if (this.#comparisons.every((holds) => holds(row, candidate)) && !next(candidate)) return;
    }
  }

  /** On the same day the time of day decides where both are known; within one source the order of the data, where nothing else does. */
  #isInOrder(row: number, candidate: number, step: number): boolean {
    const gap = (timeOf(this.#dates, candidate) - timeOf(this.#starts, row)) * step;
    if (gap < 0) return false;
    if (!this.#isSameSource) return true;
    return gap > 0 || (candidate - row) * step > 0;
  }
}

function timeOf(column: DayColumn, row: number): number {
  return column.times === null ? Number.NaN : (column.times[row] as number);
}

/** The whole days in a limit: whole days exceed both or neither. */
function wholeDays(limit: Rational): number {
  return limitInUnits(limit, 0).floor;
}

function candidatesByKey(
  join: Join,
  other: SourceColumns,
  dates: DayColumn,
  terms: Terms,
): ReadonlyMap<number, readonly number[]> {
  const all = Int32Array.from({ length: other.length }, (_, row) => row);
  const holds = new Uint8Array(other.length);
  const condition = { kind: 'all', conditions: join.where } as const;
  prepareFilter(condition, other, terms).test(all, other.length, noWindow, holds);
  const { codes } = other.text(join.key[1]);
  const byKey = new Map<number, number[]>();
  for (let row = 0; row < other.length; row++) {
    const code = codes[row] as number;
    const day = dates.days[row] as number;
    if (holds[row] === 0 || code < 0 || day === MISSING_DAY || (terms.asOf !== null && day > terms.asOf)) continue;
    const rows = byKey.get(code);
    if (rows === undefined) byKey.set(code, [row]);
    else rows.push(row);
  }
  const dated = (row: number): Parameters<typeof compareDated>[0] => ({
    day: dates.days[row] as number,
    time: timeOf(dates, row),
    id: other.ids[row] as string,
    row,
  });
  for (const rows of byKey.values()) rows.sort((left, right) => compareDated(dated(left), dated(right)));
  return byKey;
}

/** Codes of one dictionary in terms of another; -1 for a value that the other does not have. */
function translation(from: TextColumn, to: TextColumn): Int32Array {
  const codes = new Map(to.values.map((value, code) => [value, code]));
  return Int32Array.from(from.values, (value) => codes.get(value) ?? -1);
}

/** Number of leading positions for which the test holds; it must hold for none after the first for which it does not. */
function partition(length: number, test: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function prepareComparison(
  { other: theirs, own, comparison, plus }: JoinComparison,
  first: SourceColumns,
  other: SourceColumns,
  terms: Terms,
): (row: number, candidate: number) => boolean {
  const added = plus === null ? zero : terms.limitValue(plus);
  const isDate = first.table.column(own).kind === 'day';
  const [left, right] = isDate
    ? [dayNumbers(other.day(theirs)), dayNumbers(first.day(own))]
    : [other.number(theirs), first.number(own)];
  const holds = numberComparison(left, comparison, right, added);
  return (row, candidate) => holds(candidate, row);
}

/** Dates as numbers of days. */
function dayNumbers({ days, missing }: DayColumn): NumberColumn {
  const units = Float64Array.from(days, (day) => (day === MISSING_DAY ? Number.NaN : day));
  return { kind: 'number', units, scale: 0, largest: lastDay, wide: new Map(), missing };
}

const otherPrefix = 'other.';

/** Whether a name stands for a field of the other record of a pair. */
export function isOtherField(field: string): boolean {
  return field.startsWith(otherPrefix);
}

/**
 * Pairs as a table: fields of the first record by their name, those of the other one as `other.field`. Where a record stands alone,
 * nothing can be asked of another.
 */
export function pairTable(pairs: Pairs, first: SourceColumns, other: SourceColumns): RecordTable {
  const columns = new Map<string, Column>();
  const numbers = new Map<string, NumberColumn | null>();
  const of = (field: string): readonly [RecordTable, string, Int32Array] =>
    isOtherField(field)
      ? [other.table, field.slice(otherPrefix.length), pairs.other]
      : [first.table, field, pairs.first];
  return {
    source: first.source,
    length: pairs.first.length,
    clock: first.table.clock,
    ids: Array.from(pairs.first, (row) => first.ids[row] as string),
    column: (field) =>
      remembered(columns, field, () => {
        const [table, name, rows] = of(field);
        return pickRows(table.column(name), rows);
      }),
    numberColumn: (field) =>
      remembered(numbers, field, () => {
        const [table, name, rows] = of(field);
        const column = table.numberColumn(name);
        return column === null ? null : pickNumbers(column, rows);
      }),
  };
}
