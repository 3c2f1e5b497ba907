import { count, mean, median, sum } from '../expression/aggregate.ts';
import {
  divide,
  foldEntities,
  inPreviousPeriod,
  inSamePeriodLastYear,
  minus,
  named,
} from '../expression/arithmetic.ts';
import { defineKpi } from '../expression/kpi.ts';
import { fallsIn, records } from '../expression/recordSet.ts';
import {
  answersGrowth,
  fivetranSalesforce,
  kpiTree,
  legalContractValue,
  octaveRevenue,
  petavueDealSize,
} from './publishedSources.ts';
import { created, purchases, won, wonNewBusiness } from './recordSets.ts';

const orders = records('orders', fallsIn('orderedOn'));

/**
 * Sum of the amounts of the opportunities won in the period: booked.
 *
 * Unit: currency. Never undefined: nothing won is 0.
 */
export const bookings = defineKpi({
  id: 'bookings',
  name: 'Bookings',
  question: 'What is the value of the deals won in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'higher',
  formula: sum('booked', won, 'amount'),
  counts:
    'Won opportunities with their total value (TCV), by the date they closed. Those without an amount are left out and reported.',
  undefinedWhen: 'Never: nothing won is 0.',
  variants: {
    annual: {
      differs: 'Sums the yearly recurring part (ACV) instead of the total value.',
      formula: sum('booked', won, 'recurringAmount'),
      examples: [{ given: { booked: 171000 }, expected: '171000', source: legalContractValue }],
    },
    'new-recurring': {
      differs: 'Sums the yearly recurring part of new business only (new ARR).',
      formula: sum('booked', wonNewBusiness, 'recurringAmount'),
      examples: [{ given: { booked: 98000 }, expected: '98000' }],
    },
    'net-orders': {
      differs:
        'Sums orders by the date of the order; returns and cancellations count against the period in which they are entered.',
      formula: sum('booked', orders, 'amount'),
      examples: [{ given: { booked: -1200 }, expected: '-1200' }],
    },
  },
  examples: [
    { given: { booked: 538000 }, expected: '538000', source: legalContractValue },
    { given: { booked: 0 }, expected: '0' },
  ],
  sources: [fivetranSalesforce, octaveRevenue, legalContractValue],
  related: ['deals-won', 'average-deal-size', 'sales-growth', 'quota-attainment'],
  pitfalls: [
    'Bookings are not revenue: they count the whole contract on the day it is won.',
    'One contract was 538,000 by total value, 171,000 a year and 162,000 in its first year: say which amount is credited.',
    'The date is that of the close in the CRM, which may differ from that of the signature.',
  ],
});

/**
 * Number of opportunities won in the period: won.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const dealsWon = defineKpi({
  id: 'deals-won',
  name: 'Deals won',
  question: 'How many deals did we win in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: count('won', won),
  counts:
    'Won opportunities, by the date they closed, with or without an amount. A re-opened deal counts once, when it closed last.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    orders: {
      differs: 'Counts orders above zero, by the date of the order, instead of opportunities.',
      formula: count('orders', purchases),
      examples: [{ given: { orders: 61 }, expected: '61' }],
    },
  },
  examples: [
    { given: { won: 45 }, expected: '45' },
    { given: { won: 0 }, expected: '0' },
  ],
  sources: [fivetranSalesforce],
  related: ['bookings', 'win-rate', 'average-deal-size'],
  pitfalls: ['Splitting a deal in two doubles the count; read it beside the average deal size.'],
});

/**
 * Mean amount of the opportunities won in the period.
 *
 * Unit: currency. Undefined (`no-records`) when nothing with an amount was won.
 */
