import { describe, expectTypeOf, it } from 'vitest';
import type { DateFieldName, FieldName, NumericFieldName, SourceName, TextFieldName } from '../../src/model/fields.ts';
import type { Lead } from '../../src/model/lead.ts';
import type { Opportunity } from '../../src/model/opportunity.ts';
import type { SalesDataInput } from '../../src/model/salesData.ts';
import type { DecimalInput } from '../../src/number/decimal.ts';

type Completed<T, K extends keyof T> = Pick<T, K>;

describe('what users may write', () => {
  it('is shown by the editor as it is meant', () => {
    expectTypeOf<Completed<Opportunity, 'amount'>>().toEqualTypeOf<{ amount?: DecimalInput | null | undefined }>();
    expectTypeOf<Completed<Opportunity, 'createdOn'>>().toEqualTypeOf<{ createdOn: string | Date }>();
    expectTypeOf<Completed<Opportunity, 'closedOn'>>().toEqualTypeOf<{ closedOn?: string | Date | null | undefined }>();
    expectTypeOf<Completed<Opportunity, 'status'>>().toEqualTypeOf<{
      status: 'open' | 'won' | 'lost' | 'no-decision';
    }>();
    expectTypeOf<Completed<Opportunity, 'id'>>().toEqualTypeOf<{ id: string | number }>();
    expectTypeOf<Completed<Opportunity, 'attributes'>>().toEqualTypeOf<{
      attributes?: Record<string, string | number | boolean | null | undefined> | null | undefined;
    }>();
    expectTypeOf<{
      id: string;
      createdOn: Date;
      status: 'open';
      amount: undefined;
      stage: null;
    }>().toExtend<Opportunity>();
    expectTypeOf<{ id: string; createdOn: number }>().not.toExtend<Lead>();
    // What is worked out is read, never written.
    expectTypeOf<'amountAtConstantRates'>().not.toExtend<keyof Opportunity>();
    expectTypeOf<'amountAtConstantRates'>().toExtend<FieldName<'opportunities'>>();
    expectTypeOf<'amountAtConstantRates'>().not.toExtend<FieldName<'opportunityHistory'>>();
    expectTypeOf<{
      currency: string;
      timeZone: string;
      leads: readonly { id: string; createdOn: string }[];
    }>().toExtend<SalesDataInput>();
  });
});

describe('names of fields', () => {
  it('follow the schemas', () => {
    expectTypeOf<FieldName<'teams'>>().toEqualTypeOf<'id' | 'name' | 'parentId' | `attributes.${string}`>();
    expectTypeOf<NumericFieldName<'orders'>>().toEqualTypeOf<
      'amount' | 'tax' | 'cost' | 'quantity' | 'amountAtConstantRates' | `attributes.${string}`
    >();
    expectTypeOf<NumericFieldName<'teams'>>().toEqualTypeOf<`attributes.${string}`>();
    expectTypeOf<DateFieldName<'orders'>>().toEqualTypeOf<
      'orderedOn' | 'recognisedOn' | 'invoicedOn' | 'collectedOn'
    >();
    expectTypeOf<DateFieldName<'teams'>>().toEqualTypeOf<never>();
    expectTypeOf<TextFieldName<'surveys'>>().toEqualTypeOf<
      'id' | 'accountId' | 'ownerId' | 'kind' | `attributes.${string}`
    >();
    expectTypeOf<'standsFrom'>().toExtend<DateFieldName<'opportunityHistory'>>();
    expectTypeOf<'expectedCloseShift'>().toExtend<NumericFieldName<'opportunityHistory'>>();
    expectTypeOf<'creditedAmount' | 'paidAmount'>().toExtend<NumericFieldName<'commissions'>>();
    expectTypeOf<'leftVoluntarily'>().toExtend<TextFieldName<'reps'>>();
    expectTypeOf<'stageRank' | 'visit' | 'amount'>().toExtend<NumericFieldName<'stageVisits'>>();
    expectTypeOf<'amount'>().not.toExtend<FieldName<'leads'>>();
    expectTypeOf<'rate' | 'wonOn'>().not.toExtend<FieldName<SourceName>>();
  });
});
