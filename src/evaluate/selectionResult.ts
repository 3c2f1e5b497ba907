import type { Ascending } from '../number/statistics.ts';
import type { PlacedRows } from './block.ts';
import type { Filter } from './filter.ts';
import type { Grouping } from './grouping.ts';
import { heldKernel, type Kernel } from './kernel.ts';
import type { Pairs } from './pairs.ts';
import { Placement } from './placement.ts';
import type { QuantityColumn } from './quantityColumn.ts';
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
  readonly placement: Placement;
  readonly #kernels: readonly Kernel[];
  /** The kernels by what they are fed with, so that each quantity is read once. */
  readonly #fed: ReadonlyMap<QuantityColumn | null, readonly Kernel[]>;
  readonly #merging: readonly Merging[];
  readonly #records: Float64Array;
  #index: SlotIndex | null = null;
  #groupsByPiece: ReadonlyMap<number, ReadonlySet<number>> | null = null;

  constructor(rows: SelectedRows, placement: Placement, kernels: readonly Kernel[], merging: readonly Merging[]) {
    this.rows = rows;
    this.placement = placement;
    this.#kernels = kernels;
    this.#fed = byQuantity(kernels);
    this.#merging = merging;
    this.#records = new Float64Array(placement.cells.capacity);
  }

  /** Adds rows of a block that satisfy every condition; `units` is room for the values of each. */
  add(placed: PlacedRows, units: Float64Array): void {
    const { rows, cells, count, window } = placed;
    countRows(cells, count, this.#records);
    for (const [quantity, kernels] of this.#fed) {
      quantity?.read(rows, count, window, units);
      for (const kernel of kernels) kernel.add(placed, units);
    }
  }

  /** The cells that hold any records. */
  cells(): readonly HeldCell[] {
    const cells: HeldCell[] = [];
    const { grouping, cells: places } = this.placement;
    places.forEach(grouping.slots.length, (slot, piece, place) => {
      const records = this.#records[place] as number;
      if (records > 0)
        cells.push({ slot, piece, records, states: this.#kernels.map((kernel) => kernel.state(place, records)) });
    });
    return cells;
  }

  /** The same selection with other cells. */
  holding(slots: Grouping['slots'], held: readonly HeldCell[]): SelectionResult {
    const placement = new Placement({ slotOf: null, slots }, this.placement.anchoring, held.length);
    const states = this.#kernels.map(() => new Map<number, State>());
    const result = new SelectionResult(this.rows, placement, states.map(heldKernel), this.#merging);
    for (const cell of held) {
      const place = placement.cells.placeOf(cell.slot, cell.piece);
      result.#records[place] = cell.records;
      for (const [number, state] of cell.states.entries()) states[number]?.set(place, state);
    }
    return result;
  }

  /** The state of an aggregate in a window, of one group (null for all) and one entity (null for all). */
  state(aggregate: number, window: number, group: number | null, entity: string | null): State | null {
    const kernel = this.#kernels[aggregate] as Kernel;
    const merging = this.#merging[aggregate] as Merging;
    const states = this.#cellsOf(window, group, entity).map((cell) =>
      kernel.state(cell, this.#records[cell] as number),
    );
    return mergeAll(states, merging);
  }

  /** The values of an aggregate in order, of one cell alone; null where they are in several, or have to be asked of a state. */
  ascending(aggregate: number, window: number, group: number | null, entity: string | null): Ascending | null {
    const [cell, another] = this.#cellsOf(window, group, entity);
    if (cell === undefined || another !== undefined) return null;
    return this.#kernels[aggregate]?.ascending?.(cell, this.#records[cell] as number) ?? null;
  }

  /** Number of records in a window, of one group (null for all) and one entity (null for all). */
  recordCount(window: number, group: number | null, entity: string | null): number {
    return this.#cellsOf(window, group, entity).reduce((total, cell) => total + (this.#records[cell] as number), 0);
  }

  /** The cells of a window, of one group (null for all) and one entity (null for all), that hold any records. */
  #cellsOf(window: number, group: number | null, entity: string | null): readonly number[] {
    const { anchoring, cells } = this.placement;
    const [from, to] = anchoring.piecesOf(window);
    const found: number[] = [];
    for (const slot of this.slotsOf(group, entity)) {
      for (let piece = from; piece < to; piece++) {
        const cell = cells.find(slot, piece);
        if ((this.#records[cell] ?? 0) > 0) found.push(cell);
      }
    }
    return found;
  }

  /** Groups of which any record lies in a window. */
  groupsIn(window: number): ReadonlySet<number> {
    this.#groupsByPiece ??= this.#indexGroups();
    const [from, to] = this.placement.anchoring.piecesOf(window);
    const groups = new Set<number>();
    for (let piece = from; piece < to; piece++)
      for (const group of this.#groupsByPiece.get(piece) ?? []) groups.add(group);
    return groups;
  }

  #indexGroups(): ReadonlyMap<number, ReadonlySet<number>> {
    const { grouping, cells } = this.placement;
    const { slots } = grouping;
    const index = new Map<number, Set<number>>();
    cells.forEach(slots.length, (slot, piece, place) => {
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
      const entity = this.placement.grouping.slots[slot]?.entity;
      if (typeof entity === 'string') entities.add(entity);
    }
  }

  /** Whether an aggregate may have left records out. */
  maySkip(aggregate: number): boolean {
    return (this.#kernels[aggregate] as Kernel).maySkip();
  }

  /** Slots of a group (null for all) and an entity (null for all). */
  slotsOf(group: number | null, entity: string | null): readonly number[] {
    this.#index ??= indexSlots(this.placement.grouping);
    return this.#index.get(group)?.get(entity) ?? [];
  }
}

function countRows(cells: Int32Array, count: number, records: Float64Array): void {
  if (records.length === 1) {
    records[0] = (records[0] as number) + count;
    return;
  }
  for (let index = 0; index < count; index++) {
    const cell = cells[index] as number;
    records[cell] = (records[cell] as number) + 1;
  }
}

function byQuantity(kernels: readonly Kernel[]): ReadonlyMap<QuantityColumn | null, readonly Kernel[]> {
  const fed = new Map<QuantityColumn | null, Kernel[]>();
  for (const kernel of kernels) fed.set(kernel.quantity, [...(fed.get(kernel.quantity) ?? []), kernel]);
  return fed;
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
