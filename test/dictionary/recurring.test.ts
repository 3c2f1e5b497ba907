import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Account,
  type Calculable,
  calculate,
  kpis,
  month,
  type Opportunity,
  type Order,
  quarter,
  type SalesData,
  type Subscription,
  salesData,
} from '../../src/index.ts';
import { writtenDay } from '../oracles/calendar.ts';
import { longDivision } from '../oracles/fraction.ts';
import { recurringOracles } from '../oracles/kpiRecurring.ts';
import { expectByHand, rowsOf } from './byHand.ts';
import { figures } from './figures.ts';

const q1 = quarter(2026, 1);

function movement(
  accountId: string,
  kind: Subscription['kind'],
  amount: number,
  effectiveOn: string,
  rest: Partial<Subscription> = {},
): Subscription {
  return { accountId, kind, amount, effectiveOn, ...rest };
}

function order(id: string, rest: Partial<Order>): Order {
  return { id, orderedOn: '2026-02-01', amount: 10, ...rest };
}

function dataOf(records: {
  readonly accounts?: Account[];
  readonly opportunities?: Opportunity[];
  readonly orders?: Order[];
  readonly subscriptions?: Subscription[];
}): SalesData {
  return salesData({ currency: 'USD', timeZone: 'UTC', ...records });
}

const accounts: Account[] = [
  { id: 'grows', attributes: { users: 10 } },
  { id: 'late', attributes: { users: 2 } },
  { id: 'leaves', attributes: { users: 100 } },
];
const subscriptions = [
  movement('grows', 'new', 240, '2025-01-01'),
  movement('grows', 'expansion', 120, '2026-01-01', { type: 'escalator', signedOn: '2025-01-01' }),
  movement('shrinks', 'new', 240, '2025-12-31'),
  movement('shrinks', 'contraction', 120, '2026-03-31', { signedOn: '2026-03-01' }),
  movement('leaves', 'new', 120, '2025-01-01'),
  movement('leaves', 'churn', 120, '2026-02-01', { signedOn: '2025-12-01' }),
  movement('returns', 'new', 60, '2025-01-01'),
  movement('returns', 'churn', 60, '2026-01-10'),
  movement('returns', 'reactivation', 60, '2026-03-01'),
  movement('late', 'new', 360, '2026-02-01', { type: 'monthly', signedOn: '2026-01-31' }),
  movement('future', 'new', 1000, '2026-04-01', { signedOn: '2026-03-31' }),
];

