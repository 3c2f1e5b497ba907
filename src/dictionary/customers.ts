import { count } from '../expression/aggregate.ts';
import { countEntities, divide } from '../expression/arithmetic.ts';
import { compares, daysBetween, is, isMissing } from '../expression/condition.ts';
import { parameter, textParameter } from '../expression/parameter.ts';
import { always, before, fallsIn, records } from '../expression/recordSet.ts';
import { dashThisReturning, ecommerceRepeat, gitlabGlossary } from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { purchases, purchasesBefore, won, wonBefore } from './recordSets.ts';
import { gitlabSheet } from './salesSources.ts';

const wonLately = records(
  'opportunities',
  before('start', 'closedOn'),
  is('status', 'won'),
  daysBetween('closedOn', 'period.start', 'atMost', parameter('inactiveDays', 365, 'days')),
);

const paid = records('orders', fallsIn('collectedOn'), compares('amount', 'above', 0));
const paidBefore = records('orders', before('start', 'collectedOn'), compares('amount', 'above', 0));
/** Companies of the segment: where companies belong to others, the topmost one decides. */
const ofSegment = records('accounts', always(), is('segment', textParameter('segment', 'smb')), isMissing('parentId'));

/**
 * Number of companies whose first won deal falls in the period: newLogos.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const newLogos = defineEntry({
  id: 'new-logos',
  name: 'New customers',
  question: 'How many companies became customers in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'count',
  better: 'higher',
  formula: countEntities(
    'newLogos',
    'parentAccount',
    [count('won', won), 'above', 0],
    [count('wonBefore', wonBefore), 'equals', 0],
  ),
  counts:
    'Companies with an opportunity won in the period and none before it, by the dates the deals closed. An account counts as the one at the top of those it belongs to (`parentId`), so subsidiaries are no customers of their own. Deals without an account do not count.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'per-account': {
      differs: 'Each account is a customer of its own, whatever company it belongs to.',
      formula: countEntities(
        'newAccounts',
        'account',
        [count('won', won), 'above', 0],
        [count('wonBefore', wonBefore), 'equals', 0],
      ),
      examples: [{ given: { newAccounts: 17 }, expected: '17' }],
    },
    'with-reactivated': {
      differs:
        'A company with which nothing was won for a number of days before the first day of the period (`inactiveDays`, 365 by default) counts as new again.',
      formula: countEntities(
        'newLogos',
        'parentAccount',
        [count('won', won), 'above', 0],
        [count('wonLately', wonLately), 'equals', 0],
      ),
      examples: [{ given: { newLogos: 14 }, expected: '14' }],
    },
    'first-order': {
      differs:
        'Companies whose first order falls in the period, by the date of the order, instead of the first won deal.',
      formula: countEntities(
        'newLogos',
        'parentAccount',
        [count('orders', purchases), 'above', 0],
        [count('ordersBefore', purchasesBefore), 'equals', 0],
      ),
      examples: [{ given: { newLogos: 11 }, expected: '11' }],
    },
    'first-payment': {
      differs: 'Companies whose first payment came in during the period, by the date on which an order was paid.',
      formula: countEntities(
        'newLogos',
        'parentAccount',
        [count('paid', paid), 'above', 0],
        [count('paidBefore', paidBefore), 'equals', 0],
      ),
      examples: [{ given: { newLogos: 9 }, expected: '9' }],
    },
    'segment-left-out': {
      differs: 'Without the companies of one segment (`segment`, "smb" by default), that of the account at their top.',
      formula: countEntities(
        'newLogos',
        'parentAccount',
        [count('won', won), 'above', 0],
        [count('wonBefore', wonBefore), 'equals', 0],
        [count('ofSegment', ofSegment), 'equals', 0],
      ),
      examples: [{ given: { newLogos: 8 }, expected: '8' }],
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
    'Without `parentId` two accounts of one company are two customers.',
    'A filter narrows the deals before the period too: a company won before by another team is new to this one.',
  ],
});

const customersEver = records('orders', before('end', 'orderedOn'), compares('amount', 'above', 0));

/**
 * Share of the customers of the period who had bought before it: returning / customers.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nobody bought.
 */
export const returnCustomerRate = defineEntry({
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
