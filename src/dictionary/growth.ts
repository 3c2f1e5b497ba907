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
import { parameter } from '../expression/parameter.ts';
import { defineEntry } from './entry.ts';
import { growthRate } from './growthRate.ts';
import { won } from './recordSets.ts';
import { bookings } from './sales.ts';
import { answersGrowth } from './salesSources.ts';

const wonInBoth: readonly Having[] = [
  [count('won', won), 'above', 0],
  [inPreviousPeriod(count('wonPreviously', won)), 'above', 0],
];
const bookedByBoth = foldEntities('bookedByBoth', 'account', 'sum', sum('booked', won, 'amount'), ...wonInBoth);
const bookedByBothBefore = foldEntities(
  'bookedByBothBefore',
  'account',
  'sum',
  inPreviousPeriod(sum('booked', won, 'amount')),
  ...wonInBoth,
);
const years = parameter('years', 3);
const bookedAtConstantRates = sum('booked', won, 'amountAtConstantRates');

/**
 * Growth of bookings on the period before: (current - previous) / previous.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) when the previous period booked nothing, or less than nothing.
 */
export const salesGrowth = defineEntry({
  id: 'sales-growth',
  name: 'Sales growth',
  question: 'By what share did bookings grow on the period before?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: growthRate(bookings, inPreviousPeriod(bookings)),
  counts: 'Bookings of the period and of the one before it, each by the date the deals closed.',
  undefinedWhen: 'The previous period booked nothing, or less than nothing.',
  variants: {
    'year-over-year': {
      differs: 'On the same period a year earlier, which takes out the season.',
      formula: growthRate(bookings, inSamePeriodLastYear(bookings)),
      examples: [{ given: { current: 1000000, previous: 750000 }, expected: '1/3', source: answersGrowth }],
    },
    'like-for-like': {
      differs: 'Only accounts with a deal won in both periods, so new and lost customers do not count.',
      formula: growthRate(bookedByBoth, bookedByBothBefore),
      examples: [{ given: { current: 330000, previous: 300000 }, expected: '0.1' }],
    },
    'constant-currency': {
      differs:
        'Both periods at the exchange rates of one fixed day (`constantRatesOn` of the data), so that the rates do not grow or shrink it.',
      formula: growthRate(bookedAtConstantRates, inPreviousPeriod(bookedAtConstantRates)),
      examples: [{ given: { current: 1050000, previous: 1000000 }, expected: '0.05' }],
    },
    'compound-annual': {
      differs:
        'The yearly rate that, so many years in a row (`years`, 3 by default), leads from the same period that many years earlier to this one: for three years the third root of current / base, less 1.',
      formula: minus(
        root(
          divide(named('current', bookings), named('base', inSamePeriodLastYear(bookings, years)), 'base-not-positive'),
          years,
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
