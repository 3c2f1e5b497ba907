import type { CommissionPlan, PlanFinding } from './plan.ts';

/** What is allowed in a plan and yet deserves a look. */
export function lintPlan({ components }: CommissionPlan): readonly PlanFinding[] {
  return components.flatMap(() => []);
}
