import type { DecimalInput } from '../number/decimal.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Curve, RateTable } from './curveData.ts';

/** The sizes of periods and windows of a plan. */
export type PlanGrain = 'week' | 'month' | 'quarter' | 'year';

/** A commission plan: plain data, which survives `JSON.stringify`. Plans with one id are versions of each other, told apart by their dates. */
export interface CommissionPlan {
  /** Names the plan in assignments. */
  readonly id: string;
  /** A name for people. */
  readonly name?: string | undefined;
  /** First day on which the version credits events, `YYYY-MM-DD`; from ever when left out. */
  readonly from?: string | undefined;
  /** The day after the last one, `YYYY-MM-DD`; open when left out. */
  readonly to?: string | undefined;
  /** ISO 4217 code of the currency in which the plan counts. */
  readonly currency: string;
  /** Length of a statement; `month` when left out. */
  readonly period?: PlanGrain | undefined;
  /** Calendar that cuts months, quarters and years; the Gregorian one when left out. */
  readonly calendar?: Calendar | undefined;
  /** How lines are rounded to the minor unit of the currency; `half-up` when left out. */
  readonly rounding?: RoundingMode | undefined;
  /** Which day's exchange rate brings an event to the currency of the plan: of the event (default), or of the first or last day of its statement period or of its year. */
  readonly rateOn?: 'event' | 'period-start' | 'period-end' | 'year-start' | undefined;
  /** What is counted, by name. */
  readonly measures: Readonly<Record<string, Measure>>;
  /** What is paid for, in the order of the statement. */
  readonly components: readonly Component[];
  /** Limits on what all components of a payee earn together. */
  readonly limits?: readonly Limit[] | undefined;
  /** Budgets of all payees of the plan together. */
  readonly pools?: readonly Pool[] | undefined;
  /** When what is earned may be paid; at once when left out. */
  readonly release?: readonly Instalment[] | undefined;
  /** Draws, caps and minimum of payments. */
  readonly settlement?: Settlement | undefined;
}

/** What is counted: credits of events, a ratio of two other measures, figures that are given, or the time since a payee joined the plan. */
export type Measure = CreditMeasure | RatioMeasure | GivenMeasure | TenureMeasure;

/**
 * Over which time a measure adds up. A number of months rolls; `event` looks at each event alone; `start` is since the assignment began;
 * `quota` is the time of the payee's quota in which the event lies, whatever its dates.
 */
export type Window = 'event' | PlanGrain | 'quota' | 'start' | RollingWindow;

/** The last months up to the event, the event included. */
export interface RollingWindow {
  /** Whole months, at least 1. */
  readonly months: number;
}

/** Credits added up over a window. */
export interface CreditMeasure {
  /** A measure of credits. */
  readonly kind: 'credits';
  /** `amount` (default), `quantity`, `count` (an event counts as its share), or the name of one of the `values` of events. */
  readonly of?: string | undefined;
  /** Which events count; all when left out. */
  readonly where?: readonly EventCondition[] | undefined;
  /** Roles whose credits count; all when left out. */
  readonly roles?: readonly string[] | undefined;
  /** Whether a share of an event is that share of its value (`credit`, default), or all of its value and that share of the pay (`money`, not with rates that are looked up for a total). */
  readonly split?: 'credit' | 'money' | undefined;
  /** Whether the shares that count must add up to 1 for each event (`one`), or may add up to anything (`any`, default), as with overlays. */
  readonly shares?: 'any' | 'one' | undefined;
  /** Whose credits count: the payee's own (default), or those of everybody below in the hierarchy, up to so many levels, alone or with the own ones. */
  readonly team?: TeamRule | undefined;
  /** Sum (default) or the largest deal of the window, less what was taken back of it. */
  readonly aggregate?: 'sum' | 'maximum' | undefined;
  /** Over which time credits add up. */
  readonly window: Window;
  /** Which window a reversal takes its credit from: the one of the reversal (`current`, default), the one of the original event (`origin`), or none (`keep`). */
  readonly reversals?: 'keep' | 'current' | 'origin' | undefined;
  /** How the quotas of the payee become the target of a window. Needed where attainment is asked for. */
  readonly target?: TargetRule | undefined;
}

