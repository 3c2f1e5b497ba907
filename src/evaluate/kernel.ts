import { type DayColumn, MISSING_DAY, type TextColumn } from '../model/table.ts';
import { ExactSums, rowsPerReserve } from '../number/exactSum.ts';
import { compare, type Rational, rational } from '../number/rational.ts';
import type { Ascending } from '../number/statistics.ts';
import type { PlacedRows } from './block.ts';
import type { QuantityColumn } from './quantityColumn.ts';
import { compareDated, type Occurrences, type SkippedCounts, type State } from './state.ts';
import type { Window } from './window.ts';

/** Adds rows to the cells of one aggregate. A small loop over typed arrays, the same for every KPI that needs it. */
export interface Kernel {
  /** The quantity that it is fed with; null where it looks at the rows alone. */
  readonly quantity: QuantityColumn | null;
  /** Whether rows that were added may have had no value. Asked after the pass, so that figures without gaps need not be looked through for them. */
  readonly maySkip: () => boolean;
  /** Adds rows, each to its cell, with the units of each as the quantity read them. */
  readonly add: (placed: PlacedRows, units: Float64Array) => void;
  /** What a cell knows; `records` is the number of rows that were added to it. */
  readonly state: (cell: number, records: number) => State;
  /** The values of a cell in order, where they can be had without making a state of them. */
  readonly ascending?: (cell: number, records: number) => Ascending;
}

/** A kernel whose states are known, cell by cell. */
export function heldKernel(states: ReadonlyMap<number, State>): Kernel {
  return { quantity: null, maySkip: () => true, add: () => undefined, state: (cell) => states.get(cell) as State };
}

// The loops over rows stand in functions of their own, over typed arrays alone: V8 keeps the code that it optimized for them from one calculation
// to the next, where that of a function inside another is given up with it.

/** What has no units: counts, by cell, the rows without a value, and hands wide values on. */
class Gaps {
  /** Whether any row without a value came. */
  areMet = false;
  readonly #column: QuantityColumn;
  readonly #missing: Int32Array;
  readonly #negative: Int32Array;

  constructor(column: QuantityColumn, cells: number) {
    this.#column = column;
    const size = column.hasGaps ? cells : 0;
    this.#missing = new Int32Array(size);
    this.#negative = new Int32Array(size);
  }

  /** Looks through rows for those without units. */
  add(
    { rows, cells, count, window }: PlacedRows,
    units: Float64Array,
    addWide: (cell: number, value: Rational) => void,
  ): void {
    for (let index = nextGap(units, 0, count); index < count; index = nextGap(units, index + 1, count)) {
      const row = rows[index] as number;
      const cell = cells[index] as number;
      const exact = this.#column.wideAt(row, window);
      if (exact === null) this.count(row, cell, window);
      else addWide(cell, exact);
    }
  }

  /** Counts a row without a value. */
  count(row: number, cell: number, window: Window): void {
    this.areMet = true;
    const counts = this.#column.isNegative(row, window) ? this.#negative : this.#missing;
    counts[cell] = (counts[cell] as number) + 1;
  }

  at(cell: number): SkippedCounts {
    return { missing: this.#missing[cell] ?? 0, negative: this.#negative[cell] ?? 0 };
  }
}

/** Index of the next row without units; `count` where there is none. */
function nextGap(units: Float64Array, from: number, count: number): number {
  let index = from;
  while (index < count && !Number.isNaN(units[index])) index++;
  return index;
}

/** Number of rows: the pass counts them for every record set, so there is nothing left to do. */
export const countKernel: Kernel = {
  quantity: null,
  maySkip: () => false,
  add: () => undefined,
  state: (_cell, records) => ({ kind: 'count', count: records }),
};

/** Exact sum, and how many values it has. */
export function sumKernel(column: QuantityColumn, cells: number): Kernel {
  const { largest, divisor, hasGaps } = column;
  const sums = new ExactSums(cells);
  const gaps = new Gaps(column, cells);
  // Wide values of another size than the units are summed as fractions, aside.
  const fractions = new Map<number, Rational>();
  const addWide = (cell: number, value: Rational): void => {
    const inUnits = value.numerator * divisor;
    if (inUnits % value.denominator === 0n) sums.addWide(cell, inUnits / value.denominator);
    else fractions.set(cell, addTo(fractions.get(cell), value));
  };
  const addRange = hasGaps ? addKnownUnits : addUnits;
  return {
    quantity: column,
    maySkip: () => gaps.areMet,
    add: (placed, units) => {
      const { cells: cellsOfRows, count } = placed;
      const step = rowsPerReserve(largest, count);
      for (let from = 0; from < count; from += step) {
        const to = Math.min(from + step, count);
        sums.reserve(largest * (to - from));
        addRange(sums.low, cellsOfRows, units, from, to);
      }
      if (hasGaps) gaps.add(placed, units, addWide);
    },
    state: (cell, records) => {
      const skipped = gaps.at(cell);
      const total = addTo(fractions.get(cell), rational(sums.total(cell), divisor));
      return { kind: 'sum', total, count: records - skipped.missing - skipped.negative, skipped };
    },
  };
}

function addUnits(low: Float64Array, cells: Int32Array, units: Float64Array, from: number, to: number): void {
  if (low.length === 1) {
    let sum = low[0] as number;
    for (let index = from; index < to; index++) sum += units[index] as number;
    low[0] = sum;
    return;
  }
  for (let index = from; index < to; index++) {
    const cell = cells[index] as number;
    low[cell] = (low[cell] as number) + (units[index] as number);
  }
}

function addKnownUnits(low: Float64Array, cells: Int32Array, units: Float64Array, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const cell = cells[index] as number;
    const value = units[index] as number;
    if (!Number.isNaN(value)) low[cell] = (low[cell] as number) + value;
  }
}

