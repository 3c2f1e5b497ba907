import * as z from 'zod/mini';
import { attributes, id, optionalReference, optionalText } from './field.ts';

/** Shape of a team. */
export const teamSchema = z.object({
  /** Identifier, unique among the teams. */
  id: id(),
  /** Name. */
  name: optionalText(),
  /** Team it belongs to. Figures are not rolled up: a filter or group by team has the records of that team alone. */
  parentId: optionalReference('teams'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A team of reps. */
export interface Team extends z.infer<typeof teamSchema> {}
