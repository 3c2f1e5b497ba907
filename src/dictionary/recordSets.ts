import {
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
import { before, fallsIn, records, stands, within } from '../expression/recordSet.ts';

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

/**
 * A stay in a stage that began on the day of the close is the closing itself: many teams keep stages such as "won" and "lost",
 * and a deal that enters "lost" has not moved on.
 */
export const isBeforeClose = any(isMissing('closedOn'), daysBetween('enteredOn', 'closedOn', 'above', 0));

/** Leads created in the period. */
export const createdLeads = records('leads', fallsIn('createdOn'));
/** Leads created in the period that have become an opportunity since. */
export const convertedLeads = records('leads', fallsIn('createdOn'), hasHappened('convertedOn'));

/** Begun by the rep. Many systems leave the direction of their own calls and emails out. */
export const isOutbound = not(is('direction', 'inbound'));
/** The person called was reached. */
export const isLive = isOneOf('outcome', ['conversation', 'connected']);
/** Outbound calls of the period. */
export const calls = records('activities', fallsIn('occurredOn'), is('kind', 'call'), isOutbound);
/** Calls of the period that became a conversation, whoever called. */
export const conversations = records(
  'activities',
  fallsIn('occurredOn'),
  is('kind', 'call'),
  is('outcome', 'conversation'),
);

const countsBookings = any(isMissing('measure'), is('measure', 'bookings'));
/** Quotas for bookings that lie in the period. */
export const quotas = records('quotas', within('startsOn', 'endsOn'), countsBookings);
/** Quotas for bookings that lie in the period and are carried by a rep. */
export const quotasOfReps = records('quotas', within('startsOn', 'endsOn'), countsBookings, isPresent('ownerId'));
/** Quotas for bookings that lie in the period and are carried by no rep: the plan of a team, a territory or the company. */
export const quotasOfThePlan = records('quotas', within('startsOn', 'endsOn'), countsBookings, isMissing('ownerId'));

/** Purchases of the period: orders above zero, so that returns and credits do not count. */
export const purchases = records('orders', fallsIn('orderedOn'), compares('amount', 'above', 0));
/** Purchases before the period. */
export const purchasesBefore = records('orders', before('start', 'orderedOn'), compares('amount', 'above', 0));
