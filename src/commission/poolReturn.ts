import { powerOfTen } from '../number/powerOfTen.ts';
import { divide, integer, multiply, negate, type Rational, rational } from '../number/rational.ts';
import { unitsAt } from '../number/rounding.ts';
import type { Day } from '../time/day.ts';
import { type EarnedLine, newLine, type PoolTrace } from './line.ts';

/** What one pool took of one payee for a period. */
interface PoolCut {
  readonly line: EarnedLine;
  readonly start: Day;
  readonly trace: PoolTrace;
  /** The part of what was earned that it took. */
  readonly share: Rational;
  /** Minor units that were returned since, and what of them was given back. */
  returned: bigint;
  given: bigint;
}

/** What pools took of one payee, so that a return takes back what was left and not what a pool took already. */
export class PoolReturns {
  readonly #cuts: PoolCut[] = [];

  /**
   * Notes what a pool took.
   *
   * @param line - that takes it
   * @param trace - of the line
   * @param start - first day of the period
   */
  note(line: EarnedLine, trace: PoolTrace, start: Day): void {
    this.#cuts.push({ line, start, trace, share: divide(negate(line.raw), trace.earned), returned: 0n, given: 0n });
  }

  /** Lines that give back, of what a line takes back of an earlier one, the part that pools took: pool after pool, by running rounding. */
  givenBack(line: EarnedLine): readonly EarnedLine[] {
    let left = -line.units;
    return this.#cuts.flatMap((cut): EarnedLine[] => {
      if (!isCut(cut, line)) return [];
      cut.returned += left;
      const given = atMost(unitsAt(multiply(cut.share, integer(cut.returned)), 0, line.plan.rounding), -cut.line.units);
      const units = given - cut.given;
      cut.given = given;
      left -= units;
      return units === 0n ? [] : [givingBack(cut, line, units)];
    });
  }
}

/** Whether a pool of the past took a share of what a line takes back. */
function isCut({ line: { day }, start, trace }: PoolCut, { original, day: now }: EarnedLine): boolean {
  if (original === null || now <= day || original.day < start || original.day > day) return false;
  return trace.pool.of?.includes(original.component?.id ?? '') ?? true;
}

/** Never more than was taken, and never less than nothing. */
function atMost(units: bigint, most: bigint): bigint {
  if (units < 0n) return 0n;
  return units > most ? most : units;
}

function givingBack({ line: cut, trace: { pool }, share }: PoolCut, source: EarnedLine, units: bigint): EarnedLine {
  const { account, plan, assignment, day, entry } = source;
  const line = newLine({
    id: `${cut.id}/${source.id}`,
    kind: 'pool',
    account,
    plan,
    assignment,
    component: null,
    day,
    entry,
    original: null,
    window: {},
    raw: rational(units, powerOfTen(plan.digits)),
    reason: null,
    trace: { kind: 'pool-return', pool, source, share },
  });
  line.units = units;
  return line;
}
