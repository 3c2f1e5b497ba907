// @ts-check
/** Chance: every stream has a name, a seed and no other source of luck. */
import { at } from './lookup.mjs';

/** @typedef {ReturnType<typeof randomStream>} Random */

/**
 * e to the power of x by plain arithmetic. `Math.exp` may differ in the last bit from engine to engine, and one bit is
 * enough to change a file.
 * @param {number} x
 */
function exponential(x) {
  const small = x / 1024;
  let power = 1 + small * (1 + (small / 2) * (1 + (small / 3) * (1 + small / 4)));
  for (let doubling = 0; doubling < 10; doubling += 1) power *= power;
  return power;
}

/**
 * The mulberry32 generator. Every part of the data has a stream of its own, named after it: a change in one part does
 * not reshuffle all the others.
 * @param {string} name
 */
export function randomStream(name) {
  let state = 0x5eed;
  for (const character of name) state = (Math.imul(state, 31) + character.charCodeAt(0)) | 0;

  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  /** @param {number} low @param {number} high */
  const between = (low, high) => low + (high - low) * unit();
  /** @param {number} low @param {number} high both included */
  const whole = (low, high) => low + Math.floor(unit() * (high - low + 1));
  /** @param {number} probability */
  const chance = (probability) => unit() < probability;
  /** The sum of twelve uniform draws is close enough to a normal one, and needs no logarithm. */
  const normal = () => {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += unit();
    return sum;
  };
  /** @param {number} median @param {number} spread standard deviation of the logarithm */
  const lognormal = (median, spread) => median * exponential(spread * normal());
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => at(list, whole(0, list.length - 1));
  /** @template T @param {readonly T[]} list @param {(item: T) => number} weightOf @returns {T} */
  const pickWeighted = (list, weightOf) => {
    let rest = unit() * list.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of list) {
      rest -= weightOf(item);
      if (rest < 0) return item;
    }
    return at(list, list.length - 1);
  };
  /** @type {Map<string, number>} */
  const credits = new Map();
  /**
   * Weighted turns instead of draws: everybody in the list earns his share, the one with most credit is next. Over
   * forty people and a few deals each, draws would be all luck.
   * @template {{ id: string }} T @param {readonly T[]} list @param {(item: T) => number} weightOf @returns {T}
   */
  const nextInTurn = (list, weightOf) => {
    const total = list.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of list) credits.set(item.id, (credits.get(item.id) ?? unit() - 0.5) + weightOf(item) / total);
    const next = list.reduce((best, item) => ((credits.get(item.id) ?? 0) > (credits.get(best.id) ?? 0) ? item : best));
    credits.set(next.id, (credits.get(next.id) ?? 0) - 1);
    return next;
  };
  /**
   * True in a share of the calls with this key, evenly spread: probabilities add up, and every whole one is a hit.
   * @param {string} key @param {number} probability
   */
  const everySoOften = (key, probability) => {
    const sum = (credits.get(key) ?? unit()) + probability;
    credits.set(key, sum >= 1 ? sum - 1 : sum);
    return sum >= 1;
  };
  /** @template {string} K @param {Record<K, number>} weights @returns {K} */
  const choose = (weights) => {
    const names = /** @type {K[]} */ (Object.keys(weights));
    return pickWeighted(names, (candidate) => weights[candidate]);
  };
  return { between, whole, chance, normal, lognormal, pick, nextInTurn, everySoOften, choose };
}
