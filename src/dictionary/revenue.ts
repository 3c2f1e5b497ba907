import { sum } from '../expression/aggregate.ts';
import { divide, minus } from '../expression/arithmetic.ts';
import { compares, isPresent } from '../expression/condition.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { orders, recognised, won } from './recordSets.ts';
import {
  marketingDictionarySales,
  patelGrowth,
  pricefxDiscount,
  shuffleplayDiscount,
  virtualEmployeeDashboards,
} from './salesSources.ts';

const invoiced = records('orders', fallsIn('invoicedOn'));
const collected = records('orders', fallsIn('collectedOn'));

/**
 * Revenue recognised in the period: revenue.
 *
 * Unit: currency. Never undefined: nothing recognised is 0.
 */
export const revenue = defineEntry({
  id: 'revenue',
  name: 'Sales revenue',
  question: 'How much revenue was recognised in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'higher',
  formula: sum('revenue', recognised, 'amount'),
  counts:
    'Orders by the date of their recognition; returns and credits are negative and so deducted. Orders without that date count in no period.',
  undefinedWhen: 'Never: nothing recognised is 0.',
  variants: {
    'closed-won': {
      differs: 'The amounts of the opportunities won, by the date they closed, taken for revenue: these are bookings.',
      formula: sum('booked', won, 'amount'),
      examples: [{ given: { booked: 538000 }, expected: '538000' }],
    },
    invoiced: {
      differs: 'By the date of the invoice.',
      formula: sum('invoiced', invoiced, 'amount'),
      examples: [{ given: { invoiced: 180000 }, expected: '180000' }],
    },
    collected: {
      differs: 'By the date on which the money came in.',
      formula: sum('collected', collected, 'amount'),
      examples: [{ given: { collected: 95000 }, expected: '95000' }],
    },
    'net-of-tax': {
      differs: 'Without the tax that the amounts include, where it is recorded.',
      formula: minus(sum('revenue', recognised, 'amount'), sum('tax', recognised, 'tax')),
      examples: [{ given: { revenue: 119000, tax: 19000 }, expected: '100000' }],
    },
  },
  examples: [
    { given: { revenue: 153600 }, expected: '153600' },
    { given: { revenue: -400 }, expected: '-400' },
    { given: { revenue: 0 }, expected: '0' },
  ],
  sources: [virtualEmployeeDashboards],
  related: ['bookings', 'sales-volume', 'gross-margin', 'sales-growth'],
  pitfalls: [
    'A CRM, an invoicing system and the books show three figures for one month: won, invoiced and recognised. Say which is meant.',
    'Amounts count as they are recorded: where they include tax, only `net-of-tax` is the revenue of the books.',
    'One order is recognised on one day: record a contract that is recognised over its term as an order for each part.',
  ],
});

/**
 * Units sold in the period, returns deducted: units.
 *
 * Unit: count. Never undefined: nothing sold is 0.
 */
export const salesVolume = defineEntry({
  id: 'sales-volume',
  name: 'Sales volume',
  question: 'How many units did we sell in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'count',
  better: 'higher',
  formula: sum('units', orders, 'quantity'),
  counts:
    'Units of the orders by the date of the order; the units of a return are negative and count in the period in which it is entered. Orders without a number of units are left out and reported.',
  undefinedWhen: 'Never: nothing sold is 0.',
  variants: {
    'gross-of-returns': {
      differs: 'Returns are not deducted.',
      formula: sum('unitsSold', restrictedTo(orders, compares('quantity', 'above', 0)), 'quantity'),
      examples: [{ given: { unitsSold: 1250 }, expected: '1250' }],
    },
    invoiced: {
      differs: 'By the date of the invoice.',
      formula: sum('unitsInvoiced', invoiced, 'quantity'),
      examples: [{ given: { unitsInvoiced: 900 }, expected: '900' }],
    },
    'deals-won': {
      differs: 'Units of the opportunities won, by the date they closed, where orders are not recorded.',
      formula: sum('unitsWon', won, 'quantity'),
      examples: [{ given: { unitsWon: 1100 }, expected: '1100' }],
    },
    value: {
      differs: 'Another figure by the same name: the value of the orders instead of their units.',
      unit: 'currency',
      formula: sum('ordered', orders, 'amount'),
      examples: [{ given: { ordered: 250000 }, expected: '250000' }],
    },
  },
  examples: [
    { given: { units: 1180 }, expected: '1180' },
    { given: { units: -3 }, expected: '-3' },
    { given: { units: 0 }, expected: '0' },
  ],
  sources: [marketingDictionarySales],
  related: ['revenue', 'deals-won', 'average-deal-size'],
  pitfalls: [
    'Units of different products add up to nothing in particular: group by product.',
    'The name is also used for the value of the sales: say units or money.',
  ],
});

const costed = restrictedTo(recognised, isPresent('cost'));
const costedDeals = restrictedTo(won, isPresent('amount'), isPresent('cost'));
const commissions = records('commissions', fallsIn('earnedOn'));

/**
 * Share of the revenue that is left after the cost of what was sold: (revenue - cost) / revenue.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) without revenue, or with more credits than revenue.
 */
export const grossMargin = defineEntry({
  id: 'gross-margin',
  name: 'Gross margin',
  question: 'What share of the revenue is left after the cost of what was sold?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    minus(sum('revenue', costed, 'amount'), sum('cost', costed, 'cost')),
    sum('revenue', costed, 'amount'),
    'base-not-positive',
  ),
  counts:
    'Orders with a cost, by the date of their recognition. Those without one are left out above and below the line: a missing cost is not a cost of 0.',
  undefinedWhen: 'Nothing with a cost was recognised in the period, or credits outweighed revenue.',
  variants: {
    contribution: {
      differs:
        'The contribution margin: also deducts the commissions earned in the period, so all that grows with each sale.',
      formula: divide(
        minus(
          minus(sum('revenue', costed, 'amount'), sum('cost', costed, 'cost')),
          sum('commissions', commissions, 'amount'),
        ),
        sum('revenue', costed, 'amount'),
        'base-not-positive',
      ),
      examples: [{ given: { revenue: 160000, cost: 96000, commissions: 16000 }, expected: '0.3' }],
    },
    'deal-margin': {
      differs: 'The margin at booking: of the opportunities won with an amount and a cost, by the date they closed.',
      formula: divide(
        minus(sum('booked', costedDeals, 'amount'), sum('dealCost', costedDeals, 'cost')),
        sum('booked', costedDeals, 'amount'),
        'base-not-positive',
      ),
      examples: [{ given: { booked: 50000, dealCost: 30000 }, expected: '0.4' }],
    },
  },
  examples: [
    { given: { revenue: 160000, cost: 96000 }, expected: '0.4', source: shuffleplayDiscount },
    { given: { revenue: 153600, cost: 96000 }, expected: '0.375', source: shuffleplayDiscount },
    { given: { revenue: 1000, cost: 1200 }, expected: '-0.2' },
    { given: { revenue: 0, cost: 100 }, expected: 'base-not-positive' },
    { given: { revenue: -500, cost: 100 }, expected: 'base-not-positive' },
  ],
  sources: [pricefxDiscount, patelGrowth],
  related: ['revenue', 'discount-rate'],
  pitfalls: [
    'A discount comes off the margin whole: 4% off the price took it from 40% to 37.5%.',
    'A credit without a cost does not count: record its cost, 0 where nothing came back.',
  ],
});
