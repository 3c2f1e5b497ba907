// @ts-check
/** What the reps learn. */
import { booksCloseOn, booksOpenOn } from './books.mjs';
import { dayText, optionalDay, quarterEnd, workdayAfter } from './days.mjs';
import { at } from './lookup.mjs';
import { randomStream } from './random.mjs';
import { isEmployed, reps } from './reps.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */

/** What a newcomer learns, with the days it may take and what a seat costs. */
const onboarding = [
  { module: 'product', days: 14, cost: 0 },
  { module: 'security', days: 21, cost: 45 },
  { module: 'sales-method', days: 45, cost: 950 },
];

/** One module a fiscal quarter for everybody. */
const program = [
  { module: 'discovery-calls', cost: 180 },
  { module: 'pricing-2026', cost: 0 },
  { module: 'negotiation', cost: 320 },
  { module: 'security-2026', cost: 45 },
  { module: 'multi-threading', cost: 180 },
  { module: 'forecasting', cost: 120 },
  { module: 'pricing-2027', cost: 0 },
];

/**
 * @param {Random} random @param {Rep} rep @param {{ module: string, days: number, cost: number }} course @param {Day} assignedOn
 * @returns {Row}
 */
function attend(random, rep, { module, days, cost }, assignedOn) {
  const dueOn = assignedOn + days;
  const finished = workdayAfter(assignedOn + Math.max(1, Math.round(days * random.lognormal(0.62, 0.4))));
  const isPresent = finished <= booksCloseOn && isEmployed(rep, finished);
  const completedOn = random.chance(0.92) && isPresent ? finished : undefined;
  // Whether somebody does what was taught is looked at in recorded calls, not for every module.
  const isObserved = completedOn !== undefined && !/^(security|product|pricing)/.test(module);
  const applies = random.chance(Math.min(0.95, 0.68 * rep.skill));
  return {
    repId: rep.id,
    module,
    assignedOn: dayText(assignedOn),
    dueOn: dayText(dueOn),
    completedOn: optionalDay(completedOn),
    applied: isObserved ? applies : undefined,
    cost,
    currency: 'USD',
  };
}

/** @returns {Row[]} */
export function trainReps() {
  const random = randomStream('trainings');
  /** @type {Row[]} */
  const trainings = [];
  for (const rep of reps) {
    if (rep.startedOn < booksOpenOn) continue;
    for (const course of onboarding) trainings.push(attend(random, rep, course, rep.startedOn));
  }
  let quarter = 0;
  for (let start = booksOpenOn; start <= booksCloseOn; start = quarterEnd(start) + 1) {
    const assignedOn = workdayAfter(start + 14);
    const course = { ...at(program, quarter), days: 30 };
    for (const rep of reps) {
      if (isEmployed(rep, assignedOn)) trainings.push(attend(random, rep, course, assignedOn));
    }
    quarter += 1;
  }
  return trainings.map((row, index) => ({ id: `m${String(index + 1).padStart(4, '0')}`, ...row }));
}
