import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import type { Aggregate } from '../../src/expression/expression.ts';
import type { DimensionName } from '../../src/model/dimension.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import {
  aggregate,
  anyAsOf,
  anyPeriod,
  formula,
  perEntity,
  probe,
  type ShapedSource,
  shapedSources,
  shapes,
} from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import { bookOf } from '../oracles/kpiBook.ts';
import { groupValue, type Plain, seen } from '../oracles/kpiFormula.ts';
import { sceneOf } from './scene.ts';

/** Some sources, formulas over them, and dimensions that all of them have. */
const questions = fc
  .constantFrom<readonly ShapedSource[]>(
    ['opportunities'],
    ['opportunities', 'opportunityHistory', 'stageVisits'],
    ['leads', 'activities', 'opportunities'],
    ['orders', 'subscriptions', 'quotas'],
    ['orders', 'opportunities'],
  )
  .chain((sources) => {
    const shared = shapedDimensions(sources);
    const formulas = fc.array(
      fc.oneof({ weight: 4, arbitrary: formula(sources) }, { weight: 1, arbitrary: perEntity(sources) }),
      { minLength: 1, maxLength: 4 },
    );
    const by = fc.uniqueArray(fc.constantFrom(...shared), { maxLength: 3, size: 'max' });
    return fc.record({ formulas, by, where: fc.constantFrom({}, {}, { owner: ['reps0', null] }, { team: 'teams0' }) });
  });

function shapedDimensions(sources: readonly ShapedSource[]): DimensionName[] {
  const [first = 'opportunities', ...rest] = sources;
  return shapes[first].dimensions.filter((name) =>
    rest.every((source) => (shapes[source].dimensions as readonly string[]).includes(name)),
  );
}

