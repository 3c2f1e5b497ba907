import * as z from 'zod/mini';
import {
  amount,
  attributes,
  choice,
  day,
  optionalCurrency,
  optionalId,
  optionalReference,
  optionalText,
  reference,
} from './field.ts';

/** Shape of a quota credit. */
export const creditSchema = z.object({
  /** Identifier, unique among the credits where it is given. */
  id: optionalId('Identifier, unique among the credits where it is given.'),
  /** Opportunity it is for. */
  opportunityId: optionalReference('opportunities', 'Opportunity it is for.'),
  /** Rep who is credited. */
  ownerId: reference('reps', 'Rep who is credited.'),
  /** Date on which it counts. */
  creditedOn: day('Date on which it counts.'),
  /** Value credited, in `currency`; negative where credit is taken back. */
  amount: amount('Value credited, in `currency`; negative where credit is taken back.'),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency('ISO 4217 code of the amounts of this record; the reporting currency where missing.'),
  /** Why the rep is credited: alone (`direct`), with a share (`split`), or beside others who are credited in full (`overlay`). */
  kind: choice(
    ['direct', 'split', 'overlay'],
    'Why the rep is credited: alone (`direct`), with a share (`split`), or beside others who are credited in full (`overlay`).',
  ),
  /** What it counts towards, as in the quotas; `bookings` where missing. */
  measure: optionalText('What it counts towards, as in the quotas; `bookings` where missing.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A line of quota credit: what counts towards the quota of a rep. */
export interface Credit extends z.infer<typeof creditSchema> {}
