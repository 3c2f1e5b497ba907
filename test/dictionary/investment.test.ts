import { describe, expect, it } from 'vitest';
import {
  type Calculable,
  calculate,
  type Expense,
  kpis,
  type Lead,
  month,
  type Opportunity,
  type Order,
  quarter,
  type Subscription,
  salesData,
} from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const won = (accountId: string, closedOn: string, amount: number, rest: Partial<Opportunity> = {}): Opportunity => ({
  ...{ id: `${accountId} ${closedOn}`, accountId, createdOn: '2025-01-01', closedOn, status: 'won', amount, ...rest },
});
const expense = (
  category: Expense['category'],
  kind: string,
  amount: number,
  spentOn: string,
  channel: string | null = null,
): Expense => ({ category, kind, amount, spentOn, channel });
const movement = (
  accountId: string,
  kind: Subscription['kind'],
  amount: number,
  effectiveOn: string,
): Subscription => ({
  ...{ accountId, kind, amount, effectiveOn },
});
const order = (recognisedOn: string | null, amount: number, rest: Partial<Order> = {}): Order => ({
  ...{ id: `${recognisedOn} ${amount}`, orderedOn: '2025-01-01', recognisedOn, amount, ...rest },
});
const lead = (id: string, createdOn: string, rest: Partial<Lead> = {}): Lead => ({ id, createdOn, ...rest });

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  accounts: [{ id: 'branch', parentId: 'new' }],
  opportunities: [
    won('new', '2026-02-10', 300, { type: 'new-business', source: 'events' }),
    // The same company once more, through a subsidiary.
    won('branch', '2026-02-20', 100, { type: 'new-business', source: 'web' }),
    won('other', '2026-03-31', 200, { type: 'new-business', source: 'web' }),
    won('old', '2025-06-30', 500),
    won('old', '2026-02-10', 400, { type: 'expansion', source: 'events' }),
  ],
  expenses: [
    expense('sales', 'salary', 600, '2026-01-01'),
    expense('marketing', 'program', 300, '2026-02-28', 'events'),
    expense('marketing', 'salary', 100, '2026-03-31'),
    expense('onboarding', 'salary', 50, '2026-03-31'),
    expense('other', 'program', 7, '2026-03-31'),
    expense('sales', 'program', 250, '2025-12-31', 'web'),
    expense('marketing', 'program', 150, '2025-10-01', 'web'),
    expense('sales', 'salary', 800, '2025-09-30'),
  ],
  subscriptions: [
    movement('old', 'new', 2400, '2025-01-01'),
    movement('left', 'new', 1200, '2025-01-01'),
    movement('left', 'churn', 1200, '2026-02-01'),
    movement('old', 'expansion', 600, '2026-03-31'),
    movement('new', 'new', 1200, '2026-02-10'),
    movement('other', 'new', 600, '2026-03-31'),
    movement('next', 'new', 9999, '2026-04-01'),
  ],
  orders: [
    order('2025-12-31', 1000, { cost: 300 }),
    order('2026-01-01', 1200, { cost: 300 }),
    order('2026-03-31', 300),
    order('2026-02-01', 400, { type: 'one-time', cost: 300 }),
    order(null, 5000),
  ],
  leads: [
    lead('1', '2026-01-01', { source: 'events', mqlOn: '2026-01-02', sqlOn: '2026-03-31' }),
    lead('2', '2026-03-31', { mqlOn: '2026-04-01' }),
    lead('3', '2026-03-31', { source: 'web', duplicateOfId: '1' }),
    lead('4', '2025-12-31', { source: 'web', mqlOn: '2026-01-01' }),
    lead('5', '2026-02-01', { source: 'events' }),
  ],
});
const q1 = quarter(2026, 1);

