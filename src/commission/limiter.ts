import { add, compare, type Rational, subtract, zero } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { EarnedLine, LimitTrace } from './line.ts';
import type { ReadLimit, ReadPlan } from './readPlan.ts';
import { type SpanFinder, unitSpans } from './window.ts';

/** Caps and floors at work for one payee on one component, or on a whole plan: what is paid of a running sum never passes them. */
export class Limiter {
  readonly #of: LimitTrace['of'];
  readonly #sums = new Map<string, Map<unknown, Rational>>();
  readonly #spans = new Map<string, SpanFinder>();

  constructor(of: LimitTrace['of']) {
    this.#of = of;
  }

  /**
   * What is left of an amount that a line adds, after each limit from one of them on.
   *
   * @param first - position of the first limit to apply, where an amount was carried by it
   */
  apply(limits: readonly ReadLimit[], plan: ReadPlan, line: EarnedLine, amount: Rational, first = 0): Rational {
    let left = amount;
    for (let position = first; position < limits.length; position++)
      left = this.#applyOne(limits[position] as ReadLimit, position, plan, line, left);
    return left;
  }

  /** What the period that ends before a day could not pay, because of a limit that carries; null where it could pay everything. */
  carriedInto(limit: ReadLimit, position: number, plan: ReadPlan, start: Day): Rational | null {
    if (limit.overflow !== 'carry') return null;
    const sum = this.#sumsOf(limit, position).get(this.#spanOf(limit, plan)?.(start - 1));
    const excess = sum === undefined ? zero : subtract(sum, clamped(limit, sum));
    return excess.numerator > 0n ? excess : null;
  }

  #applyOne(limit: ReadLimit, position: number, plan: ReadPlan, line: EarnedLine, amount: Rational): Rational {
    // What belongs to no deal is not limited by deals.
    if (limit.per === 'deal' && line.entry === null) return amount;
    const taken = limit.per === 'line' ? zero : takenBackBy(line);
    if (taken.numerator !== 0n) {
      const sums = this.#sumsOf(limit, position);
      const key = this.#keyOf(limit, plan, line);
      const rest = subtract(amount, taken);
      return add(this.#taken(limit, sums, key, taken), this.#added(limit, sums, key, rest));
    }
    const limited =
      limit.per === 'line'
        ? clampedLine(limit, line, amount)
        : this.#added(limit, this.#sumsOf(limit, position), this.#keyOf(limit, plan, line), amount);
    const order = compare(limited, amount);
    if (order !== 0) line.limits.push({ of: this.#of, per: limit.per, before: amount, after: limited });
    if (order < 0 && limit.overflow === 'review') line.review = add(line.review, subtract(amount, limited));
    return limited;
  }

  /** What is taken back of a line was limited with it: it comes off the limited sum as it is. */
  #taken(limit: ReadLimit, sums: Map<unknown, Rational>, key: unknown, amount: Rational): Rational {
    sums.set(key, add(clamped(limit, sums.get(key) ?? zero), amount));
    return amount;
  }

  #added(limit: ReadLimit, sums: Map<unknown, Rational>, key: unknown, amount: Rational): Rational {
    const before = sums.get(key) ?? zero;
    const after = add(before, amount);
    sums.set(key, after);
    return subtract(clamped(limit, after), clamped(limit, before));
  }

  #sumsOf({ per }: ReadLimit, position: number): Map<unknown, Rational> {
    const key = `${position} ${per}`;
    let sums = this.#sums.get(key);
    if (sums === undefined) {
      sums = new Map();
      this.#sums.set(key, sums);
    }
    return sums;
  }

  #keyOf(limit: ReadLimit, plan: ReadPlan, { day, entry }: EarnedLine): unknown {
    if (limit.per === 'deal') return (entry?.reversal?.original ?? entry)?.event.id;
    return this.#spanOf(limit, plan)?.(day);
  }

  /** The spans over which a limit adds up; null for those that have none. */
  #spanOf({ per }: ReadLimit, { calendar, grain }: ReadPlan): SpanFinder | null {
    if (per !== 'period' && per !== 'quarter' && per !== 'year') return null;
    const size = per === 'period' ? grain : per;
    const key = JSON.stringify([size, calendar]);
    const known = this.#spans.get(key) ?? unitSpans(calendar, size);
    this.#spans.set(key, known);
    return known;
  }
}

/** What a line takes back of what another one paid after limits. */
function takenBackBy({ trace, component }: EarnedLine): Rational {
  const isLimited = component?.kind === 'curve' && component.given.reversal?.money !== 'original-rate';
  return trace.kind === 'reversal' && isLimited ? trace.taken : zero;
}

/** A line of a credit; what is taken back or priced anew is no line of its own. */
function clampedLine(limit: ReadLimit, { kind }: EarnedLine, amount: Rational): Rational {
  return kind === 'credit' ? clamped(limit, amount) : amount;
}

/** Neither lifts nor cuts what is not above 0: a floor is a floor of what was earned, and a debt is no pay. */
export function clamped({ minimum, maximum }: ReadLimit, amount: Rational): Rational {
  if (amount.numerator <= 0n) return amount;
  const lifted = minimum !== null && compare(amount, minimum) < 0 ? minimum : amount;
  return maximum !== null && compare(lifted, maximum) > 0 ? maximum : lifted;
}
