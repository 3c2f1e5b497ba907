import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, type TraceNode } from '../../src/evaluate/explain.ts';
import type { Formula } from '../../src/expression/expression.ts';
import { anchorText, conditionText, followingText, quantityText } from '../../src/expression/text.ts';
import { aggregate, anyAsOf, anyPeriod, formula, perEntity, probe } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import { longDivision } from '../oracles/fraction.ts';
import { type Book, bookOf, dimension, type Entry, entriesOf } from '../oracles/kpiBook.ts';
import {
  belongs,
  evaluate,
  folded,
  follower,
  holds,
  isFraction,
  isWanted,
  type Plain,
  type Scene,
  seen,
} from '../oracles/kpiFormula.ts';
import { sceneOf } from './scene.ts';

const wanted = fc.constantFrom<Scene['where'][]>({}, {}, { owner: ['reps0', null] });

/** What the oracle says of one node. */
function shownBy(of: Formula, scene: Scene): { value: string | null; reason: string | null } {
  const slow = evaluate(of as unknown as Plain, scene);
  return isFraction(slow) ? { value: longDivision(slow), reason: null } : { value: null, reason: slow };
}

/** Every reason for which a record of the source does not count, in the words of the library. */
function reasons(of: Plain, entry: Entry, scene: Scene): readonly string[] {
  const set = of['records'] as Plain;
  const found: string[] = [];
  for (const condition of set['where'] as readonly Plain[]) {
    if (!holds(condition, entry, scene))
      found.push(conditionText(condition as unknown as Parameters<typeof conditionText>[0]));
  }
  const following = set['followedBy'] as Plain | null;
  if (following !== null && follower(following, String(set['source']), entry, scene) === null) {
    found.push(followingText(following as unknown as Parameters<typeof followingText>[0]));
  }
  if (!belongs(set['anchor'] as Plain, entry, scene))
    found.push(anchorText(set['anchor'] as unknown as Parameters<typeof anchorText>[0]));
  return found;
}

