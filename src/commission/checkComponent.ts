import {
  checkCurve,
  checkHasTarget,
  checkReadsWindow,
  checkTable,
  isTable,
  type Priced,
  windowBehind,
} from './checkCurve.ts';
import { checkAscending, checkDays, checkOneOf, checkSharesOfOne } from './checkOrder.ts';
import { checkInstalments, checkLimits } from './checkPay.ts';
import { dependenciesOf } from './dependencies.ts';
import type { BonusComponent, Component, CurveComponent, Factor, RankComponent } from './plan.ts';
import type { PlanParts } from './planParts.ts';

/** Checks what the components of a plan say of themselves and of each other. */
export function checkComponents(parts: PlanParts): void {
  for (const [index, component] of parts.components.entries()) {
    const path = parts.pathOf('components', index);
    const id = parts.componentIds[index];
    if (id !== undefined && parts.componentIds.indexOf(id) < index)
      parts.problems.refuse(`${path}.id`, 'unique, and an earlier component has the same', id, 'duplicate-id');
    if (component !== null) checkComponent(parts, path, component);
  }
  checkOverrides(parts);
}

function checkComponent(parts: PlanParts, path: string, component: Component): void {
  checkDays(parts.problems, path, component);
  checkLimits(parts.problems, `${path}.limits`, component.limits);
  checkLimitsByKind(parts, path, component);
  checkInstalments(parts.problems, `${path}.release`, component.release, component.kind);
  for (const [index, factor] of (component.factors ?? []).entries())
    checkFactor(parts, `${path}.factors[${index}]`, factor, component);
  switch (component.kind) {
    case 'curve':
      checkCurveComponent(parts, path, component);
      break;
    case 'bonus':
      checkBonus(parts, path, component);
      break;
    case 'rank':
      checkRank(parts, path, component);
      break;
    case 'override':
      // What people below earn may be under other plans; `readInput` has them all before it.
      parts.checkComponentIds(`${path}.of`, component.of, component.team === undefined);
  }
}

function checkCurveComponent(parts: PlanParts, path: string, component: CurveComponent): void {
  const { problems } = parts;
  const measure = parts.measure(`${path}.measure`, component.measure);
  if (measure?.kind === 'given' || measure?.kind === 'tenure')
    problems.note(
      `${path}.measure`,
      `must name a measure of credits or a ratio: ${component.measure} is of kind ${measure.kind}, which no event adds to`,
    );
  if (measure?.kind === 'ratio') {
    if (component.base === undefined)
      problems.note(
        `${path}.base`,
        `is missing: ${component.measure} is a ratio, and its rates need something to apply to`,
        'missing',
      );
    if (creditsBehind(parts, component.measure).every((name) => parts.measures.get(name)?.kind === 'given'))
      problems.note(
        `${path}.measure`,
        `must rest on credits: ${component.measure} divides figures that are given, and no event adds to them`,
      );
  }
  checkCurve(parts, `${path}.curve`, component.curve, { name: component.measure, measure, base: component.base });
  checkReversal(parts, `${path}.reversal`, component);
}

/** The measures on which a ratio rests in the end, or the measure itself. */
function creditsBehind(parts: PlanParts, name: string): string[] {
  const seen = new Set([name]);
  // The set grows while it is walked.
  for (const each of seen) {
    const measure = parts.measures.get(each);
    if (measure?.kind === 'ratio') seen.add(measure.of).add(measure.per);
  }
  return [...seen].filter((each) => parts.measures.get(each)?.kind !== 'ratio');
}

function checkReversal(parts: PlanParts, path: string, { reversal, measure }: CurveComponent): void {
  if (reversal === undefined) return;
  if (reversal.decay !== undefined)
    checkAscending(
      parts.problems,
      `${path}.decay`,
      'from',
      reversal.decay.map(({ from }) => from),
    );
  for (const name of creditsBehind(parts, measure)) {
    const behind = parts.measures.get(name);
    if (reversal.money === 'recompute' && behind?.kind === 'credits' && behind.reversals === 'keep')
      parts.problems.note(
        `${path}.money`,
        `cannot be "recompute": reversals leave the credit of ${name} as it is ("keep"), so that nothing would be computed anew`,
      );
  }
}

