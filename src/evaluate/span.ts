import type { SpanUnit } from '../expression/expression.ts';
import { type DayColumn, MISSING_DAY } from '../model/table.ts';
import type { Rational } from '../number/rational.ts';
import { partsOf } from '../time/day.ts';
import { type WorkingTime, workingMilliseconds } from '../time/workingTime.ts';
import { periodDay } from './periodDate.ts';
import type { QuantityColumn } from './quantityColumn.ts';
import type { Window } from './window.ts';

/** Where a span begins or ends. */
export interface SpanEnd {
  /** The date of a record in a window: a day, or an instant in milliseconds; NaN where it is missing. */
  readonly at: (row: number, window: Window) => number;
  /** Whether it depends on the window. */
  readonly isPeriodic: boolean;
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
const nothingWide: ReadonlyMap<number, Rational> = new Map();

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
  return { at, isPeriodic: false, days: asInstant ? null : days, range };
}

/** A date of the period, the same for every record. */
export function periodEnd(name: string, windows: readonly Window[]): SpanEnd {
  const days = windows.map((window) => periodDay(name, window));
  return {
    at: (_row, window) => periodDay(name, window),
    isPeriodic: true,
    days: null,
    range: () => [
      days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY),
      days.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY),
    ],
  };
}

/** The time between two dates of each record, or of the record and the period. A span is negative where its second date is before its first. */
export function spanQuantity(
  unit: SpanUnit,
  length: number,
  from: SpanEnd,
  to: SpanEnd,
  clock: TeamClock,
): QuantityColumn {
  if (unit === 'days' && from.days !== null && to.days !== null) return daysBetween(from.days, to.days);
  const position = positionsOf(unit, from, to, clock);
  const units = new Float64Array(length);
  const negative = new Set<number>();
  const work = (row: number, window: Window): number => {
    const [start, end] = [from.at(row, window), to.at(row, window)];
    const value = end < start ? Number.NaN : position(end) - position(start);
    units[row] = value;
    if (end < start) negative.add(row);
    else if (negative.size > 0) negative.delete(row);
    return value;
  };
  const shared = {
    units,
    divisor: isOfInstants(unit) ? millisecondsPerHour : 1n,
    isNatural: true,
    wide: nothingWide,
    negative,
  };
  if (from.isPeriodic || to.isPeriodic) {
    // Positions never go down, so no span is longer than from the earliest start to the latest end.
    const [[earliest], [, latest]] = [from.range(), to.range()];
    const largest = Math.max(position(latest) - position(earliest), 0) || 0;
    const refresh: QuantityColumn['refresh'] = (rows, count, window) => {
      for (let index = 0; index < count; index++) work(rows[index] as number, window);
    };
    return { ...shared, largest, hasGaps: true, refresh };
  }
  let largest = 0;
  let hasGaps = false;
  for (let row = 0; row < length; row++) {
    const value = work(row, anyWindow);
    if (value > largest) largest = value;
    else if (Number.isNaN(value)) hasGaps = true;
  }
  return { ...shared, largest, hasGaps, refresh: null };
}

/** The usual span, whole days between two dates of a record, in a loop of its own. */
function daysBetween(from: Int32Array, to: Int32Array): QuantityColumn {
  const units = new Float64Array(from.length);
  const negative = new Set<number>();
  let largest = 0;
  let hasGaps = false;
  for (let row = 0; row < units.length; row++) {
    const start = from[row] as number;
    const end = to[row] as number;
    const value = end - start;
    if (start === MISSING_DAY || end === MISSING_DAY || value < 0) {
      units[row] = Number.NaN;
      hasGaps = true;
      if (start !== MISSING_DAY && end !== MISSING_DAY) negative.add(row);
    } else {
      units[row] = value;
      if (value > largest) largest = value;
    }
  }
  return { units, divisor: 1n, isNatural: true, wide: nothingWide, negative, largest, hasGaps, refresh: null };
}

/** Dates of records do not ask which it is. */
const anyWindow: Window = { start: 0, end: 0, known: 0 };

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
