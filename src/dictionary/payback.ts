import { sum } from '../expression/aggregate.ts';
import { constant, countEntities, divide, inTrailing, minus, named, plus, times } from '../expression/arithmetic.ts';
import { cac } from './acquisition.ts';
import {
  calcSimplerPayback,
  himodusEfficiency,
  mrrCanvasPayback,
  orbPayback,
  partnerStandardPayback,
  saasCfoPayback,
  scoutMyToolPayback,
  smartCloudLifetime,
  unionSquareIndex,
} from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { monthlyChurn } from './lifetime.ts';
import { spend } from './recordSets.ts';
import { arpa } from './recurring.ts';
import { netNewArr } from './recurringArr.ts';
import { expansions, isClosingCustomer, newMovements } from './recurringRevenue.ts';
import { grossMargin } from './revenue.ts';

const spent = sum('spend', spend, 'amount');
const monthsOfYear = constant(12, 'months');
const arpaOfNew = arpa.variants['new-accounts'];
/** What customers came to pay more in a month, for each account that pays at the end, as `arpa` counts them. */
const expansionPerAccount = named(
  'expansionPerAccount',
  divide(
    divide(sum('expansion', expansions, 'amount'), monthsOfYear),
    countEntities('customersAtEnd', 'account', isClosingCustomer),
  ),
);

/**
 * Months until the gross profit of a new customer has paid for winning it: cac / (arpa of new accounts x gross margin).
 *
 * Unit: months. Undefined (`base-not-positive`) where there is no gross profit, and where one of the three is undefined.
 */
