import type * as z from 'zod/mini';
import type { Decimal } from '../number/decimal.ts';
import { type Account, accountSchema } from './account.ts';
import { type Activity, activitySchema } from './activity.ts';
import { type Commission, commissionSchema } from './commission.ts';
import { type Credit, creditSchema } from './credit.ts';
import { type ExchangeRate, exchangeRateSchema } from './exchangeRate.ts';
import { type Expense, expenseSchema } from './expense.ts';
import { type Field, fieldOf } from './field.ts';
import { type Forecast, forecastSchema } from './forecast.ts';
import { type Lead, leadSchema } from './lead.ts';
import { type Opportunity, type OpportunityRecord, opportunityRecordSchema } from './opportunity.ts';
import { type OpportunityInterval, opportunityIntervalSchema } from './opportunityInterval.ts';
import { type Order, type OrderRecord, orderRecordSchema } from './order.ts';
import { type Quota, quotaSchema } from './quota.ts';
import { type Rep, repSchema } from './rep.ts';
import { type StageChange, stageChangeSchema } from './stageChange.ts';
import { type StageVisit, stageVisitSchema } from './stageVisit.ts';
import { type Subscription, subscriptionSchema } from './subscription.ts';
import { type Survey, surveySchema } from './survey.ts';
import { type Team, teamSchema } from './team.ts';
import { type Territory, territorySchema } from './territory.ts';
import { type Training, trainingSchema } from './training.ts';

/** The sources that users give, each with its kind of record. */
export interface GivenRecords {
  /** Deals, open and closed. */
  readonly opportunities: Opportunity;
  /** History of the deals: the values that hold from then on. */
  readonly stageChanges: StageChange;
  /** Customers and prospects. */
  readonly accounts: Account;
  /** Sales people. */
  readonly reps: Rep;
  /** Teams of sales people. */
  readonly teams: Team;
  /** Sales territories. */
  readonly territories: Territory;
  /** Leads with the dates on which they were qualified. */
  readonly leads: Lead;
  /** Calls, emails, meetings and tasks. */
  readonly activities: Activity;
  /** Quotas of reps, teams or territories, each with its span. */
  readonly quotas: Quota;
  /** Expenses of sales and marketing. */
  readonly expenses: Expense;
  /** Orders or revenue lines. */
  readonly orders: Order;
  /** Movements of recurring revenue. */
  readonly subscriptions: Subscription;
  /** Answers of customers. */
  readonly surveys: Survey;
  /** Modules assigned to reps. */
  readonly trainings: Training;
  /** Forecasts as they were submitted. */
  readonly forecasts: Forecast;
  /** Lines of quota credit. */
  readonly credits: Credit;
  /** Lines of commission. */
  readonly commissions: Commission;
  /** Dated rates into the reporting currency. */
  readonly exchangeRates: ExchangeRate;
}

/** The sources that are worked out from the given ones, each with its kind of record. */
export interface DerivedRecords {
  /** Deals as they stood, one record for each stretch without a change. */
  readonly opportunityHistory: OpportunityInterval;
  /** Stays of deals in stages. */
  readonly stageVisits: StageVisit;
}

/** All sources, each with its kind of record, the fields that are worked out included. */
export interface RecordsBySource extends GivenRecords, DerivedRecords {
  /** Deals, open and closed. */
  readonly opportunities: OpportunityRecord;
  /** Orders or revenue lines. */
  readonly orders: OrderRecord;
}

/** Name of a source that users give. */
export type GivenSourceName = keyof GivenRecords;

/** Name of a source that is worked out from the given ones. */
export type DerivedSourceName = keyof DerivedRecords;

/** Name of a source of records. */
export type SourceName = keyof RecordsBySource;

/** Name of a custom field. */
export type AttributeName = `attributes.${string}`;

type OwnFieldName<S extends SourceName> = S extends SourceName
  ? Exclude<keyof RecordsBySource[S] & string, 'attributes'>
  : never;

// Amounts and numbers are the fields that take a Decimal, dates are those that take a Date: the schemas remain the one home of the kinds.
type FieldsTaking<S extends SourceName, T> = S extends SourceName
  ? {
      [F in OwnFieldName<S>]: [T] extends [Exclude<RecordsBySource[S][F & keyof RecordsBySource[S]], null | undefined>]
        ? F
        : never;
    }[OwnFieldName<S>]
  : never;

/** Names of the fields of a source, custom fields included. */
export type FieldName<S extends SourceName = SourceName> = OwnFieldName<S> | AttributeName;

/** Names of the fields of a source that hold an amount or a number; a custom field may. */
export type NumericFieldName<S extends SourceName = SourceName> = FieldsTaking<S, Decimal> | AttributeName;

/** Names of the fields of a source that hold a date. */
export type DateFieldName<S extends SourceName = SourceName> = FieldsTaking<S, Date>;

/** Names of the fields of a source that hold an id, a text, one of a list, or a yes or no. */
export type TextFieldName<S extends SourceName = SourceName> =
  | (S extends SourceName ? Exclude<OwnFieldName<S>, FieldsTaking<S, Decimal> | FieldsTaking<S, Date>> : never)
  | AttributeName;

type RecordSchema = z.ZodMiniObject<Readonly<Record<string, z.core.$ZodType>>>;

const schemas: { readonly [S in SourceName]: RecordSchema } = {
  opportunities: opportunityRecordSchema,
  stageChanges: stageChangeSchema,
  accounts: accountSchema,
  reps: repSchema,
  teams: teamSchema,
  territories: territorySchema,
  leads: leadSchema,
  activities: activitySchema,
  quotas: quotaSchema,
  expenses: expenseSchema,
  orders: orderRecordSchema,
  subscriptions: subscriptionSchema,
  surveys: surveySchema,
  trainings: trainingSchema,
  forecasts: forecastSchema,
  credits: creditSchema,
  commissions: commissionSchema,
  exchangeRates: exchangeRateSchema,
  opportunityHistory: opportunityIntervalSchema,
  stageVisits: stageVisitSchema,
};

/** Names of all sources, the given ones first, in the order in which they are read and reported. */
export const sourceNames: readonly SourceName[] = /* @__PURE__ */ Object.keys(schemas) as SourceName[];

const derivedSources: readonly string[] = ['opportunityHistory', 'stageVisits'];

/** Names of the sources that users give, in the order in which they are read and reported. */
export const givenSourceNames: readonly GivenSourceName[] = /* @__PURE__ */ sourceNames.filter(isGiven);

function isGiven(source: SourceName): source is GivenSourceName {
  return !derivedSources.includes(source);
}

const fieldsBySource = /* @__PURE__ */ new Map<SourceName, ReadonlyMap<string, Field>>();

/**
 * The fields of a source in the order of its schema, derived from the schema on first use.
 *
 * @param source - name of a source
 * @returns what is known of each field by its name; custom fields are not among them
 */
export function fieldsOf(source: SourceName): ReadonlyMap<string, Field> {
  const known = fieldsBySource.get(source);
  if (known !== undefined) return known;
  const fields = new Map<string, Field>();
  for (const [name, schema] of Object.entries(schemas[source].def.shape)) {
    const field = fieldOf(schema);
    if (field !== undefined) fields.set(name, field);
  }
  fieldsBySource.set(source, fields);
  return fields;
}

/** Whether a name is a source of records. */
export function isSourceName(name: string): name is SourceName {
  return (sourceNames as readonly string[]).includes(name);
}
