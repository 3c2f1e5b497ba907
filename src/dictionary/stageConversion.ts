import { count, sum } from '../expression/aggregate.ts';
import { divide, foldEntities, minus, named, plus } from '../expression/arithmetic.ts';
import { all, any, compares, daysBetween, hasHappened, is, isPresent, not } from '../expression/condition.ts';
import { followedBy, notFollowedBy } from '../expression/join.ts';
import { parameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import {
  allstonFunnel,
  altiorConversion,
  closingDealz,
  kpiTree,
  kpiTreeStages,
  ormConversion,
  petavueStages,
  saasGridStages,
} from './funnelSources.ts';
import { isBeforeClose } from './recordSets.ts';

const isWon = all(is('status', 'won'), hasHappened('closedOn'));
const ofOneOpportunity = { key: ['opportunityId', 'opportunityId'], dates: ['enteredOn', 'enteredOn'] } as const;
const isFurther = { other: 'stageRank', comparison: 'above', own: 'stageRank' } as const;
const isNext = { other: 'stageRank', comparison: 'equals', own: 'stageRank', plus: 1 } as const;

const firstVisits = records('stageVisits', fallsIn('enteredOn'), compares('visit', 'equals', 1), isBeforeClose);
const entered = restrictedTo(firstVisits, isPresent('stageRank'));
const enteredAndWon = restrictedTo(entered, isWon);
const enteredNotWon = restrictedTo(entered, not(isWon));
const enteredAndLeft = restrictedTo(entered, hasHappened('exitedOn'));
const advanced = followedBy(enteredNotWon, 'stageVisits', {
  ...ofOneOpportunity,
  where: [isBeforeClose],
  compare: [isFurther],
});
const isLastVisit = any(not(hasHappened('exitedOn')), daysBetween('closedOn', 'exitedOn', 'equals', 0));
const standsFurther = followedBy(enteredNotWon, 'stageVisits', {
  ...ofOneOpportunity,
  where: [isBeforeClose, isLastVisit],
  compare: [isFurther],
});
const wentFurther = followedBy(entered, 'stageVisits', {
  ...ofOneOpportunity,
  where: [isBeforeClose],
  compare: [isFurther],
});
const advancedToNext = followedBy(entered, 'stageVisits', {
  ...ofOneOpportunity,
  where: [isBeforeClose],
  compare: [isNext],
});
const wonFromHere = notFollowedBy(enteredAndWon, 'stageVisits', {
  ...ofOneOpportunity,
  where: [isBeforeClose],
  compare: [isFurther],
});

const passed = named('passed', plus(count('won', enteredAndWon), count('advanced', advanced)));
const passedStepByStep = named(
  'passed',
  plus(count('wonFromHere', wonFromHere), count('advancedToNext', advancedToNext)),
);

/**
 * Share of the opportunities that entered a stage in the period and passed it: (won + advanced) / entered.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when none entered.
 */
export const stageConversionRate = defineEntry({
  id: 'stage-conversion-rate',
  name: 'Stage conversion rate',
  question: 'Of the opportunities that entered the stage in the period, what share moved on?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(passed, count('entered', entered)),
  counts:
    'First visits of a stage, by the date of entry. A visit is passed when the opportunity was won, or entered a later stage since, skipping some or not. Group by stage, or narrow to one; without that it is the rate over all stages together. A stage entered on the day of the close is the closing itself and does not count.',
  undefinedWhen: 'No opportunity entered the stage in the period.',
  variants: {
    'next-stage-only': {
      differs:
        'A visit is passed only when the opportunity entered the very next stage since, or was won without entering any later one.',
      formula: divide(passedStepByStep, count('entered', entered)),
      examples: [
        { given: { passed: 110, entered: 200 }, expected: '0.55' },
        { given: { wonFromHere: 5, advancedToNext: 39, entered: 80 }, expected: '0.55' },
      ],
    },
    'skipped-excluded': {
      differs:
        'Opportunities that went on to a later stage past the next one are left out of the base, as well as out of those that passed.',
      formula: divide(
        passedStepByStep,
        named(
          'enteredInOrder',
          minus(
            count('entered', entered),
            named('skipped', minus(count('wentFurther', wentFurther), count('advancedToNext', advancedToNext))),
          ),
        ),
      ),
      examples: [
        { given: { passed: 110, enteredInOrder: 176 }, expected: '0.625' },
        { given: { passed: 110, entered: 200, skipped: 24 }, expected: '0.625' },
      ],
    },
    'regressions-undo': {
      differs:
        'Progress counts only while it lasts: an opportunity that fell back behind or into the stage has not passed it.',
      formula: divide(
        named('passed', plus(count('won', enteredAndWon), count('advanced', standsFurther))),
        count('entered', entered),
      ),
      examples: [{ given: { won: 28, advanced: 20, entered: 100 }, expected: '0.48' }],
    },
    'by-value': {
      differs: 'Sums amounts as they stood on entry instead of counting opportunities.',
      formula: divide(
        named('passed', plus(sum('won', enteredAndWon, 'amount'), sum('advanced', advanced, 'amount'))),
        sum('entered', entered, 'amount'),
      ),
      examples: [{ given: { passed: 450000, entered: 1000000 }, expected: '0.45' }],
    },
    'resolved-only': {
      differs: 'Opportunities that are still on their first visit of the stage are left out of the base.',
      formula: divide(passed, count('resolved', enteredAndLeft)),
      examples: [
        { given: { passed: 120, resolved: 160 }, expected: '0.75' },
        { given: { passed: 0, resolved: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { passed: 120, entered: 200 }, expected: '0.6', source: kpiTreeStages },
    { given: { won: 20, advanced: 44, entered: 85 }, expected: '64/85' },
    { given: { passed: 0, entered: 10 }, expected: '0' },
    { given: { passed: 0, entered: 0 }, expected: 'no-denominator' },
  ],
  sources: [saasGridStages, petavueStages, kpiTreeStages, closingDealz],
  related: ['conversion-rate', 'time-in-stage', 'win-rate'],
  pitfalls: [
    'Without stage changes an opportunity has one visit only, of its present stage; the rates then say little.',
    'Name the stages of the funnel in `salesData`: their order is then yours, and stages outside it, such as "lost", do not count. Without `stages` the order is read from all visits, later ones included, so that a past figure can change as deals move on.',
    'The product of the stage rates is the rate of the whole funnel only when no opportunity skips a stage.',
  ],
});

const fromStage = compares('stageRank', 'equals', parameter('fromStage', 1));
const toStage = parameter('toStage', 2);
const horizon = parameter('horizonDays', 90, 'days');

const enteredFrom = restrictedTo(firstVisits, fromStage);
const enteredTo = restrictedTo(firstVisits, compares('stageRank', 'equals', toStage));
const hasReached = { ...ofOneOpportunity, where: [isBeforeClose, compares('stageRank', 'atLeast', toStage)] } as const;
const reached = followedBy(restrictedTo(enteredFrom, not(isWon)), 'stageVisits', hasReached);

const isWonInTime = all(
  is('status', 'won'),
  hasHappened('closedOn'),
  daysBetween('enteredOn', 'closedOn', 'atMost', horizon),
);
const reachedInTime = followedBy(restrictedTo(enteredFrom, not(isWonInTime)), 'stageVisits', {
  ...hasReached,
  within: horizon,
});
const undecided = notFollowedBy(restrictedTo(enteredFrom, not(hasHappened('closedOn'))), 'stageVisits', hasReached);

/**
 * Share of the opportunities that entered one stage in the period and reached another since: (won + reached) / entered.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when none entered.
 */
export const conversionRate = defineEntry({
  id: 'conversion-rate',
  name: 'Conversion rate',
  question: 'Of the opportunities that entered one stage in the period, what share got as far as another?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    named('converted', plus(count('won', restrictedTo(enteredFrom, isWon)), count('reached', reached))),
    count('entered', enteredFrom),
  ),
  counts:
    'First visits of a stage of the funnel (`fromStage`, its position, 1 by default), by the date of entry; converted when the opportunity was won, or entered another stage (`toStage`, 2 by default) or one beyond it since, in the period or after it. A stage entered on the day of the close is the closing itself and does not count. For leads there are rates of their own, such as `mql-to-sql-rate`.',
  undefinedWhen: 'No opportunity entered the first stage in the period.',
  variants: {
    'within-horizon': {
      differs:
        'Counts what converted within a number of days of the entry (`horizonDays`, 90 by default), so that cohorts compare.',
      formula: divide(
        named('converted', plus(count('won', restrictedTo(enteredFrom, isWonInTime)), count('reached', reachedInTime))),
        count('entered', enteredFrom),
      ),
      examples: [{ given: { won: 3, reached: 45, entered: 100 }, expected: '0.48' }],
    },
    undecided: {
      differs: 'Not the rate, but how unripe it is: the share of the cohort that is still open and has not converted.',
      formula: divide(count('undecided', undecided), count('entered', enteredFrom)),
      examples: [{ given: { undecided: 15, entered: 100 }, expected: '0.15' }],
    },
    'same-period': {
      differs:
        'First visits of the second stage in the period / first visits of the first one in it: two cohorts, so it can pass 1; those that skip the second stage do not count.',
      formula: divide(count('converted', enteredTo), count('entered', enteredFrom)),
      examples: [
        { given: { converted: 300, entered: 10000 }, expected: '0.03' },
        { given: { converted: 12, entered: 8 }, expected: '1.5' },
      ],
    },
    'end-to-end': {
      differs:
        'The product of the rates of all stages (`stage-conversion-rate` of each) that were entered in the period: what a funnel of such stages lets through.',
      formula: foldEntities('stageRates', 'stage', 'product', stageConversionRate),
      examples: [{ given: { stageRates: '0.00108' }, expected: '0.00108', source: allstonFunnel }],
    },
  },
  examples: [
    { given: { converted: 300, entered: 10000 }, expected: '0.03', source: altiorConversion },
    { given: { won: 2, reached: 58, entered: 100 }, expected: '0.6' },
    { given: { converted: 0, entered: 100 }, expected: '0' },
    { given: { converted: 0, entered: 0 }, expected: 'no-denominator' },
  ],
  sources: [ormConversion, altiorConversion, kpiTree],
  related: ['stage-conversion-rate', 'mql-to-sql-rate', 'opportunity-to-close-rate'],
  pitfalls: [
    'A rate without its two stages says nothing: name them whenever you quote it.',
    'A young cohort reads low: read `undecided` beside it, or use `within-horizon`.',
    'The product of stage rates (`end-to-end`) is not the share of the funnel that is won when opportunities skip stages, begin in the middle, or come from cohorts of different months.',
  ],
});
