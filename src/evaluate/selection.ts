import { canonical } from '../expression/canonical.ts';
import type { Aggregate, Quantity } from '../expression/expression.ts';
import type { RecordSet } from '../expression/recordSet.ts';
import type { DimensionName } from '../model/dimension.ts';
import { MISSING_DAY } from '../model/table.ts';
import { Buckets, type DaySpan } from './buckets.ts';
import type { Filter, LimitValue } from './filter.ts';
import { prepareFilter } from './filter.ts';
import { findFollowers } from './followers.ts';
import type { Grouping } from './grouping.ts';
import {
  countKernel,
  datedKernel,
  distinctKernel,
  extremeKernel,
  type Kernel,
  sumKernel,
  valuesKernel,
} from './kernel.ts';
import type { Followers, SourceColumns } from './source.ts';
import { mergeStates, type Merging, type State } from './state.ts';
import type { Window } from './window.ts';

/** An aggregate without its name and record set: what a kernel has to do. */
type Task = Exclude<Aggregate['kind'], 'mean'>;

/**
 * A record set, per entity or not, over all the periods in which formulas need it, with everything that is aggregated over it.
 * KPIs that count the same records share it, so that the pass costs what is distinct and not what is asked.
 */
export class Selection {
  readonly records: RecordSet;
  readonly entity: DimensionName | null;
  /** Key of the KPI that first asked for it, for messages. */
  readonly askedBy: string;
  readonly #windows: Window[] = [];
  readonly #aggregates = new Map<string, { readonly index: number; readonly aggregate: Aggregate }>();
  #result: SelectionResult | null = null;

  constructor(records: RecordSet, entity: DimensionName | null, askedBy: string) {
    this.records = records;
    this.entity = entity;
    this.askedBy = askedBy;
  }

  /** Number of the window, added on first use. */
  windowNumber({ start, end, known }: Window): number {
    const found = this.#windows.findIndex((window) => window.start === start && window.end === end && window.known === known);
    return found >= 0 ? found : this.#windows.push({ start, end, known }) - 1;
  }

  /** The window of a number. */
  window(number: number): Window {
    return this.#windows[number] as Window;
  }

  /** Number of the aggregate, added on first use; a sum and a mean of the same quantity are one. */
  aggregateNumber(aggregate: Aggregate): number {
    const key = taskKey(aggregate);
    const known = this.#aggregates.get(key);
    if (known !== undefined) return known.index;
    const index = this.#aggregates.size;
    this.#aggregates.set(key, { index, aggregate });
    return index;
  }

