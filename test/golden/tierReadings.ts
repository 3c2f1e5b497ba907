import type { Curve } from '../../src/commission/curveData.ts';
import { type Payout, type PayoutOptions, payout } from '../../src/commission/payout.ts';
import { toDecimal, type DecimalInput } from '../../src/number/decimal.ts';
import { rational } from '../../src/number/rational.ts';
import {
  amountsOf,
  type CommissionCase,
  type CommissionReading,
  flat,
  leading,
  linesOf,
  measuring,
  monthlySalesOf,
  planOf,
  planText,
  rateTiers,
  sales,
  statements,
  sum,
  texts,
} from './commissionCases.ts';

/** Each transaction alone. */
const alone = measuring({ kind: 'credits', window: 'event' });

/** A whole year, with a quota. */
const ofYear = measuring({ kind: 'credits', window: 'year', target: {} });

function quotaOf(amount: string): { readonly quotas: readonly { readonly measure: string; readonly from: string; readonly to: string; readonly amount: string }[] } {
  return { quotas: [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount }] };
}

/** Commission under a plan of one curve, line by line. */
function earned(curve: Curve, amounts: readonly string[], more: Parameters<typeof planOf>[1] = {}): ReturnType<typeof amountsOf> {
  return amountsOf(linesOf(statements(planOf(curve, more), sales(amounts))));
}

function segmentsOf(curve: Curve, measure: DecimalInput, options: PayoutOptions = {}): Payout['segments'] {
  return payout(curve, measure, options).segments;
}

/** What each tier pays, in order. */
function byTier(curve: Curve, measure: DecimalInput): readonly unknown[] {
  return segmentsOf(curve, measure).map(({ amount }) => amount);
}

/** Tiers of which each pays for its own part; what they pay, and in all. */
function graduated(golden: CommissionCase, measure: string): Readonly<Record<string, unknown>> {
  const curve: Curve = { mode: 'marginal', tiers: rateTiers(golden) };
  return { by_tier: byTier(curve, measure), commission: sum(earned(curve, [measure])) };
}

const ofSales: CommissionReading = (golden) => graduated(golden, texts(golden, 'sales').join());

/** Points of a payout curve from rows of what each full tier adds. */
function points({ plan }: CommissionCase): Curve {
  const rows = plan['tiers_amount_per_full_tier'] as readonly (readonly [string, string, string])[];
  let amount = 0;
  const ends = rows.map(([, to, added]) => {
    amount += Number(added);
    return { from: to, amount };
  });
  return { mode: 'linear', tiers: [{ from: 0, amount: 0 }, ...ends] };
}

