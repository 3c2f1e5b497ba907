import type { UndefinedReason } from '../expression/expression.ts';
import type { Calculable } from '../expression/kpi.ts';
import {
  aggregateText,
  formulaText,
  onlyConditionText,
  perEntityText,
  periodChangeText,
  periodLengthText,
  perPeriodText,
  roundingText,
} from '../expression/text.ts';
import type { SalesData } from '../model/dataset.ts';
import { type Decimal, toDecimal } from '../number/decimal.ts';
import { zero } from '../number/rational.ts';
import type { PeriodOptions } from './calculate.ts';
import { decimalOf, type Measurement, readerOf } from './measurement.ts';
import {
  type Cell,
  entityOutcomes,
  isValue,
  type Outcome,
  outcomeOf,
  type PartOutcome,
  periodOutcomes,
} from './outcome.ts';
import { type AggregateStep, foldedSteps, Program, placesOf, type Step } from './program.ts';
import { checkOptions, readRequest } from './request.ts';
import { type RowTrace, traceRows, withoutExtremes } from './rowTrace.ts';
import type { Selection } from './selection.ts';

/** A record that counted, and what it contributed. */
export interface CountedRecord {
  /** Name of the aggregate. */
  readonly part: string;
  /** Source of the record. */
  readonly source: string;
  /** Id of the record; `source[index]` where it has none. */
  readonly id: string;
  /** Id of the record to which it is joined; null where it is joined to none. */
  readonly other: string | null;
  /** Its contribution: 1 for a count, its quantity for sums, means, percentiles and extremes; among records of one distinct value, 1 for the first and 0 for the rest. */
  readonly contribution: Decimal;
}

/** A record that did not count, and the first condition that it failed. */
export interface LeftOutRecord {
  /** Name of the aggregate. */
  readonly part: string;
  /** Source of the record. */
  readonly source: string;
  /** Id of the record; `source[index]` where it has none. */
  readonly id: string;
  /** Id of the record to which it is joined; null where it is joined to none. */
  readonly other: string | null;
  /** The condition that it does not satisfy, in words. */
  readonly failed: string;
}

/** An entity of a figure that is evaluated per rep, account or deal, or a period of one that is evaluated per day, week, month, quarter or year. */
export interface EntityTrace {
  /** Value of the entity's dimension, or label of the period. */
  readonly entity: string;
  /** What it contributes; null where it does not count. */
  readonly contribution: Decimal | null;
  /** Why it does not count, in words; null where it does. */
  readonly failed: string | null;
  /** Whether what it contributes is censored: in a Kaplan-Meier median, only the least that it may become. */
  readonly censored: boolean;
  /** How its figures came about. */
  readonly children: readonly TraceNode[];
}

/** One step of a formula with its result. */
export interface TraceNode {
  /** Name of the part; null for a step that has none. */
  readonly name: string | null;
  /** What the step does, in words. */
  readonly does: string;
  /** Result of the step; null where it is undefined. */
  readonly value: Decimal | null;
  /** Why the result is undefined; null where it has a value. */
  readonly reason: UndefinedReason | null;
  /** Operands of the step. */
  readonly children: readonly TraceNode[];
  /** Records of an aggregate that counted, in the order of the data. */
  readonly counted: readonly CountedRecord[];
  /** Records of its source that did not, in the order of the data. */
  readonly leftOut: readonly LeftOutRecord[];
  /** Entities of a figure per entity in order of their values, or periods of a figure per period in order of time. */
  readonly entities: readonly EntityTrace[];
}

/** A figure with everything it was made of. */
export interface Explanation<Key extends string = string, Parts extends string = string> {
  /** The figure. */
  readonly measurement: Measurement<Key, Parts>;
  /** The formula in the names of its parts. */
  readonly formula: string;
  /** The formula step by step. */
  readonly tree: TraceNode;
  /** Every record that counted, part by part; in figures per entity, the records of entities that count. The contributions re-add to the parts exactly; only hours may need the rounding to 34 digits. */
  readonly counted: readonly CountedRecord[];
  /** Every record that was left out, part by part, with the first condition that it (or its entity) failed. */
  readonly leftOut: readonly LeftOutRecord[];
}

/**
 * Explains one figure down to its records.
 *
 * @param kpi - a KPI of the dictionary, one of its variants, or your own
 * @param data - records, as `salesData` returned them
 * @param options - as for `calculate`
 * @returns the measurement, the formula step by step, the records that counted with their contribution, and those left out with the reason
 * @throws SalesMetricsError as `calculate` does
 *
 * @example
 * ```ts
 * import { explain, quarter, salesData, winRate } from 'sales-metrics';
 * const data = salesData({
 *   currency: 'USD',
 *   timeZone: 'UTC',
 *   opportunities: [
 *     { id: 'a', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won' },
 *     { id: 'b', createdOn: '2026-06-01', closedOn: '2026-08-12', status: 'lost' },
 *   ],
 * });
 * const { counted, leftOut } = explain(winRate, data, { period: quarter(2026, 3) });
 * counted.map(({ part, id }) => `${part} ${id}`); // => ['won a', 'decided a', 'decided b']
 * leftOut.map(({ id, failed }) => `${id}: not ${failed}`); // => ['b: not status is "won"']
 * ```
 */
