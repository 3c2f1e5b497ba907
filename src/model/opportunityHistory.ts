import { changesInLife, orderedChanges } from './changes.ts';
import { daysOf, textsOf } from './column.ts';
import { numberColumn, scaledValues, setScaled } from './numberColumn.ts';
import type { RowsById } from './rowsById.ts';
import { rankColumn, stageRanks } from './stageRanks.ts';
import { type Column, type DayColumn, MISSING_DAY, type NumberColumn, type Table, type TextColumn } from './table.ts';
import { TrackedRows } from './trackedRows.ts';

/**
 * Opportunities as they stood, open, day by day: one row for each interval between two changes.
 *
 * The intervals of an opportunity follow each other without gap or overlap from its creation to its close. Of several changes on one day
 * the last state of the day counts. An opportunity that closed on the day of its creation has one empty interval, so every opportunity has a row.
 *
 * @param stages - names of the stages along the funnel, or null to read the order from the changes
 */
export function opportunityHistory(
  opportunities: Table,
  changes: Table,
  rowsById: RowsById,
  stages: readonly string[] | null,
): Table {
  const ordered = orderedChanges(opportunities, changes, rowsById);
  const created = daysOf(opportunities, 'createdOn').days;
  const closed = daysOf(opportunities, 'closedOn').days;
  const changedOn = daysOf(changes, 'changedOn').days;
  const tracked = new TrackedRows(opportunities, changes);
  const from: number[] = [];
  const until: number[] = [];
  for (let row = 0; row < opportunities.length; row++) {
    const own = changesInLife(opportunities, changes, ordered, row);
    const end = closed[row] as number;
    let start = created[row] as number;
    tracked.begin(own);
    for (const change of own) {
      const day = changedOn[change] as number;
      if (day > start) {
        tracked.add(row);
        from.push(start);
        until.push(day);
        start = day;
      }
      tracked.apply(change);
    }
    // What a change on the closing day brings never stood as open, unless it is all there is.
    if (start === end && start > (created[row] as number)) continue;
    tracked.add(row);
    from.push(start);
    until.push(end);
  }
  const ranks = stageRanks(opportunities, changes, rowsById, stages);
  const table = derivedTable('opportunityHistory', opportunities, tracked, ranks, {
    standsFrom: days(from),
    standsUntil: days(until),
  });
  return { ...table, columns: new Map([...table.columns, ['expectedCloseShift', closeShifts(table)]]) };
}

/** Days by which the expected close moved from the interval before, where there is one and both dates are known. */
function closeShifts(intervals: Table): NumberColumn {
  const { codes } = textsOf(intervals, 'opportunityId');
  const expected = daysOf(intervals, 'expectedCloseOn').days;
  const shifts = scaledValues(intervals.length);
  for (let row = 1; row < intervals.length; row++) {
    const day = expected[row] as number;
    const before = expected[row - 1] as number;
    if (codes[row] !== codes[row - 1] || day === MISSING_DAY || before === MISSING_DAY) continue;
    setScaled(shifts, row, { coefficient: day - before, scale: 0 });
  }
  return numberColumn(shifts);
}

/** A table of tracked rows with the rank of their stage and further columns, named by the ids of the opportunities. */
export function derivedTable(
  source: 'opportunityHistory' | 'stageVisits',
  opportunities: Table,
  tracked: TrackedRows,
  ranks: ReadonlyMap<string, number>,
  further: Readonly<Record<string, Column>>,
): Table {
  const columns = tracked.columns();
  columns.set('opportunityId', tracked.pick(textsOf(opportunities, 'id')));
  columns.set('stageRank', rankColumn(columns.get('stage') as TextColumn, ranks));
  for (const [name, column] of Object.entries(further)) columns.set(name, column);
  return { source, length: tracked.length, ids: tracked.ids(), columns };
}

function days(values: readonly number[]): DayColumn {
  return {
    kind: 'day',
    days: Int32Array.from(values),
    times: null,
    missing: values.filter((day) => day === MISSING_DAY).length,
  };
}