describe('recurring revenue', () => {
  const data = dataOf({
    accounts,
    subscriptions,
    orders: [
      order('december', { type: 'true-up', orderedOn: '2025-12-31', amount: 30 }),
      order('november', { type: 'true-up', orderedOn: '2025-11-30', amount: 7 }),
      order('february', { type: 'true-up', orderedOn: '2026-02-28', amount: 1 }),
      order('march', { type: 'true-up', orderedOn: '2026-03-01', amount: 50 }),
      order('renewal', { type: 'renewal', orderedOn: '2026-03-01', amount: 900 }),
    ],
  });

  it('moves', () => {
    // New 360, expansion 120, contraction 120, churn 180.
    expect(figures(kpis.netNewArr, data, { period: q1 })).toEqual({
      default: '180',
      contracted: '1240',
      'with-reactivation': '240',
      'with-true-ups': '200',
      'without-monthly-contracts': '-180',
      'closing-arr': '900',
    });
    expect(figures(kpis.quickRatio, data, { period: q1 })).toEqual({
      default: '1.6',
      'with-reactivation': '1.8',
      'growth-to-new': '0.375',
    });
    expect(figures(kpis.quickRatio, data, { period: month(2025, 12) })).toEqual({
      default: 'unbounded',
      'with-reactivation': 'unbounded',
      'growth-to-new': '1',
    });
  });

  it('is paid by accounts', () => {
    // At the end 360 + 120 + 60 + 360 of four, at the start 240 + 240 + 120 + 60 of four.
    expect(figures(kpis.arpa, data, { period: q1 })).toEqual({
      default: '18.75',
      'mean-of-period': '16.25',
      'new-accounts': '30',
      'per-user': '6.25',
    });
    expect(String(calculate(kpis.arpa, data, { period: q1, asOf: '2026-02-28' }).value)).toBe(
      '26.66666666666666666666666666666667',
    );
    expect(calculate(kpis.arpa, data, { period: quarter(2024, 4) }).reason).toBe('no-denominator');
  });

  it('is lost with customers', () => {
    expect(figures(kpis.logoChurnRate, data, { period: q1 })).toEqual({
      default: '0.25',
      retention: '0.75',
      'mean-customers': '0.25',
      // Nobody left in March.
      'annual-from-monthly': '0',
      'net-decrease': '0',
    });
    const january = figures(kpis.logoChurnRate, data, { period: month(2026, 1) });
    expect(january['annual-from-monthly']).toBe(longDivision([4n ** 12n - 3n ** 12n, 4n ** 12n]));
    expect(january['default']).toBe('0.25');
  });

  it('is kept', () => {
    // 660 at the start; 240 + 120 + 60 of it are left.
    const { variants } = kpis.grossRevenueRetention;
    const kept = figures(kpis.grossRevenueRetention, data, { period: quarter(2026, 4) });
    expect(kept).toEqual({
      // From 2026 on the figures are those of all movements of the year.
      default: longDivision([420n, 660n]),
      aggregated: longDivision([360n, 660n]),
      'revenue-churn': longDivision([240n, 660n]),
      'over-the-period': '1',
    });
    expect(String(calculate(variants['over-the-period'], data, { period: q1 }).value)).toBe(kept['default']);
  });

  it('grows by agreed price rises', () => {
    const year = { period: quarter(2026, 4) };
    const { variants } = kpis.netRevenueRetention;
    expect(String(calculate(kpis.netRevenueRetention, data, year).value)).toBe(longDivision([480n, 660n]));
    expect(String(calculate(variants['without-escalators'], data, year).value)).toBe(longDivision([360n, 660n]));
  });

  it('lost again is no second loss where a price rise does not count', () => {
    const rising = dataOf({
      subscriptions: [
        movement('A', 'new', 100, '2024-01-01'),
        movement('A', 'expansion', 20, '2025-02-01', { type: 'escalator' }),
        movement('A', 'churn', 120, '2025-06-01'),
      ],
    });
    const { 'without-escalators': without } = kpis.netRevenueRetention.variants;
    expect(String(calculate(without, rising, { period: quarter(2025, 4) }).value)).toBe('0');
  });
});

describe('renewals', () => {
  const renewal = (id: string, renewalDueOn: string, closedOn: string | null, rest: Partial<Opportunity> = {}) => ({
    ...{ id, createdOn: '2025-06-01', renewalDueOn, renewalBaseAmount: 100, recurringAmount: 110, closedOn },
    status: closedOn === null ? ('open' as const) : ('won' as const),
    ...rest,
  });
  const data = dataOf({
    opportunities: [
      renewal('on the day', '2026-01-01', '2026-01-01'),
      renewal('late', '2026-03-31', '2026-04-01', { renewalBaseAmount: 200, recurringAmount: 150 }),
      renewal('early', '2026-02-01', '2025-12-31'),
      renewal('lost', '2026-02-01', '2026-02-01', { status: 'lost' }),
      renewal('open', '2026-02-01', null),
      renewal('due later', '2026-04-01', '2026-03-31'),
      renewal('due before', '2025-12-31', '2026-01-01'),
      { id: 'new', createdOn: '2025-06-01', closedOn: '2026-02-01', status: 'won' },
    ],
  });

  it('are counted by the date on which they are due', () => {
    expect(figures(kpis.renewalRate, data, { period: q1 })).toEqual({
      default: '0.6',
      'by-value': longDivision([400n, 600n]),
      'with-uplift': longDivision([370n, 600n]),
      'on-time': '0.4',
      // Out goes the early one of the year before, in comes the one due in April.
      'early-when-won': '0.6',
    });
    expect(figures(kpis.renewalRate, data, { period: q1, asOf: '2026-02-28' })).toMatchObject({
      default: '0.5',
      'early-when-won': longDivision([1n, 3n]),
    });
  });

  it('are what becomes of the contracts due', () => {
    const { 'up-for-renewal': due } = kpis.netRevenueRetention.variants;
    // The year to March has the one due in December too.
    expect(String(calculate(due, data, { period: q1 }).value)).toBe(longDivision([480n, 700n]));
  });
});

