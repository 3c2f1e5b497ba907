import type { Window } from './window.ts';

/** Rows of a block: enough to forget the cost of the loop around it, few enough to stay in the cache. */
export const blockLength = 1024;

/** For what does not depend on the period and never looks at it. */
export const noWindow: Window = { start: 0, end: 0, known: 0 };

/** Rows of one block that belong to a record set. The lists are longer than `count`, and used again for the next block. */
export interface PlacedRows {
  readonly rows: Int32Array;
  /** The cell of each row. */
  readonly cells: Int32Array;
  readonly count: number;
  /** The window in which all of them lie, where that makes a difference. */
  readonly window: Window;
}

/** Keeps the rows for which a condition holds; gives back how many. */
export function keepHolding(rows: Int32Array, count: number, holds: Uint8Array): number {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    rows[kept] = rows[index] as number;
    kept += holds[index] as number;
  }
  return kept;
}

/** Lists the rows of a block, from `start` on, that have any of the bits wanted. Each is written, and counted only then: no branch that a processor would have to guess. */
export function listRows(bits: Int32Array, wanted: number, start: number, size: number, rows: Int32Array): number {
  let count = 0;
  for (let index = 0; index < size; index++) {
    rows[count] = start + index;
    count += ((bits[index] as number) & wanted) === 0 ? 0 : 1;
  }
  return count;
}
