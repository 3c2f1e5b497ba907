import { type Calendar, type WeekCalendar, type WeekPattern, weekdays } from './calendar.ts';
import { type Day, dayOf, formatDay, fourDigits, partsOf, twoDigits, weekday } from './day.ts';

/** The sizes in which a calendar cuts time. */
export type UnitGrain = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The grains of a calendar, from the smallest. */
export const unitGrains: readonly UnitGrain[] = ['day', 'week', 'month', 'quarter', 'year'];

/** Grains that are numbered within a year; 12 months, 4 quarters and 1 year make a year. */
export type MonthlyGrain = 'month' | 'quarter' | 'year';

export const monthsPerUnit: Readonly<Record<MonthlyGrain, number>> = { month: 1, quarter: 3, year: 12 };

/** One whole day, week, month, quarter or year of a calendar: days `start` to before `end`. */
export interface Unit {
  /** Year of the calendar to which it belongs. */
  readonly year: number;
  /** Position in the year from 1; for a day, its number since 1970-01-01. */
  readonly number: number;
  /** First day. */
  readonly start: Day;
  /** First day after it. */
  readonly end: Day;
}

/** The unit of a grain in which a day lies. */
export function unitContaining(calendar: Calendar, grain: UnitGrain, day: Day): Unit {
  if (grain === 'day') return { year: partsOf(day).year, number: day, start: day, end: day + 1 };
  if (grain === 'week') {
    const year = latestYear(day, (candidate) => weekStart(calendar, candidate, 1));
    return week(calendar, year, Math.floor((day - weekStart(calendar, year, 1)) / 7) + 1);
  }
  const year = latestYear(day, (candidate) => monthStart(calendar, candidate, 0));
  let month = 11;
  while (monthStart(calendar, year, month) > day) month -= 1;
  return monthly(calendar, grain, year, Math.floor(month / monthsPerUnit[grain]) + 1);
}

/** A week of a year by its number from 1; numbers past the year's last week run on into the next year. */
export function week(calendar: Calendar, year: number, number: number): Unit {
  const start = weekStart(calendar, year, number);
  return { year, number, start, end: start + 7 };
}

/** How many whole weeks belong to a year: 52 or 53. */
export function weekCount(calendar: Calendar, year: number): number {
  return (weekStart(calendar, year + 1, 1) - weekStart(calendar, year, 1)) / 7;
}

/** A month, quarter or year by its number within the year, from 1. */
export function monthly(calendar: Calendar, grain: MonthlyGrain, year: number, number: number): Unit {
  const months = monthsPerUnit[grain];
  return {
    year,
    number,
    start: monthStart(calendar, year, (number - 1) * months),
    end: monthStart(calendar, year, number * months),
  };
}

/** The month, quarter or year that lies `count` units after another, or before it when negative. */
export function monthlyAfter(calendar: Calendar, grain: MonthlyGrain, unit: Unit, count: number): Unit {
  const perYear = 12 / monthsPerUnit[grain];
  const position = unit.year * perYear + unit.number - 1 + count;
  const year = Math.floor(position / perYear);
  return monthly(calendar, grain, year, position - year * perYear + 1);
}

/** The name of a unit, unique among all units of its calendar. */
export function labelOf(calendar: Calendar, grain: UnitGrain, unit: Unit): string {
  if (grain === 'day') return formatDay(unit.start);
  const isPlain = calendar.kind === 'months' && calendar.startMonth === 1;
  const year = `${isPlain ? '' : 'FY'}${fourDigits(unit.year)}`;
  switch (grain) {
    case 'year':
      return year;
    case 'quarter':
      return `${year} Q${unit.number}`;
    case 'month':
      return isPlain ? `${year}-${twoDigits(unit.number)}` : `${year} P${twoDigits(unit.number)}`;
    case 'week':
      return isPlain ? `${year}-W${twoDigits(unit.number)}` : `${year} W${twoDigits(unit.number)}`;
  }
}

/** The last year that begins on or before a day. No year is named more than one ahead of the calendar year of its days. */
function latestYear(day: Day, startOf: (year: number) => Day): number {
  let year = partsOf(day).year + 1;
  while (startOf(year) > day) year -= 1;
  return year;
}

/** First day of month `index` of a year, 0 to 12; 12 is the day after the year. */
function monthStart(calendar: Calendar, year: number, index: number): Day {
  if (calendar.kind === 'weeks') {
    // Looked up from the next year's start, so that a 53rd week stays in the last month.
    return index === 12
      ? retailYearStart(calendar, year + 1)
      : retailYearStart(calendar, year) + 7 * weeksBefore(calendar, index);
  }
  const isNamedByStart = calendar.namedBy === 'start' || calendar.startMonth === 1;
  return firstOfMonth(isNamedByStart ? year : year - 1, calendar.startMonth + index);
}

/** First day of week `number` of a year, from 1. */
function weekStart(calendar: Calendar, year: number, number: number): Day {
  if (calendar.kind === 'weeks') return retailYearStart(calendar, year) + 7 * (number - 1);
  // The week that holds the year's fourth day is the first with its fourth day, and so most of its days, in the year.
  const fourthDay = monthStart(calendar, year, 0) + 3;
  return onOrBefore(fourthDay, weekdays.indexOf(calendar.weekStart) + 1) + 7 * (number - 1);
}

function retailYearStart(calendar: WeekCalendar, year: number): Day {
  // The year before ends in the calendar year before, unless years are named by where they start and do not start in January.
  const endYear = calendar.namedBy === 'start' && calendar.endMonth !== 12 ? year : year - 1;
  const monthEnd = firstOfMonth(endYear, calendar.endMonth + 1) - 1;
  const endWeekday = weekdays.indexOf(calendar.endWeekday) + 1;
  return onOrBefore(calendar.endRule === 'last' ? monthEnd : monthEnd + 3, endWeekday) + 1;
}

/** Weeks of a quarter that lie before its first, second and third month. */
const weeksBeforeMonth: Readonly<Record<WeekPattern, readonly [number, number, number]>> = {
  '4-4-5': [0, 4, 8],
  '4-5-4': [0, 4, 9],
  '5-4-4': [0, 5, 9],
};

function weeksBefore(calendar: WeekCalendar, monthIndex: number): number {
  const position = (monthIndex % 3) as 0 | 1 | 2;
  return ((monthIndex - position) / 3) * 13 + weeksBeforeMonth[calendar.pattern][position];
}

/** The last day with a weekday (1 = Monday) on or before a day. */
function onOrBefore(day: Day, wanted: number): Day {
  return day - ((weekday(day) - wanted + 7) % 7);
}

/** First day of a month of a year, where months 13 and above run on into the years after. */
function firstOfMonth(year: number, month: number): Day {
  const yearsOn = Math.floor((month - 1) / 12);
  return dayOf(year + yearsOn, month - yearsOn * 12, 1);
}
