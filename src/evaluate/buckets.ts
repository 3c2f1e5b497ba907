import { MISSING_DAY } from '../model/table.ts';
import type { Day } from '../time/day.ts';

/** Days from `from` (included; null for the beginning of time) to `to` (excluded). */
export interface DaySpan {
  readonly from: Day | null;
  readonly to: Day;
}

/**
 * Spans cut into pieces that do not overlap, so that each record is counted once however many periods it belongs to.
 * The figure of a span is the merge of its pieces.
 */
export class Buckets {
  /** Number of pieces. */
  readonly size: number;
  readonly #edges: readonly Day[];
  readonly #open: boolean;
  /** Piece of each day from the first edge to the last; -1 between spans. */
  readonly #lookup: Int32Array;

  constructor(spans: readonly DaySpan[]) {
    this.#open = spans.some(({ from }) => from === null);
    const edges = new Set<Day>();
    for (const { from, to } of spans) {
      // An empty span has no pieces, and its edges would only cut others.
      if (from !== null && from >= to) continue;
      edges.add(to);
      if (from !== null) edges.add(from);
    }
    this.#edges = [...edges].sort((left, right) => left - right);
    this.size = this.#edges.length + (this.#open ? 0 : -1);
    this.#lookup = this.#fillLookup();
    this.size = Math.max(this.size, 0);
  }

  #fillLookup(): Int32Array {
    const [first = 0, last = 0] = [this.#edges[0], this.#edges.at(-1)];
    const lookup = new Int32Array(last - first);
    for (let piece = 0; piece + 1 < this.#edges.length; piece++) {
      const [from = 0, to = 0] = [this.#edges[piece], this.#edges[piece + 1]];
      lookup.fill(piece + (this.#open ? 1 : 0), from - first, to - first);
    }
    return lookup;
  }

  /** The pieces of a span: from the first to before the second. */
  piecesOf({ from, to }: DaySpan): readonly [number, number] {
    if (from !== null && from >= to) return [0, 0];
    const shift = this.#open ? 1 : 0;
    const start = from === null ? 0 : this.#edges.indexOf(from) + shift;
    return [start, this.#edges.indexOf(to) + shift];
  }

  /** Lists the rows of a block, from `start` on, that have any of the bits wanted and a day that lies in a piece, with the piece of each; gives back how many. */
  list(
    days: Int32Array,
    bits: Int32Array,
    wanted: number,
    start: number,
    size: number,
    rows: Int32Array,
    pieces: Int32Array,
  ): number {
    const lookup = this.#lookup;
    return listPieces(lookup, this.#edges[0] ?? 0, this.#open ? 0 : -1, days, bits, wanted, start, size, rows, pieces);
  }
}

/** Every row is written, and counted only where it belongs to the list: no branch that a processor would have to guess. */
function listPieces(
  lookup: Int32Array,
  first: Day,
  early: number,
  days: Int32Array,
  bits: Int32Array,
  wanted: number,
  start: number,
  size: number,
  rows: Int32Array,
  pieces: Int32Array,
): number {
  let count = 0;
  for (let index = 0; index < size; index++) {
    const day = days[start + index] as number;
    const offset = day - first;
    const piece =
      offset < 0 ? (day === MISSING_DAY ? -1 : early) : offset < lookup.length ? (lookup[offset] as number) : -1;
    rows[count] = start + index;
    pieces[count] = piece;
    count += ((bits[index] as number) & wanted) === 0 || piece < 0 ? 0 : 1;
  }
  return count;
}
