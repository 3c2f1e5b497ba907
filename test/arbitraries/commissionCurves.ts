import fc from 'fast-check';
import type { PlainCurve, PlainTable, PlainTier } from '../oracles/commissionShape.ts';
import { optional, rarely } from './commissionFeatures.ts';

/** Whole cents as a decimal text. */
export function cents(units: number): string {
  return (units / 100).toFixed(2);
}

/** Bounds that totals hit often, because amounts are made of them. */
export const bounds: readonly string[] = ['50', '100', '100.01', '250', '333.33', '500', '750', '1000'];
const attainmentBounds = ['0.25', '0.5', '0.9', '1', '1.05', '1.2', '1.5'];

/** Rates that leave fractions of a cent. */
const rates: readonly string[] = ['0', '0.01', '0.0333', '0.05', '0.07', '0.125', '0.1', '0.15', '0.2', '0.333'];
const multipliers = ['0', '0.5', '1', '1.25', '1.5', '2', '3'];
const fixedPays = ['0', '5', '12.5', '33.33', '100', '250'];
const shares = ['0.05', '0.1', '0.3333', '0.5', '1'];

/** What a curve may ask of its plan. */
export interface CurveChoices {
  readonly modes: readonly PlainCurve['mode'][];
  /** Whether there is a target, so that bounds may be attainment. */
  readonly hasTarget: boolean;
  /** Whether there is target pay, for shares and, with a target, multipliers. */
  readonly hasTargetPay: boolean;
  /** Tables by which rates may be looked up. */
  readonly tables: readonly PlainTable[];
  /** Whether tiers that begin at 0 may have fixed pay, which a total of 0 then earns too. */
  readonly fixedFromZero: boolean;
  readonly negativeFirst: boolean;
  readonly limits: boolean;
  /** Values that never fall from tier to tier. */
  readonly rising?: boolean;
}

type ValueKind = 'rate' | 'multiplier' | 'table' | 'amount' | 'share' | 'both';

function kindsOf(choices: CurveChoices, mode: PlainCurve['mode']): ValueKind[] {
  const kinds: ValueKind[] = ['rate', 'rate', 'amount'];
  if (mode !== 'linear') kinds.push('both');
  if (choices.hasTarget && choices.hasTargetPay) kinds.push('multiplier', 'multiplier');
  if (choices.hasTargetPay) kinds.push('share');
  if (choices.tables.length > 0 && mode !== 'linear') kinds.push('table', 'table');
  return kinds;
}

const picks = fc.array(fc.nat({ max: 5 }), { minLength: 4, maxLength: 4 });

function pick<Value>(list: readonly Value[], at: number | undefined): Value {
  const value = list[(at ?? 0) % list.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function tierOf(from: string, kind: ValueKind, value: number, choices: CurveChoices): PlainTier {
  const hasFixed = choices.fixedFromZero || Number(from) > 0;
  switch (kind) {
    case 'rate':
      return { from, rate: pick(rates, value) };
    case 'multiplier':
      return { from, multiplier: pick(multipliers, value) };
    case 'table':
      return { from, rate: pick(choices.tables, value) };
    case 'amount':
      return hasFixed ? { from, amount: pick(fixedPays, value) } : { from, amount: '0' };
    case 'share':
      return hasFixed ? { from, share: pick(shares, value) } : { from, share: '0' };
    case 'both':
      return hasFixed
        ? { from, rate: pick(rates, value + 3), amount: pick(fixedPays, value) }
        : { from, rate: pick(rates, value) };
  }
}

/** A valid curve of one of the modes. */
export function curves(choices: CurveChoices): fc.Arbitrary<PlainCurve> {
  return fc
    .record({
      mode: fc.constantFrom(...choices.modes),
      kind: fc.nat(),
      onAttainment: fc.boolean(),
      first: fc.constantFrom('0', '0', '0', 'positive', 'negative'),
      count: fc.integer({ min: 0, max: 3 }),
      chosen: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 4, maxLength: 4 }),
      values: picks,
      closed: optional(fc.constantFrom('lower' as const, 'upper' as const)),
      read: optional(fc.constantFrom('before' as const, 'after' as const)),
      beyond: optional(fc.constantFrom('flat' as const, 'extend' as const)),
      floor: fc.nat(),
      minimum: rarely(fc.constantFrom('1', '10', '33.33')),
      maximum: rarely(fc.constantFrom('40', '66.67', '150')),
    })
    .map((parts) => {
      const on = choices.hasTarget && parts.onAttainment ? ('attainment' as const) : undefined;
      const all = on === undefined ? bounds : attainmentBounds;
      const later = [...parts.chosen.slice(0, parts.count + 1)].sort((a, b) => a - b).map((index) => pick(all, index));
      const opening = parts.first === 'negative' ? (choices.negativeFirst ? ['-100'] : ['0']) : ['0'];
      const froms = parts.first === 'positive' ? later : [...opening, ...later.slice(0, parts.count)];
      const kind = pick(kindsOf(choices, parts.mode), parts.kind);
      const values = choices.rising === true ? [...parts.values].sort((a, b) => a - b) : parts.values;
      const shape = {
        mode: parts.mode,
        on,
        tiers: froms.map((from, index) => tierOf(from, kind, values[index] ?? 0, choices)),
        ...(choices.limits ? { minimum: parts.minimum, maximum: parts.maximum } : {}),
      };
      switch (parts.mode) {
        case 'whole-above':
          return { ...shape, closed: parts.closed, floor: pick(froms, parts.floor) };
        case 'per-deal':
          return { ...shape, minimum: undefined, maximum: undefined, closed: parts.closed, read: parts.read };
        case 'linear':
          return { ...shape, beyond: froms.length > 1 ? parts.beyond : undefined };
        default:
          return { ...shape, closed: parts.closed };
      }
    });
}

/** Totals that hit the bounds of curves often, with and without a target. */
export const totals: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('0', ...bounds) },
  { weight: 2, arbitrary: fc.constantFrom('1.00', '83.33', '166.665', '333.33', '350', '700', '1050', '-50', '-100') },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 150_000 }).map(cents) },
  { weight: 1, arbitrary: fc.integer({ min: -20_000, max: 0 }).map(cents) },
);
