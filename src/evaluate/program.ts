import { SalesMetricsError } from '../errors.ts';
import { canonical } from '../expression/canonical.ts';
import type { Limit } from '../expression/condition.ts';
import type {
  Aggregate,
  EntityCondition,
  Formula,
  PerEntity,
  PeriodChange,
  ZeroRule,
} from '../expression/expression.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import type { DimensionName } from '../model/dimension.ts';
import type { SourceName } from '../model/fields.ts';
import { toDecimal, toRational } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { GroupRegistry, groupRows } from './grouping.ts';
import { runPass } from './pass.ts';
import { parameterValue, type Request } from './request.ts';
import { Selection } from './selection.ts';
import { SourceColumns } from './source.ts';
import { changedPeriod, windowOf } from './window.ts';

/** A formula made ready: parameters are numbers, changes of period are numbers of windows, aggregates know where their figures lie. */
export type Step =
  | { readonly kind: 'value'; readonly value: Rational; readonly formula: Formula }
  | {
      readonly kind: 'aggregate';
      readonly aggregate: Aggregate;
      readonly fraction: Rational | null;
      readonly selection: Selection;
      readonly number: number;
      /** Number of the window for each period of the request. */
      readonly windows: readonly number[];
    }
  | {
      readonly kind: 'operation';
      readonly operation: 'plus' | 'minus' | 'times' | 'lesser' | 'greater' | 'divide';
      readonly zero: ZeroRule;
      readonly left: Step;
      readonly right: Step;
    }
  | { readonly kind: 'named'; readonly name: string; readonly inner: Step }
  | { readonly kind: 'in-period'; readonly change: PeriodChange; readonly inner: Step }
  | {
      readonly kind: 'per-entity';
      readonly formula: PerEntity;
      readonly value: Step | null;
      readonly having: readonly {
        readonly comparison: EntityCondition['comparison'];
        readonly value: Step;
        readonly limit: Step;
      }[];
      /** Where the entities are found. */
      readonly aggregates: readonly Extract<Step, { kind: 'aggregate' }>[];
    };

/** All formulas of a request over one data set: compiled once, then read cell by cell. */
export class Program {
  readonly request: Request;
  readonly registry = new GroupRegistry();
  /** One step for each KPI of the request. */
  readonly steps: readonly Step[];
  readonly #data: SalesData;
  readonly #verb: string;
  readonly #selections = new Map<string, Selection>();
  readonly #columns = new Map<SourceName, SourceColumns>();

  constructor(verb: string, data: SalesData, request: Request) {
    internalsOf(data, verb);
    this.#verb = verb;
    this.#data = data;
    this.request = request;
    this.steps = request.kpis.map(({ formula, key }) => new Compiler(this, key).step(formula, [], null));
    this.#run();
  }

  /** The selection of an aggregate, shared by all that need the same records. */
  selectionOf(aggregate: Aggregate, entity: DimensionName | null, askedBy: string): Selection {
    const key = canonical([aggregate.records, entity]);
    let selection = this.#selections.get(key);
    if (selection === undefined) {
      selection = new Selection(aggregate.records, entity, askedBy);
      this.#selections.set(key, selection);
    }
    return selection;
  }

