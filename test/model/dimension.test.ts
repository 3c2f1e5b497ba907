import { describe, expect, it } from 'vitest';
import { type DimensionName, dimensionNames, dimensionOf } from '../../src/model/dimension.ts';
import { type SourceName, sourceNames } from '../../src/model/fields.ts';
import { salesData } from '../../src/model/salesData.ts';
import { columnValues } from './columnValues.ts';

const opportunity = { createdOn: '2026-01-05', status: 'open' } as const;
const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  reps: [{ id: 'r1', teamId: 'm1', territoryId: 't1' }, { id: 'r2', teamId: 'm2' }, { id: 'r3' }],
  teams: [{ id: 'm1' }, { id: 'm2' }, { id: 'm3' }],
  territories: [{ id: 't1' }, { id: 't2' }, { id: 't3' }],
  accounts: [
    { id: 'a1', ownerId: 'r2', territoryId: 't2', segment: 'enterprise', industry: 'steel' },
    { id: 'a2', segment: 'small' },
    { id: 'a3', parentId: 'a4' },
    { id: 'a4', parentId: 'a1' },
    { id: 'a5', parentId: 'elsewhere' },
    { id: 'a6', parentId: 'a7' },
    { id: 'a7', parentId: 'a6' },
  ],
  orders: ['a1', 'a3', 'a4', 'a5', 'a6', 'a7', 'nobody', null].map((accountId, id) => ({
    id,
    accountId,
    orderedOn: '2026-01-01',
    amount: 1,
  })),
  activities: [
    { id: 'v1', kind: 'call', occurredOn: '2026-01-01', contactId: 'p1', accountId: 'a3' },
    { id: 'v2', kind: 'call', occurredOn: '2026-01-01' },
  ],
  credits: [{ ownerId: 'r2', opportunityId: 'o1', creditedOn: '2026-01-01', amount: 1, kind: 'overlay' }],
  commissions: [{ ownerId: 'r1', earnedOn: '2026-01-01', amount: 1, kind: 'bonus' }],
  opportunities: [
    {
      ...opportunity,
      id: 'o1',
      ownerId: 'r1',
      accountId: 'a1',
      leadId: 'l1',
      product: 'P',
      source: 'S',
      type: 'T',
      stage: 'G',
      attributes: { colour: 'red' },
    },
    { ...opportunity, id: 'o2', ownerId: 'r2', accountId: 'a1' },
    { ...opportunity, id: 'o3', ownerId: 'r3', accountId: 'a2' },
    { ...opportunity, id: 'o4', ownerId: 'nobody', accountId: 'nobody' },
    { ...opportunity, id: 'o5' },
  ],
  leads: [{ id: 'l1', createdOn: '2026-01-01', ownerId: 'r1', source: 'web' }],
  quotas: [
    { startsOn: '2026-01-01', endsOn: '2026-02-01', amount: 1, ownerId: 'r1' },
    { startsOn: '2026-01-01', endsOn: '2026-02-01', amount: 1, ownerId: 'r1', teamId: 'm3', territoryId: 't3' },
    { startsOn: '2026-01-01', endsOn: '2026-02-01', amount: 1, teamId: 'm2' },
  ],
  trainings: [{ repId: 'r2', module: 'm' }],
  expenses: [{ spentOn: '2026-01-01', amount: 1, category: 'sales', kind: 'tool' }],
});

function values(source: SourceName, dimension: DimensionName): (string | null)[] | null {
  const column = dimensionOf(data, source, dimension);
  if (column === null) return null;
  expect(new Set(column.codes.filter((code) => code >= 0)).size).toBe(column.values.length);
  expect(column.missing).toBe(column.codes.filter((code) => code < 0).length);
  return columnValues(column);
}

