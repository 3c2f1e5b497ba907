import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountSchema } from '../../src/model/account.ts';
import { activitySchema } from '../../src/model/activity.ts';
import { commissionSchema } from '../../src/model/commission.ts';
import { creditSchema } from '../../src/model/credit.ts';
import { exchangeRateSchema } from '../../src/model/exchangeRate.ts';
import { expenseSchema } from '../../src/model/expense.ts';
import {
  type FieldName,
  fieldsOf,
  type GivenSourceName,
  givenSourceNames,
  isSourceName,
  sourceNames,
} from '../../src/model/fields.ts';
import { forecastSchema } from '../../src/model/forecast.ts';
import { leadSchema } from '../../src/model/lead.ts';
import { opportunitySchema } from '../../src/model/opportunity.ts';
import { orderSchema } from '../../src/model/order.ts';
import { quotaSchema } from '../../src/model/quota.ts';
import { repSchema } from '../../src/model/rep.ts';
import { type SalesDataInput, safeSalesData, salesData } from '../../src/model/salesData.ts';
import { stageChangeSchema } from '../../src/model/stageChange.ts';
import { subscriptionSchema } from '../../src/model/subscription.ts';
import { surveySchema } from '../../src/model/survey.ts';
import { columnOf, numberColumnOf, tableOf } from '../../src/model/tableOf.ts';
import { teamSchema } from '../../src/model/team.ts';
import { territorySchema } from '../../src/model/territory.ts';
import { trainingSchema } from '../../src/model/training.ts';
import { columnValues } from './columnValues.ts';
import { exampleInput } from './exampleRecords.ts';

const schemas = {
  opportunities: opportunitySchema,
  stageChanges: stageChangeSchema,
  accounts: accountSchema,
  reps: repSchema,
  teams: teamSchema,
  territories: territorySchema,
  leads: leadSchema,
  activities: activitySchema,
  quotas: quotaSchema,
  expenses: expenseSchema,
  orders: orderSchema,
  subscriptions: subscriptionSchema,
  surveys: surveySchema,
  trainings: trainingSchema,
  forecasts: forecastSchema,
  credits: creditSchema,
  commissions: commissionSchema,
  exchangeRates: exchangeRateSchema,
};
const data = salesData(exampleInput);

/** Names of the fields that records may have. */
function givenFields(source: GivenSourceName): string[] {
  return [...fieldsOf(source)].flatMap(([name, field]) => (field.isDerived === true ? [] : [name]));
}

/** What the columns say of the first record of a source. */
function firstRecord(source: GivenSourceName): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [name, column] of tableOf(data, source).columns) {
    const value = columnValues(column)[0];
    if (value !== null && value !== undefined) record[name] = value;
  }
  return record;
}

