import type { GroupKey, GroupRegistry } from './grouping.ts';
import type { Selection } from './selection.ts';
import type { HeldCell } from './selectionResult.ts';
import { type Merging, mergeStates, type State } from './state.ts';

/** What a selection found in one piece of time, of one group and entity. */
export interface TalliedCell {
  readonly records: number;
  /** A state for each aggregate. */
  readonly states: readonly State[];
}

/** What a selection found of one group and entity, by piece of time. */
export interface TalliedSlot {
  readonly group: GroupKey;
  /** Value of the entity's dimension; null where the figure is not per entity. */
  readonly entity: string | null;
  readonly cells: Map<number, TalliedCell>;
}

/** What a selection found, by {@link slotKey}. A slot without cells is a group or an entity of which no record counts. */
export type Tallied = Map<string, TalliedSlot>;

/** Names a slot; in the order of these names slots are written. */
export function slotKey(group: GroupKey, entity: string | null): string {
  return JSON.stringify([group, entity]);
}

/** What a selection found in its pass. */
export function talliedIn({ result }: Selection, registry: GroupRegistry): Tallied {
  const { slots, slotOf } = result.placement.grouping;
  const all = slots.map(({ group, entity }) => ({
    group: registry.keys[group] as GroupKey,
    entity,
    cells: new Map<number, TalliedCell>(),
  }));
  for (const { slot, piece, ...cell } of result.cells()) all[slot]?.cells.set(piece, cell);
  // The one slot of a selection that is not divided says nothing unless it holds something.
  const saying = slotOf === null ? all.filter(({ cells }) => cells.size > 0) : all;
  return new Map(saying.map((slot) => [slotKey(slot.group, slot.entity), slot]));
}

interface Layer {
  readonly found: readonly Tallied[];
  /** Number of values that are kept. */
  readonly size: number;
}

/**
 * What all selections of a tally found. A part is merged with what was found before as soon as it is half as large: counts and sums at once, while
 * long lists of values are not copied again for each part. So the layers take no more than twice the room of one.
 */
export class TalliedLayers {
  readonly #merging: readonly (readonly Merging[])[];
  readonly #layers: Layer[] = [];

  /** @param merging - how the states of the aggregates of each selection are merged */
  constructor(merging: readonly (readonly Merging[])[]) {
    this.#merging = merging;
  }

  /** Adds what was found in a part, one entry for each selection, which is not used elsewhere. */
  add(found: readonly Tallied[]): void {
    this.#layers.push({ found, size: sizeOf(found) });
    for (;;) {
      const [older, newer] = this.#layers.slice(-2);
      if (older === undefined || newer === undefined || newer.size * 2 < older.size) return;
      this.#mergeLast();
    }
  }

  /** Number of values that are kept: what the memory goes by. */
  get size(): number {
    return this.#layers.reduce((total, { size }) => total + size, 0);
  }

  /** What was found in all parts. */
  get all(): readonly Tallied[] {
    while (this.#layers.length > 1) this.#mergeLast();
    return this.#layers[0]?.found ?? this.#merging.map(() => new Map());
  }

  #mergeLast(): void {
    const [older, newer] = this.#layers.splice(-2) as [Layer, Layer];
    for (const [number, merging] of this.#merging.entries())
      addTallied(older.found[number] as Tallied, newer.found[number] as Tallied, merging);
    this.#layers.push({ found: older.found, size: sizeOf(older.found) });
  }
}

function sizeOf(found: readonly Tallied[]): number {
  let size = 0;
  for (const tallied of found) {
    for (const { cells } of tallied.values()) {
      size++;
      for (const { states } of cells.values()) for (const state of states) size += valuesIn(state);
    }
  }
  return size;
}

function valuesIn(state: State): number {
  if (state.kind === 'distinct') return state.values.size;
  return state.kind === 'values' ? state.values.length : 1;
}

/** Adds what was found in other records. The states themselves are never changed, so tables made before stay as they are. */
function addTallied(to: Tallied, other: Tallied, merging: readonly Merging[]): void {
  for (const [key, slot] of other) {
    const known = to.get(key);
    if (known === undefined) to.set(key, { ...slot, cells: new Map(slot.cells) });
    else
      for (const [piece, cell] of slot.cells) known.cells.set(piece, mergeCells(known.cells.get(piece), cell, merging));
  }
}

function mergeCells(left: TalliedCell | undefined, right: TalliedCell, merging: readonly Merging[]): TalliedCell {
  if (left === undefined) return right;
  return {
    records: left.records + right.records,
    states: merging.map((kind, number) =>
      mergeStates(left.states[number] as State, right.states[number] as State, kind),
    ),
  };
}

/** Lets a selection hold what was found, as if its own pass had found it. */
export function holdTallied(selection: Selection, tallied: Tallied, registry: GroupRegistry): void {
  const slots = [...tallied.values()];
  const cells = slots.flatMap(({ cells: own }, slot): HeldCell[] =>
    Array.from(own, ([piece, cell]) => ({ slot, piece, ...cell })),
  );
  selection.hold(
    slots.map(({ group, entity }) => ({ group: registry.numberOf(group), entity })),
    cells,
  );
}
