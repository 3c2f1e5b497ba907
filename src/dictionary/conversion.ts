import { count, sum } from '../expression/aggregate.ts';
import { divide, named, times } from '../expression/arithmetic.ts';
import { daysBetween, is, isOneOf } from '../expression/condition.ts';
import { followedBy, notFollowedBy } from '../expression/join.ts';
import { parameter } from '../expression/parameter.ts';
import { restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import {
  funnelcastCurves,
  ganglyActivity,
  gartnerWinRate,
  gtmMeetingMath,
  kellblogCoverage,
  kellblogWinRates,
  millerWinRate,
  oracleStages,
  salesVelocityLabs,
} from './funnelSources.ts';
import {
  created,
  createdAndClosed,
  createdAndWon,
  firstMeetings,
  heldFirstMeetings,
  isClosedInPeriod,
  openAtStartAndExpected,
  producedOpportunity,
  productiveMeetings,
  won,
} from './recordSets.ts';
import { winRate } from './winning.ts';

const horizon = parameter('horizonDays', 90, 'days');
const productiveInTime = followedBy(heldFirstMeetings, 'opportunities', { ...producedOpportunity, within: horizon });
const bookedFirstMeetings = notFollowedBy(firstMeetings, 'activities', {
  key: ['id', 'rescheduledFromId'],
  dates: ['createdOn', 'createdOn'],
});

/**
 * Share of the first meetings held in the period that produced an opportunity: productive / held.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no first meeting was held.
 */
export const meetingToOpportunityRate = defineEntry({
  id: 'meeting-to-opportunity-rate',
  name: 'Meeting-to-opportunity rate',
  question: 'Of the first meetings held in the period, what share produced an opportunity?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('productive', productiveMeetings), count('held', heldFirstMeetings)),
  counts:
    'Meetings marked as the first (`first`) and held, by the time they began; productive when the opportunity they name (`opportunityId`) was created at that time or later, in the period or after it. No-shows and cancelled meetings are left out.',
  undefinedWhen: 'No first meeting was held in the period.',
  variants: {
    booked: {
      differs:
        'Every first meeting that was to begin in the period is the base, held or not; one that was moved (another names it in `rescheduledFromId`) counts once, on its new date.',
      formula: divide(count('productive', productiveMeetings), count('booked', bookedFirstMeetings)),
      examples: [
        { given: { productive: 12, booked: 40 }, expected: '0.3' },
        { given: { productive: 0, booked: 0 }, expected: 'no-denominator' },
      ],
    },
    'within-horizon': {
      differs:
        'Counts opportunities created within a number of days of the meeting (`horizonDays`, 90 by default), so that cohorts compare.',
      formula: divide(count('productive', productiveInTime), count('held', heldFirstMeetings)),
      examples: [{ given: { productive: 10, held: 30 }, expected: '1/3' }],
    },
  },
  examples: [
    { given: { productive: 12, held: 30 }, expected: '0.4' },
    { given: { productive: 0, held: 30 }, expected: '0' },
    { given: { productive: 0, held: 0 }, expected: 'no-denominator' },
  ],
  sources: [gtmMeetingMath, ganglyActivity],
  related: ['meetings-booked', 'meeting-conversion-rate', 'opportunity-to-close-rate'],
  pitfalls: [
    'The opportunity must stand on the meeting: a meeting that only names a lead or an account is not productive, even if one came of it.',
    'An opportunity opened before its first meeting does not count as produced by it.',
  ],
});

const createdAndWonInTime = restrictedTo(createdAndWon, daysBetween('createdOn', 'closedOn', 'atMost', horizon));
const isOldEnough = daysBetween('createdOn', 'asOf', 'atLeast', horizon);

/**
 * Share of the opportunities created in the period that were won: won / created.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when none was created.
 */
export const opportunityToCloseRate = defineEntry({
  id: 'opportunity-to-close-rate',
  name: 'Opportunity-to-close rate',
  question: 'Of the opportunities created in the period, what share have we won?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('won', createdAndWon), count('created', created)),
  counts:
    'Opportunities by the date of their creation; won when they have been won since, in the period or after it. Open ones stay in the base.',
  undefinedWhen: 'No opportunity was created in the period.',
  variants: {
    'within-horizon': {
      differs:
        'Counts wins within a number of days of the creation (`horizonDays`, 90 by default), so that cohorts compare.',
      formula: divide(count('won', createdAndWonInTime), count('created', created)),
      examples: [{ given: { won: 8, created: 40 }, expected: '0.2' }],
    },
    'curve-point': {
      differs:
        'One point of the curve of wins by age: won within a number of days of the creation (`horizonDays`, 90 by default) / those that were so old at the end of the period; the younger ones are left out on both sides. Several horizons draw the curve.',
      formula: divide(
        count('won', restrictedTo(createdAndWonInTime, isOldEnough)),
        count('oldEnough', restrictedTo(created, isOldEnough)),
      ),
      examples: [
        { given: { won: 8, oldEnough: 32 }, expected: '0.25' },
        { given: { won: 0, oldEnough: 0 }, expected: 'no-denominator' },
      ],
    },
    'resolved-only': {
      differs: 'Open opportunities are left out of the base.',
      formula: divide(count('won', createdAndWon), count('resolved', createdAndClosed)),
      examples: [
        { given: { won: 10, resolved: 25 }, expected: '0.4' },
        { given: { won: 0, resolved: 0 }, expected: 'no-denominator' },
      ],
    },
    resolved: {
      differs: 'Not the rate, but how ripe it is: the share of the cohort that has ended in whatever way.',
      formula: divide(count('resolved', createdAndClosed), count('created', created)),
      examples: [{ given: { resolved: 25, created: 40 }, expected: '0.625' }],
    },
    'same-period': {
      differs: 'Opportunities won in the period / opportunities created in it: two cohorts, so it can pass 1.',
      formula: divide(count('won', won), count('created', created)),
      examples: [{ given: { won: 10, created: 40 }, expected: '0.25' }],
    },
    'by-value': {
      differs: 'Sums amounts instead of counting opportunities.',
      formula: divide(sum('won', createdAndWon, 'amount'), sum('created', created, 'amount')),
      examples: [{ given: { won: 300000, created: 2000000 }, expected: '0.15' }],
    },
  },
  examples: [
    { given: { won: 6, created: 27 }, expected: '2/9' },
    { given: { won: 0, created: 27 }, expected: '0' },
    { given: { won: 0, created: 0 }, expected: 'no-denominator' },
  ],
  sources: [oracleStages, kellblogWinRates, salesVelocityLabs, funnelcastCurves],
  related: ['win-rate', 'stage-conversion-rate', 'sales-cycle-length'],
  pitfalls: [
    'An immature cohort reads low: read `resolved` beside it, or use `within-horizon`.',
    'Ask for `curve-point` over a period longer than its horizon: none of the opportunities of one month is 90 days old at its end. `win-rate/curve-point` follows the same point month by month.',
    'Win rate counts by close date, this rate by creation date; the two disagree by design.',
  ],
});

const expectedAndClosed = restrictedTo(
  openAtStartAndExpected,
  isOneOf('status', ['won', 'lost', 'no-decision']),
  ...isClosedInPeriod,
);
const expectedAndWon = restrictedTo(expectedAndClosed, is('status', 'won'));
const openingPipeline = sum('pipeline', openAtStartAndExpected, 'amount');

/**
 * Share of the pipeline at the start of the period, expected to close in it, that was won in it: won / pipeline.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when there was no such pipeline.
 */
export const pipelineConversionRate = defineEntry({
  id: 'pipeline-conversion-rate',
  name: 'Pipeline conversion rate',
  question: 'Of the pipeline that was due in the period when it began, what share did we win in it?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(sum('won', expectedAndWon, 'amount'), openingPipeline),
  counts:
    'Opportunities open at the start of the period (the end of the day before) and then expected to close in it, with the amount they had then, on both sides; won when they closed as won in the period. What was created later, or pulled in from a later period, does not count.',
  undefinedWhen: 'No open pipeline was expected to close in the period when it began.',
  variants: {
    'by-count': {
      differs: 'Counts opportunities instead of summing amounts.',
      formula: divide(count('won', expectedAndWon), count('pipeline', openAtStartAndExpected)),
      examples: [{ given: { won: 12, pipeline: 60 }, expected: '0.2' }],
    },
    'all-won': {
      differs:
        'Everything won in the period, with the amounts it closed at, over the same opening pipeline: what was created or pulled in during the period counts too, so it can pass 1.',
      formula: divide(sum('won', won, 'amount'), openingPipeline),
      examples: [
        { given: { won: 400000, pipeline: 1000000 }, expected: '0.4' },
        { given: { won: 1300000, pipeline: 1000000 }, expected: '1.3' },
      ],
    },
    'from-win-rate': {
      differs:
        'Win rate of the period times the share of the opening pipeline that closed in it in whatever way, instead of what was won of that very pipeline.',
      formula: times(
        winRate,
        named('closingShare', divide(sum('closed', expectedAndClosed, 'amount'), openingPipeline)),
      ),
      examples: [
        { given: { 'win-rate': '0.25', closingShare: '0.4' }, expected: '0.1', source: millerWinRate },
        { given: { 'win-rate': '0.25', closed: 0, pipeline: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { won: 250000, pipeline: 1000000 }, expected: '0.25' },
    { given: { won: 0, pipeline: 1000000 }, expected: '0' },
    { given: { won: 0, pipeline: 0 }, expected: 'no-denominator' },
  ],
  sources: [gartnerWinRate, millerWinRate, kellblogCoverage],
  related: ['win-rate', 'pipeline-coverage', 'slip-rate'],
  pitfalls: [
    'It is lower than win rate, since deals that are pushed to a later period count as not won: a win rate of 25% came with a conversion of 10% where 60% of the pipeline was pushed.',
    'Coverage is what this rate asks for: 1 / rate of the opening pipeline, not 1 / win rate.',
    'Without changes on record an opportunity stands at the start with its present amount and close date, so that a deal that was pushed is not seen in the pipeline that it left.',
  ],
});
