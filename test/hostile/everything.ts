import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { growth, largeShare, mixed, winShare, wonValue } from './hostileKpis.ts';

export const input: SalesDataInput = {
  currency: 'USD',
  timeZone: 'Europe/London',
  reps: [{ id: 'ann', teamId: 'emea' }, { id: 'bob' }],
  opportunities: [
    {
      id: 'a',
      ownerId: 'ann',
      createdOn: '2026-05-04T23:30:00Z',
      closedOn: '2026-07-10',
      status: 'won',
      amount: '1200.50',
      attributes: { half: 'x' },
    },
    {
      id: 'b',
      ownerId: 'bob',
      createdOn: new Date('2026-06-30T23:30:00Z'),
      closedOn: '2026-08-12',
      status: 'lost',
      amount: 900,
    },
    {
      id: 'c',
      ownerId: 'bob',
      createdOn: '2026-06-01',
      closedOn: '2026-06-30T23:30:00Z',
      status: 'won',
      amount: 300n,
      currency: 'EUR',
    },
    { id: 'd', ownerId: 'bob', createdOn: '2026-06-01', closedOn: '2026-07-12', status: 'won' },
  ],
  exchangeRates: [{ from: 'EUR', on: '2026-01-01', rate: '1.1' }],
};

/** Everything that the verbs say of a small data set, as text. */
export function everything(given: SalesDataInput = input): string {
  const data = salesData(given);
  const period = quarter(2026, 3);
  const asked = {
    period,
    where: { owner: ['ann', 'bob'] },
    asOf: '2026-09-01',
    parameters: { 'largest-small': '500' },
  };
  return JSON.stringify([
    data,
    calculate(largeShare, data, asked),
    tabulate([winShare, wonValue, growth, mixed], data, {
      periods: [period, quarter(2026, 2)],
      by: ['team', 'owner'],
      groups: 'all',
    }),
    explain(growth, data, { period }),
    calculateFrom(winShare, { won: 1, decided: 3 }),
  ]);
}