describe('tabulate', () => {
  it('gives in every cell what calculate gives for it, and in the totals what it gives for all', () => {
    fc.assert(
      fc.property(
        salesRows(),
        questions,
        fc.array(anyPeriod, { minLength: 1, maxLength: 3 }),
        anyAsOf,
        fc.boolean(),
        (rows, { formulas, by, where }, periods, asOf, all) => {
          const data = readRows(rows);
          const kpis = formulas.map((one, index) => probe(one, `probe${index}`));
          const options = { where, ...(asOf === undefined ? {} : { asOf }) };
          const table = tabulate(kpis, data, { periods, by, groups: all ? 'all' : 'present', ...options });
          for (const { period, group, values } of table.rows) {
            for (const kpi of kpis) {
              expect(JSON.stringify(values[kpi.key])).toBe(
                JSON.stringify(calculate(kpi, data, { ...options, period, where: { ...where, ...group } })),
              );
            }
          }
          expect(table.totals.map(({ period }) => period)).toEqual(periods);
          for (const { period, group, values } of table.totals) {
            expect(group).toEqual({});
            for (const kpi of kpis)
              expect(JSON.stringify(values[kpi.key])).toBe(
                JSON.stringify(calculate(kpi, data, { ...options, period })),
              );
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('has a row for each group of which a record counts, in order of their values', () => {
    fc.assert(
      fc.property(
        salesRows({ opportunities: 16 }),
        aggregate(shapedSources),
        anyPeriod,
        anyAsOf,
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        (rows, of, period, asOf, size, seed) => {
          const source = of.records.source as ShapedSource;
          const names = shapes[source].dimensions;
          const by = Array.from(
            { length: size },
            (_, index) => names[(seed + index * 5) % names.length] as DimensionName,
          );
          const book = bookOf(rows);
          const records = seen(of as unknown as Plain, sceneOf(book, period, { asOf }));
          const wanted = new Map(
            records
              .map(({ entry }) => by.map((name) => groupValue(book, of.records as unknown as Plain, entry, name)))
              .map((key) => [JSON.stringify(key), key]),
          );
          const table = tabulate([probe(of)], readRows(rows), {
            periods: [period],
            by,
            ...(asOf === undefined ? {} : { asOf }),
          });
          const keys = table.rows.map(({ group }) => by.map((name) => group[name] ?? null));
          expect(keys).toEqual([...wanted.values()].sort(byValue));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has a row for a group in the periods in which its records count, and in no other', () => {
    const deals: Aggregate = {
      kind: 'count',
      name: 'deals',
      records: {
        source: 'opportunities',
        where: [],
        anchor: { kind: 'falls', field: 'closedOn' },
        join: null,
        owner: null,
      },
    };
    const opportunities = [
      { id: 'a', ownerId: 'ann', createdOn: '2026-01-01', closedOn: '2026-03-31', status: 'won' },
      { id: 'b', ownerId: 'bob', createdOn: '2026-01-01', closedOn: '2026-04-01', status: 'won' },
      { id: 'c', ownerId: 'ann', createdOn: '2026-01-01', closedOn: '2026-09-30', status: 'won' },
    ];
    const { rows } = tabulate(
      [probe(deals)],
      readRows({ currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources: { opportunities } }),
      { periods: [1, 2, 3, 4].map((number) => quarter(2026, number)), by: ['owner'] },
    );
    expect(rows.map(({ period, group }) => `${period.start} ${group.owner}`)).toEqual([
      '2026-01-01 ann',
      '2026-04-01 bob',
      '2026-07-01 ann',
    ]);
  });

  it('has rows in order of the values of each dimension in turn, those without one last', () => {
    const placed: Aggregate = {
      kind: 'count',
      name: 'n',
      records: {
        source: 'orders',
        where: [],
        anchor: { kind: 'falls', field: 'orderedOn' },
        join: null,
        owner: null,
      },
    };
    const pairs = ['bob x', '- x', 'ann -', 'ann y', 'Zoe x', '- -', 'ann x', 'bob -'];
    const orders = pairs.map((pair) => {
      const [ownerId = null, accountId = null] = pair.split(' ').map((text) => (text === '-' ? null : text));
      return { id: pair, ownerId, accountId, orderedOn: '2026-02-01', amount: 1 };
    });
    const { rows } = tabulate([probe(placed)], salesData({ currency: 'USD', timeZone: 'UTC', orders }), {
      periods: [quarter(2026, 1)],
      by: ['owner', 'account'],
    });
    expect(rows.map(({ group }) => `${group.owner ?? '-'} ${group.account ?? '-'}`)).toEqual([
      'Zoe x',
      'ann x',
      'ann y',
      'ann -',
      'bob x',
      'bob -',
      '- x',
      '- -',
    ]);
  });

  it.each([
    ['few', 2, 1],
    // More than have a place each.
    ['some', 4, 100],
    // More combinations than a number can count exactly.
    ['many', 8, 100],
  ])('tells groups apart where there are %s combinations', (_name, dimensions, values) => {
    const by = Array.from({ length: dimensions }, (_, index) => `attributes.a${index}` as const);
    const valueAt = (row: number, index: number): string | undefined =>
      index > 0 && row % (values + 2) >= values ? undefined : `v${index > 0 ? row % (values + 2) : row % 150}`;
    const orders = Array.from({ length: 303 }, (_, row) => ({
      id: String(row),
      orderedOn: '2026-02-01',
      amount: 1,
      attributes: Object.fromEntries(
        by.flatMap((_name, index) => {
          const value = valueAt(row, index);
          return value === undefined ? [] : [[`a${index}`, value]];
        }),
      ),
    }));
    const expected = new Map<string, number>();
    for (const row of orders.keys()) {
      const key = JSON.stringify(by.map((_name, index) => valueAt(row, index) ?? null));
      expected.set(key, (expected.get(key) ?? 0) + 1);
    }
    const count: Aggregate = {
      kind: 'count',
      name: 'orders',
      records: {
        source: 'orders',
        where: [],
        anchor: { kind: 'falls', field: 'orderedOn' },
        join: null,
        owner: null,
      },
    };
    const { rows } = tabulate([probe(count)], salesData({ currency: 'USD', timeZone: 'UTC', orders }), {
      periods: [quarter(2026, 1)],
      by,
    });
    const found = rows.map(({ group, values: figures }): [string, number] => [
      JSON.stringify(by.map((name) => group[name])),
      Number(figures['probe']?.value),
    ]);
    expect(found).toHaveLength(expected.size);
    expect(new Map(found)).toEqual(expected);
  });

  it('gives every group a row in every period where all are asked for', () => {
    fc.assert(
      fc.property(salesRows(), (rows) => {
        const set = {
          source: 'opportunities',
          where: [],
          anchor: { kind: 'falls', field: 'closedOn' },
          join: null,
          owner: null,
        } as const;
        const deals: Aggregate = { kind: 'count', name: 'deals', records: set };
        const table = tabulate([probe(deals)], readRows(rows), {
          periods: [quarter(2026, 1), quarter(2030, 1)],
          by: ['owner'],
          groups: 'all',
        });
        const owners = new Set(
          (bookOf(rows).sources.get('opportunities') ?? []).map((entry) => entry.texts.get('ownerId') ?? null),
        );
        expect(table.rows).toHaveLength(owners.size * 2);
        expect(new Set(table.rows.map(({ group }) => group.owner))).toEqual(owners);
      }),
      { numRuns: 50 },
    );
  });

  it('measures what is looked at, once', () => {
    const deals: Aggregate = {
      kind: 'count',
      name: 'deals',
      records: {
        source: 'opportunities',
        where: [],
        anchor: { kind: 'falls', field: 'closedOn' },
        join: null,
        owner: null,
      },
    };
    const { rows, totals } = tabulate(
      [probe(deals)],
      readRows({ currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources: {} }),
      { periods: [quarter(2026, 1)] },
    );
    expect(rows).toBe(totals);
    expect(rows[0]?.values['probe']).toBe(rows[0]?.values['probe']);
  });

  it('refuses what cannot be tabulated', () => {
    const set = {
      source: 'activities',
      where: [],
      anchor: { kind: 'falls', field: 'occurredOn' },
      join: null,
      owner: null,
    } as const;
    const calls = probe({ kind: 'count', name: 'calls', records: set });
    const data = readRows({ currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources: {} });
    const periods = [quarter(2026, 1)];
    expect(() => tabulate([calls], data, { periods, by: ['currency'] })).toThrow(
      /activities have no dimension "currency"/,
    );
    expect(() => calculate(calls, data, { period: quarter(2026, 1), where: { currency: 'USD' } })).toThrow(
      /no dimension "currency"/,
    );
    expect(() => tabulate([calls, calls], data, { periods })).toThrow(/"probe" twice/);
    expect(() => tabulate(calls as unknown as (typeof calls)[], data, { periods })).toThrow(/list of KPIs/);
    expect(() => tabulate([calls], data, { periods: periods[0] as unknown as typeof periods })).toThrow(
      /list of periods/,
    );
    expect(() => tabulate([calls], data, { periods, by: 'owner' as unknown as ['owner'] })).toThrow(
      /list of dimensions/,
    );
    expect(() => tabulate([calls], data, { periods, groups: 'some' as 'all' })).toThrow(/"present" or "all"/);
  });
});

function byValue(left: readonly (string | null)[], right: readonly (string | null)[]): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? null;
    if (value === other) continue;
    if (value === null) return 1;
    if (other === null) return -1;
    return value < other ? -1 : 1;
  }
  return 0;
}
