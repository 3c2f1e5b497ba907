import { type Column, MISSING_DAY } from '../../src/model/table.ts';
import { toDecimal } from '../../src/number/decimal.ts';
import { scaled } from '../../src/number/rational.ts';
import { formatDay } from '../../src/time/day.ts';

/** The values of a column as users would write them; null where missing. */
export function columnValues(column: Column | null | undefined): (string | null)[] {
  if (column === null || column === undefined) throw new Error('no such column');
  switch (column.kind) {
    case 'text':
      return Array.from(column.codes, (code) => column.values[code] ?? null);
    case 'day':
      return Array.from(column.days, (day, row) => {
        if (day === MISSING_DAY) return null;
        const time = column.times?.[row];
        return formatDay(day) + (time === undefined || Number.isNaN(time) ? '' : ` ${new Date(time).toISOString()}`);
      });
    case 'number':
      return Array.from(column.units, (units, row) => {
        const wide = column.wide.get(row);
        if (wide !== undefined) return toDecimal(wide).toString();
        return Number.isNaN(units) ? null : toDecimal(scaled(units, column.scale)).toString();
      });
  }
}
