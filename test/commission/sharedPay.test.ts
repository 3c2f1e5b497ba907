import { describe, expect, it } from 'vitest';
import type { CommissionInput } from '../../src/commission/events.ts';
import { knownAdjustments, knownScores } from '../../src/commission/known.ts';
import type { CommissionPlan, Pool } from '../../src/commission/plan.ts';
import { zero } from '../../src/number/rational.ts';
import { assigned, commission, deal, linesOf, run, sales } from './smallRuns.ts';

const team = assigned('ann', 'bob', 'cy');
const of = (payee: string, id: string, on: string, amount: number) => deal(id, on, amount, { credits: [{ payee }] });

describe('a budget', () => {
  const budget = (
    pools: readonly Pool[],
    input: Partial<CommissionInput>,
    parts: Partial<CommissionPlan> = {},
  ): readonly string[] =>
    linesOf(run({ ...parts, pools }, { assignments: team, through: '2026-01-31', ...input })).filter((line) =>
      line.includes('pool'),
    );
  const monthly: readonly Pool[] = [{ per: 'month', maximum: 100 }];

  it('is cut by what each earned, to the cent', () => {
    const events = [
      of('ann', 'e1', '2026-01-01', 1000),
      of('bob', 'e2', '2026-01-31', 500),
      of('bob', 'e3', '2026-02-01', 9000),
    ];
    expect(budget(monthly, { events })).toEqual([
      'ann 2026-01 pool/1/2026-01-01 -33.33',
      'bob 2026-01 pool/1/2026-01-01 -16.67',
    ]);
    expect(budget([{ per: 'month', maximum: 150 }], { events })).toEqual([]);
  });

  it('is not cut for whoever owes', () => {
    const sold = [
      of('ann', 'e1', '2026-01-01', 1000),
      of('bob', 'e2', '2026-01-31', 500),
      of('cy', 'e0', '2025-12-31', 200),
    ];
    const events = [...sold, { id: 'back', on: '2026-01-05', reverses: 'e0' }];
    const assignments = team.map((each) => ({ ...each, from: '2025-12-01' }));
    // 100 + 50 - 20 of a budget of 100.
    expect(budget(monthly, { assignments, events })).toEqual([
      'ann 2026-01 pool/1/2026-01-01 -20',
      'bob 2026-01 pool/1/2026-01-01 -10',
    ]);
  });

  it('counts what an earlier one took, where that was of its components alone', () => {
    const parts: Partial<CommissionPlan> = {
      measures: { sales, deals: { kind: 'credits', of: 'count', window: 'year' } },
      components: [
        commission,
        { id: 'n', kind: 'curve', measure: 'deals', curve: { mode: 'marginal', tiers: [{ from: 0, rate: 50 }] } },
      ],
    };
    const events = [of('ann', 'e1', '2026-01-10', 1000)];
    const first: Pool = { per: 'month', maximum: 100, of: ['c', 'n'] };
    const taken = (second: Pool): readonly string[] =>
      budget([first, second], { events }, parts).map((line) => line.slice(12));
    expect(taken({ per: 'month', maximum: 80, of: ['c'] })).toEqual(['pool/1/2026-01-01 -50', 'pool/2/2026-01-01 -20']);
    expect(taken({ per: 'month', maximum: 80, of: ['n', 'c'] })).toEqual([
      'pool/1/2026-01-01 -50',
      'pool/2/2026-01-01 -20',
    ]);
    expect(taken({ per: 'month', maximum: 80 })).toEqual(['pool/1/2026-01-01 -50', 'pool/2/2026-01-01 -20']);
    expect(taken({ per: 'month', maximum: 100, of: ['c'] })).toEqual(['pool/1/2026-01-01 -50']);
  });
});

describe('a share of what others earn', () => {
  const parts = (rate: number | string): Partial<CommissionPlan> => ({
    measures: { sales, csat: { kind: 'given', window: 'year' } },
    components: [
      commission,
      {
        id: 'o',
        kind: 'override',
        of: ['c'],
        rate,
        team: {},
        factors: [{ when: [{ measure: 'csat', atLeast: 4 }], otherwise: 0 }],
      },
    ],
  });
  const input: Partial<CommissionInput> = {
    assignments: team,
    reportingLines: [{ payee: 'ann', manager: 'bob' }],
    events: [of('ann', 'e1', '2026-01-10', 1000)],
  };
  const told = (rate: number | string, more: Partial<CommissionInput> = {}): readonly string[] =>
    run(parts(rate), { ...input, ...more }).statements.flatMap(({ payee, lines }) =>
      payee === 'bob' ? lines.map(({ id, kind, amount, reason }) => `${id} ${kind} ${amount} ${reason}`) : [],
    );
  const score = { measure: 'csat', payee: 'bob', on: '2026-01-20', value: 4 };

  it('is priced anew when a gate opens', () => {
    expect(told('0.1', { scores: [score] })).toEqual([
      'o/ann/c/e1 override 0 gate-closed',
      'o/score/csat/2026-01-20 repricing 10 null',
    ]);
    expect(told('0.1', { scores: [{ ...score, value: 3 }] })).toEqual(['o/ann/c/e1 override 0 gate-closed']);
  });

  it('says why it is nothing', () => {
    const scores = [{ ...score, on: '2026-01-05' }];
    expect(told(0, { scores })).toEqual(['o/ann/c/e1 override 0 rate-is-zero']);
    expect(told('0.1', { scores, events: [of('ann', 'e1', '2026-01-10', 0)] })).toEqual([
      'o/ann/c/e1 override 0 source-is-zero',
    ]);
  });
});

describe('what is known on a day', () => {
  it('is the latest version of a score, of one payee, measure and date', () => {
    const score = { payee: 'ann', measure: 'csat', on: 5, value: zero, knownAt: 10 };
    const versions = [
      score,
      { ...score, knownAt: 12 },
      { ...score, knownAt: 11 },
      { ...score, payee: null },
      { ...score, measure: 'nps' },
      { ...score, on: 6, knownAt: 13 },
    ];
    const known = (day: number): readonly string[] =>
      knownScores(versions, day).map(({ payee, measure, on, knownAt }) => `${payee} ${measure} ${on} ${knownAt}`);
    expect(known(9)).toEqual([]);
    expect(known(10)).toEqual(['ann csat 5 10', 'null csat 5 10', 'ann nps 5 10']);
    expect(known(12)).toEqual(['ann csat 5 12', 'null csat 5 10', 'ann nps 5 10']);
    expect(known(13)).toEqual(['ann csat 5 12', 'null csat 5 10', 'ann nps 5 10', 'ann csat 6 13']);
  });

  it('are adjustments by date and id', () => {
    const adjustment = { payee: 'ann', amount: zero, currency: null, reason: 'one', author: null, knownAt: 1 };
    const versions = [
      { ...adjustment, id: 'c', on: 2 },
      { ...adjustment, id: 'b', on: 3 },
      { ...adjustment, id: 'a', on: 3 },
      { ...adjustment, id: 'b', on: 1, knownAt: 2 },
    ];
    const known = (day: number): readonly string[] =>
      knownAdjustments(versions, day).map(({ id, on }) => `${on} ${id}`);
    expect(known(1)).toEqual(['2 c', '3 a', '3 b']);
    expect(known(2)).toEqual(['1 b', '2 c', '3 a']);
  });
});
