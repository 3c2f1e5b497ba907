import { isCurrencyCode, isId } from '../model/field.ts';
import { rationalOf, readDecimal } from '../number/decimal.ts';
import { one, type Rational } from '../number/rational.ts';
import { type Day, parseDay } from '../time/day.ts';
import type { ReadCredit, ReadEvent } from './inputData.ts';
import { emptyMap } from './recordReader.ts';

interface UsualRecord {
  readonly id?: unknown;
  readonly on?: unknown;
  readonly amount?: unknown;
  readonly kind?: unknown;
  readonly currency?: unknown;
  readonly knownAt?: unknown;
  readonly credits?: unknown;
}

/** Stands for what is not usual. */
const unusual = Symbol('unusual');

/**
 * Reads events of which a run has millions: somebody sold something for an amount. Whatever has other fields, or any flaw, is left to be
 * read field by field, so that this says nothing of what is wrong.
 */
export class UsualEvents {
  /** Whole credits by payee: one list for all events of a payee. */
  readonly #credits = new Map<string, readonly ReadCredit[]>();
  /** Whether all objects have something from their prototype, which is no field of theirs. */
  readonly #isPolluted = Object.keys(Object.prototype).length > 0;

  /** @returns null for an event that is not usual */
  readonly read = (record: unknown): ReadEvent | null => {
    try {
      return !this.#isPolluted && isUsualRecord(record) ? this.#read(record) : null;
    } catch {
      // A getter or a proxy may throw.
      return null;
    }
  };

  #read(record: UsualRecord): ReadEvent | null {
    const { id, on: date, amount: given, kind = 'sale', currency = null, knownAt: known = date } = record;
    if (typeof id !== 'string' || !isId(id) || typeof kind !== 'string' || !isId(kind)) return null;
    if (currency !== null && (typeof currency !== 'string' || !isCurrencyCode(currency))) return null;
    const on = dayOf(date);
    const knownAt = known === date ? on : dayOf(known);
    const amount = amountOf(given);
    const credits = this.#creditsOf(record.credits);
    if (Number.isNaN(on) || Number.isNaN(knownAt) || amount === unusual || credits === null) return null;
    return {
      id,
      kind,
      on,
      sequence: 0,
      knownAt,
      isCancelled: false,
      amount,
      currency,
      quantity: null,
      values: emptyMap,
      dates: emptyMap,
      attributes: emptyMap,
      credits,
      reverses: null,
      pays: null,
    };
  }

  /** One credit of all that there is, in the usual role. */
  #creditsOf(given: unknown): readonly ReadCredit[] | null {
    if (!Array.isArray(given) || given.length !== 1) return null;
    const credit: unknown = given[0];
    if (typeof credit !== 'object' || credit === null || Object.getPrototypeOf(credit) !== Object.prototype)
      return null;
    for (const name in credit) if (name !== 'payee') return null;
    const { payee } = credit as { readonly payee?: unknown };
    if (typeof payee !== 'string') return null;
    let credits = this.#credits.get(payee);
    if (credits === undefined) {
      if (!isId(payee)) return null;
      credits = [{ payee, role: 'owner', share: one }];
      this.#credits.set(payee, credits);
    }
    return credits;
  }
}

function isUsualRecord(record: unknown): record is UsualRecord {
  if (typeof record !== 'object' || record === null || Object.getPrototypeOf(record) !== Object.prototype) return false;
  for (const name in record) {
    switch (name) {
      case 'id':
      case 'on':
      case 'amount':
      case 'kind':
      case 'currency':
      case 'knownAt':
      case 'credits':
        break;
      default:
        return false;
    }
  }
  return true;
}

function dayOf(value: unknown): Day {
  return typeof value === 'string' ? parseDay(value) : Number.NaN;
}

function amountOf(value: unknown): Rational | null | typeof unusual {
  if (value === undefined || value === null) return null;
  const read = readDecimal(value);
  return read === null ? unusual : rationalOf(read);
}
