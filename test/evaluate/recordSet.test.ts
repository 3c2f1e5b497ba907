import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { count, daysFrom, first, hoursFrom, last, mean, median, product, sum } from '../../src/expression/aggregate.ts';
import {
  constant,
  countEntities,
  divide,
  foldEntities,
  inPreviousPeriod,
  minus,
  named,
} from '../../src/expression/arithmetic.ts';
import {
  type Comparison,
  type Condition,
  compares,
  daysBetween,
  field,
  is,
  isInPeriod,
  not,
} from '../../src/expression/condition.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { followedBy, pairedWith } from '../../src/expression/join.ts';
import { parameter } from '../../src/expression/parameter.ts';
import {
  before as datedBefore,
  fallsIn,
  records,
  restrictedTo,
  stands,
  within,
} from '../../src/expression/recordSet.ts';
import type { FieldName } from '../../src/model/fields.ts';
import { period, quarter, toDate, year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { readRows } from '../arbitraries/sales.ts';
import type { Row } from '../oracles/kpiBook.ts';

type Sources = Readonly<Record<string, readonly Row[]>>;
type Options = Omit<Parameters<typeof calculate>[2], 'period'> & {
  readonly of?: Parameters<typeof calculate>[2]['period'];
};

function figure(of: Expression, sources: Sources, { of: when = quarter(2026, 3), ...options }: Options = {}): string {
  const data = readRows({ currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources });
  const { value, reason } = calculate(probe(of), data, { period: when, ...options });
  return value?.toFixed() ?? String(reason);
}

function counted(
  of: Expression,
  sources: Sources,
  { of: when = quarter(2026, 3), ...options }: Options = {},
): readonly string[] {
  const data = readRows({ currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], sources });
  return explain(probe(of), data, { period: when, ...options }).counted.map(({ id }) => id);
}

const lead = (id: string, createdOn: string, further: Row = {}): Row => ({ id, createdOn, ...further });
const deal = (id: string, createdOn: string, closedOn?: string, further: Row = {}): Row => ({
  id,
  createdOn,
  closedOn,
  status: closedOn === undefined ? 'open' : 'won',
  ...further,
});
const call = (id: string, leadId: string, occurredOn: string, further: Row = {}): Row => ({
  id,
  leadId,
  occurredOn,
  kind: 'call',
  ...further,
});

