import * as z from 'zod/mini';
import { attributes, id, optionalDay, optionalQuantity, optionalReference, optionalText } from './field.ts';

/** Shape of an account. */
export const accountSchema = z.object({
  /** Identifier, unique among the accounts. */
  id: id(),
  /** Name of the company. */
  name: optionalText(),
  /** Account it belongs to. */
  parentId: optionalReference('accounts'),
  /** Rep who owns it. */
  ownerId: optionalReference('reps'),
  /** Territory it lies in. */
  territoryId: optionalReference('territories'),
  /** Segment, for example `enterprise`. */
  segment: optionalText(),
  /** Industry. */
  industry: optionalText(),
  /** Date on which it was created. */
  createdOn: optionalDay(),
  /** What it could buy, in one measure for all accounts, such as seats or yearly spend. */
  potential: optionalQuantity(null, 'not-negative'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** An account: a customer, or a company that may become one. */
export interface Account extends z.infer<typeof accountSchema> {}
