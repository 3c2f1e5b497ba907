import * as z from 'zod/mini';
import { isCurrencyCode, isId, isInRange, type NumberRange } from '../model/field.ts';
import { type DecimalInput, decimalOfUnits, readDecimal, type Scaled } from '../number/decimal.ts';
import { expectationFor } from '../number/readDecimal.ts';
import { dayExpectation, parseDay } from '../time/day.ts';
import { once } from './once.ts';

/** What an id, a name or a role must be, to stand after "must be". */
export const textExpectation = 'well-formed text of 1 to 200 characters';
/** What a currency must be. */
export const currencyExpectation = 'an ISO 4217 currency code such as "USD"';

/** What JSON Schema is told of a value that Zod only checks. */
type Description = Readonly<Record<string, unknown>>;

const descriptions = /* @__PURE__ */ z.registry<Description>();

/** The JSON Schema of a single value; undefined for what JSON Schema can say by itself. */
export function descriptionOf(schema: z.core.$ZodType): Description | undefined {
  return descriptions.get(schema);
}

type Leaf<T> = z.ZodMiniCustom<T, T>;
/** A decimal in any form, which becomes its plain text. */
type DecimalLeaf = z.ZodMiniPipe<Leaf<DecimalInput>, z.ZodMiniTransform<string, DecimalInput>>;

/** A single value. The message of its problem is only what was expected; `schemaProblems` makes a sentence of it. */
/* @__NO_SIDE_EFFECTS__ */
function leaf<T>(
  accepts: (value: unknown) => boolean,
  expected: string | ((value: unknown) => string),
  description: Description,
): Leaf<T> {
  const error =
    typeof expected === 'string' ? expected : (issue: { readonly input?: unknown }): string => expected(issue.input);
  return z.custom<T>(accepts, { error }).register(descriptions, description);
}

/* @__NO_SIDE_EFFECTS__ */
function textLeaf(accepts: (value: string) => boolean, expected: string, description: Description): Leaf<string> {
  return leaf((value) => typeof value === 'string' && accepts(value), expected, { type: 'string', ...description });
}

/** What a number of a range must be. */
export const rangeExpectations: Readonly<Record<NumberRange, string>> = {
  any: '',
  'not-negative': '0 or more',
  positive: 'more than 0',
  share: 'from 0 to 1',
};

/** The same for JSON Schema. */
const rangeBounds: Readonly<Record<NumberRange, Description>> = {
  any: {},
  'not-negative': { minimum: 0 },
  positive: { exclusiveMinimum: 0 },
  share: { minimum: 0, maximum: 1 },
};

/* @__NO_SIDE_EFFECTS__ */
function decimalIn(range: NumberRange): DecimalLeaf {
  const accepts = (value: unknown): boolean => {
    const read = readDecimal(value);
    return read !== null && isInRange(read.coefficient, read.scale, range);
  };
  const expected = (value: unknown): string =>
    readDecimal(value) === null ? expectationFor(value) : rangeExpectations[range];
  const description = {
    anyOf: [
      {
        type: 'number',
        ...rangeBounds[range],
      },
      {
        type: 'string',
        maxLength: 200,
        pattern: `^${range === 'any' ? '[+-]?' : '\\+?'}(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?$`,
      },
    ],
  };
  return z.pipe(leaf<DecimalInput>(accepts, expected, description), z.transform(plainDecimal));
}

/** A decimal that was accepted as plain text: equal numbers are equal texts. */
function plainDecimal(value: DecimalInput): string {
  const { coefficient, scale } = readDecimal(value) as Scaled;
  return decimalOfUnits(BigInt(coefficient), scale).toFixed();
}

/** A whole number within bounds, both included. */
/* @__NO_SIDE_EFFECTS__ */
export function wholeNumber(least: number, most: number): Leaf<number> {
  return leaf(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    `a whole number from ${least} to ${most}`,
    { type: 'integer', minimum: least, maximum: most },
  );
}

/** An object with these fields and no others. The message of an unknown one lists them, so that `schemaProblems` can suggest one. */
/* @__NO_SIDE_EFFECTS__ */
export function closed<T extends z.core.$ZodLooseShape>(shape: T): z.ZodMiniObject<T, z.core.$strict> {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? names : 'an object') });
}

/** A list with at least one item. */
/* @__NO_SIDE_EFFECTS__ */
export function listOf<T extends z.core.SomeType>(item: T): z.ZodMiniArray<T> {
  return z.array(item).check(z.minLength(1));
}

/** The schemas of single values. */
export const valueSchemas = once(() => ({
  text: textLeaf(isId, textExpectation, { minLength: 1, maxLength: 200 }),
  day: textLeaf((value) => !Number.isNaN(parseDay(value)), dayExpectation, { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  currency: textLeaf(isCurrencyCode, currencyExpectation, { pattern: '^[A-Z]{3}$' }),
  flag: z.boolean(),
  decimal: decimalIn('any'),
  notNegative: decimalIn('not-negative'),
  share: decimalIn('share'),
  days: wholeNumber(0, 36_525),
  grain: z.enum(['week', 'month', 'quarter', 'year']),
  measureOrAttainment: z.optional(z.enum(['measure', 'attainment'])),
  boundSide: z.optional(z.enum(['lower', 'upper'])),
  value: leaf<string | number | boolean>(
    (given) =>
      typeof given === 'string' || typeof given === 'boolean' || (typeof given === 'number' && Number.isFinite(given)),
    'text, a number, true or false',
    { type: ['string', 'number', 'boolean'] },
  ),
}));
