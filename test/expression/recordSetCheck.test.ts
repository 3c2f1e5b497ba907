import { describe, expect, it } from 'vitest';
import { defineKpi } from '../../src/expression/kpi.ts';
import {
  dealCount,
  deals,
  followed,
  refusedCondition,
  refusedFormula,
  refusedRecords,
  sampleDefinition,
} from './sampleDefinition.ts';

const sources =
  'opportunities, stageChanges, accounts, reps, teams, territories, leads, activities, quotas, expenses, orders, subscriptions, surveys, trainings, forecasts, credits, commissions, exchangeRates, opportunityHistory, stageVisits';
const comparisons = 'above, atLeast, below, atMost, equals';
const join = followed['join'] as Readonly<Record<string, unknown>>;

function accepted(records: unknown): void {
  expect(() => defineKpi({ ...sampleDefinition, formula: { ...dealCount, records } } as never)).not.toThrow();
}

describe('a set of records', () => {
  it.each([
    [undefined, ': expected a set of records, got undefined'],
    ['opportunities', ': expected a set of records, got "opportunities"'],
    [[deals], ': expected a set of records, got an array of 1'],
    [{ ...deals, source: 'opportunity' }, `.source: expected one of ${sources}, got "opportunity"`],
    [
      { ...deals, source: 'oportunities' },
      `.source: expected one of ${sources}, got "oportunities"; did you mean "opportunities"?`,
    ],
    [{ ...deals, source: '__proto__' }, `.source: expected one of ${sources}, got "__proto__"`],
    [{ ...deals, source: 5 }, `.source: expected one of ${sources}, got 5`],
    [
      { ...deals, anchor: 'closedOn' },
      '.anchor: expected an anchor such as { kind: "falls", field: "closedOn" }, got "closedOn"',
    ],
    [{ ...deals, anchor: null }, '.anchor: expected an anchor such as { kind: "falls", field: "closedOn" }, got null'],
    [
      { ...deals, anchor: { kind: 'fall', field: 'closedOn' } },
      '.anchor.kind: expected one of falls, stands, before, within, always, got "fall"; did you mean "falls"?',
    ],
    [
      { ...deals, anchor: { kind: 'falls', field: 'closedAt' } },
      '.anchor.field: opportunities have no field "closedAt"; did you mean "closedOn"?',
    ],
    [
      { ...deals, anchor: { kind: 'falls', field: 'amount' } },
      '.anchor.field: "amount" of opportunities is a number field and cannot be used as a date',
    ],
    [{ ...deals, anchor: { kind: 'falls' } }, '.anchor.field: expected the name of a field, got undefined'],
    [
      { ...deals, anchor: { kind: 'falls', field: 'attributes.signedOn' } },
      '.anchor.field: "attributes.signedOn" is a custom field and cannot be used as a date',
    ],
    [
      { ...deals, anchor: { kind: 'falls', field: 'other.occurredOn' } },
      '.anchor.field: "other.occurredOn" needs a set of records joined to others by followedBy, precededBy or pairedWith',
    ],
    [
      { ...deals, anchor: { kind: 'stands', from: 'createdOn', until: 'closedOn', at: 'middle' } },
      '.anchor.at: expected one of start, end, got "middle"',
    ],
    [
      { ...deals, anchor: { kind: 'stands', from: 'id', until: 'status', at: 'end' } },
      '.anchor.from: "id" of opportunities is a text field and cannot be used as a date; formula.records.anchor.until: "status" of opportunities is a text field and cannot be used as a date',
    ],
    [
      { ...deals, anchor: { kind: 'before', field: 'closedOn' } },
      '.anchor.at: expected one of start, end, got undefined',
    ],
    [
      { ...deals, anchor: { kind: 'within', from: 'createdOn' } },
      '.anchor.until: expected the name of a field, got undefined',
    ],
    [{ ...deals, where: null }, '.where: expected a list of conditions, got null'],
    [
      { ...deals, where: { kind: 'missing', field: 'amount' } },
      '.where: expected a list of conditions, got an object with "kind", "field"',
    ],
    [{ ...deals, join: undefined }, '.join: expected null or how other records are joined, got undefined'],
    [{ ...deals, join: 'activities' }, '.join: expected null or how other records are joined, got "activities"'],
    [{ ...deals, owner: undefined }, '.owner: expected the name of a field, got undefined'],
    [{ ...deals, owner: 'owner' }, '.owner: opportunities have no field "owner"; did you mean "ownerId"?'],
    [{ ...deals, owner: 'amount' }, '.owner: "amount" of opportunities is a number field and cannot be used as a text'],
    [{ ...followed, owner: 'other.ownerId' }, '.owner: opportunities have no field "other.ownerId"'],
  ])('refuses %j', (records, message) => {
    expect(refusedRecords(records).message).toBe(`defineKpi: sample: formula.records${message}`);
  });

  it('may be anchored on a date of the record joined to it', () => {
    accepted({ ...followed, anchor: { kind: 'falls', field: 'other.occurredOn' } });
    expect(refusedRecords({ ...followed, anchor: { kind: 'falls', field: 'other.kind' } }).message).toBe(
      'defineKpi: sample: formula.records.anchor.field: "kind" of activities is a text field and cannot be used as a date',
    );
  });
});

