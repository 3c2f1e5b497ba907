import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import { type SimulationChange, simulate } from '../../src/commission/simulate.ts';
import { commissionInputs, plainFeatures } from '../arbitraries/commission.ts';

const credits = [{ payee: 'ann' }];
const input = {
  plans: [
    {
      id: 'rep',
      currency: 'USD',
      measures: { sales: { kind: 'credits', window: 'year', target: {} } },
      components: [
        {
          id: 'commission',
          kind: 'curve',
          measure: 'sales',
          curve: {
            mode: 'marginal',
            on: 'attainment',
            tiers: [
              { from: 0, rate: '0.05' },
              { from: 1, rate: '0.1' },
            ],
          },
        },
      ],
    },
  ],
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
    expect(told({ plans: [{ ...plan, components: [{ ...plan.components[0], curve: flat }] }] })[0]).toBe(
      '2026-01 commission/deal-1 450 plan',
    );
    expect(told({ assignments: [{ ...input.assignments[0], curves: { commission: flat } }] })[0]).toBe(
      '2026-01 commission/deal-1 450 assignment',
    );
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
      'simulate: change must be an object with events, without, quotas, plans, assignments, scores, rates, adjustments, got null',
    ],
    [
      { event: [] },
      'simulate: change must have no fields but events, without, quotas, plans, assignments, scores, rates, adjustments, got "event"',
    ],
    [{ events: 5 }, 'simulate: change.events must be an array, got 5'],
    [{ without: ['deal-9'] }, 'simulate: change.without[0] must be the id of an event of the input, got "deal-9"'],
    [{ events: [{ id: 'deal-3', on: 'soon' }] }, 'simulate: events[5].on must be'],
    [{ events: [null] }, 'simulate: events[5] must be an object'],
  ])('refuses %j', (change, message) => {
    expect(() => simulate(input, change as SimulationChange)).toThrow(message);
  });

  it('refuses an input that is none', () => {
    expect(() => simulate(null as unknown as CommissionInput, {})).toThrow(
      'simulate: input must be a plain object, got null',
    );
  });
});
