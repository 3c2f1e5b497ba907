import { SalesMetricsError, showValue } from '../errors.ts';
import type { Kpi } from '../expression/kpi.ts';
import { didYouMean } from '../model/suggestion.ts';
import { dictionary, type kpis } from './dictionary.ts';

/** Ids of the dictionary: `'win-rate'`. */
export type KpiId = (typeof kpis)[keyof typeof kpis]['id'];

/** The entry with an id; for an id that is known only at run time, any. */
export type KpiWithId<Id extends string> = Id extends KpiId
  ? Extract<(typeof kpis)[keyof typeof kpis], { readonly id: Id }>
  : Kpi;

/**
 * The KPI of the dictionary with an id. It holds all entries, so a bundle that uses it holds them too.
 *
 * @param id - an id such as `'win-rate'`; a literal is checked by the compiler, a text that comes from elsewhere when it is looked up
 * @returns the entry, typed by its id
 * @throws SalesMetricsError `invalid-argument` for an id that is not in the dictionary, with the one that was probably meant
 *
 * @example
 * ```ts
 * import { findKpi } from 'sales-metrics';
 * findKpi('win-rate').variants.broad.key; // => 'win-rate/broad'
 * const asked: string = 'winrate';
 * findKpi(asked); // throws findKpi: unknown KPI "winrate"; did you mean "win-rate"?
 * ```
 */
export function findKpi<const Id extends KpiId>(id: Id): KpiWithId<Id>;
/** As above, for an id that is known only at run time. */
export function findKpi<Id extends string>(id: string extends Id ? Id : never): Kpi;
/** As above, for JavaScript. */
export function findKpi(id: unknown): Kpi {
  if (typeof id !== 'string')
    throw new SalesMetricsError(
      'invalid-argument',
      `findKpi: expected the id of a KPI such as "win-rate", got ${showValue(id)}`,
    );
  const found = dictionary.find((kpi) => kpi.id === id);
  if (found !== undefined) return found;
  const ids = dictionary.map((kpi) => kpi.id);
  throw new SalesMetricsError('invalid-argument', `findKpi: unknown KPI ${showValue(id)}${didYouMean(id, ids)}`);
}
