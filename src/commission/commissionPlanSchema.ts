import * as z from 'zod/mini';
import { once } from './once.ts';
import { planSchema } from './planSchema.ts';
import { descriptionOf } from './valueSchemas.ts';

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

// Few programs read it.
const made = once(
  (): z.core.JSONSchema.JSONSchema =>
    z.toJSONSchema(planSchema(), {
      target: 'draft-2020-12',
      io: 'input',
      reused: 'ref',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        Object.assign(jsonSchema, descriptionOf(zodSchema));
      },
    }),
);
