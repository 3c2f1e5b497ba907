import { isCurrencyCode, isId, isInRange, type NumberRange } from '../model/field.ts';
import { cell, isPlainRecord, type PlainRecord, unreadable, withOwnProperties } from '../model/plainRecord.ts';
import { didYouMean } from '../model/suggestion.ts';
import { rationalOf, readDecimal } from '../number/decimal.ts';
import { type Rational, zero } from '../number/rational.ts';
import { expectationFor } from '../number/readDecimal.ts';
import { type Day, dayExpectation, formatDay, parseDay } from '../time/day.ts';
import type { Span } from './inputData.ts';
import { type ProblemRecord, type Problems, pathTo } from './problems.ts';
import { currencyExpectation, rangeExpectations, textExpectation } from './valueSchemas.ts';

/** Most records of one list. */
const mostRecords = 50_000_000;

/** Records that could be read, each with its position in the list. */
export interface ReadRecords<T> {
  readonly items: readonly T[];
  readonly rows: readonly number[];
}

/** Longest text for people. */
const longestSentence = 10_000;

/** Most items of a list within a record. */
const mostNested = 1000;

/**
 * Reads the records of one list field by field. Each field is read once; a problem is noted with its path, and a record with a problem is
 * left out of the result. What is undefined or null counts as missing.
 */
export class RecordReader {
  readonly problems: Problems;
  /** Name of the list. */
  readonly source: string;
  /** Position of the record that is being read. */
  row = 0;
  readonly #fields: ReadonlySet<string>;
  #list: unknown = nothing;
  #record: PlainRecord = noFields;
  /** Where in the record the part lies that is being read; empty for the record itself. */
  #part = '';

  constructor(problems: Problems, source: string, fields: readonly string[]) {
    this.problems = problems;
    this.source = source;
    this.#fields = new Set(fields);
  }

  /** The records of a list, which may be missing where it is optional. */
  readAll<T>(given: unknown, isRequired: boolean, read: () => T): ReadRecords<T> {
    const items: T[] = [];
    const rows: number[] = [];
    this.readEach(given, this.lengthOf(given, isRequired), null, read, (item) => {
      items.push(item);
      rows.push(this.row);
    });
    return { items, rows };
  }

  /** How many records a list has: asked once, since a proxy may answer otherwise each time. */
  lengthOf(given: unknown, isRequired: boolean): number {
    if (!isRequired && isMissing(given)) return 0;
    const length = lengthOf(given);
    if (length !== null && length <= mostRecords) return length;
    const expected = length === null ? 'an array' : `an array of at most ${mostRecords} records`;
    this.problems.refuse(this.source, expected, given);
    return 0;
  }

