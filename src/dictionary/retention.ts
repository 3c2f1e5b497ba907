import { sum } from '../expression/aggregate.ts';
import { divide, foldEntities, type Having, inTrailing, lesserOf, minus, plus } from '../expression/arithmetic.ts';
import { is, isOneOf } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { before, fallsIn, records } from '../expression/recordSet.ts';
import {
  baremetricsRetention,
  gitlabSheet,
  notionTemplates,
  pulseRetention,
  saasBoardStandards,
} from './publishedSources.ts';

const gains = isOneOf('kind', ['new', 'expansion', 'reactivation']);
const losses = isOneOf('kind', ['contraction', 'churn']);
const gainsBefore = records('subscriptions', before('start', 'effectiveOn'), gains);
const lossesBefore = records('subscriptions', before('start', 'effectiveOn'), losses);
const gainsSoFar = records('subscriptions', before('end', 'effectiveOn'), gains);
const lossesSoFar = records('subscriptions', before('end', 'effectiveOn'), losses);
const expansions = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'expansion'));
const contractions = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'contraction'));
const churns = records('subscriptions', fallsIn('effectiveOn'), is('kind', 'churn'));

const opening = minus(sum('gainedBefore', gainsBefore, 'amount'), sum('lostBefore', lossesBefore, 'amount'));
const isOpeningCustomer: Having = [opening, 'above', 0];
const start = foldEntities('start', 'account', 'sum', opening, isOpeningCustomer);
const end = foldEntities(
  'end',
  'account',
  'sum',
  minus(sum('gainedSoFar', gainsSoFar, 'amount'), sum('lostSoFar', lossesSoFar, 'amount')),
  isOpeningCustomer,
);
const expansion = foldEntities('expansion', 'account', 'sum', sum('expanded', expansions, 'amount'), isOpeningCustomer);
/*
 * An account cannot lose more of the base than it had there and added by expansion. What it loses beyond that came by a return or by a
 * further new subscription, which the formula does not count as a gain.
 */
const losable = plus(opening, sum('expanded', expansions, 'amount'));
const churnOfAccount = lesserOf(sum('churned', churns, 'amount'), losable);
const contractionOfAccount = lesserOf(sum('contracted', contractions, 'amount'), minus(losable, churnOfAccount));
const churn = foldEntities('churn', 'account', 'sum', churnOfAccount, isOpeningCustomer);
const contraction = foldEntities('contraction', 'account', 'sum', contractionOfAccount, isOpeningCustomer);
const retention = divide(minus(minus(plus(start, expansion), contraction), churn), start, 'base-not-positive');

/**
 * Recurring revenue kept and grown with the customers of 12 months ago: (start + expansion - contraction - churn) / start.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) without recurring revenue at the start.
 */
export const netRevenueRetention = defineKpi({
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
      formula: inTrailing(12, 'month', divide(minus(plus(start, expansion), churn), start, 'base-not-positive')),
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
          minus(minus(plus(start, sum('expansion', expansions, 'amount')), contraction), churn),
          start,
          'base-not-positive',
        ),
      ),
      examples: [{ given: { start: 100000, expansion: 30000, contraction: 2000, churn: 8000 }, expected: '1.2' }],
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
  related: ['return-customer-rate', 'new-logos'],
  pitfalls: [
    'Above 1 it can hide many lost customers behind a few that grow.',
    'A customer who left and came back within the 12 months counts as churned, yet what is added after the return counts as expansion, and what the customer loses of it as a loss, up to that bound: see `closing-over-opening`.',
    'The movements must reach back to the first subscription: what is missing before the start is missing from the base.',
  ],
});
