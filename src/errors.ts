/** Every reason for which this library refuses an input. The list is closed: a new code is a new minor version. */
export type SalesMetricsErrorCode =
  | 'invalid-number'
  | 'invalid-date'
  | 'invalid-period'
  | 'invalid-calendar'
  | 'invalid-time-zone'
  | 'invalid-data'
  | 'invalid-definition'
  | 'invalid-argument'
  | 'invalid-plan'
  | 'invalid-commission-input'
  | 'missing-plan'
  | 'missing-value'
  | 'unit-mismatch'
  | 'unknown-dimension'
  | 'missing-rate'
  | 'missing-quota';

/** One problem found in an input: where it stands, what was found there, and what was expected. */
export interface Issue {
  /** What kind of problem it is, in kebab-case. */
  readonly code: string;
  /** Path from the argument to the value, for example `opportunities[17].amount`. */
  readonly path: string;
  /** The whole sentence, readable on its own. */
  readonly message: string;
  /** Name of the record source, where the problem lies in a record. */
  readonly source?: string;
  /** Position of the record in its source, from 0. */
  readonly index?: number;
  /** Id of the record, where it has a readable one. */
  readonly id?: string;
  /** Name of the field. */
  readonly field?: string;
  /** What was found, shortened to one safe line. */
  readonly found?: string;
  /** What was expected. */
  readonly expected?: string;
}

const brand: symbol = Symbol.for('sales-metrics/error');

/**
 * The one error class of this library.
 *
 * `message` reads `function: rule, got value`; `code` names the reason; `issues` lists every problem when several were found at once.
 */
export class SalesMetricsError extends Error {
  /** The reason, from a closed list. */
  readonly code: SalesMetricsErrorCode;
  /** All problems found, in the order of the input; empty when the message says everything. */
  readonly issues: readonly Issue[];

  /** @internal */
  constructor(code: SalesMetricsErrorCode, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.name = 'SalesMetricsError';
    this.code = code;
    this.issues = issues;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether a caught value is an error of this library, also when two copies of it (ESM and CommonJS) are loaded.
 *
 * @param value - anything that was caught
 * @returns true for a {@link SalesMetricsError} of any copy
 *
 * @example
 * ```ts
 * import { isSalesMetricsError } from 'sales-metrics';
 * isSalesMetricsError(new Error('other')); // => false
 * ```
 */
export function isSalesMetricsError(value: unknown): value is SalesMetricsError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}

const longestShown = 60;

/** Renders any value, however hostile, as one short line for a message. */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'bigint': {
      // A bigint of a million digits would take seconds to print; its size in hexadecimal is found quickly.
      const text = BigInt.asIntN(256, value) === value ? `${value}n` : 'a very large bigint';
      return shorten(text);
    }
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'symbol':
      return 'a symbol';
    case 'function':
      return 'a function';
    case 'object':
      return showObject(value);
  }
}

function showObject(value: object | null): string {
  if (value === null) return 'null';
  try {
    if (Array.isArray(value)) return `an array of ${value.length}`;
    if (value instanceof Date)
      return Number.isNaN(value.getTime()) ? 'an invalid Date' : `a Date (${value.toISOString()})`;
    const keys = Object.keys(value);
    return shorten(
      keys.length === 0 ? 'an object without fields' : `an object with ${keys.slice(0, 3).map(quote).join(', ')}`,
    );
  } catch {
    return 'an unreadable object';
  }
}

function quote(text: string): string {
  const cut = text.length > longestShown;
  // JSON.stringify escapes control characters and lone surrogates, so a message is always one well-formed line.
  const shown = JSON.stringify(cut ? text.slice(0, longestShown) : text);
  return cut ? `${shown}… (${text.length} characters)` : shown;
}

function shorten(text: string): string {
  return text.length > longestShown * 2 ? `${text.slice(0, longestShown * 2)}…` : text;
}
