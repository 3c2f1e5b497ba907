import { type Issue, showValue } from '../errors.ts';
import { expectationFor } from '../number/readDecimal.ts';
import { expectationOf, type Field } from './field.ts';
import type { SourceName } from './fields.ts';
import { unreadable } from './plainRecord.ts';

/** Most problems, and most warnings, that are kept; the rest is counted. */
export const mostKept = 10_000;

/** A problem as it is noted while reading: small, and worded only if it is kept. */
interface Note {
  readonly row: number;
  /** Position within the record: -1 for the record as a whole, then the fields in order, each followed by what contradicts others (half a step on), then unknown fields. */
  readonly order: number;
  readonly code: string;
  readonly field: string;
  readonly value: unknown;
  readonly wording: Wording;
}

/** What was expected, in words; and the whole rule, where it does not read "field must be …, got …". */
export interface Wording {
  readonly expected: string | ((value: unknown) => string);
  readonly rule?: () => string;
}

/** The problems of the records of one source, in whatever order they are found. */
export class SourceProblems {
  readonly source: SourceName;
  readonly length: number;
  /** Number of problems found, kept or not. */
  total = 0;
  // The first 10,000 of a source can hold no more than the first 10,000 of each field, so more are never kept.
  readonly #notes = new Map<number, Note[]>();
  readonly #flawed = new Map<number, Uint8Array>();

  constructor(source: SourceName, length: number) {
    this.source = source;
    this.length = length;
  }

  /** Notes a problem; those of the same order must come row by row. */
  note(row: number, order: number, code: string, field: string, value: unknown, wording: Wording): void {
    this.total++;
    let notes = this.#notes.get(order);
    let flawed = this.#flawed.get(order);
    if (notes === undefined || flawed === undefined) {
      notes = [];
      flawed = new Uint8Array(this.length);
      this.#notes.set(order, notes);
      this.#flawed.set(order, flawed);
    }
    flawed[row] = 1;
    if (notes.length < mostKept) notes.push({ row, order, code, field, value, wording });
  }

  /** Notes a value that its field does not take. */
  noteValue(row: number, order: number, name: string, field: Field, value: unknown): void {
    const isMissing = value === undefined || value === null;
    const isNumeric = field.kind === 'amount' || field.kind === 'number';
    this.note(row, order, isMissing ? 'missing' : 'invalid', name, value, {
      expected: isNumeric ? expectationFor : expectationOf(field),
    });
  }

  /** Whether a problem was noted of the record as a whole or of one of its fields. */
  isFlawed(row: number, orders: readonly number[]): boolean {
    if (this.total === 0) return false;
    if (this.#flawed.get(-1)?.[row] === 1) return true;
    for (const order of orders) {
      if (this.#flawed.get(order)?.[row] === 1) return true;
    }
    return false;
  }

  /** The first problems in words, by record and then by field. */
  issues(most: number, idOf: (row: number) => string | undefined): Issue[] {
    const notes = [...this.#notes.values()].flat();
    // Stable, so that several unknown fields of one record stay in the order of the record.
    notes.sort((a, b) => a.row - b.row || a.order - b.order);
    return notes.slice(0, most).map((note) => issueOf(this.source, note, idOf(note.row)));
  }
}

function issueOf(source: SourceName, note: Note, id: string | undefined): Issue {
  const { row, code, field, value, wording } = note;
  const expected = typeof wording.expected === 'string' ? wording.expected : wording.expected(value);
  const found = value === unreadable ? 'a property that throws' : showValue(value);
  const rule = wording.rule?.() ?? `${field === '' ? 'a record' : field} must be ${expected}, got ${found}`;
  const place = `${source}[${row}]`;
  return Object.freeze({
    code,
    path: field === '' ? place : `${place}.${field}`,
    message: `${place}${id === undefined ? '' : ` (id ${showValue(id)})`}: ${rule}`,
    source,
    index: row,
    ...(id === undefined ? {} : { id }),
    ...(field === '' ? {} : { field }),
    found,
    expected,
  });
}

/** The message of an error with several problems: the only one, or the first ten and a count of the rest. */
export function messageOf(where: string, issues: readonly Issue[], total: number): string {
  if (total === 1) return `${where}: ${issues[0]?.message ?? ''}`;
  const shown = issues.slice(0, 10).map((issue) => `\n- ${issue.message}`);
  const rest = total - shown.length;
  const kept = total > mostKept ? ` (the first ${mostKept} are kept)` : '';
  return `${where}: ${total} problems${kept}${shown.join('')}${rest > 0 ? `\n- and ${rest} more` : ''}`;
}
