import { describe, expect, it } from 'vitest';
import { calculate, type Kpi, kpis, month, type Opportunity, quarter, salesData } from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const opportunities: Opportunity[] = [
  {
    ...{ id: 'o1', accountId: 'A', ownerId: 'r1', createdOn: '2026-01-10', closedOn: '2026-02-09', status: 'won' },
    ...{ amount: 100, recurringAmount: 60, type: 'new-business', competitor: 'Northgate', stage: 's2' },
    ...{ firstYearAmount: 55, quantity: 3, signedOn: '2026-01-31' },
    ...{ qualifiedOn: '2026-01-20', firstContactOn: '2026-01-05' },
  },
  {
    ...{ id: 'o2', accountId: 'B', ownerId: 'r2', createdOn: '2026-02-01', closedOn: '2026-02-11', status: 'won' },
    ...{ amount: 300, recurringAmount: 0, type: 'expansion', stage: 's1' },
    ...{ signedOn: '2026-02-10', cancelledOn: '2026-03-05' },
  },
  {
    ...{ id: 'o3', createdOn: '2026-02-02', closedOn: '2026-02-22', status: 'lost', amount: 400 },
    ...{ type: 'new-business', competitor: 'Northgate', stage: 's3' },
  },
  { id: 'o4', createdOn: '2026-01-03', closedOn: '2026-02-12', status: 'no-decision', amount: 50 },
  {
    ...{ id: 'o5', createdOn: '2026-02-03', status: 'open', amount: 400, recurringAmount: 150, probability: '0.25' },
    ...{ expectedCloseOn: '2026-02-25', qualifiedOn: '2026-02-10', stage: 's2', repProbability: '0.4' },
  },
  {
    ...{ id: 'o6', createdOn: '2025-02-10', status: 'open', amount: 80, probability: '0.5' },
    ...{ expectedCloseOn: '2026-03-15', stage: 's1' },
  },
  {
    ...{ id: 'o7', accountId: 'C', createdOn: '2026-02-05', closedOn: '2026-03-01', status: 'won', amount: 500 },
    ...{ signedOn: '2026-02-28', repProbability: '0.9' },
    ...{ recurringAmount: 500, probability: '0.8', expectedCloseOn: '2026-03-01', type: 'new-business', stage: 's1' },
  },
  {
    id: 'o8',
    accountId: 'A',
    createdOn: '2026-02-06',
    closedOn: '2026-05-30',
    status: 'won',
    amount: 700,
    stage: 's3',
  },
  {
    ...{ id: 'o9', accountId: 'A', createdOn: '2025-11-20', closedOn: '2025-12-20', status: 'won' },
    ...{ amount: 1000, recurringAmount: 100, type: 'new-business' },
  },
  { id: 'o10', createdOn: '2025-01-10', closedOn: '2025-02-19', status: 'lost', amount: 10 },
  { id: 'o11', accountId: 'D', createdOn: '2025-01-20', closedOn: '2025-02-20', status: 'won', amount: 250 },
  {
    ...{ id: 'o12', accountId: 'B', createdOn: '2025-12-15', closedOn: '2026-01-14', status: 'won', amount: 320 },
    ...{ cancelledOn: '2026-02-03' },
  },
  { id: 'o13', accountId: 'E', createdOn: '2023-01-10', closedOn: '2023-02-28', status: 'won', amount: 50 },
];

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  stages: ['s1', 's2', 's3'],
  opportunities,
  stageChanges: [
    { opportunityId: 'o1', changedOn: '2026-01-10', stage: 's1' },
    { opportunityId: 'o1', changedOn: '2026-01-25', stage: 's2' },
    { opportunityId: 'o3', changedOn: '2026-02-02', stage: 's1' },
    { opportunityId: 'o3', changedOn: '2026-02-08', stage: 's2' },
    { opportunityId: 'o3', changedOn: '2026-02-22', stage: 's3' },
  ],
  leads: [
    { id: 'l1', createdOn: '2026-01-01', sqlOn: '2026-02-01', customerOn: '2026-02-10' },
    { id: 'l2', createdOn: '2026-01-01', sqlOn: '2026-02-02' },
    { id: 'l3', createdOn: '2026-01-01', sqlOn: '2026-02-28' },
  ],
  orders: [
    { id: 'n1', orderedOn: '2026-02-10', recognisedOn: '2026-02-20', amount: 120 },
    { id: 'n2', orderedOn: '2026-02-15', recognisedOn: '2026-03-01', amount: -20 },
  ],
  quotas: [
    { ownerId: 'r1', startsOn: '2026-02-01', endsOn: '2026-03-01', amount: 200, fullAmount: 500, quantity: 4 },
    { ownerId: 'r2', startsOn: '2026-02-01', endsOn: '2026-03-01', amount: 300, measure: 'bookings' },
    { startsOn: '2026-02-01', endsOn: '2026-03-01', amount: 1000 },
    { startsOn: '2026-02-01', endsOn: '2026-03-01', amount: 999, measure: 'revenue' },
    { ownerId: 'r1', startsOn: '2026-01-15', endsOn: '2026-02-15', amount: 999 },
  ],
  credits: [
    { opportunityId: 'o1', ownerId: 'r1', creditedOn: '2026-02-09', amount: 60, kind: 'split' },
    { opportunityId: 'o1', ownerId: 'r2', creditedOn: '2026-02-09', amount: 40, kind: 'split', measure: 'bookings' },
    { opportunityId: 'o1', ownerId: 'r3', creditedOn: '2026-02-28', amount: 100, kind: 'overlay' },
    { opportunityId: 'o2', ownerId: 'r2', creditedOn: '2026-03-01', amount: 300, kind: 'direct' },
    { opportunityId: 'o2', ownerId: 'r2', creditedOn: '2026-02-11', amount: 300, kind: 'direct', measure: 'revenue' },
  ],
});
const period = month(2026, 2);
const part = (numerator: bigint, denominator: bigint): string => longDivision([numerator, denominator]);

