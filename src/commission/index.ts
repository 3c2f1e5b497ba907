/**
 * Sales commissions: plans as plain data, statements that add up to the cent, and a reason for every cent.
 *
 * @packageDocumentation
 */

// One curve, alone
export { payout } from './payout.ts';
export type { NextTier, Payout, PayoutOptions, PayoutSegment } from './payout.ts';
export type { PricingOptions } from './curvePricing.ts';
export type { BoundSide, Curve, CurveMode, RateTable, RateTier, Tier } from './curveData.ts';

// Plans
export { commissionPlan, safeCommissionPlan } from './commissionPlan.ts';
export type { CommissionPlanResult } from './commissionPlan.ts';
export { commissionPlanSchema } from './commissionPlanSchema.ts';
export type {
  BonusComponent,
  CheckedCommissionPlan,
  CommissionPlan,
  Component,
  ComponentBase,
  CreditMeasure,
  CurveComponent,
  Draw,
  EventCondition,
  Factor,
  GivenMeasure,
  Instalment,
  Limit,
  Measure,
  MeasureCondition,
  OverrideComponent,
  PlanFinding,
  PlanGrain,
  Pool,
  RankComponent,
  RatioMeasure,
  ReversalRule,
  RollingWindow,
  ScorePoint,
  ScoreRule,
  Settlement,
  TargetRule,
  TeamRule,
  TenureMeasure,
  Window,
} from './plan.ts';

// What happened
export type {
  Adjustment,
  Assignment,
  CommissionEvent,
  CommissionInput,
  CommissionQuota,
  CommissionRate,
  EventCredit,
  ReportingLine,
  Score,
} from './events.ts';

// Statements, and why
export { calculateCommissions } from './calculateCommissions.ts';
export { explainLine } from './explainLine.ts';
export { statementMarkdown } from './statementMarkdown.ts';
export type { ExplanationStep, LineExplanation } from './explainLine.ts';
export type {
  CommissionRun,
  LineKind,
  NextTierDistance,
  Payment,
  ReleasedAmount,
  RunWarning,
  Statement,
  StatementLine,
  ZeroReason,
} from './statementData.ts';
export type { Balances, SettlementStep, SettlementStepKind } from './settlementData.ts';

// Two runs, what if, and what it would cost
export { compareRuns } from './compareRuns.ts';
export type { DifferenceCause, RunDifference } from './differenceData.ts';
export { simulate } from './simulate.ts';
export type { Simulation, SimulationChange } from './simulate.ts';
export { payoutOver } from './payoutRange.ts';
export type { ListedRange, PayoutPoint, PayoutRange, SteppedRange } from './payoutRange.ts';
export { planCost } from './planCost.ts';
export type { PlanCost, PlanCostRow, PopulationGroup } from './planCost.ts';

// Amortisation of capitalised commission
export { amortise } from './amortisation.ts';
export type { AmortisationMonth, AmortisationOptions, CommissionCost } from './amortisationData.ts';

// Errors
export { isSalesMetricsError, SalesMetricsError } from '../errors.ts';
export type { Issue, SalesMetricsErrorCode } from '../errors.ts';
