import * as z from 'zod/mini';
import { type DecimalInput, decimalExpectation, readDecimal } from '../number/decimal.ts';
import { momentExpectation, readMoment } from '../time/instant.ts';

/** What a field holds, which decides how it is read, stored and used. */
type FieldKind = 'id' | 'text' | 'choice' | 'amount' | 'number' | 'day' | 'moment' | 'flag';

/** What a number of a field counts; `null` for a bare number, and for everything that is no number. */
export type FieldUnit = 'currency' | 'count' | 'ratio' | 'days' | 'months' | null;

/** Which numbers a field takes: any, zero or more, more than zero, or a share from 0 to 1. */
export type NumberRange = 'any' | 'not-negative' | 'positive' | 'share';

/** What the library knows of one field of a record. */
export interface Field {
  /** How the field is read, stored and used. */
  readonly kind: FieldKind;
  /** Unit of its numbers. */
  readonly unit: FieldUnit;
  /** Whether every record must have it. */
  readonly required: boolean;
  /** The closed list of values, for a `choice`. */
  readonly choices?: readonly string[];
  /** The source whose records this id names. */
  readonly references?: string;
  /** Which numbers it takes. */
  readonly range?: NumberRange;
  /** Set where a text is an ISO 4217 currency code. */
  readonly isCurrency?: boolean;
  /** Set where the library works the field out, so that no record may have it. */
  readonly isDerived?: boolean;
}

/** A moment or a calendar date, as users write it: `2026-08-05`, an ISO instant with its offset, or a `Date`. */
export type DateInput = string | Date;

/** An identifier as users write it; a number becomes its decimal text. */
export type IdInput = string | number;

/** A yes or no as users write it; the two words are what a CSV file has. */
export type FlagInput = boolean | 'true' | 'false';

/** A value of a custom field. */
export type AttributeValue = string | number | boolean | null | undefined;

/** Longest identifier that is accepted, in UTF-16 units. */
const longestId = 200;

const registry = /* @__PURE__ */ z.registry<Field>();

/** What is known of one field of a schema; undefined for `attributes`, which has no column of its own. */
export function fieldOf(schema: z.core.$ZodType): Field | undefined {
  return registry.get(schema);
}

const loneSurrogate = /\p{Surrogate}/u;

/** Whether a text can be an identifier. */
export function isId(text: string): boolean {
  return text.length > 0 && text.length <= longestId && !loneSurrogate.test(text);
}

