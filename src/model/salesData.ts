import { type Issue, SalesMetricsError, showValue } from '../errors.ts';
import { type Day, dayExpectation, parseDay } from '../time/day.ts';
import type { WorkingTime } from '../time/workingTime.ts';
import { isTimeZone } from '../time/zone.ts';
import { checkRecords } from './checks.ts';
import { convertSources } from './convertSources.ts';
import { createSalesData, type DataWarning, type Internals, type SalesData } from './dataset.ts';
import { isCurrencyCode } from './field.ts';
import { type GivenRecords, type GivenSourceName, givenSourceNames } from './fields.ts';
import { cell, isPlainRecord, type PlainRecord, unreadable } from './plainRecord.ts';
import { messageOf, mostKept, type SourceProblems } from './problems.ts';
import { type GivenArray, readSource, type SourceReading } from './readSource.ts';
import { didYouMean } from './suggestion.ts';
import type { Table } from './table.ts';
import { findWarnings } from './warnings.ts';
import { readWorkingTime, type WorkingTimeInput } from './workingTime.ts';

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

/** Most records of one source; more would not fit the arrays they are laid out in. */
const mostRecords = 50_000_000;

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
  options.checkNames();
  for (const reading of readings.values()) checkRecords(reading, currency ?? '');
  const { tables, withoutConstantRate } = convertSources(readings, currency, constantRatesOn);
  options.checkConstantRates(withoutConstantRate);

  const all = [...readings.values()].map((reading) => reading.problems);
  const total = options.issues.length + all.reduce((sum, problems) => sum + problems.total, 0);
  if (total > 0 || currency === null || timeZone === null) {
    const issues = collect(options.issues, all, tables);
    return refused(new SalesMetricsError('invalid-data', messageOf(where, issues, total), Object.freeze(issues)));
  }
  const warnings = warningsOf(findWarnings({ readings, tables, stages }), tables);
  return { success: true, data: assemble(currency, timeZone, { stages, workingTime }, readings, tables, warnings) };
}

function refused(error: SalesMetricsError): SalesDataResult {
  return { success: false, error };
}

function assemble(
  currency: string,
  timeZone: string,
  options: Pick<Internals, 'stages' | 'workingTime'>,
  readings: ReadonlyMap<GivenSourceName, SourceReading>,
  tables: ReadonlyMap<GivenSourceName, Table>,
  warnings: readonly DataWarning[],
): SalesData {
  const counts = Object.fromEntries(
    givenSourceNames.map((source) => [source, (tables.get(source) as Table).length]),
  ) as Record<GivenSourceName, number>;
  return createSalesData(
    { currency, timeZone, warnings, counts: Object.freeze(counts) },
    {
      given: tables,
      attributes: new Map([...readings].map(([source, reading]) => [source, reading.attributes])),
      ...options,
      derived: new Map(),
      rowsById: new Map(),
      dimensions: new Map(),
      attributeColumns: new Map(),
    },
  );
}

/** The first issues, those of the options first and then source by source. */
function collect(
  first: readonly Issue[],
  all: readonly SourceProblems[],
  tables: ReadonlyMap<GivenSourceName, Table>,
): Issue[] {
  const issues = first.slice(0, mostKept);
  for (const problems of all) {
    const id = tables.get(problems.source as GivenSourceName)?.columns.get('id');
    const idOf = (row: number): string | undefined =>
      id?.kind === 'text' ? id.values[id.codes[row] as number] : undefined;
    if (problems.total > 0 && issues.length < mostKept) issues.push(...problems.issues(mostKept - issues.length, idOf));
  }
  return issues;
}

function warningsOf(
  found: readonly SourceProblems[],
  tables: ReadonlyMap<GivenSourceName, Table>,
): readonly DataWarning[] {
  const warnings = collect([], found, tables);
  const rest = found.reduce((sum, problems) => sum + problems.total, 0) - warnings.length;
  if (rest > 0)
    warnings.push(
      Object.freeze({ code: 'more-warnings', path: '', message: `and ${rest} more warnings, which are not kept` }),
    );
  return Object.freeze(warnings);
}

