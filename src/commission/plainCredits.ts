import { multiply, one, type Rational } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { ReadEvent } from './inputData.ts';
import type { ReadCreditMeasure } from './readPlan.ts';

/** What events credit to a measure, in whole units. */
export interface PlainCredits {
  readonly places: readonly number[];
  readonly days: readonly Day[];
  readonly values: Float64Array;
  /** For what takes back, where in the lists that stands which is taken back; -1 for a credit. */
  readonly originals: readonly number[];
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
 * @param events - credits of the payee and what takes one of them back whole, in the order in which they count
 * @returns null for credit in two roles, a missing value, or numbers that do not fit
 */
export function plainCredits(
  measure: ReadCreditMeasure,
  payee: string,
  events: readonly ReadEvent[],
): PlainCredits | null {
  const places: number[] = [];
  const days: Day[] = [];
  const numerators: number[] = [];
  const denominators: number[] = [];
  const originals: number[] = [];
  const hasReversals = events.some(({ reverses }) => reverses !== null);
  const byId = new Map<string, number>();
  let unit = 1;
  for (const [place, event] of events.entries()) {
    const original = event.reverses === null ? -1 : byId.get(event.reverses);
    if (original === undefined) continue;
    if (original < 0) {
      if (measure.tests.length > 0 && !measure.tests.every((test) => test(event))) continue;
      const share = plainShare(measure, payee, event);
      if (share === 'none') continue;
      if (share === 'several') return null;
      const value = plainValue(event, measure.of);
      if (value === null) return null;
      const credited = multiply(share, value);
      const denominator = Number(credited.denominator);
      while (unit % denominator !== 0) {
        unit *= 10;
        if (unit > mostUnits) return null;
      }
      if (hasReversals) byId.set(event.id, places.length);
      numerators.push(Number(credited.numerator));
      denominators.push(denominator);
    } else {
      numerators.push(-(numerators[original] as number));
      denominators.push(denominators[original] as number);
    }
    originals.push(original);
    places.push(place);
    days.push(event.on);
  }
  let largest = 0;
  const values = new Float64Array(numerators.length);
  for (let index = 0; index < values.length; index++) {
    const value = (numerators[index] as number) * (unit / (denominators[index] as number));
    largest += Math.abs(value);
    values[index] = value;
  }
  return largest <= Number.MAX_SAFE_INTEGER ? { places, days, values, originals, hasReversals, unit, largest } : null;
}

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
