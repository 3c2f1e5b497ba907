import { describe, expect, it } from 'vitest';
import {
  calculate,
  type Kpi,
  kpis,
  type Opportunity,
  type Order,
  quarter,
  type Subscription,
  salesData,
  toDate,
  year,
} from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const won = (accountId: string | null, closedOn: string): Opportunity => ({
  ...{ id: `${accountId} ${closedOn}`, accountId, createdOn: '2023-01-01', closedOn, status: 'won', amount: 10 },
});
const order = (accountId: string | null, orderedOn: string, amount = 10): Order => ({
  ...{ id: `${accountId} ${orderedOn} ${amount}`, accountId, orderedOn, amount },
});

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: [
    won('new', '2026-02-10'),
    won('new', '2026-02-20'),
    won('old', '2025-06-30'),
    won('old', '2026-02-10'),
    // More than a year without a deal.
    won('back', '2024-12-31'),
    won('back', '2026-03-31'),
    won('quiet', '2025-03-01'),
    won(null, '2026-02-01'),
  ],
  orders: [
    order('new', '2026-02-10'),
    order('new', '2026-02-20'),
    order('old', '2025-06-30'),
    order('old', '2026-02-10'),
    order('returned', '2025-01-01', -10),
    order('returned', '2026-01-01'),
    order('quiet', '2025-03-01'),
    order('credited', '2026-02-01', -10),
    order(null, '2026-02-01'),
  ],
});

const expected: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  // `returned` bought nothing before: a credit is no order.
  [
    kpis.newLogos,
    {
      default: '1',
      'per-account': '1',
      'with-reactivated': '2',
      'first-order': '2',
      'first-payment': '0',
      'segment-left-out': '1',
    },
  ],
  [
    kpis.returnCustomerRate,
    { default: longDivision([1n, 3n]), 'twice-in-period': longDivision([1n, 3n]), 'of-all-ever': '0.25' },
  ],
];

