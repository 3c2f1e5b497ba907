import type { Unit } from './unit.ts';

/** A number given at calculation, with its default. */
export interface ParameterReference {
  /** Marks a parameter among formulas and limits. */
  readonly kind: 'parameter';
  /** Name under which a value is given. */
  readonly name: string;
  /** Value where none is given, as a decimal. */
  readonly default: string;
  /** What the value is measured in. */
  readonly unit: Unit;
  /** A parameter is no part; for the compiler only. */
  readonly names?: { readonly parts: never; readonly given: never };
}

/** A number that may be given at calculation: a threshold, a horizon. */
/* @__NO_SIDE_EFFECTS__ */
export function parameter(name: string, byDefault: string | number, unit: Unit = 'count'): ParameterReference {
  return { kind: 'parameter', name, default: String(byDefault), unit };
}

/** A text given at calculation, with its default. */
export interface TextParameterReference {
  /** Marks a text parameter among the values of a condition. */
  readonly kind: 'text-parameter';
  /** Name under which a text is given. */
  readonly name: string;
  /** Text where none is given; null for any text that is present. */
  readonly default: string | null;
}

/** Anything that may be given at calculation. */
export type Parameter = ParameterReference | TextParameterReference;

/**
 * A text that may be given at calculation, for `is`: a competitor, a channel.
 *
 * @param name - name under which it is given
 * @param byDefault - text where none is given; null for any text that is present
 *
 * @example
 * ```ts
 * import { fallsIn, is, records, textParameter } from 'sales-metrics';
 * const contested = records('opportunities', fallsIn('closedOn'), is('competitor', textParameter('competitor', null)));
 * contested.where.length; // => 1
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function textParameter(name: string, byDefault: string | null): TextParameterReference {
  return { kind: 'text-parameter', name, default: byDefault };
}
