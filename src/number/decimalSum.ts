import { SalesMetricsError, showValue } from '../errors.ts';
import { type Decimal, type DecimalInput, decimalOfUnits, readDecimal } from './decimal.ts';
import { powerOfTen } from './powerOfTen.ts';
import { expectationFor } from './readDecimal.ts';

/** Sums of whole numbers that stay within it are exact. */
const largestExact = 2 ** 53;

/**
 * The sum of decimal numbers, exact whatever their number and size: nothing is rounded on the way, where `Decimal.sum` of decimal.js
 * rounds to 20 digits and numbers add up to 0.30000000000000004.
 *
 * @param amounts - decimal numbers in any accepted form, such as the amounts of the lines of a statement
 * @returns their sum; 0 of none
 * @throws SalesMetricsError `invalid-number` for an amount that is no decimal number, naming its position; `invalid-argument` for amounts
 * that are no list
 *
 * @example
 * ```ts
 * import { exactSum } from 'sales-metrics';
 * exactSum([0.1, '0.2', 1200]).toString(); // => '1200.3'
 * ```
 */
export function exactSum(amounts: Iterable<DecimalInput>): Decimal {
  // A text is a list of its characters, which nobody means.
  if (!isList(amounts))
    throw new SalesMetricsError(
      'invalid-argument',
      `exactSum: amounts must be an array or another list of decimal numbers, got ${showValue(amounts)}`,
    );
  // A sum for each number of decimals, in doubles as long as they are exact.
  const quick: number[] = [];
  const wide: bigint[] = [];
  let index = 0;
  for (const amount of amounts) {
    const read = readDecimal(amount);
    if (read === null)
      throw new SalesMetricsError(
        'invalid-number',
        `exactSum: amounts[${index}]: expected ${expectationFor(amount)}, got ${showValue(amount)}`,
      );
    const { coefficient, scale } = read;
    const sum = quick[scale] ?? 0;
    if (typeof coefficient === 'number' && Math.abs(sum) + Math.abs(coefficient) < largestExact)
      quick[scale] = sum + coefficient;
    else {
      wide[scale] = (wide[scale] ?? 0n) + BigInt(sum) + BigInt(coefficient);
      quick[scale] = 0;
    }
    index += 1;
  }
  const digits = Math.max(quick.length, wide.length, 1) - 1;
  let units = 0n;
  for (let scale = 0; scale <= digits; scale++)
    units += (BigInt(quick[scale] ?? 0) + (wide[scale] ?? 0n)) * powerOfTen(digits - scale);
  return decimalOfUnits(units, digits);
}

function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
