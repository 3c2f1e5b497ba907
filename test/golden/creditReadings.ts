import type { CommissionEvent } from '../../src/commission/events.ts';
import type { CreditMeasure } from '../../src/commission/plan.ts';
import {
  amountsOf,
  commission,
  type CommissionCase,
  type CommissionReading,
  flat,
  leading,
  linesOf,
  measuring,
  monthlySales,
  planOf,
  planText,
  sales,
  statements,
  sum,
  texts,
} from './commissionCases.ts';

const pieces: CreditMeasure = { kind: 'credits', of: 'quantity', window: 'month' };
const deals: CreditMeasure = { kind: 'credits', of: 'count', window: 'month' };
const margin: CreditMeasure = { kind: 'credits', of: 'margin', window: 'month' };

/** Sales with their margin beside the amount. */
function withMargin(golden: CommissionCase, revenue: string): readonly CommissionEvent[] {
  const costs = texts(golden, 'cost');
  return sales(texts(golden, revenue)).map((sale, index) => ({
    ...sale,
    values: { margin: sum([sale.amount ?? 0, `-${costs[index]}`]) },
  }));
}

/** A scorecard of given figures; each goal pays its weight in points, and all together the sum. */
const scorecard: CommissionReading = (golden) => {
  const goals = golden.plan['goals'] as readonly (readonly [string, string])[];
  const hit = golden.plan['levels_hit'] as readonly string[];
  const given = goals.map(([name]) => [name, { kind: 'given', window: 'month' }] as const);
  const plan = planOf(
    [
      ...goals.map(([name, weight]) => ({
        id: name,
        kind: 'bonus' as const,
        per: 'month' as const,
        amount: Number(weight) * 100,
        scores: [{ measure: name, weight: 1 }],
      })),
      {
        id: 'total',
        kind: 'bonus',
        per: 'month',
        amount: 100,
        scores: goals.map(([name, weight]) => ({ measure: name, weight })),
      },
    ],
    { measures: Object.fromEntries(given) },
  );
  const all = statements(plan, [], {
    scores: goals.map(([name], index) => ({ measure: name, on: '2026-01-15', value: hit[index] ?? '' })),
    through: '2026-01-31',
  });
  const points = amountsOf(linesOf(all));
  return { scores: points.slice(0, -1), total: points.at(-1) };
};

/** Payees below one manager, and what the manager earns on their sales. */
function underManager(
  rates: { readonly rep: string; readonly manager: string },
  sold: readonly { readonly payee: string; readonly amount: string }[],
): { readonly reps: readonly unknown[]; readonly manager: ReturnType<typeof amountsOf> } {
  const own = planOf(flat(rates.rep), { id: 'rep' });
  const team = planOf(flat(rates.manager), {
    id: 'manager',
    ...measuring({ kind: 'credits', window: 'month', team: {} }),
  });
  const all = statements(
    own,
    sold.map(({ payee, amount }) => ({ id: payee, on: '2026-01-10', amount, credits: [{ payee }] })),
    {
      plans: [own, team],
      assignments: [
        ...sold.map(({ payee }) => ({ payee, plan: 'rep', from: '2026-01-01' })),
        { payee: 'manager', plan: 'manager', from: '2026-01-01' },
      ],
      reportingLines: sold.map(({ payee }) => ({ payee, manager: 'manager' })),
    },
  );
  return {
    reps: sold.map(({ payee }) => sum(amountsOf(linesOf(all.filter((statement) => statement.payee === payee))))),
    manager: amountsOf(linesOf(all.filter(({ plan }) => plan === 'manager'))),
  };
}

