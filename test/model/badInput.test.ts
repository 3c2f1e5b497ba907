import { Decimal as ForeignDecimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { isSalesMetricsError } from '../../src/errors.ts';
import { type SalesDataInput, safeSalesData, salesData } from '../../src/model/salesData.ts';

const decimal = 'a decimal number such as 1250.50';
const limits = 'a decimal number of at most 64 digits with an exponent from -64 to 64';
const date =
  'a date such as 2026-08-05, an instant with its offset such as 2026-08-05T14:30:00Z, or a valid Date, in the years 1 to 9999';
const idText = 'well-formed text of 1 to 200 characters, or a number';
const code = 'an ISO 4217 currency code such as "USD"';

/** The problems of an input, without the name of the function. */
function problems(input: Record<PropertyKey, unknown>): string[] {
  const result = safeSalesData({ currency: 'USD', timeZone: 'Europe/London', ...input } as unknown as SalesDataInput);
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}

function opportunity(fields: object): object {
  return { id: 'o1', createdOn: '2026-01-05', status: 'open', ...fields };
}

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const withThrowingGetter = (name: string): object =>
  Object.defineProperty(opportunity({}), name, {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  });
const hostileProxy = (): object =>
  new Proxy(
    {},
    {
      get() {
        throw new Error('no');
      },
      getPrototypeOf() {
        throw new Error('no');
      },
      ownKeys() {
        throw new Error('no');
      },
    },
  );
class Deal {
  id = 'o1';
}

describe('one bad value of one opportunity', () => {
  it.each([
    ['amount', '1e9000000', `${limits}, got "1e9000000"`],
    ['amount', '1e65', `${limits}, got "1e65"`],
    ['amount', Number.NaN, `${decimal}, got NaN`],
    ['amount', Number.POSITIVE_INFINITY, `${decimal}, got Infinity`],
    ['amount', '', `${decimal}, got ""`],
    ['amount', ' 12', `${decimal}, got " 12"`],
    ['amount', '12 ', `${decimal}, got "12 "`],
    ['amount', '1,000', `${decimal}, got "1,000"`],
    ['amount', '1_000', `${decimal}, got "1_000"`],
    ['amount', '0x10', `${decimal}, got "0x10"`],
    ['amount', '$5', `${decimal}, got "$5"`],
    ['amount', '.', `${decimal}, got "."`],
    ['amount', '١٢', `${decimal}, got "١٢"`],
    ['amount', true, `${decimal}, got true`],
    ['amount', {}, `${decimal}, got an object without fields`],
    ['amount', cyclic, `${decimal}, got an object with "self"`],
    ['amount', [1], `${decimal}, got an array of 1`],
    ['amount', new Map(), `${decimal}, got an object without fields`],
    ['amount', () => 5, `${decimal}, got a function`],
    ['amount', Symbol('five'), `${decimal}, got a symbol`],
    ['amount', hostileProxy(), `${decimal}, got an unreadable object`],
    ['amount', new Date(0), `${decimal}, got a Date (1970-01-01T00:00:00.000Z)`],
    ['amount', new ForeignDecimal(Number.NaN), `${decimal}, got an object with "constructor", "s", "e"`],
    ['amount', 10n ** 1000n, `${limits}, got a very large bigint`],
    ['amount', '9'.repeat(65), `${limits}, got "${'9'.repeat(60)}"… (65 characters)`],
    ['listAmount', '\ud800', `${decimal}, got "\\ud800"`],
    ['recurringAmount', 'abc', `${decimal}, got "abc"`],
    ['probability', '1.01', 'from 0 to 1, got "1.01"'],
    ['probability', -0.1, 'from 0 to 1, got -0.1'],
    ['probability', 10n ** 20n, 'from 0 to 1, got 100000000000000000000n'],
    ['quantity', 'many', `${decimal}, got "many"`],
    ['createdOn', '2026-02-30', `${date}, got "2026-02-30"`],
    ['createdOn', '', `${date}, got ""`],
    ['createdOn', undefined, `${date}, got undefined`],
    ['createdOn', null, `${date}, got null`],
    ['createdOn', '05/01/2026', `${date}, got "05/01/2026"`],
    ['createdOn', '2026-01-05T10:00', `${date}, got "2026-01-05T10:00"`],
    ['createdOn', new Date(Number.NaN), `${date}, got an invalid Date`],
    ['createdOn', 1767571200000, `${date}, got 1767571200000`],
    ['createdOn', {}, `${date}, got an object without fields`],
    ['createdOn', hostileProxy(), `${date}, got an unreadable object`],
    ['closedOn', '', `${date}, got ""`],
    ['expectedCloseOn', '2026-13-01', `${date}, got "2026-13-01"`],
    ['status', 'Won', 'one of "open", "won", "lost", "no-decision", got "Won"'],
    ['status', '', 'one of "open", "won", "lost", "no-decision", got ""'],
    ['status', undefined, 'one of "open", "won", "lost", "no-decision", got undefined'],
    ['status', cyclic, 'one of "open", "won", "lost", "no-decision", got an object with "self"'],
    ['currency', 'usd', `${code}, got "usd"`],
    ['currency', 'EURO', `${code}, got "EURO"`],
    ['currency', 5, `${code}, got 5`],
    ['currency', 'EUR', 'one with an exchange rate to USD on or before 2026-01-05, got "EUR"', { amount: 5 }],
    ['ownerId', '\udfff', `${idText}, got "\\udfff"`],
    ['ownerId', 'x'.repeat(201), `${idText}, got "${'x'.repeat(60)}"… (201 characters)`],
    ['ownerId', 2 ** 53, `${idText}, got 9007199254740992`],
    ['ownerId', true, `${idText}, got true`],
    ['accountId', 5n, `${idText}, got 5n`],
    ['stage', 5, 'text, got 5'],
    ['stage', {}, 'text, got an object without fields'],
    ['attributes', 'x', 'an object of custom fields, got "x"'],
    ['attributes', new Map(), 'an object of custom fields, got an object without fields'],
    ['attributes', hostileProxy(), 'an object of custom fields, got an unreadable object'],
    ['attributes', new Proxy({}, { ownKeys: () => { throw new Error('no'); } }), 'an object of custom fields, got an unreadable object'], // biome-ignore format: one row
  ])('%#. %s', (field, value, rest, others: object = {}) => {
    expect(problems({ opportunities: [opportunity({ ...others, [field]: value })] })).toEqual([
      `opportunities[0] (id "o1"): ${field} must be ${rest}`,
    ]);
  });

  it.each([
    ['', '""'],
    [undefined, 'undefined'],
    [null, 'null'],
    ['\ud800x', '"\\ud800x"'],
    [Number.NaN, 'NaN'],
    [{}, 'an object without fields'],
  ])('id %#', (id, found) => {
    expect(problems({ opportunities: [opportunity({ id })] })).toEqual([
      `opportunities[0]: id must be ${idText}, got ${found}`,
    ]);
  });

  it.each([
    [{ closedOn: '2026-02-01' }, 'closedOn must be missing while status is "open", got "2026-02-01"'],
    [{ status: 'won' }, 'closedOn must be a date, because status is "won", got undefined'],
    [{ status: 'lost', closedOn: null }, 'closedOn must be a date, because status is "lost", got null'],
    [{ status: 'no-decision' }, 'closedOn must be a date, because status is "no-decision", got undefined'],
    [
      { status: 'won', closedOn: '2026-01-04' },
      'closedOn must be on or after createdOn (2026-01-05), got "2026-01-04"',
    ],
    [{ termMonths: 0 }, 'termMonths must be more than 0, got 0'],
    [{ repProbability: 1.5 }, 'repProbability must be from 0 to 1, got 1.5'],
    [
      { contractStartsOn: '2026-04-01', contractEndsOn: '2026-04-01' },
      'contractEndsOn must be after contractStartsOn (2026-04-01), got "2026-04-01"',
    ],
    [{ amountAtConstantRates: 5 }, '"amountAtConstantRates" is worked out and cannot be given'],
    [{ amout: 5 }, '"amout" is not a field of opportunities; did you mean "amount"?'],
    [{ close_date: 5 }, '"close_date" is not a field of opportunities; custom fields belong in attributes'],
    [{ Closed_On: 5 }, '"Closed_On" is not a field of opportunities; did you mean "closedOn"?'],
    [{ onwerId: 5 }, '"onwerId" is not a field of opportunities; did you mean "ownerId"?'],
    [
      { ['n'.repeat(50)]: 5 },
      `"${'n'.repeat(50)}" is not a field of opportunities; custom fields belong in attributes`,
    ],
    [JSON.parse('{"__proto__": 5}'), '"__proto__" is not a field of opportunities; custom fields belong in attributes'],
    [
      { attributes: { tags: [] } },
      'attributes.tags must be text, a finite number, true, false or null, got an array of 0',
    ],
    [
      { attributes: { size: Number.NaN } },
      'attributes.size must be text, a finite number, true, false or null, got NaN',
    ],
  ])('contradictions and unknown fields %#', (fields: object, rule) => {
    const record = Object.defineProperties(opportunity({}), Object.getOwnPropertyDescriptors(fields));
    expect(problems({ opportunities: [record] })).toEqual([`opportunities[0] (id "o1"): ${rule}`]);
  });

  it('says no more about a field that is wrong already', () => {
    expect(
      problems({ opportunities: [opportunity({ status: 'won', closedOn: '2026-02-30', currency: 'EUR', amount: 1 })] }),
    ).toEqual([`opportunities[0] (id "o1"): closedOn must be ${date}, got "2026-02-30"`]);
    expect(problems({ opportunities: [opportunity({ status: 'Won', closedOn: '2026-02-01' })] })).toHaveLength(1);
    expect(
      problems({ opportunities: [opportunity({ status: 'won', createdOn: '?', closedOn: '2026-02-01' })] }),
    ).toHaveLength(1);
  });

  it('says no more about what is no record', () => {
    const rows = {
      opportunities: [5, opportunity({ attributes: { size: 1 } })],
      quotas: [null],
      surveys: [null, { id: 'y', answeredOn: '2026-01-01', kind: 'csat', score: 2 }],
      exchangeRates: [null],
    };
    expect(problems(rows)).toEqual([
      'opportunities[0]: a record must be a plain object, got 5',
      'quotas[0]: a record must be a plain object, got null',
      'surveys[0]: a record must be a plain object, got null',
      'exchangeRates[0]: a record must be a plain object, got null',
    ]);
  });

  it('tells records that contradict themselves from those that are wrong already', () => {
    const rows = [
      opportunity({ id: 'a', amount: 'x' }),
      opportunity({ id: 'b', status: 'won' }),
      opportunity({ id: 'c', currency: 'EUR', amount: 1 }),
    ];
    expect(problems({ opportunities: rows })).toEqual([
      `opportunities[0] (id "a"): amount must be ${decimal}, got "x"`,
      'opportunities[1] (id "b"): closedOn must be a date, because status is "won", got undefined',
      'opportunities[2] (id "c"): currency must be one with an exchange rate to USD on or before 2026-01-05, got "EUR"',
    ]);
  });

  it('reports a getter that throws', () => {
    expect(problems({ opportunities: [withThrowingGetter('amount')] })).toEqual([
      `opportunities[0] (id "o1"): amount must be ${decimal}, got a property that throws`,
    ]);
    for (const name of ['id', 'createdOn', 'status', 'stage', 'attributes', 'amuont']) {
      expect(problems({ opportunities: [withThrowingGetter(name)] })).toHaveLength(1);
    }
  });

  it.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [5, '5'],
    ['text', '"text"'],
    [[], 'an array of 0'],
    [new Map(), 'an object without fields'],
    [new Deal(), 'an object with "id"'],
    [() => 5, 'a function'],
    [hostileProxy(), 'an unreadable object'],
  ])('no record %#', (record, found) => {
    expect(problems({ opportunities: [record] })).toEqual([
      `opportunities[0]: a record must be a plain object, got ${found}`,
    ]);
  });

  it('a proxy whose keys cannot be listed', () => {
    const record = new Proxy({}, { ownKeys: () => { throw new Error('no'); } }); // biome-ignore format: one row
    expect(problems({ opportunities: [record] })).toEqual([
      'opportunities[0]: a record must be a plain object, got a property that throws',
    ]);
  });

  it('holes in the array, and an array that throws', () => {
    const rows: object[] = [];
    rows[2] = opportunity({});
    expect(problems({ opportunities: rows })).toEqual([
      'opportunities[0]: a record must be a plain object, got undefined',
      'opportunities[1]: a record must be a plain object, got undefined',
    ]);
    const hostile = new Proxy([opportunity({})], {
      get(target, key) {
        if (key === '0') throw new Error('no');
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(problems({ opportunities: hostile })).toEqual([
      'opportunities[0]: a record must be a plain object, got a property that throws',
    ]);
  });
});

describe('one bad record of the other sources', () => {
  it.each([
    ['stageChanges', { changedOn: '2026-01-05' }, `opportunityId must be ${idText}, got undefined`],
    [
      'quotas',
      { startsOn: '2026-01-01', endsOn: '2026-01-01', amount: 1 },
      'endsOn must be after startsOn (2026-01-01), got "2026-01-01"',
    ],
    ['quotas', { startsOn: '2026-01-01', endsOn: '2026-02-01', amount: -1 }, 'amount must be 0 or more, got -1'],
    [
      'quotas',
      { startsOn: '2026-01-01', endsOn: '2026-02-01', fullAmount: 5 },
      'amount must be a decimal number, because quantity is missing, got undefined',
    ],
    ['quotas', { startsOn: '2026-01-01', endsOn: '2026-02-01', quantity: -1 }, 'quantity must be 0 or more, got -1'],
    [
      'quotas',
      { startsOn: '2026-01-01', endsOn: '2026-02-01', quantity: 1, fullAmount: '-0.01' },
      'fullAmount must be 0 or more, got "-0.01"',
    ],
    ['credits', { creditedOn: '2026-01-01', amount: 1, kind: 'split' }, `ownerId must be ${idText}, got undefined`],
    [
      'credits',
      { ownerId: 'r', creditedOn: '2026-01-01', amount: 1, kind: 'shared' },
      'kind must be one of "direct", "split", "overlay", got "shared"',
    ],
    [
      'credits',
      { ownerId: 'r', creditedOn: '2026-01-01', amount: 1, kind: 'split', currency: 'EUR' },
      'currency must be one with an exchange rate to USD on or before 2026-01-01, got "EUR"',
    ],
    ['commissions', { ownerId: 'r', amount: 1 }, `earnedOn must be ${date}, got undefined`],
    [
      'commissions',
      { ownerId: 'r', earnedOn: '2026-01-01', amount: 1, kind: 'draw' },
      'kind must be one of "commission", "bonus", "clawback", "other", got "draw"',
    ],
    [
      'commissions',
      { ownerId: 'r', earnedOn: '2026-01-01', amount: '1', disputed: 'yes' },
      'disputed must be true or false, got "yes"',
    ],
    ['quotas', { startsOn: '2026-01-01', amount: 1 }, `endsOn must be ${date}, got undefined`],
    [
      'forecasts',
      { submittedOn: '2026-01-01', startsOn: '2026-01-02', endsOn: '2026-01-01', category: 'call', amount: 1 },
      'endsOn must be after startsOn (2026-01-02), got "2026-01-01"',
    ],
    [
      'expenses',
      { spentOn: '2026-01-01', amount: 1, category: 'Sales' },
      'category must be one of "sales", "marketing", "onboarding", "other", got "Sales"',
    ],
    [
      'subscriptions',
      { accountId: 'a', effectiveOn: '2026-01-01', kind: 'churn', amount: '-1' },
      'amount must be 0 or more, got "-1"',
    ],
    ['trainings', { repId: 'r', module: '' }, 'module must be text, got ""'],
    [
      'trainings',
      { repId: 'r', module: 'm', cost: 5, currency: 'EUR' },
      'currency must be USD where there is no completedOn or dueOn or assignedOn to take the rate of, got "EUR"',
    ],
    ['exchangeRates', { from: 'EUR', on: '2026-01-01', rate: 0 }, 'rate must be more than 0, got 0'],
    ['exchangeRates', { from: 'EUR', on: '2026-01-01', rate: '1e-65' }, `rate must be ${limits}, got "1e-65"`],
    ['exchangeRates', { from: '', on: '2026-01-01', rate: 1 }, `from must be ${code}, got ""`],
    ['exchangeRates', { from: 'USD', on: '2026-01-01', rate: 2 }, 'rate must be 1 from USD to itself, got 2'],
  ])('%#. %s', (source, record, rule) => {
    expect(problems({ [source]: [record] })).toEqual([`${source}[0]: ${rule}`]);
  });

  it.each([
    ['surveys', { answeredOn: '2026-01-01', kind: 'nps', score: 11 }, 'score must be from 0 to 10 for "nps", got 11'],
    [
      'surveys',
      { answeredOn: '2026-01-01', kind: 'csat', score: '5.5', scale: 5 },
      'score must be at most scale (5), got "5.5"',
    ],
    ['surveys', { answeredOn: '2026-01-01', kind: 'csat', score: 1, scale: 0 }, 'scale must be more than 0, got 0'],
    [
      'activities',
      { occurredOn: '2026-01-01', kind: 'call', direction: 'in' },
      'direction must be one of "inbound", "outbound", got "in"',
    ],
    [
      'activities',
      { occurredOn: '2026-01-01', kind: 'call', automatic: 'yes' },
      'automatic must be true or false, got "yes"',
    ],
    ['activities', { occurredOn: '2026-01-01', kind: 'call', first: 1 }, 'first must be true or false, got 1'],
    ['leads', { createdOn: '2026-01-01', mqlOn: false }, `mqlOn must be ${date}, got false`],
    ['orders', { orderedOn: '2026-01-01', amount: null }, `amount must be ${decimal}, got null`],
    [
      'orders',
      { orderedOn: '2026-01-01', amount: 1, amountAtConstantRates: 1 },
      '"amountAtConstantRates" is worked out and cannot be given',
    ],
    ['reps', { rampMonths: -1 }, 'rampMonths must be 0 or more, got -1'],
    ['reps', { onTargetEarnings: -1 }, 'onTargetEarnings must be 0 or more, got -1'],
    ['reps', { onTargetEarnings: 1, currency: 'EUR' }, 'currency must be one with an exchange rate to USD, got "EUR"'],
    [
      'reps',
      { targetVariablePay: 1, currency: 'EUR', startedOn: '2026-01-01' },
      'currency must be one with an exchange rate to USD, got "EUR"',
    ],
    ['accounts', { potential: '-1' }, 'potential must be 0 or more, got "-1"'],
    ['activities', { occurredOn: '2026-01-01', kind: 'call', minutes: -5 }, 'minutes must be 0 or more, got -5'],
    [
      'activities',
      { occurredOn: '2026-01-01', kind: 'call', sentiment: 'bad' },
      'sentiment must be one of "positive", "neutral", "negative", got "bad"',
    ],
  ])('%#. %s', (source, record, rule) => {
    expect(problems({ [source]: [{ id: 'x', ...record }] })).toEqual([`${source}[0] (id "x"): ${rule}`]);
  });

  it('rates that contradict each other, once', () => {
    const rate = { from: 'EUR', on: '2026-01-01', rate: '1.1' };
    expect(
      problems({
        exchangeRates: [
          rate,
          { ...rate, rate: 1.1 },
          { ...rate, to: 'USD', rate: 1.2 },
          { ...rate, to: 'GBP', rate: 0.9 },
        ],
      }),
    ).toEqual(['exchangeRates[2]: rate must be that of exchangeRates[0], which is for the same day, got 1.2']);
  });

  it('does not ask for rates that were refused', () => {
    expect(
      problems({
        opportunities: [opportunity({ amount: 1, currency: 'EUR' })],
        exchangeRates: [{ from: 'EUR', on: '2026-01-01', rate: 'x' }],
      }),
    ).toEqual([`exchangeRates[0]: rate must be ${decimal}, got "x"`]);
  });

  it('duplicate ids, also of a number and its text', () => {
    expect(
      problems({ teams: [{ id: 1 }, { id: '__proto__' }, { id: '1' }, { id: '__proto__' }, { id: 'constructor' }] }),
    ).toEqual([
      'teams[2] (id "1"): id must be unique, and teams[0] has the same, got "1"',
      'teams[3] (id "__proto__"): id must be unique, and teams[1] has the same, got "__proto__"',
    ]);
    expect(
      problems({
        quotas: [
          { id: 5, startsOn: '2026-01-01', endsOn: '2026-02-01', amount: 1 },
          { id: '5', startsOn: '2026-01-01', endsOn: '2026-02-01', amount: 1 },
        ],
      }),
    ).toEqual(['quotas[1] (id "5"): id must be unique, and quotas[0] has the same, got "5"']);
  });
});

describe('the input as a whole', () => {
  it.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [[], 'an array of 0'],
    ['x', '"x"'],
    [new Map(), 'an object without fields'],
  ])('no input %#', (input, found) => {
    expect(() => salesData(input as unknown as SalesDataInput)).toThrow(
      expect.objectContaining({
        code: 'invalid-data',
        message: `salesData: input must be a plain object, got ${found}`,
        issues: [],
      }),
    );
  });

  it.each([
    [{ currency: 'usd' }, `currency must be ${code}, got "usd"`],
    [{ currency: undefined }, `currency must be ${code}, got undefined`],
    [{ timeZone: 'Mars/Base' }, 'timeZone must be an IANA time zone such as "Europe/London", got "Mars/Base"'],
    [{ timeZone: null }, 'timeZone must be an IANA time zone such as "Europe/London", got null'],
    [{ stages: 'a' }, 'stages must be an array of different stage names, got "a"'],
    [{ stages: ['a', 'a'] }, 'stages must be an array of different stage names, got an array of 2'],
    [{ stages: [''] }, 'stages must be an array of different stage names, got an array of 1'],
    [{ stages: new Proxy(['a'], { get: () => { throw new Error('no'); } }) }, 'stages must be an array of different stage names, got an unreadable object'], // biome-ignore format: one row
    [{ constantRatesOn: '2026-02-30' }, 'constantRatesOn must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got "2026-02-30"'], // biome-ignore format: one row
    [{ constantRatesOn: new Date(0) }, 'constantRatesOn must be a date such as 2026-08-05, between 0001-01-01 and 9999-12-31, got a Date (1970-01-01T00:00:00.000Z)'], // biome-ignore format: one row
    [{ opportunities: {} }, 'opportunities must be an array of records, got an object without fields'],
    [{ opportunities: new Map() }, 'opportunities must be an array of records, got an object without fields'],
    [{ opportunities: 'x' }, 'opportunities must be an array of records, got "x"'],
    [{ reps: new Proxy([], { get: () => 'x' }) }, 'reps must be an array of records, got an array of x'],
    [{ leads: new Array(50_000_001) }, 'leads must be an array of at most 50000000 records, got an array of 50000001'],
    [{ oportunities: [] }, '"oportunities" is not a source or an option; did you mean "opportunities"?'],
    [{ opportunityHistory: [] }, '"opportunityHistory" is not a source or an option'],
    [{ time_zone: 'UTC' }, '"time_zone" is not a source or an option; did you mean "timeZone"?'],
  ])('options %#', (input, message) => {
    expect(problems(input)).toEqual([message]);
  });

  it('an input that throws', () => {
    const input = new Proxy({}, { getOwnPropertyDescriptor: () => { throw new Error('no'); } }) as unknown as SalesDataInput; // biome-ignore format: one row
    const result = safeSalesData(input);
    expect(result.success ? '' : result.error.issues[0]?.message).toBe(
      `currency must be ${code}, got a property that throws`,
    );
    const unlistable = new Proxy({ currency: 'USD', timeZone: 'UTC' }, { ownKeys: () => { throw new Error('no'); } }); // biome-ignore format: one row
    expect(safeSalesData(unlistable).success).toBe(true);
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    expect(problems({ leads: revoked.proxy })).toEqual(['leads must be an array of records, got an unreadable object']);
  });

  it('finds all problems at once, by source, record and field, and says so', () => {
    const input = {
      currency: 'USD',
      timeZone: 'UTC',
      teams: [{ id: 't', nam: 'T' }],
      leads: [{ id: 'l', createdOn: 'x' }],
      opportunities: [
        opportunity({ id: 'a', zzz: 1, amount: 'x', createdOn: 'y' }),
        opportunity({ id: 'b', amount: 'x' }),
        opportunity({ id: 'a', status: 'x' }),
      ],
      unknown: [],
    } as unknown as SalesDataInput;
    const result = safeSalesData(input);
    expect(result.success ? '' : result.error.message).toBe(
      [
        'safeSalesData: 9 problems',
        '- "unknown" is not a source or an option',
        `- opportunities[0] (id "a"): createdOn must be ${date}, got "y"`,
        `- opportunities[0] (id "a"): amount must be ${decimal}, got "x"`,
        '- opportunities[0] (id "a"): "zzz" is not a field of opportunities; custom fields belong in attributes',
        `- opportunities[1] (id "b"): amount must be ${decimal}, got "x"`,
        '- opportunities[2] (id "a"): id must be unique, and opportunities[0] has the same, got "a"',
        '- opportunities[2] (id "a"): status must be one of "open", "won", "lost", "no-decision", got "x"',
        '- teams[0] (id "t"): "nam" is not a field of teams; did you mean "name"?',
        `- leads[0] (id "l"): createdOn must be ${date}, got "x"`,
      ].join('\n'),
    );
    expect(result.success ? null : result.error.issues[4]).toEqual({
      code: 'invalid',
      path: 'opportunities[1].amount',
      message: `opportunities[1] (id "b"): amount must be ${decimal}, got "x"`,
      source: 'opportunities',
      index: 1,
      id: 'b',
      field: 'amount',
      found: '"x"',
      expected: decimal,
    });
  });

  it('throws one error for one problem', () => {
    try {
      salesData({ currency: 'USD', timeZone: 'UTC', teams: [{ id: '' }] });
      expect.unreachable();
    } catch (error) {
      expect(isSalesMetricsError(error)).toBe(true);
      expect(error).toMatchObject({
        code: 'invalid-data',
        message: `salesData: teams[0]: id must be ${idText}, got ""`,
      });
    }
  });

  it('keeps the first 10,000 problems of a million, quickly', () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => ({
      id: `o${index}`,
      createdOn: 'x',
      status: 'y',
      amount: ',',
      [`f${index}`]: 1,
      id2: 2,
    }));
    const result = safeSalesData({ currency: 'USD', timeZone: 'UTC', opportunities: rows as never });
    expect(result.success ? '' : result.error.message.split('\n')[0]).toBe(
      'safeSalesData: 1000000 problems (the first 10000 are kept)',
    );
    expect(result.success ? '' : result.error.message.split('\n').at(-1)).toBe('- and 999990 more');
    const issues = result.success ? [] : result.error.issues;
    expect(issues).toHaveLength(10_000);
    expect(issues.map((issue) => issue.index)).toEqual(
      Array.from({ length: 10_000 }, (_, position) => Math.floor(position / 5)),
    );
    expect(issues.slice(-5).map((issue) => issue.field)).toEqual(['createdOn', 'status', 'amount', 'f1999', 'id2']);
  }, 20_000);
});
