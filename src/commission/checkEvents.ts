import { showValue } from '../errors.ts';
import { add, compare, divide, isZero, one, type Rational, zero } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { ReadEvent } from './inputData.ts';
import { byEventOrder } from './known.ts';
import type { EventReading } from './readEvents.ts';
import type { RecordReader } from './recordReader.ts';

/**
 * Checks what events say of each other: versions of one event, reversals and payments.
 *
 * @param reading - all events
 * @param knownAt - the day as of which events are known
 * @returns of each event the latest version that is known, none where that one says that the event never was; in no order
 */
export function checkEvents(reading: EventReading, knownAt: Day): readonly ReadEvent[] {
  const versions = latestVersions(reading, knownAt);
  const reversals = new Map<string, ReadEvent[]>();
  const { items, rows, reader } = reading;
  const isEachOnce = versions.size === items.length;
  const found: ReadEvent[] = [];
  for (let index = 0; index < items.length; index++) {
    const event = items[index] as ReadEvent;
    const isKnown = event.knownAt <= knownAt && !event.isCancelled && (isEachOnce || versions.get(event.id) === event);
    if (isKnown) found.push(event);
    const field = event.reverses !== null ? 'reverses' : 'pays';
    const id = event[field];
    if (id === null) continue;
    reader.row = rows[index] as number;
    const target = versions.get(id);
    if (target === undefined && !reading.flawedIds.has(id))
      reader.refuse(field, 'the id of an event', id, 'unknown-name');
    if (!isKnown || target === undefined || target.knownAt > knownAt || target.isCancelled) continue;
    checkTarget(reader, field, event, target);
    if (field === 'reverses') keep(reversals, id, event);
  }
  for (const [id, parts] of reversals) checkParts(reading, versions.get(id) as ReadEvent, parts);
  return found;
}

/** Of each event the latest version that is known on a day, or else any; two versions of one day are a problem. */
function latestVersions(reading: EventReading, knownAt: Day): ReadonlyMap<string, ReadEvent> {
  const latest = new Map<string, ReadEvent>();
  for (const event of reading.items) latest.set(event.id, event);
  if (latest.size === reading.items.length) return latest;
  latest.clear();
  const repeated = new Set<string>();
  for (const event of reading.items) {
    const other = latest.get(event.id);
    if (other !== undefined) repeated.add(event.id);
    if (other === undefined || other.knownAt > knownAt || (event.knownAt <= knownAt && event.knownAt > other.knownAt))
      latest.set(event.id, event);
  }
  checkVersions(reading, repeated);
  return latest;
}

function checkVersions({ items, rows, reader }: EventReading, repeated: ReadonlySet<string>): void {
  const seen = new Map<string, Map<Day, number>>();
  for (const [index, { id, knownAt }] of items.entries()) {
    if (!repeated.has(id)) continue;
    const days = seen.get(id) ?? new Map<Day, number>();
    const row = rows[index] as number;
    const earlier = days.get(knownAt);
    reader.row = row;
    if (earlier !== undefined)
      reader.note(
        '',
        `must differ in knownAt from events[${earlier}], the version of the event that became known on ${formatDay(knownAt)} too`,
        'duplicate-id',
      );
    days.set(knownAt, row);
    seen.set(id, days);
  }
}

/** Checks that a reversal or a payment can be one of the event that it names. */
function checkTarget(reader: RecordReader, field: 'reverses' | 'pays', event: ReadEvent, target: ReadEvent): void {
  const kind = target.reverses !== null ? 'a reversal' : target.pays !== null ? 'a payment' : null;
  if (kind !== null) {
    reader.note(field, `names ${showValue(target.id)}, which is ${kind} itself`);
    return;
  }
  if (event.currency !== null && target.currency !== null && event.currency !== target.currency)
    reader.refuse('currency', `${target.currency}, the currency of event ${showValue(target.id)}`, event.currency);
  if (field === 'pays') return;
  if (event.on < target.on)
    reader.refuse(
      'on',
      `on or after ${formatDay(target.on)}, the date of event ${showValue(target.id)}, which it reverses`,
      formatDay(event.on),
    );
  else if (byEventOrder(event, target) < 0)
    reader.note(
      'sequence',
      `must bring the reversal after event ${showValue(target.id)}, which it reverses on the same day`,
    );
  const name = partName(event);
  if (name !== null && (target[name] === null || isZero(target[name])))
    reader.note(name, `states a part of event ${showValue(target.id)}, which has no ${name}`, 'missing');
}

/** The field by which a reversal states its part; null where it takes back all that is left. */
function partName({ amount, quantity }: ReadEvent): 'amount' | 'quantity' | null {
  return amount !== null ? 'amount' : quantity !== null ? 'quantity' : null;
}

/** Checks that reversals take back no more than there was. */
function checkParts({ reader, items, rows }: EventReading, target: ReadEvent, reversals: ReadEvent[]): void {
  let taken: Rational = zero;
  for (const reversal of reversals.sort(byEventOrder)) {
    const name = partName(reversal);
    const whole = name === null ? null : target[name];
    const part = name === null ? null : reversal[name];
    // One without a part takes what is left, whatever that is.
    if (whole === null || part === null || isZero(whole)) continue;
    taken = add(taken, divide(part, whole));
    if (compare(taken, one) <= 0) continue;
    reader.row = rows[items.indexOf(reversal)] as number;
    reader.note(
      name ?? '',
      `takes back more than is left of event ${showValue(target.id)}: with it the parts add up to more than the whole`,
    );
    return;
  }
}

function keep(map: Map<string, ReadEvent[]>, id: string, event: ReadEvent): void {
  const events = map.get(id);
  if (events === undefined) map.set(id, [event]);
  else events.push(event);
}
