import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Hierarchy } from '../../src/commission/hierarchy.ts';
import type { ReadReportingLine } from '../../src/commission/inputData.ts';
import { parseDay } from '../../src/time/day.ts';
import { slowManagers } from '../oracles/commissionHierarchy.ts';

const always = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
const day = parseDay('2026-08-05');

function line(payee: string, manager: string, from?: string, to?: string): ReadReportingLine {
  return {
    payee,
    manager,
    start: from === undefined ? always.start : parseDay(from),
    end: to === undefined ? always.end : parseDay(to),
  };
}

describe('managersOf', () => {
  it('climbs, the nearest first', () => {
    const hierarchy = new Hierarchy([line('lead', 'head'), line('rep', 'lead'), line('head', 'chief')]);
    expect(hierarchy.managersOf('rep', day)).toEqual(['lead', 'head', 'chief']);
    expect(hierarchy.managersOf('rep', day, 2)).toEqual(['lead', 'head']);
    expect(hierarchy.managersOf('rep', day, 0)).toEqual([]);
    expect(hierarchy.managersOf('chief', day)).toEqual([]);
    expect(hierarchy.managersOf('stranger', day)).toEqual([]);
  });

  it('counts everybody once, on the nearest level', () => {
    const matrix = new Hierarchy([
      line('rep', 'region'),
      line('rep', 'product'),
      line('region', 'head'),
      line('product', 'head'),
      line('product', 'region'),
      line('rep', 'region'),
    ]);
    expect(matrix.managersOf('rep', day)).toEqual(['product', 'region', 'head']);
    expect(matrix.managersOf('rep', day, 1)).toEqual(['product', 'region']);
  });

  it('reads the lines as of the day', () => {
    const moved = new Hierarchy([
      line('rep', 'old', undefined, '2026-07-01'),
      line('rep', 'new', '2026-07-01'),
      line('new', 'head', '2026-08-01', '2026-09-01'),
    ]);
    expect(
      ['2026-06-30', '2026-07-01', '2026-08-01', '2026-09-01'].map((date) => moved.managersOf('rep', parseDay(date))),
    ).toEqual([['old'], ['new'], ['new', 'head'], ['new']]);
    // Backwards, too.
    expect(
      ['2026-09-01', '2026-08-01', '2026-07-31', '2026-07-01', '2026-06-30'].map((date) =>
        moved.managersOf('rep', parseDay(date)),
      ),
    ).toEqual([['new'], ['new', 'head'], ['new'], ['new'], ['old']]);
  });

  it('keeps the answers for many payees and numbers of levels apart', () => {
    const people = Array.from({ length: 70 }, (_, index) => `p${index}`);
    const hierarchy = new Hierarchy(
      people.flatMap((payee) => [line(payee, `${payee} lead`), line(`${payee} lead`, 'head')]),
    );
    for (const round of [1, 2])
      for (const payee of people) {
        expect([round, hierarchy.managersOf(payee, day, 1)]).toEqual([round, [`${payee} lead`]]);
        expect([round, hierarchy.managersOf(payee, day)]).toEqual([round, [`${payee} lead`, 'head']]);
        expect(hierarchy.isAbove('head', payee, day, 1)).toBe(false);
        expect(hierarchy.isAbove('head', payee, day)).toBe(true);
      }
    expect(hierarchy.isAbove('head', 'head', day)).toBe(false);
  });

  it.each([
    [[line('rep', 'rep')], '"rep" → "rep"'],
    [[line('rep', 'b'), line('b', 'c'), line('c', 'a'), line('a', 'b')], '"a" → "b" → "c" → "a"'],
    [
      [line('rep', 'x'), line('rep', 'b'), line('b', 'a', '2026-08-05', '2026-08-06'), line('a', 'b')],
      '"a" → "b" → "a"',
    ],
  ])('refuses a circle as of the day', (lines, people) => {
    expect(() => new Hierarchy(lines).managersOf('rep', day, 1)).toThrow(
      expect.objectContaining({
        code: 'invalid-commission-input',
        message: `calculateCommissions: reporting lines must not run in a circle, got ${people} on 2026-08-05`,
      }),
    );
  });

  it('accepts a circle that no single day has', () => {
    const turned = new Hierarchy([line('a', 'b', undefined, '2026-08-05'), line('b', 'a', '2026-08-05')]);
    expect(turned.managersOf('a', day - 1)).toEqual(['b']);
    expect(turned.managersOf('a', day)).toEqual([]);
    expect(turned.managersOf('b', day)).toEqual(['a']);
  });

  it('shortens the message of a long circle', () => {
    const ring = Array.from({ length: 10_000 }, (_, index) => line(`p${index}`, `p${(index + 1) % 10_000}`));
    expect(() => new Hierarchy(ring).managersOf('p5', day)).toThrow(
      'got "p0" → "p1" → "p2" → "p3" → "p4" → "p5" → "p6" → "p7" → … (10000 people) on 2026-08-05',
    );
    const seven = Array.from({ length: 7 }, (_, index) => line(`p${index}`, `p${(index + 1) % 7}`));
    expect(() => new Hierarchy(seven).managersOf('p5', day)).toThrow(
      'got "p0" → "p1" → "p2" → "p3" → "p4" → "p5" → "p6" → "p0" on 2026-08-05',
    );
  });

  it('is the slow climb', () => {
    const person = fc.integer({ min: 0, max: 9 });
    const lines = fc.array(
      fc.record({
        below: person,
        up: fc.integer({ min: 1, max: 4 }),
        start: fc.integer({ min: 0, max: 6 }),
        length: fc.integer({ min: 1, max: 6 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(
        lines,
        person,
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 6 }),
        (written, payee, days, levels) => {
          // Managers have the greater number, so no circle can be.
          const read = written.map(({ below, up, start, length }) => ({
            payee: `p${below}`,
            manager: `p${below + up}`,
            start,
            end: start + length,
          }));
          const hierarchy = new Hierarchy(read);
          for (const on of days) {
            const slow = slowManagers(read, `p${payee}`, on);
            expect(hierarchy.managersOf(`p${payee}`, on)).toEqual(slow.map(([manager]) => manager));
            expect(hierarchy.managersOf(`p${payee}`, on, levels)).toEqual(
              slow.filter(([, level]) => level <= levels).map(([manager]) => manager),
            );
          }
        },
      ),
    );
  });

  it('is quick for ten thousand levels and for ten thousand people of one manager', () => {
    const size = 10_000;
    const began = performance.now();
    const deep = new Hierarchy(Array.from({ length: size }, (_, index) => line(`p${index}`, `p${index + 1}`)));
    expect(deep.managersOf('p0', day)).toHaveLength(size);
    for (let index = 0; index < size; index++) expect(deep.managersOf(`p${index}`, day, 3).length).toBeGreaterThan(0);
    const wide = new Hierarchy(Array.from({ length: size }, (_, index) => line(`p${index}`, 'head')));
    for (let index = 0; index < size; index++)
      if (wide.managersOf(`p${index}`, day).length !== 1) throw new Error('lost');
    const many = new Hierarchy(Array.from({ length: size }, (_, index) => line('rep', `m${index}`)));
    expect(many.managersOf('rep', day)).toHaveLength(size);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
