import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fiscalCalendar, gregorianCalendar, retailCalendar, weekdays } from '../../src/time/calendar.ts';
import { formatDay, parseDay } from '../../src/time/day.ts';
import {
  boundsOf,
  day,
  lengthInDays,
  month,
  period,
  periodContaining,
  quarter,
  week,
  year,
} from '../../src/time/period.ts';
import {
  dayNumber,
  isoWeek,
  lengthOfMonth,
  plainDate,
  retailYearEnd,
  weekdayNumber,
  writtenDay,
} from '../oracles/calendar.ts';
import { anyCalendar, anyGrain, anyMonthCalendar, anyRetailCalendar, nationalRetail } from './arbitraries.ts';

const apple = retailCalendar({
  pattern: '5-4-4',
  endMonth: 9,
  endWeekday: 'saturday',
  endRule: 'last',
  namedBy: 'end',
});
const february = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
const july = fiscalCalendar({ startMonth: 7, namedBy: 'start' });
const sundays = fiscalCalendar({ startMonth: 1, namedBy: 'end', weekStart: 'sunday' });
const december = retailCalendar({
  pattern: '4-4-5',
  endMonth: 12,
  endWeekday: 'sunday',
  endRule: 'nearest',
  namedBy: 'start',
});
const innerDay = fc.integer({ min: dayNumber(3, 1, 1), max: dayNumber(9996, 1, 1) });