describe('anchors', () => {
  const leads = [
    lead('before', '2026-06-30'),
    lead('first', '2026-07-01'),
    lead('middle', '2026-08-05'),
    lead('last', '2026-09-30'),
    lead('after', '2026-10-01'),
  ];

  it('falls: from the first day to the last, or to the last known one', () => {
    const set = count('a', records('leads', fallsIn('createdOn')));
    expect(counted(set, { leads })).toEqual(['first', 'middle', 'last']);
    expect(counted(set, { leads }, { asOf: '2026-08-05' })).toEqual(['first', 'middle']);
    expect(counted(set, { leads }, { asOf: '2026-08-04' })).toEqual(['first']);
    expect(counted(set, { leads }, { asOf: '2026-06-30' })).toEqual([]);
    expect(counted(set, { leads }, { asOf: '2027-01-01' })).toEqual(['first', 'middle', 'last']);
    expect(counted(set, { leads }, { of: toDate(quarter(2026, 3), '2026-08-04') })).toEqual(['first']);
  });

  it('before: up to the day before the start, or up to the end', () => {
    expect(counted(count('a', records('leads', datedBefore('start', 'createdOn'))), { leads })).toEqual(['before']);
    expect(counted(count('a', records('leads', datedBefore('end', 'createdOn'))), { leads })).toEqual([
      'before',
      'first',
      'middle',
      'last',
    ]);
    expect(
      counted(count('a', records('leads', datedBefore('end', 'createdOn'))), { leads }, { asOf: '2026-08-04' }),
    ).toEqual(['before', 'first']);
    expect(
      counted(count('a', records('leads', datedBefore('start', 'createdOn'))), { leads }, { asOf: '2026-06-29' }),
    ).toEqual([]);
  });

  it('before: up to the day before the start, as far as it is known', () => {
    const opportunities = ['19', '20', '21'].map((date) => deal(date, '2026-01-01', `2026-06-${date}`));
    const set = count('a', records('opportunities', datedBefore('start', 'closedOn')));
    expect(counted(set, { opportunities }, { asOf: '2026-06-20' })).toEqual(['19', '20']);
    expect(figure(set, { opportunities }, { asOf: '2026-06-20' })).toBe('2');
  });

  it('within: both dates must be known', () => {
    const set = count('a', records('opportunities', within('createdOn', 'closedOn')));
    expect(figure(set, { opportunities: [deal('x', '2026-07-02'), deal('y', '2026-07-02', '2026-07-03')] })).toBe('1');
  });

  it('before: days before 1970 too', () => {
    const opportunities = [deal('old', '1964-01-01', '1964-12-31'), deal('new', '1966-01-01', '1966-12-31')];
    const set = count('a', records('opportunities', datedBefore('end', 'closedOn')));
    expect(counted(set, { opportunities }, { of: year(1965) })).toEqual(['old']);
    expect(figure(set, { opportunities }, { of: year(1965) })).toBe('1');
  });

  it('stands: begun and not ended at the end of the day before the start, or of the last known day', () => {
    const opportunities = [
      deal('closed the day before', '2026-01-01', '2026-06-30'),
      deal('closed on the first day', '2026-01-01', '2026-07-01'),
      deal('created on the first day', '2026-07-01'),
      deal('closed on the last day', '2026-08-05', '2026-09-30'),
      deal('closed the day after', '2026-09-30', '2026-10-01'),
      deal('created the day after', '2026-10-01'),
    ];
    const at = (when: 'start' | 'end'): Expression =>
      count('a', records('opportunities', stands('createdOn', 'closedOn', when)));
    expect(counted(at('start'), { opportunities })).toEqual(['closed on the first day']);
    expect(counted(at('end'), { opportunities })).toEqual(['created on the first day', 'closed the day after']);
    expect(counted(at('end'), { opportunities }, { asOf: '2026-08-05' })).toEqual([
      'created on the first day',
      'closed on the last day',
    ]);
    expect(counted(at('start'), { opportunities }, { asOf: '2026-06-29' })).toEqual([
      'closed the day before',
      'closed on the first day',
    ]);
  });

  it('within: the whole span, its end excluded', () => {
    const quota = (startsOn: string, endsOn: string): Row => ({
      id: `${startsOn} ${endsOn}`,
      startsOn,
      endsOn,
      amount: 1,
    });
    const quotas = [
      quota('2026-07-01', '2026-10-01'),
      quota('2026-06-30', '2026-10-01'),
      quota('2026-07-01', '2026-10-02'),
      quota('2026-08-01', '2026-08-02'),
    ];
    expect(counted(count('a', records('quotas', within('startsOn', 'endsOn'))), { quotas })).toEqual([
      '2026-07-01 2026-10-01',
      '2026-08-01 2026-08-02',
    ]);
  });

  it('a second date in the period, its last day included', () => {
    const both = [
      lead('same day', '2026-07-01', { convertedOn: '2026-07-01' }),
      lead('last day', '2026-08-05', { convertedOn: '2026-09-30' }),
      lead('day after', '2026-08-05', { convertedOn: '2026-10-01' }),
      lead('never', '2026-08-05'),
      lead('before', '2026-07-02', { convertedOn: '2026-06-30' }),
    ];
    const set = count('a', records('leads', fallsIn('createdOn'), isInPeriod('convertedOn')));
    expect(counted(set, { leads: both })).toEqual(['same day', 'last day']);
    expect(figure(set, { leads: both })).toBe('2');
    expect(counted(set, { leads: both }, { of: period('2026-07-01', '2026-08-06') })).toEqual(['same day']);
    // `isInPeriod` asks about the whole period, days to come included: a planned date may lie there. Use `asOf` as a limit to cut it.
    expect(counted(set, { leads: both }, { asOf: '2026-08-05' })).toEqual(['same day', 'last day']);
    const known = count(
      'a',
      records(
        'leads',
        fallsIn('createdOn'),
        isInPeriod('convertedOn'),
        daysBetween('convertedOn', 'asOf', 'atLeast', 0),
      ),
    );
    expect(counted(known, { leads: both }, { asOf: '2026-08-05' })).toEqual(['same day']);
  });
});

