import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { Limit } from '../../src/commission/plan.ts';
import { ann, commission, deal, linesOf, plan, run } from './smallRuns.ts';

const carrying: readonly Limit[] = [{ per: 'period', maximum: 150, overflow: 'carry' }];
const events = [deal('e1', '2026-01-10', 4000)];

describe('a limit that carries', () => {
  it('pays the rest period by period, and keeps what another limit has for review', () => {
    const limits: readonly Limit[] = [{ per: 'line', maximum: 350, overflow: 'review' }, ...carrying];
    const result = run({ components: [{ ...commission, limits }] }, { events, through: '2026-04-30' });
    expect(linesOf(result)).toEqual([
      'ann 2026-01 c/e1 150',
      'ann 2026-02 c/carried/2026-02-01 150',
      'ann 2026-03 c/carried/2026-03-01 50',
    ]);
    expect(result.statements[0]?.lines[0]?.inReview.toNumber()).toBe(50);
  });

  it('goes on after the assignment, and after the last version of the plan', () => {
    const limits = carrying;
    const assignments = [{ ...ann, to: '2026-02-01' }];
    const left = run({ limits, to: '2026-02-01' }, { assignments, events, through: '2026-04-30' });
    expect(linesOf(left)).toEqual([
      'ann 2026-01 c/e1 150',
      'ann 2026-02 carried/2026-02-01 150',
      'ann 2026-03 carried/2026-03-01 100',
    ]);
  });

  it.each<{ name: string; limits: readonly Limit[] | undefined; lines: readonly string[] }>([
    { name: 'no limit any more', limits: undefined, lines: ['2026-02-01 250'] },
    { name: 'a limit that loses', limits: [{ per: 'period', maximum: 20 }], lines: ['2026-02-01 250'] },
    {
      name: 'another limit before it',
      limits: [{ per: 'year', maximum: 900 }, ...carrying],
      lines: ['2026-02-01 150', '2026-03-01 100'],
    },
    {
      name: 'a larger maximum',
      limits: [{ per: 'period', maximum: 200, overflow: 'carry' }],
      lines: ['2026-02-01 200', '2026-03-01 50'],
    },
  ])('pays the rest under a new version of the plan that has $name', ({ limits, lines }) => {
    for (const isOfPlan of [true, false]) {
      const version = (own: readonly Limit[] | undefined): Parameters<typeof plan>[0] =>
        isOfPlan ? { limits: own } : { components: [{ ...commission, limits: own }] };
      const plans = [
        plan({ ...version(carrying), to: '2026-02-01' }),
        plan({ ...version(limits), from: '2026-02-01' }),
      ];
      const result = calculateCommissions({ plans, assignments: [ann], events, through: '2026-03-31' });
      const prefix = isOfPlan ? 'carried' : 'c/carried';
      expect(linesOf(result)).toEqual([
        'ann 2026-01 c/e1 150',
        ...lines.map((line) => `ann ${line.slice(0, 7)} ${prefix}/${line}`),
      ]);
    }
  });

  it('pays the rest of a component that the new version has no more', () => {
    const plans = [
      plan({ components: [{ ...commission, limits: carrying }], to: '2026-02-01' }),
      plan({ components: [{ ...commission, id: 'other' }], from: '2026-02-01' }),
    ];
    const result = calculateCommissions({ plans, assignments: [ann], events, through: '2026-03-31' });
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 150', 'ann 2026-02 c/carried/2026-02-01 250']);
  });
});

describe('a limit of deals', () => {
  it('leaves alone what belongs to no deal', () => {
    const bonus = { id: 'b', kind: 'bonus', per: 'month', amount: 100 } as const;
    const limits: readonly Limit[] = [{ per: 'deal', maximum: 150 }];
    const result = run({ components: [commission, bonus], limits }, { events, through: '2026-03-31' });
    expect(linesOf(result)).toEqual([
      'ann 2026-01 c/e1 150',
      'ann 2026-01 b/2026-01-31 100',
      'ann 2026-02 b/2026-02-28 100',
      'ann 2026-03 b/2026-03-31 100',
    ]);
  });
});