describe('dimensionOf', () => {
  it.each<[SourceName, DimensionName, (string | null)[]]>([
    ['opportunities', 'owner', ['r1', 'r2', 'r3', 'nobody', null]],
    ['opportunities', 'team', ['m1', 'm2', null, null, null]],
    ['opportunities', 'territory', ['t1', 't2', null, null, null]],
    ['opportunities', 'account', ['a1', 'a1', 'a2', 'nobody', null]],
    ['opportunities', 'segment', ['enterprise', 'enterprise', 'small', null, null]],
    ['opportunities', 'industry', ['steel', 'steel', null, null, null]],
    ['opportunities', 'lead', ['l1', null, null, null, null]],
    ['opportunities', 'opportunity', ['o1', 'o2', 'o3', 'o4', 'o5']],
    ['opportunities', 'product', ['P', null, null, null, null]],
    ['opportunities', 'source', ['S', null, null, null, null]],
    ['opportunities', 'type', ['T', null, null, null, null]],
    ['opportunities', 'stage', ['G', null, null, null, null]],
    ['opportunities', 'currency', ['USD', 'USD', 'USD', 'USD', 'USD']],
    ['opportunities', 'attributes.colour', ['red', null, null, null, null]],
    ['opportunities', 'attributes.none', [null, null, null, null, null]],
    ['opportunityHistory', 'opportunity', ['o1', 'o2', 'o3', 'o4', 'o5']],
    ['opportunityHistory', 'team', ['m1', 'm2', null, null, null]],
    ['opportunityHistory', 'attributes.colour', ['red', null, null, null, null]],
    ['stageVisits', 'opportunity', ['o1']],
    ['stageVisits', 'segment', ['enterprise']],
    ['stageVisits', 'attributes.colour', ['red']],
    ['quotas', 'team', ['m1', 'm3', 'm2']],
    ['quotas', 'territory', ['t1', 't3', null]],
    ['reps', 'owner', ['r1', 'r2', 'r3']],
    ['reps', 'team', ['m1', 'm2', null]],
    ['reps', 'territory', ['t1', null, null]],
    ['teams', 'team', ['m1', 'm2', 'm3']],
    ['territories', 'territory', ['t1', 't2', 't3']],
    ['accounts', 'account', ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7']],
    ['accounts', 'parentAccount', ['a1', 'a2', 'a1', 'a1', 'elsewhere', 'a6', 'a6']],
    ['accounts', 'segment', ['enterprise', 'small', null, null, null, null, null]],
    ['accounts', 'owner', ['r2', null, null, null, null, null, null]],
    ['accounts', 'team', ['m2', null, null, null, null, null, null]],
    ['accounts', 'territory', ['t2', null, null, null, null, null, null]],
    ['orders', 'account', ['a1', 'a3', 'a4', 'a5', 'a6', 'a7', 'nobody', null]],
    ['orders', 'parentAccount', ['a1', 'a1', 'a1', 'elsewhere', 'a6', 'a6', 'nobody', null]],
    ['activities', 'contact', ['p1', null]],
    ['activities', 'parentAccount', ['a1', null]],
    ['credits', 'owner', ['r2']],
    ['credits', 'team', ['m2']],
    ['credits', 'opportunity', ['o1']],
    ['credits', 'kind', ['overlay']],
    ['commissions', 'owner', ['r1']],
    ['commissions', 'territory', ['t1']],
    ['commissions', 'kind', ['bonus']],
    ['leads', 'lead', ['l1']],
    ['leads', 'source', ['web']],
    ['leads', 'territory', ['t1']],
    ['trainings', 'owner', ['r2']],
    ['trainings', 'team', ['m2']],
    ['expenses', 'category', ['sales']],
    ['expenses', 'kind', ['tool']],
    ['expenses', 'team', [null]],
    ['activities', 'owner', [null, null]],
    ['surveys', 'segment', []],
  ])('%s by %s', (source, dimension, expected) => {
    expect(values(source, dimension)).toEqual(expected);
  });

  it.each<[SourceName, DimensionName]>([
    ['trainings', 'account'],
    ['trainings', 'segment'],
    ['quotas', 'industry'],
    ['quotas', 'parentAccount'],
    ['opportunities', 'contact'],
    ['opportunities', 'kind'],
    ['opportunities', 'category'],
    ['territories', 'owner'],
    ['teams', 'territory'],
    ['exchangeRates', 'team'],
    ['leads', 'stage'],
    ['leads', 'colour' as DimensionName],
    ['orders', 'amount' as DimensionName],
    ['orders', 'orderedOn' as DimensionName],
  ])('%s has no %s', (source, dimension) => {
    expect(values(source, dimension)).toBeNull();
  });

  it('is worked out once', () => {
    expect(dimensionOf(data, 'opportunities', 'team')).toBe(dimensionOf(data, 'opportunities', 'team'));
    for (const source of sourceNames) for (const dimension of dimensionNames) values(source, dimension);
  });

  it('needs no reps or accounts to be given', () => {
    const alone = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      opportunities: [{ ...opportunity, id: 1, ownerId: 'r', accountId: 'a' }],
    });
    expect(columnValues(dimensionOf(alone, 'opportunities', 'team'))).toEqual([null]);
    expect(columnValues(dimensionOf(alone, 'opportunities', 'segment'))).toEqual([null]);
  });

  it('refuses what is no data', () => {
    expect(() => dimensionOf({} as never, 'leads', 'team')).toThrow(
      'dimensionOf: data must be what salesData returned, got an object without fields',
    );
  });
});