describe('numbers in conditions', () => {
  const order = (id: string, amount: string): Row => ({ id, orderedOn: '2026-08-05', amount });
  const orders = ['-6', '-5', '-4', '5', '12345678901234567890.5'].map((amount) => order(amount, amount));

  it.each<[Comparison, string, readonly string[]]>([
    ['above', '-5.5', ['-5', '-4', '5', '12345678901234567890.5']],
    ['below', '-5.5', ['-6']],
    ['atMost', '-5', ['-6', '-5']],
    ['equals', '5.0000000000000000000000001', []],
    ['above', '5.5', ['12345678901234567890.5']],
    ['below', '5.5', ['-6', '-5', '-4', '5']],
    ['atLeast', '4.5', ['5', '12345678901234567890.5']],
    ['atLeast', '12345678901234567890.5', ['12345678901234567890.5']],
    ['above', '12345678901234567890.5', []],
    ['below', '1e40', ['-6', '-5', '-4', '5', '12345678901234567890.5']],
  ])('%s %s', (comparison, limit, expected) => {
    const set = records('orders', fallsIn('orderedOn'), compares('amount', comparison, limit));
    expect(counted(count('a', set), { orders })).toEqual(expected);
    // The amount that no double holds makes no difference to the others.
    const plain = orders.slice(0, 4);
    expect(counted(count('a', set), { orders: plain })).toEqual(expected.filter((id) => id.length < 3));
  });
});

describe('conditions on days and parameters', () => {
  const orders = [
    { id: 'early', orderedOn: '2026-07-01', amount: 5 },
    { id: 'late', orderedOn: '2026-09-30', amount: 7 },
  ];
  const which = (...where: readonly Condition<FieldName<'orders'>>[]): readonly string[] => {
    const set = count('a', records('orders', fallsIn('orderedOn'), ...where));
    const ids = counted(set, { orders });
    expect(figure(set, { orders })).toBe(String(ids.length));
    return ids;
  };

  it('count from the first day and to the last', () => {
    expect(which(daysBetween('period.start', 'orderedOn', 'atMost', 10))).toEqual(['early']);
    expect(which(daysBetween('orderedOn', 'period.end', 'atMost', 10))).toEqual(['late']);
    expect(which(not(daysBetween('orderedOn', 'period.end', 'atMost', 10)))).toEqual(['early']);
  });

  it('take a limit of the calculation', () => {
    const more = compares('amount', 'above', parameter('least', 5, 'currency'));
    expect(which(more)).toEqual(['late']);
    expect(
      figure(count('a', records('orders', fallsIn('orderedOn'), more)), { orders }, { parameters: { least: 4 } }),
    ).toBe('2');
  });
});

