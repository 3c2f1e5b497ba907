import { sum } from '../expression/aggregate.ts';
import { divide, inPreviousPeriod, inTrailing, minus, plus } from '../expression/arithmetic.ts';
import { type Condition, is, not } from '../expression/condition.ts';
import { type Anchor, fallsIn, type RecordSet, records } from '../expression/recordSet.ts';
import {
  baremetricsQuickRatio,
  firstOfficerQuickRatio,
  gitlabOperating,
  pitchKitQuickRatio,
  profitWellQuickRatio,
  saasBoardStandards,
} from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { churns, contractions, expansions, newMovements, reactivations, revenueAtEnd } from './recurringRevenue.ts';
import { freefallingArr } from './salesSources.ts';

const added = sum('new', newMovements, 'amount');
const expansion = sum('expansion', expansions, 'amount');
const contraction = sum('contraction', contractions, 'amount');
const churn = sum('churn', churns, 'amount');
const netNew = minus(minus(plus(added, expansion), contraction), churn);

/* @__NO_SIDE_EFFECTS__ */
function movedWhere(anchor: Anchor<'effectiveOn' | 'signedOn'>, ...where: readonly Condition<'type'>[]): typeof netNew {
  const ofKind = (kind: string): RecordSet<'subscriptions', never> =>
    records('subscriptions', anchor, is('kind', kind), ...where);
  return minus(
    minus(
      plus(sum('new', ofKind('new'), 'amount'), sum('expansion', ofKind('expansion'), 'amount')),
      sum('contraction', ofKind('contraction'), 'amount'),
    ),
    sum('churn', ofKind('churn'), 'amount'),
  );
}

const trueUps = records('orders', fallsIn('orderedOn'), is('type', 'true-up'));

/**
 * Change of the yearly recurring revenue by the movements of the period: new + expansion - contraction - churn.
 *
 * Unit: currency. Never undefined: no movement is 0.
 */
export const netNewArr = defineEntry({
  id: 'net-new-arr',
  name: 'Net new ARR',
  question: 'By how much did the yearly recurring revenue grow in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'higher',
  formula: netNew,
  counts:
    'Movements of subscriptions of kind new, expansion, contraction and churn, by the date from which they hold (live ARR). Reactivations are left out: see `with-reactivation`. Amounts are yearly, so a monthly contract counts with 12 times its month.',
  undefinedWhen: 'Never: no movement is 0.',
  variants: {
    contracted: {
      differs:
        'By the date of the signature (contracted ARR) instead of the date from which the movement holds; movements without one do not count.',
      formula: movedWhere(fallsIn('signedOn')),
      examples: [{ given: { new: 24000, expansion: 6000, contraction: 2000, churn: 3000 }, expected: '25000' }],
    },
    'with-reactivation': {
      differs: 'A customer who comes back counts as new.',
      formula: minus(
        minus(plus(plus(added, sum('reactivation', reactivations, 'amount')), expansion), contraction),
        churn,
      ),
      examples: [
        {
          given: { new: 20000, reactivation: 1000, expansion: 8000, contraction: 3000, churn: 5000 },
          expected: '21000',
        },
      ],
    },
    'with-true-ups': {
      differs:
        'A one-time true-up (an order of the type true-up) counts as recurring in the month of its order, a twelfth of it in the MRR of that month and 12 times that in the ARR: those of the last month of the period come in, those of the month before the period go out.',
      formula: minus(
        plus(netNew, inTrailing(1, 'month', sum('trueUps', trueUps, 'amount'))),
        inPreviousPeriod(inTrailing(1, 'month', sum('earlierTrueUps', trueUps, 'amount'))),
      ),
      examples: [
        {
          given: { new: 20000, expansion: 8000, contraction: 3000, churn: 5000, trueUps: 2400, earlierTrueUps: 1200 },
          expected: '21200',
        },
      ],
    },
    'without-monthly-contracts': {
      differs:
        'Only contracts that run for a year or longer: movements of the type monthly are left out, although 12 times their month is in ARR = MRR x 12.',
      formula: movedWhere(fallsIn('effectiveOn'), not(is('type', 'monthly'))),
      examples: [{ given: { new: 18000, expansion: 8000, contraction: 3000, churn: 5000 }, expected: '18000' }],
    },
    'closing-arr': {
      differs:
        'The stock instead of its change: the yearly recurring revenue of all movements up to the end of the period.',
      formula: revenueAtEnd,
      examples: [{ given: { gainedSoFar: 2250, lostSoFar: 0 }, expected: '2250', source: freefallingArr }],
    },
  },
  examples: [
    { given: { new: 20000, expansion: 8000, contraction: 3000, churn: 5000 }, expected: '20000' },
    { given: { new: 1000, expansion: 0, contraction: 500, churn: 2500 }, expected: '-2000' },
    { given: { new: 0, expansion: 0, contraction: 0, churn: 0 }, expected: '0' },
  ],
  sources: [gitlabOperating, saasBoardStandards],
  related: ['quick-ratio', 'net-revenue-retention', 'sales-efficiency', 'magic-number'],
  pitfalls: [
    'It is yearly already: an ARR change of a quarter times 4 is annualised twice.',
    'Without reactivations it differs from the change of `closing-arr` by what came back.',
    'Contracted and live ARR part by everything that is signed and has not begun.',
    'One-time fees and usage are no movements of subscriptions.',
  ],
});

