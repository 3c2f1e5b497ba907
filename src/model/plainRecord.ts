/** A record as users give it, with nothing known yet of its values. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a value is a plain object: a literal, a parsed JSON object, or one without a prototype; also one of another realm.
 *
 * @returns false also for a proxy that throws
 */
export function isPlainRecord(value: unknown): value is PlainRecord {
  if (typeof value !== 'object' || value === null) return false;
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
  } catch {
    return false;
  }
}

/** Own properties only, for the case that somebody added to the prototype of all objects. */
export function withOwnProperties(record: PlainRecord): PlainRecord {
  return Object.assign(Object.create(null) as Record<string, unknown>, record);
}

/** Stands for a property that throws when it is read. */
export const unreadable: unique symbol = Symbol('unreadable');

/** The value of a property; a getter or a proxy may throw, which is a problem of that value and nothing more. */
export function cell(record: PlainRecord, name: string): unknown {
  try {
    return record[name];
  } catch {
    return unreadable;
  }
}
