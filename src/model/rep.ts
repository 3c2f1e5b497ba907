import * as z from 'zod/mini';
import {
  attributes,
  id,
  optionalAmount,
  optionalCurrency,
  optionalDay,
  optionalFlag,
  optionalQuantity,
  optionalReference,
  optionalText,
} from './field.ts';

/** Shape of a rep. */
export const repSchema = z.object({
  /** Identifier, unique among the reps. */
  id: id(),
  /** Name. */
  name: optionalText(),
  /** Team the rep belongs to. */
  teamId: optionalReference('teams'),
  /** Territory the rep works in. */
  territoryId: optionalReference('territories'),
  /** Rep who leads this one. */
  managerId: optionalReference('reps'),
  /** Role, for example `account-executive`. */
  role: optionalText(),
  /** First day of work. */
  startedOn: optionalDay(),
  /** First day on which the rep no longer works here; missing while employed. */
  leftOn: optionalDay(),
  /** Whether the rep left of their own will. */
  leftVoluntarily: optionalFlag(),
  /** First day on which the rep no longer has the role; missing while the rep has it. */
  roleEndedOn: optionalDay(),
  /** Planned time to full productivity, in months. */
  rampMonths: optionalQuantity('months', 'not-negative'),
  /** Yearly pay at full quota, fixed and variable, in `currency`. */
  onTargetEarnings: optionalAmount('not-negative'),
  /** Part of the yearly pay at full quota that varies with results, in `currency`. */
  targetVariablePay: optionalAmount('not-negative'),
  /** ISO 4217 code of the pay; the reporting currency where missing. Pay holds now, so it is converted at the latest rate given. */
  currency: optionalCurrency(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A rep: a person who sells. */
export interface Rep extends z.infer<typeof repSchema> {}
