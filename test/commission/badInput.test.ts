import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/commission/checkInput.ts';
import { commissionPlan } from '../../src/commission/commissionPlan.ts';
import { isSalesMetricsError } from '../../src/errors.ts';
import { type Loose, wholePlan } from './planCases.ts';

const plan = commissionPlan(wholePlan);
const assignment = { payee: 'ann', plan: 'reps-2026', from: '2026-01-01' };
const sale = { id: 's1', on: '2026-03-01', amount: 1000, quantity: 4, currency: 'USD', credits: [{ payee: 'ann' }] };

function messagesOf(input: unknown): readonly string[] {
  try {
    readInput(input, 'calculateCommissions');
    return [];
  } catch (error) {
    return isSalesMetricsError(error) ? error.issues.map(({ message }) => message) : [String(error)];
  }
}

function inputWith(changes: Loose): Loose {
  return { plans: [plan], assignments: [assignment], events: [sale], ...changes };
}

const events = (...more: readonly unknown[]): Loose => ({ events: [sale, ...more] });
const back = { id: 'r1', on: '2026-04-01', reverses: 's1' };
const quota = { measure: 'revenue', from: '2026-01-01', to: '2027-01-01', amount: 100 };
const score = { measure: 'satisfaction', on: '2026-06-30', value: '0.9' };
const rate = { from: 'EUR', to: 'USD', on: '2026-01-01', rate: '1.1' };
const adjustment = { id: 'a1', payee: 'ann', on: '2026-06-30', amount: -5, reason: 'typing error' };
const curve = { mode: 'whole', tiers: [{ from: 0, rate: '0.1' }] };

const others = { ...wholePlan, id: 'others', from: undefined };
const strangePlan = 'assignments[0].plan names "reps-2026", which is not among plans';

