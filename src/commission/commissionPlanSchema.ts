import * as z from 'zod/mini';
import { descriptionOf, planSchema } from './planSchema.ts';

/**
 * JSON Schema (draft 2020-12) of a commission plan, for editors and for services that store plans.
 *
 * It knows the shape of each part; what fields say of each other (ascending tiers, names of measures and components, shares that add up
 * to 1, dates of the calendar) is checked by `commissionPlan`.
 *
 * @example
 * ```ts
 * import { commissionPlanSchema } from 'sales-metrics';
 * commissionPlanSchema['$schema']; // => 'https://json-schema.org/draft/2020-12/schema'
 * ```
 */
export const commissionPlanSchema: { readonly [keyword: string]: unknown } = {
  $id: 'urn:sales-metrics:commission-plan',
  title: 'Commission plan of sales-metrics',
  get $schema() {
    return made().$schema;
  },
  get type() {
    return made().type;
  },
  get properties() {
    return made().properties;
  },
  get required() {
    return made().required;
  },
  get additionalProperties() {
    return made().additionalProperties;
  },
  get $defs() {
    return made().$defs;
  },
};

type JsonSchema = z.core.JSONSchema.JSONSchema;

let schema: JsonSchema | undefined;

/** The schema is made when it is first read: few programs do, and making it takes as long as loading the code for statements. */
function made(): JsonSchema {
  schema ??= z.toJSONSchema(planSchema, {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'ref',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, descriptionOf(zodSchema));
    },
  });
  return schema;
}
