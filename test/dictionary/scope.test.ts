import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/index.ts';

/** What the dictionary set out to hold, in reading order: id, category, indicator, cadence. */
const scope = `
  calls-made activity leading weekly
  emails-sent activity leading weekly
  meetings-booked activity leading weekly
  meetings-held activity leading weekly
  follow-ups-completed activity leading weekly
  activities-per-rep activity leading weekly
  account-coverage activity leading weekly
  activity-capture-rate activity leading monthly
  contact-rate activity leading weekly
  meeting-conversion-rate activity leading weekly
  meeting-show-rate activity leading weekly
  email-reply-rate activity leading weekly
  follow-up-completion-rate activity leading weekly
  lead-response-time activity leading weekly
  lead-volume activity leading monthly
  mql-volume activity leading monthly
  sql-count activity leading monthly
  opportunities-created activity leading monthly
  pipeline-created activity leading monthly
  lead-velocity-rate activity leading monthly
  pipeline-generation-attainment efficiency leading monthly
  conversion-rate efficiency leading monthly
  mql-to-sql-rate efficiency leading monthly
  lead-to-opportunity-rate efficiency leading monthly
  sql-to-opportunity-rate efficiency leading monthly
  meeting-to-opportunity-rate efficiency leading monthly
  opportunity-to-close-rate efficiency leading monthly
  lead-conversion-rate efficiency lagging monthly
  stage-conversion-rate efficiency leading monthly
  pipeline-conversion-rate efficiency leading quarterly
  win-rate outcome lagging monthly
  win-loss-ratio outcome lagging monthly
  no-decision-rate outcome lagging monthly
  sales-cycle-length efficiency leading monthly
  time-in-stage efficiency leading monthly
  open-deal-age efficiency leading monthly
  stalled-deal-rate efficiency leading weekly
  slip-rate efficiency leading quarterly
  open-pipeline efficiency leading weekly
  weighted-pipeline efficiency leading monthly
  pipeline-coverage efficiency leading monthly
  pipeline-velocity efficiency leading monthly
  forecast-accuracy outcome lagging quarterly
  forecast-bias outcome lagging quarterly
  commit-conversion-rate outcome lagging quarterly
  quota-gap outcome leading weekly
  revenue outcome lagging quarterly
  bookings outcome lagging quarterly
  deals-won outcome lagging monthly
  sales-volume outcome lagging quarterly
  new-logos outcome lagging quarterly
  sales-growth outcome lagging quarterly
  average-deal-size outcome lagging monthly
  average-contract-value outcome lagging quarterly
  discount-rate efficiency lagging monthly
  gross-margin outcome lagging quarterly
  quota-attainment outcome lagging quarterly
  reps-at-quota-rate outcome lagging quarterly
  plan-attainment outcome lagging quarterly
  sales-capacity outcome leading quarterly
  revenue-per-rep efficiency lagging quarterly
  ramp-time efficiency lagging quarterly
  rep-attrition-rate outcome lagging quarterly
  cac outcome lagging quarterly
  cac-ratio outcome lagging quarterly
  cac-payback-period outcome lagging quarterly
  ltv outcome lagging quarterly
  ltv-cac-ratio outcome lagging quarterly
  magic-number outcome lagging quarterly
  sales-efficiency outcome lagging quarterly
  cost-per-lead outcome lagging monthly
  compensation-cost-of-sales outcome lagging quarterly
  effective-commission-rate outcome lagging monthly
  commission-error-rate outcome lagging monthly
  quota-ote-ratio outcome leading quarterly
  net-new-arr outcome lagging quarterly
  net-revenue-retention outcome lagging quarterly
  gross-revenue-retention outcome lagging quarterly
  logo-churn-rate outcome lagging quarterly
  renewal-rate outcome lagging quarterly
  quick-ratio outcome lagging quarterly
  arpa outcome lagging monthly
  attach-rate outcome lagging quarterly
  return-customer-rate outcome lagging quarterly
  csat outcome lagging quarterly
  nps outcome lagging quarterly
  training-completion-rate activity leading monthly
  training-effect outcome lagging quarterly
  training-roi outcome lagging quarterly
`;

/** What sales teams ask for, in their words, and the entries that answer. */
const asked: Readonly<Record<string, readonly string[]>> = {
  'calls made, call volume': ['calls-made'],
  'emails sent': ['emails-sent'],
  'meetings booked': ['meetings-booked'],
  'follow-ups completed': ['follow-ups-completed'],
  'contact rate': ['contact-rate'],
  'follow-up completion': ['follow-up-completion-rate'],
  'meeting conversion': ['meeting-conversion-rate'],
  'MQL volume': ['mql-volume'],
  SQLs: ['sql-count'],
  'lead-to-opportunity rate': ['lead-to-opportunity-rate'],
  'opportunity-to-close rate': ['opportunity-to-close-rate'],
  'conversion rate': ['conversion-rate', 'lead-conversion-rate'],
  'win rate': ['win-rate'],
  'win-loss ratio': ['win-loss-ratio'],
  'sales cycle length': ['sales-cycle-length'],
  'pipeline velocity': ['pipeline-velocity'],
  'pipeline coverage': ['pipeline-coverage'],
  'pipeline value': ['open-pipeline'],
  'stalled deals and bottlenecks by stage': ['stalled-deal-rate', 'time-in-stage', 'stage-conversion-rate'],
  revenue: ['revenue', 'bookings'],
  'sales volume': ['sales-volume'],
  'sales growth': ['sales-growth'],
  'deals closed': ['deals-won'],
  'average deal size': ['average-deal-size'],
  'quota attainment': ['quota-attainment', 'reps-at-quota-rate'],
  CAC: ['cac'],
  'LTV, CLV and their ratio to CAC': ['ltv', 'ltv-cac-ratio'],
  'Magic Number': ['magic-number'],
  'forecast accuracy': ['forecast-accuracy', 'forecast-bias'],
  'satisfaction scores': ['csat', 'nps'],
  'return customer rate': ['return-customer-rate'],
  'training completion, win rate after a module': ['training-completion-rate', 'training-effect', 'training-roi'],
  'commission accuracy, payout errors, disputes': ['commission-error-rate'],
  'incomplete logging': ['activity-capture-rate'],
};

describe('the dictionary', () => {
  it('holds every KPI that it set out to hold, in that order, classed as planned', () => {
    const lines = dictionary.map(
      ({ id, category, indicator, cadence }) => `  ${id} ${category} ${indicator} ${cadence}`,
    );
    expect(`\n${lines.join('\n')}\n`).toBe(scope);
  });

  it('answers everything that sales teams ask for', () => {
    const ids = new Set<string>(dictionary.map(({ id }) => id));
    expect(Object.values(asked).flatMap((answers) => answers.filter((id) => !ids.has(id)))).toEqual([]);
  });
});
