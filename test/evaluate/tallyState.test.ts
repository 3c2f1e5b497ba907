import { describe, expect, it } from 'vitest';
import type { State } from '../../src/evaluate/state.ts';
import { slotKey, type Tallied } from '../../src/evaluate/tallied.ts';
import { writeState } from '../../src/evaluate/tallyState.ts';
import { integer, rational } from '../../src/number/rational.ts';

const skipped = { missing: 1, negative: 2 };

/** Every order of some values. */
function ordersOf<Of>(values: readonly Of[]): readonly (readonly Of[])[] {
  if (values.length < 2) return [values];
  return values.flatMap((first, index) =>
    ordersOf(values.filter((_, place) => place !== index)).map((rest) => [first, ...rest]),
  );
}

function written(tallied: Tallied): unknown {
  return writeState('f', new Map(), [tallied]).found[0];
}

function writtenCell(state: State): unknown {
  const cells = new Map([[4, { records: 3, states: [state] }]]);
  return written(new Map([['x', { group: [], entity: null, cells }]]));
}

describe('the state of a tally', () => {
  it('lists groups, pieces and distinct values in one order, whatever the order in which they were met', () => {
    const groups = [['ann'], ['bob'], ['cat'], ['dan']];
    const pieces = [-1, 2, 10, 100];
    const texts = ['A', 'a', 'aa', 'b'];
    for (const [index, order] of ordersOf([0, 1, 2, 3]).entries()) {
      const values = new Set(order.map((place) => texts[place] as string));
      const cells = new Map(
        order.map((place) => [
          pieces[place] as number,
          { records: 1, states: [{ kind: 'distinct', values }] as const },
        ]),
      );
      const slots = order.map((place) => groups[place] as string[]);
      const tallied = new Map(slots.map((group) => [slotKey(group, null), { group, entity: null, cells }]));
      expect(written(tallied), `order ${index}`).toEqual(
        groups.map((group) => ({
          group,
          entity: null,
          cells: pieces.map((piece) => [piece, 1, texts]),
        })),
      );
    }
  });

  it('names the sources of which there are records, in their order', () => {
    const counts = new Map([
      ['orders', 2],
      ['leads', 0],
      ['opportunities', 5],
    ] as const);
    expect(JSON.stringify(writeState('f', counts, []))).toBe(
      '{"version":1,"fingerprint":"f","counts":{"opportunities":5,"orders":2},"found":[]}',
    );
  });

  it.each<[State, readonly unknown[]]>([
    [{ kind: 'count', count: 3 }, []],
    [{ kind: 'sum', total: rational(1n, 3n), count: 3, skipped }, [['1/3', 1, 2]]],
    [{ kind: 'extreme', value: integer(5), skipped }, [['5', 1, 2]]],
    [{ kind: 'extreme', value: null, skipped }, [[null, 1, 2]]],
    [{ kind: 'values', values: [{ value: integer(5), count: 2 }], skipped }, [[[['5', 2]], 1, 2]]],
    [{ kind: 'dated', record: null, skipped }, [[null, 1, 2]]],
    [
      { kind: 'dated', record: { day: 1, time: Number.NaN, id: 'a', row: 7, value: integer(5) }, skipped },
      [[{ day: '1970-01-02', time: null, id: 'a', value: '5' }, 1, 2]],
    ],
    [
      { kind: 'dated', record: { day: 1, time: 86_400_001, id: 'a', row: 7, value: integer(5) }, skipped },
      [[{ day: '1970-01-02', time: 86_400_001, id: 'a', value: '5' }, 1, 2]],
    ],
  ])('writes what an aggregate knows (%#)', (state, expected) => {
    expect(writtenCell(state)).toEqual([{ group: [], entity: null, cells: [[4, 3, ...expected]] }]);
  });
});
