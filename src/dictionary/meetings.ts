import { count } from '../expression/aggregate.ts';
import { divide, named, plus } from '../expression/arithmetic.ts';
import { hasHappened, is, isMissing, isOneOf, not } from '../expression/condition.ts';
import { followedBy, notFollowedBy } from '../expression/join.ts';
import { creditedTo, fallsIn, records, restrictedTo } from '../expression/recordSet.ts';
import { defineEntry } from './entry.ts';
import { brainsharkGlossary, execVisionMeetings, glencocoOutbound } from './funnelSources.ts';

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
const replacement = { key: ['id', 'rescheduledFromId'], dates: ['createdOn', 'createdOn'] } as const;
const bookedAndMoved = followedBy(restrictedTo(bookedMeetings, is('outcome', 'cancelled')), 'activities', {
  ...replacement,
  where: [not(is('outcome', 'cancelled'))],
});
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
export const meetingsBooked = defineEntry({
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
      differs:
        'Meetings that were cancelled later are taken out again; one that was moved stays, unless the new one was cancelled as well.',
      formula: plus(count('kept', bookedAndKept), count('moved', bookedAndMoved)),
      examples: [{ given: { kept: 20, moved: 2 }, expected: '22' }],
    },
    'first-meetings': {
      differs: 'Only first meetings with a buyer.',
      formula: count('meetings', bookedFirstMeetings),
      examples: [{ given: { meetings: 14 }, expected: '14' }],
    },
    'credited-to-booker': {
      differs:
        'By rep, team or territory a meeting belongs to the one who booked it (`bookedById`), not to the one who will hold it; the whole is the same.',
      formula: count('meetings', creditedTo(bookedMeetings, 'bookedById')),
      examples: [{ given: { meetings: 25 }, expected: '25' }],
    },
  },
  examples: [
    { given: { meetings: 25 }, expected: '25' },
    { given: { meetings: 0 }, expected: '0' },
  ],
  sources: [glencocoOutbound],
  related: ['meetings-held', 'meeting-show-rate', 'meeting-conversion-rate', 'calls-made'],
  pitfalls: [
    'By rep, a meeting belongs to the one who will hold it: where others book for them, their work is only seen in `credited-to-booker`.',
    'A meeting without a time of booking is in no period.',
  ],
});

const meetings = records('activities', fallsIn('occurredOn'), is('kind', 'meeting'));
const heldMeetings = restrictedTo(meetings, is('outcome', 'held'));
const qualifiedMeetings = restrictedTo(heldMeetings, is('qualified', true));
const meetingsWithDecisionMaker = restrictedTo(heldMeetings, is('decisionMaker', true));

/**
 * Number of meetings of the period that were held: held.
 *
 * Unit: count. Never undefined: no meeting is 0.
 */
export const meetingsHeld = defineEntry({
  id: 'meetings-held',
  name: 'Meetings held',
  question: 'How many meetings took place in the period?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'count',
  better: 'higher',
  formula: count('held', heldMeetings),
  counts:
    'Activities of kind meeting with the outcome held, by their scheduled start. No-shows, cancelled meetings and those without an outcome are left out.',
  undefinedWhen: 'Never: no meeting is 0.',
  variants: {
    qualified: {
      differs: 'Only meetings that were accepted as qualified (`qualified`).',
      formula: count('held', qualifiedMeetings),
      examples: [{ given: { held: 13 }, expected: '13' }],
    },
    'with-decision-maker': {
      differs: 'Only meetings in which somebody who decides took part (`decisionMaker`).',
      formula: count('held', meetingsWithDecisionMaker),
      examples: [{ given: { held: 9 }, expected: '9' }],
    },
  },
  examples: [
    { given: { held: 18 }, expected: '18' },
    { given: { held: 0 }, expected: '0' },
  ],
  sources: [glencocoOutbound, brainsharkGlossary],
  related: ['meetings-booked', 'meeting-show-rate', 'meeting-to-opportunity-rate'],
  pitfalls: [
    'A meeting whose outcome nobody entered was not held: the figure rises when calendars are tidied up, so past weeks move.',
  ],
});

