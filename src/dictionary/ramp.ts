import { count, median, minimum, monthsFrom, sum } from '../expression/aggregate.ts';
import {
  countPeriods,
  divide,
  foldEntities,
  foldPeriods,
  type Having,
  inPreviousPeriod,
  inTrailing,
  kaplanMeierMedian,
} from '../expression/arithmetic.ts';
import { daysBetween, hasHappened, is } from '../expression/condition.ts';
import { followedBy } from '../expression/join.ts';
import { parameter } from '../expression/parameter.ts';
import { always, anchoredBy, fallsIn, records } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { fullQuota } from './quota.ts';
import { won } from './recordSets.ts';
import { elevateRamp, kellblogRamp, metricKitRamp } from './salesSources.ts';

const hires = records('reps', fallsIn('startedOn'));
const started = records('reps', always(), daysBetween('startedOn', 'period.end', 'atLeast', 0));
/** Months of a rep since the first one, at the end of the period. */
const tenure = minimum('tenure', started, monthsFrom('startedOn', 'period.end'));
const attained = divide(sum('booked', won, 'amount'), fullQuota);
const threshold = parameter('threshold', 1, 'ratio');
/** How far back reps are new, and months can be the first ones. */
const lookbackMonths = parameter('lookbackMonths', 36);
const sustainedMonths = parameter('sustainedMonths', 3);

const isHire: Having = [inTrailing(lookbackMonths, 'month', count('hired', hires)), 'above', 0];
/** Deals from before the start are somebody else's, or a slip. */
const hasReached: readonly Having[] = [
  [count('started', started), 'above', 0],
  [attained, 'atLeast', threshold],
];
/** All the months of a rep that reached the quota lie in the period, so that the first one does. */
const reachesItFirstNow: Having = [
  inTrailing(lookbackMonths, 'month', countPeriods('monthsReached', 'month', ...hasReached)),
  'equals',
  countPeriods('monthsReachedNow', 'month', ...hasReached),
];
const firstMonth = foldPeriods('firstMonth', 'month', 'minimum', tenure, ...hasReached);

const hasSustained: Having = [
  inTrailing(sustainedMonths, 'month', countPeriods('monthsInARow', 'month', ...hasReached)),
  'equals',
  sustainedMonths,
];
const gone = records('reps', always(), hasHappened('leftOn'), daysBetween('leftOn', 'period.start', 'atLeast', 0));
/** Months in which a rep was seen on the way: those of work through the first at the full quota. */
const isOnTheWay: readonly Having[] = [
  [count('started', started), 'above', 0],
  [count('gone', gone), 'equals', 0],
  [
    inPreviousPeriod(inTrailing(lookbackMonths, 'month', countPeriods('monthsReachedBefore', 'month', ...hasReached))),
    'equals',
    0,
  ],
];
const firstDeals = anchoredBy(
  followedBy(records('reps', always()), 'opportunities', {
    key: ['id', 'ownerId'],
    dates: ['startedOn', 'closedOn'],
    where: [is('status', 'won')],
  }),
  fallsIn('other.closedOn'),
);

/**
 * Median of the months from a rep's start to the first month at the full quota: the median of firstMonth.
 *
 * Unit: months. Undefined (`no-records`) when nobody reached it for the first time.
 */