describe('two numbers of one record', () => {
  const order = (id: string, amount?: string, cost?: string): Row => ({
    id,
    orderedOn: '2026-08-05',
    ...(amount === undefined ? {} : { amount }),
    ...(cost === undefined ? {} : { cost }),
  });
  const orders = [
    order('more', '5', '4.99'),
    order('same', '5.0', '5'),
    order('less', '-6', '-5.5'),
    order('none', '5'),
  ];
  const huge = order('huge', '12345678901234567890.2', '12345678901234567890.1');

  it.each<[Comparison, readonly string[]]>([
    ['above', ['more']],
    ['atLeast', ['more', 'same']],
    ['below', ['less']],
    ['atMost', ['same', 'less']],
    ['equals', ['same']],
  ])('%s', (comparison, expected) => {
    const set = records('orders', fallsIn('orderedOn'), compares('amount', comparison, field('cost')));
    expect(counted(count('a', set), { orders })).toEqual(expected);
    // Amounts that no double holds make no difference to the others.
    const isAbove = comparison === 'above' || comparison === 'atLeast';
    expect(counted(count('a', set), { orders: [...orders, huge] })).toEqual([
      ...expected,
      ...(isAbove ? ['huge'] : []),
    ]);
  });

  it('compares with nothing where one is missing, and is negated then', () => {
    const set = records('orders', fallsIn('orderedOn'), not(compares('amount', 'equals', field('cost'))));
    expect(counted(count('a', set), { orders })).toEqual(['more', 'less', 'none']);
  });

  it('may be of the two records of a pair', () => {
    const again = pairedWith(records('orders', fallsIn('orderedOn')), 'orders', {
      side: 'after',
      key: ['accountId', 'accountId'],
      dates: ['orderedOn', 'orderedOn'],
    });
    const grown = restrictedTo(again, compares('amount', 'below', field('other.amount')));
    const rows = [10, 30, 20].map(
      (amount, index): Row => ({
        id: `a${index}`,
        accountId: 'a',
        orderedOn: `2026-08-0${index + 1}`,
        amount,
      }),
    );
    expect(counted(count('a', grown), { orders: rows })).toEqual(['a0', 'a0']);
  });
});

describe('days in conditions', () => {
  it.each<[Comparison, readonly string[]]>([
    ['below', ['soon']],
    ['atLeast', ['late']],
  ])('%s: both dates must be known', (comparison, expected) => {
    const opportunities = [
      deal('soon', '2026-07-01', '2026-07-05'),
      deal('late', '2026-07-01', '2026-07-06'),
      deal('open', '2026-07-01'),
    ];
    const set = records('opportunities', fallsIn('createdOn'), daysBetween('createdOn', 'closedOn', comparison, 5));
    expect(counted(count('a', set), { opportunities })).toEqual(expected);
  });
});

