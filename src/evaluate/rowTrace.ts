import { conditionText } from '../expression/conditionText.ts';
import type { Aggregate, Quantity } from '../expression/expression.ts';
import { anchorText, joinText, quantityText } from '../expression/text.ts';
import { MISSING_DAY } from '../model/table.ts';
import { compare, one, type Rational, zero } from '../number/rational.ts';
import { formatDay } from '../time/day.ts';
import type { Filter } from './filter.ts';
import { filteredOut, type Grouping } from './grouping.ts';
import type { AggregateStep } from './program.ts';
import { valuesOf } from './quantityColumn.ts';
import type { SourceColumns } from './source.ts';
import { trimmedAway } from './trimmedMean.ts';
import type { Window } from './window.ts';

/** What became of a record, or of a pair of records, for one aggregate. */
export interface RowTrace {
  /** Row of the record. */
  readonly row: number;
  /** Id of the record to which it is joined; null for none. */
  readonly other: string | null;
  readonly entity: string | null;
  readonly contribution: Rational | null;
  /** Why it contributes nothing. */
  readonly failed: string;
}

/** What a row gives to an aggregate, or the reason why it gives nothing. */
interface Contribution {
  readonly contribution: Rational | null;
  readonly failed: string;
}

/** Asks every record of the groups asked for each question in turn: conditions, join, period, quantity. A record joined to several is asked with each. */
export function traceRows(step: AggregateStep, period: number, columns: SourceColumns): readonly RowTrace[] {
  const { aggregate, selection, windows } = step;
  const { rows } = selection.result;
  const { where, join } = selection.records;
  const window = selection.window(windows[period] as number);
  const reasonOf = reasons(step, window);
  const contributionOf = contributions(aggregate, rows.columns, selection.windows, window);
  const traceOf = (row: number, position: number, other: string | null, entity: string | null): RowTrace => {
    const reason = reasonOf(position);
    const found = reason === null ? contributionOf(position, entity) : { contribution: null, failed: reason };
    return { row, other, entity, ...found };
  };
  const { joined } = rows;
  if (joined === null || join === null)
    return entitiesOf(columns.length, rows.grouping).map(([row, entity]) => traceOf(row, row, null, entity));
  const { pairs, other, filters, grouping } = joined;
  const answers = filters.map((filter) =>
    filter === null || filter.isPeriodic ? null : answersOf(filter, columns.length, window),
  );
  let position = 0;
  return entitiesOf(columns.length, grouping).flatMap(([row, entity]) => {
    const traces: RowTrace[] = [];
    for (; pairs.first[position] === row; position++)
      traces.push(traceOf(row, position, other.ids[pairs.other[position] as number] ?? null, entity));
    if (traces.length > 0) return traces;
    const condition = where[answers.findIndex((holds) => holds?.[row] === 0)];
    const failed = condition === undefined ? joinText(join) : conditionText(condition);
    return [{ row, other: null, entity, contribution: null, failed }];
  });
}

/** The rows of the groups asked for, each with its entity. */
function entitiesOf(length: number, { slotOf, slots }: Grouping): readonly (readonly [number, string | null])[] {
  const rows: [number, string | null][] = [];
  for (let row = 0; row < length; row++) {
    const slot = slotOf === null ? 0 : (slotOf[row] as number);
    if (slot !== filteredOut) rows.push([row, slots[slot]?.entity ?? null]);
  }
  return rows;
}

function answersOf(filter: Filter, length: number, window: Window): Uint8Array {
  const all = Int32Array.from({ length }, (_, row) => row);
  const holds = new Uint8Array(length);
  filter.test(all, length, window, holds);
  return holds;
}

/** Why a row does not belong to the aggregate; null where it does. */
function reasons({ selection }: AggregateStep, window: Window): (row: number) => string | null {
  const { records } = selection;
  const { placement, rows } = selection.result;
  const { filters, columns } = rows;
  const answers = filters.map((filter) => answersOf(filter, columns.length, window));
  return (row) => {
    const position = answers.findIndex((holds) => holds[row] === 0);
    const condition = records.where[position];
    if (condition !== undefined && filters[position]?.isPeriodic === false) return conditionText(condition);
    if (!placement.anchoring.belongsTo(window, row)) return `${anchorText(records.anchor)} (${windowText(window)})`;
    return condition === undefined ? null : conditionText(condition);
  };
}

/** What each row that satisfies every condition contributes; asked once for each row, in order. */
function contributions(
  aggregate: Aggregate,
  columns: SourceColumns,
  windows: readonly Window[],
  window: Window,
): (row: number, entity: string | null) => Contribution {
  if (aggregate.kind === 'count') return () => ({ contribution: one, failed: '' });
  if (aggregate.kind === 'distinct') {
    const { codes } = columns.distinguishable(aggregate.field);
    const seenBy = new Map<string | null, Set<number>>();
    // The first record of each value brings 1 and the others 0, so that the contributions add up.
    return (row, entity) => {
      const code = codes[row] as number;
      const seen = seenBy.get(entity) ?? new Set();
      seenBy.set(entity, seen);
      if (code < 0) return { contribution: null, failed: `${aggregate.field} is present` };
      const isNew = !seen.has(code);
      seen.add(code);
      return { contribution: isNew ? one : zero, failed: '' };
    };
  }
  const quantity = columns.quantity(aggregate.of, windows);
  const exactAt = valuesOf(quantity);
  const dates = 'by' in aggregate ? columns.day(aggregate.by).days : null;
  return (row) => {
    if (dates !== null && dates[row] === MISSING_DAY && 'by' in aggregate)
      return { contribution: null, failed: `${aggregate.by} is present` };
    const gap = quantity.isNegative(row, window) ? 'is not negative' : 'is known';
    return { contribution: exactAt(row, window), failed: `${quantityText(aggregate.of)} ${gap}` };
  };
}

/** Takes the extremes out of the records of a trimmed mean; of equal values the earlier record counts as the smaller. */
export function withoutExtremes(traces: readonly RowTrace[], of: Quantity, fraction: Rational): RowTrace[] {
  const ascending = traces
    .flatMap((trace) => (trace.contribution === null ? [] : [{ trace, value: trace.contribution }]))
    .sort((left, right) => compare(left.value, right.value));
  const away = trimmedAway(ascending.length, fraction);
  const places = new Map(ascending.map(({ trace }, place) => [trace, place]));
  return traces.map((trace) => {
    const place = places.get(trace);
    if (place === undefined || (place >= away && place < ascending.length - away)) return trace;
    const side = place < away ? 'smallest' : 'largest';
    return { ...trace, contribution: null, failed: `${quantityText(of)} is not among the ${away} ${side}` };
  });
}

function windowText({ start, end, known }: Window): string {
  return known < end - 1
    ? `${formatDay(start)} to ${formatDay(known)}, as known`
    : `${formatDay(start)} to ${formatDay(end - 1)}`;
}