/** Credits of others that count for a payee, by the hierarchy of the reporting lines. */
export interface TeamRule {
  /** How many levels below the payee count; all when left out. */
  readonly levels?: number | undefined;
  /** Whether the credits of the payee count too; not when left out. */
  readonly withOwn?: boolean | undefined;
  /** Whether the hierarchy is read on the day of the event (default) or on the last day of its statement period. */
  readonly asOf?: 'event' | 'period-end' | undefined;
}

/** One measure divided by another, both of the same window. */
export interface RatioMeasure {
  /** A measure that divides two others. */
  readonly kind: 'ratio';
  /** Name of the measure above the line. */
  readonly of: string;
  /** Name of the measure below the line; while it is 0 the ratio is 0. */
  readonly per: string;
}

/** Figures from elsewhere (a goal, a survey, the result of a team), given as `scores`; the latest one of the window counts. */
export interface GivenMeasure {
  /** A measure of figures that are given. */
  readonly kind: 'given';
  /** Within which time a figure counts. */
  readonly window: PlanGrain | 'quota' | 'start';
  /** How the quotas of the payee become the target of a window. */
  readonly target?: TargetRule | undefined;
}

/** Whole months or days since the payee's assignment began; 0 in the first month. */
export interface TenureMeasure {
  /** A measure of time. */
  readonly kind: 'tenure';
  /** What is counted, whole ones. */
  readonly unit: 'months' | 'days';
}

/** How quotas become the target of a window: the sum of the quotas that lie in it, ramped and prorated. */
export interface TargetRule {
  /** How a quota of which the payee's assignment covers only a part is cut: not at all (default), by calendar days, by working days, or by whole months begun. */
  readonly prorate?: 'none' | 'days' | 'working-days' | 'months' | undefined;
  /** Shares of a year's quota that its four quarters carry, in order, adding up to 1; even by time when left out. */
  readonly weights?: readonly DecimalInput[] | undefined;
  /** Shares of the quota in the first, second … month of the assignment (the month of joining is the first); 1 after the last one. */
  readonly ramp?: readonly DecimalInput[] | undefined;
  /** What attainment is when the target is 0: an error (default), 0 (`none`), or 1 (`full`). */
  readonly zero?: 'error' | 'none' | 'full' | undefined;
}

/** A condition on a field of an event. Exactly one comparison. */
export interface EventCondition {
  /** `kind`, `amount`, `quantity`, `currency`, the name of one of the `values`, or the name of an attribute. */
  readonly field: string;
  /** The field has this value. */
  readonly is?: string | number | boolean | undefined;
  /** The field has another value, or none. */
  readonly isNot?: string | number | boolean | undefined;
  /** The field has one of these values. */
  readonly isOneOf?: readonly (string | number | boolean)[] | undefined;
  /** Whether the field has no value. */
  readonly isMissing?: boolean | undefined;
  /** The field is a number above this one. */
  readonly above?: DecimalInput | undefined;
  /** The field is this number or more. */
  readonly atLeast?: DecimalInput | undefined;
  /** The field is this number or less. */
  readonly atMost?: DecimalInput | undefined;
  /** The field is a number below this one. */
  readonly below?: DecimalInput | undefined;
}

/** A condition on a measure of the payee, as it stands after the event. Exactly one comparison. */
export interface MeasureCondition {
  /** Name of the measure. */
  readonly measure: string;
  /** Whether the measure is compared as it is (default) or as attainment of its target. */
  readonly on?: 'measure' | 'attainment' | undefined;
  /** It is above this number. */
  readonly above?: DecimalInput | undefined;
  /** It is this number or more. */
  readonly atLeast?: DecimalInput | undefined;
  /** It is this number or less. */
  readonly atMost?: DecimalInput | undefined;
  /** It is below this number. */
  readonly below?: DecimalInput | undefined;
}

