import { describe, expect, it } from 'vitest';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { BonusComponent, CommissionPlan, Measure } from '../../src/commission/plan.ts';
import { toDecimal } from '../../src/number/decimal.ts';
import { rational } from '../../src/number/rational.ts';
import { ann, assigned, commission, deal, failure, linesOf, run, sales } from './smallRuns.ts';

function amounts(parts: Partial<CommissionPlan>, input: Partial<CommissionInput>): readonly string[] {
  return run(parts, input).statements.flatMap(({ lines }) => lines.map(({ id, amount }) => `${id} ${amount}`));
}

const deals = [
  deal('e1', '2026-01-10', 4000),
  deal('e2', '2026-02-10', 2000),
  deal('e3', '2026-04-10', 6000),
  deal('e4', '2027-01-10', 4000),
];

/** Measures with a window, under 10 %, and 20 % above 5,000. */
const counted = (measure: Partial<Measure>): Partial<CommissionPlan> => ({
  measures: { sales: { ...sales, ...measure } as Measure },
});

describe('what a curve counts', () => {
  it.each<readonly [string, Partial<Measure>, readonly string[]]>([
    ['each event alone', { window: 'event' }, ['c/e1 400', 'c/e2 200', 'c/e3 700', 'c/e4 400']],
    ['a quarter', { window: 'quarter' }, ['c/e1 400', 'c/e2 300', 'c/e3 700', 'c/e4 400']],
    ['a year', { window: 'year' }, ['c/e1 400', 'c/e2 300', 'c/e3 1200', 'c/e4 400']],
    ['all since the start', { window: 'start' }, ['c/e1 400', 'c/e2 300', 'c/e3 1200', 'c/e4 800']],
    // A new largest deal brings what it has more than the one before.
    [
      'the largest deal of a year',
      { window: 'year', aggregate: 'maximum' },
      ['c/e1 400', 'c/e2 0', 'c/e3 300', 'c/e4 400'],
    ],
  ])('is %s', (_, measure, expected) => {
    expect(amounts(counted(measure), { events: deals })).toEqual(expected);
  });

  it('begins anew with each assignment, where it is counted since the start', () => {
    const assignments = [
      { ...ann, to: '2026-02-01' },
      { ...ann, from: '2026-02-01', to: '2026-04-01' },
      { ...ann, from: '2026-04-10' },
    ];
    expect(amounts(counted({ window: 'start' }), { assignments, events: deals })).toEqual([
      'c/e1 400',
      'c/e2 200',
      'c/e3 700',
      'c/e4 800',
    ]);
  });

  it('is what a quota spans', () => {
    const quota = { measure: 'sales', from: '2026-01-01', to: '2026-02-10', amount: 1 };
    const quotas = [quota, { ...quota, from: '2026-02-10', to: '2027-02-01' }];
    const parts = counted({ window: 'quota', target: {} });
    expect(amounts(parts, { events: deals, quotas })).toEqual(['c/e1 400', 'c/e2 200', 'c/e3 900', 'c/e4 800']);
    expect(failure(() => run(parts, { events: deals, quotas: [quota] }))).toBe(
      'missing-quota calculateCommissions: payee "ann" must have a quota for measure "sales" of plan "p" on 2026-02-10, got none',
    );
  });
});

describe('what a return leaves', () => {
  const back = { id: 'back', on: '2026-04-20', reverses: 'e1' };
  const after = deal('e3', '2026-04-25', 2000);
  const events = [deal('e1', '2026-03-10', 4000), deal('e2', '2026-04-10', 4000), back, after];

  it.each([
    // The quarter of the return stands at 0 then; or that of the deal does, and this one at 4,000; or nothing is taken off.
    ['quarter', 'current', ['c/e1 400', 'c/e2 400', 'c/back -400', 'c/e3 200']],
    ['quarter', 'origin', ['c/e1 400', 'c/e2 400', 'c/back -400', 'c/e3 300']],
    ['quarter', 'keep', ['c/e1 400', 'c/e2 400', 'c/back -400', 'c/e3 300']],
    // 4,000 and 4,000 of one year: 100 and 600; after the return from 4,000, or from 8,000 on.
    ['year', 'current', ['c/e1 400', 'c/e2 700', 'c/back -400', 'c/e3 300']],
    ['year', 'origin', ['c/e1 400', 'c/e2 700', 'c/back -400', 'c/e3 300']],
    ['year', 'keep', ['c/e1 400', 'c/e2 700', 'c/back -400', 'c/e3 400']],
  ] as const)('in a window of a %s, where reversals are %s', (window, reversals, expected) => {
    expect(amounts(counted({ window, reversals }), { events })).toEqual(expected);
  });

  it('comes off the stay in which the deal was, also of somebody who is back', () => {
    const assignments = [
      { ...ann, to: '2026-04-01' },
      { ...ann, from: '2026-04-15' },
    ];
    const late = { ...after, amount: 6000 };
    expect(
      amounts(counted({ window: 'start' }), { assignments, events: [deal('e1', '2026-03-10', 4000), back, late] }),
    ).toEqual([
      'c/e1 400',
      'c/back -400',
      // From 0 to 6,000.
      'c/e3 700',
    ]);
  });
});

