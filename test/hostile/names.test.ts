import { afterEach, describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { count } from '../../src/expression/aggregate.ts';
import { countEntities } from '../../src/expression/arithmetic.ts';
import { defineKpi } from '../../src/expression/kpi.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { entry, period, winShare, wonValue } from './hostileKpis.ts';

const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'null',
  'undefined',
  '0',
  '-1',
  '',
  ' ',
  'a,b',
  '"',
  '[]',
  'NaN',
];
const ids = names.filter((name) => name !== '');

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  opportunities: ids.map((ownerId, index) => ({
    id: ownerId,
    ownerId,
    createdOn: '2026-05-04',
    closedOn: '2026-07-10',
    status: 'won' as const,
    amount: index + 1,
    stage: ownerId,
    attributes: JSON.parse(`{ "__proto__": ${JSON.stringify(ownerId)}, "constructor": "shop" }`) as Record<
      string,
      string
    >,
  })),
});

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('names that objects have by birth', () => {
  it('are ordinary owners', () => {
    const { rows } = tabulate([wonValue], data, { periods: [period], by: ['owner'] });
    const sums = new Map(rows.map(({ group, values }) => [group.owner, values['won-value'].value?.toNumber()]));
    expect([...sums.keys()]).toEqual([...ids].sort());
    for (const [index, id] of ids.entries()) expect(sums.get(id)).toBe(index + 1);
  });

  it.each(ids)('%j is an ordinary owner to narrow to', (owner) => {
    expect(calculate(wonValue, data, { period, where: { owner } }).value?.toNumber()).toBe(ids.indexOf(owner) + 1);
    const { counted } = explain(wonValue, data, { period, where: { owner } });
    expect(counted.map(({ id }) => id)).toEqual([owner]);
  });

  it('are ordinary values of a field and of a custom field', () => {
    for (const by of ['stage', 'attributes.__proto__', 'opportunity'] as const) {
      const { rows } = tabulate([winShare], data, { periods: [period], by: [by] });
      expect(rows.map(({ group }) => group[by])).toEqual([...ids].sort());
      expect(rows.every(({ group }) => Object.hasOwn(group, by) && Object.keys(group).length === 1)).toBe(true);
    }
    const { rows } = tabulate([winShare], data, { periods: [period], by: ['attributes.constructor'] });
    expect(rows.map(({ group }) => group['attributes.constructor'])).toEqual(['shop']);
  });

  it('are ordinary entities', () => {
    const closed = records('opportunities', fallsIn('closedOn'));
    const sellers = defineKpi({
      ...entry,
      id: 'sellers',
      name: 'Sellers',
      unit: 'count',
      formula: countEntities('sellers', 'owner', [count('deals', closed), 'above', 0]),
    });
    const { tree, measurement } = explain(sellers, data, { period });
    expect(measurement.value?.toNumber()).toBe(ids.length);
    expect(tree.entities.map(({ entity }) => entity)).toEqual([...ids].sort());
  });

  it('are ordinary keys of KPIs and names of parts', () => {
    const closed = records('opportunities', fallsIn('closedOn'));
    const odd = defineKpi({
      ...entry,
      id: 'constructor',
      name: 'Odd',
      unit: 'count',
      formula: count('toString', closed),
    });
    const { rows } = tabulate([odd, wonValue], data, { periods: [period] });
    expect(rows[0]?.values.constructor.value?.toNumber()).toBe(ids.length);
    expect(Object.keys(rows[0]?.values ?? {})).toEqual(['constructor', 'won-value']);
    expect(rows[0]?.values.constructor.parts.toString?.toNumber()).toBe(ids.length);
  });
});

it('groups of records without a value are told apart from every text', () => {
  const rows = [
    { id: 'a', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won' as const, amount: 1 },
    { id: 'b', ownerId: 'null', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won' as const, amount: 2 },
    { id: 'c', ownerId: '', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won' as const, amount: 4 },
  ];
  const few = salesData({ currency: 'USD', timeZone: 'UTC', opportunities: rows });
  const table = tabulate([wonValue], few, { periods: [period], by: ['owner'] });
  expect(table.rows.map(({ group, values }) => [group.owner, values['won-value'].value?.toNumber()])).toEqual([
    ['null', 2],
    [null, 5],
  ]);
  expect(calculate(wonValue, few, { period, where: { owner: null } }).value?.toNumber()).toBe(5);
  expect(calculate(wonValue, few, { period, where: { owner: 'null' } }).value?.toNumber()).toBe(2);
  expect(calculate(wonValue, few, { period, where: { owner: [null, 'null'] } }).value?.toNumber()).toBe(7);
});
