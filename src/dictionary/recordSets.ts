import {
  all,
  any,
  type Condition,
  compares,
  daysBetween,
  hasHappened,
  is,
  isInPeriod,
  isMissing,
  isOneOf,
  isPresent,
  not,
} from '../expression/condition.ts';
import { followedBy } from '../expression/join.ts';
import { before, fallsIn, records, restrictedTo, stands, within } from '../expression/recordSet.ts';

/*
 * The sets of records that several entries count. Sets that one entry alone needs stand beside it.
 */

/** The event has taken place by the end of the period. */
/* @__NO_SIDE_EFFECTS__ */
export function hasHappenedByTheEnd<Field extends string>(field: Field): Condition<Field> {
  return daysBetween(field, 'asOf', 'atLeast', 0);
}

const hasEnded = isOneOf('status', ['won', 'lost', 'no-decision']);
const isNewBusiness = is('type', 'new-business');

/** Opportunities won in the period. */
export const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
/** Opportunities lost in the period. */
export const lost = records('opportunities', fallsIn('closedOn'), is('status', 'lost'));
/** Opportunities won or lost in the period. */
export const decided = records('opportunities', fallsIn('closedOn'), isOneOf('status', ['won', 'lost']));
/** Opportunities that ended in the period in whatever way. */
export const closed = records('opportunities', fallsIn('closedOn'), hasEnded);
/** Opportunities of new business won in the period. */
export const wonNewBusiness = records('opportunities', fallsIn('closedOn'), is('status', 'won'), isNewBusiness);
/** Opportunities of new business won or lost in the period. */
export const decidedNewBusiness = records(
  'opportunities',
  fallsIn('closedOn'),
  isOneOf('status', ['won', 'lost']),
  isNewBusiness,
);
/** Opportunities won before the period. */
export const wonBefore = records('opportunities', before('start', 'closedOn'), is('status', 'won'));

/** Opportunities created in the period. */
export const created = records('opportunities', fallsIn('createdOn'));
/** Opportunities created in the period and won since. */
export const createdAndWon = records(
  'opportunities',
  fallsIn('createdOn'),
  is('status', 'won'),
  hasHappened('closedOn'),
);
/** Opportunities created in the period and ended since in whatever way. */
export const createdAndClosed = records('opportunities', fallsIn('createdOn'), hasEnded, hasHappened('closedOn'));

/** Opportunities open at the end of the period, as they stood. */
export const open = records('opportunityHistory', stands('standsFrom', 'standsUntil', 'end'));
/** Opportunities open at the end of the period and expected to close in it, as they stood. */
export const openAndExpected = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'end'),
  isInPeriod('expectedCloseOn'),
);

/** Opportunities open when the period began, as they stood. */
export const openAtStart = records('opportunityHistory', stands('standsFrom', 'standsUntil', 'start'));
/** Opportunities open when the period began and expected to close in it, as they stood. */
export const openAtStartAndExpected = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'start'),
  isInPeriod('expectedCloseOn'),
);

/** Closed in the period as far as it is known: asked of deals that are there for another reason than their close. */
export const isClosedInPeriod = [isInPeriod('closedOn'), hasHappenedByTheEnd('closedOn')] as const;

/**
 * A stay in a stage that began on the day of the close is the closing itself: many teams keep stages such as "won" and "lost",
 * and a deal that enters "lost" has not moved on.
 */
export const isBeforeClose = any(isMissing('closedOn'), daysBetween('enteredOn', 'closedOn', 'above', 0));

/** Stays of open deals in the stages where they are at the end of the period. */
export const standingVisits = records('stageVisits', stands('enteredOn', 'exitedOn', 'end'));

/** A lead that repeats no other, so that each person counts once. */
export const isOriginal = isMissing('duplicateOfId');
/** Leads created in the period, each person once. */
export const newLeads = records('leads', fallsIn('createdOn'), isOriginal);
/** Leads created in the period that have become an opportunity since, each person once. */
export const convertedLeads = records('leads', fallsIn('createdOn'), isOriginal, hasHappened('convertedOn'));
/** Leads that marketing qualified in the period, each person once. */
export const mqls = records('leads', fallsIn('mqlOn'), isOriginal);
/** Leads that sales qualified in the period, each person once. */
export const sqls = records('leads', fallsIn('sqlOn'), isOriginal);
/** Leads that became an opportunity in the period, each person once. */
export const conversions = records('leads', fallsIn('convertedOn'), isOriginal);

