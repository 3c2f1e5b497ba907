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
  id: optionalId('Identifier, unique among the quotas where it is given.'),
  /** Rep who carries it. */
  ownerId: optionalReference('reps', 'Rep who carries it.'),
  /** Team that carries it. */
  teamId: optionalReference('teams', 'Team that carries it.'),
  /** Territory that carries it. */
  territoryId: optionalReference('territories', 'Territory that carries it.'),
  /** First day. */
  startsOn: day('First day.'),
  /** First day after it. */
  endsOn: day('First day after it.'),
  /** What is to be sold, in `currency`, after ramp and proration; zero or more. Required without `quantity`. */
  amount: optionalAmount(
    'What is to be sold, in `currency`, after ramp and proration; zero or more. Required without `quantity`.',
    'not-negative',
  ),
  /** What is to be sold, in units; zero or more. Required without `amount`. */
  quantity: optionalQuantity(
    'count',
    'What is to be sold, in units; zero or more. Required without `amount`.',
    'not-negative',
  ),
  /** What a fully productive rep would have to sell in this time, in `currency`: the amount before ramp and proration. */
  fullAmount: optionalAmount(
    'What a fully productive rep would have to sell in this time, in `currency`: the amount before ramp and proration.',
    'not-negative',
  ),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency('ISO 4217 code of the amounts of this record; the reporting currency where missing.'),
  /** What it counts; `bookings` where missing. */
  measure: optionalText('What it counts; `bookings` where missing.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A quota: what a rep, a team or a territory is to sell from `startsOn` up to, and not including, `endsOn`. */
export interface Quota extends z.infer<typeof quotaSchema> {}
