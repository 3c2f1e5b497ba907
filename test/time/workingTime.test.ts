import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/time/day.ts';
import { WorkingTime, workingDays, workingMilliseconds } from '../../src/time/workingTime.ts';
import { shownWorkingMinutes } from '../oracles/shownTime.ts';
import { workingDays as countedDays, isWorkingDay, teamOf } from '../oracles/workingTime.ts';

const hour = 3_600_000;
const office = new WorkingTime([1, 2, 3, 4, 5], 9 * hour, 17 * hour, []);

function days(from: string, to: string, workingTime = office): number {
  return workingDays(parseDay(from), parseDay(to), workingTime);
}

describe('workingDays', () => {
  it('leave out weekends and holidays, and count a holiday once', () => {
    expect(days('2026-08-07', '2026-08-10')).toBe(1);
    expect(days('2026-08-07', '2026-08-07')).toBe(0);
    expect(days('2026-08-08', '2026-08-09')).toBe(0);
    expect(days('2026-08-10', '2026-08-07')).toBe(-1);
    // A Friday twice, and a Saturday that nobody would have worked.
    const holidays = ['2026-12-25', '2026-12-25', '2026-12-26'].map(parseDay);
    const closed = new WorkingTime([1, 2, 3, 4, 5], 9 * hour, 17 * hour, holidays);
    expect(days('2026-12-20', '2026-12-27')).toBe(5);
    expect(days('2026-12-20', '2026-12-27', closed)).toBe(4);
  });

  it('are those of a walk from day to day', () => {
    const day = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
        fc.array(day, { maxLength: 30 }),
        day,
        day,
        (weekdays, holidays, from, to) => {
          const [first, last] = [Math.min(from, to), Math.max(from, to)];
          const team = { ...teamOf({ days: weekdays }, 0), holidays };
          const counted = countedDays(team, first, last);
          expect(workingDays(first, last, new WorkingTime(weekdays, 0, hour, holidays))).toBe(counted);
          if (last === first + 1) expect(counted).toBe(Number(isWorkingDay(team, last)));
        },
      ),
    );
  });
});

describe('as plain data', () => {
  const closed = ['2026-12-25', '2026-12-24'].map(parseDay);
  it('equal are the times of teams that work at the same times', () => {
    // Days in another order and twice, holidays in another order, and one on a Saturday.
    const same = [...closed, ...closed, parseDay('2026-12-26')].reverse();
    expect(new WorkingTime([5, 4, 3, 2, 1, 1], 9 * hour, 17 * hour, same).plain).toEqual(
      new WorkingTime([1, 2, 3, 4, 5], 9 * hour, 17 * hour, closed).plain,
    );
  });

  it.each([
    ['days', new WorkingTime([1, 2, 3, 4], 9 * hour, 17 * hour, closed)],
    ['opening', new WorkingTime([1, 2, 3, 4, 5], 8 * hour, 17 * hour, closed)],
    ['closing', new WorkingTime([1, 2, 3, 4, 5], 9 * hour, 18 * hour, closed)],
    ['holidays', new WorkingTime([1, 2, 3, 4, 5], 9 * hour, 17 * hour, [])],
  ])('different are those with other %s', (_, other) => {
    expect(other.plain).not.toEqual(new WorkingTime([1, 2, 3, 4, 5], 9 * hour, 17 * hour, closed).plain);
  });
});

describe('workingMilliseconds', () => {
  const hoursBetween = (workingTime: WorkingTime, zone: string, from: string, to: string): number => {
    const [first, last] = [Date.parse(from), Date.parse(to)];
    const position = workingMilliseconds(workingTime, zone, first, last);
    return (position(last) - position(first)) / hour;
  };

  it('count what clocks of the zone show, across changes of the clock', () => {
    const london = (from: string, to: string): number => hoursBetween(office, 'Europe/London', from, to);
    // A Friday in winter to a Monday in summer time: the clocks change on Sunday, 2026-03-29.
    expect(london('2026-03-27T16:00:00Z', '2026-03-30T09:00:00Z')).toBe(2);
    expect(london('2026-03-27T16:00:00Z', '2026-03-27T16:00:00Z')).toBe(0);
    expect(london('2026-08-07T20:00:00Z', '2026-08-10T07:59:59.999Z')).toBe(0);
    expect(london('2026-08-10T07:30:00Z', '2026-08-10T08:00:00.001Z')).toBe(1 / hour);
    const always = new WorkingTime([1, 2, 3, 4, 5, 6, 7], 0, 24 * hour, []);
    expect(hoursBetween(always, 'Europe/London', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(48);
    // The hour from 1 to 2 is skipped in spring, and shown twice in autumn.
    const night = new WorkingTime([7], hour, 2 * hour, []);
    expect(hoursBetween(night, 'Europe/London', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(0);
    expect(hoursBetween(night, 'Europe/London', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toBe(2);
    expect(hoursBetween(night, 'UTC', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toBe(1);
    // From noon to five on a Friday, and nothing on the weekend.
    expect(hoursBetween(office, 'UTC', '2026-08-07T12:00:00Z', '2026-08-08T12:00:00Z')).toBe(5);
    expect(hoursBetween(office, 'UTC', '2026-08-08T12:00:00Z', '2026-08-09T12:00:00Z')).toBe(0);
    // The clocks change on the last of eight days, and on the first.
    expect(hoursBetween(always, 'Europe/London', '2026-03-22T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(168);
    expect(hoursBetween(always, 'Europe/London', '2026-03-29T00:00:00Z', '2026-04-05T00:00:00Z')).toBe(168);
    // In Apia there was no Friday, 2011-12-30.
    expect(hoursBetween(office, 'Pacific/Apia', '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z')).toBe(8);
  });

  it('are those of a walk from minute to minute', () => {
    const changes = fc.constantFrom<(readonly [string, string])[]>(
      ['Europe/London', '2026-03-29T01:00Z'],
      ['Europe/London', '2026-10-25T01:00Z'],
      ['America/St_Johns', '2010-11-07T02:31Z'],
      ['America/St_Johns', '2010-03-14T03:31Z'],
      ['America/Havana', '2026-11-01T05:00Z'],
      ['Asia/Beirut', '2024-10-26T21:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
      ['Pacific/Apia', '2011-12-30T10:00Z'],
      ['Asia/Kolkata', '2026-03-29T01:00Z'],
    );
    const minutes = fc.integer({ min: 0, max: 2880 });
    fc.assert(
      fc.property(
        changes,
        minutes,
        minutes,
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 4 }),
        fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 23 })),
        fc.integer({ min: 1, max: 24 }),
        ([zone, change], before, after, weekdays, opens, length) => {
          const closes = Math.min(opens + length, 24);
          const [first, last] = [Date.parse(change) - before * 60_000, Date.parse(change) + after * 60_000];
          const workingTime = new WorkingTime(weekdays, opens * hour, closes * hour, []);
          const position = workingMilliseconds(workingTime, zone, first, last);
          const shown = shownWorkingMinutes(zone, weekdays, opens * 60, closes * 60, first, last);
          expect((position(last) - position(first)) / 60_000).toBe(shown);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never go down', () => {
    const [first, last] = [Date.parse('2025-01-01'), Date.parse('2028-01-01')];
    const time = fc.integer({ min: first, max: last });
    const position = workingMilliseconds(new WorkingTime([1, 6, 7], 0, 3 * hour, []), 'America/Havana', first, last);
    fc.assert(
      fc.property(time, time, (one, other) => {
        expect(position(Math.max(one, other)) - position(Math.min(one, other))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
