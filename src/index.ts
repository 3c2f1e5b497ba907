/**
 * Sales KPIs and commissions, computed exactly and explained record by record.
 *
 * @packageDocumentation
 */

// Records: what a sales team keeps
export { safeSalesData, salesData } from './model/salesData.ts';
export type { RecordsInput, SalesDataInput, SalesDataResult } from './model/salesData.ts';
export type { WorkingTimeInput } from './model/workingTime.ts';
export type { DataWarning, SalesData } from './model/dataset.ts';
export type { DimensionName } from './model/dimension.ts';
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
  TextFieldName,
} from './model/fields.ts';
export type { AttributeValue, DateInput, FlagInput, IdInput } from './model/field.ts';
export type { Account } from './model/account.ts';
export type { Activity } from './model/activity.ts';
export type { Commission } from './model/commission.ts';
export type { Credit } from './model/credit.ts';
export type { ExchangeRate } from './model/exchangeRate.ts';
export type { Expense } from './model/expense.ts';
export type { Forecast } from './model/forecast.ts';
export type { Lead } from './model/lead.ts';
export type { Opportunity, OpportunityRecord } from './model/opportunity.ts';
export type { Order, OrderRecord } from './model/order.ts';
export type { Quota } from './model/quota.ts';
export type { Rep } from './model/rep.ts';
export type { StageChange } from './model/stageChange.ts';
export type { Subscription } from './model/subscription.ts';
export type { StageVisit } from './model/stageVisit.ts';
export type { OpportunityInterval } from './model/opportunityInterval.ts';
export type { Survey } from './model/survey.ts';
export type { Team } from './model/team.ts';
export type { Territory } from './model/territory.ts';
export type { Training } from './model/training.ts';

// Figures: one, many, why, and from known parts
export { calculate } from './evaluate/calculate.ts';
export type { PeriodOptions } from './evaluate/calculate.ts';
export { tabulate } from './evaluate/tabulate.ts';
export type { MeasurementsOf, Table, TableOptions, TableRow } from './evaluate/tabulate.ts';
export { tally } from './evaluate/tally.ts';
export type { Tally, TallyOptions, TallyRecords } from './evaluate/tally.ts';
export type {
  TallyCell,
  TallyOccurrences,
  TallyRecord,
  TallySlot,
  TallyState,
  TallyValue,
} from './evaluate/tallyState.ts';
export { explain } from './evaluate/explain.ts';
export type { CountedRecord, EntityTrace, Explanation, LeftOutRecord, TraceNode } from './evaluate/explain.ts';
export { calculateFrom } from './evaluate/calculateFrom.ts';
export type { Measurement, Skipped } from './evaluate/measurement.ts';
export type { CalculationOptions, Where } from './evaluate/request.ts';

// The dictionary: every KPI by its name, as one object and as a list
export * from './dictionary/kpis.ts';
export { dictionary, kpis } from './dictionary/dictionary.ts';
export { findKpi } from './dictionary/findKpi.ts';
export type { KpiId, KpiWithId } from './dictionary/findKpi.ts';
export { describe } from './dictionary/describe.ts';
export { diffDefinitions } from './dictionary/diffDefinitions.ts';
export type { Difference } from './dictionary/diffDefinitions.ts';
export { entrySchema } from './dictionary/entrySchema.ts';

// Your own definitions, with the builders that the dictionary is written in
export { defineKpi } from './expression/kpi.ts';
export { withLevels } from './expression/withLevels.ts';
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
export {
  always,
  anchoredBy,
  before,
  creditedTo,
  fallsIn,
  records,
  restrictedTo,
  stands,
  within,
} from './expression/recordSet.ts';
export type {
  Anchor,
  Join,
  JoinComparison,
  OtherDateFieldName,
  OtherFieldName,
  RecordSet,
} from './expression/recordSet.ts';
export { followedBy, notFollowedBy, notPrecededBy, pairedWith, precededBy } from './expression/join.ts';
export type { JoinMatch } from './expression/join.ts';
export {
  all,
  any,
  compares,
  daysBetween,
  field,
  hasHappened,
  is,
  isInPeriod,
  isMissing,
  isOneOf,
  isPresent,
  not,
} from './expression/condition.ts';
export type { Comparison, Condition, FieldReference, Limit, PeriodDate, WantedText } from './expression/condition.ts';
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
  monthsFrom,
  percentile,
  product,
  sum,
  trimmedMean,
  workingDaysFrom,
  workingHoursFrom,
} from './expression/aggregate.ts';
export type { QuantityOf, SpanBetween } from './expression/aggregate.ts';
export {
  constant,
  countEntities,
  countPeriods,
  divide,
  foldEntities,
  foldPeriods,
  greaterOf,
  inNextPeriod,
  inPreviousPeriod,
  inSamePeriodLastYear,
  inTrailing,
  kaplanMeierMedian,
  lesserOf,
  minus,
  named,
  overall,
  periodDays,
  periodWorkingDays,
  plus,
  power,
  root,
  rounded,
  times,
  toDateIn,
} from './expression/arithmetic.ts';
export type { GivenOf, Having, Joined, Operand, PartsOf } from './expression/arithmetic.ts';
export { parameter, textParameter } from './expression/parameter.ts';
export type { Parameter, ParameterReference, TextParameterReference } from './expression/parameter.ts';
export type {
  Aggregate,
  DaysOfPeriod,
  Expression,
  FigureCondition,
  Fold,
  Formula,
  NamedFormula,
  Names,
  PerEntity,
  PerPeriod,
  PeriodChange,
  PeriodCount,
  PeriodLength,
  Quantity,
  SpanUnit,
  UndefinedReason,
  ZeroRule,
} from './expression/expression.ts';
export type { Unit } from './expression/unit.ts';

// Commissions: also an entry of their own, sales-metrics/commission
export * from './commission/index.ts';
// The records as what commissions are calculated from; not in that entry, which needs no records
export { salesEvents } from './commission/salesEvents.ts';
export type { SalesEventSource } from './commission/salesFields.ts';
export type { SalesEventsOptions } from './commission/salesEvents.ts';
export { salesQuotas } from './commission/salesQuotas.ts';
export type { SalesQuotasOptions } from './commission/salesQuotas.ts';
export { salesReportingLines } from './commission/salesReportingLines.ts';

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
  next,
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
export type { Grain, Period } from './time/period.ts';
export type { UnitGrain } from './time/unit.ts';
export { fiscalCalendar, gregorianCalendar, retailCalendar } from './time/calendar.ts';
export type {
  Calendar,
  MonthCalendar,
  WeekCalendar,
  Weekday,
  WeekPattern,
  YearEndRule,
  YearNaming,
} from './time/calendar.ts';

// Numbers
export { allocate } from './number/allocate.ts';
export type { AllocateOptions } from './number/allocate.ts';
export type { Decimal, DecimalInput } from './number/decimal.ts';
export { exactSum } from './number/decimalSum.ts';
export { minorUnitDigits, roundMoney } from './number/money.ts';
export type { RoundingMode } from './number/rounding.ts';
export type { PercentileMethod } from './number/statistics.ts';
