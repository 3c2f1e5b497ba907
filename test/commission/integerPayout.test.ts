import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/commission/curveData.ts';
import { IntegerPayout } from '../../src/commission/integerPayout.ts';
import { Pricing } from '../../src/commission/pricing.ts';
import { readCurve } from '../../src/commission/readCurve.ts';
import { type Rational, rational, zero } from '../../src/number/rational.ts';
import { type RoundingMode, unitsAt } from '../../src/number/rounding.ts';

const context = { target: null, zeroTarget: 'none', targetPay: null, valueFor: () => zero } as const;

function pricingOf(curve: Curve, target: Rational | null = null): Pricing {
  return new Pricing(readCurve(curve), { ...context, target });
}

function payoutOf(curve: Curve, scale: Partial<Parameters<typeof IntegerPayout.of>[2]> = {}): IntegerPayout | null {
  return IntegerPayout.of(readCurve(curve), pricingOf(curve), {
    unit: 100,
    largest: 1_000_000,
    digits: 2,
    rounding: 'half-even',
    ...scale,
  });
}

function unitsOf(payout: IntegerPayout | null, total: number): number | undefined {
  return payout?.units(payout.parts(total));
}

const tiers = [
  { from: 0, rate: '0.05' },
  { from: 100, rate: '0.1', amount: 7 },
] as const;

describe('IntegerPayout', () => {
  it.each([
    // Totals and pay in cents.
    ['marginal', 'lower', 9_999, 500],
    ['marginal', 'lower', 10_000, 1200],
    ['marginal', 'upper', 10_000, 500],
    ['marginal', 'upper', 10_001, 1200],
    ['marginal', 'lower', 20_000, 2200],
    ['marginal', 'lower', -1000, -50],
    ['whole', 'lower', 20_000, 2700],
    ['whole', 'upper', 10_000, 500],
  ] as const)('pays by %s, closed %s, for %d: %d', (mode, closed, total, units) => {
    expect(unitsOf(payoutOf({ mode, closed, tiers }), total)).toBe(units);
  });

  it('keeps to a maximum, and lifts to a minimum what is above 0', () => {
    const payout = payoutOf({ mode: 'marginal', tiers: [{ from: 0, rate: '0.5' }], minimum: 3, maximum: 40 });
    expect([-100, 0, 100, 600, 602, 8000, 8002].map((total) => payout?.units(payout.parts(total)))).toEqual([
      -50, 0, 300, 300, 301, 4000, 4000,
    ]);
  });

  it('rounds what lies between two units, on both sides of 0', () => {
    const modes: readonly RoundingMode[] = ['half-even', 'half-up', 'half-down', 'up', 'down', 'ceiling', 'floor'];
    const curve: Curve = { mode: 'marginal', tiers: [{ from: 0, rate: '0.5' }] };
    const rounded = modes.map((rounding) =>
      [-3, -1, 1, 3].map((total) => unitsOf(payoutOf(curve, { rounding }), total)),
    );
    expect(rounded).toEqual([
      [-2, 0, 0, 2],
      [-2, -1, 1, 2],
      [-1, 0, 0, 1],
      [-2, -1, 1, 2],
      [-1, 0, 0, 1],
      [-1, 0, 1, 2],
      [-2, -1, 0, 1],
    ]);
  });

  it('leaves to fractions what is interpolated, priced deal by deal, or does not fit', () => {
    expect(
      payoutOf({
        mode: 'linear',
        tiers: [
          { from: 0, amount: 1 },
          { from: 1, amount: 2 },
        ],
      }),
    ).toBeNull();
    expect(payoutOf({ mode: 'per-deal', tiers })).toBeNull();
    expect(payoutOf({ mode: 'marginal', tiers }, { largest: 2 ** 52 })).toBeNull();
    expect(payoutOf({ mode: 'marginal', tiers: [{ from: 0, rate: '0.12345678901234567' }] })).toBeNull();
    expect(payoutOf({ mode: 'marginal', tiers: [{ from: 0, amount: '90071992547409.92' }] })).toBeNull();
    expect(unitsOf(payoutOf({ mode: 'marginal', tiers: [{ from: 0, amount: '90071992547409.91' }] }), 1)).toBe(
      9_007_199_254_740_991,
    );
  });

  it('is the rounded payout of the pricing', () => {
    const rate = fc.integer({ min: -20, max: 400 }).map((units) => units / 1000);
    const scene = fc.record({
      bounds: fc.uniqueArray(fc.integer({ min: -20, max: 60 }), { minLength: 1, maxLength: 5 }),
      rates: fc.array(fc.tuple(rate, fc.integer({ min: 0, max: 3 })), { minLength: 5, maxLength: 5 }),
      mode: fc.constantFrom('marginal', 'whole', 'whole-above'),
      closed: fc.constantFrom('lower', 'upper'),
      on: fc.constantFrom('amount', 'attainment'),
      target: fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 7 })),
      digits: fc.constantFrom(0, 2, 3),
      rounding: fc.constantFrom<RoundingMode>('half-even', 'half-up', 'half-down', 'up', 'down', 'ceiling', 'floor'),
      totals: fc.array(fc.integer({ min: -3000, max: 8000 }), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(scene, ({ bounds, rates, mode, closed, on, target, digits, rounding, totals }) => {
        const sorted = [...bounds].sort((left, right) => left - right);
        const curve = readCurve({
          mode,
          closed,
          on,
          ...(mode === 'whole-above' ? { floor: sorted[sorted.length - 1] } : {}),
          tiers: sorted.map((from, index) => ({ from, rate: rates[index]?.[0] ?? 0, amount: rates[index]?.[1] ?? 0 })),
        } as Curve);
        const pricing = new Pricing(curve, { ...context, target: rational(BigInt(target[0]), BigInt(target[1])) });
        const payout = IntegerPayout.of(curve, pricing, { unit: 100, largest: 8000, digits, rounding });
        // Round totals lie on bounds.
        for (const total of [...totals, ...sorted.map((bound) => bound * 100), 0])
          expect(payout?.units(payout.parts(total))).toBe(
            Number(unitsAt(pricing.payout(rational(BigInt(total), 100n)), digits, rounding)),
          );
      }),
      { numRuns: 200 },
    );
  });

  it('reads whole units too', () => {
    const payout = payoutOf({ mode: 'marginal', tiers: [{ from: 0, rate: '1.255' }] }, { unit: 1 });
    expect(unitsOf(payout, 3)).toBe(Number(unitsAt(rational(3765n, 1000n), 2, 'half-even')));
  });
});
