import { expectTypeOf, it } from 'vitest';
import type * as z from 'zod/mini';
import type { CommissionPlan, Component, Measure } from '../../src/commission/plan.ts';
import type { componentSchema, measureSchema, planSchema } from '../../src/commission/planSchema.ts';
import type { Decimal } from '../../src/index.ts';

/** The same data without `readonly`, which Zod does not write. */
type Writable<T> = T extends string | number | bigint | boolean | undefined | Decimal
  ? T
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : { -readonly [Name in keyof T]: Writable<T[Name]> };

it('holds the schema of a plan and the interfaces equal', () => {
  expectTypeOf<Writable<z.input<ReturnType<typeof measureSchema>>>>().toEqualTypeOf<Writable<Measure>>();
  expectTypeOf<Writable<z.input<ReturnType<typeof componentSchema>>>>().toEqualTypeOf<Writable<Component>>();
  expectTypeOf<Writable<z.input<ReturnType<typeof planSchema>>>>().toEqualTypeOf<Writable<CommissionPlan>>();
});

it('gives back a plan', () => {
  expectTypeOf<z.output<ReturnType<typeof planSchema>>>().toExtend<CommissionPlan>();
});