  /**
   * Goes through the records of a list.
   *
   * @param takeAtOnce - takes a record in which there is nothing to note; false for any other, which is read field by field
   * @param keep - takes a record that was read field by field without a problem
   */
  readEach<T>(
    given: unknown,
    length: number,
    takeAtOnce: ((record: unknown, row: number) => boolean) | null,
    read: () => T,
    keep: (item: T) => void,
  ): void {
    this.#list = given;
    for (let row = 0; row < length; row++) {
      const before = this.problems.total;
      this.row = row;
      const record = itemOf(given, row);
      if (takeAtOnce?.(record, row) === true || !this.#enter(record, this.#fields)) continue;
      const item = read();
      if (this.problems.total === before) keep(item);
    }
  }

  /** Reads the records of a list within the record. */
  nested<T>(name: string, fields: ReadonlySet<string>, read: () => T): readonly T[] {
    const given = this.value(name);
    if (given === undefined) return nothing;
    const length = lengthOf(given);
    if (length === null || length > mostNested) {
      this.refuse(name, length === null ? 'an array' : `an array of at most ${mostNested} items`, given);
      return nothing;
    }
    const outer = this.#record;
    const items: T[] = [];
    for (let index = 0; index < length; index++) {
      this.#part = `${name}[${index}]`;
      if (this.#enter(itemOf(given, index), fields)) items.push(read());
    }
    this.#record = outer;
    this.#part = '';
    return items;
  }

  /** Values by name; what is missing is left out. */
  map<T>(name: string, read: (value: unknown, path: string) => T | undefined): ReadonlyMap<string, T> {
    const given = this.value(name);
    if (given === undefined) return emptyMap;
    if (!isPlainRecord(given)) {
      this.refuse(name, 'an object', given);
      return emptyMap;
    }
    const values = new Map<string, T>();
    for (const key of namesOf(given)) {
      const value = cell(given, key);
      const item = isMissing(value) ? undefined : read(value, pathTo(name, key));
      if (item !== undefined) values.set(key, item);
    }
    return values;
  }

  /** A value as it is; undefined where it is missing. */
  value(name: string): unknown {
    return cell(this.#record, name) ?? undefined;
  }

  text(name: string): string {
    return this.#textOf(name, this.value(name));
  }

  optionalText(name: string): string | null {
    const value = this.value(name);
    return value === undefined ? null : this.#textOf(name, value);
  }

  /** A text for people, of any length up to 10,000 characters. */
  sentence(name: string): string {
    const value = this.value(name);
    if (typeof value === 'string' && value !== '' && value.length <= longestSentence) return value;
    this.refuse(name, `text of 1 to ${longestSentence} characters`, value);
    return '';
  }

  day(name: string): Day {
    return this.dayOf(name, this.value(name));
  }

  optionalDay(name: string, missing: Day): Day {
    const value = this.value(name);
    return value === undefined ? missing : this.dayOf(name, value);
  }

  /** The day of a value that was read. */
  dayOf(name: string, value: unknown): Day {
    const day = typeof value === 'string' ? parseDay(value) : Number.NaN;
    if (Number.isNaN(day)) this.refuse(name, dayExpectation, value);
    return day;
  }

  /** The days from `from` to before `to`. An end that may be missing is infinite. */
  span(missing: 'none' | 'to' | 'both'): Span {
    const start = missing === 'both' ? this.optionalDay('from', Number.NEGATIVE_INFINITY) : this.day('from');
    const end = missing === 'none' ? this.day('to') : this.optionalDay('to', Number.POSITIVE_INFINITY);
    if (end <= start) this.refuse('to', `a date after ${formatDay(start)}, the first day`, formatDay(end));
    return { start, end };
  }

  decimal(name: string, range: NumberRange = 'any'): Rational {
    return this.decimalOf(name, this.value(name), range);
  }

  optionalDecimal(name: string, range: NumberRange = 'any'): Rational | null {
    const value = this.value(name);
    return value === undefined ? null : this.decimalOf(name, value, range);
  }

  /** The number of a value that was read. */
  decimalOf(name: string, value: unknown, range: NumberRange = 'any'): Rational {
    const read = readDecimal(value);
    if (read === null) this.refuse(name, expectationFor(value), value);
    else if (isInRange(read.coefficient, read.scale, range)) return rationalOf(read);
    else this.refuse(name, rangeExpectations[range], value);
    return zero;
  }

  currency(name: string): string {
    return this.#currencyOf(name, this.value(name));
  }

  optionalCurrency(name: string): string | null {
    const value = this.value(name);
    return value === undefined ? null : this.#currencyOf(name, value);
  }

  /** A yes or no; no where it is missing. */
  flag(name: string): boolean {
    const value = this.value(name) ?? false;
    if (typeof value === 'boolean') return value;
    this.refuse(name, 'true or false', value);
    return false;
  }

  /** Notes a value that a field does not take. */
  refuse(name: string, expected: string, value: unknown, code?: string): void {
    this.problems.refuse(
      this.pathOf(name),
      expected,
      value,
      code ?? (value === undefined ? 'missing' : 'invalid'),
      this.#place(),
    );
  }

  /** Notes a problem with a rule of its own. */
  note(name: string, rule: string, code?: string): void {
    this.problems.note(this.pathOf(name), rule, code, this.#place());
  }

  /** Path of a field of the record, or of the part that is being read. */
  pathOf(name: string): string {
    return [`${this.source}[${this.row}]`, this.#part, name].filter((part) => part !== '').join('.');
  }

  #place(): ProblemRecord {
    // Asked for only where there is a problem, so the id is read once more.
    const id = this.#fields.has('id') ? cell(itemOf(this.#list, this.row) as PlainRecord, 'id') : undefined;
    return { source: this.source, index: this.row, ...(typeof id === 'string' ? { id } : {}) };
  }

  /** Begins a record or a part of one; false where it is none. */
  #enter(record: unknown, fields: ReadonlySet<string>): boolean {
    try {
      if (isPlainRecord(record)) {
        this.#record = record;
        this.#checkNames(record, fields);
        return true;
      }
    } catch {
      // A proxy may throw on every question.
    }
    this.#record = noFields;
    this.refuse('', 'an object', record);
    return false;
  }

  #checkNames(record: PlainRecord, fields: ReadonlySet<string>): void {
    let inherits = false;
    // Much quicker than a list of the keys; whether a name is its own is asked only of those that are not known.
    for (const name in record) {
      if (fields.has(name) && !(name in Object.prototype)) continue;
      if (!Object.hasOwn(record, name)) inherits = true;
      else if (!fields.has(name)) this.#noteUnknown(name, fields);
    }
    if (inherits) this.#record = withOwnProperties(record);
  }

  #noteUnknown(name: string, fields: ReadonlySet<string>): void {
    const rule = (): string => {
      const known = [...fields];
      return `is not a field of ${this.source}${didYouMean(name, known) || `; it takes ${known.join(', ')}`}`;
    };
    this.problems.note(pathTo(this.pathOf(''), name), rule, 'unknown-field', this.#place());
  }

  #textOf(name: string, value: unknown): string {
    if (typeof value === 'string' && isId(value)) return value;
    this.refuse(name, textExpectation, value);
    return '';
  }

  #currencyOf(name: string, value: unknown): string {
    if (typeof value === 'string' && isCurrencyCode(value)) return value;
    this.refuse(name, currencyExpectation, value);
    return '';
  }
}

const noFields: PlainRecord = {};
const nothing: readonly never[] = [];
/** What most records have none of, one object for all. */
export const emptyMap: ReadonlyMap<string, never> = new Map<string, never>();

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** An item of a list; a proxy may throw. */
export function itemOf(list: unknown, index: number): unknown {
  try {
    return (list as readonly unknown[])[index];
  } catch {
    return unreadable;
  }
}

/** Length of an array, or null for what is none or cannot be read. */
export function lengthOf(value: unknown): number | null {
  try {
    // A proxy of an array may say anything.
    return Array.isArray(value) && Number.isSafeInteger(value.length) && value.length >= 0 ? value.length : null;
  } catch {
    return null;
  }
}

/** The names of a record; a proxy may throw. */
export function namesOf(record: PlainRecord): string[] {
  try {
    return Object.keys(record);
  } catch {
    return [];
  }
}
