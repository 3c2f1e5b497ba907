import type { Source } from '../expression/kpi.ts';

/*
 * Publications quoted by the entries on activity, leads and conversion: each once, in order of their names.
 */

export const allstonFunnel: Source = {
  title: 'Pipeline conversion math, Allston Labs',
  address: 'https://allstonlabs.com/library/replies/pipeline-conversion',
};
export const altiorConversion: Source = {
  title: 'Conversion Rate, Altior RevOps dictionary',
  address: 'https://altiorco.com/revops-dictionary/conversion-rate',
};
export const brainsharkGlossary: Source = {
  title: 'Sales metrics glossary, Brainshark',
  address: 'https://www.brainshark.com/ideas-blog/sales-metrics-glossary/',
};
export const calculatorLeadVelocity: Source = {
  title: 'Lead Velocity Rate Calculator, Calculator Academy',
  address: 'https://calculator.academy/lead-velocity-rate-calculator/',
};
export const closingDealz: Source = {
  title: 'Pipeline analytics rules, ClosingDealz docs',
  address: 'https://closingdealz.gitbook.io/product-docs/features/analytics/pipeline',
};
export const coldEmailMetrics: Source = {
  title: 'Cold Email Metrics, coldemail.studio',
  address: 'https://www.coldemail.studio/blog/cold-email-metrics-measure-success',
};
export const convosoContact: Source = {
  title: 'Contact Rate vs. Connection Rate, Convoso',
  address: 'https://www.convoso.com/blog/connection-rate-vs-contact-rate/',
};
export const databoardsFollowUp: Source = {
  title: 'Follow-Up Compliance Rate, Databoards',
  address: 'https://www.databoards.io/executive-kpi-library/hvac/sales/follow-up-compliance-rate/',
};
export const daymarkLeads: Source = {
  title: 'Lead-to-Customer Conversion, Daymark',
  address: 'https://www.usedaymark.io/metrics/lead-to-customer-conversion',
};
export const execVisionMeetings: Source = {
  title: 'Fight meeting fall-off, ExecVision',
  address: 'https://execvision.io/blog/fight-meeting-fall-off/',
};
export const fivetranSalesforce: Source = {
  title: 'Salesforce dbt package, Fivetran',
  address: 'https://github.com/fivetran/dbt_salesforce',
};
export const funnelcastCurves: Source = {
  title: 'Win Rates Are Curves, Not Numbers, Funnelcast',
  address: 'https://funnelcast.com/post/win-rates-are-curves-not-numbers',
};
export const ganglyActivity: Source = {
  title: 'Sales activity ratio, Gangly',
  address: 'https://getgangly.com/glossary/sales-activity-ratio',
};
export const gartnerWinRate: Source = {
  title: "Don't Confuse Win Rate and Pipeline Conversion Rate, Gartner",
  address: 'https://blogs.gartner.com/steve-rietberg/dont-confuse-win-rate-and-pipeline-conversion-rate/',
};
export const gitlabIndex: Source = {
  title: 'KPI index, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/business-ops/data-team/metrics/',
};
export const glencocoOutbound: Source = {
  title: 'Outbounding Metrics, Glencoco docs',
  address: 'https://docs.glencoco.com/core-concepts/outbounding-metrics',
};
export const gtmMeetingMath: Source = {
  title: 'Meeting Math, GTMnow',
  address: 'https://gtmnow.com/meeting-math-sales-metrics/',
};
export const kellblogCoverage: Source = {
  title: 'Using To-Go Coverage, Kellblog',
  address:
    'https://kellblog.com/2021/04/29/using-to-go-coverage-to-better-understand-pipeline-and-improve-forecasting/amp/',
};
export const kellblogPipeline: Source = {
  title: "How About We Focus on Next-Quarter's Pipeline?, Kellblog",
  address: 'https://kellblog.com/category/marketing/demandgen/',
};
export const kellblogWinRates: Source = {
  title: 'Win Rates, Close Rates and Milestone vs. Cohort Analysis, Kellblog',
  address: 'https://kellblog.com/page/74/?vcf=1',
};
export const kpiTree: Source = {
  title: 'Sales metrics glossary, KPI Tree',
  address: 'https://kpitree.co/glossary/sales-metrics',
};
export const kpiTreeLeadVelocity: Source = {
  title: 'Lead velocity rate, KPI Tree',
  address: 'https://kpitree.co/glossary/sales-metrics/lead-velocity-rate',
};
export const kpiTreeOverdueTasks: Source = {
  title: 'Overdue task rate, KPI Tree',
  address: 'https://kpitree.co/glossary/operations-metrics/overdue-task-rate',
};
export const kpiTreeStages: Source = {
  title: 'Opportunity stage analysis, KPI Tree',
  address: 'https://kpitree.co/glossary/sales-metrics/opportunity-stage-analysis',
};
export const leadSourceResponse: Source = {
  title: 'Lead response time, LeadSource',
  address: 'https://leadsource.co/blog/lead-response-time',
};
export const leanScaleCapture: Source = {
  title: 'Activity Capture methodology, LeanScale',
  address: 'https://playbooks.leanscale.team/docs/extended/activity-capture/methodology',
};
export const metricKitStages: Source = {
  title: 'Stage conversion, MetricKit',
  address: 'https://metrickittools.com/glossary/stage-conversion-rate',
};
export const millerWinRate: Source = {
  title: 'Your 25% win rate is lying to you, Miller Growth',
  address: 'https://www.millergrowth.co/blog/your-25%25-win-rate-is-lying-to-you.',
};
export const oracleStages: Source = {
  title: 'SF Opportunity Stage Progression metrics, Oracle Fusion analytics',
  address: 'https://docs.oracle.com/en/cloud/saas/analytics/25r4/fawcx/sf---opportunity-stage-progression-metrics.html',
};
export const ormConversion: Source = {
  title: 'Conversion Rate Formula, ORM',
  address: 'https://orm-tech.com/glossary/conversion-rate-formula/',
};
export const petavueStages: Source = {
  title: 'Stage conversion, Petavue',
  address: 'https://www.petavue.com/glossary/stage-to-stage-conversion-rate',
};
export const profitAiResponse: Source = {
  title: 'Lead Response Time, ProfitAILab',
  address: 'https://profitailab.com/blog/lead-response-time-measure-improve',
};
export const prospeoContact: Source = {
  title: 'Contact Rate in Outbound Sales, Prospeo',
  address: 'https://prospeo.io/s/contact-rate-in-outbound-sales',
};
export const quarterOneVelocity: Source = {
  title: 'Sales Velocity metrics calculations, QuarterOne',
  address: 'http://help.quarterone.com/en/articles/3650265-sales-velocity-metrics-calculations',
};
export const reworkFunnel: Source = {
  title: 'Funnel math, Rework',
  address: 'https://resources.rework.com/guides/demand-generation-manager-playbooks/funnel-math-mql-sql-opp-forensics',
};
export const saasGridStages: Source = {
  title: 'Stage Conversion Rate, SaaSGrid',
  address: 'https://saasgrid.com/pipeline/stage-conversion-rate',
};
export const salesVelocityLabs: Source = {
  title: 'Dissecting win rate, Sales Velocity Labs',
  address: 'https://salesvelocitylabs.com/post/dissecting-win-rate',
};
export const skoolReplies: Source = {
  title: 'Reply rate definition, Skool',
  address: 'https://chat.skool.com/lead-gen/q-reply-rate-definition?p=77685aab',
};
export const teamgateActivity: Source = {
  title: 'Activity ratios, Teamgate help',
  address: 'https://help.teamgate.com/en/articles/8270348-activity-activity-ratios',
};
export const trellusContact: Source = {
  title: 'Contact Rate, Trellus',
  address: 'https://www.trellus.ai/learning-center/contact-rate',
};
export const z360Rates: Source = {
  title: 'Understanding Rates, Z360 GTM Hub docs',
  address: 'https://docs.gtm.zikrainfotech.com/features/email-outreach/understanding-rates',
};
