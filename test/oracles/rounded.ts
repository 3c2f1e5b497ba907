// Rounding by trying both neighbours. Imports nothing from src.

import { type Fraction, floorOf, minus, order, over, times } from './fraction.ts';

/** The multiple of 10^-digits next to a value, of the two around it the one that the mode asks for. */
export function rounded(value: Fraction, digits: number, mode: string): Fraction {
  const unit: Fraction = digits < 0 ? [10n ** BigInt(-digits), 1n] : [1n, 10n ** BigInt(digits)];
  const steps = over(value, unit);
  const below: Fraction = [floorOf(steps), 1n];
  if (order(below, steps) === 0) return value;
  const above: Fraction = [below[0] + 1n, 1n];
  return times(isAbove(mode, steps, below, above) ? above : below, unit);
}

function isAbove(mode: string, steps: Fraction, below: Fraction, above: Fraction): boolean {
  const isPositive = steps[0] > 0n;
  if (mode === 'ceiling') return true;
  if (mode === 'floor') return false;
  if (mode === 'up') return isPositive;
  if (mode === 'down') return !isPositive;
  const nearer = order(minus(steps, below), minus(above, steps));
  if (nearer !== 0) return nearer > 0;
  if (mode === 'half-up') return isPositive;
  return mode === 'half-down' ? !isPositive : above[0] % 2n === 0n;
}
