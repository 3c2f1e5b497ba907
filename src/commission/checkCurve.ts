import { compare } from '../number/rational.ts';
import { describeWindow } from './checkMeasure.ts';
import { checkAscending, checkRange, exact, shown } from './checkOrder.ts';
import type { Curve, RateTable, Tier } from './curveData.ts';
import type { Measure, Window } from './plan.ts';
import type { PlanParts } from './planParts.ts';

/** What a curve prices. */
export interface Priced {
  /** Name of the measure, and the measure where it is sound. */
  readonly name: string;
  readonly measure: Measure | null;
  readonly base: string | undefined;
}

/** Checks what the fields of a curve say of each other, and of what it prices. */
export function checkCurve(parts: PlanParts, path: string, curve: Curve, priced: Priced): void {
  const { problems } = parts;
  checkAscending(
    problems,
    `${path}.tiers`,
    'from',
    curve.tiers.map(({ from }) => from),
  );
  checkRange(problems, path, curve);
  checkModeFields(parts, path, curve);
  if (priced.base !== undefined && curve.mode !== 'whole' && curve.mode !== 'per-deal')
    problems.note(`${path}.mode`, `must be whole or per-deal for a component with a base, and is ${curve.mode}`);
  if (curve.on === 'attainment') checkHasTarget(parts, `${path}.on`, priced.name, priced.measure);
  for (const [index, tier] of curve.tiers.entries()) checkTier(parts, `${path}.tiers[${index}]`, tier, curve, priced);
  if (curve.mode === 'linear') checkOneKind(parts, path, curve.tiers);
  checkWindow(parts, path, curve, priced);
}

/** Fields that only one mode reads. */
function checkModeFields({ problems }: PlanParts, path: string, curve: Curve): void {
  const owners = { floor: 'whole-above', read: 'per-deal', beyond: 'linear' } as const;
  for (const [name, mode] of Object.entries(owners) as [keyof typeof owners, string][])
    if (curve[name] !== undefined && curve.mode !== mode)
      problems.note(`${path}.${name}`, `is only for mode ${mode}, and the mode is ${curve.mode}`);
  if (curve.mode === 'whole-above') checkFloor(problems, path, curve);
  if (curve.beyond === 'extend' && curve.tiers.length === 1)
    problems.note(`${path}.beyond`, 'can be "extend" only with two points or more, and there is one');
  for (const name of ['minimum', 'maximum'] as const)
    if (curve.mode === 'per-deal' && curve[name] !== undefined)
      problems.note(
        `${path}.${name}`,
        'is not for mode per-deal, which prices deals and no total; limits of the component do that',
      );
}

function checkFloor(problems: PlanParts['problems'], path: string, { floor, tiers }: Curve): void {
  const expected = `the from of one of the tiers (${tiers
    .slice(0, 8)
    .map(({ from }) => shown(from))
    .join(', ')}${tiers.length > 8 ? ', …' : ''})`;
  if (floor === undefined || !tiers.some(({ from }) => compare(exact(from), exact(floor)) === 0))
    problems.refuse(`${path}.floor`, expected, floor);
}

const valueNames = ['rate', 'multiplier', 'amount', 'share'] as const;

function checkTier(parts: PlanParts, path: string, tier: Tier, curve: Curve, priced: Priced): void {
  const { problems } = parts;
  const { rate, multiplier } = tier;
  if (valueNames.every((name) => tier[name] === undefined))
    problems.note(path, `must say what it pays (${valueNames.join(', ')}); a tier that pays nothing has rate 0`);
  if (rate !== undefined && multiplier !== undefined)
    problems.note(`${path}.multiplier`, 'is a rate of its own, and the tier has a rate already');
  if (multiplier !== undefined) {
    if (priced.base !== undefined)
      problems.note(
        `${path}.multiplier`,
        'is not for a component with a base: it multiplies target pay by the target of what is measured',
      );
    checkHasTarget(parts, `${path}.multiplier`, priced.name, priced.measure);
  }
  if (!isTable(rate)) return;
  checkTable(parts, `${path}.rate`, rate);
  if (curve.mode === 'linear')
    problems.note(`${path}.rate`, 'must be a number in mode linear, in which rates lie on straight lines');
  if (curve.mode === 'per-deal') return;
  checkReadsWindow(parts, `${path}.rate.by`, rate.by, priced);
  const { measure } = priced;
  if (measure?.kind === 'credits' && measure.split === 'money' && measure.window !== 'event')
    problems.note(
      `${path}.rate`,
      `must be a number, since ${priced.name} splits the money: a rate that moves prices the total of the window anew, of which nobody has a share`,
    );
}

