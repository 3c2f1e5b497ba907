import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kpis } from '../../src/dictionary/dictionary.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import { month, monthsOf, quarter, quartersOf, year } from '../../src/time/period.ts';
import { readRows } from '../arbitraries/sales.ts';
import { writtenDay } from '../oracles/calendar.ts';
import { longDivision } from '../oracles/fraction.ts';
import { bookOf, type Row, type Rows } from '../oracles/kpiBook.ts';
import { oracles } from '../oracles/kpiDeals.ts';
import { sceneOf } from './scene.ts';

/*
 * Ramps, plans and growth over years need records that fit together: random ones rarely hold a month at the quota.
 */

const asked: readonly Calculable[] = [
  kpis.rampTime,
  kpis.salesCapacity,
  kpis.revenuePerRep,
  kpis.planAttainment,
  kpis.salesGrowth,
].flatMap((kpi) => [kpi, ...Object.values<Calculable>(kpi.variants)]);

const names = ['ann', 'bob', 'eve'];
const years = [2025, 2026];
const months = years.flatMap((of) => monthsOf(year(of)));
const quarters = years.flatMap((of) => quartersOf(year(of)));

const someDay = fc
  .integer({ min: Date.parse('2025-11-01') / 86_400_000, max: Date.parse('2026-12-31') / 86_400_000 })
  .map(writtenDay);
const earlierDay = fc.constantFrom('2023-01-01', '2023-06-30', '2023-08-15');
const rep = fc.record({
  startedOn: fc.option(someDay, { nil: undefined, freq: 9 }),
  leftOn: fc.option(someDay, { nil: undefined, freq: 1 }),
  rampMonths: fc.constantFrom(undefined, undefined, 0, 3, '4.5'),
});
const deal = fc.record({
  ownerId: fc.constantFrom(...names),
  accountId: fc.constantFrom('a', 'b'),
  closedOn: fc.oneof({ weight: 9, arbitrary: someDay }, { weight: 1, arbitrary: earlierDay }),
  amount: fc.constantFrom(40, 60, 100, '133.1', 300),
});
const movement = fc.record({
  accountId: fc.constant('a'),
  effectiveOn: someDay,
  kind: fc.constantFrom('new', 'expansion', 'contraction', 'churn'),
  amount: fc.constantFrom(10, 25),
});
const salesTeam: fc.Arbitrary<Rows> = fc
  .record({
    reps: fc.array(rep, { minLength: names.length, maxLength: names.length }),
    deals: fc.array(deal, { minLength: 20, maxLength: 60, size: 'max' }),
    movements: fc.array(movement, { maxLength: 6 }),
    full: fc.constantFrom(undefined, 30, 90),
    spans: fc.constantFrom(months, months, quarters),
  })
  .map(({ reps, deals, movements, full, spans }) => ({
    currency: 'USD',
    timeZone: 'UTC',
    offsetMinutes: 0,
    stages: [],
    sources: {
      reps: reps.map((one, index): Row => ({ id: names[index], ...one })),
      opportunities: deals.map(
        (one, index): Row => ({ id: `o${index}`, createdOn: '2023-01-01', status: 'won', ...one }),
      ),
      quotas: spans.flatMap(({ start, end }): Row[] => [
        ...names.map((ownerId) => ({ ownerId, startsOn: start, endsOn: end, amount: 60, fullAmount: full })),
        { startsOn: start, endsOn: end, amount: 150 },
        { startsOn: start, endsOn: end, amount: 20, measure: 'net-new-arr' },
      ]),
      subscriptions: movements,
    },
  }));

it('figures of reps, plans and years are what their definitions say', () => {
  const withValue = new Map<string, number>();
  fc.assert(
    fc.property(
      salesTeam,
      fc.constantFrom(quarter(2026, 2), quarter(2026, 3), month(2026, 6), year(2026)),
      fc.constantFrom(undefined, undefined, '2026-08-05'),
      (rows, period, asOf) => {
        const scene = sceneOf(bookOf(rows), period, { asOf });
        const options = { periods: [period], ...(asOf === undefined ? {} : { asOf }) };
        const values = tabulate(asked, readRows(rows), options).totals[0]?.values;
        for (const { key } of asked) {
          const slow = oracles[key]?.(scene) ?? '';
          const expected = typeof slow === 'string' ? slow : longDivision(slow);
          if (typeof slow !== 'string') withValue.set(key, (withValue.get(key) ?? 0) + 1);
          expect(values?.[key]?.value?.toFixed() ?? values?.[key]?.reason, key).toBe(expected);
        }
      },
    ),
    { numRuns: 120 },
  );
  // None of them is compared only where it is undefined.
  expect(asked.map(({ key }) => key).filter((key) => (withValue.get(key) ?? 0) === 0)).toEqual([]);
});
