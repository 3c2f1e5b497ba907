import { describe, expect, it } from 'vitest';
import { count, percentile, sum, trimmedMean } from '../../src/expression/aggregate.ts';
import {
  constant,
  countEntities,
  countPeriods,
  divide,
  foldEntities,
  foldPeriods,
  greaterOf,
  inNextPeriod,
  inPreviousPeriod,
  inSamePeriodLastYear,
  inTrailing,
  kaplanMeierMedian,
  lesserOf,
  minus,
  named,
  overall,
  plus,
  power,
  root,
  rounded,
  times,
} from '../../src/expression/arithmetic.ts';
import { all, any, compares, daysBetween, is, isMissing, isOneOf, not } from '../../src/expression/condition.ts';
import { followedBy, pairedWith } from '../../src/expression/join.ts';
import { parameter, textParameter } from '../../src/expression/parameter.ts';
import { fallsIn, records } from '../../src/expression/recordSet.ts';
import { isAggregate, operandsOf, parametersOf, partsOf } from '../../src/expression/walk.ts';

const deals = records('opportunities', fallsIn('closedOn'));
const [a, b] = [count('a', deals), count('b', deals)];
const names = (formula: Parameters<typeof partsOf>[0]): readonly string[] => partsOf(formula).map(({ name }) => name);

describe('operandsOf', () => {
  it('gives the direct operands in reading order', () => {
    for (const of of [plus, minus, times, divide, lesserOf, greaterOf]) expect(operandsOf(of(a, b))).toEqual([a, b]);
    expect(operandsOf(power(a, 2))).toEqual([a]);
    expect(operandsOf(root(a, 2))).toEqual([a]);
    expect(operandsOf(named('n', a))).toEqual([a]);
    expect(operandsOf(inPreviousPeriod(a))).toEqual([a]);
    expect(operandsOf(overall(a))).toEqual([a]);
    expect(operandsOf(foldEntities('e', 'owner', 'sum', a, [b, 'above', constant(1)]))).toEqual([a, b, constant(1)]);
    expect(operandsOf(countEntities('e', 'owner'))).toEqual([]);
    expect(operandsOf(foldPeriods('p', 'month', 'sum', a, [b, 'above', 1]))).toEqual([a, b, constant(1)]);
    expect(operandsOf(countPeriods('p', 'month'))).toEqual([]);
    expect(operandsOf(rounded(a, 2))).toEqual([a]);
    expect(operandsOf(kaplanMeierMedian('e', 'owner', a, [b, 'above', 2], [a, 'equals', 1]))).toEqual([
      a,
      a,
      constant(1),
      b,
      constant(2),
    ]);
  });

  it('gives none of what has none', () => {
    for (const leaf of [a, constant(1), parameter('p', 1)]) expect(operandsOf(leaf)).toEqual([]);
  });
});

it('isAggregate tells aggregates of records from all else', () => {
  expect(isAggregate(a)).toBe(true);
  expect(
    [constant(1), parameter('p', 1), named('n', a), plus(a, b), countEntities('e', 'owner')].some(isAggregate),
  ).toBe(false);
});

describe('partsOf', () => {
  it('gives the outermost names, each once', () => {
    expect(names(divide(a, plus(b, a)))).toEqual(['a', 'b']);
    expect(names(divide(named('share', divide(a, b)), b))).toEqual(['share', 'b']);
    expect(names(minus(inPreviousPeriod(a), countEntities('winners', 'owner', [b, 'above', 0])))).toEqual([
      'a',
      'winners',
    ]);
    expect(names(plus(parameter('p', 1), 5))).toEqual([]);
    expect(partsOf(plus(a, { ...a }))[0]).toBe(a);
  });
});

describe('parametersOf', () => {
  const [p1, p2, p3, p4, p5, p6] = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => parameter(name, 1)) as [
    ReturnType<typeof parameter>,
    ReturnType<typeof parameter>,
    ReturnType<typeof parameter>,
    ReturnType<typeof parameter>,
    ReturnType<typeof parameter>,
    ReturnType<typeof parameter>,
  ];

  it('finds them wherever a number may stand', () => {
    const nested = records(
      'opportunities',
      fallsIn('closedOn'),
      all(any(not(compares('amount', 'above', p1))), isMissing('stage')),
      daysBetween('createdOn', 'closedOn', 'atMost', p2),
    );
    const followed = followedBy(nested, 'activities', {
      key: ['id', 'opportunityId'],
      dates: ['createdOn', 'occurredOn'],
      where: [compares('attributes.score', 'atLeast', p3)],
      within: p4,
    });
    expect(parametersOf(percentile('p', followed, 'amount', p5)).map(({ name }) => name)).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
    ]);
    expect(parametersOf(named('n', inPreviousPeriod(plus(p6, count('n', nested))))).map(({ name }) => name)).toEqual([
      'six',
      'one',
      'two',
    ]);
    expect(parametersOf(countEntities('e', 'owner', [a, 'above', p6])).map(({ name }) => name)).toEqual(['six']);
    for (const raised of [power, root]) expect(parametersOf(raised(plus(p1, 1), p2))).toEqual([p2, p1]);
    for (const change of [inPreviousPeriod, inNextPeriod, inSamePeriodLastYear])
      expect(parametersOf(change(plus(p1, 1), p2))).toEqual([p2, p1]);
    expect(parametersOf(inTrailing(p2, 'month', plus(p1, 1)))).toEqual([p2, p1]);
    expect(parametersOf(trimmedMean('t', deals, 'amount', p3))).toEqual([p3]);
  });

  it('finds those of joins, and texts', () => {
    const anyText = textParameter('any', null);
    const rival = textParameter('rival', 'Acme');
    const paired = pairedWith(records('opportunities', fallsIn('closedOn'), not(is('competitor', anyText))), 'orders', {
      side: 'after',
      key: ['id', 'opportunityId'],
      dates: ['closedOn', 'orderedOn'],
      where: [isOneOf('product', ['pro', rival])],
      within: p1,
      beyond: p2,
      compare: [{ other: 'amount', comparison: 'above', own: 'amount', plus: p3 }],
    });
    expect(parametersOf(count('n', paired))).toEqual([anyText, rival, p1, p2, p3]);
  });

  it('gives each once, as it is first met', () => {
    const again = parameter('one', 7);
    expect(parametersOf(plus(p1, again))).toEqual([p1]);
    expect(
      parametersOf(sum('x', records('opportunities', fallsIn('closedOn'), compares('amount', 'above', 5)), 'amount')),
    ).toEqual([]);
  });
});
