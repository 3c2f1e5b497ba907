// @ts-check
/** Customers: contracts, expansions, renewals. */
import { drawSize, roundAmount, seatPrices } from './amounts.mjs';
import { booksCloseOn, booksOpenOn } from './books.mjs';
import { teamOf } from './company.mjs';
import { addYears, day, workdayAfter, workdayBefore } from './days.mjs';
import { playDeal } from './deals.mjs';
import { dollars } from './exchange-rates.mjs';
import { at } from './lookup.mjs';
import { centsOn, movementOf, recurringCents, renewalMovements } from './movements.mjs';
import { randomStream } from './random.mjs';
import { assignSeller, isEmployed, sellers } from './reps.mjs';

/** @import { Account, Contract } from './accounts.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Deal, Seed } from './deals.mjs' */
/** @import { Movement } from './movements.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */

/** @typedef {{ movements: Movement[], deals: Deal[] }} CustomerBook */

/** Customers from before the CRM: their contracts are known, the deals behind them are not. @param {Account[]} accounts @returns {Map<Account, Movement>} */
export function inheritCustomers(accounts) {
  const random = randomStream('inherited-customers');
  /** @type {Map<Account, Movement>} */
  const inherited = new Map();
  for (const account of accounts) {
    if (!random.chance(account.segment === 'enterprise' ? 0.175 : account.segment === 'mid-market' ? 0.15 : 0.09))
      continue;
    const on = workdayBefore(day('2023-02-20') + random.whole(0, 700));
    const { recurring, seats } = drawSize(random, account.segment, 'USD');
    const owner = assignSeller(
      random,
      teamOf(account.region, account.segment === 'enterprise'),
      account.territory,
      booksOpenOn,
    );
    account.contract = { seats, product: 'platform' };
    inherited.set(account, {
      accountId: account.id,
      ownerId: owner.id,
      on,
      kind: 'new',
      cents: recurring * 100,
      product: 'platform',
      type: 'new-business',
    });
  }
  return inherited;
}

/** Who sells to a customer: often the seller of the first deal, while employed; newcomers get their share of the book too. @param {Random} random @param {Account} account @param {string} sellerId @param {Day} on */
function sellerFor(random, account, sellerId, on) {
  const first = sellers.find((rep) => rep.id === sellerId);
  return first !== undefined && isEmployed(first, on) && random.chance(0.4)
    ? first
    : assignSeller(random, teamOf(account.region, account.segment === 'enterprise'), account.territory, on);
}

/** @param {Random} random @param {Account} account @param {Rep} owner @param {Day} on @param {number} cents @returns {Seed} */
function expansionSeed(random, account, owner, on, cents) {
  const price = seatPrices[account.segment];
  const recurring = roundAmount((cents / 100) * random.between(0.28, 0.8));
  return {
    account,
    owner,
    createdOn: on,
    type: 'expansion',
    source: random.pick(['customer-success', 'customer-success', 'outbound']),
    product: random.choose({ platform: 0.4, analytics: 0.36, automation: 0.24 }),
    recurring,
    seats: Math.max(1, Math.round(recurring / price)),
    services: 0,
    firstContactOn: undefined,
    leadId: undefined,
    renewsOn: undefined,
    renewalBase: undefined,
  };
}

/** @param {Random} random @param {Account} account @param {Rep} owner @param {Day} on @param {Day} anniversary @param {number} cents @returns {Seed} */
function renewalSeed(random, account, owner, on, anniversary, cents) {
  const contract = /** @type {Contract} */ (account.contract);
  // Most renew as they are; some at a higher price, some for fewer seats.
  const change = random.pick([1, 1, 1, 1.04, 1.05, 1.07, 0.85, 1]);
  const base = cents / 100 / dollars(account.currency, Math.min(on, booksCloseOn));
  const recurring = Math.round(base * change);
  return {
    account,
    owner,
    createdOn: on,
    type: 'renewal',
    source: 'customer-success',
    product: contract.product,
    recurring,
    seats: contract.seats,
    services: 0,
    firstContactOn: undefined,
    leadId: undefined,
    renewsOn: anniversary,
    renewalBase: Math.round(base),
  };
}

/** One contract year: perhaps an expansion, then the renewal. @param {Random} random @param {Account} account @param {Movement[]} movements @param {Day} from @returns {Deal[]} */
function playContractYear(random, account, movements, from) {
  const first = at(movements, 0);
  const anniversary = addYears(from, 1);
  /** @type {Deal[]} */
  const deals = [];
  const grows = random.chance(account.segment === 'enterprise' ? 0.66 : account.segment === 'mid-market' ? 0.52 : 0.34);
  const expandOn = workdayAfter(from + random.whole(70, 230));
  if (grows && expandOn >= booksOpenOn - 60 && expandOn <= booksCloseOn) {
    const deal = playDeal(
      random,
      expansionSeed(
        random,
        account,
        sellerFor(random, account, first.ownerId, expandOn),
        expandOn,
        centsOn(movements, expandOn),
      ),
    );
    // An expansion that drags on past the anniversary would be part of the renewal.
    if (deal.endsOn < anniversary - 5) {
      deals.push(deal);
      if (deal.status === 'won') movements.push(movementOf(deal, 'expansion', deal.endsOn, recurringCents(deal)));
    }
  }
  const talkOn = workdayAfter(anniversary - (account.segment === 'enterprise' ? 120 : 75));
  if (talkOn > booksCloseOn || anniversary < booksOpenOn) return deals;
  const cents = centsOn(movements, anniversary);
  const renewal = playDeal(
    random,
    renewalSeed(random, account, sellerFor(random, account, first.ownerId, talkOn), talkOn, anniversary, cents),
  );
  deals.push(renewal);
  movements.push(...renewalMovements(renewal, anniversary, cents));
  return deals;
}

/** @param {Random} random @param {Account} account @param {Movement} first @returns {CustomerBook} */
function playCustomer(random, account, first) {
  const movements = [first];
  /** @type {Deal[]} */
  const deals = [];
  for (let from = first.on; from <= booksCloseOn; from = addYears(from, 1)) {
    const played = playContractYear(random, account, movements, from);
    deals.push(...played);
    // A customer whose renewal is lost or still open has no further year to play.
    if (played.some((deal) => deal.seed.type === 'renewal' && deal.status !== 'won')) break;
  }
  return { movements, deals };
}

/** @param {Account[]} accounts @param {Map<Account, Movement>} inherited @param {Deal[]} newDeals @returns {CustomerBook} */
export function serveCustomers(accounts, inherited, newDeals) {
  const random = randomStream('customers');
  const firsts = new Map(inherited);
  for (const deal of newDeals) {
    if (deal.status === 'won')
      firsts.set(deal.seed.account, movementOf(deal, 'new', deal.endsOn, recurringCents(deal)));
  }
  /** @type {CustomerBook} */
  const book = { movements: [], deals: [] };
  for (const account of accounts) {
    const first = firsts.get(account);
    if (first === undefined) continue;
    const { movements, deals } = playCustomer(random, account, first);
    book.movements.push(...movements);
    book.deals.push(...deals);
  }
  book.movements.sort((left, right) => left.on - right.on);
  return book;
}