const gains = plus(added, expansion);
const losses = plus(contraction, churn);

/**
 * Recurring revenue gained for each unit lost: (new + expansion) / (contraction + churn).
 *
 * Unit: fraction of one. Undefined (`unbounded`) when revenue was gained and none lost, (`no-denominator`) when nothing moved.
 */
export const quickRatio = defineEntry({
  id: 'quick-ratio',
  name: 'SaaS quick ratio',
  question: 'How much recurring revenue did we gain for each unit that we lost?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(gains, losses, 'unbounded'),
  counts:
    'Movements of subscriptions of kind new and expansion against those of kind contraction and churn, by the date from which they hold. Yearly and monthly amounts give the same ratio. Reactivations are left out: see `with-reactivation`.',
  undefinedWhen: 'Nothing was lost: unbounded when something was gained, without a base when nothing was.',
  variants: {
    'with-reactivation': {
      differs: 'What customers who came back pay counts as gained.',
      formula: divide(plus(gains, sum('reactivation', reactivations, 'amount')), losses, 'unbounded'),
      examples: [
        {
          given: { new: 20000, expansion: 8000, reactivation: 4000, contraction: 3000, churn: 5000 },
          expected: '4',
        },
      ],
    },
    'growth-to-new': {
      differs:
        'The share of what was gained that stayed: (new + expansion - contraction - churn) / (new + expansion), which has a value without losses.',
      formula: divide(minus(gains, losses), gains),
      examples: [
        { given: { new: 20000, expansion: 8000, contraction: 3000, churn: 5000 }, expected: '5/7' },
        { given: { new: 20000, expansion: 8000, contraction: 0, churn: 0 }, expected: '1' },
        { given: { new: 0, expansion: 0, contraction: 0, churn: 100 }, expected: 'no-denominator' },
      ],
    },
  },
  levels: [{ value: '4', meaning: 'At least 4 is the usual target.', source: profitWellQuickRatio }],
  examples: [
    {
      given: { new: 20000, expansion: 8000, contraction: 3000, churn: 5000 },
      expected: '3.5',
      source: pitchKitQuickRatio,
    },
    { given: { new: 24000, expansion: 0, contraction: 0, churn: 4000 }, expected: '6', source: profitWellQuickRatio },
    { given: { new: 0, expansion: 0, contraction: 0, churn: 4000 }, expected: '0' },
    { given: { new: 24000, expansion: 0, contraction: 0, churn: 0 }, expected: 'unbounded' },
    { given: { new: 0, expansion: 0, contraction: 0, churn: 0 }, expected: 'no-denominator' },
  ],
  sources: [profitWellQuickRatio, baremetricsQuickRatio, firstOfficerQuickRatio],
  related: ['net-new-arr', 'gross-revenue-retention'],
  pitfalls: [
    'A fast grower has a high ratio whatever it loses: read it beside `gross-revenue-retention`.',
    'With few movements one churn decides it: ask for a quarter or a year, not for a month.',
  ],
});
