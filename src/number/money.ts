import type { Rational } from './rational.ts';
import type { RoundingMode } from './rounding.ts';
import { roundTo } from './rounding.ts';

/**
 * Number of decimals of a currency's smallest unit, by ISO 4217.
 *
 * @param currency - ISO 4217 code in capitals
 * @returns 0, 2, 3 or 4; 2 for a currency that is not known
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html
 *
 * @example
 * ```ts
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
 * @param value - amount in the currency
 * @param currency - ISO 4217 code in capitals
 * @param mode - see {@link RoundingMode}
 * @returns the rounded amount, still exact
 * @throws SalesMetricsError `invalid-argument` for an unknown mode
 */
export function roundMoney(value: Rational, currency: string, mode: RoundingMode): Rational {
  return roundTo(value, minorUnitDigits(currency), mode);
}
