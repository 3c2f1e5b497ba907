import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import { ann, assigned, commission, deal, linesOf, paidOf, plan, run, sales } from './smallRuns.ts';

describe('a foreign currency', () => {
  const rates = [
    ['2026-01-01', '1.01'],
    ['2026-02-01', '1.02'],
    ['2026-02-15', '1.03'],
    ['2026-02-28', '1.04'],
  ].map(([on = '', rate = '']) => ({ from: 'EUR', to: 'USD', on, rate }));

  it.each([
    { rateOn: undefined, amount: 103, rate: 1.03 },
    { rateOn: 'event', amount: 103, rate: 1.03 },
    { rateOn: 'period-start', amount: 102, rate: 1.02 },
    { rateOn: 'period-end', amount: 104, rate: 1.04 },
    { rateOn: 'year-start', amount: 101, rate: 1.01 },
  ] as const)('is changed at the rate of the day that the plan names: $rateOn', ({ rateOn, amount, rate }) => {
    const events = [deal('e1', '2026-02-20', 1000, { currency: 'EUR' })];
    const line = run({ rateOn }, { rates, events, through: '2026-02-28' }).statements[1]?.lines[0];
    expect([line?.amount.toNumber(), line?.exchangeRate?.toNumber()]).toEqual([amount, rate]);
  });

  it('of the payee is paid at the rate of the last day, rounded once', () => {
    const assignments = [{ ...ann, currency: 'JPY' }];
    const toYen = [
      { from: 'USD', to: 'JPY', on: '2026-02-01', rate: '150.555' },
      { from: 'USD', to: 'JPY', on: '2026-02-28', rate: '149.5' },
    ];
    const { statements } = run({}, { assignments, rates: toYen, events: [deal('e1', '2026-02-20', '1000.1')] });
    // 100.01 x 149.5 = 14,951.495; nothing paid needs no rate.
    expect(JSON.parse(JSON.stringify(statements.map(({ payment }) => payment)))).toEqual([
      { currency: 'JPY', amount: '0', exchangeRate: null },
      { currency: 'JPY', amount: '14951', exchangeRate: '149.5' },
    ]);
  });

  it('of an adjustment is changed on its day, and rounded', () => {
    const adjustments = [
      { id: 'a', payee: 'ann', on: '2026-02-16', amount: '-5.55', currency: 'EUR', reason: 'Laptop', author: 'Zoe' },
    ];
    const [, february] = run({}, { rates, adjustments, through: '2026-02-28' }).statements;
    // 5.55 x 1.03 = 5.7165.
    expect(JSON.parse(JSON.stringify(february?.steps))).toEqual([
      { kind: 'adjustment', id: 'a', amount: '-5.72', balance: null, change: '0', reason: 'By hand -5.72: Laptop' },
      {
        kind: 'overpaid',
        id: null,
        amount: '5.72',
        balance: 'overpaid',
        change: '5.72',
        reason: 'Pay is never below 0: 5.72 is overpaid and recovered from later pay.',
      },
    ]);
  });
});

describe('a team', () => {
  const reportingLines = [
    { payee: 'ann', manager: 'bob', to: '2026-01-15' },
    { payee: 'ann', manager: 'cy', from: '2026-01-15' },
  ];

  it.each([
    { asOf: undefined, paid: ['bob 2026-01 100'] },
    { asOf: 'event', paid: ['bob 2026-01 100'] },
    { asOf: 'period-end', paid: ['cy 2026-01 100'] },
  ] as const)('is that of the day that the plan names: $asOf', ({ asOf, paid }) => {
    const input = {
      reportingLines,
      assignments: assigned('ann', 'bob', 'cy'),
      events: [deal('e1', '2026-01-10', 1000)],
    };
    expect(paidOf(run({ measures: { sales: { ...sales, team: { asOf } } } }, input))).toEqual(paid);
    const override = { id: 'o', kind: 'override', of: ['c'], rate: 1, team: { asOf } } as const;
    // Everybody is paid by the own deals, and managers the same once more.
    expect(paidOf(run({ components: [commission, override] }, input))).toEqual(['ann 2026-01 100', ...paid]);
  });

  it('reaches as many levels as the plan says', () => {
    const input = {
      reportingLines: [
        { payee: 'ann', manager: 'bob' },
        { payee: 'bob', manager: 'cy' },
      ],
      assignments: assigned('ann', 'bob', 'cy'),
      events: [deal('e1', '2026-01-10', 1000)],
    };
    const of = (team: NonNullable<typeof sales.team>): readonly string[] =>
      paidOf(run({ measures: { sales: { ...sales, team } } }, input));
    expect(of({})).toEqual(['bob 2026-01 100', 'cy 2026-01 100']);
    expect(of({ levels: 1 })).toEqual(['bob 2026-01 100']);
    expect(of({ levels: 1, withOwn: true })).toEqual(['ann 2026-01 100', 'bob 2026-01 100']);
  });
});

