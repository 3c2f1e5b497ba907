import { expect, it } from 'vitest';
import { calculate, kpis, type Opportunity, type Quota, quarter, type Rep, salesData } from '../../src/index.ts';
import { figures } from './figures.ts';

const q1 = quarter(2026, 1);
const dates: Readonly<Record<string, Pick<Rep, 'startedOn' | 'leftOn'>>> = {
  ramped: { startedOn: '2025-01-01' },
  // Six months of the calendar before the quarter, and five.
  justRamped: { startedOn: '2025-07-31' },
  ramping: { startedOn: '2025-08-01' },
  firstDay: { startedOn: q1.start },
  joined: { startedOn: '2026-01-02' },
  left: { startedOn: '2025-01-01', leftOn: '2026-03-31' },
  stayed: { startedOn: '2025-01-01', leftOn: q1.end },
  undated: {},
  withoutQuota: {},
};
const sold: Readonly<Record<string, number>> = {
  ...{ ramped: 100, justRamped: 99, ramping: 75, firstDay: 70, joined: 100, left: 120, stayed: 0, undated: 130 },
  withoutQuota: 500,
};

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  reps: Object.entries(dates).map(([id, own]): Rep => ({ id, ...own })),
  quotas: [...Object.keys(dates).filter((id) => id !== 'withoutQuota'), 'unlisted'].map(
    (ownerId): Quota => ({ ownerId, startsOn: q1.start, endsOn: q1.end, amount: 100 }),
  ),
  opportunities: Object.entries(sold).map(
    ([ownerId, amount]): Opportunity => ({
      ...{ id: ownerId, ownerId, amount, status: 'won', createdOn: '2026-01-02', closedOn: '2026-02-02' },
    }),
  ),
});

it('reps who left before the period or start after it are out', () => {
  const q3 = quarter(2026, 3);
  const sale = (ownerId: string): Opportunity => ({
    ...{ id: ownerId, ownerId, amount: 100, status: 'won', createdOn: '2026-07-02', closedOn: '2026-08-02' },
  });
  const team = salesData({
    currency: 'USD',
    timeZone: 'UTC',
    reps: [
      { id: 'gone', leftOn: '2026-03-31' },
      { id: 'future', startedOn: '2026-11-01' },
      { id: 'leaving', leftOn: '2026-09-20' },
      { id: 'ann' },
    ],
    quotas: ['gone', 'future', 'leaving', 'ann'].map(
      (ownerId): Quota => ({ ownerId, startsOn: q3.start, endsOn: q3.end, amount: 100 }),
    ),
    opportunities: [sale('ann')],
  });
  const ofAll = { 'leavers-included': '0.25' };
  const one = { default: '1', 'ramped-only': '1', 'ramping-at-less': '1' };
  expect(figures(kpis.repsAtQuotaRate, team, { period: q3 })).toEqual({ ...one, ...ofAll });
  // In August nobody knows of the one who leaves in September.
  const inAugust = { default: '0.5', 'ramped-only': '0.5', 'ramping-at-less': '0.5' };
  expect(figures(kpis.repsAtQuotaRate, team, { period: q3, asOf: '2026-08-15' })).toEqual({ ...inAugust, ...ofAll });
});

it('reps at quota', () => {
  expect(figures(kpis.repsAtQuotaRate, data, { period: q1 })).toEqual({
    // ramped and undated; of ramped, justRamped, ramping, firstDay, stayed, undated and unlisted.
    default: '0.2857142857142857142857142857142857',
    'leavers-included': '0.4444444444444444444444444444444444',
    'ramped-only': '0.4',
    'ramping-at-less': '0.5714285714285714285714285714285714',
  });
  const { 'ramped-only': rampedOnly } = kpis.repsAtQuotaRate.variants;
  const ofReps = (rampMonths: number): string | undefined =>
    calculate(rampedOnly, data, { period: q1, parameters: { rampMonths } }).parts.reps?.toString();
  expect([ofReps(5), ofReps(7)]).toEqual(['6', '4']);
  const lower = calculate(kpis.repsAtQuotaRate, data, { period: q1, parameters: { threshold: '0.99' } });
  expect(lower.parts.atQuota?.toString()).toBe('3');
});
