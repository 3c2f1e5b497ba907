import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/commission/curveData.ts';
import type { PricingOptions } from '../../src/commission/curvePricing.ts';
import { payout } from '../../src/commission/payout.ts';
import { type PayoutRange, payoutOver } from '../../src/commission/payoutRange.ts';
import { curves, totals } from '../arbitraries/commissionCurves.ts';
import { failure } from './smallRuns.ts';

const accelerated: Curve = {
  mode: 'marginal',
  on: 'attainment',
  tiers: [
    { from: 0, multiplier: 1 },
    { from: 1, multiplier: 2 },
  ],
};
const goal = { target: 100_000, targetPay: 20_000 };

function told(curve: Curve, range: PayoutRange, options?: PricingOptions): readonly string[] {
  return payoutOver(curve, range, options).map(({ measure, attainment, payout: pay, effectiveRate, marginalRate }) =>
    [measure, attainment, pay, effectiveRate, marginalRate].map((each) => each?.toFixed() ?? '-').join(' '),
  );
}

describe('payoutOver', () => {
  it('steps through attainment for a curve on attainment', () => {
    expect(told(accelerated, { from: 0, to: '1.5', step: '0.5' }, goal)).toEqual([
      '0 0 0 - -',
      '50000 0.5 10000 0.2 0.2',
      '100000 1 20000 0.2 0.2',
      '150000 1.5 40000 0.2666666666666666666666666666666667 0.4',
    ]);
  });

  it('takes listed points, in the unit of what is measured for other curves', () => {
    const curve: Curve = {
      mode: 'whole',
      tiers: [
        { from: 0, rate: '0.05' },
        { from: 100, rate: '0.1' },
      ],
    };
    expect(told(curve, { at: [99, 100, '100.5'] })).toEqual([
      '99 - 4.95 0.05 -',
      '100 - 10 0.1 5.05',
      '100.5 - 10.05 0.1 0.1',
    ]);
    expect(told(curve, { at: [50] }, { target: 200 })).toEqual(['50 0.25 2.5 0.05 -']);
  });

  it('ends before a last step that would go too far', () => {
    expect(
      payoutOver(accelerated, { from: 0, to: 1, step: '0.3' }, goal).map(({ measure }) => measure.toFixed()),
    ).toEqual(['0', '30000', '60000', '90000']);
  });

  it('has one point where it ends where it begins', () => {
    expect(told(accelerated, { from: 1, to: 1, step: 1 }, goal)).toEqual(['100000 1 20000 0.2 -']);
  });

  it('has up to 10,000 points', () => {
    const curve: Curve = { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] };
    expect(payoutOver(curve, { from: 1, to: 10_000, step: 1 })).toHaveLength(10_000);
    expect(payoutOver(curve, { at: Array.from({ length: 10_000 }, (_, point) => point) })).toHaveLength(10_000);
  });

  it('pays at each point what payout pays', () => {
    const modes = ['marginal', 'whole', 'whole-above', 'linear'] as const;
    const drawn = curves({
      modes,
      hasTarget: false,
      hasTargetPay: false,
      tables: [],
      fixedFromZero: true,
      negativeFirst: true,
      limits: true,
    });
    fc.assert(
      fc.property(drawn, fc.uniqueArray(totals, { selector: Number, minLength: 1, maxLength: 5 }), (curve, at) => {
        const points = [...at].sort((left, right) => Number(left) - Number(right));
        const rows = payoutOver(curve, { at: points });
        expect(rows.map((row) => row.payout.toFixed())).toEqual(
          points.map((point) => payout(curve, point).amount.toFixed()),
        );
      }),
      { numRuns: 100 },
    );
  });

  it.each<readonly [unknown, string]>([
    [undefined, 'invalid-argument payoutOver: range must be { from, to, step } or { at }, got undefined'],
    [{ from: 0, to: 1, step: 0 }, 'invalid-argument payoutOver: range.step must be above 0, got 0'],
    [{ from: 2, to: 1, step: 1 }, 'invalid-argument payoutOver: range.to must be at least range.from, 2, got 1'],
    [
      { from: 0, to: 1, step: '0.00001' },
      'invalid-argument payoutOver: range must have at most 10000 points, got 100001',
    ],
    [
      { from: 0, to: 'a', step: 1 },
      'invalid-number payoutOver: range.to: expected a decimal number such as 1250.50, got "a"',
    ],
    [
      { from: 0, to: 1, step: 'a' },
      'invalid-number payoutOver: range.step: expected a decimal number such as 1250.50, got "a"',
    ],
    [{ at: [0, 'a'] }, 'invalid-number payoutOver: range.at[1]: expected a decimal number such as 1250.50, got "a"'],
    [
      { from: 'a', to: 1, step: 1 },
      'invalid-number payoutOver: range.from: expected a decimal number such as 1250.50, got "a"',
    ],
    [{ at: [] }, 'invalid-argument payoutOver: range.at must be an array of points, got an array of 0'],
    [
      { at: Array.from({ length: 10_001 }, (_, point) => point) },
      'invalid-argument payoutOver: range must have at most 10000 points, got 10001',
    ],
    [{ at: [1, 1] }, 'invalid-argument payoutOver: range.at[1] must be above the point before it, got 1'],
  ])('refuses the range %j', (range, message) => {
    expect(failure(() => payoutOver(accelerated, range as PayoutRange, goal))).toBe(message);
  });

  it('refuses what the curve cannot do', () => {
    expect(failure(() => payoutOver(accelerated, { at: [1] }))).toBe(
      'invalid-argument payoutOver: target is needed by the curve, got undefined',
    );
    expect(failure(() => payoutOver({ mode: 'marginal', tiers: [] }, { at: [1] }))).toBe(
      'invalid-plan payoutOver: curve.tiers must be an array with at least one item, got an array of 0',
    );
    expect(failure(() => payoutOver(accelerated, { at: [1] }, { ...goal, target: 'x' }))).toBe(
      'invalid-number payoutOver: target: expected a decimal number such as 1250.50, got "x"',
    );
    const deals: Curve = { mode: 'per-deal', tiers: [{ from: 0, rate: '0.1' }] };
    expect(failure(() => payoutOver(deals, { at: [1] }))).toBe(
      'invalid-argument payoutOver: curve must price totals, got mode "per-deal", which prices deals',
    );
  });
});
