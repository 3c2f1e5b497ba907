import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExampleData } from '../../examples/read-data.mjs';
import { salesEvents } from '../../src/commission/salesEvents.ts';
import { salesQuotas } from '../../src/commission/salesQuotas.ts';
import {
  type Assignment,
  bookings,
  type Calculable,
  type Calendar,
  type CommissionEvent,
  type CommissionQuota,
  type CreditMeasure,
  calculateCommissions,
  fiscalCalendar,
  gregorianCalendar,
  type Period,
  quarter,
  quartersOf,
  quotaAttainment,
  type SalesData,
  type ScoreRule,
  salesData,
  tabulate,
  year,
} from '../../src/index.ts';

/** What a figure is by `payee quarter`, as plain digits. */
type Figures = ReadonlyMap<string, string>;

interface Scene {
  readonly events: readonly CommissionEvent[];
  readonly quotas?: readonly CommissionQuota[];
  readonly measure: Partial<CreditMeasure>;
  readonly on: ScoreRule['on'];
  readonly assignments: readonly Omit<Assignment, 'plan'>[];
  readonly calendar: Calendar;
  readonly periods: readonly Period[];
}

/** Everybody is assigned while they have a quota: attainment without one is an error, as it is undefined among the KPIs. */
function whileQuotasLast(quotas: readonly CommissionQuota[]): Scene['assignments'] {
  return quotas.map(({ payee = '', from, to }) => ({ payee, from, to }));
}

/** A measure of a plan at the end of each quarter, or its attainment: the score of a bonus of 1 is what it is measured by. */
function byCommission({ events, quotas = [], measure, on, assignments, calendar, periods }: Scene): Figures {
  const through = periods.at(-1)?.end;
  const { statements } = calculateCommissions({
    plans: [
      {
        id: 'rep',
        currency: 'USD',
        calendar,
        period: 'quarter',
        measures: { sales: { kind: 'credits', window: 'quarter', target: { zero: 'none' }, ...measure } },
        components: [
          { id: 'figure', kind: 'bonus', per: 'quarter', amount: 1, scores: [{ measure: 'sales', on, weight: 1 }] },
        ],
      },
    ],
    assignments: assignments.map((assignment) => ({ ...assignment, plan: 'rep' })),
    events,
    quotas,
    through,
  });
  return new Map(
    statements.flatMap(({ payee, period: { label }, lines }) =>
      lines.map(({ exact }) => [`${payee} ${label}`, exact.toFixed()] as const),
    ),
  );
}

function byKpi(kpi: Calculable, data: SalesData, periods: readonly Period[]): Figures {
  const { rows } = tabulate([kpi], data, { periods, by: ['owner'] });
  const found = new Map<string, string>();
  for (const {
    group,
    period: { label },
    values,
  } of rows) {
    const value = values[kpi.key]?.value ?? null;
    if (value !== null) found.set(`${group.owner} ${label}`, value.toFixed());
  }
  return found;
}

describe('attainment of every rep in every quarter of the example data', () => {
  const rows = readExampleData();
  const data = salesData(rows);
  const calendar = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
  const periods = [2026, 2027].flatMap((number) => [1, 2, 3, 4].map((part) => quarter(number, part, calendar)));
  const { variants } = quotaAttainment;
  const opportunities = { from: 'opportunities' } as const;
  const isPriced = { field: 'amount', isMissing: false };

  it.each([
    [quotaAttainment, opportunities, { where: [isPriced] }],
    [variants.annual, opportunities, { of: 'recurringAmount' }],
    [
      variants['new-recurring'],
      opportunities,
      { of: 'recurringAmount', where: [{ field: 'type', is: 'new-business' }] },
    ],
    [variants.revenue, { from: 'orders', on: 'recognisedOn' } as const, {}],
    [variants['splits-and-overlays'], { from: 'credits' } as const, {}],
    [variants.splits, { from: 'credits' } as const, { roles: ['direct', 'split'] }],
    [variants['before-ramp'], opportunities, { where: [isPriced] }],
  ] as const)('$key', (kpi, options, measure) => {
    const quotas = salesQuotas(data, {
      measure: 'sales',
      of: kpi === variants['before-ramp'] ? 'fullAmount' : 'amount',
    });
    const expected = byKpi(kpi, data, periods);
    const found = byCommission({
      events: salesEvents(data, options),
      assignments: whileQuotasLast(quotas),
      ...{ quotas, measure, on: 'attainment', calendar, periods },
    });
    expect(expected.size).toBe(192);
    expect(found).toEqual(expected);
  });
});

