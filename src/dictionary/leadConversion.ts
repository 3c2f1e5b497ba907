import { count } from '../expression/aggregate.ts';
import { countEntities, divide } from '../expression/arithmetic.ts';
import { all, any, daysBetween, hasHappened } from '../expression/condition.ts';
import { restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { mqlVolume, sqlCount } from './funnel.ts';
import { altiorConversion, daymarkLeads, kpiTree, metricKitStages, ormConversion } from './funnelSources.ts';
import { acceptedMqls, conversions, convertedLeads, mqls, newCustomers, newLeads, sqls } from './recordSets.ts';

const becameSql = all(hasHappened('sqlOn'), daysBetween('mqlOn', 'sqlOn', 'atLeast', 0));

/**
 * Share of the leads that marketing qualified in the period and sales qualified since: converted / mqls.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when marketing qualified no lead.
 */
export const mqlToSqlRate = defineEntry({
  id: 'mql-to-sql-rate',
  name: 'MQL to SQL rate',
  question: 'Of the leads that marketing qualified in the period, what share did sales qualify too?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('converted', restrictedTo(mqls, becameSql)), count('mqls', mqls)),
  counts:
    'Leads by the date on which they first became marketing-qualified; converted when sales has qualified them on that day or later, in the period or after it. A lead that sales had qualified before did not convert. Leads that repeat another are left out.',
  undefinedWhen: 'Marketing qualified no lead in the period.',
  variants: {
    'same-period': {
      differs: 'Leads that sales qualified in the period / leads that marketing did: two cohorts, so it can pass 1.',
      formula: divide(sqlCount, mqlVolume),
      examples: [
        { given: { 'sql-count': 36, 'mql-volume': 90 }, expected: '0.4' },
        { given: { sqls: 36, mqls: 30 }, expected: '1.2' },
      ],
    },
    'accepted-only': {
      differs: 'Only leads that sales has accepted since are the base.',
      formula: divide(count('converted', restrictedTo(acceptedMqls, becameSql)), count('accepted', acceptedMqls)),
      examples: [{ given: { converted: 36, accepted: 60 }, expected: '0.6' }],
    },
  },
  examples: [
    { given: { converted: 36, mqls: 90 }, expected: '0.4', source: altiorConversion },
    { given: { converted: 0, mqls: 90 }, expected: '0' },
    { given: { converted: 0, mqls: 0 }, expected: 'no-denominator' },
  ],
  sources: [altiorConversion, ormConversion],
  related: ['mql-volume', 'sql-count', 'sql-to-opportunity-rate'],
  pitfalls: [
    'A young cohort reads low: its leads have had less time to be qualified. Compare months of the same age, with `asOf`.',
    'A low rate may be two definitions of a qualified lead, not a leak.',
  ],
});

const isQualified = any(hasHappened('mqlOn'), hasHappened('sqlOn'));

/**
 * Share of the leads created in the period that became an opportunity: converted / leads.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no lead was created.
 */
export const leadToOpportunityRate = defineEntry({
  id: 'lead-to-opportunity-rate',
  name: 'Lead-to-opportunity rate',
  question: 'Of the leads created in the period, what share became an opportunity?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('converted', convertedLeads), count('leads', newLeads)),
  counts:
    'Leads by the date of their creation; converted when they have become an opportunity since, in the period or after it. Leads that repeat another are left out.',
  undefinedWhen: 'No lead was created in the period.',
  variants: {
    'qualified-leads': {
      differs: 'Only leads that marketing or sales qualified are the base.',
      formula: divide(
        count('converted', restrictedTo(convertedLeads, isQualified)),
        count('leads', restrictedTo(newLeads, isQualified)),
      ),
      examples: [{ given: { converted: 24, leads: 60 }, expected: '0.4' }],
    },
    'same-period': {
      differs: 'Leads converted in the period / leads created in it: two cohorts, so it can pass 1.',
      formula: divide(count('converted', conversions), count('leads', newLeads)),
      examples: [
        { given: { converted: 30, leads: 200 }, expected: '0.15' },
        { given: { converted: 12, leads: 8 }, expected: '1.5' },
      ],
    },
    'per-account': {
      differs: 'Counts accounts instead of people: accounts with a converted lead / accounts with a lead.',
      formula: divide(
        countEntities('converted', 'account', [count('convertedLeads', convertedLeads), 'above', 0]),
        countEntities('accounts', 'account', [count('leads', newLeads), 'above', 0]),
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
  related: ['lead-volume', 'sql-to-opportunity-rate', 'lead-conversion-rate'],
  pitfalls: ['A young cohort reads low: its leads have had less time to convert.'],
});

const becameOpportunity = all(hasHappened('convertedOn'), daysBetween('sqlOn', 'convertedOn', 'atLeast', 0));

/**
 * Share of the leads that sales qualified in the period and that became an opportunity since: converted / sqls.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when sales qualified no lead.
 */
export const sqlToOpportunityRate = defineEntry({
  id: 'sql-to-opportunity-rate',
  name: 'SQL-to-opportunity rate',
  question: 'Of the leads that sales qualified in the period, what share became an opportunity?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('converted', restrictedTo(sqls, becameOpportunity)), count('sqls', sqls)),
  counts:
    'Leads by the date on which they first became sales-qualified; converted when they have become an opportunity on that day or later, in the period or after it. Leads that repeat another are left out.',
  undefinedWhen: 'Sales qualified no lead in the period.',
  variants: {
    'same-period': {
      differs:
        'Leads that became an opportunity in the period / leads that sales qualified in it: two cohorts, so it can pass 1.',
      formula: divide(count('converted', conversions), count('sqls', sqls)),
      examples: [
        { given: { converted: 27, sqls: 36 }, expected: '0.75' },
        { given: { converted: 12, sqls: 8 }, expected: '1.5' },
      ],
    },
  },
  examples: [
    { given: { converted: 27, sqls: 36 }, expected: '0.75', source: altiorConversion },
    { given: { converted: 0, sqls: 36 }, expected: '0' },
    { given: { converted: 0, sqls: 0 }, expected: 'no-denominator' },
  ],
  sources: [altiorConversion, metricKitStages],
  related: ['sql-count', 'mql-to-sql-rate', 'opportunity-to-close-rate'],
  pitfalls: [
    'Where a lead is turned into an opportunity in order to qualify it, the rate is near 1 and says nothing.',
    'A young cohort reads low: its leads have had less time to convert.',
  ],
});

const mqlBecameCustomer = all(hasHappened('customerOn'), daysBetween('mqlOn', 'customerOn', 'atLeast', 0));
const sqlBecameCustomer = all(hasHappened('customerOn'), daysBetween('sqlOn', 'customerOn', 'atLeast', 0));

/**
 * Share of the leads created in the period that became customers: customers / leads.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no lead was created.
 */
export const leadConversionRate = defineEntry({
  id: 'lead-conversion-rate',
  name: 'Lead conversion rate',
  question: 'Of the leads created in the period, what share became customers?',
  category: 'efficiency',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('customers', restrictedTo(newLeads, hasHappened('customerOn'))), count('leads', newLeads)),
  counts:
    'Leads by the date of their creation; customers when they have become one since, in the period or after it. Leads that repeat another are left out.',
  undefinedWhen: 'No lead was created in the period.',
  variants: {
    'same-period': {
      differs: 'Leads that became customers in the period / leads created in it: two cohorts, so it can pass 1.',
      formula: divide(count('customers', newCustomers), count('leads', newLeads)),
      examples: [
        { given: { customers: 6, leads: 200 }, expected: '0.03' },
        { given: { customers: 3, leads: 2 }, expected: '1.5' },
      ],
    },
    'of-mqls': {
      differs: 'The base is the leads that marketing qualified in the period.',
      formula: divide(count('customers', restrictedTo(mqls, mqlBecameCustomer)), count('mqls', mqls)),
      examples: [{ given: { customers: 6, mqls: 90 }, expected: '1/15' }],
    },
    'of-sqls': {
      differs: 'The base is the leads that sales qualified in the period.',
      formula: divide(count('customers', restrictedTo(sqls, sqlBecameCustomer)), count('sqls', sqls)),
      examples: [{ given: { customers: 18, sqls: 150 }, expected: '0.12', source: daymarkLeads }],
    },
  },
  examples: [
    { given: { customers: 6, leads: 200 }, expected: '0.03' },
    { given: { customers: 0, leads: 200 }, expected: '0' },
    { given: { customers: 0, leads: 0 }, expected: 'no-denominator' },
  ],
  sources: [daymarkLeads, kpiTree],
  related: ['lead-to-opportunity-rate', 'win-rate', 'sales-cycle-length'],
  pitfalls: [
    'It is often called a win rate. Win rate divides by decided deals, this rate by leads: the one is a quarter where the other is a few percent.',
    'A cohort is ripe only after a sales cycle: until then the rate reads low.',
  ],
});
