/** What a figure is measured in. Ratios are fractions of one; percent belongs to display. */
export type Unit =
  | 'count'
  | 'ratio'
  | 'score'
  | 'currency'
  | 'currency per day'
  | 'currency per month'
  | 'currency per rep'
  | 'count per rep'
  | 'count per day'
  | 'count per hour'
  | 'days'
  | 'hours'
  | 'months';

type Base = 'currency' | 'day' | 'hour' | 'month';

/** The exponents of the base units in a figure: currency per day is `{ currency: 1, day: -1 }`; a plain number is `{}`. */
export type Measure = Readonly<Partial<Record<Base, number>>>;

const measureByUnit: Readonly<Record<Unit, Measure>> = {
  count: {},
  ratio: {},
  score: {},
  'count per rep': {},
  currency: { currency: 1 },
  'currency per rep': { currency: 1 },
  'currency per day': { currency: 1, day: -1 },
  'currency per month': { currency: 1, month: -1 },
  'count per day': { day: -1 },
  'count per hour': { hour: -1 },
  days: { day: 1 },
  hours: { hour: 1 },
  months: { month: 1 },
};

/** All unit names, in the order of the documentation. */
export const units: readonly Unit[] = Object.keys(measureByUnit) as Unit[];

const bases: readonly Base[] = ['currency', 'day', 'hour', 'month'];

/** The exponents behind a unit name. */
export function measureOf(unit: Unit): Measure {
  return measureByUnit[unit];
}

/** Whether a value is one of the unit names. */
export function isUnit(value: unknown): value is Unit {
  return typeof value === 'string' && Object.hasOwn(measureByUnit, value);
}

/** The measure of a product; with `power` -1, of a quotient. */
export function combineMeasures(left: Measure, right: Measure, power: 1 | -1): Measure {
  const combined: Partial<Record<Base, number>> = {};
  for (const base of bases) {
    const exponent = (left[base] ?? 0) + power * (right[base] ?? 0);
    if (exponent !== 0) combined[base] = exponent;
  }
  return combined;
}

/** Whether two figures may be added and compared. */
export function sameMeasure(left: Measure, right: Measure): boolean {
  return bases.every((base) => (left[base] ?? 0) === (right[base] ?? 0));
}

/** A measure in words, for messages: `currency per day`, `a plain number`. */
export function measureText(measure: Measure): string {
  const above = bases.flatMap((base) => power(base === 'currency' ? base : `${base}s`, measure[base] ?? 0));
  const below = bases.flatMap((base) => power(base, -(measure[base] ?? 0)));
  if (above.length === 0 && below.length === 0) return 'a plain number';
  return [above.join(' times ') || 'one', ...(below.length > 0 ? [below.join(' and ')] : [])].join(' per ');
}

function power(noun: string, exponent: number): string[] {
  if (exponent <= 0) return [];
  return [exponent === 1 ? noun : `${noun} to the power of ${exponent}`];
}
