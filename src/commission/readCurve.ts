import { type DecimalInput, toRational } from '../number/decimal.ts';
import { compare, type Rational, zero } from '../number/rational.ts';
import type { Curve, CurveMode, RateTable, Tier } from './curveData.ts';

/** A table of rates, read. */
export interface ReadTable {
  readonly by: string;
  readonly onAttainment: boolean;
  readonly isUpper: boolean;
  readonly bounds: readonly Rational[];
  readonly rates: readonly Rational[];
}

/** A tier of a curve, read. */
export interface ReadTier {
  readonly from: Rational;
  readonly rate: Rational | ReadTable | null;
  readonly multiplier: Rational | null;
  readonly amount: Rational;
  readonly share: Rational;
}

/** A curve, read from a plan that was checked. */
export interface ReadCurve {
  readonly mode: CurveMode;
  readonly onAttainment: boolean;
  readonly isUpper: boolean;
  readonly floor: Rational | null;
  readonly readsAfter: boolean;
  readonly extends: boolean;
  readonly minimum: Rational | null;
  readonly maximum: Rational | null;
  readonly tiers: readonly ReadTier[];
  /** The tables by which rates depend on other measures. */
  readonly tables: readonly ReadTable[];
  /** Whether a target is needed to price it. */
  readonly needsTarget: boolean;
  /** Whether target pay is needed to price it. */
  readonly needsTargetPay: boolean;
}

const where = 'curve';

/** Reads the numbers of a curve that was checked. */
export function readCurve(curve: Curve): ReadCurve {
  const tiers = curve.tiers.map(readTier);
  const isAny = (holds: (tier: ReadTier) => boolean): boolean => tiers.some(holds);
  return {
    mode: curve.mode,
    onAttainment: curve.on === 'attainment',
    isUpper: curve.closed === 'upper',
    floor: optional(curve.floor),
    readsAfter: curve.read === 'after',
    extends: curve.beyond === 'extend',
    minimum: optional(curve.minimum),
    maximum: optional(curve.maximum),
    tiers,
    tables: tiers.flatMap(({ rate }) => (isTable(rate) ? [rate] : [])),
    needsTarget: curve.on === 'attainment' || isAny(({ multiplier }) => multiplier !== null),
    needsTargetPay: isAny(({ multiplier, share }) => multiplier !== null || share.numerator !== 0n),
  };
}

/** Reads the numbers of a rate table that was checked. */
export function readTable(table: RateTable): ReadTable {
  return {
    by: table.by,
    onAttainment: table.on === 'attainment',
    isUpper: table.closed === 'upper',
    bounds: table.tiers.map(({ from }) => toRational(from, where)),
    rates: table.tiers.map(({ rate }) => toRational(rate, where)),
  };
}

/** The rate of a table at a value; 0 below its first row. */
export function rateAt(table: ReadTable, value: Rational): Rational {
  return table.rates[reachedBound(table.bounds, value, table.isUpper)] ?? zero;
}

function readTier(tier: Tier): ReadTier {
  const { rate } = tier;
  return {
    from: toRational(tier.from, where),
    rate: isRateTable(rate) ? readTable(rate) : optional(rate),
    multiplier: optional(tier.multiplier),
    amount: optional(tier.amount) ?? zero,
    share: optional(tier.share) ?? zero,
  };
}

function isRateTable(rate: Tier['rate']): rate is RateTable {
  return typeof rate === 'object' && 'tiers' in rate;
}

/** Whether a rate is looked up. */
export function isTable(rate: ReadTier['rate']): rate is ReadTable {
  return rate !== null && 'by' in rate;
}

function optional(input: DecimalInput | undefined): Rational | null {
  return input === undefined ? null : toRational(input, where);
}

/** Position of the last of ascending bounds that a value has reached (closed below) or passed (closed above); -1 when there is none. */
export function reachedBound(bounds: readonly Rational[], value: Rational, isUpper: boolean): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compare(bounds[middle] as Rational, value);
    if (order < 0 || (order === 0 && !isUpper)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
