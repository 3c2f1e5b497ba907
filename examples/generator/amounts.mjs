// @ts-check
/** How large deals are. */

/** @import { Currency, Segment } from './company.mjs' */
/** @import { Random } from './random.mjs' */

const recurringMedians = { enterprise: 56_000, 'mid-market': 20_000, 'small-business': 8_500 };

export const seatPrices = { enterprise: 540, 'mid-market': 620, 'small-business': 700 };

export const productShares = { platform: 0.62, analytics: 0.23, automation: 0.15 };

/** Nobody quotes cents, and large offers are rounder than small ones. @param {number} amount */
export function roundAmount(amount) {
  const step = amount > 100_000 ? 1000 : amount > 20_000 ? 250 : 50;
  return Math.max(step, Math.round(amount / step) * step);
}

/** @param {Random} random @param {Segment} segment @param {Currency} currency */
export function drawSize(random, segment, currency) {
  const price = seatPrices[segment];
  const seats = Math.max(3, Math.round(random.lognormal(recurringMedians[segment], 0.38) / price));
  return { seats, recurring: roundAmount((seats * price) / (currency === 'USD' ? 1 : 1.12)) };
}

/** @param {number} cents */
export function money(cents) {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
