import { count, last, product, sum } from '../expression/aggregate.ts';
import {
  divide,
  foldEntities,
  foldPeriods,
  greaterOf,
  type Joined,
  lesserOf,
  minus,
  type Operand,
  plus,
  times,
} from '../expression/arithmetic.ts';
import { daysBetween, is } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { records, restrictedTo, within } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { kpiTree } from './funnelSources.ts';
import { openAtStartAndExpected, won } from './recordSets.ts';
import { baeldungWape, revenueGridForecast, sapWape, winsaboveForecast } from './salesSources.ts';

/** Forecasts for exactly the period, submitted by the day of the snapshot: `snapshotDays` after its first day. */
const submitted = records(
  'forecasts',
  within('startsOn', 'endsOn'),
  daysBetween('period.start', 'startsOn', 'equals', 0),
  daysBetween('period.end', 'endsOn', 'equals', 1),
  daysBetween('period.start', 'submittedOn', 'atMost', parameter('snapshotDays', 0, 'days')),
  daysBetween('submittedOn', 'asOf', 'atLeast', 0),
);
const calls = restrictedTo(submitted, is('category', 'call'));
const commits = restrictedTo(submitted, is('category', 'commit'));

const actualOfRep = sum('sold', won, 'amount');
const callOfRep = last('called', calls, 'amount', 'submittedOn');
const commitOfRep = last('committed', commits, 'amount', 'submittedOn');
const weightedOfRep = sum('weighted', openAtStartAndExpected, product('amount', 'probability'));
const hasCall = [count('calls', calls), 'above', 0] as const;
const hasCommit = [count('commits', commits), 'above', 0] as const;
const hasPipeline = [count('expectedDeals', openAtStartAndExpected), 'above', 0] as const;

/** How far two figures are apart, never below 0: the difference of the greater and the lesser. */
/* @__NO_SIDE_EFFECTS__ */
function distance<Left extends Operand, Right extends Operand>(left: Left, right: Right): Joined<Left, Right> {
  return minus(greaterOf(left, right), lesserOf(left, right));
}

const missOfCall = distance(actualOfRep, callOfRep);
const missOfCommit = distance(actualOfRep, commitOfRep);
const missOfWeighted = distance(actualOfRep, weightedOfRep);

const miss = foldEntities('miss', 'owner', 'sum', missOfCall);
const actual = foldEntities('actual', 'owner', 'sum', actualOfRep, hasCall);
const forecast = foldEntities('forecast', 'owner', 'sum', callOfRep);
const accuracy = minus(1, divide(miss, actual, 'base-not-positive'));

/**
 * One minus the misses of the reps' forecasts over what they sold: 1 - sum |actual - forecast| / sum actual (1 - WAPE).
 *
 * Unit: fraction of one, at most 1, below 0 when the misses exceed the sales. Undefined (`base-not-positive`) when those who forecast sold nothing.
 */
