import { maximum, sum } from '../expression/aggregate.ts';
import { divide, foldEntities, minus, named, times } from '../expression/arithmetic.ts';
import { hasHappened, is } from '../expression/condition.ts';
import type { Expression } from '../expression/expression.ts';
import { pairedWith } from '../expression/join.ts';
import { parameter } from '../expression/parameter.ts';
import { always, anchoredBy, fallsIn, records } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { grossMargin } from './revenue.ts';
import { astdRoi, phillipsTraining } from './salesSources.ts';
import { completions, isModule, reachDays, washoutDays } from './trainingEffect.ts';

const wonDeals = records('opportunities', always(), is('status', 'won'), hasHappened('closedOn'));

/**
 * Value of the deals that trained reps won in the window before or after. Deal by deal, so that one that lies in the windows of two
 * modules counts once.
 */
/* @__NO_SIDE_EFFECTS__ */
function valueWon<Name extends string>(name: Name, side: 'before' | 'after'): Expression<Name> {
  const paired = pairedWith(wonDeals, 'trainings', {
    side: side === 'after' ? 'before' : 'after',
    key: ['ownerId', 'repId'],
    dates: ['closedOn', 'completedOn'],
    where: [isModule],
    beyond: washoutDays,
    within: reachDays,
  });
  return foldEntities(
    name,
    'opportunity',
    'sum',
    maximum(
      side === 'after' ? 'amountAfter' : 'amountBefore',
      anchoredBy(paired, fallsIn('other.completedOn')),
      'amount',
    ),
  );
}

const benefit = named('benefit', minus(valueWon('valueAfter', 'after'), valueWon('valueBefore', 'before')));
const isolation = parameter('isolation', '0.5', 'ratio');
const cost = sum('cost', completions, 'cost');
const margined = times(times(benefit, isolation), grossMargin);

/**
 * What a training brought in above its cost, for each unit of cost: (benefit × isolation × gross-margin - cost) / cost.
 *
 * Unit: fraction of one. Undefined (`base-not-positive`) without a cost, or without revenue to take the margin from.
 */
export const trainingRoi = defineEntry({
  id: 'training-roi',
  name: 'Training ROI',
  question: 'What did the trainings bring in above their cost, for each unit of it?',
  category: 'outcome',
  indicator: 'lagging',
  cadence: 'quarterly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(minus(margined, cost), cost, 'base-not-positive'),
  counts:
    'Trainings completed in the period (`module`, any by default) with what they cost. The benefit is the value that their reps won more than `washoutDays` (45) and at most `reachDays` (135) days after the completion, minus what they won as far before it, each deal once. The share of it that is put down to the training (`isolation`, 0.5 by default, the estimate of the ASTD example) and the gross margin of the period (`gross-margin`) reduce it. Trainings without a cost are left out of the cost and reported.',
  undefinedWhen: 'The completed trainings cost nothing, or there is no revenue with a cost to take a margin from.',
  variants: {
    revenue: {
      differs: 'Revenue instead of margin: as if what is sold cost nothing.',
      formula: divide(minus(times(benefit, isolation), cost), cost, 'base-not-positive'),
      examples: [{ given: { benefit: 1000000, cost: 200000 }, expected: '1.5' }],
    },
    'without-isolation': {
      differs: 'The whole benefit is put down to the training.',
      formula: divide(minus(times(benefit, grossMargin), cost), cost, 'base-not-positive'),
      examples: [{ given: { benefit: 9600000, 'gross-margin': '0.12', cost: 460000 }, expected: '173/115' }],
    },
    'benefit-cost-ratio': {
      differs: 'Benefit × isolation × margin / cost, without taking the cost off: 1 is where the ROI is 0.',
      formula: divide(margined, cost, 'base-not-positive'),
      examples: [{ given: { benefit: 9600000, 'gross-margin': '0.12', cost: 460000 }, expected: '144/115' }],
    },
  },
  examples: [
    { given: { benefit: 9600000, 'gross-margin': '0.12', cost: 460000 }, expected: '29/115', source: astdRoi },
    { given: { benefit: 0, 'gross-margin': '0.5', cost: 1000 }, expected: '-1' },
    { given: { benefit: 100000, 'gross-margin': '0.5', cost: 0 }, expected: 'base-not-positive' },
  ],
  sources: [astdRoi, phillipsTraining],
  related: ['training-effect', 'training-completion-rate', 'gross-margin'],
  pitfalls: [
    'The isolation factor decides the result and is an estimate: state it, or show the figure for a low and a high one.',
    'More value won after than before is no proof: a season or a new product does the same. Compare `training-effect`.',
    'The time of the reps costs more than the course: put it into the cost.',
    'Until `reachDays` have passed after the period, the benefit is not whole.',
  ],
});
