import { type Calendar, checkCalendar, gregorianCalendar, isWholeUpTo } from './calendar.ts';
import type { Day } from './day.ts';
import {
  checkRange,
  customPeriod,
  invalidPeriod,
  isLabel,
  labelRule,
  type Period,
  partOfUnit,
  readDay,
  readUnitGrain,
} from './periodData.ts';
import {
  type MonthlyGrain,
  monthly,
  type Unit,
  type UnitGrain,
  unitContaining,
  weekCount,
  week as weekUnit,
} from './unit.ts';

/**
 * One calendar day.
 *
 * @param date - `YYYY-MM-DD`, 0001-01-01 to 9999-12-30 (the end, a day later, must have a name too)
 * @returns the day, labelled by its date
 * @throws SalesMetricsError `invalid-date` when the date does not exist
 *
 * @example
 * ```ts
 * import { day } from 'sales-metrics';
 * day('2026-08-05').end; // => '2026-08-06'
 * ```
 */
export function day(date: string): Period {
  return around(readDay(date, 'day', 'date'), 'day', gregorianCalendar, 'day', date);
}

/**
 * One whole week of a year, by default an ISO week.
 *
 * In a calendar of months a week belongs to the year in which its fourth day lies, so the first and last weeks may reach into the
 * years beside; in a retail calendar years are whole weeks.
 *
 * @param year - the year as the calendar names it, 1 to 9999
 * @param number - 1 to 52, or 53 where the year has it
 * @param calendar - by default {@link gregorianCalendar}
 * @returns the week, labelled `2026-W32` or `FY2027 W01`
 * @throws SalesMetricsError `invalid-period` when the year has no such week
 *
 * @example
 * ```ts
 * import { week } from 'sales-metrics';
 * week(2026, 1).start; // => '2025-12-29'
 * week(2026, 32).label; // => '2026-W32'
 * ```
 */
export function week(year: number, number: number, calendar: Calendar = gregorianCalendar): Period {
  const cut = checkCalendar(calendar, 'week');
  checkYear(year, 'week');
  const count = weekCount(cut, year);
  if (!isWholeUpTo(number, count))
    throw invalidPeriod('week', `number must be a whole number from 1 to ${count} in ${year}`, number);
  return whole(cut, 'week', weekUnit(cut, year, number), 'week', year);
}

/**
 * One month of a year, counted from the month in which the calendar's year starts.
 *
 * @param year - the year as the calendar names it, 1 to 9999
 * @param number - 1 to 12; in a calendar year 1 is January, in a fiscal year its first month
 * @param calendar - by default {@link gregorianCalendar}
 * @returns the month, labelled `2026-08` or `FY2027 P01`
 * @throws SalesMetricsError `invalid-period` when there is no such month
 *
 * @example
 * ```ts
 * import { month, fiscalCalendar } from 'sales-metrics';
 * month(2026, 8).end; // => '2026-09-01'
 * month(2027, 1, fiscalCalendar({ startMonth: 2, namedBy: 'end' })).start; // => '2026-02-01'
 * ```
 */
export function month(year: number, number: number, calendar: Calendar = gregorianCalendar): Period {
  return numbered('month', year, number, 12, calendar);
}

/**
 * One quarter of a year: three months, or the 13 (in the last quarter of a long year 14) weeks of a retail calendar.
 *
 * @param year - the year as the calendar names it, 1 to 9999
 * @param number - 1 to 4
 * @param calendar - by default {@link gregorianCalendar}
 * @returns the quarter, labelled `2026 Q3` or `FY2027 Q1`
 * @throws SalesMetricsError `invalid-period` when there is no such quarter
 *
 * @example
 * ```ts
 * import { quarter } from 'sales-metrics';
 * quarter(2026, 3).start; // => '2026-07-01'
 * quarter(2026, 3).label; // => '2026 Q3'
 * ```
 */
export function quarter(year: number, number: number, calendar: Calendar = gregorianCalendar): Period {
  return numbered('quarter', year, number, 4, calendar);
}