  /** The value of a limit: a decimal, or a parameter of the request. */
  readonly limitValue = (limit: Limit): Rational =>
    typeof limit === 'string' ? toRational(limit, this.#verb) : parameterValue(this.request, limit);

  /** A fraction from 0 to 1, as percentiles ask for. */
  share(fraction: Rational, key: string): Rational {
    if (fraction.numerator >= 0n && fraction.numerator <= fraction.denominator) return fraction;
    throw new SalesMetricsError(
      'invalid-argument',
      `${this.#verb}: the fraction of a percentile in ${key} must be from 0 to 1, got ${toDecimal(fraction).toString()}`,
    );
  }

  columnsOf(source: SourceName): SourceColumns {
    let columns = this.#columns.get(source);
    if (columns === undefined) {
      columns = new SourceColumns(this.#data, source);
      this.#columns.set(source, columns);
    }
    return columns;
  }

  #run(): void {
    const bySource = new Map<SourceName, Selection[]>();
    for (const selection of this.#selections.values()) {
      const { source } = selection.records;
      bySource.set(source, [...(bySource.get(source) ?? []), selection]);
    }
    for (const [source, selections] of bySource) {
      const columns = this.columnsOf(source);
      const groupings = new Map<DimensionName | null, ReturnType<typeof groupRows>>();
      const results = selections.map((selection) => {
        const { entity, askedBy } = selection;
        let grouping = groupings.get(entity);
        if (grouping === undefined) {
          grouping = groupRows(
            this.#data,
            source,
            columns.length,
            this.request,
            entity,
            this.registry,
            (dimension) =>
              `${this.#verb}: ${source} have no dimension ${JSON.stringify(dimension)}, and ${askedBy} counts ${source}`,
          );
          groupings.set(entity, grouping);
        }
        return selection.prepare(columns, (other) => this.columnsOf(other), grouping, {
          limitValue: this.limitValue,
          asOf: this.request.asOf,
        });
      });
      runPass(columns.length, results);
    }
  }
}

/** Turns the formula of one KPI into steps. */
class Compiler {
  readonly #program: Program;
  readonly #key: string;

  constructor(program: Program, key: string) {
    this.#program = program;
    this.#key = key;
  }

  step(formula: Formula, changes: readonly PeriodChange[], entity: DimensionName | null): Step {
    const program = this.#program;
    switch (formula.kind) {
      case 'constant':
        return { kind: 'value', value: toRational(formula.value, this.#key), formula };
      case 'parameter':
        return { kind: 'value', value: parameterValue(program.request, formula), formula };
      case 'plus':
      case 'minus':
      case 'times':
      case 'lesser':
      case 'greater':
      case 'divide':
        return {
          kind: 'operation',
          operation: formula.kind,
          zero: formula.kind === 'divide' ? formula.zero : 'no-denominator',
          left: this.step(formula.left, changes, entity),
          right: this.step(formula.right, changes, entity),
        };
      case 'named':
        return { kind: 'named', name: formula.name, inner: this.step(formula.formula, changes, entity) };
      case 'in-period':
        return {
          kind: 'in-period',
          change: formula.change,
          inner: this.step(formula.formula, [...changes, formula.change], entity),
        };
      case 'per-entity':
        return this.#perEntity(formula, changes);
      default:
        return this.#aggregate(formula, changes, entity);
    }
  }

  #perEntity(formula: PerEntity, changes: readonly PeriodChange[]): Step {
    const step = (inner: Formula): Step => this.step(inner, changes, formula.by);
    const value = formula.value === null ? null : step(formula.value);
    const having = formula.having.map(({ comparison, value: left, limit }) => ({
      comparison,
      value: step(left),
      limit: step(limit),
    }));
    const inner = [...(value === null ? [] : [value]), ...having.flatMap(({ value: left, limit }) => [left, limit])];
    return { kind: 'per-entity', formula, value, having, aggregates: inner.flatMap(aggregatesOf) };
  }

  #aggregate(aggregate: Aggregate, changes: readonly PeriodChange[], entity: DimensionName | null): Step {
    const { request, limitValue } = this.#program;
    const selection = this.#program.selectionOf(aggregate, entity, this.#key);
    return {
      kind: 'aggregate',
      aggregate,
      fraction: aggregate.kind === 'percentile' ? this.#program.share(limitValue(aggregate.fraction), this.#key) : null,
      selection,
      number: selection.aggregateNumber(aggregate),
      windows: request.periods.map((period) =>
        selection.windowNumber(windowOf(changedPeriod(period, changes), request.asOf)),
      ),
    };
  }
}

/** The aggregates of a step, those per entity included. */
export function aggregatesOf(step: Step): readonly Extract<Step, { kind: 'aggregate' }>[] {
  switch (step.kind) {
    case 'value':
      return [];
    case 'aggregate':
      return [step];
    case 'operation':
      return [...aggregatesOf(step.left), ...aggregatesOf(step.right)];
    case 'named':
    case 'in-period':
      return aggregatesOf(step.inner);
    case 'per-entity':
      return step.aggregates;
  }
}
