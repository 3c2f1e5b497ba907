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
    [
      { mode: 'marginal', tiers: [{ from: 0, rate: { by: 'margin', tiers: [{ from: 0, rate: '0.1' }] } }] },
      {},
      'invalid-argument payout: by.margin is needed by the curve, got undefined',
    ],
    [
      { mode: 'marginal', tiers: [{ from: 0, rate: { by: 'margin', tiers: [{ from: 0, rate: '0.1' }] } }] },
      { by: { margin: 'x' } },
      'invalid-number payout: by.margin: expected a decimal number such as 1250.50, got "x"',
    ],
    [marginal, { from: 'x' }, 'invalid-number payout: from: expected a decimal number such as 1250.50, got "x"'],
    [whole, { base: 'x' }, 'invalid-number payout: base: expected a decimal number such as 1250.50, got "x"'],
    [marginal, { target: 'x' }, 'invalid-number payout: target: expected a decimal number such as 1250.50, got "x"'],
    [
      marginal,
      { targetPay: 'x' },
      'invalid-number payout: targetPay: expected a decimal number such as 1250.50, got "x"',
    ],
    [
      { mode: 'marginal', tiers: [{ from: 0 }, { from: 'x', rate: 1 }] },
      {},
      'invalid-plan payout: curve.tiers[1].from must be a decimal number such as 1250.50, got "x"',
    ],
    [
      {
        mode: 'marginal',
        floor: 0,
        tiers: [
          { from: 0, rate: 1 },
          { from: 0, rate: 2 },
        ],
      },
      {},
      `invalid-plan payout: 2 problems\n- curve.tiers[1].from must be more than 0, that of the one before, got "0"\n- curve.floor is only for mode whole-above, and the mode is marginal`,
    ],
  ])('refuses %j with %j', (curve, options, message) => {
    expect(failure(() => payout(curve, 50, options))).toBe(message);
  });

  it('names the measure that is no number', () => {
    expect(failure(() => payout(marginal, 'x'))).toBe(
      'invalid-number payout: measure: expected a decimal number such as 1250.50, got "x"',
    );
  });
});
