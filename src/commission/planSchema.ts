import * as z from 'zod/mini';
import { isCurrencyCode, isId, isInRange, type NumberRange } from '../model/field.ts';
import { type DecimalInput, decimalOfUnits, readDecimal, type Scaled } from '../number/decimal.ts';
import { expectationFor } from '../number/readDecimal.ts';
import { weekdays } from '../time/calendar.ts';
import { dayExpectation, parseDay } from '../time/day.ts';

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

/* @__NO_SIDE_EFFECTS__ */
function wholeNumber(least: number, most: number): Leaf<number> {
  return leaf(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    `a whole number from ${least} to ${most}`,
    { type: 'integer', minimum: least, maximum: most },
  );
}

/** An object with these fields and no others. The message of an unknown one lists them, so that `schemaProblems` can suggest one. */
/* @__NO_SIDE_EFFECTS__ */
function closed<T extends z.core.$ZodLooseShape>(shape: T): z.ZodMiniObject<T, z.core.$strict> {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? names : 'an object') });
}

/** A list with at least one item. */
/* @__NO_SIDE_EFFECTS__ */
function listOf<T extends z.core.SomeType>(item: T): z.ZodMiniArray<T> {
  return z.array(item).check(z.minLength(1));
}

const text = textLeaf(isId, textExpectation, { minLength: 1, maxLength: 200 });
const day = textLeaf((value) => !Number.isNaN(parseDay(value)), dayExpectation, { pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const currency = textLeaf(isCurrencyCode, currencyExpectation, { pattern: '^[A-Z]{3}$' });
const flag = z.boolean();
const decimal = decimalIn('any');
const notNegative = decimalIn('not-negative');
const share = decimalIn('share');
const days = wholeNumber(0, 36_525);
const grain = z.enum(['week', 'month', 'quarter', 'year']);
const measureOrAttainment = z.optional(z.enum(['measure', 'attainment']));
const boundSide = z.optional(z.enum(['lower', 'upper']));
const value = leaf<string | number | boolean>(
  (given) =>
    typeof given === 'string' || typeof given === 'boolean' || (typeof given === 'number' && Number.isFinite(given)),
  'text, a number, true or false',
  { type: ['string', 'number', 'boolean'] },
);

// Curves

const rateTiers = listOf(closed({ from: decimal, rate: decimal }));

const rateTable = closed({
  by: text,
  on: measureOrAttainment,
  closed: boundSide,
  tiers: rateTiers,
});

const tier = closed({
  from: decimal,
  rate: z.optional(z.union([decimal, rateTable])),
  multiplier: z.optional(decimal),
  amount: z.optional(decimal),
  share: z.optional(decimal),
});

/** The schema of a curve, also of one that replaces that of the plan for a payee. */
export const curveSchema = closed({
  mode: z.enum(['marginal', 'whole', 'whole-above', 'linear', 'per-deal']),
  on: measureOrAttainment,
  tiers: listOf(tier),
  closed: boundSide,
  floor: z.optional(decimal),
  read: z.optional(z.enum(['before', 'after'])),
  beyond: z.optional(z.enum(['flat', 'extend'])),
  minimum: z.optional(decimal),
  maximum: z.optional(decimal),
});

// Measures

const eventCondition = closed({
  field: text,
  is: z.optional(value),
  isNot: z.optional(value),
  isOneOf: z.optional(listOf(value)),
  isMissing: z.optional(flag),
  above: z.optional(decimal),
  atLeast: z.optional(decimal),
  atMost: z.optional(decimal),
  below: z.optional(decimal),
});

const measureCondition = closed({
  measure: text,
  on: measureOrAttainment,
  above: z.optional(decimal),
  atLeast: z.optional(decimal),
  atMost: z.optional(decimal),
  below: z.optional(decimal),
});

const team = closed({
  levels: z.optional(wholeNumber(1, 1000)),
  withOwn: z.optional(flag),
  asOf: z.optional(z.enum(['event', 'period-end'])),
});

const target = closed({
  prorate: z.optional(z.enum(['none', 'days', 'working-days', 'months'])),
  weights: z.optional(z.array(share)),
  ramp: z.optional(listOf(notNegative)),
  zero: z.optional(z.enum(['error', 'none', 'full'])),
});

const window = z.union([
  z.enum(['event', 'week', 'month', 'quarter', 'year', 'quota', 'start']),
  closed({ months: wholeNumber(1, 1200) }),
]);

/** The schema of a measure. */
export const measureSchema = z.discriminatedUnion('kind', [
  closed({
    kind: z.literal('credits'),
    of: z.optional(text),
    where: z.optional(listOf(eventCondition)),
    roles: z.optional(listOf(text)),
    split: z.optional(z.enum(['credit', 'money'])),
    shares: z.optional(z.enum(['any', 'one'])),
    team: z.optional(team),
    aggregate: z.optional(z.enum(['sum', 'maximum'])),
    window,
    reversals: z.optional(z.enum(['keep', 'current', 'origin'])),
    target: z.optional(target),
  }),
  closed({ kind: z.literal('ratio'), of: text, per: text }),
  closed({
    kind: z.literal('given'),
    window: z.enum(['week', 'month', 'quarter', 'year', 'quota', 'start']),
    target: z.optional(target),
  }),
  closed({ kind: z.literal('tenure'), unit: z.enum(['months', 'days']) }),
]);

// Components

const factor = closed({
  name: z.optional(text),
  when: z.optional(listOf(measureCondition)),
  multiply: z.optional(z.union([notNegative, rateTable])),
  otherwise: z.optional(notNegative),
  adds: z.optional(flag),
});

const limit = closed({
  per: z.enum(['line', 'deal', 'period', 'quarter', 'year', 'ever']),
  minimum: z.optional(notNegative),
  maximum: z.optional(notNegative),
  overflow: z.optional(z.enum(['lose', 'carry', 'review'])),
});

const instalment = closed({
  share,
  on: text,
  plusDays: z.optional(days),
  expiresAfterDays: z.optional(days),
});

const reversal = closed({
  money: z.optional(z.enum(['original-line', 'original-rate', 'recompute'])),
  limitTo: z.optional(z.enum(['paid', 'earned'])),
  decay: z.optional(listOf(closed({ from: notNegative, rate: share }))),
  within: z.optional(days),
});

const component = {
  id: text,
  name: z.optional(text),
  from: z.optional(day),
  to: z.optional(day),
  factors: z.optional(listOf(factor)),
  limits: z.optional(listOf(limit)),
  release: z.optional(listOf(instalment)),
};

const scoreRule = closed({
  measure: text,
  on: measureOrAttainment,
  weight: share,
  points: z.optional(listOf(closed({ at: decimal, score: decimal }))),
});

/** The schema of a component. */
export const componentSchema = z.discriminatedUnion('kind', [
  closed({
    ...component,
    kind: z.literal('curve'),
    measure: text,
    curve: curveSchema,
    base: z.optional(text),
    targetPay: z.optional(notNegative),
    reversal: z.optional(reversal),
  }),
  closed({
    ...component,
    kind: z.literal('bonus'),
    amount: z.optional(notNegative),
    per: grain,
    prorate: z.optional(flag),
    scores: z.optional(listOf(scoreRule)),
  }),
  closed({
    ...component,
    kind: z.literal('rank'),
    measure: text,
    on: measureOrAttainment,
    prizes: listOf(notNegative),
    ties: z.enum(['share', 'duplicate', 'dense']),
    per: grain,
  }),
  closed({
    ...component,
    kind: z.literal('override'),
    of: listOf(text),
    rate: notNegative,
    team: z.optional(team),
    per: z.optional(grain),
  }),
]);

// The plan

/** The schema of a draw, also of one that a payee has beside those of the plan. */
const drawSchema = closed({
  id: text,
  kind: z.enum(['guarantee', 'additional']),
  amount: z.union([notNegative, listOf(notNegative)]),
  recoverable: flag,
  from: z.optional(day),
  to: z.optional(day),
  recoverFrom: z.optional(day),
  recoverShare: z.optional(share),
  recoverAgainst: z.optional(listOf(text)),
  forgiveOn: z.optional(day),
});

const settlement = closed({
  draws: z.optional(listOf(drawSchema)),
  overpaymentShare: z.optional(share),
  maximum: z.optional(notNegative),
  overflow: z.optional(z.enum(['lose', 'carry'])),
  minimumPayment: z.optional(notNegative),
});

const calendar = z.discriminatedUnion('kind', [
  closed({
    kind: z.literal('months'),
    startMonth: wholeNumber(1, 12),
    namedBy: z.enum(['start', 'end']),
    weekStart: z.enum(weekdays),
  }),
  closed({
    kind: z.literal('weeks'),
    pattern: z.enum(['4-4-5', '4-5-4', '5-4-4']),
    endMonth: wholeNumber(1, 12),
    endWeekday: z.enum(weekdays),
    endRule: z.enum(['last', 'nearest']),
    namedBy: z.enum(['start', 'end']),
  }),
]);

/** The schema of what an assignment holds beside texts and dates. */
export const termsSchema = closed({
  targetPay: z.optional(z.union([notNegative, z.record(text, notNegative)])),
  curves: z.optional(z.record(text, curveSchema)),
  draws: z.optional(listOf(drawSchema)),
});

/** The schema of a plan. What its fields say of each other is checked by `checkPlan`. */
export const planSchema = closed({
  id: text,
  name: z.optional(text),
  from: z.optional(day),
  to: z.optional(day),
  currency,
  period: z.optional(grain),
  calendar: z.optional(calendar),
  rounding: z.optional(z.enum(['half-even', 'half-up', 'half-down', 'up', 'down', 'ceiling', 'floor'])),
  rateOn: z.optional(z.enum(['event', 'period-start', 'period-end', 'year-start'])),
  measures: z.record(text, measureSchema),
  components: listOf(componentSchema),
  limits: z.optional(listOf(limit)),
  pools: z.optional(listOf(closed({ per: grain, maximum: notNegative, of: z.optional(listOf(text)) }))),
  release: z.optional(listOf(instalment)),
  settlement: z.optional(settlement),
});
