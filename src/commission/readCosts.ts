import { showValue } from '../errors.ts';
import { isCurrencyCode } from '../model/field.ts';
import { cell, isPlainRecord } from '../model/plainRecord.ts';
import { decimalExpectation, rationalOf, readDecimal } from '../number/decimal.ts';
import { minorUnitDigits } from '../number/money.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { type RoundingMode, roundingModes } from '../number/rounding.ts';
import { type Day, dayExpectation, parseDay } from '../time/day.ts';
import type { AmortisationOptions, CommissionCost } from './amortisationData.ts';
import { Problems } from './problems.ts';

/** A contract: a cost, and what takes it back. */
export interface Contract {
  readonly on: Day;
  /** Life in months. */
  readonly months: number;
  /** Null where it ends in time. */
  readonly endedOn: Day | null;
  /** The cost and its reversals, in minor units. */
  readonly amounts: readonly { readonly on: Day; readonly units: bigint }[];
}

/** The arguments of `amortise`, read. */
export interface ReadCosts {
  readonly contracts: readonly Contract[];
  readonly isExpedient: boolean;
  readonly isByDay: boolean;
  readonly digits: number;
  readonly rounding: RoundingMode;
}

interface ReadCost {
  readonly on: Day;
  readonly units: bigint;
  readonly months: number;
  readonly endedOn: Day | null;
  readonly reverses: string | null;
  readonly path: string;
}

const longestLife = 1200;
const yesOrNo: readonly [boolean, boolean] = [false, true];
const monthsExpectation = `a whole number from 1 to ${longestLife}`;

/** Reads costs and options, and reports all problems at once. */
export function readCosts(costs: readonly CommissionCost[], options: AmortisationOptions): ReadCosts {
  const problems = new Problems();
  const given = options as unknown;
  const field = (name: keyof AmortisationOptions): unknown => (isPlainRecord(given) ? cell(given, name) : undefined);
  if (!isPlainRecord(given)) problems.refuse('options', 'an object', given);
  const currency = field('currency');
  const isKnown = typeof currency === 'string' && isCurrencyCode(currency);
  if (!isKnown) problems.refuse('options.currency', 'an ISO 4217 code such as "USD"', currency);
  const digits = isKnown ? minorUnitDigits(currency) : 2;
  const months = life(problems, 'options.months', field('months'));
  const benefitMonths =
    field('benefitMonths') === undefined ? months : life(problems, 'options.benefitMonths', field('benefitMonths'));
  const settings = {
    isExpedient: choice(problems, 'options.expedient', field('expedient') ?? false, yesOrNo),
    isByDay: choice(problems, 'options.by', field('by') ?? 'month', ['month', 'day']) === 'day',
    rounding: choice(problems, 'options.rounding', field('rounding') ?? 'half-up', roundingModes),
  };
  const read = new Map<string, ReadCost>();
  if (!Array.isArray(costs)) problems.refuse('costs', 'an array', costs);
  else
    costs.forEach((cost: unknown, index) => {
      readCost(problems, `costs[${index}]`, cost, { digits, months, benefitMonths }, read);
    });
  for (const cost of read.values()) checkReversal(problems, cost, read);
  const error = problems.error('invalid-argument', 'amortise');
  if (error !== null) throw error;
  return { ...settings, digits, contracts: contractsOf(read) };
}

function readCost(
  problems: Problems,
  path: string,
  cost: unknown,
  terms: { readonly digits: number; readonly months: number; readonly benefitMonths: number },
  read: Map<string, ReadCost>,
): void {
  if (!isPlainRecord(cost)) {
    problems.refuse(path, 'an object', cost);
    return;
  }
  const id = cell(cost, 'id');
  if (typeof id !== 'string' || id === '') problems.refuse(`${path}.id`, 'a text that is not empty', id);
  else if (read.has(id)) problems.note(`${path}.id`, `must be the only one of its name, got ${showValue(id)} twice`);
  const on = readDay(problems, `${path}.on`, cell(cost, 'on'));
  const units = readUnits(problems, `${path}.amount`, cell(cost, 'amount'), terms.digits);
  const isRenewal = choice(problems, `${path}.renewal`, cell(cost, 'renewal') ?? false, yesOrNo);
  const ownMonths = cell(cost, 'months');
  const usual = isRenewal ? terms.months : terms.benefitMonths;
  const months = ownMonths === undefined ? usual : life(problems, `${path}.months`, ownMonths);
  const ended = cell(cost, 'endedOn');
  const endedOn = ended === undefined ? null : readDay(problems, `${path}.endedOn`, ended);
  if (endedOn !== null && endedOn < on) problems.note(`${path}.endedOn`, 'must not be before the day of the cost');
  const reverses = cell(cost, 'reverses') ?? null;
  if (reverses !== null && typeof reverses !== 'string')
    problems.refuse(`${path}.reverses`, 'the id of a cost', reverses);
  else if (typeof id === 'string' && !read.has(id)) read.set(id, { on, units, months, endedOn, reverses, path });
}

function checkReversal(problems: Problems, cost: ReadCost, read: ReadonlyMap<string, ReadCost>): void {
  const { reverses, path } = cost;
  if (reverses === null) return;
  const original = read.get(reverses);
  if (original === undefined) problems.refuse(`${path}.reverses`, 'the id of a cost', reverses);
  else if (original.reverses !== null)
    problems.note(`${path}.reverses`, `must not be a reversal itself, got ${showValue(reverses)}`);
  else if (cost.on < original.on)
    problems.note(`${path}.on`, 'must not be before the day of the cost that it reverses');
}

function contractsOf(read: ReadonlyMap<string, ReadCost>): readonly Contract[] {
  const reversals = new Map<string, ReadCost[]>();
  for (const cost of read.values()) {
    if (cost.reverses === null) continue;
    const known = reversals.get(cost.reverses);
    if (known === undefined) reversals.set(cost.reverses, [cost]);
    else known.push(cost);
  }
  return [...read].flatMap(([id, cost]) =>
    cost.reverses === null ? [{ ...cost, amounts: [cost, ...(reversals.get(id) ?? [])] }] : [],
  );
}

function readDay(problems: Problems, path: string, value: unknown): Day {
  const day = typeof value === 'string' ? parseDay(value) : Number.NaN;
  if (Number.isNaN(day)) problems.refuse(path, dayExpectation, value);
  return day;
}

function readUnits(problems: Problems, path: string, value: unknown, digits: number): bigint {
  const scaled = readDecimal(value);
  if (scaled === null) {
    problems.refuse(path, decimalExpectation, value);
    return 0n;
  }
  const { numerator, denominator } = rationalOf(scaled);
  const smallest = powerOfTen(digits);
  if (smallest % denominator !== 0n) problems.refuse(path, `an amount of at most ${digits} decimals`, value);
  return numerator * (smallest / denominator);
}

function life(problems: Problems, path: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= longestLife) return value;
  problems.refuse(path, monthsExpectation, value);
  return 1;
}

function choice<Choice>(
  problems: Problems,
  path: string,
  value: unknown,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const found = choices.find((each) => each === value);
  if (found !== undefined) return found;
  problems.refuse(path, `one of ${choices.join(', ')}`, value);
  return choices[0];
}
