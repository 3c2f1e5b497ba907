import { sum } from '../expression/aggregate.ts';
import { divide, inTrailing, named, plus } from '../expression/arithmetic.ts';
import { is, isOneOf } from '../expression/condition.ts';
import { fallsIn, records } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { revenue } from './revenue.ts';
import { bookings } from './sales.ts';
import { accelerateCompensation, bentegaCompensation, worldAtWorkCost, zsCompensation } from './salesSources.ts';
import {
  earningsOfRamped,
  earningsOfRole,
  quotaForEarnings,
  quotaForVariablePay,
  quotaOfRamped,
  quotaOfRole,
  targetEarnings,
  targetVariablePay,
} from './targetPay.ts';

const salaries = records('expenses', fallsIn('spentOn'), is('category', 'sales'), is('kind', 'salary'));
const staffCosts = records(
  'expenses',
  fallsIn('spentOn'),
  is('category', 'sales'),
  isOneOf('kind', ['salary', 'management', 'pre-sales', 'benefits']),
);
const variablePay = sum('variablePay', records('commissions', fallsIn('earnedOn')), 'amount');
const compensation = named('compensation', plus(sum('basePay', salaries, 'amount'), variablePay));

/**
 * Pay of sales roles for each unit of revenue: (basePay + variablePay) / revenue.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) without revenue above 0.
 */
export const compensationCostOfSales = defineEntry({
  id: 'compensation-cost-of-sales',
  name: 'Compensation cost of sales',
  question: 'What share of the revenue goes to the pay of sales roles?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'lower',
  formula: divide(compensation, revenue, 'base-not-positive'),
  counts:
    'Base pay: expenses of the category sales and of kind `salary`, by the date they were spent. Variable pay: all lines of commission, bonuses included and clawbacks deducted, by the date they were earned, whenever they are paid. Revenue as `revenue` counts it, by the date of recognition.',
  undefinedWhen: 'There was no revenue in the period, or returns exceed it.',
  variants: {
    'of-bookings': {
      differs:
        'Over the value won in the period instead of the revenue: what sales sold, which pay follows more closely.',
      formula: divide(compensation, bookings, 'base-not-positive'),
      examples: [
        { given: { compensation: 150000, bookings: 2500000 }, expected: '0.06' },
        { given: { compensation: 150000, bookings: 0 }, expected: 'base-not-positive' },
      ],
    },
    'incentives-only': {
      differs: 'Only variable pay: base pay is left out.',
      formula: divide(variablePay, revenue, 'base-not-positive'),
      examples: [{ given: { variablePay: 60000, revenue: 3000000 }, expected: '0.02' }],
    },
    'fully-loaded': {
      differs:
        'Managers, pre-sales and benefits count as well: expenses of the category sales of the kinds `management`, `pre-sales` and `benefits`.',
      formula: divide(plus(sum('staffCosts', staffCosts, 'amount'), variablePay), revenue, 'base-not-positive'),
      examples: [{ given: { staffCosts: 180000, variablePay: 60000, revenue: 3000000 }, expected: '0.08' }],
    },
    target: {
      differs:
        'What the plan pays at full quota: yearly pay of the reps with a quota over their quotas of the 12 months that end with the period.',
      formula: inTrailing(12, 'month', divide(targetEarnings, quotaForEarnings, 'base-not-positive')),
      examples: [
        { given: { onTargetEarnings: 100000, quota: 600000 }, expected: '1/6', source: bentegaCompensation },
        { given: { onTargetEarnings: 0, quota: 0 }, expected: 'base-not-positive' },
      ],
    },
  },
  levels: [
    { value: '0.03', meaning: 'Lower end of the usual 3 to 9% of revenue.', source: zsCompensation },
    { value: '0.09', meaning: 'Upper end of the usual 3 to 9% of revenue.', source: zsCompensation },
  ],
  examples: [
    { given: { compensation: 150000, revenue: 3000000 }, expected: '0.05', source: accelerateCompensation },
    { given: { basePay: 90000, variablePay: 60000, revenue: 3000000 }, expected: '0.05' },
    { given: { compensation: 150000, revenue: 0 }, expected: 'base-not-positive' },
    { given: { compensation: 0, revenue: 3000000 }, expected: '0' },
  ],
  sources: [worldAtWorkCost, zsCompensation, accelerateCompensation],
  related: ['effective-commission-rate', 'quota-ote-ratio', 'revenue', 'bookings'],
  pitfalls: [
    'Say whose pay counts: managers, pre-sales and benefits can double it (`fully-loaded`).',
    'Commissions recorded among the expenses as well are no salary and do not count twice, as long as their kind is not `salary`.',
    'The revenue of a subscription comes years after the commission: a growing team looks dear. Compare `of-bookings`.',
    'A low figure can mean that the base of customers sells by itself, or that reps are about to leave.',
  ],
});

/**
 * Quota of a year for each unit of yearly pay at full quota: quota / onTargetEarnings.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no rep has both.
 */
export const quotaOteRatio = defineEntry({
  id: 'quota-ote-ratio',
  name: 'Quota to OTE',
  question: 'How many times the yearly pay at full quota must a rep sell in a year?',
  category: 'outcome',
  indicator: 'leading',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'depends',
  formula: inTrailing(12, 'month', divide(quotaForEarnings, targetEarnings)),
  counts:
    'Reps with a quota above 0 for bookings and with on-target earnings (OTE), who work here at the end of the period: the sum of their quotas over the sum of their yearly pay. Quotas are those whose whole span lies in the 12 months that end with the period: for a plan year, ask for that year. Reps without dates of employment count. For one role, use `by-role`.',
  undefinedWhen: 'No rep has both a quota and on-target earnings.',
  variants: {
    'by-role': {
      differs: 'Only reps of one role (`role`); without one, all who have a role.',
      formula: inTrailing(12, 'month', divide(quotaOfRole, earningsOfRole)),
      examples: [{ given: { quota: 600000, onTargetEarnings: 100000 }, expected: '6' }],
    },
    'to-variable-pay': {
      differs: 'Divides by the variable part of the pay: what is sold for each unit of incentive.',
      formula: inTrailing(12, 'month', divide(quotaForVariablePay, targetVariablePay)),
      examples: [{ given: { quota: 600000, targetVariablePay: 30000 }, expected: '20', source: bentegaCompensation }],
    },
    'fully-ramped': {
      differs:
        'Only reps who were past their ramp when the 12 months began (`rampMonths` of the rep, or else of the calculation: 6 months by default), so that no quota is reduced.',
      formula: inTrailing(12, 'month', divide(quotaOfRamped, earningsOfRamped)),
      examples: [{ given: { quota: 4800000, onTargetEarnings: 800000 }, expected: '6' }],
    },
  },
  examples: [
    { given: { quota: 600000, onTargetEarnings: 100000 }, expected: '6', source: bentegaCompensation },
    { given: { quota: 0, onTargetEarnings: 0 }, expected: 'no-denominator' },
  ],
  sources: [bentegaCompensation],
  related: ['compensation-cost-of-sales', 'effective-commission-rate', 'quota-attainment'],
  pitfalls: [
    'Pay is as it is recorded now, not as it was in the plan year.',
    'Who joined during the year has less than a year of quota against a year of pay: compare `fully-ramped`.',
    'A quota of a year that does not begin with the 12 months lies outside them and does not count: ask for the plan year.',
    'A high ratio is cheap until nobody reaches the quota: read it with `reps-at-quota-rate`.',
  ],
});
