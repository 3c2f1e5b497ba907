import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fiscalCalendar, retailCalendar } from '../../src/time/calendar.ts';
import {
  alignToDate,
  boundsOf,
  checkPeriod,
  day,
  lengthInDays,
  month,
  next,
  period,
  periodContaining,
  periodsIn,
  previous,
  quarter,
  sameLastYear,
  toDate,
  trailing,
  week,
  year,
} from '../../src/time/period.ts';
import { dayNumber, monthsLater, writtenDay } from '../oracles/calendar.ts';
import { anyCalendar, anyGrain, anyMonthCalendar, anyRetailCalendar, nationalRetail } from './arbitraries.ts';

const february = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
const september = retailCalendar({
  pattern: '4-4-5',
  endMonth: 9,
  endWeekday: 'saturday',
  endRule: 'last',
  namedBy: 'end',
});
const innerDay = fc.integer({ min: dayNumber(30, 1, 1), max: dayNumber(9990, 1, 1) });
const anyCustom = fc
  .tuple(innerDay, fc.integer({ min: 1, max: 1500 }), anyCalendar)
  .map(([start, length, calendar]) => period(writtenDay(start), writtenDay(start + length), undefined, calendar));
const aroundLeapDay = fc
  .tuple(fc.integer({ min: 8, max: 2400 }), fc.nat(4), fc.integer({ min: 1, max: 8 }))
  .map(([olympiad, before, length]) => {
    const start = dayNumber(olympiad * 4, 3, 1) - before;
    return period(writtenDay(start), writtenDay(start + length));
  });
const retailDay = (date: string) => periodContaining(date, 'day', nationalRetail);

describe('previous', () => {
  it.each([
    [day('2026-03-01'), day('2026-02-28')],
    [week(2026, 1), week(2025, 52)],
    [week(2027, 1), week(2026, 53)],
    [month(2026, 1), month(2025, 12)],
    [quarter(2026, 1), quarter(2025, 4)],
    [year(2026), year(2025)],
    [quarter(2027, 1, february), quarter(2026, 4, february)],
    [week(2024, 1, nationalRetail), week(2023, 53, nationalRetail)],
    [month(2024, 1, nationalRetail), month(2023, 12, nationalRetail)],
    [period('2026-03-08', '2026-03-15', 'Sprint 7'), period('2026-03-01', '2026-03-08')],
    [toDate(month(2026, 8), '2026-08-10'), toDate(month(2026, 7), '2026-07-10')],
    [toDate(month(2026, 3), '2026-03-30'), month(2026, 2)],
    [toDate(quarter(2026, 3), '2026-08-10'), toDate(quarter(2026, 2), '2026-05-11')],
    [toDate(week(2026, 2), '2026-01-06'), toDate(week(2026, 1), '2025-12-30')],
    [month(2026, 3), month(2026, 2)],
    [trailing(3, 'month', month(2026, 8)), period('2026-03-01', '2026-06-01')],
  ])('%#: of $label is $1.label', (given, expected) => {
    expect(previous(given)).toEqual(expected);
  });

  it('ends where the period starts, whenever the period is whole or custom', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyCustom,
          fc
            .tuple(innerDay, anyGrain, anyCalendar)
            .map(([date, grain, calendar]) => periodContaining(writtenDay(date), grain, calendar)),
        ),
        (given) => {
          const before = previous(given);
          expect(before.end).toBe(given.start);
          expect([before.grain, before.calendar]).toEqual([given.grain, given.calendar]);
          if (given.grain === 'custom') expect(lengthInDays(before)).toBe(lengthInDays(given));
          else expect(periodContaining(before.end, given.grain, given.calendar)).toEqual(given);
        },
      ),
    );
  });
});

