import { one, type Rational } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import { EventTable } from './eventTable.ts';
import type { ReadCredit, ReadEvent } from './inputData.ts';
import type { Problems } from './problems.ts';
import { RecordReader } from './recordReader.ts';
import { UsualEvents } from './usualEvents.ts';

const eventFields = [
  'id',
  'kind',
  'on',
  'sequence',
  'knownAt',
  'cancelled',
  'amount',
  'currency',
  'quantity',
  'values',
  'dates',
  'attributes',
  'credits',
  'reverses',
  'pays',
];
const creditFields = new Set(['payee', 'role', 'share']);
/** Names of values that measures read elsewhere. */
const takenValues = new Set(['amount', 'quantity', 'count']);
/** Names of dates that instalments read elsewhere. */
const takenDates = new Set(['event', 'cash', 'cash-complete']);

/** The events that could be read, and what stands in all of them. */
export interface EventReading {
  readonly events: EventTable;
  readonly reader: RecordReader;
  /** Ids of the events that could not be read. */
  readonly flawedIds: ReadonlySet<string>;
}

/**
 * Reads the versions of all events, each by itself.
 *
 * Millions of events pass here, so it is written by hand, what most events lack is one empty object for all of them, and those that have
 * nothing unusual and no flaw are read at once, into columns.
 *
 * @param problems - takes the problems
 * @param given - the list as the user gave it
 */
export function readEvents(problems: Problems, given: unknown): EventReading {
  const reader = new RecordReader(problems, 'events', eventFields);
  const flawedIds = new Set<string>();
  const readCredit = (): ReadCredit => ({
    payee: reader.text('payee'),
    role: reader.optionalText('role') ?? 'owner',
    share: reader.optionalDecimal('share', 'share') ?? one,
  });
  const readNumber = (value: unknown, path: string): Rational => reader.decimalOf(path, value);
  const readDay = (value: unknown, path: string): Day => reader.dayOf(path, value);
  const readAttribute = (value: unknown, path: string): string | number | boolean | undefined => {
    const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    if (isPlain) return value as string | number | boolean;
    reader.refuse(path, 'text, a number, true or false', value);
    return undefined;
  };
  const length = reader.lengthOf(given, true);
  const events = new EventTable(length);
  const read = (): ReadEvent => {
    const before = problems.total;
    const id = reader.text('id');
    const on = reader.day('on');
    const event: ReadEvent = {
      id,
      kind: reader.optionalText('kind') ?? 'sale',
      on,
      sequence: sequenceOf(reader),
      knownAt: reader.optionalDay('knownAt', on),
      isCancelled: reader.flag('cancelled'),
      amount: reader.optionalDecimal('amount'),
      currency: reader.optionalCurrency('currency'),
      quantity: reader.optionalDecimal('quantity'),
      values: reader.map('values', readNumber),
      dates: reader.map('dates', readDay),
      attributes: reader.map('attributes', readAttribute),
      credits: reader.nested('credits', creditFields, readCredit),
      reverses: reader.optionalText('reverses'),
      pays: reader.optionalText('pays'),
    };
    checkEvent(reader, event);
    if (problems.total > before) flawedIds.add(id);
    return event;
  };
  reader.readEach(given, length, new UsualEvents(events).take, read, (event) => events.keep(event, reader.row));
  return { events, reader, flawedIds };
}

function sequenceOf(reader: RecordReader): number {
  const value = reader.value('sequence');
  if (value === undefined) return 0;
  // Adding zero turns minus zero into zero.
  if (Number.isSafeInteger(value)) return (value as number) + 0;
  reader.refuse('sequence', 'a whole number', value);
  return 0;
}

/** What the fields of an event say of each other. */
function checkEvent(reader: RecordReader, event: ReadEvent): void {
  for (const name of event.values.keys())
    if (takenValues.has(name))
      reader.note(`values.${name}`, `is not a value of its own: a measure of ${name} does not read it there`);
  for (const name of event.dates.keys())
    if (takenDates.has(name))
      reader.note(`dates.${name}`, `is not a date of its own: an instalment on ${name} does not read it there`);
  const { credits } = event;
  for (let index = 1; index < credits.length; index++) checkCreditedOnce(reader, credits, index);
  if (event.reverses !== null) checkReversal(reader, event);
  if (event.pays !== null) checkPayment(reader, event);
}

function checkCreditedOnce(reader: RecordReader, credits: readonly ReadCredit[], index: number): void {
  const { payee, role } = credits[index] as ReadCredit;
  for (let earlier = 0; earlier < index; earlier++) {
    const other = credits[earlier];
    if (other?.payee !== payee || other.role !== role) continue;
    reader.note(
      `credits[${index}]`,
      `credits ${JSON.stringify(payee)} as ${role}, as credits[${earlier}] does`,
      'duplicate-id',
    );
    return;
  }
}

function checkReversal(reader: RecordReader, event: ReadEvent): void {
  if (event.pays !== null)
    reader.note('pays', 'cannot stand beside reverses: an event takes another one back or pays for it');
  if (event.credits.length > 0)
    reader.note('credits', 'must be left out beside reverses: a reversal takes the credits of what it reverses');
  for (const name of ['amount', 'quantity'] as const) {
    const part = event[name];
    if (part !== null && part.numerator <= 0n) reader.refuse(name, 'more than 0 beside reverses', reader.value(name));
  }
  if (event.reverses === event.id) reader.refuse('reverses', 'the id of another event', event.reverses);
}

function checkPayment(reader: RecordReader, event: ReadEvent): void {
  if (event.credits.length > 0) reader.note('credits', 'must be left out beside pays: cash credits nobody');
  if (event.amount === null && !event.isCancelled)
    reader.refuse('amount', 'the amount of the payment beside pays', undefined);
  if (event.pays === event.id) reader.refuse('pays', 'the id of another event', event.pays);
}
