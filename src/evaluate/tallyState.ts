import type { Aggregate } from '../expression/expression.ts';
import { type GivenSourceName, givenSourceNames } from '../model/fields.ts';
import type { Rational } from '../number/rational.ts';
import { rationalText } from '../number/rationalText.ts';
import { formatDay } from '../time/day.ts';
import type { State } from './state.ts';
import type { Tallied, TalliedCell } from './tallied.ts';

/**
 * What a tally knows, as plain data: survives `JSON.stringify` and `postMessage`. The same records give the same state, to the byte,
 * in whatever parts and order they were added.
 */
export interface TallyState {
  /** Version of this format. */
  readonly version: 1;
  /** SHA-256 of the KPIs, the options and the data of the tally: only states of equal ones can be merged. */
  readonly fingerprint: string;
  /** Number of records added, by source. */
  readonly counts: Readonly<Partial<Record<GivenSourceName, number>>>;
  /** What was found, one list for each set of records that the formulas ask for. */
  readonly found: readonly (readonly TallySlot[])[];
}

/** What was found of one group. */
export interface TallySlot {
  /** Value of each dimension. */
  readonly group: readonly (string | null)[];
  /** The rep, account or deal, in a figure per entity; null otherwise. */
  readonly entity: string | null;
  /** For each piece of time: its number, the number of records, and what each aggregate but a count knows of them. */
  readonly cells: readonly TallyCell[];
}

/** What was found in one piece of time. */
export type TallyCell = readonly [piece: number, records: number, ...states: TallyValue[]];

/**
 * The state of an aggregate: the distinct values; or a value with the number of records that have none, and of those whose span is negative.
 * The value is a sum, an extreme, a dated record, or a list of values, each with how often it occurred; fractions are texts.
 */
export type TallyValue =
  | readonly string[]
  | readonly [value: string | null | TallyRecord | readonly TallyOccurrences[], missing: number, negative: number];

/** The value of the first or last record. */
export interface TallyRecord {
  /** Its date. */
  readonly day: string;
  /** Its time in milliseconds; null where only the date is known. */
  readonly time: number | null;
  /** Its id, by which records of the same moment are ordered. */
  readonly id: string;
  /** Its value. */
  readonly value: string;
}

/** A value and how often it occurred. */
export type TallyOccurrences = readonly [value: string, count: number];

/** The kind of state that an aggregate keeps. */
export const stateKindOf: Readonly<Record<Aggregate['kind'], State['kind']>> = {
  count: 'count',
  distinct: 'distinct',
  sum: 'sum',
  mean: 'sum',
  minimum: 'extreme',
  maximum: 'extreme',
  percentile: 'values',
  'trimmed-mean': 'values',
  first: 'dated',
  last: 'dated',
};

/** The state of a tally as plain data. */
export function writeState(
  fingerprint: string,
  counts: ReadonlyMap<GivenSourceName, number>,
  found: readonly Tallied[],
): TallyState {
  return {
    version: 1,
    fingerprint,
    counts: Object.fromEntries(
      givenSourceNames.flatMap((source) => {
        const count = counts.get(source) ?? 0;
        return count === 0 ? [] : [[source, count]];
      }),
    ),
    found: found.map(writeTallied),
  };
}

function writeTallied(tallied: Tallied): readonly TallySlot[] {
  return [...tallied]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, { group, entity, cells }]) => ({
      group: [...group],
      entity,
      cells: [...cells].sort(([left], [right]) => left - right).map(writeCell),
    }));
}

function writeCell([piece, { records, states }]: readonly [number, TalliedCell]): TallyCell {
  return [piece, records, ...states.flatMap((state) => (state.kind === 'count' ? [] : [writeAggregate(state)]))];
}

function writeAggregate(state: Exclude<State, { kind: 'count' }>): TallyValue {
  if (state.kind === 'distinct') return [...state.values].sort((left, right) => (left < right ? -1 : 1));
  const { missing, negative } = state.skipped;
  switch (state.kind) {
    case 'sum':
      return [rationalText(state.total), missing, negative];
    case 'extreme':
      return [textOf(state.value), missing, negative];
    case 'values':
      return [state.values.map(({ value, count }) => [rationalText(value), count]), missing, negative];
    case 'dated': {
      if (state.record === null) return [null, missing, negative];
      const { day, time, id, value } = state.record;
      const known = Number.isNaN(time) ? null : time;
      return [{ day: formatDay(day), time: known, id, value: rationalText(value) }, missing, negative];
    }
  }
}

function textOf(value: Rational | null): string | null {
  return value === null ? null : rationalText(value);
}
