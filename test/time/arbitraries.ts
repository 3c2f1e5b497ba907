import fc from 'fast-check';
import {
  type Calendar,
  fiscalCalendar,
  gregorianCalendar,
  retailCalendar,
  type Weekday,
  weekdays,
} from '../../src/time/calendar.ts';
import type { UnitGrain } from '../../src/time/unit.ts';

/** The calendar of the National Retail Federation. */
export const nationalRetail = retailCalendar({
  pattern: '4-5-4',
  endMonth: 1,
  endWeekday: 'saturday',
  endRule: 'nearest',
  namedBy: 'start',
});

const naming = fc.constantFrom('start' as const, 'end' as const);
const weekdayName: fc.Arbitrary<Weekday> = fc.constantFrom(...weekdays);
const monthNumber = fc.integer({ min: 1, max: 12 });

export const anyMonthCalendar = fc
  .record({ startMonth: monthNumber, namedBy: naming, weekStart: weekdayName })
  .map(fiscalCalendar);

export const anyRetailCalendar = fc
  .record({
    pattern: fc.constantFrom('4-4-5' as const, '4-5-4' as const, '5-4-4' as const),
    endMonth: monthNumber,
    endWeekday: weekdayName,
    endRule: fc.constantFrom('last' as const, 'nearest' as const),
    namedBy: naming,
  })
  .map(retailCalendar);

export const anyCalendar: fc.Arbitrary<Calendar> = fc.oneof(
  fc.constant(gregorianCalendar),
  anyMonthCalendar,
  anyRetailCalendar,
);

export const anyGrain: fc.Arbitrary<UnitGrain> = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
