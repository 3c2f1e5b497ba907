import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/dictionary/dictionary.ts';
import { calculate } from '../../src/evaluate/calculate.ts';
import { explain } from '../../src/evaluate/explain.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import { Decimal34 as Decimal } from '../../src/number/decimal.ts';
import { type Period, period, quarter, year } from '../../src/time/period.ts';
import { anyPeriod, formula, probe } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import { dayNumberOf, writtenDay } from '../oracles/calendar.ts';
import { amountFields, isDateField, type Row, type Rows } from '../oracles/kpiBook.ts';

const kpis: readonly Calculable[] = dictionary.flatMap((kpi) => [kpi, ...Object.values<Calculable>(kpi.variants)]);
const busy = salesRows({ opportunities: 16, stageChanges: 10, others: 10, activities: 30 });
const somePeriod = fc.constantFrom(year(2026), quarter(2026, 3), period('2025-11-01', '2027-01-31', 'all'));

/** Value or reason of every KPI, as texts. */
function figures(rows: Rows, of: Period, asked = kpis): Readonly<Record<string, string>> {
  const { totals } = tabulate(asked, readRows(rows), { periods: [of] });
  return Object.fromEntries(
    asked.map(({ key }) => [key, String(totals[0]?.values[key]?.value?.toFixed() ?? totals[0]?.values[key]?.reason)]),
  );
}

function everyRow(rows: Rows, change: (row: Row, source: string) => Row): Rows {
  const sources = Object.entries(rows.sources).map(([source, list]) => [
    source,
    list.map((row) => change(row, source)),
  ]);
  return { ...rows, sources: Object.fromEntries(sources) as Rows['sources'] };
}

describe('every KPI', () => {
  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(busy, somePeriod, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (rows, of, keys) => {
        const sources = Object.entries(rows.sources).map(([source, list]) => {
          // Changes of one moment take effect in the order in which they are given.
          if (source === 'stageChanges') return [source, list];
          return [
            source,
            list
              .map((row, index) => ({ row, key: keys[index] ?? 0 }))
              .sort((left, right) => left.key - right.key)
              .map(({ row }) => row),
          ];
        });
        expect(figures({ ...rows, sources: Object.fromEntries(sources) as Rows['sources'] }, of)).toEqual(
          figures(rows, of),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('does not depend on what records are called', () => {
    // The order of the names is kept, since it decides between records of one moment.
    const rename = (name: unknown): unknown =>
      typeof name === 'string' && name !== '' ? `__proto__${name}\u{1f600}` : name;
    fc.assert(
      fc.property(busy, somePeriod, (rows, of) => {
        const renamed = everyRow(rows, (row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              name === 'id' || /(Id|ById|FromId)$/.test(name) ? rename(value) : value,
            ]),
          ),
        );
        expect(figures(renamed, of)).toEqual(figures(rows, of));
      }),
      { numRuns: 15 },
    );
  });

  it('stays as it is when it is a ratio or a number, and is scaled when it is money, as amounts are scaled', () => {
    fc.assert(
      fc.property(busy, somePeriod, fc.constantFrom('2', '8', '0.5', '1000'), (rows, of, factor) => {
        const exact = everyRow(rows, (row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              amountFields.includes(name) && value !== undefined ? cut(value) : value,
            ]),
          ),
        );
        const scaled = everyRow(exact, (row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              amountFields.includes(name) && value !== undefined
                ? new Decimal(value as string).times(factor).toFixed()
                : value,
            ]),
          ),
        );
        const [before, after] = [figures(exact, of), figures(scaled, of)];
        for (const { key, unit } of kpis) {
          const value = before[key] ?? '';
          const isMoney = unit.startsWith('currency') && !/[a-z]/.test(value);
          if (!isMoney) expect(after[key], key).toBe(value);
          // Both are rounded to 34 digits, at different places.
          else
            expect(
              new Decimal(after[key] ?? '')
                .minus(new Decimal(value).times(factor))
                .abs()
                .lte(new Decimal(value).times(factor).abs().times('1e-33')),
              key,
            ).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('stays as it is when all dates move by whole weeks and the period with them', () => {
    // What looks at other periods or counts months is left out: months and years are not whole weeks.
    const still = kpis.filter(({ formula: of }) => !/in-period|per-period|"unit":"months"/.test(JSON.stringify(of)));
    const move = (value: unknown, by: number): unknown =>
      typeof value === 'string' ? `${writtenDay(dayNumberOf(value.slice(0, 10)) + by)}${value.slice(10)}` : value;
    fc.assert(
      fc.property(
        busy,
        fc.integer({ min: -60, max: 600 }),
        fc.constantFrom(['2026-08-03', '2026-08-10'] as const, ['2026-01-05', '2026-12-28'] as const),
        (rows, weeks, [start, end]) => {
          const shifted = {
            ...everyRow(rows, (row) =>
              Object.fromEntries(
                Object.entries(row).map(([name, value]) => [name, isDateField(name) ? move(value, weeks * 7) : value]),
              ),
            ),
            constantRatesOn: move(rows.constantRatesOn, weeks * 7) as string | undefined,
            workingTime: rows.workingTime && {
              ...rows.workingTime,
              holidays: (rows.workingTime.holidays ?? []).map((day) => String(move(day, weeks * 7))),
            },
          };
          const moved = period(String(move(start, weeks * 7)), String(move(end, weeks * 7)));
          expect(figures(shifted, moved, still)).toEqual(figures(rows, period(start, end), still));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is the same after a trip through JSON, asked alone or with all others', () => {
    fc.assert(
      fc.property(busy, somePeriod, fc.constantFrom(...kpis), (rows, of, kpi) => {
        const copy = { ...kpi, formula: JSON.parse(JSON.stringify(kpi.formula)) as Calculable['formula'] };
        const data = readRows(rows);
        const alone = JSON.stringify(calculate(kpi, data, { period: of }));
        expect(JSON.stringify(calculate(copy, data, { period: of }))).toBe(alone);
        expect(JSON.stringify(explain(copy, data, { period: of }).measurement)).toBe(
          JSON.stringify(explain(kpi, data, { period: of }).measurement),
        );
        expect(JSON.stringify(tabulate(kpis, data, { periods: [of] }).totals[0]?.values[kpi.key])).toBe(alone);
      }),
      { numRuns: 40 },
    );
  });
});

describe('any formula', () => {
  it('is the same after a trip through JSON', () => {
    fc.assert(
      fc.property(salesRows(), formula(), anyPeriod, (rows, of, when) => {
        const data = readRows(rows);
        const copy = JSON.parse(JSON.stringify(of)) as typeof of;
        expect(JSON.stringify(calculate(probe(copy), data, { period: when }))).toBe(
          JSON.stringify(calculate(probe(of), data, { period: when })),
        );
      }),
      { numRuns: 100 },
    );
  });
});

/** An amount with at most two decimals, so that no factor takes it beyond the digits that are kept. */
function cut(value: unknown): string {
  return new Decimal(value as string).toFixed(2, 1);
}
