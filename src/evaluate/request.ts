import { SalesMetricsError, showValue } from '../errors.ts';
import { checkFormula } from '../expression/check.ts';
import { type Calculable, isDefined } from '../expression/kpi.ts';
import type { Parameter, ParameterReference, TextParameterReference } from '../expression/parameter.ts';
import { parametersOf } from '../expression/walk.ts';
import { isWholeNumberOf, type WholeNumberUse, wholeNumbersOf } from '../expression/wholeNumber.ts';
import { type DimensionName, dimensionNames } from '../model/dimension.ts';
import { didYouMean } from '../model/suggestion.ts';
import { type DecimalInput, toDecimal, toRational } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { type Day, dayExpectation, parseDay } from '../time/day.ts';
import { checkPeriod, type Period } from '../time/period.ts';

/** The groups to which a calculation is narrowed: one value, several, or null for records without one. */
export type Where = { readonly [Name in DimensionName]?: string | null | readonly (string | null)[] };

/** What every calculation may be told. */
export interface CalculationOptions {
  /** Counts the records of these groups only, for example `{ team: 'emea' }`. */
  readonly where?: Where;
  /** Last known day, `YYYY-MM-DD`: nothing dated later counts, and stocks stand as they stood then. */
  readonly asOf?: string;
  /** Values of the formulas' parameters, by name. */
  readonly parameters?: Readonly<Record<string, DecimalInput>>;
}

/** A calculation that has been checked. */
export interface Request {
  readonly kpis: readonly Calculable[];
  readonly periods: readonly Period[];
  readonly by: readonly DimensionName[];
  readonly where: ReadonlyMap<DimensionName, ReadonlySet<string | null>>;
  readonly asOf: Day | null;
  readonly parameters: ReadonlyMap<string, Rational | string>;
}

const commonOptions = ['where', 'asOf', 'parameters'];

/** Refuses options that are no object, and names that are none: a misspelt `asOf` would silently give another figure. */
export function checkOptions(
  verb: string,
  options: unknown,
  own: readonly string[],
  common: readonly string[] = commonOptions,
): void {
  if (!isRecord(options)) throw invalid(`${verb}: options must be an object, got ${showValue(options)}`);
  const known = [...own, ...common];
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw invalid(`${verb}: unknown option ${showValue(name)}${didYouMean(name, known)}`);
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): SalesMetricsError {
  return new SalesMetricsError('invalid-argument', message);
}

/** Checks the arguments of a calculation; `verb` opens every message. */
export function readRequest(
  verb: string,
  kpis: readonly Calculable[],
  periods: readonly Period[],
  by: readonly DimensionName[],
  options: CalculationOptions,
): Request {
  for (const kpi of kpis) checkCalculable(verb, kpi);
  return {
    kpis,
    periods: periods.map((period) => checkPeriod(period, verb)),
    by: by.map((name) => checkDimension(verb, name)),
    where: readWhere(verb, options.where),
    asOf: readAsOf(verb, options.asOf),
    parameters: readParameters(verb, kpis, options.parameters),
  };
}

/** A KPI that defineKpi made is known to be right; another, such as one that was stored as JSON, is checked anew. */
export function checkCalculable(verb: string, kpi: unknown): void {
  const isCalculable = isRecord(kpi) && 'key' in kpi && 'formula' in kpi && typeof kpi.key === 'string';
  if (!isCalculable) throw invalid(`${verb}: expected a KPI or one of its variants, got ${showValue(kpi)}`);
  if (!isDefined(kpi.formula)) checkFormula(kpi.formula, `${verb}: ${showValue(kpi.key)}`);
}

function checkDimension(verb: string, name: string): DimensionName {
  const known = dimensionNames.find((candidate) => candidate === name);
  if (known !== undefined) return known;
  if (typeof name === 'string' && isAttribute(name)) return name;
  const hint = typeof name === 'string' ? didYouMean(name, dimensionNames) : '';
  throw new SalesMetricsError(
    'unknown-dimension',
    `${verb}: expected a dimension such as "owner" or "team", got ${showValue(name)}${hint}`,
  );
}

