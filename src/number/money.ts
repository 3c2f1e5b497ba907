import { type Decimal, type DecimalInput, decimalOfUnits, toRational } from './decimal.ts';
import { type RoundingMode, roundedUnits } from './rounding.ts';

/**
 * Number of decimals of a currency's smallest unit, by ISO 4217.
 *
 * @param currency - ISO 4217 code in capitals
 * @returns 0, 2, 3 or 4; 2 for a currency that is not known
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html
 *
 * @example
 * ```ts
 * import { minorUnitDigits } from 'sales-metrics';
 * minorUnitDigits('JPY'); // => 0
 * ```
 */
export function minorUnitDigits(currency: string): number {
  switch (currency) {
    case 'BIF':
    case 'CLP':
    case 'DJF':
    case 'GNF':
    case 'ISK':
    case 'JPY':
    case 'KMF':
    case 'KRW':
    case 'PYG':
    case 'RWF':
    case 'UGX':
    case 'UYI':
    case 'VND':
    case 'VUV':
    case 'XAF':
    case 'XOF':
    case 'XPF':
      return 0;
    case 'BHD':
    case 'IQD':
    case 'JOD':
    case 'KWD':
    case 'LYD':
    case 'OMR':
    case 'TND':
      return 3;
    case 'CLF':
    case 'UYW':
      return 4;
    default:
      return 2;
  }
}

/**
 * An amount rounded to its currency's smallest unit.
 *
 * @param amount - amount in the currency, any decimal
 * @param currency - ISO 4217 code in capitals; it decides the decimals: 2 for USD, 0 for JPY, 3 for KWD
 * @param mode - what happens to a remainder, see {@link RoundingMode}; `half-even` where not stated
 * @returns the rounded amount
 * @throws SalesMetricsError `invalid-number` for an amount that is no decimal, `invalid-argument` for an unknown mode
 *
 * @example
 * ```ts
 * import { roundMoney } from 'sales-metrics';
 * roundMoney('12.345', 'USD', 'half-up'); // => 12.35
 * roundMoney('12.345', 'USD'); // => 12.34
 * roundMoney('12.5', 'JPY', 'down'); // => 12
 * ```
 */
export function roundMoney(amount: DecimalInput, currency: string, mode: RoundingMode = 'half-even'): Decimal {
  const digits = minorUnitDigits(currency);
  return decimalOfUnits(roundedUnits(toRational(amount, 'roundMoney'), digits, mode), digits);
}