/** What is put in place of a part of an input that is right, and all the messages that this gives. */
const wrong: readonly [string, Loose, readonly string[]][] = [
  ['an unknown part', { event: [] }, ['event is not a part of the input; did you mean "events"?']],
  ['no list of events', { events: undefined }, ['events must be an array, got undefined']],
  ['no list of assignments', { assignments: {} }, ['assignments must be an array, got an object without fields']],
  [
    'a date of what is known that is none',
    { knownAt: '2026-13-01' },
    ['knownAt must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "2026-13-01"'],
  ],
  [
    'a last day that is none',
    { through: 20260101 },
    ['through must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got 20260101'],
  ],
  [
    'a holiday that is none',
    { holidays: ['2026-01-01', 'christmas'] },
    ['holidays[1] must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "christmas"'],
  ],
  [
    'no list of holidays',
    { holidays: '2026-01-01' },
    ['holidays must be an array of at most 1000000 dates, got "2026-01-01"'],
  ],
  ['no list of plans', { plans: plan.id }, ['plans must be an array, got "reps-2026"', strangePlan]],
  [
    'more plans than anybody has',
    { plans: Array.from({ length: 10_001 }, () => plan) },
    ['plans must be an array of at most 10000 plans, got an array of 10001', strangePlan],
  ],
  [
    'two versions from the beginning',
    { plans: [plan, others, { ...others, name: 'Others' }] },
    ['plans[2] is in force on days on which plans[1] is, another version of plan "others"'],
  ],
  [
    'a version from the beginning that is listed last',
    { plans: [plan, { ...wholePlan, from: undefined, to: '2026-01-02' }] },
    ['plans[0] is in force on days on which plans[1] is, another version of plan "reps-2026"'],
  ],
  [
    'a plan with a problem, beside a quota that may be of it',
    { plans: [{ ...wholePlan, name: '' }], quotas: [{ ...quota, measure: 'bookings' }] },
    ['plans[0].name must be well-formed text of 1 to 200 characters, got ""'],
  ],
  [
    'a quota of a measure that its plan does not have',
    { quotas: [{ ...quota, plan: 'reps-2026', measure: 'revenues' }] },
    ['quotas[0].measure names "revenues", a measure that plan "reps-2026" does not have; did you mean "revenue"?'],
  ],
  [
    'an event that pays itself',
    events({ id: 'e', on: '2026-01-01', amount: 1, pays: 'e' }),
    ['events[1].pays must be the id of another event, got "e" (id "e")'],
  ],
  [
    'a credit that is none',
    events({ id: 'e', on: '2026-01-01', credits: [{ payee: 'ann' }, 'bob'] }),
    ['events[1].credits[1] must be an object, got "bob" (id "e")'],
  ],
  [
    'more credits than anybody gives',
    events({
      id: 'e',
      on: '2026-01-01',
      credits: Array.from({ length: 1001 }, (_, index) => ({ payee: `p${index}` })),
    }),
    ['events[1].credits must be an array of at most 1000 items, got an array of 1001 (id "e")'],
  ],
  ['a plan that is none', { plans: [plan, 'reps'] }, ['plans[1] must be an object, got "reps"']],
  [
    'a problem in a plan',
    { plans: [{ ...wholePlan, currency: 'usd' }] },
    ['plans[0].currency must be an ISO 4217 currency code such as "USD", got "usd"'],
  ],
  [
    'versions that overlap',
    { plans: [plan, { ...wholePlan, from: '2026-12-31', to: undefined }] },
    ['plans[1] is in force on days on which plans[0] is, another version of plan "reps-2026"'],
  ],
  [
    'versions with different currencies',
    { plans: [plan, { ...wholePlan, from: '2027-01-01', to: undefined, currency: 'EUR' }] },
    ['plans[1].currency must be that of plans[0], another version of plan "reps-2026"'],
  ],
  [
    'an override of a component that no plan has',
    {
      plans: [
        {
          ...wholePlan,
          components: [...wholePlan.components, { id: 'lead', kind: 'override', of: ['comission'], rate: 1, team: {} }],
        },
      ],
    },
    ['plans[0].components[4].of[0] names a component that no plan has: "comission"; did you mean "commission"?'],
  ],
  ['an event that is none', events(5), ['events[1] must be an object, got 5']],
  [
    'an event without fields',
    events({}),
    [
      'events[1].id must be well-formed text of 1 to 200 characters, got undefined',
      'events[1].on must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got undefined',
    ],
  ],
  [
    'an unknown field',
    events({ id: 'e', on: '2026-01-01', ammount: 1 }),
    ['events[1].ammount is not a field of events; did you mean "amount"? (id "e")'],
  ],
  [
    'an id that is a number',
    events({ id: 7, on: '2026-01-01' }),
    ['events[1].id must be well-formed text of 1 to 200 characters, got 7'],
  ],
  [
    'an id with half a character',
    events({ id: '\ud800', on: '2026-01-01' }),
    ['events[1].id must be well-formed text of 1 to 200 characters, got "\\ud800" (id "\\ud800")'],
  ],
  [
    'a day that the calendar does not have',
    events({ id: 'e', on: '2026-02-30' }),
    ['events[1].on must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "2026-02-30" (id "e")'],
  ],
  [
    'an amount that is no number',
    events({ id: 'e', on: '2026-01-01', amount: '1,000' }),
    ['events[1].amount must be a decimal number such as 1250.50, got "1,000" (id "e")'],
  ],
  [
    'an amount beyond the limits',
    events({ id: 'e', on: '2026-01-01', amount: '1e9000000' }),
    [
      'events[1].amount must be a decimal number of at most 64 digits with an exponent from -64 to 64, got "1e9000000" (id "e")',
    ],
  ],
  [
    'an amount of NaN',
    events({ id: 'e', on: '2026-01-01', amount: Number.NaN }),
    ['events[1].amount must be a decimal number such as 1250.50, got NaN (id "e")'],
  ],
  [
    'a quantity that is no number',
    events({ id: 'e', on: '2026-01-01', quantity: [] }),
    ['events[1].quantity must be a decimal number such as 1250.50, got an array of 0 (id "e")'],
  ],
  [
    'a sequence that is not whole',
    events({ id: 'e', on: '2026-01-01', sequence: 1.5 }),
    ['events[1].sequence must be a whole number, got 1.5 (id "e")'],
  ],
  [
    'a currency in small letters',
    events({ id: 'e', on: '2026-01-01', currency: 'usd' }),
    ['events[1].currency must be an ISO 4217 currency code such as "USD", got "usd" (id "e")'],
  ],
  [
    'a flag that is text',
    events({ id: 'e', on: '2026-01-01', cancelled: 'yes' }),
    ['events[1].cancelled must be true or false, got "yes" (id "e")'],
  ],
  [
    'values that are a list',
    events({ id: 'e', on: '2026-01-01', values: [1] }),
    ['events[1].values must be an object, got an array of 1 (id "e")'],
  ],
  [
    'a value that is no number',
    events({ id: 'e', on: '2026-01-01', values: { margin: 'x', 'gross margin': {} } }),
    [
      'events[1].values.margin must be a decimal number such as 1250.50, got "x" (id "e")',
      'events[1].values["gross margin"] must be a decimal number such as 1250.50, got an object without fields (id "e")',
    ],
  ],
  [
    'a value with the name of a field',
    events({ id: 'e', on: '2026-01-01', values: { amount: 1 } }),
    ['events[1].values.amount is not a value of its own: a measure of amount does not read it there (id "e")'],
  ],
  [
    'a date by name that is none',
    events({ id: 'e', on: '2026-01-01', dates: { invoiced: 'soon' } }),
    [
      'events[1].dates.invoiced must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "soon" (id "e")',
    ],
  ],
  [
    'a date with the name of a trigger',
    events({ id: 'e', on: '2026-01-01', dates: { cash: '2026-01-01' } }),
    ['events[1].dates.cash is not a date of its own: an instalment on cash does not read it there (id "e")'],
  ],
  [
    'an attribute that is a list',
    events({ id: 'e', on: '2026-01-01', attributes: { tags: ['a'], fine: null } }),
    ['events[1].attributes.tags must be text, a number, true or false, got an array of 1 (id "e")'],
  ],
  [
    'credits that are no list',
    events({ id: 'e', on: '2026-01-01', credits: { payee: 'ann' } }),
    ['events[1].credits must be an array, got an object with "payee" (id "e")'],
  ],
  [
    'a credit without a payee',
    events({ id: 'e', on: '2026-01-01', credits: [{ share: 1 }] }),
    ['events[1].credits[0].payee must be well-formed text of 1 to 200 characters, got undefined (id "e")'],
  ],
  [
    'a negative share',
    events({ id: 'e', on: '2026-01-01', credits: [{ payee: 'ann', share: -1 }] }),
    ['events[1].credits[0].share must be from 0 to 1, got -1 (id "e")'],
  ],
  [
    'a share that was meant in percent',
    events({ id: 'e', on: '2026-01-01', credits: [{ payee: 'ann', share: 60 }] }),
    ['events[1].credits[0].share must be from 0 to 1, got 60 (id "e")'],
  ],
  [
    'a credit with an unknown field',
    events({ id: 'e', on: '2026-01-01', credits: [{ payee: 'ann', shares: 1 }] }),
    ['events[1].credits[0].shares is not a field of events; did you mean "share"? (id "e")'],
  ],
  [
    'a credit given twice',
    events({ id: 'e', on: '2026-01-01', credits: [{ payee: 'ann' }, { payee: 'ann', role: 'owner' }] }),
    ['events[1].credits[1] credits "ann" as owner, as credits[0] does (id "e")'],
  ],
  [
    'a duplicate version',
    events({ ...sale, amount: 2 }),
    [
      'events[1] must differ in knownAt from events[0], the version of the event that became known on 2026-03-01 too (id "s1")',
    ],
  ],
  [
    'a reversal of an unknown event',
    events({ ...back, reverses: 's2' }),
    ['events[1].reverses must be the id of an event, got "s2" (id "r1")'],
  ],
  [
    'a reversal with credits',
    events({ ...back, credits: [{ payee: 'ann' }] }),
    ['events[1].credits must be left out beside reverses: a reversal takes the credits of what it reverses (id "r1")'],
  ],
  [
    'a reversal that pays',
    events({ ...back, pays: 's1', amount: 1 }),
    ['events[1].pays cannot stand beside reverses: an event takes another one back or pays for it (id "r1")'],
  ],
  [
    'a reversal of a negative amount',
    events({ ...back, amount: -1 }),
    ['events[1].amount must be more than 0 beside reverses, got -1 (id "r1")'],
  ],
  [
    'a reversal of itself',
    events({ ...back, reverses: 'r1' }),
    ['events[1].reverses must be the id of another event, got "r1" (id "r1")'],
  ],
  [
    'a reversal before its original',
    events({ ...back, on: '2026-02-01' }),
    [
      'events[1].on must be on or after 2026-03-01, the date of event "s1", which it reverses, got "2026-02-01" (id "r1")',
    ],
  ],
  [
    'a reversal that sorts before its original',
    events({ ...back, on: '2026-03-01' }),
    ['events[1].sequence must bring the reversal after event "s1", which it reverses on the same day (id "r1")'],
  ],
  [
    'a reversal of a reversal',
    events(back, { ...back, id: 'r2', reverses: 'r1' }),
    ['events[2].reverses names "r1", which is a reversal itself (id "r2")'],
  ],
  [
    'a reversal of a payment',
    events({ id: 'p1', on: '2026-04-01', pays: 's1', amount: 5 }, { ...back, reverses: 'p1' }),
    ['events[2].reverses names "p1", which is a payment itself (id "r1")'],
  ],
  [
    'a reversal in another currency',
    events({ ...back, amount: 1, currency: 'EUR' }),
    ['events[1].currency must be USD, the currency of event "s1", got "EUR" (id "r1")'],
  ],
  [
    'a part of what has no amount',
    events({ id: 'e', on: '2026-01-01' }, { ...back, reverses: 'e', amount: 1 }),
    ['events[2].amount states a part of event "e", which has no amount (id "r1")'],
  ],
  [
    'parts above the whole',
    events({ ...back, amount: 600 }, { ...back, id: 'r2', quantity: 2 }),
    [
      'events[2].quantity takes back more than is left of event "s1": with it the parts add up to more than the whole (id "r2")',
    ],
  ],
  [
    'a payment of an unknown event',
    events({ id: 'p1', on: '2026-04-01', pays: 'x', amount: 5 }),
    ['events[1].pays must be the id of an event, got "x" (id "p1")'],
  ],
  [
    'a payment without an amount',
    events({ id: 'p1', on: '2026-04-01', pays: 's1' }),
    ['events[1].amount must be the amount of the payment beside pays, got undefined (id "p1")'],
  ],
  [
    'a payment with credits',
    events({ id: 'p1', on: '2026-04-01', pays: 's1', amount: 1, credits: [{ payee: 'ann' }] }),
    ['events[1].credits must be left out beside pays: cash credits nobody (id "p1")'],
  ],
  [
    'an assignment to an unknown plan',
    { assignments: [{ ...assignment, plan: 'reps-2025' }] },
    ['assignments[0].plan names "reps-2025", which is not among plans; did you mean "reps-2026"?'],
  ],
  [
    'an assignment that ends before it begins',
    { assignments: [{ ...assignment, to: '2025-01-01' }] },
    ['assignments[0].to must be a date after 2026-01-01, the first day, got "2025-01-01"'],
  ],
  [
    'assignments that overlap',
    {
      assignments: [
        { ...assignment, to: '2026-07-01' },
        { ...assignment, from: '2026-06-30' },
      ],
    },
    ['assignments[1] assigns "ann" to plan "reps-2026" on days on which assignments[0] does'],
  ],
  [
    'a leave without an end',
    { assignments: [{ ...assignment, leaves: [{ from: '2026-02-01' }] }] },
    ['assignments[0].leaves[0].to must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got undefined'],
  ],
  [
    'target pay of an unknown component',
    { assignments: [{ ...assignment, targetPay: { comission: 1 } }] },
    [
      'assignments[0].targetPay.comission names a component that the plan does not have: "comission"; did you mean "commission"?',
    ],
  ],
  [
    'negative target pay',
    { assignments: [{ ...assignment, targetPay: -1 }] },
    ['assignments[0].targetPay must be 0 or more, got -1'],
  ],
  [
    'a curve of an unknown component',
    { assignments: [{ ...assignment, curves: { bonus: curve } }] },
    ['assignments[0].curves.bonus names a component that the plan does not have: "bonus"'],
  ],
  [
    'a curve of a bonus',
    { assignments: [{ ...assignment, curves: { scorecard: curve } }] },
    ['assignments[0].curves.scorecard replaces the curve of a component of kind bonus, which has none'],
  ],
  [
    'a curve with tiers out of order',
    { assignments: [{ ...assignment, curves: { commission: { ...curve, tiers: [...curve.tiers, ...curve.tiers] } } }] },
    ['assignments[0].curves.commission.tiers[1].from must be more than 0, that of the one before, got "0"'],
  ],
  [
    'a draw against an unknown component',
    {
      assignments: [
        { ...assignment, draws: [{ id: 'd', kind: 'guarantee', amount: 1, recoverable: true, recoverAgainst: ['x'] }] },
      ],
    },
    [
      'assignments[0].draws[0].recoverAgainst[0] names a component that the plan does not have: "x"; there are commission, scorecard, contest, override',
    ],
  ],
  [
    'a draw without recoverable',
    { assignments: [{ ...assignment, draws: [{ id: 'd', kind: 'guarantee', amount: 1 }] }] },
    ['assignments[0].draws[0].recoverable must be true or false, got undefined'],
  ],
  [
    'a quota of an unknown measure',
    { quotas: [{ ...quota, measure: 'revenu' }] },
    ['quotas[0].measure names "revenu", a measure that no plan has; did you mean "revenue"?'],
  ],
  [
    'a quota of an unknown plan',
    { quotas: [{ ...quota, plan: 'reps' }] },
    ['quotas[0].plan names "reps", which is not among plans'],
  ],
  [
    'a quota of a ratio',
    { quotas: [{ ...quota, plan: 'reps-2026', measure: 'marginRate' }] },
    ['quotas[0].measure names "marginRate", a measure of kind ratio, and it must be of kind credits or given'],
  ],
  ['a negative quota', { quotas: [{ ...quota, amount: -1 }] }, ['quotas[0].amount must be 0 or more, got -1']],
  [
    'a quota of no day',
    { quotas: [{ ...quota, to: '2026-01-01' }] },
    ['quotas[0].to must be a date after 2026-01-01, the first day, got "2026-01-01"'],
  ],
  [
    'a quota given twice',
    { quotas: [quota, quota] },
    [
      'quotas[1] repeats quotas[0], which is a quota of the same payee, plan, measure and dates that became known on the same day',
    ],
  ],
  [
    'a score of credits',
    { scores: [{ ...score, measure: 'revenue' }] },
    ['scores[0].measure names "revenue", a measure of kind credits, and it must be of kind given'],
  ],
  [
    'a score given twice',
    { scores: [score, { ...score, value: 1 }] },
    [
      'scores[1] repeats scores[0], which is a score of the same payee, measure and date that became known on the same day',
    ],
  ],
  [
    'a score without a value',
    { scores: [{ ...score, value: undefined }] },
    ['scores[0].value must be a decimal number such as 1250.50, got undefined'],
  ],
  [
    'somebody who reports to themselves',
    { reportingLines: [{ payee: 'ann', manager: 'ann' }] },
    ['reportingLines[0].manager must be somebody else than the payee, got "ann"'],
  ],
  [
    'a reporting line that ends before it begins',
    { reportingLines: [{ payee: 'ann', manager: 'bob', from: '2026-02-01', to: '2026-01-01' }] },
    ['reportingLines[0].to must be a date after 2026-02-01, the first day, got "2026-01-01"'],
  ],
  ['a rate of 0', { rates: [{ ...rate, rate: 0 }] }, ['rates[0].rate must be more than 0, got 0']],
  [
    'a rate from a currency to itself',
    { rates: [{ ...rate, from: 'USD' }] },
    ['rates[0].to must be another currency than from, got "USD"'],
  ],
  [
    'a rate given twice',
    { rates: [rate, { ...rate, rate: 2 }] },
    ['rates[1] repeats rates[0], which is a rate of the same currencies on the same day'],
  ],
  [
    'an adjustment without a reason',
    { adjustments: [{ ...adjustment, reason: '' }] },
    ['adjustments[0].reason must be text of 1 to 10000 characters, got "" (id "a1")'],
  ],
  [
    'an adjustment of a stranger',
    { adjustments: [{ ...adjustment, payee: 'bob' }] },
    ['adjustments[0].payee must be somebody who is assigned to a plan, got "bob" (id "a1")'],
  ],
  [
    'an adjustment given twice',
    { adjustments: [adjustment, adjustment] },
    [
      'adjustments[1] repeats adjustments[0], which is a version of the same adjustment that became known on the same day (id "a1")',
    ],
  ],
];

