import { count, distinct } from '../expression/aggregate.ts';
import { countEntities, divide, type Having } from '../expression/arithmetic.ts';
import { is, isOneOf, not } from '../expression/condition.ts';
import { before, fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { coldEmailMetrics, skoolReplies, z360Rates } from './funnelSources.ts';
import { isOutbound } from './recordSets.ts';

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
export const emailsSent = defineEntry({
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
  related: ['email-reply-rate', 'calls-made', 'meetings-booked'],
  pitfalls: [
    'Messages and people are different bases: a rate per message and a rate per person differ several times over.',
  ],
});

const deliveredBefore = records(
  'activities',
  before('start', 'occurredOn'),
  is('kind', 'email'),
  isOutbound,
  not(is('outcome', 'bounced')),
);
const openedEmails = restrictedTo(emails, isOneOf('outcome', ['opened', 'replied']));
const repliedEmails = restrictedTo(emails, is('outcome', 'replied'));
const positiveReplies = restrictedTo(repliedEmails, is('sentiment', 'positive'));
const isNewRecipient: readonly Having[] = [
  [count('delivered', deliveredEmails), 'above', 0],
  [count('deliveredBefore', deliveredBefore), 'equals', 0],
];

/**
 * Share of the people first written to in the period who replied: replied / recipients.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when nobody got a first email.
 */
export const emailReplyRate = defineEntry({
  id: 'email-reply-rate',
  name: 'Email reply rate',
  question: 'Of the people whom we began to write to in the period, what share replied?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(
    countEntities('replied', 'contact', ...isNewRecipient, [count('replies', repliedEmails), 'above', 0]),
    countEntities('recipients', 'contact', ...isNewRecipient),
  ),
  counts:
    'Contacts whose first delivered email of ours (outcome other than bounced) was sent in the period; replied when an email sent to them in the period has the outcome replied, whenever the reply came. An automatic answer is no reply: such an email was delivered. Emails without a contact do not count.',
  undefinedWhen: 'Nobody got a first email in the period.',
  variants: {
    'of-sent': {
      differs: 'Per message: emails of the period that were replied to / emails sent, bounced ones included.',
      formula: divide(count('replies', repliedEmails), count('emails', emails)),
      examples: [
        { given: { replies: 10, emails: 1000 }, expected: '0.01', source: z360Rates },
        { given: { replies: 50, emails: 1000 }, expected: '0.05', source: coldEmailMetrics },
        { given: { replies: 50, emails: 500 }, expected: '0.1', source: skoolReplies },
        { given: { replies: 0, emails: 0 }, expected: 'no-denominator' },
      ],
    },
    'of-delivered': {
      differs: 'Per message: emails of the period that were replied to / emails delivered.',
      formula: divide(count('replies', repliedEmails), count('delivered', deliveredEmails)),
      examples: [{ given: { replies: 10, delivered: 950 }, expected: '1/95' }],
    },
    'of-opened': {
      differs: 'Per message: emails of the period that were replied to / emails opened (outcome opened or replied).',
      formula: divide(count('replies', repliedEmails), count('opened', openedEmails)),
      examples: [{ given: { replies: 10, opened: 400 }, expected: '0.025', source: z360Rates }],
    },
    'positive-replies': {
      differs:
        'Another figure: the share of the replies that were positive (`sentiment`), per message. Replies without a sentiment stay in the base.',
      formula: divide(count('positive', positiveReplies), count('replies', repliedEmails)),
      examples: [
        { given: { positive: 12, replies: 36 }, expected: '1/3', source: z360Rates },
        { given: { positive: 0, replies: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { replied: 50, recipients: 100 }, expected: '0.5', source: skoolReplies },
    { given: { replied: 0, recipients: 100 }, expected: '0' },
    { given: { replied: 0, recipients: 0 }, expected: 'no-denominator' },
  ],
  sources: [z360Rates, skoolReplies, coldEmailMetrics],
  related: ['emails-sent', 'contact-rate', 'meetings-booked'],
  pitfalls: [
    'Per person and per message differ by the length of the sequence: 50 replies to five emails for each of 100 people are 50% and 10%.',
    'Opens are counted by an image that many mail programs fetch by themselves, so a rate of the opened emails moves with them.',
    'People first written to late in the period have had less time to reply.',
    'By rep, somebody whom two reps began to write to is a recipient of both.',
  ],
});
