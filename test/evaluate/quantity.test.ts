import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import {
  count,
  daysFrom,
  distinct,
  first,
  hoursFrom,
  last,
  maximum,
  mean,
  median,
  minimum,
  monthsFrom,
  product,
  sum,
  trimmedMean,
  workingDaysFrom,
  workingHoursFrom,
} from '../../src/expression/aggregate.ts';
import { divide, foldEntities, inPreviousPeriod, minus } from '../../src/expression/arithmetic.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { always, fallsIn, records, stands } from '../../src/expression/recordSet.ts';
import { monthsOf, type Period, quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';
import { readRows } from '../arbitraries/sales.ts';
import type { Row } from '../oracles/kpiBook.ts';
import type { WrittenWorkingTime } from '../oracles/workingTime.ts';

type Sources = Readonly<Record<string, readonly Row[]>>;
type Options = Omit<Parameters<typeof calculate>[2], 'period'> & { readonly workingTime?: WrittenWorkingTime };

const period = quarter(2026, 3);

function dataOf(sources: Sources, workingTime?: WrittenWorkingTime): ReturnType<typeof readRows> {
  return readRows({ currency: 'USD', timeZone: 'UTC', offsetMinutes: 0, stages: [], workingTime, sources });
}

function measured(
  of: Expression,
  sources: Sources,
  { workingTime, ...options }: Options = {},
): ReturnType<typeof calculate> {
  return calculate(probe(of), dataOf(sources, workingTime), { period, ...options });
}

function figure(of: Expression, sources: Sources, options: Options = {}): string {
  const { value, reason } = measured(of, sources, options);
  return value?.toFixed() ?? String(reason);
}

/** One measurement a period, all of them in one pass. */
function perPeriod(
  of: Expression,
  sources: Sources,
  periods: readonly Period[],
): readonly ReturnType<typeof calculate>[] {
  const kpi = probe(of);
  return tabulate([kpi], dataOf(sources), { periods }).totals.flatMap(({ values }) => values[kpi.key] ?? []);
}

const deal = (id: string, createdOn: string, closedOn?: string, further: Row = {}): Row => ({
  id,
  createdOn,
  closedOn,
  status: closedOn === undefined ? 'open' : 'won',
  ...further,
});

const open = records('opportunities', stands('createdOn', 'closedOn', 'end'));
const all = records('opportunities', always());
const created = records('opportunities', fallsIn('createdOn'));

describe('spans to a date of the period', () => {
  const opportunities = [
    deal('old', '2026-05-02', '2026-08-20', { amount: 10, ownerId: 'r1' }),
    deal('new', '2026-07-21', undefined, { amount: 1, ownerId: 'r2' }),
    deal('late', '2026-09-30', undefined, { amount: 5, ownerId: 'r1' }),
  ];

  it('end on the last day, the first day, the day before, or the last known day', () => {
    const days = (to: 'period.before' | 'period.start' | 'period.end' | 'asOf'): Expression =>
      maximum('age', all, daysFrom('createdOn', to));
    expect(figure(days('period.before'), { opportunities })).toBe('59');
    expect(figure(days('period.start'), { opportunities })).toBe('60');
    expect(figure(days('period.end'), { opportunities })).toBe('151');
    expect(figure(days('asOf'), { opportunities })).toBe('151');
    expect(figure(days('asOf'), { opportunities }, { asOf: '2026-07-02' })).toBe('61');
    expect(figure(days('period.end'), { opportunities }, { asOf: '2026-07-02' })).toBe('151');
  });

  it('may begin there, and may lie between two such dates', () => {
    expect(figure(sum('left', all, daysFrom('period.start', 'closedOn')), { opportunities })).toBe('50');
    expect(
      figure(sum('length', all, daysFrom('period.start', 'asOf')), { opportunities }, { asOf: '2026-07-11' }),
    ).toBe('30');
  });

  it('have a value of their own in each window, whatever the aggregate', () => {
    const age = daysFrom('createdOn', 'period.end');
    const perMonth = (of: Expression): readonly string[] =>
      perPeriod(of, { opportunities }, monthsOf(period)).map(({ value, reason }) => value?.toFixed() ?? String(reason));
    expect(perMonth(sum('a', open, age))).toEqual(['100', '41', '71']);
    expect(perMonth(mean('a', open, age))).toEqual(['50', '41', '35.5']);
    expect(perMonth(median('a', open, age))).toEqual(['50', '41', '35.5']);
    expect(perMonth(minimum('a', open, age))).toEqual(['10', '41', '0']);
    expect(perMonth(maximum('a', open, age))).toEqual(['90', '41', '71']);
    expect(perMonth(first('a', open, age, 'createdOn'))).toEqual(['90', '41', '71']);
    expect(perMonth(last('a', open, age, 'createdOn'))).toEqual(['10', '41', '0']);
    expect(perMonth(trimmedMean('a', open, age, 0))).toEqual(['50', '41', '35.5']);
    expect(perMonth(minus(sum('a', open, age), sum('b', open, daysFrom('createdOn', 'period.start'))))).toEqual([
      '40',
      '30',
      '29',
    ]);
  });

  it('have a value of their own in a changed period, and per entity', () => {
    const age = daysFrom('createdOn', 'asOf');
    const older = inPreviousPeriod(sum('age', open, age));
    expect(figure(older, { opportunities })).toBe('59');
    expect(figure(divide(sum('now', open, age), older), { opportunities })).toBe('1.203389830508474576271186440677966');
    expect(figure(foldEntities('worst', 'owner', 'maximum', sum('age', open, age)), { opportunities })).toBe('71');
  });

  it('have a mean and a median of those that run forwards', () => {
    const rows = [deal('a', '2026-06-21'), deal('b', '2026-06-11'), deal('c', '2026-07-05')];
    const backwards = [{ part: 'a', reason: 'negative-span', count: 1 }];
    for (const make of [mean, median] as const) {
      const { value, skipped } = measured(make('a', all, daysFrom('createdOn', 'period.start')), {
        opportunities: rows,
      });
      expect([value?.toFixed(), skipped]).toEqual(['15', backwards]);
      const closed = [deal('x', '2026-07-01', '2026-07-05'), deal('y', '2026-07-01')];
      const between = measured(make('a', all, daysFrom('createdOn', 'closedOn')), { opportunities: closed });
      expect([between.value?.toFixed(), between.skipped]).toEqual([
        '4',
        [{ part: 'a', reason: 'missing-value', count: 1 }],
      ]);
    }
  });

  it('are left out and reported where they run backwards', () => {
    const untilStart = sum('age', created, daysFrom('createdOn', 'period.start'));
    const { value, skipped } = measured(untilStart, { opportunities: [...opportunities, deal('on', '2026-07-01')] });
    expect(value?.toFixed()).toBe('0');
    expect(skipped).toEqual([{ part: 'age', reason: 'negative-span', count: 2 }]);
    const everyMonth = sum('age', all, daysFrom('createdOn', 'period.start'));
    const months = perPeriod(everyMonth, { opportunities }, monthsOf(period));
    expect(months.map((one) => one.skipped.map(({ count: records }) => records))).toEqual([[2], [1], [1]]);
  });

  it('reach from the earliest start to the latest end, whatever the window', () => {
    const waiting = daysFrom('period.start', 'closedOn');
    const closed = [deal('x', '2026-01-01', '2026-09-29'), deal('y', '2026-01-01', '2026-09-30')];
    const months = perPeriod(median('a', all, waiting), { opportunities: closed }, monthsOf(period));
    expect(months.map(({ value }) => value?.toFixed())).toEqual(['90.5', '59.5', '28.5']);
    const weighted = perPeriod(
      median('a', all, product(waiting, 'amount')),
      {
        opportunities: closed.map((row, index) => ({ ...row, amount: index * 3 - 1 })),
      },
      monthsOf(period),
    );
    expect(weighted.map(({ value }) => value?.toFixed())).toEqual(['46', '30.5', '15']);
  });

  it('have a value of their own in each window as a factor too, first or second', () => {
    const age = daysFrom('createdOn', 'period.end');
    for (const weighted of [product(age, 'amount'), product('amount', age)]) {
      const months = perPeriod(sum('a', open, weighted), { opportunities }, monthsOf(period));
      expect(months.map(({ value }) => value?.toFixed())).toEqual(['910', '41', '71']);
    }
  });

  it('are left out of products where they run backwards, as what is missing is', () => {
    const span = daysFrom('createdOn', 'period.start');
    const further = [deal('none', '2026-07-15', undefined), ...opportunities];
    for (const weighted of [product(span, 'amount'), product('amount', span)]) {
      const months = perPeriod(sum('a', all, weighted), { opportunities: further }, monthsOf(period));
      expect(months.map(({ value }) => value?.toFixed())).toEqual(['600', '921', '1262']);
      expect(months.map(({ skipped }) => skipped.map(({ reason, count: number }) => `${reason} ${number}`))).toEqual([
        ['negative-span 3'],
        ['missing-value 1', 'negative-span 1'],
        ['missing-value 1', 'negative-span 1'],
      ]);
    }
  });

  it('are exact in products that no double holds in one window and every double in another', () => {
    const big = [deal('big', '2026-07-01', undefined, { amount: '90071992547409.91' })];
    const weighted = product('amount', daysFrom('createdOn', 'period.end'));
    for (const make of [sum, mean, minimum, maximum, median] as const) {
      const periods = [period, ...monthsOf(period).slice(0, 1)];
      const values = perPeriod(make('a', created, weighted), { opportunities: big }, periods);
      expect(values.map(({ value }) => value?.toFixed())).toEqual(['8196551321814301.81', '2702159776422297.3']);
    }
    const waiting = sum('a', all, product('amount', daysFrom('period.start', 'createdOn')));
    const later = [deal('big', '2026-08-02', undefined, { amount: '90071992547409.91' })];
    const both = perPeriod(waiting, { opportunities: later }, monthsOf(period));
    expect(both.map(({ value, skipped }) => [value?.toFixed(), skipped.length])).toEqual([
      ['2882303761517117.12', 0],
      ['90071992547409.91', 0],
      ['0', 1],
    ]);
  });

  it('are explained with the values of their window', () => {
    const { counted, leftOut } = explain(
      probe(sum('left', all, daysFrom('period.start', 'createdOn'))),
      dataOf({ opportunities }),
      { period },
    );
    expect(counted.map(({ id, contribution }) => `${id} ${contribution.toFixed()}`)).toEqual(['new 20', 'late 91']);
    expect(leftOut.map(({ id, failed }) => `${id}: ${failed}`)).toEqual([
      'old: days from period.start to createdOn is not negative',
    ]);
  });
});

describe('spans in months, working days and working hours', () => {
  it('count the months of the calendar that were begun', () => {
    const opportunities = [
      deal('same', '2026-07-01', '2026-07-31'),
      deal('next', '2026-07-31', '2026-08-01'),
      deal('year', '2025-08-31', '2026-08-01'),
      deal('back', '2026-08-31', '2026-09-01', { qualifiedOn: '2026-08-30' }),
    ];
    const closed = records('opportunities', fallsIn('closedOn'));
    expect(figure(sum('a', closed, monthsFrom('createdOn', 'closedOn')), { opportunities })).toBe('14');
    // Backwards within one month is backwards, though no month lies between.
    expect(measured(sum('a', closed, monthsFrom('createdOn', 'qualifiedOn')), { opportunities }).skipped).toEqual([
      { part: 'a', reason: 'missing-value', count: 3 },
      { part: 'a', reason: 'negative-span', count: 1 },
    ]);
  });

  it('count working days after the first date, and those of the data', () => {
    const opportunities = [deal('a', '2026-08-07', '2026-08-17')];
    const cycle = sum('a', created, workingDaysFrom('createdOn', 'closedOn'));
    expect(figure(cycle, { opportunities })).toBe('6');
    expect(figure(cycle, { opportunities }, { workingTime: { days: [6, 7], holidays: ['2026-08-09'] } })).toBe('3');
    expect(
      figure(sum('a', created, workingDaysFrom('createdOn', 'asOf')), { opportunities }, { asOf: '2026-08-10' }),
    ).toBe('1');
  });

  it('count working hours between instants', () => {
    const activities = [
      { id: 'a', kind: 'call', createdOn: '2026-08-07T16:15:00Z', occurredOn: '2026-08-10T10:00:00Z' },
      { id: 'b', kind: 'call', createdOn: '2026-08-08T16:15:00Z', occurredOn: '2026-08-09T10:00:00Z' },
      { id: 'c', kind: 'call', createdOn: '2026-08-07', occurredOn: '2026-08-10T10:00:00Z' },
      { id: 'd', kind: 'call', createdOn: '2026-08-10T10:00:00.001Z', occurredOn: '2026-08-10T10:00:00Z' },
    ];
    const set = records('activities', fallsIn('occurredOn'));
    const response = sum('a', set, workingHoursFrom('createdOn', 'occurredOn'));
    expect(figure(response, { activities })).toBe('1.75');
    expect(figure(response, { activities }, { workingTime: { from: '16:30', until: '16:31' } })).toBe(
      '0.01666666666666666666666666666666667',
    );
    expect(measured(response, { activities }).skipped).toEqual([
      { part: 'a', reason: 'missing-value', count: 1 },
      { part: 'a', reason: 'negative-span', count: 1 },
    ]);
    expect(figure(sum('a', set, hoursFrom('createdOn', 'occurredOn')), { activities })).toBe('83.5');
    // Without an instant at both ends there is nothing to measure.
    expect(figure(mean('a', set, workingHoursFrom('dueOn', 'occurredOn')), { activities })).toBe('no-records');
  });
});

describe('working hours over a change of clocks', () => {
  it('are those that passed, not those that clocks show', () => {
    const night = [
      { id: 'a', kind: 'call', createdOn: '2026-03-08T00:00:00-05:00', occurredOn: '2026-03-08T06:00:00-04:00' },
    ];
    const data = readRows({
      currency: 'USD',
      timeZone: 'America/New_York',
      offsetMinutes: 0,
      stages: [],
      workingTime: { days: [7], from: '00:00', until: '12:00' },
      sources: { activities: night },
    });
    const hours = sum('a', records('activities', fallsIn('occurredOn')), workingHoursFrom('createdOn', 'occurredOn'));
    expect(calculate(probe(hours), data, { period: quarter(2026, 1) }).value?.toFixed()).toBe('5');
  });
});

describe('products', () => {
  it('take spans, and report a negative one before a missing factor', () => {
    const opportunities = [
      deal('a', '2026-07-01', '2026-07-03', { amount: '2.5', quantity: 2 }),
      deal('b', '2026-07-01', undefined, { amount: 3, quantity: 1 }),
      deal('c', '2026-07-05', '2026-07-06', { quantity: 1, qualifiedOn: '2026-07-01' }),
    ];
    expect(
      figure(sum('a', created, product('amount', 'quantity', daysFrom('createdOn', 'closedOn'))), { opportunities }),
    ).toBe('10');
    const nested = product('quantity', product('amount', daysFrom('createdOn', 'period.end')));
    expect(figure(sum('a', created, nested), { opportunities })).toBe('728');
    expect(
      measured(sum('a', created, product('amount', daysFrom('createdOn', 'qualifiedOn'))), { opportunities }).skipped,
    ).toEqual([
      { part: 'a', reason: 'missing-value', count: 2 },
      { part: 'a', reason: 'negative-span', count: 1 },
    ]);
  });
});

describe('distinct', () => {
  it('counts the different days of a date', () => {
    const activities = ['2026-08-05T09:00:00Z', '2026-08-05T23:59:00Z', '2026-08-06', '2026-08-06T10:00:00Z'].map(
      (occurredOn, index) => ({ id: `a${index}`, kind: 'call', occurredOn }),
    );
    const set = records('activities', fallsIn('occurredOn'));
    expect(figure(distinct('days', set, 'occurredOn'), { activities })).toBe('2');
    expect(figure(distinct('days', set, 'dueOn'), { activities })).toBe('0');
    const { counted, leftOut } = explain(probe(distinct('days', set, 'occurredOn')), dataOf({ activities }), {
      period,
    });
    expect(counted.map(({ contribution }) => contribution.toFixed())).toEqual(['1', '0', '1', '0']);
    expect(leftOut).toEqual([]);
  });
});

describe('trimmedMean', () => {
  const opportunities = [1, 100, 3, 3, 2, 1000, 7, 5, -50, 4].map((amount, index) =>
    deal(`o${index}`, '2026-07-01', undefined, { amount }),
  );

  it('leaves out as many at both ends', () => {
    const typical = (fraction: number): string =>
      figure(trimmedMean('a', created, 'amount', fraction), { opportunities });
    expect(typical(0)).toBe('107.5');
    expect(typical(0.0999)).toBe('107.5');
    expect(typical(0.1)).toBe('15.625');
    expect(typical(0.4)).toBe('3.5');
    expect(typical(0.4999)).toBe('3.5');
    expect(figure(trimmedMean('a', created, 'amount', 0.1), { opportunities: [] })).toBe('no-records');
    expect(figure(trimmedMean('a', created, 'amount', 0.49), { opportunities: opportunities.slice(0, 1) })).toBe('1');
  });

  it('takes a fraction at calculation, and refuses half', () => {
    const trimmed = trimmedMean('a', created, 'amount', parameter('trim', 0.1, 'ratio'));
    expect(figure(trimmed, { opportunities })).toBe('15.625');
    expect(figure(trimmed, { opportunities }, { parameters: { trim: 0.2 } })).toBe('4');
    expect(() => figure(trimmed, { opportunities }, { parameters: { trim: '0.5' } })).toThrow(
      'calculate: the fraction of a trimmed mean in probe must be from 0 to below 0.5, got 0.5',
    );
  });

  it('shows which records are its extremes; of equal ones the earlier is the smaller', () => {
    const { counted, leftOut, measurement } = explain(
      probe(trimmedMean('a', created, 'amount', 0.4)),
      dataOf({ opportunities: [...opportunities, deal('none', '2026-07-01')] }),
      { period },
    );
    expect(counted.map(({ id, contribution }) => `${id} ${contribution.toFixed()}`)).toEqual(['o3 3', 'o9 4']);
    expect(leftOut.map(({ id, failed }) => `${id} ${failed}`)).toEqual([
      'o0 amount is not among the 4 smallest',
      'o1 amount is not among the 4 largest',
      'o2 amount is not among the 4 smallest',
      'o4 amount is not among the 4 smallest',
      'o5 amount is not among the 4 largest',
      'o6 amount is not among the 4 largest',
      'o7 amount is not among the 4 largest',
      'o8 amount is not among the 4 smallest',
      'none amount is known',
    ]);
    expect(measurement.skipped).toEqual([{ part: 'a', reason: 'missing-value', count: 1 }]);
  });

  it('trims for each entity on its own', () => {
    const owned = opportunities.map((row, index) => ({ ...row, ownerId: index < 5 ? 'r1' : 'r2' }));
    const each = foldEntities('sum', 'owner', 'sum', trimmedMean('a', created, 'amount', 0.2), [
      count('n', created),
      'above',
      0,
    ]);
    expect(figure(each, { opportunities: owned })).toBe('8');
    const { tree } = explain(probe(each), dataOf({ opportunities: owned }), { period });
    expect(
      tree.entities.map(({ children }) => children.at(-1)?.counted.map(({ contribution }) => contribution.toFixed())),
    ).toEqual([
      ['3', '3', '2'],
      ['7', '5', '4'],
    ]);
  });
});

describe('products and extremes', () => {
  const order = (id: string, amount: number, cost?: number): Row => ({ id, orderedOn: '2026-07-01', amount, cost });
  const orders = [order('a', 3, -2), order('b', 5, 1), order('c', 2, 2), order('d', 9), order('e', 8)];
  const set = records('orders', fallsIn('orderedOn'));

  it.each([
    [sum, '3'],
    [median, '4'],
    [minimum, '-6'],
    [maximum, '5'],
  ])('take what is below 0, and leave out what is missing: %#', (make, expected) => {
    const { value, skipped } = measured(make('a', set, product('amount', 'cost')), { orders });
    expect(value?.toFixed()).toBe(expected);
    expect(skipped).toEqual([{ part: 'a', reason: 'missing-value', count: 2 }]);
  });

  it('find the middle of products, and of numbers that no double holds', () => {
    const above = [order('a', 3, 2), order('b', 5, 1), order('c', 2, 2)];
    expect(figure(median('a', set, product('amount', 'cost')), { orders: above })).toBe('5');
    expect(figure(median('a', set, 'amount'), { orders: above })).toBe('3');
    const wide = ['1', '12345678901234567890', '12345678901234567891'];
    const beyond = wide.map((cost, index) => ({ ...order(String(index), 2), cost }));
    expect(figure(median('a', set, 'cost'), { orders: beyond })).toBe('12345678901234567890');
    expect(figure(median('a', set, product('amount', 'cost')), { orders: beyond })).toBe('24691357802469135780');
  });

  it('take values that are all below 0', () => {
    const below = [order('a', 3, -2), order('b', 5, -1)];
    expect(figure(median('a', set, product('amount', 'cost')), { orders: below })).toBe('-5.5');
    expect(figure(median('a', set, 'cost'), { orders: below })).toBe('-1.5');
  });

  it.each([
    [minimum, '-2'],
    [maximum, '2'],
  ])('report once what has no value, not what is no extreme: %#', (make, expected) => {
    const { value, skipped } = measured(make('a', set, 'cost'), { orders });
    expect(value?.toFixed()).toBe(expected);
    expect(skipped).toEqual([{ part: 'a', reason: 'missing-value', count: 2 }]);
  });
});
