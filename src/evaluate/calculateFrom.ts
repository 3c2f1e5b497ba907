import { SalesMetricsError, showValue } from '../errors.ts';
import { didYouMean } from '../model/suggestion.ts';
import { canonical } from '../expression/canonical.ts';
import type { Formula } from '../expression/expression.ts';
import type { Calculable } from '../expression/kpi.ts';
import { isAggregate, operandsOf, partsOf } from '../expression/walk.ts';
import { type DecimalInput, toRational } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { type Measurement, measurement } from './measurement.ts';
import { combine, type Outcome } from './outcome.ts';
import { checkOptions, parameterValue, readRequest, type Request } from './request.ts';

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
  const outcome = reading.outcome(kpi.formula);
  reading.refuseMissing();
  const parts = partsOf(kpi.formula).map((part) => [part.name, reading.outcome(part)] as const);
  return measurement(kpi, outcome, parts, { period: null, asOf: null, parameters: request.parameters, skipped: [] });
}

/** Reads a formula from given values. */
class GivenParts {
  readonly #key: string;
  readonly #given: ReadonlyMap<string, Rational>;
  readonly #request: Request;
  readonly #missing = new Set<string>();

  constructor(kpi: Calculable, given: unknown, request: Request) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw new SalesMetricsError('invalid-argument', `calculateFrom: expected an object of parts, got ${showValue(given)}`);
    }
    this.#key = kpi.key;
    this.#request = request;
    const names = namesOf(kpi.formula);
    const values = new Map<string, Rational>();
    for (const [name, value] of Object.entries(given) as [string, DecimalInput | undefined][]) {
      if (value === undefined) continue;
      const definitions = names.get(name);
      if (definitions === undefined) {
        throw new SalesMetricsError('invalid-argument', `calculateFrom: ${kpi.key} has no part ${showValue(name)}${didYouMean(name, names.keys())}`);
      }
      if (definitions.size > 1) {
        throw new SalesMetricsError(
          'invalid-argument',
          `calculateFrom: ${showValue(name)} stands for several parts of ${kpi.key}; give the parts around it: ${listOf(partsOf(kpi.formula).map((part) => part.name))}`,
        );
      }
      values.set(name, toRational(value, `calculateFrom: ${name}`));
    }
    this.#given = values;
  }

  outcome(formula: Formula): Outcome {
    const given = 'name' in formula && formula.kind !== 'parameter' ? this.#given.get(formula.name) : undefined;
    if (given !== undefined) return given;
    switch (formula.kind) {
      case 'constant':
        return toRational(formula.value, this.#key);
      case 'parameter':
        return parameterValue(this.#request, formula);
      case 'named':
        return this.#inner(formula.name, formula.formula);
      case 'in-period':
        return this.outcome(formula.formula);
      case 'plus':
      case 'minus':
      case 'times':
      case 'lesser':
      case 'greater':
      case 'divide': {
        const right = this.outcome(formula.right);
        return combine(formula.kind, formula.kind === 'divide' ? formula.zero : 'no-denominator', this.outcome(formula.left), () => right);
      }
      default:
        this.#missing.add(formula.name);
        return 'no-records';
    }
  }

  /** A named part of which nothing inside was given is missing as a whole. */
  #inner(name: string, formula: Formula): Outcome {
    const someGiven = [...namesOf(formula).keys()].some((inner) => this.#given.has(inner));
    if (someGiven) return this.outcome(formula);
    this.#missing.add(name);
    return 'no-records';
  }

  refuseMissing(): void {
    if (this.#missing.size === 0) return;
    throw new SalesMetricsError('invalid-argument', `calculateFrom: ${this.#key} needs ${listOf([...this.#missing])}, got ${listOf([...this.#given.keys()]) || 'nothing'}`);
  }
}

function listOf(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

/** Every name in a formula, with the different definitions it stands for. Entities' inner parts cannot be given. */
function namesOf(formula: Formula): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const visit = (part: Formula, changes: readonly unknown[], around: readonly string[]): void => {
    const name = 'name' in part && part.kind !== 'parameter' ? part.name : null;
    // Inside a part the same name is not offered again: a KPI `bookings` may well be the sum `bookings`.
    if (name !== null && !around.includes(name)) {
      const definitions = names.get(name) ?? new Set();
      names.set(name, definitions.add(canonical([part.kind === 'named' ? part.formula : part, changes])));
    }
    if (isAggregate(part) || part.kind === 'per-entity') return;
    for (const operand of operandsOf(part)) {
      visit(operand, part.kind === 'in-period' ? [...changes, part.change] : changes, name === null ? around : [...around, name]);
    }
  };
  visit(formula, [], []);
  return names;
}

