import { showValue } from '../errors.ts';
import { cell, isPlainRecord, type PlainRecord, unreadable } from '../model/plainRecord.ts';
import { readDecimal } from '../number/decimal.ts';

/** Most values of a plan, and most items of one of its lists; a hostile plan is refused before anything of it is worked through. */
const mostValues = 100_000;
/** Most items of one list of a plan. */
const mostItems = 10_000;
const deepest = 16;

/** Why a value could not be taken over into a copy. */
interface Refusal {
  /** What was found, in words. */
  readonly found: string;
  /** What was expected, where the schema would not say it. */
  readonly expected: string | null;
}

const refusals = new WeakMap<object, Refusal>();

/** Stands in a copy for a value that could not be taken over: a function, because no schema of plain data takes one. */
function refused(found: string, expected: string | null = null): unknown {
  const mark = (): void => undefined;
  // The length of a function would be taken for that of a list.
  Object.defineProperty(mark, 'length', { value: undefined });
  refusals.set(mark, { found, expected });
  return mark;
}

/** Why a value of a copy could not be taken over; undefined for all others. */
export function refusalOf(value: unknown): Refusal | undefined {
  return typeof value === 'function' ? refusals.get(value) : undefined;
}

/** What was found in place of something else, as one short line. */
export function foundAs(value: unknown): string {
  if (value === unreadable) return 'a property that throws';
  return refusalOf(value)?.found ?? showValue(value);
}

/**
 * A copy of untrusted data in which reading does no harm: every property is read once, objects have no prototype, fields that are undefined
 * are left out, and what throws, contains itself, or is too much is replaced by what every schema refuses, and so are instances of classes but decimals.
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
    if (value === unreadable) return refused('a property that throws');
    if (typeof value !== 'object' || value === null) return value;
    const isList = isArray(value);
    // Of other objects only decimals are of use, and reading one calls nothing of it.
    if (!isList && !isPlainRecord(value)) return readDecimal(value) === null ? refused(showValue(value)) : value;
    if (this.#met.has(value)) return this.#met.get(value) ?? refused('an object that contains itself');
    if (depth > deepest) return refused('an object that is nested too deeply');
    this.#met.set(value, undefined);
    const copied = isList ? this.#list(value as readonly unknown[], depth) : this.#record(value as PlainRecord, depth);
    this.#met.set(value, copied);
    return copied;
  }

  #list(list: readonly unknown[], depth: number): unknown {
    try {
      const { length } = list;
      if (length > mostItems) return refused(`an array of ${length}`, `an array of at most ${mostItems} items`);
      if (this.#values + length > mostValues) return this.#tooMuch(list);
      return Array.from({ length }, (_, index) =>
        this.copy(cell(list as unknown as PlainRecord, String(index)), depth + 1),
      );
    } catch {
      return refused('an unreadable object');
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
      return refused('an unreadable object');
    }
  }

  #tooMuch(value: object): unknown {
    return refused(showValue(value), `part of a plan of at most ${mostValues} values`);
  }
}

function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
