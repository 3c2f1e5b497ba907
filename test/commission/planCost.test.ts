import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { Curve } from '../../src/commission/curveData.ts';
import type { CommissionPlan, Component, CurveComponent } from '../../src/commission/plan.ts';
import { type PopulationGroup, planCost } from '../../src/commission/planCost.ts';
import golden from '../golden/commission.json' with { type: 'json' };
import { failure } from './smallRuns.ts';

function planOf(
  component: Partial<CurveComponent> & { curve: Curve },
  more: Partial<CommissionPlan> = {},
): CommissionPlan {
  return {
    id: 'plan',
    currency: 'USD',
    measures: {
      revenue: { kind: 'credits', window: 'year', target: {} },
      margin: { kind: 'credits', of: 'margin', window: 'year' },
    },
    components: [{ id: 'commission', kind: 'curve', measure: 'revenue', ...component }],
    ...more,
  };
}

const tiers = [
  { from: 0, rate: '0.05' },
  { from: 1, rate: '0.1' },
];
const marginal = planOf({ curve: { mode: 'marginal', on: 'attainment', tiers } });
const whole = planOf({ curve: { mode: 'whole', on: 'attainment', tiers } });

function paid(plan: CommissionPlan, group: PopulationGroup): string {
  return planCost([plan], [group]).rows[0]?.pay[0]?.toFixed() ?? '';
}

