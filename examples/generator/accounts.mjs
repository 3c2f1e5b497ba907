// @ts-check
/** Companies that buy, or might. */
import { booksCloseOn } from './books.mjs';
import { teamOf } from './company.mjs';
import { day } from './days.mjs';
import { inventName } from './names.mjs';
import { randomStream } from './random.mjs';
import { assignSeller } from './reps.mjs';

/** @import { Currency, Region, Segment } from './company.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Random } from './random.mjs' */

/**
 * @typedef {{
 *   id: string,
 *   name: string,
 *   parentId: string | undefined,
 *   ownerId: string,
 *   territory: string,
 *   region: Region,
 *   segment: Segment,
 *   industry: string,
 *   employees: number,
 *   currency: Currency,
 *   createdOn: Day,
 *   busyUntil: Day,
 *   contract: Contract | undefined,
 * }} Account
 */

/** @typedef {{ seats: number, product: string }} Contract */

const industryShares = {
  software: 0.24,
  manufacturing: 0.2,
  'financial-services': 0.18,
  healthcare: 0.14,
  retail: 0.14,
  logistics: 0.1,
};

const territoryShares = { 'amer-east': 0.26, 'amer-west': 0.21, emea: 0.31, apac: 0.22 };

/** @param {Random} random @param {Region} region @returns {Currency} */
function buyingCurrency(random, region) {
  if (region !== 'emea') return 'USD';
  return random.chance(0.6) ? 'EUR' : 'GBP';
}

/** @returns {Account[]} */
export function foundAccounts() {
  const random = randomStream('accounts');
  /** @type {Set<string>} */
  const taken = new Set();
  /** @type {Account[]} */
  const accounts = [];
  for (let index = 0; index < 1450; index += 1) {
    const territory = random.choose(territoryShares);
    const region = /** @type {Region} */ (territory.slice(0, 4));
    /** @type {Segment} */
    const segment = random.choose({ enterprise: 0.4, 'mid-market': 0.34, 'small-business': 0.26 });
    const industry = random.choose(industryShares);
    const staff = { enterprise: 4200, 'mid-market': 520, 'small-business': 70 }[segment];
    const relatives = accounts.filter(
      (account) => account.territory === territory && account.segment === segment && account.parentId === undefined,
    );
    accounts.push({
      id: `a${String(index + 1).padStart(4, '0')}`,
      name: inventName(random, industry, taken),
      parentId: relatives.length > 3 && random.chance(0.05) ? random.pick(relatives).id : undefined,
      ownerId: assignSeller(random, teamOf(region, segment === 'enterprise'), territory, booksCloseOn).id,
      territory,
      region,
      segment,
      industry,
      employees: Math.round(random.lognormal(staff, 0.45) / 5) * 5 + 5,
      currency: buyingCurrency(random, region),
      createdOn: day('2020-06-01') + random.whole(0, 930),
      busyUntil: 0,
      contract: undefined,
    });
  }
  return accounts;
}
