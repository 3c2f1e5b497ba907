import { type Attributes, readAttributes } from './attributes.ts';
import { missingDays } from './dayColumn.ts';
import type { Field } from './field.ts';
import { fieldsOf, type GivenSourceName } from './fields.ts';
import { missingNumbers, type ScaledValues } from './numberColumn.ts';
import type { PlainRecord } from './plainRecord.ts';
import { SourceProblems } from './problems.ts';
import { readDays } from './readDays.ts';
import { readNumbers } from './readNumbers.ts';
import { readRows } from './readRows.ts';
import { type FieldReading, readChoice, readIds, readText } from './readText.ts';
import { RowIndex, type RowsById } from './rowsById.ts';
import type { Column } from './table.ts';
import { missingText } from './textColumn.ts';

/** A source as it was read, before amounts are converted and records are checked against each other. */
export interface SourceReading {
  readonly source: GivenSourceName;
  /** Whether the user gave the source at all. */
  readonly isGiven: boolean;
  readonly length: number;
  /** The records themselves, to quote from; undefined in place of what is no record. */
  readonly records: readonly (PlainRecord | undefined)[];
  /** All columns but the numbers. */
  readonly columns: Map<string, Column>;
  readonly numbers: Map<string, ScaledValues>;
  readonly attributes: Attributes;
  /** Row of each record by its id. */
  readonly rows: RowsById;
  readonly problems: SourceProblems;
}

/** An array of the user, with the length it had when it was first looked at. */
export interface GivenArray {
  readonly values: readonly unknown[];
  readonly length: number;
}

/**
 * Reads all records of a source, field by field.
 *
 * @param source - name of the source
 * @param given - the array of the user, or undefined
 * @param timeZone - zone in which instants become dates
 */
export function readSource(source: GivenSourceName, given: GivenArray | undefined, timeZone: string): SourceReading {
  const fields = fieldsOf(source);
  const length = given?.length ?? 0;
  const problems = new SourceProblems(source, length);
  const { records, seen } = readRows(given?.values ?? [], fields, problems);
  const columns = new Map<string, Column>();
  const numbers = new Map<string, ScaledValues>();
  const rows = new RowIndex(length);
  let order = 0;
  for (const [name, field] of fields) {
    const reading: FieldReading = { records, name, field, order, problems };
    order++;
    // A field that no record has needs no reading, unless it is one that every record must have.
    if (!seen.has(name) && !field.required) continue;
    if (isNumeric(field)) numbers.set(name, readNumbers(reading));
    else columns.set(name, readColumn(reading, rows, timeZone));
  }
  const attributes = seen.has('attributes') ? readAttributes(records, order, problems) : new Map<string, never>();
  return { source, isGiven: given !== undefined, length, records, columns, numbers, attributes, rows, problems };
}

function isNumeric(field: Field): boolean {
  return field.kind === 'amount' || field.kind === 'number';
}

function readColumn(reading: FieldReading, rows: RowIndex, timeZone: string): Column {
  switch (reading.field.kind) {
    case 'day':
    case 'moment':
      return readDays(reading, timeZone);
    case 'choice':
    case 'flag':
      return readChoice(reading);
    default:
      return reading.name === 'id' ? readIds(reading, rows) : readText(reading);
  }
}

/** All columns of a source in the order of its fields; those that no record has share one empty column of each kind. */
export function completeColumns(
  source: GivenSourceName,
  length: number,
  known: ReadonlyMap<string, Column>,
): Map<string, Column> {
  const columns = new Map<string, Column>();
  const empty = new EmptyColumns(length);
  for (const [name, field] of fieldsOf(source)) columns.set(name, known.get(name) ?? empty.columnFor(field));
  return columns;
}

class EmptyColumns {
  readonly #length: number;
  readonly #kept = new Map<Column['kind'], Column>();

  constructor(length: number) {
    this.#length = length;
  }

  columnFor(field: Field): Column {
    switch (field.kind) {
      case 'amount':
      case 'number':
        return this.#keep('number', missingNumbers);
      case 'day':
      case 'moment':
        return this.#keep('day', missingDays);
      default:
        return this.#keep('text', missingText);
    }
  }

  #keep<C extends Column>(kind: C['kind'], create: (length: number) => C): Column {
    const column = this.#kept.get(kind) ?? create(this.#length);
    this.#kept.set(kind, column);
    return column;
  }
}
