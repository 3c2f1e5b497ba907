import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import { type SimulationChange, simulate } from '../../src/commission/simulate.ts';
import { commissionInputs, plainFeatures } from '../arbitraries/commission.ts';
import { attainmentCommission, attainmentPlan } from './attainmentPlan.ts';
import { failure } from './smallRuns.ts';

const credits = [{ payee: 'ann' }];
const input = {
  plans: [attainmentPlan(1, '0.1')],
  assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
  quotas: [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 50_000 }],
  events: [
    { id: 'deal-1', on: '2026-01-20', amount: 40_000, credits },
    { id: 'deal-1', on: '2026-01-20', amount: 45_000, credits, knownAt: '2026-02-02' },
    { id: 'deal-2', on: '2026-02-10', amount: 20_000, credits },
    { id: 'return', on: '2026-02-20', reverses: 'deal-2', amount: 5000 },
    { id: 'cash', on: '2026-02-21', pays: 'deal-2', amount: 5000 },
  ],
} as const satisfies CommissionInput;

function told(change: SimulationChange, more: Partial<CommissionInput> = {}): readonly string[] {
  return simulate({ ...input, ...more }, change).differences.map(
    ({ period, id, change: amount, causes }) => `${period.label} ${id ?? ''} ${amount.toFixed()} ${causes.join('+')}`,
  );
}

