import type { DecimalInput } from '../number/decimal.ts';
import type { Curve } from './curveData.ts';
import type { CheckedCommissionPlan, CommissionPlan, Draw } from './plan.ts';
import type { Statement } from './statementData.ts';

/**
 * Something that happened and may be paid for. Events are never edited: a later version with the same `id` and a later `knownAt` replaces the
 * earlier one from then on, and a reversal is an event of its own.
 */
export interface CommissionEvent {
  /** Identifies the event among all; versions of one event share it. */
  readonly id: string;
  /** What it is; `sale` when left out. */
  readonly kind?: string | undefined;
  /** The crediting date, `YYYY-MM-DD`. */
  readonly on: string;
  /** Order among events of one day, ascending; 0 when left out. Then the id decides. */
  readonly sequence?: number | undefined;
  /** Day on which this version became known, `YYYY-MM-DD`; `on` when left out. */
  readonly knownAt?: string | undefined;
  /** Whether this version says that the event never was. */
  readonly cancelled?: boolean | undefined;
  /** Money that is credited; may be negative. */
  readonly amount?: DecimalInput | undefined;
  /** ISO 4217 code of `amount` and of the money in `values`; the currency of the plan when left out. */
  readonly currency?: string | undefined;
  /** Pieces that are credited. */
  readonly quantity?: DecimalInput | undefined;
  /** Other money that a plan may count, such as `margin`. */
  readonly values?: Readonly<Record<string, DecimalInput>> | undefined;
  /** Other dates, such as `invoiced` or `delivered`, `YYYY-MM-DD`. */
  readonly dates?: Readonly<Record<string, string>> | undefined;
  /** Anything else by which a plan selects events. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | null>> | undefined;
  /** Who is credited; nobody when left out (a reversal takes the credits of what it reverses). */
  readonly credits?: readonly EventCredit[] | undefined;
  /** Id of the event that this one takes back: whole, or the part that its positive `amount` or `quantity` states. */
  readonly reverses?: string | undefined;
  /** Id of the event for which this one is cash received: its `amount`. It credits nobody. */
  readonly pays?: string | undefined;
}

/** Who gets credit for an event, and how much of it. */
export interface EventCredit {
  /** Who is credited. */
  readonly payee: string;
  /** In which role, such as `owner` or `engineer`; `owner` when left out. */
  readonly role?: string | undefined;
  /** Share of the event, from 0 to 1; 1 when left out. Shares of one role need not add up to 1: an overlay is a share of its own. */
  readonly share?: DecimalInput | undefined;
}

/** A payee under a plan for a time. */
export interface Assignment {
  /** Whose assignment it is. */
  readonly payee: string;
  /** Id of the plan; the version is the one of the crediting date. */
  readonly plan: string;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** The day after the last one; open when left out. */
  readonly to?: string | undefined;
  /** Pay at exactly 100 % of target for a curve, or of a bonus for its period, in the currency of the plan; by component id, or one for all. */
  readonly targetPay?: DecimalInput | Readonly<Record<string, DecimalInput>> | undefined;
  /** ISO 4217 code in which the payee is paid; the currency of the plan when left out. */
  readonly currency?: string | undefined;
  /** Times of absence, for which a prorated quota is reduced. */
  readonly leaves?: readonly { readonly from: string; readonly to: string }[] | undefined;
  /** Curves that replace those of the plan for this payee, by component id. */
  readonly curves?: Readonly<Record<string, Curve>> | undefined;
  /** Draws of this payee beside those of the plan. */
  readonly draws?: readonly Draw[] | undefined;
  /** Whether what is still owed when the assignment ends is forgiven; it stays owed when left out. */
  readonly forgiveOnEnd?: boolean | undefined;
}

