import { describe, expect, it } from 'vitest';
import type { State } from '../../src/evaluate/state.ts';
import { type Tallied, TalliedLayers } from '../../src/evaluate/tallied.ts';
import { integer } from '../../src/number/rational.ts';

const noSkips = { missing: 0, negative: 0 };

/** A part with a sum and a list of one value in each of these pieces. */
function part(number: number, pieces: readonly number[]): readonly Tallied[] {
  const states = [
    { kind: 'sum', total: integer(number), count: 1, skipped: noSkips },
    { kind: 'values', values: [{ value: integer(number), count: 1 }], skipped: noSkips },
  ] as const;
  const cells = new Map(pieces.map((piece) => [piece, { records: 1, states }]));
  return [new Map([['[[],null]', { group: [], entity: null, cells }]])];
}

/** A part with one cell that holds one state; it counts as one more than its values. */
function cellOf(state: State): readonly Tallied[] {
  const cells = new Map([[0, { records: 1, states: [state] }]]);
  return [new Map([['[[],null]', { group: [], entity: null, cells }]])];
}

/** The values from 1 to a count, each once. */
function upTo(count: number): State {
  const values = Array.from({ length: count }, (_, index) => ({ value: integer(index + 1), count: 1 }));
  return { kind: 'values', values, skipped: noSkips };
}

describe('TalliedLayers', () => {
  it.each([
    // What is merged is counted once: the values of a later part are all among those before.
    ['a part of less than half the size stays apart', [9, 3], 10 + 4],
    ['a part of half the size is merged', [9, 4], 10],
    ['a larger part is merged', [4, 9], 10],
    ['a part is merged with the last one first', [9, 3, 1], 10 + 4],
    ['what was merged is merged further once it is large enough', [9, 3, 4], 10],
    ['each layer is less than half of the one before', [19, 7, 2], 20 + 8 + 3],
    ['only what is large enough for the last one is merged', [19, 7, 2, 1], 20 + 8 + 3],
    ['one part is a layer', [9], 10],
    ['nothing is kept of nothing', [], 0],
  ])('hold little beside each other: %s', (_, counts, size) => {
    const layers = new TalliedLayers([['other']]);
    for (const count of counts) layers.add(cellOf(upTo(count)));
    expect(layers.size).toBe(size);
    const [all] = layers.all;
    const most = Math.max(0, ...counts);
    expect(all?.get('[[],null]')?.cells.get(0)?.records).toBe(counts.length === 0 ? undefined : counts.length);
    expect(layers.size).toBe(counts.length === 0 ? 0 : most + 1);
  });

  it.each<[State, number]>([
    [{ kind: 'distinct', values: new Set(['a', 'b', 'c']) }, 3],
    [upTo(5), 5],
    [{ kind: 'count', count: 7 }, 1],
    [{ kind: 'extreme', value: null, skipped: noSkips }, 1],
  ])('know how much they hold (%#)', (state, values) => {
    const layers = new TalliedLayers([['other']]);
    layers.add(cellOf(state));
    expect(layers.size).toBe(1 + values);
  });

  it('keep no more for a long stream than for its first parts, where no value is new', () => {
    const layers = new TalliedLayers([['other', 'other']]);
    const sizes = Array.from({ length: 500 }, (_, number) => {
      layers.add(part(7, [number % 10]));
      return layers.size;
    });
    const { size } = layers;
    expect(layers.all[0]?.get('[[],null]')?.cells.size).toBe(10);
    // Ten cells of two values, and the group.
    expect(layers.size).toBe(21);
    expect(Math.max(...sizes, size)).toBeLessThanOrEqual(42);
  });

  it('grow with the values that they have to keep, and lose none', () => {
    const layers = new TalliedLayers([['other', 'other']]);
    for (let number = 0; number < 300; number++) layers.add(part(number, [0]));
    const cell = layers.all[0]?.get('[[],null]')?.cells.get(0);
    expect(cell?.records).toBe(300);
    expect(cell?.states[0]).toEqual({ kind: 'sum', total: integer(44850), count: 300, skipped: noSkips });
    expect(layers.size).toBe(302);
  });
});
