import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problems } from '../../src/commission/problems.ts';
import { readEvents } from '../../src/commission/readEvents.ts';

function read(events: readonly unknown[]): unknown {
  const problems = new Problems();
  const { events: table } = readEvents(problems, events);
  const { length } = table;
  const items = Array.from({ length }, (_, position) => table.at(position));
  return { items, rows: items.map((_, position) => table.rowOf(position)), issues: problems.issues };
}

const id = fc.constantFrom<unknown>('a', 'b', '', '\ud800', 'x'.repeat(2000), 7, null, '__proto__');
const day = fc.constantFrom<unknown>(
  '2026-01-31',
  '2026-02-30',
  '0001-01-01',
  '',
  5,
  null,
  undefined,
  '2026-01-31T00:00',
);
const number = fc.constantFrom<unknown>(
  1,
  '2.50',
  -0.1,
  '1e3',
  5n,
  new Decimal('7.25'),
  'x',
  Number.NaN,
  {},
  null,
  undefined,
  '9'.repeat(70),
);
const text = fc.constantFrom<unknown>('EUR', 'sale', 'eur', '', 3, null, undefined);
const credit = fc.oneof(
  fc.record({ payee: id }),
  fc.record({ payee: id, role: text }),
  fc.record({ payee: id, share: number }),
  fc.record({ payee: id, extra: text }),
  fc.constantFrom<unknown>(
    null,
    'ann',
    [],
    Object.create({ payee: 'ann' }),
    Object.assign(Object.create(null), { payee: 'a' }),
  ),
);
const event = fc.record(
  {
    id,
    on: day,
    amount: number,
    kind: text,
    currency: text,
    knownAt: day,
    credits: fc.oneof(fc.array(credit, { maxLength: 2 }), fc.constantFrom<unknown>(null, undefined, {}, 'ann')),
  },
  { requiredKeys: ['id', 'on'] },
);
const good = fc.record(
  {
    id: fc.constantFrom('a', 'b'),
    on: fc.constantFrom('2026-01-31', '2026-02-01'),
    amount: fc.constantFrom(1, '2.50', -3, 5n),
    kind: fc.constant('refund'),
    currency: fc.constant('EUR'),
    knownAt: fc.constant('2026-03-01'),
    credits: fc.constantFrom([{ payee: 'ann' }], [{ payee: 'bob' }]),
  },
  { requiredKeys: ['id', 'on', 'credits'] },
);

describe('events that are read at once', () => {
  it('are read as field by field, and so is what is wrong with others', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(event, good), { maxLength: 5 }), (events) => {
        // An event with attributes, even without any, is read field by field.
        expect(read(events)).toStrictEqual(read(events.map((each) => ({ ...each, attributes: {} }))));
      }),
      { numRuns: 500 },
    );
  });

  it('are read field by field where all objects inherit something', () => {
    const events = [{ id: 'a', on: '2026-01-31', credits: [{ payee: 'ann' }] }];
    const before = read(events);
    Object.defineProperty(Object.prototype, 'amount', {
      value: 5,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    try {
      expect(read(events)).toStrictEqual(before);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'amount');
    }
  });

  it('may be proxies and getters that throw', () => {
    const throwing = new Proxy(
      {},
      {
        getPrototypeOf: () => Object.prototype,
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const getter = Object.defineProperty({ id: 'a', credits: [] }, 'on', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(read([throwing, getter])).toMatchObject({
      items: [],
      issues: [{ path: 'events[0]' }, { path: 'events[1].on' }],
    });
  });
});
