import { showValue } from '../errors.ts';
import { cell, isPlainRecord, type PlainRecord, unreadable } from '../model/plainRecord.ts';

/** Most values of a plan, and most items of one of its lists; a hostile plan is refused before anything of it is worked through. */
const mostValues = 100_000;
/** Most items of one list of a plan. */
const mostItems = 10_000;
const deepest = 16;

/** Stands in a copy for a value that could not be taken over. */
export class Refused {
  /** What was found, in words. */
  readonly found: string;
  /** What was expected, where the schema would not say it. */
  readonly expected: string | null;

  constructor(found: string, expected: string | null = null) {
    this.found = found;
    this.expected = expected;
  }
}

/** What was found in place of something else, as one short line. */
export function foundAs(value: unknown): string {
  if (value === unreadable) return 'a property that throws';
  return value instanceof Refused ? value.found : showValue(value);
}

/**
 * A copy of untrusted data in which reading does no harm: every property is read once, objects have no prototype, fields that are undefined
 * are left out, and what throws, contains itself, or is too much is a {@link Refused}. Instances of classes stay as they are.
 *
 * @param value - anything
 */
export function plainCopy(value: unknown): unknown {
  return new Copying().copy(value, 0);
}

class Copying {
  #values = 0;
  /** Objects that were met, with their copies; what is still being copied has none yet. */
  readonly #met = new Map<object, unknown>();

  copy(value: unknown, depth: number): unknown {
    this.#values++;
    if (value === unreadable) return new Refused('a property that throws');
    if (typeof value !== 'object' || value === null) return value;
    const isList = isArray(value);
    if (!isList && !isPlainRecord(value)) return value;
    if (this.#met.has(value)) return this.#met.get(value) ?? new Refused('an object that contains itself');
    if (depth > deepest) return new Refused('an object that is nested too deeply');
    this.#met.set(value, undefined);
    const copied = isList ? this.#list(value as readonly unknown[], depth) : this.#record(value as PlainRecord, depth);
    this.#met.set(value, copied);
    return copied;
  }

  #list(list: readonly unknown[], depth: number): unknown {
    try {
      const { length } = list;
      if (length > mostItems) return new Refused(`an array of ${length}`, `an array of at most ${mostItems} items`);
      if (this.#values + length > mostValues) return this.#tooMuch(list);
      return Array.from({ length }, (_, index) =>
        this.copy(cell(list as unknown as PlainRecord, String(index)), depth + 1),
      );
    } catch {
      return new Refused('an unreadable object');
    }
  }

  #record(record: PlainRecord, depth: number): unknown {
    try {
      const names = Object.keys(record);
      if (this.#values + names.length > mostValues) return this.#tooMuch(record);
      const copied = Object.create(null) as Record<string, unknown>;
      for (const name of names) {
        const field = this.copy(cell(record, name), depth + 1);
        // Without a prototype `__proto__` is a name like any other.
        if (field !== undefined) copied[name] = field;
      }
      return copied;
    } catch {
      return new Refused('an unreadable object');
    }
  }

  #tooMuch(value: object): Refused {
    return new Refused(showValue(value), `part of a plan of at most ${mostValues} values`);
  }
}

function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
