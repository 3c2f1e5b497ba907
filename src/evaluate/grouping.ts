import { SalesMetricsError } from '../errors.ts';
import type { SalesData } from '../model/dataset.ts';
import { type DimensionName, dimensionOf } from '../model/dimension.ts';
import type { SourceName } from '../model/fields.ts';
import type { TextColumn } from '../model/table.ts';
import type { Request } from './request.ts';

/** The values of a group's dimensions, in the order asked for; null where a record has none. */
export type GroupKey = readonly (string | null)[];

/** All groups of a calculation, across its sources, numbered in the order in which they were met. */
export class GroupRegistry {
  readonly keys: GroupKey[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(key: GroupKey): number {
    const text = JSON.stringify(key);
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.keys.push(key) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

/** One combination of group and entity that occurs in a source. */
interface Slot {
  readonly group: number;
  /** Value of the entity's dimension; null where the figure is not per entity. */
  readonly entity: string | null;
}

/** The slot of each row of a source. */
export interface Grouping {
  /** -1 for a row that is filtered out or has no entity; null when every row is in slot 0. */
  readonly slotOf: Int32Array | null;
  readonly slots: readonly Slot[];
}

/** In place of a slot: the row belongs to groups that were not asked for. */
export const filteredOut = -1;
/** In place of a slot: the row has no entity. */
const withoutEntity = -2;

/** The grouping of rows that were picked from others. */
export function pickedGrouping({ slotOf, slots }: Grouping, rows: Int32Array): Grouping {
  return { slotOf: slotOf === null ? null : rows.map((row) => slotOf[row] as number), slots };
}

/** Keeps the rows that have a slot; gives back how many. */
export function keepGrouped({ slotOf }: Grouping, rows: Int32Array, count: number): number {
  if (slotOf === null) return count;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const row = rows[index] as number;
    rows[kept] = row;
    kept += (slotOf[row] as number) < 0 ? 0 : 1;
  }
  return kept;
}

/** Divides the rows of a source by group and entity, and leaves out those that the filter leaves out. */
export function groupRows(
  data: SalesData,
  source: SourceName,
  owner: string | null,
  length: number,
  request: Request,
  entity: DimensionName | null,
  registry: GroupRegistry,
  needed: (dimension: DimensionName) => string,
): Grouping {
  const dimension = (name: DimensionName): TextColumn => {
    const column = dimensionOf(data, source, name, owner);
    if (column === null) throw new SalesMetricsError('unknown-dimension', needed(name));
    return column;
  };
  const columns = request.by.map(dimension);
  const entities = entity === null ? null : dimension(entity);
  const filters = [...request.where].map(([name, values]) => passingCodes(dimension(name), values));
  if (columns.length === 0 && entities === null && filters.length === 0) {
    return { slotOf: null, slots: [{ group: registry.numberOf([]), entity: null }] };
  }
  const all = entities === null ? columns : [...columns, entities];
  const [only] = all;
  if (all.length === 1 && only?.missing === 0 && filters.length === 0) {
    // The codes of one dimension without gaps are slots: each of its values stands in some record.
    const slots = only.values.map((value) => ({
      group: registry.numberOf(entities === null ? [value] : []),
      entity: entities === null ? null : value,
    }));
    return { slotOf: only.codes, slots };
  }
  const slotOf = new Int32Array(length);
  for (const filter of filters) leaveOut(slotOf, filter);
  if (entities !== null) leaveOutMissing(slotOf, entities);
  const slots: Slot[] = [];
  assignSlots(slotOf, all, (row) => {
    const group = registry.numberOf(columns.map((column) => textAt(column, row)));
    return slots.push({ group, entity: entities === null ? null : textAt(entities, row) }) - 1;
  });
  return { slotOf, slots };
}

function leaveOut(slotOf: Int32Array, { codes, passes }: { codes: Int32Array; passes: Uint8Array }): void {
  for (let row = 0; row < slotOf.length; row++) {
    if (passes[(codes[row] as number) + 1] !== 1) slotOf[row] = filteredOut;
  }
}

function leaveOutMissing(slotOf: Int32Array, { codes }: TextColumn): void {
  for (let row = 0; row < slotOf.length; row++) {
    if (codes[row] === -1 && slotOf[row] !== filteredOut) slotOf[row] = withoutEntity;
  }
}

/** Combinations of codes up to this many (4 MB) have a place each in an array; beyond, only those that are met have one in a map. */
const mostPlaces = 1 << 20;

/** Gives each row that is not left out the slot of its combination of codes; `add` makes the slot of one that was not met before. */
function assignSlots(slotOf: Int32Array, columns: readonly TextColumn[], add: (row: number) => number): void {
  const sizes = columns.map(({ values }) => values.length + 1);
  const combinations = sizes.reduce((product, size) => product * size, 1);
  if (combinations > mostPlaces) {
    assignByMap(slotOf, columns, combinations <= Number.MAX_SAFE_INTEGER ? sizes : null, add);
    return;
  }
  // Column by column: small loops over typed arrays.
  const places = new Int32Array(slotOf.length);
  for (const { codes, values } of columns) combine(places, codes, values.length + 1);
  const slots = new Int32Array(combinations).fill(-1);
  for (let row = 0; row < slotOf.length; row++) {
    if ((slotOf[row] as number) < 0) continue;
    const place = places[row] as number;
    if (slots[place] === -1) slots[place] = add(row);
    slotOf[row] = slots[place] as number;
  }
}

function combine(places: Int32Array, codes: Int32Array, size: number): void {
  for (let row = 0; row < places.length; row++)
    places[row] = (places[row] as number) * size + (codes[row] as number) + 1;
}

/** A path of codes through nested maps would cost an object a row; one number a combination does not, and a text only where no number tells them apart. */
function assignByMap(
  slotOf: Int32Array,
  columns: readonly TextColumn[],
  sizes: readonly number[] | null,
  add: (row: number) => number,
): void {
  const known = new Map<number | string, number>();
  for (let row = 0; row < slotOf.length; row++) {
    if ((slotOf[row] as number) < 0) continue;
    const key =
      sizes === null
        ? columns.map(({ codes }) => codes[row]).join()
        : columns.reduce((sum, { codes }, index) => sum * (sizes[index] as number) + (codes[row] as number) + 1, 0);
    let slot = known.get(key);
    if (slot === undefined) {
      slot = add(row);
      known.set(key, slot);
    }
    slotOf[row] = slot;
  }
}

function textAt({ codes, values }: TextColumn, row: number): string | null {
  return values[codes[row] as number] ?? null;
}

function passingCodes(
  column: TextColumn,
  wanted: ReadonlySet<string | null>,
): { codes: Int32Array; passes: Uint8Array } {
  return {
    codes: column.codes,
    passes: Uint8Array.from([null, ...column.values], (value) => Number(wanted.has(value))),
  };
}