describe('explain', () => {
  it('lists every record once, with its part or a true reason, and the parts add up', () => {
    fc.assert(
      fc.property(
        salesRows({ opportunities: 14, others: 12 }),
        aggregate(),
        anyPeriod,
        anyAsOf,
        wanted,
        (rows, of, period, asOf, where) => {
          const book = bookOf(rows);
          const scene = sceneOf(book, period, { asOf, where });
          const plain = of as unknown as Plain;
          const { counted, leftOut, measurement, tree } = explain(probe(of), readRows(rows), {
            period,
            where,
            ...(asOf === undefined ? {} : { asOf }),
          });
          expect(tree).toMatchObject({ name: of.name, counted, leftOut, value: measurement.value });

          const { source } = of.records;
          const all = entriesOf(book, source).filter((entry) => isWanted(source, entry, scene));
          expect([...counted, ...leftOut].map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
          const records = seen(plain, scene);
          const used = records.filter(({ entry, value }) => typeof value !== 'string' && isUsed(of, entry));
          expect(
            counted.map(({ contribution, ...rest }) => ({ ...rest, contribution: contribution.toFixed() })),
          ).toEqual(
            used.map(({ entry, value }) => ({
              part: of.name,
              source,
              id: entry.id,
              contribution:
                typeof value === 'string'
                  ? value
                  : longDivision(
                      isRepeated(
                        of,
                        entry,
                        used.map((one) => one.entry),
                      )
                        ? [0n, 1n]
                        : value,
                    ),
            })),
          );
          const skipped = (reason: string): number =>
            measurement.skipped.find((one) => one.reason === reason)?.count ?? 0;
          const negative = records.filter(({ value }) => value === 'negative');
          if (of.kind !== 'distinct') {
            expect(skipped('negative-span')).toBe(negative.length);
            expect(skipped('missing-value')).toBe(records.length - used.length - negative.length);
          }
          // Nothing but the counted records makes the figure.
          const again = folded(plain, used, scene);
          expect(measurement.value?.toFixed() ?? measurement.reason).toBe(
            isFraction(again) ? longDivision(again) : again,
          );

          const left = all.filter((entry) => !used.some((one) => one.entry === entry));
          for (const [index, { failed, id }] of leftOut.entries()) {
            const entry = left[index];
            if (entry === undefined) throw new Error('a record too many');
            expect(id).toBe(entry.id);
            const value = records.find((one) => one.entry === entry)?.value;
            const why = value === undefined ? reasons(plain, entry, scene) : gaps(of, entry, value);
            expect(
              why.some((reason) => failed === reason || failed.startsWith(`${reason} (`)),
              `${failed} is none of ${why.join('; ')}`,
            ).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  }, 30_000);

  it.each([
    ['formulas', formula(), 150],
    ['figures per entity', perEntity(), 120],
  ])(
    'shows every step with its own figure: %s',
    (_name, formulas, numRuns) => {
      fc.assert(
        fc.property(salesRows(), formulas, anyPeriod, anyAsOf, wanted, (rows, of, period, asOf, where) => {
          const book = bookOf(rows);
          const scene = sceneOf(book, period, { asOf, where });
          const { tree } = explain(probe(of), readRows(rows), {
            period,
            where,
            ...(asOf === undefined ? {} : { asOf }),
          });
          check(tree, of, scene, book);
        }),
        { numRuns },
      );
    },
    30_000,
  );
});

/** Why a record that belongs to the aggregate brings nothing to it. */
function gaps(of: Formula, entry: Entry, value: unknown): readonly string[] {
  const found: string[] = [];
  if (of.kind === 'distinct' && !entry.texts.has(of.field)) found.push(`${of.field} is present`);
  if ('by' in of && of.kind !== 'per-entity' && !entry.moments.has(of.by)) found.push(`${of.by} is present`);
  if ('of' in of && value === 'negative') found.push(`${quantityText(of.of)} is not negative`);
  if ('of' in of && value === 'missing') found.push(`${quantityText(of.of)} is known`);
  return found;
}

/** Whether an earlier record already brought the same value to a count of different values. */
function isRepeated(of: Formula, entry: Entry, used: readonly Entry[]): boolean {
  return (
    of.kind === 'distinct' &&
    used.slice(0, used.indexOf(entry)).some((other) => other.texts.get(of.field) === entry.texts.get(of.field))
  );
}

/** Whether an aggregate can use a record that belongs to it and has a value. */
function isUsed(of: Formula, entry: Entry): boolean {
  if (of.kind === 'first' || of.kind === 'last') return entry.moments.has(of.by);
  return of.kind !== 'distinct' || entry.texts.has(of.field);
}

function check(node: TraceNode, of: Formula, scene: Scene, book: Book): void {
  expect({ value: node.value?.toFixed() ?? null, reason: node.reason }, JSON.stringify(of)).toEqual(shownBy(of, scene));
  const [first, second] = node.children;
  switch (of.kind) {
    case 'named':
      if (first !== undefined) check(first, of.formula, scene, book);
      break;
    case 'in-period':
      if (first !== undefined)
        check(first, of.formula, { ...scene, span: scene.shift(scene.span, of.change as unknown as Plain) }, book);
      break;
    case 'per-entity': {
      const values: string[] = [];
      for (const { entity, contribution, failed, children } of node.entities) {
        const inside = { ...scene, where: { ...scene.where, [of.by]: [entity] } };
        expect(contribution === null).toBe(failed !== null);
        if (contribution !== null) values.push(contribution.toFixed());
        if (contribution !== null && of.value !== null)
          expect(contribution.toFixed()).toBe(shownBy(of.value, inside).value);
        const inner = [
          ...of.having.flatMap(({ value, limit }) => [value, limit]),
          ...(of.value === null ? [] : [of.value]),
        ].filter(({ kind }) => kind !== 'constant' && kind !== 'parameter');
        expect(children).toHaveLength(inner.length);
        for (const [index, child] of children.entries()) check(child, inner[index] as Formula, inside, book);
        for (const { counted, leftOut } of children)
          for (const { id, source } of [...counted, ...leftOut]) {
            expect(
              entriesOf(book, source).some(
                (entry) => entry.id === id && dimension(book, source, entry, of.by) === entity,
              ),
            ).toBe(true);
          }
      }
      if (of.fold === 'count') expect(node.value?.toNumber()).toBe(values.length);
      break;
    }
    case 'plus':
    case 'minus':
    case 'times':
    case 'lesser':
    case 'greater':
    case 'divide':
      if (first === undefined || second === undefined) throw new Error('two operands are missing');
      check(first, of.left, scene, book);
      check(second, of.right, scene, book);
      break;
    default:
      expect(node.children).toEqual([]);
  }
}