/** One thing that is paid for. */
export type Component = CurveComponent | BonusComponent | RankComponent | OverrideComponent;

/** What all components have. */
export interface ComponentBase {
  /** Names the component on lines and in limits. */
  readonly id: string;
  /** A name for people. */
  readonly name?: string | undefined;
  /** First day on which the component credits events (a SPIF has its own dates), `YYYY-MM-DD`. */
  readonly from?: string | undefined;
  /** The day after the last one. */
  readonly to?: string | undefined;
  /** Gates, kickers, accelerators: what the pay is multiplied by, in listed order. */
  readonly factors?: readonly Factor[] | undefined;
  /** Caps and floors of the component. */
  readonly limits?: readonly Limit[] | undefined;
  /** When what the component earns may be paid; as the plan says when left out. */
  readonly release?: readonly Instalment[] | undefined;
}

/** Pay by a curve on a running total. */
export interface CurveComponent extends ComponentBase {
  /** Pay by a curve. */
  readonly kind: 'curve';
  /** Name of the measure whose total the curve prices; its credits are the lines. */
  readonly measure: string;
  /** From the total to money. */
  readonly curve: Curve;
  /** What the rate applies to, where that is not what is measured: `amount`, `quantity`, `count` or one of the `values` of events (a margin, say). */
  readonly base?: string | undefined;
  /** Pay at exactly the target, in money, for shares and multipliers; the one of the assignment when left out. */
  readonly targetPay?: DecimalInput | undefined;
  /** What a reversal takes back. */
  readonly reversal?: ReversalRule | undefined;
}

/** Fixed pay for a period: a bonus, an MBO, a scorecard. */
export interface BonusComponent extends ComponentBase {
  /** Fixed pay for a period. */
  readonly kind: 'bonus';
  /** Pay for each period, in money; the target pay of the assignment when left out. */
  readonly amount?: DecimalInput | undefined;
  /** For which periods it is paid, on their last day. */
  readonly per: PlanGrain;
  /** Whether a payee who was there for a part of the period gets that part, by calendar days; whole when left out. */
  readonly prorate?: boolean | undefined;
  /** A scorecard: the pay is multiplied by the weighted sum of scores, which are never rounded. */
  readonly scores?: readonly ScoreRule[] | undefined;
}

/** One goal of a scorecard. */
export interface ScoreRule {
  /** Name of the measure that says how far the goal was met. */
  readonly measure: string;
  /** Whether the measure itself is the score (default) or its attainment. */
  readonly on?: 'measure' | 'attainment' | undefined;
  /** Weight of the goal; weights add up to 1. */
  readonly weight: DecimalInput;
  /** Points from what is measured to the score, joined by straight lines and flat beyond them; the score is what is measured when left out. */
  readonly points?: readonly ScorePoint[] | undefined;
}

/** A point of a scorecard's line. */
export interface ScorePoint {
  /** What is measured, or its attainment. */
  readonly at: DecimalInput;
  /** The score there: 1 is all of the goal. */
  readonly score: DecimalInput;
}

/** A contest: prizes by rank of a measure among the payees of the plan. */
export interface RankComponent extends ComponentBase {
  /** Prizes by rank. */
  readonly kind: 'rank';
  /** Name of the measure, the largest first; payees who have 0 or less take no part. */
  readonly measure: string;
  /** Whether payees are ranked by the measure itself (default) or by its attainment. */
  readonly on?: 'measure' | 'attainment' | undefined;
  /** Prizes of the first, second … place. */
  readonly prizes: readonly DecimalInput[];
  /** Whether equals share the prizes of their places, each get the better one (and the next places fall away), or get the better one with the next place kept. */
  readonly ties: 'share' | 'duplicate' | 'dense';
  /** For which periods the contest is held; paid on their last day. */
  readonly per: PlanGrain;
}

