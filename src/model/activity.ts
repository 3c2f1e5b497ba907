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
  id: id(),
  /** What it is. */
  kind: choice(['call', 'email', 'meeting', 'task', 'other']),
  /** Who began it: the buyer (`inbound`) or the rep (`outbound`). */
  direction: optionalChoice(['inbound', 'outbound']),
  /** What came of it. Call: `conversation`, `connected`, `voicemail`, `no-answer`, `gatekeeper`, `wrong-number`. Email: `delivered`, `bounced`, `opened`, `replied`. Meeting: `scheduled`, `held`, `no-show`, `cancelled`. */
  outcome: optionalText(),
  /** Rep who did it or will do it. */
  ownerId: optionalReference('reps'),
  /** Rep who booked the meeting. */
  bookedById: optionalReference('reps'),
  /** Lead it was about. */
  leadId: optionalReference('leads'),
  /** Account it was about. */
  accountId: optionalReference('accounts'),
  /** Opportunity it was about. */
  opportunityId: optionalReference('opportunities'),
  /** Person it was with. */
  contactId: optionalReference(null),
  /** When it was logged or booked. */
  createdOn: optionalMoment(),
  /** When it began, was sent or is scheduled to start; for a task, when it was done or is due. */
  occurredOn: moment(),
  /** Date on which a task is due. */
  dueOn: optionalDay(),
  /** When a task was completed. */
  completedOn: optionalMoment(),
  /** Whether a machine did it, such as an automatic answer or a sequence. */
  automatic: optionalFlag(),
  /** Whether it follows up on something before it. */
  followUp: optionalFlag(),
  /** Whether it is the first meeting with this buyer. */
  first: optionalFlag(),
  /** Who recorded it: the rep by hand, or a mail, calendar or phone system. */
  recordedBy: optionalChoice(['rep', 'system']),
  /** Meeting that this one replaces. */
  rescheduledFromId: optionalReference('activities'),
  /** Whether the meeting was accepted as qualified. */
  qualified: optionalFlag(),
  /** Whether somebody who decides took part. */
  decisionMaker: optionalFlag(),
  /** How long it took, in minutes. */
  minutes: optionalQuantity(null, 'not-negative'),
  /** How the buyer felt about it. */
  sentiment: optionalChoice(['positive', 'neutral', 'negative']),
  /** Whether the CRM holds it, where the mail, calendar or phone system saw it. */
  inCrm: optionalFlag(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** An activity: a call, an email, a meeting or a task. */
export interface Activity extends z.infer<typeof activitySchema> {}
