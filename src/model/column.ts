import { pickDays } from './dayColumn.ts';
import { pickNumbers } from './numberColumn.ts';
import { type Column, type DayColumn, MISSING_DAY, type Table, type TextColumn } from './table.ts';
import { pickText } from './textColumn.ts';

/** Whether a row of a column has a value. */
export function hasValue(column: Column, row: number): boolean {
  switch (column.kind) {
    case 'text':
      return (column.codes[row] as number) >= 0;
    case 'day':
      return column.days[row] !== MISSING_DAY;
    case 'number':
      return !Number.isNaN(column.units[row]) || column.wide.has(row);
  }
}

/** The rows of a column picked by position. */
export function pickRows(column: Column, rows: Int32Array): Column {
  switch (column.kind) {
    case 'text':
      return pickText(column, rows);
    case 'day':
      return pickDays(column, rows);
    case 'number':
      return pickNumbers(column, rows);
  }
}

/** The text of a row, or undefined. */
export function textAt(column: TextColumn, row: number): string | undefined {
  return column.values[column.codes[row] as number];
}

/** A day column of a table that is known to have one. */
export function daysOf(table: Table, field: string): DayColumn {
  return table.columns.get(field) as DayColumn;
}

/** A text column of a table that is known to have one. */
export function textsOf(table: Table, field: string): TextColumn {
  return table.columns.get(field) as TextColumn;
}
