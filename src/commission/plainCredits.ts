import { multiply, one, type Rational } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { EventTable, KnownEvents } from './eventTable.ts';
import type { ReadEvent } from './inputData.ts';
import type { ReadCreditMeasure } from './readPlan.ts';

/** What credits a payee while assigned and what takes one of these back whole, by date. */
export interface OwnEvents extends KnownEvents {
  /** Where something is taken back, events of one day are in the order in which they count. */
  readonly hasReversals: boolean;
}

/** What events credit to a measure, in whole units: a step for each event, or for each day where nothing is taken back. */
export interface PlainCredits {
  /** Where in the list of events that stands which is the first of the step. */
  readonly places: Int32Array;
  readonly days: Int32Array;
  readonly values: Float64Array;
  /** For what takes back, the step that is taken back; -1 for a credit. */
  readonly originals: Int32Array;
  readonly hasReversals: boolean;
  /** Values count units of 1 / `unit`. */
  readonly unit: number;
  /** No sum of any of them is further from 0. */
  readonly largest: number;
}

/** Values with more decimals are left to fractions. */
const mostUnits = 1e9;

/**
 * What events credit to a measure, in whole units of the finest decimal that occurs.
 *
 * @returns null for credit in two roles, a missing value, or numbers that do not fit
 */
export function plainCredits(measure: ReadCreditMeasure, payee: string, events: OwnEvents): PlainCredits | null {
  const { table, positions, hasReversals } = events;
  const { days } = table;
  const steps = new Steps(mostSteps(events));
  const value = new Value(measure, payee, table);
  const stepOf = new Map<string, number>();
  for (let place = 0; place < positions.length; place++) {
    const position = positions[place] as number;
    const day = days[position] as Day;
    const reverses = hasReversals ? (table.keptAt(position)?.reverses ?? null) : null;
    if (reverses !== null) {
      const original = stepOf.get(reverses);
      if (original !== undefined) steps.takeBack(original, place, day);
      continue;
    }
    const read = value.read(position);
    if (read === 'none') continue;
    if (read === 'not plain' || !steps.fits(value.denominator)) return null;
    if (hasReversals) stepOf.set(table.ids[position] as string, steps.length);
    // What is taken back is told apart by its event, what is not by its day alone.
    steps.credit(value, place, day, !hasReversals);
  }
  return steps.finish(hasReversals);
}

function mostSteps({ table, positions, hasReversals }: OwnEvents): number {
  const { length } = positions;
  if (hasReversals || length === 0) return length;
  const [first, last] = [positions[0], positions[length - 1]].map((position) => table.days[position as number] as Day);
  return Math.min(length, (last as Day) - (first as Day) + 1);
}

/** Collects steps, in whole units of the finest decimal that has occurred. */
class Steps {
  readonly #places: Int32Array;
  readonly #days: Int32Array;
  readonly #values: Float64Array;
  readonly #originals: Int32Array;
  #unit = 1;
  /** The denominator that was looked at last: mostly it is that of the next value, and remainders are slow. */
  #latest = 1;
  #largest = 0;
  length = 0;

  constructor(capacity: number) {
    this.#places = new Int32Array(capacity);
    this.#days = new Int32Array(capacity);
    this.#values = new Float64Array(capacity);
    this.#originals = new Int32Array(capacity);
  }

  /** Makes the unit fine enough for a value. */
  fits(denominator: number): boolean {
    if (denominator === this.#latest) return true;
    this.#latest = denominator;
    while (this.#unit % denominator !== 0) {
      if (this.#unit >= mostUnits) return false;
      this.#unit *= 10;
      this.#largest *= 10;
      for (let step = 0; step < this.length; step++) this.#values[step] = (this.#values[step] as number) * 10;
    }
    return true;
  }

  credit({ numerator, denominator }: Value, place: number, day: Day, isMerged: boolean): void {
    const units = numerator * (this.#unit / denominator);
    const last = this.length - 1;
    if (isMerged && last >= 0 && this.#days[last] === day) {
      this.#values[last] = (this.#values[last] as number) + units;
      this.#largest += Math.abs(units);
    } else this.#add(units, -1, place, day);
  }

  takeBack(original: number, place: number, day: Day): void {
    this.#add(-(this.#values[original] as number), original, place, day);
  }

  finish(hasReversals: boolean): PlainCredits | null {
    const { length } = this;
    if (this.#largest > Number.MAX_SAFE_INTEGER) return null;
    return {
      places: this.#places.subarray(0, length),
      days: this.#days.subarray(0, length),
      values: this.#values.subarray(0, length),
      originals: this.#originals.subarray(0, length),
      hasReversals,
      unit: this.#unit,
      largest: this.#largest,
    };
  }

  #add(units: number, original: number, place: number, day: Day): void {
    const step = this.length;
    this.#values[step] = units;
    this.#originals[step] = original;
    this.#places[step] = place;
    this.#days[step] = day;
    this.#largest += Math.abs(units);
    this.length = step + 1;
  }
}

/** Reads what an event credits to a measure. */
class Value {
  readonly #measure: ReadCreditMeasure;
  readonly #payee: string;
  readonly #table: EventTable;
  /** Whether a usual event needs to be looked at as a whole. */
  readonly #isTested: boolean;
  numerator = 0;
  denominator = 1;

  constructor(measure: ReadCreditMeasure, payee: string, table: EventTable) {
    this.#measure = measure;
    this.#payee = payee;
    this.#table = table;
    this.#isTested = measure.tests.length > 0;
  }

  /** Leaves the value in `numerator` and `denominator`. */
  read(position: number): 'read' | 'none' | 'not plain' {
    const { of, roles } = this.#measure;
    const table = this.#table;
    const trait = table.traitAt(position);
    if (this.#isTested || of !== 'amount' || trait === null) return this.#readEvent(table.at(position));
    if (roles !== null && !roles.has('owner')) return 'none';
    if (trait.scale === null) return 'not plain';
    this.numerator = table.unitsAt(position);
    this.denominator = powersOfTen[trait.scale] ?? Number.POSITIVE_INFINITY;
    return 'read';
  }

  #readEvent(event: ReadEvent): 'read' | 'none' | 'not plain' {
    const measure = this.#measure;
    if (!measure.tests.every((test) => test(event))) return 'none';
    const share = plainShare(measure, this.#payee, event);
    if (share === 'none') return 'none';
    if (share === 'several') return 'not plain';
    const value = plainValue(event, measure.of);
    if (value === null) return 'not plain';
    const { numerator, denominator } = multiply(share, value);
    this.numerator = Number(numerator);
    this.denominator = Number(denominator);
    return 'read';
  }
}

const powersOfTen: readonly number[] = Array.from({ length: 10 }, (_, exponent) => 10 ** exponent);

/** The share of an event that counts for a payee who is credited once. */
function plainShare(
  { roles }: ReadCreditMeasure,
  payee: string,
  { credits }: ReadEvent,
): Rational | 'none' | 'several' {
  let found: Rational | 'none' = 'none';
  for (const credit of credits) {
    if (credit.payee !== payee || (roles !== null && !roles.has(credit.role))) continue;
    if (found !== 'none') return 'several';
    found = credit.share;
  }
  return found;
}

function plainValue({ amount, quantity, values }: ReadEvent, of: string): Rational | null {
  if (of === 'count') return one;
  return of === 'amount' ? amount : of === 'quantity' ? quantity : (values.get(of) ?? null);
}
