// @ts-check
/** The people as the rest of the generator needs them: how good they are, and when they are there. */
import { offices, regionOf } from './company.mjs';
import { day } from './days.mjs';
import { entry } from './lookup.mjs';
import { people } from './people.mjs';
import { randomStream } from './random.mjs';

/** @import { Currency, Region } from './company.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Role } from './people.mjs' */
/** @import { Random } from './random.mjs' */

/**
 * @typedef {{
 *   id: string,
 *   name: string,
 *   team: string,
 *   region: Region,
 *   territory: string,
 *   role: Role,
 *   office: string,
 *   currency: Currency,
 *   utcOffset: number,
 *   startedOn: Day,
 *   leftOn: Day | undefined,
 *   skill: number,
 *   appetite: number,
 * }} Rep
 */

/** @returns {Rep[]} */
function hireReps() {
  const random = randomStream('reps');
  return people.map(([name, team, role, office, startedOn, leftOn], index) => ({
    id: `r${String(index + 1).padStart(2, '0')}`,
    name,
    team,
    region: regionOf(team),
    role,
    office,
    ...entry(offices, office),
    startedOn: day(startedOn),
    leftOn: leftOn === undefined ? undefined : day(leftOn),
    skill: Math.min(1.4, Math.max(0.65, random.lognormal(1, 0.2))),
    appetite: random.between(0.85, 1.15),
  }));
}

export const reps = hireReps();

/** @param {string} id @returns {Rep} */
export function repOf(id) {
  const found = reps.find((rep) => rep.id === id);
  if (found === undefined) throw new RangeError(`no rep ${id}`);
  return found;
}

export const sellers = reps.filter((rep) => rep.role === 'account-executive');

/** @param {Rep} rep @param {Day} on */
export function isEmployed(rep, on) {
  return rep.startedOn <= on && (rep.leftOn === undefined || on < rep.leftOn);
}

/** Share of a full load a rep carries while learning: the work, and in the same steps the quota. @param {Rep} rep @param {Day} on */
export function ramp(rep, on) {
  const quarters = Math.floor((on - rep.startedOn) / 91);
  const steps = rep.team.endsWith('enterprise') ? [0.25, 0.5, 0.75] : [0.4, 0.7];
  return quarters < 0 ? 0 : (steps[quarters] ?? 1);
}

/**
 * Who gets a new deal: somebody of the team, better from the account's own territory, and less often a beginner.
 * @param {Random} random @param {string} team @param {string} territory @param {Day} on @returns {Rep}
 */
export function assignSeller(random, team, territory, on) {
  const present = sellers.filter((rep) => rep.team === team && isEmployed(rep, on));
  return random.nextInTurn(
    present,
    (rep) => rep.appetite * (0.2 + 0.8 * ramp(rep, on)) * (rep.territory === territory ? 3 : 1),
  );
}