/** Whether a rate is looked up. */
export function isTable(rate: Tier['rate']): rate is RateTable {
  return typeof rate === 'object' && 'by' in rate;
}

/** Checks a rate table, and that what it is looked up by is there. */
export function checkTable(parts: PlanParts, path: string, table: RateTable): void {
  checkAscending(
    parts.problems,
    `${path}.tiers`,
    'from',
    table.tiers.map(({ from }) => from),
  );
  const measure = parts.measure(`${path}.by`, table.by);
  if (table.on === 'attainment') checkHasTarget(parts, `${path}.on`, table.by, measure);
}

/** Checks that a measure whose attainment is asked for has a rule of targets. */
export function checkHasTarget(parts: PlanParts, path: string, name: string, measure: Measure | null): void {
  if (measure === null) return;
  if (measure.kind !== 'credits' && measure.kind !== 'given')
    parts.problems.note(path, `needs a target, which a measure of kind ${measure.kind} (${name}) does not have`);
  else if (measure.target === undefined)
    parts.problems.note(path, `needs a target: measure ${name} must have one, target: {} at the least`, 'missing');
}

/** All points of a line have the same kind of value, or there is nothing between them. */
function checkOneKind({ problems }: PlanParts, path: string, tiers: readonly Tier[]): void {
  const kinds = tiers.map((tier) => valueNames.filter((name) => tier[name] !== undefined).join(' and '));
  for (const [index, kind] of kinds.entries()) {
    if (kind.includes(' and '))
      problems.note(`${path}.tiers[${index}]`, `must have one value in mode linear, got ${kind}`);
    else if (kind !== '' && kind !== kinds[0] && kinds[0] !== '')
      problems.note(
        `${path}.tiers[${index}]`,
        `must have a ${String(kinds[0])} like the first point in mode linear, got ${kind}`,
      );
  }
}

function checkWindow(parts: PlanParts, path: string, curve: Curve, { name, measure }: Priced): void {
  if (measure?.kind === 'credits' && typeof measure.window === 'object' && curve.mode !== 'per-deal')
    parts.problems.note(
      `${path}.mode`,
      `must be per-deal: the total of ${name} rolls over ${describeWindow(measure.window)}, and deals leave it that were paid`,
    );
}

/**
 * Checks that what moves a running total is no figure of one event alone: it would price all earlier events anew by the last one.
 */
export function checkReadsWindow(parts: PlanParts, path: string, by: string, priced: Priced): void {
  const own = windowBehind(parts, priced.name);
  // Without a window, and in one that rolls, there is no total that is priced anew.
  if (own === 'event' || typeof own === 'object') return;
  if (windowBehind(parts, by) === 'event')
    parts.problems.note(
      path,
      `reads ${by}, which is counted for each event alone, while ${priced.name} adds up over its window (${describeWindow(own)}): the last event would price all earlier ones`,
    );
}

/** The window of a measure, that of its parts for a ratio; null where there is none. */
export function windowBehind(parts: Pick<PlanParts, 'measures'>, name: string): Window | null {
  let measure = parts.measures.get(name);
  // As many steps as there are measures are enough, and no cycle holds it up.
  for (let step = 0; step < parts.measures.size && measure?.kind === 'ratio'; step++)
    measure = parts.measures.get(measure.of);
  return measure?.kind === 'credits' || measure?.kind === 'given' ? measure.window : null;
}
