import type { Decimal } from '../number/decimal.ts';

/**
 * What a step of a settlement is.
 *
 * - `released`: what the lines released in the period
 * - `adjustment`: money added or taken by hand
 * - `carried-in`: what earlier periods put off
 * - `overpaid`: the negative rest, which is never paid but owed by the payee from now on
 * - `overpayment-recovery`: taken to pay back an earlier overpayment
 * - `draw-recovery`: taken to pay back a draw
 * - `forgiven`: owed no longer; pay does not change
 * - `guarantee`: pay lifted to the guaranteed amount
 * - `draw`: an additional draw, on top of pay
 * - `lost`: above the maximum of the period, and lost
 * - `carried-out`: put off to the next period, above the maximum or below the least payment
 */
export type SettlementStepKind =
  | 'released'
  | 'adjustment'
  | 'carried-in'
  | 'overpaid'
  | 'overpayment-recovery'
  | 'draw-recovery'
  | 'forgiven'
  | 'guarantee'
  | 'draw'
  | 'lost'
  | 'carried-out';

/** One step from what is released to what is paid. The amounts of all steps add up to what is paid. */
export interface SettlementStep {
  /** What the step is. */
  readonly kind: SettlementStepKind;
  /** Id of the draw or of the adjustment; null for the other steps. */
  readonly id: string | null;
  /** What the step adds to pay; negative where it takes. In the currency of the plan. */
  readonly amount: Decimal;
  /** Which balance the step changes: what is overpaid, what is carried, or what is owed for the draw; null where none. */
  readonly balance: 'overpaid' | 'carried' | 'owed' | null;
  /** By how much that balance changes; 0 where none does. Opening balance plus changes is closing balance. */
  readonly change: Decimal;
  /** The step as a sentence. */
  readonly reason: string;
}

/** What a payee and the company owe each other under a plan, in the currency of the plan. None is ever below 0. */
export interface Balances {
  /** What the payee was paid too much, because pay was taken back later; it is recovered from later pay. */
  readonly overpaid: Decimal;
  /** Pay that was put off: above the maximum of a period, or below the least payment. It is paid as soon as these allow. */
  readonly carried: Decimal;
  /** What the payee owes for recoverable draws, by draw id; draws for which nothing is owed are left out. */
  readonly owed: Readonly<Record<string, Decimal>>;
}
