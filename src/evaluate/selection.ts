import { canonical } from '../expression/canonical.ts';
import type { Condition } from '../expression/condition.ts';
import type { Aggregate } from '../expression/expression.ts';
import type { Join, RecordSet } from '../expression/recordSet.ts';
import type { DimensionName } from '../model/dimension.ts';
import { Anchoring } from './anchoring.ts';
import { keepHolding, noWindow } from './block.ts';
import { type Filter, prepareFilter, type Terms } from './filter.ts';
import { type Grouping, keepGrouped, pickedGrouping } from './grouping.ts';
import {
  countKernel,
  datedKernel,
  distinctKernel,
  extremeKernel,
  type Kernel,
  sumKernel,
  valuesKernel,
} from './kernel.ts';
import { findPairs, isOtherField, pairTable } from './pairs.ts';
import { isPeriodic } from './periodDate.ts';
import { Placement } from './placement.ts';
import { type HeldCell, type SelectedRows, SelectionResult } from './selectionResult.ts';
import { remembered, SourceColumns } from './source.ts';
import type { Merging } from './state.ts';
import type { Window } from './window.ts';

/**
 * A record set, per entity or not, over all the periods in which formulas need it, with everything that is aggregated over it.
 * KPIs that count the same records share it, so that the pass costs what is distinct and not what is asked.
 */
export class Selection {
  readonly records: RecordSet;
  readonly entity: DimensionName | null;
  /** Key of the KPI that first asked for it, for messages. */
  readonly askedBy: string;
  readonly #windows: Window[] = [];
  readonly #windowNumbers = new Map<string, number>();
  readonly #aggregates = new Map<string, { readonly index: number; readonly aggregate: Aggregate }>();
  #result: SelectionResult | null = null;

  constructor(records: RecordSet, entity: DimensionName | null, askedBy: string) {
    this.records = records;
    this.entity = entity;
    this.askedBy = askedBy;
  }

  /** Number of the window, added on first use. */
  windowNumber({ start, end, known }: Window): number {
    const key = `${start} ${end} ${known}`;
    const found = this.#windowNumbers.get(key);
    if (found !== undefined) return found;
    this.#windowNumbers.set(key, this.#windows.length);
    return this.#windows.push({ start, end, known }) - 1;
  }

  /** All windows, by number. */
  get windows(): readonly Window[] {
    return this.#windows;
  }

  /** The window of a number. */
  window(number: number): Window {
    return this.#windows[number] as Window;
  }

  /** Number of the aggregate, added on first use; a sum and a mean of the same quantity are one. */
  aggregateNumber(aggregate: Aggregate): number {
    const key = taskKey(aggregate);
    const known = this.#aggregates.get(key);
    if (known !== undefined) return known.index;
    const index = this.#aggregates.size;
    this.#aggregates.set(key, { index, aggregate });
    return index;
  }

