import * as z from 'zod/mini';
import {
  attributes,
  day,
  optionalAmount,
  optionalCurrency,
  optionalId,
  optionalQuantity,
  optionalReference,
  optionalText,
} from './field.ts';

/** Shape of a quota. */
export const quotaSchema = z.object({
  /** Identifier, unique among the quotas where it is given. */
  id: optionalId(),
  /** Rep who carries it. */
  ownerId: optionalReference('reps'),
  /** Team that carries it. */
  teamId: optionalReference('teams'),
  /** Territory that carries it. */
  territoryId: optionalReference('territories'),
  /** First day. */
  startsOn: day(),
  /** First day after it. */
  endsOn: day(),
  /** What is to be sold, in `currency`, after ramp and proration; zero or more. Required without `quantity`. */
  amount: optionalAmount('not-negative'),
  /** What is to be sold, in units; zero or more. Required without `amount`. */
  quantity: optionalQuantity('count', 'not-negative'),
  /** What a fully productive rep would have to sell in this time, in `currency`: the amount before ramp and proration. */
  fullAmount: optionalAmount('not-negative'),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** What it counts; `bookings` where missing. */
  measure: optionalText(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A quota: what a rep, a team or a territory is to sell from `startsOn` up to, and not including, `endsOn`. */
export interface Quota extends z.infer<typeof quotaSchema> {}
