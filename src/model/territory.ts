import * as z from 'zod/mini';
import { attributes, id, optionalReference, optionalText } from './field.ts';

/** Shape of a territory. */
export const territorySchema = z.object({
  /** Identifier, unique among the territories. */
  id: id('Identifier, unique among the territories.'),
  /** Name. */
  name: optionalText('Name.'),
  /** Territory it belongs to. Figures are not rolled up. */
  parentId: optionalReference('territories', 'Territory it belongs to. Figures are not rolled up.'),
  /** Region, for example `EMEA`. */
  region: optionalText('Region, for example `EMEA`.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A territory: a share of the market that is worked together. */
export interface Territory extends z.infer<typeof territorySchema> {}
