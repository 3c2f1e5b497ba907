// @ts-check
/** Calls, emails, meetings and tasks, one by one. */
import { lastMinute } from './books.mjs';
import { dayOfMinute, dayText, instantText, workdayAfter } from './days.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Day, Minute } from './days.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */

/** @typedef {Row & { kind: string, ownerId: string, occurredOn: string }} Activity */

export const callOutcomes = {
  'no-answer': 0.34,
  voicemail: 0.28,
  conversation: 0.17,
  connected: 0.11,
  gatekeeper: 0.07,
  'wrong-number': 0.03,
};

export const customerCallOutcomes = { conversation: 0.52, connected: 0.14, voicemail: 0.18, 'no-answer': 0.16 };

export const emailOutcomes = { delivered: 0.86, replied: 0.1, bounced: 0.04 };

export const customerEmailOutcomes = { delivered: 0.62, replied: 0.37, bounced: 0.01 };

/** A working minute of the rep's own day. @param {Random} random @param {Rep} rep @param {Day} on @returns {Minute} */
export function workingMinute(random, rep, on) {
  return on * 1440 + (random.whole(8, 16) - rep.utcOffset) * 60 + random.whole(0, 59);
}

/** @param {Minute} moment @param {Rep} rep @returns {Minute} the same, or Monday morning */
export function afterWeekend(moment, rep) {
  const local = dayOfMinute(moment + rep.utcOffset * 60);
  const next = workdayAfter(local);
  return next === local ? moment : (next * 24 + 9 - rep.utcOffset) * 60 + (moment % 60);
}

/** @param {Random} random @param {'call' | 'email'} kind @param {Minute} moment @param {string} outcome @param {Row} about @param {string} ownerId @returns {Activity} */
export function touch(random, kind, moment, outcome, about, ownerId) {
  const text = instantText(moment);
  return {
    kind,
    direction: 'outbound',
    outcome,
    ownerId,
    ...about,
    createdOn: text,
    occurredOn: text,
    recordedBy: random.chance(0.7) ? 'system' : 'rep',
  };
}

/**
 * A meeting, and the one it is moved to when nobody came. Returns nothing when it would have been booked after the books closed.
 * @param {Random} random @param {{ host: Rep, bookedBy: Rep, bookedOn: Minute, meetsOn: Minute, outcome: string, about: Row, first: boolean }} meeting @returns {Activity[]}
 */
export function meet(random, { host, bookedBy, bookedOn, meetsOn, outcome, about, first }) {
  if (bookedOn > lastMinute) return [];
  return [
    {
      kind: 'meeting',
      outcome: meetsOn > lastMinute ? 'scheduled' : outcome,
      ownerId: host.id,
      bookedById: bookedBy.id,
      ...about,
      createdOn: instantText(Math.min(bookedOn, meetsOn)),
      occurredOn: instantText(meetsOn),
      first: first ? true : undefined,
      recordedBy: random.chance(0.5) ? 'system' : 'rep',
    },
  ];
}

/** @param {Random} random @param {Rep} rep @param {Minute} createdOn @param {Row} about @returns {Activity[]} */
export function followUpTask(random, rep, createdOn, about) {
  if (createdOn > lastMinute) return [];
  const dueOn = workdayAfter(dayOfMinute(createdOn) + random.whole(1, 7));
  const fate = random.choose({ early: 0.25, due: 0.43, late: 0.14, never: 0.18 });
  const doneDay = { early: dueOn - 1, due: dueOn, late: workdayAfter(dueOn + random.whole(1, 9)), never: undefined }[
    fate
  ];
  const done = doneDay === undefined ? undefined : Math.max(createdOn + 5, workingMinute(random, rep, doneDay));
  const completedOn = done === undefined || done > lastMinute ? undefined : instantText(done);
  return [
    {
      kind: 'task',
      ownerId: rep.id,
      ...about,
      createdOn: instantText(createdOn),
      occurredOn: completedOn ?? dayText(dueOn),
      dueOn: dayText(dueOn),
      completedOn,
      followUp: true,
      recordedBy: 'rep',
    },
  ];
}