describe('a plan', () => {
  it('goes on from the total of its last version, with new rates for what comes', () => {
    const later = {
      mode: 'whole',
      tiers: [
        { from: 0, rate: '0.01' },
        { from: 6000, rate: '0.02' },
      ],
    } as const;
    const result = calculateCommissions({
      plans: [plan({ to: '2026-02-01' }), plan({ from: '2026-02-01', components: [{ ...commission, curve: later }] })],
      assignments: [ann],
      events: [deal('e1', '2026-01-10', 5500), deal('e2', '2026-02-10', 400), deal('e3', '2026-03-10', 200)],
    });
    // 5,000 at 10 % and 500 at 20 %; 400 at 1 %; 6,100 at 2 % less the 59 that 5,900 had been worth.
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 600', 'ann 2026-02 c/e2 4', 'ann 2026-03 c/e3 63']);
    expect(new Set(result.statements.flatMap(({ lines }) => lines.map(({ planHash }) => planHash))).size).toBe(2);
  });

  it('settles a period by the version of its last day', () => {
    const draws = [{ id: 'd', kind: 'guarantee', amount: 100, recoverable: false }] as const;
    const { statements } = calculateCommissions({
      plans: [plan({ to: '2026-01-16' }), plan({ from: '2026-01-16', to: '2026-03-16', settlement: { draws } })],
      assignments: [{ ...ann, to: '2026-03-01' }],
      events: [],
      through: '2026-03-31',
    });
    expect(paidOf({ statements, warnings: [] })).toEqual(['ann 2026-01 100', 'ann 2026-02 100']);
  });

  it('lets an assignment have a curve of its own, and its total go on', () => {
    const own = { c: { mode: 'marginal', tiers: [{ from: 0, rate: '0.5' }] } } as const;
    const assignments = [
      { ...ann, to: '2026-02-01', curves: own },
      { ...ann, from: '2026-02-01' },
    ];
    const events = [deal('e1', '2026-01-10', 4000), deal('e2', '2026-02-10', 2000)];
    expect(linesOf(run({}, { assignments, events }))).toEqual(['ann 2026-01 c/e1 2000', 'ann 2026-02 c/e2 300']);
  });

  it('lets a gate that opens late pay for the whole window, whatever curves assignments have in it', () => {
    const curves = (rate: string) => ({ c: { mode: 'marginal', tiers: [{ from: 0, rate }] } }) as const;
    const assignments = [
      { ...ann, to: '2026-02-01', curves: curves('0.1') },
      { ...ann, from: '2026-02-01', curves: curves('0.3') },
    ];
    const measures = { sales, deals: { kind: 'credits', of: 'count', window: 'year' } } as const;
    const factors = [{ when: [{ measure: 'deals', atLeast: 2 }], multiply: 2 }] as const;
    const events = [deal('e1', '2026-01-10', 1000), deal('e2', '2026-02-10', 1000)];
    const result = run({ measures, components: [{ ...commission, factors }] }, { assignments, events });
    // 100, and then twice 100 and 300.
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 100', 'ann 2026-02 c/e2 700']);
  });

  it('stands beside another one of the same payee, each with its currency; adjustments go to the first', () => {
    const result = calculateCommissions({
      plans: [plan(), plan({ id: 'q', currency: 'EUR' })],
      assignments: [ann, { ...ann, plan: 'q' }],
      rates: [{ from: 'USD', to: 'EUR', on: '2026-01-01', rate: '0.5' }],
      events: [deal('e1', '2026-01-10', 4000, { currency: 'USD' })],
      adjustments: [{ id: 'a', payee: 'ann', on: '2026-01-02', amount: 5, reason: 'agreed' }],
    });
    expect(result.statements.map((each) => `${each.plan} ${each.earned} ${each.paid} ${each.currency}`)).toEqual([
      'p 400 405 USD',
      'q 200 200 EUR',
    ]);
  });

  it.each<{ parts: Partial<CommissionPlan>; lines: readonly string[] }>([
    { parts: { period: 'week' }, lines: ['ann 2026-W05 c/e1 400', 'ann 2026-W06 c/e2 300'] },
    {
      parts: {
        period: 'quarter',
        calendar: { kind: 'months', startMonth: 2, namedBy: 'end', weekStart: 'monday' },
      },
      // The fiscal year ends with January, and with it the total.
      lines: ['ann FY2026 Q4 c/e1 400', 'ann FY2027 Q1 c/e2 200'],
    },
    { parts: { period: 'year' }, lines: ['ann 2026 c/e1 400', 'ann 2026 c/e2 300'] },
  ])('makes statements of its periods: $parts.period', ({ parts, lines }) => {
    // A Sunday and a Monday.
    const events = [deal('e1', '2026-02-01', 4000), deal('e2', '2026-02-02', 2000)];
    const inJanuary = [deal('e1', '2026-01-31', 4000), deal('e2', '2026-02-01', 2000)];
    expect(linesOf(run(parts, { events: parts.period === 'quarter' ? inJanuary : events }))).toEqual(lines);
  });

  it('counts a quota window from quota to quota', () => {
    const measures = { sales: { ...sales, window: 'quota', target: {} } } as const;
    const curve = {
      mode: 'marginal',
      on: 'attainment',
      tiers: [
        { from: 0, multiplier: 1 },
        { from: 1, multiplier: 2 },
      ],
    } as const;
    const result = run(
      { measures, components: [{ ...commission, curve, targetPay: 1000 }] },
      {
        quotas: [
          { measure: 'sales', from: '2026-01-01', to: '2026-01-20', amount: 1000 },
          { measure: 'sales', from: '2026-01-20', to: '2026-06-01', amount: 4000 },
        ],
        events: [deal('e1', '2026-01-19', 1500), deal('e2', '2026-01-20', 1500)],
      },
    );
    // 1,000 x 1 + 500 x 2; 1,500 at 1,000 / 4,000.
    expect(linesOf(result)).toEqual(['ann 2026-01 c/e1 2000', 'ann 2026-01 c/e2 375']);
  });
});

