import { readDecimal } from '../number/decimal.ts';
import { type AttributeValue, isAttributeValue } from './field.ts';
import { numberColumn, scaledValues, setScaled } from './numberColumn.ts';
import { cell, isPlainRecord, type PlainRecord } from './plainRecord.ts';
import type { SourceProblems } from './problems.ts';
import type { NumberColumn, TextColumn } from './table.ts';
import { missingText, TextColumnBuilder } from './textColumn.ts';

/** The values of one custom field, for the rows that have it. */
export interface AttributeValues {
  readonly rows: number[];
  readonly values: (string | number | boolean)[];
}

/** The custom fields of a source by name: sparse, since every record may have others. */
export type Attributes = ReadonlyMap<string, AttributeValues>;

/** A custom field as text, and as a number in the records whose value is one (a number, or a decimal as text, as CSV files have it). */
export interface AttributeColumns {
  readonly text: TextColumn;
  readonly number: NumberColumn | null;
}

const attributesWording = { expected: 'an object of custom fields' };
const valueWording = { expected: 'text, a finite number, true, false or null' };

/** Copies the custom fields of all records, so that later changes of the user's objects change nothing here. */
export function readAttributes(
  records: readonly (PlainRecord | undefined)[],
  order: number,
  problems: SourceProblems,
): Attributes {
  const attributes = new Map<string, AttributeValues>();
  for (let row = 0; row < records.length; row++) {
    const record = records[row];
    if (record === undefined) continue;
    const given = cell(record, 'attributes');
    if (given === undefined || given === null) continue;
    const names = isPlainRecord(given) ? namesOf(given) : null;
    if (names === null) {
      problems.note(row, order, 'invalid', 'attributes', given, attributesWording);
      continue;
    }
    for (const name of names) {
      const value = cell(given as PlainRecord, name);
      if (!isAttributeValue(value)) problems.note(row, order, 'invalid', `attributes.${name}`, value, valueWording);
      else add(attributes, name, row, value);
    }
  }
  return attributes;
}

function namesOf(given: PlainRecord): readonly string[] | null {
  try {
    return Object.keys(given);
  } catch {
    return null;
  }
}

function add(attributes: Map<string, AttributeValues>, name: string, row: number, value: AttributeValue): void {
  if (value === undefined || value === null || value === '') return;
  let kept = attributes.get(name);
  if (kept === undefined) {
    kept = { rows: [], values: [] };
    attributes.set(name, kept);
  }
  kept.rows.push(row);
  // Minus zero is zero.
  kept.values.push(value === 0 ? 0 : value);
}

/**
 * The columns of a custom field.
 *
 * @param attribute - its values, or undefined when no record has it
 * @param length - number of rows of the columns
 * @param origin - for each row the row whose value it has, or null when that is the row itself
 */
export function attributeColumns(
  attribute: AttributeValues | undefined,
  length: number,
  origin: Int32Array | null,
): AttributeColumns {
  if (attribute === undefined) return { text: missingText(length), number: null };
  const known = new Map<number, string | number | boolean>();
  attribute.rows.forEach((row, position) => {
    known.set(row, attribute.values[position] as string | number | boolean);
  });
  const text = new TextColumnBuilder(length);
  const numbers = scaledValues(length);
  for (let row = 0; row < length; row++) {
    const value = known.get(origin === null ? row : (origin[row] as number));
    if (value === undefined) continue;
    text.set(row, String(value));
    // What is no number here is a missing number, and does not touch the other records.
    const scaled = readDecimal(value);
    if (scaled !== null) setScaled(numbers, row, scaled);
  }
  return { text: text.finish(), number: numberColumn(numbers) };
}
