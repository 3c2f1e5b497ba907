import * as z from 'zod/mini';
import {
  amount,
  attributes,
  day,
  derivedAmount,
  id,
  optionalAmount,
  optionalCurrency,
  optionalDay,
  optionalQuantity,
  optionalReference,
  optionalText,
} from './field.ts';

/** Shape of an order. */
export const orderSchema = z.object({
  /** Identifier, unique among the orders. */
  id: id(),
  /** Account that bought. */
  accountId: optionalReference('accounts'),
  /** Rep who sold it. */
  ownerId: optionalReference('reps'),
  /** Opportunity it came from. */
  opportunityId: optionalReference('opportunities'),
  /** Territory it was sold in. */
  territoryId: optionalReference('territories'),
  /** Date of the order. */
  orderedOn: day(),
  /** Date on which the revenue is recognised. */
  recognisedOn: optionalDay(),
  /** Date of the invoice. */
  invoicedOn: optionalDay(),
  /** Date on which the money came in. */
  collectedOn: optionalDay(),
  /** Revenue, in `currency`; negative for a return or a credit. */
  amount: amount(),
  /** Tax that the amount includes, in `currency`; negative for a return or a credit. */
  tax: optionalAmount(),
  /** Cost of what was sold, in `currency`. */
  cost: optionalAmount(),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** Number of units; negative for a return. */
  quantity: optionalQuantity('count'),
  /** Product or product line. */
  product: optionalText(),
  /** Kind of business, for example `new-business` or `renewal`. */
  type: optionalText(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** Shape of an order with what is worked out for it. */
export const orderRecordSchema = z.extend(orderSchema, {
  /** Revenue in the reporting currency, converted at the rates of one fixed day: that of `constantRatesOn`, or else the latest rate given. */
  amountAtConstantRates: derivedAmount(),
});

/** An order, an invoice line or another line of revenue. */
export interface Order extends z.infer<typeof orderSchema> {}

/** An order with what is worked out for it. */
export interface OrderRecord extends z.infer<typeof orderRecordSchema> {}