/** Whether a number can be an identifier: beyond 2^53 two different ids could already be the same number. */
export function isIdNumber(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

const currencyCode = /^[A-Z]{3}$/;

/** Whether a text has the form of an ISO 4217 currency code. */
export function isCurrencyCode(text: string): boolean {
  return currencyCode.test(text);
}

/** What a value of a field should be, to stand after "must be" in a message. */
export function expectationOf(field: Field): string {
  switch (field.kind) {
    case 'id':
      return `well-formed text of 1 to ${longestId} characters, or a number`;
    case 'text':
      return field.isCurrency === true ? 'an ISO 4217 currency code such as "USD"' : 'text';
    case 'choice':
      return `one of ${(field.choices ?? []).map((choice) => `"${choice}"`).join(', ')}`;
    case 'flag':
      return 'true or false';
    case 'day':
    case 'moment':
      return momentExpectation;
    default:
      return decimalExpectation;
  }
}

type Optional<T> = z.ZodMiniOptional<z.ZodMiniCustom<T | null, T | null>>;
type Required<T> = z.ZodMiniCustom<T, T>;
type Check = (value: unknown) => boolean;

// A required field is what its kind accepts; an optional one may also be left out, undefined or null: rows of CSV and JSON say "missing" so.
function requiredField<T>(check: Check, field: Omit<Field, 'required'>): Required<T> {
  return z.custom<T>(check).register(registry, { ...field, required: true });
}

function optionalField<T>(check: Check, field: Omit<Field, 'required'>): Optional<T> {
  return z
    .optional(z.custom<T | null>((value) => value === null || check(value)))
    .register(registry, { ...field, required: false });
}

const isIdInput: Check = (value) =>
  typeof value === 'string' ? isId(value) : typeof value === 'number' && isIdNumber(value);
// An empty text of an optional field is a missing one, so it is not wrong.
const isOptionalIdInput: Check = (value) => value === '' || isIdInput(value);
const isText: Check = (value) => typeof value === 'string';
const isRequiredText: Check = (value) => typeof value === 'string' && value !== '';
const isCurrencyText: Check = (value) => typeof value === 'string' && (value === '' || isCurrencyCode(value));
const isFlag: Check = (value) => typeof value === 'boolean' || value === 'true' || value === 'false';
// The schema asks for the form only; the zone decides which day it is, never whether it is one.
const isMoment: Check = (value) => readMoment(value, 'UTC') !== null;

function isNumberIn(range: NumberRange): Check {
  return (value) => {
    const scaled = readDecimal(value);
    return scaled !== null && isInRange(scaled.coefficient, scaled.scale, range);
  };
}

/** Whether coefficient / 10^scale lies in a range. */
export function isInRange(coefficient: number | bigint, scale: number, range: NumberRange): boolean {
  switch (range) {
    case 'any':
      return true;
    case 'not-negative':
      return coefficient >= 0;
    case 'positive':
      return coefficient > 0;
    case 'share':
      return coefficient >= 0 && (coefficient === 0 || (scale >= 0 && BigInt(coefficient) <= 10n ** BigInt(scale)));
  }
}

/** The id of the record itself. */
/* @__NO_SIDE_EFFECTS__ */
export function id(): Required<IdInput> {
  return requiredField(isIdInput, { kind: 'id', unit: null });
}

/** An id of the record itself, for records that are rarely named. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalId(): Optional<IdInput> {
  return optionalField(isOptionalIdInput, { kind: 'id', unit: null });
}

/** The id of a record of another source. */
/* @__NO_SIDE_EFFECTS__ */
export function reference(references: string): Required<IdInput> {
  return requiredField(isIdInput, { kind: 'id', unit: null, references });
}

/** The id of a record of another source, where there is one. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalReference(references: string | null): Optional<IdInput> {
  return optionalField(isOptionalIdInput, {
    kind: 'id',
    unit: null,
    ...(references === null ? {} : { references }),
  });
}

/** A text that must be there. */
/* @__NO_SIDE_EFFECTS__ */
export function text(): Required<string> {
  return requiredField(isRequiredText, { kind: 'text', unit: null });
}

/** A text; an empty one is missing. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalText(): Optional<string> {
  return optionalField(isText, { kind: 'text', unit: null });
}

/** An ISO 4217 currency code that must be there. */
/* @__NO_SIDE_EFFECTS__ */
export function currency(): Required<string> {
  return requiredField((value) => value !== '' && isCurrencyText(value), {
    kind: 'text',
    unit: null,
    isCurrency: true,
  });
}

/** An ISO 4217 currency code; the reporting currency where it is missing. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalCurrency(): Optional<string> {
  return optionalField(isCurrencyText, { kind: 'text', unit: null, isCurrency: true });
}

/** One of a closed list of texts. */
/* @__NO_SIDE_EFFECTS__ */
export function choice<const C extends readonly string[]>(choices: C): Required<C[number]> {
  return requiredField((value) => choices.includes(value as string), {
    kind: 'choice',
    unit: null,
    choices,
  });
}

/** One of a closed list of texts, where it is known. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalChoice<const C extends readonly string[]>(choices: C): Optional<C[number]> {
  return optionalField((value) => value === '' || choices.includes(value as string), {
    kind: 'choice',
    unit: null,
    choices,
  });
}

/** Money that must be there, in the currency of the record. */
/* @__NO_SIDE_EFFECTS__ */
export function amount(range: NumberRange = 'any'): Required<DecimalInput> {
  return requiredField(isNumberIn(range), { kind: 'amount', unit: 'currency', range });
}

/** Money, in the currency of the record. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalAmount(range: NumberRange = 'any'): Optional<DecimalInput> {
  return optionalField(isNumberIn(range), { kind: 'amount', unit: 'currency', range });
}

/** Money that is worked out, in the reporting currency. */
/* @__NO_SIDE_EFFECTS__ */
export function derivedAmount(): Optional<DecimalInput> {
  return optionalField(isNumberIn('any'), { kind: 'amount', unit: 'currency', isDerived: true });
}

/** A number that must be there. */
/* @__NO_SIDE_EFFECTS__ */
export function quantity(unit: FieldUnit, range: NumberRange = 'any'): Required<DecimalInput> {
  return requiredField(isNumberIn(range), { kind: 'number', unit, range });
}

/** A number. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalQuantity(unit: FieldUnit, range: NumberRange = 'any'): Optional<DecimalInput> {
  return optionalField(isNumberIn(range), { kind: 'number', unit, range });
}

/** A calendar date that must be there. */
/* @__NO_SIDE_EFFECTS__ */
export function day(): Required<DateInput> {
  return requiredField(isMoment, { kind: 'day', unit: null });
}

/** A calendar date. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalDay(): Optional<DateInput> {
  return optionalField(isMoment, { kind: 'day', unit: null });
}

/** A date that must be there, with its time of day where it is known. */
/* @__NO_SIDE_EFFECTS__ */
export function moment(): Required<DateInput> {
  return requiredField(isMoment, { kind: 'moment', unit: null });
}

/** A date, with its time of day where it is known. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalMoment(): Optional<DateInput> {
  return optionalField(isMoment, { kind: 'moment', unit: null });
}

/** A yes or no. */
/* @__NO_SIDE_EFFECTS__ */
export function optionalFlag(): Optional<FlagInput> {
  return optionalField((value) => value === '' || isFlag(value), { kind: 'flag', unit: null });
}

/** Custom fields of a record. */
/* @__NO_SIDE_EFFECTS__ */
export function attributes(): z.ZodMiniOptional<
  z.ZodMiniNullable<z.ZodMiniRecord<z.ZodMiniString, z.ZodMiniCustom<AttributeValue, AttributeValue>>>
> {
  return z.optional(z.nullable(z.record(z.string(), z.custom<AttributeValue>(isAttributeValue))));
}

/** Whether a value can stand in a custom field. */
export function isAttributeValue(value: unknown): value is AttributeValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return true;
    case 'number':
      return Number.isFinite(value);
    default:
      return value === null;
  }
}
