import * as z from 'zod/mini';
import {
  attributes,
  choice,
  derivedAmount,
  id,
  moment,
  optionalAmount,
  optionalCurrency,
  optionalDay,
  optionalQuantity,
  optionalReference,
  optionalText,
} from './field.ts';

/** Shape of an opportunity. */
export const opportunitySchema = z.object({
  /** Identifier, unique among the opportunities. */
  id: id(),
  /** Name that people know it by. */
  name: optionalText(),
  /** Account it would be sold to. */
  accountId: optionalReference('accounts'),
  /** Rep who owns it now. */
  ownerId: optionalReference('reps'),
  /** Lead it came from. */
  leadId: optionalReference('leads'),
  /** When it was created. */
  createdOn: moment(),
  /** Date on which it was accepted as qualified. */
  qualifiedOn: optionalDay(),
  /** Date on which it was won, lost or closed without a decision; missing while it is open. */
  closedOn: optionalDay(),
  /** Date on which it is expected to close. */
  expectedCloseOn: optionalDay(),
  /** Where it stands; `no-decision` means that the buyer bought from nobody. */
  status: choice(['open', 'won', 'lost', 'no-decision']),
  /** Name of its present stage in the funnel. */
  stage: optionalText(),
  /** Total value, in `currency`. */
  amount: optionalAmount(),
  /** Part of the value that recurs, for one year, in `currency`. */
  recurringAmount: optionalAmount(),
  /** Value at list prices before any discount, in `currency`. */
  listAmount: optionalAmount(),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** Probability of winning it, from 0 to 1. */
  probability: optionalQuantity('ratio', 'share'),
  /** Kind of business, for example `new-business`, `expansion` or `renewal`. */
  type: optionalText(),
  /** Where it came from, for example `inbound` or `partner`. */
  source: optionalText(),
  /** Product or product line. */
  product: optionalText(),
  /** Number of units sold. */
  quantity: optionalQuantity('count'),
  /** Main competitor. */
  competitor: optionalText(),
  /** Why it was lost. */
  lostReason: optionalText(),
  /** Category in the forecast, for example `commit` or `best-case`. */
  forecastCategory: optionalText(),
  /** Date of the first contact with the buyer. */
  firstContactOn: optionalDay(),
  /** Date on which the contract was signed. */
  signedOn: optionalDay(),
  /** Date on which the buyer withdrew from the sale after it was won. */
  cancelledOn: optionalDay(),
  /** Part of the value that falls into the first year of the contract, in `currency`. */
  firstYearAmount: optionalAmount(),
  /** Part of the value that does not recur, such as set-up or hardware, in `currency`. */
  oneTimeAmount: optionalAmount(),
  /** Cost of what is sold, in `currency`. */
  cost: optionalAmount(),
  /** Length of the contract, in months. */
  termMonths: optionalQuantity('months', 'positive'),
  /** First day of the contract. */
  contractStartsOn: optionalDay(),
  /** First day after the contract. */
  contractEndsOn: optionalDay(),
  /** Date on which the contract that this opportunity renews is due for renewal. */
  renewalDueOn: optionalDay(),
  /** Yearly value of the contract that is due for renewal, in `currency`. */
  renewalBaseAmount: optionalAmount(),
  /** Probability of winning it that its owner states, from 0 to 1. */
  repProbability: optionalQuantity('ratio', 'share'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** Shape of an opportunity with what is worked out for it. */
export const opportunityRecordSchema = z.extend(opportunitySchema, {
  /** Total value in the reporting currency, converted at the rates of one fixed day: that of `constantRatesOn`, or else the latest rate given. */
  amountAtConstantRates: derivedAmount(),
});

/** A possible sale, from creation to its end: won, lost, or closed without a decision. */
export interface Opportunity extends z.infer<typeof opportunitySchema> {}

/** An opportunity with what is worked out for it. */
export interface OpportunityRecord extends z.infer<typeof opportunityRecordSchema> {}
