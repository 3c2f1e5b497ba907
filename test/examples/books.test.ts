import { fiscalCalendar, kpis, quartersOf, salesData, tabulate, year } from 'sales-metrics';
import { describe, expect, it } from 'vitest';
import { readExampleData } from '../../examples/read-data.mjs';
import { longDivision } from '../oracles/fraction.ts';
import { figuresOf, teams } from './books.ts';

const fiscal = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
const asked = [
  kpis.dealsWon,
  kpis.bookings,
  kpis.winRate,
  kpis.averageDealSize,
  kpis.salesCycleLength,
  kpis.quotaAttainment,
];
const quarters = [...quartersOf(year(2026, fiscal)), ...quartersOf(year(2027, fiscal)).slice(0, 3)];
const table = tabulate(asked, salesData(readExampleData()), { periods: quarters, by: ['team'] });

describe('the figures of the example data are those of plain loops over its rows', () => {
  it.each(quarters.map((period) => [period.label, period] as const))('%s', (_, period) => {
    for (const team of [null, ...teams]) {
      const lines = team === null ? table.totals : table.rows.filter(({ group }) => group.team === team);
      const values = lines.find((line) => line.period.label === period.label)?.values;
      const measured = Object.values(values ?? {}).map(({ key, value }) => [key, value?.toFixed() ?? null]);
      const { start, end } = period;
      const expected = Object.entries(figuresOf({ team, start, end })).map(([key, value]) => [
        key,
        value === null ? null : longDivision(value),
      ]);
      expect({ team, figures: measured }).toEqual({ team, figures: expected });
    }
  });
});
