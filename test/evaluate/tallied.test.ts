import { describe, expect, it } from 'vitest';
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

describe('TalliedLayers', () => {
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
