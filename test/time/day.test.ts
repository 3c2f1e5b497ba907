import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, dayOf, firstDay, formatDay, lastDay, parseDay, partsOf, weekday } from '../../src/time/day.ts';
import { dayNumber, lengthOfMonth, monthsLater, plainDate, weekdayNumber, writtenDay } from '../oracles/calendar.ts';

const anyDay = fc.integer({ min: firstDay, max: lastDay });

describe('parseDay', () => {
  it.each([
    ['1970-01-01', 0],
    ['2026-08-05', 20_670],
    ['0001-01-01', firstDay],
    ['9999-12-31', lastDay],
    ['0099-12-31', dayNumber(99, 12, 31)],
    ['2000-02-29', 11_016],
    ['1969-12-31', -1],
  ])('reads %s as day %i', (text, day) => {
    expect(parseDay(text)).toBe(day);
    expect(formatDay(day)).toBe(text);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-2-3',
    '0000-01-01',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    ' 2026-01-01',
    '2026-01-01 ',
    '10000-01-01',
    '',
    '2026-01',
    '2026/01/01',
    '2026-01/01',
    '2026/01-01',
    '2026-1/-01',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '20260101  ',
    '+026-01-01',
    '2026-01-1 ',
    '2O26-01-01',
    '2026-0:-01',
    '２026-01-01',
    '2026-01-0١',
  ])('refuses %j', (text) => {
    expect(parseDay(text)).toBeNaN();
  });

  it('refuses every text that is not one of the dates', () => {
    const likeDate = fc.tuple(fc.nat(9999), fc.nat(14), fc.nat(34));
    fc.assert(
      fc.property(likeDate, ([year, month, dayOfMonth]) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
        const isDate =
          year > 0 && month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= lengthOfMonth(year, month);
        expect(parseDay(text)).toBe(isDate ? dayNumber(year, month, dayOfMonth) : Number.NaN);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('days', () => {
  it('agree with a walk over months on every day of some centuries and both ends', () => {
    const spans = [
      [firstDay, firstDay + 40_000],
      [-30_000, 60_000],
      [lastDay - 40_000, lastDay],
    ] as const;
    for (const [from, through] of spans) {
      for (let day = from; day <= through; day++) {
        const { year, month, dayOfMonth } = plainDate(day);
        const parts = partsOf(day);
        if (
          parts.year !== year ||
          parts.month !== month ||
          parts.dayOfMonth !== dayOfMonth ||
          dayOf(year, month, dayOfMonth) !== day ||
          weekday(day) !== weekdayNumber(day)
        ) {
          expect({ day, ...parts, weekday: weekday(day) }).toEqual({
            day,
            year,
            month,
            dayOfMonth,
            weekday: weekdayNumber(day),
          });
        }
      }
    }
  });

  it('are written and read back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(formatDay(day)).toBe(writtenDay(day));
        expect(parseDay(formatDay(day))).toBe(day);
      }),
    );
  });

  it('reach beyond the years that can be written', () => {
    expect(partsOf(firstDay - 1)).toEqual({ year: 0, month: 12, dayOfMonth: 31 });
    expect(dayOf(0, 12, 31)).toBe(firstDay - 1);
    expect(dayOf(-400, 3, 1)).toBe(dayOf(0, 3, 1) - 146_097);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', -12, '2027-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-08-05', 0, '2026-08-05'],
    ['0001-01-31', 1, '0001-02-28'],
    ['0101-05-05', -12, '0100-05-05'],
    ['0100-05-05', -12, '0099-05-05'],
    ['9999-11-30', 1, '9999-12-30'],
  ])('%s and %i months is %s', (from, count, to) => {
    expect(formatDay(addMonths(parseDay(from), count))).toBe(to);
  });

  it('agrees with walking month by month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber(60, 1, 1), max: dayNumber(9940, 1, 1) }),
        fc.integer({ min: -700, max: 700 }),
        (day, count) => {
          expect(addMonths(day, count)).toBe(monthsLater(day, count));
        },
      ),
    );
  });
});
