import { count, sum } from '../expression/aggregate.ts';
import {
  constant,
  divide,
  foldEntities,
  foldPeriods,
  greaterOf,
  minus,
  plus,
  times,
} from '../expression/arithmetic.ts';
import { is } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { before, records } from '../expression/recordSet.ts';
import { cac } from './acquisition.ts';
import {
  brightblendMetrics,
  finmarkLtv,
  hubspotRevenue,
  metricHqRatio,
  modernCalcsLifetime,
  skokMetrics,
  smartCloudLifetime,
  unionSquareIndex,
} from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { arpa, logoChurnRate } from './recurring.ts';
import { grossRevenueRetention, netRevenueRetention } from './retention.ts';
import { grossMargin } from './revenue.ts';
import { patelGrowth } from './salesSources.ts';

/** Of the customers at the start of a month the share lost in it: the mean over the months of the period. */
export const monthlyChurn = foldPeriods('monthlyChurn', 'month', 'mean', logoChurnRate);

const oneMonth = constant(1, 'months');
const perMonth = divide(monthlyChurn, oneMonth);
const profit = times(arpa, grossMargin);
const discountRate = parameter('discountRate', '0.01', 'ratio');
const wonSoFar = records('opportunities', before('end', 'closedOn'), is('status', 'won'));
const wonByCustomer = sum('wonSoFar', wonSoFar, 'amount');

/**
 * Gross profit of a customer over its life: arpa x gross margin / monthly churn.
 *
 * Unit: currency. Undefined (`unbounded`) when no customer is lost, and where one of the three is undefined.
 */
export const ltv = defineEntry({
  id: 'ltv',
  name: 'Customer lifetime value',
  question: 'What gross profit does a customer bring before it leaves?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'higher',
  formula: divide(profit, perMonth, 'unbounded'),
  counts:
    'Customers with recurring revenue: what one pays in a month at the end of the period (`arpa`), times the gross margin of the period (`gross-margin`), over the share of customers lost in a month: the mean of `logo-churn-rate` in the months of the period. All three are of one month; 1 / churn is the life in months.',
  undefinedWhen:
    'No customer was lost (unbounded), there was none to lose or none is left, or there is no revenue to take the margin of.',
  variants: {
    revenue: {
      differs: 'Revenue instead of gross profit, as it is often worded: too high by the cost of what is sold.',
      formula: divide(arpa, perMonth, 'unbounded'),
      examples: [
        { given: { arpa: 100, monthlyChurn: '0.02' }, expected: '5000', source: modernCalcsLifetime },
        { given: { arpa: 100, monthlyChurn: 0 }, expected: 'unbounded' },
      ],
    },
    'fixed-lifespan': {
      differs: 'A life that is assumed (`lifespanMonths`, 36 by default) instead of one that follows from churn.',
      formula: times(profit, parameter('lifespanMonths', 36, 'months')),
      examples: [
        { given: { arpa: 1000, 'gross-margin': '0.75' }, expected: '27000', source: brightblendMetrics },
        { given: { arpa: 1250, 'gross-margin': '0.8' }, expected: '36000', source: patelGrowth },
      ],
    },
    'revenue-churn': {
      differs:
        'Takes the share of recurring revenue lost in a month, 1 - gross revenue retention, instead of the share of customers.',
      formula: divide(
        profit,
        divide(
          foldPeriods(
            'monthlyRevenueChurn',
            'month',
            'mean',
            minus(1, grossRevenueRetention.variants['over-the-period']),
          ),
          oneMonth,
        ),
        'unbounded',
      ),
      examples: [
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyRevenueChurn: '0.05' }, expected: '800' },
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyRevenueChurn: 0 }, expected: 'unbounded' },
      ],
    },
    capped: {
      differs: 'A life of no more than five years (`capMonths`, 60 by default), also when no customer is lost.',
      formula: divide(profit, greaterOf(perMonth, divide(1, parameter('capMonths', 60, 'months')))),
      examples: [
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyChurn: '0.01' }, expected: '2400' },
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyChurn: 0 }, expected: '2400' },
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyChurn: '0.04' }, expected: '1000' },
      ],
    },
    discounted: {
      differs:
        'Gross profit that comes later counts less, by a rate per month (`discountRate`, 0.01 by default): times (1 + rate), over churn + rate.',
      formula: divide(
        times(profit, plus(1, discountRate)),
        divide(plus(monthlyChurn, discountRate), oneMonth),
        'unbounded',
      ),
      examples: [{ given: { arpa: 50, 'gross-margin': '0.8', monthlyChurn: '0.04' }, expected: '808' }],
    },
    'with-expansion': {
      differs:
        'Takes the share of recurring revenue lost in a month net of expansion, 1 - net revenue retention: the life in terms of what customers pay.',
      formula: divide(
        profit,
        divide(
          foldPeriods('monthlyNetChurn', 'month', 'mean', minus(1, netRevenueRetention.variants['over-the-period'])),
          oneMonth,
        ),
        'unbounded',
      ),
      examples: [
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyNetChurn: '0.025' }, expected: '1600' },
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyNetChurn: 0 }, expected: 'unbounded' },
        { given: { arpa: 50, 'gross-margin': '0.8', monthlyNetChurn: '-0.01' }, expected: 'base-not-positive' },
      ],
    },
    historic: {
      differs:
        'What was, not what is expected: the mean, over all companies with a deal won so far, of the total amount won, as some CRMs name the lifetime value.',
      formula: foldEntities('lifetimeRevenue', 'parentAccount', 'mean', wonByCustomer, [
        count('dealsSoFar', wonSoFar),
        'above',
        0,
      ]),
      examples: [{ given: { lifetimeRevenue: 8200 }, expected: '8200' }],
    },
  },
  examples: [
    {
      given: { arpa: 50, 'gross-margin': '0.8', monthlyChurn: '0.04' },
      expected: '1000',
      source: smartCloudLifetime,
    },
    { given: { arpa: 50, 'gross-margin': '0.8', monthlyChurn: 0 }, expected: 'unbounded' },
    { given: { arpa: 50, 'gross-margin': 0, monthlyChurn: '0.04' }, expected: '0' },
    { given: { arpa: 50, 'gross-margin': '-0.2', monthlyChurn: '0.04' }, expected: '-250' },
    {
      given: { recurring: 0, customersAtEnd: 0, 'gross-margin': '0.8', monthlyChurn: '0.04' },
      expected: 'no-denominator',
    },
    { given: { arpa: 50, revenue: 0, cost: 0, monthlyChurn: '0.04' }, expected: 'base-not-positive' },
  ],
  sources: [skokMetrics, metricHqRatio, finmarkLtv, hubspotRevenue, unionSquareIndex],
  related: ['arpa', 'gross-margin', 'logo-churn-rate', 'ltv-cac-ratio', 'cac'],
  pitfalls: [
    'Say which: by revenue one product stood at 5,000 and by gross profit at 3,500.',
    'Keep one time unit: monthly revenue over the churn of a quarter or a year is three or twelve times too low.',
    'Churn of 1% a month promises a life of 100 months that nobody has seen: compare `capped`.',
    'Few lost customers in a short period make it jump; a period shorter than a month has the churn of that time only, not of a month.',
    'Churn and price are taken to stay as they are for all time and for all customers; large customers who stay and small ones who leave break that. Read it by segment.',
    'The churn that follows from expansion can be 0, and the value is unbounded, or below it: then what customers pay grows for ever, and the formula has no meaning.',
  ],
});

