import type { Condition } from './condition.ts';
import type { Aggregate, FigureCondition, Formula, PerEntity, PeriodLength, PerPeriod } from './expression.ts';
import type { Parameter } from './parameter.ts';

/** Part of a formula that carries a name. */
export type NamedPart = Aggregate | PerEntity | PerPeriod | PeriodLength | Extract<Formula, { kind: 'named' }>;

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
    case 'rounded':
    case 'in-period':
    case 'overall':
      return [formula.formula];
    case 'power':
    case 'root':
      return [formula.base];
    case 'per-entity':
    case 'per-period':
      return [
        ...(formula.value === null ? [] : [formula.value]),
        ...figureConditionsOf(formula).flatMap(({ value, limit }) => [value, limit]),
      ];
    default:
      return [];
  }
}

/** Every condition on an entity or a period, in reading order: whether it counts, and whether its value is final. */
export function figureConditionsOf(formula: PerEntity | PerPeriod): readonly FigureCondition[] {
  const { having } = formula;
  return formula.kind === 'per-period' || formula.observed === undefined ? having : [...having, formula.observed];
}

/** Whether a formula is an aggregate of records. */
export function isAggregate(formula: Formula): formula is Aggregate {
  return 'records' in formula;
}

/** Whether a formula carries a name, under which `parts` and `calculateFrom` know it. */
export function isNamed(formula: Formula): formula is NamedPart {
  return 'name' in formula && formula.kind !== 'parameter';
}

/** The outermost named parts, in reading order, each name once. */
export function partsOf(formula: Formula): readonly NamedPart[] {
  const parts = new Map<string, NamedPart>();
  const visit = (part: Formula): void => {
    if (isNamed(part)) {
      if (!parts.has(part.name)) parts.set(part.name, part);
    } else for (const operand of operandsOf(part)) visit(operand);
  };
  visit(formula);
  return [...parts.values()];
}

/** Every parameter of a formula with its default, in reading order, each name once. */
export function parametersOf(formula: Formula): readonly Parameter[] {
  const parameters = new Map<string, Parameter>();
  const add = (candidate: unknown): void => {
    if (isParameter(candidate) && !parameters.has(candidate.name)) parameters.set(candidate.name, candidate);
  };
  const visitCondition = (condition: Condition): void => {
    if (condition.kind === 'all' || condition.kind === 'any')
      for (const inner of condition.conditions) visitCondition(inner);
    else if (condition.kind === 'not') visitCondition(condition.condition);
    else if (condition.kind === 'compare' || condition.kind === 'days') add(condition.limit);
    else if (condition.kind === 'is') condition.values.forEach(add);
  };
  const visit = (part: Formula): void => {
    add(part);
    if (isAggregate(part)) {
      const { where, join } = part.records;
      where.forEach(visitCondition);
      if (join !== null) {
        join.where.forEach(visitCondition);
        for (const limit of [join.within, join.beyond, ...join.compare.map(({ plus }) => plus)]) add(limit);
      }
      if ('fraction' in part) add(part.fraction);
    } else {
      if (part.kind === 'power' || part.kind === 'root') add(part.exponent);
      if (part.kind === 'in-period' && 'count' in part.change) add(part.change.count);
      for (const operand of operandsOf(part)) visit(operand);
    }
  };
  visit(formula);
  return [...parameters.values()];
}

function isParameter(value: unknown): value is Parameter {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'parameter' || value.kind === 'text-parameter')
  );
}
