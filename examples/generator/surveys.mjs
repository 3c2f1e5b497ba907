// @ts-check
/** What customers answer when they are asked. */
import { booksCloseOn, booksOpenOn } from './books.mjs';
import { day, dayOfMinute, instantText } from './days.mjs';
import { ownerAtEnd } from './deals.mjs';
import { at } from './lookup.mjs';
import { centsOn } from './movements.mjs';
import { randomStream } from './random.mjs';
import { repOf } from './reps.mjs';
import { workingMinute } from './touches.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Day, Minute } from './days.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Movement } from './movements.mjs' */
/** @import { Random } from './random.mjs' */

/** @typedef {{ minute: Minute, row: Row }} Answer */

/** Every customer is asked twice a year how likely a recommendation is. */
const askedOn = ['2025-04-08', '2025-10-07', '2026-04-07', '2026-10-06'].map(day);

/** Who pays less a year later, or nothing, is seldom a promoter today. @param {Random} random @param {Movement[]} own @param {Day} on */
function recommendation(random, own, on) {
  const [now, later] = [centsOn(own, on), centsOn(own, on + 365)];
  const mood = later === 0 ? 5.6 : later < now ? 7 : later > now ? 8.9 : 8.2;
  return Math.max(0, Math.min(10, Math.round(mood + random.normal() * 1.7)));
}

/** @param {Random} random @param {Movement[]} movements @returns {Answer[]} */
function recommendations(random, movements) {
  const accountIds = [...new Set(movements.map((movement) => movement.accountId))].sort();
  return askedOn.flatMap((on) =>
    accountIds.flatMap((accountId) => {
      const own = movements.filter((movement) => movement.accountId === accountId);
      if (centsOn(own, on) <= 0 || !random.chance(0.38)) return [];
      const { ownerId } = at(own, 0);
      const minute = workingMinute(random, repOf(ownerId), on + random.whole(0, 12));
      return [{ minute, row: { accountId, ownerId, kind: 'nps', score: recommendation(random, own, on), scale: 10 } }];
    }),
  );
}

/** After a sale the buyer is asked how satisfied he was with it, from 1 to 5. @param {Random} random @param {Deal[]} deals @returns {Answer[]} */
function satisfaction(random, deals) {
  return deals
    .filter((deal) => deal.status === 'won' && deal.seed.type !== 'renewal' && deal.endsOn >= booksOpenOn)
    .flatMap((deal) => {
      if (!random.chance(0.46)) return [];
      const ownerId = ownerAtEnd(deal);
      const owner = repOf(ownerId);
      const score = Math.max(1, Math.min(5, Math.round(3.6 + owner.skill / 2 + random.normal() * 0.8)));
      const minute = workingMinute(random, owner, deal.endsOn + random.whole(20, 45));
      return [{ minute, row: { accountId: deal.seed.account.id, ownerId, kind: 'csat', score, scale: 5 } }];
    });
}

/** @param {Movement[]} movements @param {Deal[]} deals @returns {Row[]} */
export function askCustomers(movements, deals) {
  const random = randomStream('surveys');
  return [...recommendations(random, movements), ...satisfaction(random, deals)]
    .filter(({ minute }) => dayOfMinute(minute) < booksCloseOn)
    .sort((left, right) => left.minute - right.minute)
    .map(({ minute, row }, index) => ({
      id: `v${String(index + 1).padStart(4, '0')}`,
      answeredOn: instantText(minute),
      ...row,
    }));
}
