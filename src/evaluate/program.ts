import { SalesMetricsError } from '../errors.ts';
import { canonical } from '../expression/canonical.ts';
import type { Limit } from '../expression/condition.ts';
import type {
  Aggregate,
  FigureCondition,
  Formula,
  PerEntity,
  PeriodChange,
  PeriodLength,
  PerPeriod,
  UndefinedReason,
  ZeroRule,
} from '../expression/expression.ts';
import { fractionsOf, isFractionOf } from '../expression/fraction.ts';
import type { TextParameterReference } from '../expression/parameter.ts';
import type { RecordSet } from '../expression/recordSet.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import type { DimensionName } from '../model/dimension.ts';
import type { SourceName } from '../model/fields.ts';
import { toDecimal, toRational } from '../number/decimal.ts';
import { integer, type Rational } from '../number/rational.ts';
import type { Period } from '../time/period.ts';
import { workingDays } from '../time/workingTime.ts';
import { GroupRegistry, groupRows } from './grouping.ts';
import { runPass } from './pass.ts';
import type { Placement } from './placement.ts';
import { parameterValue, type Request, readWholeNumber, textValue } from './request.ts';
import { Selection } from './selection.ts';
import { SourceColumns, sourceTable } from './source.ts';
import { changedPeriod, partsOfPeriod, windowOf } from './window.ts';

/** A formula made ready: parameters are numbers, changes of period are numbers of windows, aggregates know where their figures lie. */
export type Step =
  | { readonly kind: 'value'; readonly value: Rational; readonly formula: Formula }
  | {
      readonly kind: 'aggregate';
      readonly aggregate: Aggregate;
      readonly fraction: Rational | null;
      readonly selection: Selection;
      readonly number: number;
      /** Number of the window for each period in which the step is evaluated. */
      readonly windows: readonly number[];
    }
  | {
      readonly kind: 'length';
      readonly formula: PeriodLength;
      /** Length of each period in which the step is evaluated. */
      readonly lengths: readonly Rational[];
    }
  | { readonly kind: 'power' | 'root'; readonly base: Step; readonly exponent: number }
  | {
      readonly kind: 'operation';
      readonly operation: 'plus' | 'minus' | 'times' | 'lesser' | 'greater' | 'divide';
      readonly zero: ZeroRule;
      readonly left: Step;
      readonly right: Step;
    }
  | { readonly kind: 'rounded'; readonly formula: Extract<Formula, { kind: 'rounded' }>; readonly inner: Step }
  | { readonly kind: 'named'; readonly name: string; readonly inner: Step }
  | { readonly kind: 'in-period'; readonly change: PeriodChange; readonly inner: Step }
  | {
      readonly kind: 'overall';
      readonly inner: Step;
      /** Outcomes by period and group: every entity asks for the same one. */
      readonly outcomes: Map<string, Rational | UndefinedReason>;
    }
  | {
      readonly kind: 'per-entity';
      readonly formula: PerEntity;
      readonly value: Step | null;
      readonly having: readonly ConditionStep[];
      /** What an entity satisfies whose value is final; null where all are. */
      readonly observed: ConditionStep | null;
      /** Where the entities are found, each aggregate once; none over all entities. */
      readonly aggregates: readonly AggregateStep[];
    }
  | {
      readonly kind: 'per-period';
      readonly formula: PerPeriod;
      readonly value: Step | null;
      readonly having: readonly ConditionStep[];
      /** All the parts of all periods, in which the steps inside are evaluated. */
      readonly parts: readonly Period[];
      /** For each period in which the step itself is evaluated: its first part, and the part after its last. */
      readonly ranges: readonly (readonly [number, number])[];
    };

/** A step that reads an aggregate. */
export type AggregateStep = Extract<Step, { kind: 'aggregate' }>;

/** A condition on an entity or on one of several periods. */
export interface ConditionStep {
  readonly comparison: FigureCondition['comparison'];
  readonly value: Step;
  readonly limit: Step;
}

/** All formulas of a request over one data set: compiled once, then read cell by cell. */
export class Program {
  readonly request: Request;
  readonly registry = new GroupRegistry();
  /** One step for each KPI of the request. */
  readonly steps: readonly Step[];
  readonly #data: SalesData;
  readonly #verb: string;
  readonly #isCounted: (records: RecordSet) => boolean;
  readonly #selections = new Map<string, Selection>();
  readonly #columns = new Map<SourceName, SourceColumns>();

  /** @param isCounted - which record sets are looked for in the data; those that are not stay without a result */
  constructor(
    verb: string,
    data: SalesData,
    request: Request,
    isCounted: (records: RecordSet) => boolean = () => true,
  ) {
    internalsOf(data, verb);
    this.#verb = verb;
    this.#data = data;
    this.#isCounted = isCounted;
    this.request = request;
    this.steps = request.kpis.map(({ formula, key }) => new Compiler(this, key).step(formula, request.periods, null));
    this.#run();
  }

