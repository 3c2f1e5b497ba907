import { addMonths, type Day, formatDay, partsOf } from './day.ts';
import {
  type Bounds,
  boundsOf,
  checkPeriod,
  checkRange,
  customPeriod,
  invalidPeriod,
  type Period,
  partOfUnit,
  readDay,
  readUnitGrain,
} from './periodData.ts';
import {
  type MonthlyGrain,
  monthly,
  monthlyAfter,
  monthsPerUnit,
  type Unit,
  type UnitGrain,
  unitContaining,
  week,
} from './unit.ts';

/**
 * The period just before: the day, week, month, quarter or year before it in its calendar.
 *
 * For a custom period it is the same number of days immediately before. For a period to date it is the same number of
 * first days of the unit before, at most all of them.
 *
 * @param period - any period
 * @returns the period before, of the same grain and calendar
 * @throws SalesMetricsError `invalid-period` when it would begin before 0001-01-01
 *
 * @example
 * ```ts
 * import { previous, period, quarter, month, toDate } from 'sales-metrics';
 * previous(quarter(2026, 1)).label; // => '2025 Q4'
 * previous(period('2026-03-08', '2026-03-15')).start; // => '2026-03-01'
 * previous(toDate(month(2026, 8), '2026-08-10')).label; // => '2026-07 through 2026-07-10'
 * ```
 */
export function previous(period: Period): Period {
  const given = checkPeriod(period, 'previous');
  const { start, end } = boundsOf(given);
  if (given.grain === 'custom') return custom(given, { start: start - (end - start), end: start }, 'previous');
  return counterpart(given, given.grain, unitContaining(given.calendar, given.grain, start - 1), 'previous');
}

/**
 * The period just after: the day, week, month, quarter or year after it in its calendar.
 *
 * For a custom period it is the same number of days immediately after. For a period to date it is the same number of
 * first days of the unit after, at most all of them.
 *
 * @param period - any period
 * @returns the period after, of the same grain and calendar
 * @throws SalesMetricsError `invalid-period` when it would end after 9999-12-31
 *
 * @example
 * ```ts
 * import { next, period, quarter, month, toDate } from 'sales-metrics';
 * next(quarter(2026, 4)).label; // => '2027 Q1'
 * next(period('2026-03-01', '2026-03-08')).end; // => '2026-03-15'
 * next(toDate(month(2026, 1), '2026-01-30')).label; // => '2026-02'
 * ```
 */
export function next(period: Period): Period {
  const given = checkPeriod(period, 'next');
  const { start, end } = boundsOf(given);
  if (given.grain === 'custom') return custom(given, { start: end, end: end + (end - start) }, 'next');
  const { end: unitEnd } = unitContaining(given.calendar, given.grain, start);
  return counterpart(given, given.grain, unitContaining(given.calendar, given.grain, unitEnd), 'next');
}

/**
 * The period a year earlier.
 *
 * - Months, quarters and years: the same number in the year before.
 * - Weeks: the same number in the year before; week 53 is compared with week 52 where that year has no week 53.
 * - Days: the same date, 29 February becoming 28; in a retail calendar the same weekday of the week compared with.
 * - Custom periods: both dates a year earlier. A start on 29 February becomes the 28th, and a period through the last day of
 *   February stays one.
 * - Periods to date: the same number of first days of the whole unit's counterpart, at most all of them.
 *
 * @param period - any period
 * @returns the period a year earlier, of the same grain and calendar
 * @throws SalesMetricsError `invalid-period` when it would begin before 0001-01-01
 *
 * @example
 * ```ts
 * import { sameLastYear, day, week, period } from 'sales-metrics';
 * sameLastYear(day('2028-02-29')).label; // => '2027-02-28'
 * sameLastYear(week(2026, 53)).label; // => '2025-W52'
 * sameLastYear(period('2025-02-01', '2025-03-01')).end; // => '2024-03-01'
 * ```
 */
export function sameLastYear(period: Period): Period {
  const given = checkPeriod(period, 'sameLastYear');
  const { start, end } = boundsOf(given);
  if (given.grain === 'custom')
    return custom(given, { start: addMonths(start, -12), end: endLastYear(end) }, 'sameLastYear');
  return counterpart(given, given.grain, unitLastYear(given, given.grain, start), 'sameLastYear');
}

/**
 * The part of a period that has passed: from its start through a date, at most the whole period.
 *
 * It keeps its grain, so that `previous` and `sameLastYear` compare it with as many first days of another period.
 *
 * @param period - any period
 * @param asOf - the last day that counts, `YYYY-MM-DD`, not before the start
 * @returns the period to date; the period itself when it is over
 * @throws SalesMetricsError `invalid-date` or `invalid-period` when `asOf` is no date or lies before the start
 *
 * @example
 * ```ts
 * import { toDate, quarter } from 'sales-metrics';
 * toDate(quarter(2026, 3), '2026-08-10').label; // => '2026 Q3 through 2026-08-10'
 * toDate(quarter(2026, 3), '2026-08-10').end; // => '2026-08-11'
 * ```
 */
export function toDate(period: Period, asOf: string): Period {
  const given = checkPeriod(period, 'toDate');
  return firstDays(given, daysElapsed(given, asOf, 'toDate'));
}

