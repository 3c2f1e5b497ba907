import { amortise } from '../../src/commission/amortisation.ts';
import type { CommissionCost } from '../../src/commission/amortisationData.ts';
import type { CommissionEvent } from '../../src/commission/events.ts';
import type { CommissionPlan, Draw } from '../../src/commission/plan.ts';
import type { Statement } from '../../src/commission/statementData.ts';
import { roundTo } from '../../src/number/rounding.ts';
import { toDecimal } from '../../src/number/decimal.ts';
import { targetIn } from '../commission/quotaRecords.ts';
import {
  amountsOf,
  type CommissionCase,
  type CommissionReading,
  commission,
  decimal,
  flat,
  leading,
  linesOf,
  measuring,
  monthlySalesOf,
  planOf,
  planText,
  sales,
  statements,
  sum,
  texts,
} from './commissionCases.ts';

/** What is earned is given, so a plan pays it as it is. */
function drawing(draw: Partial<Draw> & Pick<Draw, 'amount'>, more: Partial<CommissionPlan> = {}): CommissionPlan {
  const draws: readonly Draw[] = [{ id: 'draw', kind: 'guarantee', recoverable: true, ...draw }];
  return planOf(flat(1), { settlement: { draws }, ...more });
}

function paidAndOwed(all: readonly Statement[]): Readonly<Record<string, unknown>> {
  return {
    paid: all.map(({ paid }) => paid),
    owed_after: all.map(({ closing }) => closing.owed['draw'] ?? decimal(0)),
  };
}

/** Released by statement, in order, without the periods that release nothing. */
function releasedOf(all: readonly Statement[]): ReturnType<typeof amountsOf> {
  return all.flatMap(({ released }) => released.map(({ amount }) => amount)).filter((amount) => !amount.isZero());
}

/** What each month expenses of costs that are spread evenly over so many months; one figure where all months agree. */
function straightLine(costs: readonly CommissionCost[], months: number): unknown {
  const schedule = amortise(costs, { currency: 'USD', months });
  if (schedule.length !== months) return schedule.length;
  return [...new Set(schedule.map(({ amortised }) => String(amortised)))].join();
}

/** A sale of June that is cancelled in August, and one of September that shows what is still credited. */
function cancelled(golden: CommissionCase): readonly CommissionEvent[] {
  const [amount = ''] = texts(golden, 'paid');
  return [
    { id: 'sale', on: '2026-06-10', amount, credits: [{ payee: 'rep' }] },
    { id: 'cancellation', on: '2026-08-10', reverses: 'sale' },
    { id: 'later', on: '2026-09-10', amount: 1, credits: [{ payee: 'rep' }] },
  ];
}

