import { describe, expect, it } from 'vitest';
import { salesEvents } from '../../src/commission/salesEvents.ts';
import { salesQuotas } from '../../src/commission/salesQuotas.ts';
import { salesReportingLines } from '../../src/commission/salesReportingLines.ts';
import { type SalesDataInput, salesData } from '../../src/model/salesData.ts';
import { exampleInput } from '../model/exampleRecords.ts';
import { failure } from './smallRuns.ts';

const deal = { id: 'o1', ownerId: 'ann', createdOn: '2026-01-05', closedOn: '2026-03-01', status: 'won' } as const;

function dataOf(records: Partial<SalesDataInput>): ReturnType<typeof salesData> {
  return salesData({ currency: 'USD', timeZone: 'Europe/London', ...records });
}

describe('salesEvents', () => {
  it('takes everything that a won opportunity has', () => {
    // 1.1 dollars for a euro on the day of the close, 2 at constant rates.
    expect(salesEvents(salesData(exampleInput), { from: 'opportunities' })).toEqual([
      {
        id: 'o1',
        kind: 'opportunity',
        on: '2026-03-01',
        currency: 'USD',
        amount: '1375.55',
        quantity: '3',
        values: {
          recurringAmount: '110',
          listAmount: '1650',
          firstYearAmount: '660.55',
          oneTimeAmount: '275',
          cost: '770',
          renewalBaseAmount: '550',
          amountAtConstantRates: '2501',
          margin: '605.55',
        },
        dates: {
          createdOn: '2026-01-05',
          qualifiedOn: '2026-01-10',
          expectedCloseOn: '2026-02-28',
          firstContactOn: '2026-01-02',
          signedOn: '2026-02-27',
          cancelledOn: '2026-03-15',
          contractStartsOn: '2026-04-01',
          contractEndsOn: '2028-04-01',
          renewalDueOn: '2026-03-31',
        },
        attributes: {
          owner: 'r1',
          team: 'm1',
          territory: 't1',
          account: 'a1',
          parentAccount: 'a1',
          segment: 'enterprise',
          industry: 'building',
          product: 'Roof',
          source: 'inbound',
          type: 'new-business',
          stage: 'Closed',
          lead: 'l1',
          opportunity: 'o1',
          'attributes.colour': 'red',
          'attributes.size': 4,
          'attributes.vip': true,
        },
        credits: [{ payee: 'r1' }],
      },
      { id: 'o1/cancelled', kind: 'cancellation', on: '2026-03-15', reverses: 'o1' },
    ]);
  });

  it('takes everything that an order has', () => {
    expect(salesEvents(salesData(exampleInput), { from: 'orders' })).toEqual([
      {
        id: 'd1',
        kind: 'order',
        on: '2026-03-02',
        currency: 'USD',
        amount: '1375.55',
        quantity: '-1',
        values: { tax: '-0.55', cost: '770', amountAtConstantRates: '2501', margin: '605.55' },
        dates: { recognisedOn: '2026-04-01', invoicedOn: '2026-03-05', collectedOn: '2026-04-04' },
        attributes: {
          owner: 'r1',
          team: 'm1',
          territory: 't1',
          account: 'a1',
          parentAccount: 'a1',
          segment: 'enterprise',
          industry: 'building',
          product: 'Roof',
          type: 'new-business',
          opportunity: 'o1',
        },
        credits: [{ payee: 'r1' }],
      },
    ]);
  });

  it('takes lines of credit without deals', () => {
    const data = dataOf({
      reps: [{ id: 'ann' }],
      credits: [{ id: 'k1', ownerId: 'ann', creditedOn: '2026-03-05', amount: 7, kind: 'direct' }],
    });
    expect(salesEvents(data, { from: 'credits' })).toEqual([
      {
        id: 'k1',
        kind: 'credit',
        on: '2026-03-05',
        currency: 'USD',
        amount: '7',
        attributes: { owner: 'ann', measure: 'bookings' },
        credits: [{ payee: 'ann', role: 'direct' }],
      },
    ]);
  });

  it('takes lines of credit with what their deal is, and what they say themselves first', () => {
    const data = dataOf({
      reps: [{ id: 'ann', teamId: 'north' }, { id: 'bob', teamId: 'south' }, { id: 'cyd' }],
      opportunities: [{ ...deal, type: 'renewal', signedOn: '2026-02-27', attributes: { size: 4, colour: 'red' } }],
      credits: [
        { id: 'k1', opportunityId: 'o1', ownerId: 'bob', creditedOn: '2026-03-05', amount: '33.3', kind: 'split' },
        {
          ...{ opportunityId: 'o1', ownerId: 'cyd', creditedOn: '2026-03-01', amount: 100, kind: 'overlay' },
          ...{ measure: 'margin', attributes: { size: 5 } },
        },
        { id: 'k3', opportunityId: 'o9', ownerId: 'bob', creditedOn: '2026-03-05', amount: -1, kind: 'direct' },
      ],
    });
    const dates = { createdOn: '2026-01-05', closedOn: '2026-03-01', signedOn: '2026-02-27' };
    const ofDeal = { opportunity: 'o1', type: 'renewal', 'attributes.size': 4, 'attributes.colour': 'red' };
    expect(salesEvents(data, { from: 'credits' })).toEqual([
      {
        ...{ id: 'k1', kind: 'credit', on: '2026-03-05', currency: 'USD', amount: '33.3', dates },
        attributes: { ...ofDeal, owner: 'bob', team: 'south', measure: 'bookings' },
        credits: [{ payee: 'bob', role: 'split' }],
      },
      {
        ...{ id: 'credits[1]', kind: 'credit', on: '2026-03-01', currency: 'USD', amount: '100', dates },
        // The team of the deal is that of its owner, not of the rep who is credited.
        attributes: { ...ofDeal, owner: 'cyd', 'attributes.size': 5, measure: 'margin' },
        credits: [{ payee: 'cyd', role: 'overlay' }],
      },
      {
        ...{ id: 'k3', kind: 'credit', on: '2026-03-05', currency: 'USD', amount: '-1' },
        attributes: { owner: 'bob', team: 'south', opportunity: 'o9', measure: 'bookings' },
        credits: [{ payee: 'bob', role: 'direct' }],
      },
    ]);
  });

  it('leaves out what is not won, and what has not the date that credits', () => {
    const data = dataOf({
      opportunities: [
        { ...deal, signedOn: '2026-02-27' },
        { ...deal, id: 'o2', status: 'lost', signedOn: '2026-02-27' },
        { ...deal, id: 'o3', status: 'open', closedOn: null },
        { ...deal, id: 'o4' },
      ],
    });
    const told = (on?: 'signedOn'): unknown =>
      salesEvents(data, { from: 'opportunities', on }).map(({ id, on: day, dates }) => [id, day, dates]);
    expect(told()).toEqual([
      ['o1', '2026-03-01', { createdOn: '2026-01-05', signedOn: '2026-02-27' }],
      ['o4', '2026-03-01', { createdOn: '2026-01-05' }],
    ]);
    expect(told('signedOn')).toEqual([['o1', '2026-02-27', { createdOn: '2026-01-05', closedOn: '2026-03-01' }]]);
  });

  it('leaves out fields that are missing, and credits nobody without an owner', () => {
    const { ownerId, ...unowned } = deal;
    expect(ownerId).toBe('ann');
    expect(salesEvents(dataOf({ opportunities: [unowned] }), { from: 'opportunities' })).toEqual([
      {
        ...{ id: 'o1', kind: 'opportunity', on: '2026-03-01', currency: 'USD' },
        ...{ dates: { createdOn: '2026-01-05' }, attributes: { opportunity: 'o1' } },
      },
    ]);
    expect(salesEvents(dataOf({}), { from: 'orders' })).toEqual([]);
  });

  it.each([
    ['0', '0'],
    ['-0.000001', '-0.000001'],
    ['0.0000001', '0.0000001'],
    ['999999999999999.9', '999999999999999.9'],
    ['-9007199254740993', '-9007199254740993'],
    ['12345678901234567890123456789012345678901234.5', '12345678901234567890123456789012345678901234.5'],
    ['1e20', '100000000000000000000'],
    ['1.10', '1.1'],
  ])('writes the amount %s as %s', (amount, text) => {
    const order = { id: 'd1', orderedOn: '2026-03-02' };
    expect(salesEvents(dataOf({ orders: [{ ...order, amount }] }), { from: 'orders' })[0]?.amount).toBe(text);
    const beside = dataOf({
      orders: [
        { ...order, amount },
        { ...order, id: 'd2', amount: '0.00000000000000000001' },
      ],
    });
    expect(salesEvents(beside, { from: 'orders' }).map((event) => event.amount)).toEqual([
      text,
      '0.00000000000000000001',
    ]);
  });

  it.each([
    [undefined, 'options.from must be one of "opportunities", "orders", "credits", got undefined'],
    [
      { from: 'order' },
      'options.from must be one of "opportunities", "orders", "credits", got "order"; did you mean "orders"?',
    ],
    [{ from: 'constructor' }, 'options.from must be one of "opportunities", "orders", "credits", got "constructor"'],
    [
      { from: 'orders', on: 'invoicedon' },
      'options.on must be a date of orders, got "invoicedon"; did you mean "invoicedOn"?',
    ],
    [{ from: 'orders', on: 'amount' }, 'options.on must be a date of orders, got "amount"'],
    [{ from: 'orders', on: 7 }, 'options.on must be a date of orders, got 7'],
    [{ from: ['orders'] }, 'options.from must be one of "opportunities", "orders", "credits", got an array of 1'],
  ])('refuses the options %j', (options, message) => {
    expect(failure(() => salesEvents(dataOf({}), options as never))).toBe(`invalid-argument salesEvents: ${message}`);
  });

  it('refuses what salesData did not return', () => {
    expect(() => salesEvents({} as never, { from: 'orders' })).toThrow(
      'salesEvents: data must be what salesData returned, got an object without fields',
    );
  });
});

