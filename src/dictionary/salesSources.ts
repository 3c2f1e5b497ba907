import type { Source } from '../expression/kpi.ts';

/*
 * Publications quoted by the entries on deals, the pipeline, quotas and the people who sell: each once, in order of their names.
 * What the entries of the funnel quote as well is in `funnelSources`.
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
export const answersGrowth: Source = {
  title: 'Percentage growth when previous sales are zero, Answers',
  address:
    'https://math.answers.com/Q/How_do_you_calculate_year_to_year_percentage_annual_growth_in_total_net_sales_if_previous_year_sales_is_equal_to_zero',
};
export const astdRoi: Source = {
  title: 'ROI on the Fly, ASTD Links 2003',
  address:
    'http://www.astd.org/Publications/Newsletters/ASTD-Links/ASTD-Links-Articles/2003/07/ROI-on-the-Fly-Using-Existing-Data-to-Determine-ROI.aspx',
};
export const b2bParticipation: Source = {
  title: 'Why it is crucial to maintain a participation rate',
  address: 'https://b2bproductstrategy.blogspot.com/2013/09/why-it-is-crucial-to-maintain.html',
};
export const baeldungWape: Source = {
  title: 'MAPE vs WAPE vs WMAPE, Baeldung',
  address: 'https://www.baeldung.com/cs/mape-vs-wape-vs-wmape',
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
export const codingAceGap: Source = {
  title: 'Quota gap, CodingAce',
  address: 'https://codingace.net/crmp/quota_gap.html',
};
export const contextAwareCoverage: Source = {
  title: 'How to Calculate Pipeline Coverage Ratio, Context-Aware Analytics',
  address: 'https://contextawareanalytics.com/metrics-governance/how-to-calculate-pipeline-coverage',
};
export const creativeVelocity: Source = {
  title: 'Sales Velocity glossary',
  address: 'https://creativeg.gr/glossary/sales-velocity/',
};
export const daymarkCycle: Source = {
  title: 'Sales Cycle Length, Daymark',
  address: 'https://www.usedaymark.io/metrics/sales-cycle-length',
};
export const daymarkVelocity: Source = {
  title: 'Pipeline Velocity, Daymark',
  address: 'https://www.usedaymark.io/metrics/pipeline-velocity',
};
export const elevateRamp: Source = {
  title: 'Sales ramp-up time, Elevate',
  address: 'https://elevate.so/blog/sales-ramp-up-time',
};
export const freefallingArr: Source = {
  title: 'SaaS notes: ACV vs ARR, freefalling.tw',
  address: 'http://freefalling.tw/saas-%E7%AD%86%E8%A8%98-39-acv-vs-arr/',
};
export const gitlabIndicators: Source = {
  title: 'Sales performance indicators, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/sales/performance-indicators/',
};
export const gitlabSheet: Source = {
  title: 'GitLab KPI sheet',
  address: 'https://docs.google.com/spreadsheets/d/1CqZTlxHwQEUtcmFJjOzcuq4Y-1MPo0L8dWFgPx9Np6Q/edit',
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
export const kellblogRamp: Source = {
  title: 'The Rep Ramp Chart, Kellblog',
  address:
    'https://kellblog.com/2020/05/19/measuring-ramped-and-steady-state-sales-productivity-the-rep-ramp-chart/?shared=email&msg=fail',
};
export const legalContractValue: Source = {
  title: 'Contract value, LegalCalcHub',
  address: 'https://legalcalchub.co/contract-value',
};
export const maestranoCycle: Source = {
  title: 'Sales Cycle widget, Maestrano wiki',
  address: 'https://maestrano.atlassian.net/wiki/x/LgAiAw',
};
export const marketingDictionarySales: Source = {
  title: 'Sales, Universal Marketing Dictionary',
  address: 'https://marketing-dictionary.org/s/sales/',
};
export const metricKitCapacity: Source = {
  title: 'Sales capacity guide, MetricKit',
  address: 'https://metrickittools.com/guides/sales-capacity-guide',
};
export const metricKitRamp: Source = {
  title: 'Ramp time, MetricKit',
  address: 'https://metrickittools.com/glossary/ramp-time',
};
export const octaveRevenue: Source = {
  title: 'Get Revenue Metrics, Octave API docs',
  address: 'https://docs.octavehq.com/v2-api-reference/deals/get-revenue-metrics.md',
};
export const onlyCfoCapacity: Source = {
  title: 'Sales Capacity Model, OnlyCFO',
  address: 'https://www.onlycfo.io/p/sales-capacity-model-annual-planning',
};
export const paletteCompensation: Source = {
  title: 'Sales compensation as a percentage of revenue, Palette',
  address: 'https://blog.palettehq.com/sales-compensation-as-a-percentage-of-revenue/',
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
export const phillipsTraining: Source = {
  title: 'Measuring the Success of Sales Training, Phillips and Phillips',
  address:
    'https://cupdf.com/document/outlines-how-to-measure-the-return-on-investment-roi-roi-was-used-mainly-by.html',
};
export const pricefxDiscount: Source = {
  title: 'Discount Creep Agent formulas, Pricefx',
  address:
    'https://knowledge.pricefx.com/accelerators-documentation-2/accelerators-documentation/accelerators/agents-accelerator/business-user-reference-agents/agent-group-agents/discount-strategy-agents/discount-creep-agent-definition/discount-creep-agent-formula-expressions',
};
export const prowiAttainment: Source = {
  title: 'Quota Attainment, Prowi',
  address: 'https://prowi.io/en/glossary/quota-attainment',
};
export const quarterOneSlippage: Source = {
  title: 'Deal slippage, QuarterOne',
  address: 'https://www.quarterone.com/blog/deal-slippage/',
};
export const quartzConsistency: Source = {
  title: 'Consistency metrics, Quartz docs',
  address: 'https://docs.quartzhq.com/quartz/metrics-reference/consistency',
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
export const ryanDiscount: Source = {
  title: 'The Discount Multiplier, Ryan Consulting',
  address: 'https://ryanconsulting.ai/courses/fa-deal-economics/the-discount-multiplier',
};
export const rynoPipeline: Source = {
  title: 'pipeline_summary tool, hubspot-pipeline-mcp',
  address: 'https://glama.ai/mcp/servers/RynoJor/hubspot-pipeline-mcp/tools/pipeline_summary',
};
export const salesCalamityWinRate: Source = {
  title: 'Your Win-Rate Might Be Fooling You, Sales Calamity',
  address: 'https://www.salescalamity.com/p/your-win-rate-might-be-fooling-you',
};
export const salesforceAttainment: Source = {
  title: 'What Does Quota Attainment Really Tell You?, Salesforce',
  address: 'https://www.salesforce.com/blog/quota-attainment/?bc=WA',
};
export const sapWape: Source = {
  title: 'Weighted mean absolute percentage error, SAP help',
  address: 'https://help.sap.com/doc/f34f13519204438c95bf0631a85ac4da/1908/en-US/89eed15489e16374e10000000a44538d.html',
};
export const shuffleplayDiscount: Source = {
  title: 'Discount Damage, shuffleplay',
  address: 'https://shuffleplay.no/2013/04/20/discount-damage/',
};
export const triblioVelocity: Source = {
  title: 'Pipeline Velocity Calculator, Triblio',
  address: 'https://www.triblio.com/pipeline-velocity',
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
export const zohoStages: Source = {
  title: 'Pipeline stages dashboard, Zoho Motivator',
  address: 'https://www.zoho.com/motivator/help/dashboards/pipeline-stages.html',
};
export const zsCompensation: Source = {
  title: 'Putting CCOS to work, ZS',
  address: 'https://www.zs.com/insights/putting-ccos-to-work-for-your-incentive-program',
};
