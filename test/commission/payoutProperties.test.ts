import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PayoutOptions, payout } from '../../src/commission/payout.ts';
import { bounds, cents, curves, totals } from '../arbitraries/commissionCurves.ts';
import { type CurveSurroundings, cumulativePay, dealPay } from '../oracles/commissionCurve.ts';
import type { PlainCurve, PlainTable } from '../oracles/commissionShape.ts';
import { type Fraction, fractionOf, longDivision, minus, plus, times } from '../oracles/fraction.ts';

const tables: readonly PlainTable[] = [
  {
    by: 'margin',
    tiers: [
      { from: '0', rate: '0.02' },
      { from: '0.25', rate: '0.0667' },
    ],
  },
  {
    by: 'age',
    closed: 'upper',
    tiers: [
      { from: '1', rate: '0.1' },
      { from: '12', rate: '0.05' },
    ],
  },
];
const by = fc.record({
  margin: fc.constantFrom('-0.1', '0', '0.1', '0.25', '0.4'),
  age: fc.constantFrom('0', '1', '5', '12', '13'),
});

const everything = { hasTargetPay: true, tables, fixedFromZero: true, negativeFirst: true, limits: true };
const cumulativeModes = ['marginal', 'whole', 'whole-above', 'linear'] as const;

/** What the oracle needs of the options. */
function around(options: {
  target?: string;
  targetPay?: string;
  by?: Readonly<Record<string, string>>;
}): CurveSurroundings {
  return {
    target: options.target === undefined ? null : fractionOf(options.target),
    targetPay: options.targetPay === undefined ? null : fractionOf(options.targetPay),
    zero: 'error',
    lookUp: (table) => fractionOf(options.by?.[table.by] ?? '0'),
  };
}

const targets = fc.constantFrom('1000', '333.33', '700', '100');
const targetPays = fc.constantFrom('100', '66.67', '1234.5');
const targeted = fc.record({ target: targets, targetPay: targetPays, by });

function paid(curve: PlainCurve, at: string, options: PayoutOptions): string {
  return payout(curve, at, options).amount.toFixed();
}

