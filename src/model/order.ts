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
  id: id('Identifier, unique among the orders.'),
  /** Account that bought. */
  accountId: optionalReference('accounts', 'Account that bought.'),
  /** Rep who sold it. */
  ownerId: optionalReference('reps', 'Rep who sold it.'),
  /** Opportunity it came from. */
  opportunityId: optionalReference('opportunities', 'Opportunity it came from.'),
  /** Territory it was sold in. */
  territoryId: optionalReference('territories', 'Territory it was sold in.'),
  /** Date of the order. */
  orderedOn: day('Date of the order.'),
  /** Date on which the revenue is recognised. */
  recognisedOn: optionalDay('Date on which the revenue is recognised.'),
  /** Date of the invoice. */
  invoicedOn: optionalDay('Date of the invoice.'),
  /** Date on which the money came in. */
  collectedOn: optionalDay('Date on which the money came in.'),
  /** Revenue, in `currency`; negative for a return or a credit. */
  amount: amount('Revenue, in `currency`; negative for a return or a credit.'),
  /** Tax that the amount includes, in `currency`; negative for a return or a credit. */
  tax: optionalAmount('Tax that the amount includes, in `currency`; negative for a return or a credit.'),
  /** Cost of what was sold, in `currency`. */
  cost: optionalAmount('Cost of what was sold, in `currency`.'),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency('ISO 4217 code of the amounts of this record; the reporting currency where missing.'),
  /** Number of units; negative for a return. */
  quantity: optionalQuantity('count', 'Number of units; negative for a return.'),
  /** Product or product line. */
  product: optionalText('Product or product line.'),
  /** Kind of business, for example `new-business` or `renewal`. */
  type: optionalText('Kind of business, for example `new-business` or `renewal`.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** Shape of an order with what is worked out for it. */
export const orderRecordSchema = z.extend(orderSchema, {
  /** Revenue in the reporting currency, converted at the rates of one fixed day: that of `constantRatesOn`, or else the latest rate given. */
  amountAtConstantRates: derivedAmount(
    'Revenue in the reporting currency, converted at the rates of one fixed day: that of `constantRatesOn`, or else the latest rate given.',
  ),
});

/** An order, an invoice line or another line of revenue. */
export interface Order extends z.infer<typeof orderSchema> {}

/** An order with what is worked out for it. */
export interface OrderRecord extends z.infer<typeof orderRecordSchema> {}
