import { SalesMetricsError, showValue } from '../errors.ts';
import { assemble, errorIn } from './assemble.ts';
import { checkRecords } from './checks.ts';
import { convertSources, ratesIn } from './convertSources.ts';
import type { SalesData } from './dataset.ts';
import { type GivenRecords, type GivenSourceName, givenSourceNames } from './fields.ts';
import { OptionReading, optionNames } from './optionReading.ts';
import { isPlainRecord } from './plainRecord.ts';
import { readSource, type SourceReading } from './readSource.ts';
import type { WorkingTimeInput } from './workingTime.ts';

/** Records as users give them: any subset of the sources. */
export type RecordsInput = { readonly [S in GivenSourceName]?: readonly GivenRecords[S][] | null | undefined };

/** What `salesData` takes. */
export interface SalesDataInput extends RecordsInput {
  /** ISO 4217 code of the reporting currency, for example `USD`. Amounts in other currencies are converted by `exchangeRates`. */
  readonly currency: string;
  /** IANA name of the time zone in which instants become calendar dates, for example `Europe/London`; dates without a time stay as they are. */
  readonly timeZone: string;
  /** Names of the stages along the funnel, first to last. Read from the order in which opportunities went through them where missing. */
  readonly stages?: readonly string[] | null | undefined;
  /** Date `YYYY-MM-DD` whose exchange rates `amountAtConstantRates` of opportunities and orders takes; the latest rate given for each currency where missing. */
  readonly constantRatesOn?: string | null | undefined;
  /** When the team works, for spans in working days and working hours; Monday to Friday from 09:00 until 17:00 where missing. */
  readonly workingTime?: WorkingTimeInput | null | undefined;
}

/** What `safeSalesData` returns: the data, or the error that `salesData` would throw. */
export type SalesDataResult =
  | { readonly success: true; readonly data: SalesData }
  | { readonly success: false; readonly error: SalesMetricsError };

/**
 * Reads and checks records once, and lays them out for computing. The input is neither changed nor kept.
 *
 * Missing is what is left out, `undefined` or `null`; an empty text is missing too for ids, texts and lists of choices, but wrong for amounts,
 * numbers and dates. Every problem of every record is found at once.
 *
 * @param input - reporting currency, time zone and records; amounts as `string | number | bigint | Decimal`, dates as `YYYY-MM-DD`, ISO instant or `Date`
 * @returns the data to compute with, and warnings about what deserves a look
 * @throws SalesMetricsError `invalid-data` with all problems in `issues` (the first 10,000)
 *
 * @example
 * ```ts
 * import { salesData } from 'sales-metrics';
 * const data = salesData({
 *   currency: 'USD',
 *   timeZone: 'Europe/London',
 *   opportunities: [{ id: 'o1', createdOn: '2026-07-01', closedOn: '2026-08-05', status: 'won', amount: '1250.50' }],
 * });
 * data.counts.opportunities; // => 1
 * ```
 */
export function salesData(input: SalesDataInput): SalesData {
  const result = read(input, 'salesData');
  if (result.success) return result.data;
  throw result.error;
}

/**
 * Like `salesData`, but returns the error instead of throwing it.
 *
 * @param input - reporting currency, time zone and records
 * @returns `{ success: true, data }` or `{ success: false, error }`
 *
 * @example
 * ```ts
 * import { safeSalesData } from 'sales-metrics';
 * const result = safeSalesData({ currency: 'usd', timeZone: 'UTC' });
 * result.success; // => false
 * ```
 */
export function safeSalesData(input: SalesDataInput): SalesDataResult {
  return read(input, 'safeSalesData');
}

function read(input: unknown, where: string): SalesDataResult {
  if (!isPlainRecord(input)) {
    return refused(
      new SalesMetricsError('invalid-data', `${where}: input must be a plain object, got ${showValue(input)}`),
    );
  }
  const options = new OptionReading(input);
  const currency = options.currency();
  const timeZone = options.timeZone();
  const stages = options.stages();
  const workingTime = options.workingTime();
  const constantRatesOn = options.constantRatesOn();
  const readings = new Map<GivenSourceName, SourceReading>();
  // An invalid zone is one problem; the records are read in another one to find all the rest.
  for (const source of givenSourceNames)
    readings.set(source, readSource(source, options.records(source), timeZone ?? 'UTC'));
  options.checkNames(optionNames);
  for (const reading of readings.values()) checkRecords(reading, currency ?? '');
  const rates = currency === null ? null : ratesIn(readings, currency, constantRatesOn);
  const { tables, withoutConstantRate } = convertSources(readings, rates, new Map());
  options.checkConstantRates(withoutConstantRate, constantRatesOn);
  const error = errorIn(where, options.issues, { readings, tables });
  // Where there is no currency or no zone, there is an error.
  if (error !== null || rates === null || timeZone === null) return refused(error as SalesMetricsError);
  return { success: true, data: assemble({ timeZone, stages, workingTime, rates }, { readings, tables }, null) };
}

function refused(error: SalesMetricsError): SalesDataResult {
  return { success: false, error };
}
