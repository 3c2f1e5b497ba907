import { type AttributeColumns, attributeColumns } from './attributes.ts';
import { textAt, textsOf } from './column.ts';
import { internalsOf, type SalesData } from './dataset.ts';
import type { GivenSourceName, SourceName } from './fields.ts';
import { opportunityHistory } from './opportunityHistory.ts';
import { RowIndex, type RowsById } from './rowsById.ts';
import { stageVisits } from './stageVisits.ts';
import type { Column, NumberColumn, Table } from './table.ts';

/**
 * The records of a source, laid out by column. The derived sources are worked out on first use.
 *
 * @param data - what `salesData` returned
 * @param source - name of a source; one that was not given is empty
 * @returns its table
 * @throws SalesMetricsError `invalid-argument` when `data` is something else
 */
export function tableOf(data: SalesData, source: SourceName): Table {
  const { given, derived } = internalsOf(data, 'tableOf');
  let table = given.get(source as GivenSourceName) ?? derived.get(source);
  if (table === undefined) {
    table = derive(data, source);
    derived.set(source, table);
  }
  return table;
}

function derive(data: SalesData, source: SourceName): Table {
  const opportunities = tableOf(data, 'opportunities');
  const changes = tableOf(data, 'stageChanges');
  const rows = rowsById(data, 'opportunities');
  const { stages } = internalsOf(data, 'tableOf');
  const derived = source === 'stageVisits' ? stageVisits : opportunityHistory;
  return derived(opportunities, changes, rows, stages);
}

/**
 * One field of a source, custom fields included.
 *
 * @param data - what `salesData` returned
 * @param source - name of a source
 * @param field - name of a field, or `attributes.<name>`
 * @returns its column, or null when the source has no such field; a custom field that no record has is a column without values
 */
export function columnOf(data: SalesData, source: SourceName, field: string): Column | null {
  const own = tableOf(data, source).columns.get(field);
  if (own !== undefined) return own;
  return field.startsWith('attributes.') ? attributeOf(data, source, field.slice('attributes.'.length)).text : null;
}

/**
 * One field of a source as numbers.
 *
 * @param data - what `salesData` returned
 * @param source - name of a source
 * @param field - name of an amount or a number, or `attributes.<name>`
 * @returns its column, or null when the source has no such field or some value of the custom field is no number
 */
export function numberColumnOf(data: SalesData, source: SourceName, field: string): NumberColumn | null {
  const own = tableOf(data, source).columns.get(field);
  if (own !== undefined) return own.kind === 'number' ? own : null;
  return field.startsWith('attributes.') ? attributeOf(data, source, field.slice('attributes.'.length)).number : null;
}

function attributeOf(data: SalesData, source: SourceName, name: string): AttributeColumns {
  const { attributes, attributeColumns: kept } = internalsOf(data, 'tableOf');
  const key = `${source} ${name}`;
  let columns = kept.get(key);
  if (columns === undefined) {
    const table = tableOf(data, source);
    const values = attributes.get(source as GivenSourceName)?.get(name);
    const origin = table.columns.get('opportunityId');
    // Records of a derived source have the custom fields of their opportunity.
    const isDerived = source === 'opportunityHistory' || source === 'stageVisits';
    columns =
      isDerived && origin?.kind === 'text'
        ? attributeColumns(attributes.get('opportunities')?.get(name), table.length, rowsOfOpportunity(data, origin))
        : attributeColumns(values, table.length, null);
    kept.set(key, columns);
  }
  return columns;
}

function rowsOfOpportunity(data: SalesData, origin: { codes: Int32Array; values: readonly string[] }): Int32Array {
  const rows = rowsById(data, 'opportunities');
  return origin.codes.map((code) => rows.get(origin.values[code] as string) as number);
}

/** Row of each record of a source by its id; records without an id are not in it. */
export function rowsById(data: SalesData, source: SourceName): RowsById {
  const { rowsById: kept } = internalsOf(data, 'rowsById');
  let rows = kept.get(source);
  if (rows === undefined) {
    rows = indexById(tableOf(data, source));
    kept.set(source, rows);
  }
  return rows;
}

function indexById(table: Table): RowsById {
  const rows = new RowIndex(table.length);
  const column = textsOf(table, 'id');
  for (let row = 0; row < table.length; row++) {
    const id = textAt(column, row);
    if (id !== undefined) rows.add(id, row);
  }
  return rows;
}
