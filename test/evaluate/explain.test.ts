import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, type TraceNode } from '../../src/evaluate/explain.ts';
import { conditionText } from '../../src/expression/conditionText.ts';
import type { Formula, PerEntity, PerPeriod } from '../../src/expression/expression.ts';
import { anchorText, joinText, quantityText } from '../../src/expression/text.ts';
import { figureConditionsOf } from '../../src/expression/walk.ts';
import { aggregate, anyAsOf, anyPeriod, formula, perEntity, probe } from '../arbitraries/formulas.ts';
import { readRows, salesRows } from '../arbitraries/sales.ts';
import { fractionOf, longDivision, order } from '../oracles/fraction.ts';
import { type Book, bookOf, dayOf, type Entry, entriesOf, text } from '../oracles/kpiBook.ts';
import {
  belongs,
  evaluate,
  folded,
  groupValue,
  holds,
  isFraction,
  isSatisfied,
  isWanted,
  type Plain,
  pairsOf,
  type Scene,
  type Seen,
  seen,
  trimmed,
  withCount,
} from '../oracles/kpiFormula.ts';
import { sceneOf } from './scene.ts';

const wanted = fc.constantFrom<Scene['where'][]>({}, {}, { owner: ['reps0', null] });

/** What the oracle says of one node. */
function shownBy(of: Formula, scene: Scene): { value: string | null; reason: string | null } {
  const slow = evaluate(of as unknown as Plain, scene);
  return isFraction(slow) ? { value: longDivision(slow), reason: null } : { value: null, reason: slow };
}

/** A record or a pair that must be told of. */
interface Item {
  readonly record: Entry;
  readonly other: Entry | null;
  /** Every reason for which it does not count, in the words of the library; empty where it belongs to the aggregate. */
  readonly reasons: readonly string[];
}

