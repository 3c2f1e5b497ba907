// @ts-check
/** What a deal does to the yearly recurring amount of a customer. */
import { booksCloseOn } from './books.mjs';
import { ownerAtEnd } from './deals.mjs';
import { dollars } from './exchange-rates.mjs';

/** @import { Day } from './days.mjs' */
/** @import { Deal } from './deals.mjs' */

/**
 * @typedef {{
 *   accountId: string,
 *   ownerId: string,
 *   on: Day,
 *   kind: 'new' | 'expansion' | 'contraction' | 'churn',
 *   cents: number,
 *   product: string,
 *   type: string,
 * }} Movement
 */

/** @param {Deal} deal @returns {number} yearly dollars in cents, at the rate of the day it was won */
export function recurringCents(deal) {
  return Math.round(deal.recurring * dollars(deal.seed.account.currency, deal.endsOn) * 100);
}

/** @param {Deal} deal @param {Movement['kind']} kind @param {Day} on @param {number} cents @returns {Movement} */
export function movementOf(deal, kind, on, cents) {
  const { account, product, type } = deal.seed;
  return { accountId: account.id, ownerId: ownerAtEnd(deal), on, kind, cents, product, type };
}

/**
 * What a renewal does to the yearly amount. A change below one per cent is only the exchange rate of two days.
 * @param {Deal} deal @param {Day} anniversary @param {number} cents what the customer pays before @returns {Movement[]}
 */
export function renewalMovements(deal, anniversary, cents) {
  if (deal.status === 'open') return [];
  if (deal.status !== 'won') return anniversary <= booksCloseOn ? [movementOf(deal, 'churn', anniversary, cents)] : [];
  const change = Math.round(deal.recurring * dollars(deal.seed.account.currency, deal.seed.createdOn) * 100) - cents;
  if (Math.abs(change) * 100 < cents) return [];
  return [movementOf(deal, change > 0 ? 'expansion' : 'contraction', deal.endsOn, Math.abs(change))];
}

/** @param {Movement[]} movements @param {Day} on */
export function centsOn(movements, on) {
  return movements
    .filter((movement) => movement.on <= on)
    .reduce((sum, { kind, cents }) => sum + (kind === 'new' || kind === 'expansion' ? cents : -cents), 0);
}
