import type { Rational } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { ExchangeRates } from './exchange.ts';
import type { ReadAssignment, ReadInput, ReadQuota, Span } from './inputData.ts';
import type { CommissionPlan, TargetRule, Window } from './plan.ts';

/** For whom and over which time a target is asked. */
export interface TargetRequest {
  readonly plan: Pick<CommissionPlan, 'id' | 'currency' | 'calendar'>;
  readonly payee: string;
  /** Name of the measure that has the target. */
  readonly measure: string;
  readonly window: Window;
  readonly rule: TargetRule;
  /** The window as days. */
  readonly span: Span;
  /** All assignments of the payee to the plan; for a window `start`, the one whose window it is. */
  readonly assignments: readonly ReadAssignment[];
}

/** The target of a window: the sum of its pieces, in the currency of the plan. */
export interface Target {
  readonly amount: Rational;
  /** In the order of their time. */
  readonly pieces: readonly TargetPiece[];
}

/** What one quota adds to a target for a part of its time: its amount x rate x carried x present x ramp share. */
export interface TargetPiece {
  readonly quota: ReadQuota;
  /** The part of the quota's time. */
  readonly span: Span;
  /** Rate of exchange to the currency of the plan; 1 where the quota is in it. */
  readonly rate: Rational;
  /** Share of the quota that this time carries. */
  readonly carried: Rational;
  /** Number of the quarter and its share of the year, where quarters are weighted. */
  readonly weight: { readonly quarter: number; readonly share: Rational } | null;
  /** Share of this time for which the payee counts as present. */
  readonly present: Rational;
  /** Month of the payee's assignment and its share, where the quota is ramped. */
  readonly ramp: { readonly month: number; readonly share: Rational } | null;
  readonly amount: Rational;
}

/** Quotas as they are known on a day. */
export declare class Quotas {
  constructor(input: Pick<ReadInput, 'quotas' | 'holidays' | 'knownAt'>, rates: ExchangeRates);
  /** The quota that counts for a payee on a day: the payee's own for the plan, the payee's own for any plan, the plan's, or that of everybody. */
  spanOn(plan: string, payee: string, measure: string, day: Day): Span | null;
  targetOf(request: TargetRequest): Target;
}
