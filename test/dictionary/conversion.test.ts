import { describe, expect, it } from 'vitest';
import {
  type Activity,
  calculate,
  type Kpi,
  kpis,
  type Lead,
  month,
  type Opportunity,
  quarter,
  salesData,
  year,
} from '../../src/index.ts';
import { longDivision } from '../oracles/fraction.ts';
import { figures } from './figures.ts';

const part = (numerator: bigint, denominator: bigint): string => longDivision([numerator, denominator]);
const base = { currency: 'USD', timeZone: 'UTC' };
const february = { period: month(2026, 2) };

const leads: Lead[] = [
  {
    ...{ id: 'a', createdOn: '2026-02-01', mqlOn: '2026-02-05', salesAcceptedOn: '2026-02-08' },
    ...{ sqlOn: '2026-02-10', convertedOn: '2026-03-05', customerOn: '2026-04-01' },
  },
  { id: 'b', createdOn: '2026-02-02', mqlOn: '2026-02-06', sqlOn: '2026-02-06', convertedOn: '2026-02-06' },
  // Sales was earlier than marketing, and the opportunity earlier than both.
  { id: 'c', createdOn: '2026-02-03', mqlOn: '2026-02-07', sqlOn: '2026-02-05', convertedOn: '2026-02-04' },
  { id: 'd', createdOn: '2026-01-05', mqlOn: '2026-02-28', salesAcceptedOn: '2026-03-01' },
  { id: 'f', createdOn: '2026-02-20', convertedOn: '2026-02-27', customerOn: '2026-02-28' },
  { id: 'g', createdOn: '2026-02-25' },
  {
    ...{
      id: 'again',
      createdOn: '2026-02-09',
      mqlOn: '2026-02-09',
      salesAcceptedOn: '2026-02-09',
      sqlOn: '2026-02-10',
    },
    ...{ convertedOn: '2026-02-11', customerOn: '2026-02-12', duplicateOfId: 'a' },
  },
];
const leadData = salesData({ ...base, leads });
const leadRates: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  // a and b of a, b, c, d
  [kpis.mqlToSqlRate, { default: '0.5', 'same-period': '0.75', 'accepted-only': '0.5' }],
  // a and b of a, b, c; b, c and f in February
  [kpis.sqlToOpportunityRate, { default: part(2n, 3n), 'same-period': '1' }],
  [
    kpis.leadConversionRate,
    {
      // a and f of a, b, c, f, g
      default: '0.4',
      'same-period': '0.2',
      'of-mqls': '0.25',
      'of-sqls': part(1n, 3n),
    },
  ],
];

describe('leads', () => {
  it.each(leadRates.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, leadData, february)).toEqual(values);
  });

  it('have not converted to what is not known yet', () => {
    const early = { ...february, asOf: '2026-02-28' };
    expect(figures(kpis.leadConversionRate, leadData, early)['default']).toBe('0.2');
    expect(figures(kpis.sqlToOpportunityRate, leadData, early)['default']).toBe(part(1n, 3n));
    expect(figures(kpis.mqlToSqlRate, leadData, early)['accepted-only']).toBe('1');
  });
});

const firstMeeting: Pick<Activity, 'kind' | 'first' | 'outcome'> = { kind: 'meeting', first: true, outcome: 'held' };
const meetingData = salesData({
  ...base,
  opportunities: [
    { id: 'same day', createdOn: '2026-02-03', status: 'open' },
    { id: 'before', createdOn: '2026-02-01', status: 'open' },
    { id: 'soon', createdOn: '2026-02-15', status: 'open' },
    { id: 'late', createdOn: '2026-06-20', status: 'open' },
  ],
  activities: [
    { id: '1', ...firstMeeting, occurredOn: '2026-02-03', opportunityId: 'same day' },
    { id: '2', ...firstMeeting, occurredOn: '2026-02-10', opportunityId: 'before' },
    { id: '3', ...firstMeeting, occurredOn: '2026-02-12', opportunityId: 'soon', outcome: 'no-show' },
    { id: '4', ...firstMeeting, occurredOn: '2026-02-20', opportunityId: 'late' },
    { id: '5', ...firstMeeting, occurredOn: '2026-02-25', outcome: 'cancelled', createdOn: '2026-02-01' },
    { id: '6', ...firstMeeting, occurredOn: '2026-03-05', createdOn: '2026-02-20', rescheduledFromId: '5' },
    // Booked and moved on one day: the order of the records tells which replaced which.
    { id: '8', ...firstMeeting, occurredOn: '2026-02-26', outcome: 'cancelled', createdOn: '2026-02-21' },
    { id: '9', ...firstMeeting, occurredOn: '2026-03-06', createdOn: '2026-02-21', rescheduledFromId: '8' },
    { id: '7', ...firstMeeting, first: false, occurredOn: '2026-02-04', opportunityId: 'soon' },
  ],
});

