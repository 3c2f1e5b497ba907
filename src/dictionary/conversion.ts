import { count, sum } from '../expression/aggregate.ts';
import { countEntities, divide, named, plus } from '../expression/arithmetic.ts';
import { all, any, compares, daysBetween, hasHappened, is, isPresent, not } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { parameter } from '../expression/parameter.ts';
import { fallsIn, followedBy, records } from '../expression/recordSet.ts';
import {
  closingDealz,
  funnelcastCurves,
  kellblogWinRates,
  kpiTree,
  kpiTreeStages,
  oracleStages,
  petavueStages,
  saasGridStages,
  salesVelocityLabs,
} from './publishedSources.ts';
import {
  convertedLeads,
  created,
  createdAndClosed,
  createdAndWon,
  createdLeads,
  isBeforeClose,
  won,
} from './recordSets.ts';

const isQualified = any(hasHappened('mqlOn'), hasHappened('sqlOn'));
const qualifiedLeads = records('leads', fallsIn('createdOn'), isQualified);
const convertedQualifiedLeads = records('leads', fallsIn('createdOn'), isQualified, hasHappened('convertedOn'));
const conversions = records('leads', fallsIn('convertedOn'));

/**
 * Share of the leads created in the period that became an opportunity: converted / leads.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no lead was created.
 */
export const leadToOpportunityRate = defineKpi({
  id: 'lead-to-opportunity-rate',
  name: 'Lead-to-opportunity rate',
  question: 'Of the leads created in the period, what share became an opportunity?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('converted', convertedLeads), count('leads', createdLeads)),
  counts:
    'Leads by the date of their creation; converted when they have become an opportunity since, in the period or after it.',
  undefinedWhen: 'No lead was created in the period.',
  variants: {
    'qualified-leads': {
      differs: 'Only leads that marketing or sales qualified are the base.',
      formula: divide(count('converted', convertedQualifiedLeads), count('leads', qualifiedLeads)),
      examples: [{ given: { converted: 24, leads: 60 }, expected: '0.4' }],
    },
    'same-period': {
      differs: 'Leads converted in the period / leads created in it: two cohorts, so it can pass 1.',
      formula: divide(count('converted', conversions), count('leads', createdLeads)),
      examples: [
        { given: { converted: 30, leads: 200 }, expected: '0.15' },
        { given: { converted: 12, leads: 8 }, expected: '1.5' },
      ],
    },
    'per-account': {
      differs: 'Counts accounts instead of people: accounts with a converted lead / accounts with a lead.',
      formula: divide(
        countEntities('converted', 'account', [count('convertedLeads', convertedLeads), 'above', 0]),
        countEntities('accounts', 'account', [count('leads', createdLeads), 'above', 0]),
      ),
      examples: [{ given: { converted: 20, accounts: 90 }, expected: '2/9' }],
    },
  },
  examples: [
    { given: { converted: 24, leads: 200 }, expected: '0.12' },
    { given: { converted: 0, leads: 200 }, expected: '0' },
    { given: { converted: 0, leads: 0 }, expected: 'no-denominator' },
  ],
  sources: [kpiTree],
  related: ['mql-volume', 'sql-count', 'opportunity-to-close-rate'],
  pitfalls: ['A young cohort reads low: its leads have had less time to convert.'],
});

const withinHorizon = daysBetween('createdOn', 'closedOn', 'atMost', parameter('horizonDays', 90, 'days'));
const createdAndWonInTime = records(
  'opportunities',
  fallsIn('createdOn'),
  is('status', 'won'),
  hasHappened('closedOn'),
  withinHorizon,
);

/**
 * Share of the opportunities created in the period that were won: won / created.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when none was created.
 */
export const opportunityToCloseRate = defineKpi({
  id: 'opportunity-to-close-rate',
  name: 'Opportunity-to-close rate',
  question: 'Of the opportunities created in the period, what share have we won?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('won', createdAndWon), count('created', created)),
  counts:
    'Opportunities by the date of their creation; won when they have been won since, in the period or after it. Open ones stay in the base.',
  undefinedWhen: 'No opportunity was created in the period.',
  variants: {
    'within-horizon': {
      differs:
        'Counts wins within a number of days of the creation (`horizonDays`, 90 by default), so that cohorts compare.',
      formula: divide(count('won', createdAndWonInTime), count('created', created)),
      examples: [{ given: { won: 8, created: 40 }, expected: '0.2' }],
    },
    'resolved-only': {
      differs: 'Open opportunities are left out of the base.',
      formula: divide(count('won', createdAndWon), count('resolved', createdAndClosed)),
      examples: [
        { given: { won: 10, resolved: 25 }, expected: '0.4' },
        { given: { won: 0, resolved: 0 }, expected: 'no-denominator' },
      ],
    },
    resolved: {
      differs: 'Not the rate, but how ripe it is: the share of the cohort that has ended in whatever way.',
      formula: divide(count('resolved', createdAndClosed), count('created', created)),
      examples: [{ given: { resolved: 25, created: 40 }, expected: '0.625' }],
    },
    'same-period': {
      differs: 'Opportunities won in the period / opportunities created in it: two cohorts, so it can pass 1.',
      formula: divide(count('won', won), count('created', created)),
      examples: [{ given: { won: 10, created: 40 }, expected: '0.25' }],
    },
    'by-value': {
      differs: 'Sums amounts instead of counting opportunities.',
      formula: divide(sum('won', createdAndWon, 'amount'), sum('created', created, 'amount')),
      examples: [{ given: { won: 300000, created: 2000000 }, expected: '0.15' }],
    },
  },
  examples: [
    { given: { won: 6, created: 27 }, expected: '2/9' },
    { given: { won: 0, created: 27 }, expected: '0' },
    { given: { won: 0, created: 0 }, expected: 'no-denominator' },
  ],
  sources: [oracleStages, kellblogWinRates, salesVelocityLabs, funnelcastCurves],
  related: ['win-rate', 'stage-conversion-rate', 'sales-cycle-length'],
  pitfalls: [
    'An immature cohort reads low: read `resolved` beside it, or use `within-horizon`.',
    'Win rate counts by close date, this rate by creation date; the two disagree by design.',
  ],
});

