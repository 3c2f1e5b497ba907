import type { NumberColumn } from '../model/table.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { multiply, type Rational, rational } from '../number/rational.ts';
import type { Window } from './window.ts';

/** A quantity of every record of a source, as whole units of a common size. */
export interface QuantityColumn {
  /** The value is units / divisor; NaN where it is missing, negative or wide. */
  readonly units: Float64Array;
  readonly divisor: bigint;
  /** Largest absolute value among the units, in any window. */
  readonly largest: number;
  /** Whether every unit is 0 or above, and no row is wide. */
  readonly isNatural: boolean;
  /** Rows whose value does not fit a safe integer. */
  readonly wide: ReadonlyMap<number, Rational>;
  /** Whether some rows may have no value here. */
  readonly hasGaps: boolean;
  /** Rows left out because a span is negative; the other gaps are missing values. */
  readonly negative: ReadonlySet<number>;
  /** Works out the values of the first `count` of the rows for a window, in place; null where they are the same in every window. */
  readonly refresh: ((rows: Int32Array, count: number, window: Window) => void) | null;
}

const noRows: ReadonlySet<number> = new Set();

const ofColumns = /* @__PURE__ */ new WeakMap<NumberColumn, QuantityColumn>();

/** A number field as it is, looked through once: the columns of a data set serve many calculations. */
export function fieldQuantity(column: NumberColumn): QuantityColumn {
  const known = ofColumns.get(column);
  if (known !== undefined) return known;
  const { units, scale, largest, wide, missing } = column;
  const quantity: QuantityColumn = {
    units,
    divisor: powerOfTen(scale),
    largest,
    isNatural: wide.size === 0 && units.every((value) => !(value < 0)),
    wide,
    hasGaps: missing > 0 || wide.size > 0,
    negative: noRows,
    refresh: null,
  };
  ofColumns.set(column, quantity);
  return quantity;
}

/** The product of two quantities, exact: beyond safe integers it is kept wide. */
export function productQuantity(left: QuantityColumn, right: QuantityColumn): QuantityColumn {
  const product = new ProductRows(left, right);
  const { units, wide, negative } = product;
  const shared = { units, divisor: left.divisor * right.divisor, wide, negative };
  if (left.refresh !== null || right.refresh !== null) {
    const bound = left.largest * right.largest;
    return {
      ...shared,
      largest: Math.min(bound, Number.MAX_SAFE_INTEGER),
      isNatural: left.isNatural && right.isNatural && bound <= Number.MAX_SAFE_INTEGER,
      hasGaps: true,
      refresh: (rows, count, window) => {
        left.refresh?.(rows, count, window);
        right.refresh?.(rows, count, window);
        for (let index = 0; index < count; index++) product.work(rows[index] as number);
      },
    };
  }
  let largest = 0;
  let isNatural = true;
  let hasGaps = false;
  for (let row = 0; row < units.length; row++) {
    product.work(row);
    const value = units[row] as number;
    if (Number.isNaN(value)) hasGaps = true;
    else if (value < 0) isNatural = false;
    largest = Math.max(largest, Math.abs(value) || 0);
  }
  return { ...shared, largest, isNatural: isNatural && wide.size === 0, hasGaps, refresh: null };
}

/** Products of the values of two quantities, row by row. */
class ProductRows {
  readonly units: Float64Array;
  readonly wide = new Map<number, Rational>();
  readonly negative = new Set<number>();
  readonly #left: QuantityColumn;
  readonly #right: QuantityColumn;

  constructor(left: QuantityColumn, right: QuantityColumn) {
    this.#left = left;
    this.#right = right;
    this.units = new Float64Array(left.units.length);
  }

  /** Works out one row; in another window it may have had another value. */
  work(row: number): void {
    const [left, right] = [this.#left, this.#right];
    const value = (left.units[row] as number) * (right.units[row] as number);
    const fits = Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    this.units[row] = fits ? value : Number.NaN;
    if (this.wide.size > 0) this.wide.delete(row);
    if (this.negative.size > 0) this.negative.delete(row);
    if (fits) return;
    const [first, second] = [quantityAt(left, row), quantityAt(right, row)];
    if (first !== null && second !== null) this.wide.set(row, multiply(first, second));
    else if (left.negative.has(row) || right.negative.has(row)) this.negative.add(row);
  }
}

/** The exact value of one record; null where it has none. */
export function quantityAt(column: QuantityColumn, row: number): Rational | null {
  const units = column.units[row] as number;
  if (Number.isNaN(units)) return column.wide.get(row) ?? null;
  return rational(BigInt(units), column.divisor);
}
