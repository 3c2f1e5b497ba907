import type { Calendar } from '../time/calendar.ts';
import { addMonths, type Day } from '../time/day.ts';
import { type Period, partOfUnit } from '../time/periodData.ts';
import { type UnitGrain, unitContaining } from '../time/unit.ts';
import type { Span } from './inputData.ts';
import type { Window } from './plan.ts';

/** The span that holds a day; null where none does. */
export type SpanFinder<Found extends Span | null = Span> = (day: Day) => Found;

/**
 * Finds the unit of a calendar that holds a day. Equal spans are one object, and the same or a nearby day is answered from memory,
 * since every event asks for each measure.
 */
export function unitSpans(calendar: Calendar, grain: UnitGrain): SpanFinder {
  const byStart = new Map<Day, Span>();
  let last: Span = nowhere;
  return (day) => {
    if (day >= last.start && day < last.end) return last;
    const { start, end } = unitContaining(calendar, grain, day);
    const known = byStart.get(start);
    last = known ?? { start, end };
    if (known === undefined) byStart.set(start, last);
    return last;
  };
}

/** Holds no day. */
const nowhere: Span = { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };

/** What decides the windows of one payee. */
export interface WindowFrame {
  readonly calendar: Calendar;
  /** The assignment, for windows that reach back to its start. */
  readonly assignment: Span;
  /** The span of the payee's quota that holds a day, for windows that are quotas. */
  readonly quotaSpan: SpanFinder<Span | null>;
}

/**
 * Finds the window that holds a day: `event` is the day alone, a number of months ends with the day, and begins with the first day whose
 * credits still count.
 *
 * @param window - the window of a measure
 * @param frame - the plan's calendar, the payee's assignment and quotas
 * @returns a function from a day to the half-open span of its window; null only for `quota`, where no quota holds the day
 */
export function windowSpans(window: Window, frame: WindowFrame): SpanFinder<Span | null> {
  if (typeof window === 'object') return rollingSpans(window.months);
  switch (window) {
    case 'event':
      return unitSpans(frame.calendar, 'day');
    case 'quota':
      return frame.quotaSpan;
    case 'start':
      return () => frame.assignment;
    default:
      return unitSpans(frame.calendar, window);
  }
}

/** The first day whose credits still count on a day is the one after the same day of the month so many months before. */
function rollingSpans(months: number): SpanFinder {
  let last: Span = nowhere;
  return (day) => {
    if (last.end !== day + 1) last = { start: addMonths(day, -months) + 1, end: day + 1 };
    return last;
  };
}

/**
 * The periods of a calendar that have a day in common with a span, from the first to the last.
 *
 * @param calendar - the plan's calendar
 * @param grain - the size of the periods
 * @param span - both ends finite; nothing where it holds no day
 * @returns whole periods, also where the span holds only a part of one
 */
export function periodsOver(calendar: Calendar, grain: UnitGrain, span: Span): readonly Period[] {
  const periods: Period[] = [];
  for (let day = span.start; day < span.end; ) {
    const unit = unitContaining(calendar, grain, day);
    periods.push(partOfUnit(calendar, grain, unit, unit));
    day = unit.end;
  }
  return periods;
}

/** The days that two spans have in common; where there is none, its end is not after its start. */
export function overlapOf(left: Span, right: Span): Span {
  return { start: Math.max(left.start, right.start), end: Math.min(left.end, right.end) };
}

/** Whether a span holds no day. */
export function isEmpty({ start, end }: Span): boolean {
  return end <= start;
}
