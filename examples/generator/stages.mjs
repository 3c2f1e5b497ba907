// @ts-check
/** The stages of a deal. */
import { workdayAfter } from './days.mjs';
import { at } from './lookup.mjs';

/** @import { Day } from './days.mjs' */
/** @import { Random } from './random.mjs' */

/** A lost deal stays in the stage it was lost in; that it is lost says its status. */
export const stages = ['discovery', 'qualification', 'proposal', 'negotiation', 'won'];

export const stageProbabilities = [0.1, 0.25, 0.5, 0.75, 1];

export const forecastCategories = ['pipeline', 'pipeline', 'best-case', 'commit', 'closed'];

/** Days on which the stages are entered, the first on the day of creation. @param {Random} random @param {Day} from @param {Day} until @param {number} lastStage @returns {Map<number, Day>} */
export function stageEntries(random, from, until, lastStage) {
  const usual = [0, 0.17, 0.42, 0.72];
  const scale = lastStage === 3 ? 1 : 0.8 / at(usual, Math.min(3, lastStage + 1));
  const entries = new Map([[0, from]]);
  let previous = from;
  for (let stage = 1; stage <= lastStage; stage += 1) {
    // Some deals jump a stage: the demonstration was so good that the proposal went out the same day.
    if (stage < lastStage && random.chance(0.07)) continue;
    const entered = Math.round(from + (until - from) * at(usual, stage) * scale * random.between(0.75, 1.2));
    const shifted = workdayAfter(Math.max(previous + 1, entered));
    if (shifted >= until) continue;
    entries.set(stage, shifted);
    previous = shifted;
  }
  return entries;
}
