// @ts-check
/** Inputs that show each problem once: the code, when it is met, and records that have it. */

/** @typedef {{ code: string, meaning: string, input: Record<string, unknown> }} Problem */

const open = { id: 'o1', createdOn: '2026-01-05', status: 'open' };
const won = { id: 'o1', createdOn: '2026-01-05', closedOn: '2026-02-01', status: 'won', amount: 5 };
const quota = { startsOn: '2026-01-01', endsOn: '2026-04-01', amount: 100 };
const rate = { from: 'EUR', on: '2026-01-01', rate: '1.08' };

/** @type {readonly Problem[]} */
export const errors = [
  {
    code: 'missing',
    meaning: 'A required field is left out, `undefined` or `null`.',
    input: { accounts: [{ name: 'Acme' }] },
  },
  {
    code: 'invalid',
    meaning: 'A value that its field or option does not take.',
    input: { opportunities: [{ ...open, amount: '1,250.50' }] },
  },
  {
    code: 'out-of-range',
    meaning: 'A number outside the range of its field.',
    input: { opportunities: [{ ...open, probability: 60 }] },
  },
  {
    code: 'unknown-field',
    meaning: 'A field that the source does not have.',
    input: { opportunities: [{ ...open, expectedClosedOn: '2026-03-01' }] },
  },
  {
    code: 'unknown-name',
    meaning: 'Neither a source nor an option.',
    input: { opportunity: [open] },
  },
  {
    code: 'not-a-record',
    meaning: 'Something else than a plain object among the records.',
    input: { reps: ['ann'] },
  },
  {
    code: 'duplicate-id',
    meaning: 'Two records of a source with the same id.',
    input: { reps: [{ id: 'ann' }, { id: 'ann' }] },
  },
  {
    code: 'closed-without-date',
    meaning: 'An opportunity that is won, lost or closed without a decision, on no date.',
    input: { opportunities: [{ ...open, status: 'lost' }] },
  },
  {
    code: 'open-with-close-date',
    meaning: 'An open opportunity with the date of its close. An expected one belongs into `expectedCloseOn`.',
    input: { opportunities: [{ ...open, closedOn: '2026-02-01' }] },
  },
  {
    code: 'closed-before-creation',
    meaning: 'An opportunity that closed before it was created.',
    input: { opportunities: [{ ...won, closedOn: '2026-01-04' }] },
  },
  {
    code: 'empty-span',
    meaning:
      'A quota, a forecast or a contract that ends on or before its first day. `endsOn` and `contractEndsOn` are the first day after it.',
    input: { quotas: [{ ...quota, endsOn: '2026-01-01' }] },
  },
  {
    code: 'quota-without-target',
    meaning: 'A quota with neither an amount nor a quantity.',
    input: { quotas: [{ ...quota, amount: null }] },
  },
  {
    code: 'score-above-scale',
    meaning: 'A score above the highest one.',
    input: { surveys: [{ id: 's1', answeredOn: '2026-01-05', kind: 'csat', score: 7, scale: 5 }] },
  },
  {
    code: 'missing-rate',
    meaning: 'An amount in another currency, without a rate on or before its date.',
    input: { opportunities: [{ ...won, currency: 'EUR' }], exchangeRates: [{ ...rate, on: '2026-03-01' }] },
  },
  {
    code: 'duplicate-rate',
    meaning: 'Two different rates of one currency for one day.',
    input: { exchangeRates: [rate, { ...rate, rate: '1.09' }] },
  },
  {
    code: 'rate-to-itself',
    meaning: 'A rate other than 1 from a currency to itself.',
    input: { exchangeRates: [{ ...rate, from: 'USD' }] },
  },
];

/** @type {readonly Problem[]} */
export const warnings = [
  {
    code: 'unknown-reference',
    meaning: 'An id that no record of the source has, where that source is given.',
    input: { reps: [{ id: 'ann' }], opportunities: [{ ...open, ownerId: 'bob' }] },
  },
  {
    code: 'won-without-amount',
    meaning: 'A won opportunity without an amount. It counts as won and is left out of sums.',
    input: { opportunities: [{ ...won, amount: null }] },
  },
  {
    code: 'cancelled-but-not-won',
    meaning:
      'An opportunity that was cancelled, but is not won. What ends an open one is a lost or `no-decision` status.',
    input: { opportunities: [{ ...open, cancelledOn: '2026-03-01' }] },
  },
  {
    code: 'circle-of-parents',
    meaning: 'An account that is its own ancestor. The smallest id of the circle stands for its topmost account.',
    input: { accounts: [{ id: 'a1', parentId: 'a1' }] },
  },
  {
    code: 'dates-out-of-order',
    meaning: 'A date before the one it should follow.',
    input: { leads: [{ id: 'l1', createdOn: '2026-01-05', sqlOn: '2026-01-02' }] },
  },
  {
    code: 'unknown-stage',
    meaning: 'A stage outside the option `stages`. It has no rank.',
    input: { stages: ['Discovery', 'Proposal'], opportunities: [{ ...open, stage: 'Demo' }] },
  },
  {
    code: 'stage-disagrees',
    meaning: 'An opportunity in another stage than its last change says. The changes tell the history.',
    input: {
      opportunities: [{ ...open, stage: 'Discovery' }],
      stageChanges: [{ opportunityId: 'o1', changedOn: '2026-01-20', stage: 'Proposal' }],
    },
  },
  {
    code: 'change-before-creation',
    meaning: 'A change before the opportunity was created. It holds from the creation on.',
    input: {
      opportunities: [open],
      stageChanges: [{ opportunityId: 'o1', changedOn: '2026-01-04', stage: 'Proposal' }],
    },
  },
  {
    code: 'change-after-close',
    meaning: 'A change after the opportunity closed. It is left out.',
    input: {
      opportunities: [won],
      stageChanges: [{ opportunityId: 'o1', changedOn: '2026-02-02', stage: 'Proposal' }],
    },
  },
  {
    code: 'look-alike',
    meaning: 'An opportunity with a name, or an activity with a time of day, that differs from another in its id only.',
    input: {
      opportunities: [
        { ...open, name: 'Roof for Acme' },
        { ...open, name: 'Roof for Acme', id: 'o2' },
      ],
    },
  },
  {
    code: 'more-warnings',
    meaning: 'Stands at the end of 10,000 warnings and counts the rest.',
    input: {
      reps: [],
      leads: Array.from({ length: 10_200 }, (_, id) => ({ id, ownerId: 'bob', createdOn: '2026-01-05' })),
    },
  },
];

/**
 * What the library says of such an input.
 *
 * @param {Problem} problem
 * @param {typeof import('../src/model/salesData.ts').safeSalesData} safeSalesData
 * @returns {string}
 */
export function messageFor({ code, input }, safeSalesData) {
  const result = safeSalesData(/** @type {any} */ ({ currency: 'USD', timeZone: 'UTC', ...input }));
  const found = result.success ? result.data.warnings : result.error.issues;
  const last = found.at(-1);
  if (last?.code !== code) throw new Error(`the input for ${code} has the problem ${last?.code}`);
  return last.message;
}
