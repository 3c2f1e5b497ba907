import type { Anchor } from '../expression/recordSet.ts';
import { MISSING_DAY } from '../model/table.ts';
import { listRows } from './block.ts';
import { Buckets, type DaySpan } from './buckets.ts';
import type { SourceColumns } from './source.ts';
import type { Window } from './window.ts';

/** Dates of an anchor that asks for none. */
const noDays = new Int32Array(0);

/** How rows find the periods to which they belong, by their dates alone. */
export class Anchoring {
  /** Cells of a slot. */
  readonly pieces: number;
  readonly windows: readonly Window[];
  /** Whether each window is looked at by itself; otherwise a row is in one piece of time at the most, of which windows are put together. */
  readonly isByWindow: boolean;
  readonly #anchor: Anchor;
  /** Pieces of the periods; null where each window is looked at by itself, or every row belongs to every period. */
  readonly #buckets: Buckets | null;
  readonly #ranges: readonly (readonly [number, number])[];
  readonly #first: Int32Array;
  readonly #second: Int32Array;

  /** @param isPeriodic - whether anything that is asked of the rows depends on the period */
  constructor(anchor: Anchor, columns: SourceColumns, windows: readonly Window[], isPeriodic: boolean) {
    const isSpan = anchor.kind === 'stands' || anchor.kind === 'within';
    this.#anchor = anchor;
    this.windows = windows;
    this.isByWindow = isSpan || isPeriodic;
    this.#first = anchor.kind === 'always' ? noDays : columns.day(isSpan ? anchor.from : anchor.field).days;
    this.#second = isSpan ? columns.day(anchor.until).days : this.#first;
    const spans = windows.map((window) => spanOf(anchor, window));
    this.#buckets = this.isByWindow || anchor.kind === 'always' ? null : new Buckets(spans);
    this.#ranges = spans.map(
      (span, window) => this.#buckets?.piecesOf(span) ?? (this.isByWindow ? [window, window + 1] : [0, 1]),
    );
    this.pieces = this.#buckets?.size ?? (this.isByWindow ? windows.length : 1);
  }

  /** The pieces that make up a window: from the first to before the second. */
  piecesOf(window: number): readonly [number, number] {
    return this.#ranges[window] as readonly [number, number];
  }

  /** Number of pieces in which one row can stand at the most. */
  get mostPiecesOfARow(): number {
    return this.isByWindow ? this.windows.length : 1;
  }

  /** Lists the rows of a block that have any of the bits wanted and belong to any window, with the piece of each; where no window is looked at by itself. */
  list(bits: Int32Array, wanted: number, start: number, size: number, rows: Int32Array, pieces: Int32Array): number {
    if (this.#buckets !== null) return this.#buckets.list(this.#first, bits, wanted, start, size, rows, pieces);
    pieces.fill(0, 0, size);
    return listRows(bits, wanted, start, size, rows);
  }

  /** Copies the rows that belong to one window; gives back how many. */
  copyIn(window: Window, rows: Int32Array, count: number, copied: Int32Array): number {
    if (this.#anchor.kind === 'always') {
      for (let index = 0; index < count; index++) copied[index] = rows[index] as number;
      return count;
    }
    const { from, to, secondFrom, secondTo, orOpen } = boundsOf(this.#anchor, window);
    const [firsts, seconds] = [this.#first, this.#second];
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = rows[index] as number;
      const first = firsts[row] as number;
      const second = seconds[row] as number;
      if (first < from || first > to) continue;
      if ((second >= secondFrom && second <= secondTo) || (orOpen && second === MISSING_DAY)) copied[kept++] = row;
    }
    return kept;
  }

  /** Whether a row belongs to a window. */
  belongsTo(window: Window, row: number): boolean {
    return this.copyIn(window, Int32Array.of(row), 1, new Int32Array(1)) === 1;
  }
}

/** The days in which the anchor's date must lie. */
function spanOf(anchor: Anchor, { start, known }: Window): DaySpan {
  if (anchor.kind !== 'before') return { from: start, to: known + 1 };
  return { from: null, to: anchor.at === 'start' ? Math.min(start, known + 1) : known + 1 };
}

/** Where the dates of a record must lie for it to belong to a window, first and last day included. */
interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly secondFrom: number;
  readonly secondTo: number;
  /** Whether a record belongs that has no second date. */
  readonly orOpen: boolean;
}

const earliest = MISSING_DAY + 1;

function boundsOf(anchor: Exclude<Anchor, { kind: 'always' }>, window: Window): Bounds {
  const any = { secondFrom: MISSING_DAY, secondTo: Number.POSITIVE_INFINITY, orOpen: false };
  switch (anchor.kind) {
    case 'falls':
    case 'before': {
      const { from, to } = spanOf(anchor, window);
      return { ...any, from: from ?? earliest, to: to - 1 };
    }
    case 'stands': {
      const day = anchor.at === 'start' ? Math.min(window.start - 1, window.known) : window.known;
      return { ...any, from: earliest, to: day, secondFrom: day + 1, orOpen: true };
    }
    case 'within':
      return { ...any, from: window.start, to: Number.POSITIVE_INFINITY, secondFrom: earliest, secondTo: window.end };
  }
}
