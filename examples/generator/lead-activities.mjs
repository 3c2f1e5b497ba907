// @ts-check
/** What the lead desk does about a lead. */
import { fiscalYear2027StartsOn, lastMinute } from './books.mjs';
import { teamOf } from './company.mjs';
import { dayOfMinute, workdayBefore } from './days.mjs';
import { assignSeller } from './reps.mjs';
import { afterWeekend, callOutcomes, emailOutcomes, meet, touch, workingMinute } from './touches.mjs';

/** @import { Lead } from './leads.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Activity } from './touches.mjs' */

/** Median minutes to a first answer: the lead desk was made faster for FY2027. @param {Lead} lead */
function responseMedian(lead) {
  const speed = { amer: 110, emea: 170, apac: 260 }[lead.region];
  return dayOfMinute(lead.createdOn) < fiscalYear2027StartsOn ? speed : speed * 0.55;
}

/** @param {Random} random @param {Lead} lead @returns {Activity[]} calls and mails until somebody is reached or the desk gives up */
export function leadTouches(random, lead) {
  const { sdr } = lead;
  const about = { leadId: lead.id };
  /** @type {Activity[]} */
  const touches = [];
  if (lead.source !== 'events' && lead.source !== 'referral' && random.chance(0.35)) {
    const sent = lead.createdOn + 2;
    touches.push({
      ...touch(random, 'email', sent, 'delivered', about, sdr.id),
      automatic: true,
      recordedBy: 'system',
    });
  }
  if (lead.sqlOn === undefined && random.chance(0.09)) return touches;
  let moment = afterWeekend(lead.assignedOn + Math.round(random.lognormal(responseMedian(lead), 1.15)), sdr);
  const attempts = lead.mqlOn === undefined ? 1 : random.whole(1, 3);
  for (let attempt = 1; attempt <= attempts && moment <= lastMinute; attempt += 1) {
    const isLast = attempt === attempts || (lead.sqlOn !== undefined && dayOfMinute(moment) >= lead.sqlOn);
    // Nobody becomes sales qualified without having been spoken to.
    if (isLast && lead.sqlOn !== undefined) {
      touches.push(touch(random, 'call', moment, 'conversation', about, sdr.id));
      break;
    }
    touches.push(
      random.chance(0.66)
        ? touch(random, 'call', moment, random.choose(callOutcomes), about, sdr.id)
        : touch(random, 'email', moment, random.choose(emailOutcomes), about, sdr.id),
    );
    moment = afterWeekend(moment + random.whole(900, 4200), sdr);
  }
  return touches;
}

/** @param {Random} random @param {Lead} lead @returns {Activity[]} the first meeting, booked by the lead desk for a seller */
export function firstMeetings(random, lead) {
  if (lead.sqlOn === undefined || lead.meetingOn === undefined) return [];
  const host =
    lead.host ??
    assignSeller(
      random,
      teamOf(lead.region, lead.enterprise),
      lead.account?.territory ?? lead.sdr.territory,
      lead.meetingOn,
    );
  const isConverting = lead.convertsOn !== undefined;
  const bookedOn = workingMinute(random, lead.sdr, lead.sqlOn);
  const meetsOn = Math.max(bookedOn + 60, workingMinute(random, host, lead.meetingOn));
  const about = { leadId: lead.id };
  const common = { host, bookedBy: lead.sdr, about, first: true };
  if (isConverting && random.chance(0.12)) {
    const missedOn = workingMinute(random, host, workdayBefore(lead.meetingOn - 1));
    if (missedOn > bookedOn) {
      const outcome = random.pick(['no-show', 'cancelled']);
      return [
        ...meet(random, { ...common, bookedOn, meetsOn: missedOn, outcome }),
        ...meet(random, {
          ...common,
          bookedOn: missedOn + 30,
          meetsOn: Math.max(missedOn + 90, meetsOn),
          outcome: 'held',
        }).map((meeting) => ({ ...meeting, rescheduled: true })),
      ];
    }
  }
  const outcome = isConverting ? 'held' : random.choose({ held: 0.5, 'no-show': 0.3, cancelled: 0.2 });
  return meet(random, { ...common, bookedOn, meetsOn, outcome });
}
