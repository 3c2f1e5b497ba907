import { describe, expect, it } from 'vitest';
import { isPeriodic, periodDay } from '../../src/evaluate/periodDate.ts';
import { changedPeriod, partsOfPeriod, windowOf } from '../../src/evaluate/window.ts';
import { daysFrom, product, workingHoursFrom } from '../../src/expression/aggregate.ts';
import { parseDay } from '../../src/time/day.ts';
import { month, period, quarter, toDate, trailing, week, year } from '../../src/time/period.ts';

const campaign = period('2026-07-20', '2026-09-10', 'Campaign');

describe('changedPeriod', () => {
  it('goes so many periods or years', () => {
    expect(changedPeriod(month(2026, 8), { kind: 'previous' }, 3)).toEqual(month(2026, 5));
    expect(changedPeriod(month(2026, 8), { kind: 'next' }, 5)).toEqual(month(2027, 1));
    expect(changedPeriod(month(2026, 8), { kind: 'same-last-year' }, 2)).toEqual(month(2024, 8));
    const four = { kind: 'trailing', count: 4, grain: 'week' } as const;
    expect(changedPeriod(month(2026, 8), four, 4)).toEqual(trailing(4, 'week', month(2026, 8)));
  });

  it('goes from the start of the unit in which the period ends', () => {
    const yearToDate = { kind: 'to-date', grain: 'year' } as const;
    expect(changedPeriod(month(2026, 8), yearToDate, 1)).toEqual(toDate(year(2026), '2026-08-31'));
    expect(changedPeriod(quarter(2026, 4), yearToDate, 1)).toEqual(year(2026));
    expect(changedPeriod(campaign, { kind: 'to-date', grain: 'quarter' }, 1)).toEqual(
      toDate(quarter(2026, 3), '2026-09-09'),
    );
  });
});

describe('partsOfPeriod', () => {
  const labels = (...given: Parameters<typeof partsOfPeriod>): readonly string[] =>
    partsOfPeriod(...given).map(({ label }) => label);

  it('are those that have begun', () => {
    expect(labels(quarter(2026, 3), 'month', null)).toEqual(['2026-07', '2026-08', '2026-09']);
    expect(labels(quarter(2026, 3), 'month', parseDay('2026-07-31'))).toEqual(['2026-07']);
    expect(labels(quarter(2026, 3), 'month', parseDay('2026-08-01'))).toEqual(['2026-07', '2026-08']);
    expect(labels(quarter(2026, 3), 'month', parseDay('2026-06-30'))).toEqual([]);
  });

  it('of a period that is shorter or as long are the period; one of its own is cut, however short', () => {
    expect(partsOfPeriod(month(2026, 8), 'quarter', null)).toEqual([month(2026, 8)]);
    expect(partsOfPeriod(week(2026, 1), 'month', null)).toEqual([week(2026, 1)]);
    expect(partsOfPeriod(month(2026, 8), 'month', null)).toEqual([month(2026, 8)]);
    expect(labels(campaign, 'month', null)).toEqual([
      '2026-07 from 2026-07-20',
      '2026-08',
      '2026-09 through 2026-09-09',
    ]);
    expect(labels(campaign, 'year', null)).toEqual(['2026 from 2026-07-20 through 2026-09-09']);
  });
});

describe('windowOf', () => {
  const [first, after] = [parseDay('2026-08-01'), parseDay('2026-09-01')];
  it.each([
    [null, '2026-08-31'],
    ['2026-07-15', '2026-07-15'],
    ['2026-08-30', '2026-08-30'],
    ['2026-08-31', '2026-08-31'],
    ['2026-09-01', '2026-08-31'],
  ])('as of %s is known through %s', (asOf, known) => {
    const window = windowOf(month(2026, 8), asOf === null ? null : parseDay(asOf));
    expect(window).toEqual({ start: first, end: after, known: parseDay(known) });
    expect(['period.before', 'period.start', 'period.end', 'asOf'].map((name) => periodDay(name, window))).toEqual(
      ['2026-07-31', '2026-08-01', '2026-08-31', known].map(parseDay),
    );
  });
});

describe('isPeriodic', () => {
  it('tells quantities that have another value in another period', () => {
    const own = daysFrom('createdOn', 'closedOn');
    expect([daysFrom('period.start', 'closedOn'), daysFrom('createdOn', 'asOf')].map(isPeriodic)).toEqual([true, true]);
    expect([own, workingHoursFrom('createdOn', 'closedOn'), product('amount', own)].map(isPeriodic)).toEqual([
      false,
      false,
      false,
    ]);
    expect(isPeriodic({ kind: 'field', field: 'amount' })).toBe(false);
    expect(isPeriodic(product('amount', product('probability', daysFrom('period.before', 'closedOn'))))).toBe(true);
  });
});
