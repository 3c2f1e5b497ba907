import type { Kpi } from '../expression/kpi.ts';
import {
  averageDealSize,
  bookings,
  cac,
  callsMade,
  contactRate,
  dealsWon,
  emailsSent,
  followUpsCompleted,
  leadResponseTime,
  leadToOpportunityRate,
  meetingConversionRate,
  meetingsBooked,
  mqlVolume,
  netRevenueRetention,
  newLogos,
  openPipeline,
  opportunityToCloseRate,
  pipelineCoverage,
  pipelineVelocity,
  quotaAttainment,
  repsAtQuotaRate,
  returnCustomerRate,
  salesCycleLength,
  salesGrowth,
  sqlCount,
  stageConversionRate,
  timeInStage,
  weightedPipeline,
  winLossRatio,
  winRate,
} from './kpis.ts';

/**
 * Every KPI of the library by its name, in reading order: from activity through the funnel and the pipeline to results and what they cost.
 *
 * It holds all entries, so a bundle that uses it holds them too; `import { winRate }` takes one.
 *
 * @example
 * ```ts
 * import { kpis } from 'sales-metrics';
 * kpis.winRate.variants['by-value'].key; // => 'win-rate/by-value'
 * ```
 */
export const kpis = Object.freeze({
  // Activity
  callsMade,
  emailsSent,
  meetingsBooked,
  followUpsCompleted,
  contactRate,
  meetingConversionRate,
  leadResponseTime,
  // Funnel
  mqlVolume,
  sqlCount,
  leadToOpportunityRate,
  opportunityToCloseRate,
  stageConversionRate,
  timeInStage,
  // Winning
  winRate,
  winLossRatio,
  salesCycleLength,
  // Pipeline
  openPipeline,
  weightedPipeline,
  pipelineCoverage,
  pipelineVelocity,
  // Results
  bookings,
  dealsWon,
  salesGrowth,
  averageDealSize,
  quotaAttainment,
  repsAtQuotaRate,
  // Customers
  newLogos,
  returnCustomerRate,
  netRevenueRetention,
  // Investment
  cac,
});

/**
 * Every KPI of the library in reading order.
 *
 * @example
 * ```ts
 * import { dictionary } from 'sales-metrics';
 * dictionary.filter(({ cadence }) => cadence === 'weekly').length; // => 8
 * ```
 */
export const dictionary: readonly Kpi[] = Object.freeze(Object.values(kpis));
