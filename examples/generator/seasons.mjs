// @ts-check
/** Busy and quiet months. */
import { booksOpenOn } from './books.mjs';
import { monthOf, weekday } from './days.mjs';
import { at } from './lookup.mjs';

/** @import { Day } from './days.mjs' */
/** @import { Random } from './random.mjs' */

export const monthlySeason = [1.02, 1.06, 1.1, 1.04, 1.02, 0.98, 0.86, 0.78, 1.12, 1.1, 1.05, 0.82];

/** How busy a month is, with about a fifth of growth a year. @param {Day} on */
function demand(on) {
  return at(monthlySeason, monthOf(on).month - 1) * (1 + (0.2 * (on - booksOpenOn)) / 365);
}

/** @param {Random} random @param {Day} from @param {Day} until @returns {Day} a day between, the busy months more often */
export function busyDay(random, from, until) {
  for (;;) {
    const on = random.whole(from, until);
    const isQuiet = weekday(on) === 0 || weekday(on) === 6;
    if (random.chance((demand(on) / 1.6) * (isQuiet ? 0.25 : 1))) return on;
  }
}
