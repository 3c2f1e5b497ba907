import { type Issue, SalesMetricsError, showValue } from '../errors.ts';
import type { Aggregate } from '../expression/expression.ts';
import { type GivenSourceName, givenSourceNames } from '../model/fields.ts';
import { isPlainRecord, type PlainRecord } from '../model/plainRecord.ts';
import { messageOf, mostKept } from '../model/problems.ts';
import { compare, isZero, type Rational } from '../number/rational.ts';
import { rationalOfText } from '../number/rationalText.ts';
import { dayExpectation, parseDay } from '../time/day.ts';
import type { Selection } from './selection.ts';
import type { Occurrences, State } from './state.ts';
import { slotKey, type Tallied, type TalliedCell, type TalliedSlot } from './tallied.ts';
import { stateKindOf, type TallyState } from './tallyState.ts';

/** What a state tells. */
export interface ReadState {
  readonly counts: ReadonlyMap<GivenSourceName, number>;
  readonly found: readonly Tallied[];
}

/** What a state must fit. */
export interface StateShape {
  readonly fingerprint: string;
  /** Number of dimensions of a group. */
  readonly dimensions: number;
  readonly selections: readonly Selection[];
  /** Whether records of a source can be added. */
  readonly isToCome: (source: GivenSourceName) => boolean;
}

/**
 * Reads the state of a tally from anything: a state, its JSON after `JSON.parse`, or a tally.
 *
 * @throws SalesMetricsError `invalid-argument` for the state of a tally of other KPIs, options or data;
 * `invalid-data` with every path at which no tally could have written what stands there
 */
export function readState(where: string, given: unknown, shape: StateShape): ReadState {
  const state = plainCopy(given);
  if (!isPlainRecord(state) || state['version'] !== 1 || typeof state['fingerprint'] !== 'string') {
    throw new SalesMetricsError(
      'invalid-argument',
      `${where}: state must be what toJSON of a tally returned, got ${showValue(given)}`,
    );
  }
  if (state['fingerprint'] !== shape.fingerprint) {
    throw new SalesMetricsError(
      'invalid-argument',
      `${where}: state must come from a tally of the same KPIs, options and data, whose fingerprint is ${showValue(shape.fingerprint)}, got ${showValue(state['fingerprint'])}`,
    );
  }
  const reading = new StateReading(shape);
  const read = { counts: reading.counts(state['counts']), found: reading.found(state['found']) };
  reading.names('state', state, ['version', 'fingerprint', 'counts', 'found'] satisfies (keyof TallyState)[]);
  const { issues } = reading;
  if (issues.length === 0) return read;
  const kept = Object.freeze(issues.slice(0, mostKept));
  throw new SalesMetricsError('invalid-data', messageOf(where, kept, issues.length), kept);
}

/** Getters, proxies and what is no JSON are gone from here on. */
function plainCopy(given: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(given));
  } catch {
    return undefined;
  }
}

class StateReading {
  readonly issues: Issue[] = [];
  readonly #shape: StateShape;

  constructor(shape: StateShape) {
    this.#shape = shape;
  }

  counts(given: unknown): ReadonlyMap<GivenSourceName, number> {
    const counts = new Map<GivenSourceName, number>();
    if (!isPlainRecord(given)) return this.#refuse('state.counts', given, 'an object of counts', counts);
    const known = givenSourceNames.filter(this.#shape.isToCome);
    this.names('state.counts', given, known);
    for (const source of known) {
      if (Object.hasOwn(given, source)) counts.set(source, this.#count(`state.counts.${source}`, given[source], 1));
    }
    return counts;
  }

  found(given: unknown): readonly Tallied[] {
    const { selections } = this.#shape;
    const lists = this.#list('state.found', given, selections.length);
    return lists.map((list, number) => this.#tallied(`state.found[${number}]`, list, selections[number] as Selection));
  }

  /** Refuses names that nothing stands under. */
  names(path: string, given: PlainRecord, known: readonly string[]): void {
    for (const name of Object.keys(given))
      if (!known.includes(name)) this.#refuse(path, name, `an object of ${known.join(', ')}`, undefined);
  }

  #tallied(path: string, given: unknown, selection: Selection): Tallied {
    const tallied: Tallied = new Map();
    let last = '';
    for (const [index, slot] of this.#list(path, given).entries()) {
      const read = this.#slot(`${path}[${index}]`, slot, selection);
      if (read === null) continue;
      const key = slotKey(read.group, read.entity);
      if (key <= last) this.#refuse(`${path}[${index}]`, slot, 'a group after the one before it', null);
      last = key;
      tallied.set(key, read);
    }
    return tallied;
  }

  #slot(path: string, given: unknown, selection: Selection): TalliedSlot | null {
    if (!isPlainRecord(given)) return this.#refuse(path, given, 'an object of group, entity and cells', null);
    this.names(path, given, ['group', 'entity', 'cells']);
    const group = this.#list(`${path}.group`, given['group'], this.#shape.dimensions).map((value, index) =>
      value === null || typeof value === 'string'
        ? value
        : this.#refuse(`${path}.group[${index}]`, value, 'a text or null', null),
    );
    const isPerEntity = selection.entity !== null;
    const entity = given['entity'];
    if (isPerEntity !== (typeof entity === 'string') || (!isPerEntity && entity !== null))
      return this.#refuse(`${path}.entity`, entity, isPerEntity ? `a text, the ${selection.entity}` : 'null', null);
    const cells = new Map<number, TalliedCell>();
    let last = -1;
    for (const [index, cell] of this.#list(`${path}.cells`, given['cells']).entries()) {
      const at = `${path}.cells[${index}]`;
      const aggregates = selection.aggregates.filter(({ kind }) => kind !== 'count');
      const [pieceGiven, recordsGiven, ...states] = this.#list(at, cell, 2 + aggregates.length);
      if (states.length < aggregates.length) continue;
      const { pieces } = selection.result.placement.anchoring;
      const piece = this.#count(`${at}[0]`, pieceGiven, last + 1, pieces - 1);
      last = piece;
      const records = this.#count(`${at}[1]`, recordsGiven, 1);
      let next = 0;
      cells.set(piece, {
        records,
        states: selection.aggregates.map((aggregate): State => {
          if (aggregate.kind === 'count') return { kind: 'count', count: records };
          const number = next++;
          return this.#state(`${at}[${2 + number}]`, states[number], aggregate.kind, records);
        }),
      });
    }
    // As in the pass, the one slot of a selection that is not divided is only there where it holds something.
    return { group, entity: isPerEntity ? (entity as string) : null, cells };
  }

