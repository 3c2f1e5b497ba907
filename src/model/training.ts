import * as z from 'zod/mini';
import {
  attributes,
  optionalAmount,
  optionalCurrency,
  optionalDay,
  optionalFlag,
  optionalId,
  reference,
  text,
} from './field.ts';

/** Shape of a training. */
export const trainingSchema = z.object({
  /** Identifier, unique among the trainings where it is given. */
  id: optionalId(),
  /** Rep who learns. */
  repId: reference('reps'),
  /** Name of the module. */
  module: text(),
  /** Date on which it was assigned. */
  assignedOn: optionalDay(),
  /** Date on which it is due. */
  dueOn: optionalDay(),
  /** Date on which it was completed. */
  completedOn: optionalDay(),
  /** Whether the rep applies what was taught. */
  applied: optionalFlag(),
  /** Cost, in `currency`. */
  cost: optionalAmount(),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A training module assigned to a rep or done by one. */
export interface Training extends z.infer<typeof trainingSchema> {}
