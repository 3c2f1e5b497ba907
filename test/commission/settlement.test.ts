import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawTerms, SettlementTerms } from '../../src/commission/draws.ts';
import { settlementTerms } from '../../src/commission/draws.ts';
import type { Assignment } from '../../src/commission/events.ts';
import type { ReadAssignment, Span } from '../../src/commission/inputData.ts';
import type { Draw, Settlement } from '../../src/commission/plan.ts';
import type { SettledPeriod } from '../../src/commission/settlement.ts';
import { balancesInMoney, noBalances, settle, stepsInMoney } from '../../src/commission/settlement.ts';
import type { UnitBalances } from '../../src/commission/settlementLedger.ts';
import { rational } from '../../src/number/rational.ts';
import { parseDay } from '../../src/time/day.ts';
import { readText } from '../house/sourceFiles.ts';
import type { PlainBalances } from '../oracles/commissionSettlement.ts';
import { settledPeriod } from '../oracles/commissionSettlement.ts';

const wholeUnits = { digits: 0, rounding: 'half-up' } as const;

const months: readonly Span[] = Array.from({ length: 12 }, (_, index) => ({
  start: parseDay(`2026-${String(index + 1).padStart(2, '0')}-01`),
  end: index === 11 ? parseDay('2027-01-01') : parseDay(`2026-${String(index + 2).padStart(2, '0')}-01`),
}));

function assignment(given: Partial<Assignment> = {}): ReadAssignment {
  const whole: Assignment = { payee: 'ana', plan: 'plan', from: '2026-01-01', ...given };
  return {
    given: whole,
    payee: 'ana',
    plan: 'plan',
    leaves: [],
    start: parseDay(whole.from),
    end: whole.to === undefined ? Number.POSITIVE_INFINITY : parseDay(whole.to),
  };
}

/** Settles one month after the other; what each month released is a number, or one for each component. */
function run(
  settlement: Settlement,
  released: readonly (number | Readonly<Record<string, number>>)[],
  assignments: readonly ReadAssignment[] = [assignment()],
): SettledPeriod[] {
  let opening = noBalances;
  return released.map((units, index) => {
    const terms = settlementTerms(settlement, assignments, months.slice(0, index + 1), wholeUnits);
    const lines = Object.entries(typeof units === 'number' ? { all: units } : units);
    const inflow = { released: new Map(lines.map(([id, value]) => [id, BigInt(value)])), adjustments: [] };
    const settled = settle(terms, inflow, opening);
    opening = settled.closing;
    return settled;
  });
}

const paid = (settled: readonly SettledPeriod[]): number[] => settled.map((each) => Number(each.paid));
const owed = (settled: readonly SettledPeriod[], draw = 'draw'): number[] =>
  settled.map(({ closing }) => Number(closing.owed.get(draw) ?? 0n));
const overpaid = (settled: readonly SettledPeriod[]): number[] =>
  settled.map(({ closing }) => Number(closing.overpaid));
const carried = (settled: readonly SettledPeriod[]): number[] => settled.map(({ closing }) => Number(closing.carried));

function guarantee(given: Partial<Draw> = {}): Draw {
  return { id: 'draw', kind: 'guarantee', amount: 2000, recoverable: true, ...given };
}

function additional(given: Partial<Draw> = {}): Draw {
  return { id: 'draw', kind: 'additional', amount: 500, recoverable: true, ...given };
}

interface GoldenExample {
  readonly id: string;
  readonly transactions: readonly Readonly<Record<string, string>>[];
  readonly expected: Readonly<Record<string, unknown>>;
}