export function explain<Key extends string, Parts extends string>(
  kpi: Calculable<Key, Parts>,
  data: SalesData,
  options: PeriodOptions,
): Explanation<Key, Parts> {
  checkOptions('explain', options, ['period']);
  const request = readRequest('explain', [kpi], [options.period], [], options);
  const program = new Program('explain', data, request);
  const step = program.steps[0] as Step;
  const tracer = new Tracer(program);
  const tree = tracer.trace(step, { period: 0, group: null, entity: null });
  return Object.freeze({
    measurement: readerOf(kpi, step, request)({ period: 0, group: null, entity: null }),
    formula: formulaText(kpi.formula),
    tree,
    ...listRecords(tree, tracer.overall),
  });
}

/** The records of a tree in reading order; an aggregate that stands in two places is listed once. Figures over all entities belong to none that fails. */
function listRecords(tree: TraceNode, overall: ReadonlySet<TraceNode>): Pick<Explanation, 'counted' | 'leftOut'> {
  /** For each node, why its entity does not count; null where it counts anywhere. */
  const nodes = new Map<TraceNode, string | null>();
  const visit = (node: TraceNode, reason: string | null): void => {
    const failed = overall.has(node) ? null : reason;
    nodes.set(node, nodes.has(node) ? (nodes.get(node) ?? null) && failed : failed);
    for (const child of node.children) visit(child, failed);
    for (const entity of node.entities) for (const child of entity.children) visit(child, entity.failed);
  };
  visit(tree, null);
  const lists = [...nodes].map(([{ counted, leftOut }, failed]) => {
    if (failed === null) return { counted, leftOut };
    // The record is all right, but its rep, account or deal does not count.
    return {
      counted: [],
      leftOut: [
        ...counted.map(({ part, source, id, other }) => Object.freeze({ part, source, id, other, failed })),
        ...leftOut,
      ],
    };
  });
  return {
    counted: Object.freeze(lists.flatMap(({ counted }) => counted)),
    leftOut: Object.freeze(lists.flatMap(({ leftOut }) => leftOut)),
  };
}

/** Walks the steps of a program, asking the same filters, anchors and quantities that the pass asked. */
class Tracer {
  /** The nodes of figures over all entities. */
  readonly overall = new Set<TraceNode>();
  readonly #program: Program;
  readonly #nodes = new Map<Selection, Map<string, TraceNode>>();
  readonly #rows = new Map<AggregateStep, Map<number, ReadonlyMap<string | null, readonly RowTrace[]>>>();

  constructor(program: Program) {
    this.#program = program;
  }

  trace(step: Step, cell: Cell): TraceNode {
    const outcome = outcomeOf(step, cell);
    switch (step.kind) {
      case 'value':
        return node(step.formula.kind === 'parameter' ? step.formula.name : null, formulaText(step.formula), outcome);
      case 'named':
        return node(step.name, 'named figure', outcome, { children: [this.trace(step.inner, cell)] });
      case 'in-period':
        return node(null, periodChangeText(step.change), outcome, { children: [this.trace(step.inner, cell)] });
      case 'overall': {
        const all = node(null, 'over all entities', outcome, {
          children: [this.trace(step.inner, { ...cell, entity: null })],
        });
        this.overall.add(all);
        return all;
      }
      case 'length':
        return node(step.formula.name, periodLengthText(step.formula), outcome);
      case 'power':
      case 'root':
        return node(null, `${step.kind} ${step.exponent}`, outcome, { children: [this.trace(step.base, cell)] });
      case 'rounded':
        return node(null, roundingText(step.formula), outcome, { children: [this.trace(step.inner, cell)] });
      case 'operation':
        return node(null, operationText[step.operation], outcome, {
          children: [this.trace(step.left, cell), this.trace(step.right, cell)],
        });
      case 'per-entity': {
        const entities = [...entityOutcomes(step, cell)]
          .sort((left, right) => (left.entity < right.entity ? -1 : 1))
          .map(({ entity, ...part }) => this.#entity(step, { ...cell, entity }, entity, part));
        const does = `${perEntityText(step.formula)}${step.observed === null ? '' : censoredText(entities)}`;
        return node(step.formula.name, does, outcome, { entities, leftOut: this.#withoutEntity(step, cell) });
      }
      case 'per-period':
        return node(step.formula.name, perPeriodText(step.formula), outcome, {
          entities: periodOutcomes(step, cell).map(({ part, ...rest }) =>
            this.#entity(step, { ...cell, period: part }, step.parts[part]?.label ?? '', rest),
          ),
        });
      case 'aggregate':
        return this.#remembered(step, cell, () => this.#aggregate(step, cell, outcome));
    }
  }

  /** One node for an aggregate over the same records, period and entity, however often it stands in the formula. */
  #remembered(step: AggregateStep, cell: Cell, make: () => TraceNode): TraceNode {
    const { aggregate, selection, number, windows, fraction } = step;
    const nodes = this.#nodes.get(selection) ?? new Map<string, TraceNode>();
    this.#nodes.set(selection, nodes);
    const share = fraction === null ? '' : `${fraction.numerator}/${fraction.denominator}`;
    const key = [
      aggregate.kind,
      aggregate.name,
      share,
      number,
      windows[cell.period],
      cell.entity === null ? '' : `=${cell.entity}`,
    ].join(' ');
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const made = make();
    nodes.set(key, made);
    return made;
  }

  #entity(
    step: Extract<Step, { kind: 'per-entity' | 'per-period' }>,
    cell: Cell,
    entity: string,
    { value, failed: failedAt, censored }: PartOutcome,
  ): EntityTrace {
    const condition = step.formula.having[failedAt];
    const undefinedValue = isValue(value) ? null : `its figure is undefined (${value})`;
    return Object.freeze({
      entity,
      contribution: failedAt < 0 ? decimalOf(value) : null,
      censored: censored && isValue(value),
      failed: condition === undefined ? undefinedValue : onlyConditionText(step.formula, condition),
      children: foldedSteps(step)
        .filter(({ kind }) => kind !== 'value')
        .map((inner) => this.trace(inner, cell)),
    });
  }

  /** Records that belong to no entity, and so to none of the figures per entity. */
  #withoutEntity(perEntity: Extract<Step, { kind: 'per-entity' }>, cell: Cell): readonly LeftOutRecord[] {
    const { by } = perEntity.formula;
    const places = placesOf(perEntity, cell.period).filter(([step]) => perEntity.aggregates.includes(step));
    return places.flatMap(([step, period]) => {
      const { source } = step.selection.records;
      const { ids } = this.#program.columnsOf(source);
      const rows = this.#rowsOf(step, period).get(null) ?? [];
      return rows.map(({ row, other }) =>
        Object.freeze({
          part: step.aggregate.name,
          source,
          id: ids[row] ?? `${source}[${row}]`,
          other,
          failed: `${by} is present`,
        }),
      );
    });
  }

