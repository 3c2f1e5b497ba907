import { describe, expect, it } from 'vitest';
import {
  type Activity,
  calculate,
  explain,
  type Kpi,
  kpis,
  type Lead,
  month,
  type SalesData,
  salesData,
} from '../../src/index.ts';
import { figures } from './figures.ts';

const leads: Lead[] = [
  { id: 'early', createdOn: '2026-01-10' },
  { id: 'voicemail', createdOn: '2026-02-01T08:00Z', assignedOn: '2026-02-01T09:00Z' },
  { id: 'gatekeeper', createdOn: '2026-02-02T09:00Z', assignedOn: '2026-02-03T09:30Z' },
  { id: 'ignored', createdOn: '2026-02-20T10:00Z' },
  { id: 'undated', createdOn: '2026-02-03' },
  { id: 'quick', createdOn: '2026-02-10T00:00Z' },
];

const call = { kind: 'call', direction: 'outbound' } as const;
const email = { kind: 'email', direction: 'outbound' } as const;
const activities: Activity[] = [
  { id: 'c1', ...call, leadId: 'early', outcome: 'no-answer', occurredOn: '2026-01-20T08:00Z' },
  {
    id: 'c2',
    ...call,
    leadId: 'early',
    outcome: 'conversation',
    occurredOn: '2026-02-05T08:00Z',
    recordedBy: 'rep',
    followUp: true,
    decisionMaker: true,
  },
  {
    id: 'c3',
    ...call,
    leadId: 'voicemail',
    outcome: 'voicemail',
    occurredOn: '2026-02-01T10:00Z',
    recordedBy: 'system',
  },
  { id: 'c4', kind: 'call', leadId: 'voicemail', outcome: 'connected', occurredOn: '2026-02-10T08:00Z' },
  { id: 'c5', ...call, leadId: 'gatekeeper', outcome: 'gatekeeper', occurredOn: '2026-02-03T09:00Z' },
  { id: 'c6', ...call, leadId: 'gatekeeper', outcome: 'wrong-number', occurredOn: '2026-02-04T09:30Z' },
  {
    id: 'c7',
    kind: 'call',
    direction: 'inbound',
    leadId: 'voicemail',
    outcome: 'conversation',
    occurredOn: '2026-02-06T08:00Z',
  },
  { id: 'c8', ...call, leadId: 'gatekeeper', outcome: 'conversation', occurredOn: '2026-03-01T08:00Z' },
  {
    id: 'e1',
    ...email,
    leadId: 'ignored',
    outcome: 'delivered',
    occurredOn: '2026-02-20T10:05Z',
    automatic: true,
    contactId: 'k1',
  },
  { id: 'e2', ...email, outcome: 'bounced', occurredOn: '2026-02-21T10:00Z', contactId: 'k1' },
  { id: 'e3', ...email, outcome: 'replied', occurredOn: '2026-02-22T10:00Z', contactId: 'k2', automatic: false },
  { id: 'e4', kind: 'email', direction: 'inbound', occurredOn: '2026-02-22T11:00Z', contactId: 'k3', followUp: true },
  { id: 'e5', kind: 'email', occurredOn: '2026-02-23T10:00Z' },
  { id: 'x1', kind: 'other', leadId: 'undated', occurredOn: '2026-02-04T10:00Z' },
  { id: 'x2', kind: 'other', leadId: 'quick', occurredOn: '2026-02-10T01:00Z' },
  {
    id: 'm1',
    kind: 'meeting',
    first: true,
    outcome: 'no-show',
    createdOn: '2026-02-05T08:00Z',
    occurredOn: '2026-02-27T08:00Z',
  },
  { id: 'm2', kind: 'meeting', outcome: 'cancelled', createdOn: '2026-02-06T08:00Z', occurredOn: '2026-02-12T08:00Z' },
  {
    id: 'm3',
    kind: 'meeting',
    first: true,
    outcome: 'held',
    createdOn: '2026-01-30T08:00Z',
    occurredOn: '2026-02-08T08:00Z',
    opportunityId: 'after',
  },
  {
    ...{ id: 'm4', kind: 'meeting', first: true, outcome: 'held', rescheduledFromId: 'm2' },
    ...{ createdOn: '2026-02-12T08:00Z', occurredOn: '2026-02-14T08:00Z', opportunityId: 'before' },
  },
  {
    id: 't1',
    kind: 'task',
    followUp: true,
    occurredOn: '2026-02-05',
    dueOn: '2026-02-05',
    completedOn: '2026-02-05T17:00Z',
  },
  {
    id: 't2',
    kind: 'task',
    followUp: true,
    occurredOn: '2026-02-05',
    dueOn: '2026-02-05',
    completedOn: '2026-02-07T17:00Z',
  },
  { id: 't3', kind: 'task', followUp: true, occurredOn: '2026-02-05', dueOn: '2026-02-05' },
  { id: 't4', kind: 'task', occurredOn: '2026-02-05', completedOn: '2026-02-05T17:00Z' },
];

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  leads,
  activities,
  opportunities: [
    { id: 'after', createdOn: '2026-02-09', status: 'open' },
    { id: 'before', createdOn: '2026-02-01', status: 'open' },
  ],
});
const period = month(2026, 2);