describe('published examples', () => {
  const examples: readonly GoldenExample[] = JSON.parse(readText('test/golden/commission.json'));
  const example = (id: string): GoldenExample => examples.find((each) => each.id === id) as GoldenExample;

  it.each([
    ['draw-01', 2000],
    ['draw-03', 1000],
  ])('%s', (id, amount) => {
    const { transactions, expected } = example(id);
    const settled = run(
      { draws: [guarantee({ amount })] },
      transactions.map(({ earned }) => Number(earned)),
    );
    expect(paid(settled).map(String)).toEqual(expected['paid']);
    expect(owed(settled).map(String)).toEqual(expected['owed_after']);
  });

  it('draw-04: what the draw did not pay yet', () => {
    const { transactions, expected } = example('draw-04');
    for (const { case: which = '', earned } of transactions) {
      const settled = run({ draws: [guarantee({ amount: 3000 })] }, [Number(earned)]);
      const [total = 0] = paid(settled);
      expect({ further_pay: `${total - 3000}`, total: `${total}`, owed: `${owed(settled)[0]}` }).toEqual(
        expected[which],
      );
    }
  });

  it('ramp-02: a falling guarantee that is not recovered', () => {
    const { transactions, expected } = example('ramp-02');
    const settled = run(
      { draws: [guarantee({ amount: [3000, 2500, 2000, 1500, 0, 0], recoverable: false })] },
      transactions.map(({ sales }) => Number(sales) / 10),
    );
    expect(paid(settled).map((units) => String(4500 + units))).toEqual(
      expected['higher_of_commission_and_guarantee_plus_base'],
    );
  });
});

