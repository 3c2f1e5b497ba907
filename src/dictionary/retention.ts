import { sum } from '../expression/aggregate.ts';
import {
  constant,
  divide,
  foldEntities,
  foldPeriods,
  greaterOf,
  inTrailing,
  lesserOf,
  minus,
  plus,
} from '../expression/arithmetic.ts';
import { is, not } from '../expression/condition.ts';
import type { Expression } from '../expression/expression.ts';
import { restrictedTo } from '../expression/recordSet.ts';
import {
  baremetricsRetention,
  navigatorChurn,
  notionTemplates,
  ormRetention,
  pulseRetention,
  saasBoardRetention,
  saasBoardStandards,
} from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { gitlabIndex } from './funnelSources.ts';
import { dueRenewals, renewedWhenDue } from './recordSets.ts';
import {
  churns,
  contractions,
  expansions,
  isOpeningCustomer,
  revenueAtEnd,
  revenueAtStart,
} from './recurringRevenue.ts';
import { gitlabSheet } from './salesSources.ts';

const start = foldEntities('start', 'account', 'sum', revenueAtStart, isOpeningCustomer);
const end = foldEntities('end', 'account', 'sum', revenueAtEnd, isOpeningCustomer);
const expansion = expansionOf(expansions);
const losses = lossesAfter(expansions);
const retention = divide(
  minus(minus(plus(start, expansion), losses.contraction), losses.churn),
  start,
  'base-not-positive',
);

/* @__NO_SIDE_EFFECTS__ */
function expansionOf(counted: typeof expansions): Expression<'expansion'> {
  return foldEntities('expansion', 'account', 'sum', sum('expanded', counted, 'amount'), isOpeningCustomer);
}

/**
 * An account cannot lose more of the base than it had there and added by the expansion that counts. What it loses beyond that came by a
 * return, a further new subscription or another expansion, which the formula does not count as a gain.
 */
/* @__NO_SIDE_EFFECTS__ */
function lossesAfter(counted: typeof expansions): {
  readonly churn: Expression<'churn'>;
  readonly contraction: Expression<'contraction'>;
} {
  const losable = plus(revenueAtStart, sum('expanded', counted, 'amount'));
  const churnOfAccount = lesserOf(sum('churned', churns, 'amount'), losable);
  const contractionOfAccount = lesserOf(sum('contracted', contractions, 'amount'), minus(losable, churnOfAccount));
  return {
    churn: foldEntities('churn', 'account', 'sum', churnOfAccount, isOpeningCustomer),
    contraction: foldEntities('contraction', 'account', 'sum', contractionOfAccount, isOpeningCustomer),
  };
}

const chosenExpansions = restrictedTo(expansions, not(is('type', 'escalator')));
const lossesOfChosen = lossesAfter(chosenExpansions);

/**
 * Recurring revenue kept and grown with the customers of 12 months ago: (start + expansion - contraction - churn) / start.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) without recurring revenue at the start.
 */
export const netRevenueRetention = defineEntry({
  id: 'net-revenue-retention',
  name: 'Net revenue retention',
  question: 'What has become of the recurring revenue we had with our customers 12 months ago?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: inTrailing(12, 'month', retention),
  counts:
    'Accounts with recurring revenue at the start of the 12 months that end with the period, and their movements of kind expansion, contraction and churn since, by the date from which they hold. The losses of an account, churn before contraction, count at most what it had at the start plus its expansion, so that losing again what came by a return is no second loss. Customers won since do not count.',
  undefinedWhen: 'There was no recurring revenue 12 months before the end of the period.',
  variants: {
    'over-the-period': {
      differs: 'Over the period itself instead of 12 months: for a month it is the monthly rate.',
      formula: retention,
      examples: [{ given: { start: 100000, expansion: 2000, contraction: 500, churn: 500 }, expected: '1.01' }],
    },
    'closing-over-opening': {
      differs:
        'What the same customers pay at the end / at the start: reactivations and further new subscriptions of theirs count too.',
      formula: inTrailing(12, 'month', divide(end, start, 'base-not-positive')),
      examples: [
        { given: { start: 10000000, end: 10300000 }, expected: '1.03' },
        { given: { start: 0, end: 0 }, expected: 'base-not-positive' },
      ],
    },
    'without-contraction': {
      differs: 'Contraction is left out, as several templates do; right only where it is recorded as churn.',
      formula: inTrailing(12, 'month', divide(minus(plus(start, expansion), losses.churn), start, 'base-not-positive')),
      examples: [
        { given: { start: 100000, expansion: 15000, churn: 8000 }, expected: '1.07', source: notionTemplates },
      ],
    },
    'all-expansion': {
      differs:
        'A mistake to recognise: the expansion of customers won since is let in, so growth passes for retention.',
      formula: inTrailing(
        12,
        'month',
        divide(
          minus(minus(plus(start, sum('expansion', expansions, 'amount')), losses.contraction), losses.churn),
          start,
          'base-not-positive',
        ),
      ),
      examples: [{ given: { start: 100000, expansion: 30000, contraction: 2000, churn: 8000 }, expected: '1.2' }],
    },
    'compounded-months': {
      differs:
        'The product of the rates of the last 12 months, each on the customers of its own start: customers won since count from the month after on.',
      formula: inTrailing(12, 'month', foldPeriods('compounded', 'month', 'product', retention)),
      examples: [{ given: { compounded: '1.0201' }, expected: '1.0201' }],
    },
    'without-escalators': {
      differs:
        'Price rises agreed in the contract (expansion of the type escalator) do not count: they are no success of the period.',
      formula: inTrailing(
        12,
        'month',
        divide(
          minus(minus(plus(start, expansionOf(chosenExpansions)), lossesOfChosen.contraction), lossesOfChosen.churn),
          start,
          'base-not-positive',
        ),
      ),
      examples: [{ given: { start: 100000, expansion: 9000, contraction: 2000, churn: 8000 }, expected: '0.99' }],
    },
    'up-for-renewal': {
      differs:
        'Only contracts due for renewal in the 12 months: the yearly value at which they were renewed / their yearly value before, read from the renewal opportunities.',
      formula: inTrailing(
        12,
        'month',
        divide(
          sum('renewedValue', renewedWhenDue, 'recurringAmount'),
          sum('dueValue', dueRenewals, 'renewalBaseAmount'),
          'base-not-positive',
        ),
      ),
      examples: [
        { given: { renewedValue: 450000, dueValue: 500000 }, expected: '0.9' },
        { given: { renewedValue: 0, dueValue: 0 }, expected: 'base-not-positive' },
      ],
    },
  },
  examples: [
    {
      given: { start: 10000000, expansion: 1800000, contraction: 600000, churn: 900000 },
      expected: '1.03',
      source: pulseRetention,
    },
    { given: { start: 100000, expansion: 0, contraction: 0, churn: 100000 }, expected: '0' },
    { given: { start: 0, expansion: 0, contraction: 0, churn: 0 }, expected: 'base-not-positive' },
  ],
  sources: [saasBoardStandards, pulseRetention, baremetricsRetention, gitlabSheet],
  related: ['gross-revenue-retention', 'logo-churn-rate', 'renewal-rate', 'net-new-arr'],
  pitfalls: [
    'Above 1 it can hide many lost customers behind a few that grow.',
    'A customer who left and came back within the 12 months counts as churned, yet what is added after the return counts as expansion, and what the customer loses of it as a loss, up to that bound: see `closing-over-opening`.',
    'The movements must reach back to the first subscription: what is missing before the start is missing from the base.',
  ],
});

