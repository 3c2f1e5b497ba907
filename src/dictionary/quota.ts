import { sum } from '../expression/aggregate.ts';
import { divide, foldEntities, lesserOf, named, plus, toDateIn } from '../expression/arithmetic.ts';
import { any, is, isMissing, isOneOf, not } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo, within } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import {
  countsBookings,
  quotas,
  quotasAfterRamp,
  quotasOfReps,
  quotasOfThePlan,
  recognised,
  won,
  wonNewBusiness,
} from './recordSets.ts';
import {
  b2bParticipation,
  gitlabIndicators,
  prowiAttainment,
  salesforceAttainment,
  winsaboveAttainment,
} from './salesSources.ts';

/** Sales of the period over the quotas that lie in it. */
export const attainment = divide(sum('credited', won, 'amount'), sum('quota', quotas, 'amount'));
/** What fully productive reps would have to sell in the period; quotas that are stated after ramp only count as they are. */
export const fullQuota = plus(sum('beforeRamp', quotas, 'fullAmount'), sum('asStated', quotasAfterRamp, 'amount'));

const credits = records('credits', fallsIn('creditedOn'), countsBookings);
const directCredits = restrictedTo(credits, not(is('kind', 'overlay')));
const quotasInUnits = records(
  'quotas',
  within('startsOn', 'endsOn'),
  any(isMissing('measure'), isOneOf('measure', ['bookings', 'units'])),
);

/**
 * Credited sales for each unit of quota: credited / quota.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) without a quota.
 */
export const quotaAttainment = defineEntry({
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
    units: {
      differs:
        'Units of the won opportunities, against quotas in units (`quantity`, measured by bookings or by units).',
      formula: divide(sum('unitsCredited', won, 'quantity'), sum('unitQuota', quotasInUnits, 'quantity')),
      examples: [{ given: { unitsCredited: 90, unitQuota: 120 }, expected: '0.75' }],
    },
    'splits-and-overlays': {
      differs:
        'Lines of quota credit count, by their date, instead of deals: each rep with a share, and each who is credited beside others. Of a team it counts a deal with an overlay twice.',
      formula: divide(sum('credited', credits, 'amount'), sum('quota', quotas, 'amount')),
      examples: [{ given: { credited: 130000, quota: 100000 }, expected: '1.3' }],
    },
    splits: {
      differs: 'As `splits-and-overlays` without the overlays, so that no deal counts twice.',
      formula: divide(sum('credited', directCredits, 'amount'), sum('quota', quotas, 'amount')),
      examples: [{ given: { credited: 100000, quota: 100000 }, expected: '1' }],
    },
    'before-ramp': {
      differs:
        'Against what fully productive reps would have to sell (`fullAmount`) instead of the quota after ramp and proration.',
      formula: divide(sum('credited', won, 'amount'), named('fullQuota', fullQuota)),
      examples: [{ given: { credited: 60000, fullQuota: 150000 }, expected: '0.4' }],
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
  related: ['reps-at-quota-rate', 'plan-attainment', 'pipeline-coverage', 'bookings'],
  pitfalls: [
    'What earns credit moves it most: one rep stood at 112.9% by total value and at 70% by new recurring revenue.',
    'A quota counts in periods that hold its whole span: a quarterly quota has no share of a month.',
    "Quotas of reps and of their teams recorded side by side are added up, and so are a year's quota and its quarters: use `quotas-of-reps` or `plan`, or keep one kind.",
    'Sales of people without a quota count as credited: with one rep at 50 of 100 and another without a quota at 70, the total is 120%. Narrow it by `where`.',
    'A team mean of 75% can hide that one rep in four is at quota: read `reps-at-quota-rate` beside it.',
  ],
});