describe('simulate', () => {
  it('changes nothing where nothing is changed', () => {
    fc.assert(
      fc.property(commissionInputs({ ...plainFeatures, amendments: true, reversals: true }), (drawn) => {
        const { before, after, differences } = simulate(drawn, {});
        expect(differences).toEqual([]);
        expect(after.statements).toEqual(before.statements);
        expect(before.statements).toEqual(calculateCommissions(drawn).statements);
      }),
      { numRuns: 50 },
    );
  });

  it('adds an event, also one after the last day', () => {
    const deal = { id: 'deal-3', on: '2026-03-05', amount: 10_000, credits };
    // 45,000 + 20,000 - 5000 are there already, so all of it lies above the quota.
    const expected = ['2026-03 commission/deal-3 1000 event', '2026-03 released 1000 event'];
    expect(told({ events: [deal] })).toEqual(expected);
    expect(told({ events: [{ ...deal, knownAt: '2030-01-01' }] }, { knownAt: '2026-02-28' })).toEqual(expected);
    expect(simulate(input, { events: [deal] }).before.statements.map(({ period }) => period.label)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ]);
  });

  it('replaces all versions of an event', () => {
    expect(told({ events: [{ id: 'deal-1', on: '2026-01-20', amount: 50_000, credits }] })).toEqual([
      '2026-01 commission/deal-1 250 amendment',
      '2026-01 released 250 amendment',
      '2026-02 commission/deal-2 250 other-lines',
      '2026-02 commission/return -62.5 other-lines',
      '2026-02 released 187.5 amendment+other-lines',
    ]);
  });

  it('takes an event out with its reversals and payments', () => {
    expect(told({ without: ['deal-2'] })).toEqual([
      '2026-02 commission/deal-2 -1750 event',
      '2026-02 commission/return 437.5 event+reversal',
      '2026-02 released -1312.5 event+reversal',
    ]);
  });

  it('replaces quotas, plans and assignments', () => {
    expect(told({ quotas: [{ ...input.quotas[0], amount: 65_000 }] })).toEqual([
      '2026-02 commission/deal-2 -750 quota',
      '2026-02 commission/return 187.5 quota',
      '2026-02 released -562.5 quota',
    ]);
    const [plan] = input.plans;
    const flat = { mode: 'marginal', tiers: [{ from: 0, rate: '0.06' }] } as const;
    expect(told({ plans: [{ ...plan, components: [{ ...attainmentCommission(1, '0.1'), curve: flat }] }] })[0]).toBe(
      '2026-01 commission/deal-1 450 plan',
    );
    expect(told({ assignments: [{ ...input.assignments[0], curves: { commission: flat } }] })[0]).toBe(
      '2026-01 commission/deal-1 450 assignment',
    );
  });

  it('puts records in the place of those of one name, and leaves the others', () => {
    const { after } = simulate(
      {
        ...input,
        plans: [...input.plans, { ...input.plans[0], id: 'other' }],
        assignments: [
          ...input.assignments,
          { ...input.assignments[0], plan: 'other', from: '2026-02-01' },
          { payee: 'bob', plan: 'other', from: '2026-02-01' },
        ],
        quotas: [
          ...input.quotas,
          { ...input.quotas[0], payee: 'ann', from: '2026-01-01', to: '2026-07-01', amount: 30_000 },
        ],
        scores: [],
        rates: [
          { from: 'GBP', to: 'USD', on: '2026-01-01', rate: 1 },
          { from: 'GBP', to: 'USD', on: '2026-02-09', rate: 1 },
        ],
        adjustments: [
          { id: 'a', payee: 'ann', on: '2026-01-31', amount: 1, reason: 'one' },
          { id: 'b', payee: 'ann', on: '2026-01-31', amount: 2, reason: 'two' },
        ],
        events: [
          { ...input.events[0], amount: 20_000, currency: 'GBP' },
          { ...input.events[2], currency: 'GBP', credits: [{ payee: 'ann' }, { payee: 'bob' }] },
        ],
      },
      {
        plans: [{ ...input.plans[0], id: 'other', components: [{ ...attainmentCommission(1, '0.1'), id: 'changed' }] }],
        assignments: [{ ...input.assignments[0], plan: 'other', from: '2026-02-05' }],
        // The quota of everybody for the same time stays, and counts again from July on.
        quotas: [{ ...input.quotas[0], payee: 'ann', from: '2026-01-01', to: '2026-07-01', amount: 10_000 }],
        rates: [{ from: 'GBP', to: 'USD', on: '2026-02-09', rate: '0.5' }],
        adjustments: [{ id: 'b', payee: 'ann', on: '2026-01-31', amount: 20, reason: 'two' }],
      },
    );
    expect(
      after.statements.flatMap(({ payee, plan: id, period, lines, steps }) => [
        ...lines.map((line) => `${payee} ${id} ${period.label} ${line.id} ${line.amount.toFixed()}`),
        ...steps.filter(({ kind }) => kind === 'adjustment').map((step) => `${id} ${step.id} ${step.amount.toFixed()}`),
      ]),
    ).toEqual([
      // The target is 10,000 + 25,000: 20,000 at 5 %; 10,000 more at 5 %.
      'ann other 2026-02 changed/deal-2 500',
      'ann rep 2026-01 commission/deal-1 1000',
      'rep a 1',
      'rep b 20',
      'ann rep 2026-02 commission/deal-2 500',
      'bob other 2026-02 changed/deal-2 500',
    ]);
  });

  it('tells quotas and scores of another plan, payee, measure or time from those of the change', () => {
    const given = { kind: 'given', window: 'year' } as const;
    const month = { kind: 'credits', window: 'month', target: {} } as const;
    const bonus = (measure: string, on: 'measure' | 'attainment') =>
      ({ id: measure, kind: 'bonus', per: 'month', amount: 100, scores: [{ measure, on, weight: 1 }] }) as const;
    const components = [
      bonus('m', 'attainment'),
      bonus('n', 'attainment'),
      bonus('goal', 'measure'),
      bonus('aim', 'measure'),
    ];
    const plan = { id: 'rep', currency: 'USD', measures: { m: month, n: month, goal: given, aim: given }, components };
    const quota = { measure: 'm', payee: 'ann', plan: 'rep', from: '2026-01-01', to: '2026-02-01', amount: 100 };
    const score = { measure: 'goal', payee: 'ann', on: '2026-01-05', value: '0.5' };
    const months: CommissionInput = {
      plans: [plan, { ...plan, id: 'two' }],
      assignments: [
        { payee: 'ann', plan: 'rep', from: '2026-01-01' },
        { payee: 'ann', plan: 'two', from: '2026-01-01' },
        { payee: 'bob', plan: 'rep', from: '2026-01-01' },
      ],
      events: ['2026-01-10', '2026-02-10'].map((on) => ({
        id: on,
        on,
        amount: 100,
        credits: [{ payee: 'ann' }, { payee: 'bob' }],
      })),
      quotas: [quota, { ...quota, plan: 'two' }, { ...quota, payee: 'bob' }].flatMap((own) =>
        [own, { ...own, measure: 'n' }].flatMap((each) => [each, { ...each, from: '2026-02-01', to: '2026-03-01' }]),
      ),
      scores: [
        score,
        { ...score, payee: 'bob' },
        { ...score, measure: 'aim' },
        { ...score, measure: 'aim', payee: 'bob' },
        { ...score, on: '2026-02-05', value: '0.75' },
      ],
      through: '2026-02-28',
    };
    const { differences } = simulate(months, {
      quotas: [{ ...quota, amount: 200 }],
      scores: [{ ...score, value: '0.6' }],
    });
    expect(
      differences.map(({ payee, plan: id, period, figure, id: line, before, after }) =>
        [payee, id, period.label, figure, line, before, '->', after].join(' '),
      ),
    ).toEqual([
      'ann rep 2026-01 earned goal/2026-01-31 50 -> 60',
      'ann rep 2026-01 earned m/2026-01-31 100 -> 50',
      'ann rep 2026-01 paid released 300 -> 260',
      'ann two 2026-01 earned goal/2026-01-31 50 -> 60',
      'ann two 2026-01 paid released 300 -> 310',
    ]);
  });

  it('leaves statements that were handed out aside', () => {
    const stated = calculateCommissions({ ...input, knownAt: '2026-01-31', through: '2026-01-31' }).statements;
    const { before } = simulate({ ...input, stated }, {});
    expect(before.statements).toEqual(calculateCommissions(input).statements);
    expect(before.statements.flatMap(({ lines }) => lines.map(({ kind }) => kind))).not.toContain('true-up');
  });

  it.each<readonly [unknown, string]>([
    [
      null,
      'invalid-argument simulate: change must be an object with events, quotas, plans, assignments, scores, rates, adjustments, without, got null',
    ],
    [
      { event: [] },
      'invalid-argument simulate: change must have no fields but events, quotas, plans, assignments, scores, rates, adjustments, without, got "event"',
    ],
    [{ events: 5 }, 'invalid-argument simulate: change.events must be an array, got 5'],
    [
      { without: ['deal-9'] },
      'invalid-argument simulate: change.without[0] must be the id of an event of the input, got "deal-9"',
    ],
  ])('refuses %j', (change, message) => {
    expect(failure(() => simulate(input, change as SimulationChange))).toBe(message);
  });

  it.each<readonly [unknown, string]>([
    [{ events: [{ id: 'deal-3', on: 'soon' }] }, 'simulate: events[5].on must be'],
    [{ events: [null] }, 'simulate: events[5] must be an object'],
  ])('refuses %j where it stands in the changed input', (change, message) => {
    expect(() => simulate(input, change as SimulationChange)).toThrow(message);
  });

  it('refuses an input that is none', () => {
    expect(() => simulate(null as unknown as CommissionInput, {})).toThrow(
      'simulate: input must be a plain object, got null',
    );
  });
});
