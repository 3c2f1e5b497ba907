import { blockLength, keepHolding, noWindow, type PassRoom } from './anchoring.ts';
import type { Filter } from './filter.ts';
import type { SelectionResult } from './selectionResult.ts';

/** Selections answered at once with the bits of one word; the sign bit is left alone. */
const selectionsPerWord = 31;

/**
 * One pass over the rows of a source, or over pairs of records, block by block, for all selections of a calculation.
 *
 * 1. Each row gets a word with a bit for each selection: text conditions are looked up by code, one look for all selections.
 * 2. The rows of each selection are listed.
 * 3. Conditions that are not about one text field thin the list, then periods and groups turn rows into cells.
 * 4. The kernels of the selection add the rows to their cells.
 */
export function runPass(length: number, selections: readonly SelectionResult[]): void {
  const words = batches(selections);
  const rows = new Int32Array(blockLength);
  const room: PassRoom = {
    rows: new Int32Array(blockLength),
    pieces: new Int32Array(blockLength),
    holds: new Uint8Array(blockLength),
  };
  const bits = new Int32Array(blockLength);
  for (let start = 0; start < length; start += blockLength) {
    const size = Math.min(blockLength, length - start);
    for (const word of words) {
      bits.fill(-1, 0, size);
      for (const { codes, bitsByCode } of word.tables) narrow(bits, codes, bitsByCode, start, size);
      for (const [bit, selection] of word.selections.entries()) {
        let count = listRows(bits, 1 << bit, selection.grouping.slotOf, start, size, rows);
        for (const filter of word.others[bit] ?? []) {
          if (count === 0) break;
          filter.test(rows, count, noWindow, room.holds);
          count = keepHolding(rows, count, room.holds);
        }
        if (count > 0) selection.add(rows, count, room);
      }
    }
  }
}

interface Word {
  readonly selections: readonly SelectionResult[];
  /** For each text field: which selections each of its codes leaves possible. */
  readonly tables: readonly { readonly codes: Int32Array; readonly bitsByCode: Int32Array }[];
  /** For each selection, its conditions that are not about one text field. */
  readonly others: readonly (readonly Filter[])[];
}

function batches(selections: readonly SelectionResult[]): Word[] {
  const words: Word[] = [];
  for (let from = 0; from < selections.length; from += selectionsPerWord) {
    const batch = selections.slice(from, from + selectionsPerWord);
    const tables = new Map<string, { codes: Int32Array; bitsByCode: Int32Array }>();
    for (const [bit, { filters }] of batch.entries()) {
      for (const { byCode } of filters) {
        if (byCode === null) continue;
        const { field, codes, holds } = byCode;
        const table = tables.get(field) ?? { codes, bitsByCode: new Int32Array(holds.length).fill(-1) };
        tables.set(field, table);
        for (const [code, answer] of holds.entries())
          if (answer === 0) table.bitsByCode[code] = (table.bitsByCode[code] as number) & ~(1 << bit);
      }
    }
    words.push({
      selections: batch,
      tables: [...tables.values()],
      others: batch.map(({ filters }) => filters.filter(({ byCode, isPeriodic }) => byCode === null && !isPeriodic)),
    });
  }
  return words;
}

function narrow(bits: Int32Array, codes: Int32Array, bitsByCode: Int32Array, start: number, size: number): void {
  for (let index = 0; index < size; index++) {
    bits[index] = (bits[index] as number) & (bitsByCode[(codes[start + index] as number) + 1] as number);
  }
}

function listRows(
  bits: Int32Array,
  bit: number,
  slotOf: Int32Array | null,
  start: number,
  size: number,
  rows: Int32Array,
): number {
  let count = 0;
  if (slotOf === null) {
    for (let index = 0; index < size; index++) if (((bits[index] as number) & bit) !== 0) rows[count++] = start + index;
  } else {
    for (let index = 0; index < size; index++) {
      if (((bits[index] as number) & bit) !== 0 && (slotOf[start + index] as number) >= 0)
        rows[count++] = start + index;
    }
  }
  return count;
}
