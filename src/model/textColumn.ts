import type { RowsById } from './rowsById.ts';
import type { TextColumn } from './table.ts';

/** Collects the codes of a text column row by row; the dictionary grows in the order of first appearance. */
export class TextColumnBuilder {
  readonly codes: Int32Array;
  readonly values: string[] = [];
  readonly dictionary = new Map<string, number>();

  constructor(length: number) {
    this.codes = new Int32Array(length).fill(-1);
  }

  set(row: number, value: string): void {
    let code = this.dictionary.get(value);
    if (code === undefined) {
      code = this.values.length;
      this.values.push(value);
      this.dictionary.set(value, code);
    }
    this.codes[row] = code;
  }

  finish(): TextColumn {
    return textColumn(this.codes, this.values);
  }
}

/** A text column of given codes and values. */
export function textColumn(codes: Int32Array, values: readonly string[]): TextColumn {
  let missing = 0;
  for (const code of codes) {
    if (code === -1) missing++;
  }
  return { kind: 'text', codes, values, missing };
}

/** A text column with the same value in every row. */
export function constantText(length: number, value: string): TextColumn {
  return length === 0 ? missingText(0) : sameInEveryRow(length, 0, { values: [value], missing: 0 });
}

/** A text column without a value in any row. */
export function missingText(length: number): TextColumn {
  return sameInEveryRow(length, -1, { values: [], missing: length });
}

/** A column whose codes are laid out when they are first read: most of what no record has is never asked for. */
function sameInEveryRow(length: number, code: number, rest: Pick<TextColumn, 'values' | 'missing'>): TextColumn {
  let codes: Int32Array | null = null;
  return {
    kind: 'text',
    get codes(): Int32Array {
      codes ??= new Int32Array(length).fill(code);
      return codes;
    },
    ...rest,
  };
}

/**
 * Codes of each row renamed: `renamed[old code]` is the value the row gets, or undefined for none.
 *
 * The dictionary is built anew in order of first appearance, so that no value is left in it that stands in no row.
 */
export function recode(codes: Int32Array, renamed: readonly (string | undefined)[]): TextColumn {
  const values: string[] = [];
  const dictionary = new Map<string, number>();
  const codeOf = new Int32Array(renamed.length).fill(-2);
  const result = new Int32Array(codes.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const old = codes[row] as number;
    if (old < 0) continue;
    let code = codeOf[old] as number;
    if (code === -2) {
      const value = renamed[old];
      code = value === undefined ? -1 : (dictionary.get(value) ?? values.length);
      if (value !== undefined && code === values.length) {
        values.push(value);
        dictionary.set(value, code);
      }
      codeOf[old] = code;
    }
    result[row] = code;
  }
  return textColumn(result, values);
}

/**
 * Follows a reference: for each row the value that `target` has in the record the row refers to.
 *
 * @param reference - ids of the records referred to
 * @param rows - row of each record by its id
 * @param target - a column of the records referred to
 * @returns one code a row of `reference`; missing where the reference, its record or its value is
 */
export function through(reference: TextColumn, rows: RowsById, target: TextColumn): TextColumn {
  const renamed = reference.values.map((id) => {
    const row = rows.get(id);
    return row === undefined ? undefined : target.values[target.codes[row] as number];
  });
  return recode(reference.codes, renamed);
}

/** For each row the first value that any of the columns has. */
export function firstKnown(columns: readonly [TextColumn, ...TextColumn[]]): TextColumn {
  const inUse = columns.filter((column) => column.missing < column.codes.length);
  const first = inUse[0] ?? columns[0];
  if (first.missing === 0 || inUse.length < 2) return first;
  const builder = new TextColumnBuilder(first.codes.length);
  for (let row = 0; row < first.codes.length; row++) {
    for (const column of inUse) {
      const code = column.codes[row] as number;
      if (code < 0) continue;
      builder.set(row, column.values[code] as string);
      break;
    }
  }
  return builder.finish();
}

/** The rows of a column picked by position. */
export function pickText(column: TextColumn, rows: Int32Array): TextColumn {
  const codes = new Int32Array(rows.length);
  for (let position = 0; position < rows.length; position++)
    codes[position] = column.codes[rows[position] as number] as number;
  return recode(codes, column.values);
}