/** A target: so much of a measure from one day to before another. */
export interface CommissionQuota {
  /** Whose quota; that of every payee of the plan when left out. A payee's own quota replaces it. */
  readonly payee?: string | undefined;
  /** Id of the plan; any plan with such a measure when left out. */
  readonly plan?: string | undefined;
  /** Name of the measure. */
  readonly measure: string;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** The day after the last one, `YYYY-MM-DD`. */
  readonly to: string;
  /** The target for that time, in the unit of the measure. */
  readonly amount: DecimalInput;
  /** ISO 4217 code; the currency of the plan when left out. */
  readonly currency?: string | undefined;
  /** Day on which it became known; from the beginning when left out. A later one for the same payee, plan, measure and dates replaces it. */
  readonly knownAt?: string | undefined;
}

/** A figure from elsewhere for a measure of kind `given`. */
export interface Score {
  /** For whom; for every payee when left out (the result of a team or company). */
  readonly payee?: string | undefined;
  /** Name of the measure, of kind `given`. */
  readonly measure: string;
  /** The day from which it counts, `YYYY-MM-DD`. */
  readonly on: string;
  /** The figure. */
  readonly value: DecimalInput;
  /** Day on which it became known; from the beginning when left out. A later one for the same payee, measure and day replaces it. */
  readonly knownAt?: string | undefined;
}

/** Who reports to whom, and when. */
export interface ReportingLine {
  /** Who reports. */
  readonly payee: string;
  /** To whom. */
  readonly manager: string;
  /** First day, `YYYY-MM-DD`; from ever when left out. */
  readonly from?: string | undefined;
  /** The day after the last one, `YYYY-MM-DD`; open when left out. */
  readonly to?: string | undefined;
}

/** The worth of one unit of a currency in another from a day on, until the next rate. */
export interface CommissionRate {
  /** ISO 4217 code of the currency that is converted. */
  readonly from: string;
  /** ISO 4217 code of the currency into which it is. */
  readonly to: string;
  /** First day of the rate, `YYYY-MM-DD`. */
  readonly on: string;
  /** Worth of one unit of `from` in `to`, above 0. */
  readonly rate: DecimalInput;
}

/** Money added or taken by hand, outside of any curve; the reason is part of the statement. */
export interface Adjustment {
  /** Identifies the adjustment among all; versions of one adjustment share it. */
  readonly id: string;
  /** Whose pay it changes. */
  readonly payee: string;
  /** The day, `YYYY-MM-DD`, whose statement it is part of. */
  readonly on: string;
  /** Money; below 0 where it takes. */
  readonly amount: DecimalInput;
  /** ISO 4217 code; the currency of the plan when left out. */
  readonly currency?: string | undefined;
  /** Why, for the statement. */
  readonly reason: string;
  /** Who made it. */
  readonly author?: string | undefined;
  /** Day on which it became known; `on` when left out. A later one with the same `id` replaces it. */
  readonly knownAt?: string | undefined;
}

/** Everything that statements are a function of. */
export interface CommissionInput {
  /** Plans, in all their versions. */
  readonly plans: readonly (CommissionPlan | CheckedCommissionPlan)[];
  /** Who is under which plan, and when. */
  readonly assignments: readonly Assignment[];
  /** What happened, in all versions. */
  readonly events: readonly CommissionEvent[];
  /** Targets, where a plan asks for attainment. */
  readonly quotas?: readonly CommissionQuota[] | undefined;
  /** Figures for measures of kind `given`. */
  readonly scores?: readonly Score[] | undefined;
  /** The hierarchy, where managers are paid for their teams. */
  readonly reportingLines?: readonly ReportingLine[] | undefined;
  /** Rates of exchange. */
  readonly rates?: readonly CommissionRate[] | undefined;
  /** Money added or taken by hand. */
  readonly adjustments?: readonly Adjustment[] | undefined;
  /** Days off beside Saturdays and Sundays, for proration by working days. */
  readonly holidays?: readonly string[] | undefined;
  /** Statements that were handed out, from an earlier run: their periods are closed, and what changed since is posted in the next one. */
  readonly stated?: readonly Statement[] | undefined;
  /** What is known: versions, quotas, scores and adjustments known later are not there yet. Everything when left out. */
  readonly knownAt?: string | undefined;
  /** The last day of the run: statements of all periods that have begun by then. The last date of an event, adjustment or score when left out. */
  readonly through?: string | undefined;
}
