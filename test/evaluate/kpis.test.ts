import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/dictionary/dictionary.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import { anyPeriod } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import { longDivision } from '../oracles/fraction.ts';
import { bookOf, dimension, entriesOf } from '../oracles/kpiBook.ts';
import { oracles } from '../oracles/kpiDeals.ts';
import { sceneOf } from './scene.ts';

const all: readonly Calculable[] = dictionary.flatMap((kpi) => [kpi, ...Object.values<Calculable>(kpi.variants)]);
const large = salesRows({ opportunities: 24, stageChanges: 14, others: 14, activities: 60 });

describe('every KPI', () => {
  it('has an oracle, and so has every variant', () => {
    expect(all.map(({ key }) => key).sort()).toEqual(Object.keys(oracles).sort());
  });

  it.each([
    ['counted by hand', fc.constant(undefined), 90],
    ['as of a day', fc.constantFrom('2026-03-31', '2026-08-05', '2026-08-06'), 90],
  ])('gives what its definition says, %s', (_name, days, numRuns) => {
    fc.assert(
      fc.property(large, anyPeriod, days, (rows, period, asOf) => {
        const scene = sceneOf(bookOf(rows), period, { asOf });
        const options = { periods: [period], ...(asOf === undefined ? {} : { asOf }) };
        const { totals } = tabulate(all, readRows(rows), options);
        for (const { key } of all) {
          const measurement = totals[0]?.values[key];
          const slow = oracles[key]?.(scene) ?? '';
          const expected = typeof slow === 'string' ? slow : longDivision(slow);
          expect(measurement?.value?.toFixed() ?? measurement?.reason, key).toBe(expected);
        }
      }),
      { numRuns },
    );
  });

  it('of one owner is the KPI of the records of that owner', () => {
    // Records that are joined and parent accounts may belong to anybody, some are credited to others than their owner, and the owner of a deal changes in its history.
    const plain = all.filter(
      ({ formula }) => !/join":\{|owner":"|parentAccount|opportunityHistory|stageVisits/.test(JSON.stringify(formula)),
    );
    fc.assert(
      fc.property(large, anyPeriod, fc.constantFrom('reps0', '__proto__', null), (rows, period, owner) => {
        const book = bookOf(rows);
        const sources = Object.entries(rows.sources).map(([source, list]) => {
          const entries = entriesOf(book, source);
          const isKept = (index: number): boolean => {
            const entry = entries[index];
            return entry !== undefined && dimension(book, source, entry, 'owner') === owner;
          };
          return [source, source === 'exchangeRates' ? list : list.filter((_, index) => isKept(index))];
        });
        const own = readRows({ ...rows, sources: Object.fromEntries(sources) as typeof rows.sources });
        const narrowed = tabulate(plain, readRows(rows), { periods: [period], where: { owner } }).totals[0]?.values;
        const apart = tabulate(plain, own, { periods: [period] }).totals[0]?.values;
        for (const { key } of plain) expect(JSON.stringify(narrowed?.[key]), key).toBe(JSON.stringify(apart?.[key]));
      }),
      { numRuns: 60 },
    );
  });
});