/** A share of what other components earned: for the payee (a kicker) or for people below in the hierarchy (an override on commission). */
export interface OverrideComponent extends ComponentBase {
  /** A share of what others, or other components, earned. */
  readonly kind: 'override';
  /** Ids of the components whose unrounded earnings count; those under a plan in another currency by the rate of their day, as `rateOn` says. */
  readonly of: readonly string[];
  /** The share: a fraction of their earnings. */
  readonly rate: DecimalInput;
  /** Whose earnings: of the payee (when left out), or of people below in the hierarchy. */
  readonly team?: TeamRule | undefined;
  /** The time over which earnings add up, within which a factor that changes pays for what came before; the statement period when left out. */
  readonly per?: PlanGrain | undefined;
}

/** What pay is multiplied by. The measures are read as they stand after each event, so a gate that opens late pays for what came before. */
export interface Factor {
  /** A name for people. */
  readonly name?: string | undefined;
  /** Conditions that all have to hold; always when left out. */
  readonly when?: readonly MeasureCondition[] | undefined;
  /** The factor while they hold: a number (1 when left out), or looked up. */
  readonly multiply?: DecimalInput | RateTable | undefined;
  /** The factor while they do not hold; 1 when left out. A gate is `otherwise: 0`, or a lesser rate. */
  readonly otherwise?: DecimalInput | undefined;
  /** Whether the factor is added to the other added ones (1.2 and 1.3 make 1.5) before all are multiplied. */
  readonly adds?: boolean | undefined;
}

/** A cap or a floor on earnings. A new version of the plan goes on from the sums of the limits that are `per` the same, in their order. */
export interface Limit {
  /** What is limited: each line of a curve that is paid for an event, all lines of one deal (an event and its reversals), what is earned in a statement period, or in a quarter, a year, or ever. */
  readonly per: 'line' | 'deal' | 'period' | 'quarter' | 'year' | 'ever';
  /** Least that is earned where anything is, in money. */
  readonly minimum?: DecimalInput | undefined;
  /** Most that is earned, in money. */
  readonly maximum?: DecimalInput | undefined;
  /** What happens to the rest above the maximum: it is lost (default), carried into the next period, or kept for review. `carry` needs `per: 'period'`. */
  readonly overflow?: 'lose' | 'carry' | 'review' | undefined;
}

/** A budget for all payees of a plan; what is earned above it is scaled back in proportion, to the cent. */
export interface Pool {
  /** The period for which the budget is. */
  readonly per: PlanGrain;
  /** The budget, in money. */
  readonly maximum: DecimalInput;
  /** Ids of the components that draw on it; all when left out. */
  readonly of?: readonly string[] | undefined;
}

/** What happens to pay when an event is reversed, in part or whole; what happens to quota credit is a matter of the measure. */
export interface ReversalRule {
  /**
   * What is taken back: the part of what the original line paid (`original-line`, default), the part of what it paid before limits
   * (`original-rate`), or the fall of the curve from the total before to the total after (`recompute`).
   */
  readonly money?: 'original-line' | 'original-rate' | 'recompute' | undefined;
  /** Whether pay already released is taken back and the held rest cancelled (`paid`, default), or the whole at once, whatever was released (`earned`). */
  readonly limitTo?: 'paid' | 'earned' | undefined;
  /** The share taken back by age in days from event to reversal; all of it when left out. */
  readonly decay?: readonly { readonly from: DecimalInput; readonly rate: DecimalInput }[] | undefined;
  /** Days after the event during which pay is taken back; ever when left out. */
  readonly within?: number | undefined;
}

