import { describe, expect, it } from 'vitest';
import type { CommissionEvent, CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan, Component } from '../../src/commission/plan.ts';
import type { RunWarning } from '../../src/commission/statementData.ts';
import { ann, commission, deal, failure, run, sales } from './smallRuns.ts';

const onTarget: Component = {
  id: 'c',
  kind: 'curve',
  measure: 'sales',
  curve: { mode: 'marginal', on: 'attainment', tiers: [{ from: 0, rate: '0.1' }] },
};
const targeted: Partial<CommissionPlan> = {
  measures: { sales: { ...sales, target: {} } },
  components: [onTarget],
};
const sale = deal('e1', '2026-02-20', 1000);
const year = { measure: 'sales', from: '2026-01-01', to: '2027-01-01' };

interface Failing {
  readonly name: string;
  readonly parts?: Partial<CommissionPlan>;
  readonly input: Partial<CommissionInput>;
  readonly says: string;
}

const failing: readonly Failing[] = [
  {
    name: 'a rate of an event',
    input: {
      events: [deal('e1', '2026-02-20', 1000, { currency: 'EUR' })],
      // Neither the inverse nor a later one counts.
      rates: [
        { from: 'USD', to: 'EUR', on: '2026-01-01', rate: 2 },
        { from: 'EUR', to: 'USD', on: '2026-02-21', rate: 2 },
      ],
    },
    says: 'missing-rate calculateCommissions: event "e1" needs an exchange rate from EUR to USD on or before 2026-02-20, got none',
  },
  {
    name: 'a rate of an adjustment',
    input: { adjustments: [{ id: 'a', payee: 'ann', on: '2026-01-02', amount: 5, currency: 'EUR', reason: 'x' }] },
    says: 'missing-rate calculateCommissions: adjustment "a" needs an exchange rate from EUR to USD on or before 2026-01-02, got none',
  },
  {
    name: 'a rate of a quota',
    parts: targeted,
    input: { events: [sale], quotas: [{ ...year, amount: 5, currency: 'EUR' }] },
    says: 'missing-rate calculateCommissions: the quota of every payee in any plan for measure "sales" needs an exchange rate from EUR to USD on or before 2026-01-01, got none',
  },
  {
    name: 'a rate of a payment',
    input: { events: [sale], assignments: [{ ...ann, currency: 'EUR' }] },
    says: 'missing-rate calculateCommissions: payment of payee "ann" needs an exchange rate from USD to EUR on or before 2026-02-28, got none',
  },
  {
    name: 'a version of the plan',
    parts: { to: '2026-02-01' },
    input: { events: [sale] },
    says: 'missing-plan calculateCommissions: plan "p" must have a version that is in force on 2026-02-20, since payee "ann" is assigned to it, got none',
  },
  {
    name: 'a quota of a window',
    parts: targeted,
    input: { events: [sale] },
    says: 'missing-quota calculateCommissions: the target of payee "ann" in plan "p" for measure "sales" needs a quota in 2026-01-01 through 2026-12-31, got none; a quota of 0 says that there is no target',
  },
  {
    name: 'a quota that is the window',
    parts: { measures: { sales: { ...sales, window: 'quota' } } },
    input: { events: [sale] },
    says: 'missing-quota calculateCommissions: payee "ann" must have a quota for measure "sales" of plan "p" on 2026-02-20, got none',
  },
  {
    name: 'what attainment of a target of 0 is',
    parts: targeted,
    input: { events: [sale], quotas: [{ ...year, amount: 0 }] },
    says: 'missing-quota calculateCommissions: target of payee "ann" for measure "sales" of plan "p" on 2026-02-20 must not be 0 unless the plan says what attainment is then (target.zero), got 0',
  },
  {
    name: 'an amount',
    input: { events: [{ id: 'e1', on: '2026-02-20', quantity: 1, credits: [{ payee: 'ann' }] }] },
    says: 'missing-value calculateCommissions: event "e1" must have amount, which measure "sales" counts, got none',
  },
  {
    name: 'a value',
    parts: { measures: { sales: { ...sales, of: 'margin' } } },
    input: { events: [sale] },
    says: 'missing-value calculateCommissions: event "e1" must have a value "margin", which measure "sales" counts, got none',
  },
  {
    name: 'target pay',
    parts: { components: [{ id: 'b', kind: 'bonus', per: 'month' }] },
    input: {
      assignments: [
        { ...ann, targetPay: { b: 1 } },
        { ...ann, payee: 'bob' },
      ],
      through: '2026-01-31',
    },
    says: 'missing-value calculateCommissions: component "b" of plan "p" needs target pay, from the plan or the assignment of payee "bob", got none',
  },
  {
    name: 'an end of the hierarchy',
    parts: { measures: { sales: { ...sales, team: {} } } },
    input: {
      events: [sale],
      reportingLines: [
        { payee: 'bob', manager: 'ann' },
        { payee: 'ann', manager: 'bob' },
      ],
    },
    says: 'invalid-commission-input calculateCommissions: reporting lines must not run in a circle, got "ann" → "bob" → "ann" on 2026-02-20',
  },
  {
    name: 'the amount of which a part is reversed',
    parts: { measures: { sales: { ...sales, of: 'quantity' } } },
    input: {
      events: [
        { id: 'e1', on: '2026-01-02', quantity: 3, credits: [{ payee: 'ann' }] },
        { id: 'r', on: '2026-01-03', reverses: 'e1', amount: 5 },
      ],
    },
    says: 'invalid-commission-input calculateCommissions: events[1].amount states a part of event "e1", which has no amount (id "r")',
  },
];

