import type { ParameterReference, TextParameterReference } from './parameter.ts';

/** How a quantity is compared: `above` and `below` leave the limit out, `atLeast` and `atMost` let it in. */
export type Comparison = 'above' | 'atLeast' | 'below' | 'atMost' | 'equals';

/**
 * A date that is not a field: the day before the period, its first or last day, or the last day that is known (`asOf`, never after the period).
 */
export type PeriodDate = 'period.before' | 'period.start' | 'period.end' | 'asOf';

const periodDates: readonly unknown[] = ['period.before', 'period.start', 'period.end', 'asOf'];

/** Whether a name stands for a date of the period. */
export function isPeriodDate(name: unknown): name is PeriodDate {
  return periodDates.includes(name);
}

/** A limit in a condition: a decimal as text, or a parameter given at calculation. */
export type Limit = string | ParameterReference;

/** Another number of the same record as a limit, or with `other.field` one of the record joined to it. */
export interface FieldReference<Field extends string = string> {
  /** Marks a field among limits. */
  readonly kind: 'field';
  /** Name of the number field. */
  readonly field: Field;
}

/** A text that a condition looks for, or a parameter given at calculation. */
export type WantedText = string | TextParameterReference;

/**
 * What a record must satisfy. A closed list, so that it can be explained and compiled.
 *
 * A comparison with a missing value is false, and so its negation is true.
 */
export type Condition<Field extends string = string> =
  | { readonly kind: 'is'; readonly field: Field; readonly values: readonly WantedText[] }
  | { readonly kind: 'missing'; readonly field: Field }
  | { readonly kind: 'happened'; readonly field: Field }
  | {
      readonly kind: 'compare';
      readonly field: Field;
      readonly comparison: Comparison;
      readonly limit: Limit | FieldReference<Field>;
    }
  | {
      readonly kind: 'days';
      readonly from: Field | PeriodDate;
      readonly to: Field | PeriodDate;
      readonly comparison: Comparison;
      readonly limit: Limit;
    }
  | { readonly kind: 'all'; readonly conditions: readonly Condition<Field>[] }
  | { readonly kind: 'any'; readonly conditions: readonly Condition<Field>[] }
  | { readonly kind: 'not'; readonly condition: Condition<Field> };

/** The field holds this text (or this flag), or the text of a parameter. */
/* @__NO_SIDE_EFFECTS__ */
export function is<Field extends string>(
  field: Field,
  value: string | boolean | TextParameterReference,
): Condition<Field> {
  return { kind: 'is', field, values: [typeof value === 'boolean' ? String(value) : value] };
}

/** The field holds one of these texts. */
/* @__NO_SIDE_EFFECTS__ */
export function isOneOf<Field extends string>(field: Field, values: readonly WantedText[]): Condition<Field> {
  return { kind: 'is', field, values: [...values] };
}

/** The field holds nothing. */
/* @__NO_SIDE_EFFECTS__ */
export function isMissing<Field extends string>(field: Field): Condition<Field> {
  return { kind: 'missing', field };
}

/** The field holds something. */
/* @__NO_SIDE_EFFECTS__ */
export function isPresent<Field extends string>(field: Field): Condition<Field> {
  return { kind: 'not', condition: { kind: 'missing', field } };
}

/** The date is known: it is present, and not after `asOf` where the calculation states one. It may lie after the period. */
/* @__NO_SIDE_EFFECTS__ */
export function hasHappened<Field extends string>(field: Field): Condition<Field> {
  return { kind: 'happened', field };
}

/**
 * The number in the field compares so with the limit: `compares('score', 'atLeast', 9)`, or with another number of the record
 * that is measured in the same: `compares('amount', 'below', field('listAmount'))`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function compares<Field extends string, Other extends string = never>(
  field: Field,
  comparison: Comparison,
  limit: string | number | ParameterReference | FieldReference<Other>,
): Condition<Field | Other> {
  return { kind: 'compare', field, comparison, limit: limitOf(limit) };
}

/**
 * Another number of the record, as the limit in {@link compares}.
 *
 * @param name - a number field of the record, or `other.field` of the record joined to it
 *
 * @example
 * ```ts
 * import { compares, fallsIn, field, records } from 'sales-metrics';
 * const overpaid = records('commissions', fallsIn('paidOn'), compares('paidAmount', 'above', field('correctAmount')));
 * overpaid.where.length; // => 1
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function field<Field extends string>(name: Field): FieldReference<Field> {
  return { kind: 'field', field: name };
}

/**
 * The whole days from one date to another (difference of dates, same day is 0) compare so with the limit.
 * `period.before`, `period.start`, `period.end` and `asOf` may stand for a field.
 */
/* @__NO_SIDE_EFFECTS__ */
export function daysBetween<From extends string, To extends string>(
  from: From,
  to: To,
  comparison: Comparison,
  limit: string | number | ParameterReference,
): Condition<Exclude<From | To, PeriodDate>> {
  // The compiler cannot follow that From is either a period date or what Exclude leaves of it.
  return { kind: 'days', from, to, comparison, limit: limitOf(limit) } as Condition as Condition<
    Exclude<From | To, PeriodDate>
  >;
}

/** A second date of the record lies in the period too, its last day included. Meant for planned dates: days after `asOf` count, unlike with `hasHappened`. */
/* @__NO_SIDE_EFFECTS__ */
export function isInPeriod<Field extends string>(field: Field): Condition<Field> {
  return {
    kind: 'all',
    conditions: [
      { kind: 'days', from: 'period.start', to: field, comparison: 'atLeast', limit: '0' },
      { kind: 'days', from: field, to: 'period.end', comparison: 'atLeast', limit: '0' },
    ],
  };
}

/** All of the conditions hold; true without any. */
/* @__NO_SIDE_EFFECTS__ */
export function all<Field extends string>(...conditions: readonly Condition<Field>[]): Condition<Field> {
  return { kind: 'all', conditions };
}

/** At least one of the conditions holds; false without any. */
/* @__NO_SIDE_EFFECTS__ */
export function any<Field extends string>(...conditions: readonly Condition<Field>[]): Condition<Field> {
  return { kind: 'any', conditions };
}

/** The condition does not hold. */
/* @__NO_SIDE_EFFECTS__ */
export function not<Field extends string>(condition: Condition<Field>): Condition<Field> {
  return { kind: 'not', condition };
}

function limitOf<Given>(limit: Given | number): Given | string {
  return typeof limit === 'number' ? String(limit) : limit;
}
