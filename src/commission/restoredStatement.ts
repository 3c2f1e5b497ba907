import type { PlainRecord } from '../model/plainRecord.ts';
import { Decimal34 } from '../number/decimal.ts';
import type { Statement } from './statementData.ts';
import { decimalFields, type Fields, isFieldsOfItems, type Shape, statementFields } from './statementFields.ts';

/**
 * A statement that was checked, with its amounts as decimal numbers where they came back from JSON as texts. What it says does not change:
 * as JSON it has the same bytes.
 *
 * @param statement - a statement that passed `checkStatement`
 * @returns the statement itself where nothing of it is a text or a number; else a frozen copy
 */
export function restoredStatement(statement: Statement): Statement {
  return restoredFields(statement as unknown as PlainRecord, statementFields) as unknown as Statement;
}

function restoredFields(record: PlainRecord, fields: Fields): PlainRecord {
  const before = Object.entries(record);
  const after = before.map(([name, value]): readonly [string, unknown] => {
    const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, shape === undefined ? value : restored(value, shape)];
  });
  const isSame = after.every(([, value], index) => value === before[index]?.[1]);
  return isSame ? record : Object.freeze(Object.fromEntries(after));
}

function restored(value: unknown, shape: Shape): unknown {
  if (value === null || value === undefined) return value;
  if (typeof shape === 'object') {
    if (!isFieldsOfItems(shape)) return restoredFields(value as PlainRecord, shape);
    const before = value as readonly PlainRecord[];
    const after = before.map((item) => restoredFields(item, shape[0]));
    return after.every((item, index) => item === before[index]) ? value : Object.freeze(after);
  }
  if (shape === 'decimals by name') return restoredFields(value as PlainRecord, decimalFields(value as PlainRecord));
  return shape.startsWith('decimal') && isWritten(value) ? new Decimal34(String(value)) : value;
}

/** Whether a decimal number is written out. */
function isWritten(value: unknown): value is string | number | bigint {
  return typeof value !== 'object';
}
