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
  id: optionalId(),
  /** Account whose subscription moved. */
  accountId: reference('accounts'),
  /** Rep it is credited to. */
  ownerId: optionalReference('reps'),
  /** Date from which it holds. */
  effectiveOn: day(),
  /** Date on which the contract was signed. */
  signedOn: optionalDay(),
  /** Which way it moved. */
  kind: choice(['new', 'expansion', 'contraction', 'churn', 'reactivation']),
  /** By how much the yearly recurring revenue moved, in `currency`; zero or more for every kind. */
  amount: amount('not-negative'),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** Product or product line. */
  product: optionalText(),
  /** Kind of subscription. */
  type: optionalText(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A movement of the yearly recurring revenue of an account. */
export interface Subscription extends z.infer<typeof subscriptionSchema> {}
