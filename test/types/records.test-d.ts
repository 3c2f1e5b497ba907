import { describe, expectTypeOf, it } from 'vitest';
import {
  type Account,
  type Activity,
  type Commission,
  type Credit,
  type Decimal,
  type Expense,
  type Forecast,
  isSalesMetricsError,
  type Opportunity,
  type OpportunityRecord,
  type Order,
  type OrderRecord,
  type Quota,
  type SalesData,
  SalesMetricsError,
  type SalesMetricsErrorCode,
  safeSalesData,
  salesData,
} from '../../src/index.ts';

declare const decimal: Decimal;

describe('salesData', () => {
  it('takes amounts and dates in any form', () => {
    const common = { createdOn: '2026-07-01', closedOn: new Date(0), status: 'won' } as const;
    const data = salesData({
      currency: 'USD',
      timeZone: 'Europe/London',
      opportunities: [
        { ...common, id: 'a', amount: '1200.50' },
        { ...common, id: 2, amount: 1200.5 },
        { ...common, id: 'c', amount: 1200n },
        { ...common, id: 'd', amount: decimal },
        { ...common, id: 'e', amount: null, stage: undefined },
      ],
      quotas: [{ startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 10 }],
    });
    expectTypeOf(data).toEqualTypeOf<SalesData>();
  });

  it('takes lists that nobody may change', () => {
    const rows: readonly Readonly<Opportunity>[] = [];
    salesData({ currency: 'USD', timeZone: 'UTC', opportunities: rows });
  });

  it('refuses what a record does not have', () => {
    salesData({
      currency: 'USD',
      timeZone: 'UTC',
      // @ts-expect-error: misspelt field
      opportunities: [{ id: 'a', createdOn: '2026-07-01', status: 'won', closeOn: '2026-07-02' }],
    });
    salesData({
      currency: 'USD',
      timeZone: 'UTC',
      // @ts-expect-error: one of four
      opportunities: [{ id: 'a', createdOn: '2026-07-01', status: 'closed' }],
    });
    salesData({
      currency: 'USD',
      timeZone: 'UTC',
      // @ts-expect-error: no status
      opportunities: [{ id: 'a', createdOn: '2026-07-01' }],
    });
    salesData({
      currency: 'USD',
      timeZone: 'UTC',
      // @ts-expect-error: an amount is no yes or no
      opportunities: [{ id: 'a', createdOn: '2026-07-01', status: 'open', amount: true }],
    });
    salesData({
      currency: 'USD',
      timeZone: 'UTC',
      // @ts-expect-error: a date is no number
      leads: [{ id: 'a', createdOn: 20260701 }],
    });
    // @ts-expect-error: unknown source
    salesData({ currency: 'USD', timeZone: 'UTC', opportunity: [] });
    // @ts-expect-error: no time zone
    salesData({ currency: 'USD' });
    // @ts-expect-error: worked out, not given
    salesData({ currency: 'USD', timeZone: 'UTC', stageVisits: [] });
    salesData({
      currency: 'USD',
      timeZone: 'UTC',
      // @ts-expect-error: worked out, not given
      orders: [{ id: 'a', orderedOn: '2026-07-01', amount: 1, amountAtConstantRates: 1 }],
    });
    // @ts-expect-error: a date as text
    salesData({ currency: 'USD', timeZone: 'UTC', constantRatesOn: new Date(0) });
  });

  it('completes every field of a record', () => {
    type Fields<Of> = keyof Of & string;
    expectTypeOf<Fields<Opportunity>>().toEqualTypeOf<
      | 'id'
      | 'name'
      | 'accountId'
      | 'ownerId'
      | 'leadId'
      | 'createdOn'
      | 'qualifiedOn'
      | 'closedOn'
      | 'expectedCloseOn'
      | 'status'
      | 'stage'
      | 'amount'
      | 'recurringAmount'
      | 'listAmount'
      | 'currency'
      | 'probability'
      | 'type'
      | 'source'
      | 'product'
      | 'quantity'
      | 'competitor'
      | 'lostReason'
      | 'forecastCategory'
      | 'firstContactOn'
      | 'signedOn'
      | 'cancelledOn'
      | 'firstYearAmount'
      | 'oneTimeAmount'
      | 'cost'
      | 'termMonths'
      | 'contractStartsOn'
      | 'contractEndsOn'
      | 'renewalDueOn'
      | 'renewalBaseAmount'
      | 'repProbability'
      | 'attributes'
    >();
    expectTypeOf<Opportunity['status']>().toEqualTypeOf<'open' | 'won' | 'lost' | 'no-decision'>();
    expectTypeOf<Activity['kind']>().toEqualTypeOf<'call' | 'email' | 'meeting' | 'task' | 'other'>();
    expectTypeOf<Expense['category']>().toEqualTypeOf<'sales' | 'marketing' | 'onboarding' | 'other'>();
    expectTypeOf<Forecast['amount']>().toEqualTypeOf<string | number | bigint | Decimal>();
    expectTypeOf<Quota['amount']>().toEqualTypeOf<string | number | bigint | Decimal | null | undefined>();
    expectTypeOf<Credit['kind']>().toEqualTypeOf<'direct' | 'split' | 'overlay'>();
    expectTypeOf<NonNullable<Commission['kind']>>().toEqualTypeOf<'commission' | 'bonus' | 'clawback' | 'other'>();
    // What is worked out can be read, but not given.
    expectTypeOf<Exclude<Fields<OpportunityRecord>, Fields<Opportunity>>>().toEqualTypeOf<'amountAtConstantRates'>();
    expectTypeOf<Exclude<Fields<OrderRecord>, Fields<Order>>>().toEqualTypeOf<'amountAtConstantRates'>();
    expectTypeOf<NonNullable<Account['createdOn']>>().toEqualTypeOf<string | Date>();
  });

  it('gives what may only be read', () => {
    const data = salesData({ currency: 'USD', timeZone: 'UTC' });
    expectTypeOf(data.counts.opportunities).toEqualTypeOf<number>();
    expectTypeOf(data.warnings[0]?.message).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: readonly
    data.currency = 'EUR';
    // @ts-expect-error: the records are kept inside
    data.opportunities;
  });
});

describe('errors', () => {
  it('of safeSalesData are told apart by success', () => {
    const result = safeSalesData({ currency: 'USD', timeZone: 'UTC' });
    if (result.success) expectTypeOf(result.data).toEqualTypeOf<SalesData>();
    else expectTypeOf(result.error).toEqualTypeOf<SalesMetricsError>();
    // @ts-expect-error: first ask for success
    result.data;
  });

  it('have a code of a closed list', () => {
    const caught: unknown = new SalesMetricsError('invalid-data', 'example');
    if (!isSalesMetricsError(caught)) return;
    expectTypeOf(caught.code).toEqualTypeOf<SalesMetricsErrorCode>();
    // @ts-expect-error: no such code
    caught.code === 'wrong';
  });
});
