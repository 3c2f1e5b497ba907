import * as z from 'zod/mini';
import { attributes, id, optionalDay, optionalQuantity, optionalReference, optionalText } from './field.ts';

/** Shape of an account. */
export const accountSchema = z.object({
  /** Identifier, unique among the accounts. */
  id: id('Identifier, unique among the accounts.'),
  /** Name of the company. */
  name: optionalText('Name of the company.'),
  /** Account it belongs to. */
  parentId: optionalReference('accounts', 'Account it belongs to.'),
  /** Rep who owns it. */
  ownerId: optionalReference('reps', 'Rep who owns it.'),
  /** Territory it lies in. */
  territoryId: optionalReference('territories', 'Territory it lies in.'),
  /** Segment, for example `enterprise`. */
  segment: optionalText('Segment, for example `enterprise`.'),
  /** Industry. */
  industry: optionalText('Industry.'),
  /** Date on which it was created. */
  createdOn: optionalDay('Date on which it was created.'),
  /** What it could buy, in one measure for all accounts, such as seats or yearly spend. */
  potential: optionalQuantity(
    null,
    'What it could buy, in one measure for all accounts, such as seats or yearly spend.',
    'not-negative',
  ),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** An account: a customer, or a company that may become one. */
export interface Account extends z.infer<typeof accountSchema> {}
