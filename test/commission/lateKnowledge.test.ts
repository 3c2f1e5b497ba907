import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import { explainLine } from '../../src/commission/explainLine.ts';
import type { Statement } from '../../src/commission/statementData.ts';
import { ann, assigned, commission, deal, failure, linesOf, paidOf, plan, run } from './smallRuns.ts';

const january = { events: [deal('e1', '2026-01-10', 4000)], through: '2026-01-31' };
const february = { ...january, through: '2026-02-28' };
const stated = run({}, january).statements;

function adjustmentsOf(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap(({ period, steps }) =>
    steps
      .filter(({ kind }) => kind === 'adjustment')
      .map(({ id, amount, reason }) => `${period.label} ${id} ${amount} ${reason}`),
  );
}

describe('a deal that becomes known late', () => {
  it('is posted in the first open period, and the statement before stays as it is', () => {
    const later = run(
      {},
      { ...february, events: [...january.events, deal('e2', '2026-01-20', 2000, { knownAt: '2026-02-03' })], stated },
    );
    expect(later.statements[0]).toBe(stated[0]);
    // 1,000 at 10 % and 1,000 at 20 %.
    expect(linesOf(later)).toEqual(['ann 2026-01 c/e1 400', 'ann 2026-02 true-up/2026-02-01/c/e2 300']);
    expect(paidOf(later)).toEqual(['ann 2026-01 400', 'ann 2026-02 300']);
  });

  it('that moves to an open period is taken back and earned there', () => {
    const events = [...january.events, deal('e1', '2026-02-10', 4000, { knownAt: '2026-02-03' })];
    const later = run({}, { ...february, events, stated });
    expect(linesOf(later)).toEqual([
      'ann 2026-01 c/e1 400',
      'ann 2026-02 c/e1 400',
      'ann 2026-02 true-up/2026-02-01/c/e1 -400',
    ]);
    expect(paidOf(later)).toEqual(['ann 2026-01 400']);
    const again = run({}, { ...february, through: '2026-03-31', events, stated: later.statements });
    expect(linesOf(again)).toEqual(linesOf(later));
  });

  it('that was cancelled is explained too', () => {
    const events = [...january.events, deal('e1', '2026-01-10', 4000, { knownAt: '2026-02-03', cancelled: true })];
    const line = run({}, { ...february, events, stated }).statements[1]?.lines[0];
    expect(line === undefined ? '' : explainLine(line).text).toBe(
      [
        'true-up of c/e1: what it earns now less what was stated: -400',
        '  the line is there no more: its event was cancelled, moved or is credited otherwise now',
      ].join('\n'),
    );
  });

  it('leaves the next tier as far away as it is', () => {
    const next = run({}, { ...february, stated }).statements[1]?.next;
    expect(JSON.parse(JSON.stringify(next))).toEqual([{ component: 'c', total: '4000', at: '5000', away: '1000' }]);
  });
});

describe('an adjustment', () => {
  const bonus = { id: 'a', payee: 'ann', on: '2026-01-15', amount: 50, reason: 'agreed' };

  it('of a period that was stated is paid in the first open one', () => {
    const later = run({}, { ...february, adjustments: [{ ...bonus, knownAt: '2026-02-02' }], stated });
    expect(adjustmentsOf(later.statements)).toEqual(['2026-02 a 50 By hand 50.00: agreed']);
    expect(paidOf(later)).toEqual(['ann 2026-01 400', 'ann 2026-02 50']);
    const again = run(
      {},
      {
        ...february,
        through: '2026-03-31',
        adjustments: [{ ...bonus, knownAt: '2026-02-02' }],
        stated: later.statements,
      },
    );
    expect(adjustmentsOf(again.statements)).toEqual(adjustmentsOf(later.statements));
  });

  it('that changes is paid with the difference, and one that moves on is taken back first', () => {
    const before = run({}, { ...january, adjustments: [bonus] }).statements;
    const raised = [bonus, { ...bonus, amount: 70, knownAt: '2026-02-02' }];
    expect(adjustmentsOf(run({}, { ...february, adjustments: raised, stated: before }).statements)).toEqual([
      '2026-01 a 50 By hand 50.00: agreed',
      '2026-02 a 20 By hand 20.00: agreed',
    ]);
    const moved = [bonus, { ...bonus, on: '2026-02-20', knownAt: '2026-02-02' }];
    expect(adjustmentsOf(run({}, { ...february, adjustments: moved, stated: before }).statements)).toEqual([
      '2026-01 a 50 By hand 50.00: agreed',
      '2026-02 a -50 By hand -50.00: withdrawn since it was stated',
      '2026-02 a 50 By hand 50.00: agreed',
    ]);
  });

  it('of a day before the first period is paid in that one, and of a day after the run not yet', () => {
    const adjustments = [
      { ...bonus, on: '2025-12-20' },
      { ...bonus, id: 'b', on: '2026-01-31' },
    ];
    const early = run({}, { adjustments, through: '2026-01-30' });
    expect(adjustmentsOf(early.statements)).toEqual(['2026-01 a 50 By hand 50.00: agreed']);
  });
});

