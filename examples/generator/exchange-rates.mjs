// @ts-check
/** Euros and pounds in dollars, month by month. */
import { booksCloseOn, warmUpStartsOn } from './books.mjs';
import { monthsBetween } from './days.mjs';
import { at } from './lookup.mjs';
import { randomStream } from './random.mjs';

/** @import { Currency } from './company.mjs' */
/** @import { Day } from './days.mjs' */

/** @typedef {{ from: Currency, on: Day, rate: number }} Rate in ten-thousandths of a dollar, so that they stay whole */

/** @returns {Rate[]} */
function drawRates() {
  const random = randomStream('exchange-rates');
  /** @type {Rate[]} */
  const rates = [];
  let euro = 10_850;
  let pound = 12_750;
  for (const on of monthsBetween(warmUpStartsOn, booksCloseOn)) {
    rates.push({ from: 'EUR', on, rate: Math.round(euro) }, { from: 'GBP', on, rate: Math.round(pound) });
    const common = random.normal() * 90;
    euro += common + random.normal() * 60 + 12;
    pound += common + random.normal() * 70 + 10;
  }
  return rates;
}

export const rates = drawRates();

/** Dollars for one unit: the latest rate on or before the day, as the library reads it. @param {Currency} currency @param {Day} on */
export function dollars(currency, on) {
  if (currency === 'USD') return 1;
  const known = rates.filter((rate) => rate.from === currency && rate.on <= on);
  return at(known, known.length - 1).rate / 10_000;
}

/** Planning rates are fixed for the two years; the real ones move. */
export const planRates = { USD: 1, EUR: 1.1, GBP: 1.3 };
