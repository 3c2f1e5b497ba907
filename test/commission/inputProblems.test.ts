import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/commission/checkInput.ts';
import { isSalesMetricsError } from '../../src/errors.ts';
import { ann, commission, deal, plan } from './smallRuns.ts';

type Parts = Readonly<Record<string, unknown>>;

/** The problems of an input that is right but for what is told: code and message of each. */
function problemsOf(parts: Parts): readonly string[] {
  try {
    readInput(
      { plans: [plan()], assignments: [ann], events: [deal('e1', '2026-03-01', 100, { quantity: 4 })], ...parts },
      'test',
    );
    return [];
  } catch (error) {
    return isSalesMetricsError(error)
      ? error.issues.map(({ code, message }) => `${code}: ${message}`)
      : [String(error)];
  }
}

const sale = deal('e1', '2026-03-01', 100);
const events = (...more: readonly object[]): Parts => ({ events: [sale, ...more] });
const quota = { measure: 'sales', from: '2026-01-01', to: '2027-01-01', amount: 1 };
const adjustment = { id: 'a', payee: 'ann', on: '2026-03-01', amount: 1, reason: 'one' };
const day = 'a date such as 2026-08-05, between 0001-01-01 and 9999-12-31';
const text = 'well-formed text of 1 to 200 characters';
const flat = { mode: 'marginal', tiers: [{ from: 0, rate: 1 }] };

