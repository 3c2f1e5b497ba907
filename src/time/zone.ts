import { tzOffset } from '@date-fns/tz/tzOffset';
import { millisecondsPerDay } from './day.ts';

/**
 * Whether a name is a time zone this runtime knows, such as `Europe/London` or `UTC`.
 *
 * Bare offsets such as `+05:30` are no zones here: runtimes disagree on them, and a sales team lives in a place.
 *
 * @param name - the name to look up, in any case
 * @returns true for an IANA zone name or one of its aliases
 *
 * @example
 * ```ts
 * import { isTimeZone } from './zone.ts';
 * isTimeZone('Europe/London'); // => true
 * isTimeZone('+05:30'); // => false
 * ```
 */
export function isTimeZone(name: string): boolean {
  if (typeof name !== 'string' || !/^[A-Za-z]/.test(name)) return false;
  try {
    // The constructor is the only check every runtime has; nothing is formatted with it.
    Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Offsets on one day of UTC: `before` until the instant `changeAt`, `after` from then on, in milliseconds east of UTC. */
export interface OffsetDay {
  readonly changeAt: number;
  readonly before: number;
  readonly after: number;
}

/** Reads the offsets of one UTC day. A zone is assumed to change at most once in that span, which all of its history bears out. */
export function readOffsetDay(timeZone: string, utcDay: number): OffsetDay {
  let low = utcDay * millisecondsPerDay;
  let high = low + millisecondsPerDay;
  const before = offsetAt(low, timeZone);
  const after = offsetAt(high, timeZone);
  if (before === after) return { changeAt: high, before, after };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return { changeAt: high, before, after };
}

function offsetAt(time: number, timeZone: string): number {
  const date = new Date(time);
  const minutes = tzOffset(timeZone, date);
  // tzOffset loses the sign of offsets less than an hour west of Greenwich, which Dublin (1900) and Monrovia (1971) had.
  const lostSign = minutes > 0 && minutes < 60 && isWestOfGreenwich(date, timeZone);
  // Local mean times have seconds, which minutes carry as an inexact fraction.
  const seconds = Math.round(minutes * 60);
  return (lostSign ? -seconds : seconds) * 1000;
}

function isWestOfGreenwich(date: Date, timeZone: string): boolean {
  return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).format(date).includes('GMT-');
}
