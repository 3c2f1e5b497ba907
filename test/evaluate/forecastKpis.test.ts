import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dictionary } from '../../src/dictionary/dictionary.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import { quarter } from '../../src/time/period.ts';
import { readRows } from '../arbitraries/sales.ts';
import { longDivision } from '../oracles/fraction.ts';
import { bookOf, type Rows } from '../oracles/kpiBook.ts';
import { paceOracles } from '../oracles/kpiPace.ts';
import { sceneOf } from './scene.ts';

const asked = dictionary
  .flatMap((kpi) => [kpi, ...Object.values<Calculable>(kpi.variants)])
  .filter(({ key }) => /^(forecast|slip-rate|commit|quota-gap)/.test(key));

const rep = fc.constantFrom('ann', 'bob', 'cid');
const amount = fc.constantFrom(0, 100, '250.5', 1200, '7.25');
const inQuarter = fc.constantFrom('2026-07-01', '2026-07-31', '2026-08-10', '2026-09-30', '2026-10-05');
const span = fc.constantFrom(
  ['2026-07-01', '2026-10-01'] as const,
  ['2026-07-01', '2026-10-01'] as const,
  ['2026-07-01', '2026-08-01'] as const,
  ['2026-08-01', '2026-09-01'] as const,
  ['2026-09-01', '2026-10-01'] as const,
);
const forecast = fc
  .record({
    ownerId: rep,
    submittedOn: fc.constantFrom('2026-06-20', '2026-06-30', '2026-07-01', '2026-07-02', '2026-08-01'),
    span,
    category: fc.constantFrom('call', 'call', 'commit', 'best-case'),
    amount,
  })
  .map(({ span: [startsOn, endsOn], ...rest }) => ({ startsOn, endsOn, ...rest }));
const deal = fc
  .record({
    ownerId: rep,
    amount,
    expectedCloseOn: inQuarter,
    closedOn: inQuarter,
    status: fc.constantFrom('open', 'won', 'won', 'lost'),
  })
  .map(({ closedOn, status, ...rest }) => ({
    createdOn: '2026-05-04',
    forecastCategory: 'commit',
    probability: '0.5',
    status,
    ...rest,
    ...(status === 'open' ? {} : { closedOn }),
  }));
const change = fc.record({
  opportunityId: fc.constantFrom('0', '1', '2', '3'),
  changedOn: fc.constantFrom('2026-05-04', '2026-06-20', '2026-07-15', '2026-09-01'),
  expectedCloseOn: inQuarter,
  forecastCategory: fc.constantFrom('commit', 'best-case'),
});

/** Forecasts for just the quarter and its months, and deals that move: general random data hardly ever has them. */
const rows = fc
  .record({
    opportunities: fc.array(deal, { minLength: 2, maxLength: 8 }),
    stageChanges: fc.array(change, { maxLength: 8 }),
    forecasts: fc.array(forecast, { minLength: 2, maxLength: 10 }),
    quotas: fc.array(fc.record({ ownerId: rep, amount }), { maxLength: 3 }),
  })
  .map(
    ({ opportunities, stageChanges, forecasts, quotas }): Rows => ({
      currency: 'USD',
      timeZone: 'UTC',
      offsetMinutes: 0,
      stages: [],
      sources: {
        opportunities: opportunities.map((row, index) => ({ id: String(index), ...row })),
        stageChanges,
        forecasts: forecasts.map((row, index) => ({ id: `f${index}`, ...row })),
        quotas: quotas.map((row) => ({ startsOn: '2026-07-01', endsOn: '2026-10-01', ...row })),
      },
    }),
  );

it('figures of forecasts, slippage and the quota gap are what their definitions say', () => {
  const valued = new Set<string>();
  fc.assert(
    fc.property(rows, fc.constantFrom(undefined, '2026-07-31', '2026-08-15', '2026-09-30'), (drawn, asOf) => {
      const period = quarter(2026, 3);
      const scene = sceneOf(bookOf(drawn), period, { asOf });
      const { totals } = tabulate(asked, readRows(drawn), {
        periods: [period],
        ...(asOf === undefined ? {} : { asOf }),
      });
      for (const { key } of asked) {
        const measured = totals[0]?.values[key];
        const slow = paceOracles[key]?.(scene) ?? '';
        expect(measured?.value?.toFixed() ?? measured?.reason, key).toBe(
          typeof slow === 'string' ? slow : longDivision(slow),
        );
        if (typeof slow !== 'string' && slow[0] !== 0n) valued.add(key);
      }
    }),
    { numRuns: 200 },
  );
  // A figure that never has a value would prove nothing.
  expect(asked.map(({ key }) => key).filter((key) => !valued.has(key))).toEqual([]);
});