  #state(path: string, given: unknown, aggregate: Aggregate['kind'], records: number): State {
    const kind = stateKindOf[aggregate];
    if (kind === 'distinct') return { kind, values: new Set(this.#texts(path, given, records)) };
    const [value, missing, negative] = this.#list(path, given, 3);
    const skipped = {
      missing: this.#count(`${path}[1]`, missing, 0, records),
      negative: this.#count(`${path}[2]`, negative, 0, records),
    };
    const count = records - skipped.missing - skipped.negative;
    if (count < 0) this.#refuse(path, given, `at most ${records} records without a value`, null);
    const at = `${path}[0]`;
    if (kind === 'values') return { kind, values: this.#occurrences(at, value, count), skipped };
    if (kind === 'sum') {
      const total = this.#fraction(at, value);
      if (count === 0 && !isZero(total)) this.#refuse(at, value, '"0", the sum of nothing', null);
      return { kind, total, count, skipped };
    }
    if (value === null || count <= 0) {
      if (value !== null || count > 0)
        this.#refuse(
          at,
          value,
          count > 0 ? 'a value, as some records have one' : 'null, as no record has a value',
          null,
        );
      return kind === 'dated' ? { kind, record: null, skipped } : { kind: 'extreme', value: null, skipped };
    }
    return kind === 'dated'
      ? { kind, record: this.#dated(at, value), skipped }
      : { kind: 'extreme', value: this.#fraction(at, value), skipped };
  }

  #texts(path: string, given: unknown, most: number): readonly string[] {
    const list = this.#list(path, given);
    if (list.length > most) this.#refuse(path, given, `at most ${most} texts, one a record`, null);
    return list.map((text, index) => {
      if (typeof text !== 'string') return this.#refuse(`${path}[${index}]`, text, 'a text', '');
      const before = list[index - 1];
      if (typeof before === 'string' && text <= before)
        this.#refuse(`${path}[${index}]`, text, `a text after ${showValue(before)}`, '');
      return text;
    });
  }

  #occurrences(path: string, given: unknown, wanted: number): readonly Occurrences[] {
    let total = 0;
    let last: Rational | null = null;
    const values = this.#list(path, given).map((entry, index) => {
      const at = `${path}[${index}]`;
      const [text, times] = this.#list(at, entry, 2);
      const value = this.#fraction(`${at}[0]`, text);
      const count = this.#count(`${at}[1]`, times, 1);
      if (last !== null && compare(value, last) <= 0)
        this.#refuse(`${at}[0]`, text, 'more than the value before it', null);
      last = value;
      total += count;
      return { value, count };
    });
    if (total !== wanted) this.#refuse(path, given, `values of ${wanted} records in all`, null);
    return values;
  }

  #dated(path: string, given: unknown): Extract<State, { kind: 'dated' }>['record'] {
    if (!isPlainRecord(given)) return this.#refuse(path, given, 'an object of day, time, id and value', null);
    this.names(path, given, ['day', 'time', 'id', 'value']);
    const { day: date, time, id, value } = given;
    const day = typeof date === 'string' ? parseDay(date) : Number.NaN;
    if (Number.isNaN(day)) this.#refuse(`${path}.day`, date, dayExpectation, null);
    if (time !== null && !Number.isSafeInteger(time)) this.#refuse(`${path}.time`, time, 'milliseconds or null', null);
    if (typeof id !== 'string') this.#refuse(`${path}.id`, id, 'a text', null);
    return {
      day,
      time: time === null ? Number.NaN : Number(time),
      id: String(id),
      // The records of one id are always added together, so that they need no order among different states.
      row: 0,
      value: this.#fraction(`${path}.value`, value),
    };
  }

  #fraction(path: string, given: unknown): Rational {
    const value = typeof given === 'string' ? rationalOfText(given) : null;
    return (
      value ?? this.#refuse(path, given, 'a fraction in lowest terms such as "5/2"', { numerator: 0n, denominator: 1n })
    );
  }

  #count(path: string, given: unknown, least: number, most = Number.MAX_SAFE_INTEGER): number {
    if (Number.isSafeInteger(given) && (given as number) >= least && (given as number) <= most) return given as number;
    const limit = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
    return this.#refuse(path, given, `a whole number, ${limit}`, least);
  }

  #list(path: string, given: unknown, length?: number): readonly unknown[] {
    if (Array.isArray(given) && (length === undefined || given.length === length)) return given as readonly unknown[];
    return this.#refuse(path, given, length === undefined ? 'a list' : `a list of ${length}`, []);
  }

  /** Notes a problem, and gives what to go on with. */
  #refuse<Value>(path: string, value: unknown, expected: string, instead: Value): Value {
    const found = showValue(value);
    const message = `${path} must be ${expected}, got ${found}`;
    this.issues.push(Object.freeze({ code: 'invalid', path, message, found, expected }));
    return instead;
  }
}