/**
 * The part of another period that is as far along as a period is on a date: as many first days as have passed.
 *
 * Days are aligned by their index from the start, and the shorter of the two periods is the limit, also when the first is over.
 *
 * @param period - the period that is running
 * @param other - the period to compare it with, for example `previous(period)`
 * @param asOf - the last day that counts in `period`, `YYYY-MM-DD`, not before its start
 * @returns the first days of `other`
 * @throws SalesMetricsError `invalid-date` or `invalid-period` when `asOf` is no date or lies before the start
 *
 * @example
 * ```ts
 * import { alignToDate, month } from 'sales-metrics';
 * alignToDate(month(2026, 8), month(2026, 2), '2026-08-10').end; // => '2026-02-11'
 * alignToDate(month(2026, 8), month(2026, 2), '2026-08-31').end; // => '2026-03-01'
 * ```
 */
export function alignToDate(period: Period, other: Period, asOf: string): Period {
  const given = checkPeriod(period, 'alignToDate');
  const compared = checkPeriod(other, 'alignToDate');
  return firstDays(compared, daysElapsed(given, asOf, 'alignToDate'));
}

/**
 * The span of the last `count` days, weeks, months, quarters or years that ends where a period ends.
 *
 * From an end inside a month, months are counted back to the same day of the month (the last where the month is shorter); in a retail
 * calendar to the same day of the unit.
 *
 * @param count - how many, at least 1
 * @param grain - `'day'`, `'week'`, `'month'`, `'quarter'` or `'year'`
 * @param period - the period at whose end the span ends; its calendar counts
 * @returns a custom period
 * @throws SalesMetricsError `invalid-period` when an argument is out of range, or the span would begin before 0001-01-01
 *
 * @example
 * ```ts
 * import { trailing, month } from 'sales-metrics';
 * trailing(12, 'month', month(2026, 8)).start; // => '2025-09-01'
 * trailing(12, 'month', month(2026, 8)).label; // => 'trailing 12 months to 2026-08-31'
 * ```
 */
export function trailing(count: number, grain: UnitGrain, period: Period): Period {
  const where = 'trailing';
  if (!Number.isSafeInteger(count) || count < 1)
    throw invalidPeriod(where, 'count must be a whole number from 1', count);
  const unitGrain = readUnitGrain(grain, where);
  const given = checkPeriod(period, where);
  const { end } = boundsOf(given);
  const bounds = { start: countBack(given, unitGrain, end, count), end };
  checkRange(bounds, where, count);
  const noun = count === 1 ? unitGrain : `${unitGrain}s`;
  return customPeriod(bounds, given.calendar, `trailing ${count} ${noun} to ${formatDay(end - 1)}`);
}

function custom(given: Period, bounds: Bounds, where: string): Period {
  checkRange(bounds, where, given.label);
  return customPeriod(bounds, given.calendar);
}

/** The unit that stands for the one of a period: whole for a whole one, as many first days for a period to date. */
function counterpart(given: Period, grain: UnitGrain, unit: Unit, where: string): Period {
  checkRange(unit, where, given.label);
  const { start, end } = boundsOf(given);
  const isWhole = end === unitContaining(given.calendar, grain, start).end;
  return partOfUnit(given.calendar, grain, unit, {
    start: unit.start,
    end: isWhole ? unit.end : Math.min(unit.start + end - start, unit.end),
  });
}

function unitLastYear({ calendar }: Period, grain: UnitGrain, start: Day): Unit {
  if (grain === 'day' && calendar.kind === 'months') return unitContaining(calendar, 'day', addMonths(start, -12));
  if (grain === 'day' || grain === 'week') {
    const current = unitContaining(calendar, 'week', start);
    // A year of 53 weeks never follows another.
    const number = Math.min(current.number, 52);
    const compared = week(calendar, current.year - 1, number);
    return grain === 'week' ? compared : unitContaining(calendar, 'day', compared.start + start - current.start);
  }
  const current = unitContaining(calendar, grain, start);
  return monthly(calendar, grain, current.year - 1, current.number);
}

/** An exclusive end a year earlier. After 28 February of a leap year it becomes 1 March, since a period must not become empty. */
function endLastYear(end: Day): Day {
  const moved = addMonths(end, -12);
  return partsOf(moved).dayOfMonth === partsOf(end).dayOfMonth ? moved : moved + 1;
}

/** How many days of a period have passed on a date, the date included; at most all of them. */
function daysElapsed(given: Period, asOf: string, where: string): number {
  const day = readDay(asOf, where, 'asOf');
  const { start, end } = boundsOf(given);
  if (day < start) throw invalidPeriod(where, `asOf must not be before the period's start ${given.start}`, asOf);
  return Math.min(day + 1, end) - start;
}

const throughDate = / through \d{4}-\d\d-\d\d$/;

/** The first days of a period, at most all of them. */
function firstDays(given: Period, count: number): Period {
  const { start, end } = boundsOf(given);
  if (start + count >= end) return given;
  const bounds = { start, end: start + count };
  if (given.grain !== 'custom')
    return partOfUnit(given.calendar, given.grain, unitContaining(given.calendar, given.grain, start), bounds);
  // A label that already ends with its last day gets the new one instead.
  return customPeriod(
    bounds,
    given.calendar,
    `${given.label.replace(throughDate, '')} through ${formatDay(bounds.end - 1)}`,
  );
}

function countBack({ calendar }: Period, grain: UnitGrain, end: Day, count: number): Day {
  if (grain === 'day') return end - count;
  if (grain === 'week') return end - 7 * count;
  if (calendar.kind === 'months') return addMonths(end, -count * monthsPerUnit[grain]);
  return countBackRetail(calendar, grain, end, count);
}

function countBackRetail(calendar: Period['calendar'], grain: MonthlyGrain, end: Day, count: number): Day {
  const last = unitContaining(calendar, grain, end - 1);
  const earlier = monthlyAfter(calendar, grain, last, -count);
  return end === last.end ? earlier.end : Math.min(earlier.start + end - last.start, earlier.end);
}
