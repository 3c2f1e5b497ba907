import type { SpanUnit } from '../expression/expression.ts';
import { type DayColumn, MISSING_DAY } from '../model/table.ts';
import { partsOf } from '../time/day.ts';
import { type WorkingTime, workingMilliseconds } from '../time/workingTime.ts';
import { periodDay } from './periodDate.ts';
import type { QuantityColumn } from './quantityColumn.ts';
import type { Window } from './window.ts';

/** Where a span begins or ends. */
export interface SpanEnd {
  /** The date of a record in a window: a day, or an instant in milliseconds; NaN where it is missing. */
  readonly at: (row: number, window: Window) => number;
  /** The days of records, where it is their days and nothing else. */
  readonly days: Int32Array | null;
  /** Earliest and latest of the dates; NaN where there is none. */
  readonly range: () => readonly [number, number];
}

/** What is known of the team and its place. */
export interface TeamClock {
  readonly workingTime: WorkingTime;
  readonly timeZone: string;
}

const millisecondsPerHour = 3_600_000n;

/** Whether a span runs between instants, not between days. */
export function isOfInstants(unit: SpanUnit): boolean {
  return unit === 'hours' || unit === 'working-hours';
}

/** A date of each record, as days or as instants. */
export function fieldEnd({ days, times }: DayColumn, asInstant: boolean): SpanEnd {
  const dayAt = (row: number): number => {
    const day = days[row] as number;
    return day === MISSING_DAY ? Number.NaN : day;
  };
  const at = asInstant ? (row: number): number => times?.[row] ?? Number.NaN : dayAt;
  const range = (): readonly [number, number] => {
    let earliest = Number.POSITIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < days.length; row++) {
      const date = at(row);
      if (date < earliest) earliest = date;
      if (date > latest) latest = date;
    }
    return earliest > latest ? [Number.NaN, Number.NaN] : [earliest, latest];
  };
  return { at, days: asInstant ? null : days, range };
}

/** A date of the period, the same for every record. */
export function periodEnd(name: string, windows: readonly Window[]): SpanEnd {
  const days = windows.map((window) => periodDay(name, window));
  return {
    at: (_row, window) => periodDay(name, window),
    days: null,
    range: () => [
      days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY),
      days.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY),
    ],
  };
}

/** The time between two dates of each record, or of the record and the period. A span is negative where its second date is before its first. */
export function spanQuantity(unit: SpanUnit, from: SpanEnd, to: SpanEnd, clock: TeamClock): QuantityColumn {
  if (unit === 'days' && from.days !== null && to.days !== null) return daysBetween(from.days, to.days);
  const position = positionsOf(unit, from, to, clock);
  // Positions never go down, so no span is longer than from the earliest start to the latest end.
  const [[earliest], [, latest]] = [from.range(), to.range()];
  return {
    ...spans,
    divisor: isOfInstants(unit) ? millisecondsPerHour : 1n,
    largest: Math.max(position(latest) - position(earliest), 0) || 0,
    hasGaps: true,
    read: (rows, count, window, units) => {
      for (let index = 0; index < count; index++) {
        const row = rows[index] as number;
        const [start, end] = [from.at(row, window), to.at(row, window)];
        units[index] = end < start ? Number.NaN : position(end) - position(start);
      }
    },
    isNegative: (row, window) => to.at(row, window) < from.at(row, window),
  };
}

/** What all spans have in common. */
const spans = { isNatural: true, wideAt: (): null => null } as const;

/** The usual span, whole days between two dates of a record, in loops of its own. */
function daysBetween(from: Int32Array, to: Int32Array): QuantityColumn {
  return {
    ...spans,
    divisor: 1n,
    ...extentOf(from, to),
    read: (rows, count, _window, units) => readDays(from, to, rows, count, units),
    isNegative: (row) => to[row] !== MISSING_DAY && (to[row] as number) < (from[row] as number),
  };
}

function readDays(from: Int32Array, to: Int32Array, rows: Int32Array, count: number, units: Float64Array): void {
  for (let index = 0; index < count; index++) {
    const row = rows[index] as number;
    const start = from[row] as number;
    const end = to[row] as number;
    units[index] = start === MISSING_DAY || end < start ? Number.NaN : end - start;
  }
}

interface Extent {
  readonly largest: number;
  readonly hasGaps: boolean;
}

const knownExtents = /* @__PURE__ */ new WeakMap<Int32Array, WeakMap<Int32Array, Extent>>();

/** The longest of the spans, and whether any is missing or negative: looked through once, as the columns of a data set serve many calculations. */
function extentOf(from: Int32Array, to: Int32Array): Extent {
  const known = knownExtents.get(from) ?? new WeakMap<Int32Array, Extent>();
  knownExtents.set(from, known);
  const found = known.get(to) ?? measureExtent(from, to);
  known.set(to, found);
  return found;
}

function measureExtent(from: Int32Array, to: Int32Array): Extent {
  let largest = 0;
  let hasGaps = false;
  for (let row = 0; row < from.length; row++) {
    const start = from[row] as number;
    const end = to[row] as number;
    // A missing end is before every day.
    if (start === MISSING_DAY || end < start) hasGaps = true;
    else if (end - start > largest) largest = end - start;
  }
  return { largest, hasGaps };
}

/** Numbers whose difference is the span between two dates. */
function positionsOf(unit: SpanUnit, from: SpanEnd, to: SpanEnd, clock: TeamClock): (date: number) => number {
  switch (unit) {
    case 'days':
    case 'hours':
      return (date) => date;
    case 'months':
      return (day) => {
        const { year, month } = partsOf(day);
        return year * 12 + month;
      };
    case 'working-days':
      return (day) => clock.workingTime.daysUpTo(day);
    case 'working-hours': {
      const [starts, ends] = [from.range(), to.range()];
      const first = Math.min(starts[0], ends[0]);
      const last = Math.max(starts[1], ends[1]);
      return workingMilliseconds(clock.workingTime, clock.timeZone, first, last);
    }
  }
}
