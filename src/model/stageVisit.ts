import * as z from 'zod/mini';
import { moment, optionalMoment, optionalQuantity, quantity, reference } from './field.ts';
import { opportunitySchema } from './opportunity.ts';

/** Shape of a visit of a stage. */
export const stageVisitSchema = z.extend(opportunitySchema, {
  /** Opportunity it belongs to. */
  opportunityId: reference('opportunities'),
  /** Position of the stage along the funnel, from 1; missing for a stage outside the given `stages`. */
  stageRank: optionalQuantity(null),
  /** When it entered the stage. */
  enteredOn: moment(),
  /** When it left the stage; missing while it is still there. */
  exitedOn: optionalMoment(),
  /** Which visit of this stage by this opportunity it is, from 1. */
  visit: quantity('count'),
});

/** A stay of an opportunity in one stage, with the opportunity as it stood on entry. `status` and `closedOn` say what became of it in the end. */
export interface StageVisit extends z.infer<typeof stageVisitSchema> {}