describe('the sources', () => {
  it('come in the order in which they are reported', () => {
    expect(givenSourceNames).toEqual(Object.keys(schemas));
    expect(sourceNames).toEqual([...givenSourceNames, 'opportunityHistory', 'stageVisits']);
    expect(isSourceName('leads')).toBe(true);
    expect(isSourceName('toString')).toBe(false);
  });

  it('take every field of their schema', () => {
    expect(data.warnings).toEqual([]);
    for (const source of givenSourceNames) {
      const given = new Set(exampleInput[source].flatMap((record) => Object.keys(record)));
      expect([...given].sort(), source).toEqual([...givenFields(source), 'attributes'].sort());
    }
  });

  it('count the records, and are safe to print', () => {
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      currency: 'USD',
      timeZone: 'Europe/London',
      warnings: [],
      counts: Object.fromEntries(givenSourceNames.map((source) => [source, exampleInput[source].length])),
    });
    expect(Object.isFrozen(data) && Object.isFrozen(data.counts) && Object.isFrozen(data.warnings)).toBe(true);
  });

  it('are laid out by column', () => {
    expect(firstRecord('opportunities')).toEqual({
      id: 'o1',
      name: 'Roof for Acme',
      accountId: 'a1',
      ownerId: 'r1',
      leadId: 'l1',
      createdOn: '2026-01-05 2026-01-05T09:30:00.000Z',
      qualifiedOn: '2026-01-10',
      closedOn: '2026-03-01',
      expectedCloseOn: '2026-02-28',
      status: 'won',
      stage: 'Closed',
      amount: '1375.55',
      recurringAmount: '110',
      listAmount: '1650',
      currency: 'EUR',
      probability: '0.9',
      type: 'new-business',
      source: 'inbound',
      product: 'Roof',
      quantity: '3',
      competitor: 'Other',
      forecastCategory: 'commit',
      firstContactOn: '2026-01-02',
      signedOn: '2026-02-27',
      cancelledOn: '2026-03-15',
      firstYearAmount: '660.55',
      oneTimeAmount: '275',
      cost: '770',
      termMonths: '24',
      contractStartsOn: '2026-04-01',
      contractEndsOn: '2028-04-01',
      renewalDueOn: '2026-03-31',
      renewalBaseAmount: '550',
      repProbability: '0.8',
      amountAtConstantRates: '2501',
    });
    expect(firstRecord('accounts')).toMatchObject({ potential: '400' });
    expect(firstRecord('reps')).toEqual({
      id: 'r1',
      name: 'Ann',
      teamId: 'm1',
      territoryId: 't1',
      managerId: 'r2',
      role: 'account-executive',
      startedOn: '2024-01-01',
      roleEndedOn: '2026-06-01',
      rampMonths: '6',
      onTargetEarnings: '120000',
      targetVariablePay: '60000',
      currency: 'USD',
    });
    expect(firstRecord('leads')).toMatchObject({
      createdOn: '2026-01-01 2026-01-01T23:30:00.000Z',
      assignedOn: '2026-01-01 2026-01-01T23:30:00.000Z',
      mqlOn: '2026-01-02',
    });
    expect(firstRecord('activities')).toMatchObject({
      kind: 'meeting',
      automatic: 'false',
      followUp: 'true',
      first: 'true',
      recordedBy: 'system',
      contactId: 'p1',
      qualified: 'true',
      decisionMaker: 'false',
      minutes: '45.5',
      sentiment: 'positive',
      inCrm: 'false',
    });
    expect(firstRecord('quotas')).toMatchObject({
      amount: '0',
      quantity: '12',
      fullAmount: '100',
      startsOn: '2026-01-01',
      endsOn: '2026-04-01',
      currency: 'USD',
    });
    expect(firstRecord('expenses')).toMatchObject({ amount: '-3.5', category: 'sales' });
    expect(firstRecord('orders')).toMatchObject({
      amount: '1375.55',
      cost: '770',
      tax: '-0.55',
      quantity: '-1',
      invoicedOn: '2026-03-05',
      collectedOn: '2026-04-04',
      amountAtConstantRates: '2501',
    });
    expect(firstRecord('subscriptions')).toMatchObject({ amount: '1320', kind: 'new', signedOn: '2026-02-27' });
    expect(firstRecord('surveys')).toMatchObject({ score: '9', scale: '10' });
    expect(firstRecord('trainings')).toMatchObject({ cost: '55', module: 'Pricing', applied: 'true' });
    expect(firstRecord('forecasts')).toMatchObject({ amount: '5500', category: 'commit' });
    expect(firstRecord('credits')).toEqual({
      id: 'k1',
      opportunityId: 'o1',
      ownerId: 'r1',
      creditedOn: '2026-03-01',
      amount: '687.775',
      currency: 'EUR',
      kind: 'split',
      measure: 'bookings',
    });
    expect(firstRecord('commissions')).toEqual({
      id: 'n1',
      ownerId: 'r1',
      opportunityId: 'o1',
      earnedOn: '2026-03-01',
      kind: 'commission',
      amount: '110',
      correctAmount: '121',
      creditedAmount: '1375.55',
      paidAmount: '99',
      paidOn: '2026-03-31',
      currency: 'EUR',
      statementId: '2026-03',
      disputed: 'true',
    });
    expect(firstRecord('exchangeRates')).toEqual({ from: 'EUR', to: 'USD', on: '2026-01-01', rate: '1.1' });
  });

  it('name their records, also those without an id', () => {
    expect(tableOf(data, 'stageChanges').ids).toEqual(['c1', 'stageChanges[1]']);
    expect(tableOf(data, 'exchangeRates').ids).toEqual(['exchangeRates[0]', 'exchangeRates[1]']);
    expect(tableOf(data, 'accounts').ids).toEqual(['a1', 'a2']);
    expect(tableOf(data, 'accounts').ids).toBe(tableOf(data, 'accounts').ids);
  });

  it('may be missing, null, or empty', () => {
    const empty = salesData({ currency: 'USD', timeZone: 'UTC', leads: null, teams: undefined, reps: [] });
    for (const source of sourceNames) {
      const table = tableOf(empty, source);
      expect(table.length).toBe(0);
      expect([...table.columns.keys()].sort()).toEqual([...fieldsOf(source).keys()].sort());
      expect(table.ids).toEqual([]);
    }
  });

  it('have a column for a field that no record has', () => {
    const sparse = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      opportunities: [{ id: 1, createdOn: '2026-01-01', status: 'open' }],
    });
    const table = tableOf(sparse, 'opportunities');
    for (const [name, field] of fieldsOf('opportunities')) {
      const isThere = field.required || name === 'currency';
      expect(
        columnValues(table.columns.get(name)).map((value) => value !== null),
        name,
      ).toEqual([isThere]);
      expect(table.columns.get(name)?.missing, name).toBe(isThere ? 0 : 1);
    }
  });

  it('are not changed by a later change of the input, and do not change it', () => {
    const attributes = { colour: 'red' };
    const record = { id: 'a', name: 'Old', attributes };
    const input = { currency: 'USD', timeZone: 'UTC', accounts: [record] };
    const before = JSON.stringify(input);
    const held = salesData(input);
    expect(JSON.stringify(input)).toBe(before);
    record.name = 'New';
    attributes.colour = 'blue';
    expect(columnValues(columnOf(held, 'accounts', 'name'))).toEqual(['Old']);
    expect(columnValues(columnOf(held, 'accounts', 'attributes.colour'))).toEqual(['red']);
    expect(() => salesData(deepFreeze(structuredClone(exampleInput)))).not.toThrow();
  });

  it('read own properties only', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    try {
      prototype['segment'] = 'inherited';
      prototype['unknown'] = 'inherited';
      const held = salesData({
        currency: 'USD',
        timeZone: 'UTC',
        accounts: [{ id: 'a' }, { id: 'b', segment: 'own' }],
      });
      expect(columnValues(columnOf(held, 'accounts', 'segment'))).toEqual([null, 'own']);
    } finally {
      delete prototype['segment'];
      delete prototype['unknown'];
    }
  });

  it('take records without a prototype, with any order of fields, and ids such as __proto__', () => {
    const bare = Object.assign(Object.create(null) as { id: string; name: string }, { name: 'B', id: '__proto__' });
    const held = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      accounts: [{ id: 'constructor', name: 'A' }, bare, { id: -0, parentId: '__proto__' }, { id: 1.5 }],
    });
    expect(tableOf(held, 'accounts').ids).toEqual(['constructor', '__proto__', '0', '1.5']);
    expect(columnValues(columnOf(held, 'accounts', 'parentId'))).toEqual([null, null, '__proto__', null]);
    expect(held.warnings).toEqual([]);
  });
});

