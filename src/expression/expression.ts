import type { DimensionName } from '../model/dimension.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { PercentileMethod } from '../number/statistics.ts';
import type { Grain } from '../time/period.ts';
import type { Comparison, Limit, PeriodDate } from './condition.ts';
import type { ParameterReference } from './parameter.ts';
import type { RecordSet } from './recordSet.ts';
import type { Unit } from './unit.ts';

/**
 * What the time between two dates is counted in.
 *
 * - `days`: the difference of the dates, 0 on the same day.
 * - `hours`: the time between two instants, exact to the millisecond.
 * - `months`: the months begun in between: the difference of the months of the calendar, whatever the day of the month.
 * - `working-days`: the working days after the one and through the other.
 * - `working-hours`: the time between two instants in which the team works.
 */
export type SpanUnit = 'days' | 'hours' | 'months' | 'working-days' | 'working-hours';

/** What of a record is aggregated: a number, the time between two dates (of the record, or of the period), or a product of such quantities. */
export type Quantity<Field extends string = string> =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'product'; readonly factors: readonly Quantity<Field>[] }
  | {
      readonly kind: 'span';
      readonly unit: SpanUnit;
      readonly from: Field | PeriodDate;
      readonly to: Field | PeriodDate;
    };

/** Why a figure has no value. */
export type UndefinedReason =
  | 'no-denominator'
  | 'base-not-positive'
  | 'unbounded'
  | 'target-met'
  | 'no-records'
  | 'not-reached';

/**
 * What a quotient means when it has no value.
 *
 * - `no-denominator`: undefined when the divisor is 0.
 * - `base-not-positive`: undefined when the divisor is 0 or negative.
 * - `unbounded`: undefined when the divisor is 0, and called unbounded when the dividend is above 0; a divisor below 0, where no limit has a
 *   meaning, is `base-not-positive`.
 * - `target-met`: as `no-denominator`, for a divisor that reaches 0 because the goal is met.
 */
export type ZeroRule = 'no-denominator' | 'base-not-positive' | 'unbounded' | 'target-met';

/** A number of periods: a whole number from 1 to 1000, or a parameter given at calculation. */
export type PeriodCount = number | ParameterReference;

/** A change of the period in which a formula is evaluated; `count` says how many periods or years away, 1 where it is not there. */
export type PeriodChange =
  | { readonly kind: 'previous' | 'next' | 'same-last-year'; readonly count?: PeriodCount }
  | { readonly kind: 'trailing'; readonly count: PeriodCount; readonly grain: Exclude<Grain, 'custom'> }
  | { readonly kind: 'to-date'; readonly grain: Exclude<Grain, 'custom'> };

/** An aggregate of a record set. Its name is what `parts`, `calculateFrom` and `explain` call it. */
export type Aggregate =
  | { readonly kind: 'count'; readonly name: string; readonly records: RecordSet }
  | { readonly kind: 'distinct'; readonly name: string; readonly field: string; readonly records: RecordSet }
  | {
      readonly kind: 'sum' | 'mean' | 'minimum' | 'maximum';
      readonly name: string;
      readonly of: Quantity;
      readonly records: RecordSet;
    }
  | {
      readonly kind: 'percentile';
      readonly name: string;
      readonly of: Quantity;
      readonly fraction: Limit;
      readonly method: PercentileMethod;
      readonly records: RecordSet;
    }
  | {
      readonly kind: 'trimmed-mean';
      readonly name: string;
      readonly of: Quantity;
      /** The share of the records that is left out at either end. */
      readonly fraction: Limit;
      readonly records: RecordSet;
    }
  | {
      readonly kind: 'first' | 'last';
      readonly name: string;
      readonly of: Quantity;
      readonly by: string;
      readonly records: RecordSet;
    };

/** How the values of several entities, or of several periods, become one figure. */
export type Fold = 'count' | 'sum' | 'mean' | 'median' | 'minimum' | 'maximum' | 'product';