function addTo(sum: Rational | undefined, value: Rational): Rational {
  if (sum === undefined) return value;
  return rational(
    sum.numerator * value.denominator + value.numerator * sum.denominator,
    sum.denominator * value.denominator,
  );
}

/** Smallest or largest value. */
export function extremeKernel(column: QuantityColumn, cells: number, kind: 'minimum' | 'maximum'): Kernel {
  const { divisor } = column;
  const side = kind === 'maximum' ? 1 : -1;
  const best = new Float64Array(cells).fill(Number.NEGATIVE_INFINITY);
  const bestWide = new Map<number, Rational>();
  const gaps = new Gaps(column, cells);
  const addWide = (cell: number, value: Rational): void => {
    const known = bestWide.get(cell);
    if (known === undefined || compare(value, known) === side) bestWide.set(cell, value);
  };
  return {
    quantity: column,
    maySkip: () => gaps.areMet,
    add: (placed, units) => {
      keepBest(best, placed.cells, units, placed.count, side);
      if (column.hasGaps) gaps.add(placed, units, addWide);
    },
    state: (cell) => {
      const top = best[cell] as number;
      const narrow = top === Number.NEGATIVE_INFINITY ? null : rational(BigInt(top * side), divisor);
      const exact = bestWide.get(cell) ?? null;
      const isWide = exact !== null && (narrow === null || compare(exact, narrow) === side);
      return { kind: 'extreme', value: isWide ? exact : narrow, skipped: gaps.at(cell) };
    },
  };
}

function keepBest(best: Float64Array, cells: Int32Array, units: Float64Array, count: number, side: 1 | -1): void {
  for (let index = 0; index < count; index++) {
    const cell = cells[index] as number;
    const value = (units[index] as number) * side;
    // Never where there are no units.
    if (value > (best[cell] as number)) best[cell] = value;
  }
}

/** Distinct values of a text field. */
export function distinctKernel(column: TextColumn, cells: number): Kernel {
  const { codes, values } = column;
  const seen: (Set<number> | undefined)[] = Array.from({ length: cells });
  return {
    quantity: null,
    maySkip: () => false,
    add: ({ rows, cells: cellsOfRows, count }) => {
      for (let index = 0; index < count; index++) {
        const code = codes[rows[index] as number] as number;
        if (code < 0) continue;
        const cell = cellsOfRows[index] as number;
        const set = seen[cell];
        if (set === undefined) seen[cell] = new Set([code]);
        else set.add(code);
      }
    },
    state: (cell) => ({
      kind: 'distinct',
      values: new Set(Array.from(seen[cell] ?? [], (code) => values[code] ?? '')),
    }),
  };
}

/** Histograms are used up to this many counters (32 MB); beyond, values are gathered and sorted. */
const largestHistogram = 8_000_000;

/** All values in order: by counting where they are small whole numbers, by sorting otherwise. */
export function valuesKernel(column: QuantityColumn, cells: number): Kernel {
  const range = column.largest + 1;
  return column.isNatural && range * cells <= largestHistogram
    ? histogramKernel(column, cells, range)
    : gatherKernel(column, cells);
}

function histogramKernel(column: QuantityColumn, cells: number, range: number): Kernel {
  const { divisor } = column;
  const counts = new Int32Array(cells * range);
  const gaps = new Gaps(column, cells);
  const exactly = (units: number): Rational => rational(BigInt(units), divisor);
  return {
    quantity: column,
    maySkip: () => gaps.areMet,
    add: (placed, units) => {
      countUnits(counts, range, placed.cells, units, placed.count);
      // Nothing is wide where all units are natural.
      if (column.hasGaps) gaps.add(placed, units, () => undefined);
    },
    state: (cell) => {
      const ofCell = counts.subarray(cell * range, (cell + 1) * range);
      const values: Occurrences[] = [];
      for (const [units, count] of ofCell.entries()) if (count > 0) values.push({ value: exactly(units), count });
      return { kind: 'values', values, skipped: gaps.at(cell) };
    },
    ascending: (cell, records) => {
      const { missing, negative } = gaps.at(cell);
      const length = records - missing - negative;
      const at = (position: number): Rational | undefined =>
        position < length ? exactly(unitsAt(counts, cell * range, position)) : undefined;
      return { length, at };
    },
  };
}

