import type { PlainRecord } from '../model/plainRecord.ts';

/** What a field holds: a single value, perhaps null; the fields of an object; or a list of such objects. */
export type Shape =
  | 'text'
  | 'text or null'
  | 'decimal'
  | 'decimal or null'
  | 'day'
  | 'decimals by name'
  | Fields
  | readonly [Fields];
/** The fields of an object by name. */
export interface Fields {
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
const stepFields: Fields = {
  kind: 'text',
  id: 'text or null',
  amount: 'decimal',
  balance: 'text or null',
  change: 'decimal',
  reason: 'text',
};
/** What a statement holds, as it is read from anywhere. */
export const statementFields: Fields = {
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

/** Whether a shape is that of a list, by the fields of its items. */
export function isFieldsOfItems(shape: Fields | readonly [Fields]): shape is readonly [Fields] {
  return Array.isArray(shape);
}

/** The fields of a record of decimal numbers. */
export function decimalFields(record: PlainRecord): Fields {
  return Object.fromEntries(Object.keys(record).map((name) => [name, 'decimal']));
}
