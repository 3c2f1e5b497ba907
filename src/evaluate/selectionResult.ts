import type { Anchoring, PassRoom } from './anchoring.ts';
import { Cells } from './cells.ts';
import type { Filter } from './filter.ts';
import type { Grouping } from './grouping.ts';
import { heldKernel, type Kernel } from './kernel.ts';
import type { Pairs } from './pairs.ts';
import type { SourceColumns } from './source.ts';
import { type Merging, mergeAll, type State } from './state.ts';

/** The rows that a selection looks at: records of a source, or pairs of records. */
export interface SelectedRows {
  readonly columns: SourceColumns;
  readonly filters: readonly Filter[];
  readonly grouping: Grouping;
  /** How records became pairs; null where the rows are the records. */
  readonly joined: {
    readonly pairs: Pairs;
    readonly other: SourceColumns;
    /** The conditions as they are asked of a record before it is joined; null for those that are asked of the pair alone. */
    readonly filters: readonly (Filter | null)[];
    /** The groups of the records. */
    readonly grouping: Grouping;
  } | null;
}

/** What one cell holds: a number of records and a state for each aggregate. */
export interface HeldCell {
  readonly slot: number;
  readonly piece: number;
  readonly records: number;
  readonly states: readonly State[];
}

/** A prepared selection: what the pass fills, and what formulas read from it. */
export class SelectionResult {
  readonly rows: SelectedRows;
  readonly filters: readonly Filter[];
  readonly anchoring: Anchoring;
  readonly grouping: Grouping;
  readonly #kernels: readonly Kernel[];
  readonly #merging: readonly Merging[];
  readonly #records: Float64Array;
  readonly #cells: Cells;
  #index: SlotIndex | null = null;
  #groupsByPiece: ReadonlyMap<number, ReadonlySet<number>> | null = null;

  constructor(
    rows: SelectedRows,
    anchoring: Anchoring,
    kernels: readonly Kernel[],
    merging: readonly Merging[],
    cells: Cells,
  ) {
    this.rows = rows;
    this.filters = rows.filters;
    this.anchoring = anchoring;
    this.grouping = rows.grouping;
    this.#kernels = kernels;
    this.#merging = merging;
    this.#records = new Float64Array(cells.capacity);
    this.#cells = cells;
  }

  /** Adds the rows of a block that satisfy every condition that does not depend on the period. */
  add(rows: Int32Array, count: number, room: PassRoom): void {
    this.anchoring.assign(rows, count, room, (kept, pieces, length, window) => {
      this.#cells.place(kept, length, this.grouping.slotOf, pieces);
      const records = this.#records;
      for (let index = 0; index < length; index++) {
        const cell = pieces[index] as number;
        records[cell] = (records[cell] as number) + 1;
      }
      for (const kernel of this.#kernels) kernel.add(kept, pieces, length, window);
    });
  }

  /** The cells that hold any records. */
  cells(): readonly HeldCell[] {
    const cells: HeldCell[] = [];
    this.#cells.forEach(this.grouping.slots.length, (slot, piece, place) => {
      const records = this.#records[place] as number;
      if (records > 0)
        cells.push({ slot, piece, records, states: this.#kernels.map((kernel) => kernel.state(place, records)) });
    });
    return cells;
  }

  /** The same selection with other cells. */
  holding(slots: Grouping['slots'], held: readonly HeldCell[]): SelectionResult {
    const cells = new Cells(slots.length, this.anchoring.pieces, held.length);
    const states = this.#kernels.map(() => new Map<number, State>());
    const rows = { ...this.rows, grouping: { slotOf: null, slots } };
    const result = new SelectionResult(rows, this.anchoring, states.map(heldKernel), this.#merging, cells);
    for (const cell of held) {
      const place = cells.placeOf(cell.slot, cell.piece);
      result.#records[place] = cell.records;
      for (const [number, state] of cell.states.entries()) states[number]?.set(place, state);
    }
    return result;
  }

  /** The state of an aggregate in a window, of one group (null for all) and one entity (null for all). */
  state(aggregate: number, window: number, group: number | null, entity: string | null): State | null {
    const kernel = this.#kernels[aggregate] as Kernel;
    const merging = this.#merging[aggregate] as Merging;
    const [from, to] = this.anchoring.piecesOf(window);
    const states: State[] = [];
    for (const slot of this.slotsOf(group, entity)) {
      for (let piece = from; piece < to; piece++) {
        const cell = this.#cells.find(slot, piece);
        const records = this.#records[cell] ?? 0;
        if (records > 0) states.push(kernel.state(cell, records));
      }
    }
    return mergeAll(states, merging);
  }

  /** Number of records in a window, of one group (null for all) and one entity (null for all). */
  recordCount(window: number, group: number | null, entity: string | null): number {
    const [from, to] = this.anchoring.piecesOf(window);
    let total = 0;
    for (const slot of this.slotsOf(group, entity)) {
      for (let piece = from; piece < to; piece++) total += this.#records[this.#cells.find(slot, piece)] ?? 0;
    }
    return total;
  }

  /** Groups of which any record lies in a window. */
  groupsIn(window: number): ReadonlySet<number> {
    this.#groupsByPiece ??= this.#indexGroups();
    const [from, to] = this.anchoring.piecesOf(window);
    const groups = new Set<number>();
    for (let piece = from; piece < to; piece++)
      for (const group of this.#groupsByPiece.get(piece) ?? []) groups.add(group);
    return groups;
  }

  #indexGroups(): ReadonlyMap<number, ReadonlySet<number>> {
    const { slots } = this.grouping;
    const index = new Map<number, Set<number>>();
    this.#cells.forEach(slots.length, (slot, piece, place) => {
      const group = slots[slot]?.group;
      if (group === undefined || this.#records[place] === 0) return;
      const known = index.get(piece);
      if (known === undefined) index.set(piece, new Set([group]));
      else known.add(group);
    });
    return index;
  }

  /** Adds the entities that occur in a group (null for all). */
  addEntities(group: number | null, entities: Set<string>): void {
    for (const slot of this.slotsOf(group, null)) {
      const entity = this.grouping.slots[slot]?.entity;
      if (typeof entity === 'string') entities.add(entity);
    }
  }

  /** Whether an aggregate may have left records out. */
  maySkip(aggregate: number): boolean {
    return (this.#kernels[aggregate] as Kernel).maySkip();
  }

  /** Slots of a group (null for all) and an entity (null for all). */
  slotsOf(group: number | null, entity: string | null): readonly number[] {
    this.#index ??= indexSlots(this.grouping);
    return this.#index.get(group)?.get(entity) ?? [];
  }
}

/** Slots by group and entity, null standing for all of either. */
type SlotIndex = ReadonlyMap<number | null, ReadonlyMap<string | null, readonly number[]>>;

function indexSlots({ slots }: Grouping): SlotIndex {
  const index = new Map<number | null, Map<string | null, number[]>>();
  const add = (group: number | null, entity: string | null, slot: number): void => {
    const entities = index.get(group) ?? new Map<string | null, number[]>();
    index.set(group, entities);
    const known = entities.get(entity);
    if (known === undefined) entities.set(entity, [slot]);
    else known.push(slot);
  };
  for (const [slot, { group, entity }] of slots.entries()) {
    for (const someGroup of [group, null]) {
      add(someGroup, null, slot);
      if (entity !== null) add(someGroup, entity, slot);
    }
  }
  return index;
}
