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

describe('a limit over time', () => {
  const flat = { ...commission, curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.1' }] } } as const;
  // 400 and 100 in January, 300 in February, 200 in April, 400 a year later.
  const deals = [
    deal('e1', '2026-01-10', 4000),
    deal('e2', '2026-01-20', 1000),
    deal('e3', '2026-02-10', 3000),
    deal('e4', '2026-04-10', 2000),
    deal('e5', '2027-01-10', 4000),
  ];
  const amounts = (limit: Limit, parts: Partial<Parameters<typeof run>[0]> = {}): readonly number[] =>
    run({ ...parts, components: [{ ...flat, limits: [limit] }] }, { events: deals }).statements.flatMap(({ lines }) =>
      lines.map(({ amount }) => amount.toNumber()),
    );

  it.each<readonly [Limit, readonly number[]]>([
    [{ per: 'line', maximum: 350 }, [350, 100, 300, 200, 350]],
    [{ per: 'deal', maximum: 350 }, [350, 100, 300, 200, 350]],
    [{ per: 'period', maximum: 350 }, [350, 0, 300, 200, 350]],
    [{ per: 'quarter', maximum: 350 }, [350, 0, 0, 200, 350]],
    [{ per: 'year', maximum: 350 }, [350, 0, 0, 0, 350]],
    [{ per: 'ever', maximum: 350 }, [350, 0, 0, 0, 0]],
    [{ per: 'line', minimum: 150 }, [400, 150, 300, 200, 400]],
    [{ per: 'line', minimum: 300, maximum: 300 }, [300, 300, 300, 300, 300]],
    // A month that begins with less is lifted at once, and what comes then fills it up first.
    [{ per: 'period', minimum: 450 }, [450, 50, 450, 450, 450]],
    [{ per: 'quarter', minimum: 450 }, [450, 50, 300, 450, 450]],
  ])('adds up what it limits: %j', (limit, expected) => {
    expect(amounts(limit)).toEqual(expected);
  });

  it('has the periods of the plan', () => {
    expect(amounts({ per: 'period', maximum: 350 }, { period: 'quarter' })).toEqual([350, 0, 0, 200, 350]);
  });

  it('keeps for review what it cuts, where that is asked for, and never what it lifts', () => {
    const reviewed = (limit: Limit): readonly number[] =>
      run({ components: [{ ...flat, limits: [limit] }] }, { events: deals.slice(0, 2) }).statements.flatMap(
        ({ lines }) => lines.map(({ inReview }) => inReview.toNumber()),
      );
    expect(reviewed({ per: 'period', maximum: 350, overflow: 'review' })).toEqual([50, 100]);
    expect(reviewed({ per: 'period', maximum: 350 })).toEqual([0, 0]);
    expect(reviewed({ per: 'line', minimum: 150, maximum: 350, overflow: 'review' })).toEqual([50, 0]);
  });

  it.each([
    // A quarter of the 350 that were paid; of the 400 before limits; from 400 to 300, of which 350 and 300 are paid.
    ['original-line', 'deal', -87.5],
    ['original-rate', 'deal', -50],
    ['recompute', 'deal', -50],
    ['original-line', 'period', -87.5],
    ['original-rate', 'period', -50],
    // What is taken back is no line of its own.
    ['original-line', 'line', -87.5],
    ['original-rate', 'line', -100],
    ['recompute', 'line', -100],
  ] as const)('and what is taken back: %s per %s', (money, per, expected) => {
    const back = { id: 'back', on: '2026-01-25', reverses: 'e1', amount: 1000 };
    const components = [{ ...flat, limits: [{ per, maximum: 350 }], reversal: { money } }];
    const { statements } = run({ components }, { events: [...deals.slice(0, 1), back] });
    expect(statements[0]?.lines.map(({ amount }) => amount.toNumber())).toEqual([350, expected]);
  });
});
