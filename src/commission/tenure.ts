import { type Day, partsOf } from '../time/day.ts';

/**
 * Time since an assignment began. A month is whole on the day of the month on which it began, or on the last day of a month that is shorter.
 *
 * @param unit - whole months or days
 * @param start - first day of the assignment
 * @param day - a day, not before it
 * @returns 0 on the first day, and for months until the first of them is whole
 */
export function tenureOf(unit: 'months' | 'days', start: Day, day: Day): number {
  if (unit === 'days') return day - start;
  const from = partsOf(start);
  const to = partsOf(day);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const isReached = to.dayOfMonth >= from.dayOfMonth || partsOf(day + 1).dayOfMonth === 1;
  return isReached ? months : months - 1;
}
