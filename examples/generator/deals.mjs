// @ts-check
/** A deal from the first talk to its end. */
import { roundAmount } from './amounts.mjs';
import { booksCloseOn, booksOpenOn } from './books.mjs';
import { drawClosing, drawEnding, lastStageOf, lossStory } from './endings.mjs';
import { playStates } from './history.mjs';
import { at } from './lookup.mjs';
import { reps } from './reps.mjs';

/** @import { Account } from './accounts.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Ending } from './endings.mjs' */
/** @import { State } from './history.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */

/**
 * @typedef {{
 *   account: Account,
 *   owner: Rep,
 *   createdOn: Day,
 *   type: string,
 *   source: string,
 *   product: string,
 *   recurring: number,
 *   seats: number,
 *   services: number,
 *   firstContactOn: Day | undefined,
 *   leadId: string | undefined,
 *   renewsOn: Day | undefined,
 *   renewalBase: number | undefined,
 * }} Seed
 */

/**
 * @typedef {{
 *   id: string,
 *   seed: Seed,
 *   status: Ending | 'open',
 *   ending: Ending,
 *   endsOn: Day,
 *   lastStage: number,
 *   closedOn: Day | undefined,
 *   qualifiedOn: Day | undefined,
 *   states: State[],
 *   recurring: number,
 *   listAmount: number,
 *   competitor: string | undefined,
 *   lostReason: string | undefined,
 * }} Deal
 */

/** @param {Random} random @param {Seed} seed @returns {Deal} */
export function playDeal(random, seed) {
  const ending = drawEnding(random, seed);
  const closing = drawClosing(random, seed, ending);
  const lastStage = lastStageOf(random, ending, seed.type);
  const list = seed.recurring + seed.services;
  const discount =
    seed.type === 'renewal'
      ? 0
      : random.chance(0.35)
        ? 0
        : random.between(0.03, seed.account.segment === 'enterprise' ? 0.28 : 0.18);
  const amount = seed.type === 'renewal' ? list : roundAmount(list * (1 - discount));
  const services = Math.min(seed.services, amount);
  const isClosed = closing <= booksCloseOn;
  const states = playStates(random, seed, ending, closing, lastStage, amount).filter(
    (state) => state.on <= booksCloseOn,
  );
  return {
    id: '',
    seed,
    status: isClosed ? ending : 'open',
    ending,
    endsOn: closing,
    lastStage,
    closedOn: isClosed ? closing : undefined,
    qualifiedOn: states.find((state) => state.stage !== 'discovery')?.on,
    states,
    recurring: amount - services,
    listAmount: list,
    ...lossStory(random, ending, seed),
  };
}

/** @param {Deal} deal */
export function ownerAtEnd(deal) {
  return at(deal.states, deal.states.length - 1).ownerId;
}

/** @param {Deal} deal @param {Day} on @returns {Rep} */
export function ownerOn(deal, on) {
  const known = deal.states.filter((state) => state.on <= on);
  const { ownerId } = at(known, Math.max(0, known.length - 1));
  return /** @type {Rep} */ (reps.find((rep) => rep.id === ownerId));
}

/** @param {Deal[]} deals @returns {Deal[]} those the CRM knows, numbered in the order of creation */
export function keepKnown(deals) {
  const known = deals
    .filter((deal) => deal.endsOn >= booksOpenOn)
    .sort((left, right) => left.seed.createdOn - right.seed.createdOn);
  known.forEach((deal, index) => {
    deal.id = `o${String(index + 1).padStart(4, '0')}`;
  });
  return known;
}
