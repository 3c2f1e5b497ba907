import type { DateFieldName, FieldName, NumericFieldName, SourceName } from '../model/fields.ts';
import type { PercentileMethod } from '../number/statistics.ts';
import type { Limit, PeriodDate } from './condition.ts';
import type { Expression, Quantity, SpanUnit } from './expression.ts';
import type { ParameterReference } from './parameter.ts';
import type { OtherDateFieldName, OtherFieldName, RecordSet } from './recordSet.ts';

/** A number of a record: the name of a field, or a {@link Quantity} made by `product`, `daysFrom` and its kin. */
export type QuantityOf<Source extends SourceName, Other extends SourceName = never> =
  | NumericFieldName<Source>
  | Quantity<FieldName<Source> | OtherFieldName<NoInfer<Other>>>;

/** A quantity between two dates, where `period.before`, `period.start`, `period.end` and `asOf` may stand for a field. */
export type SpanBetween<From extends string, To extends string> = Quantity<Exclude<From | To, PeriodDate>>;

/** The product of number fields and other quantities, for example amount times probability, or amount times days. */
/* @__NO_SIDE_EFFECTS__ */
export function product<Field extends string>(...factors: readonly (Field | Quantity<Field>)[]): Quantity<Field> {
  return {
    kind: 'product',
    factors: factors.map((factor) => (typeof factor === 'string' ? { kind: 'field', field: factor } : factor)),
  };
}

/** Days from one date of the record to another; `other.field` names a date of the record joined to it. Negative spans are left out and reported. */
/* @__NO_SIDE_EFFECTS__ */
export function daysFrom<From extends string, To extends string>(from: From, to: To): SpanBetween<From, To> {
  return span('days', from, to);
}

/** Working days after one date and through another: 0 on the same day, 1 from Friday to Monday. Negative spans are left out and reported. */
/* @__NO_SIDE_EFFECTS__ */
export function workingDaysFrom<From extends string, To extends string>(from: From, to: To): SpanBetween<From, To> {
  return span('working-days', from, to);
}

/** Months of the calendar from one date to another, whatever the day of the month: 1 from January 31 to February 1. Negative spans are left out and reported. */
/* @__NO_SIDE_EFFECTS__ */
export function monthsFrom<From extends string, To extends string>(from: From, to: To): SpanBetween<From, To> {
  return span('months', from, to);
}

/** Hours from one instant of the record to another, exact to the millisecond; left out where either has no time of day. */
/* @__NO_SIDE_EFFECTS__ */
export function hoursFrom<Field extends string>(from: Field, to: Field): Quantity<Field> {
  return { kind: 'span', unit: 'hours', from, to };
}

/** Hours in which the team works from one instant of the record to another, as clocks of the time zone show them; left out where either has no time of day. */
/* @__NO_SIDE_EFFECTS__ */
export function workingHoursFrom<Field extends string>(from: Field, to: Field): Quantity<Field> {
  return { kind: 'span', unit: 'working-hours', from, to };
}

/** Number of records. 0 for none. */
/* @__NO_SIDE_EFFECTS__ */
export function count<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
): Expression<Name> {
  return { kind: 'count', name, records };
}

/** Number of different values of a text field, or of different days of a date. 0 for none. */
/* @__NO_SIDE_EFFECTS__ */
export function distinct<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  field: FieldName<Source> | OtherFieldName<NoInfer<Other>>,
): Expression<Name> {
  return { kind: 'distinct', name, field, records };
}

/** Sum of a quantity. 0 for no records; records without the quantity are left out and reported. */
/* @__NO_SIDE_EFFECTS__ */
export function sum<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
): Expression<Name> {
  return { kind: 'sum', name, of: quantityOf(of), records };
}

/** Arithmetic mean of a quantity. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function mean<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
): Expression<Name> {
  return { kind: 'mean', name, of: quantityOf(of), records };
}

/** Smallest value of a quantity. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function minimum<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
): Expression<Name> {
  return { kind: 'minimum', name, of: quantityOf(of), records };
}

/** Largest value of a quantity. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function maximum<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
): Expression<Name> {
  return { kind: 'maximum', name, of: quantityOf(of), records };
}

/** Median of a quantity: the middle value, or the exact mean of the two in the middle. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function median<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
): Expression<Name> {
  return { kind: 'percentile', name, of: quantityOf(of), fraction: '0.5', method: 'linear', records };
}

/** Percentile of a quantity, `fraction` between 0 and 1, by a named method. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function percentile<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
  fraction: string | number | ParameterReference,
  method: PercentileMethod = 'linear',
): Expression<Name> {
  return {
    kind: 'percentile',
    name,
    of: quantityOf(of),
    fraction: limitOf(fraction),
    method,
    records,
  };
}

/**
 * Mean without the extremes: of n records the `floor(n × fraction)` smallest values and as many of the largest are left out.
 * The fraction goes from 0 to below 0.5. Undefined (`no-records`) for none.
 */
/* @__NO_SIDE_EFFECTS__ */
export function trimmedMean<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
  fraction: string | number | ParameterReference,
): Expression<Name> {
  return { kind: 'trimmed-mean', name, of: quantityOf(of), fraction: limitOf(fraction), records };
}

/** Value of a quantity in the earliest record by a date; ties go to the smaller id. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function first<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
  by: DateFieldName<Source> | OtherDateFieldName<NoInfer<Other>>,
): Expression<Name> {
  return { kind: 'first', name, of: quantityOf(of), by, records };
}

/** Value of a quantity in the latest record by a date; ties go to the greater id. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function last<Name extends string, Source extends SourceName, Other extends SourceName>(
  name: Name,
  records: RecordSet<Source, Other>,
  of: QuantityOf<Source, Other>,
  by: DateFieldName<Source> | OtherDateFieldName<NoInfer<Other>>,
): Expression<Name> {
  return { kind: 'last', name, of: quantityOf(of), by, records };
}

function span<From extends string, To extends string>(unit: SpanUnit, from: From, to: To): SpanBetween<From, To> {
  // The compiler cannot follow that From is either a period date or what Exclude leaves of it.
  return { kind: 'span', unit, from, to } as Quantity as SpanBetween<From, To>;
}

function limitOf(limit: string | number | ParameterReference): Limit {
  return typeof limit === 'number' ? String(limit) : limit;
}

function quantityOf(of: string | Quantity): Quantity {
  return typeof of === 'string' ? { kind: 'field', field: of } : of;
}
