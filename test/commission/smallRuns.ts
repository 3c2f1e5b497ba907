import { Decimal } from 'decimal.js';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { Assignment, CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan, CreditMeasure, CurveComponent } from '../../src/commission/plan.ts';
import type { CommissionRun } from '../../src/commission/statementData.ts';

/** 10 %, and 20 % above 5,000. */
export const tiers = {
  mode: 'marginal',
  tiers: [
    { from: 0, rate: '0.1' },
    { from: 5000, rate: '0.2' },
  ],
} as const;

export const sales: CreditMeasure = { kind: 'credits', window: 'year' };
export const commission: CurveComponent = { id: 'c', kind: 'curve', measure: 'sales', curve: tiers };
export const ann: Assignment = { payee: 'ann', plan: 'p', from: '2026-01-01' };

/** Assignments to the plan from the beginning of the year. */
export function assigned(...payees: readonly string[]): readonly Assignment[] {
  return payees.map((payee) => ({ ...ann, payee }));
}

/** A plan that pays 10 %, and 20 % above 5,000 of a year, but for what is told. */
export function plan(parts: Partial<CommissionPlan> = {}): CommissionPlan {
  return { id: 'p', currency: 'USD', measures: { sales }, components: [commission], ...parts };
}

/** A deal of ann. */
export function deal(
  id: string,
  on: string,
  amount: number | string,
  parts: Partial<CommissionEvent> = {},
): CommissionEvent {
  return { id, on, amount, credits: [{ payee: 'ann' }], ...parts };
}

/** A run of ann under the plan, but for what is told. */
export function run(parts: Partial<CommissionPlan>, input: Partial<CommissionInput>): CommissionRun {
  return calculateCommissions({ plans: [plan(parts)], assignments: [ann], events: [], ...input });
}

/** Lines as texts: payee, period, line and amount. They must add up to what is earned, which is not always added up from them. */
export function linesOf({ statements }: CommissionRun): readonly string[] {
  return statements.flatMap(({ payee, period, earned, lines }) => {
    const sum = lines.reduce((before, { amount }) => before.plus(amount), new Decimal(0));
    if (!sum.equals(earned)) throw new Error(`lines of ${payee} in ${period.label} add up to ${sum}, not to ${earned}`);
    return lines.map(({ id, amount }) => `${payee} ${period.label} ${id} ${amount}`);
  });
}

/** What is paid, of statements that pay something. */
export function paidOf({ statements }: CommissionRun): readonly string[] {
  return statements
    .filter(({ paid }) => !paid.isZero())
    .map(({ payee, period, paid }) => `${payee} ${period.label} ${paid}`);
}

/** What a run fails with. */
export function failure(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    return `${code} ${message}`;
  }
  return 'no error';
}
