import type { Attributes } from './attributes.ts';
import { daysOf, hasValue } from './column.ts';
import type { SourceProblems } from './problems.ts';
import type { Column, Table } from './table.ts';

/**
 * Notes records that are the same as an earlier one in every field but the id: probably one event recorded twice.
 *
 * Only records that are told apart by something are looked at, since short ones are alike by chance: an opportunity has a name, an activity a time of day.
 *
 * @param table - opportunities or activities
 * @param attributes - their custom fields
 * @param warnings - takes what is found
 */
export function noteLookAlikes(table: Table, attributes: Attributes, warnings: SourceProblems): void {
  const columns: Column[] = [];
  for (const [name, column] of table.columns) {
    if (name !== 'id' && column.missing < table.length) columns.push(column);
  }
  const isDistinct = distinction(table);
  if (isDistinct === null) return;
  const customOf = customFields(attributes);
  const isAlike = (left: number, right: number): boolean =>
    columns.every((column) => isEqual(column, left, right)) && customOf(left) === customOf(right);
  // Open addressing in a typed array: a Map of a million hashes would cost more than all the rest.
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, table.length * 2)));
  const slots = new Int32Array(size).fill(-1);
  const hashes = hashesOf(columns, table.length);
  for (let row = 0; row < table.length; row++) {
    if (!isDistinct(row)) continue;
    let slot = (hashes[row] as number) & (size - 1);
    let earlier = slots[slot] as number;
    while (earlier >= 0 && !(hashes[earlier] === hashes[row] && isAlike(earlier, row))) {
      slot = (slot + 1) & (size - 1);
      earlier = slots[slot] as number;
    }
    if (earlier < 0) slots[slot] = row;
    else noteAlike(table, earlier, row, warnings);
  }
}

function noteAlike(table: Table, earlier: number, row: number, warnings: SourceProblems): void {
  const twin = `${table.source}[${earlier}] (id ${JSON.stringify(table.ids[earlier])})`;
  warnings.note(row, -1, 'look-alike', '', table.ids[row], {
    expected: `something that tells it from ${twin}`,
    rule: () => `looks like a duplicate of ${twin}: every field but the id is the same`,
  });
}

function distinction(table: Table): ((row: number) => boolean) | null {
  if (table.source === 'opportunities') {
    const name = table.columns.get('name') as Column;
    return name.missing === table.length ? null : (row) => hasValue(name, row);
  }
  const { times } = daysOf(table, 'occurredOn');
  return times === null ? null : (row) => !Number.isNaN(times[row]);
}

function hashesOf(columns: readonly Column[], length: number): Int32Array {
  const hashes = new Int32Array(length);
  for (const column of columns) {
    if (column.kind === 'text') mixIntegers(hashes, column.codes);
    else if (column.kind === 'day') mixIntegers(hashes, column.days);
    else mixNumbers(hashes, column.units);
    if (column.kind === 'day' && column.times !== null) mixNumbers(hashes, column.times);
  }
  for (let row = 0; row < length; row++)
    hashes[row] = Math.imul((hashes[row] as number) ^ ((hashes[row] as number) >>> 15), 0x2c1b3c6d);
  return hashes;
}

function mixIntegers(hashes: Int32Array, values: Int32Array): void {
  for (let row = 0; row < hashes.length; row++)
    hashes[row] = Math.imul((hashes[row] as number) ^ (values[row] as number), 0x01000193);
}

function mixNumbers(hashes: Int32Array, values: Float64Array): void {
  for (let row = 0; row < hashes.length; row++) {
    const value = values[row] as number;
    const folded = Number.isNaN(value) ? -1 : ((value % 4294967296) | 0) ^ ((value / 4294967296) | 0);
    hashes[row] = Math.imul((hashes[row] as number) ^ folded, 0x01000193);
  }
}

function isEqual(column: Column, left: number, right: number): boolean {
  switch (column.kind) {
    case 'text':
      return column.codes[left] === column.codes[right];
    case 'day':
      return (
        column.days[left] === column.days[right] &&
        (column.times === null || Object.is(column.times[left], column.times[right]))
      );
    case 'number': {
      const wide = column.wide.get(left);
      const other = column.wide.get(right);
      return (
        Object.is(column.units[left], column.units[right]) &&
        wide?.numerator === other?.numerator &&
        wide?.denominator === other?.denominator
      );
    }
  }
}

/** The custom fields of a row as one text; put together only once two records are alike in all else. */
function customFields(attributes: Attributes): (row: number) => string | undefined {
  let texts: Map<number, string> | undefined;
  return (row) => {
    if (texts === undefined) {
      texts = new Map();
      for (const [name, { rows, values }] of attributes) {
        for (const [position, of] of rows.entries())
          texts.set(of, `${texts.get(of) ?? ''}${JSON.stringify([name, values[position]])}`);
      }
    }
    return texts.get(row);
  };
}
