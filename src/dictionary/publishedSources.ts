import type { Source } from '../expression/kpi.ts';

/*
 * The publications that the entries quote, each once, in order of their names.
 */

export const averageCac: Source = {
  title: 'The CAC Formula, averagecac.com',
  address: 'https://averagecac.com/formula/',
};
export const answersGrowth: Source = {
  title: 'Percentage growth when previous sales are zero, Answers',
  address:
    'https://math.answers.com/Q/How_do_you_calculate_year_to_year_percentage_annual_growth_in_total_net_sales_if_previous_year_sales_is_equal_to_zero',
};
export const b2bParticipation: Source = {
  title: 'Why it is crucial to maintain a participation rate',
  address: 'https://b2bproductstrategy.blogspot.com/2013/09/why-it-is-crucial-to-maintain.html',
};
export const baremetricsRetention: Source = {
  title: 'New metric: Net Revenue Retention, Baremetrics',
  address: 'https://changelog.baremetrics.com/new-metric-net-revenue-retention-2BOJIA',
};
export const chartMogulCycle: Source = {
  title: 'Metric: Average sales cycle length, ChartMogul',
  address: 'https://help.chartmogul.com/hc/en-us/articles/115000865485-Metric-Average-sales-cycle-length',
};
export const clariLayerCycle: Source = {
  title: 'Sales Cycle Length Definition, ClariLayer',
  address: 'https://clarilayer.com/docs/reference/saas-metrics/sales-cycle-length',
};
export const closingDealz: Source = {
  title: 'Pipeline analytics rules, ClosingDealz docs',
  address: 'https://closingdealz.gitbook.io/product-docs/features/analytics/pipeline',
};
export const codingAceGap: Source = {
  title: 'Quota gap, CodingAce',
  address: 'https://codingace.net/crmp/quota_gap.html',
};
export const contextAwareCoverage: Source = {
  title: 'How to Calculate Pipeline Coverage Ratio, Context-Aware Analytics',
  address: 'https://contextawareanalytics.com/metrics-governance/how-to-calculate-pipeline-coverage',
};
export const convosoContact: Source = {
  title: 'Contact Rate vs. Connection Rate, Convoso',
  address: 'https://www.convoso.com/blog/connection-rate-vs-contact-rate/',
};
export const creativeVelocity: Source = {
  title: 'Sales Velocity glossary',
  address: 'https://creativeg.gr/glossary/sales-velocity/',
};
export const dashThisReturning: Source = {
  title: 'Returning customer rate, DashThis',
  address: 'http://website-prod.dashthis.com/kpi-examples/returning-customer-rate',
};
export const databoardsFollowUp: Source = {
  title: 'Follow-Up Compliance Rate, Databoards',
  address: 'https://www.databoards.io/executive-kpi-library/hvac/sales/follow-up-compliance-rate/',
};
export const daymarkCycle: Source = {
  title: 'Sales Cycle Length, Daymark',
  address: 'https://www.usedaymark.io/metrics/sales-cycle-length',
};
export const daymarkVelocity: Source = {
  title: 'Pipeline Velocity, Daymark',
  address: 'https://www.usedaymark.io/metrics/pipeline-velocity',
};
export const ecommerceRepeat: Source = {
  title: 'Repeat customer rate, ecommercedb',
  address: 'https://ecommercedb.com/glossary/repeat-customer-rate',
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
export const gitlabGlossary: Source = {
  title: 'Sales term glossary, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/sales/sales-term-glossary/',
};
export const gitlabIndex: Source = {
  title: 'KPI index, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/business-ops/data-team/metrics/',
};
export const gitlabIndicators: Source = {
  title: 'Sales performance indicators, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/sales/performance-indicators/',
};
export const gitlabSheet: Source = {
  title: 'GitLab KPI sheet',
  address: 'https://docs.google.com/spreadsheets/d/1CqZTlxHwQEUtcmFJjOzcuq4Y-1MPo0L8dWFgPx9Np6Q/edit',
};
export const glencocoOutbound: Source = {
  title: 'Outbounding Metrics, Glencoco docs',
  address: 'https://docs.glencoco.com/core-concepts/outbounding-metrics',
};
export const gtmMeetingMath: Source = {
  title: 'Meeting Math, GTMnow',
  address: 'https://gtmnow.com/meeting-math-sales-metrics/',
};
export const hubspotVelocity: Source = {
  title: 'Sales Velocity, HubSpot blog',
  address: 'https://blog.hubspot.com/sales/sales-velocity?language=spanish',
};
export const hyphaVelocity: Source = {
  title: 'What Is Deal Velocity?, Hypha',
  address: 'https://www.hyphadev.io/blog/what-is-deal-velocity',
};
export const imboardWeighted: Source = {
  title: "Weighted forecast, I'mBoard",
  address: 'https://imboard.ai/kpis/weighted-forecast',
};
export const imboardWinRate: Source = { title: "Win rate, I'mBoard", address: 'https://imboard.ai/kpis/win-rate' };
export const insightfulCac: Source = {
  title: 'Fully Loaded CAC, Insightful Data Lab',
  address: 'https://insightful-data-lab.com/2025/08/29/fully-loaded-cac-customer-acquisition-cost/',
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
export const legalContractValue: Source = {
  title: 'Contract value, LegalCalcHub',
  address: 'https://legalcalchub.co/contract-value',
};
export const maestranoCycle: Source = {
  title: 'Sales Cycle widget, Maestrano wiki',
  address: 'https://maestrano.atlassian.net/wiki/x/LgAiAw',
};
export const metricKitBlended: Source = {
  title: 'Blended CAC, MetricKit',
  address: 'https://metrickittools.com/saas-metrics/blended-cac-calculator',
};
export const millerWinRate: Source = {
  title: 'Your 25% win rate is lying to you, Miller Growth',
  address: 'https://www.millergrowth.co/blog/your-25%25-win-rate-is-lying-to-you.',
};
export const notionTemplates: Source = {
  title: 'Metric Calculation Templates, Notion',
  address: 'https://unleashed-lasagna-c98.notion.site/Metric-Calculation-Templates-256510635ac48161b29fe5f8674b24a2',
};
export const octaveRevenue: Source = {
  title: 'Get Revenue Metrics, Octave API docs',
  address: 'https://docs.octavehq.com/v2-api-reference/deals/get-revenue-metrics.md',
};
export const oracleStages: Source = {
  title: 'SF Opportunity Stage Progression metrics, Oracle Fusion analytics',
  address: 'https://docs.oracle.com/en/cloud/saas/analytics/25r4/fawcx/sf---opportunity-stage-progression-metrics.html',
};
export const ormConversion: Source = {
  title: 'Conversion Rate Formula, ORM',
  address: 'https://orm-tech.com/glossary/conversion-rate-formula/',
};
export const petavueCoverage: Source = {
  title: 'Coverage skill, Petavue',
  address: 'https://petavue-help-docs.pages.dev/skills/pipeline-coverage.html',
};
export const petavueDealSize: Source = {
  title: 'Average deal size, Petavue',
  address: 'https://www.petavue.com/glossary/average-deal-size',
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
export const prowiAttainment: Source = {
  title: 'Quota Attainment, Prowi',
  address: 'https://prowi.io/en/glossary/quota-attainment',
};
export const pulseRetention: Source = {
  title: 'True gross retention vs net retention, Pulse RevOps',
  address: 'https://pulserevops.com/sales-trainings/q97',
};
export const quartzConsistency: Source = {
  title: 'Consistency metrics, Quartz docs',
  address: 'https://docs.quartzhq.com/quartz/metrics-reference/consistency',
};
export const quarterOneVelocity: Source = {
  title: 'Sales Velocity metrics calculations, QuarterOne',
  address: 'http://help.quarterone.com/en/articles/3650265-sales-velocity-metrics-calculations',
};
export const revOpsWeighted: Source = {
  title: 'Weighted Pipeline, RevOps Dictionary',
  address: 'https://www.revopsdictionary.com/term/weighted-pipeline',
};
export const reworkFunnel: Source = {
  title: 'Funnel math, Rework',
  address: 'https://resources.rework.com/guides/demand-generation-manager-playbooks/funnel-math-mql-sql-opp-forensics',
};
export const saasBoardCacRatio: Source = {
  title: 'New CAC Ratio, SaaS Metrics Standards Board',
  address: 'https://www.saasmetricsboard.com/new-cac-ratio',
};
export const saasBoardStandards: Source = {
  title: 'Standards, SaaS Metrics Standards Board',
  address: 'https://www.saasmetricsboard.com/standards',
};
export const saasGridStages: Source = {
  title: 'Stage Conversion Rate, SaaSGrid',
  address: 'https://saasgrid.com/pipeline/stage-conversion-rate',
};
export const salesCalamityWinRate: Source = {
  title: 'Your Win-Rate Might Be Fooling You, Sales Calamity',
  address: 'https://www.salescalamity.com/p/your-win-rate-might-be-fooling-you',
};
export const salesforceAttainment: Source = {
  title: 'What Does Quota Attainment Really Tell You?, Salesforce',
  address: 'https://www.salesforce.com/blog/quota-attainment/?bc=WA',
};
export const salesVelocityLabs: Source = {
  title: 'Dissecting win rate, Sales Velocity Labs',
  address: 'https://salesvelocitylabs.com/post/dissecting-win-rate',
};
export const threeCacs: Source = {
  title: 'Three CACs Walk Into a Meeting, Sticlazuro',
  address: 'https://sticlazuro.com/blog/three-cacs-walk-into-a-meeting-how-kpi-confusion-slows-down-growth',
};
export const trellusContact: Source = {
  title: 'Contact Rate, Trellus',
  address: 'https://www.trellus.ai/learning-center/contact-rate',
};
export const triblioVelocity: Source = {
  title: 'Pipeline Velocity Calculator, Triblio',
  address: 'https://www.triblio.com/pipeline-velocity',
};
export const winsaboveAttainment: Source = {
  title: 'Quota attainment, Winsabove',
  address: 'https://winsabove.pages.dev/glossary/quota-attainment',
};
export const winsaboveVelocity: Source = {
  title: 'Sales velocity, Winsabove',
  address: 'https://winsabove.pages.dev/glossary/sales-velocity',
};
export const z360Rates: Source = {
  title: 'Understanding Rates, Z360 GTM Hub docs',
  address: 'https://docs.gtm.zikrainfotech.com/features/email-outreach/understanding-rates',
};
export const zohoStages: Source = {
  title: 'Pipeline stages dashboard, Zoho Motivator',
  address: 'https://www.zoho.com/motivator/help/dashboards/pipeline-stages.html',
};
