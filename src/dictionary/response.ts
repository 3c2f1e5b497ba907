import { count, daysFrom, hoursFrom, mean, median, minimum, sum, workingHoursFrom } from '../expression/aggregate.ts';
import { countEntities, divide, kaplanMeierMedian, minus } from '../expression/arithmetic.ts';
import { daysBetween, is } from '../expression/condition.ts';
import { followedBy } from '../expression/join.ts';
import { parameter } from '../expression/parameter.ts';
import { restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { kpiTree, leadSourceResponse, profitAiResponse } from './funnelSources.ts';
import { isLive, isOutbound, isOutreach, newLeads } from './recordSets.ts';

const response = { key: ['id', 'leadId'], dates: ['createdOn', 'occurredOn'], where: isOutreach } as const;
const answeredLeads = followedBy(newLeads, 'activities', response);
/** What is answered after the end still waited at the end, so that all leads are watched until one day. */
const answeredByTheEnd = restrictedTo(answeredLeads, daysBetween('other.occurredOn', 'asOf', 'atLeast', 0));
const answeredFromAssignment = followedBy(newLeads, 'activities', { ...response, dates: ['assignedOn', 'occurredOn'] });
const contactedLeads = followedBy(newLeads, 'activities', {
  ...response,
  where: [is('kind', 'call'), isOutbound, isLive],
});
const answeredInTime = followedBy(newLeads, 'activities', { ...response, within: parameter('limitDays', 1, 'days') });

/**
 * Median time from the creation of a lead to the first real outreach: median of hours from creation to response.
 *
 * Unit: hours. Undefined (`no-records`) when no lead of the period was answered.
 */
export const leadResponseTime = defineEntry({
  id: 'lead-response-time',
  name: 'Lead response time',
  question: 'How long does a new lead wait for our first call or message?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'hours',
  better: 'lower',
  formula: median('responseTime', answeredLeads, hoursFrom('createdOn', 'other.occurredOn')),
  counts:
    'Leads created in the period, without those that repeat another (`duplicateOfId`), each with the first outbound call, email or other message that follows, even after the period. Automatic messages are no response. Leads not yet answered are left out; leads or responses without a time of day are left out and reported.',
  undefinedWhen: 'No lead of the period has been answered.',
  variants: {
    mean: {
      differs: 'The mean, which a few leads left over a weekend can double.',
      formula: mean('responseTime', answeredLeads, hoursFrom('createdOn', 'other.occurredOn')),
      examples: [{ given: { responseTime: '9.5' }, expected: '9.5' }],
    },
    'from-assignment': {
      differs: 'The clock starts when the lead is assigned to its owner.',
      formula: median('responseTime', answeredFromAssignment, hoursFrom('assignedOn', 'other.occurredOn')),
      examples: [{ given: { responseTime: '0.75' }, expected: '0.75' }],
    },
    'working-hours': {
      differs: 'Only hours in which the team works count (`workingTime` of `salesData`).',
      formula: median('responseTime', answeredLeads, workingHoursFrom('createdOn', 'other.occurredOn')),
      examples: [{ given: { responseTime: '1.25' }, expected: '1.25' }],
    },
    'first-contact': {
      differs: 'The clock stops at the first call that reached the person, not at the first attempt.',
      formula: median('responseTime', contactedLeads, hoursFrom('createdOn', 'other.occurredOn')),
      examples: [{ given: { responseTime: 26 }, expected: '26' }],
    },
    censored: {
      differs:
        'All leads of the period, in days, as known at its end: those that still wait are censored, and the median is estimated by Kaplan and Meier, so that a team cannot look fast by what it ignores. Undefined while too few are answered to tell.',
      unit: 'days',
      formula: kaplanMeierMedian(
        'waitingTime',
        'lead',
        minus(
          sum('sinceCreation', newLeads, daysFrom('createdOn', 'asOf')),
          sum('sinceResponse', answeredByTheEnd, daysFrom('other.occurredOn', 'asOf')),
        ),
        [count('answered', answeredByTheEnd), 'above', 0],
        [count('leads', newLeads), 'above', 0],
      ),
      examples: [{ given: { waitingTime: 2 }, expected: '2' }],
    },
    'answered-in-time': {
      differs:
        'The share of leads answered within a number of calendar days (`limitDays`, 1 by default: the same or the next day); unanswered leads count as late.',
      unit: 'ratio',
      formula: divide(count('answered', answeredInTime), count('leads', newLeads)),
      examples: [
        { given: { answered: 90, leads: 120 }, expected: '0.75' },
        { given: { answered: 0, leads: 0 }, expected: 'no-denominator' },
      ],
    },
    'answered-within-hours': {
      differs:
        'The share of leads answered within a number of hours (`limitHours`, 1 by default; 5 minutes are 1/12, or 0.0833); leads without an answer, and those without a time of day, count as late.',
      unit: 'ratio',
      formula: divide(
        countEntities('answered', 'lead', [
          minimum('responseTime', answeredLeads, hoursFrom('createdOn', 'other.occurredOn')),
          'atMost',
          parameter('limitHours', 1, 'hours'),
        ]),
        count('leads', newLeads),
      ),
      examples: [
        { given: { answered: 30, leads: 120 }, expected: '0.25' },
        { given: { answered: 0, leads: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { responseTime: '1.5' }, expected: '1.5' },
    { given: { responseTime: 0 }, expected: '0' },
  ],
  sources: [leadSourceResponse, kpiTree, profitAiResponse],
  related: ['contact-rate', 'lead-to-opportunity-rate', 'follow-ups-completed'],
  pitfalls: [
    'Leads that were never answered are not in the median: a team that ignores the hard ones looks fast. Read `censored` or `answered-in-time` beside it.',
    'Hours run around the clock, nights and weekends count; `working-hours` stops the clock.',
  ],
});
