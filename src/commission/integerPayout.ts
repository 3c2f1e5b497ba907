import { powerOfTen } from '../number/powerOfTen.ts';
import { multiply, type Rational, rational, zero } from '../number/rational.ts';
import { type RoundingMode, roundedWholeQuotient, unitsAt } from '../number/rounding.ts';
import type { Pricing } from './pricing.ts';
import type { ReadCurve } from './readCurve.ts';

/** In which whole numbers a payout is worked out. */
export interface IntegerScale {
  /** Totals count units of 1 / `unit`. */
  readonly unit: number;
  /** No total is further from 0, in these units. */
  readonly largest: number;
  /** Decimals of the payout. */
  readonly digits: number;
  readonly rounding: RoundingMode;
}

/** The cumulative payout of a curve in whole parts of a minor unit, from totals in whole units: exact, since no step passes 2^53. */
export class IntegerPayout {
  /** The first total of each piece. */
  readonly #starts: readonly number[];
  readonly #constants: readonly number[];
  readonly #slopes: readonly number[];
  readonly #least: number;
  readonly #most: number;
  readonly #rounding: RoundingMode;
  /** Parts of a minor unit. */
  readonly denominator: number;

  private constructor(
    pieces: readonly { readonly start: number; readonly constant: number; readonly slope: number }[],
    denominator: number,
    rounding: RoundingMode,
    limits: { readonly least: number; readonly most: number },
  ) {
    this.#starts = pieces.map(({ start }) => start);
    this.#constants = pieces.map(({ constant }) => constant);
    this.#slopes = pieces.map(({ slope }) => slope);
    this.denominator = denominator;
    this.#rounding = rounding;
    this.#least = limits.least;
    this.#most = limits.most;
  }

  /**
   * Lays out a curve in whole numbers.
   *
   * @returns null where the curve is not made of straight pieces, or where something could pass 2^53
   */
  static of(curve: ReadCurve, pricing: Pricing, scale: IntegerScale): IntegerPayout | null {
    const pieces = pricing.pieces();
    if (pieces === null) return null;
    const { unit, largest, digits, rounding } = scale;
    const money = rational(powerOfTen(digits));
    const moneyPerUnit = rational(money.numerator, BigInt(unit));
    const exact = pieces.map(({ from, constant, slope }) => ({
      start: from === null ? Number.NEGATIVE_INFINITY : firstTotal(from, unit, curve.isUpper),
      constant: multiply(constant, money),
      slope: multiply(slope, moneyPerUnit),
    }));
    const least = curve.minimum === null ? null : multiply(curve.minimum, money);
    const most = curve.maximum === null ? null : multiply(curve.maximum, money);
    const denominator = commonDenominator([
      ...exact.flatMap(({ constant, slope }) => [constant, slope]),
      least ?? zero,
      most ?? zero,
    ]);
    if (denominator === null) return null;
    const parts = ({ numerator, denominator: own }: Rational): number => Number(numerator * (denominator / own));
    const inParts = exact.map(({ start, constant, slope }) => ({
      start,
      constant: parts(constant),
      slope: parts(slope),
    }));
    const isSafe = inParts.every(
      ({ constant, slope }) => Math.abs(constant) + Math.abs(slope) * largest <= Number.MAX_SAFE_INTEGER,
    );
    const leastParts = least === null ? Number.NEGATIVE_INFINITY : parts(least);
    if (!isSafe || leastParts > Number.MAX_SAFE_INTEGER) return null;
    return new IntegerPayout(inParts, Number(denominator), rounding, {
      least: leastParts,
      most: most === null ? Number.POSITIVE_INFINITY : parts(most),
    });
  }

  /** The payout of a total, in parts. */
  parts(total: number): number {
    const piece = this.#pieceOf(total);
    const parts = (this.#constants[piece] as number) + (this.#slopes[piece] as number) * total;
    if (parts > this.#most) return this.#most;
    return total > 0 && parts < this.#least ? this.#least : parts;
  }

  /** Minor units of an amount in parts, rounded. */
  units(parts: number): number {
    return roundedWholeQuotient(parts, this.denominator, this.#rounding);
  }

  #pieceOf(total: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] as number) <= total) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The first whole total that has reached a bound, or passed it where the curve is closed above. */
function firstTotal(bound: Rational, unit: number, isUpper: boolean): number {
  const inUnits = multiply(bound, rational(BigInt(unit)));
  return Number(isUpper ? unitsAt(inUnits, 0, 'floor') + 1n : unitsAt(inUnits, 0, 'ceiling'));
}

/** The least common denominator; null where twice of it passes 2^53. */
function commonDenominator(values: readonly Rational[]): bigint | null {
  let common = 1n;
  for (const { denominator } of values) {
    if (common % denominator === 0n) continue;
    common *= rational(denominator, common).numerator;
    if (common * 2n > Number.MAX_SAFE_INTEGER) return null;
  }
  return common;
}
