import * as z from 'zod/mini';
import { attributes, currency, day, optionalCurrency, quantity } from './field.ts';

/** Shape of an exchange rate. */
export const exchangeRateSchema = z.object({
  /** ISO 4217 code of the currency that is converted. */
  from: currency(),
  /** ISO 4217 code of the currency that comes out; the reporting currency where missing. Rates to another currency are not used. */
  to: optionalCurrency(),
  /** Date from which it holds. */
  on: day(),
  /** Units of `to` for one unit of `from`; more than zero. */
  rate: quantity(null, 'positive'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A rate that holds from its date until the next one. */
export interface ExchangeRate extends z.infer<typeof exchangeRateSchema> {}
