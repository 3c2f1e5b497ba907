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
  /** Whether the rep left of their own will. */
  leftVoluntarily: optionalFlag('Whether the rep left of their own will.'),
  /** First day on which the rep no longer has the role; missing while the rep has it. */
  roleEndedOn: optionalDay('First day on which the rep no longer has the role; missing while the rep has it.'),
  /** Planned time to full productivity, in months. */
  rampMonths: optionalQuantity('months', 'Planned time to full productivity, in months.', 'not-negative'),
  /** Yearly pay at full quota, fixed and variable, in `currency`. */
  onTargetEarnings: optionalAmount('Yearly pay at full quota, fixed and variable, in `currency`.', 'not-negative'),
  /** Part of the yearly pay at full quota that varies with results, in `currency`. */
  targetVariablePay: optionalAmount(
    'Part of the yearly pay at full quota that varies with results, in `currency`.',
    'not-negative',
  ),
  /** ISO 4217 code of the pay; the reporting currency where missing. Pay holds now, so it is converted at the latest rate given. */
  currency: optionalCurrency(
    'ISO 4217 code of the pay; the reporting currency where missing. Pay holds now, so it is converted at the latest rate given.',
  ),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A rep: a person who sells. */
export interface Rep extends z.infer<typeof repSchema> {}
