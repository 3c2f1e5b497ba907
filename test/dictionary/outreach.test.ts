import { describe, expect, it } from 'vitest';
import { type Activity, calculate, type Kpi, kpis, type Lead, month, salesData } from '../../src/index.ts';
import { figures } from './figures.ts';

const call = { kind: 'call', direction: 'outbound' } as const;
const email = { kind: 'email', direction: 'outbound' } as const;
const task = { kind: 'task', followUp: true } as const;

// Thursday the 5th and Saturday the 7th.
const activities: Activity[] = [
  {
    ...{ id: 'a1', ...call, ownerId: 'ann', accountId: 'talked', occurredOn: '2026-02-05T09:00Z' },
    ...{ outcome: 'conversation', minutes: 30, inCrm: true },
  },
  { id: 'a2', ...call, ownerId: 'ann', accountId: 'silent', occurredOn: '2026-02-05T10:00Z', minutes: 6, inCrm: false },
  { id: 'a3', ...email, ownerId: 'ann', accountId: 'silent', occurredOn: '2026-02-07T09:00Z', inCrm: false },
  { id: 'b1', kind: 'meeting', outcome: 'held', ownerId: 'bob', occurredOn: '2026-02-07T09:00Z', minutes: 60 },
  { id: 'c1', ...email, ownerId: 'cid', accountId: 'ignored', occurredOn: '2026-02-05', automatic: true, inCrm: true },
  { id: 'c2', kind: 'call', direction: 'inbound', ownerId: 'cid', accountId: 'unassigned', occurredOn: '2026-02-05' },
  { id: 'c3', kind: 'meeting', outcome: 'no-show', ownerId: 'cid', accountId: 'ignored', occurredOn: '2026-02-05' },
  { id: 'c4', kind: 'task', ownerId: 'cid', accountId: 'ignored', occurredOn: '2026-02-05' },
  { id: 'd1', kind: 'task', ownerId: 'dan', occurredOn: '2026-02-28', completedOn: '2026-02-28' },
  { id: 'd2', ...call, ownerId: 'dan', accountId: 'ignored', occurredOn: '2026-03-01' },
  { id: 'nobody', ...call, occurredOn: '2026-02-05' },
];

const sales = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  activities,
  accounts: [
    { id: 'talked', ownerId: 'ann', potential: 10 },
    { id: 'silent', ownerId: 'ann', potential: 30 },
    { id: 'ignored', ownerId: 'cid', createdOn: '2026-02-28' },
    { id: 'unassigned', potential: 100 },
    { id: 'later', ownerId: 'cid', createdOn: '2026-03-01' },
    { id: 'far', ownerId: 'cid', potential: 120 },
  ],
  reps: ['ann', 'bob', 'cid', 'dan', 'eve'].map((id) => ({ id })),
  opportunities: [
    { id: 'new', status: 'open', createdOn: '2026-02-10' },
    { id: 'won', status: 'won', createdOn: '2026-02-01', closedOn: '2026-02-20' },
    { id: 'old', status: 'won', createdOn: '2026-01-01', closedOn: '2026-02-20' },
  ],
});
const period = month(2026, 2);

const emails = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  activities: [
    { id: 'e1', ...email, contactId: 'old', outcome: 'delivered', occurredOn: '2026-01-31' },
    { id: 'e2', ...email, contactId: 'old', outcome: 'replied', sentiment: 'positive', occurredOn: '2026-02-01' },
    { id: 'e3', ...email, contactId: 'bounced', outcome: 'bounced', occurredOn: '2026-01-31' },
    { id: 'e4', ...email, contactId: 'bounced', outcome: 'bounced', occurredOn: '2026-02-02' },
    { id: 'e5', ...email, contactId: 'corrected', outcome: 'bounced', occurredOn: '2026-01-31' },
    { id: 'e6', ...email, contactId: 'corrected', outcome: 'opened', occurredOn: '2026-02-02' },
    { id: 'e7', ...email, contactId: 'second', occurredOn: '2026-02-02' },
    { id: 'e8', ...email, contactId: 'second', outcome: 'replied', occurredOn: '2026-02-09' },
    { id: 'e9', ...email, contactId: 'next', outcome: 'replied', occurredOn: '2026-03-01' },
    { id: 'e10', ...email, outcome: 'replied', sentiment: 'negative', occurredOn: '2026-02-28' },
    {
      id: 'e11',
      kind: 'email',
      direction: 'inbound',
      contactId: 'writes',
      outcome: 'replied',
      occurredOn: '2026-02-03',
    },
  ],
});

