import type { UndefinedReason, ZeroRule } from '../expression/expression.ts';
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
import { mean, median, percentile } from '../number/statistics.ts';
import { satisfies } from './filter.ts';
import type { Step } from './program.ts';
import { OccurrenceList, type State } from './state.ts';

/** An exact value, or the reason why there is none. */
export type Outcome = Rational | UndefinedReason;

type AggregateStep = Extract<Step, { kind: 'aggregate' }>;

/** Whether an outcome is a value. */
export function isValue(outcome: Outcome): outcome is Rational {
  return typeof outcome !== 'string';
}

/** One cell of a table: a period of the request, a group (null for all), and within a per-entity figure one entity. */
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
    case 'per-entity':
      return foldEntities(step, cell);
    case 'aggregate':
      return step.aggregate.kind === 'count' ? integer(recordsOf(step, cell)) : finish(step, stateOf(step, cell));
  }
}

/** Number of records of an aggregate in a cell. */
function recordsOf({ selection, windows }: AggregateStep, cell: Cell): number {
  return selection.result.recordCount(windows[cell.period] as number, cell.group, cell.entity);
}

/** The state of an aggregate in a cell; null when no record came. */
export function stateOf(step: AggregateStep, cell: Cell): State | null {
  return step.selection.result.state(step.number, step.windows[cell.period] as number, cell.group, cell.entity);
}

/** The figure of a state: counts and sums of nothing are 0, the rest of nothing is undefined. */
function finish({ aggregate, fraction }: AggregateStep, state: State | null): Outcome {
  if (state === null)
    return aggregate.kind === 'count' || aggregate.kind === 'sum' || aggregate.kind === 'distinct'
      ? zero
      : 'no-records';
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
  if (side !== 0) return divide(left, right);
  return rule === 'unbounded' && sign(left) <= 0 ? 'no-denominator' : rule;
}

type PerEntityStep = Extract<Step, { kind: 'per-entity' }>;

/** What one entity contributes, or why it does not. */
export interface EntityOutcome {
  readonly entity: string;
  readonly value: Outcome;
  /** Position of the first condition that it does not satisfy; -1 when it satisfies all. */
  readonly failed: number;
}

/** Every entity of a cell, with what it contributes. */
export function entityOutcomes(step: PerEntityStep, { period, group }: Cell): readonly EntityOutcome[] {
  const entities = new Set<string>();
  for (const result of new Set(step.aggregates.map(({ selection }) => selection.result)))
    result.addEntities(group, entities);
  return Array.from(entities, (entity) => entityOutcome(step, { period, group, entity }, entity));
}

function entityOutcome(step: PerEntityStep, cell: Cell, entity: string): EntityOutcome {
  for (const [failed, { value, comparison, limit }] of step.having.entries()) {
    if (!satisfies(order(value, limit, cell), comparison)) return { entity, value: zero, failed };
  }
  return { entity, value: step.value === null ? integer(1) : outcomeOf(step.value, cell), failed: -1 };
}

/** Order of two figures of an entity; NaN, which satisfies nothing, where either is undefined. */
function order(value: Step, limit: Step, cell: Cell): number {
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

function foldEntities(step: PerEntityStep, cell: Cell): Outcome {
  const values = entityOutcomes(step, cell).flatMap(({ value, failed }) =>
    failed < 0 && isValue(value) ? [value] : [],
  );
  switch (step.formula.fold) {
    case 'count':
    case 'sum':
      return sumOf(values);
    case 'mean':
      return mean(values) ?? 'no-records';
    default: {
      const sorted = values.sort(compare);
      if (step.formula.fold === 'median') return median(sorted) ?? 'no-records';
      return sorted.at(step.formula.fold === 'maximum' ? -1 : 0) ?? 'no-records';
    }
  }
}
