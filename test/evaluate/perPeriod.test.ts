import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { calculateFrom } from '../../src/evaluate/calculateFrom.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { count, mean, sum } from '../../src/expression/aggregate.ts';
import {
  constant,
  countPeriods,
  divide,
  foldEntities,
  foldPeriods,
  inNextPeriod,
  inPreviousPeriod,
  inSamePeriodLastYear,
  inTrailing,
  minus,
  named,
  periodDays,
  periodWorkingDays,
  power,
  root,
  times,
} from '../../src/expression/arithmetic.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { parameter } from '../../src/expression/parameter.ts';
import { fallsIn, records, stands } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { day, month, type Period, quarter, week, year } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  workingTime: { holidays: ['2026-07-03'] },
  reps: [
    { id: 'ann', startedOn: '2026-01-01' },
    { id: 'bob', startedOn: '2026-07-16', leftOn: '2026-08-01' },
  ],
  orders: [
    { id: 'a', ownerId: 'ann', orderedOn: '2026-07-01', amount: 10, cost: 6 },
    { id: 'b', ownerId: 'ann', orderedOn: '2026-07-31', amount: 20, cost: 5 },
    { id: 'c', ownerId: 'ann', orderedOn: '2026-09-30', amount: 4, cost: 1 },
    { id: 'd', ownerId: 'bob', orderedOn: '2026-09-30', amount: 0 },
    { id: 'e', ownerId: 'bob', orderedOn: '2026-10-01', amount: 7, cost: 2 },
  ],
});
const orders = records('orders', fallsIn('orderedOn'));
const value = sum('value', orders, 'amount');
const cost = sum('cost', orders, 'cost');
const headcount = count('reps', records('reps', stands('startedOn', 'leftOn', 'end')));

function figure(of: Expression, period: Period = quarter(2026, 3), asOf?: string): string {
  const { value: exact, reason } = calculate(probe(of), data, { period, ...(asOf === undefined ? {} : { asOf }) });
  return exact?.toFixed() ?? String(reason);
}

