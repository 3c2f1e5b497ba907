import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { Curve, Tier } from '../../src/commission/curveData.ts';
import type { CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan, Component, CreditMeasure, Measure } from '../../src/commission/plan.ts';
import type { Statement, StatementLine } from '../../src/commission/statementData.ts';
import { Decimal34, type Decimal, type DecimalInput } from '../../src/number/decimal.ts';

/** A published worked example of commission. */
export interface CommissionCase {
  readonly id: string;
  readonly feature: string;
  readonly plan: Readonly<Record<string, unknown>>;
  readonly transactions: readonly Readonly<Record<string, unknown>>[];
  /** What is right, recomputed with exact fractions. */
  readonly expected: Readonly<Record<string, unknown>>;
  readonly published_as: string;
  readonly source_title: string;
  readonly source_url: string;
  readonly note: string;
  /** Whether the source agrees, and if not, where it is wrong or unclear. */
  readonly verdict: string;
}

/** Puts a case to the library; the answer has the shape of what is expected. */
export type CommissionReading = (golden: CommissionCase) => Readonly<Record<string, unknown>>;

/** A text of the plan. */
export function planText({ plan }: CommissionCase, name: string): string {
  return text(plan[name], name);
}

/** The texts that all transactions have under a name. */
export function texts({ transactions }: CommissionCase, name: string): readonly string[] {
  return transactions.filter((transaction) => name in transaction).map((transaction) => text(transaction[name], name));
}

/** The leading number of a text such as `20000 (ours)`. */
export function leading(value: string): string {
  const [number] = /^-?\d+(\.\d+)?/.exec(value) ?? [];
  if (number === undefined) throw new TypeError(`${value} begins with no number`);
  return number;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} is no text`);
  return value;
}

/** Tiers of rows `[from, to, rate]`, each of which ends where the next begins. */
export function rateTiers({ plan }: CommissionCase, name = 'tiers'): readonly Tier[] {
  return (plan[name] as readonly (readonly [string, string | null, string])[]).map(([from, , rate]) => ({ from, rate }));
}

/** What a case counts, unless it says otherwise: amounts over a month. */
export const monthlySales: CreditMeasure = { kind: 'credits', window: 'month' };

/** A plan of one curve on `sales`, or of the components given. */
export function planOf(components: Curve | readonly Component[], more: Partial<CommissionPlan> = {}): CommissionPlan {
  return {
    id: 'plan',
    currency: 'USD',
    measures: { sales: monthlySales },
    components: 'mode' in components ? [commission(components)] : components,
    ...more,
  };
}

/** The curve component of most plans. */
export function commission(curve: Curve, measure = 'sales', id = 'commission'): Component {
  return { id, kind: 'curve', measure, curve };
}

/** One rate for everything. */
export function flat(rate: DecimalInput): Curve {
  return { mode: 'marginal', tiers: [{ from: 0, rate }] };
}

export function measuring(measure: Measure): Pick<CommissionPlan, 'measures'> {
  return { measures: { sales: measure } };
}

/** Sales of one payee, a day after the other from the first of 2026 on. */
export function sales(amounts: readonly string[], more: Partial<CommissionEvent> = {}): readonly CommissionEvent[] {
  return amounts.map((amount, index) => ({
    id: `sale-${index + 1}`,
    on: `2026-01-${String(index + 1).padStart(2, '0')}`,
    amount,
    credits: [{ payee: 'rep' }],
    ...more,
  }));
}

/** Sales of one payee, one on the tenth of each month of 2026. */
export function monthlySalesOf(amounts: readonly string[]): readonly CommissionEvent[] {
  return sales(amounts).map((sale, index) => ({ ...sale, on: `2026-${String(index + 1).padStart(2, '0')}-10` }));
}

/** The statements of payees under one plan, by default of `rep` for all of 2026. */
export function statements(
  plan: CommissionPlan,
  events: readonly CommissionEvent[],
  more: Partial<CommissionInput> = {},
): readonly Statement[] {
  return calculateCommissions({
    plans: [plan],
    assignments: [{ payee: 'rep', plan: plan.id, from: '2026-01-01' }],
    events,
    ...more,
  }).statements;
}

/** All lines, by default of every component, in order. */
export function linesOf(all: readonly Statement[], component?: string): readonly StatementLine[] {
  return all.flatMap(({ lines }) => lines).filter((line) => component === undefined || line.component === component);
}

export function amountsOf(lines: readonly StatementLine[]): readonly Decimal[] {
  return lines.map(({ amount }) => amount);
}

export function sum(values: readonly DecimalInput[]): Decimal {
  return values.reduce<Decimal>((total, value) => total.plus(decimal(value)), decimal(0));
}

export function decimal(value: DecimalInput): Decimal {
  return new Decimal34(typeof value === 'bigint' ? String(value) : value);
}

/** Rows of a table with every number in its shortest form, so that `31.80` and `31.8` are one. Fractions and other texts stay. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value instanceof Decimal34) return value.toString();
  if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? decimal(value).toString() : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, canonical(each)]));
}
