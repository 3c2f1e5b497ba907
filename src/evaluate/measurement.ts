import type { UndefinedReason } from '../expression/expression.ts';
import type { Calculable } from '../expression/kpi.ts';
import type { Unit } from '../expression/unit.ts';
import { parametersOf } from '../expression/walk.ts';
import { type Decimal, toDecimal } from '../number/decimal.ts';
import { formatDay } from '../time/day.ts';
import type { Period } from '../time/period.ts';
import { type Cell, isValue, type Outcome, outcomeOf, stateOf } from './outcome.ts';
import { type AggregateStep, innerSteps, placesOf, type Step } from './program.ts';
import { parameterValue, type Request, textValue } from './request.ts';
import type { Selection } from './selection.ts';
import type { SkippedCounts } from './state.ts';

/** Records that a part could not use although they belong to it. */
export interface Skipped {
  /** Name of the aggregate. */
  readonly part: string;
  /** `missing-value`: the quantity is missing. `negative-span`: the second date is before the first. */
  readonly reason: 'missing-value' | 'negative-span';
  /** Number of records. */
  readonly count: number;
}

/**
 * One figure: the value with everything that is needed to read it.
 *
 * @typeParam Key - key of the KPI or variant
 * @typeParam Parts - names of its parts
 */
export interface Measurement<Key extends string = string, Parts extends string = string> {
  /** Key of the KPI or variant: `win-rate`, `win-rate/by-value`. */
  readonly key: Key;
  /** Id of the KPI. */
  readonly kpi: string;
  /** Name of the variant; null for the default formula. */
  readonly variant: string | null;
  /** What the figure is measured in. */
  readonly unit: Unit;
  /** The period; null for a figure calculated from given parts. */
  readonly period: Period | null;
  /** Last known day, where one was stated. */
  readonly asOf: string | null;
  /** The figure, correctly rounded to 34 significant digits (half-even); null where it is undefined. */
  readonly value: Decimal | null;
  /** Why the figure is undefined; null where it has a value. */
  readonly reason: UndefinedReason | null;
  /** The outermost parts of the formula; null where a part is undefined. */
  readonly parts: Readonly<Record<Parts, Decimal | null>>;
  /** The parameters of the formula with the values used: numbers as decimals, texts as they are, null for any text. */
  readonly parameters: Readonly<Record<string, Decimal | string | null>>;
  /** Records that could not be used; empty when all could. */
  readonly skipped: readonly Skipped[];
}

/** What a measurement says beside its figure and its parts. */
type Circumstances = Pick<Measurement, 'period' | 'asOf' | 'parameters' | 'skipped'>;

/** Reads the figure of one KPI cell by cell; what is the same in every cell is made once. */
export function readerOf<Key extends string, Parts extends string>(
  kpi: Calculable<Key, Parts>,
  step: Step,
  request: Request,
): (cell: Cell) => Measurement<Key, Parts> {
  const parts = partSteps(step);
  const asOf = request.asOf === null ? null : formatDay(request.asOf);
  const parameters = parametersUsed(kpi, request);
  const skipping = new Map<number, ReturnType<typeof skippingPlaces>>();
  return (cell) => {
    const { period, group, entity } = cell;
    const known = new Map<Step, Outcome>();
    const named: [string, Outcome][] = [];
    for (const [name, part] of parts) {
      const outcome = outcomeOf(part, cell);
      known.set(part, outcome);
      named.push([name, outcome]);
    }
    const places = skipping.get(period) ?? skippingPlaces(step, period);
    skipping.set(period, places);
    return measurement(kpi, outcomeOf(step, { period, group, entity, known }), named, {
      period: request.periods[period] ?? null,
      asOf,
      parameters,
      skipped: places.length === 0 ? nothingSkipped : skippedIn(places, cell),
    });
  };
}

