import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionEvent } from '../../src/commission/events.ts';
import { explainLine } from '../../src/commission/explainLine.ts';
import type { CommissionPlan, Limit } from '../../src/commission/plan.ts';
import { ann, commission, deal, linesOf, plan, run } from './smallRuns.ts';

function back(on: string, reverses: string, parts: Partial<CommissionEvent> = {}): CommissionEvent {
  return { id: `${reverses}-r`, on, reverses, ...parts };
}

describe('a payee who left and came back', () => {
  const assignments = [
    { ...ann, to: '2026-03-01' },
    { ...ann, from: '2026-03-16' },
  ];
  const measures = { sales: { kind: 'credits', window: 'start' } } as const;
  const events = [
    deal('e1', '2026-01-10', 4000),
    back('2026-03-20', 'e1'),
    deal('e2', '2026-03-21', 4000),
    deal('e3', '2026-03-22', 2000),
  ];

  it.each(['recompute', 'original-line'] as const)('has returns taken off the stay that was paid: %s', (money) => {
    const components = [{ ...commission, reversal: { money } }];
    const result = calculateCommissions({ plans: [plan({ measures, components })], assignments, events });
    expect(linesOf(result)).toEqual([
      'ann 2026-01 c/e1 400',
      'ann 2026-03 c/e1-r -400',
      'ann 2026-03 c/e2 400',
      // 1,000 at 10 % and 1,000 at 20 %: the return is nothing to the new stay.
      'ann 2026-03 c/e3 300',
    ]);
  });
});

describe('what a limit carried', () => {
  it('is rounded with the lines of its window', () => {
    const limits: readonly Limit[] = [{ per: 'period', maximum: '150.005', overflow: 'carry' }];
    const parts: Partial<CommissionPlan> = { components: [{ ...commission, limits }] };
    const result = run(parts, { events: [deal('e1', '2026-01-10', 2000)], through: '2026-02-28' });
    // 150.005 and 49.995, in a window of a year: 200 in all.
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 150.01', 'ann 2026-02 c/carried/2026-02-01 49.99']);
  });

  it('is rounded with what was carried before, where each deal is alone', () => {
    const limits: readonly Limit[] = [{ per: 'period', maximum: '100.005', overflow: 'carry' }];
    const measures = { sales: { kind: 'credits', window: 'event' } } as const;
    const parts: Partial<CommissionPlan> = { measures, components: [{ ...commission, limits }] };
    const result = run(parts, { events: [deal('e1', '2026-01-10', 4000)], through: '2026-04-30' });
    // Of 299.995 that were carried, 100.005, 200.01 and 299.995 by the end of each month.
    expect(linesOf(result)).toEqual([
      'ann 2026-01 c/e1 100.01',
      'ann 2026-02 c/carried/2026-02-01 100.01',
      'ann 2026-03 c/carried/2026-03-01 100',
      'ann 2026-04 c/carried/2026-04-01 99.99',
    ]);
  });
});

