import { type DayColumn, MISSING_DAY, type NumberColumn } from '../model/table.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { multiply, type Rational, rational } from '../number/rational.ts';

/** A quantity of every record of a source, as whole units of a common size. */
export interface QuantityColumn {
  /** The value is units / divisor; NaN where it is missing, negative or wide. */
  readonly units: Float64Array;
  readonly divisor: bigint;
  /** Largest absolute value among the units. */
  readonly largest: number;
  /** Whether every unit is 0 or above, and no row is wide. */
  readonly isNatural: boolean;
  /** Rows whose value does not fit a safe integer. */
  readonly wide: ReadonlyMap<number, Rational>;
  /** Whether some rows have no value here. */
  readonly hasGaps: boolean;
  /** Rows left out because the span is negative; the other gaps are missing values. */
  readonly negative: ReadonlySet<number>;
}

const noRows: ReadonlySet<number> = new Set();
const nothingWide: ReadonlyMap<number, Rational> = new Map();
const millisecondsPerHour = 3_600_000n;

/** A number field as it is. */
export function fieldQuantity(column: NumberColumn): QuantityColumn {
  const { units, scale, largest, wide, missing } = column;
  return {
    units,
    divisor: powerOfTen(scale),
    largest,
    isNatural: wide.size === 0 && units.every((value) => !(value < 0)),
    wide,
    hasGaps: missing > 0 || wide.size > 0,
    negative: noRows,
  };
}

/** The product of two quantities, exact: beyond safe integers it is kept wide. */
export function productQuantity(left: QuantityColumn, right: QuantityColumn): QuantityColumn {
  const { length } = left.units;
  const units = new Float64Array(length);
  const wide = new Map<number, Rational>();
  let largest = 0;
  let hasGaps = false;
  let isNatural = true;
  for (let row = 0; row < length; row++) {
    const value = (left.units[row] as number) * (right.units[row] as number);
    units[row] = value;
    const size = Math.abs(value);
    if (size <= Number.MAX_SAFE_INTEGER) {
      if (size > largest) largest = size;
      if (value < 0) isNatural = false;
      continue;
    }
    hasGaps = true;
    units[row] = Number.NaN;
    const [first, second] = [quantityAt(left, row), quantityAt(right, row)];
    if (first !== null && second !== null) {
      wide.set(row, multiply(first, second));
      isNatural = false;
    }
  }
  return { units, divisor: left.divisor * right.divisor, largest, isNatural, wide, hasGaps, negative: noRows };
}

/** Whole days between two dates of each record. */
export function daysQuantity(from: DayColumn, to: DayColumn): QuantityColumn {
  return spanQuantity(from.days.length, 1n, (row) => {
    const [start, end] = [from.days[row] as number, to.days[row] as number];
    return start === MISSING_DAY || end === MISSING_DAY ? Number.NaN : end - start;
  });
}

/** Hours between two instants of each record, in milliseconds; missing where a time of day is. */
export function hoursQuantity(from: DayColumn, to: DayColumn): QuantityColumn {
  const { times: starts } = from;
  const { times: ends } = to;
  return spanQuantity(from.days.length, millisecondsPerHour, (row) =>
    starts === null || ends === null ? Number.NaN : (ends[row] as number) - (starts[row] as number),
  );
}

function spanQuantity(length: number, divisor: bigint, span: (row: number) => number): QuantityColumn {
  const units = new Float64Array(length);
  const negative = new Set<number>();
  let largest = 0;
  let hasGaps = false;
  for (let row = 0; row < length; row++) {
    const value = span(row);
    if (value >= 0) {
      units[row] = value;
      if (value > largest) largest = value;
    } else {
      units[row] = Number.NaN;
      hasGaps = true;
      if (value < 0) negative.add(row);
    }
  }
  return { units, divisor, largest, isNatural: true, wide: nothingWide, hasGaps, negative };
}

/** The exact value of one record; null where it has none. */
export function quantityAt(column: QuantityColumn, row: number): Rational | null {
  const units = column.units[row] as number;
  if (Number.isNaN(units)) return column.wide.get(row) ?? null;
  return rational(BigInt(units), column.divisor);
}
