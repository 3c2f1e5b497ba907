// @ts-check
/** Revenue: subscriptions as time passes, services when they are delivered. */
import { money } from './amounts.mjs';
import { booksCloseOn, booksOpenOn } from './books.mjs';
import { dayText, firstOfMonth, monthOf, monthsBetween, quarterEnd } from './days.mjs';
import { ownerAtEnd } from './deals.mjs';
import { at } from './lookup.mjs';
import { centsOn } from './movements.mjs';
import { randomStream } from './random.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Movement } from './movements.mjs' */

/**
 * Subscription revenue, one line per customer and quarter: a twelfth of the yearly amount at each month's end. Kept in
 * dollars like the movements, which fixes the rate on the day of the deal: a customer who leaves then takes away
 * exactly what he brought, whatever the euro did.
 * @param {Movement[]} movements @returns {Row[]}
 */
function recogniseSubscriptions(movements) {
  const random = randomStream('orders');
  const accountIds = [...new Set(movements.map((movement) => movement.accountId))].sort();
  /** @type {Row[]} */
  const lines = [];
  for (let start = booksOpenOn; start <= booksCloseOn; start = quarterEnd(start) + 1) {
    for (const accountId of accountIds) {
      const own = movements.filter((movement) => movement.accountId === accountId);
      const cents = monthsBetween(start, quarterEnd(start)).reduce(
        (sum, month) =>
          sum + Math.round(centsOn(own, firstOfMonth(monthOf(month).year, monthOf(month).month + 1) - 1) / 12),
        0,
      );
      if (cents === 0) continue;
      const first = at(own, 0);
      lines.push({
        accountId,
        ownerId: first.ownerId,
        orderedOn: dayText(Math.max(start, first.on)),
        recognisedOn: dayText(quarterEnd(start)),
        amount: money(cents),
        cost: money(Math.round(cents * random.between(0.18, 0.26))),
        currency: 'USD',
        product: first.product,
        type: 'subscription',
      });
    }
  }
  return lines;
}

/** Services are delivered, and so recognised, some weeks after the contract. @param {Deal[]} deals @returns {Row[]} */
function recogniseServices(deals) {
  const random = randomStream('services');
  return deals
    .filter((deal) => deal.status === 'won' && deal.seed.services > 0)
    .map((deal) => {
      const { account } = deal.seed;
      const deliveredOn = deal.endsOn + random.whole(30, 75);
      const services = at(deal.states, deal.states.length - 1).amount - deal.recurring;
      return {
        accountId: account.id,
        ownerId: ownerAtEnd(deal),
        opportunityId: deal.id,
        orderedOn: dayText(deal.endsOn),
        recognisedOn: deliveredOn <= booksCloseOn ? dayText(deliveredOn) : undefined,
        amount: services,
        cost: Math.round(services * random.between(0.6, 0.8)),
        currency: account.currency,
        product: 'services',
        type: 'services',
      };
    });
}

/** @param {Movement[]} movements @param {Deal[]} deals @returns {Row[]} */
export function takeOrders(movements, deals) {
  const lines = [...recogniseSubscriptions(movements), ...recogniseServices(deals)];
  return lines.map((line, index) => ({ id: `n${String(index + 1).padStart(4, '0')}`, ...line }));
}