export const rampTime = defineEntry({
  id: 'ramp-time',
  name: 'Ramp time',
  question: 'How many months does a new rep take to reach the full quota?',
  category: 'efficiency',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'months',
  better: 'lower',
  formula: foldEntities('months', 'owner', 'median', firstMonth, isHire, reachesItFirstNow),
  counts:
    'Reps who started in the months that end with the period (`lookbackMonths`, 36 by default) and whose first month with won deals of at least their full quota lies in it (`threshold`, 1 by default): the months of the calendar from the one in which they started, which is 0, to that one. The full quota is that of the month before ramp (`fullAmount`), or the quota where only that is recorded.',
  undefinedWhen: 'Nobody reached the full quota for the first time in the period.',
  variants: {
    'by-quarter': {
      differs: 'To the last month of the first quarter at the full quota, where quotas are set by quarter.',
      formula: foldEntities(
        'months',
        'owner',
        'median',
        foldPeriods('firstQuarter', 'quarter', 'minimum', tenure, ...hasReached),
        isHire,
        [
          inTrailing(lookbackMonths, 'month', countPeriods('quartersReached', 'quarter', ...hasReached)),
          'equals',
          countPeriods('quartersReachedNow', 'quarter', ...hasReached),
        ],
      ),
      examples: [{ given: { months: 8 }, expected: '8' }],
    },
    'first-deal': {
      differs: 'To the first deal won, whatever the quota.',
      formula: median('monthsToFirstDeal', firstDeals, monthsFrom('startedOn', 'other.closedOn')),
      examples: [{ given: { monthsToFirstDeal: 3 }, expected: '3' }],
    },
    sustained: {
      differs:
        'To the last of some months in a row at the full quota (`sustainedMonths`, 3 by default), so that one lucky month does not end the ramp.',
      formula: foldEntities(
        'months',
        'owner',
        'median',
        foldPeriods('lastMonthInARow', 'month', 'minimum', tenure, hasSustained),
        isHire,
        [
          inTrailing(lookbackMonths, 'month', countPeriods('monthsSustained', 'month', hasSustained)),
          'equals',
          countPeriods('monthsSustainedNow', 'month', hasSustained),
        ],
      ),
      examples: [{ given: { months: 9 }, expected: '9' }],
    },
    'tenure-curve': {
      differs:
        'One point of the curve: the mean share of the full quota that reps reached in a month of their tenure (`tenureMonths`, 6 by default), of those in that month during the period.',
      unit: 'ratio',
      formula: foldEntities(
        'attainment',
        'owner',
        'mean',
        foldPeriods('attainmentThen', 'month', 'mean', attained, [
          tenure,
          'equals',
          parameter('tenureMonths', 6, 'months'),
        ]),
      ),
      examples: [{ given: { attainment: '0.8' }, expected: '0.8' }],
    },
    planned: {
      differs: 'The median of the planned ramps of the reps who started in the period.',
      formula: median('plannedRamp', hires, 'rampMonths'),
      examples: [{ given: { plannedRamp: 6 }, expected: '6' }],
    },
    censored: {
      differs:
        'All reps with a quota who started in these months, whenever they reached it: those who have not by the end, or left before, are censored, and the median is estimated by Kaplan and Meier. Undefined while too few have reached it to tell.',
      formula: kaplanMeierMedian(
        'months',
        'owner',
        inTrailing(lookbackMonths, 'month', foldPeriods('monthsSeen', 'month', 'maximum', tenure, ...isOnTheWay)),
        [inTrailing(lookbackMonths, 'month', countPeriods('monthsReached', 'month', ...hasReached)), 'above', 0],
        isHire,
        [inTrailing(lookbackMonths, 'month', fullQuota), 'above', 0],
      ),
      examples: [{ given: { months: 7 }, expected: '7' }],
    },
  },
  examples: [
    { given: { months: 5 }, expected: '5' },
    { given: { months: '5.5' }, expected: '5.5' },
  ],
  sources: [metricKitRamp, kellblogRamp, elevateRamp],
  related: ['sales-capacity', 'quota-attainment', 'revenue-per-rep', 'rep-attrition-rate'],
  pitfalls: [
    'It needs quotas of single months: with quotas by quarter nobody has a monthly one, and `by-quarter` is the one to ask for.',
    'Only those who made it count, so a period in which nobody ramps looks like no problem, and those who are slow are not seen: `censored` counts everybody.',
    'A few reps reach it in a quarter: look at a year.',
    'In `by-quarter` a rep who starts at the end of a quarter shows fewer months than one who starts at its beginning.',
  ],
});