const entered = records(
  'stageVisits',
  fallsIn('enteredOn'),
  compares('visit', 'equals', 1),
  isPresent('stageRank'),
  isBeforeClose,
);
const enteredAndWon = records(
  'stageVisits',
  fallsIn('enteredOn'),
  compares('visit', 'equals', 1),
  isPresent('stageRank'),
  isBeforeClose,
  is('status', 'won'),
  hasHappened('closedOn'),
);
const enteredNotWon = records(
  'stageVisits',
  fallsIn('enteredOn'),
  compares('visit', 'equals', 1),
  isPresent('stageRank'),
  isBeforeClose,
  not(all(is('status', 'won'), hasHappened('closedOn'))),
);
const advanced = followedBy(enteredNotWon, 'stageVisits', {
  key: ['opportunityId', 'opportunityId'],
  dates: ['enteredOn', 'enteredOn'],
  where: [isBeforeClose],
  compare: [{ follower: 'stageRank', comparison: 'above', first: 'stageRank' }],
});
const isLastVisit = any(not(hasHappened('exitedOn')), daysBetween('closedOn', 'exitedOn', 'equals', 0));
const standsFurther = followedBy(enteredNotWon, 'stageVisits', {
  key: ['opportunityId', 'opportunityId'],
  dates: ['enteredOn', 'enteredOn'],
  where: [isBeforeClose, isLastVisit],
  compare: [{ follower: 'stageRank', comparison: 'above', first: 'stageRank' }],
});
const enteredAndLeft = records(
  'stageVisits',
  fallsIn('enteredOn'),
  compares('visit', 'equals', 1),
  isPresent('stageRank'),
  isBeforeClose,
  hasHappened('exitedOn'),
);

/**
 * Share of the opportunities that entered a stage in the period and passed it: (won + advanced) / entered.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when none entered.
 */
export const stageConversionRate = defineKpi({
  id: 'stage-conversion-rate',
  name: 'Stage conversion rate',
  question: 'Of the opportunities that entered the stage in the period, what share moved on?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    named('passed', plus(count('won', enteredAndWon), count('advanced', advanced))),
    count('entered', entered),
  ),
  counts:
    'First visits of a stage, by the date of entry. A visit is passed when the opportunity was won, or entered a later stage since, skipping some or not. Group by stage, or narrow to one; without that it is the rate over all stages together. A stage entered on the day of the close is the closing itself and does not count.',
  undefinedWhen: 'No opportunity entered the stage in the period.',
  variants: {
    'regressions-undo': {
      differs:
        'Progress counts only while it lasts: an opportunity that fell back behind or into the stage has not passed it.',
      formula: divide(
        named('passed', plus(count('won', enteredAndWon), count('advanced', standsFurther))),
        count('entered', entered),
      ),
      examples: [{ given: { won: 28, advanced: 20, entered: 100 }, expected: '0.48' }],
    },
    'by-value': {
      differs: 'Sums amounts as they stood on entry instead of counting opportunities.',
      formula: divide(
        named('passed', plus(sum('won', enteredAndWon, 'amount'), sum('advanced', advanced, 'amount'))),
        sum('entered', entered, 'amount'),
      ),
      examples: [{ given: { passed: 450000, entered: 1000000 }, expected: '0.45' }],
    },
    'resolved-only': {
      differs: 'Opportunities that are still on their first visit of the stage are left out of the base.',
      formula: divide(
        named('passed', plus(count('won', enteredAndWon), count('advanced', advanced))),
        count('resolved', enteredAndLeft),
      ),
      examples: [
        { given: { passed: 120, resolved: 160 }, expected: '0.75' },
        { given: { passed: 0, resolved: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { passed: 120, entered: 200 }, expected: '0.6', source: kpiTreeStages },
    { given: { won: 20, advanced: 44, entered: 85 }, expected: '64/85' },
    { given: { passed: 0, entered: 10 }, expected: '0' },
    { given: { passed: 0, entered: 0 }, expected: 'no-denominator' },
  ],
  sources: [saasGridStages, petavueStages, kpiTreeStages, closingDealz],
  related: ['opportunity-to-close-rate', 'time-in-stage', 'win-rate'],
  pitfalls: [
    'Without stage changes an opportunity has one visit only, of its present stage; the rates then say little.',
    'Name the stages of the funnel in `salesData`: their order is then yours, and stages outside it, such as "lost", do not count. Without `stages` the order is read from all visits, later ones included, so that a past figure can change as deals move on.',
    'The product of the stage rates is the rate of the whole funnel only when no opportunity skips a stage.',
  ],
});