describe('named periods', () => {
  it.each([
    [() => day('2026-08-05'), '2026-08-05', '2026-08-06', '2026-08-05', 'day'],
    [() => day('0001-01-01'), '0001-01-01', '0001-01-02', '0001-01-01', 'day'],
    [() => day('9999-12-30'), '9999-12-30', '9999-12-31', '9999-12-30', 'day'],
    [() => week(2026, 32), '2026-08-03', '2026-08-10', '2026-W32', 'week'],
    [() => week(2026, 1), '2025-12-29', '2026-01-05', '2026-W01', 'week'],
    [() => week(2026, 53), '2026-12-28', '2027-01-04', '2026-W53', 'week'],
    [() => week(1, 1), '0001-01-01', '0001-01-08', '0001-W01', 'week'],
    [() => week(2026, 1, sundays), '2026-01-04', '2026-01-11', '2026-W01', 'week'],
    [() => week(2025, 53, sundays), '2025-12-28', '2026-01-04', '2025-W53', 'week'],
    [() => week(2027, 1, february), '2026-02-02', '2026-02-09', 'FY2027 W01', 'week'],
    [() => month(2026, 8), '2026-08-01', '2026-09-01', '2026-08', 'month'],
    [() => month(2028, 2), '2028-02-01', '2028-03-01', '2028-02', 'month'],
    [() => month(99, 12), '0099-12-01', '0100-01-01', '0099-12', 'month'],
    [() => month(9999, 11), '9999-11-01', '9999-12-01', '9999-11', 'month'],
    [() => month(2027, 1, february), '2026-02-01', '2026-03-01', 'FY2027 P01', 'month'],
    [() => month(2027, 12, february), '2027-01-01', '2027-02-01', 'FY2027 P12', 'month'],
    [() => quarter(2026, 3), '2026-07-01', '2026-10-01', '2026 Q3', 'quarter'],
    [() => quarter(2026, 4), '2026-10-01', '2027-01-01', '2026 Q4', 'quarter'],
    [() => quarter(2027, 4, february), '2026-11-01', '2027-02-01', 'FY2027 Q4', 'quarter'],
    [() => quarter(2026, 3, july), '2027-01-01', '2027-04-01', 'FY2026 Q3', 'quarter'],
    [() => year(2026), '2026-01-01', '2027-01-01', '2026', 'year'],
    [() => year(1), '0001-01-01', '0002-01-01', '0001', 'year'],
    [() => year(9998), '9998-01-01', '9999-01-01', '9998', 'year'],
    [() => year(2027, february), '2026-02-01', '2027-02-01', 'FY2027', 'year'],
    [() => year(2026, july), '2026-07-01', '2027-07-01', 'FY2026', 'year'],
    [() => year(2026, sundays), '2026-01-01', '2027-01-01', '2026', 'year'],
    // The years published by the National Retail Federation.
    [() => year(2012, nationalRetail), '2012-01-29', '2013-02-03', 'FY2012', 'year'],
    [() => year(2017, nationalRetail), '2017-01-29', '2018-02-04', 'FY2017', 'year'],
    [() => year(2023, nationalRetail), '2023-01-29', '2024-02-04', 'FY2023', 'year'],
    [() => year(2024, nationalRetail), '2024-02-04', '2025-02-02', 'FY2024', 'year'],
    [() => year(2025, nationalRetail), '2025-02-02', '2026-02-01', 'FY2025', 'year'],
    [() => month(2023, 1, nationalRetail), '2023-01-29', '2023-02-26', 'FY2023 P01', 'month'],
    [() => month(2023, 2, nationalRetail), '2023-02-26', '2023-04-02', 'FY2023 P02', 'month'],
    [() => month(2023, 12, nationalRetail), '2023-12-31', '2024-02-04', 'FY2023 P12', 'month'],
    [() => quarter(2023, 4, nationalRetail), '2023-10-29', '2024-02-04', 'FY2023 Q4', 'quarter'],
    [() => week(2023, 53, nationalRetail), '2024-01-28', '2024-02-04', 'FY2023 W53', 'week'],
    // Apple's published years.
    [() => year(2023, apple), '2022-09-25', '2023-10-01', 'FY2023', 'year'],
    [() => year(2024, apple), '2023-10-01', '2024-09-29', 'FY2024', 'year'],
    [() => year(2026, december), '2025-12-29', '2027-01-04', 'FY2026', 'year'],
    [() => year(2026, { ...december, namedBy: 'end' }), '2025-12-29', '2027-01-04', 'FY2026', 'year'],
  ])('%#: $3 is $1 to $2', (name, start, end, label, grain) => {
    const named = name();
    expect(named).toMatchObject({ start, end, label, grain });
    expect(Object.isFrozen(named)).toBe(true);
    expect(JSON.parse(JSON.stringify(named))).toEqual(named);
  });

  it('a custom period is named by its first and last day unless it has a name', () => {
    expect(period('2026-03-01', '2026-03-15')).toEqual({
      grain: 'custom',
      start: '2026-03-01',
      end: '2026-03-15',
      label: '2026-03-01 through 2026-03-14',
      calendar: gregorianCalendar,
    });
    expect(period('2026-03-01', '2026-03-15', 'Spring', february)).toMatchObject({
      label: 'Spring',
      calendar: february,
    });
    expect(period('0001-01-01', '9999-12-31').start).toBe('0001-01-01');
  });

  it('ISO weeks agree with the Thursday rule', () => {
    fc.assert(
      fc.property(innerDay, (date) => {
        const expected = isoWeek(date);
        const found = periodContaining(writtenDay(date), 'week');
        expect(found).toEqual(week(expected.year, expected.week));
        expect(found.label).toBe(
          `${String(expected.year).padStart(4, '0')}-W${String(expected.week).padStart(2, '0')}`,
        );
        expect(weekdayNumber(parseDay(found.start))).toBe(1);
      }),
    );
  });

  it('weeks of a calendar of months start on its weekday, belong to the year of their fourth day, and are numbered without gap', () => {
    fc.assert(
      fc.property(innerDay, anyMonthCalendar, (date, calendar) => {
        const found = periodContaining(writtenDay(date), 'week', calendar);
        const start = parseDay(found.start);
        expect(weekdays[weekdayNumber(start) - 1]).toBe(calendar.weekStart);
        expect(date - start).toBeGreaterThanOrEqual(0);
        expect(date - start).toBeLessThan(7);
        const owner = periodContaining(writtenDay(start + 3), 'year', calendar);
        expect(found.label.replace(/[- ]W\d\d$/, '')).toBe(owner.label);
        let number = 1;
        while (start + 3 - 7 * number >= parseDay(owner.start)) number += 1;
        expect(Number(found.label.slice(-2))).toBe(number);
      }),
    );
  });

  it('months of a fiscal year agree with counting calendar months', () => {
    fc.assert(
      fc.property(innerDay, anyMonthCalendar, (date, calendar) => {
        const parts = plainDate(date);
        const index = (parts.month - calendar.startMonth + 12) % 12;
        const firstYear = parts.month >= calendar.startMonth ? parts.year : parts.year - 1;
        const name = calendar.startMonth > 1 && calendar.namedBy === 'end' ? firstYear + 1 : firstYear;
        const start = dayNumber(parts.year, parts.month, 1);
        const expected = { start: writtenDay(start), end: writtenDay(start + lengthOfMonth(parts.year, parts.month)) };
        expect(periodContaining(writtenDay(date), 'month', calendar)).toMatchObject(expected);
        expect(month(name, index + 1, calendar)).toMatchObject(expected);
        expect(periodContaining(writtenDay(date), 'quarter', calendar)).toEqual(
          quarter(name, Math.floor(index / 3) + 1, calendar),
        );
        expect(periodContaining(writtenDay(date), 'year', calendar)).toEqual(year(name, calendar));
      }),
    );
  });

  it('retail years end where a look at every day says, and follow their pattern', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9990 }), anyRetailCalendar, (number, calendar) => {
        const endYear = calendar.namedBy === 'end' || calendar.endMonth === 12 ? number : number + 1;
        const lastDayOf = (calendarYear: number) =>
          retailYearEnd(calendarYear, calendar.endMonth, weekdays.indexOf(calendar.endWeekday) + 1, calendar.endRule);
        const start = lastDayOf(endYear - 1) + 1;
        const weeks = (lastDayOf(endYear) + 1 - start) / 7;
        expect(boundsOf(year(number, calendar))).toEqual({ start, end: lastDayOf(endYear) + 1 });
        expect([52, 53]).toContain(weeks);
        const pattern = calendar.pattern.split('-').map(Number);
        const lengths = [...pattern, ...pattern, ...pattern, ...pattern].map((length, index) =>
          index === 11 ? length + weeks - 52 : length,
        );
        expect(lengths.map((_, index) => lengthInDays(month(number, index + 1, calendar)) / 7)).toEqual(lengths);
        expect(boundsOf(week(number, weeks, calendar)).end).toBe(lastDayOf(endYear) + 1);
        expect(() => week(number, weeks + 1, calendar)).toThrow(
          `week: number must be a whole number from 1 to ${weeks} in ${number}, got ${weeks + 1}`,
        );
      }),
    );
  });

  it('a period holds the day it was asked for, is found again from its last day, and is followed at once by the next', () => {
    fc.assert(
      fc.property(innerDay, anyCalendar, anyGrain, (date, calendar, grain) => {
        const found = periodContaining(writtenDay(date), grain, calendar);
        const { start, end } = boundsOf(found);
        expect(start <= date && date < end).toBe(true);
        expect(periodContaining(formatDay(start), grain, calendar)).toEqual(found);
        expect(periodContaining(formatDay(end - 1), grain, calendar)).toEqual(found);
        expect(periodContaining(found.end, grain, calendar).start).toBe(found.end);
      }),
    );
  });

  it('no two periods of a calendar share a label', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9800 }), anyCalendar, (first, calendar) => {
        const seen = new Map<string, string>();
        for (const grain of ['week', 'month', 'quarter', 'year'] as const) {
          let found = periodContaining(`${String(first).padStart(4, '0')}-06-15`, grain, calendar);
          for (let count = 0; count < 120; count++) {
            expect(seen.get(found.label)).toBeUndefined();
            seen.set(found.label, found.start);
            found = periodContaining(found.end, grain, calendar);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('named periods refuse', () => {
  const dateRule = 'must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31';
  const range = 'the resulting period must lie between 0001-01-01 and 9999-12-30';
  it.each([
    [() => day('2026-02-30'), 'invalid-date', `day: date ${dateRule}, got "2026-02-30"`],
    [() => day(20260101 as never), 'invalid-date', `day: date ${dateRule}, got 20260101`],
    [() => day('9999-12-31'), 'invalid-period', `day: ${range}, got "9999-12-31"`],
    [() => week(2025, 53), 'invalid-period', 'week: number must be a whole number from 1 to 52 in 2025, got 53'],
    [() => week(2026, 0), 'invalid-period', 'week: number must be a whole number from 1 to 53 in 2026, got 0'],
    [() => week(2026.5, 1), 'invalid-period', 'week: year must be a whole number from 1 to 9999, got 2026.5'],
    [
      () => week(2026, 1, {} as never),
      'invalid-calendar',
      'week: kind of the calendar must be "months" or "weeks", got undefined',
    ],
    [() => week(9999, 52), 'invalid-period', `week: ${range}, got 9999`],
    [() => month(2026, 13), 'invalid-period', 'month: number must be a whole number from 1 to 12, got 13'],
    [() => month(2026, '8' as never), 'invalid-period', 'month: number must be a whole number from 1 to 12, got "8"'],
    [() => month(Number.NaN, 1), 'invalid-period', 'month: year must be a whole number from 1 to 9999, got NaN'],
    [() => month(9999, 12), 'invalid-period', `month: ${range}, got 9999`],
    [
      () => month(2026, 1, {} as never),
      'invalid-calendar',
      'month: kind of the calendar must be "months" or "weeks", got undefined',
    ],
    [() => quarter(2026, 5), 'invalid-period', 'quarter: number must be a whole number from 1 to 4, got 5'],
    [() => quarter(0, 1), 'invalid-period', 'quarter: year must be a whole number from 1 to 9999, got 0'],
    [() => quarter(1, 1, february), 'invalid-period', `quarter: ${range}, got 1`],
    [() => year(10_000), 'invalid-period', 'year: year must be a whole number from 1 to 9999, got 10000'],
    [() => year(9999), 'invalid-period', `year: ${range}, got 9999`],
    [() => year(1, apple), 'invalid-period', `year: ${range}, got 1`],
    [
      () => period('2026-01-01', '2026-02-01', undefined, {} as never),
      'invalid-calendar',
      'period: kind of the calendar must be "months" or "weeks", got undefined',
    ],
    [
      () => period('2026-01-01', '2026-01-01'),
      'invalid-period',
      'period: end must be after the start 2026-01-01, got "2026-01-01"',
    ],
    [() => period('2026-01-01', '10000-01-01'), 'invalid-date', `period: end ${dateRule}, got "10000-01-01"`],
    [() => period(null as never, '2026-01-01'), 'invalid-date', `period: start ${dateRule}, got null`],
    [
      () => period('2026-01-01', '2026-02-01', ''),
      'invalid-period',
      'period: label of the period must be a text that is not empty, got ""',
    ],
    [() => periodContaining('2026-1-1', 'month'), 'invalid-date', `periodContaining: date ${dateRule}, got "2026-1-1"`],
    [
      () => periodContaining('2026-01-01', 'custom' as never),
      'invalid-period',
      'periodContaining: grain must be one of day, week, month, quarter, year, got "custom"',
    ],
    [
      () => periodContaining('0001-01-06', 'week', sundays),
      'invalid-period',
      `periodContaining: ${range}, got "0001-01-06"`,
    ],
    [() => periodContaining('9999-12-31', 'year'), 'invalid-period', `periodContaining: ${range}, got "9999-12-31"`],
  ])('what does not exist (%#)', (attempt, code, message) => {
    expect(attempt).toThrow(expect.objectContaining({ name: 'SalesMetricsError', code, message }));
  });
});
