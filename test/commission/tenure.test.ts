import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tenureOf } from '../../src/commission/tenure.ts';
import { parseDay } from '../../src/time/day.ts';
import { monthsLater } from '../oracles/calendar.ts';

describe('tenureOf', () => {
  it.each([
    ['2026-01-15', '2026-01-15', 0, 0],
    ['2026-01-15', '2026-02-14', 0, 30],
    ['2026-01-15', '2026-02-15', 1, 31],
    ['2026-01-31', '2026-02-27', 0, 27],
    ['2026-01-31', '2026-02-28', 1, 28],
    ['2026-01-31', '2026-03-30', 1, 58],
    ['2026-01-31', '2026-03-31', 2, 59],
    ['2024-02-29', '2025-02-28', 12, 365],
    ['2025-11-30', '2027-05-30', 18, 546],
  ])('from %s to %s', (start, day, months, days) => {
    expect([
      tenureOf('months', parseDay(start), parseDay(day)),
      tenureOf('days', parseDay(start), parseDay(day)),
    ]).toEqual([months, days]);
  });

  it('is the number of months that can be added without passing the day', () => {
    const anyDay = fc.integer({ min: parseDay('2000-01-01'), max: parseDay('2030-12-31') });
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1200 }), (start, days) => {
        let months = 0;
        while (monthsLater(start, months + 1) <= start + days) months += 1;
        expect(tenureOf('months', start, start + days)).toBe(months);
      }),
    );
  });
});
