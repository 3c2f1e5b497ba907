// Rounding to the smallest unit of a currency. Imports nothing from src.

import type { PlainRounding } from './commissionShape.ts';
import { type Fraction, floorOf, minus, order, plus, times } from './fraction.ts';

const digits: Readonly<Record<string, number>> = { EUR: 2, USD: 2, JPY: 0, KWD: 3 };

/** Smallest units in one unit of the currency. */
export function unitsIn(currency: string): bigint {
  return 10n ** BigInt(digits[currency] ?? 2);
}

/** The value in smallest units, rounded: the whole number below or above, chosen by what lies between. */
export function roundedUnits(value: Fraction, currency: string, mode: PlainRounding): bigint {
  const units = times(value, [unitsIn(currency), 1n]);
  const below = floorOf(units);
  const rest = minus(units, [below, 1n]);
  if (rest[0] === 0n) return below;
  const nearer = order(rest, [1n, 2n]);
  const isNegative = units[0] < 0n;
  switch (mode) {
    case 'floor':
      return below;
    case 'ceiling':
      return below + 1n;
    case 'down':
      return isNegative ? below + 1n : below;
    case 'up':
      return isNegative ? below : below + 1n;
    default:
      break;
  }
  if (nearer !== 0) return nearer < 0 ? below : below + 1n;
  if (mode === 'half-even') return below % 2n === 0n ? below : below + 1n;
  return (mode === 'half-up') === isNegative ? below : below + 1n;
}

/** The fraction in lowest terms, so that long sums stay small. */
export function lowest([numerator, denominator]: Fraction): Fraction {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? [0n, 1n] : [numerator / a, denominator / a];
}

export function lesser(left: Fraction, right: Fraction): Fraction {
  return order(left, right) <= 0 ? left : right;
}

export function greater(left: Fraction, right: Fraction): Fraction {
  return order(left, right) >= 0 ? left : right;
}

export function negated([numerator, denominator]: Fraction): Fraction {
  return [-numerator, denominator];
}

export function sumOf(values: readonly Fraction[]): Fraction {
  return values.reduce((sum, value) => lowest(plus(sum, value)), [0n, 1n] as Fraction);
}
