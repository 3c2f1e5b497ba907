import type { Formula, PerEntity, UndefinedReason, ZeroRule } from '../expression/expression.ts';
import { kaplanMeierMedian } from '../number/kaplanMeier.ts';
import {
  add,
  compare,
  divide,
  integer,
  multiply,
  type Rational,
  sign,
  subtract,
  sumOf,
  zero,
} from '../number/rational.ts';
import { powerOf, rootOf } from '../number/root.ts';
import { roundTo } from '../number/rounding.ts';
import { mean, median, percentile } from '../number/statistics.ts';
import { satisfies } from './comparison.ts';
import type { AggregateStep, ConditionStep, Step } from './program.ts';
import { OccurrenceList, type State } from './state.ts';
import { trimmedMean } from './trimmedMean.ts';

/** An exact value, or the reason why there is none. */
export type Outcome = Rational | UndefinedReason;

/** Whether an outcome is a value. */
export function isValue(outcome: Outcome): outcome is Rational {
  return typeof outcome !== 'string';
}

/** One cell of a table: the number of a period among those in which the step is evaluated, a group (null for all), and within a per-entity figure one entity. */
export interface Cell {
  readonly period: number;
  readonly group: number | null;
  readonly entity: string | null;
  /** Outcomes of steps that are known already, so that a figure and its parts are worked out once. */
  readonly known?: ReadonlyMap<Step, Outcome>;
}

/** The outcome of a step in a cell. */
export function outcomeOf(step: Step, cell: Cell): Outcome {
  const known = cell.known?.get(step);
  if (known !== undefined) return known;
  switch (step.kind) {
    case 'value':
      return step.value;
    case 'named':
    case 'in-period':
      return outcomeOf(step.inner, cell);
    case 'operation':
      return combine(step.operation, step.zero, outcomeOf(step.left, cell), () => outcomeOf(step.right, cell));
    case 'length':
      return step.lengths[cell.period] as Rational;
    case 'power':
    case 'root':
      return raise(step.kind, outcomeOf(step.base, cell), step.exponent);
    case 'rounded':
      return roundedOutcome(step.formula, outcomeOf(step.inner, cell));
    case 'overall':
      return overall(step, cell);
    case 'per-entity':
      return fold(step.formula.fold, entityOutcomes(step, cell));
    case 'per-period':
      return fold(step.formula.fold, periodOutcomes(step, cell));
    case 'aggregate':
      return aggregateOf(step, cell);
  }
}

function aggregateOf(step: AggregateStep, cell: Cell): Outcome {
  const { aggregate, selection, number, windows } = step;
  if (aggregate.kind === 'count') return integer(recordsOf(step, cell));
  if (aggregate.kind === 'percentile') {
    const { period, group, entity } = cell;
    const values = selection.result.ascending(number, windows[period] as number, group, entity);
    if (values !== null) return percentile(values, step.fraction ?? zero, aggregate.method) ?? 'no-records';
  }
  return finish(step, stateOf(step, cell));
}

/** The outcome of a step over all entities, worked out once for each period and group. */
function overall({ inner, outcomes }: Extract<Step, { kind: 'overall' }>, { period, group }: Cell): Outcome {
  const key = `${period} ${group}`;
  const found = outcomes.get(key);
  if (found !== undefined) return found;
  const outcome = outcomeOf(inner, { period, group, entity: null });
  outcomes.set(key, outcome);
  return outcome;
}

/** Number of records of an aggregate in a cell. */
function recordsOf({ selection, windows }: AggregateStep, cell: Cell): number {
  return selection.result.recordCount(windows[cell.period] as number, cell.group, cell.entity);
}

/** The state of an aggregate in a cell; null when no record came. */
export function stateOf(step: AggregateStep, cell: Cell): State | null {
  return step.selection.result.state(step.number, step.windows[cell.period] as number, cell.group, cell.entity);
}

/** The figure of a state: sums and distinct values of nothing are 0, the rest of nothing is undefined. */
function finish({ aggregate, fraction }: AggregateStep, state: State | null): Outcome {
  if (state === null) return aggregate.kind === 'sum' || aggregate.kind === 'distinct' ? zero : 'no-records';
  switch (state.kind) {
    case 'count':
      return integer(state.count);
    case 'sum':
      if (aggregate.kind === 'sum') return state.total;
      return state.count === 0 ? 'no-records' : divide(state.total, integer(state.count));
    case 'distinct':
      return integer(state.values.size);
    case 'extreme':
      return state.value ?? 'no-records';
    case 'dated':
      return state.record?.value ?? 'no-records';
    case 'values': {
      if (aggregate.kind === 'trimmed-mean') return trimmedMean(state.values, fraction ?? zero) ?? 'no-records';
      const method = aggregate.kind === 'percentile' ? aggregate.method : 'linear';
      return percentile(new OccurrenceList(state.values), fraction ?? zero, method) ?? 'no-records';
    }
  }
}

/** Arithmetic on outcomes: what is undefined stays so, with the first reason met. */
export function combine(
  operation: Extract<Step, { kind: 'operation' }>['operation'],
  zeroRule: ZeroRule,
  left: Outcome,
  right: () => Outcome,
): Outcome {
  if (!isValue(left)) return left;
  const other = right();
  if (!isValue(other)) return other;
  switch (operation) {
    case 'plus':
      return add(left, other);
    case 'minus':
      return subtract(left, other);
    case 'times':
      return multiply(left, other);
    case 'lesser':
      return compare(left, other) <= 0 ? left : other;
    case 'greater':
      return compare(left, other) >= 0 ? left : other;
    case 'divide':
      return quotient(left, other, zeroRule);
  }
}

