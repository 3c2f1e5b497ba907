import { SalesMetricsError, showValue } from '../errors.ts';

/** Up to here, either way of zero, every whole number is a double; sums that stay inside are exact. */
const largestExact = 2 ** 53;

/** A cell below this may stay as it is when others are carried, so that the next carry is far away. */
const comfortable = 2 ** 52;

/**
 * Exact sums of whole numbers at the speed of doubles, one sum for each cell.
 *
 * A caller states beforehand how much a block of rows can add to any one cell, then adds straight into {@link low}.
 * While the stated bounds stay within 2^53 nothing can be rounded; before they would not, large cells are carried away
 * into bigints.
 *
 * @example
 * ```ts
 * import { ExactSums } from './exactSum.ts';
 * const sums = new ExactSums(2);
 * sums.reserve(300); // no cell changes by more than 300 in all until the next reserve
 * sums.low[1] += 100;
 * sums.low[1] += 200;
 * sums.total(1); // => 300n
 * ```
 */
export class ExactSums {
  /** The running sums, to be added to directly, whole numbers only. Holds a part of the total: read {@link total}. */
  readonly low: Float64Array;
  readonly #high = new Map<number, bigint>();
  /** No cell of `low` is further from zero than this, whatever was added under the bounds. */
  #bound = 0;

  /** @param cells - number of sums, all zero to begin with */
  constructor(cells: number) {
    this.low = new Float64Array(cells);
  }

  /**
   * Makes room for a block of rows; call it before adding them.
   *
   * @param bound - whole number from 0 to 2^53: the most that the absolute values added to any one cell can amount to
   * @throws SalesMetricsError `invalid-argument` for a bound that is not such a number; the block must then be cut
   * smaller, see {@link rowsPerReserve}
   */
  reserve(bound: number): void {
    if (!Number.isInteger(bound) || bound < 0 || bound > largestExact) {
      throw new SalesMetricsError(
        'invalid-argument',
        `reserve: bound must be a whole number from 0 to 2^53, got ${showValue(bound)}`,
      );
    }
    // Not `#bound + bound > 2^53`: that sum itself may be rounded down to 2^53.
    if (bound > largestExact - this.#bound) this.#carry(Math.min(comfortable, largestExact - bound));
    this.#bound += bound;
  }

  /**
   * Adds a whole number of any size to one sum.
   *
   * @param cell - index of the sum
   * @param units - what to add
   */
  addWide(cell: number, units: bigint): void {
    this.#high.set(cell, (this.#high.get(cell) ?? 0n) + units);
  }

  /**
   * One sum, exact.
   *
   * @param cell - index of the sum
   * @returns everything added to it so far
   * @throws SalesMetricsError `invalid-argument` when there is no such cell
   */
  total(cell: number): bigint {
    const low = this.low[cell];
    if (low === undefined) {
      throw new SalesMetricsError(
        'invalid-argument',
        `total: cell must be from 0 to ${this.low.length - 1}, got ${showValue(cell)}`,
      );
    }
    return BigInt(low) + (this.#high.get(cell) ?? 0n);
  }

  /** Carries away cells further from zero than `limit`, and restates the bound by what really stayed. */
  #carry(limit: number): void {
    let largest = 0;
    this.low.forEach((units, cell) => {
      const size = Math.abs(units);
      if (size > limit) {
        this.addWide(cell, BigInt(units));
        this.low[cell] = 0;
      } else {
        largest = Math.max(largest, size);
      }
    });
    this.#bound = largest;
  }
}

/**
 * How many rows may share one {@link ExactSums.reserve}, given the largest absolute value among them.
 *
 * @param largest - whole number from 0 to 2^53, the largest absolute value of a row
 * @param wanted - the block length one would like, at least 1
 * @returns a count from 1 to `wanted` for which count * largest does not exceed 2^53
 *
 * @example
 * ```ts
 * import { rowsPerReserve } from './exactSum.ts';
 * rowsPerReserve(2 ** 50, 1024); // => 8
 * ```
 */
export function rowsPerReserve(largest: number, wanted: number): number {
  // A quotient a hair below a whole number never rounds up to it: the gap, 1 / largest, exceeds half a unit in the last place.
  return Math.min(wanted, Math.floor(largestExact / Math.max(1, largest)));
}
