import { type Rational, zero } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { Account } from './account.ts';
import type { Entry } from './entry.ts';
import type { ReadAssignment } from './inputData.ts';
import type { Pool } from './plan.ts';
import type { Pricing } from './pricing.ts';
import type { ReadComponent, ReadPlan } from './readPlan.ts';
import type { LineKind, ZeroReason } from './statementData.ts';

/** Something that a payee earned, before it stands on a statement. Amounts are filled in as the stages of the evaluation go by. */
export interface EarnedLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly account: Account;
  readonly plan: ReadPlan;
  readonly assignment: ReadAssignment;
  /** Null for a pool. */
  readonly component: ReadComponent | null;
  readonly day: Day;
  /** What the event brought, where the line comes from one. */
  readonly entry: Entry | null;
  /** The line that is taken back, for a reversal. */
  readonly original: EarnedLine | null;
  /** Lines of one window are rounded together. */
  readonly window: object;
  /** What the line earns by curve, factors and reversal rule. */
  readonly raw: Rational;
  /** After the limits of the component. */
  limited: Rational;
  /** After the limits of the plan; what is rounded. */
  exact: Rational;
  /** Minor units of the plan's currency. */
  units: bigint;
  /** What limits keep for review. */
  review: Rational;
  /** What the first limit that carries pays of it, now or later; null where none carries. */
  claim: Rational | null;
  /** Why the line earns nothing, where it does. */
  reason: ZeroReason | null;
  /** How it came about, for the explanation. */
  readonly trace: LineTrace;
  /** What limits did to it. */
  readonly limits: LimitTrace[];
}

/** What is known of a line before limits and rounding. */
type NewLine = Omit<EarnedLine, 'limited' | 'exact' | 'units' | 'review' | 'claim' | 'limits'>;

/** A line that no limit has cut and that is not rounded yet. */
export function newLine(given: NewLine): EarnedLine {
  // Written out, since there is one for each event and a spread of so many fields makes slow objects.
  const { raw } = given;
  return {
    id: given.id,
    kind: given.kind,
    account: given.account,
    plan: given.plan,
    assignment: given.assignment,
    component: given.component,
    day: given.day,
    entry: given.entry,
    original: given.original,
    window: given.window,
    raw,
    limited: raw,
    exact: raw,
    units: 0n,
    review: zero,
    claim: null,
    reason: given.reason,
    trace: given.trace,
    limits: [],
  };
}

/** What one payee earned under one plan. */
export interface AccountEarnings {
  readonly account: Account;
  /** In the order of time. */
  readonly lines: readonly EarnedLine[];
}

/** What a limit changed on a line. */
export interface LimitTrace {
  readonly of: 'component' | 'plan';
  readonly per: string;
  readonly before: Rational;
  readonly after: Rational;
}

/** A factor as it was read. */
export interface FactorTrace {
  readonly name: string | null;
  readonly value: Rational;
  readonly holds: boolean;
}

/** How a line came about. */
export type LineTrace =
  | CurveTrace
  | RepricingTrace
  | ReversalTrace
  | BonusTrace
  | PrizeTrace
  | OverrideTrace
  | CarriedTrace
  | PoolTrace
  | PoolReturnTrace;

/** A credit priced by a curve. */
export interface CurveTrace {
  readonly kind: 'curve';
  readonly pricing: Pricing;
  /** The total before; null where there was nothing. */
  readonly before: Rational | null;
  readonly after: Rational;
  readonly credited: Rational;
  /** What rates that are looked up, and have moved, change for what was there before. */
  readonly repriced: Rational;
  readonly target: Rational | null;
  /** What the rate applies to: base totals before and after, where it is not the measure. */
  readonly base: { readonly before: Rational; readonly after: Rational } | null;
  /** The share of the pay that the payee gets, where pay is split. */
  readonly share: Rational;
  /** What the curve added for the payee. */
  readonly curvePay: Rational;
  /** What the credit earned by itself, with factors as they stood. */
  readonly ownPay: Rational;
  readonly factors: readonly FactorTrace[];
  /** What curve and factors had paid in the window before, and pay now. */
  readonly stateBefore: Rational;
  readonly stateAfter: Rational;
}

/** A factor or table that moved without a credit. */
interface RepricingTrace {
  readonly kind: 'repricing';
  readonly factors: readonly FactorTrace[];
  readonly stateBefore: Rational;
  readonly stateAfter: Rational;
}

/** A part of an earlier line that is taken back. */
interface ReversalTrace {
  readonly kind: 'reversal';
  /** What was taken off the measure; null where its credit is kept. */
  readonly credited: Rational | null;
  /** The total after it; null where it did not move, or each event is alone. */
  readonly after: Rational | null;
  /** What prices the window, where something was priced in it before. */
  readonly pricing: Pricing | null;
  readonly part: Rational;
  readonly decay: Rational;
  readonly ageDays: number;
  readonly of: Rational;
  /** What is taken back, below 0. */
  readonly taken: Rational;
  readonly factors: readonly FactorTrace[];
  readonly stateBefore: Rational;
  readonly stateAfter: Rational;
}

/** Pay for a period. */
export interface BonusTrace {
  readonly kind: 'bonus';
  readonly amount: Rational;
  readonly present: { readonly days: number; readonly of: number } | null;
  readonly scores: readonly {
    readonly measure: string;
    readonly value: Rational;
    readonly score: Rational;
    readonly weight: Rational;
  }[];
  readonly factors: readonly FactorTrace[];
}

/** A prize of a contest. */
interface PrizeTrace {
  readonly kind: 'prize';
  readonly value: Rational;
  readonly place: number;
  readonly equals: number;
  readonly participants: number;
  readonly factors: readonly FactorTrace[];
}

/** A share of another line. */
export interface OverrideTrace {
  readonly kind: 'override';
  readonly source: EarnedLine;
  /** From the currency of the source's plan to that of the line's. */
  readonly exchangeRate: Rational;
  readonly rate: Rational;
  readonly factors: readonly FactorTrace[];
  readonly stateBefore: Rational;
  readonly stateAfter: Rational;
}

/** What a limit carried over from the period before. */
interface CarriedTrace {
  readonly kind: 'carried';
  readonly amount: Rational;
}

/** What a pool took back. */
export interface PoolTrace {
  readonly kind: 'pool';
  readonly pool: Pool;
  readonly earned: Rational;
  readonly total: Rational;
  readonly maximum: Rational;
}

/** What a pool took of a line that is taken back later, and gives back. */
interface PoolReturnTrace {
  readonly kind: 'pool-return';
  readonly pool: Pool;
  /** The line that takes back the other one. */
  readonly source: EarnedLine;
  /** The part of what was earned that the pool took. */
  readonly share: Rational;
}
