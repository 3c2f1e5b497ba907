import { type defineKpi, kpiOf } from '../expression/kpi.ts';

/**
 * Defines an entry of the dictionary: what `defineKpi` does, without its check and its copy.
 *
 * Both would be done for every entry whenever the package is loaded, and take longer than loading it. A test puts each entry through `defineKpi`
 * instead, and nobody else holds what is frozen here.
 */
export const defineEntry: typeof defineKpi = (definition) => kpiOf(freeze(definition));

/** Freezes plain data where it stands. Record sets and sources are parts of many entries; what is frozen was frozen whole. */
function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
  return value;
}
