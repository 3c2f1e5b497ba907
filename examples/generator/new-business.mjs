// @ts-check
/** Deals with companies that are no customers yet. */
import { drawSize, productShares, roundAmount } from './amounts.mjs';
import { booksCloseOn, warmUpStartsOn } from './books.mjs';
import { regionOf, teamOf, teams } from './company.mjs';
import { dayOfMinute, dayText, workdayAfter } from './days.mjs';
import { playDeal } from './deals.mjs';
import { randomStream } from './random.mjs';
import { assignSeller } from './reps.mjs';
import { busyDay } from './seasons.mjs';

/** @import { Account } from './accounts.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Deal, Seed } from './deals.mjs' */
/** @import { Lead } from './leads.mjs' */
/** @import { Random } from './random.mjs' */

/** @param {Random} random @param {Account[]} accounts @param {string} team @param {Day} on @returns {Account | undefined} */
function freeAccount(random, accounts, team, on) {
  const isEnterprise = team.endsWith('enterprise');
  const free = accounts.filter(
    (account) =>
      account.region === regionOf(team) &&
      (account.segment === 'enterprise') === isEnterprise &&
      account.contract === undefined &&
      account.busyUntil < on,
  );
  return free.length === 0 ? undefined : random.pick(free);
}

/** @param {Random} random @param {Account} account @param {Day} on @param {string} source @param {Lead | undefined} lead @returns {Seed} */
function newBusiness(random, account, on, source, lead) {
  const size = drawSize(random, account.segment, account.currency);
  const owner =
    lead?.host ?? assignSeller(random, teamOf(account.region, account.segment === 'enterprise'), account.territory, on);
  const contactedOn = lead === undefined ? on - random.whole(3, 45) : dayOfMinute(lead.assignedOn) + 1;
  return {
    account,
    owner,
    createdOn: on,
    type: 'new-business',
    source,
    product: random.choose(productShares),
    ...size,
    services: random.chance(account.segment === 'enterprise' ? 0.6 : 0.2)
      ? roundAmount(size.recurring * random.between(0.06, 0.18))
      : 0,
    firstContactOn: random.chance(0.85) ? Math.min(on, contactedOn) : undefined,
    leadId: lead?.id,
    renewsOn: undefined,
    renewalBase: undefined,
  };
}

/** Deals that sellers and partners find themselves, beside those that grow out of leads. @param {Random} random */
function ownProspecting(random) {
  /** @type {Record<string, number>} */
  const shares = Object.fromEntries(Object.entries(teams).map(([team, { share }]) => [team, share]));
  return Array.from({ length: 1320 }, () => ({
    on: workdayAfter(busyDay(random, warmUpStartsOn, booksCloseOn - 2)),
    team: random.choose(shares),
    source: random.choose({ outbound: 0.62, partner: 0.24, referral: 0.14 }),
  }));
}

/** @param {Account[]} accounts @param {Lead[]} leads @returns {Deal[]} */
export function sellNewBusiness(accounts, leads) {
  const random = randomStream('new-business');
  /** @type {{ on: Day, team: string, source: string, lead?: Lead }[]} */
  const openings = ownProspecting(random);
  for (const lead of leads) {
    if (lead.convertsOn !== undefined)
      openings.push({ on: lead.convertsOn, team: teamOf(lead.region, lead.enterprise), source: lead.source, lead });
  }
  openings.sort((left, right) => left.on - right.on);
  /** @type {Deal[]} */
  const deals = [];
  for (const { on, team, source, lead } of openings) {
    const account = freeAccount(random, accounts, team, on);
    if (account === undefined) throw new Error(`no account left for ${team} on ${dayText(on)}`);
    if (lead !== undefined) lead.account = account;
    if (lead !== undefined) lead.host = assignSeller(random, team, account.territory, lead.meetingOn ?? on);
    const deal = playDeal(random, newBusiness(random, account, on, source, lead));
    if (lead !== undefined) lead.deal = deal;
    account.busyUntil = deal.closedOn === undefined ? booksCloseOn : deal.closedOn + 30;
    if (deal.status === 'won') account.contract = { seats: deal.seed.seats, product: deal.seed.product };
    deals.push(deal);
  }
  return deals;
}
