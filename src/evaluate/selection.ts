import { canonical } from '../expression/canonical.ts';
import type { Aggregate, Quantity } from '../expression/expression.ts';
import type { RecordSet } from '../expression/recordSet.ts';
import type { DimensionName } from '../model/dimension.ts';
import { Anchoring } from './anchoring.ts';
import { Cells } from './cells.ts';
import { prepareFilter, type Terms } from './filter.ts';
import { findFollowers } from './followers.ts';
import type { Grouping } from './grouping.ts';
import {
  countKernel,
  datedKernel,
  distinctKernel,
  extremeKernel,
  type Kernel,
  sumKernel,
  valuesKernel,
} from './kernel.ts';
import { SelectionResult } from './selectionResult.ts';
import type { Followers, SourceColumns } from './source.ts';
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
  readonly #aggregates = new Map<string, { readonly index: number; readonly aggregate: Aggregate }>();
  #result: SelectionResult | null = null;

  constructor(records: RecordSet, entity: DimensionName | null, askedBy: string) {
    this.records = records;
    this.entity = entity;
    this.askedBy = askedBy;
  }

  /** Number of the window, added on first use. */
  windowNumber({ start, end, known }: Window): number {
    const found = this.#windows.findIndex(
      (window) => window.start === start && window.end === end && window.known === known,
    );
    return found >= 0 ? found : this.#windows.push({ start, end, known }) - 1;
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

  /** Readies the selection for the pass over its source. */
  prepare(
    columns: SourceColumns,
    columnsOf: (source: RecordSet['source']) => SourceColumns,
    grouping: Grouping,
    terms: Terms,
  ): SelectionResult {
    const { records } = this;
    const followers =
      records.followedBy === null
        ? null
        : findFollowers(records.followedBy, columns, columnsOf(records.followedBy.source), terms);
    const filters = records.where.map((condition) => prepareFilter(condition, columns, terms));
    const anchoring = new Anchoring(records, columns, followers, this.#windows, filters);
    const cells = new Cells(grouping.slots.length, anchoring.pieces, columns.length * anchoring.mostPiecesOfARow);
    const kernels = [...this.#aggregates.values()].map(({ aggregate }) =>
      kernelOf(aggregate, columns, followers, cells.capacity),
    );
    const merging = [...this.#aggregates.values()].map(({ aggregate }) => mergingOf(aggregate.kind));
    this.#result = new SelectionResult(filters, followers, anchoring, grouping, kernels, merging, cells);
    return this.#result;
  }

  /** What was found, after the pass. */
  get result(): SelectionResult {
    if (this.#result === null) throw new TypeError('Selection: read before the pass');
    return this.#result;
  }
}

function taskKey(aggregate: Aggregate): string {
  const kind = aggregate.kind === 'mean' ? 'sum' : aggregate.kind;
  switch (aggregate.kind) {
    case 'count':
      return kind;
    case 'distinct':
      return canonical([kind, aggregate.field]);
    case 'first':
    case 'last':
      return canonical([kind, aggregate.of, aggregate.by]);
    default:
      // Percentiles of any fraction are read from the same values.
      return canonical([kind, aggregate.of]);
  }
}

function mergingOf(kind: Aggregate['kind']): Merging {
  return kind === 'minimum' || kind === 'maximum' || kind === 'first' || kind === 'last' ? kind : 'other';
}

function kernelOf(aggregate: Aggregate, columns: SourceColumns, followers: Followers | null, cells: number): Kernel {
  const quantity = (of: Quantity): ReturnType<SourceColumns['quantity']> => columns.quantity(of, followers);
  switch (aggregate.kind) {
    case 'count':
      return countKernel;
    case 'distinct':
      return distinctKernel(columns.text(aggregate.field), cells);
    case 'sum':
    case 'mean':
      return sumKernel(quantity(aggregate.of), cells);
    case 'minimum':
    case 'maximum':
      return extremeKernel(quantity(aggregate.of), cells, aggregate.kind);
    case 'percentile':
      return valuesKernel(quantity(aggregate.of), cells);
    case 'first':
    case 'last':
      return datedKernel(
        quantity(aggregate.of),
        columns.day(aggregate.by, followers),
        columns.ids,
        cells,
        aggregate.kind,
      );
  }
}
