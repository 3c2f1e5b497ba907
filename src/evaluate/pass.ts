import { blockLength, keepHolding, listRows, noWindow, type PlacedRows } from './block.ts';
import type { Filter } from './filter.ts';
import { keepGrouped } from './grouping.ts';
import type { Placement } from './placement.ts';
import type { SelectionResult } from './selectionResult.ts';

/** Selections answered at once with the bits of one word; the sign bit is left alone. */
const selectionsPerWord = 31;

/**
 * One pass over the rows of a source, or over pairs of records, block by block, for all selections of a calculation.
 *
 * 1. Each row gets a word with a bit for each selection: text conditions are looked up by code, one look for all selections.
 * 2. Rows are placed: period and group turn each into a cell, once for all selections that count by the same date.
 * 3. Each selection takes the rows that have its bit; conditions that are not about one text field thin the list.
 * 4. The quantities of these rows are read, and kernels add them to their cells.
 */
export function runPass(length: number, selections: readonly SelectionResult[]): void {
  const words = wordsOf(selections);
  for (let start = 0; start < length; start += blockLength) {
    const size = Math.min(blockLength, length - start);
    for (const { tables, shares } of words) {
      room.bits.fill(-1, 0, size);
      for (const { codes, bitsByCode } of tables) narrow(room.bits, codes, bitsByCode, start, size);
      for (const share of shares) {
        if (share.placement.anchoring.isByWindow) addByWindow(share, start, size);
        else addOnce(share, start, size);
      }
    }
  }
}

/** A selection of a word with what is left to ask of the rows that have its bit. */
interface Member {
  readonly bit: number;
  readonly selection: SelectionResult;
  /** Conditions that are not about one text field. */
  readonly filters: readonly Filter[];
  /** Conditions whose answer depends on the period. */
  readonly periodic: readonly Filter[];
}

/** The selections of a word that share a placement. */
interface Share {
  readonly placement: Placement;
  /** The bits of all of them. */
  readonly bits: number;
  readonly members: readonly Member[];
}

/** Up to 31 selections. */
interface Word {
  /** For each text field: which selections each of its codes leaves possible. */
  readonly tables: readonly { readonly codes: Int32Array; readonly bitsByCode: Int32Array }[];
  readonly shares: readonly Share[];
}

/** Lists that are used again for each block, and by each pass. */
const room = {
  bits: /* @__PURE__ */ new Int32Array(blockLength),
  units: /* @__PURE__ */ new Float64Array(blockLength),
  holds: /* @__PURE__ */ new Uint8Array(blockLength),
  /** Rows that are placed for several selections, and those of one of them. */
  rows: /* @__PURE__ */ new Int32Array(blockLength),
  cells: /* @__PURE__ */ new Int32Array(blockLength),
  ownRows: /* @__PURE__ */ new Int32Array(blockLength),
  ownCells: /* @__PURE__ */ new Int32Array(blockLength),
} as const;

function addOnce({ placement, bits, members }: Share, start: number, size: number): void {
  const { rows, cells, ownRows, ownCells, units, holds } = room;
  const placed = placement.list(room.bits, bits, start, size, rows, cells);
  for (const { bit, selection, filters } of members) {
    if (bit === bits && filters.length === 0) {
      if (placed > 0) selection.add({ rows, cells, count: placed, window: noWindow }, units);
      continue;
    }
    let count = takeOwn(bit, start, placed);
    for (const { test } of filters) {
      if (count === 0) break;
      test(ownRows, count, noWindow, holds);
      keepHolding(ownCells, count, holds);
      count = keepHolding(ownRows, count, holds);
    }
    if (count > 0) selection.add({ rows: ownRows, cells: ownCells, count, window: noWindow }, units);
  }
}

function addByWindow({ placement, members }: Share, start: number, size: number): void {
  const { anchoring, grouping } = placement;
  const { bits, rows, ownRows, ownCells, units, holds } = room;
  for (const { bit, selection, filters, periodic } of members) {
    const grouped = keepGrouped(grouping, rows, listRows(bits, bit, start, size, rows));
    const listed = keepAll(filters, rows, grouped, noWindow, holds);
    if (listed === 0) continue;
    for (const [number, window] of anchoring.windows.entries()) {
      const inWindow = anchoring.copyIn(window, rows, listed, ownRows);
      const count = keepAll(periodic, ownRows, inWindow, window, holds);
      if (count === 0) continue;
      placement.placeIn(number, ownRows, count, ownCells);
      selection.add({ rows: ownRows, cells: ownCells, count, window }, units);
    }
  }
}

/** Keeps the rows that satisfy all conditions; gives back how many. */
function keepAll(
  filters: readonly Filter[],
  rows: Int32Array,
  count: number,
  window: PlacedRows['window'],
  holds: Uint8Array,
): number {
  let kept = count;
  for (const { test } of filters) {
    if (kept === 0) return 0;
    test(rows, kept, window, holds);
    kept = keepHolding(rows, kept, holds);
  }
  return kept;
}

function wordsOf(selections: readonly SelectionResult[]): readonly Word[] {
  // Those that share a placement stand together, so that it is not worked out for each word anew.
  const placements = [...new Set(selections.map(({ placement }) => placement))];
  const ordered = placements.flatMap((shared) => selections.filter(({ placement }) => placement === shared));
  const words: Word[] = [];
  for (let from = 0; from < ordered.length; from += selectionsPerWord)
    words.push(wordOf(ordered.slice(from, from + selectionsPerWord)));
  return words;
}

function wordOf(selections: readonly SelectionResult[]): Word {
  const tables = new Map<string, { codes: Int32Array; bitsByCode: Int32Array }>();
  const shares = new Map<Placement, Member[]>();
  for (const [number, selection] of selections.entries()) {
    const { placement, rows } = selection;
    const bit = 1 << number;
    for (const { byCode } of rows.filters) {
      if (byCode === null) continue;
      const { field, codes, holds } = byCode;
      const table = tables.get(field) ?? { codes, bitsByCode: new Int32Array(holds.length).fill(-1) };
      tables.set(field, table);
      for (const [code, answer] of holds.entries())
        if (answer === 0) table.bitsByCode[code] = (table.bitsByCode[code] as number) & ~bit;
    }
    const members = shares.get(placement) ?? [];
    shares.set(placement, members);
    const left = rows.filters.filter(({ byCode }) => byCode === null);
    members.push({
      bit,
      selection,
      filters: left.filter(({ isPeriodic }) => !isPeriodic),
      periodic: left.filter(({ isPeriodic }) => isPeriodic),
    });
  }
  return {
    tables: [...tables.values()],
    shares: Array.from(shares, ([placement, members]) => ({
      placement,
      bits: members.reduce((bits, { bit }) => bits | bit, 0),
      members,
    })),
  };
}

function narrow(bits: Int32Array, codes: Int32Array, bitsByCode: Int32Array, start: number, size: number): void {
  for (let index = 0; index < size; index++) {
    bits[index] = (bits[index] as number) & (bitsByCode[(codes[start + index] as number) + 1] as number);
  }
}

/** Copies the placed rows that have a bit, and their cells; gives back how many. */
function takeOwn(bit: number, start: number, placed: number): number {
  const { bits, rows, cells, ownRows, ownCells } = room;
  let count = 0;
  for (let index = 0; index < placed; index++) {
    const row = rows[index] as number;
    ownRows[count] = row;
    ownCells[count] = cells[index] as number;
    count += ((bits[row - start] as number) & bit) === 0 ? 0 : 1;
  }
  return count;
}
