import { rationalOf, type Scaled } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import type { NumberColumn } from './table.ts';

/** Numbers of a field, each with its own scale: the value is coefficient / 10^scale. */
export interface ScaledValues {
  /** NaN where the number is missing, or its coefficient is no safe integer. */
  readonly coefficients: Float64Array;
  readonly scales: Uint8Array;
  /** Numbers whose coefficient is no safe integer, by row. */
  readonly large: Map<number, Scaled>;
}

/** Numbers of a field before any is known. */
export function scaledValues(length: number): ScaledValues {
  return { coefficients: new Float64Array(length).fill(Number.NaN), scales: new Uint8Array(length), large: new Map() };
}

/** Puts a number in a row. */
export function setScaled(values: ScaledValues, row: number, value: Scaled): void {
  const { coefficient, scale } = value;
  if (typeof coefficient === 'number') {
    values.coefficients[row] = coefficient;
    values.scales[row] = scale;
    values.large.delete(row);
  } else {
    values.coefficients[row] = Number.NaN;
    values.large.set(row, value);
  }
}

/** The number of a row, or null. */
export function scaledAt(values: ScaledValues, row: number): Scaled | null {
  const coefficient = values.coefficients[row] as number;
  if (Number.isNaN(coefficient)) return values.large.get(row) ?? null;
  return { coefficient, scale: values.scales[row] as number };
}

const mostPlaces = 15;

/** Ten to the power of 0 to 15, all exact. */
const powers: readonly number[] = /* @__PURE__ */ Array.from({ length: mostPlaces + 1 }, (_, exponent) =>
  Number(`1e${exponent}`),
);

/** The largest coefficient that can gain so many places and remain a safe integer. */
const limits: readonly number[] = /* @__PURE__ */ powers.map((power) => Math.floor(Number.MAX_SAFE_INTEGER / power));

/**
 * Puts numbers at one common scale.
 *
 * The scale is the smallest at which the most values are safe integers: the largest scale of all, unless that would push large values out.
 * What does not fit is kept beside, exactly.
 *
 * @param values - the numbers; their coefficients are overwritten and become the units
 */
export function numberColumn(values: ScaledValues): NumberColumn {
  const { coefficients, scales, large } = values;
  const scale = commonScale(values);
  const wide = new Map<number, Rational>();
  for (const [row, value] of large) wide.set(row, rationalOf(value));
  let largest = 0;
  let missing = 0;
  for (let row = 0; row < coefficients.length; row++) {
    const coefficient = coefficients[row] as number;
    if (Number.isNaN(coefficient)) {
      missing++;
      continue;
    }
    // Zero fits at every scale.
    if (coefficient === 0) continue;
    const places = scale - (scales[row] as number);
    const size = Math.abs(coefficient);
    if (size > (limits[places] ?? 0)) {
      wide.set(row, rationalOf({ coefficient, scale: scales[row] as number }));
      coefficients[row] = Number.NaN;
      continue;
    }
    const power = powers[places] as number;
    if (places > 0) coefficients[row] = coefficient * power;
    if (size * power > largest) largest = size * power;
  }
  return { kind: 'number', units: coefficients, scale, largest, wide: inRowOrder(wide), missing: missing - large.size };
}

// Rows are visited in order, only those with a large coefficient came first.
function inRowOrder(wide: Map<number, Rational>): Map<number, Rational> {
  return new Map([...wide].sort(([left], [right]) => left - right));
}

function commonScale({ coefficients, scales }: ScaledValues): number {
  // Changes in the number of values that fit, by scale: each fits from its own scale up to the last at which it is a safe integer.
  const gained = new Int32Array(512);
  const largestAt = new Float64Array(256);
  let deepest = 0;
  for (let row = 0; row < coefficients.length; row++) {
    const coefficient = coefficients[row] as number;
    if (Number.isNaN(coefficient) || coefficient === 0) continue;
    const scale = scales[row] as number;
    const size = Math.abs(coefficient);
    if (size > (largestAt[scale] as number)) largestAt[scale] = size;
    if (scale > deepest) deepest = scale;
  }
  if (allFitAt(deepest, largestAt)) return deepest;
  for (let row = 0; row < coefficients.length; row++) {
    const coefficient = coefficients[row] as number;
    if (Number.isNaN(coefficient) || coefficient === 0) continue;
    const scale = scales[row] as number;
    gained[scale] = (gained[scale] as number) + 1;
    const end = scale + placesToGain(Math.abs(coefficient)) + 1;
    gained[end] = (gained[end] as number) - 1;
  }
  let best = 0;
  let most = 0;
  for (let scale = 0, fitting = 0; scale <= deepest; scale++) {
    fitting += gained[scale] as number;
    if (fitting > most) {
      most = fitting;
      best = scale;
    }
  }
  return best;
}

function allFitAt(scale: number, largestAt: Float64Array): boolean {
  for (let own = 0; own <= scale; own++) {
    const size = largestAt[own] as number;
    if (size > (limits[scale - own] ?? 0)) return false;
  }
  return true;
}

function placesToGain(size: number): number {
  let places = 0;
  while (places < mostPlaces && size <= (limits[places + 1] as number)) places++;
  return places;
}

/** A column without a number in any row, laid out when it is first read. */
export function missingNumbers(length: number): NumberColumn {
  let units: Float64Array | null = null;
  return {
    kind: 'number',
    get units(): Float64Array {
      units ??= new Float64Array(length).fill(Number.NaN);
      return units;
    },
    scale: 0,
    largest: 0,
    wide: new Map(),
    missing: length,
  };
}

/** The rows of a column picked by position. */
export function pickNumbers(column: NumberColumn, rows: Int32Array): NumberColumn {
  const units = new Float64Array(rows.length);
  const wide = new Map<number, Rational>();
  let largest = 0;
  let missing = 0;
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position] as number;
    const unit = column.units[row] as number;
    units[position] = unit;
    if (Math.abs(unit) > largest) largest = Math.abs(unit);
    if (!Number.isNaN(unit)) continue;
    const value = column.wide.get(row);
    if (value === undefined) missing++;
    else wide.set(position, value);
  }
  return { kind: 'number', units, scale: column.scale, largest, wide, missing };
}
