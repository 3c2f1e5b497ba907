// @ts-check
/** Leads, from a name to a sales-qualified one. */
import { booksCloseOn, lastMinute, leadsStartOn } from './books.mjs';
import { teamOf } from './company.mjs';
import { dayOfMinute, monthOf, workdayAfter } from './days.mjs';
import { sourceLift } from './endings.mjs';
import { at } from './lookup.mjs';
import { randomStream } from './random.mjs';
import { reps } from './reps.mjs';
import { busyDay } from './seasons.mjs';

/** @import { Account } from './accounts.mjs' */
/** @import { Region } from './company.mjs' */
/** @import { Day, Minute } from './days.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */

/**
 * @typedef {{
 *   id: string,
 *   region: Region,
 *   createdOn: Minute,
 *   assignedOn: Minute,
 *   mqlOn: Day | undefined,
 *   salesAcceptedOn: Day | undefined,
 *   sqlOn: Day | undefined,
 *   meetingOn: Day | undefined,
 *   convertsOn: Day | undefined,
 *   disqualifiedOn: Day | undefined,
 *   source: string,
 *   campaign: string | undefined,
 *   sdr: Rep,
 *   enterprise: boolean,
 *   account: Account | undefined,
 *   deal: Deal | undefined,
 *   host: Rep | undefined,
 * }} Lead
 */

const leadSources = { 'paid-search': 0.27, content: 0.23, webinar: 0.15, events: 0.14, inbound: 0.13, referral: 0.08 };

/** @param {Random} random @param {string} source @param {Day} on */
function campaignOf(random, source, on) {
  const { year, month } = monthOf(on);
  if (source === 'webinar') return `webinar-${year}-${String(month).padStart(2, '0')}`;
  if (source === 'events') return `${random.pick(['summit', 'roadshow', 'fair'])}-${year}`;
  return source === 'paid-search' ? random.pick(['brand', 'generic', 'competitor']) : undefined;
}

/** @param {Random} random @param {number} index @returns {Lead} */
function drawLead(random, index) {
  const region = random.choose({ amer: 0.5, emea: 0.32, apac: 0.18 });
  const enterprise = random.chance(0.3);
  const sdr = at(
    reps.filter((rep) => rep.role === 'sales-development' && rep.team === teamOf(region, enterprise)),
    0,
  );
  const on = busyDay(random, leadsStartOn, booksCloseOn);
  const createdOn = Math.min(lastMinute - 30, on * 1440 + Math.round((random.between(7, 20) - sdr.utcOffset) * 60));
  const source = random.choose(leadSources);
  const lift = sourceLift[source] ?? 1;
  /** @param {number} probability @param {Day | undefined} after @param {number} low @param {number} high @returns {Day | undefined} undefined too when it has not happened yet */
  const later = (probability, after, low, high) => {
    const reached = random.chance(probability);
    const delay = random.whole(low, high);
    if (!reached || after === undefined) return undefined;
    const reachedOn = workdayAfter(after + delay);
    return reachedOn <= booksCloseOn ? reachedOn : undefined;
  };
  const mqlOn = later(0.53 * lift, dayOfMinute(createdOn), 0, 12);
  const salesAcceptedOn = later(0.75, mqlOn, 1, 5);
  const sqlOn = later(0.76, salesAcceptedOn, 2, 14);
  const meetingOn = sqlOn === undefined ? undefined : workdayAfter(sqlOn + random.whole(2, 9));
  const convertsOn = later(0.72, meetingOn, 0, 5);
  const lastReached = sqlOn ?? salesAcceptedOn ?? mqlOn ?? dayOfMinute(createdOn);
  return {
    id: `l${String(index + 1).padStart(4, '0')}`,
    region,
    createdOn,
    assignedOn: Math.min(lastMinute, createdOn + random.whole(1, 25)),
    mqlOn,
    salesAcceptedOn,
    sqlOn,
    meetingOn,
    convertsOn,
    disqualifiedOn: convertsOn === undefined ? later(0.62, lastReached, 6, 45) : undefined,
    source,
    campaign: campaignOf(random, source, on),
    sdr,
    enterprise,
    account: undefined,
    deal: undefined,
    host: undefined,
  };
}

/** @returns {Lead[]} */
export function drawLeads() {
  const random = randomStream('leads');
  const days = Array.from({ length: 4000 }, (_, index) => drawLead(random, index));
  days.sort((left, right) => left.createdOn - right.createdOn);
  return days.map((lead, index) => ({ ...lead, id: `l${String(index + 1).padStart(4, '0')}` }));
}
