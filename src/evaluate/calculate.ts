import type { Calculable } from '../expression/kpi.ts';
import type { SalesData } from '../model/dataset.ts';
import type { Period } from '../time/period.ts';
import { type Measurement, readerOf } from './measurement.ts';
import { Program, type Step } from './program.ts';
import { type CalculationOptions, checkOptions, readRequest } from './request.ts';

/** What `calculate` and `explain` are told. */
export interface PeriodOptions extends CalculationOptions {
  /** The period of the figure. */
  readonly period: Period;
}

/**
 * Calculates one figure.
 *
 * @param kpi - a KPI of the dictionary, one of its variants, or your own
 * @param data - records, as `salesData` returned them
 * @param options - the period; groups to narrow it to, the last known day, parameters
 * @returns the exact value, or null with the reason; its parts and parameters, and the records that could not be used
 * @throws SalesMetricsError `invalid-argument`, `invalid-period`, `invalid-date`, `unknown-dimension`
 *
 * @example
 * ```ts
 * import { calculate, quarter, salesData, winRate } from 'sales-metrics';
 * const data = salesData({
 *   currency: 'USD',
 *   timeZone: 'UTC',
 *   opportunities: [
 *     { id: 'a', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won', amount: '1200.50' },
 *     { id: 'b', createdOn: '2026-06-01', closedOn: '2026-08-12', status: 'lost', amount: 900 },
 *   ],
 * });
 * calculate(winRate, data, { period: quarter(2026, 3) }).value; // => 0.5
 * calculate(winRate, data, { period: quarter(2026, 4) }).reason; // => 'no-denominator'
 * ```
 */
export function calculate<Key extends string, Parts extends string>(
  kpi: Calculable<Key, Parts>,
  data: SalesData,
  options: PeriodOptions,
): Measurement<Key, Parts> {
  checkOptions('calculate', options, ['period']);
  const request = readRequest('calculate', [kpi], [options.period], [], options);
  const program = new Program('calculate', data, request);
  // One KPI was asked for, so there is one step.
  return readerOf(kpi, program.steps[0] as Step, request)({ period: 0, group: null, entity: null });
}
