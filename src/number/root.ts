import { type Rational, rational } from './rational.ts';

/** Significant digits of an irrational root: far more than the 34 of a figure, so that arithmetic after it does not show. */
const digits = 100;

/**
 * A fraction multiplied by itself.
 *
 * @param base - any fraction
 * @param exponent - how many times, a whole number from 0; anything to the power of 0 is 1
 * @returns the exact power
 */
export function powerOf(base: Rational, exponent: number): Rational {
  // Lowest terms stay lowest terms.
  const power = BigInt(exponent);
  return { numerator: base.numerator ** power, denominator: base.denominator ** power };
}

/**
 * The root of a fraction.
 *
 * @param value - 0 or above
 * @param degree - 2 for the square root, 3 for the cube root; a whole number from 1
 * @returns the exact root where it is a fraction; else a fraction next to it, right to 100 significant digits and never a tie of fewer
 */
export function rootOf(value: Rational, degree: number): Rational {
  const numerator = wholeRoot(value.numerator, degree);
  const denominator = wholeRoot(value.denominator, degree);
  const power = BigInt(degree);
  if (numerator ** power === value.numerator && denominator ** power === value.denominator)
    return rational(numerator, denominator);
  const size = value.numerator.toString().length - value.denominator.toString().length;
  const places = BigInt(Math.max(0, digits - Math.floor(size / degree)));
  const scaled = wholeRoot((value.numerator * 10n ** (places * power)) / value.denominator, degree);
  // Between this whole number and the next lies the root, and neither is it.
  return rational(2n * scaled + 1n, 2n * 10n ** places);
}

/** The largest whole number whose power is not above a value of 0 or more: Newton's steps from above. */
export function wholeRoot(value: bigint, degree: number): bigint {
  if (value < 2n) return value;
  const power = BigInt(degree);
  let root = guessAbove(value, degree);
  for (;;) {
    const closer = ((power - 1n) * root + value / root ** (power - 1n)) / power;
    if (closer >= root) return root;
    root = closer;
  }
}

/** A whole number not below the whole part of the root, right to some nine digits: only the number of steps depends on it. */
function guessAbove(value: bigint, degree: number): bigint {
  const bits = value.toString(16).length * 4;
  const below = Math.max(0, bits - 64);
  const exponent = (Math.log2(Number(value >> BigInt(below))) + below) / degree;
  const shift = Math.max(0, Math.floor(exponent) - 50);
  return BigInt(Math.ceil(2 ** (exponent - shift) * (1 + 1e-9))) << BigInt(shift);
}