describe('next', () => {
  it.each([
    [day('2026-02-28'), day('2026-03-01')],
    [week(2026, 53), week(2027, 1)],
    [month(2025, 12), month(2026, 1)],
    [quarter(2026, 4), quarter(2027, 1)],
    [year(2025), year(2026)],
    [quarter(2026, 4, february), quarter(2027, 1, february)],
    [week(2023, 53, nationalRetail), week(2024, 1, nationalRetail)],
    [period('2026-03-01', '2026-03-08', 'Sprint 6'), period('2026-03-08', '2026-03-15')],
    [toDate(month(2026, 8), '2026-08-10'), toDate(month(2026, 9), '2026-09-10')],
    [toDate(month(2026, 1), '2026-01-30'), month(2026, 2)],
    [toDate(year(2026), '2026-08-10'), toDate(year(2027), '2027-08-10')],
  ])('%#: of $label is $1.label', (given, expected) => {
    expect(next(given)).toEqual(expected);
  });

  it('undoes previous, whenever the period is whole', () => {
    fc.assert(
      fc.property(innerDay, anyGrain, anyCalendar, (date, grain, calendar) => {
        const given = periodContaining(writtenDay(date), grain, calendar);
        expect(next(previous(given))).toEqual(given);
        expect(next(given).start).toBe(given.end);
      }),
    );
  });

  it('of a custom period is as long, and begins where it ends', () => {
    fc.assert(
      fc.property(anyCustom, (given) => {
        const after = next(given);
        expect([after.start, lengthInDays(after), after.calendar]).toEqual([
          given.end,
          lengthInDays(given),
          given.calendar,
        ]);
      }),
    );
  });
});

describe('sameLastYear', () => {
  it.each([
    [day('2026-08-05'), day('2025-08-05')],
    [day('2028-02-29'), day('2027-02-28')],
    [day('2029-02-28'), day('2028-02-28')],
    [week(2026, 32), week(2025, 32)],
    [week(2026, 53), week(2025, 52)],
    [week(2027, 52), week(2026, 52)],
    [month(2028, 2), month(2027, 2)],
    [quarter(2026, 3), quarter(2025, 3)],
    [year(2026), year(2025)],
    [quarter(2027, 1, february), quarter(2026, 1, february)],
    [week(2023, 53, nationalRetail), week(2022, 52, nationalRetail)],
    [month(2023, 12, nationalRetail), month(2022, 12, nationalRetail)],
    [quarter(2024, 4, nationalRetail), quarter(2023, 4, nationalRetail)],
    // Retail days keep week and weekday: Saturday of week 52, and of week 53.
    [retailDay('2024-01-27'), retailDay('2023-01-28')],
    [retailDay('2024-02-03'), retailDay('2023-01-28')],
    [retailDay('2024-02-04'), retailDay('2023-01-29')],
    [period('2025-02-01', '2025-03-01'), period('2024-02-01', '2024-03-01')],
    [period('2024-02-01', '2024-03-01'), period('2023-02-01', '2023-03-01')],
    [period('2024-02-28', '2024-02-29'), period('2023-02-28', '2023-03-01')],
    [period('2024-02-29', '2024-03-01'), period('2023-02-28', '2023-03-01')],
    [period('2026-08-05', '2026-10-01', 'Campaign'), period('2025-08-05', '2025-10-01')],
    [toDate(month(2026, 8), '2026-08-10'), toDate(month(2025, 8), '2025-08-10')],
    [toDate(year(2024), '2024-03-10'), toDate(year(2023), '2023-03-11')],
    [toDate(month(2024, 2), '2024-02-28'), month(2023, 2)],
    [month(2023, 2), month(2022, 2)],
  ])('%#: of $label is $1.label', (given, expected) => {
    expect(sameLastYear(given)).toEqual(expected);
  });

  it('keeps the number of a week, month, quarter or year, and goes back one year', () => {
    fc.assert(
      fc.property(innerDay, anyGrain, anyCalendar, (date, grain, calendar) => {
        const given = periodContaining(writtenDay(date), grain, calendar);
        const earlier = sameLastYear(given);
        expect([earlier.grain, earlier.calendar]).toEqual([grain, calendar]);
        const apart = boundsOf(given).start - boundsOf(earlier).start;
        expect(apart).toBeGreaterThanOrEqual(357);
        expect(apart).toBeLessThanOrEqual(378);
        if (grain === 'day') return;
        const [, givenYear = '', givenNumber] = /^(?:FY)?(\d{4})(.*)$/.exec(given.label) ?? [];
        const [, earlierYear = '', earlierNumber] = /^(?:FY)?(\d{4})(.*)$/.exec(earlier.label) ?? [];
        expect(Number(earlierYear)).toBe(Number(givenYear) - 1);
        if (givenNumber?.endsWith('W53')) expect(['W52', 'W53']).toContain(earlierNumber?.slice(-3));
        else expect(earlierNumber).toBe(givenNumber);
      }),
    );
  });

  it('keeps the weekday of retail days', () => {
    fc.assert(
      fc.property(innerDay, anyRetailCalendar, (date, calendar) => {
        const apart = date - boundsOf(sameLastYear(periodContaining(writtenDay(date), 'day', calendar))).start;
        expect([364, 371]).toContain(apart);
      }),
    );
  });

  it('moves custom periods by twelve months, never to nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyCustom, aroundLeapDay), (given) => {
        const { start, end } = boundsOf(given);
        const earlier = boundsOf(sameLastYear(given));
        expect(earlier.start).toBe(monthsLater(start, -12));
        const endsOnLeapDay = given.end.endsWith('-02-29');
        expect(earlier.end).toBe(endsOnLeapDay ? monthsLater(end + 1, -12) : monthsLater(end, -12));
        expect(earlier.end).toBeGreaterThan(earlier.start);
      }),
    );
  });
});

