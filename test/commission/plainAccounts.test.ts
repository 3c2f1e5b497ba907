import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan, Component } from '../../src/commission/plan.ts';
import { attainmentPlan } from './attainmentPlan.ts';
import { outcome, withIdle } from './bothWays.ts';

function bothWays(input: CommissionInput): { readonly columns: unknown; readonly pass: unknown } {
  return {
    columns: outcome(input),
    pass: outcome({ ...input, plans: input.plans.map((plan) => withIdle(plan as CommissionPlan)) }),
  };
}

const payees = ['ann', 'bob', 'cy'];

const day = fc
  .tuple(fc.constantFrom('2025', '2026'), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(
    ([year, month, dayOfMonth]) => `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`,
  );

const cents = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((units) => (units / 100).toFixed(2));

const event = fc.record(
  {
    on: day,
    // Round amounts meet bounds exactly.
    amount: fc.oneof(cents(-30_000, 200_000), fc.constantFrom('100', '250', '-250', '500', '0')),
    quantity: fc.integer({ min: 0, max: 9 }),
    kind: fc.constantFrom('sale', 'renewal'),
    sequence: fc.integer({ min: 0, max: 2 }),
    credits: fc
      .tuple(
        fc.constantFrom(...payees, 'nobody'),
        fc.constantFrom<string | number>(1, 1, '0.5', '0.333'),
        fc.constantFrom('owner', 'engineer'),
      )
      .map(([payee, share, role]) => [{ payee, share, role }]),
  },
  { requiredKeys: ['on', 'amount', 'credits'] },
);

const tiers = fc.uniqueArray(fc.integer({ min: -2, max: 12 }), { minLength: 1, maxLength: 4 }).chain((bounds) =>
  fc
    .array(fc.tuple(cents(0, 20), fc.constantFrom<number | string>(0, 0, '12.345', 50)), {
      minLength: bounds.length,
      maxLength: bounds.length,
    })
    .map((pays) =>
      [...bounds]
        .sort((left, right) => left - right)
        .map((from, index) => ({ from, rate: pays[index]?.[0] ?? 0, amount: pays[index]?.[1] ?? 0 })),
    ),
);

const curveComponent = fc
  .record({
    tiers,
    mode: fc.constantFrom('marginal', 'whole', 'whole-above'),
    isOnAttainment: fc.boolean(),
    closed: fc.constantFrom('lower', 'upper'),
    maximum: fc.option(fc.integer({ min: 10, max: 400 }), { nil: undefined }),
    minimum: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  })
  .map(({ tiers: given, isOnAttainment, mode, closed, maximum, minimum }): Component => {
    // Bounds in the order of quarters of the quota, or of hundreds.
    const scaled = given.map((tier) => ({ ...tier, from: isOnAttainment ? tier.from / 4 : tier.from * 100 }));
    const floor = scaled[Math.min(1, scaled.length - 1)]?.from ?? 0;
    return {
      id: 'curve',
      kind: 'curve',
      measure: 'sales',
      curve: {
        mode: mode as 'marginal' | 'whole' | 'whole-above',
        closed: closed as 'lower' | 'upper',
        ...(isOnAttainment ? { on: 'attainment' as const } : {}),
        ...(mode === 'whole-above' ? { floor } : {}),
        ...(maximum === undefined ? {} : { maximum }),
        ...(minimum === undefined ? {} : { minimum }),
        tiers: scaled,
      },
    };
  });

const perUnit: Component = {
  id: 'units',
  kind: 'curve',
  measure: 'units',
  curve: {
    mode: 'marginal',
    tiers: [
      { from: 0, rate: '1.255' },
      { from: 4, rate: '0.3333' },
    ],
  },
};

const scene = fc
  .record({
    component: curveComponent,
    window: fc.constantFrom('month', 'quarter', 'year', 'start', 'quota'),
    period: fc.constantFrom('month', 'quarter'),
    rounding: fc.constantFrom('half-even', 'half-up', 'half-down', 'up', 'down', 'ceiling', 'floor'),
    roles: fc.option(fc.constant(['owner']), { nil: undefined }),
    events: fc.array(event, { maxLength: 25 }),
    // What is taken back, perhaps after the end or in another window, mostly whole.
    returns: fc.array(
      fc.record({
        // Mostly one of the first, so that some are taken back twice.
        of: fc.oneof(fc.nat(4), fc.nat(24)),
        on: fc.constantFrom('same', '2026-12-30', '2026-12-31'),
        amount: fc.oneof(
          { weight: 12, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: fc.constant('0.5') },
        ),
      }),
      { maxLength: 3 },
    ),
    end: fc.option(fc.constantFrom('2026-02-15', '2026-12-31'), { nil: undefined }),
    currency: fc.constantFrom(undefined, undefined, 'USD', 'EUR'),
    quotas: fc.tuple(fc.constantFrom('0', '1000', '999.99', '1200.001'), fc.constantFrom('1000', '999.99', '1200.001')),
    zero: fc.constantFrom('none', 'full', undefined),
  })
  .map(
    ({ component, window, period, rounding, roles, events, quotas, zero, returns, end, currency }): CommissionInput => {
      const plan = {
        id: 'rep',
        currency: 'USD',
        period,
        rounding,
        measures: {
          sales: {
            kind: 'credits',
            window,
            target: zero === undefined ? {} : { zero },
            ...(roles === undefined ? {} : { roles }),
          },
          units: {
            kind: 'credits',
            of: 'quantity',
            window: 'quarter',
            where: [
              { field: 'kind', is: 'renewal' },
              { field: 'quantity', isMissing: false },
            ],
          },
        },
        components: [perUnit, component],
      } as unknown as CommissionPlan;
      return {
        plans: [plan],
        assignments: payees.map((payee) => ({ payee, plan: 'rep', from: '2025-03-10', to: end })),
        events: [
          ...events.map((each, index) => ({ id: `event-${index}`, ...each, ...(index === 3 ? { currency } : {}) })),
          ...returns.flatMap(({ of, on, amount }, index) => {
            const original = events[of];
            if (original === undefined) return [];
            return [
              {
                id: `return-${index}`,
                on: on === 'same' ? original.on : on,
                sequence: 3,
                reverses: `event-${of}`,
                ...(amount === undefined ? {} : { amount }),
              },
            ];
          }),
        ] as CommissionInput['events'],
        rates: [{ from: 'EUR', to: 'USD', on: '2025-01-01', rate: '1.1' }],
        quotas: [
          { measure: 'sales', from: '2025-01-01', to: '2026-01-01', amount: quotas[0] },
          { measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: quotas[1] },
        ],
        through: '2026-12-31',
      };
    },
  );

describe('accounts paid by curves alone', () => {
  it('are paid as by the pass for all others', () => {
    fc.assert(
      fc.property(scene, (input) => {
        const { columns, pass } = bothWays(input);
        expect(columns).toStrictEqual(pass);
      }),
      { numRuns: 300 },
    );
  });

  it('are taken back from in another year, whose target has other decimals', () => {
    const input: CommissionInput = {
      plans: [attainmentPlan('0.25', '0.1')],
      assignments: [{ payee: 'ann', plan: 'rep', from: '2025-01-01' }],
      quotas: [
        { measure: 'sales', from: '2025-01-01', to: '2026-01-01', amount: '999.99' },
        { measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 1000 },
      ],
      events: [
        { id: 'a', on: '2025-06-01', amount: 500, credits: [{ payee: 'ann' }] },
        { id: 'b', on: '2026-02-01', amount: 100, credits: [{ payee: 'ann' }] },
        { id: 'return', on: '2026-03-01', reverses: 'a' },
        { id: 'c', on: '2026-04-01', amount: 600, credits: [{ payee: 'ann' }] },
      ],
    };
    const earned = calculateCommissions(input).statements.map(({ earned: units }) => units.toNumber());
    // 249.9975 x 5 % + 250.0025 x 10 % = 37.500125; F(200) - F(-400) = 10 + 20.
    expect(earned.filter((units) => units !== 0)).toEqual([37.5, 5, -37.5, 30]);
    const { columns, pass } = bothWays(input);
    expect(columns).toStrictEqual(pass);
  });

  it('come to the same where each month fits into a double and the year does not', () => {
    const input: CommissionInput = {
      plans: [
        {
          id: 'rep',
          currency: 'USD',
          period: 'year',
          measures: { sales: { kind: 'credits', window: 'month' } },
          components: [
            {
              id: 'bounty',
              kind: 'curve',
              measure: 'sales',
              curve: { mode: 'whole', tiers: [{ from: 0, amount: '80000000000000.01' }] },
            },
          ],
        },
      ],
      assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
      events: ['01', '02', '03'].map((month) => ({
        id: month,
        on: `2026-${month}-05`,
        amount: 1,
        credits: [{ payee: 'ann' }],
      })),
    };
    // 3 x 8,000,000,000,000,001 cents are odd and beyond 2^53.
    expect(calculateCommissions(input).statements.map(({ earned }) => earned.toFixed())).toEqual([
      '240000000000000.03',
    ]);
  });

  it('are refused at once where a measure that pays nothing has no quota', () => {
    const input: CommissionInput = {
      plans: [
        {
          id: 'rep',
          currency: 'USD',
          measures: {
            sales: { kind: 'credits', window: 'year' },
            units: { kind: 'credits', window: 'quota' },
          },
          components: [
            {
              id: 'commission',
              kind: 'curve',
              measure: 'sales',
              curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.05' }] },
            },
          ],
        },
      ],
      assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
      events: [{ id: 'a', on: '2026-01-05', amount: 500, credits: [{ payee: 'ann' }] }],
    };
    expect(() => calculateCommissions(input)).toThrow(
      'calculateCommissions: payee "ann" must have a quota for measure "units" of plan "rep" on 2026-01-05, got none',
    );
  });
});
