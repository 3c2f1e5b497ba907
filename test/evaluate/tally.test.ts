import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/dictionary/dictionary.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { tally } from '../../src/evaluate/tally.ts';
import type { TallyState } from '../../src/evaluate/tallyState.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import type { DimensionName } from '../../src/model/dimension.ts';
import { month, type Period, period, quarter, year } from '../../src/time/period.ts';
import { anyAsOf, anyPeriod, formula, perEntity, probe } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import type { Row, Rows } from '../oracles/kpiBook.ts';
import { addPart, deal, divisible, joinsIn, named, type Parts, qualified } from './parts.ts';

const kpis: readonly Calculable[] = dictionary.flatMap((kpi) => [kpi, ...Object.values<Calculable>(kpi.variants)]);
const busy = salesRows({ opportunities: 14, stageChanges: 10, others: 10, activities: 24 }).map(named);
const periods: fc.Arbitrary<readonly Period[]> = fc.constantFrom(
  [year(2026)],
  [quarter(2026, 2), quarter(2026, 3)],
  [period('2025-11-01', '2027-01-31', 'all'), month(2026, 8)],
);
/** A number for each record, by which it comes into a part, and by which the records of a part are ordered. */
const numbers = fc.array(fc.nat({ max: 1000 }), { minLength: 40, maxLength: 40 });
const dimensions: readonly (readonly DimensionName[])[] = [[], ['owner'], ['team'], ['account', 'currency']];
/** Dimensions, and some KPIs that have them. */
const question = fc.constantFrom(...dimensions.map((by) => ({ by, of: divisible(kpis, by) }))).chain(({ by, of }) =>
  fc.record({
    by: fc.constant(by),
    some: fc.shuffledSubarray([...of], { minLength: 1, maxLength: 25 }),
    groups: fc.constantFrom('all' as const, 'present' as const),
    periods,
  }),
);

interface Asked {
  readonly periods: readonly Period[];
  readonly by: readonly DimensionName[];
  readonly groups: 'all' | 'present';
  readonly asOf?: string;
  readonly together?: boolean;
}

/** As a program on another machine gets it. */
function sent(state: TallyState): TallyState {
  return JSON.parse(JSON.stringify(state)) as TallyState;
}

/** The whole table, every value read. */
function shown(table: unknown): string {
  return JSON.stringify(table);
}

/** Each part in a tally of its own, merged through JSON. */
function merged(asked: readonly Calculable[], { known, parts }: Parts, options: Asked): ReturnType<typeof tally> {
  const all = tally(asked, known, options);
  for (const part of parts) {
    const own = tally(asked, known, options);
    addPart(own, part);
    all.merge(sent(own.toJSON()));
  }
  return all;
}

function added(asked: readonly Calculable[], { known, parts }: Parts, options: Asked): ReturnType<typeof tally> {
  const all = tally(asked, known, options);
  for (const part of parts) addPart(all, part);
  return all;
}

function together({ together: _, ...options }: Asked): Omit<Asked, 'together'> {
  return options;
}

/** Checks that parts give what all records at once give. */
function expectSame(asked: readonly Calculable[], rows: Rows, parts: Parts, options: Asked): void {
  const wanted = shown(tabulate(asked, readRows(rows), together(options)));
  const running = added(asked, parts, options);
  expect(shown(running.table())).toBe(wanted);
  const halves = merged(asked, parts, options);
  expect(shown(halves.table())).toBe(wanted);
  expect(JSON.stringify(halves)).toBe(JSON.stringify(running));
}

describe('tally', () => {
  it('gives the table of all records at once, for every KPI that looks at records one by one', () => {
    fc.assert(
      fc.property(
        busy,
        question,
        anyAsOf,
        fc.subarray(['quotas', 'expenses', 'leads', 'activities', 'opportunities']),
        fc.integer({ min: 1, max: 5 }),
        numbers,
        (rows, { some, ...options }, asOf, whole, count, keys) => {
          const asked: Asked = { ...options, ...(asOf === undefined ? {} : { asOf }) };
          const still = { ...rows, sources: { ...rows.sources, stageChanges: [] } };
          const parts = deal(still, ['stageChanges', ...whole], count, (_, __, index) => keys[index] as number);
          expectSame(qualified(some, parts, asked), still, parts, asked);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('does so for deals that come with their changes and activities', () => {
    const isOnDeals = ({ formula: of }: Calculable): boolean =>
      joinsIn(of).every(({ key }) => key.every((name) => name === 'id' || name === 'opportunityId'));
    expect(kpis.some((kpi) => !isOnDeals(kpi))).toBe(true);
    expect(kpis.some((kpi) => isOnDeals(kpi) && joinsIn(kpi.formula).length > 0)).toBe(true);
    fc.assert(
      fc.property(busy, question, fc.integer({ min: 2, max: 4 }), (rows, { some, ...options }, count) => {
        const asked: Asked = { ...options, together: true };
        const parts = deal(rows, [], count, (row, source, index) =>
          sizeOf(source === 'opportunities' ? row['id'] : (row['opportunityId'] ?? index)),
        );
        expectSame(qualified(some.filter(isOnDeals), parts, asked), rows, parts, asked);
      }),
      { numRuns: 30 },
    );
  });

  it('does so for any formula', () => {
    fc.assert(
      fc.property(
        busy,
        fc.array(fc.oneof(formula(), perEntity()), { minLength: 1, maxLength: 3 }),
        fc.array(anyPeriod, { minLength: 1, maxLength: 2 }),
        anyAsOf,
        fc.integer({ min: 2, max: 3 }),
        numbers,
        (rows, formulas, when, asOf, count, keys) => {
          const asked: Asked = { periods: when, by: [], groups: 'present', ...(asOf === undefined ? {} : { asOf }) };
          const still = { ...rows, sources: { ...rows.sources, stageChanges: [] } };
          const parts = deal(still, ['stageChanges'], count, (_, __, index) => keys[index] as number);
          const probes = qualified(
            formulas.map((one, index) => probe(one, `probe${index}`)),
            parts,
            asked,
          );
          expectSame(probes, still, parts, asked);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has the same bytes in whatever parts and order the records come', () => {
    fc.assert(
      fc.property(busy, numbers, numbers, question, (rows, keys, others, { some: asking, ...asked }) => {
        const still = { ...rows, sources: { ...rows.sources, stageChanges: [] } };
        const split = (places: readonly number[], count: number): Parts =>
          deal(still, ['stageChanges'], count, (_, __, index) => places[index] as number);
        const [a, b] = [split(keys, 3), split(others, 4)];
        const shuffled = { ...b, parts: b.parts.map((part) => reversed(part)).reverse() };
        const some = qualified(asking, a, asked);
        const wanted = JSON.stringify(added(some, a, asked));
        expect(JSON.stringify(merged(some, shuffled, asked))).toBe(wanted);
        // Merged from the right: first the last two, then the first.
        const [first, second, third] = a.parts.map((part) => added(some, { ...a, parts: [part] }, asked));
        second?.merge(third?.toJSON() as TallyState);
        first?.merge(second?.toJSON() as TallyState);
        expect(JSON.stringify(first)).toBe(wanted);
      }),
      { numRuns: 20 },
    );
  });
});

function sizeOf(value: unknown): number {
  return [...String(value)].reduce((size, character) => (size * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7);
}

function reversed(part: Readonly<Record<string, readonly Row[]>>): Readonly<Record<string, readonly Row[]>> {
  return Object.fromEntries(Object.entries(part).map(([source, list]) => [source, [...list].reverse()]));
}
