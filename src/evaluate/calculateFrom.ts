import { SalesMetricsError, showValue } from '../errors.ts';
import { canonical } from '../expression/canonical.ts';
import type { Formula, PeriodChange } from '../expression/expression.ts';
import type { Calculable } from '../expression/kpi.ts';
import { isNamed, type NamedPart, operandsOf, partsOf } from '../expression/walk.ts';
import { didYouMean } from '../model/suggestion.ts';
import { type DecimalInput, toRational } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { type Measurement, measurement, nothingSkipped, parametersUsed } from './measurement.ts';
import { combine, type Outcome, raise, roundedOutcome } from './outcome.ts';
import { checkOptions, parameterValue, type Request, readRequest, readWholeNumber } from './request.ts';

/**
 * Calculates a figure from given parts instead of records, by the same definition.
 *
 * @param kpi - a KPI, a variant, or your own
 * @param given - value of each part by its name, in the part's unit; a part that is itself a KPI may be given whole or by its own parts
 * @param options - parameters of the formula
 * @returns the exact value, or null with the reason
 * @throws SalesMetricsError `invalid-argument` for a part that is missing, unknown or ambiguous, `invalid-number` for one that is not a decimal
 *
 * @example
 * ```ts
 * import { calculateFrom, winRate } from 'sales-metrics';
 * calculateFrom(winRate, { won: 45, decided: 180 }).value; // => 0.25
 * calculateFrom(winRate, { won: 0, decided: 0 }).reason; // => 'no-denominator'
 * ```
 */
export function calculateFrom<Key extends string, Parts extends string, Given extends string>(
  kpi: Calculable<Key, Parts, Given>,
  given: Readonly<Partial<Record<NoInfer<Given>, DecimalInput>>>,
  options: { readonly parameters?: Readonly<Record<string, DecimalInput>> } = {},
): Measurement<Key, Parts> {
  checkOptions('calculateFrom', options, ['parameters'], []);
  const request = readRequest('calculateFrom', [kpi], [], [], options);
  const reading = new GivenParts(kpi, given, request);
  const outcome = reading.outcome(kpi.formula, []);
  reading.refuseMissingAndIdle();
  const parts = new Map<string, Outcome>();
  for (const { name, part, changes, depth } of namesIn(kpi.formula, [])) {
    if (depth === 0 && !parts.has(name)) parts.set(name, reading.outcome(part, changes));
  }
  return measurement(kpi, outcome, [...parts], {
    period: null,
    asOf: null,
    parameters: parametersUsed(kpi, request),
    skipped: nothingSkipped,
  });
}

/** A value that was given, and what it is the value of: inside another part the same name may stand for something else. */
interface GivenValue {
  readonly value: Rational;
  readonly definition: string;
}

/** Reads a formula from given values. */
class GivenParts {
  readonly #key: string;
  readonly #given: ReadonlyMap<string, GivenValue>;
  readonly #request: Request;
  readonly #missing = new Set<string>();
  readonly #used = new Set<string>();