/** A part of what is earned, and when it may be paid. */
export interface Instalment {
  /** Share of the earned amount; shares add up to 1. */
  readonly share: DecimalInput;
  /**
   * What releases it: `event` (the day of the event), `cash` (payments, in proportion to the amount of the event), `cash-complete`
   * (when payments reach it), or the name of one of the `dates` of events (`invoiced`, `delivered` …).
   */
  readonly on: string;
  /** Days later that it is released; 0 when left out. */
  readonly plusDays?: number | undefined;
  /** Days after the event when what was not released is forfeited; never when left out. */
  readonly expiresAfterDays?: number | undefined;
}

/** From what is released to what is paid. */
export interface Settlement {
  /** Guarantees and draws, in the order in which they are recovered. */
  readonly draws?: readonly Draw[] | undefined;
  /** Share of a period's positive pay that may go to recovering an overpayment; all of it when left out. */
  readonly overpaymentShare?: DecimalInput | undefined;
  /** Most that is paid for one period; the rest is lost or carried. */
  readonly maximum?: DecimalInput | undefined;
  /** What happens to the rest above `maximum`; it is lost when left out. */
  readonly overflow?: 'lose' | 'carry' | undefined;
  /** Least that is paid out; a smaller positive rest is carried. */
  readonly minimumPayment?: DecimalInput | undefined;
}

/** Pay in advance: a guarantee tops pay up to the amount, an additional draw is paid on top; either is recovered from later pay or not. */
export interface Draw {
  /** Names the draw in balances and steps. */
  readonly id: string;
  /** Whether pay is lifted to the amount, or the amount is paid on top. */
  readonly kind: 'guarantee' | 'additional';
  /** Money for each statement period; a list gives the first, second … period of the draw, and none after. */
  readonly amount: DecimalInput | readonly DecimalInput[];
  /** Whether what is paid is owed and recovered from later pay. */
  readonly recoverable: boolean;
  /** First day of the draw; the first one of the assignment when left out. */
  readonly from?: string | undefined;
  /** The day after the last one of the draw; the end of the assignment when left out. */
  readonly to?: string | undefined;
  /** First day on which what is owed is recovered; at once when left out. */
  readonly recoverFrom?: string | undefined;
  /** Share of the pay above the guarantee that may go to recovery; all of it when left out. */
  readonly recoverShare?: DecimalInput | undefined;
  /** Ids of the components whose pay may be used for recovery; all when left out. */
  readonly recoverAgainst?: readonly string[] | undefined;
  /** Day on which what is still owed is forgiven. */
  readonly forgiveOn?: string | undefined;
}

/** What `commissionPlan` returns: the plan, checked and frozen, with its fingerprint and what deserves a look. */
export interface CheckedCommissionPlan extends CommissionPlan {
  /** SHA-256 of the plan's canonical JSON, in hexadecimal: equal plans have equal hashes. */
  readonly hash: string;
  /** What is allowed and yet odd, such as a cliff; empty for most plans. */
  readonly findings: readonly PlanFinding[];
}

/** Something in a plan that is allowed and yet deserves a look. */
export interface PlanFinding {
  /**
   * What is odd:
   *
   * - `cliff`: pay jumps up where a tier is reached
   * - `falling-pay`: pay falls while more is sold
   * - `unreachable-tier`: a tier begins where a cap is reached already
   * - `unused-measure`: nothing is paid by a measure
   * - `cap-below-floor`: a maximum lies below a minimum that it meets
   * - `crossing-paid-twice`: returns that lower the total let a cliff be paid again
   * - `window-mismatch`: a measure begins anew more often than what it is read for
   * - `never-pays`: the dates of a component lie outside those of the plan
   */
  readonly code:
    | 'cliff'
    | 'falling-pay'
    | 'unreachable-tier'
    | 'unused-measure'
    | 'cap-below-floor'
    | 'crossing-paid-twice'
    | 'window-mismatch'
    | 'never-pays';
  /** Path into the plan, for example `components[0].curve.tiers[2]`. */
  readonly path: string;
  /** The finding as a sentence. */
  readonly message: string;
}
