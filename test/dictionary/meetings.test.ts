import { describe, expect, it } from 'vitest';
import { type Activity, calculate, type Kpi, kpis, month, salesData, tabulate } from '../../src/index.ts';
import { figures } from './figures.ts';

const meeting = { kind: 'meeting', ownerId: 'holder', bookedById: 'booker', createdOn: '2026-01-20' } as const;
const activities: Activity[] = [
  { id: 'held', ...meeting, outcome: 'held', occurredOn: '2026-02-28T18:00Z', qualified: true, decisionMaker: true },
  { id: 'not-qualified', ...meeting, outcome: 'held', occurredOn: '2026-02-01', qualified: false },
  { id: 'missed', ...meeting, outcome: 'no-show', occurredOn: '2026-02-03' },
  { id: 'missed-again', ...meeting, outcome: 'no-show', occurredOn: '2026-02-04', bookedById: null },
  { id: 'cancelled', ...meeting, outcome: 'cancelled', occurredOn: '2026-02-05' },
  { id: 'put-off', ...meeting, outcome: 'cancelled', occurredOn: '2026-02-06' },
  { id: 'put-off-silently', ...meeting, outcome: 'scheduled', occurredOn: '2026-02-07' },
  { id: 'unknown', ...meeting, occurredOn: '2026-02-08' },
  // The first of these is in the period, too; the others are not.
  {
    ...{ id: 'made-good', ...meeting, outcome: 'held', occurredOn: '2026-02-20', rescheduledFromId: 'missed' },
    createdOn: '2026-02-03',
  },
  {
    ...{ id: 'later', ...meeting, outcome: 'held', occurredOn: '2026-03-10', rescheduledFromId: 'put-off' },
    createdOn: '2026-02-05',
  },
  {
    ...{ id: 'pending', ...meeting, outcome: 'scheduled', occurredOn: '2026-03-20' },
    ...{ createdOn: '2026-02-06', rescheduledFromId: 'put-off-silently' },
  },
  { id: 'in-march', ...meeting, outcome: 'held', occurredOn: '2026-03-01', qualified: true, decisionMaker: true },
  { id: 'call', kind: 'call', outcome: 'held', occurredOn: '2026-02-10' },
];

const data = salesData({ currency: 'USD', timeZone: 'UTC', activities });
const period = month(2026, 2);

const expected: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  // `held`, `not-qualified` and `made-good`.
  [kpis.meetingsHeld, { default: '3', qualified: '1', 'with-decision-maker': '1' }],
  [
    kpis.meetingShowRate,
    {
      // Besides those held: `missed`, `missed-again` and `unknown`.
      default: '0.5',
      'with-cancellations': '0.3333333333333333333333333333333333',
      qualified: '0.1666666666666666666666666666666667',
      // Held in the end: `held`, `not-qualified`, `missed` and `put-off`; also to be held: `missed-again`, `put-off-silently` and `unknown`.
      restated: '0.5714285714285714285714285714285714',
    },
  ],
];

describe('meetings', () => {
  it.each(expected.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, data, { period })).toEqual(values);
  });

  it('are restated when they take place', () => {
    const { restated } = kpis.meetingShowRate.variants;
    const inFebruary = calculate(restated, data, { period, asOf: '2026-02-28' });
    expect(Object.values(inFebruary.parts).map(String)).toEqual(['2', '1', '6', '1']);
    expect(String(calculate(kpis.meetingShowRate, data, { period, asOf: '2026-02-28' }).value)).toBe('0.5');
  });

  it('belong to their holder or to their booker', () => {
    const { variants } = kpis.meetingsBooked;
    const { 'credited-to-booker': toBooker } = variants;
    const january = month(2026, 1);
    const { rows } = tabulate([kpis.meetingsBooked, toBooker], data, { periods: [january], by: ['owner'] });
    const byOwner = rows.map(({ group, values }) => [
      group.owner,
      String(values['meetings-booked'].value),
      String(values['meetings-booked/credited-to-booker'].value),
    ]);
    expect(byOwner.sort()).toEqual([
      [null, '0', '1'],
      ['booker', '0', '8'],
      ['holder', '9', '0'],
    ]);
  });
});
