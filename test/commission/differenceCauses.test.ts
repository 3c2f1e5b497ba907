import { describe, expect, it } from 'vitest';
import { calculateCommissions } from '../../src/commission/calculateCommissions.ts';
import { compareRuns } from '../../src/commission/compareRuns.ts';
import type { CommissionInput } from '../../src/commission/events.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import type { CommissionRun } from '../../src/commission/statementData.ts';
import { ann, assigned, commission, deal, plan, run, sales, tiers } from './smallRuns.ts';

/** Parts of a plan and of an input, of one of two runs. */
interface Side {
  readonly parts?: Partial<CommissionPlan>;
  readonly input?: Partial<CommissionInput>;
}

function runOf({ parts = {}, input = {} }: Side): CommissionRun {
  return run(parts, { through: '2026-01-31', ...input });
}

/** Payee and period where they are not ann and January, then figure, id, both amounts and causes. */
function told(before: CommissionRun, after: CommissionRun): readonly string[] {
  return compareRuns(before, after).map(({ payee, period, figure, id, before: left, after: right, causes }) =>
    [
      ...(payee === 'ann' ? [] : [payee]),
      ...(period.label === '2026-01' ? [] : [period.label]),
      `${figure} ${id ?? '-'} ${left?.toFixed() ?? '-'} -> ${right?.toFixed() ?? '-'} ${causes.join('+')}`,
    ].join(' '),
  );
}

function earned(before: Side, after: Side): readonly string[] {
  return told(runOf(before), runOf(after)).filter((text) => text.includes('earned'));
}

function fromJson(given: CommissionRun): CommissionRun {
  return JSON.parse(JSON.stringify(given)) as CommissionRun;
}

const e1 = deal('e1', '2026-01-10', 1000);
const e2 = deal('e2', '2026-01-20', 5000);
const larger = { ...e1, amount: 2000 };
const year = { measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 5000 };
const onTarget = {
  measures: { sales: { ...sales, target: {} } },
  components: [
    {
      ...commission,
      curve: {
        mode: 'marginal',
        on: 'attainment',
        tiers: [
          { from: 0, rate: '0.1' },
          { from: 1, rate: '0.2' },
        ],
      },
    },
  ],
} satisfies Partial<CommissionPlan>;
const onMargin = {
  components: [{ ...commission, base: 'margin', curve: { ...tiers, mode: 'whole' } }],
} satisfies Partial<CommissionPlan>;
const contest = {
  components: [{ id: 'rank', kind: 'rank', measure: 'sales', prizes: [100, 50], ties: 'share', per: 'month' }],
} satisfies Partial<CommissionPlan>;
const bonus = {
  components: [{ id: 'b', kind: 'bonus', per: 'month', amount: 310, prorate: true }],
} satisfies Partial<CommissionPlan>;

