import { describe, expect, it } from 'vitest';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { BonusComponent, CommissionPlan, Component, RankComponent } from '../../src/commission/plan.ts';
import { ann, assigned, commission, deal, linesOf, plan, run, sales } from './smallRuns.ts';

const rank: RankComponent = {
  id: 'rank',
  kind: 'rank',
  measure: 'sales',
  prizes: [100, 50, 25],
  ties: 'share',
  per: 'month',
};
const bonus: BonusComponent = { id: 'bonus', kind: 'bonus', per: 'month', amount: 310 };
const january = deal('e1', '2026-01-10', 1000);

/** The lines of components, without the deals of the commission. */
function closings(parts: Partial<CommissionPlan>, input: Partial<CommissionInput>): readonly string[] {
  return linesOf(run(parts, input));
}

describe('what is paid at the end of a period', () => {
  const kinds: readonly (readonly [string, Component, string])[] = [
    ['a contest', { ...rank, id: 'c' }, '100'],
    ['a bonus', { ...bonus, id: 'c' }, '310'],
    ['a bonus that is cut by time', { ...bonus, id: 'c', prorate: true }, '310'],
  ];

  it.each(kinds)('is held on its last day: %s', (_, component, amount) => {
    const input = { events: [january] };
    const months = (parts: Partial<CommissionPlan>, more: Partial<CommissionInput> = {}): readonly string[] =>
      closings(parts, { ...input, through: '2026-02-28', ...more });
    const [first, second] = ['01-31', '02-28'].map((day) => `ann 2026-${day.slice(0, 2)} c/2026-${day} ${amount}`) as [
      string,
      string,
    ];
    const own = (dates: { readonly from?: string; readonly to?: string }): Partial<CommissionPlan> => ({
      components: [{ ...component, ...dates } as Component],
    });
    expect(months(own({}))).toEqual([first, second]);
    expect(months(own({}), { through: '2026-02-27' })).toEqual([first]);
    expect(months(own({ to: '2026-02-01' }))).toEqual([first]);
    expect(months(own({ to: '2026-01-31' }))).toEqual([]);
    expect(months(own({ from: '2026-01-31' }))).toEqual([first, second]);
    expect(months(own({ from: '2026-02-01' }))).toEqual([second]);
    // The same goes for the plan.
    const version = (dates: { readonly from?: string; readonly to?: string }): Partial<CommissionPlan> => ({
      components: [component],
      ...dates,
    });
    expect(months(version({ to: '2026-02-01' }))).toEqual([first]);
    expect(months(version({ to: '2026-01-31' }))).toEqual([]);
    expect(months(version({ from: '2026-01-31' }), { events: [deal('e1', '2026-01-31', 1000)] })).toEqual([
      first,
      second,
    ]);
  });

  it('follows the version of the plan in force on that day', () => {
    const plans = [
      plan({ to: '2026-02-01', components: [rank, bonus] }),
      plan({
        from: '2026-02-01',
        components: [
          { ...rank, prizes: [70] },
          { ...bonus, amount: 280 },
        ],
      }),
    ];
    expect(closings({}, { plans, events: [january], through: '2026-02-28' })).toEqual([
      'ann 2026-01 bonus/2026-01-31 310',
      'ann 2026-01 rank/2026-01-31 100',
      'ann 2026-02 bonus/2026-02-28 280',
      'ann 2026-02 rank/2026-02-28 70',
    ]);
  });

  it('is a whole bonus only to somebody who stays, and its days to others where it is cut by time', () => {
    const input = (dates: object): Partial<CommissionInput> => ({
      assignments: [{ ...ann, ...dates }],
      through: '2026-01-31',
    });
    expect(closings({ components: [bonus] }, input({ to: '2026-02-01' }))).toEqual([
      'ann 2026-01 bonus/2026-01-31 310',
    ]);
    expect(closings({ components: [bonus] }, input({ to: '2026-01-31' }))).toEqual([]);
    const cut = { components: [{ ...bonus, prorate: true }] };
    expect(closings(cut, input({ to: '2026-01-31' }))).toEqual(['ann 2026-01 bonus/2026-01-30 300']);
    expect(closings(cut, input({ from: '2026-01-31' }))).toEqual(['ann 2026-01 bonus/2026-01-31 10']);
  });

  it('is for whoever is there on that day', () => {
    const late = { ...ann, payee: 'bob', from: '2026-01-31' };
    const left = { ...ann, to: '2026-01-31' };
    const events = [january, deal('e2', '2026-01-31', 10, { credits: [{ payee: 'bob' }] })];
    expect(closings({ components: [rank] }, { assignments: [left, late], events, through: '2026-01-31' })).toEqual([
      'bob 2026-01 rank/2026-01-31 100',
    ]);
  });
});

