import { type Comparison, type Condition, isPeriodDate, type Limit, type WantedText } from '../expression/condition.ts';
import type { TextParameterReference } from '../expression/parameter.ts';
import { MISSING_DAY, type NumberColumn } from '../model/table.ts';
import { compare, integer, type Rational, zero } from '../number/rational.ts';
import { type Day, lastDay } from '../time/day.ts';
import { limitInUnits, numberComparison, satisfies } from './comparison.ts';
import { periodDay } from './periodDate.ts';
import type { SourceColumns } from './source.ts';
import type { Window } from './window.ts';

/** What the conditions of a calculation may ask of it. */
export interface Terms {
  /** The value of a limit: a decimal as it stands, or a parameter of the calculation. */
  readonly limitValue: (limit: Limit) => Rational;
  /** The text of a parameter; null for any. */
  readonly textValue: (parameter: TextParameterReference) => string | null;
  /** Last known day; null for any. */
  readonly asOf: Day | null;
}

/** A condition made ready for one source: writes 1 or 0 for each of the rows. */
export interface Filter {
  /** Whether the answer depends on the period, so that it is asked once for each. */
  readonly isPeriodic: boolean;
  /** The text field on which alone the answer depends, and the answer for each of its codes (-1 included, at 0); null otherwise. */
  readonly byCode: { readonly field: string; readonly codes: Int32Array; readonly holds: Uint8Array } | null;
  readonly test: (rows: Int32Array, count: number, window: Window, holds: Uint8Array) => void;
}

/** Prepares a condition. Text conditions are answered once per distinct value, not once per record. */
export function prepareFilter(condition: Condition, source: SourceColumns, terms: Terms): Filter {
  const field = onlyTextField(condition, source);
  if (field !== null) return textFilter(condition, field, source, terms);
  switch (condition.kind) {
    case 'all':
    case 'any':
      return joined(condition, source, terms);
    case 'not': {
      const inner = prepareFilter(condition.condition, source, terms);
      return plain(inner.isPeriodic, (rows, count, window, holds) => {
        inner.test(rows, count, window, holds);
        for (let index = 0; index < count; index++) holds[index] = 1 - (holds[index] as number);
      });
    }
    case 'compare': {
      const { comparison, limit } = condition;
      const numbers = source.number(condition.field);
      return typeof limit === 'object' && limit.kind === 'field'
        ? fieldsFilter(numbers, comparison, source.number(limit.field))
        : numberFilter(numbers, comparison, terms.limitValue(limit));
    }
    case 'happened':
      return happenedFilter(source.day(condition.field).days, terms.asOf);
    case 'days':
      return daysFilter(condition, source, terms);
    default: {
      const isMissing = source.isMissing(condition.field);
      return plain(false, (rows, count, _window, holds) => {
        for (let index = 0; index < count; index++) holds[index] = Number(isMissing(rows[index] as number));
      });
    }
  }
}

function plain(isPeriodic: boolean, test: Filter['test']): Filter {
  return { isPeriodic, byCode: null, test };
}

/** The text field that a condition is all about, however nested. */
function onlyTextField(condition: Condition, source: SourceColumns): string | null {
  switch (condition.kind) {
    case 'is':
      return condition.field;
    case 'missing':
      return source.hasText(condition.field) ? condition.field : null;
    case 'not':
      return onlyTextField(condition.condition, source);
    case 'all':
    case 'any': {
      const fields = new Set(condition.conditions.map((inner) => onlyTextField(inner, source)));
      const [field = null] = fields;
      return fields.size === 1 ? field : null;
    }
    default:
      return null;
  }
}

function textFilter(condition: Condition, field: string, source: SourceColumns, terms: Terms): Filter {
  const { codes, values } = source.text(field);
  const holds = Uint8Array.from([null, ...values], (value) => Number(holdsForText(condition, value, terms)));
  return {
    isPeriodic: false,
    byCode: { field, codes, holds },
    test: (rows, count, _window, answers) => {
      for (let index = 0; index < count; index++) {
        answers[index] = holds[(codes[rows[index] as number] as number) + 1] as number;
      }
    },
  };
}

