import type { Attributes } from '../model/attributes.ts';
import { textAt, textsOf } from '../model/column.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import { decimalText, decimalTextAt, rationalAt } from '../model/decimalText.ts';
import { type DimensionName, dimensionNames, dimensionOf } from '../model/dimension.ts';
import { fieldsOf } from '../model/fields.ts';
import { type DayColumn, MISSING_DAY, type NumberColumn } from '../model/table.ts';
import { columnOf, numberColumnOf, rowsById, tableOf } from '../model/tableOf.ts';
import { subtract } from '../number/rational.ts';
import { formatDay } from '../time/day.ts';
import type { CommissionEvent, EventCredit } from './events.ts';

/** The sources whose records can become events. */
export type SalesEventSource = 'opportunities' | 'orders' | 'credits';

/** What an event takes from its record. */
type EventFields = Pick<CommissionEvent, 'amount' | 'quantity' | 'values' | 'dates' | 'attributes' | 'credits'>;

/** What a record has in a field; undefined where it has nothing. */
type Cell<Value> = (row: number) => Value | undefined;
type Cells<Value> = readonly (readonly [name: string, cell: Cell<Value>])[];

/** The amounts of an event are in one currency whatever that of its record, and the kind of a line of credit is the role. */
const otherwiseTold: readonly DimensionName[] = ['currency', 'kind'];

/**
 * Reads the fields of sales records as fields of events.
 *
 * @param data - what `salesData` returned
 * @param from - the source of the records
 * @param on - the date that credits them, which is none of the other dates
 * @returns the fields of the event that the record of a row becomes; what is missing is left out
 */
export function salesFields(data: SalesData, from: SalesEventSource, on: string): (row: number) => EventFields {
  const amount = numberCell(data, from, 'amount');
  const quantity = numberCell(data, from, 'quantity');
  const values = valueCells(data, from);
  const deal = from === 'credits' ? dealRows(data) : null;
  const dates = deal === null ? dateCells(data, from, on) : through(deal, dateCells(data, 'opportunities', on));
  const attributes = [...(deal === null ? [] : through(deal, ofDeal(data))), ...attributeCells(data, from)];
  const credits = creditCell(data, from);
  return (row) =>
    present({
      amount: amount(row),
      quantity: quantity(row),
      values: collected(values, row),
      dates: collected(dates, row),
      attributes: collected(attributes, row),
      credits: credits(row),
    });
}

function numberCell(data: SalesData, source: SalesEventSource, field: string): Cell<string> {
  const column = numberColumnOf(data, source, field);
  return column === null ? () => undefined : (row) => decimalTextAt(column, row);
}

function valueCells(data: SalesData, source: SalesEventSource): Cells<string> {
  const names = [...fieldsOf(source)].flatMap(([name, { kind }]) =>
    kind === 'amount' && name !== 'amount' ? [name] : [],
  );
  const cells = names.map((name) => [name, numberCell(data, source, name)] as const);
  const amount = numberColumnOf(data, source, 'amount');
  const cost = numberColumnOf(data, source, 'cost');
  return amount === null || cost === null ? cells : [...cells, ['margin', (row) => margin(amount, cost, row)]];
}

function margin(amount: NumberColumn, cost: NumberColumn, row: number): string | undefined {
  const whole = rationalAt(amount, row);
  const part = rationalAt(cost, row);
  return whole === null || part === null ? undefined : decimalText(subtract(whole, part));
}

function dateCells(data: SalesData, source: SalesEventSource, on: string): Cells<string> {
  return [...fieldsOf(source).keys()].flatMap((name) => {
    const column = columnOf(data, source, name);
    return column?.kind === 'day' && name !== on ? [[name, dayCell(column)] as const] : [];
  });
}

function dayCell({ days }: DayColumn): Cell<string> {
  return (row) => (days[row] === MISSING_DAY ? undefined : formatDay(days[row] as number));
}

/** Row of the opportunity of each line of credit; undefined where it has none that is known. */
function dealRows(data: SalesData): Cell<number> {
  const reference = textsOf(tableOf(data, 'credits'), 'opportunityId');
  const rows = rowsById(data, 'opportunities');
  return (row) => rows.get(textAt(reference, row) ?? '');
}

/** What a line of credit has from its opportunity: what it does not have itself. */
function ofDeal(data: SalesData): Cells<string | number | boolean> {
  const own = new Set(dimensionNames.filter((name) => dimensionOf(data, 'credits', name) !== null));
  return attributeCells(data, 'opportunities').filter(([name]) => !own.has(name as never));
}

function through<Value>(rowOf: Cell<number>, cells: Cells<Value>): Cells<Value> {
  return cells.map(([name, cell]) => [
    name,
    (row) => {
      const target = rowOf(row);
      return target === undefined ? undefined : cell(target);
    },
  ]);
}

/** Dimensions, and custom fields as they were given. */
function attributeCells(data: SalesData, source: SalesEventSource): Cells<string | number | boolean> {
  const dimensions = dimensionNames.flatMap((name) => {
    const column = otherwiseTold.includes(name) ? null : dimensionOf(data, source, name);
    return column === null ? [] : [[name, (row: number) => textAt(column, row)] as const];
  });
  const attributes = internalsOf(data, 'salesEvents').attributes.get(source) as Attributes;
  const custom = [...attributes].map(([name, { rows, values }]) => {
    const byRow = new Map(rows.map((row, position) => [row, values[position]]));
    return [`attributes.${name}`, (row: number) => byRow.get(row)] as const;
  });
  if (source !== 'credits') return [...dimensions, ...custom];
  const measure = textsOf(tableOf(data, source), 'measure');
  return [...dimensions, ...custom, ['measure', (row) => textAt(measure, row) ?? 'bookings']];
}

function creditCell(data: SalesData, source: SalesEventSource): Cell<readonly EventCredit[]> {
  const table = tableOf(data, source);
  const owner = textsOf(table, 'ownerId');
  const role = source === 'credits' ? textsOf(table, 'kind') : null;
  return (row) => {
    const payee = textAt(owner, row);
    if (payee === undefined) return undefined;
    return [present({ payee, role: role === null ? undefined : textAt(role, row) })];
  };
}

function collected<Value>(cells: Cells<Value>, row: number): Readonly<Record<string, Value>> | undefined {
  const found: Record<string, Value> = {};
  let isEmpty = true;
  for (const [name, cell] of cells) {
    const value = cell(row);
    if (value === undefined) continue;
    found[name] = value;
    isEmpty = false;
  }
  return isEmpty ? undefined : found;
}

/** Without the fields that are undefined. */
function present<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