describe('meetings', () => {
  it('produce an opportunity that is not older than they are', () => {
    expect(figures(kpis.meetingToOpportunityRate, meetingData, february)).toEqual({
      // 1 and 4 of 1, 2, 4
      default: part(2n, 3n),
      // and of 3, but not of 5 and 8, which were moved to March
      booked: '0.5',
      'within-horizon': part(1n, 3n),
    });
  });

  it('have not produced what is not known yet', () => {
    const early = { ...february, asOf: '2026-02-28' };
    expect(figures(kpis.meetingToOpportunityRate, meetingData, early)['default']).toBe(part(1n, 3n));
  });
});

const stageData = salesData({
  ...base,
  stages: ['demo', 'offer', 'contract'],
  opportunities: [
    { id: 'forward', createdOn: '2026-02-01', status: 'open' },
    { id: 'skipped', createdOn: '2026-02-01', status: 'open' },
    { id: 'stuck', createdOn: '2026-02-01', status: 'open' },
    { id: 'won', createdOn: '2026-02-01', status: 'won', closedOn: '2026-03-01' },
    { id: 'lost', createdOn: '2026-02-01', status: 'lost', closedOn: '2026-02-20' },
    { id: 'through', createdOn: '2026-02-01', status: 'won', closedOn: '2026-08-01' },
  ],
  stageChanges: [
    { opportunityId: 'forward', changedOn: '2026-02-01', stage: 'demo' },
    { opportunityId: 'forward', changedOn: '2026-02-11', stage: 'offer' },
    { opportunityId: 'skipped', changedOn: '2026-02-02', stage: 'demo' },
    { opportunityId: 'skipped', changedOn: '2026-06-02', stage: 'contract' },
    { opportunityId: 'stuck', changedOn: '2026-02-03', stage: 'demo' },
    { opportunityId: 'won', changedOn: '2026-02-04', stage: 'demo' },
    { opportunityId: 'lost', changedOn: '2026-02-05', stage: 'demo' },
    // Entering a stage on the day of the close is the closing itself.
    { opportunityId: 'lost', changedOn: '2026-02-20', stage: 'offer' },
    { opportunityId: 'through', changedOn: '2026-02-28', stage: 'demo' },
    { opportunityId: 'through', changedOn: '2026-03-01', stage: 'offer' },
  ],
});

describe('stages', () => {
  it('convert to another one, or to a win', () => {
    expect(figures(kpis.conversionRate, stageData, february)).toEqual({
      // forward, skipped, won and through of six
      default: part(2n, 3n),
      // skipped took 120 days.
      'within-horizon': '0.5',
      // stuck
      undecided: part(1n, 6n),
      // forward
      'same-period': part(1n, 6n),
      // 4 of 6 passed the demo; forward, the only one, has not passed the offer.
      'end-to-end': '0',
    });
  });

  it('are passed in order, or not at all', () => {
    const demo = { ...february, where: { stage: 'demo' } };
    expect(figures(kpis.stageConversionRate, stageData, demo)).toMatchObject({
      default: part(2n, 3n),
      // forward, through and won; skipped went to the contract.
      'next-stage-only': '0.5',
      'skipped-excluded': '0.6',
    });
  });

  it('are any two, within any number of days', () => {
    const parameters = { fromStage: 1, toStage: 3 };
    expect(calculate(kpis.conversionRate, stageData, { ...february, parameters }).value?.toString()).toBe('0.5');
    const { 'within-horizon': early } = kpis.conversionRate.variants;
    const soon = { ...february, parameters: { horizonDays: 10 } };
    expect(calculate(early, stageData, soon).value?.toString()).toBe(part(1n, 3n));
    const offer = { period: month(2026, 3), parameters: { fromStage: 2, toStage: 3 } };
    expect(calculate(kpis.conversionRate, stageData, offer).value?.toString()).toBe('1');
  });

  it('multiply to what they let through', () => {
    const { 'end-to-end': through } = kpis.conversionRate.variants;
    // 4 of 6 from the demo, 1 of 2 from the offer, and in the second quarter none from the contract.
    expect(calculate(through, stageData, { period: quarter(2026, 1) }).value?.toString()).toBe(part(1n, 3n));
    expect(calculate(through, stageData, { period: year(2026) }).value?.toString()).toBe('0');
  });

  it('are undecided until it is known', () => {
    const { undecided } = kpis.conversionRate.variants;
    const on = (asOf: string): string | undefined =>
      calculate(undecided, stageData, { ...february, asOf }).value?.toString();
    // skipped, stuck, won and through; won closes on March 1, when through moves on.
    expect([on('2026-02-28'), on('2026-03-01')]).toEqual([part(2n, 3n), part(1n, 3n)]);
  });
});

