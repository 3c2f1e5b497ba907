import { showValue } from '../errors.ts';
import { TextPositions } from '../model/textPositions.ts';
import { add, compare, divide, isZero, one, type Rational, zero } from '../number/rational.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { KnownEvents } from './eventTable.ts';
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
export function checkEvents(reading: EventReading, knownAt: Day): KnownEvents {
  const { events, reader } = reading;
  const { ids, length } = events;
  const versions = latestVersions(reading, knownAt);
  const reversals = new Map<number, number[]>();
  const isEachOnce = versions.size === length;
  const isKnown = (position: number): boolean =>
    events.knownAt(position) <= knownAt &&
    events.keptAt(position)?.isCancelled !== true &&
    (isEachOnce || versions.get(ids[position] as string) === position);
  const everything = new Int32Array(length);
  for (let position = 0; position < length; position++) everything[position] = position;
  for (const position of events.kept(everything)) {
    const event = events.at(position);
    const field = event.reverses !== null ? 'reverses' : 'pays';
    const id = event[field];
    if (id === null) continue;
    reader.row = events.rowOf(position);
    const version = versions.get(id);
    if (version === undefined) {
      if (!reading.flawedIds.has(id)) reader.refuse(field, 'the id of an event', id, 'unknown-name');
      continue;
    }
    const target = events.at(version);
    if (!isKnown(position) || target.knownAt > knownAt || target.isCancelled) continue;
    checkTarget(reader, field, event, target);
    if (field === 'reverses') keep(reversals, version, position);
  }
  for (const [version, parts] of reversals) checkParts(reading, events.at(version), parts);
  return { table: events, positions: events.where(everything, isKnown) };
}

/** Positions of events by their ids. */
interface PositionsById {
  readonly size: number;
  get(id: string): number | undefined;
}

/** Of each event the latest version that is known on a day, or else any; two versions of one day are a problem. */
function latestVersions(reading: EventReading, knownAt: Day): PositionsById {
  const { events } = reading;
  const { ids, length } = events;
  const first = new TextPositions(ids, length);
  for (let position = 0; position < length; position++) first.add(position);
  if (first.size === length) return first;
  const latest = new Map<string, number>();
  const repeated = new Set<string>();
  for (let position = 0; position < length; position++) {
    const id = ids[position] as string;
    const other = latest.get(id);
    if (other !== undefined) repeated.add(id);
    const known = events.knownAt(position);
    const otherKnown = other === undefined ? 0 : events.knownAt(other);
    if (other === undefined || otherKnown > knownAt || (known <= knownAt && known > otherKnown))
      latest.set(id, position);
  }
  checkVersions(reading, repeated);
  return latest;
}

function checkVersions({ events, reader }: EventReading, repeated: ReadonlySet<string>): void {
  const seen = new Map<string, Map<Day, number>>();
  for (let position = 0; position < events.length; position++) {
    const id = events.ids[position] as string;
    if (!repeated.has(id)) continue;
    const days = seen.get(id) ?? new Map<Day, number>();
    const knownAt = events.knownAt(position);
    const row = events.rowOf(position);
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
function checkParts({ reader, events }: EventReading, target: ReadEvent, reversals: readonly number[]): void {
  let taken: Rational = zero;
  for (const position of events.inOrder(events.keysOf(reversals))) {
    const reversal = events.at(position);
    const name = partName(reversal);
    const whole = name === null ? null : target[name];
    const part = name === null ? null : reversal[name];
    // One without a part takes what is left, whatever that is.
    if (whole === null || part === null || isZero(whole)) continue;
    taken = add(taken, divide(part, whole));
    if (compare(taken, one) <= 0) continue;
    reader.row = events.rowOf(position);
    reader.note(
      name ?? '',
      `takes back more than is left of event ${showValue(target.id)}: with it the parts add up to more than the whole`,
    );
    return;
  }
}

function keep(map: Map<number, number[]>, key: number, position: number): void {
  const positions = map.get(key);
  if (positions === undefined) map.set(key, [position]);
  else positions.push(position);
}
