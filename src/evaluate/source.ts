import { isPeriodDate } from '../expression/condition.ts';
import type { Quantity } from '../expression/expression.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import type { SourceName } from '../model/fields.ts';
import { missingNumbers } from '../model/numberColumn.ts';
import { type Column, type DayColumn, MISSING_DAY, type NumberColumn, type TextColumn } from '../model/table.ts';
import { columnOf, numberColumnOf, tableOf } from '../model/tableOf.ts';
import { formatDay } from '../time/day.ts';
import { isPeriodic } from './periodDate.ts';
import { fieldQuantity, productQuantity, type QuantityColumn } from './quantityColumn.ts';
import { fieldEnd, isOfInstants, periodEnd, type SpanEnd, spanQuantity, type TeamClock } from './span.ts';
import type { Window } from './window.ts';

/** Where columns come from: the records of a source, or pairs of records. */
export interface RecordTable {
  readonly source: SourceName;
  /** Number of records, or of pairs. */
  readonly length: number;
  /** Name of each record; of the first of each pair. */
  readonly ids: readonly string[];
  /** A field as it is kept. */
  readonly column: (field: string) => Column;
  /** A field as numbers; null for a custom field that is none in any record. */
  readonly numberColumn: (field: string) => NumberColumn | null;
  /** When and where the team works. */
  readonly clock: TeamClock;
}

/** The records of a source as a table. */
export function sourceTable(data: SalesData, source: SourceName): RecordTable {
  const { length, ids } = tableOf(data, source);
  return {
    source,
    length,
    ids,
    // Conditions and quantities were checked: they name only fields that there are.
    column: (field) => columnOf(data, source, field) as Column,
    numberColumn: (field) => numberColumnOf(data, source, field),
    clock: { workingTime: internalsOf(data, 'evaluate').workingTime, timeZone: data.timeZone },
  };
}

/**
 * The columns of one table as conditions, anchors and quantities ask for them, each prepared once for a calculation.
 * Definitions were checked: they ask for texts, dates and numbers only of fields that are such.
 */
export class SourceColumns {
  readonly source: SourceName;
  /** Number of rows. */
  readonly length: number;
  readonly ids: readonly string[];
  /** Where the columns come from. */
  readonly table: RecordTable;
  readonly #quantities = new Map<string, QuantityColumn>();
  readonly #days = new Map<string, TextColumn>();

  constructor(table: RecordTable) {
    this.table = table;
    this.source = table.source;
    this.length = table.length;
    this.ids = table.ids;
  }

  /** The codes of a text field. */
  text(field: string): TextColumn {
    return this.table.column(field) as TextColumn;
  }

  /** The codes of a text field, or of the days of a date. */
  distinguishable(field: string): TextColumn {
    const column = this.table.column(field);
    return column.kind === 'day' ? remembered(this.#days, field, () => dayCodes(column)) : this.text(field);
  }

  /** Whether a field is text. */
  hasText(field: string): boolean {
    return this.table.column(field).kind === 'text';
  }

  /** The numbers of a field; all missing where a custom field is not a number in every record. */
  number(field: string): NumberColumn {
    return this.table.numberColumn(field) ?? missingNumbers(this.length);
  }

  /** Whether each row of a field that is no text holds nothing. */
  isMissing(field: string): (row: number) => boolean {
    const column = this.table.column(field);
    if (column.kind === 'day') return (row) => column.days[row] === MISSING_DAY;
    const { units, wide } = this.number(field);
    return (row) => Number.isNaN(units[row]) && !wide.has(row);
  }

  /** The dates of a field. */
  day(field: string): DayColumn {
    return this.table.column(field) as DayColumn;
  }

  /** A quantity of every record, in any of the windows in which it is asked for. */
  quantity(of: Quantity, windows: readonly Window[]): QuantityColumn {
    const extremes = isPeriodic(of) ? extremesOf(windows) : [];
    return remembered(this.#quantities, JSON.stringify([of, extremes]), () => this.#measure(of, extremes));
  }

  #measure(of: Quantity, windows: readonly Window[]): QuantityColumn {
    switch (of.kind) {
      case 'field':
        return fieldQuantity(this.number(of.field));
      case 'product':
        return of.factors.map((factor) => this.#measure(factor, windows)).reduce(productQuantity);
      case 'span': {
        const [from, to] = [of.from, of.to].map((name) =>
          isPeriodDate(name) ? periodEnd(name, windows) : fieldEnd(this.day(name), isOfInstants(of.unit)),
        ) as [SpanEnd, SpanEnd];
        return spanQuantity(of.unit, from, to, this.table.clock);
      }
    }
  }
}

/** Two windows between whose dates those of all windows lie. */
function extremesOf(windows: readonly Window[]): readonly Window[] {
  if (windows.length === 0) return windows;
  const extreme = (of: (...days: number[]) => number): Window =>
    windows.reduce((left, right) => ({
      start: of(left.start, right.start),
      end: of(left.end, right.end),
      known: of(left.known, right.known),
    }));
  return [extreme(Math.min), extreme(Math.max)];
}

/** Days as texts, each with its code. */
function dayCodes({ days, missing }: DayColumn): TextColumn {
  const known = new Map<number, number>();
  const values: string[] = [];
  const codes = days.map((day) => {
    if (day === MISSING_DAY) return -1;
    let code = known.get(day);
    if (code === undefined) {
      code = values.push(formatDay(day)) - 1;
      known.set(day, code);
    }
    return code;
  });
  return { kind: 'text', codes, values, missing };
}

/** What a map holds under a key, made on first use. */
export function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
