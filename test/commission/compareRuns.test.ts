import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import { compareRuns } from '../../src/commission/compareRuns.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import type { CommissionRun } from '../../src/commission/statementData.ts';
import { commissionInputs, plainFeatures } from '../arbitraries/commission.ts';
import { attainmentPlan } from './attainmentPlan.ts';

const sold = attainmentPlan(1, '0.08');
const plan: CommissionPlan = {
  ...sold,
  measures: { ...sold.measures, goal: { kind: 'given', window: 'year' } },
  components: [
    ...sold.components,
    { id: 'bonus', kind: 'bonus', per: 'month', amount: 100, scores: [{ measure: 'goal', weight: 1 }] },
  ],
};
const first = { id: 'deal-1', on: '2026-01-20', amount: 40_000, credits: [{ payee: 'ann' }] };
const second = { id: 'deal-2', on: '2026-01-25', amount: 10_000, currency: 'EUR', credits: [{ payee: 'ann' }] };
const input: CommissionInput = {
  plans: [plan],
  assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
  quotas: [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 40_000 }],
  scores: [{ measure: 'goal', on: '2026-01-10', value: '0.5' }],
  rates: [{ from: 'EUR', to: 'USD', on: '2026-01-01', rate: '1.2' }],
  adjustments: [{ id: 'thanks', payee: 'ann', on: '2026-01-31', amount: 50, reason: 'helped out' }],
  events: [first, second],
  through: '2026-01-31',
};

function told(before: CommissionRun, after: CommissionRun): readonly string[] {
  return compareRuns(before, after).map(
    ({ period, figure, id, before: left, after: right, causes }) =>
      `${period.label} ${figure} ${id ?? ''} ${left?.toFixed() ?? '-'} -> ${right?.toFixed() ?? '-'} ${causes.join('+')}`,
  );
}

function changed(change: Partial<CommissionInput>): readonly string[] {
  return told(calculateCommissions(input), calculateCommissions({ ...input, ...change }));
}

function fromJson(run: CommissionRun): CommissionRun {
  return JSON.parse(JSON.stringify(run)) as CommissionRun;
}