  /** All selections, in the order in which the formulas ask for them, which is the same for every data. */
  get selections(): readonly Selection[] {
    return [...this.#selections.values()];
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

  /** The exponent of a power, or the degree of a root. */
  exponent(kind: 'power' | 'root', limit: Limit, key: string): number {
    return readWholeNumber(this.#verb, kind, this.limitValue(limit), key);
  }

  /** How many periods or years a change of period goes. */
  countOf(change: PeriodChange, key: string): number {
    const count = 'count' in change ? change.count : 1;
    return typeof count === 'object' ? readWholeNumber(this.#verb, 'count', this.limitValue(count), key) : count;
  }

  /** Length of a period in days. */
  lengthOf({ unit, days }: PeriodLength, period: Period): Rational {
    const { start, end, known } = windowOf(period, this.request.asOf);
    // Where nothing of the period is known yet, all of it remains.
    const split = Math.max(start, known + 1);
    const [from, to] = { whole: [start, end], elapsed: [start, split], remaining: [split, end] }[days] as [
      number,
      number,
    ];
    if (unit === 'days') return integer(to - from);
    return integer(workingDays(from - 1, to - 1, internalsOf(this.#data, this.#verb).workingTime));
  }

  /** The value of a limit: a decimal, or a parameter of the request. */
  readonly limitValue = (limit: Limit): Rational =>
    typeof limit === 'string' ? toRational(limit, this.#verb) : parameterValue(this.request, limit);

  /** The fraction of a percentile or a trimmed mean. */
  fraction(kind: keyof typeof fractionsOf, fraction: Rational, key: string): Rational {
    if (isFractionOf(kind, fraction)) return fraction;
    throw new SalesMetricsError(
      'invalid-argument',
      `${this.#verb}: the fraction of a ${kind.replace('-', ' ')} in ${key} must be ${fractionsOf[kind]}, got ${toDecimal(fraction).toString()}`,
    );
  }

  columnsOf(source: SourceName): SourceColumns {
    let columns = this.#columns.get(source);
    if (columns === undefined) {
      columns = new SourceColumns(sourceTable(this.#data, source));
      this.#columns.set(source, columns);
    }
    return columns;
  }

  #run(): void {
    const bySource = new Map<SourceName, Selection[]>();
    for (const selection of this.#selections.values()) {
      if (!this.#isCounted(selection.records)) continue;
      const { source } = selection.records;
      bySource.set(source, [...(bySource.get(source) ?? []), selection]);
    }
    for (const [source, selections] of bySource) {
      const columns = this.columnsOf(source);
      const groupings = new Map<string, ReturnType<typeof groupRows>>();
      const placements = new Map<string, Placement>();
      const results = selections.map((selection) => {
        const { entity, askedBy, records } = selection;
        const key = canonical([entity, records.owner]);
        let grouping = groupings.get(key);
        if (grouping === undefined) {
          grouping = groupRows(
            this.#data,
            source,
            records.owner,
            columns.length,
            this.request,
            entity,
            this.registry,
            (dimension) =>
              `${this.#verb}: ${source} have no dimension ${JSON.stringify(dimension)}, and ${askedBy} counts ${source}`,
          );
          groupings.set(key, grouping);
        }
        const terms = {
          limitValue: this.limitValue,
          textValue: (parameter: TextParameterReference) => textValue(this.request, parameter),
          asOf: this.request.asOf,
        };
        return selection.prepare(columns, (other) => this.columnsOf(other), grouping, terms, placements);
      });
      if (columns.length === 0) continue;
      runPass(
        columns.length,
        results.filter(({ rows }) => rows.joined === null),
      );
      // Each join has rows of its own.
      for (const result of results) if (result.rows.joined !== null) runPass(result.rows.columns.length, [result]);
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

  /** The step of a formula that is evaluated in each of these periods, per entity or not. */
  step(formula: Formula, periods: readonly Period[], entity: DimensionName | null): Step {
    const program = this.#program;
    switch (formula.kind) {
      case 'constant':
        return { kind: 'value', value: toRational(formula.value, this.#key), formula };
      case 'parameter':
        return { kind: 'value', value: parameterValue(program.request, formula), formula };
      case 'period-length':
        return { kind: 'length', formula, lengths: periods.map((period) => program.lengthOf(formula, period)) };
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
          left: this.step(formula.left, periods, entity),
          right: this.step(formula.right, periods, entity),
        };
      case 'power':
      case 'root': {
        const { kind, base, exponent } = formula;
        return { kind, base: this.step(base, periods, entity), exponent: program.exponent(kind, exponent, this.#key) };
      }
      case 'rounded':
        return { kind: 'rounded', formula, inner: this.step(formula.formula, periods, entity) };
      case 'named':
        return { kind: 'named', name: formula.name, inner: this.step(formula.formula, periods, entity) };
      case 'in-period': {
        const { change } = formula;
        const count = program.countOf(change, this.#key);
        const changed = periods.map((period) => changedPeriod(period, change, count));
        return { kind: 'in-period', change, inner: this.step(formula.formula, changed, entity) };
      }
      case 'overall':
        return { kind: 'overall', inner: this.step(formula.formula, periods, null), outcomes: new Map() };
      case 'per-entity':
        return this.#perEntity(formula, periods);
      case 'per-period':
        return this.#perPeriod(formula, periods, entity);
      default:
        return this.#aggregate(formula, periods, entity);
    }
  }

  #perEntity(formula: PerEntity, periods: readonly Period[]): Step {
    const { observed } = formula;
    const inner = {
      ...this.#folded(formula, periods, formula.by),
      observed: observed === undefined ? null : this.#condition(observed, periods, formula.by),
    };
    return {
      kind: 'per-entity',
      formula,
      ...inner,
      aggregates: [...new Set(foldedSteps(inner).flatMap(aggregatesOf))],
    };
  }

  #perPeriod(formula: PerPeriod, periods: readonly Period[], entity: DimensionName | null): Step {
    const cut = periods.map((period) => partsOfPeriod(period, formula.grain, this.#program.request.asOf));
    const parts = cut.flat();
    let end = 0;
    const ranges = cut.map(({ length }) => {
      end += length;
      return [end - length, end] as const;
    });
    return { kind: 'per-period', formula, ...this.#folded(formula, parts, entity), parts, ranges };
  }

  #folded(
    formula: PerEntity | PerPeriod,
    periods: readonly Period[],
    entity: DimensionName | null,
  ): { readonly value: Step | null; readonly having: readonly ConditionStep[] } {
    return {
      value: formula.value === null ? null : this.step(formula.value, periods, entity),
      having: formula.having.map((condition) => this.#condition(condition, periods, entity)),
    };
  }

  #condition(
    { comparison, value, limit }: FigureCondition,
    periods: readonly Period[],
    entity: DimensionName | null,
  ): ConditionStep {
    return { comparison, value: this.step(value, periods, entity), limit: this.step(limit, periods, entity) };
  }

  #aggregate(aggregate: Aggregate, periods: readonly Period[], entity: DimensionName | null): Step {
    const { request, limitValue } = this.#program;
    const selection = this.#program.selectionOf(aggregate, entity, this.#key);
    return {
      kind: 'aggregate',
      aggregate,
      fraction:
        'fraction' in aggregate
          ? this.#program.fraction(aggregate.kind, limitValue(aggregate.fraction), this.#key)
          : null,
      selection,
      number: selection.aggregateNumber(aggregate),
      windows: periods.map((period) => selection.windowNumber(windowOf(period, request.asOf))),
    };
  }
}

/** The steps inside a figure per entity or per period, the conditions first. */
export function foldedSteps({
  value,
  having,
  observed = null,
}: {
  readonly value: Step | null;
  readonly having: readonly ConditionStep[];
  readonly observed?: ConditionStep | null;
}): readonly Step[] {
  const conditions = observed === null ? having : [...having, observed];
  return [...conditions.flatMap(({ value: left, limit }) => [left, limit]), ...(value === null ? [] : [value])];
}

/** The direct operands of a step. */
export function innerSteps(step: Step): readonly Step[] {
  switch (step.kind) {
    case 'value':
    case 'length':
    case 'aggregate':
      return [];
    case 'operation':
      return [step.left, step.right];
    case 'power':
    case 'root':
      return [step.base];
    case 'rounded':
    case 'named':
    case 'in-period':
    case 'overall':
      return [step.inner];
    case 'per-entity':
    case 'per-period':
      return foldedSteps(step);
  }
}

/** The aggregates of a step, those per entity and per period included, those over all entities not. */
function aggregatesOf(step: Step): readonly AggregateStep[] {
  if (step.kind === 'overall') return [];
  return step.kind === 'aggregate' ? [step] : innerSteps(step).flatMap(aggregatesOf);
}

/** Every aggregate of a step with the number of the period in which it is read there. */
export function placesOf(step: Step, period: number): readonly (readonly [AggregateStep, number])[] {
  if (step.kind === 'aggregate') return [[step, period]];
  const inner = innerSteps(step);
  if (step.kind !== 'per-period') return inner.flatMap((operand) => placesOf(operand, period));
  const [first, end] = step.ranges[period] as readonly [number, number];
  const parts = Array.from({ length: end - first }, (_, index) => first + index);
  return parts.flatMap((part) => inner.flatMap((operand) => placesOf(operand, part)));
}
