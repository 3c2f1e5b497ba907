import { count, sum } from '../expression/aggregate.ts';
import {
  countEntities,
  divide,
  foldEntities,
  type Having,
  lesserOf,
  plus,
  toDateIn,
} from '../expression/arithmetic.ts';
import { any, daysBetween } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { parameter } from '../expression/parameter.ts';
import { always, before, fallsIn, records } from '../expression/recordSet.ts';
import {
  b2bParticipation,
  gitlabIndex,
  gitlabIndicators,
  gitlabSheet,
  prowiAttainment,
  salesforceAttainment,
  winsaboveAttainment,
} from './publishedSources.ts';
import { hasHappenedByTheEnd, quotas, quotasOfReps, quotasOfThePlan, won, wonNewBusiness } from './recordSets.ts';

const recognised = records('orders', fallsIn('recognisedOn'));
const attainment = divide(sum('credited', won, 'amount'), sum('quota', quotas, 'amount'));

/**
 * Credited sales for each unit of quota: credited / quota.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) without a quota.
 */
export const quotaAttainment = defineKpi({
  id: 'quota-attainment',
  name: 'Quota attainment',
  question: 'What share of the quota was sold?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: attainment,
  counts:
    'Total value of won opportunities, by the date they closed; quotas for bookings whose whole span lies in the period. Ramp and proration belong into the quota. For a team it is the sum of the sales over the sum of the quotas.',
  undefinedWhen: 'There is no quota for the period. No quota is not 0%.',
  variants: {
    annual: {
      differs: 'The yearly recurring part (ACV) earns credit instead of the total value, against the same quota.',
      formula: divide(sum('credited', won, 'recurringAmount'), sum('quota', quotas, 'amount')),
      examples: [{ given: { credited: 1200000, quota: 1400000 }, expected: '6/7' }],
    },
    'new-recurring': {
      differs: 'Only the yearly recurring part of new business (new ARR) earns credit, against the same quota.',
      formula: divide(sum('credited', wonNewBusiness, 'recurringAmount'), sum('quota', quotas, 'amount')),
      examples: [{ given: { credited: 980000, quota: 1400000 }, expected: '0.7', source: winsaboveAttainment }],
    },
    revenue: {
      differs: 'Revenue earns credit, by the date of its recognition, against the same quota.',
      formula: divide(sum('credited', recognised, 'amount'), sum('quota', quotas, 'amount')),
      examples: [{ given: { credited: 700000, quota: 1400000 }, expected: '0.5' }],
    },
    'mean-of-reps': {
      differs: 'The mean of the rates of the reps with a quota, each weighing the same.',
      formula: foldEntities('attainment', 'owner', 'mean', attainment),
      examples: [{ given: { attainment: '0.75' }, expected: '0.75', source: b2bParticipation }],
    },
    'median-of-reps': {
      differs: 'The median of the rates of the reps with a quota.',
      formula: foldEntities('attainment', 'owner', 'median', attainment),
      examples: [{ given: { attainment: '0.75' }, expected: '0.75' }],
    },
    'year-to-date': {
      differs: 'From the start of the year to the end of the period, sum over sum.',
      formula: toDateIn('year', attainment),
      examples: [{ given: { credited: 150000, quota: 150000 }, expected: '1', source: prowiAttainment }],
    },
    capped: {
      differs: 'No more than a highest rate (`cap`, 1 by default).',
      formula: lesserOf(attainment, parameter('cap', 1, 'ratio')),
      examples: [
        { given: { credited: 312500, quota: 250000 }, expected: '1' },
        { given: { credited: 42500, quota: 50000 }, expected: '0.85' },
      ],
    },
    'quotas-of-reps': {
      differs: 'Against the quotas that reps carry, where plans of teams are recorded beside them.',
      formula: divide(sum('credited', won, 'amount'), sum('quota', quotasOfReps, 'amount')),
      examples: [{ given: { credited: 900000, quota: 1200000 }, expected: '0.75' }],
    },
    plan: {
      differs: 'Against the plan: quotas that no rep carries, of teams, territories or the company.',
      formula: divide(sum('credited', won, 'amount'), sum('quota', quotasOfThePlan, 'amount')),
      examples: [{ given: { credited: 900000, quota: 1000000 }, expected: '0.9' }],
    },
  },
  examples: [
    { given: { credited: 42500, quota: 50000 }, expected: '0.85', source: prowiAttainment },
    { given: { credited: 312500, quota: 250000 }, expected: '1.25', source: prowiAttainment },
    { given: { credited: 0, quota: 50000 }, expected: '0' },
    { given: { credited: 42500, quota: 0 }, expected: 'no-denominator' },
  ],
  sources: [salesforceAttainment, winsaboveAttainment, prowiAttainment, gitlabIndicators],
  related: ['reps-at-quota-rate', 'pipeline-coverage', 'bookings'],
  pitfalls: [
    'What earns credit moves it most: one rep stood at 112.9% by total value and at 70% by new recurring revenue.',
    'A quota counts in periods that hold its whole span: a quarterly quota has no share of a month.',
    "Quotas of reps and of their teams recorded side by side are added up, and so are a year's quota and its quarters: use `quotas-of-reps` or `plan`, or keep one kind.",
    'Sales of people without a quota count as credited: with one rep at 50 of 100 and another without a quota at 70, the total is 120%. Narrow it by `where`.',
    'A team mean of 75% can hide that one rep in four is at quota: read `reps-at-quota-rate` beside it.',
  ],
});