const refused: readonly (readonly [string, Parts, readonly string[]])[] = [
  [
    'an assignment to an unknown plan',
    { assignments: [{ ...ann, plan: 'q' }] },
    ['unknown-name: assignments[0].plan names "q", which is not among plans; did you mean "p"?'],
  ],
  [
    'an assignment to no plan',
    { assignments: [{ ...ann, plan: '' }] },
    [`invalid: assignments[0].plan must be ${text}, got ""`],
  ],
  [
    'an assignment that ends before it begins',
    { assignments: [{ ...ann, to: '2025-12-31' }] },
    ['invalid: assignments[0].to must be a date after 2026-01-01, the first day, got "2025-12-31"'],
  ],
  [
    'two assignments at once',
    {
      assignments: [
        { ...ann, from: '2026-02-01' },
        { ...ann, to: '2026-02-02' },
      ],
    },
    ['overlap: assignments[0] assigns "ann" to plan "p" on days on which assignments[1] does'],
  ],
  [
    'terms of an unknown component, of two versions of the plan only once',
    {
      plans: [plan({ to: '2026-02-01' }), plan({ from: '2026-02-01' })],
      assignments: [{ ...ann, targetPay: { comission: 5 }, curves: { d: flat } }],
    },
    [
      'unknown-name: assignments[0].targetPay.comission names a component that the plan does not have: "comission"',
      'unknown-name: assignments[0].curves.d names a component that the plan does not have: "d"; did you mean "c"?',
    ],
  ],
  [
    'terms that fit the first version of the plan, and not the second',
    {
      plans: [
        plan({ to: '2026-02-01' }),
        plan({ from: '2026-02-01', components: [{ id: 'c', kind: 'bonus', per: 'month', amount: 1 }] }),
      ],
      assignments: [{ ...ann, curves: { c: flat } }],
    },
    ['contradiction: assignments[0].curves.c replaces the curve of a component of kind bonus, which has none'],
  ],
  [
    'a curve of an assignment that does not fit the measure',
    { assignments: [{ ...ann, curves: { c: { ...flat, on: 'attainment' } } }] },
    ['missing: assignments[0].curves.c.on needs a target: measure sales must have one, target: {} at the least'],
  ],
  [
    'two rates of one day',
    { rates: [1, 2].map((rate) => ({ from: 'EUR', to: 'USD', on: '2026-01-01', rate })) },
    ['duplicate-id: rates[1] repeats rates[0], which is a rate of the same currencies on the same day'],
  ],
  [
    'somebody who reports to nobody, and a rate of nothing',
    { reportingLines: [{ payee: '', manager: '' }], rates: [{ from: '', to: '', on: '2026-01-01', rate: 1 }] },
    [
      `invalid: reportingLines[0].payee must be ${text}, got ""`,
      `invalid: reportingLines[0].manager must be ${text}, got ""`,
      'invalid: rates[0].from must be an ISO 4217 currency code such as "USD", got ""',
      'invalid: rates[0].to must be an ISO 4217 currency code such as "USD", got ""',
    ],
  ],
  [
    'when things became known, and by whom',
    {
      quotas: [{ ...quota, knownAt: 5 }],
      scores: [{ measure: 'sales', payee: '', on: '2026-01-01', value: 1, knownAt: 'x' }],
      adjustments: [{ ...adjustment, author: '', knownAt: null }],
    },
    [
      `invalid: quotas[0].knownAt must be ${day}, got 5`,
      `invalid: scores[0].payee must be ${text}, got ""`,
      `invalid: scores[0].knownAt must be ${day}, got "x"`,
      `invalid: adjustments[0].author must be ${text}, got "" (id "a")`,
    ],
  ],
  [
    'two adjustments of one id and day',
    { adjustments: [adjustment, { ...adjustment, amount: 2 }] },
    [
      'duplicate-id: adjustments[1] repeats adjustments[0], which is a version of the same adjustment that became known on the same day (id "a")',
    ],
  ],
  [
    'a reversal of an unknown event',
    events({ id: 'r', on: '2026-03-02', reverses: 'e2' }),
    ['unknown-name: events[1].reverses must be the id of an event, got "e2" (id "r")'],
  ],
  [
    'two versions of one day, also of an event that is known at once',
    events(
      { ...sale, amount: 5 },
      { id: 'e2', on: '2026-03-01' },
      { id: 'e2', on: '2026-03-01', knownAt: '2026-03-01' },
    ),
    [
      'duplicate-id: events[1] must differ in knownAt from events[0], the version of the event that became known on 2026-03-01 too (id "e1")',
      'duplicate-id: events[3] must differ in knownAt from events[2], the version of the event that became known on 2026-03-01 too (id "e2")',
    ],
  ],
  [
    'a part of a quantity that the event does not have',
    events({ id: 'r', on: '2026-03-02', reverses: 'e1', quantity: 1 }),
    ['missing: events[1].quantity states a part of event "e1", which has no quantity (id "r")'],
  ],
  [
    'a reversal before its event on the same day',
    events({ id: 'r', on: '2026-03-01', sequence: -1, reverses: 'e1' }),
    [
      'contradiction: events[1].sequence must bring the reversal after event "e1", which it reverses on the same day (id "r")',
    ],
  ],
  [
    'a payment in another currency',
    {
      events: [
        { ...sale, currency: 'USD' },
        { id: 'c', on: '2026-03-01', pays: 'e1', amount: 5, currency: 'EUR' },
      ],
    },
    ['invalid: events[1].currency must be USD, the currency of event "e1", got "EUR" (id "c")'],
  ],
  [
    'reversals of more than there was, in the order of time',
    events(
      { id: 'r2', on: '2026-03-03', reverses: 'e1', amount: 60 },
      { id: 'r1', on: '2026-03-02', reverses: 'e1', amount: 60 },
    ),
    [
      'contradiction: events[1].amount takes back more than is left of event "e1": with it the parts add up to more than the whole (id "r2")',
    ],
  ],
  [
    'what is missing, what is no field, and what is too long',
    {
      quotas: [
        { ...quota, amount: undefined },
        { ...quota, amout: 1 },
        { ...quota, zone: 1 },
      ],
      adjustments: [{ ...adjustment, reason: 'x'.repeat(10_001) }],
    },
    [
      'missing: quotas[0].amount must be a decimal number such as 1250.50, got undefined',
      'unknown-field: quotas[1].amout is not a field of quotas; did you mean "amount"?',
      'unknown-field: quotas[2].zone is not a field of quotas; it takes payee, plan, measure, from, to, amount, currency, knownAt',
      `invalid: adjustments[0].reason must be text of 1 to 10000 characters, got "${'x'.repeat(60)}"… (10001 characters) (id "a")`,
    ],
  ],
];

