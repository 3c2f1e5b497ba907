import { count, sum } from '../expression/aggregate.ts';
import { divide } from '../expression/arithmetic.ts';
import { is, isOneOf } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { fallsIn, records } from '../expression/recordSet.ts';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const decided = records('opportunities', fallsIn('closedOn'), isOneOf('status', ['won', 'lost']));
const closed = records('opportunities', fallsIn('closedOn'), isOneOf('status', ['won', 'lost', 'no-decision']));

/**
 * Share of the deals decided in the period that were won: won / (won + lost).
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing was decided.
 */
export const winRate = defineKpi({
  id: 'win-rate',
  name: 'Win rate',
  question: 'Of the deals decided in the period, what share did we win?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('won', won), count('decided', decided)),
  counts: 'Opportunities won or lost, by the date they closed. Open ones and closings without a decision are left out.',
  undefinedWhen: 'Nothing was won or lost in the period.',
  variants: {
    'by-value': {
      differs: 'Sums amounts instead of counting deals, so large deals weigh more.',
      formula: divide(sum('won', won, 'amount'), sum('decided', decided, 'amount')),
    },
    broad: {
      differs: 'Closings without a decision count as not won.',
      formula: divide(count('won', won), count('closed', closed)),
    },
  },
  examples: [{ given: { won: 45, decided: 180 }, expected: '0.25' }],
  sources: [{ title: 'How to Calculate Win Rate (Context-Aware Analytics)', address: 'https://www.contextawareanalytics.com/metrics-governance/how-to-calculate-win-rate' }],
});

/**
 * Sum of the amounts of the opportunities won in the period.
 */
export const bookings = defineKpi({
  id: 'bookings',
  name: 'Bookings',
  question: 'What is the value of the deals won in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'currency',
  better: 'higher',
  formula: sum('bookings', won, 'amount'),
  counts: 'Won opportunities, by the date they closed.',
  undefinedWhen: 'Never: nothing won is 0.',
  examples: [{ given: { bookings: 1200 }, expected: '1200' }],
  sources: [],
});
