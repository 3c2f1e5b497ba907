import type { Day } from './day.ts';

/** Number of the ascending days that are not after a day. */
export function countUpTo(ascending: readonly Day[], day: Day): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (day >= (ascending[middle] as Day)) low = middle + 1;
    else high = middle;
  }
  return low;
}
