import type { Anchoring } from './anchoring.ts';
import { Cells } from './cells.ts';
import type { Grouping } from './grouping.ts';

/** Which cell a row belongs to. Record sets that count by the same date in the same groups and periods share it, so that a row is placed once for all of them. */
export class Placement {
  readonly grouping: Grouping;
  readonly anchoring: Anchoring;
  readonly cells: Cells;

  /** @param length - number of rows */
  constructor(grouping: Grouping, anchoring: Anchoring, length: number) {
    this.grouping = grouping;
    this.anchoring = anchoring;
    this.cells = new Cells(grouping.slots.length, anchoring.pieces, length * anchoring.mostPiecesOfARow);
  }

  /** Lists the rows of a block that have any of the bits wanted and belong to any period, with the cell of each; where no window is looked at by itself. */
  list(bits: Int32Array, wanted: number, start: number, size: number, rows: Int32Array, cells: Int32Array): number {
    const listed = this.anchoring.list(bits, wanted, start, size, rows, cells);
    return this.cells.place(rows, listed, this.grouping.slotOf, cells);
  }

  /** Writes the cell of each row in one window. */
  placeIn(window: number, rows: Int32Array, count: number, cells: Int32Array): void {
    cells.fill(window, 0, count);
    this.cells.place(rows, count, this.grouping.slotOf, cells);
  }
}
