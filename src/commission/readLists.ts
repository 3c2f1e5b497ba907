import type { Day } from '../time/day.ts';
import type { ReadAdjustment, ReadQuota, ReadRate, ReadReportingLine, ReadScore } from './inputData.ts';
import type { Problems } from './problems.ts';
import { type ReadRecords, RecordReader } from './recordReader.ts';

/** Records of one list, and the reader by which more is said of them. */
export interface ListReading<T> extends ReadRecords<T> {
  readonly reader: RecordReader;
}

/** Known from the beginning. */
const always: Day = Number.NEGATIVE_INFINITY;

/** Reads quotas, each by itself. */
export function readQuotas(problems: Problems, given: unknown): ListReading<ReadQuota> {
  const fields = ['payee', 'plan', 'measure', 'from', 'to', 'amount', 'currency', 'knownAt'];
  return readList(problems, 'quotas', fields, given, (reader) => ({
    payee: reader.optionalText('payee'),
    plan: reader.optionalText('plan'),
    measure: reader.text('measure'),
    ...reader.span('none'),
    amount: reader.decimal('amount', 'not-negative'),
    currency: reader.optionalCurrency('currency'),
    knownAt: reader.optionalDay('knownAt', always),
  }));
}

/** Reads scores, each by itself. */
export function readScores(problems: Problems, given: unknown): ListReading<ReadScore> {
  return readList(problems, 'scores', ['payee', 'measure', 'on', 'value', 'knownAt'], given, (reader) => ({
    payee: reader.optionalText('payee'),
    measure: reader.text('measure'),
    on: reader.day('on'),
    value: reader.decimal('value'),
    knownAt: reader.optionalDay('knownAt', always),
  }));
}

/** Reads reporting lines. That nobody reports to themselves by way of others is found where the hierarchy is read, since it depends on the day. */
export function readReportingLines(problems: Problems, given: unknown): ListReading<ReadReportingLine> {
  return readList(problems, 'reportingLines', ['payee', 'manager', 'from', 'to'], given, (reader) => {
    const line = { payee: reader.text('payee'), manager: reader.text('manager'), ...reader.span('both') };
    if (line.payee !== '' && line.payee === line.manager)
      reader.refuse('manager', 'somebody else than the payee', line.manager);
    return line;
  });
}

/** Reads rates of exchange; one of a pair and a day is all there can be. */
export function readRates(problems: Problems, given: unknown): ListReading<ReadRate> {
  const reading = readList(problems, 'rates', ['from', 'to', 'on', 'rate'], given, (reader): ReadRate => {
    const rate = {
      from: reader.currency('from'),
      to: reader.currency('to'),
      on: reader.day('on'),
      rate: reader.decimal('rate', 'positive'),
    };
    if (rate.from !== '' && rate.from === rate.to) reader.refuse('to', 'another currency than from', rate.to);
    return rate;
  });
  checkOnce(reading, ({ from, to, on }) => `${from} ${to} ${on}`, 'a rate of the same currencies on the same day');
  return reading;
}

/** Reads adjustments, each by itself. */
export function readAdjustments(problems: Problems, given: unknown): ListReading<ReadAdjustment> {
  const fields = ['id', 'payee', 'on', 'amount', 'currency', 'reason', 'author', 'knownAt'];
  const reading = readList(problems, 'adjustments', fields, given, (reader): ReadAdjustment => {
    const on = reader.day('on');
    return {
      id: reader.text('id'),
      payee: reader.text('payee'),
      on,
      amount: reader.decimal('amount'),
      currency: reader.optionalCurrency('currency'),
      reason: reader.sentence('reason'),
      author: reader.optionalText('author'),
      knownAt: reader.optionalDay('knownAt', on),
    };
  });
  checkOnce(
    reading,
    ({ id, knownAt }) => `${knownAt} ${id}`,
    'a version of the same adjustment that became known on the same day',
  );
  return reading;
}

/** Refuses records of which an earlier one has the same key. */
export function checkOnce<T>({ items, rows, reader }: ListReading<T>, keyOf: (item: T) => string, what: string): void {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const row = rows[index] as number;
    const earlier = seen.get(key);
    reader.row = row;
    if (earlier === undefined) seen.set(key, row);
    else reader.note('', `repeats ${reader.source}[${earlier}], which is ${what}`, 'duplicate-id');
  }
}

/** Reads a list that may be missing. */
export function readList<T extends object>(
  problems: Problems,
  source: string,
  fields: readonly string[],
  given: unknown,
  read: (reader: RecordReader) => T,
  isRequired = false,
): ListReading<T> {
  const reader = new RecordReader(problems, source, fields);
  return { ...reader.readAll(given, isRequired, () => read(reader)), reader };
}
