import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Buckets, type DaySpan } from '../../src/evaluate/buckets.ts';
import { MISSING_DAY } from '../../src/model/table.ts';

const days = Int32Array.from([MISSING_DAY, ...Array.from({ length: 41 }, (_, index) => index - 20)]);

const everyBit = days.map(() => -1);

/** The piece of each day; null for none. */
function piecesOfDays(buckets: Buckets): readonly (number | null)[] {
  const rows = new Int32Array(days.length);
  const pieces = new Int32Array(days.length);
  const kept = buckets.list(days, everyBit, 1, 0, days.length, rows, pieces);
  const found = new Map(Array.from({ length: kept }, (_, index) => [rows[index], pieces[index]] as const));
  return Array.from(days.keys(), (row) => found.get(row) ?? null);
}

function isIn({ from, to }: DaySpan, day: number): boolean {
  return day !== MISSING_DAY && (from === null || day >= from) && day < to;
}

const day = fc.integer({ min: -10, max: 10 });
const closed = fc.record({ from: day, to: day });
const open = fc.record({ from: fc.constant(null), to: day });

describe('Buckets', () => {
  it('put each day into one piece, and each span together from its pieces', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array<DaySpan>(closed, { minLength: 1, maxLength: 4 }),
          fc.array<DaySpan>(open, { minLength: 1, maxLength: 4 }),
          fc.array<DaySpan>(fc.oneof(open, closed), { minLength: 1, maxLength: 4 }),
        ),
        (spans) => {
          const buckets = new Buckets(spans);
          const pieces = piecesOfDays(buckets);
          for (const span of spans) {
            const [first, end] = buckets.piecesOf(span);
            expect(pieces.map((piece) => piece !== null && piece >= first && piece < end)).toEqual(
              Array.from(days, (one) => isIn(span, one)),
            );
          }
          for (const piece of pieces) expect(piece ?? 0).toBeLessThan(Math.max(buckets.size, 1));
        },
      ),
    );
  });

  it('give an empty span no piece, though one of its days is where another span begins or ends', () => {
    for (const open of [0, null]) {
      const buckets = new Buckets([
        { from: open, to: 3 },
        { from: 3, to: 8 },
      ]);
      for (const [from, to] of [
        [5, 3],
        [8, 5],
        [3, 3],
        [9, 8],
      ] as const) {
        const [first, end] = buckets.piecesOf({ from, to });
        expect(end - first).toBe(0);
      }
      expect(buckets.piecesOf({ from: open, to: 8 })).toEqual([0, 2]);
      expect(buckets.piecesOf({ from: 3, to: 8 })).toEqual([1, 2]);
    }
  });

  it('count from the beginning of time beside spans that begin on a day', () => {
    const spans = [
      { from: null, to: 2 },
      { from: 5, to: 9 },
    ];
    const buckets = new Buckets(spans);
    expect(buckets.size).toBe(3);
    expect(spans.map((span) => buckets.piecesOf(span))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it.each<readonly [string, readonly DaySpan[], number]>([
    ['no span', [], 0],
    ['an empty span', [{ from: 3, to: 3 }], 0],
    ['one span', [{ from: 0, to: 5 }], 1],
    [
      'a span that holds empty ones',
      [
        { from: 0, to: 5 },
        { from: 3, to: 3 },
        { from: 4, to: 2 },
      ],
      1,
    ],
    [
      'neighbours',
      [
        { from: 0, to: 5 },
        { from: 5, to: 9 },
      ],
      2,
    ],
    [
      'spans apart, with a piece between them',
      [
        { from: 0, to: 2 },
        { from: 5, to: 9 },
      ],
      3,
    ],
    [
      'spans that overlap',
      [
        { from: 0, to: 5 },
        { from: 3, to: 9 },
      ],
      3,
    ],
    [
      'the beginning of time to two days',
      [
        { from: null, to: 5 },
        { from: null, to: 9 },
      ],
      2,
    ],
  ])('cut %s into no more pieces than are needed', (_name, spans, size) => {
    expect(new Buckets(spans).size).toBe(size);
  });
});
