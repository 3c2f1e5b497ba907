import { count, sum } from '../expression/aggregate.ts';
import {
  constant,
  countEntities,
  divide,
  foldEntities,
  type Having,
  inTrailing,
  minus,
  plus,
  power,
} from '../expression/arithmetic.ts';
import { always, before, records } from '../expression/recordSet.ts';
import { exprimereRetention, finmarkLtv, navigatorChurn, pitchKitChurn, skokMetrics } from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { isClosingCustomer, isOpeningCustomer, revenueAtEnd, revenueAtStart } from './recurringRevenue.ts';

const monthsOfYear = constant(12, 'months');
const customersAtStart = countEntities('customersAtStart', 'account', isOpeningCustomer);
const customersAtEnd = countEntities('customersAtEnd', 'account', isClosingCustomer);
const recurring = foldEntities('recurring', 'account', 'sum', revenueAtEnd, isClosingCustomer);
const movementsBefore = records('subscriptions', before('start', 'effectiveOn'));
const isNewAccount: Having = [count('movementsBefore', movementsBefore), 'equals', 0];

/**
 * Monthly recurring revenue of an account at the end of the period: recurring / 12 / customersAtEnd.
 *
 * Unit: currency per month. Undefined (`no-denominator`) without an active account.
 */
export const arpa = defineEntry({
  id: 'arpa',
  name: 'Average revenue per account',
  question: 'What does an active account pay in a month?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'currency per month',
  better: 'higher',
  formula: divide(divide(recurring, monthsOfYear), customersAtEnd),
  counts:
    'Accounts with recurring revenue at the end of the period, or on the day of `asOf` where that is earlier: the sum of all their movements so far, by the date from which they hold, is above 0. The yearly revenue of these accounts over 12 is the monthly one (MRR).',
  undefinedWhen: 'No account is active at the end of the period.',
  variants: {
    'mean-of-period': {
      differs: 'The mean of start and end of the period, of the revenue as of the accounts, instead of the end alone.',
      formula: divide(
        divide(
          plus(foldEntities('recurringAtStart', 'account', 'sum', revenueAtStart, isOpeningCustomer), recurring),
          monthsOfYear,
        ),
        plus(customersAtStart, customersAtEnd),
      ),
      examples: [
        {
          given: { recurringAtStart: 108000, recurring: 132000, customersAtStart: 90, customersAtEnd: 110 },
          expected: '100',
        },
      ],
    },
    'new-accounts': {
      differs: 'Only accounts that are active at the end and whose first movement falls in the period.',
      formula: divide(
        divide(
          foldEntities('recurring', 'account', 'sum', revenueAtEnd, isClosingCustomer, isNewAccount),
          monthsOfYear,
        ),
        countEntities('newAccounts', 'account', isClosingCustomer, isNewAccount),
      ),
      examples: [{ given: { recurring: 18000, newAccounts: 20 }, expected: '75' }],
    },
    'per-user': {
      differs:
        'Per user instead of per account (ARPU): divides by the users of the active accounts, a number that accounts carry as the custom field `users`.',
      formula: divide(
        divide(recurring, monthsOfYear),
        foldEntities(
          'users',
          'account',
          'sum',
          sum('users', records('accounts', always()), 'attributes.users'),
          isClosingCustomer,
        ),
      ),
      examples: [{ given: { recurring: 120000, users: 500 }, expected: '20' }],
    },
  },
  examples: [
    { given: { recurring: 120000, customersAtEnd: 100 }, expected: '100' },
    { given: { recurring: 0, customersAtEnd: 0 }, expected: 'no-denominator' },
  ],
  sources: [finmarkLtv, skokMetrics],
  related: ['ltv', 'cac-payback-period', 'logo-churn-rate', 'average-contract-value'],
  pitfalls: [
    'It is a figure of the last day: one that is asked for a quarter is that of its end, not a mean.',
    'A few large accounts carry the mean: read it by segment.',
    'The movements must reach back to the first subscription: what is missing is missing from the revenue.',
    '`per-user` knows the users as the accounts have them now, not as they were.',
  ],
});

const lostCustomers = countEntities('lostCustomers', 'account', isOpeningCustomer, [revenueAtEnd, 'atMost', 0]);
const churnRate = divide(lostCustomers, customersAtStart);

/**
 * Share of the customers of the start who are gone at the end of the period: lostCustomers / customersAtStart.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) without a customer at the start.
 */
export const logoChurnRate = defineEntry({
  id: 'logo-churn-rate',
  name: 'Customer churn',
  question: 'Of the customers we had at the start of the period, what share did we lose in it?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'lower',
  formula: churnRate,
  counts:
    'Accounts with recurring revenue before the first day of the period; lost when they have none at its end, by the dates from which their movements hold. Who has left and come back within the period is not lost, and who keeps one of two subscriptions is not either.',
  undefinedWhen: 'There was no customer at the start of the period.',
  variants: {
    retention: {
      differs: 'The complement, customer retention: (customers at the end - new ones) / customers at the start.',
      formula: divide(
        minus(
          customersAtEnd,
          countEntities('newCustomers', 'account', isClosingCustomer, [revenueAtStart, 'atMost', 0]),
        ),
        customersAtStart,
      ),
      examples: [
        { given: { customersAtEnd: 210, newCustomers: 20, customersAtStart: 200 }, expected: '0.95' },
        { given: { customersAtEnd: 0, newCustomers: 0, customersAtStart: 0 }, expected: 'no-denominator' },
      ],
    },
    'mean-customers': {
      differs: 'Divides by the mean of the customers at the start and at the end.',
      formula: divide(lostCustomers, divide(plus(customersAtStart, customersAtEnd), 2)),
      examples: [{ given: { lostCustomers: 10, customersAtStart: 200, customersAtEnd: 300 }, expected: '0.04' }],
    },
    'annual-from-monthly': {
      differs: 'What the rate of the last month of the period would come to in a year: 1 - (1 - rate)^12.',
      formula: minus(1, power(minus(1, inTrailing(1, 'month', churnRate)), 12)),
      examples: [
        { given: { lostCustomers: 50, customersAtStart: 100 }, expected: '4095/4096' },
        { given: { lostCustomers: 0, customersAtStart: 100 }, expected: '0' },
      ],
    },
    'net-decrease': {
      differs:
        'A mistake to recognise: (customers at the start - customers at the end) / customers at the start, in which new customers hide the lost ones.',
      formula: divide(minus(customersAtStart, customersAtEnd), customersAtStart),
      examples: [{ given: { customersAtStart: 200, customersAtEnd: 210 }, expected: '-0.05' }],
    },
  },
  examples: [
    { given: { lostCustomers: 25, customersAtStart: 1000 }, expected: '0.025', source: pitchKitChurn },
    { given: { lostCustomers: 10, customersAtStart: 200 }, expected: '0.05', source: navigatorChurn },
    { given: { lostCustomers: 0, customersAtStart: 200 }, expected: '0' },
    { given: { lostCustomers: 0, customersAtStart: 0 }, expected: 'no-denominator' },
  ],
  sources: [navigatorChurn, pitchKitChurn, exprimereRetention],
  related: ['gross-revenue-retention', 'net-revenue-retention', 'ltv', 'new-logos'],
  pitfalls: [
    'It is a rate of the period: 5% of a month is 46% of a year, not 60%. Name the length with the number.',
    'Every customer counts the same: losing many small ones can cost little revenue, and the other way round.',
    'Customers won and lost within the period are in neither number.',
    'A contract that has ended counts from the day on which its churn holds: notices that were given are not seen before.',
  ],
});
