import { scaled } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { ReadCredit, ReadEvent } from './inputData.ts';
import { byText } from './known.ts';
import { emptyMap } from './recordReader.ts';

/** An event of which a run has millions: somebody sold something for an amount. */
export interface UsualEvent extends Pick<ReadEvent, 'id' | 'kind' | 'on' | 'knownAt' | 'currency'> {
  /** The amount in units of 10^-scale, a safe integer; null for none. */
  readonly amount: { readonly coefficient: number; readonly scale: number } | null;
  /** Who is credited with the whole of it, in the usual role: a position in `credited`. */
  readonly creditee: number;
}

/** What many usual events have in common. */
interface Trait extends Pick<UsualEvent, 'kind' | 'currency'> {
  /** Decimals of the amount; null for none. */
  readonly scale: number | null;
}

/** Some of the events of a table. */
export interface KnownEvents {
  readonly table: EventTable;
  readonly positions: Int32Array;
}

const nowhere = new Int32Array(0);

/** Stands for an amount that there is not, which has no decimals; no number has so many. */
const noScale = 255;

/** More than the events that can be read. */
const mostEvents = 2 ** 26;

/**
 * Versions of events by position. Usual ones lie in columns, which take 32 bytes an event and are gone through much quicker than objects; all
 * others are kept as they are.
 */
export class EventTable {
  /** Of each its id; nothing behind the last. */
  readonly ids: string[];
  readonly days: Int32Array;
  /** Who is credited by a usual event: a position in `credited`. */
  readonly creditees: Int32Array;
  /** The credits of usual events: of each payee one list, with one credit. */
  readonly credited: (readonly [ReadCredit])[] = [];
  readonly #units: Float64Array;
  /** Positions in the list of traits; -1 for an event that is kept as it is. */
  readonly #traits: Int32Array;
  readonly #kept = new Map<number, ReadEvent>();
  readonly #traitList: Trait[] = [];
  /** The latest trait of each number of decimals: most runs have one kind in one currency. */
  readonly #latest: number[] = [];
  readonly #traitsByKey = new Map<string, number>();
  /** The days on which events became known; null where each did on its date. */
  #knownDays: Int32Array | null = null;
  /** Rows of the list of the user in which no event could be read. */
  readonly #skipped: number[] = [];
  #length = 0;

