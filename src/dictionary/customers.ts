import { count } from '../expression/aggregate.ts';
import { countEntities, divide } from '../expression/arithmetic.ts';
import { compares, daysBetween, is } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { parameter } from '../expression/parameter.ts';
import { before, records } from '../expression/recordSet.ts';
import { dashThisReturning, ecommerceRepeat, gitlabGlossary, gitlabSheet } from './publishedSources.ts';
import { purchases, purchasesBefore, won, wonBefore } from './recordSets.ts';

const wonLately = records(
  'opportunities',
  before('start', 'closedOn'),
  is('status', 'won'),
  daysBetween('closedOn', 'period.start', 'atMost', parameter('inactiveDays', 365, 'days')),
);

/**
 * Number of accounts whose first won deal falls in the period: newLogos.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const newLogos = defineKpi({
  id: 'new-logos',
  name: 'New customers',
  question: 'How many accounts became customers in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'count',
  better: 'higher',
  formula: countEntities(
    'newLogos',
    'account',
    [count('won', won), 'above', 0],
    [count('wonBefore', wonBefore), 'equals', 0],
  ),
  counts:
    'Accounts with an opportunity won in the period and none before it, by the dates the deals closed. Deals without an account do not count.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'with-reactivated': {
      differs:
        'An account with which nothing was won for a number of days before the first day of the period (`inactiveDays`, 365 by default) counts as new again.',
      formula: countEntities(
        'newLogos',
        'account',
        [count('won', won), 'above', 0],
        [count('wonLately', wonLately), 'equals', 0],
      ),
      examples: [{ given: { newLogos: 14 }, expected: '14' }],
    },
    'first-order': {
      differs:
        'Accounts whose first order falls in the period, by the date of the order, instead of the first won deal.',
      formula: countEntities(
        'newLogos',
        'account',
        [count('orders', purchases), 'above', 0],
        [count('ordersBefore', purchasesBefore), 'equals', 0],
      ),
      examples: [{ given: { newLogos: 11 }, expected: '11' }],
    },
  },
  examples: [
    { given: { newLogos: 12 }, expected: '12' },
    { given: { newLogos: 0 }, expected: '0' },
  ],
  sources: [gitlabSheet, gitlabGlossary],
  related: ['cac', 'deals-won', 'return-customer-rate'],
  pitfalls: [
    'The records must reach back to the first customers: a history that starts late makes old customers new.',
    'Two accounts of one company are two customers here.',
  ],
});

const customersEver = records('orders', before('end', 'orderedOn'), compares('amount', 'above', 0));

/**
 * Share of the customers of the period who had bought before it: returning / customers.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nobody bought.
 */
export const returnCustomerRate = defineKpi({
  id: 'return-customer-rate',
  name: 'Return customer rate',
  question: 'Of the customers who bought in the period, what share had bought before?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    countEntities(
      'returning',
      'account',
      [count('orders', purchases), 'above', 0],
      [count('ordersBefore', purchasesBefore), 'above', 0],
    ),
    countEntities('customers', 'account', [count('orders', purchases), 'above', 0]),
  ),
  counts:
    'Accounts with an order above zero in the period, by the date of the order; returning when they have one before the period. Orders without an account do not count.',
  undefinedWhen: 'Nobody bought in the period.',
  variants: {
    'twice-in-period': {
      differs: 'Returning means two or more orders inside the period.',
      formula: divide(
        countEntities('returning', 'account', [count('orders', purchases), 'atLeast', 2]),
        countEntities('customers', 'account', [count('orders', purchases), 'above', 0]),
      ),
      examples: [{ given: { returning: 150, customers: 2000 }, expected: '0.075' }],
    },
    'of-all-ever': {
      differs: 'Divides by everybody who has ever bought, up to the end of the period.',
      formula: divide(
        countEntities(
          'returning',
          'account',
          [count('orders', purchases), 'above', 0],
          [count('ordersBefore', purchasesBefore), 'above', 0],
        ),
        countEntities('customersEver', 'account', [count('ordersEver', customersEver), 'above', 0]),
      ),
      examples: [{ given: { returning: 500, customersEver: 8000 }, expected: '0.0625' }],
    },
  },
  examples: [
    { given: { returning: 500, customers: 2000 }, expected: '0.25', source: ecommerceRepeat },
    { given: { returning: 0, customers: 40 }, expected: '0' },
    { given: { returning: 0, customers: 0 }, expected: 'no-denominator' },
  ],
  sources: [ecommerceRepeat, dashThisReturning],
  related: ['new-logos', 'net-revenue-retention'],
  pitfalls: [
    'The records must reach back to the first order: a history that starts late makes old customers new.',
    'Several lines of one purchase are several orders to `twice-in-period`.',
    'It rises when new customers stay away, too.',
  ],
});
