import { describe, expect, it } from 'vitest';
import {
  calculate,
  type Kpi,
  kpis,
  month,
  type Opportunity,
  type Order,
  quarter,
  salesData,
  year,
} from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const won = (id: string, closedOn: string, rest: Partial<Opportunity>): Opportunity => ({
  ...{ id, createdOn: '2020-01-01', closedOn, status: 'won', ...rest },
});
const order = (id: string, orderedOn: string, rest: Partial<Order>): Order => ({ id, orderedOn, amount: 0, ...rest });
const part = (numerator: bigint, denominator: bigint): string => longDivision([numerator, denominator]);

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  orders: [
    order('machine', '2026-01-31', { amount: 1000, cost: 600, quantity: 5, recognisedOn: '2026-02-01', tax: 200 }),
    order('service', '2026-02-01', { amount: 300, recognisedOn: '2026-02-28', invoicedOn: '2026-02-10', quantity: 2 }),
    order('parts', '2026-02-28', { amount: 200, cost: 50, quantity: 10, invoicedOn: '2026-03-01' }),
    order('return', '2026-02-20', { amount: -200, cost: -120, quantity: -1, recognisedOn: '2026-02-20' }),
    order('paid', '2025-12-01', { amount: 70, collectedOn: '2026-02-14', recognisedOn: '2026-03-01' }),
  ],
  commissions: [
    { ownerId: 'r1', earnedOn: '2026-02-28', amount: 100 },
    { ownerId: 'r1', earnedOn: '2026-03-01', amount: 900 },
  ],
  opportunities: [
    won('three-years', '2026-02-01', {
      ...{ amount: 40000, oneTimeAmount: 4000, termMonths: 36, recurringAmount: 12500, firstYearAmount: 10000 },
      ...{ listAmount: 50000, cost: 20000, contractStartsOn: '2026-03-01', contractEndsOn: '2029-03-01', quantity: 4 },
    }),
    won('quarter', '2026-02-28', { amount: 1000, termMonths: 3, listAmount: 1000, firstYearAmount: 1000 }),
    won('no-term', '2026-02-15', { amount: 500, listAmount: 500, cost: 100 }),
    won('no-amount', '2026-02-15', { termMonths: 12, listAmount: 99 }),
    won('running', '2025-06-01', {
      ...{ amount: 2400, termMonths: 24, contractStartsOn: '2025-01-01', contractEndsOn: '2026-02-02' },
    }),
    won('over', '2025-06-01', {
      ...{ amount: 9, termMonths: 12, contractStartsOn: '2025-02-01', contractEndsOn: '2026-02-01' },
    }),
    { id: 'lost', createdOn: '2026-01-01', closedOn: '2026-02-02', status: 'lost', amount: 9, listAmount: 90 },
  ],
});
const february = month(2026, 2);

const expected: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  [kpis.revenue, { default: '1100', 'closed-won': '41500', invoiced: '300', collected: '70', 'net-of-tax': '900' }],
  [kpis.salesVolume, { default: '11', 'gross-of-returns': '12', invoiced: '2', 'deals-won': '4', value: '300' }],
  // The machine and the return; the service has no cost.
  [kpis.grossMargin, { default: '0.4', contribution: '0.275', 'deal-margin': part(20400n, 40500n) }],
  [
    kpis.averageContractValue,
    {
      // 36,000 over three years, and 1000 in three months.
      default: '8000',
      'as-recorded': '12500',
      'first-year': '5500',
      // The contract won in February begins in March.
      active: '1200',
      'one-time-included': part(26000n, 3n),
    },
  ],
  [
    kpis.discountRate,
    {
      default: part(10000n, 51500n),
      'mean-of-deals': part(1n, 15n),
      'on-net': part(10000n, 41500n),
      'share-of-deals': part(1n, 3n),
      // 10,000 off 50,500 that cost 20,100.
      'profit-impact': part(10000n, 30400n),
    },
  ],
];