describe('toDate', () => {
  it.each([
    [month(2026, 8), '2026-08-01', '2026-08-02', '2026-08 through 2026-08-01', 'month'],
    [quarter(2026, 3), '2026-08-10', '2026-08-11', '2026 Q3 through 2026-08-10', 'quarter'],
    [quarter(2026, 3), '2026-09-30', '2026-10-01', '2026 Q3', 'quarter'],
    [quarter(2026, 3), '9999-12-31', '2026-10-01', '2026 Q3', 'quarter'],
    [toDate(quarter(2026, 3), '2026-08-10'), '2026-07-04', '2026-07-05', '2026 Q3 through 2026-07-04', 'quarter'],
    [year(2027, february), '2026-03-01', '2026-03-02', 'FY2027 through 2026-03-01', 'year'],
    [day('2026-08-05'), '2026-08-05', '2026-08-06', '2026-08-05', 'day'],
    [period('2026-03-01', '2026-03-15', 'Spring'), '2026-03-14', '2026-03-15', 'Spring', 'custom'],
    [period('2026-03-01', '2026-03-15', 'Spring'), '2026-03-03', '2026-03-04', 'Spring through 2026-03-03', 'custom'],
    [period('2026-03-01', '2026-03-15'), '2026-03-03', '2026-03-04', '2026-03-01 through 2026-03-03', 'custom'],
    [
      toDate(period('2026-03-01', '2026-03-15', 'Spring'), '2026-03-03'),
      '2026-03-02',
      '2026-03-03',
      'Spring through 2026-03-02',
      'custom',
    ],
  ])('%#: of $label through %s', (given, asOf, end, label, grain) => {
    expect(toDate(given, asOf)).toMatchObject({ start: given.start, end, label, grain, calendar: given.calendar });
  });

  it('gives periods that are valid, aligned with their counterparts, and cut again the same way', () => {
    fc.assert(
      fc.property(innerDay, anyGrain, anyCalendar, fc.nat(400), (date, grain, calendar, passed) => {
        const given = periodContaining(writtenDay(date), grain, calendar);
        const asOf = writtenDay(boundsOf(given).start + passed);
        const part = toDate(given, asOf);
        expect(checkPeriod(JSON.parse(JSON.stringify(part)), 'test')).toEqual(part);
        expect(lengthInDays(part)).toBe(Math.min(passed + 1, lengthInDays(given)));
        expect(toDate(part, asOf)).toEqual(part);
        for (const [shifted, whole] of [
          [previous(part), previous(given)],
          [sameLastYear(part), sameLastYear(given)],
        ] as const) {
          const isOver = part.end === given.end;
          expect(shifted.start).toBe(whole.start);
          expect(lengthInDays(shifted)).toBe(
            isOver ? lengthInDays(whole) : Math.min(lengthInDays(part), lengthInDays(whole)),
          );
        }
      }),
    );
  });
});

