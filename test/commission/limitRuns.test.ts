import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionEvent } from '../../src/commission/events.ts';
import { explainLine } from '../../src/commission/explainLine.ts';
import type { CommissionPlan, Limit } from '../../src/commission/plan.ts';
import type { StatementLine } from '../../src/commission/statementData.ts';
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

  it('keeps what it put off where a version in the middle of the period loses what is above', () => {
    const losing: readonly Limit[] = [{ per: 'period', maximum: 150 }];
    for (const isOfPlan of [true, false]) {
      const version = (own: readonly Limit[]): Parameters<typeof plan>[0] =>
        isOfPlan ? { limits: own } : { components: [{ ...commission, limits: own }] };
      const plans = [
        plan({ ...version(carrying), to: '2026-01-16' }),
        plan({ ...version(losing), from: '2026-01-16' }),
      ];
      const told = (...back: readonly CommissionEvent[]): readonly string[] => {
        const all = [...events, deal('e2', '2026-01-20', 1000), ...back];
        const result = calculateCommissions({ plans, assignments: [ann], events: all, through: '2026-03-31' });
        return linesOf(result).map((line) => line.replace('c/carried', 'carried').replace('ann 2026-', ''));
      };
      // 250 of e1 wait, and e2 is lost.
      expect(told()).toEqual(['01 c/e1 150', '01 c/e2 0', '02 carried/2026-02-01 250']);
      const back = { id: 'r', reverses: 'e1' };
      expect(told({ ...back, on: '2026-01-25' })).toEqual(['01 c/e1 150', '01 c/e2 0', '01 c/r -150']);
      expect(told({ ...back, on: '2026-01-25', amount: 1000 })).toEqual([
        '01 c/e1 150',
        '01 c/e2 0',
        '01 c/r 0',
        '02 carried/2026-02-01 150',
      ]);
      expect(told({ ...back, on: '2026-02-10' })).toEqual([
        '01 c/e1 150',
        '01 c/e2 0',
        '02 carried/2026-02-01 250',
        '02 c/r -400',
      ]);
    }
  });

  it('keeps what it put off under a limit that is higher, also where what came since is returned', () => {
    const plans = [
      plan({ limits: carrying, to: '2026-01-16' }),
      plan({ limits: [{ per: 'period', maximum: 450 }], from: '2026-01-16' }),
    ];
    const told = (...back: readonly CommissionEvent[]): readonly string[] => {
      const all = [...events, deal('e2', '2026-01-20', 1000), ...back];
      return linesOf(calculateCommissions({ plans, assignments: [ann], events: all, through: '2026-03-31' }));
    };
    // 400 were earned before and 100 now, of which January pays 450 in all: 150, 50, and 250 that wait.
    const all = ['ann 2026-01 c/e1 150', 'ann 2026-01 c/e2 50'];
    expect(told()).toEqual([...all, 'ann 2026-02 carried/2026-02-01 250']);
    expect(told({ id: 'r', reverses: 'e2', on: '2026-01-25' })).toEqual([
      ...all,
      'ann 2026-01 c/r -50',
      'ann 2026-02 carried/2026-02-01 250',
    ]);
  });

  it('does not pay what an earlier version lost', () => {
    const plans = [
      plan({ limits: [{ per: 'period', maximum: 150 }], to: '2026-01-16' }),
      plan({ limits: carrying, from: '2026-01-16' }),
    ];
    const all = [...events, deal('e2', '2026-01-20', 1000)];
    expect(linesOf(calculateCommissions({ plans, assignments: [ann], events: all, through: '2026-02-28' }))).toEqual([
      'ann 2026-01 c/e1 150',
      'ann 2026-01 c/e2 0',
      'ann 2026-02 carried/2026-02-01 100',
    ]);
  });

  it('has lines of its own beside another one that carries', () => {
    const limits: readonly Limit[] = [
      { per: 'period', maximum: 300, overflow: 'carry' },
      { ...carrying[0], per: 'period', maximum: 100 },
    ];
    for (const isOfPlan of [true, false]) {
      const parts = isOfPlan ? { limits } : { components: [{ ...commission, limits }] };
      const lines = linesOf(run(parts, { events, through: '2026-04-30' }));
      expect(lines.map((line) => line.replace('c/carried', 'carried').replace('ann 2026-', ''))).toEqual([
        '01 c/e1 100',
        // 100 of the first one fill the second in February.
        '02 carried/2026-02-01 100',
        '02 carried/2026-02-01/2 0',
        '03 carried/2026-03-01/2 100',
        '04 carried/2026-04-01/2 100',
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

describe('what was put off of a deal that is returned', () => {
  const limits = carrying;
  // Paid 150 in January, 150 in February and 100 in March, where nothing comes in between.
  const returned = (on: string, parts: Partial<CommissionEvent> = {}): CommissionEvent => ({
    id: 'r',
    on,
    reverses: 'e1',
    ...parts,
  });
  const told = (
    events: readonly CommissionEvent[],
    isOfPlan: boolean,
    more: readonly Limit[] = [],
  ): readonly string[] => {
    const all = [...limits, ...more];
    const parts = isOfPlan ? { limits: all } : { components: [{ ...commission, limits: all }] };
    const lines = linesOf(run(parts, { events, through: '2026-06-30' }));
    return lines.map((line) => line.replace('c/carried', 'carried').replace('ann 2026-', ''));
  };
  const [e1] = events;

  it.each<{ name: string; back: CommissionEvent; lines: readonly string[] }>([
    { name: 'in the same month', back: returned('2026-01-20'), lines: ['01 c/e1 150', '01 c/r -150'] },
    {
      name: 'while a part waits',
      back: returned('2026-02-20'),
      lines: ['01 c/e1 150', '02 carried/2026-02-01 150', '02 c/r -300'],
    },
    {
      name: 'when all is paid',
      back: returned('2026-05-20'),
      lines: ['01 c/e1 150', '02 carried/2026-02-01 150', '03 carried/2026-03-01 100', '05 c/r -400'],
    },
    {
      name: 'in part: what waits goes first',
      back: returned('2026-02-20', { amount: 1500 }),
      // Of 250 in February 100 are left, so 50 too much are paid.
      lines: ['01 c/e1 150', '02 carried/2026-02-01 150', '02 c/r -50'],
    },
    {
      name: 'in a part that waited',
      back: returned('2026-02-20', { amount: 800 }),
      lines: ['01 c/e1 150', '02 carried/2026-02-01 150', '02 c/r 0', '03 carried/2026-03-01 20'],
    },
  ])('comes to nothing with what is taken back: $name', ({ back, lines }) => {
    for (const isOfPlan of [true, false]) expect(told([e1 as CommissionEvent, back], isOfPlan)).toEqual(lines);
  });

  it('stays put off for others', () => {
    const other = deal('e2', '2026-01-11', 1000);
    // 400 and 100, of which 150 are paid in January; without e1 it is the 100 of e2.
    for (const isOfPlan of [true, false])
      expect(told([e1 as CommissionEvent, other, returned('2026-01-20')], isOfPlan)).toEqual([
        '01 c/e1 150',
        '01 c/e2 0',
        '01 c/r -50',
      ]);
  });

  it('passes the limits behind as they allow', () => {
    // 300 a year: of the 100 that came in March nothing was paid, and nothing of it comes back.
    for (const isOfPlan of [true, false])
      expect(told([e1 as CommissionEvent, returned('2026-05-20')], isOfPlan, [{ per: 'year', maximum: 300 }])).toEqual([
        '01 c/e1 150',
        '02 carried/2026-02-01 150',
        '03 carried/2026-03-01 0',
        '05 c/r -300',
      ]);
  });

  it('passes limits of the plan behind a limit of the component as they allow', () => {
    const components = [{ ...commission, limits }];
    const result = run(
      { components, limits: [{ per: 'year', maximum: 300 }] },
      { events: [e1 as CommissionEvent, returned('2026-05-20')], through: '2026-05-31' },
    );
    expect(linesOf(result).at(-1)).toBe('ann 2026-05 c/r -300');
  });

  it('is explained as paid now or later', () => {
    const result = run(
      { components: [{ ...commission, limits }] },
      { events: [e1 as CommissionEvent, returned('2026-01-20')], through: '2026-01-31' },
    );
    const { text } = explainLine(result.statements[0]?.lines[1] as StatementLine);
    expect(text).toContain('all of the 400 that the original line paid, now or later: -400');
    expect(text).toContain('limit of the component per period: -400 becomes: -150');
  });
});

describe('limits of a new version of the plan', () => {
  it('go on from those of the old one for the same time, wherever they stand in the list', () => {
    const yearly: Limit = { per: 'year', maximum: 300 };
    const both = [deal('e1', '2026-01-10', 2000), deal('e2', '2026-02-10', 2000), deal('e3', '2026-03-10', 2000)];
    for (const isOfPlan of [true, false]) {
      const version = (limits: readonly Limit[]): Partial<CommissionPlan> =>
        isOfPlan ? { limits } : { components: [{ ...commission, limits }] };
      const plans = [
        plan({ ...version([yearly]), to: '2026-02-01' }),
        plan({ ...version([{ per: 'line', maximum: 150 }, yearly]), from: '2026-02-01' }),
      ];
      // 200 and 150 of 300 a year are 200 and 100.
      expect(linesOf(calculateCommissions({ plans, assignments: [ann], events: both, through: '2026-03-31' }))).toEqual(
        ['ann 2026-01 c/e1 200', 'ann 2026-02 c/e2 100', 'ann 2026-03 c/e3 0'],
      );
    }
  });

  it('are told apart by their order where several are for the same time', () => {
    const small: Limit = { per: 'year', maximum: 300 };
    const large: Limit = { per: 'year', maximum: 350, overflow: 'review' };
    const both = [deal('e1', '2026-01-10', 2000), deal('e2', '2026-02-10', 2000)];
    const plans = [
      plan({ limits: [large, small], to: '2026-02-01' }),
      plan({ limits: [large, { per: 'deal', maximum: 500 }, small], from: '2026-02-01' }),
    ];
    expect(linesOf(calculateCommissions({ plans, assignments: [ann], events: both }))).toEqual([
      'ann 2026-01 c/e1 200',
      'ann 2026-02 c/e2 100',
    ]);
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
