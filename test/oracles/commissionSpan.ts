// Periods of a plan, by walking from day to day. Imports nothing from src.

import { dayNumberOf, monthsLater, plainDate, retailYearEnd, weekdayNumber } from './calendar.ts';
import type { Grain, PlainCalendar } from './commissionShape.ts';

/** First and last day. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

const gregorian: PlainCalendar = { kind: 'months', startMonth: 1, namedBy: 'start', weekStart: 'monday' };

type RetailCalendar = Extract<PlainCalendar, { readonly kind: 'weeks' }>;

function begins(grain: Grain, day: number, calendar: PlainCalendar): boolean {
  if (calendar.kind === 'weeks') return beginsInWeeks(grain, day, calendar);
  if (grain === 'week') return weekdayNumber(day) === (calendar.weekStart === 'monday' ? 1 : 7);
  const { month, dayOfMonth } = plainDate(day);
  if (dayOfMonth !== 1) return false;
  if (grain === 'month') return true;
  const monthOfYear = (month - calendar.startMonth + 12) % 12;
  return grain === 'quarter' ? monthOfYear % 3 === 0 : monthOfYear === 0;
}

/** Whole weeks are counted from the end of the year before; a 53rd one begins nothing but itself. */
function beginsInWeeks(grain: Grain, day: number, calendar: RetailCalendar): boolean {
  const week = weeksSinceYearEnd(day, calendar);
  if (week === null || grain === 'week') return week !== null;
  const inQuarter = week === 52 ? 12 : week % 13;
  if (grain === 'year') return week === 0;
  if (grain === 'quarter') return inQuarter === 0;
  const [first = 0, second = 0] = calendar.pattern.split('-').map(Number);
  return [0, first, first + second].includes(inQuarter);
}

/** Whole weeks of its year that are over before a day; null where the day begins none. */
function weeksSinceYearEnd(day: number, { endMonth, endWeekday, endRule }: RetailCalendar): number | null {
  const { year } = plainDate(day);
  const ends = [year + 1, year, year - 1, year - 2].map((each) =>
    retailYearEnd(each, endMonth, endWeekday === 'saturday' ? 6 : 7, endRule),
  );
  const days = day - 1 - (ends.find((end) => end < day) ?? Number.NaN);
  return days % 7 === 0 ? days / 7 : null;
}

const known = new WeakMap<PlainCalendar, Map<string, Stretch>>();

export function stretchOf(grain: Grain, day: number, calendar: PlainCalendar = gregorian): Stretch {
  const stretches = known.get(calendar) ?? new Map<string, Stretch>();
  known.set(calendar, stretches);
  const key = `${grain} ${day}`;
  const before = stretches.get(key);
  if (before !== undefined) return before;
  let first = day;
  while (!begins(grain, first, calendar)) first--;
  let last = day;
  while (!begins(grain, last + 1, calendar)) last++;
  const stretch = { first, last };
  for (let each = first; each <= last; each++) stretches.set(`${grain} ${each}`, stretch);
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
