import { count, distinct, sum } from '../expression/aggregate.ts';
import {
  constant,
  countEntities,
  countPeriods,
  divide,
  foldEntities,
  named,
  periodWorkingDays,
  plus,
  times,
} from '../expression/arithmetic.ts';
import { is, isPresent } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import {
  brainsharkGlossary,
  ganglyActivity,
  glencocoOutbound,
  leanScaleCapture,
  teamgateActivity,
} from './funnelSources.ts';
import { calls, created, isDone, isOutbound, isPickedUp, won } from './recordSets.ts';
import { employed } from './reps.ts';

const answeredCalls = records('activities', fallsIn('occurredOn'), is('kind', 'call'), isOutbound, isPickedUp);
const allCalls = records('activities', fallsIn('occurredOn'), is('kind', 'call'));
const callsOfReps = records(
  'activities',
  fallsIn('occurredOn'),
  is('kind', 'call'),
  isOutbound,
  is('recordedBy', 'rep'),
);
const callsOfSystems = records(
  'activities',
  fallsIn('occurredOn'),
  is('kind', 'call'),
  isOutbound,
  is('recordedBy', 'system'),
);

/**
 * Number of outbound calls begun in the period: calls.
 *
 * Unit: count. Never undefined: no call is 0.
 */
export const callsMade = defineEntry({
  id: 'calls-made',
  name: 'Calls made',
  question: 'How many outbound calls did we make in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'count',
  better: 'higher',
  formula: count('calls', calls),
  counts:
    'Activities of kind call, by the time they began, answered or not. Calls marked inbound are left out; a call without a direction counts as outbound.',
  undefinedWhen: 'Never: no call is 0.',
  variants: {
    answered: {
      differs:
        'Only calls that somebody picked up: conversation, connected, gatekeeper or wrong number. A call without an outcome does not count.',
      formula: count('calls', answeredCalls),
      examples: [{ given: { calls: 75 }, expected: '75' }],
    },
    'inbound-included': {
      differs: 'Calls that came in count as well.',
      formula: count('calls', allCalls),
      examples: [{ given: { calls: 540 }, expected: '540' }],
    },
    'recorded-by-reps': {
      differs: 'Only calls that a rep logged by hand.',
      formula: count('calls', callsOfReps),
      examples: [{ given: { calls: 60 }, expected: '60' }],
    },
    'recorded-by-systems': {
      differs: 'Only calls that the telephone system recorded.',
      formula: count('calls', callsOfSystems),
      examples: [{ given: { calls: 440 }, expected: '440' }],
    },
  },
  examples: [
    { given: { calls: 500 }, expected: '500' },
    { given: { calls: 0 }, expected: '0' },
  ],
  sources: [glencocoOutbound],
  related: ['contact-rate', 'meeting-conversion-rate', 'emails-sent', 'activities-per-rep'],
  pitfalls: [
    `Logging by hand holds a small part of what happens (10 to 15% by ${leanScaleCapture.title}, ${leanScaleCapture.address}): a rise may be better logging.`,
    'A call kept in both the telephone system and the CRM is two records unless they share an id.',
  ],
});

const activitiesOfReps = records('activities', fallsIn('occurredOn'), isOutbound, ...isDone, isPresent('ownerId'));
const timedActivities = restrictedTo(activitiesOfReps, isPresent('minutes'));
const workedOn = countPeriods(
  'workingDaysActive',
  'day',
  [count('activities', activitiesOfReps), 'above', 0],
  [periodWorkingDays('workingDays', 'whole'), 'above', constant(0, 'days')],
);
const activeReps = countEntities('activeReps', 'owner', [workedOn, 'above', 0]);
const selling = times(divide(sum('minutes', timedActivities, 'minutes'), 60), constant(1, 'hours'));
const weighted = plus(
  plus(
    plus(
      times(count('calls', restrictedTo(activitiesOfReps, is('kind', 'call'))), parameter('callWeight', 1)),
      times(count('emails', restrictedTo(activitiesOfReps, is('kind', 'email'))), parameter('emailWeight', 1)),
    ),
    plus(
      times(count('meetings', restrictedTo(activitiesOfReps, is('kind', 'meeting'))), parameter('meetingWeight', 5)),
      times(count('tasks', restrictedTo(activitiesOfReps, is('kind', 'task'))), parameter('taskWeight', 1)),
    ),
  ),
  times(count('others', restrictedTo(activitiesOfReps, is('kind', 'other'))), parameter('otherWeight', 1)),
);

