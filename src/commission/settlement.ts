import type { SettlementTerms } from './draws.ts';
import type { Span } from './inputData.ts';
import type { Balances, SettlementStep, SettlementStepKind } from './settlementData.ts';

/** A {@link SettlementStep} in minor units. */
export interface UnitStep {
  readonly kind: SettlementStepKind;
  readonly id: string | null;
  readonly amount: bigint;
  readonly balance: 'overpaid' | 'carried' | 'owed' | null;
  readonly change: bigint;
  readonly reason: string;
}

/** {@link Balances} in minor units. */
export interface UnitBalances {
  readonly overpaid: bigint;
  readonly carried: bigint;
  /** By draw id; only what is above 0. */
  readonly owed: ReadonlyMap<string, bigint>;
}

/** What comes into the settlement of a period, in minor units of the plan's currency. */
export interface SettlementPeriod extends Span {
  /** What was released in the period, by component id; may be below 0. */
  readonly released: ReadonlyMap<string, bigint>;
  readonly adjustments: readonly { readonly id: string; readonly units: bigint; readonly reason: string }[];
}

/** A settled period. */
export interface SettledPeriod {
  readonly steps: readonly UnitStep[];
  readonly closing: UnitBalances;
  /** Never below 0; the sum of all steps. */
  readonly paid: bigint;
}

/** The balances before the first period. */
export const noBalances: UnitBalances = { overpaid: 0n, carried: 0n, owed: new Map() };

/** Settles one period of a payee under a plan. */
export function settle(terms: SettlementTerms, period: SettlementPeriod, opening: UnitBalances): SettledPeriod {
  throw new Error(`${terms} ${period} ${opening}`);
}

/** Steps for a statement. */
export function stepsInMoney(steps: readonly UnitStep[], digits: number): readonly SettlementStep[] {
  throw new Error(`${steps} ${digits}`);
}

/** Balances for a statement. */
export function balancesInMoney(balances: UnitBalances, digits: number): Balances {
  throw new Error(`${balances} ${digits}`);
}
