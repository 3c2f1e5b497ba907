import { sum } from '../expression/aggregate.ts';
import {
  constant,
  divide,
  foldPeriods,
  inPreviousPeriod,
  inTrailing,
  minus,
  named,
  plus,
  times,
} from '../expression/arithmetic.ts';
import { is, not } from '../expression/condition.ts';
import { fallsIn, records } from '../expression/recordSet.ts';
import { lagPeriods } from './acquisition.ts';
import {
  eastseaMagicNumber,
  fcfMetrics,
  himodusEfficiency,
  malartuMagicNumber,
  omnitureMagicNumber,
  saasBoardCacRatio,
  saasGridEfficiency,
  scaleMagicNumber,
  startupStatsEfficiency,
  xlslidesMagicNumber,
} from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { gitlabIndex } from './funnelSources.ts';
import { marketingSpend, spend } from './recordSets.ts';
import { netNewArr } from './recurringArr.ts';
import { expansions, newMovements } from './recurringRevenue.ts';
import { grossMargin } from './revenue.ts';
import { gitlabIndicators } from './salesSources.ts';

const spent = sum('spend', spend, 'amount');
const spentBefore = inPreviousPeriod(spent);
/** The spend of the period in which a sales cycle began. */
const spentACycleBefore = inPreviousPeriod(spent, lagPeriods);
const newArr = sum('new', newMovements, 'amount');
const expansion = sum('expansion', expansions, 'amount');

/**
 * Spend for each unit of new recurring revenue: spend of the previous period / new.
 *
 * Unit: fraction of one. Undefined (`unbounded`) when money was spent and nothing new came, (`no-denominator`) when neither.
 */