describe('what a budget took', () => {
  const pools = [{ per: 'month', maximum: 50 }] as const;

  it('is given back when the deal is returned after the period, and not before', () => {
    const events = [
      deal('e1', '2026-01-05', 1000),
      deal('e2', '2026-02-05', 1000),
      back('2026-02-20', 'e2'),
      back('2026-03-10', 'e1'),
    ];
    const result = run({ pools }, { events, through: '2026-03-31' });
    expect(linesOf(result)).toEqual([
      'ann 2026-01 c/e1 100',
      'ann 2026-01 pool/1/2026-01-01 -50',
      'ann 2026-02 c/e2 100',
      'ann 2026-02 c/e2-r -100',
      'ann 2026-03 c/e1-r -100',
      'ann 2026-03 pool/1/2026-01-01/c/e1-r 50',
    ]);
    const line = result.statements[2]?.lines[1];
    expect(line?.event).toBe('e1-r');
    expect(line === undefined ? '' : explainLine(line).text.split('\n')[1]).toBe(
      '  0.5 of what line c/e1-r takes back, which the budget took already: 50',
    );
  });

  it('is given back to the cent, whatever the pieces, and never more', () => {
    const thirds = ['a', 'b', 'c'].map(
      (id): CommissionEvent => ({ id, on: '2026-02-10', reverses: 'e1', quantity: 1 }),
    );
    const events = [deal('e1', '2026-01-05', '1000.10', { quantity: 3 }), ...thirds];
    const result = run({ pools }, { events, through: '2026-02-28' });
    // 100.01 are cut by 50.01; of 33.34, 66.67 and 100.01 that came back 16.67, 33.34 and 50.01 were taken already.
    expect(linesOf(result).slice(2)).toEqual([
      'ann 2026-02 c/a -33.34',
      'ann 2026-02 pool/1/2026-01-01/c/a 16.67',
      'ann 2026-02 c/b -33.33',
      'ann 2026-02 pool/1/2026-01-01/c/b 16.67',
      'ann 2026-02 c/c -33.34',
      'ann 2026-02 pool/1/2026-01-01/c/c 16.67',
    ]);
  });

  it('is given back pool after pool, for their own components', () => {
    const both = [
      { per: 'month', maximum: 50, of: ['c'] },
      { per: 'quarter', maximum: 20 },
      { per: 'month', maximum: 1, of: ['d'] },
    ] as const;
    const components = [
      commission,
      { ...commission, id: 'd', curve: { mode: 'marginal', tiers: [{ from: 0, rate: 0 }] } },
    ] as const;
    const events = [deal('e1', '2026-01-05', 1000), back('2026-04-10', 'e1')];
    const result = run({ pools: both, components }, { events, through: '2026-04-30' });
    expect(linesOf(result).filter((line) => !line.includes('d/'))).toEqual([
      'ann 2026-01 c/e1 100',
      'ann 2026-01 pool/1/2026-01-01 -50',
      'ann 2026-03 pool/2/2026-01-01 -30',
      'ann 2026-04 c/e1-r -100',
      'ann 2026-04 pool/1/2026-01-01/c/e1-r 50',
      'ann 2026-04 pool/2/2026-01-01/c/e1-r 30',
    ]);
  });
});

describe('the largest deal', () => {
  const events = [
    deal('e1', '2026-01-05', 1000),
    deal('e2', '2026-02-05', 3000),
    deal('e3', '2026-02-06', 2000),
    deal('e4', '2026-02-07', 500),
  ];
  const components = [{ ...commission, reversal: { money: 'recompute' } }] as const;

  it('is the next one when it is returned, and smaller when a part of it is', () => {
    const measures = { sales: { kind: 'credits', window: 'year', aggregate: 'maximum' } } as const;
    const returns = [
      back('2026-03-01', 'e2', { amount: 600 }),
      back('2026-03-02', 'e2', { id: 'all' }),
      back('2026-03-03', 'e4'),
      back('2026-03-04', 'e3'),
      back('2026-03-05', 'e1'),
    ];
    expect(linesOf(run({ measures, components }, { events: [...events, ...returns] }))).toEqual([
      'ann 2026-01 c/e1 100',
      'ann 2026-02 c/e2 200',
      'ann 2026-02 c/e3 0',
      'ann 2026-02 c/e4 0',
      // 2,400 are left, then 2,000 of e3 are the most, then 1,000, then nothing.
      'ann 2026-03 c/e2-r -60',
      'ann 2026-03 c/all -40',
      'ann 2026-03 c/e4-r 0',
      'ann 2026-03 c/e3-r -100',
      'ann 2026-03 c/e1-r -100',
    ]);
  });

  it('is none where nothing but a return has come, so that nothing is paid for it', () => {
    const measures = { sales: { kind: 'credits', window: 'month', aggregate: 'maximum' } } as const;
    const fixed = { mode: 'whole', tiers: [{ from: 0, amount: 50 }] } as const;
    const returned = [back('2026-03-01', 'e2'), deal('f', '2026-03-02', 10)];
    const result = run(
      { measures, components: [{ ...components[0], curve: fixed }] },
      { events: [...events, ...returned] },
    );
    expect(linesOf(result).slice(-2)).toEqual(['ann 2026-03 c/e2-r 0', 'ann 2026-03 c/f 50']);
    expect(result.statements.at(-1)?.lines.map(({ reason }) => reason)).toEqual(['nothing-to-take-back', null]);
  });

  it('of the last months leaves them with its first day, whatever was taken back of it', () => {
    const measures = {
      sales: { kind: 'credits', window: 'event' },
      largest: { kind: 'credits', window: { months: 2 }, aggregate: 'maximum' },
    } as const;
    const factors = [
      { multiply: { by: 'largest', tiers: [0, 1, 2, 3].map((from) => ({ from: from * 1000, rate: from })) } },
    ];
    const more = [
      back('2026-03-01', 'e2', { amount: 1500 }),
      deal('f', '2026-03-02', 10),
      deal('g', '2026-04-05', 10),
      deal('h', '2026-04-06', 10),
    ];
    const result = run({ measures, components: [{ ...commission, factors }] }, { events: [...events, ...more] });
    // 2,000 of e3 are the most on 2 March and 5 April, and 500 of e4 on 6 April.
    expect(linesOf(result).slice(-3)).toEqual(['ann 2026-03 c/f 2', 'ann 2026-04 c/g 2', 'ann 2026-04 c/h 0']);
  });
});