describe('somebody who left', () => {
  const assignments = [{ ...ann, to: '2026-02-16' }];

  it('has statements to the end, and again where something is taken back', () => {
    const draws = [{ id: 'd', kind: 'guarantee', amount: 100, recoverable: true }] as const;
    const events = [deal('e1', '2026-01-10', 4000), { id: 'r', on: '2026-04-05', reverses: 'e1', amount: 1000 }];
    const { statements } = run({ settlement: { draws } }, { assignments, events, through: '2026-06-30' });
    expect(
      statements.map(
        ({ period, paid, closing }) => `${period.label} ${paid} ${closing.overpaid} ${closing.owed['d'] ?? 0}`,
      ),
    ).toEqual(['2026-01 400 0 0', '2026-02 100 0 100', '2026-04 0 100 100']);
    expect(statements[2]?.next.map(({ total, away }) => [total.toNumber(), away.toNumber()])).toEqual([[3000, 2000]]);
  });

  it('is credited nothing more', () => {
    const result = run({}, { assignments, events: [deal('e1', '2026-02-15', 100), deal('e2', '2026-02-16', 100)] });
    expect(linesOf(result)).toEqual(['ann 2026-02 c/e1 10']);
    expect(result.warnings.map(({ code, event }) => `${code} ${event}`)).toEqual(['unassigned-credit e2']);
  });
});
