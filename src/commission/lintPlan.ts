import { compare, type Rational } from '../number/rational.ts';
import { isTable, windowBehind } from './checkCurve.ts';
import { describeWindow } from './checkMeasure.ts';
import { exact } from './checkOrder.ts';
import { lintCaps } from './lintCaps.ts';
import { cliffsOf, describeBound, describeJump, type LintedCurve, lintCurve } from './lintCurve.ts';
import type {
  CommissionPlan,
  Component,
  CreditMeasure,
  CurveComponent,
  PlanFinding,
  PlanGrain,
  Window,
} from './plan.ts';
import { pathTo } from './problems.ts';

/**
 * What is allowed in a plan and yet deserves a look.
 *
 * @param plan - a plan without problems
 * @returns findings in the order of components, then those on the plan as a whole
 */
export function lintPlan(plan: CommissionPlan): readonly PlanFinding[] {
  const findings = plan.components.flatMap((component, index) =>
    lintComponent(plan, component, `components[${index}]`),
  );
  return [...findings, ...lintCaps(plan), ...unusedMeasures(plan)];
}

function lintComponent(plan: CommissionPlan, component: Component, path: string): readonly PlanFinding[] {
  const findings: PlanFinding[] = [...lintDates(plan, component, path), ...lintWindows(plan, component, path)];
  if (component.kind !== 'curve') return findings;
  // A base is priced at the rate of the tier, so the jump depends on it and not on the bound.
  if (component.base !== undefined) return findings;
  const { curve, measure } = component;
  const targetPay = component.targetPay === undefined ? null : exact(component.targetPay);
  const linted = { curve, path: `${path}.curve`, measure, targetPay, cap: capOf(plan, component) };
  return [...findings, ...lintCurve(linted), ...lintReversals(plan, component, linted, path)];
}

/** A component whose time is not that of its plan never pays. */
function lintDates(plan: CommissionPlan, { from, to }: Component, path: string): readonly PlanFinding[] {
  const neverPays = (why: string): readonly PlanFinding[] => [
    { code: 'never-pays', path, message: `the component ${why}, and never pays` },
  ];
  if (to !== undefined && plan.from !== undefined && to <= plan.from)
    return neverPays(`ends on ${to}, before the plan begins on ${plan.from}`);
  if (from !== undefined && plan.to !== undefined && from >= plan.to)
    return neverPays(`begins on ${from}, after the plan has ended on ${plan.to}`);
  return [];
}

/** The least cap on what the curve pays in one window; factors would move it, so then only the one of the curve is known. */
function capOf(plan: CommissionPlan, { curve, measure, limits, factors }: CurveComponent): Rational | null {
  // Without a base the measure is none but one of credits.
  const { window } = plan.measures[measure] as CreditMeasure;
  const ofLimits = factors === undefined ? (limits ?? []).filter(({ per }) => isSameTime(plan, per, window)) : [];
  const caps = [curve.maximum, ...ofLimits.map(({ maximum }) => maximum)].filter((cap) => cap !== undefined).map(exact);
  return caps.reduce<Rational | null>((least, cap) => (least === null || compare(cap, least) < 0 ? cap : least), null);
}

function isSameTime(plan: CommissionPlan, per: string, window: Window): boolean {
  if (window === 'event') return per === 'line' || per === 'deal';
  if (window === 'start') return per === 'ever';
  return (per === 'period' ? (plan.period ?? 'month') : per) === window;
}

/** A deal that is taken back takes only its own pay along, and yet the total falls: a cliff is then paid each time it is crossed. */
function lintReversals(
  plan: CommissionPlan,
  { reversal, measure: name }: CurveComponent,
  linted: LintedCurve,
  path: string,
): readonly PlanFinding[] {
  const measure = plan.measures[name];
  const cliff = cliffsOf(linted)[0];
  if (cliff === undefined || reversal?.money === 'recompute' || measure?.kind !== 'credits') return [];
  if (measure.reversals === 'keep' || measure.window === 'event') return [];
  const bound = describeBound(linted.curve, cliff.index);
  return [
    {
      code: 'crossing-paid-twice',
      path: `${path}.reversal`,
      message: `a return takes back only what its own deal was paid, but lowers ${name}: where that falls below ${bound} and reaches it again, the jump of ${describeJump(cliff)} is paid twice; money "recompute" takes it back`,
    },
  ];
}

const lengths: readonly (Window | PlanGrain)[] = ['week', 'month', 'quarter', 'year', 'start'];

/** A measure that begins anew more often than what it is read for. */
function lintWindows(plan: CommissionPlan, component: Component, path: string): readonly PlanFinding[] {
  const parts = { measures: new Map(Object.entries(plan.measures)) };
  const own =
    component.kind === 'curve'
      ? (windowBehind(parts, component.measure) as Window)
      : (component.per ?? plan.period ?? 'month');
  return readMeasures(component, path).flatMap(({ name, path: place }) => {
    const window = windowBehind(parts, name);
    if (window === null || !lengths.includes(window) || lengths.indexOf(window) >= lengths.indexOf(own)) return [];
    const message =
      component.kind === 'bonus' || component.kind === 'rank'
        ? `${name} begins anew each ${describeWindow(window)} and is read on the last day of each ${describeWindow(own)}, so only its last ${describeWindow(window)} counts`
        : `${name} begins anew each ${describeWindow(window)}, and pay adds up over a ${describeWindow(own)}: each new ${describeWindow(window)} prices anew what came before`;
    return [{ code: 'window-mismatch' as const, path: place, message }];
  });
}

/** The measures that a component reads beside the one whose credits are its lines, and where it names them. */
function readMeasures(component: Component, path: string): { readonly name: string; readonly path: string }[] {
  const found = (component.factors ?? []).flatMap(({ when, multiply }, index) => [
    ...(when ?? []).map(({ measure }, position) => ({
      name: measure,
      path: `${path}.factors[${index}].when[${position}].measure`,
    })),
    ...(isTable(multiply) ? [{ name: multiply.by, path: `${path}.factors[${index}].multiply.by` }] : []),
  ]);
  if (component.kind === 'bonus')
    for (const [index, { measure }] of (component.scores ?? []).entries())
      found.push({ name: measure, path: `${path}.scores[${index}].measure` });
  if (component.kind === 'rank') found.push({ name: component.measure, path: `${path}.measure` });
  if (component.kind === 'curve' && component.curve.mode !== 'per-deal') found.push(...tablesOf(component, path));
  return found;
}

function tablesOf({ curve }: CurveComponent, path: string): { readonly name: string; readonly path: string }[] {
  return curve.tiers.flatMap(({ rate }, index) =>
    isTable(rate) ? [{ name: rate.by, path: `${path}.curve.tiers[${index}].rate.by` }] : [],
  );
}

function unusedMeasures({ measures, components }: CommissionPlan): readonly PlanFinding[] {
  const used = new Set<string>();
  for (const component of components) {
    for (const { name } of readMeasures(component, '')) used.add(name);
    if (component.kind !== 'curve') continue;
    used.add(component.measure);
    for (const { name } of tablesOf(component, '')) used.add(name);
  }
  // The set grows while it is walked.
  for (const name of used) {
    const measure = measures[name];
    if (measure?.kind === 'ratio') used.add(measure.of).add(measure.per);
  }
  return Object.keys(measures)
    .filter((name) => !used.has(name))
    .map((name) => ({ code: 'unused-measure', path: pathTo('measures', name), message: `nothing is paid by ${name}` }));
}