describe('a contest of equals', () => {
  it.each([
    ['share', ['ann 75', 'bob 75', 'cy 25']],
    ['duplicate', ['ann 100', 'bob 100', 'cy 25']],
    ['dense', ['ann 100', 'bob 100', 'cy 50']],
  ] as const)('who %s their place', (ties, expected) => {
    const credits = [{ payee: 'ann' }, { payee: 'bob' }, { payee: 'cy', share: '0.5' }];
    const result = run(
      { components: [{ ...rank, ties }] },
      { assignments: assigned('ann', 'bob', 'cy', 'dan'), events: [{ ...january, credits }], through: '2026-01-31' },
    );
    expect(result.statements.flatMap(({ payee, lines }) => lines.map(({ amount }) => `${payee} ${amount}`))).toEqual(
      expected,
    );
  });

  it('rounds a shared prize so that nothing of it is lost', () => {
    const credits = ['ann', 'bob', 'cy'].map((payee) => ({ payee }));
    expect(
      closings(
        { components: [{ ...rank, prizes: [100] }] },
        { assignments: assigned('ann', 'bob', 'cy'), events: [{ ...january, credits }], through: '2026-01-31' },
      ).map((line) => line.split(' ').at(-1)),
    ).toEqual(['33.33', '33.34', '33.33']);
    // Each prize that is not shared is rounded by itself.
    const half = { components: [{ ...rank, prizes: ['0.005'], ties: 'duplicate' as const }] };
    expect(
      closings(half, {
        assignments: assigned('ann', 'bob'),
        events: [{ ...january, credits: credits.slice(0, 2) }],
        through: '2026-01-31',
      }),
    ).toEqual(['ann 2026-01 rank/2026-01-31 0.01', 'bob 2026-01 rank/2026-01-31 0.01']);
  });
});

describe('the score of a bonus', () => {
  it.each([
    [0, '50'],
    [1, '50'],
    [2, '75'],
    [3, '100'],
    [4, '90'],
    [5, '80'],
    [9, '80'],
  ])('lies on the line between two points, and stands still beyond them: %d', (value, amount) => {
    const points = [
      { at: 1, score: '0.5' },
      { at: 3, score: 1 },
      { at: 5, score: '0.8' },
    ];
    expect(
      closings(
        {
          measures: { sales, csat: { kind: 'given', window: 'year' } },
          components: [{ ...bonus, amount: 100, scores: [{ measure: 'csat', weight: 1, points }] }],
        },
        { scores: [{ measure: 'csat', on: '2026-01-05', value }], through: '2026-01-31' },
      ),
    ).toEqual([`ann 2026-01 bonus/2026-01-31 ${amount}`]);
  });

  it('moves what a gate had held back, of everybody or of the one who is scored', () => {
    const gated = {
      measures: { sales, csat: { kind: 'given', window: 'year' } as const },
      components: [{ ...commission, factors: [{ when: [{ measure: 'csat', atLeast: 4 }], otherwise: 0 }] }],
    };
    const events = [{ ...january, credits: [{ payee: 'ann' }, { payee: 'bob' }] }];
    const gates = (...scores: NonNullable<CommissionInput['scores']>): readonly string[] =>
      closings(gated, { assignments: assigned('ann', 'bob'), events, scores }).filter((line) => line.includes('score'));
    const all = { measure: 'csat', on: '2026-01-20', value: 5 };
    const id = 'c/score/csat/2026-01-20 100';
    expect(gates(all)).toEqual([`ann 2026-01 ${id}`, `bob 2026-01 ${id}`]);
    expect(gates({ ...all, payee: 'ann' })).toEqual([`ann 2026-01 ${id}`]);
    expect(gates(all, { ...all, payee: 'ann', value: 3 })).toEqual([`bob 2026-01 ${id}`]);
    expect(gates({ ...all, payee: 'ann', value: 3 }, all)).toEqual([`bob 2026-01 ${id}`]);
  });
});

describe('a component with dates', () => {
  const days = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'];
  const events = days.map((day, index) => deal(`e${index + 1}`, day, 100));
  const dates = { from: '2026-02-01', to: '2026-03-01' };
  const kicker = { id: 'k', kind: 'override', of: ['c'], rate: '0.1' } as const;

  it('earns nothing before and after them', () => {
    const result = run({ components: [{ ...commission, ...dates }, kicker] }, { events });
    expect(
      result.statements.flatMap(({ lines }) => lines.map(({ id, amount, reason }) => `${id} ${amount} ${reason}`)),
    ).toEqual([
      'c/e1 0 outside-dates',
      'k/ann/c/e1 0 source-is-zero',
      'c/e2 10 null',
      'k/ann/c/e2 1 null',
      'c/e3 10 null',
      'k/ann/c/e3 1 null',
      'c/e4 0 outside-dates',
      'k/ann/c/e4 0 source-is-zero',
    ]);
  });

  it('earns nothing of what others earn before and after them', () => {
    expect(
      linesOf(run({ components: [commission, { ...kicker, ...dates }] }, { events })).filter((line) =>
        line.includes(' k/'),
      ),
    ).toEqual(['ann 2026-02 k/ann/c/e2 1', 'ann 2026-02 k/ann/c/e3 1']);
  });
});
