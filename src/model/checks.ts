import { rationalOf, type Scaled, toDecimal } from '../number/decimal.ts';
import { compare, integer, one } from '../number/rational.ts';
import { formatDay } from '../time/day.ts';
import { textAt } from './column.ts';
import { fieldsOf, type GivenSourceName } from './fields.ts';
import { type ScaledValues, scaledAt } from './numberColumn.ts';
import { cell, type PlainRecord } from './plainRecord.ts';
import type { SourceReading } from './readSource.ts';
import { type DayColumn, MISSING_DAY, type TextColumn } from './table.ts';

/** Position of a field in its source. */
export function orderOf(source: GivenSourceName, name: string): number {
  return [...fieldsOf(source).keys()].indexOf(name);
}

/**
 * Refuses records whose fields contradict each other.
 *
 * @param reading - the source as it was read
 * @param currency - the reporting currency
 */
export function checkRecords(reading: SourceReading, currency: string): void {
  switch (reading.source) {
    case 'opportunities':
      checkClosing(reading);
      checkSpan(reading, 'contractStartsOn', 'contractEndsOn');
      break;
    case 'quotas':
      checkSpan(reading, 'startsOn', 'endsOn');
      checkTarget(reading);
      break;
    case 'forecasts':
      checkSpan(reading, 'startsOn', 'endsOn');
      break;
    case 'surveys':
      checkScore(reading);
      break;
    case 'exchangeRates':
      checkRates(reading, currency);
      break;
    default:
  }
}

/** Notes a contradiction after the problems of its field; a record with a flaw in one of the fields at hand was reported already. */
function contradiction(
  reading: SourceReading,
  row: number,
  fields: readonly [string, ...string[]],
  code: string,
  expected: string,
): void {
  const { source, records, problems } = reading;
  const orders = fields.map((name) => orderOf(source, name));
  if (problems.isFlawed(row, orders)) return;
  // A record that is none is flawed as a whole, so there is one here.
  const found = cell(records[row] as PlainRecord, fields[0]);
  problems.note(row, orderOf(source, fields[0]) + 0.5, code, fields[0], found, { expected });
}

function checkClosing(reading: SourceReading): void {
  const { columns, length } = reading;
  const status = columns.get('status') as TextColumn;
  const open = status.values.indexOf('open');
  const created = (columns.get('createdOn') as DayColumn).days;
  const closed = (columns.get('closedOn') as DayColumn | undefined)?.days;
  for (let row = 0; row < length; row++) {
    const end = closed?.[row] ?? MISSING_DAY;
    const start = created[row] as number;
    if (status.codes[row] === open) {
      if (end !== MISSING_DAY) {
        contradiction(reading, row, ['closedOn', 'status'], 'open-with-close-date', 'missing while status is "open"');
      }
    } else if (end === MISSING_DAY) {
      const expected = `a date, because status is "${textAt(status, row)}"`;
      contradiction(reading, row, ['closedOn', 'status'], 'closed-without-date', expected);
    } else if (end < start) {
      const expected = `on or after createdOn (${formatDay(start)})`;
      contradiction(reading, row, ['closedOn', 'createdOn'], 'closed-before-creation', expected);
    }
  }
}

function checkSpan(reading: SourceReading, from: string, until: string): void {
  const starts = (reading.columns.get(from) as DayColumn | undefined)?.days;
  const ends = (reading.columns.get(until) as DayColumn | undefined)?.days;
  if (starts === undefined || ends === undefined) return;
  for (let row = 0; row < reading.length; row++) {
    const start = starts[row] as number;
    const end = ends[row] as number;
    // A date that could not be read is before every other, and reported already.
    if (end > start || start === MISSING_DAY || end === MISSING_DAY) continue;
    contradiction(reading, row, [until, from], 'empty-span', `after ${from} (${formatDay(start)})`);
  }
}

/** A quota says what is to be sold: for how much, how many units, or both. */
function checkTarget(reading: SourceReading): void {
  const amounts = reading.numbers.get('amount');
  const quantities = reading.numbers.get('quantity');
  for (let row = 0; row < reading.length; row++) {
    const isStated = [amounts, quantities].some((values) => values !== undefined && scaledAt(values, row) !== null);
    if (isStated || reading.records[row] === undefined) continue;
    contradiction(
      reading,
      row,
      ['amount', 'quantity'],
      'quota-without-target',
      'a decimal number, because quantity is missing',
    );
  }
}

function checkScore(reading: SourceReading): void {
  const kind = reading.columns.get('kind') as TextColumn;
  const scores = reading.numbers.get('score') as ScaledValues;
  const scales = reading.numbers.get('scale');
  const ten = integer(10);
  for (let row = 0; row < reading.length; row++) {
    const score = scaledAt(scores, row);
    if (score === null) continue;
    const scale = scales === undefined ? null : scaledAt(scales, row);
    const isNps = textAt(kind, row) === 'nps';
    if (isNps && compare(rationalOf(score), ten) > 0) {
      contradiction(reading, row, ['score', 'kind'], 'score-above-scale', 'from 0 to 10 for "nps"');
    } else if (scale !== null && compare(rationalOf(score), rationalOf(scale)) > 0) {
      contradiction(reading, row, ['score', 'scale'], 'score-above-scale', `at most scale (${shown(scale)})`);
    }
  }
}

function shown(value: Scaled): string {
  return toDecimal(rationalOf(value)).toString();
}

function checkRates(reading: SourceReading, currency: string): void {
  const from = reading.columns.get('from') as TextColumn;
  const to = reading.columns.get('to') as TextColumn | undefined;
  const on = (reading.columns.get('on') as DayColumn).days;
  const rates = reading.numbers.get('rate') as ScaledValues;
  const rows = new Map<string, number>();
  for (let row = 0; row < reading.length; row++) {
    const rate = scaledAt(rates, row);
    const source = textAt(from, row);
    const target = (to === undefined ? undefined : textAt(to, row)) ?? currency;
    if (rate === null || source === undefined || on[row] === MISSING_DAY) continue;
    if (source === target && compare(rationalOf(rate), one) !== 0) {
      contradiction(reading, row, ['rate'], 'rate-to-itself', `1 from ${source} to itself`);
    }
    const key = `${source} ${target} ${on[row]}`;
    const earlier = rows.get(key);
    if (earlier === undefined) {
      rows.set(key, row);
      continue;
    }
    const other = scaledAt(rates, earlier);
    if (other !== null && compare(rationalOf(other), rationalOf(rate)) === 0) continue;
    contradiction(
      reading,
      row,
      ['rate'],
      'duplicate-rate',
      `that of exchangeRates[${earlier}], which is for the same day`,
    );
  }
}
