import { count, sum } from '../expression/aggregate.ts';
import {
  countPeriods,
  divide,
  foldEntities,
  foldPeriods,
  greaterOf,
  type Having,
  inTrailing,
  minus,
  named,
  plus,
} from '../expression/arithmetic.ts';
import { all, any, compares, field, is, isOneOf, isPresent, not } from '../expression/condition.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { countsBookings } from './recordSets.ts';
import { bentegaCompensation, carvdErrors, paletteCompensation, prowiAttainment } from './salesSources.ts';
import { quotaForVariablePay, targetVariablePay } from './targetPay.ts';

// Only lines that name the sales they were earned with, so that both sides of the rate are of the same lines.
const isCommission = all(not(isOneOf('kind', ['bonus', 'clawback', 'other'])), isPresent('creditedAmount'));
const commissions = records('commissions', fallsIn('earnedOn'), isCommission);
const withClawbacks = records('commissions', fallsIn('earnedOn'), any(isCommission, is('kind', 'clawback')));
const paidCommissions = records('commissions', fallsIn('paidOn'), isCommission, isPresent('paidAmount'));
const credits = records('credits', fallsIn('creditedOn'), countsBookings);
const earned = sum('earned', commissions, 'amount');

/**
 * Commission for each unit of credited sales: earned / credited.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) without credited sales above 0.
 */
export const effectiveCommissionRate = defineEntry({
  id: 'effective-commission-rate',
  name: 'Effective commission rate',
  question: 'What share of the credited sales was earned as commission?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'depends',
  formula: divide(earned, sum('credited', commissions, 'creditedAmount'), 'base-not-positive'),
  counts:
    'Lines of commission, by the date they were earned, which is that of the credit: what they come to, and the sales credited on the same lines. Bonuses, clawbacks and lines that name no sales are left out.',
  undefinedWhen: 'No sales were credited, or what was taken back exceeds them.',
  variants: {
    'target-rate': {
      differs:
        'What the plan pays at full quota: variable pay of a year of the reps with a quota over their quotas of the 12 months that end with the period.',
      formula: inTrailing(12, 'month', divide(targetVariablePay, quotaForVariablePay, 'base-not-positive')),
      examples: [
        { given: { targetVariablePay: 30000, quota: 600000 }, expected: '0.05', source: bentegaCompensation },
        { given: { targetVariablePay: 0, quota: 0 }, expected: 'base-not-positive' },
      ],
    },
    paid: {
      differs: 'What was paid instead of what was earned, for lines paid in the period.',
      formula: divide(
        sum('paid', paidCommissions, 'paidAmount'),
        sum('credited', paidCommissions, 'creditedAmount'),
        'base-not-positive',
      ),
      examples: [{ given: { paid: 15000, credited: 300000 }, expected: '0.05' }],
    },
    'net-of-clawback': {
      differs: 'Clawbacks are deducted, and so are the sales that their lines take back.',
      formula: divide(
        sum('earned', withClawbacks, 'amount'),
        sum('credited', withClawbacks, 'creditedAmount'),
        'base-not-positive',
      ),
      examples: [{ given: { earned: 17000, credited: 300000 }, expected: '17/300' }],
    },
    'of-quota-credit': {
      differs:
        'Divides by the lines of quota credit for bookings of the period, by their own date, instead of the sales named on the lines of commission.',
      formula: divide(earned, sum('credited', credits, 'amount'), 'base-not-positive'),
      examples: [{ given: { earned: 19375, credited: 387500 }, expected: '0.05' }],
    },
  },
  examples: [
    { given: { earned: 19375, credited: 325000 }, expected: '31/520', source: prowiAttainment },
    { given: { earned: 0, credited: 325000 }, expected: '0' },
    { given: { earned: 0, credited: 0 }, expected: 'base-not-positive' },
    { given: { earned: 500, credited: -10000 }, expected: 'base-not-positive' },
  ],
  sources: [bentegaCompensation, prowiAttainment, paletteCompensation],
  related: ['compensation-cost-of-sales', 'commission-error-rate', 'quota-ote-ratio', 'quota-attainment'],
  pitfalls: [
    'Tiers make it move with attainment: where each rate holds inside its band only (marginal) one rep came to 5.96% of 325,000; where a higher tier holds for all sales (retroactive) the same rep has more.',
    'Sales credited to several people count once for each of them: splits do not change the rate, overlays lower it.',
    'Two lines for one sale, such as a commission and its accelerator, name the sale twice unless the second names no sales; then it is left out altogether.',
  ],
});