export const cacRatio = defineEntry({
  id: 'cac-ratio',
  name: 'CAC ratio',
  question: 'What did each unit of new yearly recurring revenue cost in sales and marketing?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'lower',
  formula: divide(spentACycleBefore, newArr, 'unbounded'),
  counts:
    'All expenses of the categories sales and marketing of an earlier period, by the date they were spent: one sales cycle before (`lagPeriods`, the previous period by default); yearly recurring revenue of movements of kind new in the period, by the date from which they hold.',
  undefinedWhen: 'Nothing new came: unbounded when money was spent, without a base when none was.',
  variants: {
    blended: {
      differs: 'Divides by new revenue and the expansion of existing customers.',
      formula: divide(spentACycleBefore, plus(newArr, expansion), 'unbounded'),
      examples: [{ given: { spend: 5000000, new: 10000000, expansion: 2500000 }, expected: '0.4' }],
    },
    'same-period': {
      differs: 'Takes the spend of the period itself.',
      formula: divide(spent, newArr, 'unbounded'),
      examples: [{ given: { spend: 5000000, new: 10000000 }, expected: '0.5' }],
    },
    inverse: {
      differs: 'New recurring revenue for each unit of that spend: there higher is better.',
      formula: divide(newArr, spentACycleBefore),
      examples: [
        { given: { new: 10000000, spend: 5000000 }, expected: '2' },
        { given: { new: 10000000, spend: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { spend: 5000000, new: 10000000 }, expected: '0.5', source: himodusEfficiency },
    { given: { spend: 5000000, new: 0 }, expected: 'unbounded' },
    { given: { spend: 0, new: 0 }, expected: 'no-denominator' },
    { given: { spend: 0, new: 10000000 }, expected: '0' },
  ],
  sources: [saasBoardCacRatio, gitlabIndicators],
  related: ['sales-efficiency', 'cac', 'cac-payback-period', 'net-new-arr'],
  pitfalls: [
    'It stands the other way round than `sales-efficiency`: 0.5 here is 2 there, over the same spend.',
    'Spend on existing customers is part of it unless it is kept in another category; `blended` counts what it brings.',
    'A quarter of spend against a year of revenue is meant: the revenue is yearly whatever the period.',
  ],
});

// Lines of type one-time do not recur: set-up fees, hardware. What names no type is taken to recur.
const recurringLines = records('orders', fallsIn('recognisedOn'), not(is('type', 'one-time')));
const growth = named(
  'growth',
  minus(sum('revenue', recurringLines, 'amount'), inPreviousPeriod(sum('revenueBefore', recurringLines, 'amount'))),
);
/** The growth of a quarter, as growth of the revenue of a year. */
const yearlyGrowth = times(divide(growth, constant(3, 'months')), constant(12, 'months'));
const magic = divide(yearlyGrowth, spentBefore);

/**
 * Growth of the yearly revenue for each unit of spend of the quarter before: (revenue - revenueBefore) x 12 months / 3 months / spend.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing was spent in the quarter before.
 */
export const magicNumber = defineEntry({
  id: 'magic-number',
  name: 'Magic Number',
  question: 'How much yearly revenue growth did each unit of sales and marketing spend bring?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: magic,
  counts:
    'Ask for a quarter. Orders by the date of their recognition, without those of type `one-time`, in the quarter and in the one before; their difference is revenue of three months, so four times as much in a year. Expenses of the categories sales and marketing of the quarter before, by the date they were spent.',
  undefinedWhen: 'Nothing was spent in the quarter before.',
  variants: {
    'same-quarter': {
      differs: 'Takes the spend of the quarter itself, for sales cycles of a few weeks.',
      formula: divide(yearlyGrowth, spent),
      examples: [{ given: { growth: 30000, spend: 160000 }, expected: '0.75' }],
    },
    'two-quarter-lag': {
      differs: 'Takes the spend of two quarters before, for sales cycles of half a year.',
      formula: divide(yearlyGrowth, inPreviousPeriod(spentBefore)),
      examples: [{ given: { growth: 30000, spend: 96000 }, expected: '1.25' }],
    },
    'recurring-revenue': {
      differs: 'Takes the change of the yearly recurring revenue (ARR), which is yearly already, without the factor 4.',
      formula: divide(netNewArr, spentBefore),
      examples: [{ given: { 'net-new-arr': 120000, spend: 120000 }, expected: '1' }],
    },
    'gross-margin': {
      differs: 'Counts the growth of gross profit: multiplies by the gross margin of the quarter.',
      formula: divide(times(yearlyGrowth, grossMargin), spentBefore),
      examples: [{ given: { growth: 30000, 'gross-margin': '0.8', spend: 120000 }, expected: '0.8' }],
    },
    'trailing-mean': {
      differs: 'The mean of the figures of the last four quarters, which one large deal moves less.',
      formula: inTrailing(4, 'quarter', foldPeriods('quarterlyMagicNumber', 'quarter', 'mean', magic)),
      examples: [{ given: { quarterlyMagicNumber: '0.9' }, expected: '0.9' }],
    },
    'marketing-only': {
      differs:
        'Divides by the marketing spend alone, as some briefs word it; the figure of that name takes sales as well.',
      formula: divide(yearlyGrowth, inPreviousPeriod(sum('spend', marketingSpend, 'amount'))),
      examples: [{ given: { growth: 30000, spend: 48000 }, expected: '2.5' }],
    },
  },
  levels: [
    {
      value: '0.75',
      meaning: 'Below it the way of selling needs review; above it, more spend is worth it.',
      source: omnitureMagicNumber,
    },
    {
      value: '1',
      meaning: 'Strong: the spend of a quarter comes back in revenue within a year.',
      source: eastseaMagicNumber,
    },
  ],
  examples: [
    { given: { growth: 480000, spend: 1800000 }, expected: '16/15', source: xlslidesMagicNumber },
    { given: { revenue: 130000, revenueBefore: 100000, spend: 120000 }, expected: '1', source: eastseaMagicNumber },
    { given: { revenue: 90000, revenueBefore: 100000, spend: 80000 }, expected: '-0.5' },
    { given: { growth: 480000, spend: 0 }, expected: 'no-denominator' },
  ],
  sources: [scaleMagicNumber, omnitureMagicNumber, malartuMagicNumber],
  related: ['sales-efficiency', 'cac-ratio', 'cac-payback-period', 'revenue', 'net-new-arr'],
  pitfalls: [
    'The factor 4 makes the revenue of a quarter yearly: for another period the figure means nothing.',
    `A change of ARR is yearly already: multiplied by 4, as some templates do (${fcfMetrics.title}), it is made yearly twice.`,
    'Spend is that of sales and marketing together; by marketing alone it looks much better.',
    'It is negative when revenue falls, which is right, and says nothing about what the spend kept from falling.',
    'New revenue and losses are mixed: high churn reads as poor selling. Compare `sales-efficiency`.',
    'One-time fees recorded with the revenue make a quarter look like growth and the next like decline, unless their type says so.',
  ],
});

/**
 * New recurring revenue for each unit of spend: new / spend.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing was spent.
 */
export const salesEfficiency = defineEntry({
  id: 'sales-efficiency',
  name: 'Sales efficiency',
  question: 'How much new yearly recurring revenue did each unit of sales and marketing spend bring?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(newArr, spent),
  counts:
    'Yearly recurring revenue of movements of kind new in the period, by the date from which they hold; all expenses of the categories sales and marketing of the same period, by the date they were spent. This is gross efficiency: neither expansion nor losses count.',
  undefinedWhen: 'Nothing was spent.',
  variants: {
    net: {
      differs: 'Takes net new recurring revenue: losses are deducted, expansion counts.',
      formula: divide(netNewArr, spent),
      examples: [
        { given: { 'net-new-arr': 6000000, spend: 5000000 }, expected: '1.2' },
        { given: { 'net-new-arr': -500000, spend: 5000000 }, expected: '-0.1' },
      ],
    },
    lagged: {
      differs:
        'Takes the spend of an earlier period, since it is made before the deal is won: the previous one, or one some periods before (`lagPeriods`, 1 by default).',
      formula: divide(newArr, spentACycleBefore),
      examples: [{ given: { new: 10000000, spend: 4000000 }, expected: '2.5' }],
    },
    'with-expansion': {
      differs: 'The expansion of existing customers counts as well; losses do not.',
      formula: divide(plus(newArr, expansion), spent),
      examples: [{ given: { new: 10000000, expansion: 2500000, spend: 5000000 }, expected: '2.5' }],
    },
  },
  examples: [
    { given: { new: 10000000, spend: 5000000 }, expected: '2', source: himodusEfficiency },
    { given: { new: 0, spend: 5000000 }, expected: '0' },
    { given: { new: 10000000, spend: 0 }, expected: 'no-denominator' },
  ],
  sources: [himodusEfficiency, saasGridEfficiency, startupStatsEfficiency, gitlabIndex],
  related: ['magic-number', 'cac-ratio', 'net-new-arr', 'cac'],
  pitfalls: [
    'Say gross or net: a leaking customer base leaves the gross figure untouched.',
    'The revenue is that of a year and the spend that of the period: figures of quarters and of years cannot be compared with spend that grows.',
    'The deals of a period can come from the spend of an earlier one: compare `lagged`.',
  ],
});