const kept = foldEntities('kept', 'account', 'sum', lesserOf(revenueAtStart, revenueAtEnd), isOpeningCustomer);
const lostRevenue = foldEntities(
  'lostRevenue',
  'account',
  'sum',
  greaterOf(minus(revenueAtStart, revenueAtEnd), constant(0, 'currency')),
  isOpeningCustomer,
);

/**
 * Recurring revenue kept from the customers of 12 months ago, without any growth: the smaller of end and start of each / start.
 *
 * Unit: fraction of one, at most 1. Undefined (`base-not-positive`) without recurring revenue at the start.
 */
export const grossRevenueRetention = defineEntry({
  id: 'gross-revenue-retention',
  name: 'Gross revenue retention',
  question: 'What share of the recurring revenue we had 12 months ago do we still have with the same customers?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: inTrailing(12, 'month', divide(kept, start, 'base-not-positive')),
  counts:
    'Accounts with recurring revenue at the start of the 12 months that end with the period. Of each the smaller of what it pays at the end and what it paid at the start counts, by the dates from which the movements hold: growth of one cannot hide the loss of another.',
  undefinedWhen: 'There was no recurring revenue 12 months before the end of the period.',
  variants: {
    aggregated: {
      differs:
        'From sums of movements: (start - contraction - churn) / start. A loss counts even where the same customer has added more.',
      formula: inTrailing(
        12,
        'month',
        divide(minus(minus(start, losses.contraction), losses.churn), start, 'base-not-positive'),
      ),
      examples: [
        {
          given: { start: 10000000, contraction: 600000, churn: 900000 },
          expected: '0.85',
          source: pulseRetention,
        },
      ],
    },
    'revenue-churn': {
      differs: 'The complement, revenue churn: what the customers of the start pay less at the end / start.',
      formula: inTrailing(12, 'month', divide(lostRevenue, start, 'base-not-positive')),
      examples: [
        { given: { lostRevenue: 55000, start: 500000 }, expected: '0.11', source: navigatorChurn },
        { given: { lostRevenue: 0, start: 500000 }, expected: '0' },
      ],
    },
    'over-the-period': {
      differs: 'Over the period itself instead of 12 months: for a month it is the monthly rate.',
      formula: divide(kept, start, 'base-not-positive'),
      examples: [{ given: { kept: 98000, start: 100000 }, expected: '0.98' }],
    },
  },
  levels: [{ value: '0.9', meaning: 'Above 0.9 is the target of GitLab.', source: gitlabIndex }],
  examples: [
    { given: { kept: 8500000, start: 10000000 }, expected: '0.85', source: pulseRetention },
    { given: { kept: 0, start: 100000 }, expected: '0' },
    { given: { kept: 0, start: 0 }, expected: 'base-not-positive' },
  ],
  sources: [saasBoardRetention, ormRetention, pulseRetention],
  related: ['net-revenue-retention', 'logo-churn-rate', 'renewal-rate'],
  pitfalls: [
    'A customer who shrank and grew back within the 12 months has lost nothing here; `aggregated` counts the loss.',
    'An account whose recorded losses exceed its revenue pays less than nothing here and pulls the figure down: mend the movements.',
    'The movements must reach back to the first subscription: what is missing before the start is missing from the base.',
  ],
});
