import { count, mean, median, sum, trimmedMean } from '../expression/aggregate.ts';
import { minus } from '../expression/arithmetic.ts';
import { hasHappened, is, not } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { fivetranSalesforce, kpiTree } from './funnelSources.ts';
import { created, orders, purchases, won, wonNewBusiness } from './recordSets.ts';
import { legalContractValue, octaveRevenue, petavueDealSize } from './salesSources.ts';

const signed = records('opportunities', fallsIn('signedOn'), is('status', 'won'));
const kept = restrictedTo(won, not(hasHappened('cancelledOn')));
const cancelled = records('opportunities', fallsIn('cancelledOn'), is('status', 'won'));

/**
 * Sum of the amounts of the opportunities won in the period: booked.
 *
 * Unit: currency. Never undefined: nothing won is 0.
 */
export const bookings = defineEntry({
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
    'first-year': {
      differs: 'Sums the part of the value that falls into the first year of the contract.',
      formula: sum('booked', won, 'firstYearAmount'),
      examples: [{ given: { booked: 162000 }, expected: '162000', source: legalContractValue }],
    },
    'by-signature': {
      differs: 'By the date of the signature instead of the close in the CRM.',
      formula: sum('signed', signed, 'amount'),
      examples: [{ given: { signed: 420000 }, expected: '420000' }],
    },
    'cancellations-in-original-period': {
      differs: 'Without the deals that were cancelled since, whenever that was: a past figure falls with each of them.',
      formula: sum('kept', kept, 'amount'),
      examples: [{ given: { kept: 500000 }, expected: '500000' }],
    },
    'cancellations-in-current-period': {
      differs:
        'Less the deals cancelled in the period, whenever they were won: a past figure stays, and a poor period can be negative.',
      formula: minus(sum('booked', won, 'amount'), sum('cancelled', cancelled, 'amount')),
      examples: [
        { given: { booked: 538000, cancelled: 38000 }, expected: '500000' },
        { given: { booked: 10000, cancelled: 38000 }, expected: '-28000' },
      ],
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
  related: ['deals-won', 'average-deal-size', 'revenue', 'sales-growth', 'quota-attainment', 'plan-attainment'],
  pitfalls: [
    'Bookings are not revenue: they count the whole contract on the day it is won.',
    'A deal that is cancelled after it was won stays booked unless a variant deducts it.',
    'One contract was 538,000 by total value, 171,000 a year and 162,000 in its first year: say which amount is credited.',
    'The date is that of the close in the CRM, which may differ from that of the signature (`by-signature`).',
  ],
});

/**
 * Number of opportunities won in the period: won.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const dealsWon = defineEntry({
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
export const averageDealSize = defineEntry({
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
    trimmed: {
      differs:
        'The mean without the smallest and the largest deals, a share of them at either end (`trim`, a tenth by default).',
      formula: trimmedMean('dealSize', won, 'amount', parameter('trim', '0.1', 'ratio')),
      examples: [{ given: { dealSize: 12750 }, expected: '12750' }],
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
  related: ['bookings', 'deals-won', 'average-contract-value', 'discount-rate', 'pipeline-velocity'],
  pitfalls: [
    'A few large deals carry the mean: four deals of 7,000 to 20,000 have a mean of 13,000 and a median of 12,500.',
  ],
});
