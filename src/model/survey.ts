import * as z from 'zod/mini';
import { attributes, choice, id, moment, optionalQuantity, optionalReference, quantity } from './field.ts';

/** Shape of an answer to a survey. */
export const surveySchema = z.object({
  /** Identifier, unique among the answers. */
  id: id(),
  /** Account that answered. */
  accountId: optionalReference('accounts'),
  /** Rep it was about. */
  ownerId: optionalReference('reps'),
  /** When it was answered. */
  answeredOn: moment(),
  /** Which survey: customer satisfaction (`csat`) or net promoter score (`nps`). */
  kind: choice(['csat', 'nps']),
  /** Score given; for `nps` from 0 to 10. */
  score: quantity(null, 'not-negative'),
  /** Highest score that could be given. */
  scale: optionalQuantity(null, 'positive'),
  /** Custom fields; any of them can filter or group as `attributes.<name>`. */
  attributes: attributes(),
});

/** One answer to a survey of customers. */
export interface Survey extends z.infer<typeof surveySchema> {}
