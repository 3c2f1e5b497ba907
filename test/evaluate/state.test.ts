import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../../src/evaluate/outcome.ts';
import { Program, type Step } from '../../src/evaluate/program.ts';
import { readRequest } from '../../src/evaluate/request.ts';
import { type compareDated, type Merging, mergeStates, type State } from '../../src/evaluate/state.ts';
import type { Aggregate } from '../../src/expression/expression.ts';
import type { SalesData } from '../../src/model/dataset.ts';
import type { DimensionName } from '../../src/model/dimension.ts';
import { integer } from '../../src/number/rational.ts';
import type { Period } from '../../src/time/period.ts';
import { aggregate, anyPeriod, probe } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import type { Rows } from '../oracles/kpiBook.ts';

function statesOf(data: SalesData, of: Aggregate, period: Period, by: readonly DimensionName[]): readonly State[] {
  const program = new Program('test', data, readRequest('test', [probe(of)], [period], by, {}));
  const step = program.steps[0] as Extract<Step, { kind: 'aggregate' }>;
  return program.registry.keys.flatMap((_, group) => stateOf(step, { period: 0, group, entity: null }) ?? []);
}

function merging({ kind }: Aggregate): Merging {
  return kind === 'minimum' || kind === 'maximum' || kind === 'first' || kind === 'last' ? kind : 'other';
}

/** A state as text: what it knows, whatever the order in which it came to know it. */
function shown(state: State | undefined): string {
  return JSON.stringify(state, (key, value: unknown) => {
    if (key === 'row') return undefined;
    if (typeof value === 'bigint') return String(value);
    return value instanceof Set ? [...value].sort() : value;
  });
}

/** Merges in an order and shape that the numbers decide. */
function mergedBy(states: readonly State[], order: readonly number[], how: Merging): State | undefined {
  const left = [...states];
  for (let turn = 0; left.length > 1; turn++) {
    const first = left.splice((order[turn * 2] ?? 0) % left.length, 1)[0];
    const second = left.splice((order[turn * 2 + 1] ?? 0) % left.length, 1)[0];
    if (first !== undefined && second !== undefined) left.push(mergeStates(first, second, how));
  }
  return left[0];
}

const orders = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

describe('mergeStates', () => {
  it('gives the state of all records, in whatever order and grouping their parts are merged', () => {
    const plain = aggregate(['opportunities', 'leads', 'activities', 'orders', 'opportunityHistory', 'stageVisits']);
    fc.assert(
      fc.property(
        salesRows({ opportunities: 14, others: 12 }),
        plain,
        anyPeriod,
        fc.constantFrom('attributes.half', 'owner', 'account'),
        orders,
        (rows, of, period, by, order) => {
          const data = readRows(rows);
          fc.pre(of.records.source !== 'activities' || by !== 'account');
          const whole = statesOf(data, of, period, [])[0];
          const parts = statesOf(data, of, period, [by as DimensionName]);
          expect(shown(mergedBy(parts, order, merging(of)))).toBe(shown(whole));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives the state of all records when they were read apart', () => {
    // What a record is joined to may be in the other half, so joins are left out.
    const plain = aggregate(['opportunities', 'leads', 'activities', 'orders', 'subscriptions']).map(
      (of): Aggregate => ({ ...of, records: { ...of.records, join: null } }),
    );
    const alone = plain.filter((of) => !JSON.stringify(of).includes('other.'));
    fc.assert(
      fc.property(
        salesRows({ opportunities: 14, others: 12 }),
        alone,
        anyPeriod,
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        fc.boolean(),
        (rows, of, period, sides, swap) => {
          const { source } = of.records;
          // A custom field that is a number in one half only is a number in neither reading of the whole.
          fc.pre(!JSON.stringify(of).includes('attributes.'));
          const half = (side: boolean): Rows => ({
            ...rows,
            sources: {
              ...rows.sources,
              [source]: (rows.sources[source] ?? []).filter((_, index) => sides[index] === side),
            },
          });
          const parts = [half(swap), half(!swap)].flatMap((one) => statesOf(readRows(one), of, period, []));
          const [first, second] = parts;
          const merged = first === undefined || second === undefined ? first : mergeStates(first, second, merging(of));
          expect(shown(merged)).toBe(shown(statesOf(readRows(rows), of, period, [])[0]));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('refuses states of different aggregates', () => {
    const skipped = { missing: 0, negative: 0 };
    const states: readonly State[] = [
      { kind: 'count', count: 1 },
      { kind: 'sum', total: { numerator: 1n, denominator: 1n }, count: 1, skipped },
      { kind: 'extreme', value: null, skipped },
      { kind: 'distinct', values: new Set() },
      { kind: 'values', values: [], skipped },
      { kind: 'dated', record: null, skipped },
    ];
    for (const left of states) {
      for (const right of states) {
        if (left !== right)
          expect(() => mergeStates(left, right, 'other')).toThrow(
            new TypeError('mergeStates: the states belong to different aggregates'),
          );
        else expect(mergeStates(left, right, 'other').kind).toBe(left.kind);
      }
    }
  });

  it('takes what either side knows where the other knows nothing', () => {
    const none = { missing: 2, negative: 1 };
    const some = { missing: 1, negative: 3 };
    const skipped = { missing: 3, negative: 4 };
    const value = integer(7);
    const record = { day: 5, time: Number.NaN, id: 'a', row: 0, value };
    const extremes: readonly State[] = [
      { kind: 'extreme', value, skipped: some },
      { kind: 'extreme', value: null, skipped: none },
    ];
    const dated: readonly State[] = [
      { kind: 'dated', record, skipped: some },
      { kind: 'dated', record: null, skipped: none },
    ];
    expect(bothWays(extremes, 'minimum')).toEqual(Array(2).fill({ kind: 'extreme', value, skipped }));
    expect(bothWays(dated, 'first')).toEqual(Array(2).fill({ kind: 'dated', record, skipped }));
  });

  it.each<readonly [string, Moment, Moment]>([
    ['day', { day: 5, time: 9, id: 'b', row: 8 }, { day: 6, time: 3, id: 'a', row: 2 }],
    ['time of the day', { day: 5, time: 3, id: 'b', row: 8 }, { day: 5, time: 9, id: 'a', row: 2 }],
    [
      'unknown time before a known one',
      { day: 5, time: Number.NaN, id: 'b', row: 8 },
      { day: 5, time: -3, id: 'a', row: 2 },
    ],
    ['id', { day: 5, time: 3, id: 'a', row: 8 }, { day: 5, time: 3, id: 'b', row: 2 }],
    ['position', { day: 5, time: 3, id: 'a', row: 2 }, { day: 5, time: 3, id: 'a', row: 8 }],
  ])('keeps the first or the last record by %s', (_name, earlier, later) => {
    const states = [earlier, later].map(
      (moment, index): State => ({
        kind: 'dated',
        record: { ...moment, value: integer(index) },
        skipped: { missing: 0, negative: 0 },
      }),
    );
    expect(bothWays(states, 'first')).toEqual([states[0], states[0]]);
    expect(bothWays(states, 'last')).toEqual([states[1], states[1]]);
  });
});

type Moment = Parameters<typeof compareDated>[0];

/** Two states merged in one order and in the other. */
function bothWays([left, right]: readonly State[], how: Merging): readonly State[] {
  if (left === undefined || right === undefined) throw new Error('two states are merged');
  return [mergeStates(left, right, how), mergeStates(right, left, how)];
}
