import { type DecimalInput, toRational } from '../number/decimal.ts';
import { minorUnitDigits } from '../number/money.ts';
import { one, type Rational } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import { type Calendar, gregorianCalendar } from '../time/calendar.ts';
import { parseDay } from '../time/day.ts';
import { type EventTest, readCondition } from './eventCondition.ts';
import type { Span } from './inputData.ts';
import type {
  BonusComponent,
  CheckedCommissionPlan,
  Component,
  CreditMeasure,
  CurveComponent,
  Factor,
  GivenMeasure,
  Instalment,
  Limit,
  Measure,
  MeasureCondition,
  OverrideComponent,
  PlanGrain,
  Pool,
  RankComponent,
  RatioMeasure,
  TeamRule,
  TenureMeasure,
} from './plan.ts';
import { type ReadCurve, type ReadTable, readCurve, readTable } from './readCurve.ts';

/** A plan whose numbers and dates are read. */
export interface ReadPlan {
  readonly given: CheckedCommissionPlan;
  readonly id: string;
  readonly span: Span;
  readonly currency: string;
  /** Decimals of the currency. */
  readonly digits: number;
  readonly rounding: RoundingMode;
  readonly calendar: Calendar;
  readonly grain: PlanGrain;
  readonly measures: ReadonlyMap<string, ReadMeasure>;
  readonly components: readonly ReadComponent[];
  readonly limits: readonly ReadLimit[];
  readonly pools: readonly Pool[];
}

/** A measure, read. */
export type ReadMeasure =
  | ReadCreditMeasure
  | NamedMeasure<RatioMeasure>
  | NamedMeasure<GivenMeasure>
  | NamedMeasure<TenureMeasure>;

type NamedMeasure<Given extends Measure> = Given & { readonly name: string };

/** A measure of credits, read. */
export interface ReadCreditMeasure {
  readonly kind: 'credits';
  readonly name: string;
  readonly given: CreditMeasure;
  readonly of: string;
  readonly tests: readonly EventTest[];
  readonly roles: ReadonlySet<string> | null;
  readonly team: TeamRule | null;
}

/** What all components have, read. */
interface AnyReadComponent {
  readonly id: string;
  readonly position: number;
  readonly span: Span;
  readonly factors: readonly ReadFactor[];
  readonly limits: readonly ReadLimit[];
  readonly release: readonly Instalment[];
  /** Names of the measures that move the pay without a credit of the component's own. */
  readonly movers: ReadonlySet<string>;
}

/** Pay by a curve, read. */
export interface ReadCurveComponent extends AnyReadComponent {
  readonly kind: 'curve';
  readonly given: CurveComponent;
  readonly curve: ReadCurve;
  readonly targetPay: Rational | null;
  readonly decay: ReadTable | null;
}

/** Pay for a period, read. */
export interface ReadBonusComponent extends AnyReadComponent {
  readonly kind: 'bonus';
  readonly given: BonusComponent;
  readonly amount: Rational | null;
  readonly scores: readonly ReadScoreRule[];
}

/** One goal of a scorecard, read. */
export interface ReadScoreRule {
  readonly measure: string;
  readonly onAttainment: boolean;
  readonly weight: Rational;
  readonly points: readonly { readonly at: Rational; readonly score: Rational }[];
}

/** A contest, read. */
export interface ReadRankComponent extends AnyReadComponent {
  readonly kind: 'rank';
  readonly given: RankComponent;
  readonly prizes: readonly Rational[];
}

/** A share of what other components earned, read. */
export interface ReadOverrideComponent extends AnyReadComponent {
  readonly kind: 'override';
  readonly given: OverrideComponent;
  readonly of: ReadonlySet<string>;
  readonly rate: Rational;
  readonly grain: PlanGrain;
}

/** A component, read. */
export type ReadComponent = ReadCurveComponent | ReadBonusComponent | ReadRankComponent | ReadOverrideComponent;

/** A factor, read. */
export interface ReadFactor {
  readonly name: string | null;
  readonly when: readonly ReadMeasureCondition[];
  readonly multiply: Rational | ReadTable;
  readonly otherwise: Rational;
  readonly adds: boolean;
}

/** A condition on a measure, read. */
export interface ReadMeasureCondition {
  readonly measure: string;
  readonly onAttainment: boolean;
  readonly comparison: 'above' | 'atLeast' | 'atMost' | 'below';
  readonly limit: Rational;
}

/** A limit, read. */
export interface ReadLimit {
  /** Names the limit among those of its list, in every version of a plan: the first, second … one for its time. */
  readonly id: string;
  readonly per: Limit['per'];
  readonly minimum: Rational | null;
  readonly maximum: Rational | null;
  readonly overflow: 'lose' | 'carry' | 'review';
}

const where = 'commission plan';
const everything: Span = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
const atOnce: readonly Instalment[] = [{ share: 1, on: 'event' }];

/** Reads the numbers and dates of a plan that was checked. */
export function readPlan(given: CheckedCommissionPlan): ReadPlan {
  const release = given.release ?? atOnce;
  const grain = given.period ?? 'month';
  return {
    given,
    id: given.id,
    span: spanOf(given),
    currency: given.currency,
    digits: minorUnitDigits(given.currency),
    rounding: given.rounding ?? 'half-up',
    calendar: given.calendar ?? gregorianCalendar,
    grain,
    measures: new Map(Object.entries(given.measures).map(([name, measure]) => [name, readMeasure(name, measure)])),
    components: given.components.map((component, position) =>
      readComponent(component, { position, grain, release, measures: given.measures }),
    ),
    limits: readLimits(given.limits),
    pools: given.pools ?? [],
  };
}

function spanOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): Span {
  return {
    start: from === undefined ? everything.start : parseDay(from),
    end: to === undefined ? everything.end : parseDay(to),
  };
}

function readMeasure(name: string, given: Measure): ReadMeasure {
  if (given.kind !== 'credits') return { ...given, name };
  return {
    kind: 'credits',
    name,
    given,
    of: given.of ?? 'amount',
    tests: (given.where ?? []).map(readCondition),
    roles: given.roles === undefined ? null : new Set(given.roles),
    team: given.team ?? null,
  };
}

interface ComponentFrame {
  readonly position: number;
  readonly grain: PlanGrain;
  readonly release: readonly Instalment[];
  readonly measures: Readonly<Record<string, Measure>>;
}

function readComponent(given: Component, { position, grain, release, measures }: ComponentFrame): ReadComponent {
  const factors = (given.factors ?? []).map(readFactor);
  const shared = {
    id: given.id,
    position,
    span: spanOf(given),
    factors,
    limits: readLimits(given.limits),
    release: given.release ?? release,
    movers: counted(moversOf(factors), measures),
  };
  switch (given.kind) {
    case 'curve': {
      const curve = readCurve(given.curve);
      return {
        ...shared,
        kind: 'curve',
        given,
        curve,
        movers: moversOfCurve(factors, curve, measures),
        targetPay: optional(given.targetPay),
        decay: decayOf(given),
      };
    }
    case 'bonus':
      return { ...shared, kind: 'bonus', given, amount: optional(given.amount), scores: scoresOf(given) };
    case 'rank':
      return { ...shared, kind: 'rank', given, prizes: given.prizes.map((prize) => toRational(prize, where)) };
    case 'override':
      return {
        ...shared,
        kind: 'override',
        given,
        of: new Set(given.of),
        rate: toRational(given.rate, where),
        grain: given.per ?? grain,
      };
  }
}

function scoresOf({ scores = [] }: BonusComponent): ReadScoreRule[] {
  return scores.map(({ measure, on, weight, points = [] }) => ({
    measure,
    onAttainment: on === 'attainment',
    weight: toRational(weight, where),
    points: points.map(({ at, score }) => ({ at: toRational(at, where), score: toRational(score, where) })),
  }));
}

/** The decay of a clawback as a table; the whole of it below its first row, since a decay says when less is taken back. */
function decayOf({ reversal }: CurveComponent): ReadTable | null {
  const rows = reversal?.decay;
  if (rows === undefined) return null;
  const whole = { from: 0, rate: 1 };
  const table = readTable({ by: 'age', tiers: rows });
  if (table.bounds[0]?.numerator === 0n) return table;
  return readTable({ by: 'age', tiers: [whole, ...rows] });
}

function readFactor(factor: Factor): ReadFactor {
  const { multiply } = factor;
  return {
    name: factor.name ?? null,
    when: (factor.when ?? []).map(readMeasureCondition),
    multiply: typeof multiply === 'object' && 'tiers' in multiply ? readTable(multiply) : (optional(multiply) ?? one),
    otherwise: optional(factor.otherwise) ?? one,
    adds: factor.adds === true,
  };
}

function readMeasureCondition(condition: MeasureCondition): ReadMeasureCondition {
  const { measure, on, above, atLeast, atMost, below } = condition;
  const onAttainment = on === 'attainment';
  const comparisons = { above, atLeast, atMost, below };
  const comparison = (Object.keys(comparisons) as (keyof typeof comparisons)[]).find(
    (name) => comparisons[name] !== undefined,
  ) as keyof typeof comparisons;
  return { measure, onAttainment, comparison, limit: optional(comparisons[comparison]) as Rational };
}

function moversOf(factors: readonly ReadFactor[]): string[] {
  return factors.flatMap(({ when, multiply }) => [
    ...when.map(({ measure }) => measure),
    ...('by' in multiply ? [multiply.by] : []),
  ]);
}

/** The measures that are counted themselves behind names of measures: a ratio moves with its two parts. */
function counted(names: readonly string[], measures: Readonly<Record<string, Measure>>): Set<string> {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const measure = measures[name];
    if (measure?.kind === 'ratio') open.push(measure.of, measure.per);
    else found.add(name);
  }
  return found;
}

/** Puts a curve of an assignment in the place of a component's own. */
export function withCurve(component: ReadCurveComponent, curve: ReadCurve, { given }: ReadPlan): ReadCurveComponent {
  return { ...component, curve, movers: moversOfCurve(component.factors, curve, given.measures) };
}

function moversOfCurve(
  factors: readonly ReadFactor[],
  { tables }: ReadCurve,
  measures: Readonly<Record<string, Measure>>,
): Set<string> {
  return counted([...moversOf(factors), ...tables.map(({ by }) => by)], measures);
}

function readLimits(limits: readonly Limit[] | undefined = []): readonly ReadLimit[] {
  const counts = new Map<Limit['per'], number>();
  return limits.map(({ per, minimum, maximum, overflow }) => {
    const count = counts.get(per) ?? 0;
    counts.set(per, count + 1);
    return {
      id: `${per} ${count}`,
      per,
      minimum: optional(minimum),
      maximum: optional(maximum),
      overflow: overflow ?? 'lose',
    };
  });
}

function optional(input: DecimalInput | undefined): Rational | null {
  return input === undefined ? null : toRational(input, where);
}
