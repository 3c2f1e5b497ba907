import { bookings } from '../../src/dictionary/sales.ts';
import { winRate } from '../../src/dictionary/winning.ts';
import { type Tally, type TallyRecords, tally } from '../../src/evaluate/tally.ts';
import type { SalesData } from '../../src/model/dataset.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter, year } from '../../src/time/period.ts';

const stated = { currency: 'USD', timeZone: 'UTC', reps: [{ id: 'r0', teamId: 'emea' }, { id: 'r1' }] };

/** What is asked of many deals. */
export const manyOptions = {
  periods: [quarter(2026, 1), quarter(2026, 2), year(2026)],
  by: ['owner', 'team'],
} as const;

/** So many deals of one part; no two parts have the same. */
export function dealsOf(part: number, size: number): NonNullable<TallyRecords['opportunities']> {
  return Array.from({ length: size }, (_, index) => {
    const number = part * size + index;
    return {
      id: `d${number}`,
      ownerId: `r${number % 3}`,
      createdOn: '2025-12-01',
      closedOn: `2026-0${(number % 6) + 1}-15`,
      status: number % 4 === 0 ? 'lost' : 'won',
      amount: `${number}.05`,
    } as const;
  });
}

/** A tally of one half of 400 deals; of none for null. */
export function halfOf(half: number | null): Tally<readonly [typeof winRate, typeof bookings], 'owner' | 'team'> {
  const running = tally([winRate, bookings], salesData(stated), manyOptions);
  if (half !== null) for (const part of [0, 1]) running.add({ opportunities: dealsOf(half * 2 + part, 100) });
  return running;
}

/** All 400 deals at once. */
export function all(): SalesData {
  return salesData({ ...stated, opportunities: dealsOf(0, 400) });
}