describe('figures per period', () => {
  it('fold the days, weeks, months, quarters or years of the period', () => {
    expect(figure(foldPeriods('n', 'month', 'sum', value))).toBe('34');
    expect(figure(foldPeriods('n', 'month', 'mean', value))).toBe(`11.${'3'.repeat(32)}`);
    expect(figure(foldPeriods('n', 'month', 'median', value))).toBe('4');
    expect(figure(foldPeriods('n', 'month', 'minimum', value))).toBe('0');
    expect(figure(foldPeriods('n', 'month', 'maximum', value))).toBe('30');
    expect(figure(foldPeriods('n', 'month', 'product', count('orders', orders)))).toBe('0');
    expect(figure(foldPeriods('n', 'quarter', 'mean', value), year(2026))).toBe('10.25');
    // 31 days of July with Bob on 16 of them: he left on 1 August.
    expect(figure(foldPeriods('n', 'day', 'mean', headcount), month(2026, 7))).toBe(
      `1.5161290322580645161290322580645${'16'}`,
    );
    expect(figure(foldPeriods('n', 'year', 'sum', value), year(2026))).toBe('41');
  });

  it('leave out periods that fail a condition, or whose figure is undefined', () => {
    const some = [count('orders', orders), 'above', 0] as const;
    expect(figure(countPeriods('n', 'month', some))).toBe('2');
    expect(figure(foldPeriods('n', 'month', 'mean', value, some))).toBe('17');
    expect(figure(foldPeriods('n', 'month', 'product', count('orders', orders), some))).toBe('4');
    expect(figure(foldPeriods('n', 'month', 'mean', mean('size', orders, 'amount')))).toBe('8.5');
    expect(figure(foldPeriods('n', 'month', 'mean', value, [count('orders', orders), 'above', 9]))).toBe('no-records');
    expect(figure(foldPeriods('n', 'month', 'product', count('orders', orders), [value, 'above', 99]))).toBe(
      'no-records',
    );
    expect(figure(foldPeriods('n', 'month', 'sum', value, [value, 'above', 99]))).toBe('0');
  });

  it('know nothing of periods that begin after the last known day', () => {
    expect(figure(countPeriods('n', 'month'), quarter(2026, 3), '2026-07-31')).toBe('1');
    expect(figure(countPeriods('n', 'month'), quarter(2026, 3), '2026-08-01')).toBe('2');
    expect(figure(foldPeriods('n', 'day', 'mean', headcount), month(2026, 7), '2026-07-16')).toBe('1.0625');
    expect(figure(countPeriods('n', 'day'), month(2026, 7), '2026-06-30')).toBe('0');
  });

  it('keep a period whole that is shorter than the grain', () => {
    expect(figure(foldPeriods('n', 'month', 'sum', value), week(2026, 27))).toBe('10');
    expect(figure(countPeriods('n', 'year'), day('2026-07-01'))).toBe('1');
    expect(figure(countPeriods('n', 'day'), day('2026-07-01'))).toBe('1');
  });

  it('may stand inside a figure per entity, and inside one another', () => {
    const best = foldPeriods('best', 'month', 'maximum', value);
    expect(figure(foldEntities('n', 'owner', 'sum', best), year(2026))).toBe('37');
    const bestOfQuarters = foldPeriods('n', 'quarter', 'sum', foldPeriods('best', 'month', 'maximum', value));
    expect(figure(bestOfQuarters, year(2026))).toBe('37');
    expect(figure(foldPeriods('n', 'month', 'sum', inTrailing(2, 'month', value)))).toBe('64');
  });

  it('are given whole to calculateFrom', () => {
    const rate = divide(count('leavers', orders), foldPeriods('headcount', 'day', 'mean', headcount));
    expect(calculateFrom(probe(rate), { leavers: 3, headcount: 12 }).value?.toFixed()).toBe('0.25');
  });

  it('report skipped records of all their periods once', () => {
    const { skipped } = calculate(probe(foldPeriods('n', 'month', 'sum', cost)), data, { period: year(2026) });
    expect(skipped).toEqual([{ part: 'cost', reason: 'missing-value', count: 1 }]);
  });

  it('are explained period by period', () => {
    const some = [count('orders', orders), 'above', 1] as const;
    const { tree, counted, leftOut } = explain(probe(foldPeriods('n', 'month', 'sum', cost, some)), data, {
      period: quarter(2026, 3),
    });
    expect(tree.does).toBe('sum of cost over months of the period with orders > 1');
    expect(
      tree.entities.map(({ entity, contribution, failed }) => [entity, contribution?.toFixed() ?? failed]),
    ).toEqual([
      ['2026-07', '11'],
      ['2026-08', 'number of months of the period with orders > 1'],
      ['2026-09', '1'],
    ]);
    expect(counted.filter(({ part }) => part === 'cost').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    const missing = leftOut.filter(({ part, id }) => part === 'cost' && id === 'd').map(({ failed }) => failed);
    expect(missing).toEqual([
      'orderedOn falls in the period (2026-07-01 to 2026-07-31)',
      'orderedOn falls in the period (2026-08-01 to 2026-08-31)',
      'cost is known',
    ]);
  });
});

describe('the next period', () => {
  it('is the one after, as far as it is known', () => {
    expect(figure(inNextPeriod(value))).toBe('7');
    expect(figure(inNextPeriod(value), quarter(2026, 3), '2026-09-30')).toBe('0');
    expect(figure(inNextPeriod(count('orders', orders)), month(2026, 8))).toBe('2');
  });
});

describe('the length of the period', () => {
  it.each([
    ['whole', undefined, '31', '22'],
    ['elapsed', undefined, '31', '22'],
    ['remaining', undefined, '0', '0'],
    ['whole', '2026-07-10', '31', '22'],
    ['elapsed', '2026-07-10', '10', '7'],
    ['remaining', '2026-07-10', '21', '15'],
    ['elapsed', '2026-06-30', '0', '0'],
    ['remaining', '2026-06-30', '31', '22'],
    ['elapsed', '2026-08-30', '31', '22'],
    ['remaining', '2026-08-30', '0', '0'],
  ] as const)('%s as of %s is %s days, %s of them worked', (days, asOf, all, worked) => {
    expect(figure(periodDays('n', days), month(2026, 7), asOf)).toBe(all);
    expect(figure(periodWorkingDays('n', days), month(2026, 7), asOf)).toBe(worked);
  });

  it('is a part that calculateFrom asks for', () => {
    const perDay = divide(value, periodDays('days', 'whole'));
    expect(calculateFrom(probe(perDay), { value: 90, days: 30 }).value?.toFixed()).toBe('3');
    expect(() => calculateFrom(probe(perDay), { value: 90 })).toThrow('calculateFrom: probe needs "days", got "value"');
  });

  it('is explained in words', () => {
    const does = (of: Expression): string => explain(probe(of), data, { period: month(2026, 7) }).tree.does;
    expect(does(periodDays('n', 'whole'))).toBe('days of the period');
    expect(does(periodDays('n', 'elapsed'))).toBe('days of the period so far');
    expect(does(periodWorkingDays('n', 'remaining'))).toBe('working days of the period that remain');
  });
});

describe('powers and roots', () => {
  const three = count('orders', orders);
  it.each([
    [power(three, 0), '1'],
    [power(three, 1), '4'],
    [power(three, 3), '64'],
    [power(constant('-0.5'), 3), '-0.125'],
    [root(three, 2), '2'],
    [root(three, 1), '4'],
    [root(constant('0.125'), 3), '0.5'],
    [root(constant('2'), 2), '1.414213562373095048801688724209698'],
    [minus(root(constant('2'), 12), constant('1')), '0.05946309435929526456182529494634170'],
    [times(root(constant('2'), 2), root(constant('2'), 2)), '2'],
    [root(constant('-1'), 3), 'base-not-positive'],
    [root(constant('0'), 3), '0'],
    [power(divide(three, constant('0')), 2), 'no-denominator'],
    [root(divide(three, constant('0')), 2), 'no-denominator'],
  ])('%#: %o', (of, expected) => {
    expect(figure(of)).toBe(expected.replace(/(\.\d*?)0+$/, '$1'));
  });

  it('take their exponent as a parameter', () => {
    const growth = root(named('factor', constant('8')), parameter('years', 3));
    const at = (years: string | number): string | undefined =>
      calculateFrom(probe(growth), { factor: 16 }, { parameters: { years } }).value?.toFixed();
    expect(at(4)).toBe('2');
    expect(at(2)).toBe('4');
    expect(() => at('1.5')).toThrow(
      'calculateFrom: the degree of a root in probe must be a whole number from 1 to 1000, got 1.5',
    );
    expect(() => at(0)).toThrow('the degree of a root in probe must be a whole number from 1 to 1000, got 0');
    expect(() => at(1001)).toThrow('the degree of a root in probe must be a whole number from 1 to 1000, got 1001');
    expect(() =>
      calculate(probe(power(three, parameter('years', 3))), data, {
        period: month(2026, 7),
        parameters: { years: -1 },
      }),
    ).toThrow('calculate: the exponent of a power in probe must be a whole number from 0 to 1000, got -1');
  });

  it('are explained', () => {
    const { tree } = explain(probe(power(three, 2)), data, { period: quarter(2026, 3) });
    expect([tree.does, tree.value?.toFixed(), tree.children.map(({ name }) => name)]).toEqual([
      'power 2',
      '16',
      ['orders'],
    ]);
  });
});

describe('a change of period', () => {
  const at = (of: Expression, parameters: Readonly<Record<string, number>> = {}): string =>
    String(calculate(probe(of), data, { period: month(2026, 9), parameters }).value);

  it('may go several periods or years at once', () => {
    expect(at(inPreviousPeriod(value, 2))).toBe('30');
    expect(at(inNextPeriod(value, 1))).toBe('7');
    expect(at(inSamePeriodLastYear(value, 3))).toBe('0');
    expect(String(calculate(probe(inSamePeriodLastYear(value, 3)), data, { period: month(2029, 7) }).value)).toBe('30');
  });

  it('takes how many as a parameter', () => {
    const trailing = inTrailing(parameter('months', 2), 'month', value);
    expect([at(trailing), at(trailing, { months: 3 })]).toEqual(['4', '34']);
    const lagged = inPreviousPeriod(value, parameter('lag', 1));
    expect([at(lagged), at(lagged, { lag: 2 })]).toEqual(['0', '30']);
    for (const lag of [0, 1.5, 1001])
      expect(() => at(lagged, { lag })).toThrow(
        `calculate: the number of periods in probe must be a whole number from 1 to 1000, got ${lag}`,
      );
    expect(
      calculateFrom(probe(trailing), { value: 5 }, { parameters: { months: 7 } }).parameters['months']?.toString(),
    ).toBe('7');
  });
});
