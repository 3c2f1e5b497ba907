import { count, product, sum } from '../expression/aggregate.ts';
import { divide, toDateIn } from '../expression/arithmetic.ts';
import { daysBetween, is, not } from '../expression/condition.ts';
import { textParameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo, within } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { fivetranSalesforce, gitlabIndex, kellblogPipeline, quarterOneVelocity } from './funnelSources.ts';
import { created } from './recordSets.ts';

const qualifiedOpportunities = records('opportunities', fallsIn('qualifiedOn'));
const createdWithoutRenewals = restrictedTo(created, not(is('type', 'renewal')));

/**
 * Number of opportunities created in the period: created.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const opportunitiesCreated = defineEntry({
  id: 'opportunities-created',
  name: 'Opportunities created',
  question: 'How many opportunities did we open in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'count',
  better: 'higher',
  formula: count('created', created),
  counts: 'Opportunities by the date of their creation, of every type, whatever became of them.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    qualified: {
      differs:
        'Counts an opportunity when it is accepted as qualified, by the date of that, instead of when it is created.',
      formula: count('qualified', qualifiedOpportunities),
      examples: [{ given: { qualified: 27 }, expected: '27' }],
    },
    'renewals-excluded': {
      differs: 'Opportunities of type renewal are left out: they come up by the calendar, not by selling.',
      formula: count('created', createdWithoutRenewals),
      examples: [{ given: { created: 32 }, expected: '32' }],
    },
  },
  examples: [
    { given: { created: 40 }, expected: '40' },
    { given: { created: 0 }, expected: '0' },
  ],
  sources: [fivetranSalesforce, quarterOneVelocity],
  related: ['pipeline-created', 'opportunity-to-close-rate', 'pipeline-velocity'],
  pitfalls: [
    'Reps who open an opportunity late, when it is nearly won, make this figure low and the win rate high.',
    'Opportunities that were entered twice count twice: take duplicates out of the data before it is read.',
  ],
});

const asCreated = records(
  'opportunityHistory',
  fallsIn('createdOn'),
  daysBetween('createdOn', 'standsFrom', 'equals', 0),
);
const asCreatedFromSource = restrictedTo(asCreated, is('source', textParameter('source', null)));

/**
 * Sum of the amounts of the opportunities created in the period, as of their creation: created.
 *
 * Unit: currency. Never undefined: none is 0.
 */
export const pipelineCreated = defineEntry({
  id: 'pipeline-created',
  name: 'Pipeline created',
  question: 'How much new pipeline did we open in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'currency',
  better: 'higher',
  formula: sum('created', asCreated, 'amount'),
  counts:
    'Opportunities by the date of their creation, with the amount and the owner that they had at the end of that day. One whose amount became known later only is left out and reported.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'present-amount': {
      differs: 'With the amount that each opportunity has now, so that the past moves as amounts change.',
      formula: sum('created', created, 'amount'),
      examples: [{ given: { created: 1150000 }, expected: '1150000' }],
    },
    weighted: {
      differs: 'Each amount is weighed by the probability that the opportunity had on the day of its creation.',
      formula: sum('created', asCreated, product('amount', 'probability')),
      examples: [{ given: { created: 210000 }, expected: '210000' }],
    },
    'from-source': {
      differs: 'Only opportunities from one source (`source`), or from any that is named by default.',
      formula: sum('created', asCreatedFromSource, 'amount'),
      examples: [{ given: { created: 400000 }, expected: '400000' }],
    },
  },
  examples: [
    { given: { created: 1000000 }, expected: '1000000' },
    { given: { created: 0 }, expected: '0' },
  ],
  sources: [fivetranSalesforce, gitlabIndex],
  related: ['opportunities-created', 'pipeline-generation-attainment', 'open-pipeline'],
  pitfalls: [
    'Without changes on record an opportunity counts with its present amount: the one of its creation is not known.',
    'Many teams create opportunities without an amount and put it in later; then `present-amount` is the honest one.',
    'By source: group by `source`, which gives every source at once.',
  ],
});

const pipelinePlans = records('quotas', within('startsOn', 'endsOn'), is('measure', 'pipeline'));

/**
 * Pipeline created in the period, as a share of the plan for it: pipeline created / plan.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when there is no plan.
 */
export const pipelineGenerationAttainment = defineEntry({
  id: 'pipeline-generation-attainment',
  name: 'Pipeline generated vs plan',
  question: 'How much of the planned new pipeline did we open in the period?',
  category: 'efficiency',
  indicator: 'leading',
  cadence: 'monthly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(pipelineCreated, sum('plan', pipelinePlans, 'amount')),
  counts:
    'Opportunities by the date of their creation, with the amount they had then. The plan is the sum of the quotas for pipeline (`measure` pipeline) whose span lies wholly in the period.',
  undefinedWhen: 'The plan for the period is missing or 0.',
  variants: {
    'by-count': {
      differs:
        'Opportunities created / the number of them that was planned (`quantity` of the quotas), instead of amounts.',
      formula: divide(opportunitiesCreated, sum('plan', pipelinePlans, 'quantity')),
      examples: [
        { given: { 'opportunities-created': 45, plan: 50 }, expected: '0.9' },
        { given: { 'opportunities-created': 45, plan: 0 }, expected: 'no-denominator' },
      ],
    },
    'year-to-date': {
      differs: 'Cumulative: from the start of the year in which the period ends.',
      formula: toDateIn('year', divide(pipelineCreated, sum('plan', pipelinePlans, 'amount'))),
      examples: [{ given: { 'pipeline-created': 5400000, plan: 6000000 }, expected: '0.9' }],
    },
  },
  examples: [
    { given: { 'pipeline-created': 1800000, plan: 1500000 }, expected: '1.2' },
    { given: { created: 0, plan: 1500000 }, expected: '0' },
    { given: { 'pipeline-created': 1800000, plan: 0 }, expected: 'no-denominator' },
  ],
  sources: [gitlabIndex, kellblogPipeline],
  related: ['pipeline-created', 'pipeline-coverage', 'quota-attainment'],
  pitfalls: [
    'Plans of reps and of their team add up: give the one or the other, or narrow to an owner or a team.',
    'In a period in progress the whole plan stands against a part of the pipeline.',
    'Pipeline that nobody qualified meets a plan as well as any other: read `opportunity-to-close-rate` of the same cohort beside it.',
  ],
});
