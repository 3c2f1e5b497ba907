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
  id: id('Identifier, unique among the leads.'),
  /** Rep who owns it. */
  ownerId: optionalReference('reps', 'Rep who owns it.'),
  /** Account the person belongs to. */
  accountId: optionalReference('accounts', 'Account the person belongs to.'),
  /** Opportunity it became. */
  opportunityId: optionalReference('opportunities', 'Opportunity it became.'),
  /** When it was created. */
  createdOn: moment('When it was created.'),
  /** When it was assigned to its owner. */
  assignedOn: optionalMoment('When it was assigned to its owner.'),
  /** Date on which it became qualified by marketing (MQL). */
  mqlOn: optionalDay('Date on which it became qualified by marketing (MQL).'),
  /** Date on which sales accepted it. */
  salesAcceptedOn: optionalDay('Date on which sales accepted it.'),
  /** Date on which it became qualified by sales (SQL). */
  sqlOn: optionalDay('Date on which it became qualified by sales (SQL).'),
  /** Date on which it became an opportunity. */
  convertedOn: optionalDay('Date on which it became an opportunity.'),
  /** Date on which it became a customer. */
  customerOn: optionalDay('Date on which it became a customer.'),
  /** Date on which it was given up. */
  disqualifiedOn: optionalDay('Date on which it was given up.'),
  /** Date on which it was qualified again after it had been given up. */
  requalifiedOn: optionalDay('Date on which it was qualified again after it had been given up.'),
  /** Where it came from, for example `webinar`. */
  source: optionalText('Where it came from, for example `webinar`.'),
  /** Campaign it came from. */
  campaign: optionalText('Campaign it came from.'),
  /** Who began it: the person (`inbound`) or the rep (`outbound`). */
  direction: optionalChoice(['inbound', 'outbound'], 'Who began it: the person (`inbound`) or the rep (`outbound`).'),
  /** Lead that this one repeats. */
  duplicateOfId: optionalReference('leads', 'Lead that this one repeats.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A lead: a person who may buy, with the dates of what became of them. Each date is that of the first time. */
export interface Lead extends z.infer<typeof leadSchema> {}