describe('opportunities', () => {
  const created = (id: string, createdOn: string, closedOn?: string): Opportunity =>
    closedOn === undefined ? { id, createdOn, status: 'open' } : { id, createdOn, closedOn, status: 'won' };
  const data = salesData({
    ...base,
    opportunities: [
      created('30 days', '2026-01-01', '2026-01-31'),
      created('90 days', '2026-01-01', '2026-04-01'),
      created('91 days', '2026-01-01', '2026-04-02'),
      created('just old enough', '2026-10-02'),
      created('a day too young', '2026-10-03'),
    ],
  });

  it('draw a curve of wins by age', () => {
    const { 'curve-point': point } = kpis.opportunityToCloseRate.variants;
    const wonWithin = (horizonDays: number): string | undefined =>
      calculate(point, data, { period: year(2026), parameters: { horizonDays } }).value?.toString();
    // 1 of 5, 2 of 4, and 3 of 3 where October 2 is too young
    expect([wonWithin(30), wonWithin(90), wonWithin(91)]).toEqual(['0.2', '0.5', '1']);
  });

  it('are followed at one age, period by period', () => {
    const { 'curve-point': point } = kpis.winRate.variants;
    const in2026 = (index: number): string => {
      const { value, reason } = calculate(point, data, { period: month(2026, index) });
      return reason ?? String(value);
    };
    expect([in2026(3), in2026(4), in2026(12)]).toEqual(['no-denominator', part(2n, 3n), '0']);
  });

  it('end without a decision by status, or by a reason', () => {
    const closed = (id: string, status: 'won' | 'lost' | 'no-decision', lostReason?: string): Opportunity => ({
      ...{ id, createdOn: '2026-01-01', closedOn: '2026-02-10', status },
      lostReason: lostReason ?? null,
    });
    const ends = salesData({
      ...base,
      opportunities: [
        closed('a', 'won', 'no-decision'),
        closed('b', 'lost', 'no-decision'),
        closed('c', 'lost', 'no budget'),
        closed('d', 'no-decision', 'no budget'),
        { id: 'e', createdOn: '2026-01-01', status: 'open' },
      ],
    });
    expect(figures(kpis.noDecisionRate, ends, february)).toEqual({ default: '0.25', 'by-lost-reason': '0.25' });
    const { 'by-lost-reason': byReason } = kpis.noDecisionRate.variants;
    const parameters = { lostReason: 'no budget' };
    expect(calculate(byReason, ends, { ...february, parameters }).value?.toString()).toBe('0.5');
  });
});

describe('the pipeline', () => {
  const data = salesData({
    ...base,
    opportunities: [
      {
        ...{ id: 'won', createdOn: '2026-01-10', closedOn: '2026-06-30', status: 'won', amount: 150 },
        expectedCloseOn: '2026-05-01',
      },
      {
        ...{ id: 'lost', createdOn: '2026-01-10', closedOn: '2026-05-20', status: 'lost', amount: 200 },
        expectedCloseOn: '2026-05-15',
      },
      { id: 'pushed', createdOn: '2026-02-01', status: 'open', amount: 300, expectedCloseOn: '2026-08-01' },
      {
        ...{ id: 'pulled in', createdOn: '2026-02-01', closedOn: '2026-06-01', status: 'won', amount: 400 },
        expectedCloseOn: '2026-07-01',
      },
      {
        ...{ id: 'created later', createdOn: '2026-04-01', closedOn: '2026-05-01', status: 'won', amount: 500 },
        expectedCloseOn: '2026-05-01',
      },
      {
        ...{ id: 'closed before', createdOn: '2026-01-01', closedOn: '2026-03-31', status: 'won', amount: 999 },
        expectedCloseOn: '2026-04-15',
      },
      {
        ...{ id: 'no decision', createdOn: '2026-03-31', closedOn: '2026-04-01', status: 'no-decision', amount: 400 },
        expectedCloseOn: '2026-04-01',
      },
    ],
    stageChanges: [
      { opportunityId: 'won', changedOn: '2026-01-10', amount: 100 },
      { opportunityId: 'won', changedOn: '2026-06-01', amount: 150 },
      { opportunityId: 'pushed', changedOn: '2026-02-01', expectedCloseOn: '2026-06-30' },
      { opportunityId: 'pushed', changedOn: '2026-06-15', expectedCloseOn: '2026-08-01' },
    ],
  });

  it('converts as far as it stood and was due when the period began', () => {
    expect(figures(kpis.pipelineConversionRate, data, { period: quarter(2026, 2) })).toEqual({
      // 100 of 100 + 200 + 300 + 400
      default: '0.1',
      'by-count': '0.25',
      // 150 + 400 + 500
      'all-won': '1.05',
      // 3 of 4 were won, 700 of 1000 closed.
      'from-win-rate': '0.525',
    });
  });

  it('has converted what was won by the day that is known', () => {
    const early = { period: quarter(2026, 2), asOf: '2026-06-29' };
    expect(figures(kpis.pipelineConversionRate, data, early)).toMatchObject({ default: '0', 'all-won': '0.9' });
  });
});
