import * as z from 'zod/mini';
import {
  amount,
  attributes,
  day,
  optionalAmount,
  optionalChoice,
  optionalCurrency,
  optionalDay,
  optionalFlag,
  optionalId,
  optionalReference,
  optionalText,
  reference,
} from './field.ts';

/** Shape of a commission line. */
export const commissionSchema = z.object({
  /** Identifier, unique among the commissions where it is given. */
  id: optionalId('Identifier, unique among the commissions where it is given.'),
  /** Rep who earned it. */
  ownerId: reference('reps', 'Rep who earned it.'),
  /** Opportunity it was earned with. */
  opportunityId: optionalReference('opportunities', 'Opportunity it was earned with.'),
  /** Date on which it was earned. */
  earnedOn: day('Date on which it was earned.'),
  /** What it is. */
  kind: optionalChoice(['commission', 'bonus', 'clawback', 'other'], 'What it is.'),
  /** What was earned as calculated, in `currency`; negative for a clawback. */
  amount: amount('What was earned as calculated, in `currency`; negative for a clawback.'),
  /** What should have been earned, as a check found, in `currency`. */
  correctAmount: optionalAmount('What should have been earned, as a check found, in `currency`.'),
  /** Sales for which it was earned, in `currency`. */
  creditedAmount: optionalAmount('Sales for which it was earned, in `currency`.'),
  /** What was paid, in `currency`. */
  paidAmount: optionalAmount('What was paid, in `currency`.'),
  /** Date on which it was paid. */
  paidOn: optionalDay('Date on which it was paid.'),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency('ISO 4217 code of the amounts of this record; the reporting currency where missing.'),
  /** Statement on which it stands. */
  statementId: optionalText('Statement on which it stands.'),
  /** Whether the rep disputes it. */
  disputed: optionalFlag('Whether the rep disputes it.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A line of commission: what a rep earned at one time, and what was paid of it. */
export interface Commission extends z.infer<typeof commissionSchema> {}
