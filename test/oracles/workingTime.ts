// Working days and hours the slow way: one day after the other. Imports nothing from src.
import { dayNumberOf } from './calendar.ts';

/** The option as a user writes it. */
export interface WrittenWorkingTime {
  readonly days?: readonly number[];
  readonly from?: string;
  readonly until?: string;
  readonly holidays?: readonly string[];
}

/** When the team works, in a zone that is ahead of UTC by the same number of minutes all year. */
export interface Team {
  readonly days: readonly number[];
  readonly holidays: readonly number[];
  /** Minutes since midnight. */
  readonly from: number;
  readonly until: number;
  readonly offsetMinutes: number;
}

export function teamOf(written: WrittenWorkingTime | undefined, offsetMinutes: number): Team {
  const { days = [1, 2, 3, 4, 5], from = '09:00', until = '17:00', holidays = [] } = written ?? {};
  return { days, holidays: holidays.map(dayNumberOf), from: minutes(from), until: minutes(until), offsetMinutes };
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

export function isWorkingDay(team: Team, day: number): boolean {
  // 2024-01-01 was a Monday.
  const weekday = (((day - dayNumberOf('2024-01-01')) % 7) + 7) % 7;
  return team.days.includes(weekday + 1) && !team.holidays.includes(day);
}

/** Working days after the first day, through the last. */
export function workingDays(team: Team, first: number, last: number): number {
  let count = 0;
  for (let day = first + 1; day <= last; day++) if (isWorkingDay(team, day)) count += 1;
  return count;
}

/** Working milliseconds between two instants. */
export function workingTime(team: Team, start: number, end: number): number {
  let total = 0;
  const lastDay = Math.ceil(end / 86_400_000) + 1;
  for (let day = Math.floor(start / 86_400_000) - 1; day <= lastDay; day++) {
    if (!isWorkingDay(team, day)) continue;
    const opens = (day * 1440 + team.from - team.offsetMinutes) * 60_000;
    const closes = (day * 1440 + team.until - team.offsetMinutes) * 60_000;
    total += Math.max(0, Math.min(closes, end) - Math.max(opens, start));
  }
  return total;
}
