import { describe, expect, it } from 'vitest';
import type { CommissionPlan, EventCondition } from '../../src/commission/plan.ts';
import { ann, assigned, commission, deal, linesOf, paidOf, run, sales } from './smallRuns.ts';

const events = [
  deal('a', '2026-01-01', '100.0', {
    kind: 'renewal',
    currency: 'USD',
    quantity: 2,
    attributes: { region: 'north', seats: 5 },
  }),
  deal('b', '2026-01-02', 250, { values: { margin: '-5' }, attributes: { region: 'south', isNew: true } }),
  deal('c', '2026-01-03', 30, { quantity: 10, values: { margin: '7.5' }, attributes: { region: '100', seats: 12 } }),
];

describe('events that a measure counts', () => {
  it.each<{ condition: EventCondition; counted: string }>([
    { condition: { field: 'kind', is: 'renewal' }, counted: 'a' },
    { condition: { field: 'kind', isNot: 'renewal' }, counted: 'bc' },
    { condition: { field: 'currency', is: 'USD' }, counted: 'a' },
    { condition: { field: 'currency', isMissing: true }, counted: 'bc' },
    { condition: { field: 'currency', isNot: 'EUR' }, counted: 'a' },
    { condition: { field: 'amount', is: 100 }, counted: 'a' },
    { condition: { field: 'amount', is: '1e2' }, counted: 'a' },
    { condition: { field: 'margin', is: 'much' }, counted: '' },
    { condition: { field: 'margin', is: true }, counted: '' },
    { condition: { field: 'amount', isNot: 100 }, counted: 'bc' },
    { condition: { field: 'amount', isOneOf: ['30.00', 250] }, counted: 'bc' },
    { condition: { field: 'amount', above: 100 }, counted: 'b' },
    { condition: { field: 'amount', atLeast: '100' }, counted: 'ab' },
    { condition: { field: 'amount', atMost: 100 }, counted: 'ac' },
    { condition: { field: 'amount', below: 100 }, counted: 'c' },
    { condition: { field: 'quantity', above: 2 }, counted: 'c' },
    { condition: { field: 'margin', below: 0 }, counted: 'b' },
    { condition: { field: 'margin', isMissing: false }, counted: 'bc' },
    { condition: { field: 'region', isOneOf: ['north', 'south'] }, counted: 'ab' },
    { condition: { field: 'region', is: 100 }, counted: '' },
    { condition: { field: 'region', atLeast: 1 }, counted: '' },
    { condition: { field: 'isNew', is: true }, counted: 'b' },
    { condition: { field: 'isNew', above: 0 }, counted: '' },
    { condition: { field: 'seats', is: 12 }, counted: 'c' },
    { condition: { field: 'seats', atMost: 5 }, counted: 'a' },
  ])('are those that satisfy $condition', ({ condition, counted }) => {
    const lines = linesOf(run({ measures: { sales: { ...sales, where: [condition] } } }, { events }));
    expect(lines.map((line) => line.slice('ann 2026-01 c/'.length, 'ann 2026-01 c/'.length + 1)).join('')).toBe(
      counted,
    );
  });
});

describe('a contest', () => {
  const contest = { id: 'w', kind: 'rank', measure: 'sales', prizes: [100, 50], ties: 'share', per: 'month' } as const;
  const measures = { sales: { ...sales, target: { zero: 'full' } } } as const;
  const input = {
    assignments: assigned('ann', 'bob', 'cy'),
    quotas: ['ann', 'bob', 'cy'].map((payee, index) => ({
      payee,
      measure: 'sales',
      from: '2026-01-01',
      to: '2027-01-01',
      amount: [1000, 100, 0][index] ?? 0,
    })),
    events: [deal('e', '2026-01-05', 90, { credits: [{ payee: 'ann' }, { payee: 'bob' }, { payee: 'cy', share: 0 }] })],
    through: '2026-01-31',
  };

  it('of attainment is won by who came furthest; a target of 0 is reached where the plan says so', () => {
    const parts: Partial<CommissionPlan> = { measures, components: [{ ...contest, on: 'attainment' }] };
    // 9 %, 90 % and, of nothing, 100 %.
    expect(paidOf(run(parts, input))).toEqual(['bob 2026-01 50', 'cy 2026-01 100']);
    const none: Partial<CommissionPlan> = { ...parts, measures: { sales: { ...sales, target: { zero: 'none' } } } };
    expect(paidOf(run(none, input))).toEqual(['ann 2026-01 50', 'bob 2026-01 100']);
  });

  it('of the measure is won by who has most, and equals share', () => {
    expect(paidOf(run({ measures, components: [contest] }, input))).toEqual(['ann 2026-01 75', 'bob 2026-01 75']);
  });
});

describe('a ratio of two measures', () => {
  it('prices the base, of both sides of it', () => {
    const parts: Partial<CommissionPlan> = {
      measures: {
        renewed: { ...sales, where: [{ field: 'kind', is: 'renewal' }] },
        all: sales,
        share: { kind: 'ratio', of: 'renewed', per: 'all' },
      },
      components: [
        {
          ...commission,
          measure: 'share',
          base: 'amount',
          curve: {
            mode: 'whole',
            tiers: [
              { from: 0, rate: '0.1' },
              { from: '0.5', rate: '0.2' },
            ],
          },
        },
      ],
    };
    const pair = [deal('a', '2026-01-01', 100, { kind: 'renewal' }), deal('b', '2026-01-02', 300)];
    // All is renewed: 100 at 20 %. A quarter is: 400 at 10 %, less the 20.
    expect(linesOf(run(parts, { assignments: [ann], events: pair }))).toEqual([
      'ann 2026-01 c/a 20',
      'ann 2026-01 c/b 20',
    ]);
  });
});
