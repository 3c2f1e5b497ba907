import type { DateFieldName, FieldName, SourceName } from '../model/fields.ts';
import type { Comparison, Condition, Limit } from './condition.ts';
import type { ParameterReference } from './parameter.ts';

/**
 * The rule by which a record belongs to a period.
 *
 * - `falls`: the date lies in the period.
 * - `stands`: at the period's start or end (never after `asOf`) the record had begun and had not ended.
 * - `before`: the date lies before the period's start, or up to its end.
 * - `within`: the whole span, its end excluded, lies in the period.
 * - `always`: every record in every period, as of a register that has no dates.
 */
export type Anchor<Field extends string = string> =
  | { readonly kind: 'falls'; readonly field: Field }
  | { readonly kind: 'stands'; readonly from: Field; readonly until: Field; readonly at: 'start' | 'end' }
  | { readonly kind: 'before'; readonly field: Field; readonly at: 'start' | 'end' }
  | { readonly kind: 'within'; readonly from: Field; readonly until: Field }
  | { readonly kind: 'always' };

/** A later record of the same key: each record of the set is joined to the first that follows it, and dropped where none does. */
export interface Following {
  /** Source of the records that may follow. */
  readonly source: SourceName;
  /** Which of them count. */
  readonly where: readonly Condition[];
  /** Field of the first record and field of the follower that must be equal. */
  readonly key: readonly [string, string];
  /** Date of the first record and date of the follower; the follower's must not be earlier. */
  readonly dates: readonly [string, string];
  /** Longest distance in days, the limit included; null for any. */
  readonly within: Limit | null;
  /** Comparisons between a number of the follower and a number of the first record. */
  readonly compare: readonly { readonly follower: string; readonly comparison: Comparison; readonly first: string }[];
}

/** Records of one source that satisfy conditions and belong to the period by an anchor. */
export interface RecordSet<Source extends SourceName = SourceName, Next extends string = string> {
  /** Where the records come from. */
  readonly source: Source;
  /** Conditions that must all hold. */
  readonly where: readonly Condition[];
  /** The rule by which a record belongs to a period. */
  readonly anchor: Anchor;
  /** What must follow each record; null for nothing. */
  readonly followedBy: Following | null;
  /** Names the fields of the follower, for the compiler only. */
  readonly next?: Next;
}

/** The date lies in the period. */
/* @__NO_SIDE_EFFECTS__ */
export function fallsIn<Field extends string>(field: Field): Anchor<Field> {
  return { kind: 'falls', field };
}

/** As it stood at the start (the end of the day before) or the end of the period. A missing `until` means that it still stands. */
/* @__NO_SIDE_EFFECTS__ */
export function stands<Field extends string>(from: Field, until: Field, at: 'start' | 'end'): Anchor<Field> {
  return { kind: 'stands', from, until, at };
}

/** Everything dated before the period's start, or up to and including its last day. */
/* @__NO_SIDE_EFFECTS__ */
export function before<Field extends string>(at: 'start' | 'end', field: Field): Anchor<Field> {
  return { kind: 'before', field, at };
}

/** The span from one date to another (excluded) lies wholly in the period. */
/* @__NO_SIDE_EFFECTS__ */
export function within<Field extends string>(from: Field, until: Field): Anchor<Field> {
  return { kind: 'within', from, until };
}

/** Every record, whatever the period: for a register such as the list of reps. Conditions may still ask about its dates. */
/* @__NO_SIDE_EFFECTS__ */
export function always(): Anchor<never> {
  return { kind: 'always' };
}

/**
 * A set of records: a source, the rule by which a record belongs to the period, and conditions that must all hold.
 *
 * @example
 * ```ts
 * import { fallsIn, is, records } from 'sales-metrics';
 * const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
 * won.source; // => 'opportunities'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function records<Source extends SourceName>(
  source: Source,
  anchor: Anchor<DateFieldName<Source>>,
  ...where: readonly Condition<FieldName<Source>>[]
): RecordSet<Source, never> {
  return { source, where, anchor, followedBy: null };
}

/**
 * The records of a set that are followed, on the same key and not earlier, by a record of another set: one match each, the first in time.
 * Fields of the follower are then measured as `next.field`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function followedBy<Source extends SourceName, Follower extends SourceName>(
  set: RecordSet<Source, never>,
  follower: Follower,
  match: {
    /** Fields that must be equal: of the set's record, of the follower. */
    readonly key: readonly [FieldName<Source>, FieldName<Follower>];
    /** Dates in order: of the set's record, of the follower. */
    readonly dates: readonly [DateFieldName<Source>, DateFieldName<Follower>];
    /** Conditions on the follower. */
    readonly where?: readonly Condition<FieldName<Follower>>[];
    /** Longest distance in days, included. */
    readonly within?: number | string | ParameterReference;
    /** Comparisons of a number of the follower with a number of the record. */
    readonly compare?: readonly {
      readonly follower: FieldName<Follower>;
      readonly comparison: Comparison;
      readonly first: FieldName<Source>;
    }[];
  },
): RecordSet<Source, FieldName<Follower>> {
  const { key, dates, where = [], within: limit = null, compare = [] } = match;
  return {
    ...set,
    followedBy: {
      source: follower,
      where,
      key,
      dates,
      within: typeof limit === 'number' ? String(limit) : limit,
      compare,
    },
  };
}
