import type { Calendar } from '../time/calendar.ts';
import { type Day, millisecondsPerDay } from '../time/day.ts';
import { unitContaining } from '../time/unit.ts';
import { WorkingTime } from '../time/workingTime.ts';
import type { ReadAssignment, Span } from './inputData.ts';
import { isEmpty, overlapOf } from './window.ts';

/** A month of a calendar; months are numbered without a break. */
export interface CalendarMonth extends Span {
  readonly index: number;
}

/** In what the time of quotas is measured. */
export type TimeUnit = 'months' | 'days' | 'working-days';

/** Measures time by calendar months, days and working days. */
export class QuotaTime {
  readonly #workingTime: WorkingTime;
  readonly #months = new Map<Calendar, Map<Day, CalendarMonth>>();

  /** @param holidays - days that are not worked beside Saturdays and Sundays */
  constructor(holidays: readonly Day[]) {
    this.#workingTime = new WorkingTime([1, 2, 3, 4, 5], 0, millisecondsPerDay, holidays);
  }

  /** The month that holds a day. */
  monthOf(day: Day, calendar: Calendar): CalendarMonth {
    const known = this.#months.get(calendar) ?? new Map<Day, CalendarMonth>();
    this.#months.set(calendar, known);
    let month = known.get(day);
    if (month === undefined) {
      const { year, number, start, end } = unitContaining(calendar, 'month', day);
      month = { index: year * 12 + number - 1, start, end };
      known.set(day, month);
    }
    return month;
  }

  /** Whether a span begins and ends with months. */
  isMonths(span: Span, calendar: Calendar): boolean {
    return [span.start, span.end].every((day) => this.monthOf(day, calendar).start === day);
  }

  /** The units in a span; months only where it begins and ends with them. */
  count(unit: TimeUnit, span: Span, calendar: Calendar): number {
    if (isEmpty(span)) return 0;
    if (unit === 'days') return span.end - span.start;
    if (unit === 'working-days')
      return this.#workingTime.daysUpTo(span.end - 1) - this.#workingTime.daysUpTo(span.start - 1);
    return this.monthOf(span.end, calendar).index - this.monthOf(span.start, calendar).index;
  }

  /** The units in which some of the spans have a day; the spans are ascending. A month begun counts whole. */
  countPresent(unit: TimeUnit, spans: readonly Span[], calendar: Calendar): number {
    let count = 0;
    let counted = Number.NEGATIVE_INFINITY;
    for (const span of spans) {
      if (unit === 'months') {
        const last = this.monthOf(span.end - 1, calendar).index;
        count += last - Math.max(this.monthOf(span.start, calendar).index - 1, counted);
        counted = last;
      } else {
        count += this.count(unit, span, calendar);
      }
    }
    return count;
  }
}

/**
 * Assignments that follow each other without a gap are one stay, so that a new pay is no new beginning.
 *
 * @param assignments - of one payee to one plan
 * @returns stays that do not touch, ascending
 */
export function staysOf(assignments: readonly Span[]): readonly Span[] {
  const stays: { start: Day; end: Day }[] = [];
  for (const { start, end } of [...assignments].sort((left, right) => left.start - right.start)) {
    const last = stays.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else stays.push({ start, end });
  }
  return stays;
}

/** The times within a span in which a payee is assigned and not on leave, ascending. */
export function presenceOf(assignments: readonly ReadAssignment[], within: Span): readonly Span[] {
  const parts = assignments.flatMap((assignment) => without(overlapOf(assignment, within), assignment.leaves));
  return parts.length > 1 ? staysOf(parts) : parts;
}

/** A span less others. */
function without(span: Span, taken: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let { start } = span;
  for (const gap of [...taken].sort((left, right) => left.start - right.start)) {
    if (gap.start > start) parts.push({ start, end: Math.min(gap.start, span.end) });
    start = Math.max(start, gap.end);
  }
  if (start < span.end) parts.push({ start, end: span.end });
  return parts.filter((part) => !isEmpty(part));
}
