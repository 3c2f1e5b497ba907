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
