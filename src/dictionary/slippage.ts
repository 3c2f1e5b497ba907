import { count, distinct, sum } from '../expression/aggregate.ts';
import { divide, named, plus } from '../expression/arithmetic.ts';
import { any, compares, daysBetween, is, isMissing, isOneOf, isPresent, not } from '../expression/condition.ts';
import { pairedWith } from '../expression/join.ts';
import { before, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { petavueStages } from './funnelSources.ts';
import { isClosedInPeriod, openAtStart, openAtStartAndExpected } from './recordSets.ts';
import { chiefSlipRate, quarterOneSlippage, quartzConsistency, winsaboveForecast } from './salesSources.ts';

/*
 * What became of the deals that were expected to close in the period when it began. A deal may stand at the end as it stood at the start,
 * or in a later interval of its history: the first is told by the record itself, the second by the pair.
 */

const isOver = daysBetween('asOf', 'period.end', 'equals', 0);
const openAtStartInCommit = restrictedTo(openAtStartAndExpected, is('forecastCategory', 'commit'));

const unchanged = any(isMissing('standsUntil'), daysBetween('asOf', 'standsUntil', 'above', 0));
const laterIntervals = {
  side: 'after',
  key: ['id', 'id'],
  dates: ['standsFrom', 'standsFrom'],
} as const;
const standsNow = [
  daysBetween('other.standsFrom', 'asOf', 'atLeast', 0),
  any(isMissing('other.standsUntil'), daysBetween('asOf', 'other.standsUntil', 'above', 0)),
] as const;
const isPutOff = any(isOver, daysBetween('period.end', 'other.expectedCloseOn', 'above', 0));

const stillExpected = restrictedTo(openAtStartAndExpected, isOver, unchanged);
const putOff = restrictedTo(
  pairedWith(openAtStartAndExpected, 'opportunityHistory', laterIntervals),
  ...standsNow,
  isPutOff,
);
const stillInCommit = restrictedTo(openAtStartInCommit, isOver, unchanged);
const putOffInCommit = restrictedTo(
  pairedWith(openAtStartInCommit, 'opportunityHistory', laterIntervals),
  ...standsNow,
  isPutOff,
);
const changesInPeriod = restrictedTo(
  pairedWith(openAtStartAndExpected, 'opportunityHistory', laterIntervals),
  daysBetween('other.standsFrom', 'asOf', 'atLeast', 0),
  daysBetween('period.start', 'other.standsFrom', 'atLeast', 0),
  isPresent('other.expectedCloseShift'),
  not(compares('other.expectedCloseShift', 'equals', 0)),
);
const pushes = restrictedTo(changesInPeriod, compares('other.expectedCloseShift', 'above', 0));
const lostInPeriod = restrictedTo(
  openAtStartAndExpected,
  isOneOf('status', ['lost', 'no-decision']),
  ...isClosedInPeriod,
);

const slipped = named('slipped', plus(count('stillExpected', stillExpected), count('putOff', putOff)));
const forecast = count('forecast', openAtStartAndExpected);

/**
 * Share of the opportunities expected to close in the period that did not: slipped / forecast at its start.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing was expected.
 */
export const slipRate = defineEntry({
  id: 'slip-rate',
  name: 'Slip rate',
  question: 'Of the deals that we expected to close in the period when it began, what share was put off?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'lower',
  formula: divide(slipped, forecast),
  counts:
    'Opportunities open when the period began and then expected to close in it, as they stood. Slipped are those still open at its end; while the period runs (`asOf`), those whose expected close date has moved past its end. Won and lost ones have not slipped.',
  undefinedWhen: 'Nothing was expected to close in the period.',
  variants: {
    'lost-as-slipped': {
      differs: 'Lost deals count as slipped as well: everything forecast that was not won in the period.',
      formula: divide(plus(slipped, count('lost', lostInPeriod)), forecast),
      examples: [
        { given: { slipped: 6, lost: 0, forecast: 10 }, expected: '0.6', source: chiefSlipRate },
        { given: { stillExpected: 2, putOff: 2, lost: 2, forecast: 10 }, expected: '0.6' },
      ],
    },
    'any-date-change': {
      differs:
        'The share whose expected close date changed in the period, to a later or an earlier day, whatever became of the deal.',
      formula: divide(distinct('changed', changesInPeriod, 'id'), forecast),
      examples: [{ given: { changed: 5, forecast: 10 }, expected: '0.5' }],
    },
    'by-value': {
      differs: 'Sums the amounts forecast instead of counting deals.',
      formula: divide(
        named('slipped', plus(sum('stillExpected', stillExpected, 'amount'), sum('putOff', putOff, 'amount'))),
        sum('forecast', openAtStartAndExpected, 'amount'),
      ),
      examples: [
        { given: { slipped: 150000, forecast: 600000 }, expected: '0.25' },
        { given: { stillExpected: 50000, putOff: 100000, forecast: 600000 }, expected: '0.25' },
      ],
    },
    'pushes-per-deal': {
      differs: 'Counts how often the expected close date was moved to a later day in the period, per deal forecast.',
      unit: 'count',
      formula: divide(count('pushes', pushes), forecast),
      examples: [{ given: { pushes: 14, forecast: 10 }, expected: '1.4' }],
    },
    'commit-only': {
      differs: 'Only deals in the forecast category commit when the period began.',
      formula: divide(
        named('slipped', plus(count('stillExpected', stillInCommit), count('putOff', putOffInCommit))),
        count('forecast', openAtStartInCommit),
      ),
      examples: [
        { given: { slipped: 1, forecast: 8 }, expected: '0.125' },
        { given: { stillExpected: 0, putOff: 1, forecast: 8 }, expected: '0.125' },
      ],
    },
  },
  levels: [
    {
      value: '0.2',
      meaning: 'Lower end of the limit of 20 to 25% below which slippage is called healthy.',
      source: chiefSlipRate,
    },
    {
      value: '0.25',
      meaning: 'Upper end of the limit of 20 to 25% below which slippage is called healthy.',
      source: chiefSlipRate,
    },
  ],
  examples: [
    { given: { slipped: 4, forecast: 10 }, expected: '0.4' },
    { given: { stillExpected: 1, putOff: 3, forecast: 10 }, expected: '0.4' },
    { given: { slipped: 0, forecast: 10 }, expected: '0' },
    { given: { slipped: 0, forecast: 0 }, expected: 'no-denominator' },
  ],
  sources: [chiefSlipRate, petavueStages, quarterOneSlippage, quartzConsistency],
  related: ['pipeline-conversion-rate', 'commit-conversion-rate', 'forecast-accuracy', 'stalled-deal-rate'],
  pitfalls: [
    'It needs the history of the expected close date (`stageChanges`): without it only deals still open show.',
    'A deal put off and brought back into the period has not slipped here; `any-date-change` and `pushes-per-deal` see it.',
    'By owner, a deal belongs to whoever held it when the period began.',
  ],
});

const wonInPeriod = [is('status', 'won'), ...isClosedInPeriod] as const;
const commit = is('forecastCategory', 'commit');
const bestCase = isOneOf('forecastCategory', ['commit', 'best-case']);
const inCommit = restrictedTo(openAtStart, commit);
const inBestCase = restrictedTo(openAtStart, bestCase);
/** Stretches in commit that reach into the period, however late they begin. */
const everInCommit = records(
  'opportunityHistory',
  before('end', 'standsFrom'),
  commit,
  any(isMissing('standsUntil'), daysBetween('period.start', 'standsUntil', 'above', 0)),
);

/**
 * Share of the value in commit at the start of the period that was won in it: won / commit.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nothing was in commit.
 */
export const commitConversionRate = defineEntry({
  id: 'commit-conversion-rate',
  name: 'Commit conversion',
  question: 'Of the value that stood in commit when the period began, what share did we win in it?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(sum('won', restrictedTo(inCommit, ...wonInPeriod), 'amount'), sum('commit', inCommit, 'amount')),
  counts:
    'Opportunities open and in the forecast category commit when the period began, with the amount they had then, whenever they were expected to close; won are those that closed as won in the period.',
  undefinedWhen: 'Nothing of value was in commit when the period began.',
  variants: {
    'by-count': {
      differs: 'Counts deals instead of summing amounts.',
      formula: divide(count('won', restrictedTo(inCommit, ...wonInPeriod)), count('commit', inCommit)),
      examples: [{ given: { won: 9, commit: 12 }, expected: '0.75' }],
    },
    'best-case': {
      differs: 'Takes the deals in best case together with those in commit.',
      formula: divide(
        sum('won', restrictedTo(inBestCase, ...wonInPeriod), 'amount'),
        sum('bestCase', inBestCase, 'amount'),
      ),
      examples: [{ given: { won: 520000, bestCase: 1300000 }, expected: '0.4' }],
    },
    'ever-in-commit': {
      differs: 'Counts the deals that stood in commit on any day of the period, not only on its first.',
      formula: divide(
        distinct('won', restrictedTo(everInCommit, ...wonInPeriod), 'id'),
        distinct('commit', everInCommit, 'id'),
      ),
      examples: [{ given: { won: 14, commit: 20 }, expected: '0.7' }],
    },
  },
  examples: [
    { given: { won: 450000, commit: 500000 }, expected: '0.9' },
    { given: { won: 0, commit: 500000 }, expected: '0' },
    { given: { won: 0, commit: 0 }, expected: 'no-denominator' },
  ],
  sources: [winsaboveForecast],
  related: ['forecast-accuracy', 'slip-rate', 'pipeline-conversion-rate', 'win-rate'],
  pitfalls: [
    'The snapshot decides: a commit taken in the last week of a quarter converts better than one taken in its first.',
    'Without the history of the forecast category the present one is used, and it knows the outcome.',
    'A commit of more than 100% cannot show here: deals won without ever being in commit are not counted.',
  ],
});