describe('compareRuns', () => {
  it('finds no difference between equal runs', () => {
    expect(changed({})).toEqual([]);
  });

  it.each<readonly [string, Partial<CommissionInput>, readonly string[]]>([
    [
      'an event that only one run knows, and what it moved',
      { events: [second] },
      [
        '2026-01 earned commission/deal-1 2000 -> - event',
        '2026-01 earned commission/deal-2 960 -> 600 other-lines',
        '2026-01 paid released 3010 -> 650 event+other-lines',
      ],
    ],
    [
      'a reversal',
      { events: [first, second, { id: 'return', on: '2026-01-28', reverses: 'deal-2' }] },
      ['2026-01 earned commission/return - -> -960 reversal', '2026-01 paid released 3010 -> 2050 reversal'],
    ],
    [
      'another version of an event, and a line that moves to another period',
      { events: [first, second, { ...second, on: '2026-02-02', knownAt: '2026-02-03' }], through: '2026-02-28' },
      [
        '2026-01 earned commission/deal-2 960 -> - amendment',
        '2026-01 paid released 3010 -> 2050 amendment',
        '2026-02 earned commission/deal-2 - -> 960 period',
        '2026-02 earned bonus/2026-02-28 - -> 50 period',
        '2026-02 paid released - -> 1010 period',
      ],
    ],
    [
      'another version of the plan, where it is about the line',
      {
        plans: [
          {
            ...plan,
            components: plan.components.map((each) => (each.kind === 'bonus' ? { ...each, amount: 200 } : each)),
          },
        ],
      },
      ['2026-01 earned bonus/2026-01-31 50 -> 100 plan', '2026-01 paid released 3010 -> 3060 plan'],
    ],
    [
      'another rate of exchange',
      { rates: [{ from: 'EUR', to: 'USD', on: '2026-01-01', rate: '1.1' }] },
      ['2026-01 earned commission/deal-2 960 -> 880 exchange-rate', '2026-01 paid released 3010 -> 2930 exchange-rate'],
    ],
    [
      'another quota',
      { quotas: [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 30_000 }] },
      ['2026-01 earned commission/deal-1 2000 -> 2300 quota', '2026-01 paid released 3010 -> 3310 quota'],
    ],
    [
      'another score',
      { scores: [{ measure: 'goal', on: '2026-01-10', value: '0.7' }] },
      ['2026-01 earned bonus/2026-01-31 50 -> 70 score', '2026-01 paid released 3010 -> 3030 score'],
    ],
    ['another adjustment', { adjustments: [] }, ['2026-01 paid adjustment/thanks 50 -> - adjustment']],
    [
      'another curve of the assignment',
      {
        assignments: [
          {
            payee: 'ann',
            plan: 'rep',
            from: '2026-01-01',
            curves: { commission: { mode: 'marginal', tiers: [{ from: 0, rate: '0.06' }] } },
          },
        ],
      },
      [
        '2026-01 earned commission/deal-1 2000 -> 2400 assignment',
        '2026-01 earned commission/deal-2 960 -> 720 assignment',
        '2026-01 paid released 3010 -> 3170 assignment',
      ],
    ],
    [
      'another release',
      { plans: [{ ...plan, release: [{ share: 1, on: 'cash' }] }] },
      ['2026-01 paid released 3010 -> 50 release'],
    ],
    [
      'a maximum of payments',
      { plans: [{ ...plan, settlement: { maximum: 1000 } }] },
      ['2026-01 paid lost - -> -2060 plan+settlement'],
    ],
    [
      'a payment in another currency',
      {
        assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01', currency: 'EUR' }],
        rates: [...(input.rates ?? []), { from: 'USD', to: 'EUR', on: '2026-01-01', rate: '0.8' }],
      },
      ['2026-01 payment  - -> 2448 assignment'],
    ],
  ])('labels %s', (_, change, expected) => {
    expect(changed(change)).toEqual(expected);
  });

  it('labels a true-up by what became of the line that it corrects', () => {
    const late = {
      ...input,
      events: [...input.events, { ...first, amount: 60_000, knownAt: '2026-02-03' }],
      through: '2026-02-28',
    };
    const january = calculateCommissions({ ...late, knownAt: '2026-01-31', through: '2026-01-31' });
    const expected = [
      '2026-02 earned true-up/2026-02-01/commission/deal-1 - -> 1600 amendment',
      '2026-02 earned bonus/2026-02-28 - -> 50 period',
      '2026-02 paid released - -> 1650 period+amendment',
    ];
    const february = calculateCommissions({ ...late, stated: january.statements });
    expect(told(january, february)).toEqual(expected);
    expect(told(fromJson(january), february)).toEqual(expected);
  });

  it('says where one run only holds to what was stated', () => {
    const late = { ...input, events: [...input.events, { ...first, amount: 60_000, knownAt: '2026-02-03' }] };
    const stated = calculateCommissions({ ...late, knownAt: '2026-01-31' }).statements;
    expect(told(calculateCommissions(late), calculateCommissions({ ...late, stated }))).toEqual([
      '2026-01 earned commission/deal-1 3600 -> 2000 stated',
      '2026-01 paid released 4610 -> 3010 stated',
    ]);
  });

  it('follows an override and a reversal to the line they come from', () => {
    const layered: CommissionPlan = {
      ...plan,
      components: [...plan.components, { id: 'kicker', kind: 'override', of: ['commission'], rate: '0.1' }],
    };
    const events = [first, second, { id: 'return', on: '2026-01-28', reverses: 'deal-1' }];
    const before = calculateCommissions({ ...input, plans: [layered], events });
    const quotas = [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 30_000 }];
    expect(told(before, calculateCommissions({ ...input, plans: [layered], events, quotas })).slice(0, 4)).toEqual([
      '2026-01 earned commission/deal-1 2000 -> 2300 quota',
      '2026-01 earned kicker/ann/commission/deal-1 200 -> 230 quota',
      '2026-01 earned commission/return -2000 -> -2300 quota',
      '2026-01 earned kicker/ann/commission/return -200 -> -230 quota',
    ]);
  });

  it('tells of runs that come back from JSON what their lines say', () => {
    const before = fromJson(calculateCommissions(input));
    const toldFrom = (change: Partial<CommissionInput>): readonly string[] =>
      told(before, calculateCommissions({ ...input, ...change })).slice(0, 2);
    expect(toldFrom({ events: [second] })).toEqual([
      '2026-01 earned commission/deal-1 2000 -> - event',
      '2026-01 earned commission/deal-2 960 -> 600 other-lines',
    ]);
    expect(toldFrom({ events: [{ ...first, amount: 50_000 }, second] })[0]).toBe(
      '2026-01 earned commission/deal-1 2000 -> 2800 amendment',
    );
    expect(toldFrom({ quotas: [{ measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 30_000 }] })[0]).toBe(
      '2026-01 earned commission/deal-1 2000 -> 2300 quota',
    );
    expect(toldFrom({ rates: [{ from: 'EUR', to: 'USD', on: '2026-01-01', rate: '1.1' }] })[0]).toBe(
      '2026-01 earned commission/deal-2 960 -> 880 exchange-rate',
    );
    expect(toldFrom({ scores: [{ measure: 'goal', on: '2026-01-10', value: '0.7' }] })[0]).toBe(
      '2026-01 earned bonus/2026-01-31 50 -> 70 unknown',
    );
  });

  it('takes runs of an earlier version, whose statements lack what may be null', () => {
    const lacking = (run: CommissionRun): CommissionRun =>
      JSON.parse(JSON.stringify(run, (_, value: unknown) => (value === null ? undefined : value))) as CommissionRun;
    const changes: readonly Partial<CommissionInput>[] = [
      {},
      { events: [second] },
      { adjustments: [] },
      { scores: [{ measure: 'goal', on: '2026-01-10', value: '0.7' }] },
    ];
    const before = calculateCommissions(input);
    for (const change of changes) {
      const after = calculateCommissions({ ...input, ...change });
      expect(told(lacking(before), after)).toEqual(told(fromJson(before), after));
      expect(told(after, lacking(before))).toEqual(told(after, fromJson(before)));
    }
  });

  it('compares payments in another currency', () => {
    const paidInEuro = (change: Partial<CommissionInput>, rate: string): CommissionRun =>
      calculateCommissions({
        ...input,
        assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01', currency: 'EUR' }],
        rates: [...(input.rates ?? []), { from: 'USD', to: 'EUR', on: '2026-01-01', rate }],
        ...change,
      });
    const before = paidInEuro({}, '0.8');
    expect(told(before, paidInEuro({}, '0.8'))).toEqual([]);
    // 3,060 dollars.
    expect(told(before, paidInEuro({}, '0.5'))).toEqual(['2026-01 payment  2448 -> 1530 exchange-rate']);
    expect(told(before, paidInEuro({ adjustments: [] }, '0.8'))).toEqual([
      '2026-01 paid adjustment/thanks 50 -> - adjustment',
      '2026-01 payment  2448 -> 2408 adjustment',
    ]);
    // Nothing is paid, and so nothing exchanged.
    const nothing = { adjustments: [], events: [], scores: [{ measure: 'goal', on: '2026-01-10', value: 0 }] };
    expect(told(before, paidInEuro(nothing, '0.5')).at(-1)).toBe('2026-01 payment  2448 -> 0 event+score+adjustment');
    expect(told(paidInEuro(nothing, '0.5'), before).at(-1)).toBe('2026-01 payment  0 -> 2448 event+score+adjustment');
    const february = told(before, paidInEuro({ through: '2026-02-28' }, '0.8'));
    expect(february).toEqual([
      '2026-02 earned bonus/2026-02-28 - -> 50 period',
      '2026-02 paid released - -> 50 period',
      '2026-02 payment  - -> 40 period',
    ]);
  });

  it('compares periods and currencies that only one of the runs has', () => {
    const { components } = plan;
    const quiet = { ...plan, components: components.slice(0, 1) };
    const events = [{ ...first, currency: 'USD' }];
    const before = calculateCommissions({ ...input, plans: [quiet], adjustments: [], events });
    const quarterly = calculateCommissions({
      ...input,
      plans: [{ ...quiet, period: 'quarter' }],
      adjustments: [],
      events,
      through: '2026-03-31',
    });
    expect(told(before, quarterly).map((text) => text.replace(/ \S+$/, ''))).toEqual([
      '2026-01 earned commission/deal-1 2000 -> -',
      '2026-01 paid released 2000 -> -',
      '2026 Q1 earned commission/deal-1 - -> 2000',
      '2026 Q1 paid released - -> 2000',
    ]);
    const inPounds = calculateCommissions({
      ...input,
      plans: [{ ...quiet, currency: 'GBP' }],
      adjustments: [],
      events,
      rates: [{ from: 'USD', to: 'GBP', on: '2026-01-01', rate: '0.5' }],
    });
    expect(
      compareRuns(before, inPounds).map(({ figure, currency, change }) => `${figure} ${change} ${currency}`),
    ).toEqual(['earned 1000 GBP', 'paid 1000 GBP', 'earned -2000 USD', 'paid -2000 USD']);
  });

  it('labels payees and plans that only one of the runs has', () => {
    const welcome = { id: 'welcome', kind: 'bonus', per: 'month', amount: 100 } as const;
    const both = {
      plans: [plan, { ...plan, id: 'other', components: [welcome] }],
      assignments: [...(input.assignments ?? []), { payee: 'bob', plan: 'other', from: '2026-01-01' }],
    };
    const expected = [
      '2026-01 earned welcome/2026-01-31 - -> 100 plan+assignment',
      '2026-01 paid released - -> 100 plan+assignment',
    ];
    expect(changed(both)).toEqual(expected);
    const after = calculateCommissions({ ...input, ...both });
    expect(told(fromJson(calculateCommissions(input)), after)).toEqual(
      expected.map((text) => text.replace('plan+assignment', 'assignment')),
    );
  });

  it('does not take a score for the cause where only one of the runs has the payee', () => {
    const assignments = [...(input.assignments ?? []), { payee: 'bob', plan: 'rep', from: '2026-01-01' }];
    expect(changed({ assignments })).toEqual([
      '2026-01 earned bonus/2026-01-31 - -> 50 assignment',
      '2026-01 paid released - -> 50 assignment',
    ]);
    expect(told(calculateCommissions({ ...input, assignments }), calculateCommissions(input))).toEqual([
      '2026-01 earned bonus/2026-01-31 50 -> - assignment',
      '2026-01 paid released 50 -> - assignment',
    ]);
  });

  it('labels what a new version of the plan adds, also of runs from JSON', () => {
    const { components } = plan;
    const smaller = { ...plan, components: components.slice(0, 1) };
    const before = fromJson(calculateCommissions({ ...input, plans: [smaller] }));
    expect(told(before, calculateCommissions(input))).toEqual([
      '2026-01 earned bonus/2026-01-31 - -> 50 plan',
      '2026-01 paid released 2960 -> 3010 plan',
    ]);
    const [curve, bonus] = components;
    if (curve === undefined || bonus?.kind !== 'bonus') throw new Error('no bonus');
    const larger = calculateCommissions({
      ...input,
      plans: [{ ...plan, components: [curve, { ...bonus, amount: 200 }] }],
    });
    expect(told(fromJson(calculateCommissions(input)), larger)[0]).toBe(
      '2026-01 earned bonus/2026-01-31 50 -> 100 plan',
    );
  });

  it('labels a late line that was never stated, and one of which nobody knows more', () => {
    const stated = calculateCommissions(input).statements;
    const late = { id: 'late', on: '2026-01-28', amount: 1000, knownAt: '2026-02-03', credits: [{ payee: 'ann' }] };
    const before = calculateCommissions({ ...input, stated, through: '2026-02-28' });
    const after = calculateCommissions({ ...input, stated, events: [first, second, late], through: '2026-02-28' });
    // 1,000 at 8 %.
    expect(told(before, after)).toEqual([
      '2026-02 earned true-up/2026-02-01/commission/late - -> 80 event',
      '2026-02 paid released 50 -> 130 event',
    ]);
    const more = calculateCommissions({
      ...input,
      stated,
      events: [first, second, { ...late, amount: 2000 }],
      through: '2026-02-28',
    });
    expect(told(fromJson(after), fromJson(more))).toEqual([
      '2026-02 earned true-up/2026-02-01/commission/late 80 -> 160 unknown',
      '2026-02 paid released 130 -> 210 unknown',
    ]);
  });

  it('labels what was stated of an event that neither run knows any more', () => {
    const stated = calculateCommissions(input).statements;
    const before = calculateCommissions({ ...input, events: [second] });
    const after = calculateCommissions({ ...input, events: [second], stated });
    expect(told(before, after)).toEqual([
      '2026-01 earned commission/deal-1 - -> 2000 stated',
      '2026-01 earned commission/deal-2 600 -> 960 stated',
      '2026-01 paid released 650 -> 3010 stated',
    ]);
  });

  it('follows a ratio to its figures, and an override to a bonus', () => {
    const gated: CommissionPlan = {
      ...plan,
      measures: {
        ...plan.measures,
        visits: { kind: 'given', window: 'year' },
        score: { kind: 'ratio', of: 'goal', per: 'visits' },
      },
      components: [
        {
          id: 'commission',
          kind: 'curve',
          measure: 'sales',
          curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.1' }] },
          factors: [{ when: [{ measure: 'score', atLeast: 1 }], multiply: 2 }],
        },
        { id: 'bonus', kind: 'bonus', per: 'month', amount: 100, scores: [{ measure: 'score', weight: 1 }] },
        { id: 'kicker', kind: 'override', of: ['bonus'], rate: '0.1' },
      ],
    };
    const runOf = (visits: number, parts: Partial<CommissionPlan> = {}): CommissionRun =>
      calculateCommissions({
        ...input,
        plans: [{ ...gated, ...parts }],
        events: [first],
        scores: ['goal', 'visits'].map((measure) => ({
          measure,
          on: '2026-01-10',
          value: measure === 'goal' ? 4 : visits,
        })),
      });
    expect(told(runOf(4), runOf(8))).toEqual([
      '2026-01 earned commission/deal-1 8000 -> 4000 score',
      '2026-01 earned bonus/2026-01-31 100 -> 50 score',
      '2026-01 earned kicker/ann/bonus/2026-01-31 10 -> 5 score',
      '2026-01 paid released 8110 -> 4055 score',
    ]);
    const components = gated.components.map((each) => (each.kind === 'bonus' ? { ...each, amount: 200 } : each));
    expect(told(runOf(4), runOf(4, { components }))).toEqual([
      '2026-01 earned bonus/2026-01-31 100 -> 200 plan',
      '2026-01 earned kicker/ann/bonus/2026-01-31 10 -> 20 plan',
      '2026-01 paid released 8110 -> 8220 plan',
    ]);
  });

  it('takes a step of a period that only one run reaches as of the period', () => {
    const more = { id: 'more', payee: 'ann', on: '2026-02-10', amount: 7, reason: 'agreed' };
    expect(changed({ adjustments: [...(input.adjustments ?? []), more], through: '2026-02-28' })).toEqual([
      '2026-02 earned bonus/2026-02-28 - -> 50 period',
      '2026-02 paid released - -> 50 period',
      '2026-02 paid adjustment/more - -> 7 period',
    ]);
  });

  it('says a difference in one sentence', () => {
    const after = calculateCommissions({ ...input, adjustments: [] });
    expect(compareRuns(calculateCommissions(input), after).map(({ text }) => text)).toEqual([
      'ann, rep, 2026-01: paid adjustment/thanks nothing instead of 50 USD: another adjustment',
    ]);
  });

  it.each<readonly [unknown, string]>([
    [undefined, 'compareRuns: after must be a run of calculateCommissions, got undefined'],
    [{}, 'compareRuns: after must be a run of calculateCommissions, got an object without fields'],
    [{ statements: [5] }, 'compareRuns: after.statements[0] must be an object, got 5'],
  ])('refuses %j', (run, message) => {
    expect(() => compareRuns(calculateCommissions(input), run as CommissionRun)).toThrow(message);
  });

  it('names every field that is not as it was handed out', () => {
    const broken = fromJson(calculateCommissions(input)) as unknown as {
      statements: { paid: unknown; lines: object[] }[];
    };
    const [statement] = broken.statements;
    if (statement === undefined) throw new Error('no statement');
    statement.paid = 'much';
    statement.lines[0] = { ...statement.lines[0], amount: null };
    let issues: readonly string[] = [];
    try {
      compareRuns(broken as unknown as CommissionRun, calculateCommissions(input));
    } catch (error) {
      issues = (error as { issues: { path: string }[] }).issues.map(({ path }) => path);
    }
    expect(issues).toEqual(['before.statements[0].lines[0].amount', 'before.statements[0].paid']);
  });
});

