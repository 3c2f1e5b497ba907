import { count, sum } from '../expression/aggregate.ts';
import { divide, plus } from '../expression/arithmetic.ts';
import { all, daysBetween, is, not } from '../expression/condition.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { insiviaRenewal } from './customerSources.ts';
import { defineEntry } from './entry.ts';
import { brainsharkGlossary } from './funnelSources.ts';
import { dueRenewals, renewedWhenDue } from './recordSets.ts';
import { gitlabIndicators } from './salesSources.ts';

const renewedOnTime = restrictedTo(renewedWhenDue, daysBetween('closedOn', 'renewalDueOn', 'atLeast', 0));
/** Won before the first day of the period. */
const isRenewedBefore = all(is('status', 'won'), daysBetween('closedOn', 'period.start', 'above', 0));
const dueAndNotRenewedBefore = restrictedTo(dueRenewals, not(isRenewedBefore));
const renewedAndNotBefore = restrictedTo(renewedWhenDue, not(isRenewedBefore));
const renewedEarly = records(
  'opportunities',
  fallsIn('closedOn'),
  is('status', 'won'),
  daysBetween('asOf', 'renewalDueOn', 'above', 0),
);

/**
 * Share of the contracts due for renewal in the period that were renewed: renewed / due.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no contract was due.
 */
export const renewalRate = defineEntry({
  id: 'renewal-rate',
  name: 'Renewal rate',
  question: 'Of the contracts that were due for renewal in the period, what share was renewed?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('renewed', renewedWhenDue), count('due', dueRenewals)),
  counts:
    'Opportunities with a date on which the contract that they renew is due, by that date; renewed when they are won, early, on time or late, as far as it is known. Those still open stay in the denominator, and a contract counts where its renewal is kept as an opportunity from the start.',
  undefinedWhen: 'No contract was due for renewal in the period.',
  variants: {
    'by-value': {
      differs: 'Weighs each contract by its yearly value before the renewal; what it is renewed at does not matter.',
      formula: divide(
        sum('renewedBase', renewedWhenDue, 'renewalBaseAmount'),
        sum('dueValue', dueRenewals, 'renewalBaseAmount'),
      ),
      examples: [{ given: { renewedBase: 440000, dueValue: 500000 }, expected: '0.88' }],
    },
    'with-uplift': {
      differs:
        'The yearly value at which contracts were renewed / the yearly value that was due: price rises and cuts are in it, and it can pass 1.',
      formula: divide(
        sum('renewedValue', renewedWhenDue, 'recurringAmount'),
        sum('dueValue', dueRenewals, 'renewalBaseAmount'),
      ),
      examples: [{ given: { renewedValue: 525000, dueValue: 500000 }, expected: '1.05' }],
    },
    'on-time': {
      differs: 'Renewed means won on the due date or before it: late renewals do not count.',
      formula: divide(count('renewed', renewedOnTime), count('due', dueRenewals)),
      examples: [{ given: { renewed: 72, due: 100 }, expected: '0.72' }],
    },
    'early-when-won': {
      differs:
        'A renewal that is won before the period in which it is due counts in the period in which it is won, above and below the line, and no more in the later one.',
      formula: divide(
        plus(count('renewed', renewedAndNotBefore), count('renewedEarly', renewedEarly)),
        plus(count('due', dueAndNotRenewedBefore), count('renewedEarly', renewedEarly)),
      ),
      examples: [{ given: { renewed: 60, renewedEarly: 20, due: 80 }, expected: '0.8' }],
    },
  },
  examples: [
    { given: { renewed: 85, due: 100 }, expected: '0.85' },
    { given: { renewed: 0, due: 10 }, expected: '0' },
    { given: { renewed: 0, due: 0 }, expected: 'no-denominator' },
  ],
  sources: [gitlabIndicators, insiviaRenewal, brainsharkGlossary],
  related: ['gross-revenue-retention', 'net-revenue-retention', 'logo-churn-rate'],
  pitfalls: [
    'While renewals are still open it reads low: wait until they are decided, or state the day.',
    'It says nothing about contracts that were not due: with terms of three years two thirds of the base are not in it.',
    'Two opportunities for one contract count twice.',
    'Contracts that renew by themselves must be recorded as won renewals, else they are missing above the line.',
  ],
});
