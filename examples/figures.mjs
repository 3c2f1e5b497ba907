// @ts-check
/**
 * Figures as text. The library hands out exact decimals and never formats them: how many digits a reader sees, and in
 * which unit, is decided here. No locale is asked and nothing becomes a float on the way.
 */

/** @typedef {import('sales-metrics').Decimal} Decimal */
/**
 * How a figure is shown: its unit, how many places the decimal point moves to the right, and the digits after it.
 * @typedef {{ unit: string, shift: number, digits: number }} Display
 */

/** @type {Display} */
export const whole = { unit: '', shift: 0, digits: 0 };
/** @type {Display} */
export const percent = { unit: '%', shift: 2, digits: 1 };
/** @type {Display} */
export const times = { unit: 'times', shift: 0, digits: 2 };
/** @type {Display} */
export const days = { unit: 'days', shift: 0, digits: 1 };
/** @type {Display} */
export const hours = { unit: 'hours', shift: 0, digits: 1 };
/** @type {Display} */
export const thousands = { unit: '$ thousand', shift: -3, digits: 0 };
/** @type {Display} */
export const dollars = { unit: '$', shift: 0, digits: 0 };
/** @type {Display} */
export const cents = { unit: '$', shift: 0, digits: 2 };

/**
 * A figure in its display, rounded half up as printed figures are, with separators: `1,234.5`.
 * @param {Decimal} value @param {Display} display
 */
export function figure(value, { shift, digits }) {
  const units = roundedUnits(value.abs().toFixed(), shift + digits);
  const sign = value.isNegative() && units !== 0n ? '-' : '';
  const text = String(units).padStart(digits + 1, '0');
  const point = text.length - digits;
  return `${sign}${separated(text.slice(0, point))}${digits > 0 ? `.${text.slice(point)}` : ''}`;
}

/**
 * The change from an earlier figure, with the direction of the number (not a judgement of it): `▲ 2.3`.
 * @param {Decimal} value @param {Decimal} before @param {Display} display
 */
export function change(value, before, display) {
  const difference = value.minus(before);
  const size = figure(difference.abs(), display);
  if (!/[1-9]/.test(size)) return '=';
  return `${difference.isNegative() ? '▼' : '▲'} ${size}`;
}

/** Thousands separators between the digits of a whole number. @param {string} digits */
export function separated(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * A plain decimal text times a power of ten, rounded half up to a whole number: 12.345 by 2 places is 1235.
 * @param {string} text without sign and exponent @param {number} places
 */
function roundedUnits(text, places) {
  const [before = '', after = ''] = text.split('.');
  const point = before.length + places;
  if (point < 0) return 0n;
  const digits = (before + after).padEnd(point + 1, '0');
  return BigInt(digits.slice(0, point)) + (digits.charAt(point) >= '5' ? 1n : 0n);
}
