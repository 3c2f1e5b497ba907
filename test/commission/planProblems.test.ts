import { describe, expect, it } from 'vitest';
import { commissionPlan, safeCommissionPlan } from '../../src/commission/commissionPlan.ts';
import type { CommissionPlan } from '../../src/commission/plan.ts';
import { commission, failure, plan, sales, tiers } from './smallRuns.ts';

type Parts = Readonly<Record<string, unknown>>;

/** The problems of a plan with one curve on sales, but for what is told: code and message of each. */
function problemsOf(parts: Parts): readonly string[] {
  const result = safeCommissionPlan({ ...plan(), ...parts } as CommissionPlan);
  return result.success ? [] : result.error.issues.map(({ code, message }) => `${code}: ${message}`);
}

const each = { kind: 'credits', window: 'event' };
const given = { kind: 'given', window: 'month' };
const ratio = { kind: 'ratio', of: 'sales', per: 'other' };
const byEach = { by: 'each', tiers: [{ from: 0, rate: 1 }] };
const onBase = { ...commission, base: 'margin', curve: { ...tiers, mode: 'whole' } };
const bonus = { id: 'b', kind: 'bonus', per: 'year', amount: 10 };
const rank = { id: 'r', kind: 'rank', measure: 'sales', prizes: [1], ties: 'share', per: 'year' };
const override = { id: 'o', kind: 'override', of: ['o'], rate: 1 };
const draw = { id: 'd', kind: 'guarantee', amount: 1, recoverable: true };
const perDeal = { ...commission, curve: { ...tiers, mode: 'per-deal' } };
const digits = '0.'.padEnd(40, '1');

