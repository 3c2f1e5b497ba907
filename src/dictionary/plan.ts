import { sum } from '../expression/aggregate.ts';
import { divide, toDateIn } from '../expression/arithmetic.ts';
import { is, isMissing } from '../expression/condition.ts';
import { records, within } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { quotasOfReps, quotasOfThePlan, won } from './recordSets.ts';
import { netNewArr } from './recurringArr.ts';
import { gitlabSheet } from './salesSources.ts';

const recurringPlans = records(
  'quotas',
  within('startsOn', 'endsOn'),
  is('measure', 'net-new-arr'),
  isMissing('ownerId'),
);
const bookedOnPlan = divide(sum('booked', won, 'amount'), sum('plan', quotasOfThePlan, 'amount'));

/**
 * Bookings of the year so far for each unit of the plan for it: booked / plan.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) without a plan.
 */
export const planAttainment = defineEntry({
  id: 'plan-attainment',
  name: 'Bookings vs plan',
  question: 'What share of the plan for the year so far was booked?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: toDateIn('year', bookedOnPlan),
  counts:
    'From the first day of the year in which the period ends through its last: won opportunities by the date they closed, and the plan, which is the quotas for bookings that no rep carries and whose whole span lies in that time.',
  undefinedWhen: 'There is no plan for the year so far. No plan is not 0%.',
  variants: {
    'period-only': {
      differs: 'The period alone, such as one quarter, instead of the year so far.',
      formula: bookedOnPlan,
      examples: [{ given: { booked: 900000, plan: 1000000 }, expected: '0.9' }],
    },
    'net-new-recurring': {
      differs:
        'The net new yearly recurring revenue (net new ARR) against the plan for it: quotas without a rep, measured by `net-new-arr`.',
      formula: toDateIn('year', divide(netNewArr, sum('recurringPlan', recurringPlans, 'amount'))),
      examples: [{ given: { 'net-new-arr': 1200000, recurringPlan: 1600000 }, expected: '0.75' }],
    },
    'quotas-of-reps': {
      differs: 'Against the sum of the quotas that reps carry, which is usually above the plan.',
      formula: toDateIn('year', divide(sum('booked', won, 'amount'), sum('quota', quotasOfReps, 'amount'))),
      examples: [{ given: { booked: 900000, quota: 1200000 }, expected: '0.75' }],
    },
  },
  examples: [
    { given: { booked: 2850000, plan: 3000000 }, expected: '0.95' },
    { given: { booked: 0, plan: 3000000 }, expected: '0' },
    { given: { booked: 2850000, plan: 0 }, expected: 'no-denominator' },
  ],
  sources: [gitlabSheet],
  related: ['quota-attainment', 'bookings', 'net-new-arr', 'sales-capacity'],
  pitfalls: [
    'A plan counts once its whole span is over: of a plan for the year nothing counts before its end, so record it by quarter or by month.',
    'Plans of the company and of its teams recorded side by side are added up: keep one kind, or narrow it by `where`.',
    'In a period in progress the bookings so far are set against the whole plan of the period.',
    'An older page of GitLab words it the other way round, plan over bookings; its sheet puts the bookings first.',
  ],
});
