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

  /** Keeps the rows whose day lies in a piece, and writes the piece of each; gives back how many were kept. */
  assign(days: Int32Array, rows: Int32Array, count: number, pieces: Int32Array): number {
    return assignPieces(this.#lookup, this.#edges[0] ?? 0, this.#open ? 0 : -1, days, rows, count, pieces);
  }
}

function assignPieces(
  lookup: Int32Array,
  first: Day,
  early: number,
  days: Int32Array,
  rows: Int32Array,
  count: number,
  pieces: Int32Array,
): number {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const row = rows[index] as number;
    const day = days[row] as number;
    const offset = day - first;
    const piece =
      offset < 0 ? (day === MISSING_DAY ? -1 : early) : offset < lookup.length ? (lookup[offset] as number) : -1;
    rows[kept] = row;
    pieces[kept] = piece;
    kept += piece < 0 ? 0 : 1;
  }
  return kept;
}
