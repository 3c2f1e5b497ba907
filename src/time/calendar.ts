import { SalesMetricsError, showValue } from '../errors.ts';

/** Name of a weekday. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** The weekdays in the order of their numbers, 1 = Monday to 7 = Sunday. */
export const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** Which of its two calendar years names a fiscal year that crosses the New Year: the one it starts in, or the one it ends in. */
export type YearNaming = 'start' | 'end';

/** Weeks in the three months of every quarter of a retail calendar. */
export type WeekPattern = '4-4-5' | '4-5-4' | '5-4-4';

/** Where a retail year ends: on the last given weekday of a month, or on the one nearest to the month's last day (at most three days off). */
export type YearEndRule = 'last' | 'nearest';

/** A calendar of whole months. Plain data; build it with {@link fiscalCalendar} or take {@link gregorianCalendar}. */
export interface MonthCalendar {
  /** Years made of calendar months. */
  readonly kind: 'months';
  /** Month in which the year starts, 1 to 12. */
  readonly startMonth: number;
  /** Which calendar year names the year; without effect when it starts in January. */
  readonly namedBy: YearNaming;
  /** First day of a week. A week belongs to the year in which its fourth day lies, which for Monday is the ISO rule. */
  readonly weekStart: Weekday;
}

/** A retail calendar of whole weeks. Plain data; build it with {@link retailCalendar}. */
export interface WeekCalendar {
  /** Years made of whole weeks. */
  readonly kind: 'weeks';
  /** Weeks of the three months of a quarter. */
  readonly pattern: WeekPattern;
  /** Month at whose end the year ends, 1 to 12. */
  readonly endMonth: number;
  /** Last day of the year and of every week. */
  readonly endWeekday: Weekday;
  /** Which weekday ends the year: the last of the month, or the nearest to its end. */
  readonly endRule: YearEndRule;
  /** Whether a year is named by the calendar year in which it starts or ends. */
  readonly namedBy: YearNaming;
}

/** How years are cut into quarters, months and weeks. Plain frozen data. */
export type Calendar = MonthCalendar | WeekCalendar;

/** Years from January with ISO weeks (Monday first; week 1 holds the year's first Thursday). */
export const gregorianCalendar: MonthCalendar = /* @__PURE__ */ Object.freeze({
  kind: 'months',
  startMonth: 1,
  namedBy: 'start',
  weekStart: 'monday',
});

/**
 * A calendar whose years start in any month.
 *
 * Years, quarters and months are numbered from the start month and labelled `FY2027`, `FY2027 Q1`, `FY2027 P01`; a year that
 * starts in January is a plain year (`2026`, `2026 Q1`, `2026-01`). Weeks are cut from `weekStart` on and belong to the year in
 * which their fourth day lies; with Monday and January these are the ISO weeks.
 *
 * @param options - `startMonth` 1 to 12; `namedBy`: the calendar year of its first (`'start'`) or last (`'end'`) month names a year; `weekStart`, by default `'monday'`
 * @returns the calendar, frozen plain data
 * @throws SalesMetricsError `invalid-calendar` when an option is out of range
 *
 * @example
 * ```ts
 * import { fiscalCalendar, quarter } from 'sales-metrics';
 * const fiscal = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
 * quarter(2027, 1, fiscal).start; // => '2026-02-01'
 * quarter(2027, 1, fiscal).label; // => 'FY2027 Q1'
 * ```
 */
export function fiscalCalendar(options: {
  readonly startMonth: number;
  readonly namedBy: YearNaming;
  readonly weekStart?: Weekday;
}): MonthCalendar {
  return monthCalendar(fieldsOf(options, 'fiscalCalendar', 'options'), 'fiscalCalendar');
}

