import { type Day, millisecondsPerDay } from './day.ts';
import { offsetsOn, wallClockTime } from './instant.ts';
import { countUpTo } from './sortedDays.ts';

/** 1970-01-05, the first Monday from which weeks are counted. */
const aMonday = 4;

/** The days and hours in which a team works. */
export class WorkingTime {
  /** Number of worked days from Monday through each day of the week. */
  readonly #passed: readonly number[];
  readonly #perWeek: number;
  /** Holidays on days that would be worked, ascending, each once. */
  readonly #holidays: readonly Day[];
  readonly #opensAt: number;
  readonly #closesAt: number;

  /**
   * @param weekdays - the days of the week that are worked, 1 for Monday to 7 for Sunday
   * @param opensAt - milliseconds from midnight to the beginning of work, as clocks show it
   * @param closesAt - milliseconds from midnight to its end
   * @param holidays - days that are not worked, in any order
   */
  constructor(weekdays: readonly number[], opensAt: number, closesAt: number, holidays: readonly Day[]) {
    let worked = 0;
    this.#passed = [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekdays.includes(weekday) ? ++worked : worked));
    this.#perWeek = worked;
    this.#opensAt = opensAt;
    this.#closesAt = closesAt;
    this.#holidays = [...new Set(holidays)]
      .filter((day) => this.#weekdaysUpTo(day) > this.#weekdaysUpTo(day - 1))
      .sort((left, right) => left - right);
  }

  /** The days and hours as plain data: equal for teams that work at the same times. */
  get plain(): object {
    return { passed: this.#passed, opensAt: this.#opensAt, closesAt: this.#closesAt, holidays: this.#holidays };
  }

  /** Number of working days through a day, counted from a fixed one: two such numbers differ by the working days after the one day and through the other. */
  daysUpTo(day: Day): number {
    return this.#weekdaysUpTo(day) - countUpTo(this.#holidays, day);
  }

  /** Working milliseconds until clocks show a time (milliseconds since they showed 1970-01-01T00:00), as if they were never set back or forward. */
  millisecondsUpTo(shown: number): number {
    const day = Math.floor(shown / millisecondsPerDay);
    const before = this.daysUpTo(day - 1);
    const isWorked = this.daysUpTo(day) > before;
    const length = this.#closesAt - this.#opensAt;
    const today = Math.min(Math.max(shown - day * millisecondsPerDay - this.#opensAt, 0), length);
    return before * length + (isWorked ? today : 0);
  }

  #weekdaysUpTo(day: Day): number {
    const weeks = Math.floor((day - aMonday) / 7);
    return weeks * this.#perWeek + (this.#passed[day - aMonday - weeks * 7] as number);
  }
}

/** Number of working days after a day and through another, not counting backwards: negative where the other is earlier. */
export function workingDays(after: Day, through: Day, workingTime: WorkingTime): number {
  return workingTime.daysUpTo(through) - workingTime.daysUpTo(after);
}

/**
 * Working milliseconds through an instant, counted from a fixed one, for instants between the first and the last:
 * two such numbers differ by the time between the instants in which clocks of the zone show working hours.
 */
export function workingMilliseconds(
  workingTime: WorkingTime,
  timeZone: string,
  first: number,
  last: number,
): (instant: number) => number {
  const changes: number[] = [];
  const skipped: number[] = [0];
  for (const { at, before, after } of clockChanges(timeZone, first, last)) {
    // Where clocks jump over working hours, or show them twice, the time that they show runs off by this much.
    const jump = workingTime.millisecondsUpTo(at + after) - workingTime.millisecondsUpTo(at + before);
    changes.push(at);
    skipped.push((skipped.at(-1) as number) + jump);
  }
  return (instant) =>
    workingTime.millisecondsUpTo(wallClockTime(instant, timeZone)) - (skipped[countUpTo(changes, instant)] as number);
}

interface ClockChange {
  /** First instant of the new offset. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** When clocks of a zone were set back or forward. No zone has ever gone back and forth within one week. */
function clockChanges(timeZone: string, first: number, last: number): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  const lastDay = Math.floor(last / millisecondsPerDay);
  for (let day = Math.floor(first / millisecondsPerDay); day <= lastDay; day += 7) {
    if (offsetsOn(day, timeZone).before === offsetsOn(day + 7, timeZone).before) continue;
    for (let inWeek = day; inWeek < day + 7; inWeek++) {
      const { changeAt, before, after } = offsetsOn(inWeek, timeZone);
      if (before !== after) changes.push({ at: changeAt, before, after });
    }
  }
  return changes;
}