describe('customers', () => {
  it.each(expected.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, data, { period: quarter(2026, 1) })).toEqual(values);
  });

  it('are companies, however many accounts they have', () => {
    const group = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      accounts: [
        { id: 'holding', segment: 'enterprise' },
        { id: 'works', parentId: 'holding', segment: 'smb' },
        { id: 'shop', parentId: 'works' },
        { id: 'corner', segment: 'smb' },
        { id: 'office', parentId: 'corner' },
        { id: 'known' },
        { id: 'branch', parentId: 'known' },
      ],
      opportunities: [
        won('works', '2026-02-10'),
        won('shop', '2026-03-31'),
        won('office', '2026-02-11'),
        won('known', '2026-01-01'),
        won('branch', '2025-12-31'),
      ],
      orders: [
        { ...order('shop', '2025-12-20'), collectedOn: '2026-01-20' },
        { ...order('office', '2025-12-21'), collectedOn: '2025-12-31' },
        { ...order('corner', '2026-01-05'), collectedOn: '2026-02-20' },
        { ...order('known', '2026-02-01', -10), collectedOn: '2026-02-02' },
      ],
    });
    expect(figures(kpis.newLogos, group, { period: quarter(2026, 1) })).toEqual({
      default: '2',
      'per-account': '4',
      'with-reactivated': '2',
      // `corner` had ordered through its office.
      'first-order': '0',
      'first-payment': '1',
      // `corner` is small, and so is its office; the holding is not.
      'segment-left-out': '1',
    });
    const { 'segment-left-out': leftOut } = kpis.newLogos.variants;
    const asked = { period: quarter(2026, 1), parameters: { segment: 'enterprise' } };
    expect(calculate(leftOut, group, asked).value?.toString()).toBe('1');
  });

  it('that won lately are not new again, in a period to date either', () => {
    const lately = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      opportunities: [won('A', '2026-06-15'), won('A', '2026-07-20'), won('B', '2025-07-01'), won('B', '2026-07-02')],
    });
    const { 'with-reactivated': reactivated } = kpis.newLogos.variants;
    const q3 = quarter(2026, 3);
    // B won 365 days before the first day.
    for (const period of [q3, toDate(q3, '2026-08-10')]) {
      expect(String(calculate(reactivated, lately, { period }).value)).toBe('0');
      const parameters = { inactiveDays: 364 };
      expect(String(calculate(reactivated, lately, { period, parameters }).value)).toBe('1');
    }
  });

  it('lose no more than they had and added', () => {
    const movement = (kind: Subscription['kind'], amount: number, effectiveOn: string): Subscription => ({
      ...{ accountId: 'A', kind, amount, effectiveOn },
    });
    const returned = [
      movement('new', 100, '2024-01-01'),
      movement('churn', 100, '2025-02-01'),
      movement('reactivation', 100, '2025-04-01'),
      movement('churn', 100, '2025-06-01'),
    ];
    const shrunk = [
      movement('new', 100, '2024-01-01'),
      movement('expansion', 20, '2025-02-01'),
      movement('new', 200, '2025-03-01'),
      movement('contraction', 90, '2025-05-01'),
      movement('churn', 50, '2025-06-01'),
    ];
    const partsOf = (subscriptions: Subscription[]): readonly string[] => {
      const records = salesData({ currency: 'USD', timeZone: 'UTC', subscriptions });
      const { value, parts } = calculate(kpis.netRevenueRetention, records, { period: year(2025) });
      return [value, parts.start, parts.expansion, parts.churn, parts.contraction].map(String);
    };
    expect(partsOf(returned)).toEqual(['0', '100', '0', '100', '0']);
    // Of 120 it could lose, 50 went by churn and 70 of the 90 by contraction.
    expect(partsOf(shrunk)).toEqual(['0', '100', '20', '50', '70']);
  });

  it('keep and grow their recurring revenue', () => {
    const movement = (
      accountId: string,
      kind: Subscription['kind'],
      amount: number,
      effectiveOn: string,
    ): Subscription => ({
      ...{ accountId, kind, amount, effectiveOn },
    });
    const movements = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      subscriptions: [
        movement('grows', 'new', 400, '2025-01-01'),
        movement('grows', 'expansion', 200, '2025-03-31'),
        movement('grows', 'expansion', 100, '2025-04-01'),
        movement('shrinks', 'new', 300, '2025-01-01'),
        movement('shrinks', 'contraction', 50, '2026-03-31'),
        movement('leaves', 'new', 100, '2025-01-01'),
        movement('leaves', 'churn', 100, '2025-05-01'),
        movement('leaves', 'reactivation', 80, '2025-08-01'),
        movement('gone', 'new', 70, '2024-01-01'),
        movement('gone', 'churn', 70, '2024-06-01'),
        movement('gone', 'reactivation', 70, '2025-06-01'),
        movement('late', 'new', 500, '2025-06-01'),
        movement('late', 'expansion', 500, '2026-01-15'),
        movement('late', 'contraction', 30, '2026-02-15'),
      ],
    });
    // 600 + 300 + 100 stood before April 2025.
    expect(figures(kpis.netRevenueRetention, movements, { period: quarter(2026, 1) })).toEqual({
      default: '0.95',
      // From January 2026: 700 + 300 + 80 + 70 + 500 stood, 500 came and 80 went.
      'over-the-period': longDivision([1650n + 500n - 80n, 1650n]),
      'closing-over-opening': '1.03',
      'without-contraction': '1',
      'all-expansion': '1.45',
      // The rates of April and May cancel out; from 1650 in January the customers of each month went to 2070.
      'compounded-months': longDivision([2070n, 1650n]),
      'without-escalators': '0.95',
      'up-for-renewal': 'base-not-positive',
    });
    expect(calculate(kpis.netRevenueRetention, movements, { period: quarter(2024, 1) }).reason).toBe(
      'base-not-positive',
    );
  });
});