const features = {
  ...plainFeatures,
  factors: true,
  limits: true,
  reversals: true,
  closings: true,
  overrides: true,
  teams: true,
  currencies: true,
  amendments: true,
};

/** Sums of the statements of a run, figure by figure, as fractions of a thousandth. */
function totals(run: CommissionRun, figure: 'earned' | 'paid'): Map<string, bigint> {
  return new Map(
    run.statements.map((statement) => [
      JSON.stringify([statement.payee, statement.plan, statement.period.start, statement.currency]),
      thousandths(String(statement[figure])),
    ]),
  );
}

function thousandths(amount: string): bigint {
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const units = BigInt(whole + decimals.padEnd(3, '0'));
  return amount.startsWith('-') ? -units : units;
}

describe('differences', () => {
  it('add up to that of the totals in each statement, have causes, and are none of a run with itself', () => {
    fc.assert(
      fc.property(
        commissionInputs(features),
        fc.constantFrom('2026-03-16', '2026-05-01', undefined),
        fc.constantFrom('as they are', 'without the last event', 'from JSON'),
        (drawn, knownAt, how) => {
          const before = calculateCommissions(drawn);
          expect(compareRuns(before, calculateCommissions(drawn))).toEqual([]);
          const events = how === 'without the last event' ? drawn.events.slice(0, -1) : drawn.events;
          const later = calculateCommissions({ ...drawn, events, knownAt });
          const after = how === 'from JSON' ? fromJson(later) : later;
          const differences = compareRuns(before, after);
          for (const { causes } of differences) expect(causes.length).toBeGreaterThan(0);
          for (const figure of ['earned', 'paid'] as const) {
            const [left, right] = [totals(before, figure), totals(after, figure)];
            const sums = new Map<string, bigint>();
            for (const { payee, plan: id, period, currency, change, figure: own } of differences) {
              const key = JSON.stringify([payee, id, period.start, currency]);
              if (own === figure) sums.set(key, (sums.get(key) ?? 0n) + thousandths(change.toFixed()));
            }
            for (const key of new Set([...left.keys(), ...right.keys()]))
              expect(sums.get(key) ?? 0n).toBe((right.get(key) ?? 0n) - (left.get(key) ?? 0n));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
