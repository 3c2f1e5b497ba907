import type { DateFieldName, FieldName, SourceName, TextFieldName } from '../model/fields.ts';
import type { Comparison, Condition, Limit } from './condition.ts';

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

/**
 * The other records to which each record of a set is joined.
 *
 * - `first`: each record with the nearest of them in time, and dropped where there is none.
 * - `none`: the records for which there is none.
 * - `every`: each record once with each of them.
 */
export interface Join {
  /** Source of the other records. */
  readonly source: SourceName;
  /** With how many of them a record is joined. */
  readonly match: 'first' | 'none' | 'every';
  /** Whether they come after the record or before it. */
  readonly side: 'after' | 'before';
  /** Which of them count. */
  readonly where: readonly Condition[];
  /** Field of the record and field of the other one that must be equal. */
  readonly key: readonly [string, string];
  /** Date of the record and date of the other one: the latter is not earlier (`after`), or not later (`before`). */
  readonly dates: readonly [string, string];
  /** Longest distance in days, the limit included; null for any. */
  readonly within: Limit | null;
  /** Distance in days that must be exceeded; null for none. */
  readonly beyond: Limit | null;
  /** Comparisons of a number or a date of the other record with one of the record. */
  readonly compare: readonly JoinComparison[];
}

/** A comparison of two records that are joined. Dates compare by their days. */
export interface JoinComparison {
  /** Field of the other record. */
  readonly other: string;
  /** How it compares with the field of the record. */
  readonly comparison: Comparison;
  /** Field of the record. */
  readonly own: string;
  /** What is added to the field of the record before: an amount, a number, or days; null for nothing. */
  readonly plus: Limit | null;
}

/** Records of one source that satisfy conditions and belong to the period by an anchor. */
export interface RecordSet<Source extends SourceName = SourceName, Other extends SourceName = SourceName> {
  /** Where the records come from. */
  readonly source: Source;
  /** Conditions that must all hold. */
  readonly where: readonly Condition[];
  /** The rule by which a record belongs to a period. */
  readonly anchor: Anchor;
  /** The other records to which each is joined; null for none. */
  readonly join: Join | null;
  /** Field that names the rep to whom the records belong; null for the owner of the record. */
  readonly owner: string | null;
  /** Source of the records joined to these, for the compiler only. */
  readonly other?: Other;
}

/** Names of the fields of the records that were joined to those of a set: `other.amount`. */
export type OtherFieldName<Other extends SourceName> = Other extends SourceName ? `other.${FieldName<Other>}` : never;

/** Names of the dates of the records that were joined to those of a set: `other.closedOn`. */
export type OtherDateFieldName<Other extends SourceName> = Other extends SourceName
  ? `other.${DateFieldName<Other>}`
  : never;

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
  return { source, where, anchor, join: null, owner: null };
}

/**
 * The records of a set that satisfy further conditions. Conditions may name fields of the records joined to them, as `other.field`;
 * then it is the pair that must satisfy them.
 *
 * @example
 * ```ts
 * import { compares, fallsIn, pairedWith, records, restrictedTo } from 'sales-metrics';
 * const orders = records('orders', fallsIn('orderedOn'));
 * const again = pairedWith(orders, 'orders', {
 *   side: 'after',
 *   key: ['accountId', 'accountId'],
 *   dates: ['orderedOn', 'orderedOn'],
 * });
 * restrictedTo(again, compares('other.amount', 'above', 1000)).where.length; // => 1
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function restrictedTo<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, Other>,
  ...where: readonly Condition<FieldName<Source> | OtherFieldName<NoInfer<Other>>>[]
): RecordSet<Source, Other> {
  return { ...set, where: [...set.where, ...where] };
}

/** The same records, which belong to a period by another rule: it may name dates of the records joined to them, as `other.field`. */
/* @__NO_SIDE_EFFECTS__ */
export function anchoredBy<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, Other>,
  anchor: Anchor<DateFieldName<Source> | OtherDateFieldName<NoInfer<Other>>>,
): RecordSet<Source, Other> {
  return { ...set, anchor };
}

/**
 * The same records, credited to the rep named in a field (`bookedById`) instead of to their owner: that rep is their `owner`, and the
 * rep's team and territory are theirs, even where the record names a team or territory of its own.
 */
/* @__NO_SIDE_EFFECTS__ */
export function creditedTo<Source extends SourceName, Other extends SourceName>(
  set: RecordSet<Source, Other>,
  field: TextFieldName<Source>,
): RecordSet<Source, Other> {
  return { ...set, owner: field };
}
