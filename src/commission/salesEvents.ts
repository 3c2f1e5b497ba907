import { SalesMetricsError, showValue } from '../errors.ts';
import { textAt, textsOf } from '../model/column.ts';
import { internalsOf, type SalesData } from '../model/dataset.ts';
import { type DateFieldName, fieldsOf } from '../model/fields.ts';
import { isPlainRecord } from '../model/plainRecord.ts';
import { didYouMean } from '../model/suggestion.ts';
import { type DayColumn, MISSING_DAY } from '../model/table.ts';
import { columnOf, tableOf } from '../model/tableOf.ts';
import { formatDay } from '../time/day.ts';
import type { CommissionEvent } from './events.ts';
import { type SalesEventSource, salesFields } from './salesFields.ts';

/** Which records of `salesData` become events, and by which of their dates they are credited. */
export type SalesEventsOptions = {
  readonly [Source in SalesEventSource]: {
    /** `opportunities`: won deals, credited to their owner. `orders`: order lines, credited to their owner. `credits`: lines of quota credit, with splits and overlays. */
    readonly from: Source;
    /** The date that credits them, and without which they credit nobody: `closedOn`, `orderedOn` or `creditedOn` when left out. */
    readonly on?: DateFieldName<Source> | undefined;
  };
}[SalesEventSource];

const creditingDates: { readonly [Source in SalesEventSource]: DateFieldName<Source> } = {
  opportunities: 'closedOn',
  orders: 'orderedOn',
  credits: 'creditedOn',
};

const kinds: { readonly [Source in SalesEventSource]: string } = {
  opportunities: 'opportunity',
  orders: 'order',
  credits: 'credit',
};

/**
 * The sales records as events of a commission run, so that KPIs and commissions count the same records in the same way.
 *
 * | event | record |
 * | --- | --- |
 * | `id` | its id, or its name (`credits[17]`) where it has none |
 * | `kind` | `opportunity`, `order` or `credit` |
 * | `on` | the date of `options.on` |
 * | `amount`, `values` | `amount`, and its other amounts under their names, in the reporting currency as for KPIs; the value `margin` is `amount - cost` |
 * | `quantity` | `quantity` |
 * | `dates` | its other dates under their names, such as `invoicedOn` or `collectedOn` |
 * | `attributes` | what KPIs group and filter by under the same names, such as `product`, `type`, `segment`, `team` or `attributes.<name>` |
 * | `credits` | its owner, whole; of a line of credit the rep in the role `direct`, `split` or `overlay` |
 *
 * Of opportunities the won ones count, and each that was cancelled gives a second event, `<id>/cancelled`, that reverses it on `cancelledOn`.
 * An order of a negative amount is a negative event. A line of credit is an event of its own, since its share of the deal may be no finite
 * decimal; it has the dates and attributes of its opportunity, and counts for its `measure` (`bookings` where missing), which is an attribute.
 *
 * @param data - what `salesData` returned
 * @param options - which records, and by which date
 * @returns events in the order of the records, plain data for `events` of {@link calculateCommissions}
 * @throws SalesMetricsError `invalid-argument` when `data` or `options` is something else
 *
 * @example
 * ```ts
 * import { salesData, salesEvents } from 'sales-metrics';
 * const data = salesData({
 *   currency: 'USD',
 *   timeZone: 'Europe/London',
 *   opportunities: [
 *     { id: 'A-1', ownerId: 'ann', createdOn: '2026-05-04', closedOn: '2026-07-10', status: 'won', amount: '12000.50', type: 'renewal' },
 *     { id: 'A-2', ownerId: 'ann', createdOn: '2026-06-01', status: 'open', amount: 9000 },
 *   ],
 * });
 * const [event] = salesEvents(data, { from: 'opportunities' });
 * [event.id, event.on, event.amount, event.credits]; // => ['A-1', '2026-07-10', '12000.5', [{ payee: 'ann' }]]
 * ```
 */
export function salesEvents(data: SalesData, options: SalesEventsOptions): CommissionEvent[] {
  internalsOf(data, 'salesEvents');
  const { from, on } = checked(options);
  const table = tableOf(data, from);
  const days = columnOf(data, from, on) as DayColumn;
  const fieldsAt = salesFields(data, from, on);
  const isOut = from === 'opportunities' ? notWon(data) : () => false;
  const cancelled = from === 'opportunities' ? (columnOf(data, from, 'cancelledOn') as DayColumn) : null;
  const events: CommissionEvent[] = [];
  for (let row = 0; row < table.length; row++) {
    const day = days.days[row] as number;
    if (day === MISSING_DAY || isOut(row)) continue;
    const id = table.ids[row] as string;
    events.push({ id, kind: kinds[from], on: formatDay(day), currency: data.currency, ...fieldsAt(row) });
    const end = cancelled?.days[row] ?? MISSING_DAY;
    if (end !== MISSING_DAY)
      events.push({ id: `${id}/cancelled`, kind: 'cancellation', on: formatDay(end), reverses: id });
  }
  return events;
}

function notWon(data: SalesData): (row: number) => boolean {
  const status = textsOf(tableOf(data, 'opportunities'), 'status');
  return (row) => textAt(status, row) !== 'won';
}

function checked(options: unknown): { readonly from: SalesEventSource; readonly on: string } {
  const { from, on } = isPlainRecord(options) ? options : {};
  if (typeof from !== 'string' || !Object.hasOwn(creditingDates, from))
    throw refusal('from', 'one of "opportunities", "orders", "credits"', from, Object.keys(creditingDates));
  const source = from as SalesEventSource;
  if (on === undefined) return { from: source, on: creditingDates[source] };
  const dates = [...fieldsOf(source)].flatMap(([name, { kind }]) =>
    kind === 'day' || kind === 'moment' ? [name] : [],
  );
  if (typeof on !== 'string' || !dates.includes(on)) throw refusal('on', `a date of ${source}`, on, dates);
  return { from: source, on };
}

function refusal(option: string, expected: string, found: unknown, known: readonly string[]): SalesMetricsError {
  const meant = typeof found === 'string' ? didYouMean(found, known) : '';
  return new SalesMetricsError(
    'invalid-argument',
    `salesEvents: options.${option} must be ${expected}, got ${showValue(found)}${meant}`,
  );
}
