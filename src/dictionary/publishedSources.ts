import type { Source } from '../expression/kpi.ts';

/*
 * The publications that the entries quote, each once, in order of their names.
 */

export const accelerateCompensation: Source = {
  title: 'Five Reminders to Properly Calculate Your Compensation Cost of Sales, Accelerate Consulting Group',
  address:
    'http://www.accelerateconsultinggroup.com/articles/five-reminders-properly-calculate-your-compensation-cost-sales',
};
export const alignClosedDeals: Source = {
  title: 'Measure only closed deals, align.me',
  address: 'https://align.me/b2b-marketing-blog/measure-only-closed-deals/',
};
export const arkentechCost: Source = {
  title: 'How to Measure Cost per Sales-Qualified Lead, Arkentech',
  address: 'https://arkentechsolutions.com/?p=8427',
};
export const astdRoi: Source = {
  title: 'ROI on the Fly, ASTD Links 2003',
  address:
    'http://www.astd.org/Publications/Newsletters/ASTD-Links/ASTD-Links-Articles/2003/07/ROI-on-the-Fly-Using-Existing-Data-to-Determine-ROI.aspx',
};
export const averageCac: Source = {
  title: 'The CAC Formula, averagecac.com',
  address: 'https://averagecac.com/formula/',
};
export const allstonFunnel: Source = {
  title: 'Pipeline conversion math, Allston Labs',
  address: 'https://allstonlabs.com/library/replies/pipeline-conversion',
};
export const altiorConversion: Source = {
  title: 'Conversion Rate, Altior RevOps dictionary',
  address: 'https://altiorco.com/revops-dictionary/conversion-rate',
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
export const baeldungWape: Source = {
  title: 'MAPE vs WAPE vs WMAPE, Baeldung',
  address: 'https://www.baeldung.com/cs/mape-vs-wape-vs-wmape',
};
export const baremetricsQuickRatio: Source = {
  title: 'New Quick Ratio Metric, Baremetrics',
  address: 'https://changelog.baremetrics.com/new-quick-ratio-metric-4ohZDy',
};
export const baremetricsRetention: Source = {
  title: 'New metric: Net Revenue Retention, Baremetrics',
  address: 'https://changelog.baremetrics.com/new-metric-net-revenue-retention-2BOJIA',
};
export const bartleyCapacity: Source = {
  title: 'Sales Capacity Planning, Bartley',
  address: 'https://techstartup.bartleyeditions.com/sales-capacity-planning',
};
export const bentegaCompensation: Source = {
  title: 'Sales compensation, Bentega',
  address: 'https://www.bentega.io/sales-compensation',
};
export const beyondRoiCase: Source = {
  title: 'Case Study 1, Beyond ROI',
  address: 'https://www.getbeyondroi.com/case-study-1',
};
export const brainsharkGlossary: Source = {
  title: 'Sales metrics glossary, Brainshark',
  address: 'https://www.brainshark.com/ideas-blog/sales-metrics-glossary/',
};
export const brightblendMetrics: Source = {
  title: 'These metrics, Brightblend',
  address:
    'https://www.brightblend.co.uk/post/if-you-re-in-tech-and-don-t-understand-these-metrics-you-re-flying-blind',
};
export const calculatorLeadVelocity: Source = {
  title: 'Lead Velocity Rate Calculator, Calculator Academy',
  address: 'https://calculator.academy/lead-velocity-rate-calculator/',
};
export const carvdErrors: Source = {
  title: 'Commission Errors, Carvd',
  address: 'https://getcarvd.com/blog/commission-errors',
};
export const chartMogulCycle: Source = {
  title: 'Metric: Average sales cycle length, ChartMogul',
  address: 'https://help.chartmogul.com/hc/en-us/articles/115000865485-Metric-Average-sales-cycle-length',
};
export const chiefSlipRate: Source = {
  title: 'Slip Rate, Chief glossary',
  address: 'https://www.getchief.com/sales-glossary-terms/slip-rate',
};
export const clariLayerCycle: Source = {
  title: 'Sales Cycle Length Definition, ClariLayer',
  address: 'https://clarilayer.com/docs/reference/saas-metrics/sales-cycle-length',
};
export const closingDealz: Source = {
  title: 'Pipeline analytics rules, ClosingDealz docs',
  address: 'https://closingdealz.gitbook.io/product-docs/features/analytics/pipeline',
};
export const codingAceCrossSell: Source = {
  title: 'Cross sell rate, CodingAce',
  address: 'https://codingace.net/marketing/cross_sell_rate.html',
};
export const codingAceGap: Source = {
  title: 'Quota gap, CodingAce',
  address: 'https://codingace.net/crmp/quota_gap.html',
};
export const coldEmailMetrics: Source = {
  title: 'Cold Email Metrics, coldemail.studio',
  address: 'https://www.coldemail.studio/blog/cold-email-metrics-measure-success',
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
export const daymarkLeads: Source = {
  title: 'Lead-to-Customer Conversion, Daymark',
  address: 'https://www.usedaymark.io/metrics/lead-to-customer-conversion',
};
export const daymarkVelocity: Source = {
  title: 'Pipeline Velocity, Daymark',
  address: 'https://www.usedaymark.io/metrics/pipeline-velocity',
};
export const delightedCsat: Source = {
  title: 'How is CSAT calculated?, Delighted',
  address: 'https://help.delighted.com/article/240-how-is-csat-calculated',
};
export const eastseaMagicNumber: Source = {
  title: 'Magic number calculator, eastsea',
  address: 'https://eastsea-blog.pages.dev/tools/saas-magic-number-calculator/',
};
export const ecommerceRepeat: Source = {
  title: 'Repeat customer rate, ecommercedb',
  address: 'https://ecommercedb.com/glossary/repeat-customer-rate',
};
export const elevateRamp: Source = {
  title: 'Sales ramp-up time, Elevate',
  address: 'https://elevate.so/blog/sales-ramp-up-time',
};
export const execVisionMeetings: Source = {
  title: 'Fight meeting fall-off, ExecVision',
  address: 'https://execvision.io/blog/fight-meeting-fall-off/',
};
export const exprimereRetention: Source = {
  title: 'Retention rate, Exprimere',
  address: 'https://www.exprimere.net/en/faq-items/retention-rate/',
};
export const fcfMetrics: Source = { title: 'VC-backed SaaS metrics', address: 'https://fcfos.ai/vc-backed-saas' };
export const finmarkLtv: Source = {
  title: 'How Finmark calculates LTV, CAC and payback',
  address: 'https://help.finmark.com/en/articles/5525177-how-finmark-calculates-ltv-cac-and-cac-payback',
};
export const firstOfficerQuickRatio: Source = {
  title: 'Quick Ratio, FirstOfficer',
  address: 'https://www.firstofficer.io/saas-metrics-glossary/quick-ratio/',
};
export const fivetranSalesforce: Source = {
  title: 'Salesforce dbt package, Fivetran',
  address: 'https://github.com/fivetran/dbt_salesforce',
};
export const freefallingArr: Source = {
  title: 'SaaS notes: ACV vs ARR, freefalling.tw',
  address: 'http://freefalling.tw/saas-%E7%AD%86%E8%A8%98-39-acv-vs-arr/',
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
export const gitlabOperating: Source = {
  title: 'Operating metrics, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/finance/operating-metrics/',
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
export const himodusEfficiency: Source = {
  title: 'Sales Efficiency Ratio, Himodus',
  address: 'https://wiki.himodus.com/docs/metrics/sales-efficiency-ratio',
};
export const hubspotRevenue: Source = {
  title: 'Properties used for revenue reporting, HubSpot knowledge base',
  address:
    'https://knowledge.hubspot.com/articles/kcs_article/reports/how-are-the-calculated-properties-used-for-revenue-reporting-calculated',
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
export const insideSalesSpread: Source = {
  title: "Cost per lead: it's the spread, InsideSales",
  address: 'http://www.insidesales.com/sales-analytics-in-cost-per-lead-its-not-the-number-its-the-spread/',
};
export const insightfulCac: Source = {
  title: 'Fully Loaded CAC, Insightful Data Lab',
  address: 'https://insightful-data-lab.com/2025/08/29/fully-loaded-cac-customer-acquisition-cost/',
};
export const insiviaRenewal: Source = {
  title: 'Revenue renewal rate, Insivia',
  address:
    'https://www.insivia.com/quoter/revenue-renewal-rate-mrr-up-for-the-renewal-at-beginning-of-month-mrr-not-renewed-at-the-end-of-month-mrr-up-for-renewal-at-beginning-of-month/',
};
export const insuranceCostPerLead: Source = {
  title: 'Cost Per Lead, 18insurance glossary',
  address: 'https://18insurance.com/cost-per-lead-cpl/',
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
export const kellblogRamp: Source = {
  title: 'The Rep Ramp Chart, Kellblog',
  address:
    'https://kellblog.com/2020/05/19/measuring-ramped-and-steady-state-sales-productivity-the-rep-ramp-chart/?shared=email&msg=fail',
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
export const legalContractValue: Source = {
  title: 'Contract value, LegalCalcHub',
  address: 'https://legalcalchub.co/contract-value',
};
export const maestranoCycle: Source = {
  title: 'Sales Cycle widget, Maestrano wiki',
  address: 'https://maestrano.atlassian.net/wiki/x/LgAiAw',
};
export const malartuMagicNumber: Source = {
  title: 'Magic Number, Malartu',
  address: 'https://www.malartu.co/smart-metrics',
};
export const marketingDictionarySales: Source = {
  title: 'Sales, Universal Marketing Dictionary',
  address: 'https://marketing-dictionary.org/s/sales/',
};
export const metricHqRatio: Source = {
  title: 'LTV to CAC vs Magic Number, MetricHQ',
  address: 'https://mhq-gatsby.pages.dev/difference/ltv-to-cac-vs-magic-number/',
};
export const metricKitBlended: Source = {
  title: 'Blended CAC, MetricKit',
  address: 'https://metrickittools.com/saas-metrics/blended-cac-calculator',
};
export const metricKitCapacity: Source = {
  title: 'Sales capacity guide, MetricKit',
  address: 'https://metrickittools.com/guides/sales-capacity-guide',
};
export const metricKitRamp: Source = {
  title: 'Ramp time, MetricKit',
  address: 'https://metrickittools.com/glossary/ramp-time',
};
export const metricKitStages: Source = {
  title: 'Stage conversion, MetricKit',
  address: 'https://metrickittools.com/glossary/stage-conversion-rate',
};
export const millerWinRate: Source = {
  title: 'Your 25% win rate is lying to you, Miller Growth',
  address: 'https://www.millergrowth.co/blog/your-25%25-win-rate-is-lying-to-you.',
};
export const modernCalcsLifetime: Source = {
  title: 'Customer Lifetime Value Calculator, ModernCalcs',
  address: 'https://moderncalcs.com/saas/ltv-calculator',
};
export const mrrCanvasPayback: Source = {
  title: 'CAC payback, MRR Canvas',
  address: 'https://mrrcanvas.com/cac-payback-calculator/',
};
export const navigatorChurn: Source = {
  title: 'Logo Churn vs. Revenue Churn, Navigator',
  address: 'https://www.getnavigator.io/blog/logo-churn-vs-revenue-churn-one-matters-more',
};
export const notionTemplates: Source = {
  title: 'Metric Calculation Templates, Notion',
  address: 'https://unleashed-lasagna-c98.notion.site/Metric-Calculation-Templates-256510635ac48161b29fe5f8674b24a2',
};
export const octaveRevenue: Source = {
  title: 'Get Revenue Metrics, Octave API docs',
  address: 'https://docs.octavehq.com/v2-api-reference/deals/get-revenue-metrics.md',
};
export const omnitureMagicNumber: Source = {
  title: 'Magic Number formula after Omniture',
  address: 'http://blog.dinogane.com/2011/01/how-do-you-know-you-have-right-business.html',
};
export const onlyCfoCapacity: Source = {
  title: 'Sales Capacity Model, OnlyCFO',
  address: 'https://www.onlycfo.io/p/sales-capacity-model-annual-planning',
};
export const oracleStages: Source = {
  title: 'SF Opportunity Stage Progression metrics, Oracle Fusion analytics',
  address: 'https://docs.oracle.com/en/cloud/saas/analytics/25r4/fawcx/sf---opportunity-stage-progression-metrics.html',
};
export const orbPayback: Source = { title: 'CAC payback, Orb', address: 'https://orb-preview.dev/blog/cac-payback' };
export const ormConversion: Source = {
  title: 'Conversion Rate Formula, ORM',
  address: 'https://orm-tech.com/glossary/conversion-rate-formula/',
};
export const ormRetention: Source = {
  title: 'Gross Revenue Retention Formula, ORM',
  address: 'https://orm-tech.com/glossary/gross-revenue-retention-formula/',
};
export const paletteCompensation: Source = {
  title: 'Sales compensation as a percentage of revenue, Palette',
  address: 'https://blog.palettehq.com/sales-compensation-as-a-percentage-of-revenue/',
};
export const partnerStandardPayback: Source = {
  title: 'CAC payback period, PartnerStandard',
  address: 'https://pro.partnerstandard.com/partnership-kpis/cac-payback-period',
};
export const patelGrowth: Source = {
  title: 'Paying for growth, Anish Patel',
  address: 'https://anishpatel.co/Notes/Paying+for+growth',
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
export const phillipsTraining: Source = {
  title: 'Measuring the Success of Sales Training, Phillips and Phillips',
  address:
    'https://cupdf.com/document/outlines-how-to-measure-the-return-on-investment-roi-roi-was-used-mainly-by.html',
};
export const pitchKitChurn: Source = {
  title: 'Churn, PitchKit',
  address: 'https://pitchkit.net/learn/glossary/churn',
};
export const pitchKitQuickRatio: Source = {
  title: 'Quick ratio, PitchKit',
  address: 'https://pitchkit.net/resources/glossary/quick-ratio',
};
export const pricefxDiscount: Source = {
  title: 'Discount Creep Agent formulas, Pricefx',
  address:
    'https://knowledge.pricefx.com/accelerators-documentation-2/accelerators-documentation/accelerators/agents-accelerator/business-user-reference-agents/agent-group-agents/discount-strategy-agents/discount-creep-agent-definition/discount-creep-agent-formula-expressions',
};
export const primeCalculatorNps: Source = {
  title: 'NPS formula, The Prime Calculator',
  address: 'https://theprimecalculator.com/hi/business/nps-calculator/formula',
};
export const profitAiResponse: Source = {
  title: 'Lead Response Time, ProfitAILab',
  address: 'https://profitailab.com/blog/lead-response-time-measure-improve',
};
export const profitWellQuickRatio: Source = {
  title: 'SaaS Quick Ratio, ProfitWell',
  address: 'https://learn.profitwell.com/l/en/article/sxsipjlziy-saa-s-quick-ratio',
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
export const quarterOneSlippage: Source = {
  title: 'Deal slippage, QuarterOne',
  address: 'https://www.quarterone.com/blog/deal-slippage/',
};
export const quartzConsistency: Source = {
  title: 'Consistency metrics, Quartz docs',
  address: 'https://docs.quartzhq.com/quartz/metrics-reference/consistency',
};
export const quarterOneVelocity: Source = {
  title: 'Sales Velocity metrics calculations, QuarterOne',
  address: 'http://help.quarterone.com/en/articles/3650265-sales-velocity-metrics-calculations',
};
export const revCastAssignment: Source = {
  title: 'Quota attainment and over-assignment, RevCast',
  address:
    'https://www.revcast.com/resources/how-to-calculate-quota-attainment-over-assignment-and-number-of-sales-reps',
};
export const revenueGridForecast: Source = {
  title: 'Forecast Accuracy Formula, Revenue Grid',
  address: 'https://revenuegrid.com/blog/forecast-accuracy-formula/',
};
export const revOpsWeighted: Source = {
  title: 'Weighted Pipeline, RevOps Dictionary',
  address: 'https://www.revopsdictionary.com/term/weighted-pipeline',
};
export const reworkFunnel: Source = {
  title: 'Funnel math, Rework',
  address: 'https://resources.rework.com/guides/demand-generation-manager-playbooks/funnel-math-mql-sql-opp-forensics',
};
export const ryanDiscount: Source = {
  title: 'The Discount Multiplier, Ryan Consulting',
  address: 'https://ryanconsulting.ai/courses/fa-deal-economics/the-discount-multiplier',
};
export const rynoPipeline: Source = {
  title: 'pipeline_summary tool, hubspot-pipeline-mcp',
  address: 'https://glama.ai/mcp/servers/RynoJor/hubspot-pipeline-mcp/tools/pipeline_summary',
};
export const saasBoardCacRatio: Source = {
  title: 'New CAC Ratio, SaaS Metrics Standards Board',
  address: 'https://www.saasmetricsboard.com/new-cac-ratio',
};
export const saasBoardRetention: Source = {
  title: 'Gross revenue retention, SaaS Metrics Standards Board',
  address: 'https://www.saasmetricsboard.com/gross-revenue-retention',
};
export const saasBoardStandards: Source = {
  title: 'Standards, SaaS Metrics Standards Board',
  address: 'https://www.saasmetricsboard.com/standards',
};
export const saasCfoPayback: Source = {
  title: 'CAC payback articles, The SaaS CFO',
  address: 'https://thesaascfo.com/category/cac-payback-period',
};
export const saasGridEfficiency: Source = {
  title: 'New Sales ARR / S&M, SaaSGrid',
  address: 'https://www.saasgrid.com/metrics-library/new-sales-arr-s-m',
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
export const sapWape: Source = {
  title: 'Weighted mean absolute percentage error, SAP help',
  address: 'https://help.sap.com/doc/f34f13519204438c95bf0631a85ac4da/1908/en-US/89eed15489e16374e10000000a44538d.html',
};
export const scaleMagicNumber: Source = {
  title: 'The Magic Number, Scale Venture Partners',
  address: 'https://www.scalevp.com/insights/from-0-to-1m-the-magic-number/',
};
export const scoutMyToolPayback: Source = {
  title: 'CAC Payback Period, ScoutMyTool',
  address: 'https://scoutmytool.com/calc/business-finance/cac-payback-period',
};
export const shnoCrossSell: Source = {
  title: 'Upsell and cross-sell rates, shno',
  address: 'https://www.shno.co/startup-metrics/upsell-rate-cross-sell-rate',
};
export const shuffleplayDiscount: Source = {
  title: 'Discount Damage, shuffleplay',
  address: 'https://shuffleplay.no/2013/04/20/discount-damage/',
};
export const sightMillNps: Source = {
  title: 'How to calculate NPS, SightMill',
  address:
    'https://help.sightmill.com/portal/en/kb/articles/could-you-give-me-a-quick-and-clear-summary-of-how-to-calculate-nps',
};
export const skokMetrics: Source = {
  title: 'SaaS Metrics 2.0 and its definitions, David Skok',
  address: 'http://www.forentrepreneurs.com/saas-metrics-2/',
};
export const skoolReplies: Source = {
  title: 'Reply rate definition, Skool',
  address: 'https://chat.skool.com/lead-gen/q-reply-rate-definition?p=77685aab',
};
export const smartCloudLifetime: Source = {
  title: 'LTV / CAC / churn calculator, SmartCloudSuites',
  address: 'https://smartcloudsuites.com/saas/ltv-cac-breakeven',
};
export const startupStatsEfficiency: Source = {
  title: 'Net sales efficiency, statsforstartups',
  address: 'https://statsforstartups.com/kpis/net-sales-efficiency',
};
export const teamgateActivity: Source = {
  title: 'Activity ratios, Teamgate help',
  address: 'https://help.teamgate.com/en/articles/8270348-activity-activity-ratios',
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
export const unionSquareIndex: Source = {
  title: 'The GTM Metrics Index, Union Square Consulting',
  address: 'https://unionsquareconsulting.com/frameworks/the-gtm-metrics-index',
};
export const virtualEmployeeDashboards: Source = {
  title: 'Why Dashboards Show Different Numbers, Virtual Employee',
  address: 'https://www.virtualemployee.com/articles/business-intelligence/why-dashboards-show-different-numbers',
};
export const winsaboveAttainment: Source = {
  title: 'Quota attainment, Winsabove',
  address: 'https://winsabove.pages.dev/glossary/quota-attainment',
};
export const winsaboveForecast: Source = {
  title: 'Forecast accuracy, Winsabove',
  address: 'https://winsabove.pages.dev/glossary/forecast-accuracy',
};
export const winsaboveVelocity: Source = {
  title: 'Sales velocity, Winsabove',
  address: 'https://winsabove.pages.dev/glossary/sales-velocity',
};
export const worldAtWorkCost: Source = {
  title: 'Why Compensation Cost of Sales Deserves Your Attention, WorldatWork',
  address:
    'https://worldatwork.org/resources/publications/workspan-daily/why-compensation-cost-of-sales-is-a-metric-that-deserves-your-attention',
};
export const wyapyCsat: Source = {
  title: 'How to calculate CSAT, Wyapy',
  address: 'https://www.wyapy.com/guides/customer-feedback/how-to-calculate-csat',
};
export const xlslidesMagicNumber: Source = {
  title: 'SaaS Magic Number Calculator, xlslides',
  address: 'https://xlslides.com/free-tools/saas-magic-number-calculator',
};
export const z360Rates: Source = {
  title: 'Understanding Rates, Z360 GTM Hub docs',
  address: 'https://docs.gtm.zikrainfotech.com/features/email-outreach/understanding-rates',
};
export const zohoStages: Source = {
  title: 'Pipeline stages dashboard, Zoho Motivator',
  address: 'https://www.zoho.com/motivator/help/dashboards/pipeline-stages.html',
};
export const zsCompensation: Source = {
  title: 'Putting CCOS to work, ZS',
  address: 'https://www.zs.com/insights/putting-ccos-to-work-for-your-incentive-program',
};
