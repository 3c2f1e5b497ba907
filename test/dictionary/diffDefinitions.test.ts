import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  constant,
  count,
  type Difference,
  defineKpi,
  dictionary,
  diffDefinitions,
  divide,
  type Formula,
  fallsIn,
  inTrailing,
  is,
  isPresent,
  kpis,
  mean,
  median,
  plus,
  records,
  sum,
  winRate,
} from '../../src/index.ts';
import { formula } from '../arbitraries/formulas.ts';
import { refusal } from '../hostile/hostileKpis.ts';

const won = records('opportunities', fallsIn('closedOn'), is('status', 'won'));
const contested = records('opportunities', fallsIn('closedOn'), is('status', 'won'), isPresent('competitor'));

function lines(before: Formula, after: Formula): readonly string[] {
  return diffDefinitions(before, after).map(({ text }) => text);
}

describe('diffDefinitions', () => {
  it('names what a variant does otherwise', () => {
    expect(diffDefinitions(winRate, winRate.variants.broad)).toEqual([
      {
        path: 'formula.right.name',
        before: 'decided',
        after: 'closed',
        text: 'formula.right.name: "decided" became "closed"',
      },
      {
        path: 'formula.right.records.where[0].values[2]',
        before: undefined,
        after: 'no-decision',
        text: 'formula.right.records.where[0].values[2]: "no-decision" was added',
      },
    ]);
  });

  it('takes a piece of another kind as a whole, in words', () => {
    expect(lines(winRate.formula, inTrailing(3, 'month', winRate))).toEqual([
      'formula: (won / decided) became (win-rate [trailing 3 months])',
    ]);
    expect(lines(mean('size', won, 'amount'), median('size', won, 'amount'))).toEqual([
      'formula: (size) became (size)',
    ]);
    expect(lines(sum('value', won, 'amount'), sum('value', contested, 'recurringAmount'))).toEqual([
      'formula.of.field: "amount" became "recurringAmount"',
      'formula.records.where[1]: (competitor is present) was added',
    ]);
    expect(lines(plus(winRate, constant(1)), plus(winRate, constant(2)))).toEqual([
      'formula.right.value: "1" became "2"',
    ]);
    expect(
      lines(count('won', won), count('won', records('opportunities', fallsIn('createdOn'), isPresent('closedOn')))),
    ).toEqual([
      'formula.records.anchor.field: "closedOn" became "createdOn"',
      'formula.records.where[0]: (status is "won") became (closedOn is present)',
    ]);
  });

  it('compares whole entries, and an item more is one difference', () => {
    const [first = ''] = winRate.pitfalls;
    const other = defineKpi({
      ...winRate,
      name: 'Hit rate',
      formula: divide(count('won', won), count('decided', won), 'unbounded'),
      pitfalls: ['New.', ...winRate.pitfalls],
    });
    const differences = diffDefinitions(winRate, other);
    expect(differences.map(({ text }) => text)).toContain('name: "Win rate" became "Hit rate"');
    expect(differences.filter(({ path }) => path.startsWith('pitfalls'))).toEqual([
      { path: 'pitfalls[0]', before: undefined, after: 'New.', text: 'pitfalls[0]: "New." was added' },
    ]);
    expect(diffDefinitions(other, winRate).filter(({ path }) => path.startsWith('pitfalls'))).toEqual([
      { path: 'pitfalls[0]', before: 'New.', after: undefined, text: 'pitfalls[0]: "New." was removed' },
    ]);
    expect(first).not.toBe('');
  });

  it('compares a variant with another as a whole, with a KPI by unit and formula, with a formula by the formula', () => {
    const { months, median: middle } = kpis.salesCycleLength.variants;
    expect(diffDefinitions(months, middle).map(({ path }) => path)).toContain('differs');
    expect(diffDefinitions(months, kpis.salesCycleLength).map(({ path }) => path)).toEqual(['formula', 'unit']);
    expect(diffDefinitions(months.formula, kpis.salesCycleLength).map(({ path }) => path)).toEqual(['formula']);
    expect(diffDefinitions(months, months.formula)).toEqual([]);
  });

  it('does not depend on the order of keys', () => {
    const { id, ...rest } = winRate;
    expect(diffDefinitions(winRate, { ...rest, id })).toEqual([]);
  });

  it('tells null from nothing', () => {
    const { examples, ...rest } = winRate.variants.broad;
    const written = { ...rest, examples: null } as unknown as typeof winRate.variants.broad;
    const bare = rest as unknown as typeof winRate.variants.broad;
    expect(diffDefinitions(written, bare).map(({ path }) => path)).toEqual(['examples']);
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(dictionary)('finds nothing between $id and itself, stored or not', (kpi) => {
    expect(diffDefinitions(kpi, kpi)).toEqual([]);
    expect(diffDefinitions(kpi, JSON.parse(JSON.stringify(kpi)))).toEqual([]);
  });

  it('says so exactly where two formulas differ, and the same the other way round', () => {
    let differing = 0;
    fc.assert(
      fc.property(formula(), formula(), (before, after) => {
        const differences = diffDefinitions(before, after);
        expect(differences.length === 0).toBe(sorted(before) === sorted(after));
        expect(diffDefinitions(before, before)).toEqual([]);
        const back = diffDefinitions(after, before);
        expect(back.map(swapped)).toEqual(differences.map(bare));
        differing += Math.min(differences.length, 1);
      }),
    );
    expect(differing).toBeGreaterThan(0);
  });

  it('finds each change of one place, there', () => {
    fc.assert(
      fc.property(formula(), fc.nat(), (before, choice) => {
        const places = leaves(before, 'formula').filter(([, , name]) => name === 'name');
        fc.pre(places.length > 0);
        const [path, holder, key] = places[choice % places.length] ?? [];
        const after = JSON.parse(
          JSON.stringify(before, function (this: unknown, name: string, value: unknown) {
            return this === holder && name === key ? 'renamed' : value;
          }),
        ) as Formula;
        // The same object may stand in several places.
        expect(diffDefinitions(before, after).map((difference) => difference.path)).toContain(path);
      }),
    );
  });

  it.each([
    ['undefined', undefined],
    ['"win-rate"', 'win-rate'],
    ['an array of 1', [winRate]],
    ['an object with "key"', { key: 'win-rate' }],
  ])('refuses %s', (shown, definition) => {
    const diff = diffDefinitions as (before: unknown, after: unknown) => unknown;
    for (const pair of [
      [definition, winRate],
      [winRate, definition],
    ]) {
      const error = refusal(() => diff(pair[0], pair[1]));
      expect(error.message).toBe(`diffDefinitions: expected a KPI, a variant or a formula, got ${shown}`);
      expect(error.code).toBe('invalid-argument');
    }
  });

  it('refuses a formula that cannot be read', () => {
    const broken = { kind: 'plus', left: 5, right: constant(1) } as unknown as Formula;
    expect(refusal(() => diffDefinitions(broken, winRate)).message).toBe(
      'diffDefinitions: formula.left: expected a formula, got 5',
    );
  });
});

function bare({ path, before, after }: Difference): unknown {
  return { path, before, after };
}

function swapped({ path, before, after }: Difference): unknown {
  return { path, before: after, after: before };
}

/** Plain data as text, keys in order. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}:${sorted(inner)}`).join()}}`;
}

/** Every place that holds a text: its path, what it lies in, and its key. */
function leaves(value: unknown, path: string): [string, object, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    return typeof inner === 'string' ? [[place, value, key] as [string, object, string]] : leaves(inner, place);
  });
}
