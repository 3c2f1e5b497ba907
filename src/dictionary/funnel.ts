import { count } from '../expression/aggregate.ts';
import { all, daysBetween, hasHappened, not } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { parameter } from '../expression/parameter.ts';
import { before, fallsIn, records } from '../expression/recordSet.ts';
import { ormConversion, reworkFunnel } from './publishedSources.ts';
import { hasHappenedByTheEnd } from './recordSets.ts';

const marketingQualified = records('leads', fallsIn('mqlOn'));
const standingMqls = records(
  'leads',
  before('end', 'mqlOn'),
  not(hasHappenedByTheEnd('sqlOn')),
  not(hasHappenedByTheEnd('convertedOn')),
  not(hasHappenedByTheEnd('customerOn')),
  not(hasHappenedByTheEnd('disqualifiedOn')),
);
const acceptedMqls = records('leads', fallsIn('mqlOn'), hasHappened('salesAcceptedOn'));
const keptMqls = records(
  'leads',
  fallsIn('mqlOn'),
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
export const mqlVolume = defineKpi({
  id: 'mql-volume',
  name: 'MQL volume',
  question: 'How many leads became qualified by marketing in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: count('mqls', marketingQualified),
  counts: 'Leads by the date on which they first became marketing-qualified (MQL), whatever became of them.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'current-status': {
      differs:
        'A stock: leads that are MQL at the end of the period, neither sales-qualified, converted, a customer nor disqualified by then.',
      formula: count('mqls', standingMqls),
      examples: [{ given: { mqls: 340 }, expected: '340' }],
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
  related: ['sql-count', 'lead-to-opportunity-rate'],
  pitfalls: [
    'Marketing and sales often define a qualified lead apart: 200 MQLs beside 30 SQLs may be two definitions, not a leak.',
    'Counting the current status instead of the first entry moves the past each time a lead moves on.',
  ],
});

const salesQualified = records('leads', fallsIn('sqlOn'));
const salesAccepted = records('leads', fallsIn('salesAcceptedOn'));
const becameOpportunity = records('leads', fallsIn('convertedOn'));

/**
 * Number of leads that sales qualified in the period: sqls.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const sqlCount = defineKpi({
  id: 'sql-count',
  name: 'SQL count',
  question: 'How many leads became qualified by sales in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: count('sqls', salesQualified),
  counts: 'Leads by the date on which they first became sales-qualified (SQL), whatever became of them.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'sales-accepted': {
      differs: 'Counts the acceptance by sales, which comes before the qualification.',
      formula: count('sqls', salesAccepted),
      examples: [{ given: { sqls: 55 }, expected: '55' }],
    },
    'opportunity-created': {
      differs: 'Counts a lead when it becomes an opportunity.',
      formula: count('sqls', becameOpportunity),
      examples: [{ given: { sqls: 28 }, expected: '28' }],
    },
  },
  examples: [
    { given: { sqls: 40 }, expected: '40' },
    { given: { sqls: 0 }, expected: '0' },
  ],
  sources: [ormConversion],
  related: ['mql-volume', 'lead-to-opportunity-rate', 'pipeline-velocity'],
  pitfalls: [
    'Sales-accepted and sales-qualified are two events; a team that records one of them under the name of the other is not comparable.',
  ],
});
