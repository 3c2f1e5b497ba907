import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, fiscalCalendar } from '../../src/time/calendar.ts';
import {
  boundsOf,
  checkPeriod,
  daysOf,
  month,
  monthsOf,
  period,
  periodContaining,
  periodsIn,
  quarter,
  quartersOf,
  toDate,
  week,
  weeksOf,
  year,
} from '../../src/time/period.ts';
import { dayNumber, writtenDay } from '../oracles/calendar.ts';
import { anyCalendar, anyGrain, nationalRetail } from './arbitraries.ts';

const february = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
const labels = (parts: readonly { readonly label: string }[]) => parts.map((part) => part.label);
const grains = ['day', 'week', 'month', 'quarter', 'year'] as const;

describe('periodsIn', () => {
  it.each([
    [() => quartersOf(year(2026)), ['2026 Q1', '2026 Q2', '2026 Q3', '2026 Q4']],
    [() => quartersOf(year(2027, february)), ['FY2027 Q1', 'FY2027 Q2', 'FY2027 Q3', 'FY2027 Q4']],
    [() => monthsOf(quarter(2026, 3)), ['2026-07', '2026-08', '2026-09']],
    [() => monthsOf(quarter(2023, 4, nationalRetail)), ['FY2023 P10', 'FY2023 P11', 'FY2023 P12']],
    [
      () => weeksOf(month(2023, 12, nationalRetail)),
      ['FY2023 W49', 'FY2023 W50', 'FY2023 W51', 'FY2023 W52', 'FY2023 W53'],
    ],
    [
      () => weeksOf(month(2026, 8)),
      ['2026-W31 from 2026-08-01', '2026-W32', '2026-W33', '2026-W34', '2026-W35', '2026-W36 through 2026-08-31'],
    ],
    [() => weeksOf(period('2026-08-04', '2026-08-06')), ['2026-W32 from 2026-08-04 through 2026-08-05']],
    [() => monthsOf(toDate(quarter(2026, 3), '2026-08-10')), ['2026-07', '2026-08 through 2026-08-10']],
    [
      () => daysOf(week(2026, 1)),
      ['2025-12-29', '2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'],
    ],
    [() => monthsOf(month(2026, 8)), ['2026-08']],
    [
      () => monthsOf(period('2026-01-15', '2026-03-15', 'Trade fair', february)),
      ['FY2026 P12 from 2026-01-15', 'FY2027 P01', 'FY2027 P02 through 2026-03-14'],
    ],
    [() => periodsIn(period('2026-01-15', '2026-03-15'), 'year'), ['2026 from 2026-01-15 through 2026-03-14']],
    [
      () =>
        weeksOf(
          period(
            '0001-01-01',
            '0001-01-03',
            'First',
            fiscalCalendar({ startMonth: 1, namedBy: 'start', weekStart: 'sunday' }),
          ),
        ),
      ['0001-W01 from 0001-01-01 through 0001-01-02'],
    ],
    [() => monthsOf(period('9999-12-01', '9999-12-31')), ['9999-12 through 9999-12-30']],
  ])('%#', (parts, expected) => {
    expect(labels(parts())).toEqual(expected);
  });

  it('parts that miss their beginning are custom, others keep their grain', () => {
    expect(weeksOf(month(2026, 8)).map((part) => part.grain)).toEqual([
      'custom',
      'week',
      'week',
      'week',
      'week',
      'week',
    ]);
  });

  const expectPartition = (
    whole: { readonly start: string; readonly end: string },
    parts: readonly { readonly start: string; readonly end: string }[],
  ) => {
    expect(parts[0]?.start).toBe(whole.start);
    expect(parts.at(-1)?.end).toBe(whole.end);
    parts.slice(1).forEach((part, index) => {
      expect(part.start).toBe(parts[index]?.end);
    });
  };

  it('parts follow each other without gap or overlap, each inside one unit, no label twice, all valid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber(5, 1, 1), max: dayNumber(9990, 1, 1) }),
        fc.nat(900),
        anyGrain,
        anyCalendar,
        (start, length, grain, calendar: Calendar) => {
          const whole = period(writtenDay(start), writtenDay(start + length + 1), undefined, calendar);
          const parts = periodsIn(whole, grain);
          expectPartition(whole, parts);
          expect(new Set(labels(parts)).size).toBe(parts.length);
          for (const part of parts) {
            expect(checkPeriod(JSON.parse(JSON.stringify(part)), 'test')).toEqual(part);
            const unit = boundsOf(periodContaining(part.start, grain, calendar));
            expect(boundsOf(part).end).toBeLessThanOrEqual(unit.end);
            expect(unit.start === boundsOf(part).start).toBe(part.grain === grain);
          }
        },
      ),
    );
  });

  it('years, quarters and months of every calendar consist of their own smaller periods', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber(5, 1, 1), max: dayNumber(9990, 1, 1) }),
        anyGrain,
        anyGrain,
        anyCalendar,
        (date, one, two, calendar) => {
          const [smaller, larger] = grains.indexOf(one) < grains.indexOf(two) ? [one, two] : [two, one];
          const whole = periodContaining(writtenDay(date), larger, calendar);
          const parts = periodsIn(whole, smaller);
          expectPartition(whole, parts);
          if (smaller !== 'week' || calendar.kind === 'weeks')
            expect(parts.every((part) => part.grain === smaller && !part.label.includes('through'))).toBe(true);
          if (larger === 'year' && smaller === 'month') expect(parts).toHaveLength(12);
          if (larger === 'year' && smaller === 'quarter') expect(parts).toHaveLength(4);
        },
      ),
    );
  });

  it.each([
    [() => periodsIn(month(2026, 8), 'quarter'), 'periodsIn: period must be a quarter or longer, got "2026-08"'],
    [() => quartersOf(week(2026, 8)), 'quartersOf: period must be a quarter or longer, got "2026-W08"'],
    [() => monthsOf(week(2026, 8)), 'monthsOf: period must be a month or longer, got "2026-W08"'],
    [
      () => weeksOf(periodContaining('2026-08-05', 'day')),
      'weeksOf: period must be a week or longer, got "2026-08-05"',
    ],
    [
      () => daysOf([] as never),
      'daysOf: grain of the period must be one of day, week, month, quarter, year, custom, got undefined',
    ],
    [
      () => periodsIn(month(2026, 8), 'custom' as never),
      'periodsIn: grain must be one of day, week, month, quarter, year, got "custom"',
    ],
    [
      () => periodsIn(month(2026, 8), '__proto__' as never),
      'periodsIn: grain must be one of day, week, month, quarter, year, got "__proto__"',
    ],
  ])('refuses what cannot be (%#)', (attempt, message) => {
    expect(attempt).toThrow(expect.objectContaining({ name: 'SalesMetricsError', code: 'invalid-period', message }));
  });
});
