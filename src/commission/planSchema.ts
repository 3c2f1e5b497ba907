import * as z from 'zod/mini';
import { weekdays } from '../time/calendar.ts';
import { curveSchema, rateTableSchema } from './curveSchema.ts';
import { once } from './once.ts';
import { closed, listOf, valueSchemas, wholeNumber } from './valueSchemas.ts';

// Measures

const teamSchema = once(() =>
  closed({
    levels: z.optional(wholeNumber(1, 1000)),
    withOwn: z.optional(valueSchemas().flag),
    asOf: z.optional(z.enum(['event', 'period-end'])),
  }),
);

/** The schema of a measure. */
export const measureSchema = once(() => {
  const { decimal, flag, notNegative, share, text, value } = valueSchemas();
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
  return z.discriminatedUnion('kind', [
    closed({
      kind: z.literal('credits'),
      of: z.optional(text),
      where: z.optional(listOf(eventCondition)),
      roles: z.optional(listOf(text)),
      split: z.optional(z.enum(['credit', 'money'])),
      shares: z.optional(z.enum(['any', 'one'])),
      team: z.optional(teamSchema()),
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
});

// Components

const factorSchema = once(() => {
  const { decimal, flag, measureOrAttainment, notNegative, text } = valueSchemas();
  const measureCondition = closed({
    measure: text,
    on: measureOrAttainment,
    above: z.optional(decimal),
    atLeast: z.optional(decimal),
    atMost: z.optional(decimal),
    below: z.optional(decimal),
  });
  return closed({
    name: z.optional(text),
    when: z.optional(listOf(measureCondition)),
    multiply: z.optional(z.union([notNegative, rateTableSchema()])),
    otherwise: z.optional(notNegative),
    adds: z.optional(flag),
  });
});

const limitSchema = once(() => {
  const { notNegative } = valueSchemas();
  return closed({
    per: z.enum(['line', 'deal', 'period', 'quarter', 'year', 'ever']),
    minimum: z.optional(notNegative),
    maximum: z.optional(notNegative),
    overflow: z.optional(z.enum(['lose', 'carry', 'review'])),
  });
});

const instalmentSchema = once(() => {
  const { days, share, text } = valueSchemas();
  return closed({
    share,
    on: text,
    plusDays: z.optional(days),
    expiresAfterDays: z.optional(days),
  });
});

const reversalSchema = once(() => {
  const { days, notNegative, share } = valueSchemas();
  return closed({
    money: z.optional(z.enum(['original-line', 'original-rate', 'recompute'])),
    limitTo: z.optional(z.enum(['paid', 'earned'])),
    decay: z.optional(listOf(closed({ from: notNegative, rate: share }))),
    within: z.optional(days),
  });
});

/** The schema of a component. */
export const componentSchema = once(() => {
  const { day, decimal, flag, grain, measureOrAttainment, notNegative, share, text } = valueSchemas();
  const component = {
    id: text,
    name: z.optional(text),
    from: z.optional(day),
    to: z.optional(day),
    factors: z.optional(listOf(factorSchema())),
    limits: z.optional(listOf(limitSchema())),
    release: z.optional(listOf(instalmentSchema())),
  };
  const scoreRule = closed({
    measure: text,
    on: measureOrAttainment,
    weight: share,
    points: z.optional(listOf(closed({ at: decimal, score: decimal }))),
  });
  return z.discriminatedUnion('kind', [
    closed({
      ...component,
      kind: z.literal('curve'),
      measure: text,
      curve: curveSchema(),
      base: z.optional(text),
      targetPay: z.optional(notNegative),
      reversal: z.optional(reversalSchema()),
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
      team: z.optional(teamSchema()),
      per: z.optional(grain),
    }),
  ]);
});

// The plan

/** The schema of a draw, also of one that a payee has beside those of the plan. */
const drawSchema = once(() => {
  const { day, flag, notNegative, share, text } = valueSchemas();
  return closed({
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
});

const settlementSchema = once(() => {
  const { notNegative, share } = valueSchemas();
  return closed({
    draws: z.optional(listOf(drawSchema())),
    overpaymentShare: z.optional(share),
    maximum: z.optional(notNegative),
    overflow: z.optional(z.enum(['lose', 'carry'])),
    minimumPayment: z.optional(notNegative),
  });
});

const calendarSchema = once(() =>
  z.discriminatedUnion('kind', [
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
  ]),
);

/** The schema of what an assignment holds beside texts and dates. */
export const termsSchema = once(() => {
  const { notNegative, text } = valueSchemas();
  return closed({
    targetPay: z.optional(z.union([notNegative, z.record(text, notNegative)])),
    curves: z.optional(z.record(text, curveSchema())),
    draws: z.optional(listOf(drawSchema())),
  });
});

/** The schema of a plan. What its fields say of each other is checked by `checkParts`. */
export const planSchema = once(() => {
  const { currency, day, grain, notNegative, text } = valueSchemas();
  return closed({
    id: text,
    name: z.optional(text),
    from: z.optional(day),
    to: z.optional(day),
    currency,
    period: z.optional(grain),
    calendar: z.optional(calendarSchema()),
    rounding: z.optional(z.enum(['half-even', 'half-up', 'half-down', 'up', 'down', 'ceiling', 'floor'])),
    rateOn: z.optional(z.enum(['event', 'period-start', 'period-end', 'year-start'])),
    measures: z.record(text, measureSchema()),
    components: listOf(componentSchema()),
    limits: z.optional(listOf(limitSchema())),
    pools: z.optional(listOf(closed({ per: grain, maximum: notNegative, of: z.optional(listOf(text)) }))),
    release: z.optional(listOf(instalmentSchema())),
    settlement: z.optional(settlementSchema()),
  });
});
