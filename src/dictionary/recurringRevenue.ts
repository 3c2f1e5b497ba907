import { sum } from '../expression/aggregate.ts';
import { type Having, minus } from '../expression/arithmetic.ts';
import { is, isOneOf } from '../expression/condition.ts';
import { before, fallsIn, records } from '../expression/recordSet.ts';

/*
 * What several entries ask of the movements of subscriptions. The revenue of an account is the sum of all its movements so far.
 */

const gains = isOneOf('kind', ['new', 'expansion', 'reactivation']);
const losses = isOneOf('kind', ['contraction', 'churn']);
const gainsBefore = records('subscriptions', before('start', 'effectiveOn'), gains);
const lossesBefore = records('subscriptions', before('start', 'effectiveOn'), losses);
const gainsSoFar = records('subscriptions', before('end', 'effectiveOn'), gains);
const lossesSoFar = records('subscriptions', before('end', 'effectiveOn'), losses);

/** Yearly recurring revenue before the first day of the period. */
export const revenueAtStart = minus(
  sum('gainedBefore', gainsBefore, 'amount'),
  sum('lostBefore', lossesBefore, 'amount'),
);
/** Yearly recurring revenue at the end of the period. */
export const revenueAtEnd = minus(sum('gainedSoFar', gainsSoFar, 'amount'), sum('lostSoFar', lossesSoFar, 'amount'));
/** The account paid before the period. */
export const isOpeningCustomer: Having = [revenueAtStart, 'above', 0];
/** The account pays at the end of the period. */
export const isClosingCustomer: Having = [revenueAtEnd, 'above', 0];

/** Movements of new customers in the period. */
export const newMovements = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'new'));
/** Movements of customers who came back in the period. */
export const reactivations = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'reactivation'));
/** Movements in the period by which customers came to pay more. */
export const expansions = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'expansion'));
/** Movements in the period by which customers came to pay less. */
export const contractions = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'contraction'));
/** Movements in the period by which customers left. */
export const churns = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'churn'));
