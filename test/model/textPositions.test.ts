import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextPositions } from '../../src/model/textPositions.ts';

/** What a map says of the first position of each text. */
function firstPositions(texts: readonly string[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const [position, text] of texts.entries()) if (!first.has(text)) first.set(text, position);
  return first;
}

describe('positions of texts', () => {
  const text = fc.oneof(fc.constantFrom('', 'a', 'b', '__proto__', '\ud800'), fc.nat(60).map(String), fc.string());

  it.each([0, 1, 1000])('are those of a map, with %i expected', (expected) => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), fc.array(text), (texts, others) => {
        const positions = new TextPositions(texts, expected);
        const first = firstPositions(texts);
        for (const [position, each] of texts.entries()) {
          const known = first.get(each) as number;
          expect(positions.add(position)).toBe(known < position ? known : undefined);
        }
        expect(positions.size).toBe(first.size);
        for (const each of [...texts, ...others]) expect(positions.get(each)).toBe(first.get(each));
      }),
    );
  });

  it('are found among many', () => {
    const texts = Array.from({ length: 100_000 }, (_, index) => `sale-${index}`);
    const positions = new TextPositions(texts);
    for (const position of texts.keys()) positions.add(position);
    expect(texts.every((each, position) => positions.get(each) === position)).toBe(true);
    expect([positions.get('sale-100000'), positions.size]).toEqual([undefined, 100_000]);
  });

  it('are found where all texts were chosen to have one place', () => {
    // Texts whose hashes end in the same twelve bits; whoever knows how they are spread can find such texts.
    const texts = alike(400);
    const positions = new TextPositions(texts);
    for (const position of texts.keys()) expect(positions.add(position)).toBeUndefined();
    for (const position of texts.keys()) expect(positions.add(position)).toBe(position);
    expect(texts.map((each) => positions.get(each))).toEqual([...texts.keys()]);
    expect([positions.get(alike(401)[400] as string), positions.size]).toEqual([undefined, 400]);
  });
});

/** The first numbers, as texts, whose hash (FNV-1a, mixed) ends in zeros. */
function alike(count: number): string[] {
  const found: string[] = [];
  for (let number = 0; found.length < count; number++) {
    const text = String(number);
    let hash = 0x811c9dc5;
    for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 73_244_475);
    hash ^= hash >>> 15;
    if ((hash & 0xfff) === 0) found.push(text);
  }
  return found;
}
