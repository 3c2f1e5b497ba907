import { type Rational, rational } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { ComponentRelease } from './accountReleases.ts';
import type { AccountEarnings, EarnedLine } from './line.ts';
import type { PlainAccount } from './plainAccount.ts';
import type { PlainColumn } from './plainPay.ts';
import type { Pricing } from './pricing.ts';

/** Where a total stands, and what prices it in its window. */
export interface PricedTotal {
  readonly pricing: Pricing;
  readonly after: Rational;
  readonly window: object;
}

/** What came between two days. */
export interface PeriodFlow {
  /** How many lines there are. */
  readonly count: number;
  readonly lines: () => readonly EarnedLine[];
  /** What they earn in all. */
  readonly units: bigint;
  /** Released units by component id. */
  readonly released: ReadonlyMap<string | null, bigint>;
  /** What is earned by the end and neither released nor forfeited. */
  readonly held: bigint;
  /** What can no longer be released, in all. */
  readonly forfeited: bigint;
  /** The total of each component as its last line left it, by component id. */
  readonly priced: ReadonlyMap<string, PricedTotal>;
}

/** Goes once through what a payee earned and what was released of it, period after period. */
export interface PeriodFlows {
  /** What came since the day up to which was asked last, and before another. */
  until(end: Day): PeriodFlow;
}

/** The flows of lines that are there already. */
export class LineFlows implements PeriodFlows {
  readonly #lines: readonly EarnedLine[];
  readonly #releases: readonly ComponentRelease[];
  #nextLine = 0;
  #nextRelease = 0;
  #held = 0n;
  #forfeited = 0n;

  /** Both by day. */
  constructor({ lines }: AccountEarnings, releases: readonly ComponentRelease[]) {
    this.#lines = lines;
    this.#releases = releases;
  }

  until(end: Day): PeriodFlow {
    const lines: EarnedLine[] = [];
    const priced = new Map<string, PricedTotal>();
    let units = 0n;
    for (let line = this.#lines[this.#nextLine]; line !== undefined && line.day < end; ) {
      lines.push(line);
      units += line.units;
      notePriced(priced, line);
      this.#nextLine += 1;
      line = this.#lines[this.#nextLine];
    }
    this.#held += units;
    const released = new Map<string | null, bigint>();
    for (let release = this.#releases[this.#nextRelease]; release !== undefined && release.on < end; ) {
      const { component, units: part, forfeited } = release;
      released.set(component, (released.get(component) ?? 0n) + part);
      this.#held -= part + forfeited;
      this.#forfeited += forfeited;
      this.#nextRelease += 1;
      release = this.#releases[this.#nextRelease];
    }
    const { length: count } = lines;
    return { count, lines: () => lines, units, released, held: this.#held, forfeited: this.#forfeited, priced };
  }
}

function notePriced(priced: Map<string, PricedTotal>, { component, trace, window }: EarnedLine): void {
  if (component === null || (trace.kind !== 'curve' && trace.kind !== 'reversal')) return;
  const { pricing, after } = trace;
  if (pricing !== null && after !== null) priced.set(component.id, { pricing, after, window });
}

/** The flows of an account whose lines are made when they are read: everything is released on its day. */
export class PlainFlows implements PeriodFlows {
  readonly #earnings: PlainAccount;
  readonly #next: number[];
  #start: Day = Number.NEGATIVE_INFINITY;

  constructor(earnings: PlainAccount) {
    this.#earnings = earnings;
    this.#next = earnings.columns.map(() => 0);
  }

  until(end: Day): PeriodFlow {
    const earnings = this.#earnings;
    const parts = earnings.columns.flatMap((column, index) => {
      const from = this.#next[index] as number;
      const to = firstAt(column, from, end);
      this.#next[index] = to;
      return from < to ? [{ column, from, to, first: column.places[from] as number }] : [];
    });
    // In the order in which their first lines come.
    parts.sort((left, right) => left.first - right.first);
    const released = new Map<string | null, bigint>();
    let count = 0;
    let units = 0n;
    for (const { column, from, to } of parts) {
      let own = 0;
      for (let index = from; index < to; index++) own += column.units[index] as number;
      count += to - from;
      units += BigInt(own);
      released.set(column.component.id, BigInt(own));
    }
    const start = this.#start;
    this.#start = end;
    const lines = (): readonly EarnedLine[] => earnings.lines.filter(({ day }) => start <= day && day < end);
    return { count, lines, units, released, held: 0n, forfeited: 0n, priced: lastPriced(parts) };
  }
}

/** The part of a column that lies in a period. */
interface ColumnPart {
  readonly column: PlainColumn;
  readonly from: number;
  readonly to: number;
}

/** In the order of the first lines that are priced. */
function lastPriced(parts: readonly ColumnPart[]): ReadonlyMap<string, PricedTotal> {
  const found = parts.flatMap(({ column, from, to }) => {
    const first = column.windows.subarray(from, to).findIndex((position) => position >= 0);
    let last = to - 1;
    while (last >= from && (column.windows[last] as number) < 0) last -= 1;
    return first < 0 ? [] : [{ column, last, place: column.places[from + first] as number }];
  });
  found.sort((left, right) => left.place - right.place);
  return new Map(found.map(({ column, last }) => [column.component.id, pricedTotal(column, last)]));
}

/** Position of the first place from one on that is not before a day. */
function firstAt({ days }: PlainColumn, from: number, day: Day): number {
  let index = from;
  while (index < days.length && day > (days[index] as Day)) index += 1;
  return index;
}

function pricedTotal({ totals, unit, windows, spans }: PlainColumn, index: number): PricedTotal {
  const { priced, span } = spans[windows[index] as number] as PlainColumn['spans'][number];
  // Where lines have a window, it is priced.
  const { pricing } = priced as NonNullable<typeof priced>;
  return { pricing, after: rational(BigInt(totals[index] as number), BigInt(unit)), window: span };
}