function holdsForText(condition: Condition, value: string | null, terms: Terms): boolean {
  switch (condition.kind) {
    case 'is':
      return value !== null && condition.values.some((wanted) => isWanted(wanted, value, terms));
    case 'not':
      return !holdsForText(condition.condition, value, terms);
    case 'all':
      return condition.conditions.every((inner) => holdsForText(inner, value, terms));
    case 'any':
      return condition.conditions.some((inner) => holdsForText(inner, value, terms));
    default:
      return value === null;
  }
}

function isWanted(wanted: WantedText, value: string, { textValue }: Terms): boolean {
  if (typeof wanted === 'string') return wanted === value;
  const text = textValue(wanted);
  return text === null || text === value;
}

function joined(condition: Extract<Condition, { kind: 'all' | 'any' }>, source: SourceColumns, terms: Terms): Filter {
  const inner = condition.conditions.map((one) => prepareFilter(one, source, terms));
  const isAll = condition.kind === 'all';
  return plain(
    inner.some(({ isPeriodic }) => isPeriodic),
    (rows, count, window, holds) => {
      holds.fill(isAll ? 1 : 0, 0, count);
      const one = new Uint8Array(count);
      for (const { test } of inner) {
        test(rows, count, window, one);
        if (isAll)
          for (let index = 0; index < count; index++) holds[index] = (holds[index] as number) & (one[index] as number);
        else
          for (let index = 0; index < count; index++) holds[index] = (holds[index] as number) | (one[index] as number);
      }
    },
  );
}

/** Two numbers of each row. */
function fieldsFilter(left: NumberColumn, comparison: Comparison, right: NumberColumn): Filter {
  const test = numberComparison(left, comparison, right, zero);
  return plain(false, (rows, count, _window, holds) => {
    for (let index = 0; index < count; index++) {
      const row = rows[index] as number;
      holds[index] = Number(test(row, row));
    }
  });
}

function numberFilter({ units, scale, wide }: NumberColumn, comparison: Comparison, limit: Rational): Filter {
  // The limit between two whole units: below `floor` or at it, the order is that of doubles.
  const { floor, isWhole } = limitInUnits(limit, scale);
  return plain(false, (rows, count, _window, holds) => {
    for (let index = 0; index < count; index++) {
      const row = rows[index] as number;
      const value = units[row] as number;
      let order: number;
      if (Number.isNaN(value)) {
        const exact = wide.get(row);
        if (exact === undefined) {
          holds[index] = 0;
          continue;
        }
        order = compare(exact, limit);
      } else if (value > floor) order = 1;
      else order = value === floor && isWhole ? 0 : -1;
      holds[index] = Number(satisfies(order, comparison));
    }
  });
}

function daysFilter(condition: Extract<Condition, { kind: 'days' }>, source: SourceColumns, terms: Terms): Filter {
  const { from, to, comparison } = condition;
  const starts = isPeriodDate(from) ? null : source.day(from).days;
  const ends = isPeriodDate(to) ? null : source.day(to).days;
  const limit = terms.limitValue(condition.limit);
  const passes = new Map<number, boolean>();
  const holdsFor = (days: number): boolean => {
    let known = passes.get(days);
    if (known === undefined) {
      known = satisfies(compare(integer(days), limit), comparison);
      passes.set(days, known);
    }
    return known;
  };
  return plain(starts === null || ends === null, (rows, count, window, holds) => {
    for (let index = 0; index < count; index++) {
      const row = rows[index] as number;
      const start = starts === null ? periodDay(from, window) : (starts[row] as number);
      const end = ends === null ? periodDay(to, window) : (ends[row] as number);
      holds[index] = start === MISSING_DAY || end === MISSING_DAY ? 0 : Number(holdsFor(end - start));
    }
  });
}

function happenedFilter(days: Int32Array, asOf: Day | null): Filter {
  const last = asOf ?? lastDay;
  return plain(false, (rows, count, _window, holds) => {
    for (let index = 0; index < count; index++) {
      const day = days[rows[index] as number] as number;
      holds[index] = Number(day !== MISSING_DAY && day <= last);
    }
  });
}
