import { add, compare, type Rational, subtract, zero } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { EarnedLine, LimitTrace } from './line.ts';
import type { ReadLimit, ReadPlan } from './readPlan.ts';
import { type SpanFinder, unitSpans } from './window.ts';

/** Caps and floors at work for one payee on one component, or on a whole plan: what is paid of a running sum never passes them. */
export class Limiter {
  readonly #of: LimitTrace['of'];
  readonly #sums = new Map<string, Map<unknown, RunningSum>>();
  /** Limits of several versions of a plan go on in the same spans. */
  readonly #spans = new Map<string, SpanFinder>();
  readonly #spansByLimit = new Map<ReadLimit, SpanFinder | null>();

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
    let taken = this.#takenBackBy(line);
    for (let position = first; position < limits.length; position++) {
      const limit = limits[position] as ReadLimit;
      left = this.#applyOne(limit, plan, line, left, taken);
      // What waits is paid by and by, as the limits behind allow: there what is taken back is an amount like any other.
      if (carries(limit)) taken = zero;
    }
    return left;
  }

  /** Takes what the period that ends before a day could not pay, because of a limit that carries; null where nothing waits. */
  takeWaiting(limit: ReadLimit, plan: ReadPlan, start: Day): Rational | null {
    if (!carries(limit)) return null;
    const running = this.#sumsOf(limit).get(this.#spanOf(limit, plan)?.(start - 1));
    if (running === undefined || running.waiting.numerator === 0n) return null;
    const { waiting } = running;
    running.waiting = zero;
    return waiting;
  }

  #applyOne(limit: ReadLimit, plan: ReadPlan, line: EarnedLine, amount: Rational, taken: Rational): Rational {
    // What belongs to no deal is not limited by deals.
    if (limit.per === 'deal' && line.entry === null) return amount;
    const limited =
      limit.per === 'line'
        ? clampedLine(limit, line, amount)
        : taken.numerator === 0n
          ? this.#addedBy(limit, plan, line, amount)
          : this.#takenBy(limit, plan, line, { taken, rest: subtract(amount, taken) });
    const order = compare(limited, amount);
    if (order !== 0) line.limits.push({ of: this.#of, per: limit.per, before: amount, after: limited });
    if (order < 0 && limit.overflow === 'review') line.review = add(line.review, subtract(amount, limited));
    return limited;
  }

  /** What a line takes back of what another one paid after limits. */
  #takenBackBy({ trace, component }: EarnedLine): Rational {
    if (trace.kind !== 'reversal' || component?.kind !== 'curve') return zero;
    const isBehind = this.#of === 'plan' && component.limits.some(carries);
    return component.given.reversal?.money === 'original-rate' || isBehind ? zero : trace.taken;
  }

  #addedBy(limit: ReadLimit, plan: ReadPlan, line: EarnedLine, amount: Rational): Rational {
    const running = this.#runningSum(limit, plan, line);
    if (!carries(limit) || line.claim !== null) return added(limit, running, amount);
    const { waiting } = running;
    const paid = added(limit, running, amount);
    line.claim = add(paid, subtract(running.waiting, waiting));
    return paid;
  }

  /** What is taken back of a line was limited with it: it comes off the limited sum as it is, and off what waits before what was paid. */
  #takenBy(
    limit: ReadLimit,
    plan: ReadPlan,
    line: EarnedLine,
    { taken, rest }: { readonly taken: Rational; readonly rest: Rational },
  ): Rational {
    const running = this.#runningSum(limit, plan, line);
    const paid = clamped(limit, running.sum);
    running.sum = add(carries(limit) ? add(paid, running.waiting) : paid, taken);
    const changed = carries(limit) ? subtract(subtract(running.sum, waitingOf(limit, running.sum)), paid) : taken;
    running.paid = add(running.paid, changed);
    running.waiting = carries(limit) ? waitingOf(limit, running.sum) : stillWaiting(running);
    return add(changed, added(limit, running, rest));
  }

  #runningSum(limit: ReadLimit, plan: ReadPlan, line: EarnedLine): RunningSum {
    const sums = this.#sumsOf(limit);
    const key = this.#keyOf(limit, plan, line);
    let running = sums.get(key);
    if (running === undefined) {
      running = { sum: zero, paid: zero, waiting: zero };
      sums.set(key, running);
    }
    return running;
  }

  #sumsOf({ id }: ReadLimit): Map<unknown, RunningSum> {
    let sums = this.#sums.get(id);
    if (sums === undefined) {
      sums = new Map();
      this.#sums.set(id, sums);
    }
    return sums;
  }

  #keyOf(limit: ReadLimit, plan: ReadPlan, { day, entry }: EarnedLine): unknown {
    if (limit.per === 'deal') return (entry?.reversal?.original ?? entry)?.event.id;
    return this.#spanOf(limit, plan)?.(day);
  }

  /** The spans over which a limit adds up; null for those that have none. */
  #spanOf(limit: ReadLimit, plan: ReadPlan): SpanFinder | null {
    let spans = this.#spansByLimit.get(limit);
    if (spans === undefined) {
      spans = this.#newSpan(limit, plan);
      this.#spansByLimit.set(limit, spans);
    }
    return spans;
  }

  #newSpan({ per }: ReadLimit, { calendar, grain }: ReadPlan): SpanFinder | null {
    if (per !== 'period' && per !== 'quarter' && per !== 'year') return null;
    const size = per === 'period' ? grain : per;
    const key = JSON.stringify([size, calendar]);
    const known = this.#spans.get(key) ?? unitSpans(calendar, size);
    this.#spans.set(key, known);
    return known;
  }
}

/** What ran into a limit. */
interface RunningSum {
  sum: Rational;
  /** What was paid of it in its own time. */
  paid: Rational;
  /** What of it is paid later: put off by a version of the limit that carries, also where one that loses follows. */
  waiting: Rational;
}

function added(limit: ReadLimit, running: RunningSum, amount: Rational): Rational {
  const before = running.sum;
  running.sum = add(before, amount);
  const { sum, waiting } = running;
  const paid = subtract(clamped(limit, sum), clamped(limit, before));
  running.paid = add(running.paid, paid);
  running.waiting = carries(limit)
    ? raised(waiting, subtract(waitingOf(limit, sum), waitingOf(limit, before)))
    : stillWaiting(running);
  return paid;
}

/** What waits, with what a limit puts off more or less; what an earlier version of it lost does not wait. */
function raised(waiting: Rational, more: Rational): Rational {
  const sum = add(waiting, more);
  return sum.numerator > 0n ? sum : zero;
}

/** What still waits behind a limit that does not carry: no more than was earned and is not paid. */
function stillWaiting({ sum, paid, waiting }: RunningSum): Rational {
  if (waiting.numerator === 0n) return waiting;
  const left = subtract(sum, paid);
  return left.numerator <= 0n ? zero : compare(left, waiting) < 0 ? left : waiting;
}

/** Whether a limit pays later what it does not pay now. */
export function carries({ overflow }: ReadLimit): boolean {
  return overflow === 'carry';
}

/** What a limit that carries puts off of a sum. */
function waitingOf({ maximum }: ReadLimit, sum: Rational): Rational {
  return maximum !== null && compare(sum, maximum) > 0 ? subtract(sum, maximum) : zero;
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