describe('results', () => {
  it.each(expected.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, data, { period: february })).toEqual(values);
  });

  it('have no rate where there is no base', () => {
    const empty = { period: month(2024, 1) };
    expect(calculate(kpis.revenue, data, empty).value?.toString()).toBe('0');
    expect(calculate(kpis.grossMargin, data, empty).reason).toBe('base-not-positive');
    expect(calculate(kpis.averageContractValue, data, empty).reason).toBe('no-records');
    expect(calculate(kpis.discountRate, data, empty).reason).toBe('base-not-positive');
  });

  it('grow at constant rates, and by the year', () => {
    const abroad = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      constantRatesOn: '2026-01-15',
      opportunities: [
        won('base', '2023-02-10', { amount: 800 }),
        won('january', '2026-01-31', { amount: 1000, currency: 'EUR' }),
        won('february', '2026-02-01', { amount: 1200, currency: 'EUR' }),
      ],
      exchangeRates: [
        { from: 'EUR', on: '2026-01-01', rate: '1.1' },
        { from: 'EUR', on: '2026-02-01', rate: '0.9' },
      ],
    });
    const asked = { period: february };
    expect(figures(kpis.salesGrowth, abroad, asked)).toMatchObject({
      // 1080 after 1100.
      default: part(-20n, 1100n),
      'constant-currency': '0.2',
      // The third root of 1.35.
      'compound-annual': '0.1052094495921159817339468500739422',
    });
    const { 'compound-annual': compound } = kpis.salesGrowth.variants;
    const inTwoYears = calculate(compound, abroad, { period: month(2025, 2), parameters: { years: 2 } });
    // Nothing after 800.
    expect([inTwoYears.value?.toString(), inTwoYears.parts['base']?.toString()]).toEqual(['-1', '800']);
  });

  it('drop the extremes of enough deals', () => {
    const sizes = [1, 10, 20, 30, 40, 50, 60, 70, 80, 1000];
    const deals = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      opportunities: sizes.map((amount) => won(String(amount), '2026-02-01', { amount })),
    });
    const { trimmed } = kpis.averageDealSize.variants;
    const trimmedBy = (trim: string): string | undefined =>
      calculate(trimmed, deals, { period: february, parameters: { trim } }).value?.toString();
    expect([trimmedBy('0'), trimmedBy('0.1'), trimmedBy('0.25'), trimmedBy('0.4')]).toEqual([
      '136.1',
      '45',
      '45',
      '45',
    ]);
  });
});

describe('the plan', () => {
  const planned = salesData({
    currency: 'USD',
    timeZone: 'UTC',
    opportunities: [
      won('first', '2026-01-01', { amount: 300, ownerId: 'r1' }),
      won('second', '2026-06-30', { amount: 200, ownerId: 'r1' }),
      won('third', '2026-07-01', { amount: 999, ownerId: 'r1' }),
      won('earlier', '2025-12-31', { amount: 999, ownerId: 'r1' }),
    ],
    quotas: [
      { startsOn: '2026-01-01', endsOn: '2026-04-01', amount: 400 },
      { startsOn: '2026-04-01', endsOn: '2026-07-01', amount: 600, teamId: 'team' },
      { startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 800 },
      { startsOn: '2026-01-01', endsOn: '2027-01-01', amount: 5000 },
      { startsOn: '2026-04-01', endsOn: '2026-07-01', amount: 50, measure: 'net-new-arr' },
      { startsOn: '2026-04-01', endsOn: '2026-07-01', amount: 800, ownerId: 'r1' },
    ],
    subscriptions: [
      { accountId: 'A', effectiveOn: '2026-02-01', kind: 'new', amount: 60 },
      { accountId: 'A', effectiveOn: '2026-06-30', kind: 'contraction', amount: 20 },
      { accountId: 'A', effectiveOn: '2026-07-01', kind: 'churn', amount: 40 },
    ],
  });

  it('is that of the year so far', () => {
    expect(figures(kpis.planAttainment, planned, { period: quarter(2026, 2) })).toEqual({
      default: '0.5',
      'period-only': part(1n, 3n),
      'net-new-recurring': '0.8',
      'quotas-of-reps': '0.625',
    });
  });

  it('counts once its span is over', () => {
    expect(calculate(kpis.planAttainment, planned, { period: month(2026, 2) }).reason).toBe('no-denominator');
    expect(calculate(kpis.planAttainment, planned, { period: year(2026) }).parts.plan?.toString()).toBe('6800');
  });
});
