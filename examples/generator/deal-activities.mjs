// @ts-check
/** What a seller does about a deal. */
import { booksCloseOn, lastMinute } from './books.mjs';
import { dayOfMinute, workdayAfter, workdayBefore } from './days.mjs';
import { ownerOn } from './deals.mjs';
import { customerCallOutcomes, customerEmailOutcomes, followUpTask, meet, touch, workingMinute } from './touches.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Minute } from './days.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */
/** @import { Activity } from './touches.mjs' */

/** @param {Random} random @param {Deal} deal @returns {Activity[]} */
export function dealActivities(random, deal) {
  const { seed } = deal;
  const about = { accountId: seed.account.id, opportunityId: deal.id };
  const rhythm = seed.type === 'renewal' ? 40 : seed.account.segment === 'enterprise' ? 27 : 17;
  // Deals that die have usually gone quiet before somebody says so.
  const lively =
    deal.ending === 'won' ? 1 : deal.ending === 'lost' ? random.between(0.5, 0.95) : random.between(0.3, 0.6);
  const until = Math.min(booksCloseOn, Math.round(seed.createdOn + (deal.endsOn - seed.createdOn) * lively));
  /** @type {Activity[]} */
  const activities = [];
  for (
    let on = seed.createdOn + random.whole(0, 4);
    on <= until;
    on += Math.max(1, Math.round(rhythm * random.between(0.5, 1.5)))
  ) {
    const workday = workdayBefore(on);
    if (workday < seed.createdOn) continue;
    const owner = ownerOn(deal, workday);
    const moment = Math.min(lastMinute, workingMinute(random, owner, workday));
    activities.push(...dealActivity(random, owner, moment, about));
  }
  return activities;
}

/** @param {Random} random @param {Rep} owner @param {Minute} moment @param {Row} about @returns {Activity[]} */
function dealActivity(random, owner, moment, about) {
  const kind = random.choose({ call: 0.29, email: 0.32, meeting: 0.19, task: 0.2 });
  if (kind === 'call' && random.chance(0.12))
    return [{ ...touch(random, 'call', moment, 'conversation', about, owner.id), direction: 'inbound' }];
  if (kind === 'call') return [touch(random, 'call', moment, random.choose(customerCallOutcomes), about, owner.id)];
  if (kind === 'email') return [touch(random, 'email', moment, random.choose(customerEmailOutcomes), about, owner.id)];
  if (kind === 'task') return followUpTask(random, owner, moment, about);
  const meetsOn = workingMinute(random, owner, workdayAfter(dayOfMinute(moment) + random.whole(2, 9)));
  const outcome = random.choose({ held: 0.8, 'no-show': 0.09, cancelled: 0.11 });
  return meet(random, { host: owner, bookedBy: owner, bookedOn: moment, meetsOn, outcome, about, first: false });
}
