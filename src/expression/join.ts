import type { DateFieldName, FieldName, NumericFieldName, SourceName } from '../model/fields.ts';
import type { Comparison, Condition, Limit } from './condition.ts';
import type { ParameterReference } from './parameter.ts';
import type { Join, RecordSet } from './recordSet.ts';

/** Which other records are joined to those of a set. */
export interface JoinMatch<Source extends SourceName, Other extends SourceName> {
  /** Fields that must be equal: of the set's record, of the other one. */
  readonly key: readonly [FieldName<Source>, FieldName<Other>];
  /** Dates in order: of the set's record, of the other one. */
  readonly dates: readonly [DateFieldName<Source>, DateFieldName<Other>];
  /** Conditions on the other record. */
  readonly where?: readonly Condition<FieldName<Other>>[];
  /** Longest distance in days, included. */
  readonly within?: number | string | ParameterReference;
  /** Distance in days that must be exceeded. */
  readonly beyond?: number | string | ParameterReference;
  /** Comparisons of a number or a date of the other record with one of the set's record. */
  readonly compare?: readonly {
    /** Field of the other record. */
    readonly other: NumericFieldName<Other> | DateFieldName<Other>;
    /** How it compares with the field of the set's record. */
    readonly comparison: Comparison;
    /** Field of the set's record. */
    readonly own: NumericFieldName<Source> | DateFieldName<Source>;
    /** What is added to the field of the set's record before: an amount, a number, or days. */
    readonly plus?: number | string | ParameterReference;
  }[];
}

/**
 * The records of a set that are followed, on the same key and not earlier, by a record of a source: each with the first in time.
 * Fields of that record are then asked for as `other.field`, in quantities, and in {@link restrictedTo} and {@link anchoredBy}.
 *
 * @param set - the records, not joined yet
 * @param other - source of the records that follow
 * @param match - which of them count
 * @returns the records that are followed
 *
 * @example
 * ```ts
 * import { fallsIn, followedBy, hoursFrom, median, records } from 'sales-metrics';
 * const answered = followedBy(records('leads', fallsIn('createdOn')), 'activities', {
 *   key: ['id', 'leadId'],
 *   dates: ['createdOn', 'occurredOn'],
 * });
 * median('responseTime', answered, hoursFrom('createdOn', 'other.occurredOn')).kind; // => 'percentile'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function followedBy<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, never>,
  other: Other,
  match: JoinMatch<Source, NoInfer<Other>>,
): RecordSet<Source, Other> {
  return { ...set, join: joinOf(other, 'first', 'after', match) };
}

/** The records of a set that nothing follows: those that {@link followedBy} drops. */
/* @__NO_SIDE_EFFECTS__ */
export function notFollowedBy<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, never>,
  other: Other,
  match: JoinMatch<Source, NoInfer<Other>>,
): RecordSet<Source, never> {
  return { ...set, join: joinOf(other, 'none', 'after', match) };
}

/** The records of a set that are preceded, on the same key and not later, by a record of a source: each with the last in time. */
/* @__NO_SIDE_EFFECTS__ */
export function precededBy<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, never>,
  other: Other,
  match: JoinMatch<Source, NoInfer<Other>>,
): RecordSet<Source, Other> {
  return { ...set, join: joinOf(other, 'first', 'before', match) };
}

/** The records of a set that nothing precedes: those that {@link precededBy} drops. */
/* @__NO_SIDE_EFFECTS__ */
export function notPrecededBy<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, never>,
  other: Other,
  match: JoinMatch<Source, NoInfer<Other>>,
): RecordSet<Source, never> {
  return { ...set, join: joinOf(other, 'none', 'before', match) };
}

/** The records of a set, each once with each record of a source that comes `after` it or `before` it on the same key. */
/* @__NO_SIDE_EFFECTS__ */
export function pairedWith<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, never>,
  other: Other,
  match: JoinMatch<Source, NoInfer<Other>> & {
    /** Whether the other records come after those of the set, or before. */
    readonly side: Join['side'];
  },
): RecordSet<Source, Other> {
  return { ...set, join: joinOf(other, 'every', match.side, match) };
}

function joinOf<Source extends SourceName, Other extends SourceName>(
  source: Other,
  matches: Join['match'],
  side: Join['side'],
  { key, dates, where = [], within, beyond, compare = [] }: JoinMatch<Source, Other>,
): Join {
  return {
    source,
    match: matches,
    side,
    where,
    key,
    dates,
    within: limitOf(within),
    beyond: limitOf(beyond),
    compare: compare.map(({ other, comparison, own, plus }) => ({ other, comparison, own, plus: limitOf(plus) })),
  };
}

function limitOf(limit: number | string | ParameterReference | undefined): Limit | null {
  return typeof limit === 'number' ? String(limit) : (limit ?? null);
}