  /** All aggregates, by number. */
  get aggregates(): readonly Aggregate[] {
    return [...this.#aggregates.values()].map(({ aggregate }) => aggregate);
  }

  /** How the states of each aggregate are merged. */
  get merging(): readonly Merging[] {
    return this.aggregates.map(({ kind }) => mergingOf(kind));
  }

  /** Readies the selection for the pass over its source; `placements` holds those of other selections of the same source. */
  prepare(
    columns: SourceColumns,
    columnsOf: (source: RecordSet['source']) => SourceColumns,
    grouping: Grouping,
    terms: Terms,
    placements: Map<string, Placement>,
  ): SelectionResult {
    const { records, aggregates } = this;
    const rows =
      records.join === null
        ? selectedRecords(records, columns, grouping, terms)
        : selectedPairs(records, records.join, columns, columnsOf(records.join.source), grouping, terms);
    const dependsOnPeriod =
      rows.filters.some((filter) => filter.isPeriodic) ||
      aggregates.some((aggregate) => 'of' in aggregate && isPeriodic(aggregate.of));
    const place = (): Placement => {
      const anchoring = new Anchoring(records.anchor, rows.columns, this.#windows, dependsOnPeriod);
      return new Placement(rows.grouping, anchoring, rows.columns.length);
    };
    const key = canonical([this.entity, records.owner, records.anchor, this.#windows, dependsOnPeriod]);
    const placement = records.join === null ? remembered(placements, key, place) : place();
    const kernels = aggregates.map((aggregate) =>
      kernelOf(aggregate, rows.columns, this.#windows, placement.cells.capacity),
    );
    this.#result = new SelectionResult(rows, placement, kernels, this.merging);
    return this.#result;
  }

  /** What was found, after the pass. */
  get result(): SelectionResult {
    if (this.#result === null) throw new TypeError('Selection: read before the pass');
    return this.#result;
  }

  /** Puts what was found elsewhere, by the same selection, in place of what the pass found. */
  hold(slots: Grouping['slots'], cells: readonly HeldCell[]): void {
    this.#result = this.result.holding(slots, cells);
  }
}

function selectedRecords(records: RecordSet, columns: SourceColumns, grouping: Grouping, terms: Terms): SelectedRows {
  const filters = records.where.map((condition) => prepareFilter(condition, columns, terms));
  return { columns, filters, grouping, joined: null };
}

/** Joins the records that can count at all: those of the groups asked for that satisfy the conditions on themselves. */
function selectedPairs(
  records: RecordSet,
  join: Join,
  columns: SourceColumns,
  other: SourceColumns,
  grouping: Grouping,
  terms: Terms,
): SelectedRows {
  const own = records.where.map((condition) =>
    asksOther(condition) ? null : prepareFilter(condition, columns, terms),
  );
  const pairs = findPairs(join, columns, other, terms, possibleRows(columns.length, own, grouping));
  const paired = new SourceColumns(pairTable(pairs, columns, other));
  return {
    columns: paired,
    filters: records.where.map((condition) => prepareFilter(condition, paired, terms)),
    grouping: pickedGrouping(grouping, pairs.first),
    joined: { pairs, other, filters: own, grouping },
  };
}

function possibleRows(length: number, filters: readonly (Filter | null)[], grouping: Grouping): Int32Array {
  const rows = Int32Array.from({ length }, (_, row) => row);
  let count = keepGrouped(grouping, rows, length);
  const holds = new Uint8Array(count);
  for (const filter of filters) {
    if (filter === null || filter.isPeriodic) continue;
    filter.test(rows, count, noWindow, holds);
    count = keepHolding(rows, count, holds);
  }
  return rows.subarray(0, count);
}

/** Whether a condition is about the other record of a pair too. */
function asksOther(condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.some(asksOther);
    case 'not':
      return asksOther(condition.condition);
    case 'days':
      return isOtherField(condition.from) || isOtherField(condition.to);
    case 'compare': {
      const { field, limit } = condition;
      return isOtherField(field) || (typeof limit === 'object' && limit.kind === 'field' && isOtherField(limit.field));
    }
    default:
      return isOtherField(condition.field);
  }
}

function taskKey(aggregate: Aggregate): string {
  // Percentiles and trimmed means of any fraction are read from the same values.
  const shared: Partial<Record<Aggregate['kind'], string>> = { mean: 'sum', 'trimmed-mean': 'percentile' };
  const kind = shared[aggregate.kind] ?? aggregate.kind;
  switch (aggregate.kind) {
    case 'count':
      return kind;
    case 'distinct':
      return canonical([kind, aggregate.field]);
    case 'first':
    case 'last':
      return canonical([kind, aggregate.of, aggregate.by]);
    default:
      return canonical([kind, aggregate.of]);
  }
}

function mergingOf(kind: Aggregate['kind']): Merging {
  return kind === 'minimum' || kind === 'maximum' || kind === 'first' || kind === 'last' ? kind : 'other';
}

function kernelOf(aggregate: Aggregate, columns: SourceColumns, windows: readonly Window[], cells: number): Kernel {
  if (aggregate.kind === 'count') return countKernel;
  if (aggregate.kind === 'distinct') return distinctKernel(columns.distinguishable(aggregate.field), cells);
  const quantity = columns.quantity(aggregate.of, windows);
  switch (aggregate.kind) {
    case 'sum':
    case 'mean':
      return sumKernel(quantity, cells);
    case 'minimum':
    case 'maximum':
      return extremeKernel(quantity, cells, aggregate.kind);
    case 'percentile':
    case 'trimmed-mean':
      return valuesKernel(quantity, cells);
    case 'first':
    case 'last':
      return datedKernel(quantity, columns.day(aggregate.by), columns.ids, cells, aggregate.kind);
  }
}
