import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventTable } from '../../src/commission/eventTable.ts';
import type { ReadEvent } from '../../src/commission/inputData.ts';
import { Problems } from '../../src/commission/problems.ts';
import { readEvents } from '../../src/commission/readEvents.ts';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme-ascii' }), { maxLength: 40 });
const parts = fc.record(
  {
    on: fc.integer({ min: 1, max: 4 }).map((day) => `2026-03-0${day}`),
    knownAt: fc.constantFrom('2026-03-05', '2026-03-02'),
    amount: fc.constantFrom('1', '2.5', 3, '0.125', null),
    kind: fc.constantFrom('sale', 'renewal'),
    currency: fc.constantFrom('USD', 'EUR', null),
    // Only an event without these is usual.
    sequence: fc.integer({ min: -1, max: 2 }),
    quantity: fc.nat(3),
  },
  { requiredKeys: ['on'] },
);
const listed = ids.chain((given) =>
  fc
    .array(parts, { minLength: given.length, maxLength: given.length })
    .map((all) => all.map((each, index) => ({ id: given[index], credits: [{ payee: 'ann' }], ...each }))),
);

/** The same events, none of them usual: a sequence of 0 says nothing new. */
function asUnusual(events: readonly object[]): EventTable {
  return readEvents(
    new Problems(),
    events.map((event) => ({ sequence: 0, ...event })),
  ).events;
}

const positionsOf = ({ length }: EventTable): Int32Array => Int32Array.from({ length }, (_, position) => position);

/** What comes first, by date, sequence and id. */
function before(left: ReadEvent, right: ReadEvent): number {
  return left.on - right.on || left.sequence - right.sequence || (left.id < right.id ? -1 : 1);
}

describe('a table of events', () => {
  it('has of each event what was written, whether it is usual or not', () => {
    fc.assert(
      fc.property(listed, (events) => {
        const table = readEvents(new Problems(), events).events;
        const all = table.all(positionsOf(table));
        expect(all).toEqual(asUnusual(events).all(positionsOf(table)));
        expect(all.map(({ knownAt }) => knownAt)).toEqual(all.map((_, position) => table.knownAt(position)));
      }),
    );
  });

  it('sorts by date, sequence and id', () => {
    fc.assert(
      fc.property(listed, (events) => {
        const table = readEvents(new Problems(), events).events;
        const positions = positionsOf(table);
        const all = table.all(positions);
        expect(table.all(table.inOrder(table.keysOf(positions)))).toEqual([...all].sort(before));
        const byDay = table.inDayOrder(table.keysOf(positions.slice().reverse()));
        expect([...byDay]).toEqual([...positions].sort((left, right) => (all[left]?.on ?? 0) - (all[right]?.on ?? 0)));
      }),
    );
  });

  it('tells those that are kept as they are from the others, and picks', () => {
    fc.assert(
      fc.property(listed, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (events, picked) => {
        const table = readEvents(new Problems(), events).events;
        const positions = positionsOf(table);
        const isKept = (position: number): boolean =>
          'sequence' in (events[position] as object) || 'quantity' in (events[position] as object);
        expect([...table.kept(positions)]).toEqual([...positions].filter(isKept));
        expect([...table.usual(positions)]).toEqual([...positions].filter((position) => !isKept(position)));
        const test = (position: number): boolean => picked[position] === true;
        expect([...table.where(positions, test)]).toEqual([...positions].filter(test));
      }),
    );
  });

  it('is as long as its list said first, whatever that says later', () => {
    let length = 1;
    const liar: unknown[] = new Proxy([{ id: 'a', on: '2026-03-01', credits: [{ payee: 'ann' }] }], {
      get: (target, name) => (name === 'length' ? length++ : Reflect.get(target, name)),
    });
    const { events } = readEvents(new Problems(), liar);
    expect(events.all(positionsOf(events)).map(({ id }) => id)).toEqual(['a']);
  });

  it('knows in which row each stands, also behind rows that could not be read', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('usual', 'kept', 'flawed')), (kinds) => {
        const given = kinds.map((kind, row) => ({
          id: `e${row}`,
          on: kind === 'flawed' ? 'never' : '2026-03-01',
          ...(kind === 'kept' ? { sequence: 1 } : {}),
          credits: [{ payee: 'ann' }],
        }));
        const { events } = readEvents(new Problems(), given);
        const read = [...kinds.entries()].flatMap(([row, kind]) => (kind === 'flawed' ? [] : [row]));
        expect(Array.from({ length: events.length }, (_, position) => events.rowOf(position))).toEqual(read);
      }),
    );
  });
});
