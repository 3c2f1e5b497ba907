import { type Issue, type SalesMetricsErrorCode, showValue } from '../errors.ts';
import { didYouMean } from '../model/suggestion.ts';
import { readDecimal } from '../number/decimal.ts';
import { canonical } from './canonical.ts';
import { isUnit, type Measure, measureOf, type Unit } from './unit.ts';

/** Reads a definition as if it came from anywhere (JSON, a database) and collects every problem. */
export class DefinitionCheck {
  readonly problems: Issue[] = [];
  /** Number of aggregates met so far. */
  aggregates = 0;
  private unitProblems = 0;
  private readonly parameters = new Map<string, string>();

  problem(path: string, message: string, code = 'invalid-definition'): void {
    if (code === 'unit-mismatch') this.unitProblems++;
    this.problems.push({ code, path, message: `${path}: ${message}` });
  }

  /** Begins another formula, in which the same name may be another parameter. */
  startFormula(): void {
    this.parameters.clear();
  }

  /** Notes a parameter; a name is one parameter in a formula. */
  parameter(path: string, name: string, definition: string): void {
    const earlier = this.parameters.get(name);
    if (earlier !== undefined && earlier !== definition)
      this.problem(path, `the parameter ${JSON.stringify(name)} is already used with another default, unit or kind`);
    this.parameters.set(name, definition);
  }

  /** The code of the error: about units only when nothing else is wrong. */
  get code(): SalesMetricsErrorCode {
    return this.unitProblems === this.problems.length ? 'unit-mismatch' : 'invalid-definition';
  }
}

/** Data of unknown origin. */
export type Data = Readonly<Record<string, unknown>>;

/** How quantities are compared. */
export const comparisons = ['above', 'atLeast', 'below', 'atMost', 'equals'];

/** Names of a KPI's own parts, and keys of KPIs and variants used as operands. */
export const partName = /^[a-z][a-zA-Z0-9]*([-/][a-z0-9]+)*$/;

/** Checks a limit: a decimal as text, or a parameter. */
export function checkLimit(check: DefinitionCheck, path: string, limit: unknown): void {
  if (isData(limit) && limit['kind'] === 'parameter') checkParameter(check, path, limit);
  else if (typeof limit !== 'string' || readDecimal(limit) === null) {
    check.problem(path, `expected a decimal as text, or a parameter, got ${showValue(limit)}`);
  }
}

/** Checks a reference to a parameter, and gives back what it is measured in. */
export function checkParameter(check: DefinitionCheck, path: string, parameter: Data): Measure | null {
  const { name, default: byDefault, unit } = parameter;
  if (typeof name !== 'string' || !partName.test(name))
    check.problem(`${path}.name`, `expected a name, got ${showValue(name)}`);
  else check.parameter(path, name, canonical([byDefault, unit]));
  checkDecimalText(check, `${path}.default`, byDefault);
  return checkUnit(check, `${path}.unit`, unit) ? measureOf(unit) : null;
}

/** Checks a text parameter. */
export function checkTextParameter(check: DefinitionCheck, path: string, parameter: Data): void {
  const { name, default: byDefault } = parameter;
  if (typeof name !== 'string' || !partName.test(name))
    check.problem(`${path}.name`, `expected a name, got ${showValue(name)}`);
  else check.parameter(path, name, canonical(['text', byDefault]));
  if (byDefault !== null && (typeof byDefault !== 'string' || byDefault === ''))
    check.problem(`${path}.default`, `expected a text, or null for any, got ${showValue(byDefault)}`);
}

/** Checks a fixed number: as text, because a definition is plain data and a number of JSON may not hold its digits. */
export function checkDecimalText(check: DefinitionCheck, path: string, value: unknown): void {
  if (typeof value !== 'string' || readDecimal(value) === null)
    check.problem(path, `expected a decimal as text, got ${showValue(value)}`);
}

/** Checks that a text is one of a closed list. */
export function checkChoice(check: DefinitionCheck, path: string, value: unknown, choices: readonly string[]): boolean {
  if (typeof value === 'string' && choices.includes(value)) return true;
  const hint = typeof value === 'string' ? didYouMean(value, choices) : '';
  check.problem(path, `expected one of ${choices.join(', ')}, got ${showValue(value)}${hint}`);
  return false;
}

/** Checks that a value is the name of a unit. */
export function checkUnit(check: DefinitionCheck, path: string, unit: unknown): unit is Unit {
  if (isUnit(unit)) return true;
  check.problem(path, `expected a unit such as "ratio" or "currency", got ${showValue(unit)}`);
  return false;
}

/** Whether a value is an object with fields. */
export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
