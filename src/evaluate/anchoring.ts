import type { RecordSet } from '../expression/recordSet.ts';
import { MISSING_DAY } from '../model/table.ts';
import { Buckets, type DaySpan } from './buckets.ts';
import type { Filter } from './filter.ts';
import type { SourceColumns } from './source.ts';
import type { Window } from './window.ts';

/** Rows of a block: enough to forget the cost of the loop around it, few enough to stay in the cache. */
export const blockLength = 1024;

/** For what does not depend on the period and never looks at it. */
export const noWindow: Window = { start: 0, end: 0, known: 0 };

/** Dates of an anchor that asks for none. */
const noDays = new Int32Array(0);

/** How rows find the periods to which they belong. */
export class Anchoring {
  /** Cells of a slot. */
  readonly pieces: number;
  readonly #windows: readonly Window[];
  readonly #buckets: Buckets | null;
  readonly #ranges: readonly (readonly [number, number])[];
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  readonly #records: RecordSet;
  readonly #periodic: readonly Filter[];

  constructor(
    records: RecordSet,
    columns: SourceColumns,
    windows: readonly Window[],
    filters: readonly Filter[],
    isPeriodic: boolean,
  ) {
    const { anchor } = records;
    const isSpan = anchor.kind === 'stands' || anchor.kind === 'within';
    this.#records = records;
    this.#windows = windows;
    this.#periodic = filters.filter(({ isPeriodic }) => isPeriodic);
    this.#first = anchor.kind === 'always' ? noDays : columns.day(isSpan ? anchor.from : anchor.field).days;
    this.#second = isSpan ? columns.day(anchor.until).days : this.#first;
    const spans = windows.map((window) => spanOf(records, window));
    // Where only one date decides, periods are cut into pieces and each row is counted once.
    const dependsOnPeriod = isPeriodic || this.#periodic.length > 0;
    this.#buckets = isSpan || anchor.kind === 'always' || dependsOnPeriod ? null : new Buckets(spans);
    this.#ranges = spans.map((span, window) => this.#buckets?.piecesOf(span) ?? [window, window + 1]);
    this.pieces = this.#buckets === null ? windows.length : this.#buckets.size;
  }

  /** The pieces that make up a window: from the first to before the second. */
  piecesOf(window: number): readonly [number, number] {
    return this.#ranges[window] as readonly [number, number];
  }

  /** Number of pieces in which one row can stand at the most. */
  get mostPiecesOfARow(): number {
    return this.#buckets === null ? this.#windows.length : 1;
  }

  /** Hands the rows on, once (in `noWindow`) or once for each window, each with its piece. The lists are reused by the next call. */
  assign(
    rows: Int32Array,
    count: number,
    room: PassRoom,
    add: (rows: Int32Array, pieces: Int32Array, count: number, window: Window) => void,
  ): void {
    if (this.#buckets !== null) {
      const kept = this.#buckets.assign(this.#first, rows, count, room.pieces);
      if (kept > 0) add(rows, room.pieces, kept, noWindow);
      return;
    }
    for (const [number, window] of this.#windows.entries()) {
      const kept = this.keepIn(window, rows, count, room);
      if (kept === 0) continue;
      room.pieces.fill(number, 0, kept);
      add(room.rows, room.pieces, kept, window);
    }
  }

  /** Keeps the rows that belong to one window, in `room.rows`. */
  keepIn(window: Window, rows: Int32Array, count: number, room: PassRoom): number {
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = rows[index] as number;
      if (belongs(this.#records, window, this.#first[row] as number, this.#second[row] as number))
        room.rows[kept++] = row;
    }
    for (const { test } of this.#periodic) {
      if (kept === 0) return 0;
      test(room.rows, kept, window, room.holds);
      kept = keepHolding(room.rows, kept, room.holds);
    }
    return kept;
  }

  /** Whether a row belongs to a window by its dates alone. */
  belongsTo(window: Window, row: number): boolean {
    return belongs(this.#records, window, this.#first[row] as number, this.#second[row] as number);
  }
}

/** Lists that the pass reuses from block to block. */
export interface PassRoom {
  readonly rows: Int32Array;
  readonly pieces: Int32Array;
  readonly holds: Uint8Array;
}

/** Keeps the rows for which a condition holds; gives back how many. */
export function keepHolding(rows: Int32Array, count: number, holds: Uint8Array): number {
  let kept = 0;
  for (let index = 0; index < count; index++) if (holds[index] === 1) rows[kept++] = rows[index] as number;
  return kept;
}

/** The days in which the anchor's date must lie. */
function spanOf({ anchor }: RecordSet, { start, known }: Window): DaySpan {
  if (anchor.kind !== 'before') return { from: start, to: known + 1 };
  return { from: null, to: anchor.at === 'start' ? Math.min(start, known + 1) : known + 1 };
}

function belongs(records: RecordSet, window: Window, first: number, second: number): boolean {
  const { anchor } = records;
  if (anchor.kind === 'always') return true;
  if (first === MISSING_DAY) return false;
  switch (anchor.kind) {
    case 'falls':
    case 'before': {
      const { from, to } = spanOf(records, window);
      return (from === null || first >= from) && first < to;
    }
    case 'stands': {
      const day = anchor.at === 'start' ? Math.min(window.start - 1, window.known) : window.known;
      return first <= day && (second === MISSING_DAY || second > day);
    }
    case 'within':
      return second !== MISSING_DAY && first >= window.start && second <= window.end;
  }
}