describe('a return of an earlier period', () => {
  it('is off what rates apply to, whether it comes before the first deal of its period or after', () => {
    const measures = { sales: { kind: 'credits', window: 'month' } } as const;
    const curve = {
      mode: 'whole',
      tiers: [
        { from: 0, rate: '0.1' },
        { from: 2500, rate: '0.2' },
      ],
    } as const;
    const components = [{ ...commission, base: 'margin', curve }];
    const values = { values: { margin: 500 } };
    const earnedWith = (on: string): readonly string[] => {
      const events = [
        deal('e1', '2026-01-10', 1000, values),
        deal('e2', '2026-02-10', 2000, values),
        deal('e3', '2026-02-20', 2000, values),
        back(on, 'e1'),
      ];
      return run({ measures, components }, { events }).statements.map(({ earned }) => earned.toFixed());
    };
    // February: the total is 3,000, and its margin 1000 less the 500 that came back, at 20 %; that return and e2 are 50 each.
    expect(earnedWith('2026-02-01')).toEqual(['50', '100']);
    expect(earnedWith('2026-02-15')).toEqual(['50', '100']);
  });
});

describe('a return that is taken off the month of its deal', () => {
  const measures = {
    sales: { kind: 'credits', window: 'month', reversals: 'origin' },
    deals: { kind: 'credits', of: 'count', window: 'month' },
  } as const;
  const factors = [{ when: [{ measure: 'deals', atLeast: 1 }], multiply: 2 }] as const;
  const events = [deal('e1', '2026-01-10', 1000), deal('e2', '2026-02-10', 2000), back('2026-02-20', 'e1')];

  it('closes a gate in its own month, too', () => {
    const result = run({ measures, components: [{ ...commission, factors }] }, { events });
    // January: 200 back. February: no deal is left of 1 - 1, so its 400 are 200.
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 200', 'ann 2026-02 c/e2 400', 'ann 2026-02 c/e1-r -400']);
    const line = result.statements[1]?.lines[1];
    expect(line === undefined ? '' : explainLine(line).text).toContain(
      '  what was earned in the window of its day, priced anew: -200',
    );
  });

  it('is of its deal where it prices anew what another component paid, and limited with it', () => {
    const renewals = {
      ...measures,
      sales: { ...measures.sales, where: [{ field: 'kind', isNot: 'renewal' }] },
    } as const;
    const more = [
      deal('e1', '2026-01-10', 1000),
      deal('e2', '2026-01-11', 500, { kind: 'renewal' }),
      back('2026-01-20', 'e2'),
    ];
    const gate = [{ when: [{ measure: 'deals', atLeast: 2 }], multiply: 2 }] as const;
    const component = { ...commission, factors: gate, limits: [{ per: 'deal', maximum: 60 }] } as const;
    const result = run({ measures: renewals, components: [component] }, { events: more });
    // The renewal doubles 100 of e1, of which its deal may have 60; its return takes them back, and no more.
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 60', 'ann 2026-01 c/e2 60', 'ann 2026-01 c/e2-r -60']);
    expect(result.statements[0]?.lines.map(({ event }) => event)).toEqual(['e1', 'e2', 'e2-r']);
  });
});
