import * as z from 'zod/mini';
import { day, optionalDay, optionalQuantity, reference } from './field.ts';
import { opportunitySchema } from './opportunity.ts';

/** Shape of an interval of the history of an opportunity. */
export const opportunityIntervalSchema = z.extend(opportunitySchema, {
  /** Opportunity it belongs to. */
  opportunityId: reference('opportunities'),
  /** Position of the stage along the funnel, from 1; missing for a stage outside the given `stages`. */
  stageRank: optionalQuantity(null),
  /** First day on which it stood so. */
  standsFrom: day(),
  /** First day on which it no longer stood so; missing while it still does. */
  standsUntil: optionalDay(),
  /** Days by which `expectedCloseOn` moved against the interval before, negative when it came nearer; missing in the first interval, and where either date is. */
  expectedCloseShift: optionalQuantity('days'),
});

/** An opportunity as it stood, open, from `standsFrom` up to, and not including, `standsUntil`. `status` and `closedOn` say what became of it in the end. */
export interface OpportunityInterval extends z.infer<typeof opportunityIntervalSchema> {}