export const forecastAccuracy = defineEntry({
  id: 'forecast-accuracy',
  name: 'Forecast accuracy',
  question: 'How close did the forecasts come to what was sold?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: accuracy,
  counts:
    'For each rep with a forecast in the category call for exactly the period: the last one submitted by the day of the snapshot (`snapshotDays` after the first day, 0 by default, so on that day or before), against the amount of the deals the rep won in the period. Forecasts without a rep are left out.',
  undefinedWhen: 'The reps who forecast sold nothing in the period, or nobody forecast.',
  variants: {
    'by-forecast': {
      differs: 'Divides by the forecasts instead of by what was sold, which flatters forecasts that were too high.',
      formula: minus(1, divide(miss, forecast, 'base-not-positive')),
      examples: [
        { given: { miss: 10000, forecast: 100000 }, expected: '0.9', source: winsaboveForecast },
        { given: { miss: 0, forecast: 0 }, expected: 'base-not-positive' },
      ],
    },
    mape: {
      differs:
        'One minus the mean of the errors of single reps (MAPE): every rep weighs the same, and one who sold next to nothing can supply the whole error. Reps who sold nothing are left out.',
      formula: minus(
        1,
        foldEntities('meanError', 'owner', 'mean', divide(missOfCall, actualOfRep, 'base-not-positive')),
      ),
      examples: [
        { given: { meanError: '0.375' }, expected: '0.625' },
        { given: { meanError: '1.2' }, expected: '-0.2' },
      ],
    },
    'not-below-zero': {
      differs: 'Misses larger than the sales give 0 instead of a figure below it.',
      formula: greaterOf(accuracy, 0),
      examples: [
        { given: { miss: 250000, actual: 100000 }, expected: '0' },
        { given: { miss: 10000, actual: 100000 }, expected: '0.9' },
      ],
    },
    symmetric: {
      differs: 'Divides by the mean of forecasts and sales, so that it does not matter which of the two was higher.',
      formula: minus(1, divide(times(2, miss), plus(actual, forecast), 'base-not-positive')),
      examples: [{ given: { miss: 10000, actual: 90000, forecast: 110000 }, expected: '0.9' }],
    },
    commit: {
      differs: 'Takes the forecasts in the category commit instead of call.',
      formula: minus(
        1,
        divide(
          foldEntities('miss', 'owner', 'sum', missOfCommit),
          foldEntities('actual', 'owner', 'sum', actualOfRep, hasCommit),
          'base-not-positive',
        ),
      ),
      examples: [{ given: { miss: 30000, actual: 240000 }, expected: '0.875' }],
    },
    'weighted-pipeline': {
      differs:
        'Takes as the forecast of a rep the weighted pipeline that stood when the period began and was expected to close in it.',
      formula: minus(
        1,
        divide(
          foldEntities('miss', 'owner', 'sum', missOfWeighted, hasPipeline),
          foldEntities('actual', 'owner', 'sum', actualOfRep, hasPipeline),
          'base-not-positive',
        ),
      ),
      examples: [{ given: { miss: 60000, actual: 240000 }, expected: '0.75' }],
    },
    netted: {
      differs:
        'Compares the totals of all reps who forecast: the excess of one makes up for the shortfall of another, so it is never the lower figure.',
      formula: minus(1, divide(distance(actual, forecast), actual, 'base-not-positive')),
      examples: [
        { given: { actual: 90000, forecast: 100000 }, expected: '8/9', source: revenueGridForecast },
        { given: { actual: 3650000, forecast: 4200000 }, expected: '62/73' },
      ],
    },
    'by-month': {
      differs: 'Compares the totals month by month, with the forecasts for each month, and adds up the misses.',
      formula: minus(
        1,
        divide(
          foldPeriods('miss', 'month', 'sum', distance(actual, forecast)),
          foldPeriods('actual', 'month', 'sum', actual),
          'base-not-positive',
        ),
      ),
      examples: [{ given: { miss: 6, actual: 101 }, expected: '95/101', source: baeldungWape }],
    },
  },
  levels: [
    {
      value: '0.9',
      meaning: 'An error that is regularly above 10% is called a fault of tracking.',
      source: winsaboveForecast,
    },
    { value: '0.95', meaning: 'An error within 5% is called excellent.', source: winsaboveForecast },
  ],
  examples: [
    { given: { miss: 10000, actual: 100000 }, expected: '0.9' },
    { given: { miss: 6, actual: 101 }, expected: '95/101', source: sapWape },
    { given: { miss: 250000, actual: 100000 }, expected: '-1.5' },
    { given: { miss: 0, actual: 0 }, expected: 'base-not-positive' },
  ],
  sources: [revenueGridForecast, kpiTree, baeldungWape, sapWape, winsaboveForecast],
  related: ['forecast-bias', 'commit-conversion-rate', 'weighted-pipeline', 'slip-rate'],
  pitfalls: [
    'State the day of the forecast: one given in the last week is always accurate. `snapshotDays` moves it.',
    'The base moves it: the same miss of 10,000 is 88.9% by what was sold (90,000) and 90% by the forecast (100,000).',
    'The mean of single errors (`mape`) and the error of the sum differ by a lot: 36.7% against 5.9% on the same published figures.',
    'Only forecasts for exactly the period count: for a quarter forecast month by month use `by-month`.',
  ],
});

/**
 * How much more was forecast than sold, relative to what was sold: (forecast - actual) / actual.
 *
 * Unit: fraction of one; above 0 when forecasts are too high. Undefined (`base-not-positive`) when those who forecast sold nothing.
 */
export const forecastBias = defineEntry({
  id: 'forecast-bias',
  name: 'Forecast bias',
  question: 'Do the forecasts lean to one side, and how far?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'depends',
  formula: divide(minus(forecast, actual), actual, 'base-not-positive'),
  counts:
    'The same forecasts and deals as `forecast-accuracy`: the last call of each rep for exactly the period, submitted by the day of the snapshot, against what these reps won. 0 is best; above it forecasts are too high.',
  undefinedWhen: 'The reps who forecast sold nothing in the period, or nobody forecast.',
  variants: {
    'sign-reversed': {
      differs: 'Actual minus forecast, so that a figure above 0 means that more was sold than forecast.',
      formula: divide(minus(actual, forecast), actual, 'base-not-positive'),
      examples: [{ given: { forecast: 110000, actual: 100000 }, expected: '-0.1' }],
    },
    'actual-to-forecast': {
      differs: 'What was sold for each unit of forecast; 1 is best, below it forecasts are too high.',
      formula: divide(actual, forecast, 'base-not-positive'),
      examples: [
        { given: { actual: 90000, forecast: 100000 }, expected: '0.9' },
        { given: { actual: 90000, forecast: 0 }, expected: 'base-not-positive' },
      ],
    },
  },
  examples: [
    { given: { forecast: 107, actual: 101 }, expected: '6/101', source: baeldungWape },
    { given: { forecast: 90000, actual: 100000 }, expected: '-0.1' },
    { given: { forecast: 100000, actual: 100000 }, expected: '0' },
    { given: { forecast: 100000, actual: 0 }, expected: 'base-not-positive' },
  ],
  sources: [revenueGridForecast, winsaboveForecast],
  related: ['forecast-accuracy'],
  pitfalls: [
    'No bias is no accuracy: misses to both sides cancel. Read both.',
    'Several periods of the same sign matter more than one large figure.',
  ],
});
