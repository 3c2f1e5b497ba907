import { type DayColumn, MISSING_DAY } from './table.ts';

/** A column without a date in any row, laid out when it is first read. */
export function missingDays(length: number): DayColumn {
  let days: Int32Array | null = null;
  return {
    kind: 'day',
    get days(): Int32Array {
      days ??= new Int32Array(length).fill(MISSING_DAY);
      return days;
    },
    times: null,
    missing: length,
  };
}

/** The rows of a column picked by position. */
export function pickDays(column: DayColumn, rows: Int32Array): DayColumn {
  const days = new Int32Array(rows.length);
  const times = column.times === null ? null : new Float64Array(rows.length);
  let missing = 0;
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position] as number;
    const day = column.days[row] as number;
    days[position] = day;
    if (day === MISSING_DAY) missing++;
    if (times !== null && column.times !== null) times[position] = column.times[row] as number;
  }
  return { kind: 'day', days, times, missing };
}
