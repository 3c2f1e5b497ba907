import { describe, expect, it } from 'vitest';
import { Cells } from '../../src/evaluate/cells.ts';

const most = 2 ** 28;

/** The slot of each row, and its piece below; the last row stands where the first does. */
const slotOf = Int32Array.from([2, 0, 2, 1, 2]);
const rows = Int32Array.from([0, 1, 2, 3, 4]);
const pieceOf = [1, 2, 0, 1, 1];

function placesIn(cells: Cells): readonly number[] {
  const pieces = Int32Array.from(pieceOf);
  cells.place(rows, rows.length, slotOf, pieces);
  return [...pieces];
}

describe.each([
  ['laid out', new Cells(3, 3, 5), 9],
  ['only where they are touched', new Cells(3, 2 ** 21, 5), 5],
])('cells %s', (_name, cells, capacity) => {
  const places = placesIn(cells);

  it('have room for all', () => {
    expect(cells.capacity).toBe(capacity);
    expect(Math.max(...places)).toBeLessThan(capacity);
  });

  it('are told apart by slot and piece', () => {
    expect(new Set(places).size).toBe(4);
    expect(places[4]).toBe(places[0]);
    expect(places.map((_, index) => cells.find(slotOf[index] ?? 0, pieceOf[index] ?? 0))).toEqual(places);
  });

  it('are visited with their slot and piece', () => {
    const visited = new Map<number, string>();
    cells.forEach(3, (slot, piece, place) => visited.set(place, `${slot} ${piece}`));
    expect(places.map((place) => visited.get(place))).toEqual(['2 1', '0 2', '2 0', '1 1', '2 1']);
    expect(visited.size).toBe(capacity === 9 ? 9 : 4);
  });
});

describe('cells', () => {
  it('of one group need no slots', () => {
    const pieces = Int32Array.from([2, 0, 7]);
    new Cells(1, 3, 3).place(rows, 2, null, pieces);
    expect([...pieces]).toEqual([2, 0, 7]);
  });

  it('that were never touched have no place where they are not laid out', () => {
    expect(new Cells(3, 2 ** 21, 5).find(0, 0)).toBe(-1);
    expect(new Cells(3, 3, 5).find(1, 2)).toBe(5);
  });

  it('are laid out up to 4,194,304, and where records could touch more than there are', () => {
    expect(new Cells(2, 2 ** 21, 1).capacity).toBe(2 ** 22);
    expect(new Cells(2, 2 ** 21 + 1, 1).capacity).toBe(1);
    expect(new Cells(3, 2 ** 21, 3 * 2 ** 21).capacity).toBe(3 * 2 ** 21);
    expect(new Cells(3, 2 ** 21, 3 * 2 ** 21 - 1).find(0, 0)).toBe(-1);
  });

  it('are refused where there would be too many for any memory', () => {
    expect(new Cells(2 ** 14, 2 ** 14, most + 1).capacity).toBe(most);
    expect(() => new Cells(2 ** 14, 2 ** 14 + 1, most + 1)).toThrow(
      'evaluate: groups times periods must be at most 268435456 cells, got 268435457; ask for fewer groups or periods at once',
    );
  });
});
