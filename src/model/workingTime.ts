import { parseDay } from '../time/day.ts';
import { WorkingTime } from '../time/workingTime.ts';
import { cell, isPlainRecord, type PlainRecord, unreadable } from './plainRecord.ts';

/** When a team works, for spans in working days and working hours. */
export interface WorkingTimeInput {
  /** Days of the week that are worked, 1 for Monday to 7 for Sunday; Monday to Friday where missing. */
  readonly days?: readonly number[] | null | undefined;
  /** When work begins, as clocks of the time zone show it, for example `08:30`; `09:00` where missing. */
  readonly from?: string | null | undefined;
  /** When work ends, `24:00` at the latest; `17:00` where missing. */
  readonly until?: string | null | undefined;
  /** Dates that are not worked; none where missing. */
  readonly holidays?: readonly string[] | null | undefined;
}

const names = ['days', 'from', 'until', 'holidays'];
const nothing = {};
const millisecondsPerMinute = 60_000;

/** Notes a problem of the option: its path, the value, and what was expected. */
type Refuse = (path: string, value: unknown, expected: string) => void;

/** Reads the option; every problem is noted, and what is wrong counts as missing. */
export function readWorkingTime(value: unknown, refuse: Refuse): WorkingTime {
  const input = value ?? nothing;
  if (!isPlainRecord(input)) {
    refuse('workingTime', value, 'an object such as { days: [1, 2, 3, 4, 5], from: "09:00", until: "17:00" }');
    return readWorkingTime(nothing, refuse);
  }
  for (const name of namesOf(input)) {
    if (!names.includes(name))
      refuse(`workingTime.${name}`, cell(input, name), `left out: workingTime takes ${names.join(', ')}`);
  }
  const given = (name: string): unknown => own(input, name);
  const from = clockTime(given('from'), 9 * 60);
  const until = clockTime(given('until'), 17 * 60);
  if (from === null || from === endOfDay) refuse('workingTime.from', given('from'), 'a time of day such as "09:00"');
  if (until === null) refuse('workingTime.until', given('until'), 'a time of day such as "17:00"');
  if (from !== null && until !== null && from < endOfDay && until <= from)
    refuse('workingTime.until', given('until') ?? '17:00', 'later than workingTime.from');
  return new WorkingTime(
    weekdaysOf(given('days'), refuse),
    (from ?? 0) * millisecondsPerMinute,
    (until ?? endOfDay) * millisecondsPerMinute,
    holidaysOf(given('holidays'), refuse),
  );
}

/** A property of the option; null where it is missing. */
function own(input: PlainRecord, name: string): unknown {
  try {
    return Object.hasOwn(input, name) ? (cell(input, name) ?? null) : null;
  } catch {
    // A proxy may throw on every question.
    return unreadable;
  }
}

const endOfDay = 24 * 60;

/** Minutes since midnight; null for what is no time of day. */
function clockTime(value: unknown, byDefault: number): number | null {
  if (value === null) return byDefault;
  const match = typeof value === 'string' ? /^(\d\d):([0-5]\d)$/.exec(value) : null;
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes <= endOfDay ? minutes : null;
}

function weekdaysOf(value: unknown, refuse: Refuse): readonly number[] {
  if (value === null) return [1, 2, 3, 4, 5];
  const list = listOf(value);
  const isRight =
    list !== null &&
    list.length > 0 &&
    new Set(list).size === list.length &&
    list.every((day) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7);
  if (isRight) return list as readonly number[];
  refuse('workingTime.days', value, 'an array of different days of the week, 1 for Monday to 7 for Sunday');
  return [];
}

function holidaysOf(value: unknown, refuse: Refuse): readonly number[] {
  if (value === null) return [];
  const list = listOf(value);
  if (list === null) {
    refuse('workingTime.holidays', value, 'an array of dates such as "2026-12-25"');
    return [];
  }
  return list.flatMap((date, index) => {
    const day = typeof date === 'string' ? parseDay(date) : Number.NaN;
    if (!Number.isNaN(day)) return [day];
    refuse(`workingTime.holidays[${index}]`, date, 'a date such as "2026-12-25"');
    return [];
  });
}

/** A copy of an array; null for anything else, and for a proxy that throws. */
function listOf(value: unknown): readonly unknown[] | null {
  try {
    return Array.isArray(value) && value.length <= mostEntries ? Array.from(value as readonly unknown[]) : null;
  } catch {
    return null;
  }
}

/** More days than the calendar has; a proxy of an array may say any length. */
const mostEntries = 4_000_000;

function namesOf(input: object): readonly string[] {
  try {
    return Object.keys(input);
  } catch {
    return [];
  }
}
