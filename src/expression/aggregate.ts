import type { DateFieldName, FieldName, NumericFieldName, SourceName } from '../model/fields.ts';
import type { PercentileMethod } from '../number/statistics.ts';
import type { Expression, Quantity } from './expression.ts';
import type { ParameterReference } from './parameter.ts';
import type { RecordSet } from './recordSet.ts';

/** A number of a record: the name of a field, or a {@link Quantity} made by `product`, `daysFrom` or `hoursFrom`. */
export type QuantityOf<Source extends SourceName, Next extends string = never> =
  | NumericFieldName<Source>
  | Quantity<FieldName<Source> | `next.${NoInfer<Next>}`>;

/** The product of number fields, for example amount times probability. */
/* @__NO_SIDE_EFFECTS__ */
export function product<Field extends string>(...fields: readonly Field[]): Quantity<Field> {
  return { kind: 'product', fields };
}

/** Days from one date of the record to another; `next.field` names a date of the record that follows it. Negative spans are left out and reported. */
/* @__NO_SIDE_EFFECTS__ */
export function daysFrom<Field extends string>(from: Field, to: Field): Quantity<Field> {
  return { kind: 'span', unit: 'days', from, to };
}

/** Hours from one instant of the record to another, exact to the millisecond; left out where either has no time of day. */
/* @__NO_SIDE_EFFECTS__ */
export function hoursFrom<Field extends string>(from: Field, to: Field): Quantity<Field> {
  return { kind: 'span', unit: 'hours', from, to };
}

/** Number of records. 0 for none. */
/* @__NO_SIDE_EFFECTS__ */
export function count<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
): Expression<Name> {
  return { kind: 'count', name, records };
}

/** Number of different values of a text field. 0 for none. */
/* @__NO_SIDE_EFFECTS__ */
export function distinct<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  field: FieldName<Source>,
): Expression<Name> {
  return { kind: 'distinct', name, field, records };
}

/** Sum of a quantity. 0 for no records; records without the quantity are left out and reported. */
/* @__NO_SIDE_EFFECTS__ */
export function sum<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
): Expression<Name> {
  return { kind: 'sum', name, of: quantityOf(of), records };
}

/** Arithmetic mean of a quantity. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function mean<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
): Expression<Name> {
  return { kind: 'mean', name, of: quantityOf(of), records };
}

/** Smallest value of a quantity. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function minimum<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
): Expression<Name> {
  return { kind: 'minimum', name, of: quantityOf(of), records };
}

/** Largest value of a quantity. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function maximum<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
): Expression<Name> {
  return { kind: 'maximum', name, of: quantityOf(of), records };
}

/** Median of a quantity: the middle value, or the exact mean of the two in the middle. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function median<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
): Expression<Name> {
  return { kind: 'percentile', name, of: quantityOf(of), fraction: '0.5', method: 'linear', records };
}

/** Percentile of a quantity, `fraction` between 0 and 1, by a named method. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function percentile<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
  fraction: string | number | ParameterReference,
  method: PercentileMethod = 'linear',
): Expression<Name> {
  return {
    kind: 'percentile',
    name,
    of: quantityOf(of),
    fraction: typeof fraction === 'number' ? String(fraction) : fraction,
    method,
    records,
  };
}

/** Value of a quantity in the earliest record by a date; ties go to the smaller id. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function first<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
  by: DateFieldName<Source>,
): Expression<Name> {
  return { kind: 'first', name, of: quantityOf(of), by, records };
}

/** Value of a quantity in the latest record by a date; ties go to the greater id. Undefined (`no-records`) for none. */
/* @__NO_SIDE_EFFECTS__ */
export function last<Name extends string, Source extends SourceName, Next extends string>(
  name: Name,
  records: RecordSet<Source, Next>,
  of: QuantityOf<Source, Next>,
  by: DateFieldName<Source>,
): Expression<Name> {
  return { kind: 'last', name, of: quantityOf(of), by, records };
}

function quantityOf(of: string | Quantity): Quantity {
  return typeof of === 'string' ? { kind: 'field', field: of } : of;
}
