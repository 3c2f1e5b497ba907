import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { count, daysFrom, distinct, first, last, mean, sum } from '../../src/expression/aggregate.ts';
import { countEntities, foldEntities } from '../../src/expression/arithmetic.ts';
import { any, compares, daysBetween, is, isMissing, not } from '../../src/expression/condition.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { followedBy, notFollowedBy, notPrecededBy, pairedWith, precededBy } from '../../src/expression/join.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { anchoredBy, creditedTo, fallsIn, records, restrictedTo } from '../../src/expression/recordSet.ts';
import type { SalesData } from '../../src/model/dataset.ts';
import { quarter, year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { readRows } from '../arbitraries/sales.ts';
import type { Row } from '../oracles/kpiBook.ts';

type Options = Partial<Parameters<typeof calculate>[2]>;

function read(sources: Readonly<Record<string, readonly Row[]>>): SalesData {
  return readRows({ currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources });
}

function figure(of: Expression, data: SalesData, options: Options = {}): string {
  const { value, reason } = calculate(probe(of), data, { period: year(2026), ...options });
  return value?.toFixed() ?? String(reason);
}

/** Each record that counted, with the one joined to it. */
function counted(of: Expression, data: SalesData, options: Options = {}): readonly string[] {
  const { counted: list } = explain(probe(of), data, { period: year(2026), ...options });
  return list.map(({ id, other }) => (other === null ? id : `${id} ${other}`));
}

const order = (id: string, accountId: string | undefined, orderedOn: string, amount = 1, further: Row = {}): Row => ({
  id,
  accountId,
  orderedOn,
  amount,
  ...further,
});

const data = read({
  orders: [
    order('a1', 'a', '2026-01-10', 10),
    order('a2', 'a', '2026-02-10', 20),
    order('a3', 'a', '2026-02-10', 5),
    order('a4', 'a', '2026-08-01', 40),
    order('b1', 'b', '2026-03-01', 7),
    order('c1', undefined, '2026-03-01', 9),
  ],
});
const orders = records('orders', fallsIn('orderedOn'));
const sameAccount = { key: ['accountId', 'accountId'], dates: ['orderedOn', 'orderedOn'] } as const;
const otherAmount = { kind: 'field', field: 'other.amount' } as const;

describe('a join', () => {
  it('takes the first after each record, or the last before it', () => {
    expect(counted(count('n', followedBy(orders, 'orders', sameAccount)), data)).toEqual(['a1 a2', 'a2 a3', 'a3 a4']);
    expect(counted(count('n', precededBy(orders, 'orders', sameAccount)), data)).toEqual(['a2 a1', 'a3 a2', 'a4 a3']);
    expect(figure(sum('n', precededBy(orders, 'orders', sameAccount), otherAmount), data)).toBe('35');
  });

  it('keeps the records that nothing follows or precedes, those without a key among them', () => {
    expect(counted(count('n', notFollowedBy(orders, 'orders', sameAccount)), data)).toEqual(['a4', 'b1', 'c1']);
    expect(counted(count('n', notPrecededBy(orders, 'orders', sameAccount)), data)).toEqual(['a1', 'b1', 'c1']);
  });

  it('pairs a record with everything on one side', () => {
    const later = pairedWith(orders, 'orders', { ...sameAccount, side: 'after' });
    const earlier = pairedWith(orders, 'orders', { ...sameAccount, side: 'before' });
    expect(counted(count('n', later), data)).toEqual(['a1 a2', 'a1 a3', 'a1 a4', 'a2 a3', 'a2 a4', 'a3 a4']);
    expect(counted(count('n', earlier), data)).toEqual(['a2 a1', 'a3 a2', 'a3 a1', 'a4 a3', 'a4 a2', 'a4 a1']);
    expect(figure(count('n', later), data)).toBe('6');
    expect(figure(sum('n', later, 'amount'), data)).toBe('75');
    expect(figure(sum('n', earlier, otherAmount), data)).toBe('75');
  });

  it('lets the time of day decide in both directions, and only where both are known', () => {
    const activities = (...times: readonly string[]): SalesData =>
      read({
        leads: [{ id: 'l', createdOn: '2026-07-10T10:00:00Z' }],
        activities: times.map((occurredOn) => ({
          id: occurredOn.slice(11) || 'day',
          kind: 'call',
          leadId: 'l',
          occurredOn,
        })),
      });
    const match = { key: ['id', 'leadId'], dates: ['createdOn', 'occurredOn'] } as const;
    const leads = records('leads', fallsIn('createdOn'));
    const times = ['2026-07-10T09:59:00Z', '2026-07-10T10:00:00Z', '2026-07-10T10:01:00Z', '2026-07-10'] as const;
    const seen = activities(...times);
    const after = pairedWith(leads, 'activities', { ...match, side: 'after' });
    const before = pairedWith(leads, 'activities', { ...match, side: 'before' });
    expect(counted(count('n', after), seen)).toEqual(['l day', 'l 10:00:00Z', 'l 10:01:00Z']);
    expect(counted(count('n', before), seen)).toEqual(['l 10:00:00Z', 'l 09:59:00Z', 'l day']);
  });

  it('keeps to distances, the limit within included and the limit beyond left out', () => {
    const far = (match: { within?: number | string; beyond?: number | string }): readonly string[] =>
      counted(count('n', pairedWith(orders, 'orders', { ...sameAccount, side: 'after', ...match })), data);
    expect(far({ within: 31 })).toEqual(['a1 a2', 'a1 a3', 'a2 a3']);
    expect(far({ within: '30.9' })).toEqual(['a2 a3']);
    expect(far({ within: -1 })).toEqual([]);
    expect(far({ beyond: 0 })).toEqual(['a1 a2', 'a1 a3', 'a1 a4', 'a2 a4', 'a3 a4']);
    expect(far({ beyond: 31 })).toEqual(['a1 a4', 'a2 a4', 'a3 a4']);
    expect(far({ beyond: '30.9' })).toEqual(['a1 a2', 'a1 a3', 'a1 a4', 'a2 a4', 'a3 a4']);
    expect(far({ beyond: -1 })).toHaveLength(6);
    expect(far({ beyond: 31, within: 172 })).toEqual(['a2 a4', 'a3 a4']);
    const dormant = precededBy(orders, 'orders', { ...sameAccount, beyond: parameter('gap', 100, 'days') });
    expect(counted(count('n', dormant), data)).toEqual(['a4 a3']);
    expect(counted(count('n', dormant), data, { parameters: { gap: 300 } })).toEqual([]);
  });

  it('compares numbers and dates of both records, with something added', () => {
    const paired = (...compare: NonNullable<Parameters<typeof pairedWith<'orders', 'orders'>>[2]['compare']>) =>
      counted(count('n', pairedWith(orders, 'orders', { ...sameAccount, side: 'after', compare })), data);
    expect(paired({ other: 'amount', comparison: 'above', own: 'amount' })).toEqual([
      'a1 a2',
      'a1 a4',
      'a2 a4',
      'a3 a4',
    ]);
    expect(paired({ other: 'amount', comparison: 'above', own: 'amount', plus: 10 })).toEqual([
      'a1 a4',
      'a2 a4',
      'a3 a4',
    ]);
    expect(paired({ other: 'amount', comparison: 'equals', own: 'amount', plus: '-5' })).toEqual(['a1 a3']);
    expect(paired({ other: 'orderedOn', comparison: 'equals', own: 'orderedOn' })).toEqual(['a2 a3']);
    expect(paired({ other: 'orderedOn', comparison: 'atLeast', own: 'orderedOn', plus: 172 })).toEqual([
      'a1 a4',
      'a2 a4',
      'a3 a4',
    ]);
    expect(paired({ other: 'recognisedOn', comparison: 'atLeast', own: 'orderedOn' })).toEqual([]);
    expect(paired({ other: 'attributes.none', comparison: 'atMost', own: 'amount' })).toEqual([]);
  });

  it('compares numbers that no double holds, and nothing with what is missing', () => {
    const big = read({
      orders: [
        order('w', 'a', '2026-01-01'),
        order('x', 'a', '2026-01-02', 1, { cost: '9007199254740993' }),
        order('y', 'a', '2026-01-03', 1, { cost: '9007199254740992' }),
        order('z', 'a', '2026-01-04'),
      ],
    });
    const paired = (comparison: 'above' | 'below' | 'equals', plus?: string): readonly string[] => {
      const compare = [{ other: 'cost', comparison, own: 'cost', ...(plus === undefined ? {} : { plus }) } as const];
      return counted(count('n', pairedWith(orders, 'orders', { ...sameAccount, side: 'after', compare })), big);
    };
    expect(paired('below')).toEqual(['x y']);
    expect(paired('above')).toEqual([]);
    expect(paired('equals')).toEqual([]);
    expect(paired('equals', '-1')).toEqual(['x y']);
    expect(paired('above', '-1.5')).toEqual(['x y']);
  });

  it('asks the order of the data only of records of one moment', () => {
    const reversed = read({
      activities: [
        { id: 'late', kind: 'call', leadId: 'l', occurredOn: '2026-07-11' },
        { id: 'ten', kind: 'call', leadId: 'l', occurredOn: '2026-07-10T10:00:00Z' },
        { id: 'nine', kind: 'call', leadId: 'l', occurredOn: '2026-07-10T09:00:00Z' },
        { id: 'same', kind: 'call', leadId: 'l', occurredOn: '2026-07-10T09:00:00Z' },
      ],
    });
    const match = { key: ['leadId', 'leadId'], dates: ['occurredOn', 'occurredOn'], side: 'after' } as const;
    const calls = records('activities', fallsIn('occurredOn'));
    expect(counted(count('n', pairedWith(calls, 'activities', match)), reversed)).toEqual([
      'ten late',
      'nine same',
      'nine ten',
      'nine late',
      'same ten',
      'same late',
    ]);
  });

  it('joins a record to itself only where it asks about two of its dates, and the second is later', () => {
    const call = (id: string, createdOn: string, occurredOn: string): Row => ({
      id,
      kind: 'call',
      createdOn,
      occurredOn,
    });
    const calls = read({
      activities: [
        call('next day', '2026-07-10', '2026-07-11'),
        call('next hour', '2026-07-10T10:00:00Z', '2026-07-10T11:00:00Z'),
        call('hour before', '2026-07-10T10:00:00Z', '2026-07-10T09:00:00Z'),
        call('same moment', '2026-07-10T10:00:00Z', '2026-07-10T10:00:00Z'),
        call('same day', '2026-07-10', '2026-07-10'),
      ],
    });
    const paired = (dates: readonly ['createdOn', 'createdOn' | 'occurredOn']): readonly string[] => {
      const match = { key: ['id', 'id'], dates, side: 'after' } as const;
      return counted(count('n', pairedWith(records('activities', fallsIn('createdOn')), 'activities', match)), calls);
    };
    expect(paired(['createdOn', 'occurredOn'])).toEqual(['next day next day', 'next hour next hour']);
    expect(paired(['createdOn', 'createdOn'])).toEqual([]);
  });

  it('joins nothing without a date, nor by a key that the other does not have', () => {
    const mixed = read({
      opportunities: [
        { id: 'won', accountId: 'a', createdOn: '2026-01-01', closedOn: '2026-01-31', status: 'won' },
        { id: 'open', accountId: 'a', createdOn: '2026-01-01', status: 'open' },
        { id: 'other', accountId: 'z', createdOn: '2026-01-01', closedOn: '2026-01-31', status: 'won' },
      ],
      orders: [
        order('p', 'b', '2026-02-01'),
        order('q', 'a', '2026-02-01'),
        order('r', undefined, '2026-02-01'),
        order('s', 'a', '2026-01-30'),
      ],
    });
    const set = pairedWith(records('opportunities', fallsIn('createdOn')), 'orders', {
      key: ['accountId', 'accountId'],
      dates: ['closedOn', 'orderedOn'],
      side: 'after',
    });
    expect(counted(count('n', set), mixed)).toEqual(['won q']);
  });

  it('compares numbers of two scales', () => {
    const scales = read({
      orders: [
        order('p', 'a', '2026-01-01', 10, { cost: '2.5' }),
        order('q', 'a', '2026-01-02', 3, { cost: '20.25' }),
        order('r', 'a', '2026-01-03', 20, { cost: '1' }),
      ],
    });
    const compare = [{ other: 'amount', comparison: 'above', own: 'cost' } as const];
    const set = pairedWith(orders, 'orders', { ...sameAccount, side: 'after', compare });
    expect(counted(count('n', set), scales)).toEqual(['p q', 'p r']);
  });

  it('adds up numbers of both, those that no double holds too, and leaves out what is missing', () => {
    const costs = read({
      orders: [
        order('p', 'a', '2026-01-01', 1, { cost: '9007199254740993' }),
        order('q', 'a', '2026-01-02', 1, { cost: 5 }),
        order('r', 'a', '2026-01-03'),
      ],
    });
    const set = pairedWith(orders, 'orders', { ...sameAccount, side: 'after' });
    const total = (of: Parameters<typeof sum>[2]): string => {
      const { value, skipped } = calculate(probe(sum('n', set, of as 'cost')), costs, { period: year(2026) });
      return `${value?.toFixed()} ${skipped.map(({ count: number }) => number).join()}`;
    };
    expect(total({ kind: 'field', field: 'cost' })).toBe('18014398509481991 ');
    expect(total({ kind: 'field', field: 'other.cost' })).toBe('5 2');
  });

  it('compares dates only where both are known', () => {
    const deals = read({
      opportunities: [
        { id: 'x', accountId: 'a', createdOn: '2026-01-01', closedOn: '2026-05-01', status: 'won' },
        { id: 'y', accountId: 'a', createdOn: '2026-01-02', status: 'open' },
        { id: 'z', accountId: 'a', createdOn: '2026-01-03', closedOn: '2026-04-01', status: 'won' },
      ],
    });
    const paired = (comparison: 'above' | 'below'): readonly string[] => {
      const set = pairedWith(records('opportunities', fallsIn('createdOn')), 'opportunities', {
        key: ['accountId', 'accountId'],
        dates: ['createdOn', 'createdOn'],
        side: 'after',
        compare: [{ other: 'closedOn', comparison, own: 'closedOn' }],
      });
      return counted(count('n', set), deals);
    };
    expect(paired('below')).toEqual(['x z']);
    expect(paired('above')).toEqual([]);
  });

  it('is asked for some groups, and divided by group', () => {
    const owned = read({
      orders: [
        order('p', 'a', '2026-01-01', 1, { ownerId: 'ann' }),
        order('q', 'a', '2026-01-02', 1, { ownerId: 'bob' }),
        order('r', 'a', '2026-01-03', 1, { ownerId: 'ann' }),
      ],
    });
    const set = pairedWith(orders, 'orders', { ...sameAccount, side: 'after' });
    expect(counted(count('n', set), owned, { where: { owner: 'ann' } })).toEqual(['p q', 'p r']);
    expect(figure(count('n', set), owned, { where: { owner: 'ann' } })).toBe('2');
    expect(figure(count('n', set), owned, { where: { owner: 'bob' } })).toBe('1');
    const { rows } = tabulate([probe(count('n', set))], owned, { periods: [year(2026)], by: ['owner'] });
    expect(rows.map(({ group, values }) => `${group.owner} ${String(values['probe']?.value)}`)).toEqual([
      'ann 2',
      'bob 1',
    ]);
  });

  it('knows only what is known by asOf', () => {
    const open = notFollowedBy(orders, 'orders', sameAccount);
    expect(counted(count('n', open), data, { asOf: '2026-07-31' })).toEqual(['a3', 'b1', 'c1']);
    const before = precededBy(orders, 'orders', sameAccount);
    expect(counted(count('n', before), data, { asOf: '2026-02-10' })).toEqual(['a2 a1', 'a3 a2']);
  });
});

describe('fields of the other record', () => {
  const later = pairedWith(orders, 'orders', { ...sameAccount, side: 'after' });

  it('stand in conditions, which are asked of the pair', () => {
    const some = restrictedTo(later, compares('other.amount', 'above', 10), not(is('id', 'a3')));
    expect(counted(count('n', some), data)).toEqual(['a1 a2', 'a1 a4', 'a2 a4']);
    const far = restrictedTo(later, daysBetween('orderedOn', 'other.orderedOn', 'above', 31));
    expect(counted(count('n', far), data)).toEqual(['a1 a4', 'a2 a4', 'a3 a4']);
    const late = restrictedTo(later, any(daysBetween('other.orderedOn', 'period.end', 'atMost', 200), is('id', 'a2')));
    expect(counted(count('n', late), data)).toEqual(['a1 a4', 'a2 a3', 'a2 a4', 'a3 a4']);
    expect(counted(count('n', restrictedTo(later, isMissing('other.cost'))), data)).toHaveLength(6);
  });

  it('only filter the one that was chosen before', () => {
    const next = restrictedTo(followedBy(orders, 'orders', sameAccount), compares('other.amount', 'above', 10));
    expect(counted(count('n', next), data)).toEqual(['a1 a2', 'a3 a4']);
    const chosen = followedBy(orders, 'orders', { ...sameAccount, where: [compares('amount', 'above', 10)] });
    expect(counted(count('n', chosen), data)).toEqual(['a1 a2', 'a2 a4', 'a3 a4']);
  });

  it('stand in anchors, quantities, distinct, and the dates of first and last', () => {
    const again = anchoredBy(later, fallsIn('other.orderedOn'));
    expect(figure(count('n', again), data, { period: quarter(2026, 3) })).toBe('3');
    expect(figure(count('n', later), data, { period: quarter(2026, 3) })).toBe('0');
    expect(figure(mean('n', again, daysFrom('orderedOn', 'other.orderedOn')), data, { period: quarter(2026, 1) })).toBe(
      `20.${'6'.repeat(31)}7`,
    );
    expect(figure(distinct('n', later, 'other.id'), data)).toBe('3');
    expect(figure(distinct('n', later, 'id'), data)).toBe('3');
    expect(figure(first('n', later, otherAmount, 'other.orderedOn'), data)).toBe('20');
    expect(figure(last('n', later, 'amount', 'other.orderedOn'), data)).toBe('5');
  });
});

describe('explain of a join', () => {
  const told = (of: Expression): readonly string[] =>
    explain(probe(of), data, { period: year(2026) }).leftOut.map(
      ({ id, other, failed }) => `${id} ${other}: ${failed}`,
    );

  it('tells each pair that did not count, and each record that is joined to none', () => {
    const some = restrictedTo(
      pairedWith(orders, 'orders', { ...sameAccount, side: 'after', beyond: 100 }),
      compares('amount', 'below', 20),
      compares('other.amount', 'above', 40),
    );
    const rule =
      'paired with each of orders with the same accountId, orderedOn not before orderedOn, more than 100 days later';
    expect(told(count('n', some))).toEqual([
      'a1 a4: other.amount is above 40',
      'a2 null: amount is below 20',
      'a3 a4: other.amount is above 40',
      'a4 null: amount is below 20',
      `b1 null: ${rule}`,
      `c1 null: ${rule}`,
    ]);
  });

  it('tells which records are not alone', () => {
    const rule = 'followed by none of orders with the same accountId, orderedOn not before orderedOn';
    expect(told(count('n', notFollowedBy(orders, 'orders', sameAccount)))).toEqual([
      `a1 null: ${rule}`,
      `a2 null: ${rule}`,
      `a3 null: ${rule}`,
    ]);
  });
});

describe('records credited to another', () => {
  const team = read({
    reps: [
      { id: 'sdr', teamId: 'inside', territoryId: 'north' },
      { id: 'ae', teamId: 'field', territoryId: 'south' },
    ],
    accounts: [{ id: 'acme', territoryId: 'west' }],
    activities: [
      { id: 'm1', kind: 'meeting', ownerId: 'ae', bookedById: 'sdr', accountId: 'acme', occurredOn: '2026-02-01' },
      { id: 'm2', kind: 'meeting', ownerId: 'ae', bookedById: 'ghost', accountId: 'acme', occurredOn: '2026-02-02' },
      { id: 'm3', kind: 'meeting', ownerId: 'sdr', occurredOn: '2026-02-03' },
    ],
    quotas: [
      {
        id: 'q',
        teamId: 'field',
        ownerId: 'sdr',
        territoryId: 'east',
        startsOn: '2026-01-01',
        endsOn: '2027-01-01',
        amount: 5,
      },
    ],
  });
  const held = records('activities', fallsIn('occurredOn'));
  const booked = creditedTo(held, 'bookedById');
  const groups = (of: Expression, by: 'owner' | 'team' | 'territory' | 'account'): unknown =>
    Object.fromEntries(
      tabulate([probe(of)], team, { periods: [year(2026)], by: [by] }).rows.map(({ group, values }) => [
        String(group[by]),
        values['probe']?.value?.toNumber(),
      ]),
    );

  it('have the owner, team and territory of that rep, and their own account', () => {
    expect(groups(count('n', held), 'owner')).toEqual({ ae: 2, sdr: 1 });
    expect(groups(count('n', booked), 'owner')).toEqual({ sdr: 1, ghost: 1, null: 1 });
    expect(groups(count('n', booked), 'team')).toEqual({ inside: 1, null: 2 });
    expect(groups(count('n', booked), 'territory')).toEqual({ north: 1, null: 2 });
    expect(groups(count('n', booked), 'account')).toEqual({ acme: 2, null: 1 });
    const targets = records('quotas', fallsIn('startsOn'));
    expect(groups(count('n', targets), 'team')).toEqual({ field: 1 });
    expect(groups(count('n', creditedTo(targets, 'ownerId')), 'team')).toEqual({ inside: 1 });
    expect(groups(count('n', creditedTo(targets, 'ownerId')), 'territory')).toEqual({ north: 1 });
  });

  it('stand beside the records of the owners in one table and in one figure per entity', () => {
    expect(figure(count('n', booked), team, { where: { team: 'inside' } })).toBe('1');
    expect(figure(count('n', held), team, { where: { owner: 'ae' } })).toBe('2');
    expect(
      figure(countEntities('n', 'owner', [count('b', booked), 'above', 0], [count('h', held), 'above', 0]), team),
    ).toBe('1');
    expect(figure(foldEntities('n', 'owner', 'sum', count('b', booked)), team)).toBe('2');
  });
});
