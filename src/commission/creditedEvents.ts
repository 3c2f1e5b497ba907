import { showValue } from '../errors.ts';
import { formatDay } from '../time/day.ts';
import type { Account } from './account.ts';
import type { ReadEvent } from './inputData.ts';
import { byText } from './known.ts';
import type { RunWarning } from './statementData.ts';

/** Order in which events count: by date, sequence and id. */
export function byEventOrder(left: ReadEvent, right: ReadEvent): number {
  return left.on - right.on || left.sequence - right.sequence || byText(left.id, right.id);
}

const noEvents: readonly ReadEvent[] = [];

/** Which events credit whom, and which pay nobody. */
export class CreditedEvents {
  readonly #byPayee = new Map<string, ReadEvent[]>();
  readonly #accounts = new Map<string, Account[]>();
  readonly #warnings: { readonly event: ReadEvent; readonly warning: RunWarning }[] = [];

  /** @param events - the known ones, in any order */
  constructor(accounts: readonly Account[], events: readonly ReadEvent[]) {
    for (const account of accounts) {
      const known = this.#accounts.get(account.payee);
      if (known === undefined) this.#accounts.set(account.payee, [account]);
      else known.push(account);
    }
    let hasReversals = false;
    for (const event of events) {
      if (event.reverses !== null) hasReversals = true;
      else if (event.pays === null) this.#credit(event);
    }
    if (hasReversals) this.#reverse(events);
  }

  /** What credits a payee, or takes such credit back, in the order in which it counts. */
  of(payee: string): readonly ReadEvent[] {
    return this.#byPayee.get(payee)?.sort(byEventOrder) ?? noEvents;
  }

  /** Warnings about events that pay nobody, in the order of the events. */
  warnings(): readonly RunWarning[] {
    return this.#warnings.sort((left, right) => byEventOrder(left.event, right.event)).map(({ warning }) => warning);
  }

  #credit(event: ReadEvent): void {
    const { credits, on } = event;
    if (credits.length === 0) this.#warn('nobody-credited', event, `event ${showValue(event.id)} credits nobody`);
    for (const { payee } of credits) {
      // A payee who is credited in several roles is listed once.
      if (!this.#list(payee, event)) continue;
      const accounts = this.#accounts.get(payee);
      if (accounts?.some((account) => account.assignmentOn(on) !== null) === true) continue;
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
      else for (const { payee } of original.credits) this.#list(payee, event);
    }
  }

  /** Whether an event is new for a payee; it is listed then. */
  #list(payee: string, event: ReadEvent): boolean {
    const known = this.#byPayee.get(payee);
    if (known === undefined) this.#byPayee.set(payee, [event]);
    else if (known[known.length - 1] === event) return false;
    else known.push(event);
    return true;
  }

  #warn(code: RunWarning['code'], event: ReadEvent, message: string): void {
    this.#warnings.push({ event, warning: Object.freeze({ code, event: event.id, message }) });
  }
}