describe('alignToDate', () => {
  it.each([
    [month(2026, 8), month(2026, 2), '2026-08-10', '2026-02-11'],
    [month(2026, 8), month(2026, 2), '2026-08-30', '2026-03-01'],
    [month(2026, 2), month(2026, 1), '2026-02-28', '2026-01-29'],
    [month(2026, 2), month(2026, 1), '2027-12-31', '2026-01-29'],
    [quarter(2026, 3), period('2020-01-01', '2021-01-01', 'Then'), '2026-07-02', '2020-01-03'],
  ])('%#: $label', (given, other, asOf, end) => {
    expect(alignToDate(given, other, asOf)).toMatchObject({ start: other.start, end, grain: other.grain });
  });
});

describe('trailing', () => {
  it.each([
    [12, 'month', month(2026, 8), '2025-09-01', 'trailing 12 months to 2026-08-31'],
    [1, 'month', month(2026, 8), '2026-08-01', 'trailing 1 month to 2026-08-31'],
    [4, 'quarter', quarter(2026, 2), '2025-07-01', 'trailing 4 quarters to 2026-06-30'],
    [2, 'year', year(2027, february), '2025-02-01', 'trailing 2 years to 2027-01-31'],
    [7, 'day', day('2026-03-03'), '2026-02-25', 'trailing 7 days to 2026-03-03'],
    [2, 'week', week(2026, 1), '2025-12-22', 'trailing 2 weeks to 2026-01-04'],
    [3, 'month', toDate(month(2026, 5), '2026-05-30'), '2026-02-28', 'trailing 3 months to 2026-05-30'],
    [1, 'month', year(2023, nationalRetail), '2023-12-31', 'trailing 1 month to 2024-02-03'],
    [5, 'quarter', year(2024, nationalRetail), '2023-10-29', 'trailing 5 quarters to 2025-02-01'],
    [1, 'year', year(2023, nationalRetail), '2023-01-29', 'trailing 1 year to 2024-02-03'],
    [1, 'year', toDate(year(2023, nationalRetail), '2023-02-04'), '2022-02-06', 'trailing 1 year to 2023-02-04'],
    [1, 'month', toDate(month(2023, 2, nationalRetail), '2023-03-31'), '2023-02-26', 'trailing 1 month to 2023-03-31'],
    [6, 'month', toDate(month(2023, 2, september), '2022-11-01'), '2022-05-04', 'trailing 6 months to 2022-11-01'],
  ] as const)('%i %ss (%#)', (count, grain, given, start, label) => {
    expect(trailing(count, grain, given)).toEqual({
      grain: 'custom',
      start,
      end: given.end,
      label,
      calendar: given.calendar,
    });
  });

  it('of a whole month of four weeks is that month, also where one before has five', () => {
    for (let number = 1; number <= 12; number++) {
      const given = month(2023, number, nationalRetail);
      for (let count = 1; count <= number; count++) {
        const first = month(2023, number - count + 1, nationalRetail);
        expect(trailing(count, 'month', given)).toMatchObject({ start: first.start, end: given.end });
      }
    }
  });

  it('of whole units is those units', () => {
    fc.assert(
      fc.property(innerDay, anyGrain, anyCalendar, fc.integer({ min: 1, max: 15 }), (date, grain, calendar, count) => {
        const last = periodContaining(writtenDay(date), grain, calendar);
        let first = last;
        for (let step = 1; step < count; step++) first = previous(first);
        const span = trailing(count, grain, last);
        expect(span).toMatchObject({ start: first.start, end: last.end });
        expect(periodsIn(span, grain)).toHaveLength(count);
      }),
    );
  });

  it('from inside a month goes back by months of the calendar', () => {
    fc.assert(
      fc.property(innerDay, fc.integer({ min: 1, max: 40 }), anyMonthCalendar, (end, count, calendar) => {
        const given = period(writtenDay(end - 5), writtenDay(end), undefined, calendar);
        expect(boundsOf(trailing(count, 'month', given)).start).toBe(monthsLater(end, -count));
        expect(boundsOf(trailing(count, 'quarter', given)).start).toBe(monthsLater(end, -3 * count));
      }),
    );
  });
});

