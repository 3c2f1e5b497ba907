import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { commissionPlan } from '../../src/commission/commissionPlan.ts';
import { commissionPlanSchema } from '../../src/commission/commissionPlanSchema.ts';
import { planWith, wholePlan } from './planCases.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const validate = ajv.compile(commissionPlanSchema);

describe('commissionPlanSchema', () => {
  it('is a schema of the draft that it names, and plain data', () => {
    expect(ajv.validateSchema(commissionPlanSchema)).toBe(true);
    expect(JSON.parse(JSON.stringify(commissionPlanSchema))).toEqual(commissionPlanSchema);
  });

  it('takes a plan as it is written, and as commissionPlan normalises it', () => {
    expect(validate(wholePlan)).toBe(true);
    const { hash, findings, ...plan } = commissionPlan(wholePlan);
    expect([validate(plan), hash.length, findings.length]).toEqual([true, 64, 0]);
  });

  it.each([
    { currency: 'usd' },
    { colour: 'red' },
    { id: undefined },
    { components: [] },
    { 'components.0.kind': 'curv' },
    { 'components.0.curve.tiers.0.from': 'abc' },
    { 'components.0.curve.tiers.0.x': 1 },
    { 'components.1.prorate': 'yes' },
    { 'components.3.rate': -1 },
    { 'release.0.share': '-0.5' },
    { 'release.0.share': 2 },
    { 'measures.revenue.window': { months: 0 } },
    { 'settlement.draws.0.amount': [] },
    { calendar: { kind: 'months' } },
  ])('refuses %j', (changes) => {
    expect(validate(planWith(changes))).toBe(false);
  });
});
