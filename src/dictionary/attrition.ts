import { count } from '../expression/aggregate.ts';
import { constant, divide, foldPeriods, periodDays, plus, times } from '../expression/arithmetic.ts';
import { daysBetween, is, isMissing, not } from '../expression/condition.ts';
import { always, fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { hasHappenedByTheEnd } from './recordSets.ts';
import { employed, headcount } from './reps.ts';
import { bartleyCapacity, metricKitCapacity } from './salesSources.ts';

const leavers = records('reps', fallsIn('leftOn'));
const movers = records('reps', fallsIn('roleEndedOn'));
/** Reps who were at work on the day before the period. */
const opening = records(
  'reps',
  always(),
  not(daysBetween('period.before', 'startedOn', 'above', 0)),
  not(daysBetween('leftOn', 'period.before', 'atLeast', 0)),
);
const inRole = restrictedTo(employed, not(hasHappenedByTheEnd('roleEndedOn')));
const rate = divide(count('leavers', leavers), headcount);

/**
 * Share of the reps who left in the period: leavers / mean headcount.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no rep was at work.
 */
export const repAttritionRate = defineEntry({
  id: 'rep-attrition-rate',
  name: 'Sales rep attrition',
  question: 'What share of the reps left in the period?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'lower',
  formula: rate,
  counts:
    'Reps who left, for whatever reason, by the first day on which they no longer worked (`leftOn`): who works through the last day of a period leaves in the next. The reps at work are counted on each day of the period and averaged; who has no first day of work on record has always been there.',
  undefinedWhen: 'No rep was at work on any day of the period.',
  variants: {
    'opening-headcount': {
      differs:
        'Divides by the reps at work on the day before the period; those who came and left within it count above the line only.',
      formula: divide(count('leavers', leavers), count('opening', opening)),
      examples: [{ given: { leavers: 3, opening: 50 }, expected: '0.06' }],
    },
    voluntary: {
      differs: 'Only reps who left of their own will.',
      formula: divide(count('leftVoluntarily', restrictedTo(leavers, is('leftVoluntarily', true))), headcount),
      examples: [{ given: { leftVoluntarily: 2, headcount: 40 }, expected: '0.05' }],
    },
    annualised: {
      differs: 'Times 365 over the days of the period so far, as if the rest of a year went on like it.',
      formula: times(rate, divide(constant(365, 'days'), periodDays('elapsed', 'elapsed'))),
      examples: [{ given: { leavers: 3, headcount: 40, elapsed: 73 }, expected: '0.375' }],
    },
    'with-moves': {
      differs:
        'Moves out of the role (`roleEndedOn`) count like leaving, once for each rep and by the day of the move; only reps in the role are the base.',
      formula: divide(
        plus(count('moved', movers), count('leftTheRole', restrictedTo(leavers, isMissing('roleEndedOn')))),
        foldPeriods('headcountInRole', 'day', 'mean', count('inRole', inRole)),
      ),
      examples: [{ given: { moved: 1, leftTheRole: 3, headcountInRole: 40 }, expected: '0.1' }],
    },
  },
  examples: [
    { given: { leavers: 3, headcount: 40 }, expected: '0.075' },
    { given: { leavers: 0, headcount: 40 }, expected: '0' },
    { given: { leavers: 1, headcount: 0 }, expected: 'no-denominator' },
  ],
  sources: [bartleyCapacity, metricKitCapacity],
  related: ['sales-capacity', 'ramp-time', 'revenue-per-rep'],
  pitfalls: [
    'It grows with the length of the period: a rate of a quarter is about a fourth of that of a year (`annualised`).',
    'Of a small team one leaver moves it far: show the number beside it.',
    'Reps who left must stay on record: delete them, and nobody ever left.',
  ],
});