describe('attached products', () => {
  const deal = (id: string, rest: Partial<Opportunity> = {}): Opportunity => ({
    ...{ id, createdOn: '2026-01-01', closedOn: '2026-02-01', status: 'won' },
    ...rest,
  });
  const line = (opportunityId: string, product: string, rest: Partial<Order> = {}): Order =>
    order(`${opportunityId} ${product}`, { opportunityId, accountId: opportunityId, product, ...rest });
  const data = dataOf({
    opportunities: [
      deal('both'),
      deal('base'),
      deal('services'),
      deal('support'),
      deal('lost', { status: 'lost', type: 'expansion', product: 'services' }),
      deal('offer', { type: 'expansion', product: 'support' }),
      deal('unnamed', { type: 'expansion' }),
      deal('later', { closedOn: '2026-04-01' }),
    ],
    orders: [
      line('both', 'licence', { amount: 100 }),
      line('both', 'services', { amount: 20, orderedOn: '2026-05-01' }),
      line('base', 'licence', { amount: 300 }),
      line('services', 'services', { amount: 40 }),
      line('support', 'licence', { amount: 100 }),
      line('support', 'support', { amount: 5 }),
      line('lost', 'licence'),
      line('lost', 'services'),
      line('later', 'licence'),
      line('later', 'services'),
    ],
  });

  it('are any second product without parameters', () => {
    expect(figures(kpis.attachRate, data, { period: q1 })).toEqual({
      default: '0.5',
      // The services of `both` were ordered after the period.
      customers: '0.5',
      offers: '0.5',
      'by-value': '1',
    });
  });

  it('are those asked for', () => {
    const parameters = { product: 'licence', attachedProduct: 'services' };
    const { customers, offers, 'by-value': byValue } = kpis.attachRate.variants;
    const values = [kpis.attachRate, customers, byValue].map((figure: Calculable) =>
      String(calculate(figure, data, { period: q1, parameters }).value),
    );
    expect(values).toEqual([longDivision([1n, 3n]), '0.4', '0.12']);
    const forServices = { period: q1, parameters: { attachedProduct: 'services' } };
    expect(String(calculate(offers, data, forServices).value)).toBe('0');
    const asOf = { period: q1, asOf: '2026-03-31', parameters };
    expect(String(calculate(kpis.attachRate, data, asOf).value)).toBe('0');
    const { value } = calculate(kpis.attachRate, data, { period: q1, parameters: { attachedProduct: 'support' } });
    expect(String(value)).toBe('0.25');
  });
});

describe('recurring revenue of a few customers', () => {
  const all = [
    kpis.arpa,
    kpis.logoChurnRate,
    kpis.netNewArr,
    kpis.quickRatio,
    kpis.netRevenueRetention,
    kpis.grossRevenueRetention,
  ].flatMap((kpi): Calculable[] => [kpi, ...Object.values<Calculable>(kpi.variants)]);
  const firstDay = Date.UTC(2025, 0, 1) / 86_400_000;
  const day = fc.integer({ min: firstDay, max: firstDay + 540 }).map(writtenDay);
  const row = fc.record({
    accountId: fc.constantFrom('a', 'b', 'c', 'd'),
    kind: fc.constantFrom('new', 'new', 'expansion', 'contraction', 'churn', 'reactivation'),
    amount: fc.constantFrom(60, 120),
    effectiveOn: day,
    signedOn: fc.option(day, { nil: undefined }),
    type: fc.constantFrom(undefined, 'monthly', 'escalator'),
  });
  const rows = fc.array(row, { minLength: 4, maxLength: 20, size: 'max' }).map((subscriptions) => {
    const users = ['a', 'b'].map((id) => ({ id, attributes: { users: 3 } }));
    return rowsOf({ accounts: users, subscriptions });
  });

  it.each([
    ['without a day', undefined],
    ['as of a day', '2026-02-15'],
  ])('is what its definition says, %s', (_name, asOf) => {
    fc.assert(
      fc.property(rows, fc.constantFrom(q1, month(2026, 2)), (drawn, period) => {
        expectByHand(all, recurringOracles, drawn, period, asOf);
      }),
      { numRuns: 100 },
    );
  });
});
