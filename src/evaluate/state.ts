import { add, compare, type Rational } from '../number/rational.ts';

/** Records that an aggregate could not use, by reason. */
export interface SkippedCounts {
  /** The quantity is missing. */
  readonly missing: number;
  /** The span between two dates is negative. */
  readonly negative: number;
}

/** What an aggregate knows of the records it has seen: exact, as plain values, and mergeable in any order. */
export type State =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'sum'; readonly total: Rational; readonly count: number; readonly skipped: SkippedCounts }
  | { readonly kind: 'extreme'; readonly value: Rational | null; readonly skipped: SkippedCounts }
  | { readonly kind: 'distinct'; readonly values: ReadonlySet<string> }
  | { readonly kind: 'values'; readonly values: readonly Occurrences[]; readonly skipped: SkippedCounts }
  | { readonly kind: 'dated'; readonly record: DatedValue | null; readonly skipped: SkippedCounts };

/** A value and how often it occurred. */
export interface Occurrences {
  readonly value: Rational;
  readonly count: number;
}

/** A value with the moment and the record it belongs to. */
export interface DatedValue {
  readonly day: number;
  /** Milliseconds; NaN where only the day is known, which comes before any known time of that day. */
  readonly time: number;
  readonly id: string;
  /** Position of the record. Several records of a derived source have the id of one opportunity. */
  readonly row: number;
  readonly value: Rational;
}

/** The kinds of aggregate, as far as merging is concerned. */
export type Merging = 'minimum' | 'maximum' | 'first' | 'last' | 'other';

/** One state for all records that two states have seen apart. */
export function mergeStates(left: State, right: State, merging: Merging): State {
  switch (left.kind) {
    case 'count':
      return right.kind === 'count' ? { kind: 'count', count: left.count + right.count } : mismatch();
    case 'sum':
      if (right.kind !== 'sum') return mismatch();
      return {
        kind: 'sum',
        total: add(left.total, right.total),
        count: left.count + right.count,
        skipped: mergeSkipped(left.skipped, right.skipped),
      };
    case 'extreme': {
      if (right.kind !== 'extreme') return mismatch();
      const skipped = mergeSkipped(left.skipped, right.skipped);
      if (left.value === null || right.value === null)
        return { kind: 'extreme', value: left.value ?? right.value, skipped };
      const order = compare(left.value, right.value);
      return { kind: 'extreme', value: order > 0 === (merging === 'maximum') ? left.value : right.value, skipped };
    }
    case 'distinct':
      return right.kind === 'distinct'
        ? { kind: 'distinct', values: new Set([...left.values, ...right.values]) }
        : mismatch();
    case 'values':
      if (right.kind !== 'values') return mismatch();
      return {
        kind: 'values',
        values: mergeOccurrences(left.values, right.values),
        skipped: mergeSkipped(left.skipped, right.skipped),
      };
    case 'dated': {
      if (right.kind !== 'dated') return mismatch();
      const skipped = mergeSkipped(left.skipped, right.skipped);
      if (left.record === null || right.record === null)
        return { kind: 'dated', record: left.record ?? right.record, skipped };
      // The same record may come twice where nobody sees it; then any rule will do that does not ask which came first.
      const later = (compareDated(left.record, right.record) || compare(left.record.value, right.record.value)) > 0;
      return { kind: 'dated', record: later === (merging === 'last') ? left.record : right.record, skipped };
    }
  }
}

/**
 * One state for any number of states; null for none. Neighbours are merged, then their results, and so on,
 * so that long lists of values are not copied again for each state.
 */
export function mergeAll(states: readonly State[], merging: Merging): State | null {
  let level = states;
  while (level.length > 1) {
    const next: State[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index] as State, level[index + 1]];
      next.push(right === undefined ? left : mergeStates(left, right, merging));
    }
    level = next;
  }
  return level[0] ?? null;
}

function mismatch(): never {
  // States are merged cell by cell of one plan, so both sides come from the same aggregate.
  throw new TypeError('mergeStates: the states belong to different aggregates');
}

function mergeSkipped(left: SkippedCounts, right: SkippedCounts): SkippedCounts {
  return { missing: left.missing + right.missing, negative: left.negative + right.negative };
}

/** Both lists ascend; so does the result, each value once. */
function mergeOccurrences(left: readonly Occurrences[], right: readonly Occurrences[]): readonly Occurrences[] {
  const merged: Occurrences[] = [];
  let [l, r] = [0, 0];
  for (;;) {
    const a = left[l];
    const b = right[r];
    if (a === undefined || b === undefined) return [...merged, ...left.slice(l), ...right.slice(r)];
    const order = compare(a.value, b.value);
    if (order === 0) merged.push({ value: a.value, count: a.count + b.count });
    else merged.push(order < 0 ? a : b);
    if (order <= 0) l++;
    if (order >= 0) r++;
  }
}

/** Order in time, then by id, then by position. */
export function compareDated(left: Omit<DatedValue, 'value'>, right: Omit<DatedValue, 'value'>): number {
  if (left.day !== right.day) return left.day - right.day;
  const times = known(left.time) - known(right.time);
  if (times !== 0) return times;
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  return left.row - right.row;
}

function known(time: number): number {
  return Number.isNaN(time) ? -8.64e15 : time;
}

/** Ascending values by position, each as often as it occurred. */
export class OccurrenceList {
  readonly length: number;
  readonly #values: readonly Occurrences[];

  constructor(values: readonly Occurrences[]) {
    this.#values = values;
    this.length = values.reduce((total, { count }) => total + count, 0);
  }

  /** The value at a position, from 0; undefined outside. */
  at(position: number): Rational | undefined {
    let passed = 0;
    return this.#values.find(({ count }) => {
      passed += count;
      return position < passed;
    })?.value;
  }
}
