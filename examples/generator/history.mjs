// @ts-check
/** What was known about a deal on every day of its life. */
import { roundAmount } from './amounts.mjs';
import { firstOfMonth, monthOf, quarterEnd, workdayAfter, workdayBefore } from './days.mjs';
import { cycleDays } from './endings.mjs';
import { at } from './lookup.mjs';
import { assignSeller } from './reps.mjs';
import { stageEntries, stageProbabilities, stages } from './stages.mjs';

/** @import { Day } from './days.mjs' */
/** @import { Seed } from './deals.mjs' */
/** @import { Ending } from './endings.mjs' */
/** @import { Random } from './random.mjs' */

/**
 * @typedef {{
 *   on: Day,
 *   stage: string,
 *   amount: number,
 *   probability: number,
 *   expectedCloseOn: Day,
 *   ownerId: string,
 * }} State
 */

/** A seller's first guess: hopeful, and fond of the last day of a month. @param {Random} random @param {Seed} seed @returns {Day} */
function firstExpectation(random, seed) {
  if (seed.renewsOn !== undefined) return workdayBefore(seed.renewsOn - 1);
  const guess = seed.createdOn + Math.round(cycleDays(random, seed, 'won') * random.between(0.4, 0.9)) + 5;
  if (random.chance(0.45)) return guess;
  const { year, month } = monthOf(guess);
  return random.chance(0.5) ? quarterEnd(guess) : firstOfMonth(year, month + 1) - 1;
}

/** Pushes of the expected close date: [day of the change, new expectation]. @param {Random} random @param {Day} first @param {Seed} seed @param {Day} until @returns {[Day, Day][]} */
function slips(random, first, seed, until) {
  /** @type {[Day, Day][]} */
  const pushes = [];
  let expected = first;
  let last = seed.createdOn;
  while (expected < until && pushes.length < 5) {
    const changed = workdayBefore(Math.max(last + 2, expected - random.whole(-4, 9)));
    // Not everybody tidies up: a few dates stay in the past until the deal ends.
    if (changed >= until || changed <= last || random.chance(0.05)) break;
    expected = Math.max(expected, changed) + random.pick([21, 30, 30, 45, 61, 91]);
    if (random.chance(0.35)) expected = quarterEnd(expected);
    pushes.push([changed, expected]);
    last = changed;
  }
  return pushes;
}

/** The day somebody takes over from a leaver, and who. @param {Random} random @param {Seed} seed @param {Day} until @returns {[Day, string][]} */
function takeovers(random, seed, until) {
  const { leftOn, team } = seed.owner;
  if (leftOn === undefined) return [];
  const changed = workdayAfter(Math.max(leftOn, seed.createdOn + 1));
  return changed >= until ? [] : [[changed, assignSeller(random, team, seed.account.territory, changed).id]];
}

/**
 * Everything that is known about a deal after each change. Changes of one day are one change: the order within a day
 * is not recorded.
 * @param {Random} random @param {Seed} seed @param {Ending} ending @param {Day} until @param {number} lastStage @param {number} finalAmount @returns {State[]}
 */
export function playStates(random, seed, ending, until, lastStage, finalAmount) {
  const first = firstExpectation(random, seed);
  const isRenewal = seed.type === 'renewal';
  const guessedAmount = isRenewal ? finalAmount : roundAmount(finalAmount * random.between(0.8, 1.35));
  const offeredAmount = isRenewal ? finalAmount : roundAmount(finalAmount * random.between(0.98, 1.15));
  /** @type {Map<Day, Partial<State> & { stageIndex?: number }>} */
  const changes = new Map();
  /** @param {Day} on @param {Partial<State> & { stageIndex?: number }} change */
  const note = (on, change) => changes.set(on, { ...changes.get(on), ...change });
  for (const [stageIndex, on] of stageEntries(random, seed.createdOn, until, lastStage)) {
    note(on, stageIndex === 0 ? { stageIndex, expectedCloseOn: first, amount: guessedAmount } : { stageIndex });
    if (stageIndex === 2) note(on, { amount: offeredAmount });
    if (stageIndex === 3) note(on, { amount: finalAmount });
  }
  for (const [on, expectedCloseOn] of slips(random, first, seed, until)) note(on, { expectedCloseOn });
  for (const [on, ownerId] of takeovers(random, seed, until)) note(on, { ownerId });
  if (ending === 'won') note(until, { stageIndex: 4, amount: finalAmount, expectedCloseOn: until });

  /** @type {State[]} */
  const states = [];
  let state = {
    on: seed.createdOn,
    stageIndex: 0,
    amount: guessedAmount,
    expectedCloseOn: first,
    ownerId: seed.owner.id,
  };
  for (const [on, change] of [...changes].sort(([left], [right]) => left - right)) {
    state = { ...state, ...change, on };
    const { stageIndex, ...rest } = state;
    states.push({ ...rest, stage: at(stages, stageIndex), probability: at(stageProbabilities, stageIndex) });
  }
  return states;
}
