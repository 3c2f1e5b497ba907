import { readInput } from './checkInput.ts';
import { commissionRun } from './commissionRun.ts';
import type { CommissionInput } from './events.ts';
import type { CommissionRun } from './statementData.ts';

/**
 * What everybody earned and is paid: a pure function of plans, assignments, events known so far, rates and earlier statements.
 *
 * Events count in the order of their date, `sequence` and id. A line pays the difference that its event makes to what was earned in its
 * window, rounded so that lines add up and a later event never changes an earlier line. What becomes known late is posted in the first
 * period that was not stated yet.
 *
 * @param input - plans, assignments, events, and whatever else the plans ask for
 * @returns statements by payee, plan and period, and warnings about events that pay nobody
 * @throws SalesMetricsError `invalid-commission-input` with all problems of the input, or for what shows on the way: quotas that overlap or
 * cannot be cut, shares that do not add up to 1, reporting lines in a circle; `missing-rate`, `missing-quota`, `missing-plan` or
 * `missing-value` naming the record that lacks it
 *
 * @example
 * ```ts
 * import { calculateCommissions } from 'sales-metrics';
 * const plan = {
 *   id: 'rep',
 *   currency: 'USD',
 *   measures: { sales: { kind: 'credits', window: 'year' } },
 *   components: [
 *     { id: 'commission', kind: 'curve', measure: 'sales', curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.05' }, { from: 50000, rate: '0.08' }] } },
 *   ],
 * } as const;
 * const { statements } = calculateCommissions({
 *   plans: [plan],
 *   assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
 *   events: [
 *     { id: 'deal-1', on: '2026-01-20', amount: 40000, credits: [{ payee: 'ann' }] },
 *     { id: 'deal-2', on: '2026-02-10', amount: 40000, credits: [{ payee: 'ann' }] },
 *   ],
 * });
 * statements.map(({ period, paid }) => [period.label, paid]); // => [['2026-01', 2000], ['2026-02', 2900]]
 * ```
 */
export function calculateCommissions(input: CommissionInput): CommissionRun {
  return commissionRun(readInput(input, 'calculateCommissions'), input.stated ?? []);
}