interface Deal {
  readonly ownerId: string;
  readonly status: 'won' | 'lost';
  readonly dates: readonly string[];
  readonly isCancelled: boolean;
  readonly amount: string;
  readonly currency: string;
}

interface Target {
  readonly ownerId: string;
  readonly period: Period;
  readonly amount: string;
  readonly currency: string;
}

describe('any records', () => {
  const owners = ['ann', 'bob', 'cyd'];
  const periods = quartersOf(year(2026));
  const day = fc
    .integer({ min: Date.UTC(2026, 0, 1) / 86_400_000, max: Date.UTC(2026, 11, 31) / 86_400_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  const amount = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat(9))
    .map(([units, scale]) => `${units}e-${scale}`);
  const currency = fc.constantFrom('USD', 'EUR');
  const deal: fc.Arbitrary<Deal> = fc.record({
    ownerId: fc.constantFrom(...owners),
    status: fc.constantFrom<Deal['status'][]>('won', 'won', 'lost'),
    dates: fc.array(day, { minLength: 2, maxLength: 2 }),
    isCancelled: fc.boolean(),
    amount,
    currency,
  });
  const quota: fc.Arbitrary<Target> = fc.record({
    ownerId: fc.constantFrom(...owners),
    period: fc.constantFrom(...periods),
    amount,
    currency,
  });

  function scene(deals: readonly Deal[], quotas: readonly Target[]): SalesData {
    return salesData({
      currency: 'USD',
      timeZone: 'Europe/London',
      opportunities: deals.map(({ dates, isCancelled, ...rest }, index) => {
        const [closedOn = '', later = ''] = [...dates].sort();
        const cancelledOn = isCancelled && rest.status === 'won' ? later : null;
        return { ...rest, id: index, createdOn: '2025-12-01', closedOn, cancelledOn };
      }),
      quotas: quotas.map(({ period, ...rest }) => ({ ...rest, startsOn: period.start, endsOn: period.end })),
      exchangeRates: ['2025-12-01', '2026-05-17'].map((on, index) => ({ from: 'EUR', on, rate: `1.${index + 1}37` })),
    });
  }

  it('attainment, where cancelled deals keep their credit', () => {
    fc.assert(
      fc.property(fc.array(deal, { maxLength: 25 }), fc.array(quota, { maxLength: 12 }), (deals, targets) => {
        const data = scene(deals, targets);
        const quotas = salesQuotas(data, { measure: 'sales' }).filter((target) => target.amount !== '0');
        const found = byCommission({
          events: salesEvents(data, { from: 'opportunities' }),
          assignments: whileQuotasLast(quotas),
          ...{ quotas, measure: { reversals: 'keep' }, on: 'attainment', calendar: gregorianCalendar, periods },
        });
        expect(found).toEqual(byKpi(quotaAttainment, data, periods));
      }),
    );
  });

  it.each([
    ['keep', bookings],
    ['current', bookings.variants['cancellations-in-current-period']],
  ] as const)('credit with reversals: %s', (reversals, kpi) => {
    fc.assert(
      fc.property(fc.array(deal, { maxLength: 25 }), (deals) => {
        const data = scene(deals, []);
        const found = byCommission({
          events: salesEvents(data, { from: 'opportunities' }),
          assignments: owners.map((payee) => ({ payee, from: '2026-01-01' })),
          ...{ measure: { reversals }, on: 'measure', calendar: gregorianCalendar, periods },
        });
        const expected = byKpi(kpi, data, periods);
        const all = owners.flatMap((owner) => periods.map(({ label }) => `${owner} ${label}`));
        expect(found).toEqual(new Map(all.map((key) => [key, expected.get(key) ?? '0'])));
      }),
    );
  });
});