describe('custom fields', () => {
  const rows = [
    { id: 'a', attributes: { size: 1.5, mixed: 1, flag: true, word: 'x', huge: 1e300 } },
    { id: 'b', attributes: null },
    { id: 'c', attributes: { size: -0, mixed: 'one', flag: false, word: '', nothing: undefined, huge: 1 } },
    { id: 'd', attributes: JSON.parse('{"__proto__": "own"}') as Record<string, string> },
  ];
  const held = salesData({ currency: 'USD', timeZone: 'UTC', accounts: rows });
  const texts = (name: string): (string | null)[] => columnValues(columnOf(held, 'accounts', `attributes.${name}`));

  it('are text, and numbers in the records that have one', () => {
    expect(texts('size')).toEqual(['1.5', null, '0', null]);
    expect(columnValues(numberColumnOf(held, 'accounts', 'attributes.size'))).toEqual(['1.5', null, '0', null]);
    expect(texts('mixed')).toEqual(['1', null, 'one', null]);
    expect(columnValues(numberColumnOf(held, 'accounts', 'attributes.mixed'))).toEqual(['1', null, null, null]);
    expect(texts('flag')).toEqual(['true', null, 'false', null]);
    expect(texts('word')).toEqual(['x', null, null, null]);
    expect(texts('__proto__')).toEqual([null, null, null, 'own']);
    expect(columnValues(numberColumnOf(held, 'accounts', 'attributes.huge'))).toEqual([null, null, '1', null]);
  });

  it('that nobody has are columns without values', () => {
    expect(texts('nothing')).toEqual([null, null, null, null]);
    expect(numberColumnOf(held, 'accounts', 'attributes.nothing')).toBeNull();
    expect(columnOf(held, 'accounts', 'attributes.size')).toBe(columnOf(held, 'accounts', 'attributes.size'));
  });

  it('beside the fields of the source, of which others are null', () => {
    expect(columnOf(held, 'accounts', 'amount')).toBeNull();
    expect(numberColumnOf(held, 'accounts', 'amount')).toBeNull();
    expect(numberColumnOf(held, 'accounts', 'name')).toBeNull();
    expect(columnValues(numberColumnOf(data, 'opportunities', 'amount'))).toEqual(['1375.55']);
  });
});