const checked = records('commissions', fallsIn('paidOn'), isPresent('paidAmount'), isPresent('correctAmount'));
const paidLines = records('commissions', fallsIn('paidOn'));
const overpaidLines = restrictedTo(checked, compares('paidAmount', 'above', field('correctAmount')));
const underpaidLines = restrictedTo(checked, compares('paidAmount', 'below', field('correctAmount')));
const wrongLines = restrictedTo(checked, not(compares('paidAmount', 'equals', field('correctAmount'))));
const paid = sum('paid', checked, 'paidAmount');
const correct = sum('correct', checked, 'correctAmount');
/** How far the lines are off, those with too much and those with too little added up. */
const errors = plus(
  named(
    'overpaid',
    minus(sum('paidTooMuch', overpaidLines, 'paidAmount'), sum('dueOfIt', overpaidLines, 'correctAmount')),
  ),
  named(
    'underpaid',
    minus(sum('dueInFull', underpaidLines, 'correctAmount'), sum('paidOfIt', underpaidLines, 'paidAmount')),
  ),
);

/** Number of payouts, each to one rep on one day. */
/* @__NO_SIDE_EFFECTS__ */
function payouts<Name extends string>(name: Name, having: Having): ReturnType<typeof foldEntities<Name>> {
  return foldEntities(name, 'owner', 'sum', countPeriods('payouts', 'day', having));
}

/**
 * Commission paid too much or too little for each unit that was due: errors / correct.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) when nothing was due.
 */
export const commissionErrorRate = defineEntry({
  id: 'commission-error-rate',
  name: 'Commission error rate',
  question: 'What share of the commission due was paid too much or too little?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'lower',
  formula: divide(named('errors', errors), correct, 'base-not-positive'),
  counts:
    'Lines of commission that were checked (with `correctAmount`) and paid, by the date they were paid, which is that of the run. The error is taken line by line: paid less correct, or correct less paid, so that too much on one line does not make up for too little on another.',
  undefinedWhen: 'Nothing was due in the runs of the period.',
  variants: {
    'per-payout': {
      differs:
        'Takes the error of each payout, which is what one rep gets on one day, instead of each line: within a payout too much and too little cancel.',
      formula: divide(
        foldEntities(
          'errors',
          'owner',
          'sum',
          foldPeriods('errorsOfRuns', 'day', 'sum', greaterOf(minus(paid, correct), minus(correct, paid))),
        ),
        correct,
        'base-not-positive',
      ),
      examples: [{ given: { errors: 4000, correct: 100000 }, expected: '0.04' }],
    },
    statements: {
      differs:
        'Counts payouts with a line that is wrong among all that were checked; a payout is what one rep gets on one day.',
      formula: divide(
        payouts('wrongPayouts', [count('wrongLines', wrongLines), 'above', 0]),
        payouts('checkedPayouts', [count('checked', checked), 'above', 0]),
      ),
      examples: [
        { given: { wrongPayouts: 3, checkedPayouts: 60 }, expected: '0.05' },
        { given: { wrongPayouts: 0, checkedPayouts: 0 }, expected: 'no-denominator' },
      ],
    },
    net: {
      differs:
        'A mistake to recognise: paid less correct in total, where what is too much and what is too little cancel.',
      formula: divide(minus(paid, correct), correct, 'base-not-positive'),
      examples: [
        { given: { paid: 99000, correct: 100000 }, expected: '-0.01' },
        { given: { paid: 0, correct: 0 }, expected: 'base-not-positive' },
      ],
    },
    disputed: {
      differs: 'Counts payouts with a line that the rep disputes, among all payouts, checked or not.',
      formula: divide(
        payouts('disputedPayouts', [count('disputed', restrictedTo(paidLines, is('disputed', true))), 'above', 0]),
        payouts('allPayouts', [count('paidLines', paidLines), 'above', 0]),
      ),
      examples: [
        { given: { disputedPayouts: 2, allPayouts: 80 }, expected: '0.025' },
        { given: { disputedPayouts: 0, allPayouts: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { errors: 5000, correct: 100000 }, expected: '0.05' },
    { given: { overpaid: 2000, underpaid: 3000, correct: 100000 }, expected: '0.05' },
    { given: { errors: 0, correct: 100000 }, expected: '0' },
    { given: { errors: 0, correct: 0 }, expected: 'base-not-positive' },
    { given: { errors: 200, correct: -200 }, expected: 'base-not-positive' },
  ],
  sources: [carvdErrors],
  related: ['effective-commission-rate', 'compensation-cost-of-sales'],
  pitfalls: [
    'Accuracy "near 0%" means this rate: 5% of errors is 95% of accuracy.',
    'It knows the errors that were looked for: lines without a correct amount are left out, so a check of suspicious lines only overstates it.',
    'What was due and never paid belongs to no run and is not seen.',
    'An error mended in a later run counts there as another, and so does a line that takes back what another paid too much.',
    'Netted over all reps the figure can be 0 while every statement is wrong: see `net`.',
  ],
});
