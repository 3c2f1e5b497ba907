import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSums, rowsPerReserve } from '../../src/number/exactSum.ts';

const limit = 2 ** 53;

/** Adds as a kernel does: straight into the cells, one reserve for each block. */
function addBlock(sums: ExactSums, rows: readonly (readonly [cell: number, units: number])[]): void {
  const totals = new Map<number, number>();
  for (const [cell, units] of rows) totals.set(cell, (totals.get(cell) ?? 0) + Math.abs(units));
  sums.reserve(Math.max(0, ...totals.values()));
  for (const [cell, units] of rows) sums.low[cell] = (sums.low[cell] ?? 0) + units;
}

describe('ExactSums', () => {
  it('begins at zero and adds', () => {
    const sums = new ExactSums(3);
    addBlock(sums, [
      [0, 100],
      [2, -7],
      [0, 1],
    ]);
    expect([sums.total(0), sums.total(1), sums.total(2)]).toEqual([101n, 0n, -7n]);
    expect(sums.low).toEqual(Float64Array.of(101, 0, -7));
  });

  it('steps over 2^53 by one', () => {
    const sums = new ExactSums(1);
    addBlock(sums, [[0, limit]]);
    // The bound 2^53 + 1 is itself no double: a careless comparison takes it for 2^53.
    addBlock(sums, [[0, 1]]);
    addBlock(sums, [[0, 1]]);
    expect(sums.total(0)).toBe(2n ** 53n + 2n);
  });

  it('steps over -2^53 by one', () => {
    const sums = new ExactSums(1);
    addBlock(sums, [[0, -limit]]);
    addBlock(sums, [[0, -1]]);
    expect(sums.total(0)).toBe(-(2n ** 53n) - 1n);
  });

  it('carries a large cell before a large block', () => {
    const sums = new ExactSums(2);
    addBlock(sums, [
      [0, 3],
      [1, limit - 1],
    ]);
    addBlock(sums, [
      [0, limit - 2],
      [1, limit - 2],
    ]);
    expect([sums.total(0), sums.total(1)]).toEqual([2n ** 53n + 1n, 2n ** 54n - 3n]);
  });

  it('keeps small cells as doubles when only the bound was large', () => {
    const sums = new ExactSums(2);
    for (let block = 0; block < 10; block++) {
      sums.reserve(limit);
      sums.low[0] = (sums.low[0] ?? 0) + 0;
      sums.reserve(limit / 2);
      sums.low[1] = (sums.low[1] ?? 0) + 1;
    }
    expect([sums.total(0), sums.total(1)]).toEqual([0n, 10n]);
    expect(sums.low[1]).toBeLessThan(10);
    sums.reserve(limit / 2);
    sums.low[0] = (sums.low[0] ?? 0) + limit / 2;
    sums.reserve(limit / 2);
    expect(sums.low[0]).toBe(limit / 2);
  });

  it('remembers what stayed in a cell after a carry', () => {
    const sums = new ExactSums(1);
    addBlock(sums, [[0, limit / 2 - 1]]);
    // Reserved and not used: the carry that follows finds a cell it may leave as it is.
    sums.reserve(limit / 2 + 1);
    addBlock(sums, [[0, limit / 2]]);
    addBlock(sums, [[0, limit / 2]]);
    expect(sums.total(0)).toBe(3n * 2n ** 52n - 1n);
  });

  it('remembers the largest of the cells that stay, wherever it stands', () => {
    for (const large of [0, 1, 2]) {
      const sums = new ExactSums(3);
      addBlock(sums, [[large, limit / 2 - 1]]);
      // Reserved and not used: the carry that follows leaves every cell.
      sums.reserve(limit / 2 + 1);
      addBlock(sums, [[large, 1]]);
      // Were the large cell forgotten, this would be added to it as it is, and 2^53 + 1 is no double.
      addBlock(sums, [[large, limit / 2 + 1]]);
      expect([0, 1, 2].map((cell) => sums.total(cell))).toEqual(
        [0, 1, 2].map((cell) => (cell === large ? 2n ** 53n + 1n : 0n)),
      );
    }
  });

  it('takes values of any size beside', () => {
    const sums = new ExactSums(2);
    sums.addWide(1, 10n ** 40n);
    addBlock(sums, [[1, 5]]);
    sums.addWide(1, -(10n ** 40n));
    sums.addWide(1, 7n);
    expect([sums.total(0), sums.total(1)]).toEqual([0n, 12n]);
  });

  it('equals the bigint sums near the limit, alternating, in any blocks', () => {
    const near = fc.integer({ min: 0, max: 5 }).map((step) => limit - step);
    const values = fc.oneof(
      near,
      near.map((value) => -value),
      fc.integer({ min: 2 ** 50, max: 2 ** 52 }),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.constantFrom(2 ** 52, -(2 ** 52), 2 ** 52 + 1, 1, -1, 0),
    );
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), values), { maxLength: 60 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 8 }), (given, wanted) => {
        const sums = new ExactSums(4);
        const expected = [0n, 0n, 0n, 0n];
        for (let start = 0; start < given.length; ) {
          const next = given.slice(start, start + wanted);
          const largest = Math.max(...next.map(([, units]) => Math.abs(units)));
          const block = next.slice(0, rowsPerReserve(largest, wanted));
          // The bound a kernel knows: rows times the largest, not what really goes into one cell.
          sums.reserve(block.length * largest);
          for (const [cell, units] of block) {
            sums.low[cell] = (sums.low[cell] ?? 0) + units;
            expected[cell] = (expected[cell] ?? 0n) + BigInt(units);
          }
          start += block.length;
        }
        expect([0, 1, 2, 3].map((cell) => sums.total(cell))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('equals the bigint sums under bounds far larger than what is added', () => {
    const middling = fc.integer({ min: 2 ** 49, max: 2 ** 52 });
    const blocks = fc.array(fc.tuple(middling, fc.integer({ min: 0, max: 2 ** 52 })), { maxLength: 30 });
    fc.assert(
      fc.property(blocks, fc.constantFrom(1, -1), (given, turn) => {
        const sums = new ExactSums(1);
        let expected = 0n;
        for (const [units, spare] of given) {
          sums.reserve(units + spare);
          sums.low[0] = (sums.low[0] ?? 0) + turn * units;
          expected += BigInt(turn * units);
        }
        expect(sums.total(0)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('equals the bigint sum of alternating runs that swell and fall', () => {
    const sums = new ExactSums(1);
    let expected = 0n;
    for (let row = 0; row < 3000; row++) {
      const units = (row % 7 < 4 ? 1 : -1) * (limit - (row % 11));
      addBlock(sums, [[0, units]]);
      expected += BigInt(units);
    }
    expect(sums.total(0)).toBe(expected);
  });

  it.each([
    [-1, '-1'],
    [0.5, '0.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [limit + 2, '9007199254740994'],
  ])('refuses a bound of %d', (bound, shown) => {
    const message = `reserve: bound must be a whole number from 0 to 2^53, got ${shown}`;
    expect(() => new ExactSums(1).reserve(bound)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message }),
    );
  });

  it('refuses a cell that is not there', () => {
    expect(() => new ExactSums(2).total(2)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message: 'total: cell must be from 0 to 1, got 2' }),
    );
  });
});

describe('rowsPerReserve', () => {
  it.each([
    [0, 1024, 1024],
    [1, 1024, 1024],
    [2 ** 43, 1024, 1024],
    [2 ** 43 + 1, 1024, 1023],
    [2 ** 50, 1024, 8],
    [limit, 1024, 1],
    [limit - 1, 1024, 1],
    [3, limit, 3002399751580330],
  ])('largest %d, wanted %d -> %d', (largest, wanted, expected) => {
    expect(rowsPerReserve(largest, wanted)).toBe(expected);
  });

  it('never passes the limit and never wastes a row', () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: limit }), fc.integer({ min: 1, max: 2 ** 20 }));
    fc.assert(
      fc.property(sizes, (largest) => {
        const rows = BigInt(rowsPerReserve(largest, limit));
        expect(rows * BigInt(largest) <= 2n ** 53n).toBe(true);
        expect((rows + 1n) * BigInt(largest) > 2n ** 53n).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
