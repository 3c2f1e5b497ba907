import { describe, expect, it } from 'vitest';
import { calculate, type Kpi, kpis, type Lead, month, type Opportunity, salesData } from '../../src/index.ts';
import { figures } from './figures.ts';

const leads: Lead[] = [
  { id: 'a', accountId: 'A', createdOn: '2026-02-01', direction: 'inbound', mqlOn: '2026-02-05', sqlOn: '2026-02-10' },
  { id: 'b', accountId: 'A', createdOn: '2026-02-10', direction: 'outbound', mqlOn: '2026-02-12' },
  { id: 'c', accountId: 'B', createdOn: '2026-02-28', direction: 'inbound' },
  { id: 'again', createdOn: '2026-02-28', direction: 'inbound', mqlOn: '2026-02-28', duplicateOfId: 'a' },
  { id: 'd', accountId: 'C', createdOn: '2026-03-01', mqlOn: '2026-03-01' },
  { id: 'e', createdOn: '2026-01-20', mqlOn: '2026-02-02' },
  {
    ...{ id: 'back', createdOn: '2026-01-10', mqlOn: '2026-01-31' },
    ...{ disqualifiedOn: '2026-02-05', requalifiedOn: '2026-02-20' },
  },
  { id: 'f', createdOn: '2026-01-11', mqlOn: '2026-01-15', sqlOn: '2026-02-01' },
  { id: 'g', createdOn: '2025-12-01', mqlOn: '2025-12-20', sqlOn: '2026-01-05' },
  { id: 'h', createdOn: '2025-12-02', mqlOn: '2025-12-30' },
];
const opportunities: Opportunity[] = [
  { id: 'grown', createdOn: '2026-02-02', status: 'open', amount: 500, probability: '0.5', source: 'web' },
  { id: 'renewal', createdOn: '2026-02-28', status: 'open', amount: 100, probability: '0.2', type: 'renewal' },
  { id: 'unknown', createdOn: '2026-02-10', status: 'open', amount: 300, source: 'partner' },
  { id: 'later', createdOn: '2026-03-01', status: 'open', amount: 1000 },
  { id: 'earlier', createdOn: '2026-01-15', status: 'open', amount: 150, qualifiedOn: '2026-02-28' },
  {
    ...{ id: 'at once', createdOn: '2026-02-05', closedOn: '2026-02-05', status: 'won', amount: 50 },
    ...{ probability: 1, source: 'web' },
  },
];
const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  leads,
  opportunities,
  stageChanges: [
    { opportunityId: 'grown', changedOn: '2026-02-02', amount: 200 },
    { opportunityId: 'grown', changedOn: '2026-02-20', amount: 500 },
    { opportunityId: 'unknown', changedOn: '2026-02-15', amount: 300 },
  ],
  quotas: [
    { startsOn: '2026-02-01', endsOn: '2026-03-01', amount: 700, quantity: 5, measure: 'pipeline' },
    { startsOn: '2026-01-01', endsOn: '2026-02-01', amount: 550, quantity: 3, measure: 'pipeline' },
    { startsOn: '2026-02-01', endsOn: '2026-03-01', amount: 999, measure: 'bookings' },
    { startsOn: '2026-02-01', endsOn: '2026-03-01', amount: 999 },
  ],
});
const period = month(2026, 2);

const expected: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  // a, b, c; c has the last day, d the first after it, and `again` is a.
  [kpis.leadVolume, { default: '3', companies: '2', 'inbound-only': '2' }],
  [
    kpis.mqlVolume,
    {
      // a, b, e
      default: '3',
      // b, e, h, and back, which was given up and came back.
      'current-status': '4',
      'requalified-included': '4',
      accepted: '0',
      'rejection-window': '3',
    },
  ],
  [
    kpis.leadVelocityRate,
    {
      // 3 after 2
      default: '0.5',
      sql: '1',
      // 2 after none in December does not count, 2 after 2 in January, 3 after 2 in February.
      'three-month-mean': '0.25',
    },
  ],
  [kpis.opportunitiesCreated, { default: '4', qualified: '1', 'renewals-excluded': '3' }],
  [
    kpis.pipelineCreated,
    {
      // 200 of grown, 100, 50; unknown had no amount yet.
      default: '350',
      'present-amount': '950',
      weighted: '170',
      'from-source': '250',
    },
  ],
  [kpis.pipelineGenerationAttainment, { default: '0.5', 'by-count': '0.8', 'year-to-date': '0.4' }],
];

describe('the funnel', () => {
  it.each(expected.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, data, { period })).toEqual(values);
  });

  it('tells which opportunities were created without an amount', () => {
    expect(calculate(kpis.pipelineCreated, data, { period }).skipped).toEqual([
      { part: 'created', reason: 'missing-value', count: 1 },
    ]);
  });

  it('is asked for one source', () => {
    const { 'from-source': from } = kpis.pipelineCreated.variants;
    const of = (source: string): string | undefined =>
      calculate(from, data, { period, parameters: { source } }).value?.toString();
    expect([of('web'), of('partner')]).toEqual(['250', '0']);
  });

  it('has no growth on nothing, and no attainment without a plan', () => {
    const empty = { period: month(2027, 2) };
    expect(figures(kpis.leadVelocityRate, data, empty)).toEqual({
      default: 'base-not-positive',
      sql: 'base-not-positive',
      'three-month-mean': 'no-records',
    });
    expect(figures(kpis.pipelineGenerationAttainment, data, empty)).toEqual({
      default: 'no-denominator',
      'by-count': 'no-denominator',
      'year-to-date': 'no-denominator',
    });
    expect(figures(kpis.leadVolume, data, empty)).toEqual({ default: '0', companies: '0', 'inbound-only': '0' });
  });

  it('knows no lead that came back before it did', () => {
    const { 'current-status': standing } = kpis.mqlVolume.variants;
    const on = (asOf: string): string | undefined => calculate(standing, data, { period, asOf }).value?.toString();
    // a, b, e, h and then b, e, h; with back on the day it was qualified again.
    expect([on('2026-02-04'), on('2026-02-05'), on('2026-02-19'), on('2026-02-20')]).toEqual(['3', '3', '3', '4']);
  });
});
