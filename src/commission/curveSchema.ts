import * as z from 'zod/mini';
import { once } from './once.ts';
import { closed, listOf, valueSchemas } from './valueSchemas.ts';

/** The schema of a table of rates. */
export const rateTableSchema = once(() => {
  const { boundSide, decimal, measureOrAttainment, text } = valueSchemas();
  return closed({
    by: text,
    on: measureOrAttainment,
    closed: boundSide,
    tiers: listOf(closed({ from: decimal, rate: decimal })),
  });
});

/** The schema of a curve, also of one that replaces that of the plan for a payee. */
export const curveSchema = once(() => {
  const { boundSide, decimal, measureOrAttainment } = valueSchemas();
  const tier = closed({
    from: decimal,
    rate: z.optional(z.union([decimal, rateTableSchema()])),
    multiplier: z.optional(decimal),
    amount: z.optional(decimal),
    share: z.optional(decimal),
  });
  return closed({
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
});
