import type { DimensionName } from '../model/dimension.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { Grain } from '../time/period.ts';
import type { Comparison } from './condition.ts';
import type {
  DaysOfPeriod,
  Expression,
  FigureCondition,
  Fold,
  Formula,
  PeriodChange,
  PeriodCount,
  ZeroRule,
} from './expression.ts';
import type { ParameterReference } from './parameter.ts';
import type { Unit } from './unit.ts';

/** An operand: an expression, a KPI or one of its variants (by its formula, under its own name), or a plain number. */
export type Operand<Parts extends string = string, Given extends string = string> =
  | Expression<Parts, Given>
  | { readonly key: Parts; readonly formula: Expression<string, Given> }
  | number;

/** Outermost part names of an operand. */
export type PartsOf<Of> = Of extends { readonly key: infer Key extends string }
  ? Key
  : Of extends { readonly names?: { readonly parts: infer Parts extends string } }
    ? Parts
    : never;

/** Every name of an operand that `calculateFrom` accepts. */
export type GivenOf<Of> = Of extends { readonly key: infer Key extends string; readonly formula: infer Inner }
  ? Key | GivenOf<Inner>
  : Of extends { readonly names?: { readonly given: infer Given extends string } }
    ? Given
    : never;

/** An expression with the names of two operands. */
export type Joined<Left, Right> = Expression<PartsOf<Left> | PartsOf<Right>, GivenOf<Left> | GivenOf<Right>>;

/** Sum of two figures of the same unit. */
/* @__NO_SIDE_EFFECTS__ */
export function plus<Left extends Operand, Right extends Operand>(left: Left, right: Right): Joined<Left, Right> {
  return { kind: 'plus', left: formulaOf(left), right: formulaOf(right) };
}

/** Difference of two figures of the same unit. */
/* @__NO_SIDE_EFFECTS__ */
export function minus<Left extends Operand, Right extends Operand>(left: Left, right: Right): Joined<Left, Right> {
  return { kind: 'minus', left: formulaOf(left), right: formulaOf(right) };
}

/** Product of two figures; their units multiply. */
/* @__NO_SIDE_EFFECTS__ */
export function times<Left extends Operand, Right extends Operand>(left: Left, right: Right): Joined<Left, Right> {
  return { kind: 'times', left: formulaOf(left), right: formulaOf(right) };
}

/** Quotient of two figures; `zero` says what a divisor of 0 means. */
/* @__NO_SIDE_EFFECTS__ */
export function divide<Left extends Operand, Right extends Operand>(
  left: Left,
  right: Right,
  zero: ZeroRule = 'no-denominator',
): Joined<Left, Right> {
  return { kind: 'divide', left: formulaOf(left), right: formulaOf(right), zero };
}

/** The smaller of two figures of the same unit. */
/* @__NO_SIDE_EFFECTS__ */
export function lesserOf<Left extends Operand, Right extends Operand>(left: Left, right: Right): Joined<Left, Right> {
  return { kind: 'lesser', left: formulaOf(left), right: formulaOf(right) };
}

/** The greater of two figures of the same unit. */
/* @__NO_SIDE_EFFECTS__ */
export function greaterOf<Left extends Operand, Right extends Operand>(left: Left, right: Right): Joined<Left, Right> {
  return { kind: 'greater', left: formulaOf(left), right: formulaOf(right) };
}

/** A plain number multiplied `exponent` times by itself, `exponent` a whole number from 0 to 1000. */
/* @__NO_SIDE_EFFECTS__ */
export function power<Of extends Operand>(
  base: Of,
  exponent: number | ParameterReference,
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return { kind: 'power', base: formulaOf(base), exponent: typeof exponent === 'number' ? String(exponent) : exponent };
}

/**
 * The root of a plain number, `degree` a whole number from 1 to 1000. Undefined (`base-not-positive`) below 0.
 * A root that is irrational is carried with 100 significant digits and rounded with the figure.
 */
/* @__NO_SIDE_EFFECTS__ */
export function root<Of extends Operand>(
  base: Of,
  degree: number | ParameterReference,
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return { kind: 'root', base: formulaOf(base), exponent: typeof degree === 'number' ? String(degree) : degree };
}

