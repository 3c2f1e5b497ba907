import { distinct, product, sum } from '../expression/aggregate.ts';
import {
  constant,
  divide,
  foldEntities,
  greaterOf,
  inNextPeriod,
  inPreviousPeriod,
  inTrailing,
  minus,
  named,
  plus,
  times,
} from '../expression/arithmetic.ts';
import { compares, is, isInPeriod, isOneOf } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo, stands } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { fivetranSalesforce, kellblogCoverage, kellblogPipeline, millerWinRate } from './funnelSources.ts';
import {
  hasHappenedByTheEnd,
  isBeforeClose,
  isClosedInPeriod,
  open,
  openAndExpected,
  openAtStart,
  quotas,
  quotasOfReps,
  quotasOfThePlan,
  won,
} from './recordSets.ts';
import {
  codingAceGap,
  contextAwareCoverage,
  gitlabSheet,
  imboardWeighted,
  petavueCoverage,
  quartzConsistency,
  revOpsWeighted,
} from './salesSources.ts';
import { winRate } from './winning.ts';

const openAndQualified = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'end'),
  hasHappenedByTheEnd('qualifiedOn'),
);

/**
 * Sum of the amounts of the opportunities open at the end of the period: pipeline.
 *
 * Unit: currency. Never undefined: nothing open is 0.
 */
export const openPipeline = defineEntry({
  id: 'open-pipeline',
  name: 'Open pipeline',
  question: 'What is the value of the opportunities that are open at the end of the period?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'currency',
  better: 'higher',
  formula: sum('pipeline', open, 'amount'),
  counts:
    'Opportunities open at the end of the period, or on the day of `asOf` where that is earlier, with the amount they had then. Those without an amount are left out and reported.',
  undefinedWhen: 'Never: nothing open is 0.',
  variants: {
    qualified: {
      differs: 'Only opportunities accepted as qualified by then.',
      formula: sum('pipeline', openAndQualified, 'amount'),
      examples: [{ given: { pipeline: 140000 }, expected: '140000' }],
    },
    'closing-in-period': {
      differs: 'Only opportunities that were then expected to close in the period.',
      formula: sum('pipeline', openAndExpected, 'amount'),
      examples: [{ given: { pipeline: 90000 }, expected: '90000' }],
    },
    annual: {
      differs:
        'Sums the yearly recurring part (ACV) instead of the total value; the part as it is now, since its history is not kept.',
      formula: sum('pipeline', open, 'recurringAmount'),
      examples: [{ given: { pipeline: 120000 }, expected: '120000' }],
    },
  },
  examples: [
    { given: { pipeline: 215000 }, expected: '215000' },
    { given: { pipeline: 0 }, expected: '0' },
  ],
  sources: [kellblogCoverage, imboardWeighted],
  related: ['weighted-pipeline', 'pipeline-coverage', 'pipeline-velocity'],
  pitfalls: [
    'It is a stock: say on which day it was taken. Adding up the figures of several days means nothing.',
    'Without stage changes an opportunity counts with its present amount and owner, whatever they were then.',
    'In another currency a deal without history is converted at its close date once it is closed, so a past figure moves a little when it closes.',
  ],
});

const openAtStartAndWon = restrictedTo(openAtStart, is('status', 'won'), ...isClosedInPeriod);
const wonVisits = records('stageVisits', fallsIn('closedOn'), isBeforeClose, is('status', 'won'));
const decidedVisits = records('stageVisits', fallsIn('closedOn'), isBeforeClose, isOneOf('status', ['won', 'lost']));

/**
 * Sum of amount times probability of the opportunities open at the end of the period: weighted.
 *
 * Unit: currency. Never undefined: nothing open is 0.
 */
