import fc from 'fast-check';
import type { Grain, PlainCurveComponent, PlainWindow } from '../oracles/commissionShape.ts';

/** What plans and events may hold beside curves on credits. */
export interface Features {
  readonly windows: readonly PlainWindow[];
  readonly modes: readonly PlainCurveComponent['curve']['mode'][];
  readonly factors: boolean;
  readonly tables: boolean;
  readonly limits: boolean;
  readonly reversals: boolean;
  readonly closings: boolean;
  readonly overrides: boolean;
  readonly teams: boolean;
  readonly versions: boolean;
  readonly currencies: boolean;
  readonly amendments: boolean;
  /** Shares of the pay instead of the value, and shares that have to add up to 1. */
  readonly splits: boolean;
  /** Curves of assignments that replace those of the plan. */
  readonly ownCurves: boolean;
  /** Targets of 0, for measures that say what attainment is then. */
  readonly zeroTargets: boolean;
  /** A second plan, of its own measures and currency, for some of the payees of the first. */
  readonly twoPlans: boolean;
  /** Payments, and instalments that wait for them or for dates of the deal. */
  readonly cash: boolean;
}

/** There in one case of four. */
export function rarely<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** Left out in one case of so many. */
export function optional<Value>(arbitrary: fc.Arbitrary<Value>, frequency = 2): fc.Arbitrary<Value | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: frequency });
}

export const grain: fc.Arbitrary<Grain> = fc.constantFrom('month', 'quarter', 'year');

export function isGrain(window: PlainWindow): window is Grain {
  return typeof window === 'string' && ['week', 'month', 'quarter', 'year'].includes(window);
}

/** Nothing but curves on credits. */
export const plainFeatures: Features = {
  windows: ['month', 'quarter', 'year', 'start', 'quota', 'week'],
  modes: ['marginal', 'whole', 'whole-above', 'linear', 'per-deal'],
  factors: false,
  tables: false,
  limits: false,
  reversals: false,
  closings: false,
  overrides: false,
  teams: false,
  versions: false,
  currencies: false,
  amendments: false,
  splits: false,
  ownCurves: false,
  zeroTargets: false,
  twoPlans: false,
  cash: false,
};

/** All at once, but for payments. */
export const everything: Features = {
  ...plainFeatures,
  factors: true,
  tables: true,
  limits: true,
  reversals: true,
  closings: true,
  overrides: true,
  teams: true,
  versions: true,
  currencies: true,
  amendments: true,
  splits: true,
  ownCurves: true,
  zeroTargets: true,
  twoPlans: true,
};