/**
 * Activities for each rep who was active on a working day of the period: activities / activeReps.
 *
 * Unit: count per rep. Undefined (`no-denominator`) when no rep was active on a working day.
 */
export const activitiesPerRep = defineEntry({
  id: 'activities-per-rep',
  name: 'Activities per rep',
  question: 'How much did each active rep do in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'count per rep',
  better: 'higher',
  formula: divide(count('activities', activitiesOfReps), activeReps),
  counts:
    'Activities that belong to a rep, of any kind, by the time they took place. What came in, what a machine sent, meetings that were cancelled or to which nobody came, and tasks not completed are left out. A rep counts who did at least one of them on a working day (`workingTime` of `salesData`).',
  undefinedWhen: 'No rep was active on a working day of the period.',
  variants: {
    'per-employed-rep': {
      differs:
        'Divides by the reps at work at the end of the period, active or not, so that those who did nothing lower the figure.',
      formula: divide(count('activities', activitiesOfReps), count('employed', employed)),
      examples: [{ given: { activities: 1200, employed: 10 }, expected: '120' }],
    },
    'per-rep-day': {
      differs: 'Divides by the days on which a rep was active, added up over the reps, weekends included.',
      formula: divide(
        count('activities', activitiesOfReps),
        foldEntities('repDays', 'owner', 'sum', distinct('days', activitiesOfReps, 'occurredOn')),
      ),
      examples: [
        { given: { activities: 1200, repDays: 40 }, expected: '30' },
        { given: { activities: 0, repDays: 0 }, expected: 'no-denominator' },
      ],
    },
    'per-selling-hour': {
      differs:
        'Activities whose length is known (`minutes`) for each hour that they took, so that part-time reps and long meetings compare.',
      unit: 'count per hour',
      formula: divide(count('timed', timedActivities), named('sellingHours', selling)),
      examples: [
        { given: { timed: 90, sellingHours: 30 }, expected: '3' },
        { given: { timed: 90, minutes: 1800 }, expected: '3' },
        { given: { timed: 0, minutes: 0 }, expected: 'no-denominator' },
      ],
    },
    'weighted-by-kind': {
      differs:
        'Weighs each kind: calls (`callWeight`, 1 by default), emails (`emailWeight`, 1), meetings (`meetingWeight`, 5), tasks (`taskWeight`, 1) and others (`otherWeight`, 1). The weights are a choice of this library.',
      formula: divide(named('weighted', weighted), activeReps),
      examples: [
        { given: { calls: 500, emails: 300, meetings: 20, tasks: 50, others: 0, activeReps: 10 }, expected: '95' },
        { given: { weighted: 950, activeReps: 10 }, expected: '95' },
      ],
    },
    'per-opportunity': {
      differs: 'The inverse: activities for each opportunity created in the period. Unbounded when none was created.',
      unit: 'count',
      formula: divide(count('activities', activitiesOfReps), count('created', created), 'unbounded'),
      examples: [
        { given: { activities: 1200, created: 24 }, expected: '50' },
        { given: { activities: 1200, created: 0 }, expected: 'unbounded' },
        { given: { activities: 0, created: 0 }, expected: 'no-denominator' },
      ],
    },
    'per-won-deal': {
      differs: 'The inverse: activities for each deal won in the period. Unbounded when none was won.',
      unit: 'count',
      formula: divide(count('activities', activitiesOfReps), count('won', won), 'unbounded'),
      examples: [
        { given: { activities: 1200, won: 8 }, expected: '150' },
        { given: { activities: 1200, won: 0 }, expected: 'unbounded' },
      ],
    },
  },
  examples: [
    { given: { activities: 1200, activeReps: 8 }, expected: '150' },
    { given: { activities: 0, activeReps: 0 }, expected: 'no-denominator' },
  ],
  sources: [ganglyActivity, teamgateActivity, brainsharkGlossary],
  related: ['calls-made', 'emails-sent', 'meetings-held', 'activity-capture-rate'],
  pitfalls: [
    'A rep who did nothing is no active rep: the average of the others does not show who is missing. `per-employed-rep` does.',
    'Activities of a rep who worked on weekends only count above the line and the rep not below it.',
    'The activities of a period did not bring about its won deals: with a long cycle `per-won-deal` compares new effort with old effort.',
  ],
});
