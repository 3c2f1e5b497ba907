// The plain data of a commission run, as the oracles read it: decimal numbers are texts. Imports nothing from src.

export type Grain = 'week' | 'month' | 'quarter' | 'year';
export type PlainWindow = 'event' | Grain | 'quota' | 'start' | { readonly months: number };

export interface PlainTable {
  readonly by: string;
  readonly on?: 'measure' | 'attainment' | undefined;
  readonly closed?: 'lower' | 'upper' | undefined;
  readonly tiers: readonly { readonly from: string; readonly rate: string }[];
}

export interface PlainTier {
  readonly from: string;
  readonly rate?: string | PlainTable | undefined;
  readonly multiplier?: string | undefined;
  readonly amount?: string | undefined;
  readonly share?: string | undefined;
}

export interface PlainCurve {
  readonly mode: 'marginal' | 'whole' | 'whole-above' | 'linear' | 'per-deal';
  readonly on?: 'measure' | 'attainment' | undefined;
  readonly tiers: readonly PlainTier[];
  readonly closed?: 'lower' | 'upper' | undefined;
  readonly floor?: string | undefined;
  readonly read?: 'before' | 'after' | undefined;
  readonly beyond?: 'flat' | 'extend' | undefined;
  readonly minimum?: string | undefined;
  readonly maximum?: string | undefined;
}

export type PlainCalendar =
  | {
      readonly kind: 'months';
      readonly startMonth: number;
      readonly namedBy: 'start' | 'end';
      readonly weekStart: 'monday' | 'sunday';
    }
  | {
      readonly kind: 'weeks';
      readonly pattern: '4-4-5' | '4-5-4' | '5-4-4';
      readonly endMonth: number;
      readonly endWeekday: 'saturday' | 'sunday';
      readonly endRule: 'last' | 'nearest';
      readonly namedBy: 'start' | 'end';
    };

export interface PlainCondition {
  readonly field: string;
  readonly is?: string | undefined;
  readonly isNot?: string | undefined;
  readonly atLeast?: string | undefined;
  readonly below?: string | undefined;
}

export interface PlainTeam {
  readonly levels?: number | undefined;
  readonly withOwn?: boolean | undefined;
  readonly asOf?: 'event' | 'period-end' | undefined;
}

