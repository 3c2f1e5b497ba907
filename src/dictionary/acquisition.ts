import { count, sum } from '../expression/aggregate.ts';
import { countEntities, divide, inPreviousPeriod, minus, named, times } from '../expression/arithmetic.ts';
import { is, isOneOf } from '../expression/condition.ts';
import { parameter, textParameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import {
  arkentechCost,
  averageCac,
  insideSalesSpread,
  insightfulCac,
  insuranceCostPerLead,
  metricKitBlended,
  saasBoardCacRatio,
  saasBoardStandards,
  threeCacs,
} from './customerSources.ts';
import { newLogos } from './customers.ts';
import { defineEntry } from './entry.ts';
import { leadVolume, mqlVolume, sqlCount } from './funnel.ts';
import { opportunitiesCreated } from './generation.ts';
import { marketingSpend, newLeads, spend, won, wonBefore, wonNewBusiness } from './recordSets.ts';
import { patelGrowth } from './salesSources.ts';

const isProgram = is('kind', 'program');
const channel = textParameter('channel', null);
/** How many periods before its return money is spent. */
export const lagPeriods = parameter('lagPeriods', 1);
const spendWithOnboarding = records(
  'expenses',
  fallsIn('spentOn'),
  isOneOf('category', ['sales', 'marketing', 'onboarding']),
);
/** What of the value won is new business: the share of the spend that is put down to it. */
const newBusinessShare = named(
  'newBusinessShare',
  divide(sum('newBusiness', wonNewBusiness, 'amount'), sum('booked', won, 'amount'), 'base-not-positive'),
);

/**
 * Cost of winning a new customer: spend / new customers.
 *
 * Unit: currency. Undefined (`unbounded`) when money was spent and no customer won, (`no-denominator`) when neither.
 */
export const cac = defineEntry({
  id: 'cac',
  name: 'Customer acquisition cost',
  question: 'What did we spend on sales and marketing for each new customer?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'lower',
  formula: divide(sum('spend', spend, 'amount'), newLogos, 'unbounded'),
  counts:
    'All expenses of the categories sales and marketing, salaries and tools included, by the date they were spent; customers whose first won deal falls in the period, as `new-logos` counts them.',
  undefinedWhen: 'No customer was won: unbounded when money was spent, without a base when none was.',
  variants: {
    'paid-only': {
      differs:
        'Only programs such as advertising and events (expenses of kind program): salaries and tools are left out.',
      formula: divide(sum('spend', restrictedTo(spend, isProgram), 'amount'), newLogos, 'unbounded'),
      examples: [{ given: { spend: 70000, 'new-logos': 120 }, expected: '1750/3', source: metricKitBlended }],
    },
    'marketing-only': {
      differs: 'Only expenses of the category marketing.',
      formula: divide(sum('spend', marketingSpend, 'amount'), newLogos, 'unbounded'),
      examples: [{ given: { spend: 500000, 'new-logos': 100 }, expected: '5000', source: patelGrowth }],
    },
    blended: {
      differs: 'Divides by all companies with a deal won in the period, new and existing.',
      formula: divide(
        sum('spend', spend, 'amount'),
        countEntities('customers', 'parentAccount', [count('won', won), 'above', 0]),
        'unbounded',
      ),
      examples: [{ given: { spend: 15000, customers: 125 }, expected: '120' }],
    },
    'per-account': {
      differs:
        'Divides by new accounts instead of companies, as `arpa` and `logo-churn-rate` count: a company with three new accounts is three.',
      formula: divide(sum('spend', spend, 'amount'), newLogos.variants['per-account'], 'unbounded'),
      examples: [{ given: { spend: 155000, 'new-logos/per-account': 155 }, expected: '1000' }],
    },
    'new-logo-share': {
      differs:
        'Only the share of the spend that new business has in the value won in the period, instead of all of it.',
      formula: divide(times(sum('spend', spend, 'amount'), newBusinessShare), newLogos, 'unbounded'),
      examples: [
        { given: { spend: 155000, newBusiness: 600000, booked: 1000000, 'new-logos': 120 }, expected: '775' },
        { given: { spend: 155000, newBusiness: 0, booked: 0, 'new-logos': 0 }, expected: 'base-not-positive' },
      ],
    },
    lagged: {
      differs:
        'Takes the spend of an earlier period, since it is made before the customer is won: the previous one, or one as many periods before as a sales cycle takes (`lagPeriods`, 1 by default).',
      formula: divide(inPreviousPeriod(sum('spend', spend, 'amount'), lagPeriods), newLogos, 'unbounded'),
      examples: [{ given: { spend: 135000, 'new-logos': 1500 }, expected: '90' }],
    },
    'with-onboarding': {
      differs: 'Expenses of the category onboarding count as well.',
      formula: divide(sum('spend', spendWithOnboarding, 'amount'), newLogos, 'unbounded'),
      examples: [{ given: { spend: 180000, 'new-logos': 120 }, expected: '1500' }],
    },
    'by-channel': {
      differs:
        'Of one channel (`channel`): expenses on that channel, and new customers won in the period with a deal of that source; without one, of all spend with a channel and all deals with a source.',
      formula: divide(
        sum('spend', restrictedTo(spend, is('channel', channel)), 'amount'),
        countEntities(
          'newLogosOfChannel',
          'parentAccount',
          [count('wonOfChannel', restrictedTo(won, is('source', channel))), 'above', 0],
          [count('wonBefore', wonBefore), 'equals', 0],
        ),
        'unbounded',
      ),
      examples: [{ given: { spend: 24000, newLogosOfChannel: 16 }, expected: '1500' }],
    },
  },
  examples: [
    { given: { spend: 155000, 'new-logos': 120 }, expected: '3875/3', source: metricKitBlended },
    { given: { spend: 135000, 'new-logos': 1500 }, expected: '90', source: insightfulCac },
    { given: { spend: 155000, newLogos: 0 }, expected: 'unbounded' },
    { given: { spend: 0, 'new-logos': 0 }, expected: 'no-denominator' },
    { given: { spend: 0, 'new-logos': 3 }, expected: '0' },
  ],
  sources: [saasBoardStandards, saasBoardCacRatio, averageCac, metricKitBlended],
  related: ['new-logos', 'cac-ratio', 'cac-payback-period', 'ltv-cac-ratio', 'cost-per-lead'],
  pitfalls: [
    `Name the scope with the number (${threeCacs.title}): one company was at 1,291.67 fully loaded and at 583.33 by paid programs.`,
    'With a long sales cycle the customers of a period were paid for in earlier ones: compare `lagged`.',
    'Spend on existing customers is part of it unless it is kept in another category: `new-logo-share` takes it out by a rule of thumb.',
    'The channel of an expense and the source of a deal are matched by their text: they must use the same names.',
  ],
});

/**
 * Marketing cost of a new lead: spend / leads.
 *
 * Unit: currency. Undefined (`unbounded`) when money was spent and no lead came, (`no-denominator`) when neither.
 */
export const costPerLead = defineEntry({
  id: 'cost-per-lead',
  name: 'Cost per lead',
  question: 'What did marketing spend for each new lead?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'currency',
  better: 'lower',
  formula: divide(sum('spend', marketingSpend, 'amount'), leadVolume, 'unbounded'),
  counts:
    'All expenses of the category marketing, salaries and tools included, by the date they were spent; leads created in the period, as `lead-volume` counts them. Further down the funnel the same spend is divided by the records that reached the stage in the period: that cost is per MQL, per SQL or per opportunity.',
  undefinedWhen: 'No lead came: unbounded when money was spent, without a base when none was.',
  variants: {
    'per-mql': {
      differs: 'Divides by the leads that became marketing-qualified in the period.',
      formula: divide(sum('spend', marketingSpend, 'amount'), mqlVolume, 'unbounded'),
      examples: [{ given: { spend: 5000, 'mql-volume': 20 }, expected: '250' }],
    },
    'per-sql': {
      differs: 'Divides by the leads that became sales-qualified in the period.',
      formula: divide(sum('spend', marketingSpend, 'amount'), sqlCount, 'unbounded'),
      examples: [{ given: { spend: 5000, 'sql-count': 8 }, expected: '625' }],
    },
    'per-opportunity': {
      differs: 'Divides by the opportunities created in the period.',
      formula: divide(sum('spend', marketingSpend, 'amount'), opportunitiesCreated, 'unbounded'),
      examples: [{ given: { spend: 5000, 'opportunities-created': 4 }, expected: '1250' }],
    },
    'direct-only': {
      differs:
        'Only programs such as advertising and events (expenses of kind program): salaries and tools are left out.',
      formula: divide(sum('spend', restrictedTo(marketingSpend, isProgram), 'amount'), leadVolume, 'unbounded'),
      examples: [{ given: { spend: 3000, 'lead-volume': 50 }, expected: '60' }],
    },
    'fully-loaded': {
      differs: 'Expenses of the category sales count as well.',
      formula: divide(sum('spend', spend, 'amount'), leadVolume, 'unbounded'),
      examples: [{ given: { spend: 9000, 'lead-volume': 50 }, expected: '180' }],
    },
    'by-channel': {
      differs:
        'Of one channel (`channel`): marketing expenses on that channel, and leads of that source; without one, of all spend with a channel and all leads with a source.',
      formula: divide(
        sum('spend', restrictedTo(marketingSpend, is('channel', channel)), 'amount'),
        count('leadsOfChannel', restrictedTo(newLeads, is('source', channel))),
        'unbounded',
      ),
      examples: [{ given: { spend: 1200, leadsOfChannel: 30 }, expected: '40' }],
    },
    lagged: {
      differs:
        'Takes the spend of an earlier period, since leads come after it: the previous one, or one some periods before (`lagPeriods`, 1 by default).',
      formula: divide(inPreviousPeriod(sum('spend', marketingSpend, 'amount'), lagPeriods), leadVolume, 'unbounded'),
      examples: [{ given: { spend: 4500, 'lead-volume': 50 }, expected: '90' }],
    },
    spread: {
      differs:
        'What the way from a lead to an opportunity adds: the cost per opportunity less the cost per lead, which cheap leads that come to nothing widen.',
      formula: minus(
        named('costPerOpportunity', divide(sum('spend', marketingSpend, 'amount'), opportunitiesCreated, 'unbounded')),
        named('costPerLead', divide(sum('spend', marketingSpend, 'amount'), leadVolume, 'unbounded')),
      ),
      examples: [
        { given: { costPerOpportunity: 1250, costPerLead: 100 }, expected: '1150' },
        { given: { spend: 5000, 'opportunities-created': 0, 'lead-volume': 50 }, expected: 'unbounded' },
      ],
    },
  },
  examples: [
    { given: { spend: 5000, 'lead-volume': 50 }, expected: '100', source: insuranceCostPerLead },
    { given: { spend: 5000, 'lead-volume': 0 }, expected: 'unbounded' },
    { given: { spend: 0, 'lead-volume': 0 }, expected: 'no-denominator' },
    { given: { spend: 0, 'lead-volume': 50 }, expected: '0' },
  ],
  sources: [insideSalesSpread, arkentechCost],
  related: ['lead-volume', 'mql-volume', 'sql-count', 'opportunities-created', 'cac'],
  pitfalls: [
    'It rewards cheap leads: read it with the conversion rates behind it, or look at `per-opportunity` and `spread`.',
    'Leads that nobody paid for, such as referrals, lower it as long as they are not told apart: compare `by-channel`.',
    'The leads of a period can come from the spend of an earlier one: compare `lagged`.',
    'The channel of an expense and the source of a lead are matched by their text: they must use the same names.',
  ],
});