/** Examples of targets, limits, reversals, and of when and what is paid. */
export const settlementReadings: Readonly<Record<string, CommissionReading>> = {
  'draw-01': (golden) =>
    paidAndOwed(statements(drawing({ amount: planText(golden, 'draw_per_month') }), monthlySalesOf(texts(golden, 'earned')))),
  'draw-03': (golden) => {
    const plan = drawing({ amount: planText(golden, 'draw_per_week') }, { period: 'week' });
    // Mondays from 5 January on.
    const weekly = sales(texts(golden, 'earned')).map((sale, index) => ({
      ...sale,
      on: ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02'][index] ?? '',
    }));
    const assignments = [{ payee: 'rep', plan: 'plan', from: '2026-01-05' }];
    return paidAndOwed(statements(plan, weekly, { assignments }));
  },
  'draw-04': (golden) => {
    const draw = planText(golden, 'draw_per_month');
    return Object.fromEntries(
      golden.transactions.map((row) => {
        const [statement] = statements(drawing({ amount: draw }), sales([String(row['earned'])]));
        const total = statement?.paid ?? decimal(0);
        const owed = statement?.closing.owed['draw'] ?? decimal(0);
        return [row['case'], { further_pay: total.minus(draw), total, owed }];
      }),
    );
  },
  'ramp-02': (golden) => {
    const monthOf = (index: number): readonly [string, string] => [`2026-0${index + 1}-01`, `2026-0${index + 2}-01`];
    const shares = (golden.plan['quota_percent'] as readonly string[]).map((percent) => String(Number(percent) / 100));
    const amount = planText(golden, 'full_quota');
    // The ramp of quotas is told and takes no part in the pay of this source.
    const targets = shares.map((_, index) => {
      const [from, to] = monthOf(index);
      const window = [from, to] as const;
      const assignments = [{ from: '2026-01-01' }];
      return toDecimal(targetIn({ quotas: [{ amount, from, to }], window, rule: { ramp: shares }, assignments }).amount);
    });
    const ramped = targets.every((target, index) => target.equals(decimal(amount).times(shares[index] ?? 0)));
    const guarantee = golden.plan['guarantee'] as readonly string[];
    const plan = {
      ...drawing({ amount: guarantee, recoverable: false }),
      components: [commission(flat(leading(planText(golden, 'rate'))))],
    };
    const all = statements(plan, monthlySalesOf(texts(golden, 'sales')));
    const base = leading(planText(golden, 'base'));
    return { higher_of_commission_and_guarantee_plus_base: ramped ? all.map(({ paid }) => paid.plus(base)) : targets };
  },
  'prorate-01': (golden) => {
    const weights = golden.plan['weights'] as readonly string[];
    const [from = ''] = texts(golden, 'joined');
    const quotas = [{ amount: planText(golden, 'annual_quota'), from: '2019-01-01', to: '2020-01-01' }];
    const scene = { quotas, rule: { prorate: 'months', weights }, assignments: [{ from }] } as const;
    const bounds = ['2019-01-01', '2019-04-01', '2019-07-01', '2019-10-01', '2020-01-01'];
    const inCents = (start: string, end: string, kind: 'quarter' | 'year'): unknown =>
      toDecimal(roundTo(targetIn({ ...scene, kind, window: [start, end] }).amount, 2, 'half-up'));
    return {
      by_quarter: bounds.slice(1).map((end, index) => inCents(bounds[index] ?? '', end, 'quarter')),
      quota: inCents('2019-01-01', '2020-01-01', 'year'),
    };
  },
  'cap-01': (golden) => {
    const people = golden.transactions.flatMap((row) => Object.entries(row));
    const plan = planOf(flat(1), { pools: [{ per: 'month', maximum: planText(golden, 'plan_max') }] });
    const all = statements(
      plan,
      people.map(([payee, amount]) => ({ id: payee, on: '2026-01-10', amount: String(amount), credits: [{ payee }] })),
      { assignments: people.map(([payee]) => ({ payee, plan: 'plan', from: '2026-01-01' })), through: '2026-01-31' },
    );
    return Object.fromEntries(all.map(({ payee, earned }) => [payee, earned]));
  },
  'claw-01': (golden) => {
    const plan = planOf([
      {
        id: 'commission',
        kind: 'curve',
        measure: 'sales',
        curve: flat(planText(golden, 'rate')),
        limits: [{ per: 'line', minimum: planText(golden, 'minimum') }],
        reversal: { money: 'original-rate' },
      },
    ]);
    const [credit = ''] = texts(golden, 'credit');
    const all = statements(plan, [...sales([credit]), { id: 'return', on: '2026-01-20', reverses: 'sale-1' }]);
    const [paid, back] = amountsOf(linesOf(all));
    return { paid, clawed_back: back?.negated(), net: sum(amountsOf(linesOf(all))) };
  },
  'claw-04': (golden) => {
    const plan = planOf(
      [
        { id: 'commission', kind: 'curve', measure: 'sales', curve: flat(1), reversal: { money: 'original-line' } },
      ],
      measuring({ kind: 'credits', window: 'year', reversals: 'keep' }),
    );
    const [sale, back, later] = linesOf(statements(plan, cancelled(golden)));
    const before = later?.total?.minus(later.credited ?? 0);
    return { August: back?.amount, attainment_change: before?.minus(sale?.total ?? 0) };
  },
  'time-02': (golden) => {
    const plan = planOf(flat(planText(golden, 'rate')), {
      release: [
        { share: planText(golden, 'on_order'), on: 'event' },
        { share: leading(planText(golden, 'on_cash')), on: 'cash' },
      ],
    });
    const invoices = [...texts(golden, 'invoice_1_paid'), ...texts(golden, 'invoice_2_paid')];
    const all = statements(plan, [
      ...sales(texts(golden, 'order')),
      ...invoices.map((amount, index) => ({ id: `cash-${index}`, on: `2026-0${index + 2}-10`, amount, pays: 'sale-1' })),
    ]);
    const [first, ...later] = releasedOf(all);
    return { on_order: first, per_invoice: later, total: sum(releasedOf(all)) };
  },
  'time-03': (golden) => {
    const plan = planOf(flat('0.10'), { release: [{ share: 1, on: 'cash' }] });
    const amount = texts(golden, 'received').join();
    const all = statements(plan, [...sales(texts(golden, 'deal')), { id: 'cash', on: '2026-01-20', amount, pays: 'sale-1' }]);
    return { eligible_share: sum(releasedOf(all)).div(sum(amountsOf(linesOf(all)))) };
  },
  // Accounting, not pay: what was earned is a cost, spread over the months in which the customer stays.
  'asc-01': (golden) => {
    const lines = linesOf(statements(planOf(flat(planText(golden, 'rate'))), sales(texts(golden, 'acv'))));
    const months = Number(leading(planText(golden, 'amortise')));
    return { capitalised: sum(amountsOf(lines)), per_month: straightLine(lines, months) };
  },
  'asc-02': (golden) => {
    const costs = [{ id: 'deal', on: '2026-01-01', amount: planText(golden, 'commission') }];
    const [now] = amortise(costs, { currency: 'USD', months: 1, expedient: true });
    return {
      expensed: now?.expensed,
      first_month_amortised: straightLine(costs, Number(leading(planText(golden, 'life')))),
    };
  },
};