/** Every record of a set once for each record joined to it, and at least once. */
function itemsOf(set: Plain, scene: Scene): readonly Item[] {
  const join = set['join'] as Plain | null;
  const conditions = set['where'] as readonly Plain[];
  const words = (condition: Plain): string =>
    conditionText(condition as unknown as Parameters<typeof conditionText>[0]);
  const failing = (entry: Entry, some: readonly Plain[]): readonly string[] =>
    some.filter((condition) => !holds(condition, entry, scene)).map(words);
  // A record that fails a condition on itself, whatever the period, is not joined at all.
  const own = conditions.filter((condition) => !/"(other|period)\.|"asOf"/.test(JSON.stringify(condition)));
  return entriesOf(scene.book, String(set['source']))
    .filter((record) => isWanted(set, record, scene))
    .flatMap((record): readonly Item[] => {
      const failed = join === null ? [] : failing(record, own);
      const pairs = failed.length > 0 ? [] : pairsOf(set, record, scene);
      if (pairs.length === 0)
        return [
          { record, other: null, reasons: [...failed, joinText(join as unknown as Parameters<typeof joinText>[0])] },
        ];
      return pairs.map(([entry, other]) => {
        const anchor = set['anchor'] as Plain;
        const isIn = belongs(anchor, entry, scene);
        const outside = isIn ? [] : [anchorText(anchor as unknown as Parameters<typeof anchorText>[0])];
        return { record, other, reasons: [...failing(entry, conditions), ...outside] };
      });
    });
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
          const all = itemsOf(plain['records'] as Plain, scene);
          const named = ({ id, other }: { readonly id: string; readonly other: string | null }): string =>
            `${id} ${String(other)}`;
          expect([...counted, ...leftOut].map(named).sort()).toEqual(
            all.map(({ record, other }) => named({ id: record.id, other: other?.id ?? null })).sort(),
          );
          const records = seen(plain, scene);
          const usable = records.filter(({ entry, value }) => typeof value !== 'string' && isUsed(of, entry));
          const used = withoutExtremes(of, usable);
          expect(
            counted.map(({ contribution, ...rest }) => ({ ...rest, contribution: contribution.toFixed() })),
          ).toEqual(
            used.map(({ entry, other, value }) => ({
              part: of.name,
              source,
              id: entry.id,
              other: other?.id ?? null,
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
            expect(skipped('missing-value')).toBe(records.length - usable.length - negative.length);
          }
          // Nothing but the counted records makes the figure.
          const again = folded(of.kind === 'trimmed-mean' ? { ...plain, kind: 'mean' } : plain, used, scene);
          expect(measurement.value?.toFixed() ?? measurement.reason).toBe(
            isFraction(again) ? longDivision(again) : again,
          );

          const left = all.filter(
            ({ record, other }) => !used.some((one) => one.record === record && one.other === other),
          );
          for (const [index, { failed, id, other }] of leftOut.entries()) {
            const item = left[index];
            if (item === undefined) throw new Error('a record too many');
            expect({ id, other }).toEqual({ id: item.record.id, other: item.other?.id ?? null });
            const found = records.find((one) => one.record === item.record && one.other === item.other);
            expect(found === undefined).toBe(item.reasons.length > 0);
            const isExtreme = found !== undefined && usable.includes(found);
            const why =
              found === undefined
                ? item.reasons
                : isExtreme
                  ? extremes(of, usable)
                  : gaps(of, found.entry, found.value);
            expect(
              why.some((reason) => failed === reason || failed.startsWith(`${reason} (`)),
              `${failed} is none of ${why.join('; ')}`,
            ).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['formulas', formula(), 150],
    ['figures per entity', perEntity(), 120],
  ])('shows every step with its own figure: %s', (_name, formulas, numRuns) => {
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
  });
});

/** Why a record that belongs to the aggregate brings nothing to it. */
function gaps(of: Formula, entry: Entry, value: unknown): readonly string[] {
  const found: string[] = [];
  if (of.kind === 'distinct' && distinguished(of.field, entry) === null) found.push(`${of.field} is present`);
  if ('by' in of && of.kind !== 'per-entity' && !entry.moments.has(of.by)) found.push(`${of.by} is present`);
  if ('of' in of && value === 'negative') found.push(`${quantityText(of.of)} is not negative`);
  if ('of' in of && value === 'missing') found.push(`${quantityText(of.of)} is known`);
  return found;
}

/** The text or the day by which records are told apart. */
function distinguished(field: string, entry: Entry): string | number | null {
  return dayOf(entry, field) ?? text(entry, field);
}

/** Whether an earlier record already brought the same value to a count of different values. */
function isRepeated(of: Formula, entry: Entry, used: readonly Entry[]): boolean {
  return (
    of.kind === 'distinct' &&
    used
      .slice(0, used.indexOf(entry))
      .some((other) => distinguished(of.field, other) === distinguished(of.field, entry))
  );
}

/** The records of a trimmed mean that are not its extremes, in their order. */
function withoutExtremes(of: Formula, usable: readonly Seen[]): readonly Seen[] {
  if (of.kind !== 'trimmed-mean') return usable;
  const kept = trimmed([...usable].sort(byValue), fractionOf(String(of.fraction)));
  return usable.filter((one) => kept.includes(one));
}

function byValue(left: Seen, right: Seen): number {
  return typeof left.value === 'string' || typeof right.value === 'string' ? 0 : order(left.value, right.value);
}

/** Why a record of a trimmed mean brings nothing although it has a value. */
function extremes(of: Formula, usable: readonly Seen[]): readonly string[] {
  if (of.kind !== 'trimmed-mean') return [];
  const away = (usable.length - withoutExtremes(of, usable).length) / 2;
  return ['smallest', 'largest'].map((side) => `${quantityText(of.of)} is not among the ${away} ${side}`);
}

/** Whether an aggregate can use a record that belongs to it and has a value. */
function isUsed(of: Formula, entry: Entry): boolean {
  if (of.kind === 'first' || of.kind === 'last') return entry.moments.has(of.by);
  return of.kind !== 'distinct' || distinguished(of.field, entry) !== null;
}

/** The formulas inside a figure per entity or per period that are worth a step. */
function innerOf(part: PerEntity | PerPeriod): readonly Formula[] {
  const { value } = part;
  return [
    ...figureConditionsOf(part).flatMap(({ value: left, limit }) => [left, limit]),
    ...(value === null ? [] : [value]),
  ].filter(({ kind }) => kind !== 'constant' && kind !== 'parameter');
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
        check(
          first,
          of.formula,
          { ...scene, span: scene.shift(scene.span, withCount(of.change as unknown as Plain, scene)) },
          book,
        );
      break;
    case 'overall': {
      const { around, ...rest } = scene;
      if (first !== undefined) check(first, of.formula, { ...rest, where: around ?? scene.where }, book);
      break;
    }
    case 'per-entity': {
      const values: string[] = [];
      let censoredCount = 0;
      for (const { entity, contribution, failed, censored, children } of node.entities) {
        const inside = { ...scene, around: scene.where, where: { ...scene.where, [of.by]: [entity] } };
        expect(contribution === null).toBe(failed !== null);
        const isFinal = of.observed === undefined || isSatisfied(of.observed as unknown as Plain, inside);
        expect(censored).toBe(contribution !== null && !isFinal);
        if (censored) censoredCount++;
        if (contribution !== null) values.push(contribution.toFixed());
        if (contribution !== null && of.value !== null)
          expect(contribution.toFixed()).toBe(shownBy(of.value, inside).value);
        const inner = innerOf(of);
        expect(children).toHaveLength(inner.length);
        for (const [index, child] of children.entries()) {
          const part = inner[index] as Formula;
          check(child, part, inside, book);
          const set = 'records' in part ? (part.records as unknown as Plain) : {};
          for (const { id, source } of [...child.counted, ...child.leftOut]) {
            const isOfEntity = entriesOf(book, source).some(
              (entry) => entry.id === id && groupValue(book, set, entry, of.by) === entity,
            );
            expect(isOfEntity).toBe(true);
          }
        }
      }
      if (of.fold === 'count') expect(node.value?.toNumber()).toBe(values.length);
      if (of.observed !== undefined) expect(node.does).toContain(` (${censoredCount} of ${values.length} censored)`);
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
    case 'rounded':
      if (first === undefined) throw new Error('what is rounded is missing');
      check(first, of.formula, scene, book);
      break;
    case 'power':
    case 'root':
      if (first === undefined) throw new Error('the base is missing');
      check(first, of.base, scene, book);
      break;
    case 'per-period': {
      const spans = scene.cut(scene.span, of.grain).filter(({ start }) => scene.asOf === null || start <= scene.asOf);
      expect(node.entities).toHaveLength(spans.length);
      for (const [index, { contribution, failed, children }] of node.entities.entries()) {
        const inside = { ...scene, span: spans[index] ?? scene.span };
        expect(contribution === null).toBe(failed !== null);
        if (contribution !== null && of.value !== null)
          expect(contribution.toFixed()).toBe(shownBy(of.value, inside).value);
        const inner = innerOf(of);
        expect(children).toHaveLength(inner.length);
        for (const [position, child] of children.entries()) check(child, inner[position] as Formula, inside, book);
      }
      break;
    }
    default:
      expect(node.children).toEqual([]);
  }
}