describe('settle', () => {
  it('pays what is released without any terms', () => {
    expect(paid(run({}, [100, 0, 250]))).toEqual([100, 0, 250]);
  });

  it('never pays below 0: a rest below 0 is recovered from later pay', () => {
    const settled = run({}, [100, -300, 200, 200]);
    expect(paid(settled)).toEqual([100, 0, 0, 100]);
    expect(overpaid(settled)).toEqual([0, 300, 100, 0]);
  });

  it('recovers at most the share of pay that may go to it', () => {
    const settled = run({ overpaymentShare: '0.25' }, [-100, 201, 201, 400]);
    expect(paid(settled)).toEqual([0, 151, 151, 400]);
    expect(overpaid(settled)).toEqual([100, 50, 0, 0]);
  });

  it('never recovers an overpayment out of a guarantee', () => {
    const settled = run({ draws: [guarantee({ recoverable: false })] }, [-500, 1500, 2300, 2400]);
    expect(paid(settled)).toEqual([2000, 2000, 2000, 2200]);
    expect(overpaid(settled)).toEqual([500, 500, 200, 0]);
  });

  it.each<[string, Draw, number[], number[], number[]]>([
    ['a guarantee that is recovered', guarantee(), [1500, 2200, 2400], [2000, 2000, 2100], [500, 300, 0]],
    ['a guarantee that is not', guarantee({ recoverable: false }), [1500, 2200, 2400], [2000, 2200, 2400], [0, 0, 0]],
    // Each month's draw is owed, and the next month pays it back before it draws again.
    ['an additional draw that is recovered', additional(), [100, 600, 0], [600, 600, 500], [500, 500, 1000]],
    ['an additional draw that is not', additional({ recoverable: false }), [100, 600, 0], [600, 1100, 500], [0, 0, 0]],
    [
      'recovery that begins later, with the period that ends after the day',
      guarantee({ to: '2026-02-01', recoverFrom: '2026-03-31' }),
      [0, 3000, 1500, 1000],
      [2000, 3000, 0, 500],
      [2000, 2000, 500, 0],
    ],
    [
      'a share of the pay above the guarantee',
      guarantee({ recoverShare: '0.5' }),
      [1000, 2501, 4000, 2100],
      [2000, 2251, 3250, 2100],
      [1000, 750, 0, 0],
    ],
    [
      'forgiveness on a day: nothing is recovered in its month, nothing is owed after it',
      guarantee({ forgiveOn: '2026-03-31' }),
      [1000, 2300, 2600, 1500, 2600],
      [2000, 2000, 2600, 2000, 2100],
      [1000, 700, 0, 500, 0],
    ],
    [
      'a top-up in the month of forgiveness, which is not owed',
      guarantee({ forgiveOn: '2026-02-01' }),
      [1000, 1000, 1000],
      [2000, 2000, 2000],
      [1000, 0, 1000],
    ],
    [
      'a list of amounts, and nothing after it',
      guarantee({ amount: [300, 200, 100], from: '2026-02-01' }),
      [0, 0, 0, 0, 0],
      [0, 300, 200, 100, 0],
      [0, 300, 500, 600, 600],
    ],
    [
      'months of which a day belongs to the draw',
      additional({ recoverable: false, from: '2026-01-31', to: '2026-02-02' }),
      [0, 0, 0],
      [500, 500, 0],
      [0, 0, 0],
    ],
  ])('knows %s', (_, draw, released, expectedPaid, expectedOwed) => {
    const settled = run({ draws: [draw] }, released);
    expect(paid(settled)).toEqual(expectedPaid);
    expect(owed(settled)).toEqual(expectedOwed);
  });

  it('recovers additional draws before guarantees, then in listed order', () => {
    const draws = [
      guarantee({ id: 'floor', to: '2026-02-01' }),
      additional({ id: 'first', to: '2026-02-01' }),
      additional({ id: 'second', to: '2026-02-01' }),
    ];
    const settled = run({ draws }, [1500, 700, 500, 700]);
    expect(paid(settled)).toEqual([3000, 0, 0, 400]);
    expect(owed(settled, 'first')).toEqual([500, 0, 0, 0]);
    expect(owed(settled, 'second')).toEqual([500, 300, 0, 0]);
    expect(owed(settled, 'floor')).toEqual([500, 500, 300, 0]);
  });

  it('recovers only from the components that are named, each unit once', () => {
    const to = '2026-02-01';
    const draws = [
      additional({ id: 'first', to, recoverAgainst: ['base', 'bonus'] }),
      additional({ id: 'second', to, recoverAgainst: ['base'] }),
    ];
    const settled = run({ draws }, [
      0,
      { base: 600, other: 900 },
      { base: 500, bonus: -450, other: 900 },
      { base: 900 },
    ]);
    // 600 of base: 500 for the first draw, 100 for the second.
    expect(paid(settled)).toEqual([1000, 900, 550, 900]);
    expect(owed(settled, 'first')).toEqual([500, 0, 0, 0]);
    expect(owed(settled, 'second')).toEqual([500, 400, 0, 0]);
  });

  it('goes on recovering a draw that a later version of the plan no longer has', () => {
    const opening = { ...noBalances, owed: new Map([['draw', 300n]]) };
    const terms = settlementTerms(
      { draws: [guarantee({ id: 'new', amount: 100 })] },
      [assignment()],
      months,
      wholeUnits,
    );
    const settled = settle(terms, { released: new Map([['all', 250n]]), adjustments: [] }, opening);
    expect(paid([settled])).toEqual([100]);
    expect(owed([settled])).toEqual([150]);
  });

  it.each<[string, Settlement, number[], number[], number[]]>([
    ['loses', { maximum: 1000 }, [1500, 800], [1000, 800], [0, 0]],
    ['carries', { maximum: 1000, overflow: 'carry' }, [2500, 800, 0, 0], [1000, 1000, 1000, 300], [1500, 1300, 300, 0]],
    [
      'counts what was carried against a rest below 0',
      { maximum: 1000, overflow: 'carry' },
      [2500, -600, -2000],
      [1000, 900, 0],
      [1500, 0, 0],
    ],
    [
      'does not let carried pay stand in for a guarantee, nor pays a draw beyond the maximum',
      {
        maximum: 3000,
        overflow: 'carry',
        draws: [guarantee({ recoverable: false }), additional({ id: 'more', amount: 4000 })],
      },
      [4000, 0],
      [3000, 3000],
      [1000, 1000],
    ],
  ])('%s what is above the maximum', (_, settlement, released, expectedPaid, expectedCarried) => {
    const settled = run(settlement, released);
    expect(paid(settled)).toEqual(expectedPaid);
    expect(carried(settled)).toEqual(expectedCarried);
  });

  it('carries pay below the least payment, and pays the last rest when no assignment is left', () => {
    const settlement = { minimumPayment: 25 };
    const settled = run(settlement, [10, 10, 10, 24, 0, 5], [assignment({ to: '2026-05-15' })]);
    expect(paid(settled)).toEqual([0, 0, 30, 0, 24, 5]);
    expect(carried(settled)).toEqual([10, 20, 0, 24, 0, 0]);
  });

  it('does not recover a draw from the draw of the month before that waits to be paid', () => {
    const settled = run({ minimumPayment: 800, draws: [additional({ amount: 500 })] }, [0, 0]);
    expect(paid(settled)).toEqual([0, 1000]);
    expect(owed(settled)).toEqual([500, 1000]);
  });

  it('forgives what is owed at the end of the assignment, after the last recovery', () => {
    const draws = [guarantee({ amount: 1000 })];
    const leaving = assignment({ to: '2026-02-15', forgiveOnEnd: true });
    const settled = run({ draws }, [200, 1500, 100], [leaving]);
    expect(paid(settled)).toEqual([1000, 1000, 100]);
    expect(owed(settled)).toEqual([800, 0, 0]);
    expect(owed(run({ draws }, [200, 1500, 100], [assignment({ to: '2026-02-15' })]))).toEqual([800, 300, 200]);
    // Another assignment that goes on is no end.
    expect(owed(run({ draws }, [200, 1500, 1100], [leaving, assignment({ from: '2026-02-15' })]))).toEqual([
      800, 300, 200,
    ]);
  });

  it('lets the later of two assignments say what a draw of one name is', () => {
    const first = assignment({ to: '2026-02-15', draws: [additional({ amount: 100 })] });
    const second = assignment({ from: '2026-02-15', draws: [additional({ amount: 700, recoverFrom: '2026-04-01' })] });
    const settled = run({}, [0, 0, 1000, 900], [first, second]);
    expect(paid(settled)).toEqual([100, 700, 1700, 700]);
    expect(owed(settled)).toEqual([100, 800, 1500, 1300]);
  });

  it('lets a later assignment say it from the period on in which it begins, and not before', () => {
    const first = assignment({ to: '2026-03-01', draws: [additional({ amount: 100 })] });
    const second = assignment({ from: '2026-03-01', draws: [additional({ amount: 700 })] });
    expect(paid(run({}, [0, 100, 100], [first, second]))).toEqual([100, 100, 700]);
  });

  it('forgives at an end on the last day of a period, also before a gap', () => {
    const draws = [guarantee({ amount: 1000 })];
    const leaving = assignment({ to: '2026-03-01', forgiveOnEnd: true });
    expect(owed(run({ draws }, [200, 200, 0], [leaving]))).toEqual([800, 0, 0]);
    const back = assignment({ from: '2026-05-01' });
    expect(owed(run({ draws }, [200, 200, 0], [leaving, back]))).toEqual([800, 0, 0]);
    expect(owed(run({ draws }, [200, 200, 1000], [leaving, assignment({ from: '2026-03-01' })]))).toEqual([
      800, 1600, 1600,
    ]);
  });

  it('pays the last rest when the last of two assignments ends with the period', () => {
    const assignments = [assignment({ to: '2026-02-01' }), assignment({ from: '2026-03-01', to: '2026-04-01' })];
    expect(paid(run({ minimumPayment: 25 }, [10, 5, 5], assignments))).toEqual([0, 0, 20]);
  });

  it('recovers a share of pay only once for each draw', () => {
    const draws = [additional({ to: '2026-02-01', recoverShare: '0.5' })];
    expect(owed(run({ draws }, [0, 400, 400]))).toEqual([500, 300, 100]);
  });

  it('takes what a draw recovers from components in the order in which they are named', () => {
    const to = '2026-02-01';
    const draws = [
      additional({ id: 'first', amount: 100, to, recoverAgainst: ['base', 'bonus'] }),
      additional({ id: 'second', amount: 100, to, recoverAgainst: ['bonus'] }),
    ];
    // 60 of base and 40 of bonus for the first draw, which leaves 20 of bonus for the second.
    const settled = run({ draws }, [0, { base: 60, bonus: 60, other: 100 }]);
    expect([paid(settled), owed(settled, 'first'), owed(settled, 'second')]).toEqual([
      [200, 100],
      [100, 0],
      [100, 80],
    ]);
  });

  it('recovers a draw that the plan no longer has before guarantees', () => {
    const opening = {
      ...noBalances,
      owed: new Map([
        ['floor', 300n],
        ['former', 300n],
      ]),
    };
    const terms = settlementTerms(
      { draws: [guarantee({ id: 'floor', to: '2026-12-01' })] },
      [assignment()],
      months,
      wholeUnits,
    );
    const settled = settle(terms, { released: new Map([['all', 400n]]), adjustments: [] }, opening);
    expect([owed([settled], 'former'), owed([settled], 'floor')]).toEqual([[0], [200]]);
  });

  it('tells what covers pay below 0, and what is recovered without a guarantee', () => {
    const settled = run({ maximum: 100, overflow: 'carry' }, [150, -80, 50]);
    expect(
      settled.flatMap(({ steps }) => steps.map(({ kind, amount, reason }) => [kind, Number(amount), reason])),
    ).toEqual([
      ['released', 150, 'Lines of the period released 150.'],
      ['carried-out', -50, '50 above the maximum of 100 is carried.'],
      ['released', -80, 'Lines of the period released -80.'],
      ['carried-in', 50, '50 carried from earlier periods covers pay below 0.'],
      ['overpaid', 30, 'Pay is never below 0: 30 is overpaid and recovered from later pay.'],
      ['released', 50, 'Lines of the period released 50.'],
      ['overpayment-recovery', -30, '30 of the overpayment of 30 is recovered.'],
    ]);
  });

  it('tells every step in a sentence', () => {
    const settlement: Settlement = {
      maximum: '40.00',
      overflow: 'carry',
      draws: [
        guarantee({ id: 'floor', amount: '20', forgiveOn: '2026-02-28' }),
        guarantee({ id: 'base', amount: '10' }),
        additional({ id: 'more', amount: '1.5', recoverable: false }),
      ],
    };
    const terms = settlementTerms(settlement, [assignment()], months.slice(0, 2), { digits: 2, rounding: 'half-up' });
    const opening: UnitBalances = {
      overpaid: 1000n,
      carried: 4000n,
      owed: new Map(Object.entries({ floor: 500n, base: 100n })),
    };
    const adjustments = [{ id: 'a1', units: 150n, reason: 'Welcome, again.' }];
    const settled = settle(terms, { released: new Map([['all', 2900n]]), adjustments }, opening);
    expect(
      stepsInMoney(settled.steps, 2).map(({ kind, id, amount, balance, change, reason }) => [
        kind,
        id,
        amount.toFixed(2),
        balance,
        change.toFixed(2),
        reason,
      ]),
    ).toEqual([
      ['released', null, '29.00', null, '0.00', 'Lines of the period released 29.00.'],
      ['adjustment', 'a1', '1.50', null, '0.00', 'By hand 1.50: Welcome, again.'],
      ['forgiven', 'floor', '0.00', 'owed', '-5.00', '5.00 owed for draw "floor" is forgiven on the day agreed.'],
      [
        'overpayment-recovery',
        null,
        '-10.00',
        'overpaid',
        '-10.00',
        '10.00 of the overpayment of 10.00 is recovered from pay above the guarantee of 20.00.',
      ],
      [
        'draw-recovery',
        'base',
        '-0.50',
        'owed',
        '-0.50',
        '0.50 of 1.00 owed for draw "base" is recovered from pay above the guarantee of 20.00.',
      ],
      ['draw', 'more', '1.50', null, '0.00', 'Draw "more" adds 1.50.'],
      ['carried-in', null, '40.00', 'carried', '-40.00', '40.00 was carried from earlier periods.'],
      ['carried-out', null, '-21.50', 'carried', '21.50', '21.50 above the maximum of 40.00 is carried.'],
    ]);
    const { overpaid: over, carried: left, owed: debts } = balancesInMoney(settled.closing, 2);
    expect([over.toFixed(2), left.toFixed(2), debts]).toEqual(['0.00', '21.50', { base: expect.objectContaining({}) }]);
    expect(debts['base']?.toFixed(2)).toBe('0.50');

    const reasons = (given: Settlement, released: number): string[] =>
      run(given, [released])[0]?.steps.map(({ reason }) => reason) ?? [];
    expect(reasons({ draws: [guarantee()], minimumPayment: 3000 }, -50)).toEqual([
      'Lines of the period released -50.',
      'Pay is never below 0: 50 is overpaid and recovered from later pay.',
      'Guarantee "draw" lifts pay of 0 by 2000, which is owed.',
      '2000 is below the least payment of 3000 and is carried.',
    ]);
    expect(reasons({ maximum: 10 }, 50)).toEqual([
      'Lines of the period released 50.',
      '40 above the maximum of 10 is lost.',
    ]);
    expect(
      run({ maximum: 10, overflow: 'carry' }, [30, -5], [assignment({ to: '2026-02-02' })])[1]?.steps.map(
        ({ reason }) => reason,
      ),
    ).toEqual([
      'Lines of the period released -5.',
      '5 carried from earlier periods covers pay below 0.',
      '15 was carried from earlier periods.',
      '5 above the maximum of 10 is carried.',
    ]);
    expect(
      run(
        { draws: [guarantee({ amount: 10 })] },
        [0],
        [assignment({ to: '2026-01-02', forgiveOnEnd: true })],
      )[0]?.steps.map(({ reason }) => reason),
    ).toEqual([
      'Guarantee "draw" lifts pay of 0 by 10, which is owed.',
      '10 owed for draw "draw" is forgiven with the end of the assignment.',
    ]);
  });
});