/**
 * Lifetime value of a customer for each unit of cost of winning one: ltv / cac.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) where winning customers cost nothing, and where one of the two is undefined.
 */
export const ltvCacRatio = defineEntry({
  id: 'ltv-cac-ratio',
  name: 'LTV to CAC',
  question: 'How many times over does a customer bring back what it cost to win one?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(ltv, cac),
  counts:
    'Gross profit over the life of a customer (`ltv`) and the fully loaded cost of winning one (`cac`), both of the same period. A filter counts for both: take one segment at a time.',
  undefinedWhen: 'Customers were won for nothing; or `ltv` or `cac` is undefined, for the reason of that one.',
  variants: {
    revenue: {
      differs: 'A mismatch to recognise: lifetime revenue over a cost that is fully loaded.',
      formula: divide(ltv.variants.revenue, cac),
      examples: [{ given: { 'ltv/revenue': 1250, cac: 300 }, expected: '25/6' }],
    },
    'fixed-lifespan': {
      differs: 'With the lifetime value of an assumed life (`lifespanMonths`, 36 by default).',
      formula: divide(ltv.variants['fixed-lifespan'], cac),
      examples: [{ given: { 'ltv/fixed-lifespan': 24000, cac: 12000 }, expected: '2', source: patelGrowth }],
    },
    'marketing-only': {
      differs: 'Over the marketing cost of a new customer alone, which flatters it.',
      formula: divide(ltv, cac.variants['marketing-only']),
      examples: [{ given: { ltv: 36000, 'cac/marketing-only': 5000 }, expected: '7.2', source: patelGrowth }],
    },
  },
  levels: [
    {
      value: '3',
      meaning: 'At least three times the cost of winning a customer is the usual aim.',
      source: skokMetrics,
    },
  ],
  examples: [
    { given: { ltv: 36000, cac: 12000 }, expected: '3', source: patelGrowth },
    { given: { ltv: 1000, cac: 300 }, expected: '10/3', source: smartCloudLifetime },
    { given: { ltv: 36000, cac: 0 }, expected: 'no-denominator' },
    { given: { arpa: 50, 'gross-margin': '0.8', monthlyChurn: 0, cac: 300 }, expected: 'unbounded' },
    { given: { ltv: 36000, spend: 5000, 'new-logos': 0 }, expected: 'unbounded' },
    { given: { arpa: 50, revenue: 0, cost: 0, monthlyChurn: '0.04', cac: 300 }, expected: 'base-not-positive' },
  ],
  sources: [metricHqRatio, patelGrowth, skokMetrics],
  related: ['ltv', 'cac', 'cac-payback-period', 'magic-number'],
  pitfalls: [
    'Name both sides with the number: one company was at 7.2 by marketing cost, at 3 fully loaded and at 2 with a life of two years instead of three.',
    'A high ratio can mean that too little is spent on growth.',
    'Lifetime value is that of an account and the cost that of a company: where companies have several accounts with a subscription, the ratio is too low.',
    'It says nothing about when the money comes back: read `cac-payback-period` beside it.',
  ],
});