describe('pairs', () => {
  const leads = [lead('l1', '2026-07-10T10:00:00Z'), lead('l2', '2026-07-10'), lead('l3', '2026-08-01T10:00:00Z')];
  const answered = followedBy(records('leads', fallsIn('createdOn')), 'activities', {
    key: ['id', 'leadId'],
    dates: ['createdOn', 'occurredOn'],
    where: [is('kind', 'call')],
  });

  it('take the first that follows, on the same key, not earlier', () => {
    const activities = [
      call('too early', 'l1', '2026-07-10T09:59:59Z'),
      call('second', 'l1', '2026-07-10T13:00:00Z'),
      call('first', 'l1', '2026-07-10T11:30:00Z'),
      call('an email', 'l1', '2026-07-10T10:00:00Z', { kind: 'email' }),
      call('same day', 'l2', '2026-07-10T00:00:00Z'),
      call('other lead', 'l4', '2026-08-02T00:00:00Z'),
    ];
    expect(counted(count('a', answered), { leads, activities })).toEqual(['l1', 'l2']);
    expect(figure(mean('a', answered, hoursFrom('createdOn', 'other.occurredOn')), { leads, activities })).toBe('1.5');
    expect(figure(mean('a', answered, daysFrom('createdOn', 'other.occurredOn')), { leads, activities })).toBe('0');
  });

  it('let the time of day decide only where both are known, and the id between equals', () => {
    const scored = (id: string, occurredOn: string, points: number): Row =>
      call(id, 'l1', occurredOn, { attributes: { points } });
    const activities = [
      scored('b', '2026-07-11', 2),
      scored('a', '2026-07-11', 1),
      scored('0', '2026-07-11T00:00:00Z', 3),
    ];
    expect(figure(sum('a', answered, { kind: 'field', field: 'other.attributes.points' }), { leads, activities })).toBe(
      '1',
    );
    expect(figure(mean('a', answered, hoursFrom('createdOn', 'other.occurredOn')), { leads, activities })).toBe(
      'no-records',
    );
  });

  it('keep to the horizon, its last day included, and to what is known', () => {
    const activities = [call('x', 'l1', '2026-08-09T00:00:00Z')];
    const inTime = followedBy(records('leads', fallsIn('createdOn')), 'activities', {
      key: ['id', 'leadId'],
      dates: ['createdOn', 'occurredOn'],
      within: parameter('horizon', 30),
    });
    expect(figure(count('a', inTime), { leads, activities })).toBe('1');
    expect(figure(count('a', inTime), { leads, activities }, { parameters: { horizon: '29.99' } })).toBe('0');
    expect(figure(count('a', inTime), { leads, activities }, { asOf: '2026-08-09' })).toBe('1');
    expect(figure(count('a', inTime), { leads, activities }, { asOf: '2026-08-08' })).toBe('0');
  });

  it('never pair a record with itself, and compare numbers of both', () => {
    const opportunities = [
      deal('o1', '2026-07-01', undefined, { accountId: 'a', amount: 5 }),
      deal('o2', '2026-08-01', undefined, { accountId: 'a', amount: 3 }),
      deal('o3', '2026-09-01', undefined, { accountId: 'a', amount: 4 }),
    ];
    const grown = followedBy(records('opportunities', fallsIn('createdOn')), 'opportunities', {
      key: ['accountId', 'accountId'],
      dates: ['createdOn', 'createdOn'],
      compare: [{ other: 'amount', comparison: 'above', own: 'amount' }],
    });
    const any = followedBy(records('opportunities', fallsIn('createdOn')), 'opportunities', {
      key: ['accountId', 'accountId'],
      dates: ['createdOn', 'createdOn'],
    });
    expect(counted(count('a', any), { opportunities })).toEqual(['o1', 'o2']);
    expect(counted(count('a', grown), { opportunities })).toEqual(['o2']);
    expect(figure(sum('a', grown, { kind: 'field', field: 'other.amount' }), { opportunities })).toBe('4');
    expect(figure(sum('a', grown, product('other.amount', 'amount')), { opportunities })).toBe('12');
  });
});

describe('first and last', () => {
  it('know a day as earlier than a time of it, and let the id decide between equals', () => {
    const leads = [
      lead('b', '2026-07-10', { attributes: { points: 1 } }),
      lead('a', '2026-07-10', { attributes: { points: 2 } }),
      lead('c', '2026-07-10T00:00:00Z', { attributes: { points: 3 } }),
      lead('d', '2026-07-10T00:00:00Z', { attributes: { points: 4 } }),
      lead('e', '2026-07-11'),
    ];
    const set = records('leads', fallsIn('createdOn'));
    expect(figure(first('a', set, 'attributes.points', 'createdOn'), { leads })).toBe('2');
    expect(figure(last('a', set, 'attributes.points', 'createdOn'), { leads })).toBe('4');
    expect(figure(last('a', set, 'attributes.points', 'convertedOn'), { leads })).toBe('no-records');
  });

  it('take rows of one opportunity in their order', () => {
    const opportunities = [deal('o', '2026-07-01')];
    const stageChanges = [
      { opportunityId: 'o', changedOn: '2026-07-01', amount: 1 },
      { opportunityId: 'o', changedOn: '2026-08-01', amount: 2 },
      { opportunityId: 'o', changedOn: '2026-09-01', amount: 3 },
    ];
    const set = records('opportunityHistory', fallsIn('createdOn'));
    expect(figure(first('a', set, 'amount', 'createdOn'), { opportunities, stageChanges })).toBe('1');
    expect(figure(last('a', set, 'amount', 'createdOn'), { opportunities, stageChanges })).toBe('3');
  });
});

