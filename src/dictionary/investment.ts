import { count, sum } from '../expression/aggregate.ts';
import { countEntities, divide, inPreviousPeriod } from '../expression/arithmetic.ts';
import { is, isOneOf } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { fallsIn, records } from '../expression/recordSet.ts';
import { newLogos } from './customers.ts';
import {
  averageCac,
  insightfulCac,
  metricKitBlended,
  saasBoardCacRatio,
  saasBoardStandards,
  threeCacs,
} from './publishedSources.ts';
import { won } from './recordSets.ts';

const spend = records('expenses', fallsIn('spentOn'), isOneOf('category', ['sales', 'marketing']));
const marketingSpend = records('expenses', fallsIn('spentOn'), is('category', 'marketing'));
const programSpend = records(
  'expenses',
  fallsIn('spentOn'),
  isOneOf('category', ['sales', 'marketing']),
  is('kind', 'program'),
);
const spendWithOnboarding = records(
  'expenses',
  fallsIn('spentOn'),
  isOneOf('category', ['sales', 'marketing', 'onboarding']),
);

/**
 * Cost of winning a new customer: spend / new customers.
 *
 * Unit: currency. Undefined (`unbounded`) when money was spent and no customer won, (`no-denominator`) when neither.
 */
export const cac = defineKpi({
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
    'All expenses of the categories sales and marketing, salaries and tools included, by the date they were spent; accounts whose first won deal falls in the period.',
  undefinedWhen: 'No customer was won: unbounded when money was spent, without a base when none was.',
  variants: {
    'paid-only': {
      differs:
        'Only programs such as advertising and events (expenses of kind program): salaries and tools are left out.',
      formula: divide(sum('spend', programSpend, 'amount'), newLogos, 'unbounded'),
      examples: [{ given: { spend: 70000, 'new-logos': 120 }, expected: '1750/3', source: metricKitBlended }],
    },
    'marketing-only': {
      differs: 'Only expenses of the category marketing.',
      formula: divide(sum('spend', marketingSpend, 'amount'), newLogos, 'unbounded'),
      examples: [{ given: { spend: 500000, 'new-logos': 100 }, expected: '5000' }],
    },
    blended: {
      differs: 'Divides by all customers who bought in the period, new and existing.',
      formula: divide(
        sum('spend', spend, 'amount'),
        countEntities('customers', 'account', [count('won', won), 'above', 0]),
        'unbounded',
      ),
      examples: [{ given: { spend: 15000, customers: 125 }, expected: '120' }],
    },
    lagged: {
      differs: 'Takes the spend of the previous period, since it is made before the customer is won.',
      formula: divide(inPreviousPeriod(sum('spend', spend, 'amount')), newLogos, 'unbounded'),
      examples: [{ given: { spend: 135000, 'new-logos': 1500 }, expected: '90' }],
    },
    'with-onboarding': {
      differs: 'Expenses of the category onboarding count as well.',
      formula: divide(sum('spend', spendWithOnboarding, 'amount'), newLogos, 'unbounded'),
      examples: [{ given: { spend: 180000, 'new-logos': 120 }, expected: '1500' }],
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
  related: ['new-logos', 'sales-growth'],
  pitfalls: [
    `Name the scope with the number (${threeCacs.title}): one company was at 1,291.67 fully loaded and at 583.33 by paid programs.`,
    'With a long sales cycle the customers of a period were paid for in earlier ones: compare `lagged`.',
    'Spend on existing customers is part of it unless it is kept in another category.',
  ],
});
