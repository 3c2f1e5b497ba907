import { cell, isPlainRecord, type PlainRecord } from '../model/plainRecord.ts';
import { readDecimal } from '../number/decimal.ts';
import { expectationFor } from '../number/readDecimal.ts';
import { dayExpectation, parseDay } from '../time/day.ts';
import { type Problems, pathTo } from './problems.ts';
import type { Statement } from './statementData.ts';

/** What a field holds: a single value, perhaps null; the fields of an object; or a list of such objects. */
type Shape =
  | 'text'
  | 'text or null'
  | 'decimal'
  | 'decimal or null'
  | 'day'
  | 'decimals by name'
  | Fields
  | readonly [Fields];
interface Fields {
  readonly [name: string]: Shape;
}

const lineFields: Fields = {
  id: 'text',
  kind: 'text',
  component: 'text or null',
  event: 'text or null',
  on: 'day',
  credited: 'decimal or null',
  total: 'decimal or null',
  target: 'decimal or null',
  eventKnownAt: 'text or null',
  exchangeRate: 'decimal or null',
  exact: 'decimal',
  amount: 'decimal',
  inReview: 'decimal',
  reason: 'text or null',
  corrects: 'text or null',
  planHash: 'text',
};
const balanceFields: Fields = { overpaid: 'decimal', carried: 'decimal', owed: 'decimals by name' };
const stepFields: Fields = { kind: 'text', id: 'text or null', amount: 'decimal', reason: 'text' };
const statementFields: Fields = {
  payee: 'text',
  plan: 'text',
  period: { start: 'day', end: 'day', label: 'text' },
  currency: 'text',
  lines: [lineFields],
  earned: 'decimal',
  released: [{ component: 'text or null', amount: 'decimal' }],
  held: 'decimal',
  forfeited: 'decimal',
  opening: balanceFields,
  steps: [stepFields],
  closing: balanceFields,
  paid: 'decimal',
  payment: { currency: 'text', amount: 'decimal', exchangeRate: 'decimal or null' },
  next: [{ component: 'text', total: 'decimal', at: 'decimal', away: 'decimal' }],
};

/**
 * Whether a value is a statement, also one that comes back from JSON; notes every problem.
 *
 * @param problems - takes the problems
 * @param value - anything
 * @param path - path of the value
 */
export function checkStatement(problems: Problems, value: unknown, path: string): value is Statement {
  const before = problems.total;
  checkFields(problems, value, path, statementFields);
  return problems.total === before;
}

function checkFields(problems: Problems, value: unknown, path: string, fields: Fields): void {
  if (!isPlainRecord(value)) {
    problems.refuse(path, 'an object', value);
    return;
  }
  for (const [name, shape] of Object.entries(fields))
    checkShape(problems, cell(value, name), pathTo(path, name), shape);
}

function checkShape(problems: Problems, value: unknown, path: string, shape: Shape): void {
  if (typeof shape === 'object') {
    if (!isList(shape)) checkFields(problems, value, path, shape);
    else if (!Array.isArray(value)) problems.refuse(path, 'an array', value);
    else for (const [index, item] of value.entries()) checkFields(problems, item, pathTo(path, index), shape[0]);
    return;
  }
  // A field that a version of the library did not have yet is missing.
  if (shape.endsWith(' or null') && (value === null || value === undefined)) return;
  switch (shape) {
    case 'decimals by name':
      if (!isPlainRecord(value)) problems.refuse(path, 'an object', value);
      else checkFields(problems, value, path, decimalFields(value));
      return;
    case 'day':
      if (typeof value !== 'string' || Number.isNaN(parseDay(value))) problems.refuse(path, dayExpectation, value);
      return;
    case 'decimal':
    case 'decimal or null':
      if (readDecimal(value) === null) problems.refuse(path, expectationFor(value), value);
      return;
    case 'text':
    case 'text or null':
      if (typeof value !== 'string') problems.refuse(path, 'text', value);
  }
}

function decimalFields(record: PlainRecord): Fields {
  return Object.fromEntries(Object.keys(record).map((name) => [name, 'decimal']));
}

function isList(shape: Fields | readonly [Fields]): shape is readonly [Fields] {
  return Array.isArray(shape);
}
