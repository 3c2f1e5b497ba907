import type { Day } from '../time/day.ts';
import { orderOf } from './checks.ts';
import { textAt } from './column.ts';
import { ConstantRates } from './constantRates.ts';
import { missingDays } from './dayColumn.ts';
import { convertAmounts, ExchangeRates } from './exchange.ts';
import { fieldsOf, type GivenSourceName } from './fields.ts';
import { numberColumn, type ScaledValues } from './numberColumn.ts';
import { completeColumns, type SourceReading } from './readSource.ts';
import type { Column, DayColumn, Table, TextColumn } from './table.ts';
import { constantText, missingText, TextColumnBuilder } from './textColumn.ts';

/** The date that decides the rate of an amount: the first one known. None for amounts that hold now, to which the latest rate applies. */
const conversionDates: Readonly<Partial<Record<GivenSourceName, readonly string[]>>> = {
  opportunities: ['closedOn', 'createdOn'],
  stageChanges: ['changedOn'],
  quotas: ['startsOn'],
  expenses: ['spentOn'],
  orders: ['orderedOn'],
  subscriptions: ['effectiveOn'],
  trainings: ['completedOn', 'dueOn', 'assignedOn'],
  forecasts: ['submittedOn'],
  reps: [],
  credits: ['creditedOn'],
  commissions: ['earnedOn'],
};

type Readings = ReadonlyMap<GivenSourceName, SourceReading>;

/** What brings amounts to the reporting currency. */
export interface Rates {
  /** The reporting currency. */
  readonly currency: string;
  readonly dated: ExchangeRates;
  /** The day of the constant rates; null for the latest rate of each currency. */
  readonly constantOn: Day | null;
}

/** The sources as tables, and what is wrong with the day of the constant rates. */
export interface ConvertedSources {
  readonly tables: ReadonlyMap<GivenSourceName, Table>;
  /** Currencies of amounts that have a rate, but none on or before the day of the constant rates. */
  readonly withoutConstantRate: readonly string[];
}

/**
 * Makes tables of what was read: amounts in the reporting currency, numbers at a common scale.
 *
 * @param readings - all sources as they were read; their numbers are used up
 * @param rates - the reporting currency and the rates to it, or null when it is not known, so that nothing is converted
 * @param known - tables of sources that were made before
 */
export function convertSources(
  readings: Readings,
  rates: Rates | null,
  known: ReadonlyMap<GivenSourceName, Table>,
): ConvertedSources {
  const tables = new Map<GivenSourceName, Table>();
  const constant = rates === null ? null : new ConstantRates(rates.currency, rates.dated, rates.constantOn);
  for (const [source, reading] of readings) {
    const made = known.get(source);
    if (made !== undefined) {
      tables.set(source, made);
      continue;
    }
    const dates = conversionDates[source];
    let atConstantRates: ScaledValues | null = null;
    if (dates !== undefined && rates !== null) {
      const { currency, dated } = rates;
      const currencies = currenciesOf(reading, readings, currency);
      reading.columns.set('currency', currencies);
      const amounts = reading.numbers.get('amount');
      if (hasConstantRates(source) && amounts !== undefined) {
        atConstantRates = constant?.convert(amounts, currencies) ?? null;
      }
      convertAmounts(amountsOf(reading), {
        currency,
        rates: dated,
        currencies,
        dates: dates.map((name) => ({ name, order: orderOf(source, name), days: daysIn(reading, name).days })),
        order: orderOf(source, 'currency'),
        problems: reading.problems,
        isReported: readings.get('exchangeRates')?.problems.total === 0,
      });
    }
    tables.set(source, tableOf(reading, atConstantRates));
  }
  return { tables, withoutConstantRate: [...(constant?.lacking ?? [])] };
}

function hasConstantRates(source: GivenSourceName): boolean {
  return fieldsOf(source).has('amountAtConstantRates');
}

/** The rates of exchange among what was read. */
export function ratesIn(readings: Readings, currency: string, constantOn: Day | null): Rates {
  const { columns, numbers, length } = readings.get('exchangeRates') as SourceReading;
  const dated = new ExchangeRates(currency, {
    from: columns.get('from') as TextColumn,
    to: (columns.get('to') as TextColumn | undefined) ?? missingText(length),
    on: columns.get('on') as DayColumn,
    rate: numbers.get('rate') as ScaledValues,
  });
  return { currency, dated, constantOn };
}

function amountsOf({ source, numbers }: SourceReading): ScaledValues[] {
  const amounts: ScaledValues[] = [];
  for (const [name, values] of numbers) {
    if (fieldsOf(source).get(name)?.kind === 'amount') amounts.push(values);
  }
  return amounts;
}

function daysIn(reading: SourceReading, name: string): DayColumn {
  return (reading.columns.get(name) as DayColumn | undefined) ?? missingDays(reading.length);
}

/** Currency of each record: its own, for a change else that of its opportunity, else the reporting currency. */
function currenciesOf(reading: SourceReading, readings: Readings, currency: string): TextColumn {
  const own = reading.columns.get('currency') as TextColumn | undefined;
  const opportunities = reading.source === 'stageChanges' ? readings.get('opportunities') : undefined;
  const theirs = opportunities?.columns.get('currency') as TextColumn | undefined;
  if (own === undefined && theirs === undefined) return constantText(reading.length, currency);
  if (own?.missing === 0) return own;
  const reference = reading.columns.get('opportunityId') as TextColumn | undefined;
  const builder = new TextColumnBuilder(reading.length);
  for (let row = 0; row < reading.length; row++) {
    let code = own === undefined ? undefined : textAt(own, row);
    if (code === undefined && theirs !== undefined && reference !== undefined) {
      code = textAt(theirs, opportunities?.rows.get(textAt(reference, row) ?? '') ?? -1);
    }
    builder.set(row, code ?? currency);
  }
  return builder.finish();
}

function tableOf({ source, length, columns, numbers }: SourceReading, atConstantRates: ScaledValues | null): Table {
  const all = new Map<string, Column>(columns);
  for (const [name, values] of numbers) all.set(name, numberColumn(values));
  const amount = all.get('amount');
  if (hasConstantRates(source) && amount !== undefined) {
    // Amounts that are all in the reporting currency are the same at every rate.
    all.set('amountAtConstantRates', atConstantRates === null ? amount : numberColumn(atConstantRates));
  }
  const complete = completeColumns(source, length, all);
  return new SourceTable(source, length, complete);
}

class SourceTable implements Table {
  readonly source: GivenSourceName;
  readonly length: number;
  readonly columns: ReadonlyMap<string, Column>;
  #ids: readonly string[] | undefined;

  constructor(source: GivenSourceName, length: number, columns: ReadonlyMap<string, Column>) {
    this.source = source;
    this.length = length;
    this.columns = columns;
  }

  // Sources whose records are rarely named would otherwise pay for names that nobody asks for.
  get ids(): readonly string[] {
    this.#ids ??= this.#names();
    return this.#ids;
  }

  #names(): readonly string[] {
    const column = this.columns.get('id');
    if (column?.kind === 'text' && column.missing === 0 && column.values.length === this.length) return column.values;
    return Array.from(
      { length: this.length },
      (_, row) => (column?.kind === 'text' ? textAt(column, row) : undefined) ?? `${this.source}[${row}]`,
    );
  }
}
