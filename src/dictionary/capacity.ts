import { count, sum } from '../expression/aggregate.ts';
import {
  countEntities,
  divide,
  foldEntities,
  foldPeriods,
  type Having,
  inTrailing,
  minus,
  plus,
  times,
} from '../expression/arithmetic.ts';
import { any, daysBetween } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { always, records } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { fullQuota } from './quota.ts';
import { quotasOfReps, quotasOfThePlan, won } from './recordSets.ts';
import { carriesQuota, headcount, isAtWork, isRamped, isRamping, rampShare } from './reps.ts';
import { gitlabSheet, kellblogRamp, metricKitCapacity, onlyCfoCapacity, revCastAssignment } from './salesSources.ts';

const leftByTheStart = records('reps', always(), daysBetween('leftOn', 'period.start', 'atLeast', 0));
const awayAtTheStart = records(
  'reps',
  always(),
  any(daysBetween('period.start', 'startedOn', 'above', 0), daysBetween('leftOn', 'period.start', 'atLeast', 0)),
);
const isThere: Having = [count('away', awayAtTheStart), 'equals', 0];
const rampedQuota = foldEntities('rampedQuota', 'owner', 'sum', times(fullQuota, rampShare), isThere);
const expectedAttainment = parameter('expectedAttainment', 1, 'ratio');
const capacity = times(rampedQuota, expectedAttainment);

/**
 * What the reps can be expected to sell in the period: the sum of quota × share of the ramp, × expected attainment.
 *
 * Unit: currency. Never undefined: without quotas it is 0.
 */
export const salesCapacity = defineEntry({
  id: 'sales-capacity',
  name: 'Sales capacity',
  question: 'What can the reps we have be expected to sell in the period?',
  category: 'outcome',
  indicator: 'leading',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'higher',
  formula: capacity,
  counts:
    'Reps with quotas for bookings whose whole span lies in the period, before ramp where that is recorded (`fullAmount`); as of the first day of the period. A rep is ramped by the months since the first one over the planned ramp (`rampMonths` of the rep, or else of the calculation: 6 months by default), at most in full. Who has left by that day, or starts after it, adds nothing; reps without a first day of work count in full. `expectedAttainment` is 1 by default.',
  undefinedWhen: 'Never: without quotas it is 0.',
  variants: {
    'ramping-at-productivity': {
      differs:
        'Reps who are still ramping all count with one share of their quota (`rampingProductivity`, 0.4 by default), to which the expected attainment is not applied again.',
      formula: plus(
        times(foldEntities('quotaOfRamped', 'owner', 'sum', fullQuota, isThere, isRamped), expectedAttainment),
        times(
          foldEntities('quotaOfRamping', 'owner', 'sum', fullQuota, isThere, isRamping),
          parameter('rampingProductivity', '0.4', 'ratio'),
        ),
      ),
      examples: [{ given: { quotaOfRamped: 1050000, quotaOfRamping: 450000 }, expected: '1230000' }],
    },
    'monthly-ramp': {
      differs: 'The share of the ramp is the mean of the first days of the months, so hires of the period add to it.',
      formula: times(
        foldEntities(
          'rampedQuota',
          'owner',
          'sum',
          times(
            fullQuota,
            foldPeriods('monthlyShare', 'month', 'mean', times(rampShare, minus(1, count('left', leftByTheStart)))),
          ),
        ),
        expectedAttainment,
      ),
      examples: [{ given: { rampedQuota: 1200000 }, expected: '1200000' }],
    },
    'after-attrition': {
      differs: 'Less what leavers take with them: a share of it that experience gives (`attrition`, 0.1 by default).',
      formula: times(capacity, minus(1, parameter('attrition', '0.1', 'ratio'))),
      examples: [{ given: { rampedQuota: 1000000 }, expected: '900000' }],
    },
    'street-quota': {
      differs: 'The quotas that reps carry, as they are: no ramp, no attainment.',
      formula: sum('streetQuota', quotasOfReps, 'amount'),
      examples: [{ given: { streetQuota: 1000000 }, expected: '1000000' }],
    },
    'over-assignment': {
      differs: 'The quotas that reps carry for each unit of the plan, which no rep carries.',
      unit: 'ratio',
      formula: divide(sum('streetQuota', quotasOfReps, 'amount'), sum('plan', quotasOfThePlan, 'amount')),
      examples: [
        { given: { streetQuota: 1000000, plan: 800000 }, expected: '1.25', source: revCastAssignment },
        { given: { streetQuota: 1000000, plan: 0 }, expected: 'no-denominator' },
      ],
    },
    'needed-attainment': {
      differs: 'The inverse of `over-assignment`: the attainment at which the quotas of the reps make the plan.',
      unit: 'ratio',
      formula: divide(sum('plan', quotasOfThePlan, 'amount'), sum('streetQuota', quotasOfReps, 'amount')),
      examples: [{ given: { streetQuota: 1000000, plan: 800000 }, expected: '0.8' }],
    },
  },
  examples: [
    { given: { rampedQuota: 1072500 }, expected: '1072500' },
    { given: { rampedQuota: 0 }, expected: '0' },
  ],
  sources: [metricKitCapacity, revCastAssignment, gitlabSheet],
  related: ['plan-attainment', 'quota-attainment', 'ramp-time', 'rep-attrition-rate'],
  pitfalls: [
    'Give `expectedAttainment` what the team usually attains: at 1 it is what they could sell if all reached their quotas.',
    'A quota counts in periods that hold its whole span, and one that is recorded after ramp only is ramped twice: record `fullAmount`.',
    'Quotas of managers that repeat those of their reps are added up: leave them out by `where`.',
  ],
});