const touch = { ...call, leadId: 'cared-for' } as const;
const leads: Lead[] = [
  { id: 'cared-for', createdOn: '2026-02-01' },
  { id: 'double', createdOn: '2026-02-02', duplicateOfId: 'cared-for' },
  { id: 'left', createdOn: '2026-02-28' },
];
const followUps = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  leads,
  activities: [
    { id: 't1', ...task, occurredOn: '2026-02-01', dueOn: '2026-02-01', completedOn: '2026-01-20' },
    { id: 't2', ...task, occurredOn: '2026-02-02', dueOn: '2026-02-02', completedOn: '2026-02-28T17:00Z' },
    { id: 't3', ...task, occurredOn: '2026-02-28', dueOn: '2026-02-28', completedOn: '2026-03-01' },
    { id: 't4', ...task, occurredOn: '2026-02-27', dueOn: '2026-02-27' },
    { id: 't5', ...task, occurredOn: '2026-01-05', dueOn: '2026-01-05', createdOn: '2026-01-01' },
    { id: 't6', ...task, occurredOn: '2026-03-05', dueOn: '2026-03-05', createdOn: '2026-03-01' },
    { id: 't7', ...task, occurredOn: '2026-03-05' },
    { id: 't8', kind: 'task', occurredOn: '2026-02-05', dueOn: '2026-02-05' },
    ...['01', '01', '02', '03', '04', '05', '06'].map(
      (day, index): Activity => ({ id: `c${index}`, ...touch, occurredOn: `2026-02-${day}` }),
    ),
    { id: 'early', ...touch, leadId: 'left', occurredOn: '2026-02-27' },
    { id: 'in-time', ...touch, leadId: 'left', occurredOn: '2026-03-14' },
    { id: 'too-late', ...touch, leadId: 'left', occurredOn: '2026-03-15' },
    { id: 'machine', ...email, leadId: 'left', occurredOn: '2026-03-01', automatic: true },
  ],
});

const expected = [
  [
    kpis.activitiesPerRep,
    sales,
    {
      // a1 to a3, b1 and d1, of `ann` alone on a working day.
      default: '5',
      'per-employed-rep': '1',
      // Two days of `ann`, one of `bob` and one of `dan`.
      'per-rep-day': '1.25',
      // Three in 96 minutes.
      'per-selling-hour': '1.875',
      // Two calls, an email, a task and a meeting, which weighs 5.
      'weighted-by-kind': '9',
      'per-opportunity': '2.5',
      'per-won-deal': '2.5',
    },
  ],
  // `talked` and `silent` of four; `ignored` was reached by a machine only.
  [kpis.accountCoverage, sales, { default: '0.5', 'two-way': '0.25', 'by-potential': '0.25' }],
  [
    kpis.activityCaptureRate,
    sales,
    {
      default: '0.5',
      // One of two calls, one of two emails; `ann` one of three, `cid` one of one.
      'mean-of-kinds': '0.5',
      'mean-of-reps': '0.6666666666666666666666666666666667',
    },
  ],
  [
    kpis.emailReplyRate,
    emails,
    {
      // `second`, of `corrected` and `second`.
      default: '0.5',
      // e2, e8 and e10 of six sent, of five delivered, of four opened.
      'of-sent': '0.5',
      'of-delivered': '0.6',
      'of-opened': '0.75',
      'positive-replies': '0.3333333333333333333333333333333333',
    },
  ],
  [
    kpis.followUpCompletionRate,
    followUps,
    {
      // t1 and t2 of t1 to t4.
      default: '0.5',
      'on-time': '0.25',
      // t4 and t5 of these, t3 and t7: t3 is due on the last day and t7 on none.
      'overdue-share': '0.5',
      // Six of seven count for `cared-for`, one for `left`.
      'required-touches': '0.5833333333333333333333333333333333',
    },
  ],
] as const satisfies readonly (readonly [Kpi, typeof sales, Readonly<Record<string, string>>])[];

describe('outreach', () => {
  it.each(expected.map(([kpi, data, values]) => ({ id: kpi.id, kpi, data, values })))(
    '$id',
    ({ kpi, data, values }) => {
      expect(figures(kpi, data, { period })).toEqual(values);
    },
  );

  it('count a rep who works on Saturdays where Saturday is a working day', () => {
    const { length } = ['ann', 'bob', 'dan'];
    const open = salesData({ currency: 'USD', timeZone: 'UTC', activities, workingTime: { days: [4, 6] } });
    expect(String(calculate(kpis.activitiesPerRep, open, { period }).parts.activeReps)).toBe(String(length));
  });

  it('weigh kinds as they are told', () => {
    const { 'weighted-by-kind': weighted } = kpis.activitiesPerRep.variants;
    const parameters = { callWeight: 10, meetingWeight: 0 };
    expect(String(calculate(weighted, sales, { period, parameters }).value)).toBe('22');
  });

  it('cover the accounts of a rep by what that rep did', () => {
    const ofOwner = calculate(kpis.accountCoverage, sales, { period, where: { owner: 'ann' } });
    expect(String(ofOwner.value)).toBe('1');
    expect(String(calculate(kpis.accountCoverage, sales, { period, where: { owner: 'cid' } }).value)).toBe('0');
  });

  it('know only what had happened by asOf', () => {
    const options = { period, asOf: '2026-02-02' };
    expect(figures(kpis.followUpCompletionRate, followUps, options)).toEqual({
      default: '0.5',
      'on-time': '0.5',
      // t5; open are also t2, t3, t4 and t7.
      'overdue-share': '0.2',
      'required-touches': '0.5',
    });
    expect(figures(kpis.emailReplyRate, emails, options)['default']).toBe('0');
  });

  it('ask for as many touches as they are told', () => {
    const { 'required-touches': required } = kpis.followUpCompletionRate.variants;
    const parameters = { requiredTouches: 1, horizonDays: 13 };
    expect(String(calculate(required, followUps, { period, parameters }).value)).toBe('0.5');
  });
});
