import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SalesDataInput, safeSalesData, salesData } from '../../src/model/salesData.ts';
import { numberColumnOf, tableOf } from '../../src/model/tableOf.ts';
import { columnValues } from './columnValues.ts';

const exchangeRates = [
  { from: 'EUR', on: '2026-03-01', rate: 3 },
  { from: 'EUR', on: '2026-01-01', rate: 1 },
  { from: 'EUR', on: '2026-02-01', rate: 2 },
  { from: 'EUR', to: 'GBP', on: '2026-04-01', rate: 9 },
  { from: 'GBP', on: '2026-02-01', rate: '0.5' },
];
const orders = [
  { id: 'a', orderedOn: '2026-01-10', amount: 10, currency: 'EUR' },
  { id: 'b', orderedOn: '2026-02-10', amount: '-10.25', currency: 'EUR' },
  { id: 'c', orderedOn: '2026-03-10', amount: 10, currency: 'USD' },
  { id: 'd', orderedOn: '2026-03-10', amount: 10 },
  { id: 'e', orderedOn: '2026-03-10', amount: '12345678901234567890.5', currency: 'GBP' },
];

function atConstantRates(input: Partial<SalesDataInput>, source: 'orders' | 'opportunities' = 'orders'): unknown {
  const data = salesData({ currency: 'USD', timeZone: 'UTC', exchangeRates, ...input });
  return columnValues(numberColumnOf(data, source, 'amountAtConstantRates'));
}

function problems(input: Partial<SalesDataInput>): string[] {
  const result = safeSalesData({ currency: 'USD', timeZone: 'UTC', exchangeRates, ...input });
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}

describe('amounts at constant rates', () => {
  it('take the latest rate of each currency, whatever the date of the record', () => {
    expect(atConstantRates({ orders })).toEqual(['30', '-30.75', '10', '10', '6172839450617283945.25']);
  });

  it.each([
    ['2026-02-01', ['20', '-20.5', '10', '10', '6172839450617283945.25']],
    ['2026-02-28', ['20', '-20.5', '10', '10', '6172839450617283945.25']],
    ['9999-12-31', ['30', '-30.75', '10', '10', '6172839450617283945.25']],
  ])('take the rates of %s', (constantRatesOn, expected) => {
    expect(atConstantRates({ orders, constantRatesOn })).toEqual(expected);
  });

  it('leave the amounts themselves at the rates of their dates', () => {
    const data = salesData({ currency: 'USD', timeZone: 'UTC', exchangeRates, orders, constantRatesOn: '2026-02-01' });
    const expected = ['10', '-20.5', '10', '10', '6172839450617283945.25'];
    expect(columnValues(numberColumnOf(data, 'orders', 'amount'))).toEqual(expected);
  });

  it('are missing where the amount is, and the amounts themselves where nothing is to be converted', () => {
    const opportunity = { createdOn: '2026-01-05', status: 'open' } as const;
    const opportunities = [
      { ...opportunity, id: 'a', currency: 'EUR' },
      { ...opportunity, id: 'b', amount: 5 },
      { ...opportunity, id: 'c', amount: 5, currency: 'EUR' },
    ];
    expect(atConstantRates({ opportunities }, 'opportunities')).toEqual([null, '5', '15']);
    expect(atConstantRates({ opportunities: opportunities.slice(0, 1) }, 'opportunities')).toEqual([null]);
    const own = tableOf(salesData({ currency: 'USD', timeZone: 'UTC', orders: orders.slice(2, 4) }), 'orders').columns;
    expect(own.get('amountAtConstantRates')).toBe(own.get('amount'));
  });

  it('are not among the fields of the derived sources', () => {
    const data = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      opportunities: [{ id: 'o', createdOn: '2026-01-05', status: 'open', stage: 'A', amount: 5 }],
    });
    expect(columnValues(numberColumnOf(data, 'opportunities', 'amountAtConstantRates'))).toEqual(['5']);
    expect(numberColumnOf(data, 'opportunityHistory', 'amountAtConstantRates')).toBeNull();
    expect(numberColumnOf(data, 'stageVisits', 'amountAtConstantRates')).toBeNull();
  });

  it('need a rate on or before the day', () => {
    expect(problems({ orders, constantRatesOn: '2026-01-31' })).toEqual([
      'constantRatesOn must be a date on or after the first exchange rate of GBP, got "2026-01-31"',
    ]);
    expect(problems({ orders, constantRatesOn: '2025-12-31' })).toEqual([
      'constantRatesOn must be a date on or after the first exchange rate of EUR, GBP, got "2025-12-31"',
    ]);
    // A currency without any rate is told once, by its records.
    expect(problems({ orders, exchangeRates: exchangeRates.slice(0, 4), constantRatesOn: '2026-02-01' })).toEqual([
      'orders[4] (id "e"): currency must be one with an exchange rate to USD on or before 2026-03-10, got "GBP"',
    ]);
    expect(problems({ constantRatesOn: '2025-12-31' })).toEqual([]);
  });

  it('are the amounts where all rates are of one day', () => {
    const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100);
    const currency = fc.constantFrom('USD', 'EUR', undefined);
    const record = fc.record({ amount, currency });
    const rate = fc.integer({ min: 1, max: 100_000 }).map((units) => units / 10_000);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), rate, (drawn, eur) => {
        const data = salesData({
          currency: 'USD',
          timeZone: 'UTC',
          exchangeRates: [{ from: 'EUR', on: '2026-01-01', rate: eur }],
          orders: drawn.map((order, id) => ({ ...order, id, orderedOn: '2026-01-10' })),
        });
        expect(columnValues(numberColumnOf(data, 'orders', 'amountAtConstantRates'))).toEqual(
          columnValues(numberColumnOf(data, 'orders', 'amount')),
        );
      }),
    );
  });
});

describe('pay of reps', () => {
  it('is converted at the latest rate given, whenever the rep started', () => {
    const data = salesData({
      currency: 'USD',
      timeZone: 'UTC',
      exchangeRates,
      reps: [
        { id: 'a', startedOn: '2026-02-10', onTargetEarnings: 100, targetVariablePay: '50.5', currency: 'EUR' },
        { id: 'b', onTargetEarnings: 100, currency: 'EUR' },
        { id: 'c', startedOn: '2020-01-01', onTargetEarnings: 100 },
        { id: 'd', startedOn: '2020-01-01', currency: 'EUR' },
        { id: 'e', startedOn: '2020-01-01', onTargetEarnings: 10, currency: 'EUR' },
      ],
    });
    expect(columnValues(numberColumnOf(data, 'reps', 'onTargetEarnings'))).toEqual(['300', '300', '100', null, '30']);
    expect(columnValues(numberColumnOf(data, 'reps', 'targetVariablePay'))).toEqual(['151.5', null, null, null, null]);
  });
});