/** Examples of what is credited, to whom, and of what is paid on top. */
export const creditReadings: Readonly<Record<string, CommissionReading>> = {
  'mult-01': (golden) => {
    const plan = planOf([
      commission(flat(planText(golden, 'base_rate'))),
      {
        id: 'kicker',
        kind: 'override',
        of: ['commission'],
        rate: leading(planText(golden, 'kicker')),
        factors: [{ when: [{ measure: 'sales', above: 1000 }], otherwise: 0 }],
      },
    ]);
    const [base, kicker] = amountsOf(linesOf(statements(plan, sales(texts(golden, 'sales')))));
    return { commission: base, kicker, total: sum([base ?? 0, kicker ?? 0]) };
  },
  'score-01': scorecard,
  'spif-01': (golden) => {
    const plan = planOf(
      [
        commission(flat(planText(golden, 'rate'))),
        { ...commission(flat(planText(golden, 'spif_per_unit')), 'units', 'spif'), from: '2026-01-01', to: '2026-02-01' },
      ],
      { measures: { sales: monthlySales, units: pieces } },
    );
    const [units = ''] = texts(golden, 'units');
    const amount = String(Number(units) * Number(planText(golden, 'unit_price')));
    const all = statements(plan, [
      ...sales([amount], { quantity: units }),
      // After the first month there is no more for a unit.
      { id: 'late', on: '2026-02-01', amount: 0, quantity: 1, credits: [{ payee: 'rep' }] },
    ]);
    const [rate, spif] = ['commission', 'spif'].map((component) => sum(amountsOf(linesOf(all, component))));
    return { commission: rate, spif, total: sum(amountsOf(linesOf(all))) };
  },
  'spif-03': (golden) => {
    const perDeal = planOf(flat(leading(planText(golden, 'a'))), measuring(deals));
    const onRevenue = planOf(flat(leading(planText(golden, 'b'))));
    const [count = ''] = texts(golden, 'a_deals');
    return {
      a: sum(amountsOf(linesOf(statements(perDeal, sales(Array.from({ length: Number(count) }, () => '1')))))),
      b: sum(amountsOf(linesOf(statements(onRevenue, sales(texts(golden, 'b_revenue')))))),
    };
  },
  'margin-01': (golden) => {
    const plan = planOf(
      [
        commission(flat(planText(golden, 'rate_on_margin')), 'margin', 'on-margin'),
        commission(flat(planText(golden, 'rate_on_revenue')), 'sales', 'on-revenue'),
      ],
      { measures: { sales: monthlySales, margin } },
    );
    const all = statements(plan, withMargin(golden, 'revenue'));
    const onMargin = linesOf(all, 'on-margin');
    return {
      margin: onMargin.map(({ credited }) => credited),
      on_margin: amountsOf(onMargin),
      on_revenue: amountsOf(linesOf(all, 'on-revenue')),
    };
  },
  'margin-03': (golden) => {
    // The ratio has a name of its own, and a tier ends where the next begins.
    const [low, middle, high] = (golden.plan['tiers_by_margin_percent'] as readonly (readonly [string, string])[]).map(
      ([, rate]) => rate,
    );
    const byShare = {
      by: 'share',
      closed: 'upper' as const,
      tiers: [
        { from: 0, rate: low ?? '' },
        { from: '0.35', rate: middle ?? '' },
        { from: '0.60', rate: high ?? '' },
      ],
    };
    const perDeal = { window: 'event' } as const;
    const plan = planOf([commission({ mode: 'marginal', tiers: [{ from: 0, rate: byShare }] }, 'margin')], {
      measures: {
        sales: { ...monthlySales, ...perDeal },
        margin: { ...margin, ...perDeal },
        share: { kind: 'ratio', of: 'margin', per: 'sales' },
      },
    });
    const [line] = linesOf(statements(plan, withMargin(golden, 'price')));
    const [price = ''] = texts(golden, 'price');
    const isThird = line?.credited?.times(3).equals(price);
    return {
      margin: line?.credited,
      margin_percent_of_price: isThird === true ? '1/3 (33.3%)' : null,
      commission: line?.amount,
    };
  },
  'margin-04': (golden) => ({
    commission: sum(
      amountsOf(linesOf(statements(planOf(flat(planText(golden, 'rate')), measuring(margin)), withMargin(golden, 'price')))),
    ),
  }),
  'split-01': (golden) => {
    // Meetings are events of their own: the credit of a deal is split, a meeting is not.
    const meetings: CreditMeasure = { ...deals, where: [{ field: 'kind', is: 'meeting' }] };
    const won: CreditMeasure = { ...monthlySales, where: [{ field: 'kind', is: 'sale' }] };
    const developer = planOf(
      [commission(flat(50), 'meetings', 'meetings'), commission(flat('0.02'), 'sales', 'value')],
      { id: 'developer', measures: { sales: won, meetings } },
    );
    const executive = planOf(flat('0.10'), { id: 'executive', ...measuring(won) });
    const all = statements(
      developer,
      [
        { id: 'meeting', kind: 'meeting', on: '2026-01-05', credits: [{ payee: 'dev', role: 'developer' }] },
        {
          id: 'deal',
          on: '2026-01-20',
          amount: texts(golden, 'deal').join(),
          credits: [
            { payee: 'dev', role: 'developer', share: '0.15' },
            { payee: 'exec', share: '0.85' },
          ],
        },
      ],
      {
        plans: [developer, executive],
        assignments: [
          { payee: 'dev', plan: 'developer', from: '2026-01-01' },
          { payee: 'exec', plan: 'executive', from: '2026-01-01' },
        ],
      },
    );
    const [dev, exec] = ['dev', 'exec'].map((payee) =>
      sum(amountsOf(linesOf(all.filter((statement) => statement.payee === payee)))),
    );
    return { SDR: dev, AE: exec, total: sum(amountsOf(linesOf(all))) };
  },
  'over-01': (golden) => {
    const sold = golden.transactions.map((row) => ({ payee: String(row['rep']), amount: String(row['sales']) }));
    const { reps, manager } = underManager(
      { rep: planText(golden, 'rep_rate'), manager: leading(planText(golden, 'override')) },
      sold,
    );
    return { rep: reps, override_by_rep: manager, override: sum(manager) };
  },
  'over-03': (golden) => {
    const rates = { rep: planText(golden, 'rep'), manager: planText(golden, 'direct_supervisor') };
    const [amount = ''] = texts(golden, 'deal');
    const { reps, manager } = underManager(rates, [{ payee: 'rep', amount: leading(amount) }]);
    return { rep: reps[0], supervisor: sum(manager), total: sum([...manager, String(reps[0])]) };
  },
  'resid-02': (golden) => {
    const first = leading(planText(golden, 'initial'));
    const later = leading(planText(golden, 'residual'));
    const kind = (is: string): CreditMeasure => ({ ...monthlySales, where: [{ field: 'kind', is }] });
    const plan = planOf(
      [commission(flat(first), 'signed', 'initial'), commission(flat(later), 'billed', 'residual')],
      { measures: { signed: kind('contract'), billed: kind('invoice') } },
    );
    const [fee = ''] = texts(golden, 'monthly_fee');
    const [months = ''] = texts(golden, 'months');
    const credits = [{ payee: 'rep' }];
    const all = statements(plan, [
      { id: 'contract', kind: 'contract', on: '2026-01-01', amount: Number(fee) * 12, credits },
      ...Array.from({ length: Number(months) }, (_, index) => ({
        id: `invoice-${index + 1}`,
        kind: 'invoice',
        on: `${2026 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-28`,
        amount: fee,
        credits,
      })),
    ]);
    const monthly = new Set(amountsOf(linesOf(all, 'residual')).map(String));
    return {
      initial: sum(amountsOf(linesOf(all, 'initial'))),
      monthly: [...monthly].join(),
      total: sum(amountsOf(linesOf(all))),
    };
  },
  'cost-01': (golden) => {
    const plan = planOf(flat(leading(planText(golden, 'spif'))), measuring(deals));
    const count = Number(texts(golden, 'deals').join());
    const all = statements(plan, sales(Array.from({ length: count }, () => planText(golden, 'deal'))));
    const cost = sum(amountsOf(linesOf(all)));
    const revenue = sum([planText(golden, 'deal')]).times(count);
    const profit = revenue.times(planText(golden, 'gross_margin'));
    return { cost, revenue, gross_profit: profit, roi: profit.minus(cost).div(cost) };
  },
};