function quotient(left: Rational, right: Rational, rule: ZeroRule): Outcome {
  const side = sign(right);
  if (rule === 'base-not-positive') return side > 0 ? divide(left, right) : 'base-not-positive';
  if (rule === 'unbounded' && side < 0) return 'base-not-positive';
  if (side !== 0) return divide(left, right);
  return rule === 'unbounded' && sign(left) <= 0 ? 'no-denominator' : rule;
}

/** A power or a root of an outcome. There is no root of what is below 0. */
export function raise(kind: 'power' | 'root', base: Outcome, exponent: number): Outcome {
  if (!isValue(base)) return base;
  if (kind === 'power') return powerOf(base, exponent);
  return sign(base) < 0 ? 'base-not-positive' : rootOf(base, exponent);
}

/** An outcome rounded to some decimals. */
export function roundedOutcome({ digits, mode }: Extract<Formula, { kind: 'rounded' }>, outcome: Outcome): Outcome {
  return isValue(outcome) ? roundTo(outcome, digits, mode) : outcome;
}

type PerEntityStep = Extract<Step, { kind: 'per-entity' }>;
type PerPeriodStep = Extract<Step, { kind: 'per-period' }>;

/** What one entity, or one of several periods, contributes, or why it does not. */
export interface PartOutcome {
  readonly value: Outcome;
  /** Position of the first condition that it does not satisfy; -1 when it satisfies all. */
  readonly failed: number;
  /** Whether its value is only the least that it may become. */
  readonly censored: boolean;
}

/** What one entity contributes, or why it does not. */
export interface EntityOutcome extends PartOutcome {
  readonly entity: string;
}

/** What one part of a period contributes, or why it does not. */
export interface PeriodOutcome extends PartOutcome {
  /** Number of the part. */
  readonly part: number;
}

/** Every entity of a cell, with what it contributes. */
export function entityOutcomes(step: PerEntityStep, { period, group }: Cell): readonly EntityOutcome[] {
  const entities = new Set<string>();
  for (const result of new Set(step.aggregates.map(({ selection }) => selection.result)))
    result.addEntities(group, entities);
  return Array.from(entities, (entity) => ({ entity, ...partOutcome(step, { period, group, entity }) }));
}

/** Every part of the period of a cell, with what it contributes. */
export function periodOutcomes(step: PerPeriodStep, { period, group, entity }: Cell): readonly PeriodOutcome[] {
  const [first, end] = step.ranges[period] as readonly [number, number];
  return Array.from({ length: end - first }, (_, index) => ({
    part: first + index,
    ...partOutcome(step, { period: first + index, group, entity }),
  }));
}

function partOutcome(step: PerEntityStep | PerPeriodStep, cell: Cell): PartOutcome {
  const failed = step.having.findIndex((condition) => !isSatisfied(condition, cell));
  if (failed >= 0) return { value: zero, failed, censored: false };
  const censored = step.kind === 'per-entity' && step.observed !== null && !isSatisfied(step.observed, cell);
  return { value: step.value === null ? integer(1) : outcomeOf(step.value, cell), failed, censored };
}

function isSatisfied(condition: ConditionStep, cell: Cell): boolean {
  return satisfies(order(condition, cell), condition.comparison);
}

/** Order of two figures of a part; NaN, which satisfies nothing, where either is undefined. */
function order({ value, limit }: ConditionStep, cell: Cell): number {
  // Most conditions compare a count with a whole number, for every customer: that needs no fractions.
  if (
    value.kind === 'aggregate' &&
    value.aggregate.kind === 'count' &&
    limit.kind === 'value' &&
    limit.value.denominator === 1n
  ) {
    return recordsOf(value, cell) - Number(limit.value.numerator);
  }
  const [left, right] = [outcomeOf(value, cell), outcomeOf(limit, cell)];
  return isValue(left) && isValue(right) ? compare(left, right) : Number.NaN;
}

function contributions(outcomes: readonly PartOutcome[]): Rational[] {
  return outcomes.flatMap(({ value, failed }) => (failed < 0 && isValue(value) ? [value] : []));
}

function fold(kind: PerEntity['fold'], outcomes: readonly PartOutcome[]): Outcome {
  const values = contributions(outcomes);
  switch (kind) {
    case 'count':
    case 'sum':
      return sumOf(values);
    case 'product':
      return values.length === 0 ? 'no-records' : values.reduce(multiply);
    case 'mean':
      return mean(values) ?? 'no-records';
    case 'kaplan-meier-median': {
      if (values.length === 0) return 'no-records';
      const observed = contributions(outcomes.filter(({ censored }) => !censored));
      return kaplanMeierMedian(observed, contributions(outcomes.filter(({ censored }) => censored))) ?? 'not-reached';
    }
    default: {
      const sorted = values.sort(compare);
      if (kind === 'median') return median(sorted) ?? 'no-records';
      return sorted.at(kind === 'maximum' ? -1 : 0) ?? 'no-records';
    }
  }
}
