import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/commission/curveData.ts';
import { type PayoutOptions, payout } from '../../src/commission/payout.ts';
import { failure } from './smallRuns.ts';

const tiers = [
  { from: 0, rate: '0.1' },
  { from: 100, rate: '0.2' },
];
const marginal: Curve = { mode: 'marginal', tiers };
const whole: Curve = { mode: 'whole', tiers };
const perDeal: Curve = { mode: 'per-deal', tiers };

function paid(curve: Curve, measure: number, options: PayoutOptions = {}): string {
  return payout(curve, measure, options).amount.toFixed();
}

describe('payout', () => {
  it('begins at nothing where it is not told from where', () => {
    expect(paid(perDeal, 150)).toBe('15');
    expect(paid(perDeal, 150, { from: 100 })).toBe('10');
    expect(paid(whole, 150, { base: 40 })).toBe('8');
  });

  it.each<readonly [Curve, PayoutOptions, string]>([
    [
      marginal,
      { base: 10 },
      'invalid-argument payout: base needs a curve of mode whole or per-deal, got mode "marginal"',
    ],
    [
      { mode: 'whole', on: 'attainment', tiers: [{ from: 0, share: 1 }] },
      { target: 10 },
      'invalid-argument payout: targetPay is needed by the curve, got undefined',
    ],
    [
      { mode: 'whole', on: 'attainment', tiers: [{ from: 0, rate: 1 }] },
      { target: 0 },
      "invalid-argument payout: target must not be 0 unless zero is 'none' or 'full', got 0",
    ],
    [
      { mode: 'marginal', tiers: [{ from: 0, rate: { by: 'margin', tiers: [{ from: 0, rate: '0.1' }] } }] },
      { by: { other: 1 } },
      'invalid-argument payout: by.margin is needed by the curve, got undefined',
    ],
  ])('refuses %j with %j', (curve, options, message) => {
    expect(failure(() => payout(curve, 50, options))).toBe(message);
  });
});
