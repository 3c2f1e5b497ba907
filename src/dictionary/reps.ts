import { count, monthsFrom, sum } from '../expression/aggregate.ts';
import { divide, foldPeriods, type Having, lesserOf, minus, plus, times } from '../expression/arithmetic.ts';
import { any, compares, daysBetween, isMissing, isPresent, not } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { always, records, restrictedTo } from '../expression/recordSet.ts';
import { hasHappenedByTheEnd, quotasInForce } from './recordSets.ts';

/*
 * What several entries ask of reps. A rep without dates of employment has always been at work, and so has an owner without a record.
 */

const hasNotStarted = daysBetween('asOf', 'startedOn', 'above', 0);

/** Reps at work at the end of the period. */
export const employed = records('reps', always(), not(hasNotStarted), not(hasHappenedByTheEnd('leftOn')));
const away = records('reps', always(), any(hasNotStarted, hasHappenedByTheEnd('leftOn')));

/** The mean number of reps at work on the days of the period. */
export const headcount = foldPeriods('headcount', 'day', 'mean', count('employed', employed));
/** The rep is at work at the end of the period. */
export const isAtWork: Having = [count('away', away), 'equals', 0];
/** The rep carries a quota at the end of the period. */
export const carriesQuota: Having = [count('quotas', quotasInForce), 'above', 0];

/** Reps for whom a ramp is reckoned: not those of whom it is not known when they started, or who need none. */
const ramped = records(
  'reps',
  always(),
  isPresent('startedOn'),
  any(isMissing('rampMonths'), compares('rampMonths', 'above', 0)),
);
const rampedAsPlanned = restrictedTo(ramped, isPresent('rampMonths'));
const rampedSince = restrictedTo(ramped, daysBetween('startedOn', 'period.start', 'atLeast', 0));
const rampLength = plus(
  sum('plannedRamp', rampedAsPlanned, 'rampMonths'),
  times(minus(1, count('planned', rampedAsPlanned)), parameter('rampMonths', 6, 'months')),
);

/** Of one rep at the start of the period: the months since the first one over the months of the ramp, at most 1. */
export const rampShare = lesserOf(
  1,
  plus(
    divide(sum('tenure', rampedSince, monthsFrom('startedOn', 'period.start')), rampLength),
    minus(1, count('ramped', ramped)),
  ),
);
/** The rep was past the ramp at the start of the period. */
export const isRamped: Having = [rampShare, 'equals', 1];
/** The rep was still ramping at the start of the period, or had not started. */
export const isRamping: Having = [rampShare, 'below', 1];