describe('tableOf', () => {
  it.each([
    [{ ...data }, 'an object with "currency", "timeZone", "warnings"'],
    [null, 'null'],
    ['x', '"x"'],
  ])('refuses %#', (other, found) => {
    expect(() => tableOf(other as never, 'leads')).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: `tableOf: data must be what salesData returned, got ${found}`,
      }),
    );
  });
});

describe('the schemas', () => {
  it('agree with the example records', () => {
    for (const source of givenSourceNames) {
      for (const record of exampleInput[source]) expect(schemas[source].safeParse(record).success, source).toBe(true);
    }
  });

  it('accept and refuse the same values as salesData does', () => {
    const values = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        '',
        'x',
        '0',
        '-1',
        '2',
        'USD',
        'open',
        'true',
        'false',
        true,
        false,
        0,
        -1,
        0.5,
        1.5,
        2 ** 60,
        '2026-01-01',
        '2026-02-30',
      ),
      fc.constantFrom<unknown>(
        '2026-01-05T10:00:00Z',
        new Date(0),
        new Date(Number.NaN),
        10n,
        10n ** 80n,
        Number.NaN,
        Symbol('s'),
        () => 1,
        {},
        [],
        'call',
        'email',
        '\ud800',
        '1e99',
      ),
      fc.string(),
      fc.double(),
    );
    const choices = givenSourceNames.flatMap((source) => givenFields(source).map((name) => ({ source, name })));
    fc.assert(
      fc.property(fc.constantFrom(...choices), values, ({ source, name }, value) => {
        const record = { ...exampleInput[source][0], [name]: value };
        const result = safeSalesData({
          currency: 'USD',
          timeZone: 'UTC',
          exchangeRates: exampleInput.exchangeRates,
          [source]: [record],
        } as unknown as SalesDataInput);
        // Fields that contradict each other are no matter of a schema.
        const issues = result.success
          ? []
          : result.error.issues.filter((issue) => ['invalid', 'missing', 'out-of-range'].includes(issue.code));
        expect(issues.length === 0).toBe(schemas[source].safeParse(record).success);
      }),
      { numRuns: 2000 },
    );
  });

  it('tell kind, unit and more of every field', () => {
    expect(fieldsOf('opportunities')).toBe(fieldsOf('opportunities'));
    expect(fieldsOf('opportunities').get('amount')).toEqual({
      kind: 'amount',
      unit: 'currency',
      required: false,
      range: 'any',
    });
    expect(fieldsOf('opportunities').get('ownerId')).toMatchObject({ kind: 'id', unit: null, references: 'reps' });
    expect(fieldsOf('opportunities').get('status')).toMatchObject({
      kind: 'choice',
      required: true,
      choices: ['open', 'won', 'lost', 'no-decision'],
    });
    expect(fieldsOf('opportunities').get('probability')).toMatchObject({
      kind: 'number',
      unit: 'ratio',
      range: 'share',
    });
    expect(fieldsOf('activities').get('first')).toMatchObject({ kind: 'flag' });
    expect(fieldsOf('leads').get('createdOn')).toMatchObject({ kind: 'moment', required: true });
    expect(fieldsOf('stageVisits').get('visit')).toMatchObject({ kind: 'number', unit: 'count' });
    expect(fieldsOf('accounts').has('attributes')).toBe(false);
  });

  it('refer to sources that exist', () => {
    for (const source of sourceNames) {
      for (const [name, field] of fieldsOf(source)) {
        if (field.references !== undefined) expect(isSourceName(field.references), `${source}.${name}`).toBe(true);
      }
    }
  });

  it('name the fields for the compiler as for the program', () => {
    const name: FieldName<'teams'> = 'parentId';
    expect(fieldsOf('teams').has(name)).toBe(true);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