describe('a join', () => {
  it.each([
    [{ source: 'activity' }, `.source: expected one of ${sources}, got "activity"`],
    [
      { key: 'opportunityId' },
      '.key: expected two fields, of the record and of the one joined to it, got "opportunityId"',
    ],
    [{ key: ['id'] }, '.key: expected two fields, of the record and of the one joined to it, got an array of 1'],
    [{ key: ['id', 'opportunity'] }, '.key[1]: activities have no field "opportunity"; did you mean "opportunityId"?'],
    [
      { key: ['amount', 'opportunityId'] },
      '.key[0]: "amount" of opportunities is a number field and cannot be used as a text',
    ],
    [{ dates: null }, '.dates: expected two fields, of the record and of the one joined to it, got null'],
    [{ dates: ['createdOn', 'kind'] }, '.dates[1]: "kind" of activities is a text field and cannot be used as a date'],
    [{ dates: ['createdOn', 5] }, '.dates[1]: expected the name of a field, got 5'],
    [{ within: 30 }, '.within: expected a decimal as text, or a parameter, got 30'],
    [{ within: undefined }, '.within: expected a decimal as text, or a parameter, got undefined'],
    [
      { within: { kind: 'parameter', name: 'P', default: '1', unit: 'days' } },
      '.within.name: expected a name, got "P"',
    ],
    [{ where: undefined }, '.where: expected a list of conditions, got undefined'],
    [
      { where: [{ kind: 'is', field: 'kind', values: ['cal'] }] },
      '.where[0].values: kind is never "cal"; did you mean "call"?',
    ],
    [
      { where: [{ kind: 'compare', field: 'other.score', comparison: 'above', limit: '1' }] },
      '.where[0].field: activities have no field "other.score"',
    ],
    [
      { where: [{ kind: 'days', from: 'occurredOn', to: 'period.end', comparison: 'above', limit: '1' }] },
      '.where[0].to: "period.end" cannot be asked of a record that is joined',
    ],
    [{ match: 'last' }, '.match: expected one of first, none, every, got "last"'],
    [{ side: undefined }, '.side: expected one of after, before, got undefined'],
    [{ beyond: 30 }, '.beyond: expected a decimal as text, or a parameter, got 30'],
    [{ compare: null }, '.compare: expected a list, got null'],
    [{ compare: [5] }, '.compare[0]: expected { other, comparison, own, plus }, got 5'],
    [
      { compare: [{ other: 'attributes.score', comparison: 'more', own: 'amount', plus: null }] },
      `.compare[0].comparison: expected one of ${comparisons}, got "more"`,
    ],
    [
      { compare: [{ other: 'kind', comparison: 'above', own: 'stage', plus: null }] },
      '.compare[0].own: "stage" of opportunities is a text field and cannot be used as a number; formula.records.join.compare[0].other: "kind" of activities is a text field and cannot be used as a number',
    ],
  ])('refuses %j', (changes, message) => {
    expect(refusedRecords({ ...followed, join: { ...join, ...changes } }).message).toBe(
      `defineKpi: sample: formula.records.join${message}`,
    );
  });

  it('may have a horizon, as a decimal or a parameter', () => {
    accepted({ ...followed, join: { ...join, within: '30' } });
    accepted({ ...followed, join: { ...join, beyond: '30' } });
    accepted({
      ...followed,
      join: { ...join, within: { kind: 'parameter', name: 'horizon', default: '30', unit: 'days' } },
    });
  });

  it('may ask both records in conditions', () => {
    accepted({
      ...followed,
      where: [
        { kind: 'compare', field: 'other.attributes.score', comparison: 'above', limit: '1' },
        { kind: 'days', from: 'createdOn', to: 'other.occurredOn', comparison: 'above', limit: '1' },
        { kind: 'days', from: 'other.occurredOn', to: 'period.end', comparison: 'above', limit: '1' },
        { kind: 'is', field: 'other.kind', values: ['call'] },
      ],
    });
    const where = [
      { kind: 'is', field: 'other.kind', values: ['cal'] },
      { kind: 'days', from: 'createdOn', to: 'other.closedOn', comparison: 'above', limit: '1' },
    ];
    expect(refusedRecords({ ...followed, where }).message).toBe(
      'defineKpi: sample: formula.records.where[0].values: other.kind is never "cal"; did you mean "call"?; formula.records.where[1].to: activities have no field "closedOn"',
    );
  });

  it('has no other record where none follows', () => {
    const none = { ...followed, join: { ...join, match: 'none' } };
    accepted(none);
    expect(refusedRecords({ ...none, where: [{ kind: 'missing', field: 'other.kind' }] }).message).toBe(
      'defineKpi: sample: formula.records.where[0].field: "other.kind" needs a set of records joined to others by followedBy, precededBy or pairedWith',
    );
  });

  it('compares dates with dates and numbers with numbers', () => {
    const comparing = (other: string, own: string, plus: unknown = null): unknown => ({
      ...followed,
      join: { ...join, compare: [{ other, comparison: 'above', own, plus }] },
    });
    accepted(comparing('occurredOn', 'createdOn'));
    accepted(comparing('dueOn', 'closedOn', '30'));
    accepted(
      comparing('attributes.score', 'amount', { kind: 'parameter', name: 'more', default: '1', unit: 'currency' }),
    );
    expect(
      refusedRecords({
        ...followed,
        join: {
          ...join,
          source: 'orders',
          key: ['accountId', 'accountId'],
          dates: ['createdOn', 'orderedOn'],
          where: [],
          compare: [{ other: 'quantity', comparison: 'above', own: 'amount', plus: null }],
        },
      }).message,
    ).toBe('defineKpi: sample: formula.records.join.compare[0]: cannot compare a plain number and currency');
    expect(refusedRecords(comparing('occurredOn', 'amount')).message).toBe(
      'defineKpi: sample: formula.records.join.compare[0].other: "occurredOn" of activities is a date field and cannot be used as a number',
    );
    expect(refusedRecords(comparing('attributes.score', 'createdOn', 30)).message).toBe(
      'defineKpi: sample: formula.records.join.compare[0].plus: expected a decimal as text, or a parameter, got 30; formula.records.join.compare[0].other: "attributes.score" is a custom field and cannot be used as a date',
    );
  });
});

