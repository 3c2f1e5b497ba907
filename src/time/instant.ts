import { SalesMetricsError, showValue } from '../errors.ts';
import { type Day, digitAt, digitPair, firstDay, lastDay, millisecondsPerDay, parseDay } from './day.ts';
import { isTimeZone, type OffsetDay, readOffsetDay } from './zone.ts';

export { isTimeZone } from './zone.ts';

/** What was read from a date or an instant: the calendar date in the zone asked for, and the epoch milliseconds where a time of day was given. */
export interface Moment {
  readonly day: Day;
  /** Milliseconds since 1970-01-01T00:00Z; NaN when only a date was given. */
  readonly time: number;
}

/** What an input must be to be read as a moment, for messages. */
export const momentExpectation =
  'a date such as 2026-08-05, an instant with its offset such as 2026-08-05T14:30:00Z, or a valid Date, in the years 1 to 9999';

/**
 * Reads a calendar date (kept as it is), an ISO instant with an offset, or a Date (turned into the date it has in the zone). Null for anything else.
 *
 * Instants are cut, not rounded, to milliseconds.
 */
export function readMoment(input: unknown, timeZone: string): Moment | null {
  if (typeof input === 'string') {
    if (input.length > 10) return momentAt(parseInstant(input), timeZone);
    const day = parseDay(input);
    return Number.isNaN(day) ? null : { day, time: Number.NaN };
  }
  return momentAt(timeOf(input), timeZone);
}

function momentAt(time: number, timeZone: string): Moment | null {
  const day = instantToDay(time, timeZone);
  return day >= firstDay && day <= lastDay ? { day, time } : null;
}

function timeOf(input: unknown): number {
  try {
    // Not `instanceof`, so that a Date of another realm is one and a Proxy or a look-alike is none.
    return Date.prototype.getTime.call(input as Date);
  } catch {
    return Number.NaN;
  }
}

const instantPattern = /^.{10}[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Epoch milliseconds of an instant. The pattern settles the shape; the numbers are then read where they stand, without captures, since every row passes here. */
function parseInstant(text: string): number {
  const day = parseDay(text.slice(0, 10));
  if (Number.isNaN(day) || !instantPattern.test(text)) return Number.NaN;
  const hours = digitPair(text, 11);
  const minutes = digitPair(text, 14);
  const seconds = text.charAt(16) === ':' ? digitPair(text, 17) : 0;
  if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN;
  const milliseconds = text.charAt(19) === '.' ? millisecondsAt(text, 20) : 0;
  const local = day * millisecondsPerDay + (hours * 3600 + minutes * 60 + seconds) * 1000 + milliseconds;
  return text.endsWith('Z') ? local : local - offsetOf(text);
}

/** The first three digits of a fraction of a second; digits that are not there are zeros. */
function millisecondsAt(text: string, position: number): number {
  let milliseconds = 0;
  let weight = 100;
  for (let index = position; weight >= 1; index++) {
    const digit = digitAt(text, index);
    if (Number.isNaN(digit)) break;
    milliseconds += digit * weight;
    weight /= 10;
  }
  return milliseconds;
}

/** The offset that ends an instant, in milliseconds east of UTC. */
function offsetOf(text: string): number {
  const hours = digitPair(text, text.length - 5);
  const minutes = digitPair(text, text.length - 2);
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (text.charAt(text.length - 6) === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

const mostZonesKept = 32;
const mostDaysKept = 100_000;
const offsetsByZone = new Map<string, Map<number, OffsetDay>>();

/** The calendar date an instant has in a zone; NaN for NaN. */
export function instantToDay(time: number, timeZone: string): Day {
  return Math.floor(wallClockTime(time, timeZone) / millisecondsPerDay);
}

/** What clocks and calendars in a zone show at an instant, as milliseconds since they showed 1970-01-01T00:00; NaN for NaN. */
export function wallClockTime(time: number, timeZone: string): number {
  if (Number.isNaN(time)) return Number.NaN;
  const { before, after, changeAt } = offsetsOn(Math.floor(time / millisecondsPerDay), timeZone);
  return time + (time < changeAt ? before : after);
}

/** The offsets of a zone on one UTC day. They are remembered, as asking the runtime for one costs microseconds. */
export function offsetsOn(utcDay: number, timeZone: string): OffsetDay {
  const days = offsetsByZone.get(timeZone) ?? openZone(timeZone);
  let offsets = days.get(utcDay);
  if (offsets === undefined) {
    offsets = readOffsetDay(timeZone, utcDay);
    if (days.size >= mostDaysKept) days.clear();
    days.set(utcDay, offsets);
  }
  return offsets;
}

function openZone(timeZone: string): Map<number, OffsetDay> {
  if (!isTimeZone(timeZone)) {
    throw new SalesMetricsError(
      'invalid-time-zone',
      `instantToDay: timeZone must be a zone name such as Europe/London, got ${showValue(timeZone)}`,
    );
  }
  const days = new Map<number, OffsetDay>();
  if (offsetsByZone.size >= mostZonesKept) offsetsByZone.clear();
  offsetsByZone.set(timeZone, days);
  return days;
}
