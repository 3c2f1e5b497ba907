import { describe, expect, it } from 'vitest';
import { type Activity, calculate, kpis, type Opportunity, quarter, salesData } from '../../src/index.ts';
import { figures } from './figures.ts';

const open = (id: string, createdOn: string, amount: number, stage: string): Opportunity => ({
  ...{ id, createdOn, amount, stage, status: 'open' },
});
const won = (id: string, createdOn: string, closedOn: string): Opportunity => ({
  ...{ id, createdOn, closedOn, status: 'won', amount: 1 },
});
const call = (opportunityId: string, occurredOn: string): Activity => ({
  ...{ id: `${opportunityId} ${occurredOn}`, kind: 'call', opportunityId, occurredOn },
});

const deals = [
  open('a', '2026-09-20', 10, 's3'),
  open('b', '2026-08-16', 20, 's1'),
  open('c', '2026-08-15', 30, 's3'),
  open('d', '2026-01-01', 40, 's2'),
];
// The last day of the quarter is 30 days after August 31.
const activities = [call('b', '2026-08-31'), call('c', '2026-09-10'), call('d', '2026-10-05')];
const given = { currency: 'USD', timeZone: 'UTC', stages: ['s1', 's2', 's3', 's4'], activities };
const data = salesData({
  ...given,
  opportunities: [
    ...deals,
    won('w1', '2026-01-01', '2026-01-21'),
    won('w2', '2026-03-01', '2026-04-10'),
    // Too long ago to be normal.
    won('w0', '2024-06-01', '2025-06-01'),
  ],
});
const period = quarter(2026, 3);

describe('open deals', () => {
  it('open-deal-age', () => {
    // 10, 45, 46 and 272 days.
    expect(figures(kpis.openDealAge, data, { period })).toEqual({
      default: '93.25',
      median: '45.5',
      'share-above-limit': '0.25',
      'since-stage-change': '93.25',
    });
  });

  it('stalled-deal-rate', () => {
    expect(figures(kpis.stalledDealRate, data, { period })).toEqual({
      // a is too young, c was called 20 days ago, the call of d is still to come.
      default: '0.5',
      'without-stage-change': '0.75',
      'by-value': '0.6',
      'by-stage': '0.75',
      // Cycles of 20 and 40 days, so that what is older than 45 days has stalled.
      'over-normal-cycle': '0.5',
    });
    const overCycle = kpis.stalledDealRate.variants['over-normal-cycle'];
    const at = (factor: string): string => String(calculate(overCycle, data, { period, parameters: { factor } }).value);
    expect([at('9'), at('9.1')]).toEqual(['0.25', '0']);
    const nothingWon = calculate(overCycle, salesData({ ...given, opportunities: deals }), { period });
    expect(nothingWon.reason).toBe('no-denominator');
  });
});
