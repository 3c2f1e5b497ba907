import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SalesData } from '../../src/model/dataset.ts';
import { dimensionNames, dimensionOf } from '../../src/model/dimension.ts';
import { fieldsOf, sourceNames } from '../../src/model/fields.ts';
import { type Column, MISSING_DAY } from '../../src/model/table.ts';
import { tableOf } from '../../src/model/tableOf.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import { type Book, bookOf, dimension, type Entry, entriesOf } from '../oracles/kpiBook.ts';
import { columnValues } from './columnValues.ts';

type Fraction = readonly [numerator: bigint, denominator: bigint];

function lowest([numerator, denominator]: Fraction): string {
  let [left, right] = [numerator < 0n ? -numerator : numerator, denominator];
  while (right !== 0n) [left, right] = [right, left % right];
  return `${numerator / left}/${denominator / left}`;
}

/** The value of a row exactly: a fraction, a day with its time, or a text. */
function readIn(column: Column, row: number): string | null {
  switch (column.kind) {
    case 'number': {
      const wide = column.wide.get(row);
      if (wide !== undefined) return lowest([wide.numerator, wide.denominator]);
      const units = column.units[row] as number;
      return Number.isNaN(units) ? null : lowest([BigInt(units), 10n ** BigInt(column.scale)]);
    }
    case 'day': {
      const day = column.days[row] as number;
      const time = column.times?.[row] ?? Number.NaN;
      return day === MISSING_DAY ? null : `${day} ${Number.isNaN(time) ? '' : time}`;
    }
    case 'text':
      return column.values[column.codes[row] as number] ?? null;
  }
}

/** The same, as the oracle has it. */
function expectedIn(entry: Entry, kind: Column['kind'], field: string): string | null {
  switch (kind) {
    case 'number': {
      const value = entry.numbers.get(field);
      return value === undefined ? null : lowest(value);
    }
    case 'day': {
      const moment = entry.moments.get(field);
      return moment === undefined ? null : `${moment.day} ${moment.time ?? ''}`;
    }
    case 'text':
      return entry.texts.get(field) ?? null;
  }
}

function fieldsRead(data: SalesData): unknown {
  return sourceNames.map((source) => {
    const table = tableOf(data, source);
    return Array.from({ length: table.length }, (_, row) =>
      [...fieldsOf(source).keys()].map(
        (field) => `${source}.${field} ${readIn(table.columns.get(field) as Column, row)}`,
      ),
    );
  });
}

function fieldsExpected(data: SalesData, book: Book): unknown {
  return sourceNames.map((source) => {
    const { columns } = tableOf(data, source);
    return entriesOf(book, source).map((entry) =>
      [...fieldsOf(source).keys()].map(
        (field) => `${source}.${field} ${expectedIn(entry, (columns.get(field) as Column).kind, field)}`,
      ),
    );
  });
}

describe('what salesData makes of random records', () => {
  const sizes = { opportunities: 6, stageChanges: 8, others: 4, activities: 6 };

  it('has every field as they are read one by one, converted and worked out', () => {
    fc.assert(
      fc.property(salesRows(sizes), (rows) => {
        const data = readRows(rows);
        expect(fieldsRead(data)).toEqual(fieldsExpected(data, bookOf(rows)));
      }),
      { numRuns: 60 },
    );
  });

  it('has every dimension as it is found record by record', () => {
    fc.assert(
      fc.property(salesRows(sizes), (rows) => {
        const data = readRows(rows);
        const book = bookOf(rows);
        for (const source of sourceNames) {
          for (const name of dimensionNames) {
            const column = dimensionOf(data, source, name);
            if (column === null) continue;
            const expected = entriesOf(book, source).map((entry) => dimension(book, source, entry, name));
            expect(columnValues(column), `${source} by ${name}`).toEqual(expected);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
