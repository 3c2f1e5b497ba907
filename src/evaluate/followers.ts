import type { Comparison } from '../expression/condition.ts';
import type { Following } from '../expression/recordSet.ts';
import { type DayColumn, MISSING_DAY, type TextColumn } from '../model/table.ts';
import { compare, integer, type Rational } from '../number/rational.ts';
import { prepareFilter, satisfies, type Terms } from './filter.ts';
import { quantityAt } from './quantityColumn.ts';
import type { Followers, SourceColumns } from './source.ts';
import { compareDated } from './state.ts';

/** Any window will do for conditions that do not depend on the period, and those of followers do not. */
const anyWindow = { start: 0, end: 0, known: 0 };

/**
 * Joins each row of a source to the first row that follows it: same key, not earlier, within the horizon, known by `asOf`.
 * Among followers of the same moment the smaller id comes first. A record never follows itself;
 * within one source, records whose day and time do not tell them apart follow in the order of the data.
 */
export function findFollowers(
  following: Following,
  first: SourceColumns,
  next: SourceColumns,
  terms: Terms,
): Followers {
  const dates = next.day(following.dates[1]);
  const candidates = candidatesByKey(following, next, dates, terms);
  const keys = first.text(following.key[0]);
  const codes = translation(keys, next.text(following.key[1]));
  const starts = first.day(following.dates[0]);
  const horizon = following.within === null ? null : terms.limitValue(following.within);
  const comparisons = following.compare.map((entry) => prepareComparison(entry, first, next));
  const isSameSource = first.source === next.source;
  const rows = new Int32Array(first.length).fill(-1);
  for (let row = 0; row < first.length; row++) {
    const code = keys.codes[row] as number;
    const sorted = code < 0 ? undefined : candidates.get(codes[code] as number);
    const day = starts.days[row] as number;
    if (sorted === undefined || day === MISSING_DAY) continue;
    const time = timeOf(starts, row);
    const sameDay = partition(sorted.length, (index) => (dates.days[sorted[index] as number] as number) < day);
    for (let index = sameDay; index < sorted.length; index++) {
      const candidate = sorted[index] as number;
      // On the same day the time of day decides, where both are known.
      if (dates.days[candidate] === day && timeOf(dates, candidate) < time) continue;
      if (horizon !== null && compare(integer((dates.days[candidate] as number) - day), horizon) > 0) break;
      // Within one source, where neither day nor time decides, the order of the data does: two records cannot follow each other.
      const isUndecided = dates.days[candidate] === day && !(timeOf(dates, candidate) > time);
      if (isSameSource && (candidate === row || (isUndecided && candidate < row))) continue;
      if (!comparisons.every((holds) => holds(row, candidate))) continue;
      rows[row] = candidate;
      break;
    }
  }
  return { source: next.source, rows };
}

function timeOf(column: DayColumn, row: number): number {
  return column.times === null ? Number.NaN : (column.times[row] as number);
}

/** Rows that may follow, by the code of their key, in order of time and id. */
function candidatesByKey(
  following: Following,
  next: SourceColumns,
  dates: DayColumn,
  terms: Terms,
): ReadonlyMap<number, readonly number[]> {
  const all = Int32Array.from({ length: next.length }, (_, row) => row);
  const holds = new Uint8Array(next.length);
  const condition = { kind: 'all', conditions: following.where } as const;
  prepareFilter(condition, next, terms).test(all, next.length, anyWindow, holds);
  const { codes } = next.text(following.key[1]);
  const byKey = new Map<number, number[]>();
  for (let row = 0; row < next.length; row++) {
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
    id: next.ids[row] ?? '',
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
  entry: { readonly follower: string; readonly comparison: Comparison; readonly first: string },
  first: SourceColumns,
  next: SourceColumns,
): (row: number, candidate: number) => boolean {
  const left = next.quantity({ kind: 'field', field: entry.follower }, null);
  const right = first.quantity({ kind: 'field', field: entry.first }, null);
  return (row, candidate) => {
    const [value, limit]: [Rational | null, Rational | null] = [quantityAt(left, candidate), quantityAt(right, row)];
    return value !== null && limit !== null && satisfies(compare(value, limit), entry.comparison);
  };
}