function countUnits(counts: Int32Array, range: number, cells: Int32Array, units: Float64Array, count: number): void {
  for (let index = 0; index < count; index++) {
    const value = units[index] as number;
    if (Number.isNaN(value)) continue;
    const counter = (cells[index] as number) * range + value;
    counts[counter] = (counts[counter] as number) + 1;
  }
}

/** The whole number of units at a position among those counted from `start` on. */
function unitsAt(counts: Int32Array, start: number, position: number): number {
  let counter = start;
  for (let passed = 0; ; counter++) {
    passed += counts[counter] as number;
    if (position < passed) return counter - start;
  }
}

function gatherKernel(column: QuantityColumn, cells: number): Kernel {
  const unitsOf: (number[] | undefined)[] = Array.from({ length: cells });
  const wideOf = new Map<number, Rational[]>();
  const gaps = new Gaps(column, cells);
  const addWide = (cell: number, value: Rational): void => {
    const known = wideOf.get(cell);
    if (known === undefined) wideOf.set(cell, [value]);
    else known.push(value);
  };
  return {
    quantity: column,
    maySkip: () => gaps.areMet,
    add: (placed, units) => {
      gatherUnits(unitsOf, placed.cells, units, placed.count);
      if (column.hasGaps) gaps.add(placed, units, addWide);
    },
    state: (cell) => ({
      kind: 'values',
      values: occurrences(unitsOf[cell] ?? [], column.divisor, wideOf.get(cell) ?? []),
      skipped: gaps.at(cell),
    }),
  };
}

function gatherUnits(unitsOf: (number[] | undefined)[], cells: Int32Array, units: Float64Array, count: number): void {
  for (let index = 0; index < count; index++) {
    const value = units[index] as number;
    if (Number.isNaN(value)) continue;
    const cell = cells[index] as number;
    const known = unitsOf[cell];
    if (known === undefined) unitsOf[cell] = [value];
    else known.push(value);
  }
}

/** The values of rows in ascending order, each once with its count. */
function occurrences(units: readonly number[], divisor: bigint, wide: readonly Rational[]): Occurrences[] {
  const plain = Float64Array.from(units).sort();
  const values: Occurrences[] = [];
  for (let index = 0; index < plain.length; ) {
    const value = plain[index] as number;
    const from = index;
    while (index < plain.length && plain[index] === value) index++;
    values.push({ value: rational(BigInt(value), divisor), count: index - from });
  }
  if (wide.length === 0) return values;
  const all = [...values, ...wide.map((value) => ({ value, count: 1 }))].sort((left, right) =>
    compare(left.value, right.value),
  );
  const merged: Occurrences[] = [];
  for (const next of all) {
    const last = merged.at(-1);
    if (last === undefined || compare(last.value, next.value) !== 0) merged.push(next);
    else merged[merged.length - 1] = { value: last.value, count: last.count + next.count };
  }
  return merged;
}

/** Value of the earliest or latest record. Records without the quantity or without the date are left out. */
export function datedKernel(
  column: QuantityColumn,
  dates: DayColumn,
  ids: readonly string[],
  cells: number,
  kind: 'first' | 'last',
): Kernel {
  const best = new Int32Array(cells).fill(-1);
  // Values are kept beside the rows: a quantity may have another value in the next window.
  const bestUnits = new Float64Array(cells);
  const bestWide = new Map<number, Rational>();
  const gaps = new Gaps({ ...column, hasGaps: true }, cells);
  const side = kind === 'last' ? 1 : -1;
  const dated = (row: number): Parameters<typeof compareDated>[0] => ({
    day: dates.days[row] as number,
    time: dates.times?.[row] ?? Number.NaN,
    id: ids[row] ?? '',
    row,
  });
  return {
    quantity: column,
    maySkip: () => gaps.areMet,
    add: ({ rows, cells: cellsOfRows, count, window }, units) => {
      for (let index = 0; index < count; index++) {
        const row = rows[index] as number;
        const cell = cellsOfRows[index] as number;
        const known = best[cell] as number;
        const value = units[index] as number;
        const exact = Number.isNaN(value) ? column.wideAt(row, window) : null;
        if (dates.days[row] === MISSING_DAY || (Number.isNaN(value) && exact === null)) gaps.count(row, cell, window);
        else if (known < 0 || compareDated(dated(row), dated(known)) * side > 0) {
          best[cell] = row;
          bestUnits[cell] = value;
          if (exact === null) bestWide.delete(cell);
          else bestWide.set(cell, exact);
        }
      }
    },
    state: (cell) => {
      const row = best[cell] as number;
      const value = (): Rational => bestWide.get(cell) ?? rational(BigInt(bestUnits[cell] as number), column.divisor);
      const record = row < 0 ? null : { ...dated(row), value: value() };
      return { kind: 'dated', record, skipped: gaps.at(cell) };
    },
  };
}