describe('readInput', () => {
  it('takes the input that the cases change', () => {
    expect(messagesOf(inputWith({}))).toEqual([]);
  });

  it.each(wrong)('refuses %s', (_, changes, messages) => {
    expect(messagesOf(inputWith(changes))).toEqual(messages);
  });

  it('has a message of its own for each case', () => {
    expect(new Set(wrong.map(([, , messages]) => messages.join())).size).toBe(wrong.length);
  });

  it('has every problem of every record, with source, position and id', () => {
    try {
      readInput(
        inputWith({ ...events({ id: 'e', on: 'x' }), thru: 1, quotas: [{ ...quota, amount: '' }] }),
        'calculateCommissions',
      );
      expect.unreachable();
    } catch (error) {
      expect(
        isSalesMetricsError(error) && {
          code: error.code,
          issues: error.issues.map(({ path, source, index, id }) => ({ path, source, index, id })),
        },
      ).toEqual({
        code: 'invalid-commission-input',
        issues: [
          { path: 'thru', source: undefined, index: undefined, id: undefined },
          { path: 'events[1].on', source: 'events', index: 1, id: 'e' },
          { path: 'quotas[0].amount', source: 'quotas', index: 0, id: undefined },
        ],
      });
    }
  });
});

describe('an input that was read', () => {
  it('has days, fractions and defaults', () => {
    const read = readInput(inputWith({}), 'calculateCommissions');
    const on = Date.UTC(2026, 2, 1) / 86_400_000;
    expect(read.events.table.all(read.events.positions)).toEqual([
      {
        id: 's1',
        kind: 'sale',
        on,
        sequence: 0,
        knownAt: on,
        isCancelled: false,
        amount: { numerator: 1000n, denominator: 1n },
        currency: 'USD',
        quantity: { numerator: 4n, denominator: 1n },
        values: new Map(),
        dates: new Map(),
        attributes: new Map(),
        credits: [{ payee: 'ann', role: 'owner', share: { numerator: 1n, denominator: 1n } }],
        reverses: null,
        pays: null,
      },
    ]);
    expect([read.knownAt, read.through]).toEqual([Number.POSITIVE_INFINITY, on]);
    expect(read.plans.get('reps-2026')).toEqual([plan]);
    expect(read.plans.get('reps-2026')?.[0]).toBe(plan);
  });

  it('ends with the last date that is known, of an event that was not cancelled', () => {
    const more = [
      { id: 's2', on: '2026-05-01', knownAt: '2026-06-01' },
      { id: 's3', on: '2026-04-01' },
      { id: 's3', on: '2026-04-01', knownAt: '2026-04-02', cancelled: true },
    ];
    const through = (knownAt: string): number => readInput(inputWith({ ...events(...more), knownAt }), 'test').through;
    expect(through('2026-04-01')).toBe(Date.UTC(2026, 3, 1) / 86_400_000);
    expect(through('2026-05-31')).toBe(Date.UTC(2026, 2, 1) / 86_400_000);
    expect(through('2026-06-01')).toBe(Date.UTC(2026, 4, 1) / 86_400_000);
  });

  it('takes versions of an event that become known one after the other, and reversals of what is not known yet', () => {
    const versions = [
      { ...sale, knownAt: '2026-03-05', amount: 5 },
      { ...back, reverses: 'late' },
      { id: 'late', on: '2026-03-02', knownAt: '2027-01-01' },
    ];
    expect(messagesOf(inputWith({ ...events(...versions), knownAt: '2026-12-31' }))).toEqual([]);
  });

  it('has the terms of an assignment', () => {
    const terms = { ...assignment, to: '2026-07-01', forgiveOnEnd: true };
    const read = readInput(inputWith({ assignments: [terms] }), 'test');
    expect(read.assignments.map(({ given }) => given)).toEqual([terms]);
  });

  it('has own fields only', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    try {
      prototype['sequence'] = 3;
      prototype['unknown'] = 'inherited';
      const more = [
        { id: 's2', on: '2026-03-02' },
        { id: 's3', on: '2026-03-02', sequence: 2 },
      ];
      const { table, positions } = readInput(inputWith(events(...more)), 'test').events;
      expect(table.all(positions).map(({ sequence }) => sequence)).toEqual([0, 0, 2]);
    } finally {
      delete prototype['sequence'];
      delete prototype['unknown'];
    }
  });

  it('keeps names that prototypes have as names like any other', () => {
    const odd = JSON.parse(
      '{"id":"__proto__","on":"2026-01-01","values":{"__proto__":1},"attributes":{"constructor":"x"},"credits":[{"payee":"toString"}]}',
    ) as unknown;
    const event = readInput(inputWith(events(odd)), 'test').events.table.at(1);
    expect([event.id, [...event.values.keys()], event.attributes.get('constructor'), event.credits[0]?.payee]).toEqual([
      '__proto__',
      ['__proto__'],
      'x',
      'toString',
    ]);
  });
});

