import { describe, expect, it } from 'vitest';
import { gregorianCalendar } from '../../src/time/calendar.ts';
import { boundsOf, checkPeriod, day, lengthInDays, month, period, week } from '../../src/time/period.ts';
import { dayNumberOf } from '../oracles/calendar.ts';
import { nationalRetail } from './arbitraries.ts';

const august = {
  grain: 'month',
  start: '2026-08-01',
  end: '2026-09-01',
  label: '2026-08',
  calendar: { kind: 'months', startMonth: 1, namedBy: 'start', weekStart: 'monday' },
};

describe('checkPeriod', () => {
  it('reads plain data into the same period, frozen', () => {
    expect(checkPeriod(august, 'test')).toEqual(month(2026, 8));
    expect(Object.isFrozen(checkPeriod(august, 'test'))).toBe(true);
    expect(Object.isFrozen(checkPeriod(august, 'test').calendar)).toBe(true);
  });

  it('keeps a label of one’s own, leaves unknown fields out, and does not touch its argument', () => {
    const given = Object.freeze({ ...august, label: 'This month', extra: 1, __proto__: { polluted: true } });
    expect(checkPeriod(given, 'test')).toEqual({ ...august, label: 'This month' });
  });

  it('reads every field once', () => {
    let reads = 0;
    const given = {
      ...august,
      get end() {
        reads += 1;
        return reads === 1 ? '2026-09-01' : '1999-01-01';
      },
    };
    expect(checkPeriod(given, 'test')).toEqual(month(2026, 8));
    expect(reads).toBe(1);
  });

  const date = 'must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31';
  const unreadable = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  it.each([
    [undefined, 'invalid-period', 'test: period must be a period such as quarter(2026, 3), got undefined'],
    [null, 'invalid-period', 'test: period must be a period such as quarter(2026, 3), got null'],
    ['2026-08', 'invalid-period', 'test: period must be a period such as quarter(2026, 3), got "2026-08"'],
    [() => august, 'invalid-period', 'test: period must be a period such as quarter(2026, 3), got a function'],
    [unreadable, 'invalid-period', 'test: period must be a period such as quarter(2026, 3), got an unreadable object'],
    [
      { ...august, grain: 'decade' },
      'invalid-period',
      'test: grain of the period must be one of day, week, month, quarter, year, custom, got "decade"',
    ],
    [
      { ...august, grain: 'constructor' },
      'invalid-period',
      'test: grain of the period must be one of day, week, month, quarter, year, custom, got "constructor"',
    ],
    [{ ...august, start: '2026-8-1' }, 'invalid-date', `test: start of the period ${date}, got "2026-8-1"`],
    [
      { ...august, start: new Date(0) },
      'invalid-date',
      `test: start of the period ${date}, got a Date (1970-01-01T00:00:00.000Z)`,
    ],
    [{ ...august, end: '2026-08-32' }, 'invalid-date', `test: end of the period ${date}, got "2026-08-32"`],
    [
      { ...august, end: '2026-08-01' },
      'invalid-period',
      'test: end of the period must be after its start 2026-08-01, got "2026-08-01"',
    ],
    [
      { ...august, end: '2026-07-01' },
      'invalid-period',
      'test: end of the period must be after its start 2026-08-01, got "2026-07-01"',
    ],
    [{ ...august, label: '' }, 'invalid-period', 'test: label of the period must be a text that is not empty, got ""'],
    [{ ...august, label: 8 }, 'invalid-period', 'test: label of the period must be a text that is not empty, got 8'],
    [{ ...august, calendar: undefined }, 'invalid-calendar', 'test: calendar must be a plain object, got undefined'],
    [
      { ...august, calendar: { ...gregorianCalendar, startMonth: 0 } },
      'invalid-calendar',
      'test: startMonth must be a whole number from 1 to 12, got 0',
    ],
    [
      { ...august, start: '2026-08-02' },
      'invalid-period',
      'test: start of the period must be the first day of a month in its calendar, got "2026-08-02"',
    ],
    [
      { ...august, calendar: nationalRetail },
      'invalid-period',
      'test: start of the period must be the first day of a month in its calendar, got "2026-08-01"',
    ],
    [
      { ...august, end: '2026-09-02' },
      'invalid-period',
      'test: end of the period must be at most 2026-09-01, where its month ends, got "2026-09-02"',
    ],
  ])('refuses %#', (value, code, message) => {
    expect(() => checkPeriod(value, 'test')).toThrow(
      expect.objectContaining({ name: 'SalesMetricsError', code, message }),
    );
  });
});

describe('bounds', () => {
  it('are days', () => {
    expect(boundsOf(month(2026, 8))).toEqual({ start: dayNumberOf('2026-08-01'), end: dayNumberOf('2026-09-01') });
  });

  it('lie as many days apart as the period is long', () => {
    expect(
      [day('2026-08-05'), week(2026, 5), month(2028, 2), period('2026-01-01', '2026-04-11')].map(lengthInDays),
    ).toEqual([1, 7, 29, 100]);
    expect(() => lengthInDays({ ...august, end: '' } as never)).toThrow(
      'lengthInDays: end of the period must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got ""',
    );
  });
});