const expected: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  [
    kpis.winRate,
    {
      default: part(2n, 3n),
      'by-value': '0.5',
      broad: '0.5',
      'created-cohort': '0.6',
      // Four closed, and o5 to o8 open at the end.
      'all-opportunities': '0.25',
      'overdue-as-lost': '0.5',
      'old-as-lost': '0.5',
      // o2 never left s1; o3 had entered s2 before its last day.
      'from-stage': '0.5',
      contested: '0.5',
      'new-business': '0.5',
      'rolling-90-days': '0.8',
      // o9 turned 90 days old in February, and was won before.
      'curve-point': '1',
    },
  ],
  [kpis.noDecisionRate, { default: '0.25', 'by-lost-reason': '0' }],
  [kpis.winLossRatio, { default: '2', 'by-value': '1', 'of-decided': part(2n, 3n) }],
  [
    kpis.opportunityToCloseRate,
    {
      default: '0.6',
      'within-horizon': '0.4',
      'resolved-only': '0.75',
      resolved: '0.8',
      'same-period': '0.4',
      'by-value': part(15n, 23n),
      'curve-point': 'no-denominator',
    },
  ],
  [
    kpis.salesCycleLength,
    {
      default: '20',
      'from-lead': '40',
      'from-first-contact': '35',
      'from-qualified': '20',
      median: '20',
      percentile: '28',
      'lost-included': '20',
      // From a Saturday to a Monday 21, from a Sunday to a Wednesday 8.
      'working-days': '14.5',
      // 100 for 30 days and 300 for 10.
      'value-weighted': '15',
      'inclusive-days': '21',
      months: part(2n, 3n),
    },
  ],
  [
    kpis.bookings,
    {
      default: '400',
      annual: '60',
      'new-recurring': '60',
      'first-year': '55',
      // o2, and o7 that closed a day later.
      'by-signature': '800',
      // o2 fell in March, o12 of January in February.
      'cancellations-in-original-period': '100',
      'cancellations-in-current-period': '80',
      'net-orders': '100',
    },
  ],
  [kpis.dealsWon, { default: '2', orders: '1' }],
  [
    kpis.averageDealSize,
    { default: '200', median: '200', trimmed: '200', 'all-created': '460', annual: '30', 'new-business': '100' },
  ],
  // 320 in January, 250 a year before; only B bought in both months.
  [
    kpis.salesGrowth,
    {
      default: '0.25',
      'year-over-year': '0.6',
      'like-for-like': '-0.0625',
      'constant-currency': '0.25',
      // Eight times the 50 of three years before: twice as much each year.
      'compound-annual': '1',
    },
  ],
  [kpis.openPipeline, { default: '1680', qualified: '400', 'closing-in-period': '400', annual: '650' }],
  [
    kpis.weightedPipeline,
    {
      default: '540',
      'closing-in-period': '100',
      // 400 at s2 by 1/2, 580 at s1 by 2/3; nothing was decided from s3.
      'historical-stage-rates': part(1760n, 3n),
      'flat-win-rate': '1344',
      // 400 by 0.4 and 500 by 0.9.
      'rep-probability': '610',
      // 230 stood at the start; of 400 that stood a month before, 320 were won in January.
      'expected-in-period': '184',
    },
  ],
  [
    kpis.pipelineCoverage,
    {
      default: part(4n, 15n),
      'remaining-quota': part(4n, 11n),
      weighted: part(1n, 15n),
      'late-stages': '0',
      'quotas-of-reps': '0.8',
      plan: '0.4',
      'closed-won-added': part(8n, 15n),
      'any-close-date': '1.12',
      'forward-four-quarters': '1.12',
    },
  ],
  [
    kpis.quotaAttainment,
    {
      default: part(4n, 15n),
      annual: '0.04',
      'new-recurring': '0.04',
      revenue: '0.08',
      units: '0.75',
      'splits-and-overlays': part(200n, 1500n),
      splits: part(100n, 1500n),
      // 500 instead of the 200 of r1.
      'before-ramp': part(400n, 1800n),
      'mean-of-reps': '0.75',
      'median-of-reps': '0.75',
      'year-to-date': part(720n, 2499n),
      capped: part(4n, 15n),
      'quotas-of-reps': '0.8',
      plan: '0.4',
    },
  ],
  [
    kpis.pipelineVelocity,
    {
      // 3 SQLs; 430 a deal, 4 of 5 won, 25 days in the last 12 months.
      default: '41.28',
      'open-opportunities': '55.04',
      'opportunities-created': '68.8',
      closed: '55.04',
      'same-period': '20',
      'win-rate-by-value': part(22188n, 530n),
      'all-deal-sizes': part(9048n, 225n),
      'by-pipeline-value': '53.76',
      // The same over 25 / 30 months.
      'per-month': '1238.4',
      'scaled-to-days': '3715.2',
    },
  ],
];

