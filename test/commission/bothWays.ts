import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan, Component } from '../../src/commission/plan.ts';
import type { CommissionRun } from '../../src/commission/statementData.ts';

// Accounts paid by nothing but curves are added up in columns, and their lines are made when they are read. A component that never pays,
// but has a limit, sends the same account through the pass for all others: both must say the same.
const idle: Component = {
  id: 'idle',
  kind: 'curve',
  measure: 'never',
  curve: { mode: 'marginal', tiers: [{ from: 0, rate: 0 }] },
  limits: [{ per: 'period', maximum: 1 }],
};

/** The plan with a component that never pays, but has a limit. */
export function withIdle(plan: CommissionPlan): CommissionPlan {
  return {
    ...plan,
    measures: { ...plan.measures, never: { kind: 'credits', window: 'year', where: [{ field: 'kind', is: 'never' }] } },
    components: [...plan.components, idle],
  };
}

/** A run as JSON, without the hash of the plan, or the error; reading lines must bring none. */
export function outcome(input: CommissionInput): unknown {
  let run: CommissionRun;
  try {
    run = calculateCommissions(input);
  } catch (error) {
    return error;
  }
  return JSON.parse(JSON.stringify(run, (name, value: unknown) => (name === 'planHash' ? undefined : value)));
}
