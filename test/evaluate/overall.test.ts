import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/calculate.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { count, mean, sum } from '../../src/expression/aggregate.ts';
import {
  constant,
  countEntities,
  divide,
  foldEntities,
  inTrailing,
  overall,
  times,
} from '../../src/expression/arithmetic.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { always, fallsIn, records } from '../../src/expression/recordSet.ts';
import { salesData } from '../../src/model/salesData.ts';
import { quarter } from '../../src/time/period.ts';
import { probe } from '../arbitraries/formulas.ts';

const data = salesData({
  currency: 'USD',
  timeZone: 'UTC',
  reps: [{ id: 'ann', teamId: 'north' }, { id: 'bob', teamId: 'north' }, { id: 'cy', teamId: 'south' }, { id: 'dot' }],
  teams: [{ id: 'north' }, { id: 'south' }],
  orders: [
    { id: 'a1', ownerId: 'ann', orderedOn: '2026-07-01', amount: 10 },
    { id: 'a2', ownerId: 'ann', orderedOn: '2026-08-01', amount: 20 },
    { id: 'b1', ownerId: 'bob', orderedOn: '2026-08-01', amount: 6 },
    { id: 'c1', ownerId: 'cy', orderedOn: '2026-09-30', amount: 12 },
    { id: 'c0', ownerId: 'cy', orderedOn: '2026-01-01', amount: 100 },
    { id: 'n1', orderedOn: '2026-09-30', amount: 12 },
  ],
});
const orders = records('orders', fallsIn('orderedOn'));
const value = sum('value', orders, 'amount');
const period = quarter(2026, 3);

function figure(of: Expression, options: Partial<Parameters<typeof calculate>[2]> = {}): string {
  const { value: exact, reason } = calculate(probe(of), data, { period, ...options });
  return exact?.toFixed() ?? String(reason);
}

describe('a figure over all entities', () => {
  const aboveMean = countEntities('aboveMean', 'owner', [
    mean('size', orders, 'amount'),
    'atLeast',
    overall(mean('meanSize', orders, 'amount')),
  ]);

  it('is what each entity is compared with, records without an entity included', () => {
    // The mean of 10, 20, 6, 12 and 12 is 12: ann has 15, bob 6, cy 12.
    expect(figure(aboveMean)).toBe('2');
    const largestShare = foldEntities(
      'largest',
      'owner',
      'maximum',
      divide(value, overall(sum('all', orders, 'amount'))),
    );
    expect(figure(largestShare)).toBe('0.5');
  });

  it('may be a figure per entity, or of another period', () => {
    // What the reps sold is 30, 6 and 12; the mean of them 16.
    const ofReps = foldEntities('ofReps', 'owner', 'mean', value);
    expect(figure(countEntities('n', 'owner', [value, 'above', overall(ofReps)]))).toBe('1');
    const ofTheYear = overall(inTrailing(12, 'month', mean('yearly', orders, 'amount')));
    // 160 / 6 is above every order but none of cy is.
    expect(figure(countEntities('n', 'owner', [mean('size', orders, 'amount'), 'above', ofTheYear]))).toBe('0');
    expect(figure(countEntities('n', 'owner', [mean('size', orders, 'amount'), 'above', divide(ofTheYear, 2)]))).toBe(
      '1',
    );
  });

  it('is narrowed and grouped as the figure is', () => {
    // Of the north the mean is 12, of the south too.
    expect(figure(aboveMean, { where: { team: 'north' } })).toBe('1');
    const { rows } = tabulate([probe(aboveMean)], data, { periods: [period], by: ['team'] });
    expect(rows.map(({ group, values }) => [group.team, values['probe']?.value?.toFixed()])).toEqual([
      ['north', '1'],
      ['south', '1'],
      [null, '0'],
    ]);
  });

  it('finds no entities', () => {
    const all = overall(count('reps', records('reps', always())));
    const share = foldEntities('share', 'owner', 'sum', divide(value, times(all, constant(1, 'currency'))));
    expect(figure(share)).toBe('12');
    // dot has no order, and is no entity because all reps are counted.
    expect(explain(probe(share), data, { period }).tree.entities.map(({ entity }) => entity)).toEqual([
      'ann',
      'bob',
      'cy',
    ]);
  });

  it('is undefined for all entities alike, which then satisfy nothing', () => {
    const none = overall(mean('before', records('orders', fallsIn('collectedOn')), 'amount'));
    expect(figure(countEntities('n', 'owner', [value, 'above', none]))).toBe('0');
    expect(figure(foldEntities('n', 'owner', 'mean', divide(value, none)))).toBe('no-records');
  });

  it('is explained: its records count once, even where their entity does not', () => {
    const { tree, counted, leftOut } = explain(probe(aboveMean), data, { period });
    const [ann] = tree.entities;
    expect(ann?.children.map(({ does }) => does)).toEqual([
      expect.stringMatching(/^mean of amount/),
      'over all entities',
    ]);
    const ofPart = (list: readonly { readonly part: string; readonly id: string }[], part: string): readonly string[] =>
      list.filter((record) => record.part === part).map(({ id }) => id);
    expect(ofPart(counted, 'meanSize')).toEqual(['a1', 'a2', 'b1', 'c1', 'n1']);
    expect(ofPart(leftOut, 'meanSize')).toEqual(['c0']);
    expect(ofPart(counted, 'size')).toEqual(['a1', 'a2', 'c1']);
    expect([...ofPart(leftOut, 'size')].sort()).toEqual(['b1', 'c0', 'n1']);
  });
});
