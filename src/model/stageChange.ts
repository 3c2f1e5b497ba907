import * as z from 'zod/mini';
import {
  attributes,
  moment,
  optionalAmount,
  optionalCurrency,
  optionalDay,
  optionalId,
  optionalQuantity,
  optionalReference,
  optionalText,
  reference,
} from './field.ts';

/** Shape of a change of an opportunity. */
export const stageChangeSchema = z.object({
  /** Identifier, unique among the changes where it is given. */
  id: optionalId(),
  /** Opportunity that changed. */
  opportunityId: reference('opportunities'),
  /** When it changed. */
  changedOn: moment(),
  /** Stage from then on. */
  stage: optionalText(),
  /** Total value from then on, in `currency`. */
  amount: optionalAmount(),
  /** ISO 4217 code of the amount; that of the opportunity where missing. */
  currency: optionalCurrency(),
  /** Probability of winning from then on, from 0 to 1. */
  probability: optionalQuantity('ratio', 'share'),
  /** Date on which it is expected to close, from then on. */
  expectedCloseOn: optionalDay(),
  /** Rep who owns it from then on. */
  ownerId: optionalReference('reps'),
  /** Category in the forecast from then on. */
  forecastCategory: optionalText(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A change of an opportunity: the values given hold from then on, the fields left out stay as they were. */
export interface StageChange extends z.infer<typeof stageChangeSchema> {}
