import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addMonths as addMonthsToDate } from 'date-fns/addMonths';

/** A calendar date as whole days since 1970-01-01. It has no time of day and no zone. */
export type Day = number;

/** 0001-01-01, the first date that can be written. */
export const firstDay: Day = -719_162;

/** 9999-12-31, the last date that can be written. */
export const lastDay: Day = 2_932_896;

/** What a text must be to be read as a date, for messages. */
export const dayExpectation = 'a date such as 2026-08-05, between 0001-01-01 and 9999-12-31';

export const millisecondsPerDay = 86_400_000;

const zeroCode = 48;
const hyphenCode = 45;

/** Reads `YYYY-MM-DD`; NaN for anything else, and for dates the calendar does not have. Millions of rows pass here, so it works on character codes. */
export function parseDay(text: string): Day {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphenCode || text.charCodeAt(7) !== hyphenCode) return Number.NaN;
  const year = digitPair(text, 0) * 100 + digitPair(text, 2);
  const month = digitPair(text, 5);
  const dayOfMonth = digitPair(text, 8);
  // Written so that NaN, which a character other than a digit gives, fails every comparison.
  if (!(year >= 1 && month >= 1 && month <= 12 && dayOfMonth >= 1)) return Number.NaN;
  return dayOfMonth <= monthLength(year, month) ? dayOf(year, month, dayOfMonth) : Number.NaN;
}

/** The two-digit number at a position, NaN when one of them is not a digit or is missing. */
export function digitPair(text: string, position: number): number {
  return digitAt(text, position) * 10 + digitAt(text, position + 1);
}

/** The digit at a position, NaN when it is another character or missing. */
export function digitAt(text: string, position: number): number {
  const digit = text.charCodeAt(position) - zeroCode;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

/** Writes a day of the years 1 to 9999 as `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${fourDigits(year)}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

/** A number from 0 to 9999 with leading zeros. */
export function fourDigits(value: number): string {
  return String(value).padStart(4, '0');
}

/** A number from 0 to 99 with a leading zero. */
export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

// The two conversions count in years that begin on 1 March, so that the leap day comes last, and in eras of 400 years
// (146,097 days), after which the calendar repeats. Month m of such a year (0 = March) begins on day floor((153 m + 2) / 5).
// 719,468 days lie between 0000-03-01 and 1970-01-01.

/** The day of a year, month 1..12 and day of the month in the Gregorian calendar, extended to all years. A day past the month's end runs on into the next. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Year, month 1..12 and day of the month of a day. */
export function partsOf(day: Day): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapCorrected =
    dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(leapCorrected / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Weekday of a day: 1 = Monday to 7 = Sunday. */
export function weekday(day: Day): number {
  // 1970-01-01 was a Thursday; the double remainder keeps earlier days positive.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The same day of the month `count` months later (earlier when negative), or the last day of that month where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  return addMonthsToDate(new UTCDateMini(day * millisecondsPerDay), count).getTime() / millisecondsPerDay;
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
