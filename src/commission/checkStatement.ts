import { cell, isPlainRecord } from '../model/plainRecord.ts';
import { readDecimal } from '../number/decimal.ts';
import { expectationFor } from '../number/readDecimal.ts';
import { dayExpectation, parseDay } from '../time/day.ts';
import { type Problems, pathTo } from './problems.ts';
import type { Statement } from './statementData.ts';
import { decimalFields, type Fields, isFieldsOfItems, type Shape, statementFields } from './statementFields.ts';

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
    if (!isFieldsOfItems(shape)) checkFields(problems, value, path, shape);
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
