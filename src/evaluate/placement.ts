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

  /** Keeps the rows that belong to any period, and writes the cell of each; for anchorings that do not look at each window by itself. */
  placeOnce(rows: Int32Array, count: number, cells: Int32Array): number {
    const kept = this.anchoring.assign(rows, count, cells);
    this.cells.place(rows, kept, this.grouping.slotOf, cells);
    return kept;
  }

  /** Writes the cell of each row in one window. */
  placeIn(window: number, rows: Int32Array, count: number, cells: Int32Array): void {
    cells.fill(window, 0, count);
    this.cells.place(rows, count, this.grouping.slotOf, cells);
  }
}