describe('figures per entity', () => {
  const order = (accountId: string | undefined, orderedOn: string, amount: number): Row => ({
    id: `${accountId} ${orderedOn} ${amount}`,
    accountId,
    orderedOn,
    amount,
  });
  const orders = [
    order('a', '2026-07-01', 10),
    order('a', '2026-08-01', 20),
    order('b', '2026-08-01', 4),
    order('b', '2026-05-01', 8),
    order('c', '2026-05-01', 100),
    order(undefined, '2026-08-01', 1000),
    order('__proto__', '2026-08-01', 1),
  ];
  const bought = records('orders', fallsIn('orderedOn'));
  const value = sum('value', bought, 'amount');
  const some = [count('orders', bought), 'above', 0] as const;

  it('fold over the entities that satisfy all conditions', () => {
    expect(figure(countEntities('n', 'account', some), { orders })).toBe('3');
    expect(
      figure(countEntities('n', 'account', some, [inPreviousPeriod(count('orders', bought)), 'above', 0]), { orders }),
    ).toBe('1');
    expect(figure(foldEntities('n', 'account', 'sum', value, some), { orders })).toBe('35');
    expect(figure(foldEntities('n', 'account', 'mean', value, some), { orders })).toBe(`11.${'6'.repeat(31)}7`);
    expect(figure(foldEntities('n', 'account', 'median', value, some), { orders })).toBe('4');
    expect(figure(foldEntities('n', 'account', 'minimum', value, some), { orders })).toBe('1');
    expect(figure(foldEntities('n', 'account', 'maximum', value, some), { orders })).toBe('30');
    // An account without an order in the period has bought for 0.
    expect(figure(foldEntities('n', 'account', 'minimum', value), { orders })).toBe('0');
  });

  it.each([
    // In the period a has ordered twice, b and __proto__ once, c never.
    ['above', '0.5', '3'],
    ['above', '1.5', '1'],
    ['atMost', '1.5', '3'],
    ['atLeast', '1', '3'],
    ['below', '1', '1'],
    ['equals', '1', '2'],
    ['equals', '0.5', '0'],
  ] as const)('compare counts exactly: %s %s', (comparison, limit, expected) => {
    const of = countEntities('n', 'account', [count('orders', bought), comparison, constant(limit)]);
    expect(figure(of, { orders })).toBe(expected);
  });

  it('are divided by group, one row for each', () => {
    const sold = [
      ['a', 'ann'],
      ['b', 'ann'],
      ['a', 'bob'],
    ].map(([accountId, ownerId]) => ({ ...order(accountId, '2026-08-01', 1), id: `${accountId} ${ownerId}`, ownerId }));
    const data = readRows({
      currency: 'USD',
      timeZone: 'UTC',
      offsetMinutes: 0,
      stages: [],
      sources: { orders: sold },
    });
    const buyers = probe(countEntities('n', 'account', some));
    const { rows } = tabulate([buyers], data, { periods: [quarter(2026, 3)], by: ['owner'] });
    expect(rows.map(({ group, values }) => `${group.owner} ${String(values['probe']?.value)}`)).toEqual([
      'ann 2',
      'bob 1',
    ]);
  });

  it('leave out entities whose figure is undefined', () => {
    const growth = divide(
      minus(named('now', value), named('then', inPreviousPeriod(value))),
      named('then', inPreviousPeriod(value)),
      'base-not-positive',
    );
    expect(figure(foldEntities('n', 'account', 'mean', growth), { orders })).toBe('-0.75');
    expect(
      figure(foldEntities('n', 'account', 'mean', median('m', records('orders', fallsIn('orderedOn')), 'cost')), {
        orders,
      }),
    ).toBe('no-records');
  });
});
