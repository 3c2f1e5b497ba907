import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/commission/inputData.ts';
import type { Window } from '../../src/commission/plan.ts';
import { overlapOf, periodsOver, windowSpans } from '../../src/commission/window.ts';
import { fiscalCalendar, gregorianCalendar } from '../../src/time/calendar.ts';
import { type Day, formatDay, parseDay } from '../../src/time/day.ts';
import { monthsLater } from '../oracles/calendar.ts';
import { anyCalendar, nationalRetail } from '../time/arbitraries.ts';
import { spanOf } from './quotaRecords.ts';

const anyDay = fc.integer({ min: parseDay('1990-01-01'), max: parseDay('2040-12-31') });
const assignment = spanOf('2026-02-10', '2027-05-01');

function written(span: Span | null): readonly string[] | null {
  if (span === null) return null;
  return [formatDay(span.start), Number.isFinite(span.end) ? formatDay(span.end) : 'open'];
}

function finder(window: Window, calendar = gregorianCalendar, quotaSpan: (day: Day) => Span | null = () => null) {
  return windowSpans(window, { calendar, assignment, quotaSpan });
}

describe('windowSpans', () => {
  it.each<[Window, string, readonly string[]]>([
    ['event', '2026-08-05', ['2026-08-05', '2026-08-06']],
    ['week', '2026-08-05', ['2026-08-03', '2026-08-10']],
    ['week', '2026-01-01', ['2025-12-29', '2026-01-05']],
    ['month', '2026-02-28', ['2026-02-01', '2026-03-01']],
    ['quarter', '2026-08-05', ['2026-07-01', '2026-10-01']],
    ['year', '2026-12-31', ['2026-01-01', '2027-01-01']],
    ['start', '2026-08-05', ['2026-02-10', '2027-05-01']],
    [{ months: 3 }, '2026-08-05', ['2026-05-06', '2026-08-06']],
    [{ months: 1 }, '2026-03-31', ['2026-03-01', '2026-04-01']],
    [{ months: 12 }, '2028-02-29', ['2027-03-01', '2028-03-01']],
  ])('%j around %s', (window, day, expected) => {
    expect(written(finder(window)(parseDay(day)))).toEqual(expected);
  });

  it('follows the calendar of the plan', () => {
    const fiscal = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
    expect(
      written(windowSpans('quarter', { calendar: fiscal, assignment, quotaSpan: () => null })(parseDay('2026-01-31'))),
    ).toEqual(['2025-11-01', '2026-02-01']);
    expect(
      written(
        windowSpans('year', { calendar: nationalRetail, assignment, quotaSpan: () => null })(parseDay('2023-01-29')),
      ),
    ).toEqual(['2023-01-29', '2024-02-04']);
  });

  it('asks the quotas for their span', () => {
    const quota = spanOf('2026-03-10', '2026-04-20');
    const find = finder('quota', gregorianCalendar, (day) => (day < quota.end ? quota : null));
    expect(find(parseDay('2026-04-19'))).toBe(quota);
    expect(find(parseDay('2026-04-20'))).toBeNull();
  });

  it('partitions time: windows hold their days, and the next one begins where one ends', () => {
    const grain = fc.constantFrom(
      'event' as const,
      'week' as const,
      'month' as const,
      'quarter' as const,
      'year' as const,
    );
    fc.assert(
      fc.property(anyCalendar, grain, fc.array(anyDay, { minLength: 1, maxLength: 20 }), (calendar, window, days) => {
        const find = windowSpans(window, { calendar, assignment, quotaSpan: () => null });
        for (const day of days) {
          const span = find(day) as Span;
          expect(span.start <= day && day < span.end).toBe(true);
          expect(find(span.start)).toBe(span);
          expect(find(span.end - 1)).toBe(span);
          expect(find(span.end)?.start).toBe(span.end);
          expect(find(span.start - 1)?.end).toBe(span.start);
        }
      }),
    );
  });

  it('rolls over the days after the same day so many months before, up to the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.array(anyDay, { minLength: 1, maxLength: 5 }), (months, days) => {
        const find = finder({ months });
        for (const day of days) expect(find(day)).toEqual({ start: monthsLater(day, -months) + 1, end: day + 1 });
      }),
    );
  });

  it('answers a million events in a moment', () => {
    const find = finder('quarter');
    const first = parseDay('2020-01-01');
    const began = performance.now();
    let days = 0;
    for (let event = 0; event < 1_000_000; event++) days += (find(first + (event >> 9)) as Span).end - first;
    expect(days).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('periodsOver', () => {
  it('is every period with a day in the span', () => {
    expect(
      periodsOver(gregorianCalendar, 'month', spanOf('2026-01-31', '2026-03-02')).map(({ label }) => label),
    ).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(
      periodsOver(gregorianCalendar, 'month', spanOf('2026-02-01', '2026-03-01')).map(({ label }) => label),
    ).toEqual(['2026-02']);
    expect(periodsOver(nationalRetail, 'quarter', spanOf('2026-02-01', '2026-02-02'))).toMatchObject([
      { label: 'FY2026 Q1', start: '2026-02-01', end: '2026-05-03' },
    ]);
  });

  it('is nothing where the span holds no day', () => {
    expect(periodsOver(gregorianCalendar, 'month', spanOf('2026-02-01', '2026-02-01'))).toEqual([]);
  });
});

describe('overlapOf', () => {
  it('is what two spans share', () => {
    expect(written(overlapOf(spanOf('2026-01-01', '2026-03-01'), spanOf('2026-02-01')))).toEqual([
      '2026-02-01',
      '2026-03-01',
    ]);
  });
});
