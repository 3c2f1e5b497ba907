import { parseDay } from '../time/day.ts';
import { type Moment, readMoment } from '../time/instant.ts';
import { cell } from './plainRecord.ts';
import type { FieldReading } from './readText.ts';
import { type DayColumn, MISSING_DAY } from './table.ts';

/** Reads a field of dates; instants get the date they have in the time zone. */
export function readDays(reading: FieldReading, timeZone: string): DayColumn {
  const { records, name, field, order, problems } = reading;
  const days = new Int32Array(records.length).fill(MISSING_DAY);
  let times: Float64Array | null = null;
  let missing = 0;
  for (let row = 0; row < records.length; row++) {
    const record = records[row];
    if (record === undefined) {
      missing++;
      continue;
    }
    const value = cell(record, name);
    if (typeof value === 'string' && value.length === 10) {
      // By far the most frequent form, without an object in between.
      const day = parseDay(value);
      if (!Number.isNaN(day)) {
        days[row] = day;
        continue;
      }
    }
    const moment = value === undefined || value === null ? null : momentOf(value, timeZone);
    if (moment !== null) {
      days[row] = moment.day;
      if (field.kind === 'moment' && !Number.isNaN(moment.time)) {
        times ??= new Float64Array(records.length).fill(Number.NaN);
        times[row] = moment.time;
      }
      continue;
    }
    missing++;
    if (field.required || (value !== undefined && value !== null)) problems.noteValue(row, order, name, field, value);
  }
  return { kind: 'day', days, times, missing };
}

function momentOf(value: unknown, timeZone: string): Moment | null {
  // What is missing, as it often is, is told at once.
  return value === undefined || value === null ? null : readMoment(value, timeZone);
}