export const averageDealSize = defineKpi({
  id: 'average-deal-size',
  name: 'Average deal size',
  question: 'What is a won deal worth on average?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'currency',
  better: 'higher',
  formula: mean('dealSize', won, 'amount'),
  counts: 'Won opportunities with an amount, by the date they closed. Those without one are left out and reported.',
  undefinedWhen: 'Nothing with an amount was won in the period.',
  variants: {
    median: {
      differs: 'The median, which one very large deal does not move.',
      formula: median('dealSize', won, 'amount'),
      examples: [{ given: { dealSize: 12500 }, expected: '12500' }],
    },
    'all-created': {
      differs: 'Over all opportunities created in the period, won or not.',
      formula: mean('dealSize', created, 'amount'),
      examples: [{ given: { dealSize: 15000 }, expected: '15000' }],
    },
    annual: {
      differs: 'The mean of the yearly recurring part (ACV) instead of the total value.',
      formula: mean('dealSize', won, 'recurringAmount'),
      examples: [{ given: { dealSize: 9000 }, expected: '9000' }],
    },
    'new-business': {
      differs: 'Only deals of type new-business: renewals and expansions are left out.',
      formula: mean('dealSize', wonNewBusiness, 'amount'),
      examples: [{ given: { dealSize: 18000 }, expected: '18000' }],
    },
  },
  examples: [
    { given: { dealSize: 13000 }, expected: '13000' },
    { given: { dealSize: '0.01' }, expected: '0.01' },
  ],
  sources: [petavueDealSize, kpiTree, octaveRevenue],
  related: ['bookings', 'deals-won', 'pipeline-velocity'],
  pitfalls: [
    'A few large deals carry the mean: four deals of 7,000 to 20,000 have a mean of 13,000 and a median of 12,500.',
  ],
});

/**
 * Growth of bookings on the period before: (current - previous) / previous.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) when the previous period booked nothing, or less than nothing.
 */
export const salesGrowth = defineKpi({
  id: 'sales-growth',
  name: 'Sales growth',
  question: 'By what share did bookings grow on the period before?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    minus(named('current', bookings), named('previous', inPreviousPeriod(bookings))),
    named('previous', inPreviousPeriod(bookings)),
    'base-not-positive',
  ),
  counts: 'Bookings of the period and of the one before it, each by the date the deals closed.',
  undefinedWhen: 'The previous period booked nothing, or less than nothing.',
  variants: {
    'year-over-year': {
      differs: 'On the same period a year earlier, which takes out the season.',
      formula: divide(
        minus(named('current', bookings), named('previous', inSamePeriodLastYear(bookings))),
        named('previous', inSamePeriodLastYear(bookings)),
        'base-not-positive',
      ),
      examples: [{ given: { current: 1000000, previous: 750000 }, expected: '1/3', source: answersGrowth }],
    },
    'like-for-like': {
      differs: 'Only accounts with a deal won in both periods, so new and lost customers do not count.',
      formula: divide(
        minus(
          foldEntities(
            'current',
            'account',
            'sum',
            sum('booked', won, 'amount'),
            [count('won', won), 'above', 0],
            [inPreviousPeriod(count('won', won)), 'above', 0],
          ),
          foldEntities(
            'previous',
            'account',
            'sum',
            inPreviousPeriod(sum('booked', won, 'amount')),
            [count('won', won), 'above', 0],
            [inPreviousPeriod(count('won', won)), 'above', 0],
          ),
        ),
        foldEntities(
          'previous',
          'account',
          'sum',
          inPreviousPeriod(sum('booked', won, 'amount')),
          [count('won', won), 'above', 0],
          [inPreviousPeriod(count('won', won)), 'above', 0],
        ),
        'base-not-positive',
      ),
      examples: [{ given: { current: 330000, previous: 300000 }, expected: '0.1' }],
    },
  },
  examples: [
    { given: { current: 1100000, previous: 1000000 }, expected: '0.1' },
    { given: { current: 0, previous: 1000000 }, expected: '-1' },
    { given: { current: 500000, previous: 0 }, expected: 'base-not-positive' },
    { given: { current: 500000, previous: -1000 }, expected: 'base-not-positive' },
  ],
  sources: [answersGrowth],
  related: ['bookings', 'deals-won'],
  pitfalls: [
    'From a base of nothing there is no growth rate, not one of 100%.',
    'A period in progress compares a part with a whole: compare parts of equal length.',
  ],
});
