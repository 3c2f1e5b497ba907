import type { DecimalInput } from '../number/decimal.ts';

/**
 * How a curve prices a total, which is a cumulative payout F: moving from a to b pays F(b) - F(a).
 *
 * - `marginal` (graduated): each tier's rate pays for the part of the total inside the tier
 * - `whole` (retroactive, slab): the rate of the tier reached pays for the whole total
 * - `whole-above`: tiers are marginal up to `floor`; beyond it the rate of the tier reached pays for everything above the floor
 * - `linear` (payout curve): tiers are points, and between two of them the value lies on a straight line
 * - `per-deal`: each deal is paid whole at the rate of the tier of the running total; the only mode in which the order of deals matters
 */
export type CurveMode = 'marginal' | 'whole' | 'whole-above' | 'linear' | 'per-deal';

/** Which tier a value exactly at a bound belongs to: `lower` is closed below (the tier begins at its `from`), `upper` is closed above. */
export type BoundSide = 'lower' | 'upper';

/** One tier of a curve. It ends where the next one begins, so tiers have neither gaps nor overlaps; the last one is open. */
export interface Tier {
  /** Where the tier begins: in the unit of what is measured, or as a share of the target (1 is 100 %) for a curve on attainment. */
  readonly from: DecimalInput;
  /** Pay for one unit of what is measured: a fraction of an amount, money for a piece. A table makes it depend on a second measure (matrix). */
  readonly rate?: DecimalInput | RateTable | undefined;
  /** Pay as a multiple of the base rate, which is target pay divided by target. */
  readonly multiplier?: DecimalInput | undefined;
  /** Fixed pay for reaching the tier, in money. */
  readonly amount?: DecimalInput | undefined;
  /** Fixed pay for reaching the tier, as a share of target pay. */
  readonly share?: DecimalInput | undefined;
}

/** A rate that is looked up by another measure: the second dimension of a matrix, the factor of a component, a decay by age. */
export interface RateTable {
  /** Name of the measure by which the rate is looked up. */
  readonly by: string;
  /** Whether the measure is looked up as it is (default) or as attainment of its target. */
  readonly on?: 'measure' | 'attainment' | undefined;
  /** Which tier a bound belongs to; `lower` when left out. */
  readonly closed?: BoundSide | undefined;
  /** Where each rate begins; below the first one the rate is 0. */
  readonly tiers: readonly RateTier[];
}

/** One row of a rate table. */
export interface RateTier {
  /** Where the rate begins. */
  readonly from: DecimalInput;
  /** The rate from there on. */
  readonly rate: DecimalInput;
}

/** From a total to money: the only mathematics of a commission plan. */
export interface Curve {
  /** How the tiers price a total. */
  readonly mode: CurveMode;
  /** What `from` counts: the measured total itself (default), or the total divided by its target. */
  readonly on?: 'measure' | 'attainment' | undefined;
  /** Tiers with `from` strictly ascending, at least one. Below the first one nothing is paid. */
  readonly tiers: readonly Tier[];
  /** Which tier a value exactly at a bound belongs to; `lower` when left out. */
  readonly closed?: BoundSide | undefined;
  /** For `whole-above`: where the part begins that is priced as a whole; the `from` of one of the tiers. */
  readonly floor?: DecimalInput | undefined;
  /** For `per-deal`: whether the running total is read before (default) or after the deal is added. */
  readonly read?: 'before' | 'after' | undefined;
  /** For `linear`: beyond the last point the value stays (`flat`, default) or follows the last line (`extend`). */
  readonly beyond?: 'flat' | 'extend' | undefined;
  /** Least payout of the whole curve, in money. */
  readonly minimum?: DecimalInput | undefined;
  /** Greatest payout of the whole curve, in money. */
  readonly maximum?: DecimalInput | undefined;
}