/**
 * A 4-4-5, 4-5-4 or 5-4-4 calendar: years of 52 or 53 whole weeks that end on a given weekday at the end of a month.
 *
 * A 53rd week goes to the last month, and so to the fourth quarter, of its year. A year is named by the calendar year in which
 * `endMonth` lies (`'end'`), or the month after the previous `endMonth` lies (`'start'`), whatever the few days between
 * the month's end and the year's. The retail calendar of the United States is
 * `{ pattern: '4-5-4', endMonth: 1, endWeekday: 'saturday', endRule: 'nearest', namedBy: 'start' }`.
 *
 * @param options - `pattern`; `endMonth` 1 to 12; `endWeekday`; `endRule`: the `'last'` such weekday of the month, or the one `'nearest'` to its last day; `namedBy`
 * @returns the calendar, frozen plain data
 * @throws SalesMetricsError `invalid-calendar` when an option is out of range
 *
 * @example
 * ```ts
 * import { retailCalendar, year, weeksOf } from 'sales-metrics';
 * const retail = retailCalendar({ pattern: '4-5-4', endMonth: 1, endWeekday: 'saturday', endRule: 'nearest', namedBy: 'start' });
 * year(2023, retail).start; // => '2023-01-29'
 * weeksOf(year(2023, retail)).length; // => 53
 * ```
 */
export function retailCalendar(options: {
  readonly pattern: WeekPattern;
  readonly endMonth: number;
  readonly endWeekday: Weekday;
  readonly endRule: YearEndRule;
  readonly namedBy: YearNaming;
}): WeekCalendar {
  return weekCalendar(fieldsOf(options, 'retailCalendar', 'options'), 'retailCalendar');
}

/** Reads a calendar from untrusted data; `where` begins the message. */
export function checkCalendar(value: unknown, where: string): Calendar {
  if (value === gregorianCalendar) return gregorianCalendar;
  const fields = fieldsOf(value, where, 'calendar');
  if (fields.kind === 'months') return monthCalendar(fields, where);
  if (fields.kind === 'weeks') return weekCalendar(fields, where);
  throw invalid(where, 'kind of the calendar must be "months" or "weeks"', fields.kind);
}

type CalendarFields = { readonly [Name in keyof MonthCalendar | keyof WeekCalendar]: unknown };

/** Takes all fields out at once, so that a getter is read once and one that throws is refused. */
function fieldsOf(value: unknown, where: string, argument: string): CalendarFields {
  try {
    const { kind, startMonth, namedBy, weekStart, pattern, endMonth, endWeekday, endRule } = value as CalendarFields;
    if (typeof value === 'object')
      return { kind, startMonth, namedBy, weekStart, pattern, endMonth, endWeekday, endRule };
  } catch {
    // Falls through to the refusal: null, undefined, or an object that cannot be read.
  }
  throw invalid(where, `${argument} must be a plain object`, value);
}

function monthCalendar(fields: CalendarFields, where: string): MonthCalendar {
  return Object.freeze({
    kind: 'months',
    startMonth: monthNumber(fields.startMonth, 'startMonth', where),
    namedBy: oneOf(namings, fields.namedBy, 'namedBy', where),
    weekStart: oneOf(weekdays, fields.weekStart === undefined ? 'monday' : fields.weekStart, 'weekStart', where),
  });
}

function weekCalendar(fields: CalendarFields, where: string): WeekCalendar {
  return Object.freeze({
    kind: 'weeks',
    pattern: oneOf(patterns, fields.pattern, 'pattern', where),
    endMonth: monthNumber(fields.endMonth, 'endMonth', where),
    endWeekday: oneOf(weekdays, fields.endWeekday, 'endWeekday', where),
    endRule: oneOf(endRules, fields.endRule, 'endRule', where),
    namedBy: oneOf(namings, fields.namedBy, 'namedBy', where),
  });
}

const namings: readonly YearNaming[] = ['start', 'end'];
const patterns: readonly WeekPattern[] = ['4-4-5', '4-5-4', '5-4-4'];
const endRules: readonly YearEndRule[] = ['last', 'nearest'];

function monthNumber(value: unknown, name: string, where: string): number {
  if (isWholeUpTo(value, 12)) return value;
  throw invalid(where, `${name} must be a whole number from 1 to 12`, value);
}

/** Whether a value is a whole number from 1 to another. */
export function isWholeUpTo(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

function oneOf<Choice extends string>(choices: readonly Choice[], value: unknown, name: string, where: string): Choice {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw invalid(where, `${name} must be one of ${choices.join(', ')}`, value);
}

function invalid(where: string, rule: string, value: unknown): SalesMetricsError {
  return new SalesMetricsError('invalid-calendar', `${where}: ${rule}, got ${showValue(value)}`);
}
