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
  id: optionalId(),
  /** Rep who earned it. */
  ownerId: reference('reps'),
  /** Opportunity it was earned with. */
  opportunityId: optionalReference('opportunities'),
  /** Date on which it was earned. */
  earnedOn: day(),
  /** What it is. */
  kind: optionalChoice(['commission', 'bonus', 'clawback', 'other']),
  /** What was earned as calculated, in `currency`; negative for a clawback. */
  amount: amount(),
  /** What should have been earned, as a check found, in `currency`. */
  correctAmount: optionalAmount(),
  /** Sales for which it was earned, in `currency`. */
  creditedAmount: optionalAmount(),
  /** What was paid, in `currency`. */
  paidAmount: optionalAmount(),
  /** Date on which it was paid. */
  paidOn: optionalDay(),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** Statement on which it stands. */
  statementId: optionalText(),
  /** Whether the rep disputes it. */
  disputed: optionalFlag(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A line of commission: what a rep earned at one time, and what was paid of it. */
export interface Commission extends z.infer<typeof commissionSchema> {}
