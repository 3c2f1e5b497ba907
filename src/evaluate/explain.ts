import type { Aggregate, UndefinedReason } from '../expression/expression.ts';
import type { Calculable } from '../expression/kpi.ts';
import {
  aggregateText,
  anchorText,
  conditionText,
  followingText,
  formulaText,
  perEntityText,
  periodChangeText,
  quantityText,
} from '../expression/text.ts';
import type { SalesData } from '../model/dataset.ts';
import { MISSING_DAY } from '../model/table.ts';
import { type Decimal, toDecimal } from '../number/decimal.ts';
import { one, type Rational, zero } from '../number/rational.ts';
import { formatDay } from '../time/day.ts';
import type { PeriodOptions } from './calculate.ts';
import { filteredOut } from './grouping.ts';
import { decimalOf, type Measurement, measure } from './measurement.ts';
import { type Cell, type EntityOutcome, entityOutcomes, isValue, type Outcome, outcomeOf } from './outcome.ts';
import { Program, type Step } from './program.ts';
import { quantityAt } from './quantityColumn.ts';
import { checkOptions, readRequest } from './request.ts';
import type { Selection } from './selection.ts';
import type { Followers, SourceColumns } from './source.ts';
import type { Window } from './window.ts';

/** A record that counted, and what it contributed. */
export interface CountedRecord {
  /** Name of the aggregate. */
  readonly part: string;
  /** Source of the record. */
  readonly source: string;
  /** Id of the record; `source[index]` where it has none. */
  readonly id: string;
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
  /** The condition that it does not satisfy, in words. */
  readonly failed: string;
}

/** An entity of a figure that is evaluated per rep, account or deal. */
export interface EntityTrace {
  /** Value of the entity's dimension. */
  readonly entity: string;
  /** What it contributes; null where it does not count. */
  readonly contribution: Decimal | null;
  /** Why it does not count, in words; null where it does. */
  readonly failed: string | null;
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
  /** Entities of a figure per entity, in order of their values. */
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
  const tree = new Tracer(program).trace(step, { period: 0, group: null, entity: null });
  return Object.freeze({
    measurement: measure(kpi, step, request, { period: 0, group: null, entity: null }),
    formula: formulaText(kpi.formula),
    tree,
    ...listRecords(tree),
  });
}

/** The records of a tree in reading order; an aggregate that stands in two places is listed once. */
function listRecords(tree: TraceNode): Pick<Explanation, 'counted' | 'leftOut'> {
  /** For each node, why its entity does not count; null where it counts anywhere. */
  const nodes = new Map<TraceNode, string | null>();
  const visit = (node: TraceNode, failed: string | null): void => {
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
      leftOut: [...counted.map(({ part, source, id }) => Object.freeze({ part, source, id, failed })), ...leftOut],
    };
  });
  return {
    counted: Object.freeze(lists.flatMap(({ counted }) => counted)),
    leftOut: Object.freeze(lists.flatMap(({ leftOut }) => leftOut)),
  };
}

type AggregateStep = Extract<Step, { kind: 'aggregate' }>;

/** What a row gives to an aggregate, or the reason why it gives nothing. */
interface Contribution {
  readonly contribution: Rational | null;
  readonly failed: string;
}

/** What became of each row of a source for one aggregate. */
interface RowTrace {
  readonly row: number;
  readonly entity: string | null;
  readonly contribution: Rational | null;
  readonly failed: string;
}