describe('deals', () => {
  it.each(expected.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, data, { period })).toEqual(values);
  });

  it('report deals without what is measured', () => {
    expect(calculate(kpis.weightedPipeline, data, { period }).skipped).toEqual([
      { part: 'weighted', reason: 'missing-value', count: 1 },
    ]);
  });

  it('are contested by one competitor', () => {
    const { contested } = kpis.winRate.variants;
    const against = (competitor: string): string => {
      const { value, reason } = calculate(contested, data, { period, parameters: { competitor } });
      return reason ?? String(value);
    };
    expect([against('Northgate'), against('Southgate')]).toEqual(['0.5', 'no-denominator']);
  });

  it('take another stage, horizon or cap', () => {
    const { 'late-stages': late } = kpis.pipelineCoverage.variants;
    expect(calculate(late, data, { period, parameters: { stage: 2 } }).value?.toString()).toBe(part(4n, 15n));
    const { 'within-horizon': early } = kpis.opportunityToCloseRate.variants;
    expect(calculate(early, data, { period, parameters: { horizonDays: 10 } }).value?.toString()).toBe('0.2');
    const { capped } = kpis.quotaAttainment.variants;
    expect(calculate(capped, data, { period, parameters: { cap: '0.2' } }).value?.toString()).toBe('0.2');
  });

  it('at a late stage belong to the owner they have then', () => {
    const reassigned = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      stages: ['disc', 'prop'],
      opportunities: [
        {
          id: 'o',
          createdOn: '2026-07-01',
          status: 'open',
          amount: 100,
          expectedCloseOn: '2026-09-20',
          ownerId: 'bob',
        },
      ],
      stageChanges: [
        { opportunityId: 'o', changedOn: '2026-07-01', stage: 'disc', ownerId: 'ann' },
        { opportunityId: 'o', changedOn: '2026-07-10', stage: 'prop' },
        { opportunityId: 'o', changedOn: '2026-07-20', ownerId: 'bob' },
      ],
      quotas: ['ann', 'bob'].map((ownerId) => ({ ownerId, startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 100 })),
    });
    const { 'late-stages': late } = kpis.pipelineCoverage.variants;
    const asked = { period: quarter(2026, 3), asOf: '2026-08-15', parameters: { stage: 2 } };
    const pipelineOf = (owner: string): string =>
      String(calculate(late, reassigned, { ...asked, where: { owner } }).parts.pipeline);
    expect([pipelineOf('bob'), pipelineOf('ann')]).toEqual(['100', '0']);
  });

  it('cover the quotas of four quarters, and no fifth', () => {
    const starts = ['2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01', '2027-04-01', '2027-07-01', '2027-10-01'];
    const ahead = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      opportunities: [
        { id: 'o', createdOn: '2026-07-01', status: 'open', amount: 3000, expectedCloseOn: '2028-01-01' },
      ],
      quotas: starts.slice(0, -1).map((startsOn, index) => ({
        startsOn,
        endsOn: starts[index + 1] ?? '',
        amount: 10 ** index,
      })),
    });
    const { 'forward-four-quarters': forward } = kpis.pipelineCoverage.variants;
    const { value, parts } = calculate(forward, ahead, { period: quarter(2026, 3), asOf: '2026-08-15' });
    expect([parts.forwardQuota, value].map(String)).toEqual(['11110', longDivision([3000n, 11110n])]);
  });

  it('have met the target when the bookings reach the quota', () => {
    const { 'remaining-quota': remaining } = kpis.pipelineCoverage.variants;
    expect(calculate(remaining, data, { period, where: { owner: 'r2' } }).reason).toBe('target-met');
    expect(calculate(remaining, data, { period: month(2026, 3) }).reason).toBe('no-denominator');
  });

  it('have no figure where there is no deal', () => {
    const empty = { period: month(2024, 6) };
    expect(calculate(kpis.winRate, data, empty).reason).toBe('no-denominator');
    expect(calculate(kpis.averageDealSize, data, empty).reason).toBe('no-records');
    expect(calculate(kpis.salesCycleLength, data, empty).reason).toBe('no-records');
    expect(calculate(kpis.salesGrowth, data, empty).reason).toBe('base-not-positive');
    expect(calculate(kpis.pipelineVelocity, data, empty).reason).toBe('no-records');
    expect(calculate(kpis.bookings, data, empty).value?.toString()).toBe('0');
  });
});
