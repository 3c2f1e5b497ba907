import { isCurrencyCode, isId } from '../model/field.ts';
import { readDecimal, type Scaled } from '../number/decimal.ts';
import { one } from '../number/rational.ts';
import { type Day, parseDay } from '../time/day.ts';
import type { EventTable, UsualEvent } from './eventTable.ts';

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
  readonly #events: EventTable;
  /** Positions of whole credits by payee. */
  readonly #creditees = new Map<string, number>();
  /** Whether all objects have something from their prototype, which is no field of theirs. */
  readonly #isPolluted = Object.keys(Object.prototype).length > 0;

  /** @param events - takes the events */
  constructor(events: EventTable) {
    this.#events = events;
  }

  /** Adds the event to the table; false, and nothing is done, for one that is not usual. */
  readonly take = (record: unknown, row: number): boolean => {
    try {
      const event = !this.#isPolluted && isUsualRecord(record) ? this.#read(record) : null;
      if (event === null) return false;
      this.#events.add(event, row);
      return true;
    } catch {
      // A getter or a proxy may throw.
      return false;
    }
  };

  #read(record: UsualRecord): UsualEvent | null {
    const { id, on: date, amount: given, kind = 'sale', currency = null, knownAt: known = date } = record;
    if (typeof id !== 'string' || !isId(id) || typeof kind !== 'string' || !isId(kind)) return null;
    if (currency !== null && (typeof currency !== 'string' || !isCurrencyCode(currency))) return null;
    const on = dayOf(date);
    const knownAt = known === date ? on : dayOf(known);
    const amount = amountOf(given);
    const creditee = this.#crediteeOf(record.credits);
    if (Number.isNaN(on) || Number.isNaN(knownAt) || amount === unusual || creditee < 0) return null;
    return { id, kind, on, knownAt, amount, currency, creditee };
  }

  /** One credit of all that there is, in the usual role; -1 for anything else. */
  #crediteeOf(given: unknown): number {
    if (!Array.isArray(given) || given.length !== 1) return -1;
    const credit: unknown = given[0];
    if (typeof credit !== 'object' || credit === null || Object.getPrototypeOf(credit) !== Object.prototype) return -1;
    for (const name in credit) if (name !== 'payee') return -1;
    const { payee } = credit as { readonly payee?: unknown };
    if (typeof payee !== 'string') return -1;
    let creditee = this.#creditees.get(payee);
    if (creditee === undefined) {
      if (!isId(payee)) return -1;
      creditee = this.#events.credited.push([{ payee, role: 'owner', share: one }]) - 1;
      this.#creditees.set(payee, creditee);
    }
    return creditee;
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

function amountOf(value: unknown): UsualEvent['amount'] | typeof unusual {
  if (value === undefined || value === null) return null;
  const read = readDecimal(value);
  return read !== null && isShort(read) ? read : unusual;
}

function isShort(read: Scaled): read is UsualEvent['amount'] & Scaled {
  return typeof read.coefficient === 'number';
}
