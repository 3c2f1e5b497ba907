import { SalesMetricsError } from '../errors.ts';

/** Cells up to this number are laid out one for each slot and piece; beyond, only those that are touched get a place. */
const mostDense = 1 << 22;

/** More cells than this do not fit the memory of any machine this is meant for. */
const mostCells = 1 << 28;

/** The places of the cells of a selection: a slot (group and entity) times a piece of time. */
export class Cells {
  /** Number of places that the kernels need. */
  readonly capacity: number;
  readonly #pieces: number;
  /** Place of each touched cell, where there are too many to lay them all out. */
  readonly #places: Map<number, number> | null;

  /**
   * @param slots - number of groups and entities
   * @param pieces - number of pieces of time
   * @param mostTouched - number of cells that the records can touch at the most
   */
  constructor(slots: number, pieces: number, mostTouched: number) {
    const all = slots * pieces;
    this.#pieces = pieces;
    this.#places = all > mostDense && all > mostTouched ? new Map() : null;
    this.capacity = this.#places === null ? all : mostTouched;
    if (this.capacity > mostCells) {
      throw new SalesMetricsError(
        'invalid-argument',
        `evaluate: groups times periods must be at most ${mostCells} cells, got ${this.capacity}; ask for fewer groups or periods at once`,
      );
    }
  }

  /** Keeps the rows that have a slot, and turns their pieces into places, in `pieces` itself; `slotOf` null stands for slot 0 throughout. Gives back how many. */
  place(rows: Int32Array, count: number, slotOf: Int32Array | null, pieces: Int32Array): number {
    if (this.#places !== null) return placeTouched(rows, count, slotOf, pieces, this.#pieces, this.#places);
    return slotOf === null ? count : placeAll(rows, count, slotOf, pieces, this.#pieces);
  }

  /** The place of a cell, which it is given if it has none. */
  placeOf(slot: number, piece: number): number {
    const cell = slot * this.#pieces + piece;
    return this.#places === null ? cell : placeIn(this.#places, cell);
  }

  /** The place of a cell; -1 where it was never touched and has none. */
  find(slot: number, piece: number): number {
    const cell = slot * this.#pieces + piece;
    return this.#places === null ? cell : (this.#places.get(cell) ?? -1);
  }

  /** Calls back with slot and piece of every place that may hold something. */
  forEach(slots: number, callback: (slot: number, piece: number, place: number) => void): void {
    if (this.#places !== null) {
      for (const [cell, place] of this.#places) callback(Math.floor(cell / this.#pieces), cell % this.#pieces, place);
      return;
    }
    for (let slot = 0; slot < slots; slot++) {
      for (let piece = 0; piece < this.#pieces; piece++) callback(slot, piece, slot * this.#pieces + piece);
    }
  }
}

function placeAll(rows: Int32Array, count: number, slotOf: Int32Array, pieces: Int32Array, ofSlot: number): number {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const row = rows[index] as number;
    const slot = slotOf[row] as number;
    rows[kept] = row;
    pieces[kept] = slot * ofSlot + (pieces[index] as number);
    kept += slot < 0 ? 0 : 1;
  }
  return kept;
}

function placeTouched(
  rows: Int32Array,
  count: number,
  slotOf: Int32Array | null,
  pieces: Int32Array,
  ofSlot: number,
  places: Map<number, number>,
): number {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const row = rows[index] as number;
    const slot = slotOf === null ? 0 : (slotOf[row] as number);
    if (slot < 0) continue;
    rows[kept] = row;
    pieces[kept++] = placeIn(places, slot * ofSlot + (pieces[index] as number));
  }
  return kept;
}

function placeIn(places: Map<number, number>, cell: number): number {
  let place = places.get(cell);
  if (place === undefined) {
    place = places.size;
    places.set(cell, place);
  }
  return place;
}
