import type { Unit } from './unit.ts';

/** A number given at calculation, with its default. */
export interface ParameterReference {
  readonly kind: 'parameter';
  readonly name: string;
  readonly default: string;
  readonly unit: Unit;
  /** A parameter is no part; for the compiler only. */
  readonly names?: { readonly parts: never; readonly given: never };
}

/** A number that may be given at calculation: a threshold, a horizon. */
/* @__NO_SIDE_EFFECTS__ */
export function parameter(name: string, byDefault: string | number, unit: Unit = 'count'): ParameterReference {
  return { kind: 'parameter', name, default: String(byDefault), unit };
}