const noShows = restrictedTo(meetings, is('outcome', 'no-show'));
const pendingMeetings = notFollowedBy(
  restrictedTo(meetings, not(isOneOf('outcome', ['held', 'no-show', 'cancelled']))),
  'activities',
  replacement,
);
const scheduled = named(
  'scheduled',
  plus(plus(count('held', heldMeetings), count('noShows', noShows)), count('pending', pendingMeetings)),
);
const keptOnce = restrictedTo(meetings, isBooking, not(is('outcome', 'cancelled')));
const moved = followedBy(restrictedTo(meetings, isBooking, is('outcome', 'cancelled')), 'activities', replacement);
const heldAtOnce = restrictedTo(heldMeetings, isBooking);
const heldLater = followedBy(restrictedTo(meetings, isBooking, not(is('outcome', 'held'))), 'activities', {
  ...replacement,
  where: [is('outcome', 'held'), hasHappened('occurredOn')],
});

/**
 * Share of the meetings scheduled for the period that were held: held / scheduled.
 *
 * Unit: fraction of one. Undefined (`no-denominator`) when no meeting was scheduled.
 */
export const meetingShowRate = defineEntry({
  id: 'meeting-show-rate',
  name: 'Meeting show rate',
  question: 'Of the meetings scheduled for the period, what share was held?',
  category: 'activity',
  indicator: 'leading',
  cadence: 'weekly',
  unit: 'ratio',
  better: 'higher',
  formula: divide(count('held', heldMeetings), scheduled),
  counts:
    'Activities of kind meeting by their scheduled start: held, no-shows, and those without a final outcome. Meetings that were cancelled in advance are left out, and so are those that were moved (another names them in `rescheduledFromId`): the new one counts on its own date. A no-show stays one when a new date is found.',
  undefinedWhen: 'No meeting was scheduled for the period.',
  variants: {
    'with-cancellations': {
      differs: 'Cancelled and moved meetings stay in the denominator.',
      formula: divide(count('held', heldMeetings), count('meetings', meetings)),
      examples: [
        { given: { held: 4, meetings: 10 }, expected: '0.4', source: glencocoOutbound },
        { given: { held: 0, meetings: 0 }, expected: 'no-denominator' },
      ],
    },
    qualified: {
      differs:
        'Only meetings that were accepted as qualified count as held; the base stays, for nothing is accepted before it is held.',
      formula: divide(count('qualified', qualifiedMeetings), scheduled),
      examples: [{ given: { qualified: 6, held: 8, noShows: 2, pending: 0 }, expected: '0.6' }],
    },
    restated: {
      differs:
        'A meeting and the one that replaces it count once, on the first date, and as held when either was held, even after the period: the figure of a past week rises as moved meetings take place.',
      formula: divide(
        plus(count('heldAtOnce', heldAtOnce), count('heldLater', heldLater)),
        plus(count('keptOnce', keptOnce), count('moved', moved)),
      ),
      examples: [
        { given: { heldAtOnce: 4, heldLater: 2, keptOnce: 7, moved: 3 }, expected: '0.6' },
        { given: { heldAtOnce: 0, heldLater: 0, keptOnce: 0, moved: 0 }, expected: 'no-denominator' },
      ],
    },
  },
  examples: [
    { given: { held: 8, scheduled: 10 }, expected: '0.8' },
    { given: { held: 8, noShows: 2, pending: 0 }, expected: '0.8' },
    { given: { held: 0, noShows: 0, pending: 0 }, expected: 'no-denominator' },
  ],
  sources: [glencocoOutbound, execVisionMeetings, brainsharkGlossary],
  related: ['meetings-held', 'meetings-booked', 'meeting-to-opportunity-rate'],
  pitfalls: [
    'A period that still runs counts meetings that are to come, unless `asOf` is given: they lower the rate.',
    'A meeting without a time of booking (`createdOn`) cannot be told from one that was moved before it was booked: it counts as not moved.',
    'Of a meeting that is moved twice, `restated` sees the first move only, unless the last one names the first in `rescheduledFromId`.',
  ],
});
