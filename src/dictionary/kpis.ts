/*
 * The entries by their names, in the order of the dictionary.
 */
export { callsMade, emailsSent, followUpsCompleted, meetingsBooked } from './activity.ts';
export { contactRate, leadResponseTime, meetingConversionRate } from './contact.ts';
export { leadToOpportunityRate, opportunityToCloseRate, stageConversionRate } from './conversion.ts';
export { newLogos, returnCustomerRate } from './customers.ts';
export { mqlVolume, sqlCount } from './funnel.ts';
export { cac } from './investment.ts';
export { openPipeline, pipelineCoverage, weightedPipeline } from './pipeline.ts';
export { quotaAttainment, repsAtQuotaRate } from './quota.ts';
export { netRevenueRetention } from './retention.ts';
export { averageDealSize, bookings, dealsWon, salesGrowth } from './sales.ts';
export { salesCycleLength, timeInStage } from './speed.ts';
export { pipelineVelocity } from './velocity.ts';
export { winLossRatio, winRate } from './winning.ts';