describe('a run', () => {
  it.each(failing)('without $name says so', ({ parts = {}, input, says }) => {
    expect(failure(() => run(parts, input))).toBe(says);
  });

  it.each<{
    readonly event: CommissionEvent;
    readonly more?: CommissionEvent;
    readonly warning: Omit<RunWarning, 'event'>;
  }>([
    {
      event: { id: 'e', on: '2026-01-01', amount: 1 },
      warning: { code: 'nobody-credited', message: 'event "e" credits nobody' },
    },
    {
      event: deal('e', '2025-12-31', 1),
      warning: {
        code: 'unassigned-credit',
        message: 'event "e" credits payee "ann", who has no assignment on 2025-12-31',
      },
    },
    {
      event: { id: 'e', on: '2026-01-01', amount: 1, credits: [{ payee: 'zed' }, { payee: 'zed', role: 'engineer' }] },
      warning: {
        code: 'unassigned-credit',
        message: 'event "e" credits payee "zed", who has no assignment on 2026-01-01',
      },
    },
    {
      event: { id: 'e', on: '2026-01-20', reverses: 'late' },
      more: deal('late', '2026-01-10', 1, { knownAt: '2026-02-20' }),
      warning: {
        code: 'nothing-reversed',
        message: 'event "e" reverses event "late", which is not known or comes later',
      },
    },
  ])('warns: $warning.message', ({ event, more, warning }) => {
    const events = more === undefined ? [event] : [event, more];
    expect(run({}, { events, knownAt: '2026-01-31', through: '2026-01-31' }).warnings).toEqual([
      { ...warning, event: 'e' },
    ]);
  });

  it('warns of nothing where there is nothing, nor of a return of what paid nobody', () => {
    const events = [deal('e', '2025-12-31', 1), { id: 'r', on: '2026-01-02', reverses: 'e' }];
    expect(run({}, { events }).warnings.map(({ code }) => code)).toEqual(['unassigned-credit']);
    expect(run({}, { events: [sale] }).warnings).toEqual([]);
  });
});

const closed = [{ when: [{ measure: 'sales', above: 100 }], otherwise: 0 }];
const cent: Component = {
  ...commission,
  id: 'cent',
  curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.0001' }] },
};

describe('a line of nothing', () => {
  it.each<{ readonly line: string; readonly reason: string; readonly components: readonly Component[] }>([
    {
      line: 'c/e1',
      reason: 'below-first-tier',
      components: [{ ...commission, curve: { mode: 'marginal', tiers: [{ from: 10, rate: 1 }] } }],
    },
    {
      line: 'c/e1',
      reason: 'rate-is-zero',
      components: [{ ...commission, curve: { mode: 'marginal', tiers: [{ from: 0, rate: 0 }] } }],
    },
    { line: 'c/e1', reason: 'outside-dates', components: [{ ...commission, to: '2026-01-10' }] },
    { line: 'c/e1', reason: 'gate-closed', components: [{ ...commission, factors: closed }] },
    { line: 'c/e1', reason: 'limit-reached', components: [{ ...commission, limits: [{ per: 'year', maximum: 0 }] }] },
    { line: 'cent/e1', reason: 'rounded-to-zero', components: [cent] },
    { line: 'c/e2', reason: 'no-credit', components: [commission] },
    {
      line: 'c/r',
      reason: 'nothing-to-take-back',
      components: [{ ...commission, factors: closed }],
    },
    { line: 'c/r', reason: 'clawback-over', components: [{ ...commission, reversal: { within: 1 } }] },
    {
      line: 'o/ann/c/e1',
      reason: 'source-is-zero',
      components: [
        { ...commission, factors: closed },
        { id: 'o', kind: 'override', of: ['c'], rate: 1 },
      ],
    },
    {
      line: 'o/ann/c/e1',
      reason: 'rate-is-zero',
      components: [commission, { id: 'o', kind: 'override', of: ['c'], rate: 0 }],
    },
    {
      line: 'o/ann/c/e1',
      reason: 'gate-closed',
      components: [commission, { id: 'o', kind: 'override', of: ['c'], rate: 1, factors: closed }],
    },
    {
      line: 'b/2026-01-31',
      reason: 'score-is-zero',
      components: [
        {
          id: 'b',
          kind: 'bonus',
          amount: 1,
          per: 'month',
          scores: [
            {
              measure: 'sales',
              weight: 1,
              points: [
                { at: 5, score: 0 },
                { at: 6, score: 1 },
              ],
            },
          ],
        },
      ],
    },
    { line: 'b/2026-01-31', reason: 'rate-is-zero', components: [{ id: 'b', kind: 'bonus', amount: 0, per: 'month' }] },
    {
      line: 'b/2026-01-31',
      reason: 'gate-closed',
      components: [{ id: 'b', kind: 'bonus', amount: 1, per: 'month', factors: closed }],
    },
    {
      line: 'p/2026-01-31',
      reason: 'rate-is-zero',
      components: [{ id: 'p', kind: 'rank', measure: 'sales', prizes: [0], per: 'month', ties: 'share' }],
    },
    {
      line: 'p/2026-01-31',
      reason: 'gate-closed',
      components: [
        { id: 'p', kind: 'rank', measure: 'sales', prizes: [1], per: 'month', ties: 'share', factors: closed },
      ],
    },
  ])('$line says why: $reason', ({ line, reason, components }) => {
    const events = [
      deal('e1', '2026-01-10', 9),
      deal('e2', '2026-01-11', 0),
      { id: 'r', on: '2026-01-12', amount: 5, reverses: 'e1' },
    ];
    const lines = run({ components }, { events, through: '2026-01-31' }).statements.flatMap((each) => each.lines);
    const found = lines.find(({ id }) => id === line);
    expect([found?.amount.toNumber(), found?.reason]).toEqual([0, reason]);
  });
});
