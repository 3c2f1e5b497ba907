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
  id: optionalId(),
  /** Opportunity it is for. */
  opportunityId: optionalReference('opportunities'),
  /** Rep who is credited. */
  ownerId: reference('reps'),
  /** Date on which it counts. */
  creditedOn: day(),
  /** Value credited, in `currency`; negative where credit is taken back. */
  amount: amount(),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** Why the rep is credited: alone (`direct`), with a share (`split`), or beside others who are credited in full (`overlay`). */
  kind: choice(['direct', 'split', 'overlay']),
  /** What it counts towards, as in the quotas; `bookings` where missing. */
  measure: optionalText(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A line of quota credit: what counts towards the quota of a rep. */
export interface Credit extends z.infer<typeof creditSchema> {}
