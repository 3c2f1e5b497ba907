import type { SalesMetricsError } from '../errors.ts';
import { fingerprint } from '../model/fingerprint.ts';
import { checkComponents } from './checkComponent.ts';
import { checkMeasures } from './checkMeasure.ts';
import { checkDays } from './checkOrder.ts';
import { checkInstalments, checkLimits, checkPools, checkSettlement } from './checkPay.ts';
import { lintPlan } from './lintPlan.ts';
import { plainCopy } from './plainCopy.ts';
import type { CheckedCommissionPlan, CommissionPlan } from './plan.ts';
import { PlanParts } from './planParts.ts';
import { planSchema } from './planSchema.ts';
import { Problems, pathTo } from './problems.ts';
import { noteSchemaIssues } from './schemaProblems.ts';

/** What `safeCommissionPlan` returns: the plan, or the error that `commissionPlan` would throw. */
export type CommissionPlanResult =
  | { readonly success: true; readonly data: CheckedCommissionPlan }
  | { readonly success: false; readonly error: SalesMetricsError };

/**
 * Checks a commission plan, which is plain data, and freezes a copy of it.
 *
 * Every problem is found at once. What is allowed and yet odd (a cliff, a tier that nobody reaches, a cap below a floor) is among the
 * `findings` of the result, and its `hash` is the same for plans that differ only in the order of keys or in how numbers are written.
 *
 * @param input - the plan; numbers as `string | number | bigint | Decimal`, dates as `YYYY-MM-DD`
 * @returns the plan with plain decimal texts, its hash and its findings, deeply frozen
 * @throws SalesMetricsError `invalid-plan` with all problems in `issues` (the first 10,000)
 *
 * @example
 * ```ts
 * import { commissionPlan } from 'sales-metrics';
 * const plan = commissionPlan({
 *   id: 'reps-2026',
 *   currency: 'USD',
 *   measures: { revenue: { kind: 'credits', window: 'year', target: {} } },
 *   components: [
 *     {
 *       id: 'commission',
 *       kind: 'curve',
 *       measure: 'revenue',
 *       curve: { mode: 'marginal', on: 'attainment', tiers: [{ from: 0, rate: '0.05' }, { from: 1, rate: '0.10' }] },
 *     },
 *   ],
 * });
 * plan.findings.length; // => 0
 * ```
 */
export function commissionPlan(input: CommissionPlan): CheckedCommissionPlan {
  const result = read(input, 'commissionPlan');
  if (result.success) return result.data;
  throw result.error;
}

/**
 * Like `commissionPlan`, but returns the error instead of throwing it.
 *
 * @param input - the plan
 * @returns `{ success: true, data }` or `{ success: false, error }`
 *
 * @example
 * ```ts
 * import { safeCommissionPlan } from 'sales-metrics';
 * const result = safeCommissionPlan({ id: 'reps', currency: 'usd', measures: {}, components: [] });
 * result.success ? '' : result.error.issues[0]?.message; // => 'currency must be an ISO 4217 currency code such as "USD", got "usd"'
 * ```
 */
export function safeCommissionPlan(input: CommissionPlan): CommissionPlanResult {
  return read(input, 'safeCommissionPlan');
}

function read(input: unknown, where: string): CommissionPlanResult {
  const problems = new Problems();
  const data = readCommissionPlan(problems, input, '');
  const error = problems.error('invalid-plan', where);
  return error === null && data !== null
    ? { success: true, data }
    : { success: false, error: error as SalesMetricsError };
}

const checkedPlans = new WeakSet();

/**
 * Reads a plan and notes every problem. A plan that was read before is taken as it is.
 *
 * @param problems - takes the problems
 * @param input - anything
 * @param path - path of the plan; empty for a plan alone
 * @returns the plan; null when there are problems
 */
export function readCommissionPlan(problems: Problems, input: unknown, path: string): CheckedCommissionPlan | null {
  if (typeof input === 'object' && input !== null && checkedPlans.has(input)) return input as CheckedCommissionPlan;
  const before = problems.total;
  const copy = plainCopy(input);
  const stated = takeChecked(copy);
  const parsed = planSchema().safeParse(copy);
  const flawed = new Set<string>();
  if (!parsed.success) {
    noteSchemaIssues(problems, parsed.error.issues, copy, path);
    // An unknown field harms none of the others.
    for (const { code, path: keys } of parsed.error.issues)
      if (code !== 'unrecognized_keys') flawed.add(partNameOf(keys));
  }
  checkParts(new PlanParts(problems, copy, flawed, path));
  if (!parsed.success || problems.total > before) return null;
  // A plan as Zod leaves it differs from the interface only in that decimals are text.
  const plan: CommissionPlan = parsed.data;
  const hash = fingerprint(plan);
  if (stated !== undefined && stated !== hash) {
    problems.refuse(pathTo(path, 'hash'), `left out or ${hash}, the hash of this plan`, stated);
    return null;
  }
  const checked = deepFreeze({ ...plan, hash, findings: lintPlan(plan) });
  checkedPlans.add(checked);
  return checked;
}

/** Takes what a check has added out of a plan that was stored and read back, and gives its hash. */
function takeChecked(copy: unknown): unknown {
  if (typeof copy !== 'object' || copy === null) return undefined;
  const plan = copy as { hash?: unknown; findings?: unknown };
  const { hash } = plan;
  delete plan.hash;
  delete plan.findings;
  return hash;
}

/** Which part of the plan a problem lies in. */
function partNameOf([name, key]: readonly PropertyKey[]): string {
  if (key !== undefined && (name === 'measures' || name === 'components')) return `${name} ${String(key)}`;
  return String(name);
}

function checkParts(parts: PlanParts): void {
  const { problems } = parts;
  checkDays(problems, parts.pathOf(), { from: parts.field('from'), to: parts.field('to') });
  checkMeasures(parts);
  checkComponents(parts);
  checkLimits(problems, parts.pathOf('limits'), parts.field('limits'));
  checkPools(parts, parts.pathOf('pools'), parts.field('pools'));
  checkInstalments(problems, parts.pathOf('release'), parts.field('release'), 'plan');
  checkSettlement(parts, parts.pathOf('settlement'), parts.field('settlement'));
}

/** Freezes plain data with all its parts. */
export function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}