describe('salesQuotas', () => {
  const quarter = { startsOn: '2026-01-01', endsOn: '2026-04-01' };
  const data = dataOf({
    quotas: [
      { ...quarter, ownerId: 'ann', amount: '100.10', fullAmount: 200, currency: 'EUR' },
      { ...quarter, ownerId: 'bob', quantity: 12 },
      { ...quarter, teamId: 'north', amount: 900 },
      { ...quarter, ownerId: 'ann', amount: '0.7', measure: 'bookings' },
      { ...quarter, ownerId: 'ann', amount: 5, measure: 'margin' },
      { ...quarter, ownerId: 'ann', endsOn: '2027-01-01', amount: 6 },
    ],
    exchangeRates: [{ from: 'EUR', on: '2025-12-01', rate: '1.5' }],
  });
  const ann = { payee: 'ann', measure: 'sales', from: '2026-01-01', to: '2026-04-01', currency: 'USD' };

  it('takes the quotas of reps for bookings, those for the same dates together', () => {
    expect(salesQuotas(data, { measure: 'sales' })).toEqual([
      { ...ann, amount: '150.85' },
      { ...ann, to: '2027-01-01', amount: '6' },
    ]);
  });

  it('takes those that count something else, and other figures', () => {
    expect(salesQuotas(data, { measure: 'sales', counts: 'margin' })).toEqual([{ ...ann, amount: '5' }]);
    expect(salesQuotas(data, { measure: 'sales', of: 'fullAmount' })).toEqual([{ ...ann, amount: '300' }]);
    const { currency, ...bob } = { ...ann, payee: 'bob', amount: '12' };
    expect(currency).toBe('USD');
    expect(salesQuotas(data, { measure: 'sales', of: 'quantity' })).toEqual([bob]);
  });

  it.each([
    [null, 'options.measure must be the name of a measure of the plan, got undefined'],
    [{ measure: '' }, 'options.measure must be the name of a measure of the plan, got ""'],
    [{ measure: 'a', counts: 1 }, 'options.counts must be text, got 1'],
    [{ measure: 'a', of: 'amounts' }, 'options.of must be one of "amount", "fullAmount", "quantity", got "amounts"'],
  ])('refuses the options %j', (options, message) => {
    expect(failure(() => salesQuotas(data, options as never))).toBe(`invalid-argument salesQuotas: ${message}`);
  });

  it('refuses what salesData did not return', () => {
    expect(() => salesQuotas(null as never, { measure: 'a' })).toThrow(
      'salesQuotas: data must be what salesData returned, got null',
    );
  });
});

describe('salesReportingLines', () => {
  it('takes the managers of reps', () => {
    expect(salesReportingLines(salesData(exampleInput))).toEqual([{ payee: 'r1', manager: 'r2' }]);
  });

  it('refuses what salesData did not return', () => {
    expect(() => salesReportingLines([] as never)).toThrow(
      'salesReportingLines: data must be what salesData returned, got an array of 0',
    );
  });
});
