import * as z from 'zod/mini';
import {
  amount,
  attributes,
  choice,
  day,
  optionalCurrency,
  optionalId,
  optionalReference,
  optionalText,
} from './field.ts';

/** Shape of an expense. */
export const expenseSchema = z.object({
  /** Identifier, unique among the expenses where it is given. */
  id: optionalId(),
  /** Date on which it was spent. */
  spentOn: day(),
  /** Money spent, in `currency`; negative for money that came back. */
  amount: amount(),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** What it was for. */
  category: choice(['sales', 'marketing', 'onboarding', 'other']),
  /** What it was, for example `salary`, `program` or `tool`. */
  kind: optionalText(),
  /** Rep it was spent on. */
  ownerId: optionalReference('reps'),
  /** Team it was spent on. */
  teamId: optionalReference('teams'),
  /** Channel, for example `events`. */
  channel: optionalText(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** Money spent on selling. */
export interface Expense extends z.infer<typeof expenseSchema> {}