function checkBonus(parts: PlanParts, path: string, component: BonusComponent): void {
  const { scores } = component;
  if (scores === undefined) return;
  checkSharesOfOne(
    parts.problems,
    `${path}.scores`,
    'weights',
    scores.map(({ weight }) => weight),
  );
  for (const [index, score] of scores.entries()) {
    const place = `${path}.scores[${index}]`;
    const measure = parts.measure(`${place}.measure`, score.measure);
    checkHasEnd(parts, `${place}.measure`, score.measure);
    if (score.on === 'attainment') checkHasTarget(parts, `${place}.on`, score.measure, measure);
    if (score.points !== undefined)
      checkAscending(
        parts.problems,
        `${place}.points`,
        'at',
        score.points.map(({ at }) => at),
      );
  }
}

function checkRank(parts: PlanParts, path: string, component: RankComponent): void {
  const measure = parts.measure(`${path}.measure`, component.measure);
  if (measure?.kind === 'tenure')
    parts.problems.note(
      `${path}.measure`,
      `must not name a measure of kind tenure: ${component.measure} is no contest`,
    );
  checkHasEnd(parts, `${path}.measure`, component.measure);
  if (component.on === 'attainment') checkHasTarget(parts, `${path}.on`, component.measure, measure);
}

/** What is paid at the end of a period has no deal, and lines are limited one by one where a curve pays for events. */
function checkLimitsByKind({ problems }: PlanParts, path: string, { kind, limits = [] }: Component): void {
  if (kind === 'curve') return;
  for (const [index, { per }] of limits.entries()) {
    const place = `${path}.limits[${index}].per`;
    if (per === 'deal' && kind !== 'override')
      problems.note(place, `cannot be "deal" for a component of kind ${kind}, which has no deals`);
    if (per === 'line')
      problems.note(place, `cannot be "line" for a component of kind ${kind}: lines of a curve are limited one by one`);
  }
}

/** What is read at the end of a period must have a value then. */
function checkHasEnd(parts: PlanParts, path: string, name: string): void {
  if (windowBehind(parts, name) === 'event')
    parts.problems.note(
      path,
      `must not name a measure of each event alone: ${name} has no value at the end of a period`,
    );
}

function checkFactor(parts: PlanParts, path: string, factor: Factor, component: Component): void {
  const { problems } = parts;
  if (factor.multiply === undefined && factor.otherwise === undefined)
    problems.note(path, 'must have multiply, otherwise or both');
  if (factor.otherwise !== undefined && factor.when === undefined)
    problems.note(`${path}.otherwise`, 'is for conditions that do not hold, and there is no when');
  for (const [index, condition] of (factor.when ?? []).entries()) {
    const place = `${path}.when[${index}]`;
    checkOneOf(problems, place, condition, ['above', 'atLeast', 'atMost', 'below'], 'comparison');
    const measure = parts.measure(`${place}.measure`, condition.measure);
    if (condition.on === 'attainment') checkHasTarget(parts, `${place}.on`, condition.measure, measure);
    checkFactorWindow(parts, `${place}.measure`, condition.measure, component);
  }
  if (!isTable(factor.multiply)) return;
  checkTable(parts, `${path}.multiply`, factor.multiply);
  for (const [index, { rate }] of factor.multiply.tiers.entries())
    if (Number(rate) < 0) problems.refuse(`${path}.multiply.tiers[${index}].rate`, '0 or more', rate);
  checkFactorWindow(parts, `${path}.multiply.by`, factor.multiply.by, component);
}

function checkFactorWindow(parts: PlanParts, path: string, name: string, component: Component): void {
  if (component.kind !== 'curve') {
    checkHasEnd(parts, path, name);
    return;
  }
  const priced: Priced = { name: component.measure, measure: null, base: component.base };
  checkReadsWindow(parts, path, name, priced);
}

/** Checks that no component is, by way of others, a share of itself. A share of what only others earn is none of one's own. */
function checkOverrides(parts: PlanParts): void {
  const needs = new Map<string, readonly string[]>();
  for (const component of parts.components)
    if (component?.kind === 'override' && (component.team === undefined || component.team.withOwn === true))
      needs.set(component.id, component.of);
  const { cyclic } = dependenciesOf(needs);
  for (const id of cyclic)
    parts.problems.note(
      parts.pathOf('components', parts.componentIds.indexOf(id), 'of'),
      'makes the component a share of itself',
      'cycle',
    );
}
