import type { Rational } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { Day } from '../time/day.ts';
import type { ReadAssignment, Span } from './inputData.ts';
import type { Settlement } from './plan.ts';

/** A draw, read, in minor units. */
export interface ReadDraw extends Span {
  readonly id: string;
  readonly kind: 'guarantee' | 'additional';
  readonly amount: bigint | readonly bigint[];
  readonly isRecoverable: boolean;
  readonly recoverFrom: Day;
  readonly recoverShare: Rational;
  readonly recoverAgainst: readonly string[] | null;
  readonly forgiveOn: Day | null;
}

/** How the pay of one payee under one plan is settled, read, in minor units. */
export interface SettlementTerms {
  readonly draws: readonly ReadDraw[];
  readonly overpaymentShare: Rational;
  readonly maximum: bigint | null;
  readonly overflow: 'lose' | 'carry';
  readonly minimumPayment: bigint;
  readonly digits: number;
}

/**
 * The terms of settlement of one payee under one plan.
 *
 * @param settlement - of the plan version in force on the last day of the period
 * @param assignments - all assignments of the payee to the plan, in order of time
 * @param periods - all statement periods of the payee under the plan, in order
 * @param money - decimals of the currency of the plan and its rounding mode
 */
export function settlementTerms(
  settlement: Settlement | undefined,
  assignments: readonly ReadAssignment[],
  periods: readonly Span[],
  money: { readonly digits: number; readonly rounding: RoundingMode },
): SettlementTerms {
  throw new Error(`${settlement} ${assignments} ${periods} ${money}`);
}
