import * as z from 'zod/mini';
import {
  attributes,
  id,
  moment,
  optionalChoice,
  optionalDay,
  optionalMoment,
  optionalReference,
  optionalText,
} from './field.ts';

/** Shape of a lead. */
export const leadSchema = z.object({
  /** Identifier, unique among the leads. */
  id: id(),
  /** Rep who owns it. */
  ownerId: optionalReference('reps'),
  /** Account the person belongs to. */
  accountId: optionalReference('accounts'),
  /** Opportunity it became. */
  opportunityId: optionalReference('opportunities'),
  /** When it was created. */
  createdOn: moment(),
  /** When it was assigned to its owner. */
  assignedOn: optionalMoment(),
  /** Date on which it became qualified by marketing (MQL). */
  mqlOn: optionalDay(),
  /** Date on which sales accepted it. */
  salesAcceptedOn: optionalDay(),
  /** Date on which it became qualified by sales (SQL). */
  sqlOn: optionalDay(),
  /** Date on which it became an opportunity. */
  convertedOn: optionalDay(),
  /** Date on which it became a customer. */
  customerOn: optionalDay(),
  /** Date on which it was given up. */
  disqualifiedOn: optionalDay(),
  /** Date on which it was qualified again after it had been given up. */
  requalifiedOn: optionalDay(),
  /** Where it came from, for example `webinar`. */
  source: optionalText(),
  /** Campaign it came from. */
  campaign: optionalText(),
  /** Who began it: the person (`inbound`) or the rep (`outbound`). */
  direction: optionalChoice(['inbound', 'outbound']),
  /** Lead that this one repeats. */
  duplicateOfId: optionalReference('leads'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A lead: a person who may buy, with the dates of what became of them. Each date is that of the first time. */
export interface Lead extends z.infer<typeof leadSchema> {}
