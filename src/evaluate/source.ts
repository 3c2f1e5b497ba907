import type { Quantity } from '../expression/expression.ts';
import type { SalesData } from '../model/dataset.ts';
import type { SourceName } from '../model/fields.ts';
import { type DayColumn, MISSING_DAY, type NumberColumn, type TextColumn } from '../model/table.ts';
import { columnOf, numberColumnOf, tableOf } from '../model/tableOf.ts';
import type { Rational } from '../number/rational.ts';
import { daysQuantity, fieldQuantity, hoursQuantity, productQuantity, type QuantityColumn } from './quantityColumn.ts';

/** Rows of another source that follow the rows of this one; -1 where none does. */
export interface Followers {
  readonly source: SourceName;
  readonly rows: Int32Array;
}

/** The columns of one source as conditions, anchors and quantities ask for them, each prepared once for a calculation. */
export class SourceColumns {
  readonly source: SourceName;
  /** Number of records. */
  readonly length: number;
  readonly ids: readonly string[];
  readonly #data: SalesData;
  readonly #quantities = new Map<string, QuantityColumn>();

  constructor(data: SalesData, source: SourceName) {
    const table = tableOf(data, source);
    this.source = source;
    this.length = table.length;
    this.ids = table.ids;
    this.#data = data;
  }

  /** The codes of a text field. */
  text(field: string): TextColumn {
    const column = columnOf(this.#data, this.source, field);
    if (column?.kind === 'text') return column;
    return { kind: 'text', codes: new Int32Array(this.length).fill(-1), values: [], missing: this.length };
  }

  /** Whether a field is text. */
  hasText(field: string): boolean {
    return columnOf(this.#data, this.source, field)?.kind === 'text';
  }

  /** The numbers of a field; all missing where a custom field is not a number in every record. */
  number(field: string): NumberColumn {
    const column = numberColumnOf(this.#data, this.source, field);
    if (column !== null) return column;
    const units = new Float64Array(this.length).fill(Number.NaN);
    return { kind: 'number', units, scale: 0, largest: 0, wide: new Map(), missing: this.length };
  }

  /** Whether each row of a field holds something. */
  isMissing(field: string): (row: number) => boolean {
    const column = columnOf(this.#data, this.source, field);
    switch (column?.kind) {
      case 'text':
        return (row) => column.codes[row] === -1;
      case 'number':
        return (row) => Number.isNaN(column.units[row]) && !column.wide.has(row);
      case 'day':
        return (row) => column.days[row] === MISSING_DAY;
      default:
        return () => true;
    }
  }

  /** The dates of a field, or of the same field of the record that follows. */
  day(field: string, followers: Followers | null = null): DayColumn {
    if (field.startsWith(nextPrefix) && followers !== null) {
      const next = new SourceColumns(this.#data, followers.source).day(field.slice(nextPrefix.length));
      return gather(next, followers.rows);
    }
    const column = columnOf(this.#data, this.source, field);
    if (column?.kind === 'day') return column;
    return { kind: 'day', days: new Int32Array(this.length).fill(MISSING_DAY), times: null, missing: this.length };
  }

  /** A quantity of every record. */
  quantity(of: Quantity, followers: Followers | null): QuantityColumn {
    // What is measured of followers depends on who they are, not on the fields alone.
    if (followers !== null) return this.#measure(of, followers);
    const key = JSON.stringify(of);
    const known = this.#quantities.get(key);
    if (known !== undefined) return known;
    const column = this.#measure(of, null);
    this.#quantities.set(key, column);
    return column;
  }

  #measure(of: Quantity, followers: Followers | null): QuantityColumn {
    switch (of.kind) {
      case 'field':
        return fieldQuantity(this.#numberOrNext(of.field, followers));
      case 'product':
        return of.fields.map((field) => fieldQuantity(this.#numberOrNext(field, followers))).reduce(productQuantity);
      case 'span': {
        const [from, to] = [this.day(of.from, followers), this.day(of.to, followers)];
        return of.unit === 'days' ? daysQuantity(from, to) : hoursQuantity(from, to);
      }
    }
  }

  #numberOrNext(field: string, followers: Followers | null): NumberColumn {
    if (!field.startsWith(nextPrefix) || followers === null) return this.number(field);
    return gatherNumbers(
      new SourceColumns(this.#data, followers.source).number(field.slice(nextPrefix.length)),
      followers.rows,
    );
  }
}

const nextPrefix = 'next.';

function gather(column: DayColumn, rows: Int32Array): DayColumn {
  const { times } = column;
  const days = Int32Array.from(rows, (row) => (row < 0 ? MISSING_DAY : (column.days[row] as number)));
  return {
    kind: 'day',
    days,
    times: times === null ? null : Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : (times[row] as number))),
    missing: days.reduce((missing, day) => missing + Number(day === MISSING_DAY), 0),
  };
}

function gatherNumbers(column: NumberColumn, rows: Int32Array): NumberColumn {
  const wide = new Map<number, Rational>();
  const units = Float64Array.from(rows, (row, index) => {
    const value = column.wide.get(row);
    if (value !== undefined) wide.set(index, value);
    return row < 0 ? Number.NaN : (column.units[row] as number);
  });
  return { ...column, units, wide, missing: rows.length };
}