/**
 * A figure rounded to a number of decimals, as part of its definition: what is published as a whole number, and is reckoned with as such.
 * For display alone round what comes out, for the figure stays exact.
 *
 * @param operand - what is rounded; the unit stays
 * @param digits - decimals to keep, a whole number from -100 to 100: 2 rounds a ratio to whole percent, -3 rounds to thousands
 * @param mode - see {@link RoundingMode}; ties go away from zero by default, as published tables print them
 *
 * @example
 * ```ts
 * import { calculateFrom, csat, defineKpi, rounded } from 'sales-metrics';
 * const printed = defineKpi({ ...csat, id: 'printed-csat', variants: {}, examples: [], formula: rounded(csat.formula, 2) });
 * calculateFrom(printed, { satisfied: 74, answers: 107 }).value; // => 0.69
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function rounded<Of extends Operand>(
  operand: Of,
  digits: number,
  mode: RoundingMode = 'half-up',
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return { kind: 'rounded', formula: formulaOf(operand), digits, mode };
}

/** Number of days of the period: all, those elapsed through `asOf` (all without one), or those that remain after it. */
/* @__NO_SIDE_EFFECTS__ */
export function periodDays<Name extends string>(name: Name, days: DaysOfPeriod): Expression<Name> {
  return { kind: 'period-length', name, unit: 'days', days };
}

/** As `periodDays`, counting working days only: those of the `workingTime` of `salesData`. */
/* @__NO_SIDE_EFFECTS__ */
export function periodWorkingDays<Name extends string>(name: Name, days: DaysOfPeriod): Expression<Name> {
  return { kind: 'period-length', name, unit: 'working-days', days };
}

/** A fixed number, with its unit where it has one. */
/* @__NO_SIDE_EFFECTS__ */
export function constant(value: string | number, unit: Unit = 'count'): Expression<never> {
  return { kind: 'constant', value: String(value), unit };
}

/** Gives a formula a name: it becomes one part, and `calculateFrom` accepts it whole. */
/* @__NO_SIDE_EFFECTS__ */
export function named<Name extends string, Of extends Operand>(
  name: Name,
  operand: Of,
): Expression<Name, Name | GivenOf<Of>> {
  return { kind: 'named', name, formula: formulaOf(operand) };
}

/** The formula over the period before, or `count` periods before. */
/* @__NO_SIDE_EFFECTS__ */
export function inPreviousPeriod<Of extends Operand>(
  operand: Of,
  count?: PeriodCount,
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return inPeriod({ kind: 'previous', ...counted(count) }, operand);
}

/** The formula over the period after, or `count` periods after, as far as it is known. */
/* @__NO_SIDE_EFFECTS__ */
export function inNextPeriod<Of extends Operand>(
  operand: Of,
  count?: PeriodCount,
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return inPeriod({ kind: 'next', ...counted(count) }, operand);
}

/** The formula over the same period a year earlier, or `years` earlier. */
/* @__NO_SIDE_EFFECTS__ */
export function inSamePeriodLastYear<Of extends Operand>(
  operand: Of,
  years?: PeriodCount,
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return inPeriod({ kind: 'same-last-year', ...counted(years) }, operand);
}

/** The formula over the last `count` days, weeks, months, quarters or years that end where the period ends. */
/* @__NO_SIDE_EFFECTS__ */
export function inTrailing<Of extends Operand>(
  count: PeriodCount,
  grain: Exclude<Grain, 'custom'>,
  operand: Of,
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return inPeriod({ kind: 'trailing', count, grain }, operand);
}

/** The formula from the start of the year (quarter, month …) in which the period ends, to the period's end. */
/* @__NO_SIDE_EFFECTS__ */
export function toDateIn<Of extends Operand>(
  grain: Exclude<Grain, 'custom'>,
  operand: Of,
): Expression<PartsOf<Of>, GivenOf<Of>> {
  return inPeriod({ kind: 'to-date', grain }, operand);
}

function counted(count: PeriodCount | undefined): { readonly count?: PeriodCount } {
  return count === undefined ? {} : { count };
}

function inPeriod<Of extends Operand>(change: PeriodChange, operand: Of): Expression<PartsOf<Of>, GivenOf<Of>> {
  return { kind: 'in-period', change, formula: formulaOf(operand) };
}

/**
 * Inside a figure per entity, the formula over all records asked for instead of those of the one entity: what entities are
 * compared with, such as the mean of all.
 *
 * @param operand - a formula of its own; it may hold a figure per entity again
 *
 * @example
 * ```ts
 * import { count, countEntities, divide, fallsIn, is, overall, records } from 'sales-metrics';
 * const won = count('won', records('opportunities', fallsIn('closedOn'), is('status', 'won')));
 * const halfOfAll = countEntities('reps', 'owner', [won, 'atLeast', divide(overall(won), 2)]);
 * halfOfAll.kind; // => 'per-entity'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function overall<Of extends Operand>(operand: Of): Expression<PartsOf<Of>, GivenOf<Of>> {
  return { kind: 'overall', formula: formulaOf(operand) };
}

/** A condition on an entity or on one of several periods: `[figure, comparison, limit]`. */
export type Having = readonly [Operand, Comparison, Operand];

