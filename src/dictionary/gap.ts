import { sum } from '../expression/aggregate.ts';
import {
  constant,
  divide,
  greaterOf,
  inTrailing,
  minus,
  named,
  periodDays,
  periodWorkingDays,
  plus,
  times,
} from '../expression/arithmetic.ts';
import { defineEntry } from './entry.ts';
import { kellblogCoverage } from './funnelSources.ts';
import { quotas, won } from './recordSets.ts';
import { averageDealSize } from './sales.ts';
import { codingAceGap } from './salesSources.ts';

const quota = sum('quota', quotas, 'amount');
const booked = sum('booked', won, 'amount');
const gap = named('gap', greaterOf(minus(quota, booked), constant(0, 'currency')));

/**
 * What is left of the quota after the bookings so far, never below 0: max(quota - booked, 0).
 *
 * Unit: currency. Never undefined: a quota that is met leaves 0.
 */
export const quotaGap = defineEntry({
  id: 'quota-gap',
  name: 'Quota gap',
  question: 'How much is still to be booked to reach the quota of the period?',
  category: 'outcome',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'currency',
  better: 'lower',
  formula: greaterOf(minus(quota, booked), constant(0, 'currency')),
  counts:
    'Quotas for bookings whose whole span lies in the period; the amounts of the opportunities won in it so far, by the date they closed. State the day with `asOf`.',
  undefinedWhen: 'Never: without a quota, and when it is met, the gap is 0.',
  variants: {
    signed: {
      differs: 'Goes below 0 when more than the quota is booked.',
      formula: minus(quota, booked),
      examples: [
        { given: { quota: 100000, booked: 130000 }, expected: '-30000' },
        { given: { quota: 100000, booked: 65000 }, expected: '35000' },
      ],
    },
    'required-per-day': {
      differs: 'The pace needed: the gap over the days of the period that remain after `asOf`.',
      unit: 'currency per day',
      formula: divide(gap, periodDays('daysLeft', 'remaining')),
      examples: [
        { given: { gap: 35000, daysLeft: 28 }, expected: '1250' },
        { given: { quota: 100000, booked: 65000, daysLeft: 28 }, expected: '1250' },
        { given: { gap: 35000, daysLeft: 0 }, expected: 'no-denominator' },
      ],
    },
    'required-per-working-day': {
      differs:
        'The pace needed by working day: those that remain after `asOf`, as `workingTime` of `salesData` states them.',
      unit: 'currency per day',
      formula: divide(gap, periodWorkingDays('daysLeft', 'remaining')),
      examples: [{ given: { gap: 35000, daysLeft: 20 }, expected: '1750' }],
    },
    projected: {
      differs: 'What will be booked by the end at the pace so far: booked + booked / days elapsed x days left.',
      formula: plus(
        booked,
        times(divide(booked, periodDays('daysElapsed', 'elapsed')), periodDays('daysLeft', 'remaining')),
      ),
      examples: [
        { given: { booked: 65000, daysElapsed: 65, daysLeft: 27 }, expected: '92000' },
        { given: { booked: 0, daysElapsed: 0, daysLeft: 92 }, expected: 'no-denominator' },
      ],
    },
    'projected-by-working-days': {
      differs: 'As `projected`, in working days.',
      formula: plus(
        booked,
        times(divide(booked, periodWorkingDays('daysElapsed', 'elapsed')), periodWorkingDays('daysLeft', 'remaining')),
      ),
      examples: [{ given: { booked: 66000, daysElapsed: 44, daysLeft: 20 }, expected: '96000' }],
    },
    'deals-needed': {
      differs: 'The gap in deals of the average size of the last 12 months; round up to whole deals.',
      unit: 'count',
      formula: divide(gap, inTrailing(12, 'month', averageDealSize)),
      examples: [
        { given: { gap: 35000, 'average-deal-size': 10000 }, expected: '3.5' },
        { given: { gap: 35000, 'average-deal-size': 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { quota: 100000, booked: 65000 }, expected: '35000', source: codingAceGap },
    { given: { quota: 100000, booked: 130000 }, expected: '0' },
    { given: { quota: 0, booked: 0 }, expected: '0' },
  ],
  sources: [codingAceGap, kellblogCoverage],
  related: ['quota-attainment', 'pipeline-coverage', 'average-deal-size'],
  pitfalls: [
    'Without `asOf` the period counts as over: no day remains, and the pace needed has no value.',
    'A straight line is no forecast: most teams book most of a quarter in its last weeks.',
    'No quota and a quota that is met both leave a gap of 0: read `quota-attainment` beside it.',
  ],
});