const ids = ['a', 'b', 'c', 'd'];

const drawTerms: fc.Arbitrary<Omit<DrawTerms, 'id' | 'recoverShare'> & { readonly share: number }> = fc.record({
  kind: fc.constantFrom<'guarantee' | 'additional'>('guarantee', 'additional'),
  amount: fc.option(fc.bigInt({ min: 0n, max: 60n })),
  isRecoverable: fc.boolean(),
  isRecovering: fc.boolean(),
  share: fc.constantFrom(0, 33, 50, 100),
  recoverAgainst: fc.option(fc.subarray(['x', 'y', 'z'])),
  isForgiven: fc.constantFrom(false, false, false, true),
});

interface RandomTerms {
  readonly terms: SettlementTerms;
  readonly shares: readonly number[];
  readonly overpaymentShare: number;
}

const randomTerms: fc.Arbitrary<RandomTerms> = fc
  .record({
    draws: fc.array(drawTerms, { maxLength: 4 }),
    forgivesAtEnd: fc.constantFrom(false, false, true),
    overpaymentShare: fc.constantFrom(0, 33, 100, 100),
    maximum: fc.option(fc.bigInt({ min: 0n, max: 150n })),
    overflow: fc.constantFrom<'lose' | 'carry'>('lose', 'carry'),
    minimumPayment: fc.constantFrom(0n, 0n, 20n),
  })
  .map(({ draws, overpaymentShare, ...rest }) => ({
    overpaymentShare,
    shares: draws.map(({ share }) => share),
    terms: {
      ...rest,
      digits: 2,
      overpaymentShare: rational(BigInt(overpaymentShare), 100n),
      draws: draws.map(({ share, ...draw }, index) => ({
        ...draw,
        id: ids[index] ?? '',
        recoverShare: rational(BigInt(share), 100n),
      })),
    },
  }));