/** Something of which the first part that is asked for cannot be read. */
function unreadable<T extends object>(of: T): T {
  const refuse = (): never => {
    throw new Error('no');
  };
  return new Proxy(of, { ownKeys: refuse, get: refuse, getOwnPropertyDescriptor: refuse });
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

const refused: readonly (readonly [string, Parts, readonly string[]])[] = [
  [
    'components of one id',
    { components: [commission, commission] },
    ['duplicate-id: components[1].id must be unique, and an earlier component has the same, got "c"'],
  ],
  [
    'components without ids',
    {
      components: [
        { ...commission, id: undefined },
        { ...commission, id: undefined },
      ],
    },
    [
      'missing: components[0].id must be well-formed text of 1 to 200 characters, got undefined',
      'missing: components[1].id must be well-formed text of 1 to 200 characters, got undefined',
    ],
  ],
  [
    'a curve on tenure',
    { measures: { sales, age: { kind: 'tenure', unit: 'days' } }, components: [{ ...commission, measure: 'age' }] },
    [
      'contradiction: components[0].measure must name a measure of credits or a ratio: age is of kind tenure, which no event adds to',
    ],
  ],
  [
    'a curve on a ratio without a base',
    {
      measures: { sales, other: sales, ratio },
      components: [{ ...commission, measure: 'ratio', curve: { ...tiers, mode: 'whole' } }],
    },
    ['missing: components[0].base is missing: ratio is a ratio, and its rates need something to apply to'],
  ],
  [
    'a curve on a ratio of something unknown',
    {
      measures: { sales, ratio },
      components: [{ ...onBase, measure: 'ratio', reversal: { money: 'recompute' } }],
    },
    ['unknown-name: measures.ratio.per names a measure that the plan does not have: "other"; there are sales, ratio'],
  ],
  [
    'a scorecard of something unknown',
    { components: [{ ...bonus, scores: [{ measure: 'csat', weight: 1 }] }] },
    [
      'unknown-name: components[0].scores[0].measure names a measure that the plan does not have: "csat"; there are sales',
    ],
  ],
  [
    'a scorecard of each event alone',
    { measures: { sales, each }, components: [{ ...bonus, scores: [{ measure: 'each', weight: 1 }] }] },
    [
      'contradiction: components[0].scores[0].measure must not name a measure of each event alone: each has no value at the end of a period',
    ],
  ],
  [
    'a contest of attainment without targets',
    { components: [{ ...rank, on: 'attainment' }] },
    ['missing: components[0].on needs a target: measure sales must have one, target: {} at the least'],
  ],
  [
    'a contest with a limit per deal',
    { components: [{ ...rank, limits: [{ per: 'deal', maximum: 1 }] }] },
    ['contradiction: components[0].limits[0].per cannot be "deal" for a component of kind rank, which has no deals'],
  ],
  [
    'a contest with a limit per line',
    { components: [{ ...rank, limits: [{ per: 'line', maximum: 1 }] }] },
    [
      'contradiction: components[0].limits[0].per cannot be "line" for a component of kind rank: lines of a curve are limited one by one',
    ],
  ],
  [
    'a factor that is looked up by each event alone',
    { measures: { sales, each }, components: [{ ...commission, factors: [{ multiply: byEach }] }] },
    [
      'contradiction: components[0].factors[0].multiply.by reads each, which is counted for each event alone, while sales adds up over its window (year): the last event would price all earlier ones',
    ],
  ],
  [
    'a factor of a bonus that reads each event alone',
    {
      measures: { sales, each },
      components: [{ ...bonus, factors: [{ when: [{ measure: 'each', above: 1 }], multiply: 2 }] }],
    },
    [
      'contradiction: components[0].factors[0].when[0].measure must not name a measure of each event alone: each has no value at the end of a period',
    ],
  ],
  [
    'a factor on a ratio that reads each event alone',
    {
      measures: { sales, other: sales, ratio, each },
      components: [{ ...onBase, measure: 'ratio', factors: [{ multiply: byEach }] }],
    },
    [
      'contradiction: components[0].factors[0].multiply.by reads each, which is counted for each event alone, while ratio adds up over its window (year): the last event would price all earlier ones',
    ],
  ],
  [
    'a rate that is looked up by each event alone',
    {
      measures: { sales, each },
      components: [{ ...commission, curve: { mode: 'marginal', tiers: [{ from: 0, rate: byEach }] } }],
    },
    [
      'contradiction: components[0].curve.tiers[0].rate.by reads each, which is counted for each event alone, while sales adds up over its window (year): the last event would price all earlier ones',
    ],
  ],
  [
    'a share of itself',
    { components: [{ ...override, team: { withOwn: true } }] },
    ['cycle: components[0].of makes the component a share of itself'],
  ],
  [
    'eight tiers, of which none is the floor',
    {
      components: [
        {
          ...commission,
          curve: { mode: 'whole-above', floor: 9, tiers: [0, 1, 2, 3, 4, 5, 6, 7].map((from) => ({ from, rate: 1 })) },
        },
      ],
    },
    ['invalid: components[0].curve.floor must be the from of one of the tiers (0, 1, 2, 3, 4, 5, 6, 7), got 9'],
  ],
  [
    'a line with a point that says nothing, and another kind of point',
    { components: [{ ...commission, curve: { mode: 'linear', tiers: [{ from: 0 }, { from: 1, rate: 1 }] } }] },
    [
      'contradiction: components[0].curve.tiers[0] must say what it pays (rate, multiplier, amount, share); a tier that pays nothing has rate 0',
    ],
  ],
  [
    'a line with a later point that says nothing',
    { components: [{ ...commission, curve: { mode: 'linear', tiers: [{ from: 0, rate: 1 }, { from: 1 }] } }] },
    [
      'contradiction: components[0].curve.tiers[1] must say what it pays (rate, multiplier, amount, share); a tier that pays nothing has rate 0',
    ],
  ],
  [
    'tiers that do not ascend',
    {
      components: [
        {
          ...commission,
          curve: {
            mode: 'marginal',
            tiers: [
              { from: 5, rate: 1 },
              { from: 5, rate: 2 },
            ],
          },
        },
      ],
    },
    ['not-ascending: components[0].curve.tiers[1].from must be more than 5, that of the one before, got 5'],
  ],
  [
    'decimals of up to 40 characters, which are told as they are, and longer ones',
    {
      components: [
        {
          ...commission,
          curve: {
            mode: 'marginal',
            tiers: [digits, '0', `${digits}1`, '0'].map((from) => ({ from, rate: 1 })),
          },
        },
      ],
    },
    [
      `not-ascending: components[0].curve.tiers[1].from must be more than ${digits}, that of the one before, got "0"`,
      `not-ascending: components[0].curve.tiers[3].from must be more than "${digits}1", that of the one before, got "0"`,
    ],
  ],
  [
    'a measure that is named like the prototype',
    {
      measures: JSON.parse('{"sales":{"kind":"credits","window":"year"},"__proto__":{"kind":"tenure","unit":"days"}}'),
    },
    ['invalid: measures.__proto__ is not a name that a measure can have'],
  ],
  [
    'weights of a figure that is given',
    { measures: { sales, csat: { ...given, target: { weights: ['0.5', '0.5', '0.5', '0.5'] } } } },
    [
      'shares-not-one: measures.csat.target.weights must have shares that add up to exactly 1, got 0.5 + 0.5 + 0.5 + 0.5',
    ],
  ],
  [
    'roles that are named twice',
    { measures: { sales: { ...sales, roles: ['owner', 'owner'] } } },
    ['duplicate-id: measures.sales.roles[1] must be named only once, got "owner"'],
  ],
  [
    'conditions on numbers with something else',
    {
      measures: {
        sales: {
          ...sales,
          where: [
            { field: 'quantity', is: 'many' },
            { field: 'amount', isNot: true },
          ],
        },
      },
    },
    [
      'invalid: measures.sales.where[0].is must be a number, as quantity is, got "many"',
      'invalid: measures.sales.where[1].isNot must be a number, as amount is, got true',
    ],
  ],
  [
    'a ratio of itself',
    { measures: { sales, ratio: { kind: 'ratio', of: 'ratio', per: 'sales' } } },
    ['cycle: measures.ratio is a ratio that rests on itself'],
  ],
  [
    'a ratio of figures with other windows',
    { measures: { sales, other: given, ratio } },
    ['contradiction: measures.ratio must divide measures of one window: sales has year, other has month'],
  ],
  [
    'twelve shares that are more than 1',
    { release: Array.from({ length: 12 }, () => ({ share: '0.1', on: 'event' })) },
    [
      'shares-not-one: release must have shares that add up to exactly 1, got 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1',
    ],
  ],
  [
    'draws of one id',
    { settlement: { draws: [draw, draw] } },
    ['duplicate-id: settlement.draws[1].id must be unique, and an earlier draw has the same, got "d"'],
  ],
  [
    'a draw that is forgiven before it is recovered',
    { settlement: { draws: [{ ...draw, recoverFrom: '2026-03-01', forgiveOn: '2026-03-01' }] } },
    [
      'invalid: settlement.draws[0].forgiveOn must be a date after 2026-03-01, on which recovery begins, got "2026-03-01"',
    ],
  ],
  [
    'limits of the plan that limit nothing',
    { limits: [{ per: 'line' }] },
    ['contradiction: limits[0] must have a minimum, a maximum or both'],
  ],
  [
    'shares of a component that is named twice',
    { components: [commission, { ...override, of: ['c', 'c'] }] },
    ['duplicate-id: components[1].of[1] must be named only once, got "c"'],
  ],
  [
    'ids that are no text, which are not offered for others',
    { components: [commission, { ...commission, id: 7 }], pools: [{ per: 'year', maximum: 1, of: ['other'] }] },
    [
      'invalid: components[1].id must be well-formed text of 1 to 200 characters, got 7',
      'unknown-name: pools[0].of[0] names a component that the plan does not have: "other"; there are c',
    ],
  ],
  [
    'an unknown measure among many, of which ten are offered',
    {
      measures: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`m${index}`, sales])),
      components: [{ ...commission, measure: 'something' }],
    },
    [
      'unknown-name: components[0].measure names a measure that the plan does not have: "something"; there are m0, m1, m2, m3, m4, m5, m6, m7, m8, m9',
    ],
  ],
  [
    'more months than a window may have',
    { measures: { sales: { ...sales, window: { months: 1201 } } }, components: [perDeal] },
    ['invalid: measures.sales.window.months must be a whole number from 1 to 1200, got 1201'],
  ],
  [
    'lists and objects that cannot be read',
    { components: [{ ...commission, limits: unreadable([]), factors: revoked() }, unreadable({})] },
    [
      'invalid: components[0].factors must be an array, got an unreadable object',
      'invalid: components[0].limits must be an array, got an unreadable object',
      'invalid: components[1] must be an object, got an unreadable object',
    ],
  ],
];

