import { daysOf, textsOf } from './column.ts';
import type { RowsById } from './rowsById.ts';
import { type DayColumn, MISSING_DAY, type Table } from './table.ts';

/** The changes of every opportunity, in the order in which they happened. */
export interface OrderedChanges {
  /** Rows of the changes, those of one opportunity together. */
  readonly rows: Int32Array;
  /** Where in `rows` the changes of each opportunity begin; one more than there are opportunities. */
  readonly starts: Int32Array;
}

/**
 * Groups changes by opportunity and sorts those of each by their moment; a change of which only the date is known comes first on its day.
 *
 * @param opportunities - table of the opportunities
 * @param changes - table of their changes
 * @param rowsById - row of each opportunity by its id; changes of others are left out
 */
export function orderedChanges(opportunities: Table, changes: Table, rowsById: RowsById): OrderedChanges {
  const reference = textsOf(changes, 'opportunityId');
  const rowOfCode = reference.values.map((id) => rowsById.get(id) ?? -1);
  const starts = new Int32Array(opportunities.length + 1);
  for (const code of reference.codes) {
    const opportunity = rowOfCode[code] as number;
    if (opportunity >= 0) starts[opportunity + 1] = (starts[opportunity + 1] as number) + 1;
  }
  for (let row = 0; row < opportunities.length; row++)
    starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const rows = new Int32Array(starts[opportunities.length] as number);
  const next = starts.slice();
  reference.codes.forEach((code, change) => {
    const opportunity = rowOfCode[code] as number;
    if (opportunity < 0) return;
    const position = next[opportunity] as number;
    rows[position] = change;
    next[opportunity] = position + 1;
  });
  const inTime = byMoment(daysOf(changes, 'changedOn'));
  for (let row = 0; row < opportunities.length; row++) {
    const start = starts[row] as number;
    const end = starts[row + 1] as number;
    if (end - start > 1) rows.subarray(start, end).sort(inTime);
  }
  return { rows, starts };
}

function byMoment({ days, times }: DayColumn): (left: number, right: number) => number {
  const timeOf = (row: number): number => {
    const time = times?.[row] ?? Number.NaN;
    return Number.isNaN(time) ? -1e18 : time;
  };
  // Ties keep the order of the records, which typed arrays' own sort does not promise for equal keys in all engines.
  return (left, right) =>
    (days[left] as number) - (days[right] as number) || timeOf(left) - timeOf(right) || left - right;
}

/** The changes of one opportunity that fall into its life: none after the day on which it closed. */
export function changesInLife(
  opportunities: Table,
  changes: Table,
  { rows, starts }: OrderedChanges,
  opportunity: number,
): Int32Array {
  const closed = daysOf(opportunities, 'closedOn').days[opportunity] as number;
  const start = starts[opportunity] as number;
  let end = starts[opportunity + 1] as number;
  const { days } = daysOf(changes, 'changedOn');
  while (closed !== MISSING_DAY && end > start && (days[rows[end - 1] as number] as number) > closed) end--;
  return rows.subarray(start, end);
}
