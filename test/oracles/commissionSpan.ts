// Periods of a plan, by walking from day to day. Imports nothing from src.

import { dayNumberOf, monthsLater, plainDate, weekdayNumber } from './calendar.ts';
import type { Grain, PlainCalendar } from './commissionShape.ts';

/** First and last day. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

const gregorian: PlainCalendar = { kind: 'months', startMonth: 1, namedBy: 'start', weekStart: 'monday' };

function begins(grain: Grain, day: number, calendar: PlainCalendar): boolean {
  if (grain === 'week') return weekdayNumber(day) === (calendar.weekStart === 'monday' ? 1 : 7);
  const { month, dayOfMonth } = plainDate(day);
  if (dayOfMonth !== 1) return false;
  if (grain === 'month') return true;
  const monthOfYear = (month - calendar.startMonth + 12) % 12;
  return grain === 'quarter' ? monthOfYear % 3 === 0 : monthOfYear === 0;
}

const known = new Map<string, Stretch>();

export function stretchOf(grain: Grain, day: number, calendar: PlainCalendar = gregorian): Stretch {
  const key = `${grain} ${day} ${calendar.startMonth} ${calendar.weekStart}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let first = day;
  while (!begins(grain, first, calendar)) first--;
  let last = day;
  while (!begins(grain, last + 1, calendar)) last++;
  const stretch = { first, last };
  known.set(key, stretch);
  return stretch;
}

/** All periods that hold a day from one day through another. */
export function stretchesFrom(
  grain: Grain,
  day: number,
  through: number,
  calendar?: PlainCalendar,
): readonly Stretch[] {
  const list: Stretch[] = [];
  for (let at = day; at <= through; at = stretchOf(grain, at, calendar).last + 1)
    list.push(stretchOf(grain, at, calendar));
  return list;
}

/** Whole months from one day to a later one: how often a month can be added without passing it. */
export function wholeMonths(from: number, to: number): number {
  let count = 0;
  while (monthsLater(from, count + 1) <= to) count++;
  return count;
}

/** Whether a day lies from `from` on and before `to`; texts that are missing leave that end open. */
export function holds(from: string | undefined, to: string | undefined, day: number): boolean {
  return (from === undefined || dayNumberOf(from) <= day) && (to === undefined || day < dayNumberOf(to));
}
