import { textAt, textsOf } from '../model/column.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import { tableOf } from '../model/tableOf.ts';
import type { ReportingLine } from './events.ts';

/**
 * Who reports to whom, as the `managerId` of the reps says: one hierarchy for all days, since the records keep no earlier one.
 *
 * @param data - what `salesData` returned
 * @returns a line for each rep who has a manager, plain data for `reportingLines` of {@link calculateCommissions}
 * @throws SalesMetricsError `invalid-argument` when `data` is something else
 *
 * @example
 * ```ts
 * import { salesData, salesReportingLines } from 'sales-metrics';
 * const reps = [{ id: 'ann', managerId: 'zoe' }, { id: 'zoe' }];
 * salesReportingLines(salesData({ currency: 'USD', timeZone: 'Europe/London', reps })); // => [{ payee: 'ann', manager: 'zoe' }]
 * ```
 */
export function salesReportingLines(data: SalesData): ReportingLine[] {
  internalsOf(data, 'salesReportingLines');
  const table = tableOf(data, 'reps');
  const managers = textsOf(table, 'managerId');
  return table.ids.flatMap((payee, row) => {
    const manager = textAt(managers, row);
    return manager === undefined ? [] : [{ payee, manager }];
  });
}