describe('planCost', () => {
  it('adds up what groups of payees cost under two plans', () => {
    const cost = planCost(
      [marginal, whole],
      [
        { count: 6, attainment: '0.8', target: 100_000 },
        { count: '2.5', measure: 120_000, target: 100_000 },
      ],
    );
    expect(JSON.parse(JSON.stringify(cost))).toEqual({
      rows: [
        {
          count: '6',
          measure: '80000',
          attainment: '0.8',
          sold: '480000',
          pay: ['4000', '4000'],
          cost: ['24000', '24000'],
        },
        {
          count: '2.5',
          measure: '120000',
          attainment: '1.2',
          sold: '300000',
          pay: ['7000', '12000'],
          cost: ['17500', '30000'],
        },
      ],
      count: '8.5',
      sold: '780000',
      cost: ['41500', '54000'],
      costOfSold: ['0.05320512820512820512820512820512821', '0.06923076923076923076923076923076923'],
    });
  });

  it('meets the published return of a SPIF (cost-01)', () => {
    const published = golden.find(({ id }) => id === 'cost-01');
    const { plan: given, expected } = published as unknown as {
      plan: { spif: string; expected_deals: string; deal: string; gross_margin: string };
      expected: { cost: string; revenue: string; gross_profit: string; roi: string };
    };
    expect(given).toEqual({ spif: '2500 per deal', expected_deals: '12', deal: '35000', gross_margin: '0.82' });
    const spif: CommissionPlan = {
      id: 'spif',
      currency: 'USD',
      measures: { deals: { kind: 'credits', of: 'count', window: 'quarter' } },
      components: [
        { id: 'spif', kind: 'curve', measure: 'deals', curve: { mode: 'marginal', tiers: [{ from: 0, rate: 2500 }] } },
      ],
    };
    const { cost, sold } = planCost([spif], [{ count: 12, measure: 1, sold: 35_000 }]);
    expect(cost[0]?.toFixed()).toBe(expected.cost);
    expect(sold?.toFixed()).toBe(expected.revenue);
    const profit = sold?.times(given.gross_margin);
    expect(profit?.toFixed()).toBe(expected.gross_profit);
    expect(
      profit
        ?.minus(cost[0] ?? 0)
        .dividedBy(cost[0] ?? 1)
        .toFixed(2),
    ).toBe(expected.roi);
  });

  it('says nothing of the share of sales where units are counted', () => {
    const units = planOf(
      { measure: 'units', curve: { mode: 'marginal', tiers: [{ from: 0, rate: 10 }] } },
      { measures: { units: { kind: 'credits', of: 'quantity', window: 'month' } } },
    );
    const { sold, costOfSold, cost } = planCost([units], [{ count: 2, measure: 3 }]);
    expect([sold, costOfSold[0], cost[0]?.toFixed()]).toEqual([null, null, '60']);
    // Nor where one of the plans counts them, but where it is told.
    const both = [marginal, units];
    expect(planCost(both, [{ count: 2, measure: 3, target: 5 }]).sold).toBeNull();
    expect(planCost(both, [{ count: 2, measure: 3, target: 5, sold: 30 }]).sold?.toFixed()).toBe('60');
    expect(planCost([marginal], [{ count: 0, measure: 3, target: 5 }]).costOfSold).toEqual([null]);
  });

  it('prices curves alone, whatever else the plan pays', () => {
    const rank: Component = { id: 'r', kind: 'rank', measure: 'revenue', prizes: [100], ties: 'share', per: 'year' };
    const kicker: Component = { id: 'k', kind: 'override', of: ['commission'], rate: 1 };
    const plan = { ...marginal, components: [rank, kicker, ...marginal.components, { ...rank, id: 's' }] };
    expect(paid(plan, { measure: 60, target: 100 })).toBe('3');
  });

  it('reads factors and rates by other measures as they are given', () => {
    const curve: Curve = {
      mode: 'marginal',
      tiers: [
        {
          from: 0,
          rate: {
            by: 'margin',
            tiers: [
              { from: 0, rate: '0.1' },
              { from: 40, rate: '0.2' },
            ],
          },
        },
      ],
    };
    const factors = [
      { when: [{ measure: 'revenue', on: 'attainment', atLeast: 1 } as const], multiply: '1.5' },
      { when: [{ measure: 'margin', above: 30 }], otherwise: 0 },
    ];
    const plan = planOf({ curve, factors });
    expect(paid(plan, { measure: 100, target: 100, by: { margin: 35 } })).toBe('15');
    expect(paid(plan, { measure: 100, target: 200, by: { margin: 45 } })).toBe('20');
    expect(paid(plan, { measure: 100, target: 200, by: { margin: 30 } })).toBe('0');
  });

  it('prices a base, target pay of the plan or of the group, and a target of 0', () => {
    const onMargin = planOf({
      base: 'margin',
      curve: {
        mode: 'whole',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 50, rate: '0.2' },
        ],
      },
    });
    expect(paid(onMargin, { measure: 60, by: { margin: 10 } })).toBe('2');
    const share: Curve = { mode: 'whole', on: 'attainment', tiers: [{ from: 1, share: '0.5' }] };
    expect(paid(planOf({ curve: share }), { attainment: 1, target: 10, targetPay: 300 })).toBe('150');
    expect(paid(planOf({ curve: share, targetPay: 100 }), { attainment: 1, target: 10, targetPay: 300 })).toBe('50');
    const full = planOf(
      { curve: share, targetPay: 100 },
      { measures: { revenue: { kind: 'credits', window: 'year', target: { zero: 'full' } } } },
    );
    expect(paid(full, { measure: 5, target: 0 })).toBe('50');
    expect(() => paid(planOf({ curve: share, targetPay: 100 }), { measure: 5, target: 0 })).toThrow(
      'planCost: population[0].target must not be 0 unless the plan says what attainment is then (target.zero), got 0',
    );
  });

  it('reads the measure that is priced, and attainments, in conditions of factors', () => {
    const curve: Curve = { mode: 'marginal', tiers: [{ from: 0, rate: '0.1' }] };
    const doubled = planOf({ curve, factors: [{ when: [{ measure: 'revenue', atLeast: 100 }], multiply: 2 }] });
    expect(paid(doubled, { measure: 90 })).toBe('9');
    expect(paid(doubled, { measure: 100 })).toBe('20');
    const zeroOf = (zero: 'error' | 'none' | 'full'): CommissionPlan =>
      planOf(
        {
          curve,
          factors: [
            { when: [{ measure: 'revenue', on: 'attainment', atLeast: 1 }], multiply: 3 },
            { when: [{ measure: 'margin', on: 'attainment', atLeast: 1 }], multiply: 5 },
          ],
        },
        {
          measures: {
            revenue: { kind: 'credits', window: 'year', target: { zero } },
            margin: { kind: 'credits', of: 'margin', window: 'year', target: {} },
          },
        },
      );
    const group = { measure: 100, target: 0, by: { margin: 1 } };
    expect(paid(zeroOf('full'), group)).toBe('150');
    expect(paid(zeroOf('none'), group)).toBe('50');
    expect(paid(zeroOf('none'), { ...group, by: { margin: '0.9' } })).toBe('10');
    expect(() => paid(zeroOf('error'), group)).toThrow('population[0].target must not be 0 unless');
    expect(
      failure(() =>
        paid(
          planOf({
            curve: { mode: 'marginal', tiers: [{ from: 0, rate: { by: 'margin', tiers: [{ from: 0, rate: 1 }] } }] },
          }),
          { measure: 1, by: { margin: 'x' } },
        ),
      ),
    ).toBe('invalid-number planCost: population[0].by.margin: expected a decimal number such as 1250.50, got "x"');
    expect(() => paid(zeroOf('full'), { measure: 100, by: { margin: 1 } })).toThrow(
      'planCost: population[0].target is needed by component "commission" of plan "plan", got undefined',
    );
  });

  it('asks for what a component reads beside its measure', () => {
    const onMargin = planOf({ base: 'margin', curve: { mode: 'whole', tiers: [{ from: 0, rate: '0.1' }] } });
    const needed =
      'planCost: population[0].by.margin is needed by component "commission" of plan "plan", got undefined';
    expect(() => paid(onMargin, { measure: 60 })).toThrow(needed);
    expect(() => paid(onMargin, { measure: 60, by: { revenue: 1 } })).toThrow(needed);
    const share = planOf({ curve: { mode: 'whole', on: 'attainment', tiers: [{ from: 1, share: '0.5' }] } });
    expect(() => paid(share, { attainment: 1, target: 10 })).toThrow(
      'planCost: population[0].targetPay is needed by component "commission" of plan "plan", got undefined',
    );
  });

  it('prices a ratio, of which no limit has the window', () => {
    const plan = planOf(
      {
        measure: 'rate',
        base: 'margin',
        curve: { mode: 'whole', tiers: [{ from: '0.5', rate: '0.1' }] },
        limits: [{ per: 'year', maximum: 1 }],
      },
      {
        measures: {
          revenue: { kind: 'credits', window: 'year' },
          margin: { kind: 'credits', of: 'margin', window: 'year' },
          rate: { kind: 'ratio', of: 'margin', per: 'revenue' },
        },
      },
    );
    expect(paid(plan, { measure: '0.5', by: { margin: 60 } })).toBe('6');
  });

  it('keeps limits per the window of the measure, and no others', () => {
    const curve: Curve = { mode: 'marginal', tiers: [{ from: 0, rate: '0.1' }] };
    expect(paid(planOf({ curve, limits: [{ per: 'year', maximum: 50 }] }), { measure: 1000 })).toBe('50');
    expect(paid(planOf({ curve, limits: [{ per: 'quarter', maximum: 50 }] }), { measure: 1000 })).toBe('100');
    expect(paid(planOf({ curve }, { limits: [{ per: 'year', maximum: 70 }] }), { measure: 1000 })).toBe('70');
    expect(
      paid(planOf({ curve }, { period: 'year', limits: [{ per: 'period', maximum: 60 }] }), { measure: 1000 }),
    ).toBe('60');
    const forever: CommissionPlan['measures'] = { revenue: { kind: 'credits', window: 'start' } };
    expect(
      paid(planOf({ curve, limits: [{ per: 'ever', maximum: 40 }] }, { measures: forever }), { measure: 1000 }),
    ).toBe('40');
  });

  it('adds up all components that price the measure of the first one, as a run does', () => {
    const second: Component = {
      id: 'kicker',
      kind: 'curve',
      measure: 'revenue',
      curve: { mode: 'whole', tiers: [{ from: 90_000, amount: 1000 }] },
    };
    const other: Component = {
      id: 'other',
      kind: 'curve',
      measure: 'margin',
      curve: { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] },
    };
    const plan = { ...marginal, components: [...marginal.components, second, other] };
    const { statements } = calculateCommissions({
      plans: [{ ...plan, components: plan.components.slice(0, 2) }],
      assignments: [{ payee: 'ann', plan: 'plan', from: '2026-01-01' }],
      quotas: [{ measure: 'revenue', from: '2026-01-01', to: '2027-01-01', amount: 100_000 }],
      events: [{ id: 'all', on: '2026-01-05', amount: 110_000, values: { margin: 0 }, credits: [{ payee: 'ann' }] }],
    });
    expect(paid(plan, { measure: 110_000, target: 100_000 })).toBe('7000');
    expect(statements[0]?.earned.toFixed()).toBe('7000');
  });

  it.each<readonly [readonly unknown[], unknown, string]>([
    [[], [], 'invalid-argument planCost: plans must be an array of at least one plan, got an array of 0'],
    [
      [{ ...marginal, currency: 'dollar' }],
      [],
      'invalid-plan planCost: plans[0].currency must be an ISO 4217 currency code such as "USD", got "dollar"',
    ],
    [
      [{ ...marginal, components: [{ id: 'b', kind: 'bonus', per: 'month', amount: 1 }] }],
      [],
      'invalid-argument planCost: plans[0] must have a component of kind "curve", got none',
    ],
    [
      [planOf({ curve: { mode: 'per-deal', tiers: [{ from: 0, rate: 1 }] } })],
      [],
      'invalid-argument planCost: plans[0] must price totals, got component "commission" of mode "per-deal", which prices deals',
    ],
    [[marginal], 5, 'invalid-argument planCost: population must be an array of groups, got 5'],
    [[marginal], [null], 'invalid-argument planCost: population[0] must be an object, got null'],
    [[marginal], [{}], 'invalid-argument planCost: population[0] must have either measure or attainment, got none'],
    [
      [marginal],
      [{ measure: 1, attainment: 1, target: 1 }],
      'invalid-argument planCost: population[0] must have either measure or attainment, got both',
    ],
    [
      [marginal],
      [{ attainment: 1 }],
      'invalid-argument planCost: population[0].target is needed with attainment, got undefined',
    ],
    [
      [marginal],
      [{ measure: 1 }],
      'invalid-argument planCost: population[0].target is needed by component "commission" of plan "plan", got undefined',
    ],
    [
      [marginal],
      [{ measure: 'x' }],
      'invalid-number planCost: population[0].measure: expected a decimal number such as 1250.50, got "x"',
    ],
    [
      [marginal],
      [{ measure: 1, target: 1, count: -1 }],
      'invalid-argument planCost: population[0].count must be at least 0, got -1',
    ],
  ])('refuses %j and %j', (plans, population, message) => {
    expect(failure(() => planCost(plans as CommissionPlan[], population as PopulationGroup[]))).toBe(message);
  });
});
