import { count, distinct } from '../expression/aggregate.ts';
import { daysBetween, is, isMissing, isOneOf, not } from '../expression/condition.ts';
import { defineKpi } from '../expression/kpi.ts';
import { fallsIn, records } from '../expression/recordSet.ts';
import { databoardsFollowUp, glencocoOutbound, leanScaleCapture, z360Rates } from './publishedSources.ts';
import { calls, isOutbound } from './recordSets.ts';

const answered = isOneOf('outcome', ['conversation', 'connected', 'gatekeeper', 'wrong-number']);
const answeredCalls = records('activities', fallsIn('occurredOn'), is('kind', 'call'), isOutbound, answered);
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
export const callsMade = defineKpi({
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
  related: ['contact-rate', 'meeting-conversion-rate', 'emails-sent'],
  pitfalls: [
    `Logging by hand holds a small part of what happens (10 to 15% by ${leanScaleCapture.title}, ${leanScaleCapture.address}): a rise may be better logging.`,
    'A call kept in both the telephone system and the CRM is two records unless they share an id.',
  ],
});

const emails = records('activities', fallsIn('occurredOn'), is('kind', 'email'), isOutbound);
const deliveredEmails = records(
  'activities',
  fallsIn('occurredOn'),
  is('kind', 'email'),
  isOutbound,
  not(is('outcome', 'bounced')),
);
const manualEmails = records(
  'activities',
  fallsIn('occurredOn'),
  is('kind', 'email'),
  isOutbound,
  not(is('automatic', true)),
);
const sequenceEmails = records(
  'activities',
  fallsIn('occurredOn'),
  is('kind', 'email'),
  isOutbound,
  is('automatic', true),
);

/**
 * Number of sales emails sent in the period: emails.
 *
 * Unit: count. Never undefined: no email is 0.
 */
export const emailsSent = defineKpi({
  id: 'emails-sent',
  name: 'Emails sent',
  question: 'How many sales emails did we send in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'count',
  better: 'higher',
  formula: count('emails', emails),
  counts:
    'Activities of kind email, by the time they were sent, bounced ones included. Emails marked inbound are left out; an email without a direction counts as outbound.',
  undefinedWhen: 'Never: no email is 0.',
  variants: {
    delivered: {
      differs: 'Bounced emails are left out.',
      formula: count('emails', deliveredEmails),
      examples: [{ given: { emails: 1150 }, expected: '1150' }],
    },
    manual: {
      differs: 'Emails of a sequence or another machine are left out.',
      formula: count('emails', manualEmails),
      examples: [{ given: { emails: 300 }, expected: '300' }],
    },
    sequence: {
      differs: 'Only emails of a sequence or another machine.',
      formula: count('emails', sequenceEmails),
      examples: [{ given: { emails: 900 }, expected: '900' }],
    },
    recipients: {
      differs: 'Counts the different contacts written to instead of messages; emails without a contact do not count.',
      formula: distinct('recipients', emails, 'contactId'),
      examples: [{ given: { recipients: 400 }, expected: '400' }],
    },
  },
  examples: [
    { given: { emails: 1200 }, expected: '1200' },
    { given: { emails: 0 }, expected: '0' },
  ],
  sources: [z360Rates],
  related: ['calls-made', 'meetings-booked'],
  pitfalls: [
    'Messages and people are different bases: a rate per message and a rate per person differ several times over.',
  ],
});

const isBooking = isMissing('rescheduledFromId');
const bookedMeetings = records('activities', fallsIn('createdOn'), is('kind', 'meeting'), isBooking);
const bookedByMeetingDate = records('activities', fallsIn('occurredOn'), is('kind', 'meeting'), isBooking);
const bookedAndKept = records(
  'activities',
  fallsIn('createdOn'),
  is('kind', 'meeting'),
  isBooking,
  not(is('outcome', 'cancelled')),
);
const bookedFirstMeetings = records(
  'activities',
  fallsIn('createdOn'),
  is('kind', 'meeting'),
  isBooking,
  is('first', true),
);

/**
 * Number of meetings put in the calendar in the period: meetings.
 *
 * Unit: count. Never undefined: no meeting is 0.
 */
export const meetingsBooked = defineKpi({
  id: 'meetings-booked',
  name: 'Meetings booked',
  question: 'How many meetings did we book in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'count',
  better: 'higher',
  formula: count('meetings', bookedMeetings),
  counts:
    'Activities of kind meeting, by the time they were booked, whatever became of them. A meeting that replaces another is not a new booking.',
  undefinedWhen: 'Never: no meeting is 0.',
  variants: {
    'by-meeting-date': {
      differs: 'Counts by the date for which the meeting was first scheduled instead of the date of booking.',
      formula: count('meetings', bookedByMeetingDate),
      examples: [{ given: { meetings: 26 }, expected: '26' }],
    },
    'net-of-cancellations': {
      differs: 'Meetings that were cancelled later are taken out again.',
      formula: count('meetings', bookedAndKept),
      examples: [{ given: { meetings: 22 }, expected: '22' }],
    },
    'first-meetings': {
      differs: 'Only first meetings with a buyer.',
      formula: count('meetings', bookedFirstMeetings),
      examples: [{ given: { meetings: 14 }, expected: '14' }],
    },
  },
  examples: [
    { given: { meetings: 25 }, expected: '25' },
    { given: { meetings: 0 }, expected: '0' },
  ],
  sources: [glencocoOutbound],
  related: ['meeting-conversion-rate', 'calls-made'],
  pitfalls: [
    'By rep, a meeting belongs to the one who will hold it, not to the one who booked it.',
    'A meeting without a time of booking is in no period.',
  ],
});

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
export const followUpsCompleted = defineKpi({
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
  related: ['calls-made', 'lead-response-time'],
  pitfalls: ['A count says nothing of what was due: many completed and many missed can go together.'],
});
