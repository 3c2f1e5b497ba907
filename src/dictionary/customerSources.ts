import type { Source } from '../expression/kpi.ts';

/*
 * Publications quoted by the entries on customers, what they cost and what they are worth: each once, in order of their names.
 * What earlier parts of the dictionary quote as well is in `funnelSources` or `salesSources`.
 */

export const arkentechCost: Source = {
  title: 'How to Measure Cost per Sales-Qualified Lead, Arkentech',
  address: 'https://arkentechsolutions.com/?p=8427',
};
export const averageCac: Source = {
  title: 'The CAC Formula, averagecac.com',
  address: 'https://averagecac.com/formula/',
};
export const baremetricsQuickRatio: Source = {
  title: 'New Quick Ratio Metric, Baremetrics',
  address: 'https://changelog.baremetrics.com/new-quick-ratio-metric-4ohZDy',
};
export const baremetricsRetention: Source = {
  title: 'New metric: Net Revenue Retention, Baremetrics',
  address: 'https://changelog.baremetrics.com/new-metric-net-revenue-retention-2BOJIA',
};
export const brightblendMetrics: Source = {
  title: 'These metrics, Brightblend',
  address:
    'https://www.brightblend.co.uk/post/if-you-re-in-tech-and-don-t-understand-these-metrics-you-re-flying-blind',
};
export const calcSimplerPayback: Source = {
  title: 'CAC payback period calculator, CalcSimpler',
  address: 'https://www.calcsimpler.com/calculators/cac-payback-period',
};
export const codingAceCrossSell: Source = {
  title: 'Cross sell rate, CodingAce',
  address: 'https://codingace.net/marketing/cross_sell_rate.html',
};
export const dashThisReturning: Source = {
  title: 'Returning customer rate, DashThis',
  address: 'http://website-prod.dashthis.com/kpi-examples/returning-customer-rate',
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
export const gitlabGlossary: Source = {
  title: 'Sales term glossary, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/sales/sales-term-glossary/',
};
export const gitlabOperating: Source = {
  title: 'Operating metrics, GitLab handbook',
  address: 'https://about.gitlab.com/handbook/finance/operating-metrics/',
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
export const malartuMagicNumber: Source = {
  title: 'Magic Number, Malartu',
  address: 'https://www.malartu.co/smart-metrics',
};
export const metricHqRatio: Source = {
  title: 'LTV to CAC vs Magic Number, MetricHQ',
  address: 'https://mhq-gatsby.pages.dev/difference/ltv-to-cac-vs-magic-number/',
};
export const metricKitBlended: Source = {
  title: 'Blended CAC, MetricKit',
  address: 'https://metrickittools.com/saas-metrics/blended-cac-calculator',
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
export const omnitureMagicNumber: Source = {
  title: 'Magic Number formula after Omniture',
  address: 'http://blog.dinogane.com/2011/01/how-do-you-know-you-have-right-business.html',
};
export const orbPayback: Source = { title: 'CAC payback, Orb', address: 'https://orb-preview.dev/blog/cac-payback' };
export const ormRetention: Source = {
  title: 'Gross Revenue Retention Formula, ORM',
  address: 'https://orm-tech.com/glossary/gross-revenue-retention-formula/',
};
export const partnerStandardPayback: Source = {
  title: 'CAC payback period, PartnerStandard',
  address: 'https://pro.partnerstandard.com/partnership-kpis/cac-payback-period',
};
export const pitchKitChurn: Source = {
  title: 'Churn, PitchKit',
  address: 'https://pitchkit.net/learn/glossary/churn',
};
export const pitchKitQuickRatio: Source = {
  title: 'Quick ratio, PitchKit',
  address: 'https://pitchkit.net/resources/glossary/quick-ratio',
};
export const primeCalculatorNps: Source = {
  title: 'NPS formula, The Prime Calculator',
  address: 'https://theprimecalculator.com/hi/business/nps-calculator/formula',
};
export const profitWellQuickRatio: Source = {
  title: 'SaaS Quick Ratio, ProfitWell',
  address: 'https://learn.profitwell.com/l/en/article/sxsipjlziy-saa-s-quick-ratio',
};
export const pulseRetention: Source = {
  title: 'True gross retention vs net retention, Pulse RevOps',
  address: 'https://pulserevops.com/sales-trainings/q97',
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
export const sightMillNps: Source = {
  title: 'How to calculate NPS, SightMill',
  address:
    'https://help.sightmill.com/portal/en/kb/articles/could-you-give-me-a-quick-and-clear-summary-of-how-to-calculate-nps',
};
export const skokMetrics: Source = {
  title: 'SaaS Metrics 2.0 and its definitions, David Skok',
  address: 'http://www.forentrepreneurs.com/saas-metrics-2/',
};
export const smartCloudLifetime: Source = {
  title: 'LTV / CAC / churn calculator, SmartCloudSuites',
  address: 'https://smartcloudsuites.com/saas/ltv-cac-breakeven',
};
export const startupStatsEfficiency: Source = {
  title: 'Net sales efficiency, statsforstartups',
  address: 'https://statsforstartups.com/kpis/net-sales-efficiency',
};
export const threeCacs: Source = {
  title: 'Three CACs Walk Into a Meeting, Sticlazuro',
  address: 'https://sticlazuro.com/blog/three-cacs-walk-into-a-meeting-how-kpi-confusion-slows-down-growth',
};
export const unionSquareIndex: Source = {
  title: 'The GTM Metrics Index, Union Square Consulting',
  address: 'https://unionsquareconsulting.com/frameworks/the-gtm-metrics-index',
};
export const wyapyCsat: Source = {
  title: 'How to calculate CSAT, Wyapy',
  address: 'https://www.wyapy.com/guides/customer-feedback/how-to-calculate-csat',
};
export const xlslidesMagicNumber: Source = {
  title: 'SaaS Magic Number Calculator, xlslides',
  address: 'https://xlslides.com/free-tools/saas-magic-number-calculator',
};
