// @ts-check
/** How a deal ends, when, and why. */
import { fiscalYear2027StartsOn } from './books.mjs';
import { teamOf, teams } from './company.mjs';
import { quarterEnd, workdayBefore } from './days.mjs';
import { entry } from './lookup.mjs';
import { ramp } from './reps.mjs';

/** @import { Day } from './days.mjs' */
/** @import { Seed } from './deals.mjs' */
/** @import { Random } from './random.mjs' */

/** @typedef {'won' | 'lost' | 'no-decision'} Ending */

/** @type {Record<string, number>} */
export const sourceLift = {
  referral: 1.4,
  partner: 1.15,
  inbound: 1.1,
  content: 1,
  webinar: 1,
  events: 1.05,
  'paid-search': 0.85,
  outbound: 0.85,
};

const competitors = { Northgate: 0.4, Ledgerly: 0.35, 'in-house': 0.25 };

/** @param {Seed} seed @param {Day} on */
function winRateFor(seed, on) {
  if (seed.type === 'renewal')
    return seed.account.segment === 'enterprise' ? 0.95 : seed.account.segment === 'mid-market' ? 0.91 : 0.86;
  const team = entry(teams, teamOf(seed.account.region, seed.account.segment === 'enterprise'));
  const rookie = 0.75 + 0.25 * ramp(seed.owner, on);
  // EMEA Commercial loses ground in FY2027: something for the examples to find.
  const story = seed.owner.team === 'emea-commercial' && on >= fiscalYear2027StartsOn ? 0.72 : 1;
  const rate = team.winRate * seed.owner.skill * rookie * story * (sourceLift[seed.source] ?? 1);
  return Math.min(0.85, seed.type === 'expansion' ? rate * 2.1 : rate);
}

/** @param {Random} random @param {Seed} seed @param {Ending} ending */
export function cycleDays(random, seed, ending) {
  const enterprise = seed.account.segment === 'enterprise';
  const pace = entry(teams, teamOf(seed.account.region, enterprise)).pace;
  const typical =
    (enterprise ? 115 : seed.account.segment === 'mid-market' ? 58 : 37) *
    pace *
    (seed.type === 'expansion' ? 0.55 : 1);
  const drag = { won: 1, lost: 1.05, 'no-decision': 2 }[ending];
  return Math.max(3, Math.round(random.lognormal(typical * drag, 0.42)));
}

/** Buyers sign, and sellers push, towards the end of the quarter. @param {Random} random @param {Day} closing @param {Ending} ending */
function towardsQuarterEnd(random, closing, ending) {
  const end = quarterEnd(closing);
  const isNear = end - closing < 50;
  if (!isNear || !random.chance(ending === 'won' ? 0.58 : 0.2)) return closing;
  return end - Math.min(random.whole(0, 14), end - closing);
}

/** @param {Random} random @param {Seed} seed @returns {Ending} */
export function drawEnding(random, seed) {
  if (random.everySoOften(`${seed.owner.id} ${seed.type}`, winRateFor(seed, seed.createdOn))) return 'won';
  if (seed.type === 'renewal') return 'lost';
  return random.chance(seed.account.segment === 'enterprise' ? 0.27 : 0.19) ? 'no-decision' : 'lost';
}

/** @param {Random} random @param {Seed} seed @param {Ending} ending @returns {Day} */
export function drawClosing(random, seed, ending) {
  const closing =
    seed.renewsOn === undefined
      ? towardsQuarterEnd(random, seed.createdOn + cycleDays(random, seed, ending), ending)
      : seed.renewsOn - random.whole(0, 24);
  return Math.max(seed.createdOn + 1, workdayBefore(closing));
}

/** The last stage a deal sees before it ends. @param {Random} random @param {Ending} ending @param {string} type */
export function lastStageOf(random, ending, type) {
  if (ending === 'won') return 3;
  if (type === 'renewal') return random.whole(2, 3);
  return Number(
    random.choose(ending === 'lost' ? { 0: 0.26, 1: 0.31, 2: 0.26, 3: 0.17 } : { 0: 0.2, 1: 0.36, 2: 0.34, 3: 0.1 }),
  );
}

/** @param {Random} random @param {Ending} ending @param {Seed} seed */
export function lossStory(random, ending, seed) {
  const isContested = seed.type === 'new-business' && random.chance(0.45);
  const competitor = isContested ? random.choose(competitors) : undefined;
  if (ending !== 'lost') return { competitor, lostReason: undefined };
  if (seed.type === 'renewal')
    return {
      competitor,
      lostReason: random.choose({ 'low-usage': 0.4, price: 0.3, 'went-out-of-business': 0.1, competitor: 0.2 }),
    };
  return {
    competitor,
    lostReason: random.choose({
      price: 0.3,
      competitor: competitor === undefined ? 0 : 0.5,
      'missing-feature': 0.2,
      timing: 0.22,
      'no-authority': 0.1,
    }),
  };
}
