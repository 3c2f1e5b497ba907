import {
  calculate,
  type Kpi,
  kpis,
  type Measurement,
  type Order,
  quarter,
  type Subscription,
  type Survey,
  type Variant,
} from '../../src/index.ts';
import { fractionOf, longDivision, minus, plus } from '../oracles/fraction.ts';
import { data, type Inputs, many, opportunity, type Reading } from './inputs.ts';

const q1 = quarter(2026, 1);

/** How each case on customers, their recurring revenue and their answers is put to the library. */
export const customerReadings: Readonly<Record<string, Reading>> = {
  'net-new-arr-001': (inputs) => {
    const subscriptions = inputs.list('active').map((amount, index) => movement(`account${index}`, 'new', amount));
    return calculate(kpis.netNewArr.variants['closing-arr'], data({ subscriptions }), { period: q1 });
  },
  'gross-revenue-retention-001': (inputs) =>
    moved(kpis.grossRevenueRetention, inputs, { start: 'start', churn: 'churn' }),
  'gross-revenue-churn-002': (inputs) =>
    moved(kpis.grossRevenueRetention.variants['revenue-churn'], inputs, { start: 'start_mrr', churn: 'churned_mrr' }),
  'gross-revenue-churn-003': (inputs) =>
    moved(kpis.grossRevenueRetention.variants['revenue-churn'], inputs, { start: 'start_mrr', churn: 'lost_mrr' }),
  'logo-churn-rate-001': logoChurn,
  'logo-churn-rate-003': logoChurn,
  'quick-ratio-001': (inputs) => {
    const subscriptions = [
      movement('gained', 'new', inputs.text('gained')),
      movement('lost', 'churn', inputs.text('lost')),
    ];
    return calculate(kpis.quickRatio, data({ subscriptions }), { period: q1 });
  },
  'quick-ratio-003': (inputs) => {
    const kinds = ['new', 'expansion', 'contraction', 'churn'] as const;
    const subscriptions = kinds.map((kind) => movement(kind, kind, inputs.text(kind)));
    return calculate(kpis.quickRatio, data({ subscriptions }), { period: q1 });
  },
  'attach-rate-001': (inputs) => {
    const bought = (product: string, customers: string): Order[] =>
      many(Number(inputs.text(customers)), (index) => ({
        ...{ id: `${product}${index}`, accountId: `account${index}`, product, orderedOn: '2026-02-01', amount: 1 },
      }));
    const orders = [...bought('first', 'customers'), ...bought('second', 'cross_sold')];
    return calculate(kpis.attachRate.variants.customers, data({ orders }), { period: q1 });
  },
  'attach-rate-003': (inputs) => {
    const offers = many(Number(inputs.text('offered')), (index) =>
      opportunity(String(index), {
        ...{ type: 'expansion', product: 'second' },
        status: index < Number(inputs.text('accepted')) ? 'won' : 'lost',
      }),
    );
    return calculate(kpis.attachRate.variants.offers, data({ opportunities: offers }), { period: q1 });
  },
  'csat-001': (inputs) => {
    const surveys = answers('csat', 5, inputs.entries('scores'));
    return calculate(kpis.csat, data({ surveys }), { period: q1 });
  },
  'csat-003': (inputs) => {
    const rest = Number(inputs.text('responses')) - Number(inputs.text('satisfied'));
    const surveys = answers('csat', 5, [
      ['4', inputs.text('satisfied')],
      ['3', String(rest)],
    ]);
    return calculate(kpis.csat, data({ surveys }), { period: q1 });
  },
  'nps-001': (inputs) => {
    const surveys = answers('nps', 10, [
      ['9', inputs.text('promoters')],
      ['8', inputs.text('passives')],
      ['6', inputs.text('detractors')],
    ]);
    return calculate(kpis.nps, data({ surveys }), { period: q1 });
  },
};

function movement(
  accountId: string,
  kind: Subscription['kind'],
  amount: string,
  effectiveOn = '2026-02-01',
): Subscription {
  return { accountId, kind, amount, effectiveOn };
}

/** Three customers of a year ago: one leaves, one grows and one shrinks, as far as the inputs say so. */
function moved(
  figure: Kpi | Variant,
  inputs: Inputs,
  { start, churn }: { readonly start: string; readonly churn: string },
): Measurement {
  const lost = inputs.text(churn);
  // The customer who grows had little, so that its growth cannot stand in for a loss.
  const rest = longDivision(minus(fractionOf(inputs.text(start)), plus(fractionOf(lost), [1n, 1n])));
  const expansion = ['expansion', 'expansion_mrr'].find((name) => inputs.has(name));
  const subscriptions = [
    movement('leaves', 'new', lost, '2024-01-01'),
    movement('leaves', 'churn', lost),
    movement('shrinks', 'new', rest, '2024-01-01'),
    ...(inputs.has('contraction') ? [movement('shrinks', 'contraction', inputs.text('contraction'))] : []),
    movement('grows', 'new', '1', '2025-06-01'),
    movement('grows', 'new', '1', '2024-01-01'),
    ...(expansion === undefined ? [] : [movement('grows', 'expansion', inputs.text(expansion))]),
  ];
  return calculate(figure, data({ subscriptions }), { period: q1 });
}

function logoChurn(inputs: Inputs): Measurement {
  const subscriptions = [
    ...many(Number(inputs.text('start')), (index) => movement(`account${index}`, 'new', '12', '2025-01-01')),
    ...many(Number(inputs.text('lost')), (index) => movement(`account${index}`, 'churn', '12')),
    movement('late', 'new', '12'),
  ];
  return calculate(kpis.logoChurnRate, data({ subscriptions }), { period: q1 });
}

/** As many answers of each score as told. */
function answers(kind: Survey['kind'], scale: number, counts: readonly (readonly [string, string])[]): Survey[] {
  return counts.flatMap(([score, count]) =>
    many(Number(count), (index) => ({ id: `${score}-${index}`, kind, score, scale, answeredOn: '2026-02-01' })),
  );
}
