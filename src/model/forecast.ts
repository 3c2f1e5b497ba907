import * as z from 'zod/mini';
import { amount, attributes, choice, day, optionalCurrency, optionalId, optionalReference } from './field.ts';

/** Shape of a forecast. */
export const forecastSchema = z.object({
  /** Identifier, unique among the forecasts where it is given. */
  id: optionalId(),
  /** Rep it is for. */
  ownerId: optionalReference('reps'),
  /** Team it is for. */
  teamId: optionalReference('teams'),
  /** Date on which it was submitted. */
  submittedOn: day(),
  /** First day it is for. */
  startsOn: day(),
  /** First day after it. */
  endsOn: day(),
  /** What it states. */
  category: choice(['commit', 'best-case', 'pipeline', 'call']),
  /** Value forecast, in `currency`. */
  amount: amount(),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency(),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A forecast submitted for the time from `startsOn` up to, and not including, `endsOn`. */
export interface Forecast extends z.infer<typeof forecastSchema> {}
