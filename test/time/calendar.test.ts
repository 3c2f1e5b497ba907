import { describe, expect, it } from 'vitest';
import { SalesMetricsError } from '../../src/errors.ts';
import { checkCalendar, fiscalCalendar, gregorianCalendar, retailCalendar } from '../../src/time/calendar.ts';

const retail = { pattern: '4-4-5', endMonth: 9, endWeekday: 'saturday', endRule: 'last', namedBy: 'end' } as const;

describe('calendars', () => {
  it('are frozen plain data', () => {
    for (const calendar of [
      gregorianCalendar,
      fiscalCalendar({ startMonth: 4, namedBy: 'start' }),
      retailCalendar(retail),
    ]) {
      expect(Object.isFrozen(calendar)).toBe(true);
      const copy: unknown = JSON.parse(JSON.stringify(calendar));
      expect(copy).toEqual(calendar);
      expect(checkCalendar(copy, 'test')).toEqual(calendar);
    }
    expect(checkCalendar(gregorianCalendar, 'test')).toBe(gregorianCalendar);
  });

  it('start weeks on Monday unless told', () => {
    expect(fiscalCalendar({ startMonth: 2, namedBy: 'end' }).weekStart).toBe('monday');
    expect(fiscalCalendar({ startMonth: 2, namedBy: 'end', weekStart: 'sunday' }).weekStart).toBe('sunday');
  });

  const hostile = {
    get kind(): string {
      throw new Error('no');
    },
  };
  it.each([
    [() => fiscalCalendar(null as never), 'fiscalCalendar: options must be a plain object, got null'],
    [() => fiscalCalendar('april' as never), 'fiscalCalendar: options must be a plain object, got "april"'],
    [
      () => fiscalCalendar({ startMonth: 13, namedBy: 'end' }),
      'fiscalCalendar: startMonth must be a whole number from 1 to 12, got 13',
    ],
    [
      () => fiscalCalendar({ startMonth: 0, namedBy: 'end' }),
      'fiscalCalendar: startMonth must be a whole number from 1 to 12, got 0',
    ],
    [
      () => fiscalCalendar({ startMonth: 1.5, namedBy: 'end' }),
      'fiscalCalendar: startMonth must be a whole number from 1 to 12, got 1.5',
    ],
    [
      () => fiscalCalendar({ startMonth: '2' as never, namedBy: 'end' }),
      'fiscalCalendar: startMonth must be a whole number from 1 to 12, got "2"',
    ],
    [
      () => fiscalCalendar({ startMonth: 2 } as never),
      'fiscalCalendar: namedBy must be one of start, end, got undefined',
    ],
    [
      () => fiscalCalendar({ startMonth: 2, namedBy: 'end', weekStart: 'Sunday' as never }),
      'fiscalCalendar: weekStart must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, got "Sunday"',
    ],
    [
      () => retailCalendar({ ...retail, pattern: '5-5-5' as never }),
      'retailCalendar: pattern must be one of 4-4-5, 4-5-4, 5-4-4, got "5-5-5"',
    ],
    [
      () => retailCalendar({ ...retail, endMonth: -1 }),
      'retailCalendar: endMonth must be a whole number from 1 to 12, got -1',
    ],
    [
      () => retailCalendar({ ...retail, endWeekday: 6 as never }),
      'retailCalendar: endWeekday must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, got 6',
    ],
    [
      () => retailCalendar({ ...retail, endRule: 'first' as never }),
      'retailCalendar: endRule must be one of last, nearest, got "first"',
    ],
    [
      () => retailCalendar({ ...retail, namedBy: '__proto__' as never }),
      'retailCalendar: namedBy must be one of start, end, got "__proto__"',
    ],
    [
      () => checkCalendar({ kind: 'lunar' }, 'month'),
      'month: kind of the calendar must be "months" or "weeks", got "lunar"',
    ],
    [() => retailCalendar(undefined as never), 'retailCalendar: options must be a plain object, got undefined'],
    [() => checkCalendar(undefined, 'month'), 'month: calendar must be a plain object, got undefined'],
    [() => checkCalendar(() => 0, 'month'), 'month: calendar must be a plain object, got a function'],
    [() => checkCalendar(hostile, 'month'), 'month: calendar must be a plain object, got an object with "kind"'],
  ])('refuse bad options (%#)', (attempt, message) => {
    expect(attempt).toThrow(new SalesMetricsError('invalid-calendar', message));
    expect(attempt).toThrow(expect.objectContaining({ code: 'invalid-calendar', message }));
  });
});