/** A measurement of what has been worked out. */
export function measurement<Key extends string, Parts extends string>(
  kpi: Calculable<Key, Parts>,
  outcome: Outcome,
  parts: readonly (readonly [string, Outcome])[],
  { period, asOf, parameters, skipped }: Circumstances,
): Measurement<Key, Parts> {
  const value = decimalOf(outcome);
  const decimals: Record<string, Decimal | null> = {};
  // A figure that is its own part, as a sum of amounts, is one decimal.
  for (const [name, part] of parts) decimals[name] = part === outcome ? value : decimalOf(part);
  return Object.freeze({
    key: kpi.key,
    kpi: kpi.id,
    variant: kpi.variant,
    unit: kpi.unit,
    period,
    asOf,
    value,
    reason: isValue(outcome) ? null : outcome,
    // The names are those that the formula's type was made of.
    parts: Object.freeze(decimals) as Readonly<Record<Parts, Decimal | null>>,
    parameters,
    skipped,
  });
}

/** The parameters of a figure with the values used. */
export function parametersUsed(
  { formula }: Calculable,
  { parameters }: Pick<Request, 'parameters'>,
): Measurement['parameters'] {
  const used = parametersOf(formula).map((reference) => [
    reference.name,
    reference.kind === 'parameter'
      ? toDecimal(parameterValue({ parameters }, reference))
      : textValue({ parameters }, reference),
  ]);
  return Object.freeze(Object.fromEntries(used) as Record<string, Decimal | string | null>);
}

/** An outcome as it is handed out. */
export function decimalOf(outcome: Outcome): Decimal | null {
  if (!isValue(outcome)) return null;
  // A table keeps the figures it has handed out, so nobody may write into them.
  const decimal = toDecimal(outcome);
  Object.freeze(decimal.d);
  return Object.freeze(decimal);
}

/** The outermost named steps in reading order, each name once. */
function partSteps(step: Step): readonly (readonly [string, Step])[] {
  const parts = new Map<string, Step>();
  const visit = (inner: Step): void => {
    const name = nameOf(inner);
    if (name !== null) {
      if (!parts.has(name)) parts.set(name, inner);
    } else for (const operand of innerSteps(inner)) visit(operand);
  };
  visit(step);
  return [...parts];
}

/** Name of a step that has one. */
function nameOf(step: Step): string | null {
  if (step.kind === 'named') return step.name;
  if (step.kind === 'per-entity' || step.kind === 'per-period' || step.kind === 'length') return step.formula.name;
  return step.kind === 'aggregate' ? step.aggregate.name : null;
}

/** Where all records could be used. */
export const nothingSkipped: readonly Skipped[] = /* @__PURE__ */ Object.freeze([]);

type Place = readonly [AggregateStep, number];

/** The aggregates of a step, with the period in which each is read, that may have left records out. */
function skippingPlaces(step: Step, period: number): readonly Place[] {
  // The same aggregate of the same period may stand in several places of a formula; its records are reported once.
  const known = new Map<Selection, Set<string>>();
  return placesOf(step, period).filter(([{ selection, number, windows }, own]) => {
    if (!selection.result.maySkip(number)) return false;
    const places = known.get(selection) ?? new Set();
    known.set(selection, places);
    const place = `${number} ${windows[own]}`;
    return !places.has(place) && places.add(place);
  });
}

function skippedIn(places: readonly Place[], cell: Cell): readonly Skipped[] {
  const skipped = new Map<string, Skipped>();
  for (const [aggregate, period] of places) {
    const state = stateOf(aggregate, { ...cell, period });
    if (state === null || !('skipped' in state)) continue;
    for (const entry of skippedOf(aggregate.aggregate.name, state.skipped)) {
      const key = `${entry.part} ${entry.reason}`;
      skipped.set(key, { ...entry, count: entry.count + (skipped.get(key)?.count ?? 0) });
    }
  }
  return Object.freeze([...skipped.values()].map((entry) => Object.freeze(entry)));
}

function skippedOf(part: string, { missing, negative }: SkippedCounts): readonly Skipped[] {
  return [
    ...(missing > 0 ? [Object.freeze({ part, reason: 'missing-value', count: missing } as const)] : []),
    ...(negative > 0 ? [Object.freeze({ part, reason: 'negative-span', count: negative } as const)] : []),
  ];
}
