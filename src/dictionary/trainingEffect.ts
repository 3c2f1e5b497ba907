import { count, distinct } from '../expression/aggregate.ts';
import {
  countEntities,
  divide,
  foldEntities,
  type Having,
  inNextPeriod,
  inPreviousPeriod,
  type Joined,
  minus,
} from '../expression/arithmetic.ts';
import { is, isOneOf } from '../expression/condition.ts';
import type { Expression } from '../expression/expression.ts';
import { pairedWith } from '../expression/join.ts';
import { parameter, textParameter } from '../expression/parameter.ts';
import { before, fallsIn, type RecordSet, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { decided, won } from './recordSets.ts';
import { beyondRoiCase, phillipsTraining } from './salesSources.ts';

/** The module asked for, any by default. */
export const isModule = is('module', textParameter('module', null));
/*
 * The two windows of a rep lie alike on both sides of the completion: what is nearer than the washout is left out, and so is what is
 * farther than the reach. They are of equal length whatever the parameters, and for a quarter they lie on the quarters before and after
 * it, in which the others are compared.
 */

/** Days from the completion that belong to neither window. */
export const washoutDays = parameter('washoutDays', 45, 'days');
/** Days from the completion to the far end of either window. */
export const reachDays = parameter('reachDays', 135, 'days');

/** Trainings completed in the period. */
export const completions = records('trainings', fallsIn('completedOn'), isModule);
const appliedCompletions = restrictedTo(completions, is('applied', true));
const otherCompletions = restrictedTo(completions, is('applied', false));
const completionsEver = records('trainings', before('end', 'completedOn'), isModule);

/** Each completion with each deal of the rep that ended so in the window before it or after it. */
/* @__NO_SIDE_EFFECTS__ */
function withDeals(
  trainings: RecordSet<'trainings', never>,
  side: 'before' | 'after',
  ends: readonly string[],
): RecordSet<'trainings', 'opportunities'> {
  return pairedWith(trainings, 'opportunities', {
    side,
    key: ['repId', 'ownerId'],
    dates: ['completedOn', 'closedOn'],
    where: [isOneOf('status', ends)],
    beyond: washoutDays,
    within: reachDays,
  });
}

/** Win rate after the completions. Distinct deals: who completes two modules has each deal once. */
/* @__NO_SIDE_EFFECTS__ */
function rateAfter(trainings: typeof completions): Joined<Expression<'wonAfter'>, Expression<'decidedAfter'>> {
  return divide(
    distinct('wonAfter', withDeals(trainings, 'after', ['won']), 'other.id'),
    distinct('decidedAfter', withDeals(trainings, 'after', ['won', 'lost']), 'other.id'),
  );
}

/** Win rate before the completions. */
/* @__NO_SIDE_EFFECTS__ */
function rateBefore(trainings: typeof completions): Joined<Expression<'wonBefore'>, Expression<'decidedBefore'>> {
  return divide(
    distinct('wonBefore', withDeals(trainings, 'before', ['won']), 'other.id'),
    distinct('decidedBefore', withDeals(trainings, 'before', ['won', 'lost']), 'other.id'),
  );
}

/* @__NO_SIDE_EFFECTS__ */
function changeOf<Name extends string>(name: Name, trainings: typeof completions): Expression<Name> {
  return foldEntities(name, 'owner', 'mean', minus(rateAfter(trainings), rateBefore(trainings)));
}

const isUntrained: Having = [inNextPeriod(count('completionsEver', completionsEver)), 'equals', 0];
const wonLater = inNextPeriod(count('wonLater', won));
const decidedLater = inNextPeriod(count('decidedLater', decided));
const wonEarlier = inPreviousPeriod(count('wonEarlier', won));
const decidedEarlier = inPreviousPeriod(count('decidedEarlier', decided));

const trainedChange = changeOf('trainedChange', completions);
const untrainedChange = foldEntities(
  'untrainedChange',
  'owner',
  'mean',
  minus(divide(wonLater, decidedLater), divide(wonEarlier, decidedEarlier)),
  isUntrained,
);
const hasDealsBefore: Having = [
  distinct('decidedBefore', withDeals(completions, 'before', ['won', 'lost']), 'other.id'),
  'above',
  0,
];
const hasDealsAfter: Having = [
  distinct('decidedAfter', withDeals(completions, 'after', ['won', 'lost']), 'other.id'),
  'above',
  0,
];

/**
 * Change of the win rate around a training, less the change of those without it: trainedChange - untrainedChange.
 *
 * Unit: fraction of one, a difference of two rates. Undefined (`no-records`) when a group has no rep with deals before and after.
 */
export const trainingEffect = defineEntry({
  id: 'training-effect',
  name: 'Training effect',
  question: 'By how much more did the win rate of the reps change who completed a training than that of the others?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: minus(trainedChange, untrainedChange),
  counts:
    'Trainings completed in the period (`module`, any by default), each with the deals of its rep decided more than `washoutDays` (45) and at most `reachDays` (135) days before or after the completion: two windows of 90 days, and one sales cycle of 90 days between them that belongs to neither. The change of a rep is the win rate after minus the win rate before. Untrained are reps who have completed no such training by the end of the next period: their change is the win rate of the next period minus that of the previous one. Each rep weighs the same; who decided nothing in one of the windows is left out.',
  undefinedWhen: 'One of the two groups has no rep with decided deals before and after.',
  variants: {
    'without-control': {
      differs: 'The change of the trained reps alone: whatever else happened in that time is in it.',
      formula: trainedChange,
      examples: [{ given: { trainedChange: '0.08' }, expected: '0.08' }],
    },
    appliers: {
      differs:
        'Reps who apply what was taught (`applied` of the training) against trained reps who do not, in place of an untrained group.',
      formula: minus(changeOf('applierChange', appliedCompletions), changeOf('otherChange', otherCompletions)),
      examples: [{ given: { applierChange: '0.291', otherChange: '0.083' }, expected: '0.208', source: beyondRoiCase }],
    },
    relative: {
      differs: 'Relative uplift: divided by the win rate of the trained reps before.',
      formula: divide(
        minus(trainedChange, untrainedChange),
        foldEntities('trainedBefore', 'owner', 'mean', rateBefore(completions), hasDealsAfter),
        'base-not-positive',
      ),
      examples: [
        { given: { trainedChange: '0.08', untrainedChange: '0.02', trainedBefore: '0.24' }, expected: '0.25' },
        { given: { trainedChange: '0.1', untrainedChange: 0, trainedBefore: 0 }, expected: 'base-not-positive' },
      ],
    },
    pooled: {
      differs: 'Pools the deals of each group instead of weighing its reps alike: rates of sums.',
      formula: minus(
        minus(rateAfter(completions), rateBefore(completions)),
        minus(
          divide(
            foldEntities('untrainedWonAfter', 'owner', 'sum', wonLater, isUntrained),
            foldEntities('untrainedDecidedAfter', 'owner', 'sum', decidedLater, isUntrained),
          ),
          divide(
            foldEntities('untrainedWonBefore', 'owner', 'sum', wonEarlier, isUntrained),
            foldEntities('untrainedDecidedBefore', 'owner', 'sum', decidedEarlier, isUntrained),
          ),
        ),
      ),
      examples: [
        {
          given: {
            wonAfter: 30,
            decidedAfter: 100,
            wonBefore: 20,
            decidedBefore: 100,
            untrainedWonAfter: 50,
            untrainedDecidedAfter: 200,
            untrainedWonBefore: 48,
            untrainedDecidedBefore: 200,
          },
          expected: '0.09',
        },
        {
          given: {
            wonAfter: 0,
            decidedAfter: 0,
            wonBefore: 20,
            decidedBefore: 100,
            untrainedWonAfter: 50,
            untrainedDecidedAfter: 200,
            untrainedWonBefore: 48,
            untrainedDecidedBefore: 200,
          },
          expected: 'no-denominator',
        },
      ],
    },
    'trained-reps': {
      differs: 'The size of the trained group: reps with decided deals in both windows of a completion.',
      unit: 'count',
      formula: countEntities('trainedReps', 'owner', hasDealsBefore, hasDealsAfter),
      examples: [{ given: { trainedReps: 12 }, expected: '12' }],
    },
    'untrained-reps': {
      differs: 'The size of the untrained group: reps with decided deals in the previous and in the next period.',
      unit: 'count',
      formula: countEntities(
        'untrainedReps',
        'owner',
        isUntrained,
        [decidedEarlier, 'above', 0],
        [decidedLater, 'above', 0],
      ),
      examples: [{ given: { untrainedReps: 20 }, expected: '20' }],
    },
  },
  examples: [
    { given: { trainedChange: '0.08', untrainedChange: '0.02' }, expected: '0.06' },
    { given: { trainedChange: '0.03', untrainedChange: '0.05' }, expected: '-0.02' },
    { given: { trainedChange: '0.05', untrainedChange: '0.05' }, expected: '0' },
  ],
  sources: [beyondRoiCase, phillipsTraining],
  related: ['training-roi', 'training-completion-rate', 'win-rate'],
  pitfalls: [
    'It is an association, never a cause: who is sent to a training, or finishes it, differs from who does not.',
    'State the sizes of the groups with it (`trained-reps`, `untrained-reps`): a few reps with a few deals each make any effect.',
    'It is a difference of rates: 0.06 is six points, not six per cent. `relative` is the other reading.',
    'Ask for quarters: the others are compared by whole periods, which should be as long as the windows.',
    'Until `reachDays` and the next period have passed after the period, the windows after are not full.',
    'It is filtered and grouped by rep, team or territory only: trainings have no account and no segment.',
  ],
});
