import type { Day } from '../time/day.ts';
import type { ComponentRelease } from './accountReleases.ts';
import type { EarnedLine } from './line.ts';

/** What came between two days. */
export interface PeriodFlow {
  readonly lines: readonly EarnedLine[];
  /** Released units by component id. */
  readonly released: Map<string | null, bigint>;
  /** What is earned by the end and neither released nor forfeited. */
  readonly held: bigint;
  /** What can no longer be released, in all. */
  readonly forfeited: bigint;
}

/** Goes once through what a payee earned and what was released of it, period after period. */
export class PeriodFlows {
  readonly #lines: readonly EarnedLine[];
  readonly #releases: readonly ComponentRelease[];
  #nextLine = 0;
  #nextRelease = 0;
  #held = 0n;
  #forfeited = 0n;

  /** Both by day. */
  constructor(lines: readonly EarnedLine[], releases: readonly ComponentRelease[]) {
    this.#lines = lines;
    this.#releases = releases;
  }

  /** What came since the day up to which was asked last, and before another. */
  until(end: Day): PeriodFlow {
    const lines: EarnedLine[] = [];
    for (let line = this.#lines[this.#nextLine]; line !== undefined && line.day < end; ) {
      lines.push(line);
      this.#held += line.units;
      this.#nextLine += 1;
      line = this.#lines[this.#nextLine];
    }
    const released = new Map<string | null, bigint>();
    for (let release = this.#releases[this.#nextRelease]; release !== undefined && release.on < end; ) {
      const { component, units, forfeited } = release;
      released.set(component, (released.get(component) ?? 0n) + units);
      this.#held -= units + forfeited;
      this.#forfeited += forfeited;
      this.#nextRelease += 1;
      release = this.#releases[this.#nextRelease];
    }
    return { lines, released, held: this.#held, forfeited: this.#forfeited };
  }
}
