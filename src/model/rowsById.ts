import { TextPositions } from './textPositions.ts';

/** Finds the rows of records by their ids. */
export interface RowsById {
  get(id: string): number | undefined;
  has(id: string): boolean;
}

/** Collects the rows of records by their ids, which must differ from each other. */
export class RowIndex implements RowsById {
  /** The ids, in the order of their rows. */
  readonly ids: string[] = [];
  readonly #rows: Int32Array;
  readonly #positions: TextPositions;

  /** @param length - no more records have ids */
  constructor(length: number) {
    this.#rows = new Int32Array(length);
    this.#positions = new TextPositions(this.ids, length);
  }

  /** Adds the id of a row, unless an earlier one has it: then answers that one. */
  add(id: string, row: number): number | undefined {
    const position = this.ids.push(id) - 1;
    const earlier = this.#positions.add(position);
    if (earlier === undefined) {
      this.#rows[position] = row;
      return undefined;
    }
    this.ids.pop();
    return this.#rows[earlier];
  }

  get(id: string): number | undefined {
    const position = this.#positions.get(id);
    return position === undefined ? undefined : this.#rows[position];
  }

  has(id: string): boolean {
    return this.#positions.get(id) !== undefined;
  }
}