const hasQuota: Having = [sum('quota', quotas, 'amount'), 'above', 0];
/** Reps who started after the first day, were it after the period, or had left by its end, were it before the period. */
const notThroughout = records(
  'reps',
  always(),
  any(daysBetween('period.start', 'startedOn', 'above', 0), hasHappenedByTheEnd('leftOn')),
);
const isEmployedThroughout: Having = [count('notThroughout', notThroughout), 'equals', 0];
const rampDays = parameter('rampDays', 180, 'days');
const ramping = records(
  'reps',
  before('end', 'startedOn'),
  daysBetween('startedOn', 'period.start', 'below', rampDays),
);
const isRamped: Having = [count('ramping', ramping), 'equals', 0];
const isRamping: Having = [count('ramping', ramping), 'above', 0];

/**
 * Share of the reps with a quota who sold at least their quota: atQuota / reps.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no rep has a quota.
 */
export const repsAtQuotaRate = defineKpi({
  id: 'reps-at-quota-rate',
  name: 'Reps at or above quota',
  question: 'What share of the reps with a quota reached it?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    countEntities(
      'atQuota',
      'owner',
      hasQuota,
      [attainment, 'atLeast', parameter('threshold', 1, 'ratio')],
      isEmployedThroughout,
    ),
    countEntities('reps', 'owner', hasQuota, isEmployedThroughout),
  ),
  counts:
    'Reps with a quota above 0 for the period who worked from its first day through its last, or through the day of `asOf` where that is earlier; at quota when their attainment is at least the threshold (`threshold`, 1 by default). Who starts later than the first day is out; so is who has left, `leftOn` being the first day without work: a rep who left on the day after the period counts, one who left on its last day does not. Reps without dates of employment count, and so do owners without a record of a rep.',
  undefinedWhen: 'No rep who was employed throughout has a quota for the period.',
  variants: {
    'leavers-included': {
      differs: 'Every rep with a quota counts, whenever they started or left.',
      formula: divide(
        countEntities('atQuota', 'owner', hasQuota, [attainment, 'atLeast', parameter('threshold', 1, 'ratio')]),
        countEntities('reps', 'owner', hasQuota),
      ),
      examples: [{ given: { atQuota: 12, reps: 25 }, expected: '0.48' }],
    },
    'ramped-only': {
      differs:
        'Reps who at the start of the period had worked for less than their ramp (`rampDays`, 180 by default) are left out.',
      formula: divide(
        countEntities(
          'atQuota',
          'owner',
          hasQuota,
          [attainment, 'atLeast', parameter('threshold', 1, 'ratio')],
          isRamped,
          isEmployedThroughout,
        ),
        countEntities('reps', 'owner', hasQuota, isRamped, isEmployedThroughout),
      ),
      examples: [{ given: { atQuota: 12, reps: 16 }, expected: '0.75' }],
    },
    'ramping-at-less': {
      differs:
        'Reps who are still ramping (`rampDays`) are at quota from a lower threshold on (`rampingThreshold`, 0.7 by default).',
      formula: divide(
        plus(
          countEntities(
            'rampedAtQuota',
            'owner',
            hasQuota,
            [attainment, 'atLeast', parameter('threshold', 1, 'ratio')],
            isRamped,
            isEmployedThroughout,
          ),
          countEntities(
            'rampingAtQuota',
            'owner',
            hasQuota,
            [attainment, 'atLeast', parameter('rampingThreshold', '0.7', 'ratio')],
            isRamping,
            isEmployedThroughout,
          ),
        ),
        countEntities('reps', 'owner', hasQuota, isEmployedThroughout),
      ),
      examples: [{ given: { rampedAtQuota: 12, rampingAtQuota: 3, reps: 20 }, expected: '0.75' }],
    },
  },
  levels: [
    { value: '0.6', meaning: 'Lower end of the usual 60 to 70% of reps.', source: prowiAttainment },
    {
      value: '0.7',
      meaning: 'Upper end of the usual 60 to 70% of reps; GitLab aims above it among ramped reps.',
      source: prowiAttainment,
    },
  ],
  examples: [
    { given: { atQuota: 1, reps: 4 }, expected: '0.25', source: b2bParticipation },
    { given: { atQuota: 0, reps: 4 }, expected: '0' },
    { given: { atQuota: 0, reps: 0 }, expected: 'no-denominator' },
  ],
  sources: [b2bParticipation, gitlabSheet, prowiAttainment, gitlabIndex],
  related: ['quota-attainment'],
  pitfalls: [
    'It turns on one step: a rep at 99% and one at 10% count the same.',
    'With a filter or a group that the record of the rep does not share, as of a quota with a territory of its own whose rep has none, the dates of employment are not seen: every owner counts then.',
    'The same team stood at 75% by the mean attainment and at 25% by this rate.',
  ],
});
