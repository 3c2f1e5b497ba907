import type { Condition } from './condition.ts';
import type { Aggregate, Formula, PerEntity } from './expression.ts';
import type { ParameterReference } from './parameter.ts';

/** Part of a formula that carries a name. */
export type NamedPart = Aggregate | PerEntity | Extract<Formula, { kind: 'named' }>;

/** The direct operands of a formula. */
export function operandsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'plus':
    case 'minus':
    case 'times':
    case 'lesser':
    case 'greater':
    case 'divide':
      return [formula.left, formula.right];
    case 'named':
    case 'in-period':
      return [formula.formula];
    case 'per-entity':
      return [
        ...(formula.value === null ? [] : [formula.value]),
        ...formula.having.flatMap(({ value, limit }) => [value, limit]),
      ];
    default:
      return [];
  }
}

/** Whether a formula is an aggregate of records. */
export function isAggregate(formula: Formula): formula is Aggregate {
  return 'records' in formula;
}

/** The outermost named parts, in reading order, each name once. */
export function partsOf(formula: Formula): readonly NamedPart[] {
  const parts = new Map<string, NamedPart>();
  const visit = (part: Formula): void => {
    if (isAggregate(part) || part.kind === 'per-entity' || part.kind === 'named') {
      if (!parts.has(part.name)) parts.set(part.name, part);
    } else for (const operand of operandsOf(part)) visit(operand);
  };
  visit(formula);
  return [...parts.values()];
}

/** Every parameter of a formula with its default, in reading order, each name once. */
export function parametersOf(formula: Formula): readonly ParameterReference[] {
  const parameters = new Map<string, ParameterReference>();
  const add = (candidate: unknown): void => {
    if (isParameter(candidate) && !parameters.has(candidate.name)) parameters.set(candidate.name, candidate);
  };
  const visitCondition = (condition: Condition): void => {
    if (condition.kind === 'all' || condition.kind === 'any')
      for (const inner of condition.conditions) visitCondition(inner);
    else if (condition.kind === 'not') visitCondition(condition.condition);
    else if (condition.kind === 'compare' || condition.kind === 'days') add(condition.limit);
  };
  const visit = (part: Formula): void => {
    add(part);
    if (isAggregate(part)) {
      for (const condition of part.records.where) visitCondition(condition);
      for (const condition of part.records.followedBy?.where ?? []) visitCondition(condition);
      add(part.records.followedBy?.within);
      if (part.kind === 'percentile') add(part.fraction);
    } else for (const operand of operandsOf(part)) visit(operand);
  };
  visit(formula);
  return [...parameters.values()];
}

function isParameter(value: unknown): value is ParameterReference {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'parameter';
}