const expected: readonly (readonly [Kpi, Readonly<Record<string, string>>])[] = [
  [
    kpis.callsMade,
    { default: '5', answered: '4', 'inbound-included': '6', 'recorded-by-reps': '1', 'recorded-by-systems': '1' },
  ],
  [kpis.emailsSent, { default: '4', delivered: '3', manual: '3', sequence: '1', recipients: '2' }],
  [
    kpis.meetingsBooked,
    {
      // m2 was moved, and m4 held in its place.
      ...{ default: '2', 'by-meeting-date': '3', 'net-of-cancellations': '2', 'first-meetings': '1' },
      'credited-to-booker': '2',
    },
  ],
  [kpis.followUpsCompleted, { default: '2', 'on-time': '1', touches: '1' }],
  [
    kpis.contactRate,
    {
      // `voicemail` and `gatekeeper` were first called in February, `voicemail` was reached by c4.
      default: '0.5',
      'per-attempt': '0.4',
      'whole-list': '0.3333333333333333333333333333333333',
      connection: '0.8',
      conversation: '0.2',
      'decision-maker-conversation': '0.2',
      'dials-per-contact': '2.5',
    },
  ],
  [kpis.meetingConversionRate, { default: '1', 'per-call': '0.4', 'per-lead': '1', 'meeting-to-opportunity': '0.5' }],
  [
    kpis.leadResponseTime,
    {
      // 2, 24 and 1 hours; the answer to `undated` has no hours.
      default: '2',
      mean: '9',
      'from-assignment': '12.5',
      // A Sunday, from 9 to 9 the day after, and a night.
      'working-hours': '0',
      // `voicemail` after 216 hours, `gatekeeper` in March after 647.
      'first-contact': '431.5',
      // 0, 0, 1 and 1 days; `ignored` waits since 8 days.
      censored: '1',
      'answered-in-time': '0.8',
      // The answer after 1 hour, of 5 leads.
      'answered-within-hours': '0.2',
    },
  ],
];

