import { count, distinct } from '../expression/aggregate.ts';
import { foldPeriods, inPreviousPeriod, inTrailing, plus } from '../expression/arithmetic.ts';
import { all, daysBetween, hasHappened, is, not } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { before, fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import {
  brainsharkGlossary,
  calculatorLeadVelocity,
  kpiTree,
  kpiTreeLeadVelocity,
  ormConversion,
  reworkFunnel,
} from './funnelSources.ts';
import { growthRate } from './growthRate.ts';
import { acceptedMqls, conversions, hasHappenedByTheEnd, isOriginal, mqls, newLeads, sqls } from './recordSets.ts';

const inboundLeads = restrictedTo(newLeads, is('direction', 'inbound'));

/**
 * Number of leads created in the period: leads.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const leadVolume = defineEntry({
  id: 'lead-volume',
  name: 'New leads',
  question: 'How many new leads did we get in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: count('leads', newLeads),
  counts:
    'Leads by the date of their creation, qualified or not. A lead that repeats another (`duplicateOfId`) is left out, so that each person counts once, on the first date.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    companies: {
      differs:
        'Counts companies instead of people: the different accounts of the new leads, without leads that have none.',
      formula: distinct('companies', newLeads, 'accountId'),
      examples: [{ given: { companies: 180 }, expected: '180' }],
    },
    'inbound-only': {
      differs: 'Only leads that came by themselves (`direction` inbound), not those that a rep went out for.',
      formula: count('leads', inboundLeads),
      examples: [{ given: { leads: 140 }, expected: '140' }],
    },
  },
  examples: [
    { given: { leads: 250 }, expected: '250' },
    { given: { leads: 0 }, expected: '0' },
  ],
  sources: [kpiTree, reworkFunnel],
  related: ['mql-volume', 'lead-to-opportunity-rate', 'lead-conversion-rate'],
  pitfalls: [
    'A list that was bought or imported in one go is a peak of leads on one day: keep it out, or read it apart by `source`.',
    'Merged records count twice where the merge leaves both and marks neither as a duplicate.',
  ],
});

const isRequalifiedByTheEnd = all(
  hasHappenedByTheEnd('requalifiedOn'),
  daysBetween('disqualifiedOn', 'requalifiedOn', 'atLeast', 0),
);
const standingMqls = records(
  'leads',
  before('end', 'mqlOn'),
  isOriginal,
  not(hasHappenedByTheEnd('sqlOn')),
  not(hasHappenedByTheEnd('convertedOn')),
  not(hasHappenedByTheEnd('customerOn')),
  not(all(hasHappenedByTheEnd('disqualifiedOn'), not(isRequalifiedByTheEnd))),
);
const requalifiedLeads = records('leads', fallsIn('requalifiedOn'), isOriginal);
const keptMqls = restrictedTo(
  mqls,
  not(
    all(
      hasHappened('disqualifiedOn'),
      daysBetween('mqlOn', 'disqualifiedOn', 'atLeast', 0),
      daysBetween('mqlOn', 'disqualifiedOn', 'atMost', parameter('rejectionDays', 30, 'days')),
    ),
  ),
);

/**
 * Number of leads that marketing qualified in the period: mqls.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const mqlVolume = defineEntry({
  id: 'mql-volume',
  name: 'MQL volume',
  question: 'How many leads became qualified by marketing in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: count('mqls', mqls),
  counts:
    'Leads by the date on which they first became marketing-qualified (MQL), whatever became of them. Leads that repeat another are left out.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'current-status': {
      differs:
        'A stock: leads that are MQL at the end of the period, neither sales-qualified, converted, a customer nor given up by then; given up and qualified again is MQL.',
      formula: count('mqls', standingMqls),
      examples: [{ given: { mqls: 340 }, expected: '340' }],
    },
    'requalified-included': {
      differs: 'A lead that was given up and qualified again counts again, on the day of that.',
      formula: plus(count('mqls', mqls), count('requalified', requalifiedLeads)),
      examples: [{ given: { mqls: 200, requalified: 15 }, expected: '215' }],
    },
    accepted: {
      differs: 'Only those that sales has accepted since.',
      formula: count('mqls', acceptedMqls),
      examples: [{ given: { mqls: 150 }, expected: '150' }],
    },
    'rejection-window': {
      differs: 'Leads disqualified within a number of days (`rejectionDays`, 30 by default) are taken out.',
      formula: count('mqls', keptMqls),
      examples: [{ given: { mqls: 170 }, expected: '170' }],
    },
  },
  examples: [
    { given: { mqls: 200 }, expected: '200' },
    { given: { mqls: 0 }, expected: '0' },
  ],
  sources: [reworkFunnel],
  related: ['sql-count', 'mql-to-sql-rate', 'lead-velocity-rate'],
  pitfalls: [
    'Marketing and sales often define a qualified lead apart: 200 MQLs beside 30 SQLs may be two definitions, not a leak.',
    'Counting the current status instead of the first entry moves the past each time a lead moves on.',
  ],
});

const salesAccepted = records('leads', fallsIn('salesAcceptedOn'), isOriginal);

/**
 * Number of leads that sales qualified in the period: sqls.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const sqlCount = defineEntry({
  id: 'sql-count',
  name: 'SQL count',
  question: 'How many leads became qualified by sales in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: count('sqls', sqls),
  counts:
    'Leads by the date on which they first became sales-qualified (SQL), whatever became of them. Leads that repeat another are left out.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'sales-accepted': {
      differs: 'Counts the acceptance by sales, which comes before the qualification.',
      formula: count('sqls', salesAccepted),
      examples: [{ given: { sqls: 55 }, expected: '55' }],
    },
    'opportunity-created': {
      differs: 'Counts a lead when it becomes an opportunity.',
      formula: count('sqls', conversions),
      examples: [{ given: { sqls: 28 }, expected: '28' }],
    },
  },
  examples: [
    { given: { sqls: 40 }, expected: '40' },
    { given: { sqls: 0 }, expected: '0' },
  ],
  sources: [ormConversion],
  related: ['mql-volume', 'mql-to-sql-rate', 'pipeline-velocity'],
  pitfalls: [
    'Sales-accepted and sales-qualified are two events; a team that records one of them under the name of the other is not comparable.',
  ],
});

const growthOfMqls = growthRate(mqlVolume, inPreviousPeriod(mqlVolume));

/**
 * Growth of the qualified leads on the period before: (current - previous) / previous.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) when no lead was qualified in the period before.
 */
export const leadVelocityRate = defineEntry({
  id: 'lead-velocity-rate',
  name: 'Lead velocity rate',
  question: 'By what share did the qualified leads grow on the period before?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: growthOfMqls,
  counts:
    'Leads of the period and of the one before it, each by the date on which they first became marketing-qualified. A month is compared with the month before, a quarter with the quarter before, any other span with as many days before it.',
  undefinedWhen: 'No lead was qualified in the period before.',
  variants: {
    sql: {
      differs: 'Counts the leads that sales qualified instead of those that marketing did.',
      formula: growthRate(sqlCount, inPreviousPeriod(sqlCount)),
      examples: [{ given: { current: 36, previous: 40 }, expected: '-0.1' }],
    },
    'three-month-mean': {
      differs:
        'Smoothed: the mean of the monthly rates of the last three months, without months that follow one with no qualified lead.',
      formula: inTrailing(3, 'month', foldPeriods('monthlyRates', 'month', 'mean', growthOfMqls)),
      examples: [{ given: { monthlyRates: '0.12' }, expected: '0.12' }],
    },
  },
  examples: [
    { given: { current: 50, previous: 40 }, expected: '0.25', source: calculatorLeadVelocity },
    { given: { current: 440, previous: 400 }, expected: '0.1', source: kpiTreeLeadVelocity },
    { given: { current: 0, previous: 40 }, expected: '-1' },
    { given: { current: 40, previous: 0 }, expected: 'base-not-positive' },
  ],
  sources: [kpiTreeLeadVelocity, brainsharkGlossary, calculatorLeadVelocity],
  related: ['mql-volume', 'sql-count', 'sales-growth'],
  pitfalls: [
    'When what counts as qualified is defined anew, the rate measures the definition and not the leads.',
    'Small numbers swing: from 4 to 5 is 25%. Read `three-month-mean` beside it.',
    'A period in progress compares a part with a whole: compare parts of equal length.',
  ],
});