describe('what a bonus reads', () => {
  const bonus: BonusComponent = { id: 'b', kind: 'bonus', per: 'month', amount: 100 };
  const read = (measure: string, on: 'measure' | 'attainment' = 'measure'): Partial<CommissionPlan> => ({
    components: [{ ...bonus, scores: [{ measure, on, weight: 1 }] }],
  });
  const events = [deal('e1', '2026-01-10', 5, { quantity: 2 })];
  const csat: Measure = { kind: 'given', window: 'year', target: { zero: 'none' } };
  const scores = [{ measure: 'csat', on: '2026-01-05', value: 4 }];
  const quota = { measure: 'csat', from: '2026-01-01', to: '2027-01-01', amount: 5 };
  const monthly = { through: '2026-01-31' };

  it('is a ratio, 0 where there is nothing to divide by', () => {
    const measures: CommissionPlan['measures'] = {
      sales,
      units: { kind: 'credits', of: 'quantity', window: 'year' },
      price: { kind: 'ratio', of: 'sales', per: 'units' },
    };
    expect(amounts({ measures, ...read('price') }, { ...monthly, events })).toEqual(['b/2026-01-31 250']);
    const free = [deal('e1', '2026-01-10', 5, { quantity: 0 })];
    expect(amounts({ measures, ...read('price') }, { ...monthly, events: free })).toEqual(['b/2026-01-31 0']);
  });

  it('is tenure in months or days', () => {
    const since = (unit: 'months' | 'days'): readonly string[] =>
      amounts(
        { measures: { age: { kind: 'tenure', unit } }, ...read('age') },
        { assignments: [{ ...ann, from: '2025-11-15' }], through: '2026-01-31' },
      ).slice(-1);
    expect([since('months'), since('days')]).toEqual([['b/2026-01-31 200'], ['b/2026-01-31 7700']]);
  });

  it('is a figure that is given, or its attainment', () => {
    expect(amounts({ measures: { csat }, ...read('csat') }, { ...monthly, scores })).toEqual(['b/2026-01-31 400']);
    expect(
      amounts({ measures: { csat }, ...read('csat', 'attainment') }, { ...monthly, scores, quotas: [quota] }),
    ).toEqual(['b/2026-01-31 80']);
  });

  it.each([
    ['none', ['b/2026-01-31 0']],
    ['full', ['b/2026-01-31 100']],
  ] as const)('is as the plan says where the target is 0: %s', (zero, expected) => {
    const measures = { csat: { ...csat, target: { zero } } };
    expect(
      amounts({ measures, ...read('csat', 'attainment') }, { ...monthly, scores, quotas: [{ ...quota, amount: 0 }] }),
    ).toEqual(expected);
  });

  it('must be said where the target is 0', () => {
    const parts = { measures: { csat: { ...csat, target: {} } }, ...read('csat', 'attainment') };
    expect(failure(() => run(parts, { ...monthly, scores, quotas: [{ ...quota, amount: 0 }] }))).toBe(
      'missing-quota calculateCommissions: target of payee "ann" for measure "csat" of plan "p" on 2026-01-31 must not be 0 unless the plan says what attainment is then (target.zero), got 0',
    );
  });
});

describe('target pay', () => {
  const share = { ...commission, curve: { mode: 'whole', tiers: [{ from: 0, share: '0.5' }] } } as const;
  const parts = { components: [share, { id: 'o', kind: 'override', of: ['c'], rate: 1, team: {} }] } as const;
  const events = deals.slice(0, 1);

  it.each([
    ['of the assignment', 300],
    ['as text', '300.00'],
    ['as a decimal', toDecimal(rational(300n))],
    ['by component', { c: 300, o: 5 }],
  ])('is that %s', (_, targetPay) => {
    expect(amounts(parts, { assignments: [{ ...ann, targetPay }], events })).toEqual(['c/e1 150']);
  });

  it.each([undefined, { o: 300 }, {}])('is missed: %j', (targetPay) => {
    expect(failure(() => run(parts, { assignments: [{ ...ann, targetPay }], events }))).toBe(
      'missing-value calculateCommissions: component "c" of plan "p" needs target pay, from the plan or the assignment of payee "ann", got none',
    );
  });
});

describe('scores of one day', () => {
  it('come in the order of their measures, however they are sorted and whoever else has some', () => {
    const scored = { kind: 'given', window: 'year' } as const;
    const factors = ['csat', 'nps'].map((measure) => ({ when: [{ measure, atLeast: 1 }], multiply: 2 }));
    const parts = { measures: { sales, csat: scored, nps: scored }, components: [{ ...commission, factors }] };
    const score = { payee: 'ann', on: '2026-01-10', value: 1 };
    const [nps, csat] = [
      { ...score, measure: 'nps' },
      { ...score, measure: 'csat' },
    ];
    const events = [deal('a', '2026-01-05', 500)];
    // Both have come when the first is read: 50 x 2 x 2.
    const expected = ['ann 2026-01 c/a 50', 'ann 2026-01 c/score/csat/2026-01-10 150'];
    expect(linesOf(run(parts, { events, scores: [nps, csat] }))).toEqual(expected);
    expect(linesOf(run(parts, { events, scores: [csat, nps] }))).toEqual(expected);
    const bob = { ...nps, payee: 'bob' };
    expect(linesOf(run(parts, { assignments: assigned('ann', 'bob'), events, scores: [bob, csat, nps] }))).toEqual(
      expected,
    );
  });
});