describe('the causes of a difference', () => {
  it.each<readonly [string, Side, Side, readonly string[]]>([
    [
      'a deal that changed, after another one that did',
      { input: { events: [e1, e2] } },
      { input: { events: [larger, { ...e2, amount: 6000 }] } },
      // 4,000 at 10 % and 1,000 at 20 %; 3,000 at 10 % and 3,000 at 20 %.
      ['earned c/e1 100 -> 200 amendment', 'earned c/e2 600 -> 900 amendment+other-lines'],
    ],
    [
      'a base that changed, after another one that did',
      {
        parts: onMargin,
        input: {
          events: [
            { ...e1, values: { margin: 100 } },
            { ...e2, values: { margin: 300 } },
          ],
        },
      },
      {
        parts: onMargin,
        input: {
          events: [
            { ...e1, values: { margin: 200 } },
            { ...e2, values: { margin: 400 } },
          ],
        },
      },
      // 10 % of 100; 20 % of 400 less 10. 10 % of 200; 20 % of 600 less 20.
      ['earned c/e1 10 -> 20 amendment', 'earned c/e2 70 -> 100 amendment+other-lines'],
    ],
    [
      'an attribute by which a deal counts',
      {
        parts: { measures: { sales: { ...sales, where: [{ field: 'region', is: 'north' }] } } },
        input: { events: [{ ...e1, attributes: { region: 'north' } }] },
      },
      {
        parts: { measures: { sales: { ...sales, where: [{ field: 'region', is: 'north' }] } } },
        input: { events: [{ ...e1, attributes: { region: 'south' } }] },
      },
      ['earned c/e1 100 -> - amendment'],
    ],
    [
      'two quotas that add up to the one before are no other target',
      { parts: onTarget, input: { events: [e1], quotas: [year] } },
      {
        parts: onTarget,
        input: {
          events: [larger],
          quotas: [
            { ...year, to: '2026-07-01', amount: 2500 },
            { ...year, from: '2026-07-01', amount: 2500 },
          ],
        },
      },
      ['earned c/e1 100 -> 200 amendment'],
    ],
    [
      'the currency of a quota',
      { parts: onTarget, input: { events: [e2], quotas: [year] } },
      {
        parts: onTarget,
        input: {
          events: [e2],
          quotas: [{ ...year, currency: 'EUR' }],
          rates: [{ from: 'EUR', to: 'USD', on: '2026-01-01', rate: '0.8' }],
        },
      },
      // 4,000 at 10 % and 1,000 at 20 %.
      ['earned c/e2 500 -> 600 quota'],
    ],
    [
      'what others sold, in a contest',
      { parts: contest, input: { assignments: assigned('ann', 'bob'), events: [e1] } },
      {
        parts: contest,
        input: {
          assignments: assigned('ann', 'bob'),
          events: [e1, { ...e2, credits: [{ payee: 'bob' }] }],
        },
      },
      ['earned rank/2026-01-31 100 -> 50 other-lines', 'bob earned rank/2026-01-31 - -> 100 other-lines'],
    ],
    [
      'scores by which a contest is held',
      {
        parts: { ...contest, measures: { sales: { kind: 'given', window: 'year' } } },
        input: { scores: [{ measure: 'sales', on: '2026-01-05', value: 0 }] },
      },
      {
        parts: { ...contest, measures: { sales: { kind: 'given', window: 'year' } } },
        input: { scores: [{ measure: 'sales', on: '2026-01-05', value: 5 }] },
      },
      ['earned rank/2026-01-31 - -> 100 score'],
    ],
    [
      'the end of an assignment, where pay is cut by it',
      { parts: bonus },
      { parts: bonus, input: { assignments: [{ ...ann, to: '2026-01-11' }] } },
      ['earned b/2026-01-10 - -> 100 assignment', 'earned b/2026-01-31 310 -> - assignment'],
    ],
    [
      'the end of an assignment, where nothing is cut by it',
      { input: { events: [e1] } },
      { input: { events: [larger], assignments: [{ ...ann, to: '2026-12-31' }] } },
      ['earned c/e1 100 -> 200 amendment'],
    ],
    [
      'an assignment that ended before the deal',
      { input: { events: [e1, e2] } },
      { input: { events: [e1, e2], assignments: [{ ...ann, to: '2026-01-15' }] } },
      // 4,000 at 10 % and 1,000 at 20 %.
      ['earned c/e2 600 -> - assignment'],
    ],
    [
      'a stay by which the target is cut',
      {
        parts: { ...onTarget, measures: { sales: { ...sales, target: { prorate: 'months' } } } },
        input: { events: [e2], quotas: [{ ...year, amount: 6000 }] },
      },
      {
        parts: { ...onTarget, measures: { sales: { ...sales, target: { prorate: 'months' } } } },
        input: { events: [e2], quotas: [{ ...year, amount: 6000 }], assignments: [{ ...ann, to: '2026-07-01' }] },
      },
      // A target of 3,000: 300, and 2,000 at 20 %.
      ['earned c/e2 500 -> 700 assignment'],
    ],
    [
      'a leave by which the target is cut',
      {
        parts: { ...onTarget, measures: { sales: { ...sales, target: { prorate: 'months' } } } },
        input: { events: [e2], quotas: [{ ...year, amount: 6000 }] },
      },
      {
        parts: { ...onTarget, measures: { sales: { ...sales, target: { prorate: 'months' } } } },
        input: {
          events: [e2],
          quotas: [{ ...year, amount: 6000 }],
          assignments: [{ ...ann, leaves: [{ from: '2026-03-01', to: '2026-07-01' }] }],
        },
      },
      // A target of 4,000: 400, and 1,000 at 20 %.
      ['earned c/e2 500 -> 600 assignment'],
    ],
  ])('are told: %s', (_, before, after, expected) => {
    expect(earned(before, after)).toEqual(expected);
  });

  it('are those of the version of the plan that is in force on the day', () => {
    const versions = (maximum: number): readonly CommissionPlan[] => [
      plan({ to: '2026-02-28', settlement: { maximum: 50 } }),
      plan({
        from: '2026-02-28',
        settlement: { maximum },
        components: [
          { ...commission, name: 'Renamed' },
          { ...commission, id: 'new' },
        ],
      }),
    ];
    const side = (maximum: number, ...amounts: readonly number[]): CommissionRun =>
      run(
        {},
        {
          plans: versions(maximum),
          events: ['2026-01-10', '2026-02-27', '2026-02-28'].flatMap((on, index) => {
            const amount = amounts[index];
            return amount === undefined ? [] : [deal(`e${index + 1}`, on, amount)];
          }),
          through: '2026-02-28',
        },
      );
    expect(told(side(50, 1000), side(60, 2000, 1000, 1000))).toEqual([
      'earned c/e1 100 -> 200 amendment',
      'paid released 100 -> 200 amendment',
      'paid lost -50 -> -150 settlement',
      '2026-02 earned c/e2 - -> 100 event',
      '2026-02 earned c/e3 - -> 100 event',
      '2026-02 earned new/e3 - -> 100 event',
      '2026-02 paid released - -> 300 event+amendment',
      '2026-02 paid lost - -> -240 plan+settlement',
    ]);
    // From JSON nobody knows the settlement of the plan.
    expect(told(fromJson(side(50, 1000)), side(60, 2000)).at(-1)).toBe('paid lost -50 -> -150 settlement');
  });

  it('are another period where one run does not come so far, whichever it is', () => {
    const [short, long] = [
      runOf({ input: { events: [e1] } }),
      runOf({ input: { events: [e1, deal('e3', '2026-02-10', 10)], through: '2026-02-28' } }),
    ];
    expect(told(short, long)).toEqual(['2026-02 earned c/e3 - -> 1 period', '2026-02 paid released - -> 1 period']);
    expect(told(long, short)).toEqual(['2026-02 earned c/e3 1 -> - period', '2026-02 paid released 1 -> - period']);
  });

  it('come so far as the last statement of anybody', () => {
    const side = (amount: number): Side => ({
      input: {
        assignments: [ann, { ...ann, payee: 'bob', to: '2026-02-01' }],
        events: [deal('e3', '2026-03-10', amount)],
        through: '2026-03-31',
      },
    });
    expect(earned(side(100), side(200))).toEqual(['2026-03 earned c/e3 10 -> 20 amendment']);
  });

  it('of late pay and of draws in a period that only one run reaches', () => {
    const parts: Partial<CommissionPlan> = {
      release: [{ share: 1, on: 'event', plusDays: 31 }],
      settlement: { draws: [{ id: 'd', kind: 'guarantee', amount: 500, recoverable: true, from: '2026-02-01' }] },
    };
    const january = runOf({ parts, input: { events: [e1] } });
    const input = { events: [e1, { ...larger, knownAt: '2026-02-03' }], through: '2026-02-28' };
    expect(told(january, runOf({ parts, input: { ...input, events: [e1] } }))).toEqual([
      '2026-02 paid released - -> 100 period',
      '2026-02 paid guarantee/d - -> 400 period',
    ]);
    expect(told(january, runOf({ parts, input: { ...input, stated: january.statements } }))).toEqual([
      '2026-02 earned true-up/2026-02-01/c/e1 - -> 100 amendment',
      '2026-02 paid released - -> 200 amendment',
      '2026-02 paid guarantee/d - -> 300 period',
    ]);
  });

  it('stand in the order of payees, plans and periods', () => {
    const later = { ...ann, from: '2026-02-01' };
    const before = run({}, { assignments: [{ ...later, payee: 'bob' }], events: [], through: '2026-02-28' });
    const events = ['2026-01-10', '2026-02-10'].flatMap((on) =>
      ['bob', 'ann'].map((payee) => deal(`${payee}${on}`, on, 100, { credits: [{ payee }] })),
    );
    const both = {
      plans: [plan(), plan({ id: 'a' })],
      assignments: [...assigned('bob', 'ann'), { ...ann, payee: 'bob', plan: 'a' }],
      events,
      through: '2026-02-28',
    };
    expect(
      compareRuns(before, run({}, both))
        .filter(({ figure }) => figure === 'paid')
        .map(({ payee, plan: id, period }) => `${payee} ${id} ${period.label}`),
    ).toEqual(['ann p 2026-01', 'ann p 2026-02', 'bob a 2026-01', 'bob a 2026-02', 'bob p 2026-01', 'bob p 2026-02']);
  });

  it('of a payment in another currency to somebody whom only one run knows', () => {
    const rates = [{ from: 'USD', to: 'EUR', on: '2026-01-01', rate: '0.5' }];
    const bob = { ...ann, payee: 'bob', currency: 'EUR' };
    const [without, withBob] = [[ann], [ann, bob]].map((assignments) =>
      runOf({ input: { assignments, rates, events: [{ ...e1, credits: [{ payee: 'bob' }] }] } }),
    ) as [CommissionRun, CommissionRun];
    expect(told(without, withBob)).toEqual([
      'bob earned c/e1 - -> 100 assignment',
      'bob paid released - -> 100 assignment',
      'bob payment - - -> 50 assignment',
    ]);
    expect(told(withBob, without).at(-1)).toBe('bob payment - 50 -> - assignment');
    expect(compareRuns(withBob, without).map(({ text }) => text)).toEqual([
      'bob, p, 2026-01: earned c/e1 nothing instead of 100 USD: another assignment',
      'bob, p, 2026-01: paid released nothing instead of 100 USD: another assignment',
      'bob, p, 2026-01: payment nothing instead of 50 EUR: another assignment',
    ]);
  });
});