const taken: readonly (readonly [string, Parts])[] = [
  [
    'a ratio of credits and a figure that is given',
    { measures: { sales, other: { ...given, window: 'year' }, ratio }, components: [{ ...onBase, measure: 'ratio' }] },
  ],
  [
    'a factor of 0 in a table',
    {
      components: [
        { ...commission, factors: [{ multiply: { ...byEach, by: 'sales', tiers: [{ from: 0, rate: 0 }] } }] },
      ],
    },
  ],
  ['a share of what others earn of the same', { components: [commission, { ...override, team: {} }] }],
  [
    'rates of single deals that are looked up by each event alone',
    {
      measures: { sales, each },
      components: [{ ...commission, curve: { mode: 'per-deal', tiers: [{ from: 0, rate: byEach }] } }],
    },
  ],
  [
    'a factor of single deals in a window that rolls, which reads each event alone',
    {
      measures: { sales: { ...sales, window: { months: 3 } }, each },
      components: [{ ...commission, curve: { ...tiers, mode: 'per-deal' }, factors: [{ multiply: byEach }] }],
    },
  ],
  [
    'a minimum that is the maximum',
    { components: [{ ...commission, limits: [{ per: 'line', minimum: 1, maximum: 1 }] }] },
  ],
  [
    'draws that are recovered from their first day on or later, and forgiven after that',
    {
      settlement: {
        draws: [
          { ...draw, id: 'a', from: '2026-02-01', recoverFrom: '2026-02-01', forgiveOn: '2026-02-02' },
          { ...draw, id: 'b', from: '2026-02-01', recoverFrom: '2026-03-01' },
          { ...draw, id: 'c', from: '2026-02-01', forgiveOn: '2026-02-02' },
          { ...draw, id: 'd', recoverFrom: '2026-02-01' },
          { ...draw, id: 'e', forgiveOn: '2026-02-02' },
        ],
      },
    },
  ],
  [
    'as many months as a window may have',
    { measures: { sales: { ...sales, window: { months: 1200 } } }, components: [perDeal] },
  ],
  ['a least payment that is the maximum', { settlement: { minimumPayment: 5, maximum: 5 } }],
];

describe('the problems of a plan', () => {
  it.each(refused)('with %s', (_, parts, problems) => {
    expect(problemsOf(parts)).toEqual(problems);
  });

  it('are told with the name of what was called', () => {
    expect(failure(() => commissionPlan(plan({ currency: 'x' })))).toBe(
      'invalid-plan commissionPlan: currency must be an ISO 4217 currency code such as "USD", got "x"',
    );
    const result = safeCommissionPlan(plan({ currency: 'x' }));
    expect(result.success ? '' : result.error.message).toBe(
      'safeCommissionPlan: currency must be an ISO 4217 currency code such as "USD", got "x"',
    );
  });

  it.each(taken)('are none with %s', (_, parts) => {
    expect(problemsOf(parts)).toEqual([]);
  });
});