describe('activity and contact', () => {
  it.each(expected.map(([kpi, values]) => ({ id: kpi.id, kpi, values })))('$id', ({ kpi, values }) => {
    expect(figures(kpi, data, { period })).toEqual(values);
  });

  it('report the leads whose response has no hours', () => {
    expect(calculate(kpis.leadResponseTime, data, { period }).skipped).toEqual([
      { part: 'responseTime', reason: 'missing-value', count: 1 },
    ]);
  });

  it('wait for an answer, and are not left out for it', () => {
    const waiting = (answeredOn: Readonly<Record<string, string | null>>): SalesData =>
      salesData({
        currency: 'USD',
        timeZone: 'UTC',
        leads: Object.keys(answeredOn).map((id) => ({ id, createdOn: '2026-02-20' })),
        activities: Object.entries(answeredOn).flatMap(([leadId, occurredOn]) =>
          occurredOn === null ? [] : [{ ...call, id: leadId, leadId, occurredOn }],
        ),
      });
    const { censored } = kpis.leadResponseTime.variants;
    const [half, fewer] = [
      waiting({ a: '2026-02-21', b: '2026-02-24', c: null, d: null }),
      waiting({ a: '2026-02-21', b: null, c: '2026-03-02', d: null }),
    ];
    // Half of them by the 24th, and nothing after that.
    expect(String(calculate(censored, half, { period }).value)).toBe('4');
    // What is answered in March still waited at the end of February.
    expect(calculate(censored, fewer, { period })).toMatchObject({ value: null, reason: 'not-reached' });
    expect(calculate(censored, half, { period, asOf: '2026-02-23' }).reason).toBe('not-reached');
    expect(calculate(censored, half, { period: month(2026, 1) }).reason).toBe('no-records');
    const { tree } = explain(censored, half, { period });
    expect(tree.does).toBe(
      'Kaplan-Meier median of sinceCreation − sinceResponse over entities by lead with leads > 0, observed where answered > 0 (2 of 4 censored)',
    );
    expect(tree.entities.map((lead) => [lead.entity, String(lead.contribution), lead.censored])).toEqual([
      ['a', '1', false],
      ['b', '4', false],
      ['c', '8', true],
      ['d', '8', true],
    ]);
  });

  it('are follow-ups only where they took place', () => {
    const touch = { followUp: true, occurredOn: '2026-02-05' } as const;
    const touches = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      activities: [
        { id: 'held', kind: 'meeting', outcome: 'held', ...touch },
        { id: 'cancelled', kind: 'meeting', outcome: 'cancelled', ...touch },
        { id: 'missed', kind: 'meeting', outcome: 'no-show', ...touch },
        { id: 'other', kind: 'other', ...touch },
        { id: 'call', kind: 'call', ...touch },
      ],
    });
    const { touches: variant } = kpis.followUpsCompleted.variants;
    expect(String(calculate(variant, touches, { period }).value)).toBe('2');
  });

  it('reach leads of the list only', () => {
    const reached = ['listed', 'unlisted'].map(
      (leadId): Activity => ({ id: leadId, ...call, leadId, outcome: 'connected', occurredOn: '2026-02-05' }),
    );
    const list = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      leads: [
        { id: 'listed', createdOn: '2026-02-01' },
        { id: 'twice', createdOn: '2026-02-01', duplicateOfId: 'listed' },
      ],
      activities: reached,
    });
    expect(String(calculate(kpis.contactRate.variants['whole-list'], list, { period }).value)).toBe('1');
  });

  it('converse with those who decide for some minutes, or for an unknown time', () => {
    const talks: Activity[] = [undefined, 1.9, 2, 30].map((minutes, index) => ({
      ...{ id: `${index}`, ...call, outcome: 'conversation', decisionMaker: true, occurredOn: '2026-02-05' },
      ...(minutes === undefined ? {} : { minutes }),
    }));
    const missed: Activity = {
      ...call,
      id: 'none',
      outcome: 'no-answer',
      decisionMaker: true,
      occurredOn: '2026-02-05',
    };
    const unsure: Activity = { ...call, id: 'other', outcome: 'conversation', occurredOn: '2026-02-05' };
    const talked = salesData({ currency: 'USD', timeZone: 'UTC', activities: [...talks, missed, unsure] });
    const { 'decision-maker-conversation': rate } = kpis.contactRate.variants;
    expect(String(calculate(rate, talked, { period }).value)).toBe('0.5');
    expect(String(calculate(rate, talked, { period, parameters: { minimumMinutes: 0 } }).parts.conversations)).toBe(
      '4',
    );
  });

  it('take another limit of days', () => {
    const { 'answered-in-time': inTime } = kpis.leadResponseTime.variants;
    expect(calculate(inTime, data, { period, parameters: { limitDays: 0 } }).value?.toString()).toBe('0.4');
    const { 'answered-within-hours': inHours } = kpis.leadResponseTime.variants;
    const within = (limitHours: string): string =>
      String(calculate(inHours, data, { period, parameters: { limitHours } }).value);
    expect([within('0.99'), within('2'), within('24')]).toEqual(['0', '0.4', '0.6']);
  });

  it('know only what had happened by asOf', () => {
    const options = { period, asOf: '2026-02-03' };
    const { reached, attempted } = calculate(kpis.contactRate, data, options).parts;
    expect([String(reached), String(attempted)]).toEqual(['0', '2']);
    expect(figures(kpis.callsMade, data, options)['default']).toBe('2');
  });
});