/** A formula per rep, account or deal, then folded over those that satisfy the conditions. */
export interface PerEntity {
  /** Marks a figure per entity. */
  readonly kind: 'per-entity';
  /** Name of the part. */
  readonly name: string;
  /** Dimension whose values are the entities. */
  readonly by: DimensionName;
  /** How the values of the entities become one. */
  readonly fold: Fold | 'kaplan-meier-median';
  /** What is folded; null for a count. */
  readonly value: Formula | null;
  /** What an entity must satisfy to count. */
  readonly having: readonly FigureCondition[];
  /** For a Kaplan-Meier median: what an entity must satisfy for its value to be final. The values of the others are censored: the least that they may become. */
  readonly observed?: FigureCondition;
}

/** A formula in each day, week, month, quarter or year of the period, then folded over those that satisfy the conditions. */
export interface PerPeriod {
  /** Marks a figure per period. */
  readonly kind: 'per-period';
  /** Name of the part. */
  readonly name: string;
  /** The periods into which the period is cut; a period that is shorter stays whole. */
  readonly grain: Exclude<Grain, 'custom'>;
  /** How the values of the periods become one. */
  readonly fold: Fold;
  /** What is folded; null for a count. */
  readonly value: Formula | null;
  /** What a period must satisfy to count. */
  readonly having: readonly FigureCondition[];
}

/** Which days of a period are counted: all, those through `asOf`, or those after it. */
export type DaysOfPeriod = 'whole' | 'elapsed' | 'remaining';

/** The length of the period, so that a figure can be set against the time that it took or that is left. */
export interface PeriodLength {
  /** Marks a length of the period. */
  readonly kind: 'period-length';
  /** Name of the part. */
  readonly name: string;
  /** Calendar days, or the working days of `salesData`. */
  readonly unit: 'days' | 'working-days';
  /** Which of the days. */
  readonly days: DaysOfPeriod;
}

/** A comparison of two formulas, evaluated for one entity or one period; not satisfied where either is undefined. */
export interface FigureCondition {
  /** Figure of the entity or the period. */
  readonly value: Formula;
  /** How it is compared. */
  readonly comparison: Comparison;
  /** What it is compared with. */
  readonly limit: Formula;
}

/** A formula as plain data: it survives `JSON.parse(JSON.stringify(formula))` unchanged. */
export type Formula =
  | Aggregate
  | PerEntity
  | PerPeriod
  | PeriodLength
  | ParameterReference
  | { readonly kind: 'constant'; readonly value: string; readonly unit: Unit }
  | {
      readonly kind: 'plus' | 'minus' | 'times' | 'lesser' | 'greater';
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly kind: 'divide'; readonly left: Formula; readonly right: Formula; readonly zero: ZeroRule }
  | { readonly kind: 'power' | 'root'; readonly base: Formula; readonly exponent: string | ParameterReference }
  | {
      readonly kind: 'rounded';
      readonly formula: Formula;
      /** Decimals that are kept, from -100 to 100. */
      readonly digits: number;
      readonly mode: RoundingMode;
    }
  | { readonly kind: 'named'; readonly name: string; readonly formula: Formula }
  | { readonly kind: 'in-period'; readonly change: PeriodChange; readonly formula: Formula }
  | { readonly kind: 'overall'; readonly formula: Formula };

/** Names of a formula, for the compiler. */
export interface Names<Parts extends string = string, Given extends string = string> {
  /** Its outermost parts, the keys of `parts` in a measurement. */
  readonly parts: Parts;
  /** Every name that `calculateFrom` accepts. */
  readonly given: Given;
}

/** A formula that tells the compiler its names. */
export type NamedFormula<Of extends Names> = Formula & { readonly names?: Of };

/**
 * A formula that tells the compiler the names of its parts.
 *
 * @typeParam Parts - names of its outermost parts, the keys of `parts` in a measurement
 * @typeParam Given - every name that `calculateFrom` accepts
 */
export type Expression<Parts extends string = string, Given extends string = Parts> = NamedFormula<Names<Parts, Given>>;