const optionNames = ['currency', 'timeZone', 'stages', 'constantRatesOn', 'workingTime'];

/** Reads what stands beside the records, and the arrays of records themselves. */
class OptionReading {
  readonly issues: Issue[] = [];
  readonly #input: PlainRecord;

  constructor(input: PlainRecord) {
    this.#input = input;
  }

  currency(): string | null {
    const value = this.#own('currency');
    if (typeof value === 'string' && isCurrencyCode(value)) return value;
    this.#refuse('currency', value, 'an ISO 4217 currency code such as "USD"');
    return null;
  }

  timeZone(): string | null {
    const value = this.#own('timeZone');
    if (typeof value === 'string' && isTimeZone(value)) return value;
    this.#refuse('timeZone', value, 'an IANA time zone such as "Europe/London"');
    return null;
  }

  stages(): readonly string[] | null {
    const value = this.#own('stages');
    if (value === undefined || value === null) return null;
    const stages = this.#copyOf(value);
    if (stages?.every((stage) => typeof stage === 'string' && stage !== '') && new Set(stages).size === stages.length)
      return stages as string[];
    this.#refuse('stages', value, 'an array of different stage names');
    return null;
  }

  workingTime(): WorkingTime {
    return readWorkingTime(this.#own('workingTime'), (path, value, expected) => this.#refuse(path, value, expected));
  }

  constantRatesOn(): Day | null {
    const value = this.#own('constantRatesOn');
    if (value === undefined || value === null) return null;
    const day = typeof value === 'string' ? parseDay(value) : Number.NaN;
    if (!Number.isNaN(day)) return day;
    this.#refuse('constantRatesOn', value, dayExpectation);
    return null;
  }

  /** Refuses a day of constant rates on which some currencies have no rate yet. */
  checkConstantRates(currencies: readonly string[]): void {
    if (currencies.length === 0) return;
    const expected = `a date on or after the first exchange rate of ${currencies.join(', ')}`;
    this.#refuse('constantRatesOn', this.#own('constantRatesOn'), expected);
  }

  /** The records of a source; nothing when they are missing or no array. */
  records(source: GivenSourceName): GivenArray | undefined {
    const value = this.#own(source);
    if (value === undefined || value === null) return undefined;
    const length = lengthOf(value);
    if (length !== null && length <= mostRecords) return { values: value as readonly unknown[], length };
    this.#refuse(source, value, length === null ? 'an array of records' : `an array of at most ${mostRecords} records`);
    return undefined;
  }

  checkNames(): void {
    const known = [...optionNames, ...givenSourceNames];
    for (const name of namesOf(this.#input)) {
      if (known.includes(name)) continue;
      this.issues.push(
        Object.freeze({
          code: 'unknown-name',
          path: name,
          message: `${showValue(name)} is not a source or an option${didYouMean(name, known)}`,
          field: name,
          found: showValue(name),
          expected: 'a source or an option',
        }),
      );
    }
  }

  #own(name: string): unknown {
    try {
      return Object.hasOwn(this.#input, name) ? cell(this.#input, name) : undefined;
    } catch {
      // A proxy may throw on every question.
      return unreadable;
    }
  }

  #copyOf(value: unknown): unknown[] | null {
    try {
      return Array.isArray(value) ? Array.from(value as readonly unknown[]) : null;
    } catch {
      return null;
    }
  }

  #refuse(name: string, value: unknown, expected: string): void {
    const found = value === unreadable ? 'a property that throws' : showValue(value);
    this.issues.push(
      Object.freeze({
        code: 'invalid',
        path: name,
        message: `${name} must be ${expected}, got ${found}`,
        field: name,
        found,
        expected,
      }),
    );
  }
}

function namesOf(input: PlainRecord): string[] {
  try {
    return Object.keys(input);
  } catch {
    return [];
  }
}

/** Length of an array, or null for what is none or cannot be read. */
function lengthOf(value: unknown): number | null {
  try {
    // A proxy of an array may say anything.
    return Array.isArray(value) && Number.isSafeInteger(value.length) && value.length >= 0 ? value.length : null;
  } catch {
    return null;
  }
}
