import { SalesMetricsError, showValue } from '../errors.ts';
import { type Day, formatDay } from '../time/day.ts';
import { countUpTo } from '../time/sortedDays.ts';
import type { ReadReportingLine } from './inputData.ts';

/** A time in which reporting lines stay as they are. */
interface Stretch {
  readonly start: Day;
  readonly end: Day;
  /** Payees above whom there is no circle. */
  readonly sound: Set<string>;
  /** The last answers, by levels and payee. */
  readonly answers: Map<string, ReadonlySet<string>>;
}

const mostAnswers = 64;

/** Who reports to whom as of a day. */
export class Hierarchy {
  readonly #linesOf = new Map<string, ReadReportingLine[]>();
  /** Days on which some line begins or ends, ascending: between two of them nothing changes. */
  readonly #changes: readonly Day[];
  /** The stretch between two changes that was asked about last. */
  #stretch: Stretch = { start: 0, end: 0, sound: new Set(), answers: new Map() };

  constructor(lines: readonly ReadReportingLine[]) {
    const changes = new Set<Day>();
    for (const line of lines) {
      const known = this.#linesOf.get(line.payee);
      if (known === undefined) this.#linesOf.set(line.payee, [line]);
      else known.push(line);
      changes.add(line.start).add(line.end);
    }
    this.#changes = [...changes].sort((left, right) => left - right);
  }

  /**
   * Everybody above a payee as of a day, the nearest first and equally near ones by id; each once, on the nearest level.
   *
   * @param payee - whose managers
   * @param day - the day as of which the reporting lines are read
   * @param levels - how many levels up; all when left out
   * @returns ids of the managers
   * @throws SalesMetricsError `invalid-commission-input` when somebody above the payee reports to themselves, directly or over others
   */
  managersOf(payee: string, day: Day, levels: number = Number.POSITIVE_INFINITY): readonly string[] {
    if (!this.#linesOf.has(payee)) return [];
    return [...this.#levelsAbove(payee, day, levels)];
  }

  /** Whether somebody stands above a payee as of a day, within so many levels; all when left out. */
  isAbove(manager: string, payee: string, day: Day, levels: number = Number.POSITIVE_INFINITY): boolean {
    return this.#linesOf.has(payee) && this.#levelsAbove(payee, day, levels).has(manager);
  }

  /** Everybody of one event asks for the managers of the same few payees, so the last answers are kept. */
  #levelsAbove(payee: string, day: Day, levels: number): ReadonlySet<string> {
    const { answers } = this.#stretchOf(day);
    const key = `${levels} ${payee}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= mostAnswers) answers.clear();
    const found = this.#climb(payee, day, levels);
    answers.set(key, found);
    return found;
  }

  #climb(payee: string, day: Day, levels: number): ReadonlySet<string> {
    this.#refuseCircle(payee, day);
    const found = new Set<string>();
    let level: readonly string[] = [payee];
    for (let height = 0; height < levels && level.length > 0; height++) {
      const above = new Set<string>();
      for (const person of level) {
        for (const manager of this.#directManagers(person, day)) if (!found.has(manager)) above.add(manager);
      }
      level = [...above].sort((left, right) => (left < right ? -1 : 1));
      for (const manager of level) found.add(manager);
    }
    return found;
  }

  #directManagers(payee: string, day: Day): readonly string[] {
    const lines = this.#linesOf.get(payee) ?? [];
    return lines.filter(({ start, end }) => start <= day && day < end).map(({ manager }) => manager);
  }

  /** Climbs depth first, by hand: ten thousand levels would be too deep for a function that calls itself. */
  #refuseCircle(payee: string, day: Day): void {
    const { sound } = this.#stretchOf(day);
    if (sound.has(payee)) return;
    const path = new Set<string>([payee]);
    const open = [this.#directManagers(payee, day).values()];
    const trail = [payee];
    while (open.length > 0) {
      const next = open[open.length - 1]?.next();
      if (next === undefined || next.done === true) {
        open.pop();
        const done = trail.pop() as string;
        path.delete(done);
        sound.add(done);
      } else if (path.has(next.value)) {
        throw circle(trail.slice(trail.indexOf(next.value)), day);
      } else if (!sound.has(next.value)) {
        path.add(next.value);
        trail.push(next.value);
        open.push(this.#directManagers(next.value, day).values());
      }
    }
  }

  #stretchOf(day: Day): Stretch {
    if (day < this.#stretch.start || day >= this.#stretch.end) {
      const next = countUpTo(this.#changes, day);
      this.#stretch = {
        start: this.#changes[next - 1] ?? Number.NEGATIVE_INFINITY,
        end: this.#changes[next] ?? Number.POSITIVE_INFINITY,
        sound: new Set(),
        answers: new Map(),
      };
    }
    return this.#stretch;
  }
}

/** The people named in order, beginning with the one whose id comes first, so that the message does not depend on where the climb began. */
function circle(people: readonly string[], day: Day): SalesMetricsError {
  const first = people.reduce((least, person, index) => (person < (people[least] as string) ? index : least), 0);
  const around = [...people.slice(first), ...people.slice(0, first + 1)];
  return new SalesMetricsError(
    'invalid-commission-input',
    `calculateCommissions: reporting lines must not run in a circle, got ${showPeople(around)} on ${formatDay(day)}`,
  );
}

const mostShown = 8;

function showPeople(people: readonly string[]): string {
  const shown = people.slice(0, mostShown).map(showValue).join(' → ');
  return people.length > mostShown ? `${shown} → … (${people.length - 1} people)` : shown;
}