/**
 * One year of a calendar.
 *
 * @param number - the year as the calendar names it, 1 to 9998 in a calendar year
 * @param calendar - by default {@link gregorianCalendar}
 * @returns the year, labelled `2026` or `FY2027`
 * @throws SalesMetricsError `invalid-period` when it does not lie between 0001-01-01 and 9999-12-30
 *
 * @example
 * ```ts
 * import { year, fiscalCalendar } from 'sales-metrics';
 * year(2026).end; // => '2027-01-01'
 * year(2027, fiscalCalendar({ startMonth: 7, namedBy: 'end' })).start; // => '2026-07-01'
 * ```
 */
export function year(number: number, calendar: Calendar = gregorianCalendar): Period {
  return numbered('year', number, 1, 1, calendar);
}

/**
 * Any span of days.
 *
 * @param start - first day, `YYYY-MM-DD`
 * @param end - the day after the last day, `YYYY-MM-DD`
 * @param label - a name, by default `2026-03-01 through 2026-03-14` (first and last day)
 * @param calendar - how `periodsIn` cuts it, by default {@link gregorianCalendar}
 * @returns a custom period
 * @throws SalesMetricsError `invalid-date` or `invalid-period` when a date does not exist or the end is not after the start
 *
 * @example
 * ```ts
 * import { period } from 'sales-metrics';
 * period('2026-03-01', '2026-03-15').label; // => '2026-03-01 through 2026-03-14'
 * ```
 */
export function period(start: string, end: string, label?: string, calendar: Calendar = gregorianCalendar): Period {
  const bounds = { start: readDay(start, 'period', 'start'), end: readDay(end, 'period', 'end') };
  if (bounds.end <= bounds.start) throw invalidPeriod('period', `end must be after the start ${start}`, end);
  if (label !== undefined && !isLabel(label)) throw invalidPeriod('period', labelRule, label);
  return customPeriod(bounds, checkCalendar(calendar, 'period'), label);
}

/**
 * The day, week, month, quarter or year in which a date lies.
 *
 * @param date - `YYYY-MM-DD`
 * @param grain - `'day'`, `'week'`, `'month'`, `'quarter'` or `'year'`
 * @param calendar - by default {@link gregorianCalendar}
 * @returns the whole period
 * @throws SalesMetricsError `invalid-date` or `invalid-period` when an argument is none of these, or the period does not fit into the years 1 to 9999
 *
 * @example
 * ```ts
 * import { periodContaining } from 'sales-metrics';
 * periodContaining('2026-08-05', 'week').label; // => '2026-W32'
 * periodContaining('2027-01-01', 'week').label; // => '2026-W53'
 * ```
 */
export function periodContaining(date: string, grain: UnitGrain, calendar: Calendar = gregorianCalendar): Period {
  const where = 'periodContaining';
  return around(readDay(date, where, 'date'), readUnitGrain(grain, where), checkCalendar(calendar, where), where, date);
}

function around(date: Day, grain: UnitGrain, calendar: Calendar, where: string, given: string): Period {
  return whole(calendar, grain, unitContaining(calendar, grain, date), where, given);
}

function numbered(grain: MonthlyGrain, yearNumber: number, number: number, count: number, calendar: Calendar): Period {
  const cut = checkCalendar(calendar, grain);
  checkYear(yearNumber, grain);
  if (!isWholeUpTo(number, count))
    throw invalidPeriod(grain, `number must be a whole number from 1 to ${count}`, number);
  return whole(cut, grain, monthly(cut, grain, yearNumber, number), grain, yearNumber);
}

function whole(calendar: Calendar, grain: UnitGrain, unit: Unit, where: string, given: unknown): Period {
  checkRange(unit, where, given);
  return partOfUnit(calendar, grain, unit, unit);
}

function checkYear(value: unknown, where: string): void {
  if (!isWholeUpTo(value, 9999)) throw invalidPeriod(where, 'year must be a whole number from 1 to 9999', value);
}