describe('statements handed in', () => {
  it('must be of somebody who is assigned, in the currency of the plan, and each day once', () => {
    const both = calculateCommissions({ ...january, plans: [plan()], assignments: assigned('ann', 'bob') }).statements;
    expect(failure(() => run({}, { ...february, stated: both }))).toBe(
      'invalid-commission-input calculateCommissions: stated[1] is of payee "bob" under plan "p", and no assignment is: what was stated could not be corrected',
    );
    expect(failure(() => run({ currency: 'EUR' }, { ...february, stated }))).toBe(
      'invalid-commission-input calculateCommissions: stated[0].currency must be EUR, the currency of the plan, got "USD"',
    );
    expect(failure(() => run({}, { ...february, stated: [...stated, ...stated] }))).toBe(
      'invalid-commission-input calculateCommissions: stated[1] states days that stated[0] states of the same payee and plan',
    );
  });

  it('must be an array of statements', () => {
    expect(failure(() => run({}, { ...february, stated: 'January' as unknown as readonly Statement[] }))).toBe(
      'invalid-commission-input calculateCommissions: stated must be an array, got "January"',
    );
    const [first] = JSON.parse(JSON.stringify(stated)) as readonly Statement[];
    const { released, ...rest } = first as Statement;
    expect(released).toHaveLength(1);
    expect(failure(() => run({}, { ...february, stated: [rest as Statement] }))).toBe(
      'invalid-commission-input calculateCommissions: stated[0].released must be an array, got undefined',
    );
  });

  it('come back with decimal numbers also from JSON, frozen, and are the same there', () => {
    const text = JSON.stringify(stated);
    const { statements } = run({}, { ...february, stated: JSON.parse(text) as readonly Statement[] });
    expect(JSON.stringify(statements.slice(0, stated.length))).toBe(text);
    const [first] = statements;
    expect(first?.paid.plus(1).toNumber()).toBe(401);
    expect(first?.lines[0]?.amount.minus('0.5').toNumber()).toBe(399.5);
    expect(first?.lines[0]?.exchangeRate).toBeNull();
    expect(first?.steps[0]?.change.toNumber()).toBe(0);
    expect(first?.closing.overpaid.isZero()).toBe(true);
    expect(first?.payment.amount.toNumber()).toBe(400);
    expect(Object.isFrozen(first) && Object.isFrozen(first?.lines) && Object.isFrozen(first?.lines[0])).toBe(true);
  });

  it('of which some amounts are decimal numbers already are restored where they are none', () => {
    const [first] = stated as readonly [Statement];
    const paid = '400' as unknown as Statement['paid'];
    const owed = { floor: '12.5' } as unknown as Statement['closing']['owed'];
    const mixed: Statement = { ...first, paid, closing: { ...first.closing, owed } };
    const [back] = run({}, { ...february, stated: [mixed] }).statements;
    expect(back?.paid.toNumber()).toBe(400);
    expect(back?.closing.owed['floor']?.toNumber()).toBe(12.5);
    expect(back?.lines).toBe(first.lines);
  });

  it('of a payee who left since are followed by what was taken back', () => {
    const assignments = [{ ...ann, to: '2026-02-01' }];
    const events = [...january.events, { id: 'r', on: '2026-01-20', reverses: 'e1', knownAt: '2026-03-05' }];
    const later = run({}, { assignments, events, through: '2026-03-31', stated });
    expect(linesOf(later)).toEqual(['ann 2026-01 c/e1 400', 'ann 2026-02 true-up/2026-02-01/c/r -400']);
    expect(later.statements.map(({ closing }) => closing.overpaid.toNumber())).toEqual([0, 400]);
  });
});

describe('budgets of a plan', () => {
  const components = [commission, { ...commission, id: 'd' }];
  const pools = [
    { per: 'month', maximum: 50, of: ['c'] },
    { per: 'month', maximum: 60, of: ['d'] },
    { per: 'quarter', maximum: 70, of: ['c'] },
  ] as const;
  const events = ['2026-01-05', '2026-02-05', '2026-03-05'].map((on, index) => deal(`e${index}`, on, 1000));

  it('have lines of their own, and what one took is earned no more for the next', () => {
    const result = run({ components, pools }, { events, through: '2026-03-31' });
    expect(linesOf(result).filter((line) => line.includes('pool'))).toEqual([
      'ann 2026-01 pool/1/2026-01-01 -50',
      'ann 2026-01 pool/2/2026-01-01 -40',
      'ann 2026-02 pool/1/2026-02-01 -50',
      'ann 2026-02 pool/2/2026-02-01 -40',
      'ann 2026-03 pool/1/2026-03-01 -50',
      'ann 2026-03 pool/2/2026-03-01 -40',
      // Three months of 50 are 80 more than 70.
      'ann 2026-03 pool/3/2026-01-01 -80',
    ]);
  });

  it('are stated without anything to correct', () => {
    const before = run({ components, pools }, { events, through: '2026-01-31' }).statements;
    const later = run({ components, pools }, { events, through: '2026-02-28', stated: before });
    expect(linesOf(later).filter((line) => line.includes('true-up'))).toEqual([]);
  });

  it('share out the overrun to the cent', () => {
    const three = assigned('ann', 'bob', 'cy');
    const result = run(
      { pools: [{ per: 'month', maximum: 100 }] },
      {
        assignments: three,
        events: three.map(({ payee }) => deal(payee, '2026-01-02', 1000, { credits: [{ payee }] })),
        through: '2026-01-31',
      },
    );
    // 200 over: 66.67 of the first two, 66.66 of the third.
    expect(paidOf(result)).toEqual(['ann 2026-01 33.33', 'bob 2026-01 33.33', 'cy 2026-01 33.34']);
  });
});