describe('relative periods refuse', () => {
  const range = 'the resulting period must lie between 0001-01-01 and 9999-12-30';
  const notPeriod = 'period must be a period such as quarter(2026, 3)';
  it.each([
    [() => previous(day('0001-01-01')), 'invalid-period', `previous: ${range}, got "0001-01-01"`],
    [() => previous(year(1)), 'invalid-period', `previous: ${range}, got "0001"`],
    [
      () => previous(period('0001-01-02', '0001-01-05')),
      'invalid-period',
      `previous: ${range}, got "0001-01-02 through 0001-01-04"`,
    ],
    [() => previous(null as never), 'invalid-period', `previous: ${notPeriod}, got null`],
    [() => next(day('9999-12-30')), 'invalid-period', `next: ${range}, got "9999-12-30"`],
    [() => next(year(9998)), 'invalid-period', `next: ${range}, got "9998"`],
    [
      () => next(period('9999-12-25', '9999-12-31')),
      'invalid-period',
      `next: ${range}, got "9999-12-25 through 9999-12-30"`,
    ],
    [() => next(null as never), 'invalid-period', `next: ${notPeriod}, got null`],
    [() => sameLastYear(week(1, 5)), 'invalid-period', `sameLastYear: ${range}, got "0001-W05"`],
    [() => sameLastYear(day('0001-12-31')), 'invalid-period', `sameLastYear: ${range}, got "0001-12-31"`],
    [
      () => sameLastYear(period('0001-06-01', '0002-06-01', 'First')),
      'invalid-period',
      `sameLastYear: ${range}, got "First"`,
    ],
    [() => sameLastYear('2026' as never), 'invalid-period', `sameLastYear: ${notPeriod}, got "2026"`],
    [
      () => toDate(month(2026, 8), '2026-07-31'),
      'invalid-period',
      `toDate: asOf must not be before the period's start 2026-08-01, got "2026-07-31"`,
    ],
    [
      () => toDate(month(2026, 8), 'today'),
      'invalid-date',
      'toDate: asOf must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "today"',
    ],
    [() => toDate(undefined as never, '2026-07-31'), 'invalid-period', `toDate: ${notPeriod}, got undefined`],
    [
      () => alignToDate(month(2026, 8), month(2026, 7), '2026-07-31'),
      'invalid-period',
      `alignToDate: asOf must not be before the period's start 2026-08-01, got "2026-07-31"`,
    ],
    [() => alignToDate(7 as never, month(2026, 8), '2026-08-31'), 'invalid-period', `alignToDate: ${notPeriod}, got 7`],
    [() => alignToDate(month(2026, 8), 7 as never, '2026-08-31'), 'invalid-period', `alignToDate: ${notPeriod}, got 7`],
    [
      () => trailing(0, 'month', month(2026, 8)),
      'invalid-period',
      'trailing: count must be a whole number from 1, got 0',
    ],
    [
      () => trailing(1.5, 'month', month(2026, 8)),
      'invalid-period',
      'trailing: count must be a whole number from 1, got 1.5',
    ],
    [
      () => trailing(1, 'decade' as never, month(2026, 8)),
      'invalid-period',
      'trailing: grain must be one of day, week, month, quarter, year, got "decade"',
    ],
    [
      () => trailing(1, 'month', {} as never),
      'invalid-period',
      'trailing: grain of the period must be one of day, week, month, quarter, year, custom, got undefined',
    ],
  ])('what cannot be (%#)', (attempt, code, message) => {
    expect(attempt).toThrow(expect.objectContaining({ name: 'SalesMetricsError', code, message }));
  });

  it.each(['day', 'week', 'month', 'quarter', 'year'] as const)('absurdly many %ss', (grain) => {
    for (const given of [month(2026, 8), month(2026, 7, nationalRetail)]) {
      expect(() => trailing(Number.MAX_SAFE_INTEGER, grain, given)).toThrow(
        expect.objectContaining({ code: 'invalid-period', message: `trailing: ${range}, got 9007199254740991` }),
      );
    }
  });
});