const randomBalances: fc.Arbitrary<PlainBalances> = fc.record({
  overpaid: fc.constantFrom(0, 0, 7, 70),
  carried: fc.constantFrom(0, 0, 7, 70),
  owed: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'former'), fc.integer({ min: 1, max: 90 })),
});

const units = fc.integer({ min: -100, max: 150 });
const randomInflow = fc.record({ x: units, y: units, z: units, byHand: fc.constantFrom(0, 0, -40, 40) });

function settledAs(
  terms: SettlementTerms,
  { byHand, ...components }: { x: number; y: number; z: number; byHand: number },
  opening: UnitBalances,
): SettledPeriod {
  const released = new Map(Object.entries(components).map(([id, value]) => [id, BigInt(value)]));
  return settle(terms, { released, adjustments: [{ id: 'hand', units: BigInt(byHand), reason: 'why' }] }, opening);
}

function unitBalances({ overpaid: over, carried: left, owed: debts }: PlainBalances): UnitBalances {
  return {
    overpaid: BigInt(over),
    carried: BigInt(left),
    owed: new Map(Object.entries(debts).map(([id, value]) => [id, BigInt(value)])),
  };
}

describe('random settlements', () => {
  it('are what comes out when every unit is put in its place by itself', () => {
    fc.assert(
      fc.property(randomTerms, randomInflow, randomBalances, ({ terms, shares, overpaymentShare }, inflow, opening) => {
        const settled = settledAs(terms, inflow, unitBalances(opening));
        const { byHand, ...components } = inflow;
        const expected = settledPeriod(
          {
            draws: terms.draws.map((draw, index) => ({
              id: draw.id,
              kind: draw.kind,
              amount: draw.amount === null ? null : Number(draw.amount),
              recoverable: draw.isRecoverable,
              recovers: draw.isRecovering,
              share: shares[index] ?? 100,
              against: draw.recoverAgainst,
              forgiven: draw.isForgiven,
            })),
            forgivesAtEnd: terms.forgivesAtEnd,
            overpaymentShare,
            maximum: terms.maximum === null ? null : Number(terms.maximum),
            overflow: terms.overflow,
            minimum: Number(terms.minimumPayment),
          },
          components,
          byHand,
          opening,
        );
        const { closing } = settled;
        expect({
          paid: Number(settled.paid),
          closing: {
            overpaid: Number(closing.overpaid),
            carried: Number(closing.carried),
            owed: Object.fromEntries([...closing.owed].map(([id, value]) => [id, Number(value)])),
          },
        }).toEqual(expected);
      }),
    );
  });

  it('explain pay and balances to the cent, and never pay below 0 nor above the maximum', () => {
    fc.assert(
      fc.property(randomTerms, randomInflow, randomBalances, ({ terms }, inflow, given) => {
        const opening = unitBalances(given);
        const { steps, closing, paid: pay } = settledAs(terms, inflow, opening);
        expect(steps.reduce((sum, { amount }) => sum + amount, 0n)).toBe(pay);
        expect(pay >= 0n && closing.overpaid >= 0n && closing.carried >= 0n).toBe(true);
        if (terms.maximum !== null) expect(pay <= terms.maximum).toBe(true);
        const flow = (balance: string, id: string | null): bigint =>
          steps.reduce((sum, step) => (step.balance === balance && step.id === id ? sum + step.change : sum), 0n);
        expect(closing.overpaid).toBe(opening.overpaid + flow('overpaid', null));
        expect(closing.carried).toBe(opening.carried + flow('carried', null));
        for (const id of [...ids, 'former']) {
          const left = closing.owed.get(id) ?? 0n;
          expect(left).toBe((opening.owed.get(id) ?? 0n) + flow('owed', id));
          expect(left >= 0n).toBe(true);
        }
        for (const step of steps) expect(step.amount !== 0n || step.change !== 0n).toBe(true);
      }),
    );
  });

  it('keep pay at the guarantee, whatever is recovered', () => {
    fc.assert(
      fc.property(randomTerms, randomInflow, randomBalances, ({ terms }, inflow, opening) => {
        fc.pre(terms.maximum === null && terms.minimumPayment === 0n);
        const guaranteed = terms.draws.flatMap(({ kind, amount }) =>
          kind === 'guarantee' && amount !== null ? [Number(amount)] : [],
        );
        expect(Number(settledAs(terms, inflow, unitBalances(opening)).paid)).toBeGreaterThanOrEqual(
          Math.max(0, ...guaranteed),
        );
      }),
    );
  });

  it('pay over time what was released, less what is still owed, overpaid and carried', () => {
    fc.assert(
      fc.property(randomTerms, fc.array(randomInflow, { minLength: 1, maxLength: 8 }), ({ terms }, inflows) => {
        const lasting: SettlementTerms = {
          ...terms,
          overflow: 'carry',
          forgivesAtEnd: false,
          draws: terms.draws.map((draw) => ({ ...draw, isRecoverable: true, isForgiven: false })),
        };
        let balances = noBalances;
        let pay = 0n;
        for (const inflow of inflows) {
          const settled = settledAs(lasting, inflow, balances);
          pay += settled.paid;
          balances = settled.closing;
        }
        const inflow = inflows.reduce((sum, { x, y, z, byHand }) => sum + x + y + z + byHand, 0);
        const debts = [...balances.owed.values()].reduce((sum, each) => sum + each, 0n);
        expect(pay).toBe(BigInt(inflow) + balances.overpaid + debts - balances.carried);
      }),
    );
  });
});
