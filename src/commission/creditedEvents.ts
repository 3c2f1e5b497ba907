import { showValue } from '../errors.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { Account } from './account.ts';
import type { EventTable, KnownEvents } from './eventTable.ts';
import type { ReadCredit, ReadEvent } from './inputData.ts';
import type { RunWarning } from './statementData.ts';

/** Who is or may be credited. */
interface Creditee {
  readonly accounts: Account[];
  /** What usual events are sorted by. */
  usual: Float64Array;
  /** Positions of all other events. */
  readonly others: number[];
}

/** What credits a payee, or takes such credit back. */
export interface CreditingEvents {
  readonly table: EventTable;
  /** What they are sorted by. */
  readonly keys: Float64Array;
  readonly hasReversals: boolean;
}

const none = new Float64Array(0);

/** Which events credit whom, and which pay nobody. */
export class CreditedEvents {
  readonly #table: EventTable;
  readonly #byPayee = new Map<string, Creditee>();
  readonly #warnings = new Map<number, RunWarning[]>();

  /** @param events - the known ones, in any order */
  constructor(accounts: readonly Account[], events: KnownEvents) {
    this.#table = events.table;
    for (const account of accounts) this.#creditee(account.payee).accounts.push(account);
    this.#creditUsual(events);
    const others = events.table.kept(events.positions);
    let hasReversals = false;
    for (const position of others) {
      const { reverses, pays, credits } = events.table.at(position);
      if (reverses !== null) hasReversals = true;
      else if (pays === null) this.#credit(position, credits);
    }
    if (hasReversals) this.#reverse(others, events);
  }

  /** What credits a payee, or takes such credit back. */
  of(payee: string): CreditingEvents {
    const { usual, others } = this.#creditee(payee);
    const table = this.#table;
    if (others.length === 0) return { table, keys: usual, hasReversals: false };
    const keys = new Float64Array(usual.length + others.length);
    keys.set(usual);
    keys.set(table.keysOf(others), usual.length);
    return { table, keys, hasReversals: others.some((position) => table.at(position).reverses !== null) };
  }

  /** Warnings about events that pay nobody, in the order of the events. */
  warnings(): readonly RunWarning[] {
    const positions = this.#table.inOrder(this.#table.keysOf(this.#warnings.keys()));
    return [...positions].flatMap((position) => this.#warnings.get(position) as RunWarning[]);
  }

  /** Usual events are counted by whom they credit, and each put behind those before it that credit the same. */
  #creditUsual({ table, positions }: KnownEvents): void {
    const { creditees, credited } = table;
    const usual = table.usual(positions);
    const counts = new Int32Array(credited.length);
    usual.forEach((position) => {
      const creditee = creditees[position] as number;
      counts[creditee] = (counts[creditee] as number) + 1;
    });
    const whose = credited.map(([{ payee }]) => this.#creditee(payee));
    for (const [creditee, own] of whose.entries()) own.usual = new Float64Array(counts[creditee] as number);
    const ends = new Int32Array(credited.length);
    usual.forEach((position) => {
      const creditee = creditees[position] as number;
      const own = whose[creditee] as Creditee;
      const end = ends[creditee] as number;
      own.usual[end] = table.keyOf(position);
      ends[creditee] = end + 1;
      this.#checkAssigned(own, (table.credited[creditee] as readonly [ReadCredit])[0].payee, position);
    });
  }

  #credit(position: number, credits: ReadEvent['credits']): void {
    const id = this.#table.ids[position] as string;
    if (credits.length === 0) this.#warn('nobody-credited', position, `event ${showValue(id)} credits nobody`);
    for (const { payee } of credits) {
      const creditee = this.#creditee(payee);
      if (list(creditee, position)) this.#checkAssigned(creditee, payee, position);
    }
  }

  #checkAssigned({ accounts }: Creditee, payee: string, position: number): void {
    const day = this.#table.days[position] as Day;
    for (const account of accounts) if (account.assignmentOn(day) !== null) return;
    this.#warn(
      'unassigned-credit',
      position,
      `event ${showValue(this.#table.ids[position])} credits payee ${showValue(payee)}, who has no assignment on ${formatDay(day)}`,
    );
  }

  /** Reversals go to whom their event credited. */
  #reverse(others: Int32Array, { table, positions }: KnownEvents): void {
    const reversals = table.where(others, (position) => table.at(position).reverses !== null);
    const reversed = new Set(Array.from(reversals, (position) => table.at(position).reverses as string));
    const byId = new Map<string, number>();
    for (const position of positions) {
      const id = table.ids[position] as string;
      if (reversed.has(id)) byId.set(id, position);
    }
    for (const position of reversals) {
      const { id, reverses } = table.at(position);
      const original = byId.get(reverses as string);
      if (original === undefined)
        this.#warn(
          'nothing-reversed',
          position,
          `event ${showValue(id)} reverses event ${showValue(reverses)}, which is not known or comes later`,
        );
      else for (const { payee } of table.at(original).credits) list(this.#creditee(payee), position);
    }
  }

  #creditee(payee: string): Creditee {
    let creditee = this.#byPayee.get(payee);
    if (creditee === undefined) {
      creditee = { accounts: [], usual: none, others: [] };
      this.#byPayee.set(payee, creditee);
    }
    return creditee;
  }

  #warn(code: RunWarning['code'], position: number, message: string): void {
    const warning = Object.freeze({ code, event: this.#table.ids[position] as string, message });
    const known = this.#warnings.get(position);
    if (known === undefined) this.#warnings.set(position, [warning]);
    else known.push(warning);
  }
}

/** Lists an event for a payee; false where it is listed already, as one who is credited in several roles. */
function list({ others }: Creditee, position: number): boolean {
  if (others[others.length - 1] === position) return false;
  others.push(position);
  return true;
}
