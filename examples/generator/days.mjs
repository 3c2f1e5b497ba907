// @ts-check
/** Days and minutes as whole numbers, and the fiscal quarters of the company. */

/** @typedef {number} Day whole days since 1970-01-01 */
/** @typedef {number} Minute whole minutes since 1970-01-01T00:00Z */

/** @param {string} text YYYY-MM-DD @returns {Day} */
export function day(text) {
  return Date.parse(`${text}T00:00Z`) / 86_400_000;
}

/** @param {Day} value */
export function dayText(value) {
  return new Date(value * 86_400_000).toISOString().slice(0, 10);
}

/** @param {Day | undefined} value */
export function optionalDay(value) {
  return value === undefined ? undefined : dayText(value);
}

/** @param {Minute} value */
export function instantText(value) {
  return `${new Date(value * 60_000).toISOString().slice(0, 16)}Z`;
}

/** @param {Minute} value @returns {Day} */
export function dayOfMinute(value) {
  return Math.floor(value / 1440);
}

/** @param {Day} value 0 = Sunday */
export function weekday(value) {
  return (((value + 4) % 7) + 7) % 7;
}

/** @param {Day} value @returns {{ year: number, month: number }} */
export function monthOf(value) {
  const date = new Date(value * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}

/** @param {number} year @param {number} month may leave 1 to 12 @returns {Day} */
export function firstOfMonth(year, month) {
  return Date.UTC(year, month - 1, 1) / 86_400_000;
}

/** @param {Day} value @param {number} years @returns {Day} */
export function addYears(value, years) {
  const date = new Date(value * 86_400_000);
  return Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()) / 86_400_000;
}

/** @param {Day} value the Friday before a weekend @returns {Day} */
export function workdayBefore(value) {
  const name = weekday(value);
  return name === 6 ? value - 1 : name === 0 ? value - 2 : value;
}

/** @param {Day} value the Monday after a weekend @returns {Day} */
export function workdayAfter(value) {
  const name = weekday(value);
  return name === 6 ? value + 2 : name === 0 ? value + 1 : value;
}

/** Fiscal quarters start in February, May, August and November. @param {Day} value @returns {Day} */
export function quarterStart(value) {
  const { year, month } = monthOf(value);
  return firstOfMonth(year, month - ((month + 10) % 3));
}

/** @param {Day} value @returns {Day} the last day of the fiscal quarter */
export function quarterEnd(value) {
  return quarterStart(quarterStart(value) + 100) - 1;
}

/** @param {Day} from @param {Day} until excluded @returns {Day[]} first days of months */
export function monthsBetween(from, until) {
  const { year, month } = monthOf(from);
  const days = [];
  for (let step = 0; firstOfMonth(year, month + step) < until; step += 1) days.push(firstOfMonth(year, month + step));
  return days;
}
