import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topmostAncestors } from '../../src/model/ancestry.ts';

/** Every ancestor of a record, itself included, by taking as many steps as there are records. */
function ancestorsOf(id: string, parents: ReadonlyMap<string, string>): string[] {
  const path = [id];
  for (let step = 0; step <= parents.size; step++) {
    const parent = parents.get(path.at(-1) ?? '');
    if (parent !== undefined) path.push(parent);
  }
  return path;
}

/** The last ancestor; where the way never ends, the first in order of those that come again. */
function topmostOf(id: string, parents: ReadonlyMap<string, string>): string | undefined {
  const path = ancestorsOf(id, parents);
  const last = path.at(-1) ?? id;
  return parents.has(last) ? ancestorsOf(last, parents).sort()[0] : last;
}

describe('topmostAncestors', () => {
  it('climbs to the end, and finds one for a circle', () => {
    const parents = new Map([
      ['leaf', 'branch'],
      ['branch', 'root'],
      ['stray', 'unknown'],
      ['self', 'self'],
      ['into', 'c'],
      ['c', 'b'],
      ['b', 'd'],
      ['d', 'c'],
    ]);
    const topmost = topmostAncestors((id) => parents.get(id));
    expect(
      ['leaf', 'branch', 'root', 'stray', 'unknown', 'self', 'into', 'c', 'b', 'd', 'nobody'].map(topmost),
    ).toEqual(['root', 'root', 'root', 'unknown', 'unknown', 'self', 'b', 'b', 'b', 'b', 'nobody']);
  });

  it('agrees with climbing step by step, in whatever order it is asked', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', '__proto__'];
    const id = fc.constantFrom(...ids);
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id)), fc.shuffledSubarray(ids, { minLength: ids.length }), (pairs, order) => {
        const parents = new Map(pairs);
        const topmost = topmostAncestors((child) => parents.get(child));
        expect(order.map(topmost)).toEqual(order.map((asked) => topmostOf(asked, parents)));
      }),
    );
  });

  it('is quick for a long chain', () => {
    const count = 200_000;
    const topmost = topmostAncestors((id) => (Number(id) < count ? String(Number(id) + 1) : undefined));
    expect(topmost('0')).toBe(String(count));
    for (let id = 0; id < count; id++) topmost(String(id));
    expect(topmost('5')).toBe(String(count));
  });
});
