import type { DecimalInput } from '../number/decimal.ts';
import { compare } from '../number/rational.ts';
import { exact, shown } from './checkOrder.ts';
import type { CommissionPlan, Limit, PlanFinding } from './plan.ts';

/** A limit with its place. */
interface Placed {
  readonly limit: Limit;
  readonly path: string;
}

const scopes: readonly Limit['per'][] = ['line', 'deal', 'period', 'quarter', 'year', 'ever'];

/** Caps below floors: a minimum that a maximum over the same or a longer time takes away again. */
export function lintCaps({ components, limits, settlement }: CommissionPlan): readonly PlanFinding[] {
  const ofPlan = placed('limits', limits);
  const findings = [...conflicts(ofPlan, ofPlan)];
  for (const [index, component] of components.entries()) {
    const own = placed(`components[${index}].limits`, component.limits);
    findings.push(...conflicts(own, [...own, ...ofPlan]));
  }
  const maximum = settlement?.maximum;
  for (const [index, { kind, amount }] of (settlement?.draws ?? []).entries()) {
    if (kind !== 'guarantee' || maximum === undefined) continue;
    const amounts = (Array.isArray(amount) ? amount : [amount]) as readonly DecimalInput[];
    const above = amounts.find((each) => isAbove(each, maximum));
    if (above !== undefined)
      findings.push({
        code: 'cap-below-floor',
        path: `settlement.draws[${index}]`,
        message: `guarantees ${shown(above)}, and no more than ${shown(maximum)} is paid for a period (settlement.maximum)`,
      });
  }
  return findings;
}

function placed(path: string, limits: readonly Limit[] | undefined): readonly Placed[] {
  return (limits ?? []).map((limit, index) => ({ limit, path: `${path}[${index}]` }));
}

function conflicts(floors: readonly Placed[], caps: readonly Placed[]): PlanFinding[] {
  return floors.flatMap(({ limit: { per, minimum }, path }) => {
    if (minimum === undefined) return [];
    const cap = caps.find(
      ({ limit }) =>
        limit.maximum !== undefined &&
        isAbove(minimum, limit.maximum) &&
        scopes.indexOf(limit.per) >= scopes.indexOf(per),
    );
    if (cap?.limit.maximum === undefined) return [];
    const message = `the minimum of ${shown(minimum)} per ${per} is above the maximum of ${shown(cap.limit.maximum)} per ${cap.limit.per} (${cap.path})`;
    return [{ code: 'cap-below-floor', path, message }];
  });
}

function isAbove(left: DecimalInput, right: DecimalInput): boolean {
  return compare(exact(left), exact(right)) > 0;
}
