import type { CommissionPlan } from '../../src/commission/plan.ts';

/** Plain data of any shape, for plans that are wrong. */
export type Loose = Record<string, unknown>;

/** A plan with one component of each kind and without findings. */
export const wholePlan: CommissionPlan = {
  id: 'reps-2026',
  name: 'Account executives',
  from: '2026-01-01',
  to: '2027-01-01',
  currency: 'USD',
  period: 'month',
  rounding: 'half-up',
  rateOn: 'event',
  measures: {
    revenue: { kind: 'credits', window: 'year', target: { prorate: 'days', weights: ['0.1', '0.2', '0.3', '0.4'] } },
    margin: { kind: 'credits', of: 'margin', window: 'year', where: [{ field: 'kind', isOneOf: ['sale'] }] },
    marginRate: { kind: 'ratio', of: 'margin', per: 'revenue' },
    satisfaction: { kind: 'given', window: 'year', target: { zero: 'none' } },
    tenure: { kind: 'tenure', unit: 'months' },
  },
  components: [
    {
      id: 'commission',
      kind: 'curve',
      measure: 'revenue',
      curve: {
        mode: 'marginal',
        on: 'attainment',
        tiers: [
          { from: 0, multiplier: 1 },
          { from: 1, multiplier: '1.5' },
        ],
      },
      factors: [
        { name: 'gate', when: [{ measure: 'marginRate', atLeast: '0.2' }], otherwise: '0.5' },
        { multiply: { by: 'tenure', tiers: [{ from: 0, rate: 1 }] } },
      ],
      limits: [{ per: 'period', maximum: 50_000, overflow: 'carry' }],
      reversal: { money: 'original-line', decay: [{ from: 0, rate: 1 }], within: 365 },
    },
    {
      id: 'scorecard',
      kind: 'bonus',
      per: 'year',
      amount: 1000,
      scores: [{ measure: 'satisfaction', on: 'attainment', weight: 1, points: [{ at: 0, score: 0 }] }],
    },
    { id: 'contest', kind: 'rank', measure: 'revenue', prizes: [500, 250], ties: 'share', per: 'year' },
    { id: 'override', kind: 'override', of: ['commission'], rate: '0.05' },
  ],
  pools: [{ per: 'quarter', maximum: 100_000, of: ['commission'] }],
  release: [
    { share: '0.5', on: 'event' },
    { share: '0.5', on: 'cash', expiresAfterDays: 365 },
  ],
  settlement: {
    draws: [{ id: 'ramp', kind: 'guarantee', amount: [3000, 2000], recoverable: true, recoverAgainst: ['commission'] }],
    maximum: 100_000,
    overflow: 'carry',
    minimumPayment: 50,
  },
};

/** A copy of the plan with a value put at a path such as `components.0.curve.tiers`; undefined takes the field away. */
export function planWith(changes: Readonly<Record<string, unknown>>): CommissionPlan {
  const plan = structuredClone(wholePlan) as unknown as Loose;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let part = plan;
    for (const key of keys) part = part[key] as Loose;
    if (value === undefined) Reflect.deleteProperty(part, last);
    else part[last] = value;
  }
  return plan as unknown as CommissionPlan;
}
