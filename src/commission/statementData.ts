import type { Decimal } from '../number/decimal.ts';
import type { Period } from '../time/periodData.ts';
import type { Balances, SettlementStep } from './settlementData.ts';

/**
 * What a line is.
 *
 * - `credit`: an event priced by a curve
 * - `reversal`: what a reversal takes back
 * - `repricing`: what a factor or table that moved adds to what was earned before
 * - `bonus`, `prize`: pay for a period, the prize of a contest
 * - `override`: a share of another line
 * - `carried`: what a limit put off from the period before
 * - `pool`: what a budget of all payees took, or gives back of it when a deal is returned
 * - `true-up`: what became known since an earlier statement
 */
export type LineKind =
  | 'credit'
  | 'reversal'
  | 'repricing'
  | 'bonus'
  | 'prize'
  | 'override'
  | 'carried'
  | 'pool'
  | 'true-up';

/**
 * Why a line earns nothing.
 *
 * - `no-credit`: nothing is credited
 * - `below-first-tier`: the total lies below the first tier
 * - `rate-is-zero`: the rate of the tier is 0
 * - `outside-dates`: the event lies outside the dates of the component
 * - `gate-closed`: a factor is 0
 * - `score-is-zero`: the scorecard comes to 0
 * - `limit-reached`: a limit left nothing
 * - `clawback-over`: it is too late for anything to be taken back
 * - `nothing-to-take-back`: what is reversed earned nothing
 * - `source-is-zero`: the line on which an override is paid earns nothing
 * - `rounded-to-zero`: it earns less than the smallest unit of the currency
 */
export type ZeroReason =
  | 'no-credit'
  | 'below-first-tier'
  | 'rate-is-zero'
  | 'outside-dates'
  | 'gate-closed'
  | 'score-is-zero'
  | 'limit-reached'
  | 'clawback-over'
  | 'nothing-to-take-back'
  | 'source-is-zero'
  | 'rounded-to-zero';

/** One line of a statement. Amounts of all lines add up to what is earned. */
export interface StatementLine {
  /** Names the line among those of the payee under the plan, the same in every run. */
  readonly id: string;
  /** What the line is. */
  readonly kind: LineKind;
  /** Id of the component; null for what concerns the whole plan. */
  readonly component: string | null;
  /** Id of the event; null where it comes from none. */
  readonly event: string | null;
  /** Day on which it was earned, `YYYY-MM-DD`. */
  readonly on: string;
  /** What was credited to the measure of the component; null where nothing is credited. */
  readonly credited: Decimal | null;
  /** The running total of the measure after the line; null where there is none. */
  readonly total: Decimal | null;
  /** The target of the window, where the curve needs one; else null. */
  readonly target: Decimal | null;
  /** Day on which the version of the event became known that counts, `YYYY-MM-DD`; null where the line comes from no event. */
  readonly eventKnownAt: string | null;
  /** Rate of exchange that brought the event to the currency of the plan; null where it needed none. */
  readonly exchangeRate: Decimal | null;
  /** What the line earns before it is rounded. */
  readonly exact: Decimal;
  /** What it earns, in the minor unit of the plan's currency. */
  readonly amount: Decimal;
  /** What limits keep back for review. */
  readonly inReview: Decimal;
  /** Why the line earns nothing; null where it earns something. */
  readonly reason: ZeroReason | null;
  /** For a true-up, the id of the line that it corrects; else null. */
  readonly corrects: string | null;
  /** Hash of the version of the plan that was in force. */
  readonly planHash: string;
}

/** How far it is to the next tier of a component, at the end of the period. */
export interface NextTierDistance {
  /** Id of the component. */
  readonly component: string;
  /** The running total. */
  readonly total: Decimal;
  /** Where the next tier begins. */
  readonly at: Decimal;
  /** How much is missing. */
  readonly away: Decimal;
}

/** What one component released in a period. */
export interface ReleasedAmount {
  /** Id of the component; null for what concerns the whole plan. */
  readonly component: string | null;
  /** What was released, less what was taken back. */
  readonly amount: Decimal;
}

/** What is paid, in the currency of the payee. */
export interface Payment {
  /** ISO 4217 code. */
  readonly currency: string;
  /** What is paid, in the minor unit of the currency. */
  readonly amount: Decimal;
  /** Rate of exchange from the currency of the plan; null where it is the same, or nothing is paid. */
  readonly exchangeRate: Decimal | null;
}

/** What one payee earned and is paid under one plan for one period. Plain data, frozen. */
export interface Statement {
  /** Whose statement it is. */
  readonly payee: string;
  /** Id of the plan. */
  readonly plan: string;
  /** The statement period. */
  readonly period: Period;
  /** ISO 4217 code in which all amounts but the payment are. */
  readonly currency: string;
  /** What was earned, in the order in which it was. */
  readonly lines: readonly StatementLine[];
  /** Sum of the lines. */
  readonly earned: Decimal;
  /** What was released in the period, by component. */
  readonly released: readonly ReleasedAmount[];
  /** What is earned by the end of the period and neither released nor forfeited. */
  readonly held: Decimal;
  /** What can no longer be released, in all. */
  readonly forfeited: Decimal;
  /** Balances at the beginning. */
  readonly opening: Balances;
  /** From what is released to what is paid; the amounts of all steps add up to what is paid. */
  readonly steps: readonly SettlementStep[];
  /** Balances at the end: opening and the changes of the steps. */
  readonly closing: Balances;
  /** In the currency of the plan; never below 0. */
  readonly paid: Decimal;
  /** In the currency of the payee. */
  readonly payment: Payment;
  /** How far it is to the next tiers, at the end of the period. */
  readonly next: readonly NextTierDistance[];
}

/** Something in the input that pays nobody. */
export interface RunWarning {
  /**
   * What is odd:
   *
   * - `unassigned-credit`: a payee who is credited has no assignment on that day
   * - `nobody-credited`: the event credits nobody
   * - `nothing-reversed`: the reversal takes back an event that was never paid
   */
  readonly code: 'unassigned-credit' | 'nobody-credited' | 'nothing-reversed';
  /** Id of the event. */
  readonly event: string;
  /** The warning as a sentence. */
  readonly message: string;
}

/** What `calculateCommissions` returns. */
export interface CommissionRun {
  /** By payee, plan and period. */
  readonly statements: readonly Statement[];
  /** Events that pay nobody. */
  readonly warnings: readonly RunWarning[];
}