describe('what customers cost', () => {
  it('cac', () => {
    expect(figures(kpis.cac, data, { period: q1 })).toEqual({
      default: '500',
      'paid-only': '150',
      'marketing-only': '200',
      blended: longDivision([1000n, 3n]),
      'per-account': longDivision([1000n, 3n]),
      // 600 of the 1000 won are new business.
      'new-logo-share': '300',
      lagged: '200',
      'with-onboarding': '525',
      'by-channel': '150',
    });
  });

  it('with spend of two periods before', () => {
    const parameters = { lagPeriods: 2 };
    // 800 of the third quarter for two companies, and for 1800 of new revenue a year.
    const of = (kpi: Calculable): string => String(calculate(kpi, data, { period: q1, parameters }).value);
    expect(of(kpis.cac.variants.lagged)).toBe('400');
    expect(of(kpis.cacRatio)).toBe(longDivision([800n, 1800n]));
    expect(of(kpis.cacRatio.variants.inverse)).toBe('2.25');
    expect(of(kpis.salesEfficiency.variants.lagged)).toBe('2.25');
  });

  it('of one channel, cac', () => {
    const { 'by-channel': byChannel } = kpis.cac.variants;
    const of = (channel: string): readonly (string | null)[] => {
      const { value, reason, parts } = calculate(byChannel, data, { period: q1, parameters: { channel } });
      return [reason ?? String(value), String(parts.newLogosOfChannel)];
    };
    expect(of('events')).toEqual(['300', '1']);
    // The company and the other one: nothing was spent on the web in the quarter.
    expect(of('web')).toEqual(['0', '2']);
    expect(of('partner')).toEqual(['no-denominator', '0']);
  });

  it('is unbounded where money was spent and none came', () => {
    expect(calculate(kpis.cac, data, { period: month(2026, 1) }).reason).toBe('unbounded');
    expect(calculate(kpis.cac, data, { period: month(2026, 6) }).reason).toBe('no-denominator');
  });

  it('cac-ratio', () => {
    expect(figures(kpis.cacRatio, data, { period: q1 })).toEqual({
      default: longDivision([400n, 1800n]),
      blended: longDivision([400n, 2400n]),
      'same-period': longDivision([1000n, 1800n]),
      inverse: '4.5',
    });
  });

  it('cac-payback-period', () => {
    // Two new accounts pay 150 a month together; of 1600 of revenue with a cost 600 went to it, of 2600 in a year 900.
    expect(figures(kpis.cacPaybackPeriod, data, { period: q1 })).toEqual({
      default: longDivision([500n * 16n, 75n * 10n]),
      'without-margin': longDivision([500n, 75n]),
      'by-new-revenue': longDivision([1000n * 16n, 150n * 10n]),
      // 1800 new and 600 more, less 1200, in a year.
      'by-net-new-revenue': longDivision([1000n * 16n, 100n * 10n]),
      // Half of the customers of a February left in it, and none in January and March.
      'churn-adjusted': longDivision([500n * 16n * 6n, 75n * 10n * 5n]),
      // 50 a month more by three accounts: 75 and 50/3, times 5/8.
      'with-expansion': longDivision([500n * 24n, 1375n]),
      'expansion-without-margin': longDivision([500n * 24n, 1525n]),
      'annual-margin': longDivision([500n * 26n, 75n * 17n]),
    });
  });

  it('cost-per-lead', () => {
    expect(figures(kpis.costPerLead, data, { period: q1 })).toEqual({
      default: longDivision([400n, 3n]),
      'per-mql': '200',
      'per-sql': '400',
      'per-opportunity': 'unbounded',
      'direct-only': '100',
      'fully-loaded': longDivision([1000n, 3n]),
      'by-channel': '150',
      lagged: '50',
      spread: 'unbounded',
    });
    const { 'by-channel': byChannel } = kpis.costPerLead.variants;
    const web = calculate(byChannel, data, { period: quarter(2025, 4), parameters: { channel: 'web' } });
    expect(String(web.value)).toBe('150');
  });
});

describe('what customers bring', () => {
  it('ltv', () => {
    const months = quarter(2026, 1);
    // Three accounts pay 4800 a year; of 1600 of revenue 1000 is left; of two customers one left in one of three months.
    expect(figures(kpis.ltv, data, { period: months })).toEqual({
      default: longDivision([4800n * 1000n * 6n, 36n * 1600n]),
      revenue: longDivision([4800n * 6n, 36n]),
      'fixed-lifespan': longDivision([4800n * 1000n, 1600n]),
      // A third of the revenue left in February: (0 + 1/3 + 0) / 3.
      'revenue-churn': longDivision([4800n * 1000n * 9n, 36n * 1600n]),
      capped: longDivision([4800n * 1000n * 6n, 36n * 1600n]),
      discounted: longDivision([4800n * 1000n * 101n * 6n, 36n * 1600n * 106n]),
      // In March the customers of its start came to pay 600 more than 3600: (0 + 1/3 - 1/6) / 3.
      'with-expansion': longDivision([4800n * 1000n * 18n, 36n * 1600n]),
      // new with its branch 400, other 200, old 900.
      historic: '500',
    });
  });

  it('are endless where nobody leaves, unless a life is given', () => {
    const values = figures(kpis.ltv, data, { period: quarter(2026, 2) });
    // Nothing with a cost was recognised.
    expect(values).toMatchObject({ default: 'base-not-positive', revenue: 'unbounded' });
    const { capped, revenue } = kpis.ltv.variants;
    const january = { period: month(2026, 1) };
    expect(calculate(revenue, data, january).reason).toBe('unbounded');
    // 150 a month, 75% of it gross profit, for 60 months or for 24.
    expect(String(calculate(capped, data, january).value)).toBe('6750');
    expect(String(calculate(capped, data, { ...january, parameters: { capMonths: 24 } }).value)).toBe('2700');
  });

  it('ltv-cac-ratio', () => {
    expect(figures(kpis.ltvCacRatio, data, { period: q1 })).toEqual({
      default: '1',
      revenue: '1.6',
      'fixed-lifespan': '6',
      'marketing-only': '2.5',
    });
  });

  it('magic-number', () => {
    // 1500 after 1000; what is one-time does not count.
    expect(figures(kpis.magicNumber, data, { period: q1 })).toEqual({
      default: '5',
      'same-quarter': '2',
      'two-quarter-lag': '2.5',
      'recurring-revenue': '3',
      'gross-margin': '3.125',
      // 1000 after 0, on 800, in the quarter before; nothing was spent before the two others.
      'trailing-mean': '5',
      'marketing-only': longDivision([2000n, 150n]),
    });
    expect(String(calculate(kpis.magicNumber, data, { period: quarter(2026, 2) }).value)).toBe('-6');
    expect(calculate(kpis.magicNumber, data, { period: quarter(2026, 3) }).reason).toBe('no-denominator');
  });

  it('sales-efficiency', () => {
    expect(figures(kpis.salesEfficiency, data, { period: q1 })).toEqual({
      default: '1.8',
      net: '1.2',
      lagged: '4.5',
      'with-expansion': '2.4',
    });
  });
});
