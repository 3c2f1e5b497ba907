import { describe, expect, it } from 'vitest';
import type { CommissionEvent } from '../../src/commission/events.ts';
import type { CommissionPlan, ReversalRule } from '../../src/commission/plan.ts';
import { commission, deal, linesOf, run, sales } from './smallRuns.ts';

const january = deal('e1', '2026-01-10', 1000);
const back = (on: string): CommissionEvent => ({ id: 'back', on, reverses: 'e1' });

describe('what is taken back of a deal', () => {
  const taken = (reversal: ReversalRule, on: string): readonly string[] =>
    run({ components: [{ ...commission, reversal }] }, { events: [january, back(on)] })
      .statements.flatMap(({ lines }) => lines)
      .filter(({ id }) => id === 'c/back')
      .map(({ kind, amount, reason }) => `${kind} ${amount} ${reason}`);

  it.each(['original-line', 'original-rate', 'recompute'] as const)('depends on its age: %s', (money) => {
    const decay = [
      { from: 0, rate: 1 },
      { from: 30, rate: '0.5' },
    ];
    expect(taken({ money, within: 30 }, '2026-02-09')).toEqual(['reversal -100 null']);
    expect(taken({ money, within: 30 }, '2026-02-10').map((line) => line.split(' ')[1])).toEqual(['0']);
    expect(taken({ money, decay }, '2026-02-08')).toEqual(['reversal -100 null']);
    expect(taken({ money, decay }, '2026-02-09')).toEqual(['reversal -50 null']);
    expect(taken({ money }, '2027-06-01')).toEqual(['reversal -100 null']);
  });

  it('is nothing when the time is over, which is said', () => {
    expect(taken({ within: 30 }, '2026-02-10')).toEqual(['reversal 0 clawback-over']);
  });

  it('leaves the total where it was, or lowers it', () => {
    const events = [deal('e1', '2026-01-10', 5000), back('2026-01-20'), deal('e2', '2026-01-30', 1000)];
    const lines = (reversals: 'keep' | 'current'): readonly string[] =>
      linesOf(run({ measures: { sales: { ...sales, reversals } } }, { events }));
    expect(lines('keep')).toEqual(['ann 2026-01 c/e1 500', 'ann 2026-01 c/back -500', 'ann 2026-01 c/e2 200']);
    expect(lines('current')).toEqual(['ann 2026-01 c/e1 500', 'ann 2026-01 c/back -500', 'ann 2026-01 c/e2 100']);
  });

  it('is not taken once more when a gate closes', () => {
    const parts: Partial<CommissionPlan> = {
      measures: { sales, csat: { kind: 'given', window: 'year' } },
      components: [{ ...commission, factors: [{ when: [{ measure: 'csat', atLeast: 4 }], otherwise: 0 }] }],
    };
    const scores = [
      { measure: 'csat', on: '2026-01-05', value: 5 },
      { measure: 'csat', on: '2026-01-25', value: 1 },
    ];
    const gated = (...events: readonly CommissionEvent[]): readonly string[] => linesOf(run(parts, { events, scores }));
    expect(gated(january)).toEqual(['ann 2026-01 c/e1 100', 'ann 2026-01 c/score/csat/2026-01-25 -100']);
    expect(gated(january, back('2026-01-20'))).toEqual(['ann 2026-01 c/e1 100', 'ann 2026-01 c/back -100']);
  });
});
