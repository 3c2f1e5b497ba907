import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commissionInputs, everything, type Features, plainFeatures } from '../arbitraries/commission.ts';
import { engineLines, expectedLines } from './runLines.ts';

const sets: Readonly<Record<string, Partial<Features>>> = {
  'curves on credits': {},
  'events alone and rolling months': { windows: ['event', { months: 1 }, { months: 3 }] },
  factors: { factors: true },
  'rates looked up': { tables: true },
  limits: { limits: true },
  reversals: { reversals: true },
  'reversals in windows of their own': { reversals: true, windows: ['event', { months: 2 }] },
  'reversals with limits': { reversals: true, limits: true },
  'reversals with factors': { reversals: true, factors: true },
  'bonuses and contests': { closings: true, factors: true },
  overrides: { overrides: true, factors: true },
  teams: { teams: true },
  'versions of a plan': { versions: true },
  'versions with factors': { versions: true, factors: true },
  'versions with rates looked up, and reversals': { versions: true, tables: true, reversals: true },
  'factors on events alone': { factors: true, reversals: true, windows: ['event', { months: 1 }, { months: 3 }] },
  'versions with limits, and reversals': { versions: true, limits: true, reversals: true },
  'foreign currencies': { currencies: true },
  'what is known later': { amendments: true },
  'shares of the pay': { splits: true, reversals: true, teams: true },
  'curves of assignments': { ownCurves: true, factors: true },
  'targets of 0': { zeroTargets: true, factors: true, closings: true },
  'limits of plans with contests': { limits: true, closings: true, factors: true },
  'two plans at once': { twoPlans: true, overrides: true, teams: true, factors: true },
  everything: { ...everything, versions: false, tables: false },
  'everything, under versions with rates looked up': everything,
};

describe('lines of statements', () => {
  it.each(Object.entries(sets))('are those counted by hand: %s', (_, more) => {
    fc.assert(
      fc.property(commissionInputs({ ...plainFeatures, ...more }), (input) => {
        expect(engineLines(input)).toEqual(expectedLines(input));
      }),
      { numRuns: 80 },
    );
  });

  it('are refused where shares that have to add up to 1 do not', () => {
    const isRefused = (read: () => unknown): boolean => {
      try {
        read();
        return false;
      } catch {
        return true;
      }
    };
    const drawn = commissionInputs({ ...plainFeatures, reversals: true, teams: true });
    fc.assert(
      fc.property(drawn, (input) => {
        const plans = input.plans.map((plan) => {
          const { first } = plan.measures;
          return first?.kind === 'credits'
            ? { ...plan, measures: { ...plan.measures, first: { ...first, shares: 'one' as const } } }
            : plan;
        });
        const strict = { ...input, plans };
        expect(isRefused(() => engineLines(strict))).toBe(isRefused(() => expectedLines(strict)));
      }),
      { numRuns: 80 },
    );
  });
});
