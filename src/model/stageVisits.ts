import { changesInLife, orderedChanges } from './changes.ts';
import { daysOf, hasValue, textAt, textsOf } from './column.ts';
import { numberColumn, scaledValues, setScaled } from './numberColumn.ts';
import { derivedTable } from './opportunityHistory.ts';
import type { RowsById } from './rowsById.ts';
import { stageRanks } from './stageRanks.ts';
import { type DayColumn, MISSING_DAY, type NumberColumn, type Table } from './table.ts';
import { TrackedRows } from './trackedRows.ts';

/** One stay of an opportunity in a stage, while it is put together. */
interface Visit {
  readonly stage: string;
  /** Which visit of this stage by this opportunity, from 1. */
  readonly visit: number;
  readonly entered: Moment;
  exited: Moment;
}

interface Moment {
  readonly day: number;
  readonly time: number;
}

const never: Moment = { day: MISSING_DAY, time: Number.NaN };

/**
 * The stays of opportunities in stages. Changes that leave the stage as it is do not end a stay; one that comes back to a stage begins another.
 *
 * @param stages - names of the stages along the funnel, or null to read the order from the visits
 */
export function stageVisits(
  opportunities: Table,
  changes: Table,
  rowsById: RowsById,
  stages: readonly string[] | null,
): Table {
  const tracked = new TrackedRows(opportunities, changes);
  const visits = collectVisits(opportunities, changes, rowsById, tracked);
  const all = visits.flat();
  const ranks = stageRanks(opportunities, changes, rowsById, stages);
  return derivedTable('stageVisits', opportunities, tracked, ranks, {
    enteredOn: moments(all.map((visit) => visit.entered)),
    exitedOn: moments(all.map((visit) => visit.exited)),
    visit: numbers(all.map((visit) => visit.visit)),
  });
}

function collectVisits(opportunities: Table, changes: Table, rowsById: RowsById, tracked: TrackedRows): Visit[][] {
  const ordered = orderedChanges(opportunities, changes, rowsById);
  const present = textsOf(opportunities, 'stage');
  const told = textsOf(changes, 'stage');
  const closed = daysOf(opportunities, 'closedOn').days;
  const createdOn = daysOf(opportunities, 'createdOn');
  const changedOn = daysOf(changes, 'changedOn');
  const visits: Visit[][] = [];
  for (let row = 0; row < opportunities.length; row++) {
    const own = changesInLife(opportunities, changes, ordered, row);
    const created = momentAt(createdOn, row);
    const stay: Visit[] = [];
    const visitsOf = new Map<string, number>();
    const enter = (stage: string | undefined, entered: Moment): void => {
      const last = stay.at(-1);
      if (stage === undefined || last?.stage === stage) return;
      if (last !== undefined) last.exited = entered;
      const visit = (visitsOf.get(stage) ?? 0) + 1;
      visitsOf.set(stage, visit);
      stay.push({ stage, visit, entered, exited: never });
      tracked.add(row);
    };
    tracked.begin(own);
    const isTold = own.some((change) => hasValue(told, change));
    if (!isTold) enter(textAt(present, row), created);
    for (const change of own) {
      tracked.apply(change);
      // What was recorded before the creation holds from the creation on.
      const moment = momentAt(changedOn, change);
      if (isTold) enter(textAt(told, change), moment.day < created.day ? created : moment);
    }
    const last = stay.at(-1);
    if (last !== undefined) last.exited = { day: closed[row] as number, time: Number.NaN };
    visits.push(stay);
  }
  return visits;
}

function momentAt(column: DayColumn, row: number): Moment {
  return { day: column.days[row] as number, time: column.times?.[row] ?? Number.NaN };
}

function moments(values: readonly Moment[]): DayColumn {
  const times = values.some((moment) => !Number.isNaN(moment.time))
    ? Float64Array.from(values, (moment) => moment.time)
    : null;
  return {
    kind: 'day',
    days: Int32Array.from(values, (moment) => moment.day),
    times,
    missing: values.filter((moment) => moment.day === MISSING_DAY).length,
  };
}

function numbers(values: readonly number[]): NumberColumn {
  const scaled = scaledValues(values.length);
  values.forEach((value, row) => {
    setScaled(scaled, row, { coefficient: value, scale: 0 });
  });
  return numberColumn(scaled);
}