describe('the causes of a difference to a run from JSON', () => {
  const compared = (before: Side, after: Side): readonly string[] =>
    told(fromJson(runOf(before)), fromJson(runOf(after))).filter((text) => text.includes('earned'));
  const counted = {
    id: 'n',
    kind: 'curve',
    measure: 'deals',
    curve: { mode: 'marginal', tiers: [{ from: 0, rate: 5 }] },
  } as const;
  const measures = { sales, deals: { kind: 'credits', of: 'count', window: 'year' } } as const;

  it.each<readonly [string, Side, Side, readonly string[]]>([
    [
      'a component that is gone, of a deal that is known',
      { parts: { measures, components: [commission, counted] }, input: { events: [e1] } },
      { parts: { measures, components: [counted] }, input: { events: [e1] } },
      ['earned c/e1 100 -> - plan'],
    ],
    [
      'a deal that is credited to somebody else, which the lines of others do not say',
      { input: { assignments: assigned('ann', 'bob'), events: [e1, { ...e2, amount: 100 }] } },
      {
        input: {
          assignments: assigned('ann', 'bob'),
          events: [
            { ...e1, credits: [{ payee: 'bob' }] },
            { ...e2, amount: 100 },
          ],
        },
      },
      [
        'earned c/e1 100 -> - unknown',
        // It stands before another total, which pays the same.
        'bob earned c/e1 - -> 100 plan',
      ],
    ],
    [
      'a reversal that only one run knows',
      { input: { events: [e1, { id: 'back', on: '2026-01-15', reverses: 'e1' }] } },
      { input: { events: [e1] } },
      ['earned c/back -100 -> - reversal'],
    ],
    [
      'another date',
      { input: { events: [e1, e2] } },
      { input: { events: [deal('e1', '2026-01-25', 1000), e2] } },
      ['earned c/e2 600 -> 500 other-lines', 'earned c/e1 100 -> 200 amendment+other-lines'],
    ],
    [
      'another version of the same amount',
      { parts: onMargin, input: { events: [{ ...e1, values: { margin: 100 } }] } },
      { parts: onMargin, input: { events: [{ ...e1, values: { margin: 200 }, knownAt: '2026-01-12' }] } },
      ['earned c/e1 10 -> 20 amendment'],
    ],
    [
      'a target where there was none',
      { input: { events: [e2, deal('e3', '2026-01-21', 1000)] } },
      { parts: onTarget, input: { events: [e2, deal('e3', '2026-01-21', 1000)], quotas: [{ ...year, amount: 5500 }] } },
      // 500 at 10 %, 500 at 20 %.
      ['earned c/e3 200 -> 150 plan'],
    ],
  ])('are told: %s', (_, before, after, expected) => {
    expect(compared(before, after)).toEqual(expected);
  });
});

describe('a true-up of somebody who has left', () => {
  it('comes from the event alone, and not from the assignment and version of its own day', () => {
    const stay = { ...ann, to: '2026-02-01' };
    const other = { ...commission, curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.5' }] } } as const;
    const input: CommissionInput = {
      plans: [
        { ...plan(), to: '2026-02-01' },
        { ...plan(), from: '2026-02-01', components: [other] },
      ],
      assignments: [stay],
      events: [e1],
      through: '2026-02-28',
    };
    const stated = calculateCommissions({ ...input, through: '2026-01-31' }).statements;
    const late = { ...deal('late', '2026-01-15', 500), knownAt: '2026-02-10' };
    const before = calculateCommissions({ ...input, stated });
    const after = calculateCommissions({ ...input, stated, events: [e1, late] });
    expect(told(before, after).filter((text) => text.includes('earned true-up'))).toEqual([
      '2026-02 earned true-up/2026-02-01/c/late - -> 50 event',
    ]);
  });
});