export const cacPaybackPeriod = defineEntry({
  id: 'cac-payback-period',
  name: 'CAC payback',
  question: 'After how many months has a new customer paid back what it cost to win it?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'months',
  better: 'lower',
  formula: divide(cac, times(arpaOfNew, grossMargin), 'base-not-positive'),
  counts:
    'Customers won in the period: what they cost (`cac`), and what those of them with a subscription pay in a month (`arpa/new-accounts`) times the gross margin of the period (`gross-margin`).',
  undefinedWhen:
    'The gross margin is not above 0, or there is no revenue to take it of; no customer was won, or none of the accounts of the end is new.',
  variants: {
    'without-margin': {
      differs: 'Counts revenue instead of gross profit: shorter than it takes to be paid back.',
      formula: divide(cac, arpaOfNew, 'base-not-positive'),
      examples: [
        { given: { cac: 1000, 'arpa/new-accounts': 100 }, expected: '10', source: partnerStandardPayback },
        { given: { cac: 1000, 'arpa/new-accounts': 0 }, expected: 'base-not-positive' },
      ],
    },
    'by-new-revenue': {
      differs:
        'Divides the whole spend by the new monthly recurring revenue (a twelfth of the yearly) times the margin, without counting customers.',
      formula: divide(
        spent,
        times(divide(sum('new', newMovements, 'amount'), monthsOfYear), grossMargin),
        'base-not-positive',
      ),
      examples: [
        { given: { spend: 5000000, new: 10000000, 'gross-margin': '0.8' }, expected: '7.5', source: himodusEfficiency },
        { given: { spend: 5000000, new: 0, 'gross-margin': '0.8' }, expected: 'base-not-positive' },
      ],
    },
    'by-net-new-revenue': {
      differs:
        'A mistake to recognise: as `by-new-revenue` with net new revenue, which mixes the losses of old customers into what new ones pay.',
      formula: divide(spent, times(divide(netNewArr, monthsOfYear), grossMargin), 'base-not-positive'),
      examples: [
        { given: { spend: 5000000, 'net-new-arr': 6000000, 'gross-margin': '0.8' }, expected: '12.5' },
        { given: { spend: 5000000, 'net-new-arr': -1, 'gross-margin': '0.8' }, expected: 'base-not-positive' },
      ],
    },
    'churn-adjusted': {
      differs:
        'Counts the gross profit of a month only for the share of customers who stay through it: times (1 - monthly churn), as calculators publish it.',
      formula: divide(cac, times(times(arpaOfNew, grossMargin), minus(1, monthlyChurn)), 'base-not-positive'),
      examples: [
        {
          given: { cac: 300, 'arpa/new-accounts': 50, 'gross-margin': '0.8', monthlyChurn: '0.04' },
          expected: '7.8125',
        },
        {
          given: { cac: 11500, 'arpa/new-accounts': 1450, 'gross-margin': '0.82', monthlyChurn: '0.025' },
          expected: '460000/46371',
          source: calcSimplerPayback,
        },
        {
          given: { cac: 300, 'arpa/new-accounts': 50, 'gross-margin': '0.8', monthlyChurn: 1 },
          expected: 'base-not-positive',
        },
      ],
    },
    'with-expansion': {
      differs:
        'Adds to what a new account pays what customers came to pay more in the period, by the accounts of its end, and takes both times the margin.',
      formula: divide(cac, times(plus(arpaOfNew, expansionPerAccount), grossMargin), 'base-not-positive'),
      examples: [
        {
          given: { cac: 600, 'arpa/new-accounts': 120, expansionPerAccount: 5, 'gross-margin': '0.8' },
          expected: '6',
        },
      ],
    },
    'expansion-without-margin': {
      differs: 'A mistake to recognise: as `with-expansion`, but the expansion is taken as if it cost nothing.',
      formula: divide(cac, plus(times(arpaOfNew, grossMargin), expansionPerAccount), 'base-not-positive'),
      examples: [
        {
          given: { cac: 600, 'arpa/new-accounts': 120, expansionPerAccount: 5, 'gross-margin': '0.8' },
          expected: '600/101',
        },
      ],
    },
    'annual-margin': {
      differs: 'Takes the gross margin of the 12 months that end with the period, which one quarter moves less.',
      formula: divide(cac, times(arpaOfNew, inTrailing(12, 'month', grossMargin)), 'base-not-positive'),
      examples: [{ given: { cac: 600, 'arpa/new-accounts': 120, 'gross-margin': '0.8' }, expected: '6.25' }],
    },
  },
  levels: [{ value: '12', meaning: 'Below it a customer pays back within a year.', source: mrrCanvasPayback }],
  examples: [
    {
      given: { cac: 300, 'arpa/new-accounts': 50, 'gross-margin': '0.8' },
      expected: '7.5',
      source: smartCloudLifetime,
    },
    {
      given: { cac: 200, 'arpa/new-accounts': 50, 'gross-margin': '0.75' },
      expected: '16/3',
      source: scoutMyToolPayback,
    },
    { given: { cac: 0, 'arpa/new-accounts': 50, 'gross-margin': '0.75' }, expected: '0' },
    { given: { cac: 300, 'arpa/new-accounts': 50, 'gross-margin': '-0.1' }, expected: 'base-not-positive' },
    { given: { cac: 300, 'arpa/new-accounts': 0, 'gross-margin': '0.8' }, expected: 'base-not-positive' },
    {
      given: { spend: 5000, 'new-logos': 0, 'arpa/new-accounts': 50, 'gross-margin': '0.8' },
      expected: 'unbounded',
    },
    {
      given: { cac: 300, recurring: 0, newAccounts: 0, 'gross-margin': '0.8' },
      expected: 'no-denominator',
    },
  ],
  sources: [saasCfoPayback, orbPayback, unionSquareIndex],
  related: ['cac', 'arpa', 'gross-margin', 'ltv-cac-ratio'],
  pitfalls: [
    'The margin multiplies what a customer pays, it does not divide: `cac / arpa * margin` read from left to right is another number.',
    'What a customer costs is counted by company, what it pays by account: where companies have several accounts with a subscription, take `cac/per-account` to compare like with like.',
    'Customers of the deals won and accounts of the subscriptions must be the same: a deal whose subscription begins after the period has a cost and pays nothing yet.',
    'Expansion has a cost as well: one page added it without the margin and came to 5.81 months instead of 6.',
    'Prepaid years do not pay back sooner by this figure: it counts revenue, not cash.',
    '`churn-adjusted` takes one month of churn off every month. Customers become fewer with each, so that payback takes longer, and never comes where cost times churn is more than what a month brings.',
  ],
});
