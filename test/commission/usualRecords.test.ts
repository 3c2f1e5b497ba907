import { describe, expect, it } from 'vitest';
import { EventTable } from '../../src/commission/eventTable.ts';
import type { ReadEvent } from '../../src/commission/inputData.ts';
import { UsualEvents } from '../../src/commission/usualEvents.ts';
import { one, rational } from '../../src/number/rational.ts';
import { parseDay } from '../../src/time/day.ts';

const given = { id: 'a', on: '2026-01-31', credits: [{ payee: 'ann' }] };

/** The record as it is read at once; null for one that is left to be read field by field. */
function taken(record: unknown): ReadEvent | null {
  const table = new EventTable(1);
  const isTaken = new UsualEvents(table).take(record, 0);
  expect(table.length).toBe(isTaken ? 1 : 0);
  return isTaken ? table.at(0) : null;
}

const read = (parts: object): ReadEvent | null => taken({ ...given, ...parts });

describe('events that are read at once', () => {
  it('say what they are, with what they leave out', () => {
    expect(read({})).toStrictEqual({
      id: 'a',
      kind: 'sale',
      on: parseDay('2026-01-31'),
      sequence: 0,
      knownAt: parseDay('2026-01-31'),
      isCancelled: false,
      amount: null,
      currency: null,
      quantity: null,
      values: new Map(),
      dates: new Map(),
      attributes: new Map(),
      credits: [{ payee: 'ann', role: 'owner', share: one }],
      reverses: null,
      pays: null,
    });
  });

  it('have an amount, a kind, a currency and a day on which they are known', () => {
    const parts = { amount: '2.50', kind: 'refund', currency: 'EUR', knownAt: '2026-03-01' };
    expect(read(parts)).toMatchObject({
      amount: rational(5n, 2n),
      kind: 'refund',
      currency: 'EUR',
      knownAt: parseDay('2026-03-01'),
    });
    expect(read({ amount: null })?.amount).toBeNull();
    expect(read({ amount: undefined })?.amount).toBeNull();
    expect(read({ currency: null })?.currency).toBeNull();
  });

  it('share the credits of a payee', () => {
    const table = new EventTable(3);
    const events = new UsualEvents(table);
    for (const [row, payee] of ['ann', 'bob', 'ann'].entries()) events.take({ ...given, credits: [{ payee }] }, row);
    const credits = [0, 1, 2].map((position) => table.at(position).credits);
    expect(credits.map((each) => each[0]?.payee)).toEqual(['ann', 'bob', 'ann']);
    expect(credits[2]).toBe(credits[0]);
  });

  it.each<readonly [string, object]>([
    ['an id that is no text', { id: 7 }],
    ['an empty id', { id: '' }],
    ['a kind that is no text', { kind: 7 }],
    ['no kind', { kind: null }],
    ['an empty kind', { kind: '' }],
    ['a currency that is no text', { currency: 7 }],
    ['a currency in small letters', { currency: 'eur' }],
    ['a day that is no text', { on: 7 }],
    ['a day that there is not', { on: '2026-02-30' }],
    ['a day of knowledge that there is not', { knownAt: '2026-02-30' }],
    ['no day of knowledge', { knownAt: null }],
    ['an amount that is no number', { amount: 'x' }],
    ['no credits', { credits: undefined }],
    ['credits that are no list', { credits: { length: 1, 0: { payee: 'ann' } } }],
    ['nobody credited', { credits: [] }],
    ['two credited', { credits: [{ payee: 'ann' }, { payee: 'bob' }] }],
    ['a credit that is text', { credits: ['ann'] }],
    ['a credit that is a list', { credits: [[]] }],
    ['a credit that is null', { credits: [null] }],
    ['a credit that inherits', { credits: [Object.create({ payee: 'ann' })] }],
    ['a credit without a prototype', { credits: [Object.assign(Object.create(null), { payee: 'ann' })] }],
    ['a credit in a role', { credits: [{ payee: 'ann', role: 'owner' }] }],
    ['a share of credit', { credits: [{ payee: 'ann', share: 1 }] }],
    ['a payee that is no text', { credits: [{ payee: 7 }] }],
    ['a payee without a name', { credits: [{ payee: '' }] }],
    ['a sequence', { sequence: 0 }],
    ['a quantity', { quantity: 1 }],
    ['a deal that it takes back', { reverses: 'b' }],
    ['a field that is not known', { colour: 'red' }],
  ])('are read field by field with %s', (_, parts) => {
    expect(read(parts)).toBeNull();
  });

  it.each<readonly [string, unknown]>([
    ['text', 'a'],
    ['nothing', undefined],
    ['null', null],
    ['a list', Object.assign([], given)],
    ['an object that inherits', Object.assign(Object.create({ kind: 'sale' }), given)],
    ['an object without a prototype', Object.assign(Object.create(null), given)],
  ])('are read field by field where they are %s', (_, record) => {
    expect(taken(record)).toBeNull();
  });
});
