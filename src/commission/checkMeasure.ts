import { readDecimal } from '../number/decimal.ts';
import { checkOneOf, checkSharesOfOne } from './checkOrder.ts';
import { dependenciesOf } from './dependencies.ts';
import type { CreditMeasure, EventCondition, TargetRule, Window } from './plan.ts';
import type { PlanParts } from './planParts.ts';

/** Checks what the measures of a plan say of themselves and of each other. */
export function checkMeasures(parts: PlanParts): void {
  for (const [name, measure] of parts.measures) {
    const path = parts.pathOf('measures', name);
    if (name === '__proto__') parts.problems.note(path, 'is not a name that a measure can have', 'invalid');
    switch (measure?.kind) {
      case 'credits':
        checkCredits(parts, path, measure);
        break;
      case 'given':
        checkTarget(parts, `${path}.target`, measure.target);
        break;
      default:
    }
  }
  checkRatios(parts);
}

function checkCredits(parts: PlanParts, path: string, measure: CreditMeasure): void {
  for (const [index, condition] of (measure.where ?? []).entries())
    checkCondition(parts, `${path}.where[${index}]`, condition);
  const roles = measure.roles ?? [];
  for (const [index, role] of roles.entries())
    if (roles.indexOf(role) < index)
      parts.problems.refuse(`${path}.roles[${index}]`, 'named only once', role, 'duplicate-id');
  checkTarget(parts, `${path}.target`, measure.target);
}

const comparisons = ['is', 'isNot', 'isOneOf', 'isMissing', 'above', 'atLeast', 'atMost', 'below'] as const;
const orders = ['above', 'atLeast', 'atMost', 'below'] as const;

function checkCondition(parts: PlanParts, path: string, condition: EventCondition): void {
  const { problems } = parts;
  checkOneOf(problems, path, condition, comparisons, 'comparison');
  const { field } = condition;
  const isText = field === 'kind' || field === 'currency';
  for (const order of orders)
    if (isText && condition[order] !== undefined)
      problems.note(`${path}.${order}`, `cannot be: ${field} is text, which is compared by is, isNot or isOneOf`);
  const isNumber = field === 'amount' || field === 'quantity';
  const fits = (value: unknown): boolean =>
    isText ? typeof value === 'string' : !isNumber || readDecimal(value) !== null;
  const expected = isText ? `text, as ${field} is` : `a number, as ${field} is`;
  for (const name of ['is', 'isNot'] as const)
    if (condition[name] !== undefined && !fits(condition[name]))
      problems.refuse(`${path}.${name}`, expected, condition[name]);
  for (const [index, value] of (condition.isOneOf ?? []).entries())
    if (!fits(value)) problems.refuse(`${path}.isOneOf[${index}]`, expected, value);
}

/** Checks a rule of targets. */
function checkTarget(parts: PlanParts, path: string, rule: TargetRule | undefined): void {
  const weights = rule?.weights;
  if (weights === undefined) return;
  if (weights.length === 4) checkSharesOfOne(parts.problems, `${path}.weights`, 'shares', weights);
  else parts.problems.refuse(`${path}.weights`, 'an array of the shares of four quarters', weights);
}

/** Checks that ratios rest on measures of one window, and in the end on something else than ratios. */
function checkRatios(parts: PlanParts): void {
  const needs = new Map<string, readonly [string, string]>();
  for (const [name, measure] of parts.measures)
    if (measure?.kind === 'ratio') needs.set(name, [measure.of, measure.per]);
  const { order, cyclic } = dependenciesOf(needs);
  for (const name of cyclic)
    parts.problems.note(parts.pathOf('measures', name), 'is a ratio that rests on itself', 'cycle');
  const windows = new Map<string, string | null>();
  const windowOf = (path: string, name: string): string | null => {
    const known = windows.get(name);
    if (known !== undefined) return known;
    const measure = parts.measure(path, name);
    if (measure?.kind === 'tenure')
      parts.problems.note(path, 'must name a measure that has a window, and tenure has none');
    return measure?.kind === 'credits' || measure?.kind === 'given' ? describeWindow(measure.window) : null;
  };
  for (const name of order) {
    const [divided, divisor] = needs.get(name) as readonly [string, string];
    const path = parts.pathOf('measures', name);
    const of = windowOf(`${path}.of`, divided);
    const per = windowOf(`${path}.per`, divisor);
    windows.set(name, of);
    if (of !== null && per !== null && of !== per)
      parts.problems.note(path, `must divide measures of one window: ${divided} has ${of}, ${divisor} has ${per}`);
  }
}

/** A window in words: `month`, or `3 months`. */
export function describeWindow(window: Window): string {
  return typeof window === 'string' ? window : `${window.months} months`;
}
