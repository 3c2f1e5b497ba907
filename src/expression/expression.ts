import type { DimensionName } from '../model/dimension.ts';
import type { PercentileMethod } from '../number/statistics.ts';
import type { Grain } from '../time/period.ts';
import type { Comparison } from './condition.ts';
import type { ParameterReference } from './parameter.ts';
import type { RecordSet } from './recordSet.ts';
import type { Unit } from './unit.ts';

/** What of a record is aggregated: a number, a product of numbers, or the time between two of its dates. */
export type Quantity<Field extends string = string> =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'product'; readonly fields: readonly Field[] }
  | { readonly kind: 'span'; readonly unit: 'days' | 'hours'; readonly from: Field; readonly to: Field };

/** Why a figure has no value. */
export type UndefinedReason = 'no-denominator' | 'base-not-positive' | 'unbounded' | 'target-met' | 'no-records';

/**
 * What a quotient means when it has no value.
 *
 * - `no-denominator`: undefined when the divisor is 0.
 * - `base-not-positive`: undefined when the divisor is 0 or negative.
 * - `unbounded`: undefined when the divisor is 0, and called unbounded when the dividend is above 0.
 * - `target-met`: as `no-denominator`, for a divisor that reaches 0 because the goal is met.
 */
export type ZeroRule = 'no-denominator' | 'base-not-positive' | 'unbounded' | 'target-met';

/** A change of the period in which a formula is evaluated. */
export type PeriodChange =
  | { readonly kind: 'previous' }
  | { readonly kind: 'same-last-year' }
  | { readonly kind: 'trailing'; readonly count: number; readonly grain: Exclude<Grain, 'custom'> }
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
      readonly fraction: string | ParameterReference;
      readonly method: PercentileMethod;
      readonly records: RecordSet;
    }
  | {
      readonly kind: 'first' | 'last';
      readonly name: string;
      readonly of: Quantity;
      readonly by: string;
      readonly records: RecordSet;
    };

/** How the values of the entities become one figure. */
export type EntityFold = 'count' | 'sum' | 'mean' | 'median' | 'minimum' | 'maximum';

/** A formula per rep, account or deal, then folded over those that satisfy the conditions. */
export interface PerEntity {
  /** Marks a figure per entity. */
  readonly kind: 'per-entity';
  /** Name of the part. */
  readonly name: string;
  /** Dimension whose values are the entities. */
  readonly by: DimensionName;
  /** How the values of the entities become one. */
  readonly fold: EntityFold;
  /** What is folded; null for a count. */
  readonly value: Formula | null;
  /** What an entity must satisfy to count. */
  readonly having: readonly EntityCondition[];
}

/** A comparison of two formulas, evaluated for one entity; not satisfied where either is undefined. */
export interface EntityCondition {
  /** Figure of the entity. */
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
  | ParameterReference
  | { readonly kind: 'constant'; readonly value: string; readonly unit: Unit }
  | {
      readonly kind: 'plus' | 'minus' | 'times' | 'lesser' | 'greater';
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly kind: 'divide'; readonly left: Formula; readonly right: Formula; readonly zero: ZeroRule }
  | { readonly kind: 'named'; readonly name: string; readonly formula: Formula }
  | { readonly kind: 'in-period'; readonly change: PeriodChange; readonly formula: Formula };

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
