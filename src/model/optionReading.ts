import { type Issue, showValue } from '../errors.ts';
import { type Day, dayExpectation, formatDay, parseDay } from '../time/day.ts';
import type { WorkingTime } from '../time/workingTime.ts';
import { isTimeZone } from '../time/zone.ts';
import { isCurrencyCode } from './field.ts';
import { type GivenSourceName, givenSourceNames } from './fields.ts';
import { cell, type PlainRecord, unreadable } from './plainRecord.ts';
import type { GivenArray } from './readSource.ts';
import { didYouMean } from './suggestion.ts';
import { readWorkingTime } from './workingTime.ts';

/** Most records of one source; more would not fit the arrays they are laid out in. */
const mostRecords = 50_000_000;

/** What may stand beside the records. */
export const optionNames: readonly string[] = ['currency', 'timeZone', 'stages', 'constantRatesOn', 'workingTime'];

/** Reads what stands beside the records, and the arrays of records themselves. */
export class OptionReading {
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
  checkConstantRates(currencies: readonly string[], day: Day | null): void {
    if (currencies.length === 0 || day === null) return;
    const expected = `a date on or after the first exchange rate of ${currencies.join(', ')}`;
    this.#refuse('constantRatesOn', formatDay(day), expected);
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

  /** Refuses records of a source that stands elsewhere. */
  refuseRecords(source: GivenSourceName, expected: string): void {
    const value = this.#own(source);
    if (value !== undefined && value !== null) this.#refuse(source, value, expected);
  }

  /** Refuses what is neither a source nor one of the options that may stand here. */
  checkNames(options: readonly string[]): void {
    const known = [...options, ...givenSourceNames];
    const expected = options.length === 0 ? 'a source' : 'a source or an option';
    for (const name of namesOf(this.#input)) {
      if (known.includes(name)) continue;
      this.issues.push(
        Object.freeze({
          code: 'unknown-name',
          path: name,
          message: `${showValue(name)} is not ${expected}${didYouMean(name, known)}`,
          field: name,
          found: showValue(name),
          expected,
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