function isAttribute(name: string): name is `attributes.${string}` {
  return name.startsWith('attributes.') && name.length > 'attributes.'.length;
}

function readWhere(verb: string, where: unknown = {}): Request['where'] {
  const filters = new Map<DimensionName, ReadonlySet<string | null>>();
  if (!isRecord(where))
    throw invalid(`${verb}: where must be an object such as { team: "emea" }, got ${showValue(where)}`);
  for (const [name, wanted] of Object.entries(where) as [string, unknown][]) {
    if (wanted === undefined) continue;
    const dimension = checkDimension(verb, name);
    const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    filters.set(
      dimension,
      new Set(
        values.map((value) => {
          if (typeof value === 'string' || value === null) return value;
          throw invalid(`${verb}: where.${name} must be a text, null or a list of them, got ${showValue(value)}`);
        }),
      ),
    );
  }
  return filters;
}

function readAsOf(verb: string, asOf: string | undefined): Day | null {
  if (asOf === undefined) return null;
  const day = typeof asOf === 'string' ? parseDay(asOf) : Number.NaN;
  if (Number.isNaN(day))
    throw new SalesMetricsError('invalid-date', `${verb}: asOf must be ${dayExpectation}, got ${showValue(asOf)}`);
  return day;
}

function readParameters(
  verb: string,
  kpis: readonly Calculable[],
  given: Readonly<Record<string, DecimalInput>> = {},
): ReadonlyMap<string, Rational | string> {
  if (!isRecord(given)) throw invalid(`${verb}: parameters must be an object, got ${showValue(given)}`);
  const declared = new Map<string, Parameter>();
  for (const kpi of kpis) {
    for (const reference of parametersOf(kpi.formula)) {
      const other = declared.get(reference.name);
      if (other !== undefined && meaningOf(other) !== meaningOf(reference) && Object.hasOwn(given, reference.name)) {
        throw invalid(
          `${verb}: parameter ${showValue(reference.name)} means different things in the KPIs asked for (by default ${meaningOf(other)} and ${meaningOf(reference)}); calculate them apart`,
        );
      }
      declared.set(reference.name, reference);
    }
  }
  const values = new Map<string, Rational | string>();
  for (const [name, value] of Object.entries(given)) {
    const reference = declared.get(name);
    if (reference === undefined) {
      const known = declared.size === 0 ? '; these KPIs have no parameters' : didYouMean(name, declared.keys());
      throw invalid(`${verb}: unknown parameter ${showValue(name)}${known}`);
    }
    const where = `${verb}: parameters.${name}`;
    values.set(name, reference.kind === 'parameter' ? toRational(value, where) : readText(value, where));
  }
  return values;
}

function meaningOf(parameter: Parameter): string {
  if (parameter.kind === 'parameter') return `${parameter.default} ${parameter.unit}`;
  return parameter.default === null ? 'any text' : `the text ${showValue(parameter.default)}`;
}

function readText(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(`${where}: expected a text that is not empty, got ${showValue(value)}`);
}

const wholeNumberNouns = {
  power: 'exponent of a power',
  root: 'degree of a root',
  count: 'number of periods',
} as const;

/** The exponent of a power, the degree of a root, or a count of periods, as a number. */
export function readWholeNumber(verb: string, use: WholeNumberUse, value: Rational, key: string): number {
  if (isWholeNumberOf(use, value)) return Number(value.numerator);
  throw invalid(
    `${verb}: the ${wholeNumberNouns[use]} in ${key} must be ${wholeNumbersOf(use)}, got ${toDecimal(value).toString()}`,
  );
}

/** The value of a parameter in a request: given, or its default. */
export function parameterValue(request: Pick<Request, 'parameters'>, reference: ParameterReference): Rational {
  const given = request.parameters.get(reference.name);
  return given === undefined || typeof given === 'string' ? toRational(reference.default, reference.name) : given;
}

/** The text of a parameter in a request: given, or its default; null for any. */
export function textValue(request: Pick<Request, 'parameters'>, reference: TextParameterReference): string | null {
  const given = request.parameters.get(reference.name);
  return typeof given === 'string' ? given : reference.default;
}
