import * as z from 'zod/mini';
import { attributes, id, optionalDay, optionalReference, optionalText } from './field.ts';

/** Shape of a rep. */
export const repSchema = z.object({
  /** Identifier, unique among the reps. */
  id: id('Identifier, unique among the reps.'),
  /** Name. */
  name: optionalText('Name.'),
  /** Team the rep belongs to. */
  teamId: optionalReference('teams', 'Team the rep belongs to.'),
  /** Territory the rep works in. */
  territoryId: optionalReference('territories', 'Territory the rep works in.'),
  /** Rep who leads this one. */
  managerId: optionalReference('reps', 'Rep who leads this one.'),
  /** Role, for example `account-executive`. */
  role: optionalText('Role, for example `account-executive`.'),
  /** First day of work. */
  startedOn: optionalDay('First day of work.'),
  /** First day on which the rep no longer works here; missing while employed. */
  leftOn: optionalDay('First day on which the rep no longer works here; missing while employed.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A rep: a person who sells. */
export interface Rep extends z.infer<typeof repSchema> {}
