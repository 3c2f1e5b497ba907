import { Decimal as ForeignDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { salesData } from '../../src/model/salesData.ts';
import type { NumberColumn } from '../../src/model/table.ts';
import { numberColumnOf } from '../../src/model/tableOf.ts';
import { Decimal34 as Decimal, type DecimalInput } from '../../src/number/decimal.ts';
import { columnValues } from './columnValues.ts';

interface Amount {
  readonly amount: DecimalInput | null;
  readonly currency?: string;
}

function ordersOf(
  amounts: readonly Amount[],
  rates: readonly { from: string; on: string; rate: DecimalInput }[] = [],
): NumberColumn {
  const orders = amounts.map((order, index) => ({
    id: index,
    orderedOn: '2026-01-10',
    amount: 0,
    cost: order.amount,
    currency: order.currency ?? 'USD',
  }));
  const column = numberColumnOf(
    salesData({ currency: 'USD', timeZone: 'UTC', orders, exchangeRates: rates }),
    'orders',
    'cost',
  );
  if (column === null) throw new Error('cost is a number');
  return column;
}

/** Numerator over 10^scale of a row, by bigint only. */
function unitsAt(column: NumberColumn, row: number, scale: number): bigint | null {
  const wide = column.wide.get(row);
  if (wide !== undefined) return (wide.numerator * 10n ** BigInt(scale)) / wide.denominator;
  const units = column.units[row] as number;
  return Number.isNaN(units) ? null : BigInt(units) * 10n ** BigInt(scale - column.scale);
}

interface Decimals {
  readonly coefficient: bigint;
  readonly scale: number;
}

const decimals = fc
  .oneof(
    fc.record({ coefficient: fc.bigInt(-(10n ** 7n), 10n ** 7n), scale: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ coefficient: fc.bigInt(-(10n ** 17n), 10n ** 17n), scale: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ coefficient: fc.bigInt(-(10n ** 40n), 10n ** 40n), scale: fc.integer({ min: 0, max: 20 }) }),
  )
  .map((value): Decimals => value);

function write({ coefficient, scale }: Decimals): string {
  const digits = String(coefficient < 0n ? -coefficient : coefficient).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${coefficient < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`;
}

describe('amounts', () => {
  it.each([
    ['1250.50', '1250.5'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    [-0, '0'],
    ['-0.00', '0'],
    [0.1, '0.1'],
    [1e21, '1e+21'],
    [10n ** 63n, '1e+63'],
    [new Decimal('2.50'), '2.5'],
    [new ForeignDecimal('2.50'), '2.5'],
    [new (ForeignDecimal.clone({ precision: 5 }))('123456789.5'), '123456789.5'],
    [null, null],
  ])('%#', (amount: DecimalInput | null, expected) => {
    const [value] = columnValues(ordersOf([{ amount }]));
    expect(value === null || value === undefined ? null : new ForeignDecimal(value).toString()).toBe(expected);
  });

  it.each<[string, DecimalInput[], number, number[], number]>([
    ['the largest scale', ['1.5', '2', '3.25'], 2, [], 325],
    ['more than six places where all fit', ['0.00000001', 2], 8, [], 2e8],
    ['the scale at which most fit', ['0.00000001', '9999999999.25', '1.5'], 2, [0], 999999999925],
    [
      'never pushed out by one long fraction',
      ['0.123456', ...Array.from({ length: 9 }, () => 10_000_000_000)],
      0,
      [0],
      10_000_000_000,
    ],
    ['large numbers beside', [2 ** 53, 1], 0, [0], 1],
    ['large fractions beside', ['12345678901234567.89', '1.5'], 1, [0], 15],
    ['zeros fit everywhere', [0, '1e-20'], 20, [], 1],
    ['nothing', [], 0, [], 0],
    ['only wide ones', [10n ** 20n, 10n ** 21n], 0, [0, 1], 0],
    ['the largest safe integer', [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER], 0, [], Number.MAX_SAFE_INTEGER],
  ])('stand at %s', (_, amounts, scale, wide, largest) => {
    const column = ordersOf(amounts.map((amount) => ({ amount })));
    expect({
      scale: column.scale,
      wide: [...column.wide.keys()],
      largest: column.largest,
      missing: column.missing,
    }).toEqual({ scale, wide, largest, missing: 0 });
  });

  it('come back exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.option(decimals), { maxLength: 30 }), (values) => {
        const column = ordersOf(values.map((value) => ({ amount: value === null ? null : write(value) })));
        const expected = values.map((value) =>
          value === null ? null : value.coefficient * 10n ** BigInt(60 - value.scale),
        );
        expect(values.map((_, row) => unitsAt(column, row, 60))).toEqual(expected);
        expect(column.missing).toBe(values.filter((value) => value === null).length);
        const safe = [...column.units].filter((units) => !Number.isNaN(units));
        expect(safe.every(Number.isSafeInteger)).toBe(true);
        expect(column.largest).toBe(safe.reduce((largest, units) => Math.max(largest, Math.abs(units)), 0));
      }),
    );
  });

  it('are the same in another order of the records', () => {
    const shuffled = fc
      .array(decimals, { minLength: 1, maxLength: 12 })
      .chain((values) =>
        fc.tuple(fc.constant(values), fc.shuffledSubarray([...values.keys()], { minLength: values.length })),
      );
    fc.assert(
      fc.property(shuffled, ([values, order]) => {
        const straight = ordersOf(values.map((value) => ({ amount: write(value) })));
        const mixed = ordersOf(order.map((row) => ({ amount: write(values[row] as Decimals) })));
        expect(mixed.scale).toBe(straight.scale);
        expect(order.map((row) => unitsAt(straight, row, 60))).toEqual(order.map((_, row) => unitsAt(mixed, row, 60)));
        expect([...mixed.wide.keys()]).toEqual([...mixed.wide.keys()].sort((a, b) => a - b));
      }),
    );
  });
});

describe('conversion', () => {
  it('is exact', () => {
    const rate = fc.record({ coefficient: fc.bigInt(1n, 10n ** 12n), scale: fc.integer({ min: 0, max: 12 }) });
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1, maxLength: 12 }), rate, (values, factor) => {
        const amounts = values.map((value, index) =>
          index % 3 === 2 ? { amount: write(value) } : { amount: write(value), currency: 'EUR' },
        );
        const column = ordersOf(amounts, [{ from: 'EUR', on: '2026-01-01', rate: write(factor) }]);
        values.forEach((value, row) => {
          const { coefficient, scale } =
            row % 3 === 2
              ? value
              : { coefficient: value.coefficient * factor.coefficient, scale: value.scale + factor.scale };
          expect(unitsAt(column, row, 60)).toBe(coefficient * 10n ** BigInt(60 - scale));
        });
      }),
    );
  });

  it('takes the latest rate on or before the date', () => {
    const rates = [
      { from: 'EUR', on: '2026-03-01', rate: 3 },
      { from: 'EUR', on: '2026-01-01', rate: 1 },
      { from: 'EUR', on: '2026-02-01', rate: 2 },
      { from: 'EUR', to: 'GBP', on: '2026-02-15', rate: 9 },
      { from: 'GBP', on: '2026-02-15', rate: 5 },
    ];
    const days = ['2026-01-01', '2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01', '2030-01-01'];
    const orders = days.map((orderedOn, id) => ({ id, orderedOn, amount: 10, currency: 'EUR' }));
    const data = salesData({ currency: 'USD', timeZone: 'UTC', orders, exchangeRates: rates });
    expect(columnValues(numberColumnOf(data, 'orders', 'amount'))).toEqual(['10', '10', '20', '20', '30', '30']);
  });

  it('goes by the date of each kind of record', () => {
    const exchangeRates = ['01', '02', '03', '04'].map((month) => ({
      from: 'EUR',
      on: `2026-${month}-01`,
      rate: Number(month),
    }));
    const span = { startsOn: '2026-03-05', endsOn: '2026-04-01' };
    const data = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      exchangeRates,
      opportunities: [
        {
          id: 'open',
          createdOn: '2026-01-05',
          expectedCloseOn: '2026-04-05',
          status: 'open',
          amount: 1,
          currency: 'EUR',
        },
        {
          id: 'won',
          createdOn: '2026-01-05',
          closedOn: '2026-03-05',
          status: 'won',
          amount: 1,
          recurringAmount: 2,
          listAmount: 3,
          firstYearAmount: 4,
          oneTimeAmount: 5,
          cost: 6,
          renewalBaseAmount: 7,
          currency: 'EUR',
        },
      ],
      stageChanges: [{ opportunityId: 'open', changedOn: '2026-02-05', amount: 1, currency: 'EUR' }],
      quotas: [{ ...span, amount: 1, fullAmount: 2, quantity: 5, currency: 'EUR' }],
      forecasts: [{ ...span, submittedOn: '2026-02-05', category: 'call', amount: 1, currency: 'EUR' }],
      expenses: [{ spentOn: '2026-02-05', amount: 1, currency: 'EUR', category: 'sales' }],
      subscriptions: [{ accountId: 'a', effectiveOn: '2026-04-05', kind: 'new', amount: 1, currency: 'EUR' }],
      orders: [
        { id: 'o', orderedOn: '2026-02-05', recognisedOn: '2026-03-05', amount: 1, cost: 1, tax: -1, currency: 'EUR' },
      ],
      trainings: [
        {
          repId: 'r',
          module: 'm',
          assignedOn: '2026-01-05',
          dueOn: '2026-02-05',
          completedOn: '2026-03-05',
          cost: 1,
          currency: 'EUR',
        },
        { repId: 'r', module: 'm', assignedOn: '2026-01-05', dueOn: '2026-02-05', cost: 1, currency: 'EUR' },
        { repId: 'r', module: 'm', assignedOn: '2026-01-05', cost: 1, currency: 'EUR' },
        { repId: 'r', module: 'm', currency: 'EUR' },
      ],
      credits: [{ ownerId: 'r', creditedOn: '2026-02-05', amount: -1, kind: 'direct', currency: 'EUR' }],
      commissions: [
        {
          ownerId: 'r',
          earnedOn: '2026-03-05',
          paidOn: '2026-04-05',
          amount: 1,
          correctAmount: 2,
          creditedAmount: 3,
          paidAmount: 4,
          currency: 'EUR',
        },
      ],
    });
    const values = (
      source:
        | 'opportunities'
        | 'stageChanges'
        | 'quotas'
        | 'forecasts'
        | 'expenses'
        | 'subscriptions'
        | 'orders'
        | 'trainings'
        | 'credits'
        | 'commissions',
      field: string,
    ): unknown => columnValues(numberColumnOf(data, source, field));
    expect(values('opportunities', 'amount')).toEqual(['1', '3']);
    expect(values('opportunities', 'recurringAmount')).toEqual([null, '6']);
    expect(values('opportunities', 'listAmount')).toEqual([null, '9']);
    expect(values('opportunities', 'firstYearAmount')).toEqual([null, '12']);
    expect(values('opportunities', 'oneTimeAmount')).toEqual([null, '15']);
    expect(values('opportunities', 'cost')).toEqual([null, '18']);
    expect(values('opportunities', 'renewalBaseAmount')).toEqual([null, '21']);
    expect(values('stageChanges', 'amount')).toEqual(['2']);
    expect(values('quotas', 'amount')).toEqual(['3']);
    expect(values('quotas', 'fullAmount')).toEqual(['6']);
    expect(values('quotas', 'quantity')).toEqual(['5']);
    expect(values('orders', 'tax')).toEqual(['-2']);
    expect(values('credits', 'amount')).toEqual(['-2']);
    expect(values('commissions', 'amount')).toEqual(['3']);
    expect(values('commissions', 'correctAmount')).toEqual(['6']);
    expect(values('commissions', 'creditedAmount')).toEqual(['9']);
    expect(values('commissions', 'paidAmount')).toEqual(['12']);
    expect(values('forecasts', 'amount')).toEqual(['2']);
    expect(values('expenses', 'amount')).toEqual(['2']);
    expect(values('subscriptions', 'amount')).toEqual(['4']);
    expect(values('orders', 'amount')).toEqual(['2']);
    expect(values('orders', 'cost')).toEqual(['2']);
    expect(values('trainings', 'cost')).toEqual(['3', '2', '1', null]);
  });

  it('takes the currency of the opportunity where a change has none', () => {
    const opportunity = { createdOn: '2026-01-05', status: 'open' } as const;
    const data = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      exchangeRates: [{ from: 'EUR', on: '2026-01-01', rate: 2 }],
      opportunities: [
        { ...opportunity, id: 'euro', currency: 'EUR' },
        { ...opportunity, id: 'dollar' },
      ],
      stageChanges: [
        { opportunityId: 'euro', changedOn: '2026-01-06', amount: 5 },
        { opportunityId: 'dollar', changedOn: '2026-01-06', amount: 5 },
        { opportunityId: 'euro', changedOn: '2026-01-07', amount: 5, currency: 'USD' },
        { opportunityId: 'nobody', changedOn: '2026-01-07', amount: 5 },
      ],
    });
    expect(columnValues(numberColumnOf(data, 'stageChanges', 'amount'))).toEqual(['10', '5', '5', '5']);
  });

  it('needs no rate for a record without amounts, nor for another reporting currency', () => {
    expect(() =>
      salesData({
        currency: 'EUR',
        timeZone: 'UTC',
        orders: [{ id: 1, orderedOn: '2026-01-01', amount: 1, currency: 'EUR' }],
      }),
    ).not.toThrow();
    expect(() =>
      salesData({
        currency: 'USD',
        timeZone: 'UTC',
        opportunities: [{ id: 1, createdOn: '2026-01-01', status: 'open', currency: 'EUR' }],
      }),
    ).not.toThrow();
  });
});