export const weightedPipeline = defineEntry({
  id: 'weighted-pipeline',
  name: 'Weighted pipeline',
  question: 'What is the open pipeline worth when each opportunity is weighed by its probability?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'currency',
  better: 'higher',
  formula: sum('weighted', open, product('amount', 'probability')),
  counts:
    'Opportunities open at the end of the period, with the amount and the probability they had then. Those without either are left out and reported.',
  undefinedWhen: 'Never: nothing open is 0.',
  variants: {
    'closing-in-period': {
      differs: 'Only opportunities that were then expected to close in the period.',
      formula: sum('weighted', openAndExpected, product('amount', 'probability')),
      examples: [{ given: { weighted: 40000 }, expected: '40000' }],
    },
    'historical-stage-rates': {
      differs:
        'Weighs by what happened: the share of the deals decided in the last 12 months, won from the stage, stage by stage. Stages without such deals weigh nothing.',
      formula: foldEntities(
        'weighted',
        'stage',
        'sum',
        times(
          sum('pipeline', open, 'amount'),
          inTrailing(
            12,
            'month',
            divide(distinct('won', wonVisits, 'opportunityId'), distinct('decided', decidedVisits, 'opportunityId')),
          ),
        ),
      ),
      examples: [{ given: { weighted: 61000 }, expected: '61000' }],
    },
    'flat-win-rate': {
      differs: 'Weighs the whole pipeline by one rate, the win rate of the last 12 months.',
      formula: times(openPipeline, inTrailing(12, 'month', winRate)),
      examples: [
        { given: { 'open-pipeline': 7500000, 'win-rate': '0.28' }, expected: '2100000', source: contextAwareCoverage },
        { given: { 'open-pipeline': 7500000, won: 0, decided: 0 }, expected: 'no-denominator' },
      ],
    },
    'rep-probability': {
      differs: 'Weighs by the probability that the rep gives, where it is kept apart from that of the stage.',
      formula: sum('weighted', open, product('amount', 'repProbability')),
      examples: [{ given: { weighted: 15500 }, expected: '15500' }],
    },
    'expected-in-period': {
      differs:
        'Weighs the pipeline that stood at the start of the period by the share that was won inside the previous period: what closes within a period, not ever.',
      formula: times(
        sum('openingPipeline', openAtStart, 'amount'),
        inPreviousPeriod(
          named(
            'periodConversion',
            divide(sum('won', openAtStartAndWon, 'amount'), sum('standing', openAtStart, 'amount')),
          ),
        ),
      ),
      examples: [
        { given: { openingPipeline: 1000000, periodConversion: '0.1' }, expected: '100000', source: millerWinRate },
        { given: { openingPipeline: 2000000, won: 0, standing: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { weighted: 18000 }, expected: '18000' },
    { given: { weighted: 0 }, expected: '0' },
  ],
  sources: [imboardWeighted, revOpsWeighted, fivetranSalesforce],
  related: ['open-pipeline', 'pipeline-coverage', 'win-rate'],
  pitfalls: [
    'Default probabilities of a CRM are guesses; compare with `historical-stage-rates`.',
    'It adds up deals that close at any time; against the quota of a period use `closing-in-period` or `expected-in-period`.',
    'By owner, `historical-stage-rates` takes the rates from the deals that the owner held when they entered the stage, the pipeline from those held now.',
    'One large deal at 50% never brings half of its amount.',
    'Without stage changes a deal that has closed since is weighed with its present probability, which is often 1 or 0: a past figure then knows the outcome.',
  ],
});

const openAtLateStage = records(
  'opportunityHistory',
  stands('standsFrom', 'standsUntil', 'end'),
  isInPeriod('expectedCloseOn'),
  compares('stageRank', 'atLeast', parameter('stage', 3)),
);

/** Quotas of the period and of the three after it. */
const forwardQuota = named(
  'forwardQuota',
  plus(
    plus(sum('quota', quotas, 'amount'), inNextPeriod(sum('quotaOfNext', quotas, 'amount'))),
    plus(
      inNextPeriod(sum('quotaOfSecondNext', quotas, 'amount'), 2),
      inNextPeriod(sum('quotaOfThirdNext', quotas, 'amount'), 3),
    ),
  ),
);

/**
 * Open pipeline expected to close in the period for each unit of quota: pipeline / quota.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) without a quota; for remaining quota (`target-met`) when it is already booked.
 */
export const pipelineCoverage = defineEntry({
  id: 'pipeline-coverage',
  name: 'Pipeline coverage',
  question: 'How many times does the open pipeline of the period cover its quota?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'depends',
  formula: divide(sum('pipeline', openAndExpected, 'amount'), sum('quota', quotas, 'amount')),
  counts:
    'Opportunities open on the day of `asOf` (or at the end of the period) and then expected to close in the period, as they stood; quotas for bookings whose whole span lies in the period.',
  undefinedWhen: 'There is no quota for the period.',
  variants: {
    'remaining-quota': {
      differs:
        'Divides by what is left of the quota after the bookings so far (to-go coverage); nothing left means that the target is met.',
      formula: divide(
        divide(sum('pipeline', openAndExpected, 'amount'), sum('quota', quotas, 'amount')),
        divide(
          greaterOf(minus(sum('quota', quotas, 'amount'), sum('booked', won, 'amount')), constant(0, 'currency')),
          sum('quota', quotas, 'amount'),
        ),
        'target-met',
      ),
      examples: [
        { given: { pipeline: 120000, quota: 100000, booked: 65000 }, expected: '24/7', source: codingAceGap },
        { given: { pipeline: 120000, quota: 100000, booked: 100000 }, expected: 'target-met' },
        { given: { pipeline: 120000, quota: 100000, booked: 130000 }, expected: 'target-met' },
        { given: { pipeline: 120000, quota: 0, booked: 0 }, expected: 'no-denominator' },
      ],
    },
    weighted: {
      differs: 'Weighs each opportunity by its probability; a level for unweighted coverage does not fit it.',
      formula: divide(
        sum('weighted', openAndExpected, product('amount', 'probability')),
        sum('quota', quotas, 'amount'),
      ),
      examples: [{ given: { weighted: 500000, quota: 400000 }, expected: '1.25' }],
    },
    'late-stages': {
      differs:
        'Only opportunities that stood then at a stage of the funnel (`stage`, its position, 3 by default) or a later one.',
      formula: divide(sum('pipeline', openAtLateStage, 'amount'), sum('quota', quotas, 'amount')),
      examples: [{ given: { pipeline: 1200000, quota: 800000 }, expected: '1.5' }],
    },
    'quotas-of-reps': {
      differs: 'Divides by the sum of the quotas that reps carry, where plans of teams are recorded beside them.',
      formula: divide(sum('pipeline', openAndExpected, 'amount'), sum('quota', quotasOfReps, 'amount')),
      examples: [{ given: { pipeline: 2400000, quota: 960000 }, expected: '2.5' }],
    },
    plan: {
      differs: 'Divides by the plan: quotas that no rep carries, of teams, territories or the company.',
      formula: divide(sum('pipeline', openAndExpected, 'amount'), sum('quota', quotasOfThePlan, 'amount')),
      examples: [{ given: { pipeline: 2400000, quota: 800000 }, expected: '3' }],
    },
    'closed-won-added': {
      differs: 'Adds the bookings so far to the pipeline, over the full quota.',
      formula: divide(
        plus(sum('pipeline', openAndExpected, 'amount'), sum('booked', won, 'amount')),
        sum('quota', quotas, 'amount'),
      ),
      examples: [{ given: { pipeline: 120000, booked: 65000, quota: 100000 }, expected: '1.85' }],
    },
    'any-close-date': {
      differs: 'Takes the whole open pipeline, whenever it is expected to close.',
      formula: divide(sum('pipeline', open, 'amount'), sum('quota', quotas, 'amount')),
      examples: [{ given: { pipeline: 24000000, quota: 10000000 }, expected: '2.4' }],
    },
    'forward-four-quarters': {
      differs:
        'A mistake to recognise: the whole open pipeline over the quotas of four quarters, the one asked for and the three after it. It can be high while nothing closes soon.',
      formula: divide(sum('pipeline', open, 'amount'), forwardQuota),
      examples: [{ given: { pipeline: 32000000, forwardQuota: 10000000 }, expected: '3.2', source: kellblogPipeline }],
    },
  },
  levels: [
    { value: '3', meaning: 'Rule of thumb for the full quota, unweighted.', source: kellblogCoverage },
    { value: '2.4', meaning: 'GitLab, current quarter on its day 5.', source: gitlabSheet },
    { value: '2.2', meaning: 'GitLab, next quarter.', source: gitlabSheet },
    { value: '1', meaning: 'GitLab, two quarters out.', source: gitlabSheet },
    { value: '1.5', meaning: 'GitLab, current quarter, stage 3 or later.', source: gitlabSheet },
    { value: '0.8', meaning: 'GitLab, next quarter, stage 3 or later.', source: gitlabSheet },
  ],
  examples: [
    { given: { pipeline: 2400000, quota: 800000 }, expected: '3' },
    { given: { pipeline: 0, quota: 800000 }, expected: '0' },
    { given: { pipeline: 2400000, quota: 0 }, expected: 'no-denominator' },
  ],
  sources: [gitlabSheet, kellblogCoverage, petavueCoverage, quartzConsistency, contextAwareCoverage],
  related: ['open-pipeline', 'weighted-pipeline', 'quota-attainment', 'win-rate'],
  pitfalls: [
    'State the day: coverage falls as a quarter goes on, since deals close and leave the pipeline. `asOf` fixes it.',
    'An open deal whose expected close date has passed is left out, unless that date lies in the period: move the dates first, or use `any-close-date`.',
    'The coverage needed is 1 / win rate, so a level that fits one team misleads another.',
    'Quotas of reps and of their teams recorded side by side are added up: use `quotas-of-reps` or `plan`.',
    'Name the stages of the funnel in `salesData` for `late-stages`: without `stages` their order is read from all visits, later ones included, so that a past figure can change as deals move on.',
    'For the pipeline of the next quarter ask for that quarter, with `asOf` in the present one; `forward-four-quarters` says nothing about it.',
  ],
});