/** Walks the steps of a program, asking the same filters, anchors and quantities that the pass asked. */
class Tracer {
  readonly #program: Program;
  readonly #nodes = new Map<Selection, Map<string, TraceNode>>();
  readonly #rows = new Map<AggregateStep, ReadonlyMap<string | null, readonly RowTrace[]>>();

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
      case 'operation':
        return node(null, operationText[step.operation], outcome, {
          children: [this.trace(step.left, cell), this.trace(step.right, cell)],
        });
      case 'per-entity':
        return node(step.formula.name, perEntityText(step.formula), outcome, {
          entities: [...entityOutcomes(step, cell)]
            .sort((left, right) => (left.entity < right.entity ? -1 : 1))
            .map((entity) => this.#entity(step, cell, entity)),
          leftOut: this.#withoutEntity(step, cell),
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
    step: Extract<Step, { kind: 'per-entity' }>,
    cell: Cell,
    { entity, value, failed: failedAt }: EntityOutcome,
  ): EntityTrace {
    const inner = [
      ...step.having.flatMap(({ value: left, limit }) => [left, limit]),
      ...(step.value === null ? [] : [step.value]),
    ];
    const condition = step.formula.having[failedAt];
    const undefinedValue = isValue(value) ? null : `its figure is undefined (${value})`;
    return Object.freeze({
      entity,
      contribution: failedAt < 0 ? decimalOf(value) : null,
      failed:
        condition === undefined
          ? undefinedValue
          : perEntityText({ ...step.formula, fold: 'count', value: null, having: [condition] }),
      children: inner.filter(({ kind }) => kind !== 'value').map((one) => this.trace(one, { ...cell, entity })),
    });
  }

  /** Records that belong to no entity, and so to none of the figures per entity. */
  #withoutEntity({ formula, aggregates }: Extract<Step, { kind: 'per-entity' }>, cell: Cell): readonly LeftOutRecord[] {
    const { by } = formula;
    return [...new Set(aggregates)].flatMap((step) => {
      const { source } = step.selection.records;
      const { ids } = this.#program.columnsOf(source);
      const rows = this.#rowsOf(step, cell.period).get(null) ?? [];
      return rows.map(({ row }) =>
        Object.freeze({
          part: step.aggregate.name,
          source,
          id: ids[row] ?? `${source}[${row}]`,
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
    const named = (row: number): { part: string; source: string; id: string } => ({
      part,
      source,
      id: ids[row] ?? `${source}[${row}]`,
    });
    return node(part, aggregateText(aggregate), outcome, {
      counted: rows.flatMap(({ row, contribution }) =>
        contribution === null ? [] : [Object.freeze({ ...named(row), contribution: toDecimal(contribution) })],
      ),
      leftOut: rows.flatMap(({ row, contribution, failed }) =>
        contribution === null ? [Object.freeze({ ...named(row), failed })] : [],
      ),
    });
  }

  /** The rows of an aggregate by entity, each in the order of the data; traced once, however many entities ask. */
  #rowsOf(step: AggregateStep, period: number): ReadonlyMap<string | null, readonly RowTrace[]> {
    const known = this.#rows.get(step);
    if (known !== undefined) return known;
    const rows = new Map<string | null, RowTrace[]>();
    for (const trace of this.#traceRows(step, period)) {
      const sameEntity = rows.get(trace.entity);
      if (sameEntity === undefined) rows.set(trace.entity, [trace]);
      else sameEntity.push(trace);
    }
    this.#rows.set(step, rows);
    return rows;
  }

  /** What each row that satisfies every condition contributes; asked once for each row, in order. */
  #contributions(
    aggregate: Aggregate,
    columns: SourceColumns,
    followers: Followers | null,
  ): (row: number, entity: string | null) => Contribution {
    if (aggregate.kind === 'count') return () => ({ contribution: one, failed: '' });
    if (aggregate.kind === 'distinct') {
      const { codes } = columns.text(aggregate.field);
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
    const quantity = columns.quantity(aggregate.of, followers);
    const dates = 'by' in aggregate ? columns.day(aggregate.by, followers).days : null;
    return (row) => {
      if (dates !== null && dates[row] === MISSING_DAY && 'by' in aggregate)
        return { contribution: null, failed: `${aggregate.by} is present` };
      const gap = quantity.negative.has(row) ? 'is not negative' : 'is known';
      return { contribution: quantityAt(quantity, row), failed: `${quantityText(aggregate.of)} ${gap}` };
    };
  }

  /** Asks every row each question in turn: group, conditions, follower, period, quantity. */
  #traceRows({ aggregate, selection, windows }: AggregateStep, period: number): readonly RowTrace[] {
    const { filters, followers, anchoring, grouping } = selection.result;
    const { records } = selection;
    const columns = this.#program.columnsOf(records.source);
    const window = selection.window(windows[period] as number);
    const all = Int32Array.from({ length: columns.length }, (_, row) => row);
    const answers = filters.map((filter) => {
      const holds = new Uint8Array(columns.length);
      filter.test(all, columns.length, window, holds);
      return holds;
    });
    const contributionOf = this.#contributions(aggregate, columns, followers);
    const failedBy = (row: number): string | null => {
      const position = answers.findIndex((holds) => holds[row] === 0);
      const condition = records.where[position];
      if (condition !== undefined && filters[position]?.isPeriodic === false) return conditionText(condition);
      if (followers !== null && records.followedBy !== null && (followers.rows[row] as number) < 0)
        return followingText(records.followedBy);
      if (!anchoring.belongsTo(window, row)) return `${anchorText(records.anchor)} (${windowText(window)})`;
      return condition === undefined ? null : conditionText(condition);
    };
    const traces: RowTrace[] = [];
    for (let row = 0; row < columns.length; row++) {
      const slot = grouping.slotOf === null ? 0 : (grouping.slotOf[row] as number);
      // Rows of other groups were not asked for.
      if (slot === filteredOut) continue;
      const entity = grouping.slots[slot]?.entity ?? null;
      const reason = failedBy(row);
      const { contribution, failed: gap } =
        reason === null ? contributionOf(row, entity) : { contribution: null, failed: reason };
      traces.push({ row, entity, contribution, failed: gap });
    }
    return traces;
  }
}

const operationText = {
  plus: 'sum',
  minus: 'difference',
  times: 'product',
  divide: 'quotient',
  lesser: 'lesser of two',
  greater: 'greater of two',
} as const;

function windowText({ start, end, known }: Window): string {
  return known < end - 1
    ? `${formatDay(start)} to ${formatDay(known)}, as known`
    : `${formatDay(start)} to ${formatDay(end - 1)}`;
}

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
