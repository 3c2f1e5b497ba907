import { count } from '../expression/aggregate.ts';
import { countEntities, divide } from '../expression/arithmetic.ts';
import { compares, is, not } from '../expression/condition.ts';
import { parameter } from '../expression/parameter.ts';
import { anchoredBy, before, records, restrictedTo } from '../expression/recordSet.ts';
import { callsMade } from './activity.ts';
import { defineEntry } from './entry.ts';
import {
  convosoContact,
  ganglyActivity,
  glencocoOutbound,
  gtmMeetingMath,
  prospeoContact,
  trellusContact,
} from './funnelSources.ts';
import { meetingsBooked } from './meetings.ts';
import {
  calls,
  conversations,
  heldFirstMeetings,
  isLive,
  isOriginal,
  isPickedUp,
  productiveMeetings,
} from './recordSets.ts';

const callsBefore = anchoredBy(calls, before('start', 'occurredOn'));
const contactsSoFar = anchoredBy(restrictedTo(calls, isLive), before('end', 'occurredOn'));
const contacts = restrictedTo(calls, isLive);
const pickUps = restrictedTo(calls, isPickedUp);
const outboundConversations = restrictedTo(calls, is('outcome', 'conversation'));
const decisionMakerConversations = restrictedTo(
  outboundConversations,
  is('decisionMaker', true),
  not(compares('minutes', 'below', parameter('minimumMinutes', 2))),
);
const leadsOnTheList = records('leads', before('end', 'createdOn'), isOriginal);

/**
 * Share of the leads first called in the period who were reached live: reached / attempted.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no lead was called for the first time.
 */
export const contactRate = defineEntry({
  id: 'contact-rate',
  name: 'Contact rate',
  question: 'Of the leads we began to call in the period, what share did we reach live?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    countEntities(
      'reached',
      'lead',
      [count('attempts', calls), 'above', 0],
      [count('earlierAttempts', callsBefore), 'equals', 0],
      [count('contacts', contactsSoFar), 'above', 0],
    ),
    countEntities(
      'attempted',
      'lead',
      [count('attempts', calls), 'above', 0],
      [count('earlierAttempts', callsBefore), 'equals', 0],
    ),
  ),
  counts:
    'Leads whose first outbound call falls in the period; reached when one of their outbound calls up to its end became a conversation or was connected. Voicemail, gatekeeper and wrong number are no contact. Calls without a lead do not count.',
  undefinedWhen: 'No lead was called for the first time in the period.',
  variants: {
    'per-attempt': {
      differs: 'Calls that reached the person / all outbound calls of the period, instead of leads.',
      formula: divide(count('contacts', contacts), count('attempts', calls)),
      examples: [
        { given: { contacts: 40, attempts: 500 }, expected: '0.08', source: prospeoContact },
        { given: { contacts: 0, attempts: 0 }, expected: 'no-denominator' },
      ],
    },
    'whole-list': {
      differs:
        'The leads reached in the period / every lead there is at its end, called or not, without those that repeat another. Reached people who are not among the leads do not count; by owner, those are the leads of the owner.',
      formula: divide(
        countEntities(
          'reached',
          'lead',
          [count('contacts', contacts), 'above', 0],
          [count('onTheList', leadsOnTheList), 'above', 0],
        ),
        count('leads', leadsOnTheList),
      ),
      examples: [{ given: { reached: 20, leads: 200 }, expected: '0.1', source: convosoContact }],
    },
    connection: {
      differs: 'Any pick-up counts, gatekeepers and wrong numbers too, per call.',
      formula: divide(count('pickUps', pickUps), count('attempts', calls)),
      examples: [{ given: { pickUps: 75, attempts: 500 }, expected: '0.15' }],
    },
    conversation: {
      differs: 'Only calls that became a conversation count, per call.',
      formula: divide(count('conversations', outboundConversations), count('attempts', calls)),
      examples: [{ given: { conversations: 25, attempts: 500 }, expected: '0.05' }],
    },
    'decision-maker-conversation': {
      differs:
        'Only conversations with somebody who decides (`decisionMaker`) that lasted some minutes (`minimumMinutes`, 2 by default) count, per call; one of unknown length counts.',
      formula: divide(count('conversations', decisionMakerConversations), count('attempts', calls)),
      examples: [{ given: { conversations: 12, attempts: 500 }, expected: '0.024' }],
    },
    'dials-per-contact': {
      differs: 'The inverse per call: outbound calls needed for one contact. Unbounded when nobody was reached.',
      unit: 'count',
      formula: divide(count('attempts', calls), count('contacts', contacts), 'unbounded'),
      examples: [
        { given: { attempts: 65, contacts: 12 }, expected: '65/12' },
        { given: { attempts: 65, contacts: 0 }, expected: 'unbounded' },
        { given: { attempts: 0, contacts: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { reached: 30, attempted: 200 }, expected: '0.15' },
    { given: { reached: 0, attempted: 50 }, expected: '0' },
    { given: { reached: 0, attempted: 0 }, expected: 'no-denominator' },
  ],
  sources: [convosoContact, trellusContact, prospeoContact],
  related: ['calls-made', 'meeting-conversion-rate', 'lead-response-time'],
  pitfalls: [
    'Per lead and per call differ by the number of calls a lead takes; quote which one it is.',
    'Leads first called late in the period have had less time to be reached.',
  ],
});

/**
 * Meetings booked for each live conversation: meetings / conversations.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when there was no conversation.
 */
export const meetingConversionRate = defineEntry({
  id: 'meeting-conversion-rate',
  name: 'Meeting conversion rate',
  question: 'How many meetings did we book for each live conversation?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(meetingsBooked, count('conversations', conversations)),
  counts:
    'Meetings by the time they were booked; calls of the period that became a conversation, whoever called, by the time they began.',
  undefinedWhen: 'There was no live conversation in the period.',
  variants: {
    'per-call': {
      differs: 'Divides by the outbound calls made, answered or not.',
      formula: divide(meetingsBooked, callsMade),
      examples: [
        { given: { 'meetings-booked': 25, 'calls-made': 500 }, expected: '0.05' },
        { given: { 'meetings-booked': 0, 'calls-made': 0 }, expected: 'no-denominator' },
      ],
    },
    'per-lead': {
      differs: 'Divides by the leads with at least one live conversation in the period.',
      formula: divide(
        meetingsBooked,
        countEntities('leads', 'lead', [count('conversations', conversations), 'above', 0]),
      ),
      examples: [{ given: { 'meetings-booked': 25, leads: 80 }, expected: '0.3125' }],
    },
    'meeting-to-opportunity': {
      differs:
        'Another figure by the same name: held first meetings whose opportunity was created after them / held first meetings of the period. On one day the time decides where both are known; without it the opportunity counts as later.',
      formula: divide(count('opportunities', productiveMeetings), count('meetings', heldFirstMeetings)),
      examples: [{ given: { opportunities: 9, meetings: 20 }, expected: '0.45' }],
    },
  },
  examples: [
    { given: { 'meetings-booked': 25, conversations: 100 }, expected: '0.25' },
    { given: { meetings: 25, conversations: 100 }, expected: '0.25' },
    { given: { 'meetings-booked': 3, conversations: 0 }, expected: 'no-denominator' },
  ],
  sources: [glencocoOutbound, ganglyActivity],
  related: ['meetings-booked', 'contact-rate', 'calls-made'],
  pitfalls: [
    `The name is also used for meetings that became opportunities (${gtmMeetingMath.title}): say which one is meant.`,
    'Meetings booked by email raise it although no conversation led to them.',
  ],
});
