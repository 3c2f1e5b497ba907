import * as z from 'zod/mini';
import { amount, attributes, choice, day, optionalCurrency, optionalId, optionalReference } from './field.ts';

/** Shape of a forecast. */
export const forecastSchema = z.object({
  /** Identifier, unique among the forecasts where it is given. */
  id: optionalId('Identifier, unique among the forecasts where it is given.'),
  /** Rep it is for. */
  ownerId: optionalReference('reps', 'Rep it is for.'),
  /** Team it is for. */
  teamId: optionalReference('teams', 'Team it is for.'),
  /** Date on which it was submitted. */
  submittedOn: day('Date on which it was submitted.'),
  /** First day it is for. */
  startsOn: day('First day it is for.'),
  /** First day after it. */
  endsOn: day('First day after it.'),
  /** What it states. */
  category: choice(['commit', 'best-case', 'pipeline', 'call'], 'What it states.'),
  /** Value forecast, in `currency`. */
  amount: amount('Value forecast, in `currency`.'),
  /** ISO 4217 code of the amounts of this record; the reporting currency where missing. */
  currency: optionalCurrency('ISO 4217 code of the amounts of this record; the reporting currency where missing.'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** A forecast submitted for the time from `startsOn` up to, and not including, `endsOn`. */
export interface Forecast extends z.infer<typeof forecastSchema> {}
