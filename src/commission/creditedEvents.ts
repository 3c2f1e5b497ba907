import { showValue } from '../errors.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { Account } from './account.ts';
import type { ReadEvent } from './inputData.ts';
import { byEventOrder } from './known.ts';
import type { RunWarning } from './statementData.ts';

/** More than the events that can be read. */
const mostEvents = 2 ** 30;

/** Events in the order in which they count: by date, sequence and id. */
export function inEventOrder(events: readonly ReadEvent[]): readonly ReadEvent[] {
  // Dates decide nearly always, and plain numbers are sorted much quicker than objects.
  const keys = new Float64Array(events.length);
  let index = 0;
  for (const { on } of events) keys[index] = on * mostEvents + index++;
  keys.sort();
  const sorted: ReadEvent[] = [];
  for (const key of keys) sorted.push(events[key - Math.floor(key / mostEvents) * mostEvents] as ReadEvent);
  sortDays(sorted);
  return sorted;
}

/** Sorts events that are sorted by date already. */
function sortDays(events: ReadEvent[]): void {
  for (let start = 0; start < events.length; ) {
    const { on } = events[start] as ReadEvent;
    let end = start + 1;
    while (events[end]?.on === on) end += 1;
    if (end - start > 1) {
      let place = start;
      for (const event of events.slice(start, end).sort(byEventOrder)) events[place++] = event;
    }
    start = end;
  }
}

/** Who is or may be credited. */
interface Creditee {
  readonly accounts: Account[];
  readonly events: ReadEvent[];
}

/** Which events credit whom, and which pay nobody. */
export class CreditedEvents {
  readonly #byPayee = new Map<string, Creditee>();
  readonly #warnings: { readonly event: ReadEvent; readonly warning: RunWarning }[] = [];

  /** @param events - the known ones, in any order */
  constructor(accounts: readonly Account[], events: readonly ReadEvent[]) {
    for (const account of accounts) this.#creditee(account.payee).accounts.push(account);
    let hasReversals = false;
    for (const event of events) {
      if (event.reverses !== null) hasReversals = true;
      else if (event.pays === null) this.#credit(event);
    }
    if (hasReversals) this.#reverse(events);
  }

  /** What credits a payee, or takes such credit back, in the order in which it counts. */
  of(payee: string): readonly ReadEvent[] {
    return inEventOrder(this.#creditee(payee).events);
  }

  /** Warnings about events that pay nobody, in the order of the events. */
  warnings(): readonly RunWarning[] {
    return this.#warnings.sort((left, right) => byEventOrder(left.event, right.event)).map(({ warning }) => warning);
  }

  #credit(event: ReadEvent): void {
    const { credits, on } = event;
    if (credits.length === 0) this.#warn('nobody-credited', event, `event ${showValue(event.id)} credits nobody`);
    for (const { payee } of credits) {
      const creditee = this.#creditee(payee);
      if (!list(creditee, event) || isAssigned(creditee, on)) continue;
      this.#warn(
        'unassigned-credit',
        event,
        `event ${showValue(event.id)} credits payee ${showValue(payee)}, who has no assignment on ${formatDay(on)}`,
      );
    }
  }

  /** Reversals go to whom their event credited. */
  #reverse(events: readonly ReadEvent[]): void {
    const byId = new Map(events.map((event) => [event.id, event]));
    for (const event of events) {
      const { reverses } = event;
      if (reverses === null) continue;
      const original = byId.get(reverses);
      if (original === undefined)
        this.#warn(
          'nothing-reversed',
          event,
          `event ${showValue(event.id)} reverses event ${showValue(reverses)}, which is not known or comes later`,
        );
      else for (const { payee } of original.credits) list(this.#creditee(payee), event);
    }
  }

  #creditee(payee: string): Creditee {
    let creditee = this.#byPayee.get(payee);
    if (creditee === undefined) {
      creditee = { accounts: [], events: [] };
      this.#byPayee.set(payee, creditee);
    }
    return creditee;
  }

  #warn(code: RunWarning['code'], event: ReadEvent, message: string): void {
    this.#warnings.push({ event, warning: Object.freeze({ code, event: event.id, message }) });
  }
}

/** Lists an event for a payee; false where it is listed already, as one who is credited in several roles. */
function list({ events }: Creditee, event: ReadEvent): boolean {
  if (events[events.length - 1] === event) return false;
  events.push(event);
  return true;
}

function isAssigned({ accounts }: Creditee, day: Day): boolean {
  for (const account of accounts) if (account.assignmentOn(day) !== null) return true;
  return false;
}