describe('a condition', () => {
  it.each([
    [null, ': expected a condition, got null'],
    ['won', ': expected a condition, got "won"'],
    [{ kind: 'equals' }, '.kind: expected one of is, missing, happened, compare, days, all, any, not, got "equals"'],
    [
      { kind: 'nt', condition: {} },
      '.kind: expected one of is, missing, happened, compare, days, all, any, not, got "nt"; did you mean "not"?',
    ],
    [
      { kind: 'is', field: 'state', values: ['won'] },
      '.field: opportunities have no field "state"; did you mean "stage"?',
    ],
    [{ kind: 'is', field: '__proto__', values: ['won'] }, '.field: opportunities have no field "__proto__"'],
    [{ kind: 'is', field: '\ud83d', values: ['won'] }, '.field: opportunities have no field "\\ud83d"'],
    [{ kind: 'is', field: null, values: ['won'] }, '.field: expected the name of a field, got null'],
    [
      { kind: 'is', field: 'amount', values: ['won'] },
      '.field: "amount" of opportunities is a number field and cannot be used as a text',
    ],
    [{ kind: 'is', field: 'status', values: 'won' }, '.values: expected a list of texts, got "won"'],
    [{ kind: 'is', field: 'status', values: [] }, '.values: expected a list of texts, got an array of 0'],
    [{ kind: 'is', field: 'status', values: ['won', true] }, '.values: expected a list of texts, got an array of 2'],
    [
      { kind: 'is', field: 'stage', values: [{ kind: 'text-parameter', name: 'S', default: '' }] },
      '.values.name: expected a name, got "S"; formula.records.where[0].values.default: expected a text, or null for any, got ""',
    ],
    [
      { kind: 'is', field: 'status', values: [{ kind: 'text-parameter', name: 's', default: 'wom' }] },
      '.values: status is never "wom"; did you mean "won"?',
    ],
    [
      { kind: 'is', field: 'status', values: [{ kind: 'parameter', name: 's', default: '1', unit: 'count' }] },
      '.values: expected a list of texts, got an array of 1',
    ],
    [{ kind: 'is', field: 'status', values: ['wom'] }, '.values: status is never "wom"; did you mean "won"?'],
    [{ kind: 'is', field: 'status', values: ['closed', 'lost'] }, '.values: status is never "closed"'],
    [
      { kind: 'is', field: 'state', values: ['anything'] },
      '.field: opportunities have no field "state"; did you mean "stage"?',
    ],
    [{ kind: 'missing', field: 'ownerID ' }, '.field: opportunities have no field "ownerID "; did you mean "ownerId"?'],
    [{ kind: 'missing' }, '.field: expected the name of a field, got undefined'],
    [
      { kind: 'happened', field: 'amount' },
      '.field: "amount" of opportunities is a number field and cannot be used as a date',
    ],
    [
      { kind: 'compare', field: 'stage', comparison: 'above', limit: '1' },
      '.field: "stage" of opportunities is a text field and cannot be used as a number',
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'atleast', limit: '1' },
      `.comparison: expected one of ${comparisons}, got "atleast"; did you mean "atLeast"?`,
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'above', limit: 1 },
      '.limit: expected a decimal as text, or a parameter, got 1',
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'above', limit: '1e9000000' },
      '.limit: expected a decimal as text, or a parameter, got "1e9000000"',
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'above', limit: { kind: 'constant' } },
      '.limit: expected a decimal as text, or a parameter, got an object with "kind"',
    ],
    [
      {
        kind: 'compare',
        field: 'amount',
        comparison: 'above',
        limit: { kind: 'parameter', name: 'least', default: 'x', unit: 'currency' },
      },
      '.limit.default: expected a decimal as text, got "x"',
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'above', limit: null },
      '.limit: expected a decimal as text, or a parameter, got null',
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'above', limit: { kind: 'field', field: 'stage' } },
      '.limit.field: "stage" of opportunities is a text field and cannot be used as a number',
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'above', limit: { kind: 'field' } },
      '.limit.field: expected the name of a field, got undefined',
    ],
    [
      { kind: 'compare', field: 'amount', comparison: 'above', limit: { kind: 'field', field: 'other.amount' } },
      '.limit.field: "other.amount" needs a set of records joined to others by followedBy, precededBy or pairedWith',
    ],
    [
      {
        kind: 'days',
        from: 'createdOn',
        to: 'closedOn',
        comparison: 'above',
        limit: { kind: 'field', field: 'amount' },
      },
      '.limit: expected a decimal as text, or a parameter, got an object with "kind", "field"',
    ],
    [
      { kind: 'days', from: 'period.begin', to: 'closedOn', comparison: 'above', limit: '1' },
      '.from: opportunities have no field "period.begin"',
    ],
    [
      { kind: 'days', from: 'createdOn', to: 5, comparison: 'above', limit: '1' },
      '.to: expected the name of a field, got 5',
    ],
    [
      { kind: 'days', from: 'createdOn', to: 'name', comparison: 'above', limit: '1' },
      '.to: "name" of opportunities is a text field and cannot be used as a date',
    ],
    [{ kind: 'not', condition: { kind: 'missing', field: 'x' } }, '.condition.field: opportunities have no field "x"'],
    [{ kind: 'not' }, '.condition: expected a condition, got undefined'],
    [{ kind: 'all', conditions: 5 }, '.conditions: expected a list of conditions, got 5'],
    [
      { kind: 'any', conditions: [{ kind: 'missing', field: 'x' }] },
      '.conditions[0].field: opportunities have no field "x"',
    ],
  ])('refuses %j', (condition, message) => {
    const error = refusedCondition(condition);
    expect(error.message).toBe(`defineKpi: sample: formula.records.where[0]${message}`);
    expect(error.code).toBe('invalid-definition');
  });

  it('compares two numbers of one measure, and custom fields with any', () => {
    const comparing = (field: string, other: string): unknown => ({
      ...deals,
      where: [{ kind: 'compare', field, comparison: 'below', limit: { kind: 'field', field: other } }],
    });
    accepted(comparing('amount', 'listAmount'));
    accepted(comparing('quantity', 'probability'));
    accepted(comparing('attributes.score', 'amount'));
    accepted(comparing('amount', 'attributes.score'));
    const error = refusedRecords(comparing('amount', 'termMonths'));
    expect(error.message).toBe('defineKpi: sample: formula.records.where[0]: cannot compare currency and months');
    expect(error.code).toBe('unit-mismatch');
  });

  it('may ask custom fields as text and as number, and the dates of the period', () => {
    accepted({
      ...deals,
      where: [
        { kind: 'is', field: 'attributes.region', values: ['north'] },
        { kind: 'compare', field: 'attributes.seats', comparison: 'above', limit: '5' },
        { kind: 'missing', field: 'attributes.__proto__' },
        { kind: 'days', from: 'period.start', to: 'period.end', comparison: 'above', limit: '1' },
        { kind: 'days', from: 'asOf', to: 'expectedCloseOn', comparison: 'below', limit: '0' },
        { kind: 'is', field: 'stage', values: ['\ud800'] },
      ],
    });
  });

  it('on a field of any use may be that it is missing', () => {
    for (const field of ['amount', 'closedOn', 'stage', 'ownerId', 'status'])
      accepted({ ...deals, where: [{ kind: 'missing', field }] });
  });
});

it('reports the problems of one record set together', () => {
  const error = refusedFormula({
    ...dealCount,
    records: { source: 'opportunities', anchor: { kind: 'falls', field: 'x' }, where: [5], join: 5, owner: null },
  });
  expect(error.issues.map(({ path }) => path)).toEqual([
    'formula.records.join',
    'formula.records.anchor.field',
    'formula.records.where[0]',
  ]);
});