/** Examples of rates and curves. */
export const tierReadings: Readonly<Record<string, CommissionReading>> = {
  'flat-01': (golden) => ({ commission: sum(earned(flat(planText(golden, 'rate')), texts(golden, 'amount'))) }),
  'flat-03': (golden) => {
    const curve: Curve = { mode: 'marginal', tiers: [{ from: 0, multiplier: 1 }] };
    const targetPay = planText(golden, 'target_pay_at_quota');
    const quota = planText(golden, 'quota_per_quarter');
    const plan = planOf(curve, measuring({ kind: 'credits', window: 'quarter', target: {} }));
    const run = statements(plan, sales(texts(golden, 'deal')), {
      assignments: [{ payee: 'rep', plan: 'plan', from: '2026-01-01', targetPay }],
      quotas: [{ measure: 'sales', from: '2026-01-01', to: '2026-04-01', amount: quota }],
    });
    const [segment] = segmentsOf(curve, texts(golden, 'deal').join(), { target: quota, targetPay });
    return { rate: segment?.rate, commission: sum(amountsOf(linesOf(run))) };
  },
  'grad-01': ofSales,
  'grad-03': (golden) => {
    const curve: Curve = { mode: 'marginal', tiers: rateTiers(golden) };
    const weekly = { ...measuring({ kind: 'credits', window: 'week' }), period: 'week' } as const;
    const [amount = ''] = texts(golden, 'sales');
    return { by_tier: byTier(curve, amount), commission: sum(earned(curve, [amount], weekly)) };
  },
  'grad-04': (golden) => {
    const answer = ofSales(golden);
    // The salary is no commission.
    return { ...answer, gross_pay: sum([planText(golden, 'salary_per_week'), answer['commission'] as DecimalInput]) };
  },
  'grad-06': (golden) => {
    const tiers = rateTiers(golden, 'bands_of_attainment');
    const curve: Curve = { mode: 'marginal', on: 'attainment', tiers };
    const quota = planText(golden, 'quota');
    const amounts = texts(golden, 'sales');
    const run = statements(planOf(curve, ofYear), sales(amounts), quotaOf(quota));
    const paid = segmentsOf(curve, amounts.join(), { target: quota });
    return { by_band: paid.map(({ amount }) => amount), total: sum(amountsOf(linesOf(run))) };
  },
  'grad-08': (golden) => {
    const lines = earned({ mode: 'marginal', tiers: rateTiers(golden) }, texts(golden, 'amount'), alone);
    return { by_transaction: lines, commission: sum(lines) };
  },
  'curve-01': (golden) => {
    const lines = earned(points(golden), texts(golden, 'amount'), alone);
    return { by_transaction: lines, commission: sum(lines) };
  },
  'grad-09': (golden) => {
    const curve: Curve = { mode: 'marginal', tiers: rateTiers(golden) };
    const [amount = ''] = texts(golden, 'amount');
    const segments = segmentsOf(curve, amount);
    const total = sum(earned(curve, [amount]));
    return {
      in_tier: segments.map(({ from, to }) => to.minus(from)),
      share_of_rate: segments.map((segment) => segment.amount.div(amount)),
      blended_rate: total.div(amount),
      commission: total,
    };
  },
  'slab-01': (golden) => {
    const curve: Curve = { mode: 'whole', tiers: rateTiers(golden) };
    const amounts = texts(golden, 'amount');
    return {
      rate: amounts.flatMap((amount) => segmentsOf(curve, amount).map(({ rate }) => rate)),
      commission: earned(curve, amounts, alone),
    };
  },
  'grad-10': ofSales,
  'slab-03': (golden) => ({ commission: sum(earned({ mode: 'whole', tiers: rateTiers(golden) }, texts(golden, 'amount'))) }),
  'grad-11': (golden) => graduated(golden, texts(golden, 'amount').join()),
  'slab-04': (golden) => {
    const curve: Curve = { mode: 'whole', tiers: rateTiers(golden) };
    const [amount = ''] = texts(golden, 'sales');
    return { commission: sum(earned(curve, [amount])), one_cent_less: payout(curve, sum([amount, '-0.01'])).amount };
  },
  'grad-13': (golden) => {
    const curve: Curve = { mode: 'marginal', tiers: rateTiers(golden, 'tiers_as_printed') };
    const cycles = amountsOf(linesOf(statements(planOf(curve), monthlySalesOf(texts(golden, 'revenue')))));
    return { by_cycle: cycles, total: sum(cycles) };
  },
  'grad-14': (golden) => {
    const [amount = ''] = texts(golden, 'sales');
    const total = sum(earned({ mode: 'marginal', tiers: rateTiers(golden) }, [amount]));
    const isTwoFifteenths = total.div(amount).equals(toDecimal(rational(2n, 15n)));
    return { commission: total, effective_rate: isTwoFifteenths ? '2/15 (13.3%)' : total.div(amount) };
  },
  // Billing, not pay. A bound belongs to the tier below it, so that 100.5 lies in the second one.
  'slab-06': (golden) => {
    const tiers = [
      { from: 0, rate: 2, amount: 10 },
      { from: 100, rate: 1 },
      { from: 200, rate: '0.5', amount: 50 },
    ];
    const curve: Curve = { mode: 'whole', closed: 'upper', tiers };
    return { amount: texts(golden, 'units').map((units) => payout(curve, units).amount) };
  },
  'accel-01': (golden) => {
    const quota = planText(golden, 'quota');
    const faster = (golden.plan['multiplier_by_attainment'] as readonly (readonly [string, string | null, string])[]).map(
      ([from, , multiplier]) => ({ from, multiplier }),
    );
    const curve: Curve = { mode: 'whole-above', floor: 1, on: 'attainment', tiers: [{ from: 0, multiplier: 1 }, ...faster] };
    const targetPay = Number(quota) * Number(planText(golden, 'base_rate'));
    return {
      commission: texts(golden, 'revenue').map((revenue) =>
        sum(
          amountsOf(
            linesOf(
              statements(planOf(curve, ofYear), sales([revenue]), {
                ...quotaOf(quota),
                assignments: [{ payee: 'rep', plan: 'plan', from: '2026-01-01', targetPay }],
              }),
            ),
          ),
        ),
      ),
    };
  },
  'decel-01': (golden) => {
    const rows = golden.plan['per_point'] as readonly (readonly [string, string | null, string])[];
    const tiers = rows.map(([from, , multiplier]) => ({ from, multiplier: leading(multiplier) }));
    const options = { target: 1, targetPay: planText(golden, 'target_variable') };
    const [attainment = ''] = texts(golden, 'attainment');
    const pay = (mode: Curve['mode'], of: Curve['tiers']): unknown => payout({ mode, on: 'attainment', tiers: of }, attainment, options).amount;
    const slower = pay('marginal', tiers);
    // The source does not say whether passing 50 % lifts the first half too; at 40 % both readings agree.
    return { payout: String(slower) === String(pay('whole', tiers)) ? slower : null, undecelerated: pay('marginal', [{ from: 0, multiplier: 1 }]) };
  },
  'attain-01': (golden) => {
    const rows = golden.plan['tiers_percent'] as readonly (readonly [string, string, string])[];
    const tiers = rows.map(([from, , rate]) => ({ from: String(Number(from) / 100), rate }));
    const curve: Curve = { mode: 'marginal', on: 'attainment', tiers };
    const quota = planText(golden, 'quota');
    const [order = ''] = texts(golden, 'order');
    const [after = ''] = texts(golden, 'year_to_date_after_order');
    const before = sum([after, `-${order}`]);
    const run = statements(planOf(curve, ofYear), sales([String(before), order]), quotaOf(quota));
    const last = linesOf(run).at(-1);
    const rates = segmentsOf(curve, after, { target: quota, from: before }).map(({ rate }) => rate?.times(100).toString());
    return { attainment: last?.total?.div(quota), tier: `first, ${rates.join()}%`, commission: last?.amount };
  },
  // A lease. What was billed before is taken off the rent on all sales so far, of which growth and the deduction are a part.
  'cumul-01': (golden) => {
    const curve: Curve = { mode: 'marginal', tiers: [{ from: planText(golden, 'breakpoint'), rate: planText(golden, 'rate') }] };
    let total = sum([planText(golden, 'fixed_growth')]);
    let billed = sum([]);
    const bills = texts(golden, 'sales').map((amount) => {
      total = total.plus(amount);
      const due = payout(curve, total).amount.minus(planText(golden, 'deduct_each_period')).minus(billed);
      billed = billed.plus(due);
      return due;
    });
    return { by_period: bills };
  },
  'table-01': (golden) => {
    const rows = golden.plan['table'] as readonly (readonly [string, string])[];
    // A row begins where the one before it ends, which closes the gaps between the whole percentages.
    const ends = rows.map(([label]) => /-(\d+)$/.exec(label)?.[1] ?? '');
    const tiers = rows.map(([, share], index) => ({ from: index === 0 ? 0 : Number(ends[index - 1]) / 100, share }));
    const curve: Curve = { mode: 'whole', on: 'attainment', closed: 'upper', tiers };
    return {
      payout: golden.transactions.map((row) =>
        payout(curve, String(row['attainment']), { target: 1, targetPay: leading(String(row['base_salary_in_quarter'])) }).amount,
      ),
    };
  },
};
