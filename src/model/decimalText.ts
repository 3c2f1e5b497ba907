import { decimalOfUnits, rationalOf } from '../number/decimal.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import type { Rational } from '../number/rational.ts';
import type { NumberColumn } from './table.ts';

/**
 * The number of a row as an exact fraction.
 *
 * @param column - amounts or numbers
 * @param row - position of the record
 * @returns the fraction, or null where the number is missing
 */
export function rationalAt({ units, scale, wide }: NumberColumn, row: number): Rational | null {
  const coefficient = units[row] as number;
  return Number.isNaN(coefficient) ? (wide.get(row) ?? null) : rationalOf({ coefficient, scale });
}

/**
 * The number of a row as plain digits, exact whatever its length.
 *
 * @param column - amounts or numbers
 * @param row - position of the record
 * @returns for example `1250.5`, or undefined where the number is missing
 */
export function decimalTextAt(column: NumberColumn, row: number): string | undefined {
  const { units, scale } = column;
  const unit = units[row] as number;
  // A decimal of up to 15 digits is the shortest one of its double, and from a millionth on that is written without an exponent.
  if (scale <= 6 && Math.abs(unit) < 1e15) return String(unit / 10 ** scale);
  const value = rationalAt(column, row);
  return value === null ? undefined : decimalText(value);
}

/**
 * A fraction whose decimals end, as plain digits: a decimal number, or sums and products of some.
 *
 * @param value - its denominator divides a power of ten
 * @returns for example `1250.5`
 */
export function decimalText({ numerator, denominator }: Rational): string {
  let places = 0;
  while (powerOfTen(places) % denominator !== 0n) places++;
  return decimalOfUnits(numerator * (powerOfTen(places) / denominator), places).toFixed();
}