const quotaCarriers = foldPeriods(
  'quotaCarriers',
  'day',
  'mean',
  countEntities('carrying', 'owner', carriesQuota, isAtWork),
);
const bookedPerRep = divide(sum('booked', won, 'amount'), quotaCarriers);

/**
 * Bookings for each rep who carries a quota: booked / mean number of them.
 *
 * Unit: currency per rep. Undefined (`no-denominator`) when nobody carries a quota on any day.
 */
export const revenuePerRep = defineEntry({
  id: 'revenue-per-rep',
  name: 'Revenue per rep',
  question: 'How much does a rep with a quota book?',
  category: 'efficiency',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency per rep',
  better: 'higher',
  formula: bookedPerRep,
  counts:
    'Won opportunities by the date they closed, whoever won them; the reps at work with a quota for bookings in force, counted on each day of the period and averaged.',
  undefinedWhen: 'Nobody carried a quota on any day of the period.',
  variants: {
    'ramped-equivalents': {
      differs:
        'A rep who is still ramping counts as a part of one: the share of the ramp on each day (`rampMonths` of the rep, or else of the calculation: 6 months by default).',
      formula: divide(
        sum('booked', won, 'amount'),
        foldPeriods(
          'rampedReps',
          'day',
          'mean',
          foldEntities('equivalents', 'owner', 'sum', rampShare, carriesQuota, isAtWork),
        ),
      ),
      examples: [{ given: { booked: 1800000, rampedReps: '7.5' }, expected: '240000' }],
    },
    'all-staff': {
      differs: 'Per head of all reps on record, with a quota or without one.',
      formula: divide(sum('booked', won, 'amount'), headcount),
      examples: [{ given: { booked: 1800000, headcount: 15 }, expected: '120000' }],
    },
    'trailing-year': {
      differs: 'Over the twelve months that end with the period, whatever its length.',
      formula: inTrailing(12, 'month', bookedPerRep),
      examples: [{ given: { booked: 7200000, quotaCarriers: 10 }, expected: '720000' }],
    },
  },
  examples: [
    { given: { booked: 1800000, quotaCarriers: 10 }, expected: '180000' },
    { given: { booked: 0, quotaCarriers: 10 }, expected: '0' },
    { given: { booked: 1800000, quotaCarriers: 0 }, expected: 'no-denominator' },
  ],
  sources: [kellblogRamp, onlyCfoCapacity],
  related: ['bookings', 'sales-capacity', 'ramp-time', 'rep-attrition-rate'],
  pitfalls: [
    'It is bookings, by the name that most use, not revenue.',
    'It grows with the length of the period: compare quarters with quarters, or use `trailing-year`.',
    'Hiring lowers it for as long as the hires ramp: see `ramped-equivalents`.',
    'Sales of people without a quota count in the dividend only.',
  ],
});
