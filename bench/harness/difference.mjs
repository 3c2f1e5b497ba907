/**
 * Compares answers. Ours are texts, decimals rounded to 34 significant digits; null is what is undefined.
 *
 * A peer that calculates exactly answers with texts too, decimals or fractions `p/q`, and they must be the same number. One that
 * calculates in floats answers with numbers, and they must be near.
 */

/** Significant digits of our decimals. */
const digits = 34;

/** How far a float may be off, relative to its size and in all, where a work does not say otherwise. */
export const usualTolerance = { relative: 1e-9, absolute: 1e-9 };

/** A decimal or fraction as `[numerator, denominator]`. */
function fraction(text) {
  const [over, under = '1'] = text.split('/');
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(over);
  if (match === null) throw new Error(`${JSON.stringify(text)} is no decimal and no fraction`);
  const [, whole, decimals = '', exponent = '0'] = match;
  const scale = decimals.length - Number(exponent);
  const units = BigInt(whole + decimals);
  return scale >= 0 ? [units, 10n ** BigInt(scale) * BigInt(under)] : [units * 10n ** BigInt(-scale), BigInt(under)];
}

const sizeOf = (number) => (number < 0n ? -number : number);

/** Whether a decimal of ours is the fraction, rounded to 34 digits: off by at most half a unit of its last digit. */
function isRounded(decimal, exact) {
  const [units, power] = fraction(decimal);
  const [numerator, denominator] = fraction(exact);
  const off = sizeOf(units * denominator - numerator * power);
  const exponent = String(sizeOf(units)).length - String(power).length;
  const lastDigit = exponent - digits + 1;
  const [left, right] = [2n * off, power * denominator];
  return lastDigit < 0 ? left * 10n ** BigInt(-lastDigit) <= right : left <= right * 10n ** BigInt(lastDigit);
}

function isNear(decimal, float, { relative, absolute }) {
  const value = Number(decimal);
  return Math.abs(value - float) <= Math.max(absolute, relative * Math.abs(value));
}

function isSame(expected, actual, tolerance) {
  if (expected === null || actual === null) return expected === actual;
  if (typeof actual === 'number') return isNear(expected, actual, tolerance);
  if (typeof actual !== 'string') return false;
  return expected === actual || (/^-?\d/.test(expected) && isRounded(expected, actual));
}

/**
 * The first place at which an answer differs from ours.
 *
 * @param expected - ours: texts and nulls, in arrays and objects
 * @param actual - that of a peer: texts, numbers and nulls, in the same arrays and objects; it may leave out what it cannot do
 * @param tolerance - how far floats may be off
 * @returns the place with both values, or null where there is no difference
 */
export function firstDifference(expected, actual, tolerance = usualTolerance, path = '') {
  if (actual === undefined) return null;
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    const isLeaf = typeof expected !== 'object' || expected === null;
    if (isLeaf && isSame(expected, actual, tolerance)) return null;
    return `${path}: ${JSON.stringify(expected)} is ours, ${JSON.stringify(actual)} the other`;
  }
  const keys = Object.keys(actual);
  if (Array.isArray(expected) && expected.length !== keys.length)
    return `${path}: ${expected.length} values are ours, ${keys.length} the other's`;
  for (const key of keys) {
    if (!(key in expected)) return `${path}/${key}: not among ours`;
    const difference = firstDifference(expected[key], actual[key], tolerance, `${path}/${key}`);
    if (difference !== null) return difference;
  }
  return null;
}
