import { SalesMetricsError, showValue } from '../errors.ts';
import { canonical } from '../expression/canonical.ts';
import { checkFormula } from '../expression/check.ts';
import type { Condition } from '../expression/condition.ts';
import { conditionText } from '../expression/conditionText.ts';
import type { Formula, Quantity } from '../expression/expression.ts';
import { type Calculable, isDefined } from '../expression/kpi.ts';
import type { Anchor } from '../expression/recordSet.ts';
import { anchorText, formulaText, quantityText } from '../expression/text.ts';
import { isPlainRecord } from '../model/plainRecord.ts';

/** One place in which two definitions differ. */
export interface Difference {
  /** Path to the place: `formula.right.records.where[0].values[2]`. */
  readonly path: string;
  /** What stands there in the first definition, as plain data; undefined where there is nothing. */
  readonly before: unknown;
  /** What stands there in the second definition, as plain data; undefined where there is nothing. */
  readonly after: unknown;
  /** The same as one readable line. */
  readonly text: string;
}

/**
 * What differs between two definitions: for a review, a changelog, or to see what a variant does.
 *
 * Two KPIs are compared as a whole, and so are two variants and two formulas. Things of different sorts (a KPI and its variant, a
 * variant and a formula) are compared by what is calculated: by unit and formula.
 *
 * @param before - a KPI, a variant, or a formula
 * @param after - another one
 * @returns every place in which they differ, in the order of the paths; empty for definitions that say the same
 * @throws SalesMetricsError `invalid-argument` for anything else
 *
 * @example
 * ```ts
 * import { diffDefinitions, winRate } from 'sales-metrics';
 * diffDefinitions(winRate, winRate.variants.broad).map(({ text }) => text);
 * // => ['formula.right.name: "decided" became "closed"', 'formula.right.records.where[0].values[2]: "no-decision" was added']
 * diffDefinitions(winRate, winRate); // => []
 * ```
 */
export function diffDefinitions(before: Calculable | Formula, after: Calculable | Formula): readonly Difference[] {
  const sorts = [sortOf(before), sortOf(after)];
  for (const definition of [before, after]) checkFormulaOf(definition);
  const [left, right] = sorts[0] === sorts[1] ? [before, after] : [core(before, sorts), core(after, sorts)];
  const differences: Difference[] = [];
  compare(left, right, sorts.every((sort) => sort === 'formula') ? 'formula' : '', differences);
  return differences;
}

type Sort = 'kpi' | 'variant' | 'formula';

function sortOf(definition: unknown): Sort {
  if (isPlainRecord(definition)) {
    const { kind, key, formula, differs } = definition;
    if (typeof kind === 'string') return 'formula';
    if (typeof key === 'string' && isPlainRecord(formula)) return typeof differs === 'string' ? 'variant' : 'kpi';
  }
  throw new SalesMetricsError(
    'invalid-argument',
    `diffDefinitions: expected a KPI, a variant or a formula, got ${showValue(definition)}`,
  );
}

function checkFormulaOf(definition: Calculable | Formula): void {
  const formula = 'kind' in definition ? definition : definition.formula;
  if (!isDefined(formula)) checkFormula(formula, 'diffDefinitions');
}

/** What is calculated; a formula on its own has no unit to compare. */
function core(definition: Calculable | Formula, sorts: readonly Sort[]): unknown {
  if ('kind' in definition) return { formula: definition };
  const { unit, formula } = definition;
  return sorts.includes('formula') ? { formula } : { unit, formula };
}

function compare(before: unknown, after: unknown, path: string, differences: Difference[]): void {
  if (canonical(before) === canonical(after)) return;
  if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, differences);
  else if (isPlainRecord(before) && isPlainRecord(after) && before['kind'] === after['kind'])
    compareRecords(before, after, path, differences);
  else differences.push({ path, before, after, text: `${path}: ${changeText(before, after)}` });
}

function compareRecords(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: string,
  differences: Difference[],
): void {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  for (const key of keys) compare(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`, differences);
}

/** A list is compared between what both begin with and what both end with, so that one more item is one difference. */
function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
  differences: Difference[],
): void {
  const left = before.map(canonical);
  const right = after.map(canonical);
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  let end = 0;
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  for (let index = start; index < Math.max(left.length, right.length) - end; index++) {
    const first = index < left.length - end ? before[index] : undefined;
    const second = index < right.length - end ? after[index] : undefined;
    compare(first, second, `${path}[${index}]`, differences);
  }
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function changeText(before: unknown, after: unknown): string {
  if (before === undefined) return `${valueText(after)} was added`;
  if (after === undefined) return `${valueText(before)} was removed`;
  return `${valueText(before)} became ${valueText(after)}`;
}

const conditionKinds = ['is', 'missing', 'happened', 'compare', 'days', 'all', 'any', 'not'];
const anchorKinds = ['falls', 'stands', 'before', 'within', 'always'];
const quantityKinds = ['field', 'product', 'span'];
const formulaKinds = [
  'plus',
  'minus',
  'times',
  'divide',
  'lesser',
  'greater',
  'power',
  'root',
  'rounded',
  'in-period',
  'overall',
  'constant',
];

/** Pieces of the algebra in words, anything else as it is. */
function valueText(value: unknown): string {
  if (!isPlainRecord(value)) return JSON.stringify(value);
  const kind = String(value['kind']);
  // The kind says which of the types it is.
  if (conditionKinds.includes(kind)) return `(${conditionText(value as unknown as Condition)})`;
  if (anchorKinds.includes(kind)) return `(${anchorText(value as unknown as Anchor)})`;
  if (quantityKinds.includes(kind)) return `(${quantityText(value as unknown as Quantity)})`;
  if (formulaKinds.includes(kind) || typeof value['name'] === 'string')
    return `(${formulaText(value as unknown as Formula)})`;
  return JSON.stringify(value);
}