  constructor(kpi: Calculable, given: unknown, request: Request) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw new SalesMetricsError(
        'invalid-argument',
        `calculateFrom: expected an object of parts, got ${showValue(given)}`,
      );
    }
    this.#key = kpi.key;
    this.#request = request;
    const names = outermostDefinitions(kpi.formula);
    const values = new Map<string, GivenValue>();
    for (const [name, value] of Object.entries(given) as [string, DecimalInput | undefined][]) {
      if (value === undefined) continue;
      const [definition, another] = names.get(name) ?? [];
      if (definition === undefined) {
        throw new SalesMetricsError(
          'invalid-argument',
          `calculateFrom: ${kpi.key} has no part ${showValue(name)}${didYouMean(name, names.keys())}`,
        );
      }
      if (another !== undefined) {
        throw new SalesMetricsError(
          'invalid-argument',
          `calculateFrom: ${showValue(name)} stands for several parts of ${kpi.key}; give the parts around it: ${listOf(partsOf(kpi.formula).map((part) => part.name))}`,
        );
      }
      values.set(name, { value: toRational(value, `calculateFrom: ${name}`), definition });
    }
    this.#given = values;
  }

  outcome(formula: Formula, changes: Changes): Outcome {
    if (isNamed(formula)) return this.#givenValue(formula, changes) ?? this.#ofNamed(formula, changes);
    switch (formula.kind) {
      case 'constant':
        return toRational(formula.value, this.#key);
      case 'parameter':
        return parameterValue(this.#request, formula);
      case 'in-period':
        return this.outcome(formula.formula, [...changes, formula.change]);
      case 'overall':
        return this.outcome(formula.formula, changes);
      case 'rounded':
        return roundedOutcome(formula, this.outcome(formula.formula, changes));
      case 'power':
      case 'root':
        return raise(formula.kind, this.outcome(formula.base, changes), this.#exponent(formula));
      default: {
        // Both sides are read before they are combined, so that everything missing is named at once.
        const left = this.outcome(formula.left, changes);
        const right = this.outcome(formula.right, changes);
        return combine(formula.kind, formula.kind === 'divide' ? formula.zero : 'no-denominator', left, () => right);
      }
    }
  }

  #exponent({ kind, exponent }: Extract<Formula, { kind: 'power' | 'root' }>): number {
    const value =
      typeof exponent === 'string' ? toRational(exponent, this.#key) : parameterValue(this.#request, exponent);
    return readWholeNumber('calculateFrom', kind, value, this.#key);
  }

  #givenValue(part: NamedPart, changes: Changes): Rational | undefined {
    const given = this.#given.get(part.name);
    if (given?.definition !== definitionOf(part, changes)) return undefined;
    this.#used.add(part.name);
    return given.value;
  }

  /** A named part of which nothing inside was given is missing as a whole; one that needs nothing is not. */
  #ofNamed(part: NamedPart, changes: Changes): Outcome {
    if (part.kind === 'named') {
      const inside = namesIn(part.formula, changes);
      const isGiven = inside.some(({ name }) => this.#given.has(name));
      if (inside.length === 0 || isGiven) return this.outcome(part.formula, changes);
    }
    this.#missing.add(part.name);
    return 'no-records';
  }

  /** Refuses parts that are missing, and parts inside another that is given whole: the two could contradict each other. */
  refuseMissingAndIdle(): void {
    const idle = [...this.#given.keys()].filter((name) => !this.#used.has(name));
    if (this.#missing.size === 0 && idle.length > 0) {
      throw new SalesMetricsError(
        'invalid-argument',
        `calculateFrom: ${this.#key} has no use for ${listOf(idle)}: the part around it is given whole`,
      );
    }
    if (this.#missing.size === 0) return;
    throw new SalesMetricsError(
      'invalid-argument',
      `calculateFrom: ${this.#key} needs ${listOf([...this.#missing])}, got ${listOf([...this.#given.keys()]) || 'nothing'}`,
    );
  }
}

function listOf(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

type Changes = readonly PeriodChange[];

interface NamedPlace {
  readonly name: string;
  readonly part: NamedPart;
  /** The changes of period in which it stands. */
  readonly changes: Changes;
  /** Number of named parts around it. */
  readonly depth: number;
}

/** Every named part of a formula in reading order. Entities' inner parts cannot be given. */
function namesIn(formula: Formula, changes: Changes, depth = 0): readonly NamedPlace[] {
  if (isNamed(formula)) {
    const place = { name: formula.name, part: formula, changes, depth };
    return formula.kind === 'named' ? [place, ...namesIn(formula.formula, changes, depth + 1)] : [place];
  }
  const inner = formula.kind === 'in-period' ? [...changes, formula.change] : changes;
  return operandsOf(formula).flatMap((operand) => namesIn(operand, inner, depth));
}

/** What a name stands for: a named figure is what it names, so that a KPI `bookings` and the sum `bookings` in it are one. */
function definitionOf(part: NamedPart, changes: Changes): string {
  return canonical([part.kind === 'named' ? part.formula : part, changes]);
}

/** For each name the different things that it stands for where it stands outermost; more than one cannot be given by it. */
function outermostDefinitions(formula: Formula): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, { readonly depth: number; readonly definitions: Set<string> }>();
  for (const { name, part, changes, depth } of namesIn(formula, [])) {
    const known = names.get(name);
    const definition = definitionOf(part, changes);
    if (known === undefined || depth < known.depth) names.set(name, { depth, definitions: new Set([definition]) });
    else if (depth === known.depth) known.definitions.add(definition);
  }
  return new Map([...names].map(([name, { definitions }]) => [name, [...definitions]]));
}
