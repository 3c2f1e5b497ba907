import * as z from 'zod/mini';
import { attributes, id, optionalReference, optionalText } from './field.ts';

/** Shape of a territory. */
export const territorySchema = z.object({
  /** Identifier, unique among the territories. */
  id: id(),
  /** Name. */
  name: optionalText(),
  /** Territory it belongs to. Figures are not rolled up. */
  parentId: optionalReference('territories'),
  /** Region, for example `EMEA`. */
  region: optionalText(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A territory: a share of the market that is worked together. */
export interface Territory extends z.infer<typeof territorySchema> {}
