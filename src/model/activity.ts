import * as z from 'zod/mini';
import {
  attributes,
  choice,
  id,
  moment,
  optionalChoice,
  optionalDay,
  optionalFlag,
  optionalMoment,
  optionalQuantity,
  optionalReference,
  optionalText,
} from './field.ts';

/** Shape of an activity. */
export const activitySchema = z.object({
  /** Identifier, unique among the activities. */
  id: id('Identifier, unique among the activities.'),
  /** What it is. */
  kind: choice(['call', 'email', 'meeting', 'task', 'other'], 'What it is.'),
  /** Who began it: the buyer (`inbound`) or the rep (`outbound`). */
  direction: optionalChoice(['inbound', 'outbound'], 'Who began it: the buyer (`inbound`) or the rep (`outbound`).'),
  /** What came of it. Call: `conversation`, `connected`, `voicemail`, `no-answer`, `gatekeeper`, `wrong-number`. Email: `delivered`, `bounced`, `opened`, `replied`. Meeting: `scheduled`, `held`, `no-show`, `cancelled`. */
  outcome: optionalText(
    'What came of it. Call: `conversation`, `connected`, `voicemail`, `no-answer`, `gatekeeper`, `wrong-number`. Email: `delivered`, `bounced`, `opened`, `replied`. Meeting: `scheduled`, `held`, `no-show`, `cancelled`.',
  ),
  /** Rep who did it or will do it. */
  ownerId: optionalReference('reps', 'Rep who did it or will do it.'),
  /** Rep who booked the meeting. */
  bookedById: optionalReference('reps', 'Rep who booked the meeting.'),
  /** Lead it was about. */
  leadId: optionalReference('leads', 'Lead it was about.'),
  /** Account it was about. */
  accountId: optionalReference('accounts', 'Account it was about.'),
  /** Opportunity it was about. */
  opportunityId: optionalReference('opportunities', 'Opportunity it was about.'),
  /** Person it was with. */
  contactId: optionalReference(null, 'Person it was with.'),
  /** When it was logged or booked. */
  createdOn: optionalMoment('When it was logged or booked.'),
  /** When it began, was sent or is scheduled to start; for a task, when it was done or is due. */
  occurredOn: moment('When it began, was sent or is scheduled to start; for a task, when it was done or is due.'),
  /** Date on which a task is due. */
  dueOn: optionalDay('Date on which a task is due.'),
  /** When a task was completed. */
  completedOn: optionalMoment('When a task was completed.'),
  /** Whether a machine did it, such as an automatic answer or a sequence. */
  automatic: optionalFlag('Whether a machine did it, such as an automatic answer or a sequence.'),
  /** Whether it follows up on something before it. */
  followUp: optionalFlag('Whether it follows up on something before it.'),
  /** Whether it is the first meeting with this buyer. */
  first: optionalFlag('Whether it is the first meeting with this buyer.'),
  /** Who recorded it: the rep by hand, or a mail, calendar or phone system. */
  recordedBy: optionalChoice(
    ['rep', 'system'],
    'Who recorded it: the rep by hand, or a mail, calendar or phone system.',
  ),
  /** Meeting that this one replaces. */
  rescheduledFromId: optionalReference('activities', 'Meeting that this one replaces.'),
  /** Whether the meeting was accepted as qualified. */
  qualified: optionalFlag('Whether the meeting was accepted as qualified.'),
  /** Whether somebody who decides took part. */
  decisionMaker: optionalFlag('Whether somebody who decides took part.'),
  /** How long it took, in minutes. */
  minutes: optionalQuantity(null, 'How long it took, in minutes.', 'not-negative'),
  /** How the buyer felt about it. */
  sentiment: optionalChoice(['positive', 'neutral', 'negative'], 'How the buyer felt about it.'),
  /** Whether the CRM holds it, where the mail, calendar or phone system saw it. */
  inCrm: optionalFlag('Whether the CRM holds it, where the mail, calendar or phone system saw it.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** An activity: a call, an email, a meeting or a task. */
export interface Activity extends z.infer<typeof activitySchema> {}
