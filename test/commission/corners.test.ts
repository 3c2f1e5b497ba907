import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { Curve } from '../../src/commission/curveData.ts';
import type { CommissionEvent } from '../../src/commission/events.ts';
import { payout } from '../../src/commission/payout.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';

describe('a curve whose target is 0', () => {
  const above: Curve = {
    mode: 'whole-above',
    on: 'attainment',
    floor: 1,
    tiers: [
      { from: 0, rate: '0.1' },
      { from: 1, rate: '0.2' },
    ],
  };

  it('is not above its floor while attainment counts as none, and wholly above it while it counts as full', () => {
    expect(payout(above, 500, { target: 0, zero: 'none' }).amount.toNumber()).toBe(50);
    expect(payout(above, 500, { target: 0, zero: 'full' }).amount.toNumber()).toBe(100);
  });

  it('pays the multiple of target pay that full attainment reaches, and nothing of it at none', () => {
    const multiples: Curve = {
      mode: 'whole',
      on: 'attainment',
      tiers: [
        { from: 0, multiplier: '0.5' },
        { from: 1, multiplier: 2 },
      ],
    };
    const options = { target: 0, targetPay: 1000 };
    expect(payout(multiples, 500, { ...options, zero: 'full' }).amount.toNumber()).toBe(2000);
    expect(payout(multiples, 500, { ...options, zero: 'none' }).amount.toNumber()).toBe(0);
  });

  it('has not passed a bound of 1 at full attainment where the bound is closed above', () => {
    const upper: Curve = { ...above, mode: 'whole', floor: undefined, closed: 'upper' };
    expect(payout(upper, 500, { target: 0, zero: 'full' }).amount.toNumber()).toBe(50);
    expect(payout(upper, 500, { target: 0, zero: 'none' }).amount.toNumber()).toBe(50);
  });
});

describe('what lies below the first point of a line', () => {
  it('is paid nothing where the first point is above 0', () => {
    const line: Curve = {
      mode: 'linear',
      tiers: [
        { from: 10, rate: '0.1' },
        { from: 20, rate: '0.2' },
      ],
    };
    expect(payout(line, 5).amount.toNumber()).toBe(0);
    expect(payout(line, -5).amount.toNumber()).toBe(0);
  });
});

const measured: CommissionPlan = {
  id: 'rep',
  currency: 'USD',
  measures: {
    sales: { kind: 'credits', window: 'year' },
    largest: { kind: 'credits', window: { months: 2 }, aggregate: 'maximum', reversals: 'origin' },
  },
  components: [
    {
      id: 'commission',
      kind: 'curve',
      measure: 'largest',
      curve: {
        mode: 'per-deal',
        read: 'after',
        tiers: [
          { from: 0, rate: '0.01' },
          { from: 100, rate: '0.1' },
        ],
      },
    },
  ],
};

function paidFor(...events: readonly CommissionEvent[]): readonly string[] {
  return calculateCommissions({
    plans: [measured],
    assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
    events,
  }).statements.flatMap(({ lines }) => lines.map(({ id, amount }) => `${id} ${amount}`));
}

const deal = (id: string, on: string, amount: number): CommissionEvent => ({
  id,
  on,
  amount,
  credits: [{ payee: 'ann' }],
});

describe('the largest deal of the last months', () => {
  it('decides the rate until it is too old, and the next largest does then', () => {
    expect(
      paidFor(
        deal('a', '2026-01-10', 200),
        deal('b', '2026-01-20', 150),
        deal('c', '2026-02-01', 50),
        // The 200 left on 2026-03-10, the 150 leaves on 2026-03-20.
        deal('d', '2026-03-10', 10),
        deal('e', '2026-03-20', 10),
      ),
    ).toEqual(['commission/a 20', 'commission/b 15', 'commission/c 5', 'commission/d 1', 'commission/e 0.1']);
  });

  it('is smaller by what is returned of it', () => {
    // 50 of a are left, so the largest is 50.
    const back: CommissionEvent = { id: 'back', on: '2026-02-05', reverses: 'a', amount: 150 };
    expect(
      paidFor(deal('a', '2026-01-10', 200), deal('b', '2026-02-01', 50), back, deal('c', '2026-02-06', 10)),
    ).toEqual(['commission/a 20', 'commission/b 5', 'commission/back -15', 'commission/c 0.1']);
  });
});

describe('a reversal', () => {
  it('of a part by quantity needs the quantity of the original', () => {
    const back: CommissionEvent = { id: 'back', on: '2026-02-05', reverses: 'a', quantity: 1 };
    expect(() => paidFor(deal('a', '2026-01-10', 200), back)).toThrow(
      'calculateCommissions: events[1].quantity states a part of event "a", which has no quantity (id "back")',
    );
  });
});
