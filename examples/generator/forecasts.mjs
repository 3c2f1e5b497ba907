// @ts-check
/** What sellers say at the start of a quarter that they will sell in it. */
import { booksCloseOn, booksOpenOn } from './books.mjs';
import { dayText, quarterEnd } from './days.mjs';
import { ownerAtEnd } from './deals.mjs';
import { dollars, planRates } from './exchange-rates.mjs';
import { at } from './lookup.mjs';
import { randomStream } from './random.mjs';
import { isEmployed, sellers } from './reps.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Rep } from './reps.mjs' */

/** What a seller then sold, in the currency of the seller. @param {Deal[]} deals @param {Rep} rep @param {Day} start @param {Day} end */
function soldBy(deals, rep, start, end) {
  return (
    deals
      .filter(
        (deal) => deal.status === 'won' && deal.endsOn >= start && deal.endsOn <= end && ownerAtEnd(deal) === rep.id,
      )
      .reduce(
        (sum, deal) =>
          sum + at(deal.states, deal.states.length - 1).amount * dollars(deal.seed.account.currency, deal.endsOn),
        0,
      ) / planRates[rep.currency]
  );
}

/** @param {Deal[]} deals @param {Row[]} quotas @returns {Row[]} */
export function callQuarters(deals, quotas) {
  const random = randomStream('forecasts');
  // Some always promise more than they hold, some less: that is what a forecast is judged by.
  const tempers = new Map(sellers.map((rep) => [rep.id, random.between(0.82, 1.28)]));
  /** @type {Row[]} */
  const forecasts = [];
  for (let start = booksOpenOn; start <= booksCloseOn; start = quarterEnd(start) + 1) {
    const end = quarterEnd(start);
    for (const rep of sellers) {
      const quota = quotas.find((row) => row['ownerId'] === rep.id && row['startsOn'] === dayText(start));
      if (quota === undefined || !isEmployed(rep, start)) continue;
      const seen = 0.6 * soldBy(deals, rep, start, end) + 0.34 * Number(quota['amount']);
      const call = Math.round((seen * (tempers.get(rep.id) ?? 1) * random.lognormal(1, 0.16)) / 1000) * 1000;
      const commit = Math.round((call * random.between(0.62, 0.88)) / 1000) * 1000;
      for (const [category, amount] of /** @type {const} */ ([
        ['commit', commit],
        ['call', call],
      ])) {
        forecasts.push({
          id: `f${String(forecasts.length + 1).padStart(3, '0')}`,
          ownerId: rep.id,
          teamId: rep.team,
          submittedOn: dayText(start),
          startsOn: dayText(start),
          endsOn: dayText(end + 1),
          category,
          amount,
          currency: rep.currency,
        });
      }
    }
  }
  return forecasts;
}
