import { showValue } from '../errors.ts';
import type { Field } from './field.ts';
import { cell, isPlainRecord, type PlainRecord, unreadable, withOwnProperties } from './plainRecord.ts';
import type { SourceProblems, Wording } from './problems.ts';
import { didYouMean } from './suggestion.ts';

/** The records of a source that can be read, and the fields that any of them has. */
export interface Rows {
  /** Undefined in place of what is no record. */
  readonly records: readonly (PlainRecord | undefined)[];
  /** Names of the known fields that were seen, `attributes` included. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Looks at every record once: is it a plain object, and are its fields known?
 *
 * @param given - the array as the user gave it
 * @param fields - the known fields
 * @param problems - takes what is wrong
 */
export function readRows(
  given: readonly unknown[],
  fields: ReadonlyMap<string, Field>,
  problems: SourceProblems,
): Rows {
  const records: (PlainRecord | undefined)[] = [];
  const keys = new Keys(fields);
  const inherits = keys.areInherited();
  const wording = { expected: 'a plain object' };
  for (let row = 0; row < problems.length; row++) {
    let record: unknown = unreadable;
    try {
      record = given[row];
      if (isPlainRecord(record)) {
        keys.check(record, row, problems);
        records.push(inherits ? withOwnProperties(record) : record);
        continue;
      }
    } catch {
      // A proxy in place of the array or of the record.
      record = unreadable;
    }
    problems.note(row, -1, 'not-a-record', '', record, wording);
    records.push(undefined);
  }
  return { records, seen: keys.seen };
}

/**
 * Checks the keys of records against the known fields.
 *
 * Records of one source mostly have the same keys in the same order. The order seen so far is remembered, so that a key costs one comparison,
 * and one look-up only where a record leaves keys out or has a new one.
 */
class Keys {
  readonly seen = new Set<string>();
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #order: string[] = [];
  readonly #positions = new Map<string, number>();
  readonly #wordings = new Map<string, Wording>();

  constructor(fields: ReadonlyMap<string, Field>) {
    this.#fields = fields;
  }

  /** Whether somebody gave the prototype of all objects a property of one of these names. */
  areInherited(): boolean {
    return ['attributes', ...this.#fields.keys()].some((name) => name in Object.prototype);
  }

  check(record: PlainRecord, row: number, problems: SourceProblems): void {
    let next = 0;
    for (const key in record) {
      if (key === this.#order[next]) next++;
      else next = this.#place(key, record, row, problems, next);
    }
  }

  #place(key: string, record: PlainRecord, row: number, problems: SourceProblems, next: number): number {
    const known = this.#positions.get(key);
    if (known !== undefined) return known + 1;
    if (!Object.hasOwn(record, key)) return next;
    const field = this.#fields.get(key);
    if (key !== 'attributes' && (field === undefined || field.isDerived === true)) {
      problems.note(
        row,
        this.#fields.size + 1,
        'unknown-field',
        key,
        cell(record, key),
        this.#wordingFor(key, problems.source),
      );
      return next;
    }
    this.seen.add(key);
    this.#positions.set(key, this.#order.length);
    return this.#order.push(key);
  }

  #wordingFor(key: string, source: string): Wording {
    let wording = this.#wordings.get(key);
    if (wording === undefined) {
      wording = {
        expected: `a field of ${source}`,
        rule: () =>
          this.#fields.has(key)
            ? `${showValue(key)} is worked out and cannot be given`
            : `${showValue(key)} is not a field of ${source}${didYouMean(key, this.#fields.keys()) || '; custom fields belong in attributes'}`,
      };
      // A hostile input can have a new key in every record; remembering a few is enough.
      if (this.#wordings.size < 1000) this.#wordings.set(key, wording);
    }
    return wording;
  }
}
