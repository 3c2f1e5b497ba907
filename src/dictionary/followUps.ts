import { count } from '../expression/aggregate.ts';
import { divide, foldEntities, lesserOf, named, times } from '../expression/arithmetic.ts';
import { any, daysBetween, is, isMissing, isOneOf, not } from '../expression/condition.ts';
import { pairedWith } from '../expression/join.ts';
import { parameter } from '../expression/parameter.ts';
import { always, fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { databoardsFollowUp, kpiTree, kpiTreeOverdueTasks } from './funnelSources.ts';
import { hasHappenedByTheEnd, isOutbound, isOutreach, newLeads } from './recordSets.ts';

const completedFollowUps = records('activities', fallsIn('completedOn'), is('kind', 'task'), is('followUp', true));
const followUpsOnTime = records(
  'activities',
  fallsIn('completedOn'),
  is('kind', 'task'),
  is('followUp', true),
  daysBetween('completedOn', 'dueOn', 'atLeast', 0),
);
const followUpTouches = records(
  'activities',
  fallsIn('occurredOn'),
  isOneOf('kind', ['call', 'email', 'meeting']),
  is('followUp', true),
  isOutbound,
  not(isOneOf('outcome', ['cancelled', 'no-show'])),
);

/**
 * Number of follow-up tasks completed in the period: followUps.
 *
 * Unit: count. Never undefined: none is 0.
 */
export const followUpsCompleted = defineEntry({
  id: 'follow-ups-completed',
  name: 'Follow-ups completed',
  question: 'How many follow-up tasks did we complete in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'count',
  better: 'higher',
  formula: count('followUps', completedFollowUps),
  counts: 'Activities of kind task that are marked as follow-ups, by the time of completion, late ones included.',
  undefinedWhen: 'Never: none is 0.',
  variants: {
    'on-time': {
      differs: 'Only tasks completed on their due date or before; a task without a due date does not count.',
      formula: count('followUps', followUpsOnTime),
      examples: [{ given: { followUps: 31 }, expected: '31' }],
    },
    touches: {
      differs:
        'Counts follow-up calls, emails and meetings, by the time they took place, instead of tasks. Cancelled meetings and those to which nobody came are left out.',
      formula: count('touches', followUpTouches),
      examples: [{ given: { touches: 120 }, expected: '120' }],
    },
  },
  examples: [
    { given: { followUps: 38 }, expected: '38' },
    { given: { followUps: 0 }, expected: '0' },
  ],
  sources: [databoardsFollowUp],
  related: ['follow-up-completion-rate', 'calls-made', 'lead-response-time'],
  pitfalls: ['A count says nothing of what was due: many completed and many missed can go together.'],
});

const dueFollowUps = records('activities', fallsIn('dueOn'), is('kind', 'task'), is('followUp', true));
const dueAndCompleted = restrictedTo(dueFollowUps, hasHappenedByTheEnd('completedOn'));
const dueAndOnTime = restrictedTo(dueFollowUps, daysBetween('completedOn', 'dueOn', 'atLeast', 0));
const openFollowUps = records(
  'activities',
  always(),
  is('kind', 'task'),
  is('followUp', true),
  any(isMissing('createdOn'), hasHappenedByTheEnd('createdOn')),
  not(hasHappenedByTheEnd('completedOn')),
);
const overdueFollowUps = restrictedTo(openFollowUps, daysBetween('dueOn', 'asOf', 'above', 0));
const touchesOfLeads = pairedWith(newLeads, 'activities', {
  side: 'after',
  key: ['id', 'leadId'],
  dates: ['createdOn', 'occurredOn'],
  where: isOutreach,
  within: parameter('horizonDays', 14, 'days'),
});
const required = parameter('requiredTouches', 6);

/**
 * Share of the follow-ups due in the period that were completed by its end: completed / due.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no follow-up was due.
 */
export const followUpCompletionRate = defineEntry({
  id: 'follow-up-completion-rate',
  name: 'Follow-up completion rate',
  question: 'Of the follow-ups that were due in the period, what share did we complete by its end?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('completed', dueAndCompleted), count('due', dueFollowUps)),
  counts:
    'Activities of kind task that are marked as follow-ups, by their due date; completed when that happened by the end of the period, before the due date or late. Tasks without a due date are left out.',
  undefinedWhen: 'No follow-up was due in the period.',
  variants: {
    'on-time': {
      differs: 'Only those completed on their due date or before count as completed.',
      formula: divide(count('onTime', dueAndOnTime), count('due', dueFollowUps)),
      examples: [{ given: { onTime: 31, due: 50 }, expected: '0.62' }],
    },
    'overdue-share': {
      differs:
        'Another figure, lower is better: of the follow-ups open at the end of the period, the share that is past its due date, whenever it was due. It is a snapshot and no complement of the rate.',
      formula: divide(count('overdue', overdueFollowUps), count('open', openFollowUps)),
      examples: [
        { given: { overdue: 24, open: 150 }, expected: '0.16', source: kpiTreeOverdueTasks },
        { given: { overdue: 0, open: 0 }, expected: 'no-denominator' },
      ],
    },
    'required-touches': {
      differs:
        'Touches instead of tasks: of the calls and messages that each new lead of the period should get (`requiredTouches`, 6 by default) in so many days (`horizonDays`, 14 by default), the share that was made; more than required do not make up for others.',
      formula: divide(
        foldEntities('made', 'lead', 'sum', lesserOf(count('touches', touchesOfLeads), required)),
        named('required', times(count('leads', newLeads), required)),
      ),
      examples: [
        { given: { made: 450, leads: 100 }, expected: '0.75' },
        { given: { made: 450, required: 600 }, expected: '0.75' },
        { given: { made: 0, leads: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { completed: 38, due: 50 }, expected: '0.76' },
    { given: { completed: 0, due: 50 }, expected: '0' },
    { given: { completed: 0, due: 0 }, expected: 'no-denominator' },
  ],
  sources: [databoardsFollowUp, kpiTree],
  related: ['follow-ups-completed', 'lead-response-time', 'contact-rate'],
  pitfalls: [
    'Moving the due date makes a follow-up punctual: the records hold the last due date only.',
    'Follow-ups due on the last days of the period have less time to be completed late than the first ones; `on-time` treats all alike.',
    'Leads created late in the period have not had their days yet: give `required-touches` periods that ended `horizonDays` ago, or compare like with like.',
  ],
});