/** Leads that marketing qualified in the period and sales has accepted since. */
export const acceptedMqls = restrictedTo(mqls, hasHappened('salesAcceptedOn'));
/** Leads that became customers in the period, each person once. */
export const newCustomers = records('leads', fallsIn('customerOn'), isOriginal);

/** Begun by the rep. Many systems leave the direction of their own calls and emails out. */
export const isOutbound = not(is('direction', 'inbound'));
/** The person called was reached. */
export const isLive = isOneOf('outcome', ['conversation', 'connected']);
/** Somebody picked up, be it a gatekeeper or a wrong number. */
export const isPickedUp = isOneOf('outcome', ['conversation', 'connected', 'gatekeeper', 'wrong-number']);
/** A call, an email or another message of the rep's own. */
export const isOutreach = [
  isOneOf('kind', ['call', 'email', 'other']),
  isOutbound,
  not(is('automatic', true)),
] as const;
/** People did it: no machine, no meeting that fell through, no task that is still to be done. */
export const isDone = [
  not(is('automatic', true)),
  not(all(is('kind', 'meeting'), isOneOf('outcome', ['cancelled', 'no-show']))),
  any(not(is('kind', 'task')), hasHappened('completedOn')),
] as const;
/** Outbound calls of the period. */
export const calls = records('activities', fallsIn('occurredOn'), is('kind', 'call'), isOutbound);
/** Calls of the period that became a conversation, whoever called. */
export const conversations = records(
  'activities',
  fallsIn('occurredOn'),
  is('kind', 'call'),
  is('outcome', 'conversation'),
);

/** First meetings that were to begin in the period. */
export const firstMeetings = records('activities', fallsIn('occurredOn'), is('kind', 'meeting'), is('first', true));
/** First meetings held in the period. */
export const heldFirstMeetings = restrictedTo(firstMeetings, is('outcome', 'held'));
/** The meeting names an opportunity that was created at that time or later. */
export const producedOpportunity = { key: ['opportunityId', 'id'], dates: ['occurredOn', 'createdOn'] } as const;
/** First meetings held in the period that produced an opportunity. */
export const productiveMeetings = followedBy(heldFirstMeetings, 'opportunities', producedOpportunity);

/** What it counts are bookings. */
export const countsBookings = any(isMissing('measure'), is('measure', 'bookings'));
/** Quotas for bookings that lie in the period. */
export const quotas = records('quotas', within('startsOn', 'endsOn'), countsBookings);
/** Quotas for bookings that lie in the period and are stated after ramp only. */
export const quotasAfterRamp = records('quotas', within('startsOn', 'endsOn'), countsBookings, isMissing('fullAmount'));
/** Quotas for bookings that are in force at the end of the period. */
export const quotasInForce = records('quotas', stands('startsOn', 'endsOn', 'end'), countsBookings);
/** Quotas for bookings that lie in the period and are carried by a rep. */
export const quotasOfReps = records('quotas', within('startsOn', 'endsOn'), countsBookings, isPresent('ownerId'));
/** Quotas for bookings that lie in the period and are carried by no rep: the plan of a team, a territory or the company. */
export const quotasOfThePlan = records('quotas', within('startsOn', 'endsOn'), countsBookings, isMissing('ownerId'));

/** Orders of the period, returns and credits included. */
export const orders = records('orders', fallsIn('orderedOn'));
/** Orders whose revenue is recognised in the period, returns and credits included. */
export const recognised = records('orders', fallsIn('recognisedOn'));
/** Purchases of the period: orders above zero, so that returns and credits do not count. */
export const purchases = records('orders', fallsIn('orderedOn'), compares('amount', 'above', 0));
/** Purchases before the period. */
export const purchasesBefore = records('orders', before('start', 'orderedOn'), compares('amount', 'above', 0));

/** What was spent on selling in the period: all expenses of sales and marketing. */
export const spend = records('expenses', fallsIn('spentOn'), isOneOf('category', ['sales', 'marketing']));
/** What was spent on marketing in the period. */
export const marketingSpend = records('expenses', fallsIn('spentOn'), is('category', 'marketing'));

/** Renewals of contracts that are due in the period, whatever became of them. */
export const dueRenewals = records('opportunities', fallsIn('renewalDueOn'));
/** Renewals of contracts that are due in the period, won by now, be it before, in or after it. */
export const renewedWhenDue = records(
  'opportunities',
  fallsIn('renewalDueOn'),
  is('status', 'won'),
  hasHappened('closedOn'),
);
