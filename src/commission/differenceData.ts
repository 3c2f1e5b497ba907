import type { Decimal } from '../number/decimal.ts';
import type { Period } from '../time/periodData.ts';

/**
 * Why a figure of one run differs from that of another.
 *
 * - `period`: only one of the runs reaches the period
 * - `event`, `reversal`: only one of the runs knows the event, or the reversal
 * - `amendment`: another version of the event
 * - `plan`: what the plan says of it
 * - `assignment`: the assignment of the payee
 * - `exchange-rate`: the rate of exchange
 * - `quota`: the target, by another quota
 * - `score`: a figure that was given
 * - `other-lines`: other lines or events, which moved the total, factor, rank, limit or rounding on which it depends
 * - `stated`: one of the runs holds to a statement that was handed out, the line itself is the same
 * - `adjustment`: an adjustment by hand
 * - `release`: when what is earned may be paid
 * - `settlement`: draws, balances and limits of payments, which follow from the other differences
 * - `unknown`: what the lines of a run that came back from JSON do not say
 */
export type DifferenceCause =
  | 'period'
  | 'event'
  | 'reversal'
  | 'amendment'
  | 'plan'
  | 'assignment'
  | 'exchange-rate'
  | 'quota'
  | 'score'
  | 'other-lines'
  | 'stated'
  | 'adjustment'
  | 'release'
  | 'settlement'
  | 'unknown';

/** An amount that differs between two runs. */
export interface RunDifference {
  /** Whose amount it is. */
  readonly payee: string;
  /** Id of the plan. */
  readonly plan: string;
  /** The period of the statement. */
  readonly period: Period;
  /** Whether it is a line of what was earned, a step of the settlement to what is paid, or the payment in another currency. */
  readonly figure: 'earned' | 'paid' | 'payment';
  /** Id of the line; kind of the step with the id of its draw or adjustment; null for a payment. */
  readonly id: string | null;
  /** Id of the component of the line; null where it has none. */
  readonly component: string | null;
  /** Id of the event of the line; null where it comes from none. */
  readonly event: string | null;
  /** ISO 4217 code of the amounts. */
  readonly currency: string;
  /** The amount in the first run; null where it has no such line, step or payment. */
  readonly before: Decimal | null;
  /** The amount in the second run; null where it has no such line, step or payment. */
  readonly after: Decimal | null;
  /** after - before, where null counts as 0. */
  readonly change: Decimal;
  /** Every cause that was found, at least one. */
  readonly causes: readonly DifferenceCause[];
  /** The difference as a sentence. */
  readonly text: string;
}
