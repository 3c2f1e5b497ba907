// @ts-check
/** All activities in the order of time. */
import { dealActivities } from './deal-activities.mjs';
import { firstMeetings, leadTouches } from './lead-activities.mjs';
import { randomStream } from './random.mjs';
import { followUpTask, workingMinute } from './touches.mjs';

/** @import { Deal } from './deals.mjs' */
/** @import { Lead } from './leads.mjs' */
/** @import { Activity } from './touches.mjs' */

/** Ids follow the order of time; a rescheduled meeting points at the one just before it. @param {Activity[][]} groups @returns {Activity[]} */
function numberActivities(groups) {
  const flat = groups.flat().map((activity, order) => ({ activity, order }));
  const sorted = [...flat].sort((left, right) =>
    String(left.activity['createdOn']) < String(right.activity['createdOn'])
      ? -1
      : String(left.activity['createdOn']) > String(right.activity['createdOn'])
        ? 1
        : left.order - right.order,
  );
  const ids = new Map(sorted.map(({ order }, index) => [order, `t${String(index + 1).padStart(5, '0')}`]));
  return sorted.map(({ activity, order }) => {
    const { rescheduled, ...rest } = activity;
    return {
      ...rest,
      kind: activity.kind,
      ownerId: activity.ownerId,
      occurredOn: activity.occurredOn,
      id: ids.get(order),
      rescheduledFromId: rescheduled === true ? ids.get(order - 1) : undefined,
    };
  });
}

/** @param {Lead[]} leads @param {Deal[]} deals @returns {Activity[]} */
export function recordActivities(leads, deals) {
  const random = randomStream('activities');
  const groups = leads.map((lead) => {
    const task =
      lead.mqlOn !== undefined && random.chance(0.4)
        ? followUpTask(random, lead.sdr, workingMinute(random, lead.sdr, lead.mqlOn), { leadId: lead.id })
        : [];
    return [...leadTouches(random, lead), ...firstMeetings(random, lead), ...task];
  });
  return numberActivities([...groups, ...deals.map((deal) => dealActivities(random, deal))]);
}
