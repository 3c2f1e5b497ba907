import { expect, it, vi } from 'vitest';
import { readExampleData } from '../../examples/read-data.mjs';
import { dictionary } from '../../src/dictionary/dictionary.ts';
import type { SelectionResult } from '../../src/evaluate/selectionResult.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import { salesData } from '../../src/model/salesData.ts';
import { fiscalCalendar } from '../../src/time/calendar.ts';
import { quarter } from '../../src/time/period.ts';

/** Number of passes over whole sources, and of passes over pairs of records, each with the lists it was made for. */
const passes = vi.hoisted(() => ({ ofSources: [] as number[], ofPairs: 0 }));

vi.mock('../../src/evaluate/pass.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/evaluate/pass.ts')>();
  return {
    ...original,
    runPass: (length: number, selections: readonly SelectionResult[]): void => {
      const [first] = selections;
      if (first?.rows.joined === null) passes.ofSources.push(length);
      else if (first !== undefined) passes.ofPairs += 1;
      original.runPass(length, selections);
    },
  };
});

it('all KPIs and variants are tabulated over the example data in one pass over each source', () => {
  const all = dictionary.flatMap((kpi) => [kpi, ...Object.values<Calculable>(kpi.variants)]);
  const fiscal = fiscalCalendar({ startMonth: 2, namedBy: 'end' });
  const data = salesData(readExampleData());
  const { totals } = tabulate(all, data, {
    periods: [quarter(2027, 2, fiscal), quarter(2027, 3, fiscal)],
    by: ['team'],
  });
  const sources = all.flatMap(({ formula }) => [
    ...JSON.stringify(formula).matchAll(/"records":\{"source":"(\w+)"(?:(?!"records").)*?"join":null/g),
  ]);
  expect(passes.ofSources).toHaveLength(new Set(sources.map(([, source]) => source)).size);
  // Joined records are pairs, a list of its own for each join that differs; several KPIs share one.
  const joins = all.flatMap(({ formula }) => [...JSON.stringify(formula).matchAll(/"join":\{/g)]);
  expect(passes.ofPairs).toBeLessThan(joins.length);
  const measured = totals.flatMap(({ values }) => Object.values(values));
  expect(measured).toHaveLength(2 * all.length);
  expect(measured.filter(({ value, reason }) => (value === null) === (reason === null))).toEqual([]);
  // The data are rich enough for more than nine in ten of them.
  const silent = measured.filter(({ value }) => value === null);
  expect(silent.length / measured.length).toBeLessThan(0.1);
});