/** Number of entities (reps, accounts, deals …) that satisfy all conditions. */
/* @__NO_SIDE_EFFECTS__ */
export function countEntities<Name extends string>(
  name: Name,
  by: DimensionName,
  ...having: readonly Having[]
): Expression<Name> {
  return { kind: 'per-entity', name, by, fold: 'count', value: null, having: having.map(figureCondition) };
}

/** A formula evaluated for each entity that satisfies all conditions, and folded into one figure. Entities where it is undefined are left out. */
/* @__NO_SIDE_EFFECTS__ */
export function foldEntities<Name extends string>(
  name: Name,
  by: DimensionName,
  fold: Exclude<Fold, 'count'>,
  value: Operand,
  ...having: readonly Having[]
): Expression<Name> {
  return { kind: 'per-entity', name, by, fold, value: formulaOf(value), having: having.map(figureCondition) };
}

/**
 * The Kaplan-Meier median of a formula evaluated for each entity that satisfies all conditions, where some values are not final: the
 * lead that waits for an answer, the rep who still ramps. Such values are censored, that is, the least that they may become. Without
 * any it is the median. Undefined (`not-reached`) while fewer than half have ended, by that estimate.
 *
 * @param name - name of the part
 * @param by - dimension whose values are the entities
 * @param value - the time of an entity, until it ended or as long as it was watched
 * @param observed - what an entity satisfies that has ended
 * @param having - what an entity must satisfy to count
 *
 * @example
 * ```ts
 * import { count, daysFrom, fallsIn, hasHappened, kaplanMeierMedian, minus, records, restrictedTo, sum } from 'sales-metrics';
 * const deals = records('opportunities', fallsIn('createdOn'));
 * const closed = restrictedTo(deals, hasHappened('closedOn'));
 * // To this day, less the days since the end of those that have ended.
 * const days = minus(sum('age', deals, daysFrom('createdOn', 'asOf')), sum('since', closed, daysFrom('closedOn', 'asOf')));
 * const cycle = kaplanMeierMedian('cycle', 'opportunity', days, [count('closed', closed), 'above', 0]);
 * cycle.kind; // => 'per-entity'
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function kaplanMeierMedian<Name extends string>(
  name: Name,
  by: DimensionName,
  value: Operand,
  observed: Having,
  ...having: readonly Having[]
): Expression<Name> {
  return {
    kind: 'per-entity',
    name,
    by,
    fold: 'kaplan-meier-median',
    value: formulaOf(value),
    having: having.map(figureCondition),
    observed: figureCondition(observed),
  };
}

/** Number of days, weeks, months, quarters or years in the period that satisfy all conditions, as `foldPeriods` cuts them. */
/* @__NO_SIDE_EFFECTS__ */
export function countPeriods<Name extends string>(
  name: Name,
  grain: Exclude<Grain, 'custom'>,
  ...having: readonly Having[]
): Expression<Name> {
  return { kind: 'per-period', name, grain, fold: 'count', value: null, having: having.map(figureCondition) };
}

/**
 * A formula evaluated in each day, week, month, quarter or year of the period that satisfies all conditions, and folded into one figure:
 * the mean headcount of the days, the product of twelve monthly rates. Periods that begin after `asOf`, and those where the formula is
 * undefined, are left out; a period shorter than the grain stays whole.
 */
/* @__NO_SIDE_EFFECTS__ */
export function foldPeriods<Name extends string>(
  name: Name,
  grain: Exclude<Grain, 'custom'>,
  fold: Exclude<Fold, 'count'>,
  value: Operand,
  ...having: readonly Having[]
): Expression<Name> {
  return { kind: 'per-period', name, grain, fold, value: formulaOf(value), having: having.map(figureCondition) };
}

function figureCondition([value, comparison, limit]: Having): FigureCondition {
  return { value: formulaOf(value), comparison, limit: formulaOf(limit) };
}

/** A KPI as an operand is a part under its own key; a number is a constant. */
function formulaOf(operand: Operand): Formula {
  if (typeof operand === 'number') return { kind: 'constant', value: String(operand), unit: 'count' };
  return 'key' in operand ? { kind: 'named', name: operand.key, formula: operand.formula } : operand;
}
