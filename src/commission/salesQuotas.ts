import { SalesMetricsError, showValue } from '../errors.ts';
import { daysOf, textAt, textsOf } from '../model/column.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import { decimalText, rationalAt } from '../model/decimalText.ts';
import { isPlainRecord } from '../model/plainRecord.ts';
import type { NumberColumn } from '../model/table.ts';
import { numberColumnOf, tableOf } from '../model/tableOf.ts';
import { add, type Rational } from '../number/rational.ts';
import { formatDay } from '../time/day.ts';
import type { CommissionQuota } from './events.ts';

/** Which quotas of `salesData` become quotas of a measure. */
export interface SalesQuotasOptions {
  /** Name of the measure of the plan. */
  readonly measure: string;
  /** What the quotas count, as their `measure` says (`bookings` where it is missing); `bookings` when left out. */
  readonly counts?: string | undefined;
  /** Which of their figures is the target: `amount` (default), `fullAmount` (before ramp and proration) or `quantity`. */
  readonly of?: 'amount' | 'fullAmount' | 'quantity' | undefined;
}

interface CheckedOptions {
  readonly measure: string;
  readonly counts: string;
  readonly of: 'amount' | 'fullAmount' | 'quantity';
}

/**
 * The quotas of reps as quotas of a commission run. Amounts are in the reporting currency, as for KPIs. Quotas of one rep for the same dates
 * are added up; those that no rep carries (of a team, a territory or the company) are left out, and so are those without the figure.
 *
 * @param data - what `salesData` returned
 * @param options - the measure of the plan, and which quotas are its targets
 * @returns quotas in the order of the records, plain data for `quotas` of {@link calculateCommissions}
 * @throws SalesMetricsError `invalid-argument` when `data` or `options` is something else
 *
 * @example
 * ```ts
 * import { salesData, salesQuotas } from 'sales-metrics';
 * const data = salesData({
 *   currency: 'USD',
 *   timeZone: 'Europe/London',
 *   quotas: [{ ownerId: 'ann', startsOn: '2026-07-01', endsOn: '2026-10-01', amount: 90000 }],
 * });
 * salesQuotas(data, { measure: 'sales' }); // => [{ payee: 'ann', measure: 'sales', from: '2026-07-01', to: '2026-10-01', amount: '90000', currency: 'USD' }]
 * ```
 */
export function salesQuotas(data: SalesData, options: SalesQuotasOptions): CommissionQuota[] {
  internalsOf(data, 'salesQuotas');
  const { measure, counts, of } = checked(options);
  const table = tableOf(data, 'quotas');
  const owner = textsOf(table, 'ownerId');
  const counted = textsOf(table, 'measure');
  const [starts, ends] = [daysOf(table, 'startsOn').days, daysOf(table, 'endsOn').days];
  const figure = numberColumnOf(data, 'quotas', of) as NumberColumn;
  const sums = new Map<string, { readonly payee: string; readonly row: number; amount: Rational }>();
  for (let row = 0; row < table.length; row++) {
    const payee = textAt(owner, row);
    const amount = rationalAt(figure, row);
    if (payee === undefined || amount === null || (textAt(counted, row) ?? 'bookings') !== counts) continue;
    const key = JSON.stringify([payee, starts[row], ends[row]]);
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { payee, row, amount });
    else known.amount = add(known.amount, amount);
  }
  return [...sums.values()].map(({ payee, row, amount }) => ({
    payee,
    measure,
    from: formatDay(starts[row] as number),
    to: formatDay(ends[row] as number),
    amount: decimalText(amount),
    ...(of === 'quantity' ? {} : { currency: data.currency }),
  }));
}

function checked(options: unknown): CheckedOptions {
  const { measure, counts = 'bookings', of = 'amount' } = isPlainRecord(options) ? options : {};
  if (typeof measure !== 'string' || measure === '')
    throw refusal('measure', 'the name of a measure of the plan', measure);
  if (typeof counts !== 'string') throw refusal('counts', 'text', counts);
  if (!isFigure(of)) throw refusal('of', 'one of "amount", "fullAmount", "quantity"', of);
  return { measure, counts, of };
}

function isFigure(name: unknown): name is CheckedOptions['of'] {
  return name === 'amount' || name === 'fullAmount' || name === 'quantity';
}

function refusal(option: string, expected: string, found: unknown): SalesMetricsError {
  return new SalesMetricsError(
    'invalid-argument',
    `salesQuotas: options.${option} must be ${expected}, got ${showValue(found)}`,
  );
}
