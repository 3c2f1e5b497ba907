import { type Field, isCurrencyCode, isId, isIdNumber } from './field.ts';
import { cell, type PlainRecord } from './plainRecord.ts';
import type { SourceProblems } from './problems.ts';
import type { RowIndex } from './rowsById.ts';
import type { TextColumn } from './table.ts';
import { TextColumnBuilder, textColumn } from './textColumn.ts';

/** What is read in one pass over one field: the records, the field, and where its problems go. */
export interface FieldReading {
  readonly records: readonly (PlainRecord | undefined)[];
  readonly name: string;
  readonly field: Field;
  /** Position of the field in its source. */
  readonly order: number;
  readonly problems: SourceProblems;
}

/** Reads a field of ids or texts. An empty text is missing; an id may be a number. */
export function readText(reading: FieldReading): TextColumn {
  const { records, name, field, order, problems } = reading;
  const builder = new TextColumnBuilder(records.length);
  const { codes, dictionary } = builder;
  const isAccepted = acceptanceOf(field);
  for (let row = 0; row < records.length; row++) {
    const record = records[row];
    if (record === undefined) continue;
    const value = cell(record, name);
    const known = dictionary.get(value as string);
    if (known !== undefined) codes[row] = known;
    else if (isMissing(value)) {
      if (field.required) problems.noteValue(row, order, name, field, value);
    } else if (typeof value === 'string' && isAccepted(value)) builder.set(row, value);
    else if (typeof value === 'number' && field.kind === 'id' && isIdNumber(value)) builder.set(row, String(value));
    else problems.noteValue(row, order, name, field, value);
  }
  return builder.finish();
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function acceptanceOf(field: Field): (value: string) => boolean {
  if (field.kind === 'id') return isId;
  return field.isCurrency === true ? isCurrencyCode : () => true;
}

/** Reads the ids of the records themselves, which must differ from each other. */
export function readIds(reading: FieldReading, rows: RowIndex): TextColumn {
  const { records, name, field, order, problems } = reading;
  const codes = new Int32Array(records.length).fill(-1);
  for (let row = 0; row < records.length; row++) {
    const record = records[row];
    if (record === undefined) continue;
    const value = cell(record, name);
    const id =
      typeof value === 'string' ? value : typeof value === 'number' && isIdNumber(value) ? String(value) : undefined;
    if (id !== undefined && isId(id)) {
      const earlier = rows.add(id, row);
      codes[row] = earlier === undefined ? rows.ids.length - 1 : (codes[earlier] as number);
      if (earlier !== undefined) noteDuplicate(problems, row, order, id, earlier);
    } else if (field.required || !isMissing(value)) problems.noteValue(row, order, name, field, value);
  }
  return textColumn(codes, rows.ids);
}

function noteDuplicate(problems: SourceProblems, row: number, order: number, id: string, earlier: number): void {
  const expected = `unique, and ${problems.source}[${earlier}] has the same`;
  problems.note(row, order, 'duplicate-id', 'id', id, { expected });
}

const flags: readonly string[] = ['true', 'false'];

/** Reads a field with a closed list of values, or a yes or no. */
export function readChoice(reading: FieldReading): TextColumn {
  const { records, name, field, order, problems } = reading;
  const values = field.choices ?? flags;
  const dictionary = new Map<unknown, number>(values.map((value, code) => [value, code]));
  if (field.kind === 'flag') dictionary.set(true, 0).set(false, 1);
  const codes = new Int32Array(records.length).fill(-1);
  for (let row = 0; row < records.length; row++) {
    const record = records[row];
    if (record === undefined) continue;
    const value = cell(record, name);
    const code = dictionary.get(value);
    if (code !== undefined) codes[row] = code;
    else if (field.required || !isMissing(value)) problems.noteValue(row, order, name, field, value);
  }
  return textColumn(codes, values);
}
