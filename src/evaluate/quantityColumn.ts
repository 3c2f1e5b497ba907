import type { NumberColumn } from '../model/table.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { multiply, type Rational, rational } from '../number/rational.ts';
import { blockLength } from './block.ts';
import type { Window } from './window.ts';

/** A quantity of every record of a source, as whole units of a common size. It is worked out block by block, for the rows that count. */
export interface QuantityColumn {
  /** The value is units / divisor. */
  readonly divisor: bigint;
  /** No unit is further from 0 than this, in any window. */
  readonly largest: number;
  /** Whether every unit is 0 or above, and no row is wide. */
  readonly isNatural: boolean;
  /** Whether some rows may have no units. */
  readonly hasGaps: boolean;
  /** Writes the units of each of the first `count` rows, which are a block at the most; NaN where the value is missing, negative or wide. */
  readonly read: (rows: Int32Array, count: number, window: Window, units: Float64Array) => void;
  /** The value of a row that has no units, where they would be no safe integer; null where it has none. */
  readonly wideAt: (row: number, window: Window) => Rational | null;
  /** Whether a row is left out because a span is negative; the other gaps are missing values. */
  readonly isNegative: (row: number, window: Window) => boolean;
}

/** A number field as it is. */
export function fieldQuantity(column: NumberColumn): QuantityColumn {
  const { units: kept, scale, largest, wide, missing } = column;
  return {
    divisor: powerOfTen(scale),
    largest,
    get isNatural() {
      return wide.size === 0 && !hasNegative(kept);
    },
    hasGaps: missing > 0 || wide.size > 0,
    read: (rows, count, _window, units) => pick(kept, rows, count, units),
    wideAt: (row) => wide.get(row) ?? null,
    isNegative: () => false,
  };
}

function pick(kept: Float64Array, rows: Int32Array, count: number, units: Float64Array): void {
  for (let index = 0; index < count; index++) units[index] = kept[rows[index] as number] as number;
}

function hasNegative(units: Float64Array): boolean {
  for (const value of units) if (value < 0) return true;
  return false;
}

/** The product of two quantities, exact: beyond safe integers it is wide. */
export function productQuantity(left: QuantityColumn, right: QuantityColumn): QuantityColumn {
  const bound = left.largest * right.largest;
  const isSafe = bound <= Number.MAX_SAFE_INTEGER;
  const factors = new Float64Array(blockLength);
  const [leftAt, rightAt] = [valuesOf(left), valuesOf(right)];
  return {
    divisor: left.divisor * right.divisor,
    largest: Math.min(bound, Number.MAX_SAFE_INTEGER),
    get isNatural() {
      return isSafe && left.isNatural && right.isNatural;
    },
    hasGaps: !isSafe || left.hasGaps || right.hasGaps,
    read: (rows, count, window, units) => {
      left.read(rows, count, window, units);
      right.read(rows, count, window, factors);
      multiplyBy(units, factors, count);
    },
    wideAt: (row, window) => {
      const [first, second] = [leftAt(row, window), rightAt(row, window)];
      return first === null || second === null ? null : multiply(first, second);
    },
    isNegative: (row, window) => left.isNegative(row, window) || right.isNegative(row, window),
  };
}

function multiplyBy(units: Float64Array, factors: Float64Array, count: number): void {
  for (let index = 0; index < count; index++) {
    const value = (units[index] as number) * (factors[index] as number);
    units[index] = Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : Number.NaN;
  }
}

/** Reads the exact values of a quantity one by one; null where a record has none. */
export function valuesOf({ read, divisor, wideAt }: QuantityColumn): (row: number, window: Window) => Rational | null {
  const rows = new Int32Array(1);
  const units = new Float64Array(1);
  return (row, window) => {
    rows[0] = row;
    read(rows, 1, window, units);
    const [value = Number.NaN] = units;
    return Number.isNaN(value) ? wideAt(row, window) : rational(BigInt(value), divisor);
  };
}
