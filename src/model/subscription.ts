import * as z from 'zod/mini';
import {
  amount,
  attributes,
  choice,
  day,
  optionalCurrency,
  optionalDay,
  optionalId,
  optionalReference,
  optionalText,
  reference,
} from './field.ts';

/** Shape of a subscription movement. */
export const subscriptionSchema = z.object({
  /** Identifier, unique among the subscriptions where it is given. */
  id: optionalId('Identifier, unique among the subscriptions where it is given.'),
  /** Account whose subscription moved. */
  accountId: reference('accounts', 'Account whose subscription moved.'),
  /** Rep it is credited to. */
  ownerId: optionalReference('reps', 'Rep it is credited to.'),
  /** Date from which it holds. */
  effectiveOn: day('Date from which it holds.'),
  /** Date on which the contract was signed. */
  signedOn: optionalDay('Date on which the contract was signed.'),
  /** Which way it moved. */
  kind: choice(['new', 'expansion', 'contraction', 'churn', 'reactivation'], 'Which way it moved.'),
  /** By how much the yearly recurring revenue moved, in `currency`; zero or more for every kind. */
  amount: amount(
    'By how much the yearly recurring revenue moved, in `currency`; zero or more for every kind.',
    'not-negative',
  ),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency('ISO 4217 code of the amounts of this record; the reporting currency where missing.'),
  /** Product or product line. */
  product: optionalText('Product or product line.'),
  /** Kind of subscription. */
  type: optionalText('Kind of subscription.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A movement of the yearly recurring revenue of an account. */
export interface Subscription extends z.infer<typeof subscriptionSchema> {}
