/**
 * Sales KPIs and commissions, computed exactly and explained record by record.
 *
 * @packageDocumentation
 */

export { describe } from './dictionary/describe.ts';
export { dictionary } from './dictionary/dictionary.ts';
// The dictionary
export * from './dictionary/kpis.ts';
export * as kpis from './dictionary/kpis.ts';
export type { Issue, SalesMetricsErrorCode } from './errors.ts';
// Errors
export { isSalesMetricsError, SalesMetricsError } from './errors.ts';
export type { PeriodOptions } from './evaluate/calculate.ts';
// Figures
export { calculate } from './evaluate/calculate.ts';
export { calculateFrom } from './evaluate/calculateFrom.ts';
export type { CountedRecord, EntityTrace, Explanation, LeftOutRecord, TraceNode } from './evaluate/explain.ts';
export { explain } from './evaluate/explain.ts';
export type { Measurement, Skipped } from './evaluate/measurement.ts';
export type { CalculationOptions, Where } from './evaluate/request.ts';
export type { MeasurementsOf, Table, TableOptions, TableRow } from './evaluate/tabulate.ts';
export { tabulate } from './evaluate/tabulate.ts';
export type { QuantityOf } from './expression/aggregate.ts';
export {
  count,
  daysFrom,
  distinct,
  first,
  hoursFrom,
  last,
  maximum,
  mean,
  median,
  minimum,
  percentile,
  product,
  sum,
} from './expression/aggregate.ts';
export type { GivenOf, Having, Joined, Operand, PartsOf } from './expression/arithmetic.ts';
export {
  constant,
  countEntities,
  divide,
  foldEntities,
  greaterOf,
  inPreviousPeriod,
  inSamePeriodLastYear,
  inTrailing,
  lesserOf,
  minus,
  named,
  plus,
  times,
  toDateIn,
} from './expression/arithmetic.ts';
export type { Comparison, Condition, Limit, PeriodDate } from './expression/condition.ts';
export {
  all,
  any,
  compares,
  daysBetween,
  is,
  isInPeriod,
  isMissing,
  isOneOf,
  isPresent,
  not,
} from './expression/condition.ts';
export type {
  Aggregate,
  EntityCondition,
  EntityFold,
  Expression,
  Formula,
  NamedFormula,
  Names,
  PerEntity,
  PeriodChange,
  Quantity,
  UndefinedReason,
  ZeroRule,
} from './expression/expression.ts';
export type {
  Better,
  Cadence,
  Calculable,
  Category,
  Example,
  Indicator,
  Kpi,
  KpiDefinition,
  Level,
  Source,
  Variant,
  VariantDefinition,
  VariantNames,
  VariantsOf,
} from './expression/kpi.ts';
// Your own definitions
export { defineKpi } from './expression/kpi.ts';
export type { ParameterReference } from './expression/parameter.ts';
export { parameter } from './expression/parameter.ts';
export type { Anchor, Following, RecordSet } from './expression/recordSet.ts';
export { before, fallsIn, followedBy, records, stands, within } from './expression/recordSet.ts';
export type { Unit } from './expression/unit.ts';
export type { Account } from './model/account.ts';
export type { Activity } from './model/activity.ts';
export type { DataWarning, SalesData } from './model/dataset.ts';
export type { DimensionName } from './model/dimension.ts';
export type { ExchangeRate } from './model/exchangeRate.ts';
export type { Expense } from './model/expense.ts';
export type { AttributeValue, DateInput, FlagInput, IdInput } from './model/field.ts';
export type {
  AttributeName,
  DateFieldName,
  DerivedRecords,
  DerivedSourceName,
  FieldName,
  GivenRecords,
  GivenSourceName,
  NumericFieldName,
  RecordsBySource,
  SourceName,
} from './model/fields.ts';
export type { Forecast } from './model/forecast.ts';
export type { Lead } from './model/lead.ts';
export type { Opportunity } from './model/opportunity.ts';
export type { OpportunityInterval } from './model/opportunityInterval.ts';
export type { Order } from './model/order.ts';
export type { Quota } from './model/quota.ts';
export type { Rep } from './model/rep.ts';
export type { RecordsInput, SalesDataInput, SalesDataResult } from './model/salesData.ts';
// Records
export { safeSalesData, salesData } from './model/salesData.ts';
export type { StageChange } from './model/stageChange.ts';
export type { StageVisit } from './model/stageVisit.ts';
export type { Subscription } from './model/subscription.ts';
export type { Survey } from './model/survey.ts';
export type { Team } from './model/team.ts';
export type { Territory } from './model/territory.ts';
export type { Training } from './model/training.ts';
export type { AllocateOptions } from './number/allocate.ts';
// Numbers
export { allocate } from './number/allocate.ts';
export type { Decimal, DecimalInput } from './number/decimal.ts';
export { minorUnitDigits, roundMoney } from './number/money.ts';
export type { RoundingMode } from './number/rounding.ts';
export type { PercentileMethod } from './number/statistics.ts';
export type {
  Calendar,
  MonthCalendar,
  WeekCalendar,
  Weekday,
  WeekPattern,
  YearEndRule,
  YearNaming,
} from './time/calendar.ts';
export { fiscalCalendar, gregorianCalendar, retailCalendar } from './time/calendar.ts';
export type { Grain, Period } from './time/period.ts';
// Periods and calendars
export {
  alignToDate,
  day,
  daysOf,
  lengthInDays,
  month,
  monthsOf,
  period,
  periodContaining,
  periodsIn,
  previous,
  quarter,
  quartersOf,
  sameLastYear,
  toDate,
  trailing,
  week,
  weeksOf,
  year,
} from './time/period.ts';
export type { UnitGrain } from './time/unit.ts';
