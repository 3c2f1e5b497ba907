import type { CommissionPlan, CurveComponent } from '../../src/commission/plan.ts';

/** What {@link attainmentPlan} pays by. */
export function attainmentCommission(from: number | string, rate: string): CurveComponent {
  return {
    id: 'commission',
    kind: 'curve',
    measure: 'sales',
    curve: {
      mode: 'marginal',
      on: 'attainment',
      tiers: [
        { from: 0, rate: '0.05' },
        { from, rate },
      ],
    },
  };
}

/** A plan that pays 5 % of the sales of a year, and another rate from an attainment on. */
export function attainmentPlan(from: number | string, rate: string): CommissionPlan {
  return {
    id: 'rep',
    currency: 'USD',
    measures: { sales: { kind: 'credits', window: 'year', target: {} } },
    components: [attainmentCommission(from, rate)],
  };
}