export interface PlainCredits {
  readonly kind: 'credits';
  readonly of?: string | undefined;
  readonly where?: readonly PlainCondition[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly team?: PlainTeam | undefined;
  readonly split?: 'credit' | 'money' | undefined;
  readonly shares?: 'any' | 'one' | undefined;
  readonly aggregate?: 'sum' | 'maximum' | undefined;
  readonly window: PlainWindow;
  readonly reversals?: 'keep' | 'current' | 'origin' | undefined;
  readonly target?: { readonly zero?: 'error' | 'none' | 'full' | undefined } | undefined;
}

export type PlainMeasure =
  | PlainCredits
  | { readonly kind: 'ratio'; readonly of: string; readonly per: string }
  | {
      readonly kind: 'given';
      readonly window: Grain | 'quota' | 'start';
      readonly target?: { readonly zero?: 'error' | 'none' | 'full' | undefined } | undefined;
    }
  | { readonly kind: 'tenure'; readonly unit: 'months' | 'days' };

export interface PlainGate {
  readonly measure: string;
  readonly on?: 'measure' | 'attainment' | undefined;
  readonly above?: string | undefined;
  readonly atLeast?: string | undefined;
  readonly atMost?: string | undefined;
  readonly below?: string | undefined;
}

export interface PlainFactor {
  readonly when?: readonly PlainGate[] | undefined;
  readonly multiply?: string | PlainTable | undefined;
  readonly otherwise?: string | undefined;
  readonly adds?: boolean | undefined;
}

export interface PlainLimit {
  readonly per: 'line' | 'deal' | 'period' | 'quarter' | 'year' | 'ever';
  readonly minimum?: string | undefined;
  readonly maximum?: string | undefined;
  readonly overflow?: 'lose' | 'carry' | 'review' | undefined;
}

export interface PlainReversal {
  readonly money?: 'original-line' | 'original-rate' | 'recompute' | undefined;
  readonly limitTo?: 'paid' | 'earned' | undefined;
  readonly decay?: readonly { readonly from: string; readonly rate: string }[] | undefined;
  readonly within?: number | undefined;
}

interface PlainAny {
  readonly id: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly factors?: readonly PlainFactor[] | undefined;
  readonly limits?: readonly PlainLimit[] | undefined;
  readonly release?: readonly PlainInstalment[] | undefined;
}

export interface PlainCurveComponent extends PlainAny {
  readonly kind: 'curve';
  readonly measure: string;
  readonly curve: PlainCurve;
  readonly base?: string | undefined;
  readonly targetPay?: string | undefined;
  readonly reversal?: PlainReversal | undefined;
}

export interface PlainBonus extends PlainAny {
  readonly kind: 'bonus';
  readonly amount?: string | undefined;
  readonly per: Grain;
  readonly prorate?: boolean | undefined;
  readonly scores?:
    | readonly {
        readonly measure: string;
        readonly on?: 'measure' | 'attainment' | undefined;
        readonly weight: string;
        readonly points?: readonly { readonly at: string; readonly score: string }[] | undefined;
      }[]
    | undefined;
}

export interface PlainRank extends PlainAny {
  readonly kind: 'rank';
  readonly measure: string;
  readonly on?: 'measure' | 'attainment' | undefined;
  readonly prizes: readonly string[];
  readonly ties: 'share' | 'duplicate' | 'dense';
  readonly per: Grain;
}

export interface PlainOverride extends PlainAny {
  readonly kind: 'override';
  readonly of: readonly string[];
  readonly rate: string;
  readonly team?: PlainTeam | undefined;
  readonly per?: Grain | undefined;
}

export type PlainComponent = PlainCurveComponent | PlainBonus | PlainRank | PlainOverride;

export interface PlainInstalment {
  readonly share: string;
  readonly on: string;
  readonly plusDays?: number | undefined;
  readonly expiresAfterDays?: number | undefined;
}

export interface PlainPlan {
  readonly id: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly currency: string;
  readonly period?: Grain | undefined;
  readonly calendar?: PlainCalendar | undefined;
  readonly rounding?: PlainRounding | undefined;
  readonly rateOn?: 'event' | 'period-start' | 'period-end' | 'year-start' | undefined;
  readonly measures: Readonly<Record<string, PlainMeasure>>;
  readonly components: readonly PlainComponent[];
  readonly limits?: readonly PlainLimit[] | undefined;
  readonly pools?:
    | readonly { readonly per: Grain; readonly maximum: string; readonly of?: readonly string[] | undefined }[]
    | undefined;
  readonly release?: readonly PlainInstalment[] | undefined;
}

export type PlainRounding = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'ceiling' | 'floor';

export interface PlainEvent {
  readonly id: string;
  readonly kind?: string | undefined;
  readonly on: string;
  readonly sequence?: number | undefined;
  readonly knownAt?: string | undefined;
  readonly cancelled?: boolean | undefined;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  readonly quantity?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly dates?: Readonly<Record<string, string>> | undefined;
  readonly credits?: readonly PlainCredit[] | undefined;
  readonly reverses?: string | undefined;
  readonly pays?: string | undefined;
}

interface PlainCredit {
  readonly payee: string;
  readonly role?: string | undefined;
  readonly share?: string | undefined;
}

export interface PlainAssignment {
  readonly payee: string;
  readonly plan: string;
  readonly from: string;
  readonly to?: string | undefined;
  readonly targetPay?: string | Readonly<Record<string, string>> | undefined;
  readonly curves?: Readonly<Record<string, PlainCurve>> | undefined;
}

export interface PlainQuota {
  readonly payee?: string | undefined;
  readonly plan?: string | undefined;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly knownAt?: string | undefined;
}

export interface PlainScore {
  readonly payee?: string | undefined;
  readonly measure: string;
  readonly on: string;
  readonly value: string;
  readonly knownAt?: string | undefined;
}

export interface PlainInput {
  readonly plans: readonly PlainPlan[];
  readonly assignments: readonly PlainAssignment[];
  readonly events: readonly PlainEvent[];
  readonly quotas?: readonly PlainQuota[] | undefined;
  readonly scores?: readonly PlainScore[] | undefined;
  readonly reportingLines?:
    | readonly {
        readonly payee: string;
        readonly manager: string;
        readonly from?: string | undefined;
        readonly to?: string | undefined;
      }[]
    | undefined;
  readonly rates?:
    | readonly { readonly from: string; readonly to: string; readonly on: string; readonly rate: string }[]
    | undefined;
  readonly knownAt?: string | undefined;
  readonly through: string;
}