describe('a hostile input', () => {
  const throwing = (): never => {
    throw new Error('no');
  };
  const proxy = new Proxy(
    {},
    { get: throwing, ownKeys: throwing, getPrototypeOf: throwing, has: throwing, getOwnPropertyDescriptor: throwing },
  );
  it.each<[string, unknown, readonly string[]]>([
    ['no object', 5, ['input must be a plain object, got 5']],
    ['a proxy that throws', proxy, ['input must be a plain object, got an unreadable object']],
    ['an event that throws', inputWith(events(proxy)), ['events[1] must be an object, got an unreadable object']],
    [
      'a getter that throws',
      inputWith(
        events({
          id: 'e',
          get on(): string {
            return throwing();
          },
        }),
      ),
      [
        'events[1].on must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got a property that throws (id "e")',
      ],
    ],
    [
      'a plan that throws',
      inputWith({ plans: [plan, proxy] }),
      ['plans[1] must be an object, got an unreadable object'],
    ],
    [
      'a list that says to be endless',
      inputWith({ events: { length: 1e9 } }),
      ['events must be an array, got an object with "length"'],
    ],
    [
      'an array of a billion',
      inputWith({ events: Object.assign([], { length: 4e9 }) }),
      ['events must be an array of at most 50000000 records, got an array of 4000000000'],
    ],
  ])('with %s is refused', (_, input, messages) => {
    expect(messagesOf(input)).toEqual(messages);
  });

  it('with a problem in every record has the first 10,000', () => {
    const list = Array.from({ length: 20_000 }, (_, index) => ({ id: `e${index}`, on: '2026-02-30', foo: 1 }));
    expect(messagesOf(inputWith({ events: list }))).toHaveLength(10_000);
  });
});