const taken: readonly (readonly [string, Parts])[] = [
  [
    'an assignment that follows another',
    {
      assignments: [
        { ...ann, from: '2026-02-01' },
        { ...ann, to: '2026-02-01' },
      ],
    },
  ],
  [
    'rates of other days and pairs',
    {
      rates: [
        { from: 'EUR', to: 'USD', on: '2026-01-01', rate: 1 },
        { from: 'EUR', to: 'USD', on: '2026-01-02', rate: 1 },
        { from: 'USD', to: 'EUR', on: '2026-01-01', rate: 1 },
        { from: 'GBP', to: 'USD', on: '2026-01-01', rate: 1 },
      ],
    },
  ],
  ['versions of an adjustment', { adjustments: [adjustment, { ...adjustment, knownAt: '2026-03-02' }] }],
  [
    'a payment before its event, and in its currency',
    {
      events: [
        { ...sale, currency: 'USD' },
        { id: 'c', on: '2026-02-01', pays: 'e1', amount: 5, currency: 'USD' },
        { id: 'd', on: '2026-02-01', pays: 'e1', amount: 5 },
      ],
    },
  ],
  [
    'reversals of the whole, in parts and the rest',
    events(
      { id: 'r1', on: '2026-03-02', reverses: 'e1', amount: 60 },
      { id: 'r2', on: '2026-03-03', reverses: 'e1', amount: 40 },
      { id: 'r3', on: '2026-03-04', reverses: 'e1' },
    ),
  ],
  ['a long reason', { adjustments: [{ ...adjustment, reason: 'x'.repeat(10_000) }] }],
  ['a reversal on the day of its event', events({ id: 'r', on: '2026-03-01', reverses: 'e1' })],
  [
    'a curve of an assignment',
    {
      plans: [plan({ components: [commission] })],
      assignments: [{ ...ann, curves: { c: flat }, targetPay: { c: 5 } }],
    },
  ],
];

describe('the problems of an input', () => {
  it.each(refused)('with %s', (_, parts, problems) => {
    expect(problemsOf(parts)).toEqual(problems);
  });

  it.each(taken)('are none with %s', (_, parts) => {
    expect(problemsOf(parts)).toEqual([]);
  });

  it('keeps leaves and terms of an assignment as they were given', () => {
    const given = { ...ann, leaves: [{ from: '2026-02-01', to: '2026-03-01' }], targetPay: '5', forgiveOnEnd: true };
    const read = readInput({ plans: [plan()], assignments: [given], events: [] }, 'test');
    expect(read.assignments[0]?.given).toEqual(given);
  });

  it('are asked of the version of an event that is known', () => {
    // 150 of 100, then of 200 and of 300.
    const input = {
      plans: [plan()],
      assignments: [ann],
      events: [
        { ...sale, amount: 100 },
        { ...sale, amount: 200, knownAt: '2026-03-05' },
        { ...sale, amount: 300, knownAt: '2026-03-09' },
        { id: 'r', on: '2026-03-02', reverses: 'e1', amount: 150 },
      ],
    };
    expect(problemsOf({ ...input, knownAt: '2026-03-04' })).toEqual([
      'contradiction: events[3].amount takes back more than is left of event "e1": with it the parts add up to more than the whole (id "r")',
    ]);
    expect(problemsOf({ ...input, knownAt: '2026-03-05' })).toEqual([]);
    expect(problemsOf({ ...input, knownAt: '2026-03-09' })).toEqual([]);
    expect(problemsOf(input)).toEqual([]);
  });
});