  #aggregate(step: AggregateStep, cell: Cell, outcome: Outcome): TraceNode {
    const { aggregate, selection } = step;
    const { source } = selection.records;
    const { ids } = this.#program.columnsOf(source);
    const part = aggregate.name;
    const rows = this.#rowsOf(step, cell.period).get(cell.entity) ?? [];
    const named = ({ row, other }: RowTrace): Omit<CountedRecord, 'contribution'> => ({
      part,
      source,
      id: ids[row] ?? `${source}[${row}]`,
      other,
    });
    return node(part, aggregateText(aggregate), outcome, {
      counted: rows.flatMap((trace) =>
        trace.contribution === null
          ? []
          : [Object.freeze({ ...named(trace), contribution: toDecimal(trace.contribution) })],
      ),
      leftOut: rows.flatMap((trace) =>
        trace.contribution === null ? [Object.freeze({ ...named(trace), failed: trace.failed })] : [],
      ),
    });
  }

  /** The rows of an aggregate by entity, each in the order of the data; traced once, however many entities ask. */
  #rowsOf(step: AggregateStep, period: number): ReadonlyMap<string | null, readonly RowTrace[]> {
    const windows = this.#rows.get(step) ?? new Map<number, ReadonlyMap<string | null, readonly RowTrace[]>>();
    this.#rows.set(step, windows);
    const window = step.windows[period] as number;
    const known = windows.get(window);
    if (known !== undefined) return known;
    const rows = new Map<string | null, RowTrace[]>();
    const columns = this.#program.columnsOf(step.selection.records.source);
    for (const trace of traceRows(step, period, columns)) {
      const sameEntity = rows.get(trace.entity);
      if (sameEntity === undefined) rows.set(trace.entity, [trace]);
      else sameEntity.push(trace);
    }
    const { aggregate, fraction } = step;
    if (aggregate.kind === 'trimmed-mean') {
      for (const [entity, traces] of rows) rows.set(entity, withoutExtremes(traces, aggregate.of, fraction ?? zero));
    }
    windows.set(window, rows);
    return rows;
  }
}

/** How many of those that count are censored. */
function censoredText(entities: readonly EntityTrace[]): string {
  const count = entities.filter(({ contribution }) => contribution !== null).length;
  return ` (${entities.filter(({ censored }) => censored).length} of ${count} censored)`;
}

const operationText = {
  plus: 'sum',
  minus: 'difference',
  times: 'product',
  divide: 'quotient',
  lesser: 'lesser of two',
  greater: 'greater of two',
} as const;

function node(
  name: string | null,
  does: string,
  outcome: Outcome,
  inner: Partial<Pick<TraceNode, 'children' | 'counted' | 'leftOut' | 'entities'>> = {},
): TraceNode {
  const { children = [], counted = [], leftOut = [], entities = [] } = inner;
  return Object.freeze({
    name,
    does,
    value: decimalOf(outcome),
    reason: isValue(outcome) ? null : outcome,
    children: Object.freeze(children),
    counted: Object.freeze(counted),
    leftOut: Object.freeze(leftOut),
    entities: Object.freeze(entities),
  });
}
