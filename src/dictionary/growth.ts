import { count, sum } from '../expression/aggregate.ts';
import {
  divide,
  foldEntities,
  type Having,
  inPreviousPeriod,
  inSamePeriodLastYear,
  minus,
  named,
  root,
} from '../expression/arithmetic.ts';
import { defineKpi } from '../expression/kpi.ts';
import { won } from './recordSets.ts';
import { bookings } from './sales.ts';
import { answersGrowth } from './salesSources.ts';

const wonInBoth: readonly Having[] = [
  [count('won', won), 'above', 0],
  [inPreviousPeriod(count('wonPreviously', won)), 'above', 0],
];
const currentOfBoth = foldEntities('current', 'account', 'sum', sum('booked', won, 'amount'), ...wonInBoth);
const previousOfBoth = foldEntities(
  'previous',
  'account',
  'sum',
  inPreviousPeriod(sum('booked', won, 'amount')),
  ...wonInBoth,
);
const bookedAtConstantRates = sum('booked', won, 'amountAtConstantRates');

/**
 * Growth of bookings on the period before: (current - previous) / previous.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) when the previous period booked nothing, or less than nothing.
 */
export const salesGrowth = defineKpi({
  id: 'sales-growth',
  name: 'Sales growth',
  question: 'By what share did bookings grow on the period before?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    minus(named('current', bookings), named('previous', inPreviousPeriod(bookings))),
    named('previous', inPreviousPeriod(bookings)),
    'base-not-positive',
  ),
  counts: 'Bookings of the period and of the one before it, each by the date the deals closed.',
  undefinedWhen: 'The previous period booked nothing, or less than nothing.',
  variants: {
    'year-over-year': {
      differs: 'On the same period a year earlier, which takes out the season.',
      formula: divide(
        minus(named('current', bookings), named('previous', inSamePeriodLastYear(bookings))),
        named('previous', inSamePeriodLastYear(bookings)),
        'base-not-positive',
      ),
      examples: [{ given: { current: 1000000, previous: 750000 }, expected: '1/3', source: answersGrowth }],
    },
    'like-for-like': {
      differs: 'Only accounts with a deal won in both periods, so new and lost customers do not count.',
      formula: divide(minus(currentOfBoth, previousOfBoth), previousOfBoth, 'base-not-positive'),
      examples: [{ given: { current: 330000, previous: 300000 }, expected: '0.1' }],
    },
    'constant-currency': {
      differs:
        'Both periods at the exchange rates of one fixed day (`constantRatesOn` of the data), so that the rates do not grow or shrink it.',
      formula: divide(
        minus(named('current', bookedAtConstantRates), named('previous', inPreviousPeriod(bookedAtConstantRates))),
        named('previous', inPreviousPeriod(bookedAtConstantRates)),
        'base-not-positive',
      ),
      examples: [{ given: { current: 1050000, previous: 1000000 }, expected: '0.05' }],
    },
    'compound-annual': {
      differs:
        'The yearly rate that, three times in a row, leads from the same period three years earlier to this one: the third root of current / base, less 1.',
      formula: minus(
        root(
          divide(
            named('current', bookings),
            named('base', inSamePeriodLastYear(inSamePeriodLastYear(inSamePeriodLastYear(bookings)))),
            'base-not-positive',
          ),
          3,
        ),
        1,
      ),
      examples: [
        { given: { current: 1331000, base: 1000000 }, expected: '0.1' },
        { given: { current: 0, base: 1000000 }, expected: '-1' },
      ],
    },
  },
  examples: [
    { given: { current: 1100000, previous: 1000000 }, expected: '0.1' },
    { given: { current: 0, previous: 1000000 }, expected: '-1' },
    { given: { current: 500000, previous: 0 }, expected: 'base-not-positive' },
    { given: { current: 500000, previous: -1000 }, expected: 'base-not-positive' },
  ],
  sources: [answersGrowth],
  related: ['bookings', 'deals-won'],
  pitfalls: [
    'From a base of nothing there is no growth rate, not one of 100%.',
    'With amounts in several currencies it mixes in the change of the rates: see `constant-currency`.',
    'A period in progress compares a part with a whole: compare parts of equal length.',
  ],
});
