import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../src/expression/canonical.ts';

/** The same data with the keys of every object written in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe('canonical', () => {
  it('is the same for the same data, however it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(reversed(value))).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('differs for different data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        // JSON has no minus zero and no undefined, so values are compared as JSON has them.
        const same = JSON.stringify(reversed(reversed(left))) === JSON.stringify(reversed(reversed(right)));
        if (same) expect(canonical(left)).toBe(canonical(right));
        if (canonical(left) === canonical(right))
          expect(JSON.parse(JSON.stringify(left))).toEqual(JSON.parse(JSON.stringify(right)));
      }),
    );
    expect(canonical({ a: [1, 2] })).not.toBe(canonical({ a: [2, 1] }));
  });

  it('sorts by code unit, and keeps the order of lists', () => {
    expect(canonical({ b: 1, a: { z: [3, 1], B: null } })).toBe('{"a":{"B":null,"z":[3,1]},"b":1}');
  });

  it('reads keys that objects have by birth as any other', () => {
    expect(canonical(JSON.parse('{ "b": 1, "__proto__": { "a": 2 } }'))).toBe('{"__proto__":{"a":2},"b":1}');
  });

  it('has a word for what JSON cannot hold', () => {
    expect(canonical([5n])).toBe('["a bigint"]');
  });
});
