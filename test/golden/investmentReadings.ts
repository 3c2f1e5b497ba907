import { calculate, calculateFrom, type Expense, kpis, type Lead, type Measurement, quarter } from '../../src/index.ts';
import { data, type Inputs, many, type Reading } from './inputs.ts';

/** How each case on the cost of customers, revenue and leads, and on what they bring, is put to the library. */
export const investmentReadings: Readonly<Record<string, Reading>> = {
  'cac-ratio-001': (inputs) =>
    calculateFrom(kpis.cacRatio.variants['same-period'], {
      spend: inputs.text('sales_and_marketing'),
      new: inputs.text('new_arr'),
    }),
  'cac-payback-period-001': payback,
  'cac-payback-period-003': payback,
  'cac-payback-period-004': (inputs) =>
    calculateFrom(kpis.cacPaybackPeriod.variants['without-margin'], {
      cac: inputs.text('cac'),
      'arpa/new-accounts': inputs.text('mrr_per_customer'),
    }),
  'cac-payback-period-006': payback,
  'cac-payback-period-007': (inputs) =>
    calculateFrom(kpis.cacPaybackPeriod.variants['by-new-revenue'], {
      spend: inputs.text('sales_and_marketing'),
      new: inputs.text('new_arr'),
      'gross-margin': inputs.text('gross_margin'),
    }),
  'ltv-001': (inputs) =>
    calculateFrom(
      kpis.ltv.variants['fixed-lifespan'],
      // One customer, who pays the value of a contract in a year.
      { recurring: inputs.text('acv'), customersAtEnd: 1, 'gross-margin': inputs.text('gross_margin') },
      { parameters: { lifespanMonths: 12 * Number(inputs.text('years')) } },
    ),
  'ltv-003': (inputs) =>
    calculateFrom(kpis.ltv, {
      arpa: inputs.text('arpa'),
      'gross-margin': inputs.text('gross_margin'),
      monthlyChurn: inputs.text('churn'),
    }),
  'ltv-004': (inputs) =>
    calculateFrom(kpis.ltv.variants.revenue, { arpa: inputs.text('arpa'), monthlyChurn: inputs.text('churn') }),
  'ltv-006': (inputs) =>
    // A contribution is what is left already.
    calculateFrom(kpis.ltv, {
      arpa: inputs.text('contribution'),
      'gross-margin': 1,
      monthlyChurn: inputs.text('churn'),
    }),
  'ltv-007': (inputs) =>
    calculateFrom(
      kpis.ltv.variants['fixed-lifespan'],
      { arpa: inputs.text('monthly_revenue'), 'gross-margin': inputs.text('gross_margin') },
      { parameters: { lifespanMonths: inputs.text('months') } },
    ),
  'ltv-cac-ratio-001': lifetimeToCost,
  'ltv-cac-ratio-003': lifetimeToCost,
  'ltv-cac-ratio-004': (inputs) =>
    calculateFrom(kpis.ltvCacRatio.variants['fixed-lifespan'], {
      'ltv/fixed-lifespan': inputs.text('ltv'),
      cac: inputs.text('cac'),
    }),
  'ltv-cac-ratio-006': lifetimeToCost,
  'magic-number-001': (inputs) =>
    calculateFrom(kpis.magicNumber, {
      growth: inputs.text('revenue_delta'),
      spend: inputs.text('prior_quarter_sm'),
    }),
  'magic-number-003': quarters,
  'magic-number-004': quarters,
  'sales-efficiency-001': (inputs) =>
    calculateFrom(kpis.salesEfficiency, {
      new: inputs.text('new_arr'),
      spend: inputs.text('sales_and_marketing'),
    }),
  'cost-per-lead-001': (inputs) => {
    const expense: Expense = { spentOn: '2026-02-01', category: 'marketing', amount: inputs.text('spend') };
    const leads = many(Number(inputs.text('leads')), (index): Lead => ({ id: String(index), createdOn: '2026-03-01' }));
    return calculate(kpis.costPerLead, data({ expenses: [expense], leads }), { period: quarter(2026, 1) });
  },
};

function payback(inputs: Inputs): Measurement {
  return calculateFrom(kpis.cacPaybackPeriod, {
    cac: inputs.text('cac'),
    'arpa/new-accounts': inputs.text('arpa'),
    'gross-margin': inputs.text('gross_margin'),
  });
}

function lifetimeToCost(inputs: Inputs): Measurement {
  return calculateFrom(kpis.ltvCacRatio, { ltv: inputs.text('ltv'), cac: inputs.text('cac') });
}

/** The revenue of two quarters as orders, and the spend of the first one. */
function quarters(inputs: Inputs): Measurement {
  const spend: Expense = { spentOn: '2025-12-31', category: 'sales', amount: inputs.text('prior_quarter_sm') };
  const revenue = data({
    expenses: [spend],
    orders: [
      { id: 'before', orderedOn: '2025-10-01', recognisedOn: '2025-10-01', amount: inputs.text('previous_revenue') },
      { id: 'now', orderedOn: '2026-03-31', recognisedOn: '2026-03-31', amount: inputs.text('current_revenue') },
    ],
  });
  return calculate(kpis.magicNumber, revenue, { period: quarter(2026, 1) });
}
