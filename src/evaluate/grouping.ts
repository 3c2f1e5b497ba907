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
  const slotOf = new Int32Array(length);
  const slots: Slot[] = [];
  // A path of codes through nested maps would cost an object a row; one number a combination does not.
  const known = new Map<number, number>();
  const sizes = all.map(({ values }) => values.length + 1);
  const fits = sizes.reduce((product, size) => product * size, 1) <= Number.MAX_SAFE_INTEGER;
  const knownTexts = new Map<string, number>();
  for (let row = 0; row < length; row++) {
    if (!filters.every(({ codes, passes }) => passes[(codes[row] as number) + 1] === 1)) {
      slotOf[row] = filteredOut;
      continue;
    }
    if (entities !== null && entities.codes[row] === -1) {
      slotOf[row] = withoutEntity;
      continue;
    }
    let combination = 0;
    for (let index = 0; index < all.length; index++) {
      combination = combination * (sizes[index] as number) + ((all[index] as TextColumn).codes[row] as number) + 1;
    }
    let slot = fits ? known.get(combination) : knownTexts.get(all.map(({ codes }) => codes[row]).join());
    if (slot === undefined) {
      const group = registry.numberOf(columns.map((column) => textAt(column, row)));
      slot = slots.push({ group, entity: entities === null ? null : textAt(entities, row) }) - 1;
      if (fits) known.set(combination, slot);
      else knownTexts.set(all.map(({ codes }) => codes[row]).join(), slot);
    }
    slotOf[row] = slot;
  }
  return { slotOf, slots };
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
