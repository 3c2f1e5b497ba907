import { count } from '../expression/aggregate.ts';
import { countEntities, divide } from '../expression/arithmetic.ts';
import { daysBetween } from '../expression/condition.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { hasHappenedByTheEnd } from './recordSets.ts';
import { phillipsTraining } from './salesSources.ts';

const due = records('trainings', fallsIn('dueOn'));
const completedInTime = restrictedTo(due, daysBetween('completedOn', 'dueOn', 'atLeast', 0));
const completedByTheEnd = restrictedTo(due, hasHappenedByTheEnd('completedOn'));

/**
 * Share of the modules due in the period that were completed by their due date: completed / due.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when none was due.
 */
export const trainingCompletionRate = defineEntry({
  id: 'training-completion-rate',
  name: 'Training completion',
  question: 'Of the training modules due in the period, what share was completed in time?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('completed', completedInTime), count('due', due)),
  counts:
    'Trainings by their due date: one for each rep and module. Completed on the due date is in time. Trainings without a due date do not count.',
  undefinedWhen: 'No module was due in the period.',
  variants: {
    'reps-who-finished': {
      differs: 'Reps instead of modules: the share of the reps with modules due who completed all of them in time.',
      formula: divide(
        countEntities(
          'finishedReps',
          'owner',
          [count('due', due), 'above', 0],
          [count('completed', completedInTime), 'equals', count('due', due)],
        ),
        countEntities('dueReps', 'owner', [count('due', due), 'above', 0]),
      ),
      examples: [
        { given: { finishedReps: 6, dueReps: 10 }, expected: '0.6' },
        { given: { finishedReps: 0, dueReps: 0 }, expected: 'no-denominator' },
      ],
    },
    'late-included': {
      differs: 'Modules completed late count too, up to the end of the period.',
      formula: divide(count('completed', completedByTheEnd), count('due', due)),
      examples: [{ given: { completed: 45, due: 50 }, expected: '0.9' }],
    },
  },
  examples: [
    { given: { completed: 40, due: 50 }, expected: '0.8' },
    { given: { completed: 0, due: 50 }, expected: '0' },
    { given: { completed: 0, due: 0 }, expected: 'no-denominator' },
  ],
  sources: [phillipsTraining],
  related: ['training-effect', 'training-roi', 'ramp-time'],
  pitfalls: [
    'Completed is not applied: `training-effect` asks what came of it.',
    'Moving a due date moves the module into another period.',
    'The sources on it are thin: it is a figure of learning systems more than of sales.',
  ],
});