describe('what a curve pays', () => {
  it('is the area under its rates with what is fixed, by hand', () => {
    fc.assert(
      fc.property(
        curves({ ...everything, modes: cumulativeModes, hasTarget: true }),
        totals,
        targeted,
        (curve, at, options) => {
          expect(paid(curve, at, options)).toBe(longDivision(cumulativePay(curve, fractionOf(at), around(options))));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('for a move is the difference of two totals', () => {
    fc.assert(
      fc.property(
        curves({ ...everything, modes: cumulativeModes, hasTarget: true }),
        totals,
        totals,
        targeted,
        (curve, from, at, options) => {
          const after = cumulativePay(curve, fractionOf(at), around(options));
          const before = cumulativePay(curve, fractionOf(from), around(options));
          expect(paid(curve, at, { ...options, from })).toBe(longDivision(minus(after, before)));
        },
      ),
      { numRuns: 700 },
    );
  });

  it('per deal is the rate of the running total on the deal', () => {
    fc.assert(
      fc.property(
        curves({ ...everything, modes: ['per-deal'], hasTarget: true }),
        totals,
        totals,
        targeted,
        (curve, from, deal, options) => {
          const [before, added] = [fractionOf(from), fractionOf(deal)];
          expect(paid(curve, longDivision(plus(before, added)), { ...options, from })).toBe(
            longDivision(dealPay(curve, { before, after: plus(before, added) }, added, around(options))),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('with a base is the rate of the tier reached on the base', () => {
    fc.assert(
      fc.property(
        curves({ ...everything, modes: ['whole'], hasTarget: true }),
        totals,
        totals,
        targeted,
        (curve, at, base, options) => {
          expect(paid(curve, at, { ...options, base })).toBe(
            longDivision(cumulativePay(curve, fractionOf(at), around(options), fractionOf(base))),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('with a target of 0 is read at no or at full attainment', () => {
    const positive = fc.integer({ min: 1, max: 150_000 }).map(cents);
    const zero = fc.constantFrom('none' as const, 'full' as const);
    const onAttainment = curves({
      ...everything,
      modes: ['marginal', 'whole'],
      hasTarget: true,
      tables: [],
      negativeFirst: false,
    }).filter(
      (curve) => curve.on === 'attainment' && curve.closed !== 'upper' && curve.tiers[0]?.multiplier === undefined,
    );
    fc.assert(
      fc.property(onAttainment, positive, zero, (curve, at, rule) => {
        const options = { target: '0', targetPay: '100', zero: rule };
        expect(paid(curve, at, options)).toBe(
          longDivision(cumulativePay(curve, fractionOf(at), { ...around(options), zero: rule })),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is made of its segments', () => {
    const modes = [...cumulativeModes, 'per-deal' as const];
    fc.assert(
      fc.property(
        curves({ ...everything, modes, hasTarget: true }),
        totals,
        totals,
        targeted,
        (curve, from, at, options) => {
          const { amount, segments } = payout(curve, at, { ...options, from });
          // Amounts of thirds are cut at 34 digits each.
          const difference = segments.reduce((sum, segment) => sum.minus(segment.amount), amount);
          expect(difference.abs().lt('1e-28')).toBe(true);
          for (const { kind, rate, from: start, to, amount: part } of segments)
            if (kind === 'rate' && rate !== null && curve.mode !== 'per-deal')
              expect(to.minus(start).times(rate).abs().minus(part.abs()).abs().lt('1e-28')).toBe(true);
          // Nothing is explained by a limit where there is none.
          const isLimited = curve.minimum !== undefined || curve.maximum !== undefined;
          expect(isLimited || segments.every(({ kind }) => kind !== 'limit')).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('moves in steps that add up', () => {
    const steps = fc.array(totals, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        curves({ ...everything, modes: cumulativeModes, hasTarget: false, hasTargetPay: false }),
        steps,
        by,
        (curve, ends, values) => {
          const total = payout(curve, ends.at(-1) ?? '0', { by: values }).amount;
          let [before, sum] = [undefined as string | undefined, total.minus(total)];
          for (const end of ends) {
            sum = sum.plus(
              payout(curve, end, before === undefined ? { by: values } : { by: values, from: before }).amount,
            );
            before = end;
          }
          expect(sum.minus(total).abs().lt('1e-28')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a curve without fixed pay and with rates of 0 or more', () => {
  const climbing = {
    hasTarget: false,
    hasTargetPay: false,
    tables: [],
    fixedFromZero: true,
    negativeFirst: false,
    limits: true,
    rising: true,
  };
  const rateOnly = (curve: PlainCurve): boolean => curve.tiers.every(({ amount }) => amount === undefined);
  const fromZero = (curve: PlainCurve): boolean => curve.tiers[0]?.from === '0';
  const positive = fc.oneof(
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 150_000 }).map(cents) },
    // Jumps are where tiers begin.
    { weight: 1, arbitrary: fc.constantFrom(...bounds).map((bound) => cents(Math.round(Number(bound) * 100) - 1)) },
    { weight: 1, arbitrary: fc.constantFrom(...bounds) },
  );

  it('never pays less for more: marginal, and linear when its rates rise', () => {
    const curve = curves({ ...climbing, modes: ['marginal', 'linear'] });
    fc.assert(
      fc.property(curve, totals, totals, (shape, one, other) => {
        const [less, more] = Number(one) <= Number(other) ? [one, other] : [other, one];
        if (shape.mode === 'linear' && Number(less) < 0) return;
        expect(payout(shape, less).amount.lte(payout(shape, more).amount)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('has no jumps: a cent more pays at most a cent at the steepest slope', () => {
    const curve = curves({ ...climbing, modes: ['marginal', 'linear'], limits: false }).filter(
      (shape) => rateOnly(shape) && (shape.mode === 'marginal' || fromZero(shape)),
    );
    fc.assert(
      fc.property(curve, positive, (shape, at) => {
        const next = cents(Math.round(Number(at) * 100) + 1);
        const rise = payout(shape, next).amount.minus(payout(shape, at).amount);
        // The steepest rate is 0.333; v(x) x of a line adds its slope, at most 0.333 over a stretch of 0.01, times x.
        const steepest = shape.mode === 'marginal' ? '0.00333' : stepOf(shape, Number(next));
        expect(rise.lte(steepest)).toBe(true);
        expect(rise.gte(0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('scales: bounds and total by a factor scale the pay', () => {
    const curve = curves({ ...climbing, modes: ['marginal', 'whole', 'whole-above', 'linear'], limits: false }).filter(
      rateOnly,
    );
    const factor = fc.constantFrom('2', '0.5', '10', '3.7');
    const scaled = (text: string | undefined, by: Fraction): string => longDivision(times(fractionOf(text ?? '0'), by));
    fc.assert(
      fc.property(curve, totals, factor, (shape, at, by) => {
        const share = fractionOf(by);
        const larger: PlainCurve = {
          ...shape,
          ...(shape.floor === undefined ? {} : { floor: scaled(shape.floor, share) }),
          tiers: shape.tiers.map((tier) => ({ ...tier, from: scaled(tier.from, share) })),
        };
        const pay = payout(larger, scaled(at, share)).amount;
        expect(pay.minus(payout(shape, at).amount.times(by)).abs().lt('1e-28')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** A bound on the rise over one cent of v(x) x: a cent at the highest rate, and x times the steepest stretch. */
function stepOf({ tiers, beyond }: PlainCurve, at: number): string {
  const points = tiers.map((tier) => ({ from: Number(tier.from), rate: Number(tier.rate) }));
  const slopes = points.slice(1).map((point, index) => {
    const previous = points[index] ?? point;
    return (point.rate - previous.rate) / (point.from - previous.from);
  });
  const highest = Math.max(...points.map(({ rate }) => rate)) + (beyond === 'extend' ? Math.max(0, ...slopes) * at : 0);
  return (0.01 * (highest + Math.max(0, ...slopes) * at) + 1e-9).toFixed(15);
}
