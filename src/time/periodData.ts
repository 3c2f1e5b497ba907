import { SalesMetricsError, type SalesMetricsErrorCode, showValue } from '../errors.ts';
import { type Calendar, checkCalendar } from './calendar.ts';
import { type Day, dayExpectation, firstDay, formatDay, lastDay, parseDay } from './day.ts';
import { labelOf, type Unit, type UnitGrain, unitContaining, unitGrains } from './unit.ts';

/** The size of a period; `'custom'` is any span between two dates. */
export type Grain = UnitGrain | 'custom';

/**
 * A span of whole days, from `start` to before `end`. Frozen plain data, which survives `JSON.stringify`.
 *
 * A period of a grain other than `'custom'` begins where a day, week, month, quarter or year of its calendar begins. It is
 * either that whole unit or, after `toDate`, its first days.
 */
export interface Period {
  /** What kind of period it is. */
  readonly grain: Grain;
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** The day after the last day, `YYYY-MM-DD`. */
  readonly end: string;
  /** A name for people, such as `2026 Q3` or `FY2027 P01`. */
  readonly label: string;
  /** The calendar by which the period is cut, shifted and compared. */
  readonly calendar: Calendar;
}

/** The bounds of a period as days: `start` to before `end`. */
export interface Bounds {
  readonly start: Day;
  readonly end: Day;
}

/** The bounds of a period that is known to be valid. */
export function boundsOf(period: Period): Bounds {
  return { start: parseDay(period.start), end: parseDay(period.end) };
}

/**
 * Length of a period in days: end - start.
 *
 * @param period - any period
 * @returns whole days, at least 1
 * @throws SalesMetricsError when the argument is no period
 *
 * @example
 * ```ts
 * import { lengthInDays, month } from 'sales-metrics';
 * lengthInDays(month(2028, 2)); // => 29
 * ```
 */
export function lengthInDays(period: Period): number {
  const { start, end } = boundsOf(checkPeriod(period, 'lengthInDays'));
  return end - start;
}

/** Reads a period from untrusted plain data; `where` begins the message of the error. Fields it does not know are left out. */
export function checkPeriod(value: unknown, where: string): Period {
  const fields = fieldsOf(value, where);
  const grain = [...unitGrains, 'custom' as const].find((each) => each === fields.grain);
  if (grain === undefined)
    throw invalidPeriod(where, `grain of the period must be one of ${unitGrains.join(', ')}, custom`, fields.grain);
  const start = readDay(fields.start, where, 'start of the period');
  const end = readDay(fields.end, where, 'end of the period');
  if (end <= start)
    throw invalidPeriod(where, `end of the period must be after its start ${formatDay(start)}`, fields.end);
  const { label } = fields;
  if (!isLabel(label)) throw invalidPeriod(where, labelRule, label);
  const calendar = checkCalendar(fields.calendar, where);
  if (grain !== 'custom') {
    const unit = unitContaining(calendar, grain, start);
    if (start !== unit.start)
      throw invalidPeriod(
        where,
        `start of the period must be the first day of a ${grain} in its calendar`,
        fields.start,
      );
    if (end > unit.end)
      throw invalidPeriod(
        where,
        `end of the period must be at most ${formatDay(unit.end)}, where its ${grain} ends`,
        fields.end,
      );
  }
  return freezePeriod(grain, { start, end }, label, calendar);
}

function fieldsOf(value: unknown, where: string): { readonly [Name in keyof Period]: unknown } {
  try {
    const { grain, start, end, label, calendar } = value as Record<keyof Period, unknown>;
    if (typeof value === 'object') return { grain, start, end, label, calendar };
  } catch {
    // Falls through to the refusal: null, undefined, or an object that cannot be read.
  }
  throw invalidPeriod(where, 'period must be a period such as quarter(2026, 3)', value);
}

export const labelRule = 'label of the period must be a text that is not empty';

/** Whether a value can label a period. */
export function isLabel(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Reads a date argument, or throws naming it. */
export function readDay(value: unknown, where: string, name: string): Day {
  const day = typeof value === 'string' ? parseDay(value) : Number.NaN;
  if (Number.isNaN(day)) throw invalid('invalid-date', where, `${name} must be ${dayExpectation}`, value);
  return day;
}

/** Reads a grain argument that a calendar can cut. */
export function readUnitGrain(value: unknown, where: string): UnitGrain {
  const grain = unitGrains.find((each) => each === value);
  if (grain === undefined) throw invalidPeriod(where, `grain must be one of ${unitGrains.join(', ')}`, value);
  return grain;
}

/** The error for what is no period. */
export function invalidPeriod(where: string, rule: string, value: unknown): SalesMetricsError {
  return invalid('invalid-period', where, rule, value);
}

function invalid(code: SalesMetricsErrorCode, where: string, rule: string, value: unknown): SalesMetricsError {
  return new SalesMetricsError(code, `${where}: ${rule}, got ${showValue(value)}`);
}

/** Refuses bounds that cannot be written with four-digit years; `given` is the argument the result came from. */
export function checkRange(bounds: Bounds, where: string, given: unknown): void {
  // Negated, so that NaN from an absurd count is refused too.
  if (!(bounds.start >= firstDay && bounds.end <= lastDay)) {
    throw invalidPeriod(
      where,
      `the resulting period must lie between ${formatDay(firstDay)} and ${formatDay(lastDay - 1)}`,
      given,
    );
  }
}

/**
 * The days `start` to before `end` of one unit as a period. The unit's first days keep its grain; days that miss its beginning are a
 * custom period, for which "the previous" can only mean the days just before.
 */
export function partOfUnit(calendar: Calendar, grain: UnitGrain, unit: Unit, bounds: Bounds): Period {
  const misses = bounds.start > unit.start;
  const from = misses ? ` from ${formatDay(bounds.start)}` : '';
  const through = bounds.end < unit.end ? ` through ${formatDay(bounds.end - 1)}` : '';
  return freezePeriod(
    misses ? 'custom' : grain,
    bounds,
    `${labelOf(calendar, grain, unit)}${from}${through}`,
    calendar,
  );
}

/** A custom period, by default named by its first and last day. */
export function customPeriod(bounds: Bounds, calendar: Calendar, label?: string): Period {
  return freezePeriod(
    'custom',
    bounds,
    label ?? `${formatDay(bounds.start)} through ${formatDay(bounds.end - 1)}`,
    calendar,
  );
}

function freezePeriod(grain: Grain, bounds: Bounds, label: string, calendar: Calendar): Period {
  return Object.freeze({ grain, start: formatDay(bounds.start), end: formatDay(bounds.end), label, calendar });
}