  /** @param capacity - no more events are added */
  constructor(capacity: number) {
    this.ids = new Array<string>(capacity);
    this.days = new Int32Array(capacity);
    this.creditees = new Int32Array(capacity);
    this.#units = new Float64Array(capacity);
    this.#traits = new Int32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Adds an event that is kept as it is. */
  keep(event: ReadEvent, row: number): void {
    const position = this.#place(event, row);
    this.#traits[position] = -1;
    this.#kept.set(position, event);
  }

  /** Adds a usual event. */
  add(event: UsualEvent, row: number): void {
    const { kind, currency, amount, creditee } = event;
    const position = this.#place(event, row);
    this.creditees[position] = creditee;
    this.#units[position] = amount === null ? 0 : amount.coefficient;
    this.#traits[position] = this.#traitOf(kind, currency, amount === null ? null : amount.scale);
  }

  /** The event at a position. */
  at(position: number): ReadEvent {
    const trait = this.traitAt(position);
    if (trait === null) return this.#kept.get(position) as ReadEvent;
    const { kind, currency, scale } = trait;
    return {
      id: this.ids[position] as string,
      kind,
      on: this.days[position] as Day,
      sequence: 0,
      knownAt: this.knownAt(position),
      isCancelled: false,
      amount: scale === null ? null : scaled(this.unitsAt(position), scale),
      currency,
      quantity: null,
      values: emptyMap,
      dates: emptyMap,
      attributes: emptyMap,
      credits: this.credited[this.creditees[position] as number] as readonly [ReadCredit],
      reverses: null,
      pays: null,
    };
  }

  /** The events at positions. */
  all(positions: Int32Array): readonly ReadEvent[] {
    return Array.from(positions, (position) => this.at(position));
  }

  /** The day on which an event became known. */
  knownAt(position: number): Day {
    return (this.#knownDays ?? this.days)[position] as Day;
  }

  /** Where an event stands in the list of the user. */
  rowOf(position: number): number {
    const skipped = this.#skipped;
    let [low, high] = [0, skipped.length];
    // How many of them stand before it: the n-th one does where no more than `position` events do before that one.
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((skipped[middle] as number) - middle <= position) low = middle + 1;
      else high = middle;
    }
    return position + low;
  }

  /** The event at a position, where it is one that is kept as it is; else null. */
  keptAt(position: number): ReadEvent | null {
    return (this.#traits[position] as number) < 0 ? (this.#kept.get(position) as ReadEvent) : null;
  }

  /** The positions of usual events. */
  usual(positions: Int32Array): Int32Array {
    return this.#kept.size === 0 ? positions : this.where(positions, (position) => this.keptAt(position) === null);
  }

  /** The positions of those that are kept as they are. */
  kept(positions: Int32Array): Int32Array {
    return this.#kept.size === 0 ? nowhere : this.where(positions, (position) => this.keptAt(position) !== null);
  }

  /** The traits of a usual event; null for one that is kept as it is. */
  traitAt(position: number): Trait | null {
    return this.#traitList[this.#traits[position] as number] ?? null;
  }

  /** The amount of a usual event in units of its last decimal; 0 for none. */
  unitsAt(position: number): number {
    return this.#units[position] as number;
  }

  /** The positions that meet a test. */
  where(positions: Int32Array, test: (position: number) => boolean): Int32Array {
    let count = 0;
    while (count < positions.length && test(positions[count] as number)) count += 1;
    // Mostly all of them do.
    if (count === positions.length) return positions;
    const found = positions.slice();
    for (let index = count + 1; index < positions.length; index++) {
      const position = positions[index] as number;
      if (test(position)) found[count++] = position;
    }
    return found.slice(0, count);
  }

  /** A number by which events are sorted by date, and events of one day by position. */
  keyOf(position: number): number {
    return (this.days[position] as Day) * mostEvents + position;
  }

  /** Positions by date; those of one day in the order of positions. Plain numbers are sorted much quicker than by asking which of two is first. */
  inDayOrder(keys: Float64Array): Int32Array {
    keys.sort();
    const sorted = new Int32Array(keys.length);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as number;
      sorted[index] = key - Math.floor(key / mostEvents) * mostEvents;
    }
    return sorted;
  }

  /** Positions in the order in which events count: by date, sequence and id. */
  inOrder(keys: Float64Array): Int32Array {
    const { days } = this;
    const sorted = this.inDayOrder(keys);
    const compare = (left: number, right: number): number => this.#compareOnDay(left, right);
    for (let start = 0; start < sorted.length; ) {
      const day = days[sorted[start] as number];
      let end = start + 1;
      while (end < sorted.length && days[sorted[end] as number] === day) end += 1;
      if (end - start > 1) sorted.subarray(start, end).sort(compare);
      start = end;
    }
    return sorted;
  }

  /** What positions are sorted by. */
  keysOf(positions: Iterable<number>): Float64Array {
    return Float64Array.from(positions, (position) => this.keyOf(position));
  }

  #compareOnDay(left: number, right: number): number {
    const sequence = this.#sequenceAt(left) - this.#sequenceAt(right);
    return sequence || byText(this.ids[left] as string, this.ids[right] as string);
  }

  #sequenceAt(position: number): number {
    return this.keptAt(position)?.sequence ?? 0;
  }

  #place({ id, on, knownAt }: Pick<ReadEvent, 'id' | 'on' | 'knownAt'>, row: number): number {
    const position = this.#length;
    this.#length = position + 1;
    this.ids[position] = id;
    this.days[position] = on;
    if (knownAt !== on) this.#knownDays ??= this.days.slice();
    if (this.#knownDays !== null) this.#knownDays[position] = knownAt;
    // Rows come in order, so those before this one that are missing here could not be read.
    while (position + this.#skipped.length < row) this.#skipped.push(position + this.#skipped.length);
    return position;
  }

  #traitOf(kind: string, currency: string | null, scale: number | null): number {
    const latest = this.#latest[scale ?? noScale];
    const like = latest === undefined ? undefined : this.#traitList[latest];
    if (latest !== undefined && like?.kind === kind && like.currency === currency) return latest;
    const key = JSON.stringify([kind, currency, scale]);
    const trait = this.#traitsByKey.get(key) ?? this.#traitList.push({ kind, currency, scale }) - 1;
    this.#traitsByKey.set(key, trait);
    this.#latest[scale ?? noScale] = trait;
    return trait;
  }
}
