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
  id: optionalId('Identifier, unique among the expenses where it is given.'),
  /** Date on which it was spent. */
  spentOn: day('Date on which it was spent.'),
  /** Money spent, in `currency`; negative for money that came back. */
  amount: amount('Money spent, in `currency`; negative for money that came back.'),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency('ISO 4217 code of the amounts of this record; the reporting currency where missing.'),
  /** What it was for. */
  category: choice(['sales', 'marketing', 'onboarding', 'other'], 'What it was for.'),
  /** What it was, for example `salary`, `program` or `tool`. */
  kind: optionalText('What it was, for example `salary`, `program` or `tool`.'),
  /** Rep it was spent on. */
  ownerId: optionalReference('reps', 'Rep it was spent on.'),
  /** Team it was spent on. */
  teamId: optionalReference('teams', 'Team it was spent on.'),
  /** Channel, for example `events`. */
  channel: optionalText('Channel, for example `events`.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** Money spent on selling. */
export interface Expense extends z.infer<typeof expenseSchema> {}