  /** Readies the selection for the pass over its source. */
  prepare(
    columns: SourceColumns,
    columnsOf: (source: RecordSet['source']) => SourceColumns,
    grouping: Grouping,
    limitValue: LimitValue,
    asOf: number | null,
  ): SelectionResult {
    const { records } = this;
    const followers =
      records.followedBy === null
        ? null
        : findFollowers(records.followedBy, columns, columnsOf(records.followedBy.source), limitValue, asOf);
    const filters = records.where.map((condition) => prepareFilter(condition, columns, limitValue));
    const anchoring = new Anchoring(records, columns, followers, this.#windows, filters);
    const cells = grouping.slots.length * anchoring.pieces;
    const kernels = [...this.#aggregates.values()].map(({ aggregate }) => kernelOf(aggregate, columns, followers, cells));
    const merging = [...this.#aggregates.values()].map(({ aggregate }) => mergingOf(aggregate.kind));
    this.#result = new SelectionResult(filters, followers, anchoring, grouping, kernels, merging, cells);
    return this.#result;
  }

  /** What was found, after the pass. */
  get result(): SelectionResult {
    if (this.#result === null) throw new TypeError('Selection: read before the pass');
    return this.#result;
  }
}

function taskKey(aggregate: Aggregate): string {
  const kind: Task | 'sum' = aggregate.kind === 'mean' ? 'sum' : aggregate.kind;
  switch (aggregate.kind) {
    case 'count':
      return kind;
    case 'distinct':
      return canonical([kind, aggregate.field]);
    case 'first':
    case 'last':
      return canonical([kind, aggregate.of, aggregate.by]);
    default:
      // Percentiles of any fraction are read from the same values.
      return canonical([kind, aggregate.of]);
  }
}

function mergingOf(kind: Aggregate['kind']): Merging {
  return kind === 'minimum' || kind === 'maximum' || kind === 'first' || kind === 'last' ? kind : 'other';
}

function kernelOf(aggregate: Aggregate, columns: SourceColumns, followers: Followers | null, cells: number): Kernel {
  const quantity = (of: Quantity): ReturnType<SourceColumns['quantity']> => columns.quantity(of, followers);
  switch (aggregate.kind) {
    case 'count':
      return countKernel;
    case 'distinct':
      return distinctKernel(columns.text(aggregate.field), cells);
    case 'sum':
    case 'mean':
      return sumKernel(quantity(aggregate.of), cells);
    case 'minimum':
    case 'maximum':
      return extremeKernel(quantity(aggregate.of), cells, aggregate.kind);
    case 'percentile':
      return valuesKernel(quantity(aggregate.of), cells);
    case 'first':
    case 'last':
      return datedKernel(quantity(aggregate.of), columns.day(aggregate.by, followers), columns.ids, cells, aggregate.kind);
  }
}

/** How rows find the periods to which they belong. */
export class Anchoring {
  /** Cells of a slot. */
  readonly pieces: number;
  readonly #windows: readonly Window[];
  readonly #buckets: Buckets | null;
  readonly #spans: readonly DaySpan[];
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  readonly #records: RecordSet;
  readonly #periodic: readonly Filter[];

  constructor(
    records: RecordSet,
    columns: SourceColumns,
    followers: Followers | null,
    windows: readonly Window[],
    filters: readonly Filter[],
  ) {
    const { anchor } = records;
    const isSpan = anchor.kind === 'stands' || anchor.kind === 'within';
    this.#records = records;
    this.#windows = windows;
    this.#periodic = filters.filter(({ isPeriodic }) => isPeriodic);
    this.#first = columns.day(isSpan ? anchor.from : anchor.field, followers).days;
    this.#second = isSpan ? columns.day(anchor.until, followers).days : this.#first;
    this.#spans = windows.map((window) => spanOf(records, window));
    // Where only one date decides, periods are cut into pieces and each row is counted once.
    this.#buckets = isSpan || this.#periodic.length > 0 ? null : new Buckets(this.#spans);
    this.pieces = this.#buckets === null ? windows.length : this.#buckets.size;
  }

  /** The pieces that make up a window. */
  piecesOf(window: number): readonly [number, number] {
    return this.#buckets === null ? [window, window + 1] : this.#buckets.piecesOf(this.#spans[window] as DaySpan);
  }

  /** Hands the rows on, once or once for each window, each with its piece. The lists are reused by the next call. */
  assign(rows: Int32Array, count: number, room: PassRoom, add: (rows: Int32Array, pieces: Int32Array, count: number) => void): void {
    if (this.#buckets !== null) {
      const kept = this.#buckets.assign(this.#first, rows, count, room.pieces);
      if (kept > 0) add(rows, room.pieces, kept);
      return;
    }
    for (const [number, window] of this.#windows.entries()) {
      const kept = this.keepIn(window, rows, count, room);
      if (kept === 0) continue;
      room.pieces.fill(number, 0, kept);
      add(room.rows, room.pieces, kept);
    }
  }

  /** Keeps the rows that belong to one window, in `room.rows`. */
  keepIn(window: Window, rows: Int32Array, count: number, room: PassRoom): number {
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const row = rows[index] as number;
      if (belongs(this.#records, window, this.#first[row] as number, this.#second[row] as number)) room.rows[kept++] = row;
    }
    for (const { test } of this.#periodic) {
      if (kept === 0) return 0;
      test(room.rows, kept, window, room.holds);
      kept = keepHolding(room.rows, kept, room.holds);
    }
    return kept;
  }

  /** Whether a row belongs to a window by its dates alone. */
  belongsTo(window: Window, row: number): boolean {
    return belongs(this.#records, window, this.#first[row] as number, this.#second[row] as number);
  }
}

/** Lists that the pass reuses from block to block. */
export interface PassRoom {
  readonly rows: Int32Array;
  readonly pieces: Int32Array;
  readonly holds: Uint8Array;
}

/** Keeps the rows for which a condition holds; gives back how many. */
export function keepHolding(rows: Int32Array, count: number, holds: Uint8Array): number {
  let kept = 0;
  for (let index = 0; index < count; index++) if (holds[index] === 1) rows[kept++] = rows[index] as number;
  return kept;
}

/** The days in which the anchor's date must lie. */
function spanOf({ anchor }: RecordSet, { start, known }: Window): DaySpan {
  if (anchor.kind !== 'before') return { from: start, to: known + 1 };
  return { from: null, to: anchor.at === 'start' ? Math.min(start, known + 1) : known + 1 };
}

function belongs(records: RecordSet, window: Window, first: number, second: number): boolean {
  const { anchor } = records;
  if (first === MISSING_DAY) return false;
  switch (anchor.kind) {
    case 'falls':
    case 'before': {
      const { from, to } = spanOf(records, window);
      return (from === null || first >= from) && first < to;
    }
    case 'stands': {
      const day = anchor.at === 'start' ? Math.min(window.start - 1, window.known) : window.known;
      return first <= day && (second === MISSING_DAY || second > day);
    }
    case 'within':
      return second !== MISSING_DAY && first >= window.start && second <= window.end;
  }
}

/** A prepared selection: what the pass fills, and what formulas read from it. */
export class SelectionResult {
  readonly filters: readonly Filter[];
  readonly followers: Followers | null;
  readonly anchoring: Anchoring;
  readonly grouping: Grouping;
  readonly #kernels: readonly Kernel[];
  readonly #merging: readonly Merging[];
  readonly #records: Float64Array;
  readonly #cells: Int32Array;
  #slotsByGroup: ReadonlyMap<string, readonly number[]> | null = null;

  constructor(
    filters: readonly Filter[],
    followers: Followers | null,
    anchoring: Anchoring,
    grouping: Grouping,
    kernels: readonly Kernel[],
    merging: readonly Merging[],
    cells: number,
  ) {
    this.filters = filters;
    this.followers = followers;
    this.anchoring = anchoring;
    this.grouping = grouping;
    this.#kernels = kernels;
    this.#merging = merging;
    this.#records = new Float64Array(cells);
    this.#cells = new Int32Array(blockLength);
  }

  /** Adds the rows of a block that satisfy every condition that does not depend on the period. */
  add(rows: Int32Array, count: number, room: PassRoom): void {
    const { pieces } = this.anchoring;
    const { slotOf } = this.grouping;
    this.anchoring.assign(rows, count, room, (kept, piece, length) => {
      const cells = this.#cells;
      const records = this.#records;
      for (let index = 0; index < length; index++) {
        const slot = slotOf === null ? 0 : (slotOf[kept[index] as number] as number);
        const cell = slot * pieces + (piece[index] as number);
        cells[index] = cell;
        records[cell] = (records[cell] as number) + 1;
      }
      for (const kernel of this.#kernels) kernel.add(kept, cells, length);
    });
  }

  /** The state of an aggregate in a window, of one group (null for all) and one entity (null for all). */
  state(aggregate: number, window: number, group: number | null, entity: string | null): State | null {
    const kernel = this.#kernels[aggregate] as Kernel;
    const merging = this.#merging[aggregate] as Merging;
    const [from, to] = this.anchoring.piecesOf(window);
    let merged: State | null = null;
    for (const slot of this.slotsOf(group, entity)) {
      for (let piece = from; piece < to; piece++) {
        const cell = slot * this.anchoring.pieces + piece;
        const records = this.#records[cell] as number;
        if (records === 0) continue;
        const state = kernel.state(cell, records);
        merged = merged === null ? state : mergeStates(merged, state, merging);
      }
    }
    return merged;
  }

  /** Number of records in a window. */
  recordCount(window: number, group: number | null): number {
    const [from, to] = this.anchoring.piecesOf(window);
    let total = 0;
    for (const slot of this.slotsOf(group, null)) {
      for (let piece = from; piece < to; piece++) total += this.#records[slot * this.anchoring.pieces + piece] as number;
    }
    return total;
  }

  /** Entities that occur in a group (null for all). */
  entities(group: number | null): readonly string[] {
    return this.slotsOf(group, null).map((slot) => this.grouping.slots[slot]?.entity ?? '');
  }

  slotsOf(group: number | null, entity: string | null): readonly number[] {
    this.#slotsByGroup ??= indexSlots(this.grouping);
    return this.#slotsByGroup.get(slotKey(group, entity)) ?? [];
  }
}

/** Rows of a block: enough to forget the cost of the loop around it, few enough to stay in the cache. */
export const blockLength = 1024;

function slotKey(group: number | null, entity: string | null): string {
  return `${group ?? ''} ${entity === null ? '' : `=${entity}`}`;
}

function indexSlots({ slots }: Grouping): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [slot, { group, entity }] of slots.entries()) {
    const keys = new Set([slotKey(group, null), slotKey(null, null), slotKey(group, entity), slotKey(null, entity)]);
    for (const key of keys) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [slot]);
      else known.push(slot);
    }
  }
  return index;
}
