import { add, isZero, type Rational, subtract, zero } from '../number/rational.ts';
import { addMonths, type Day } from '../time/day.ts';
import { countUpTo } from '../time/sortedDays.ts';
import type { ReadScore, Span } from './inputData.ts';
import { LargestDeals } from './largestDeals.ts';
import type { SpanFinder } from './window.ts';

/** Stands for one thing that happened, so that a window of one deal knows its own: the entry that brought the deal. */
export type Moment = object;

/** The running total of one measure for one payee. */
export interface MeasureTotal {
  /** The window that holds a day; null where there is none. */
  readonly spanOf: SpanFinder<Span | null>;
  /** The total of the window that holds a day, as it stands. */
  valueAt(day: Day, moment: Moment): Rational;
}

/** What was credited in one window. */
interface WindowSum {
  value: Rational;
  /** Whether there is more than returns. */
  hasDeal: boolean;
  /** The largest deals; null where credits are added up. */
  readonly deals: LargestDeals | null;
}

/** Credits added up window by window. */
export class WindowTotal implements MeasureTotal {
  readonly spanOf: SpanFinder<Span | null>;
  readonly takesLargest: boolean;
  readonly #sums = new Map<Span, WindowSum>();
  #before: Rational | null = null;

  constructor(spanOf: SpanFinder<Span | null>, takesLargest: boolean) {
    this.spanOf = spanOf;
    this.takesLargest = takesLargest;
  }

  /** What the last credit was added to; null where there was nothing before it. */
  get before(): Rational | null {
    return this.#before;
  }

  add(span: Span, value: Rational, deal: Moment, isReturn: boolean): void {
    let sum = this.#sums.get(span);
    if (sum === undefined) {
      sum = { value: zero, hasDeal: false, deals: this.takesLargest ? new LargestDeals() : null };
      this.#sums.set(span, sum);
    }
    this.#before = standing(sum);
    if (!isReturn) sum.hasDeal = true;
    if (sum.deals === null) {
      sum.value = add(sum.value, value);
      return;
    }
    sum.deals.add(deal, span.start, value);
    sum.value = sum.deals.largestAfter(Number.NEGATIVE_INFINITY);
  }

  /** The total of a window; null where nothing is in it, or nothing but returns that leave it at 0. */
  standingIn(span: Span): Rational | null {
    const sum = this.#sums.get(span);
    return sum === undefined ? null : standing(sum);
  }

  valueAt(day: Day): Rational {
    const span = this.spanOf(day);
    return (span === null ? undefined : this.#sums.get(span))?.value ?? zero;
  }
}

/** Returns alone are nothing to pay for, where they leave the total at 0: of the largest deal, or of ones that were worth nothing. */
function standing({ value, hasDeal }: WindowSum): Rational | null {
  return hasDeal || !isZero(value) ? value : null;
}

/** Each deal alone: an event and its reversals. */
export class DealTotal implements MeasureTotal {
  readonly spanOf: SpanFinder<Span | null>;
  readonly #totals = new Map<Moment, Rational>();

  constructor(spanOf: SpanFinder<Span | null>) {
    this.spanOf = spanOf;
  }

  add(deal: Moment, value: Rational): void {
    this.#totals.set(deal, add(this.#totals.get(deal) ?? zero, value));
  }

  valueAt(_day: Day, deal: Moment): Rational {
    return this.#totals.get(deal) ?? zero;
  }
}

interface DatedValue {
  readonly day: Day;
  readonly value: Rational;
}

/** Credits of the last months up to a day. */
export class RollingTotal implements MeasureTotal {
  readonly spanOf: SpanFinder<Span | null>;
  readonly #credits: DatedValue[] = [];
  readonly #months: number;
  /** Null where credits are added up. */
  readonly #deals: LargestDeals | null;
  #first = 0;
  #sum = zero;
  #last: { readonly moment: Moment; readonly before: Rational } | null = null;

  constructor(spanOf: SpanFinder<Span | null>, months: number, takesLargest: boolean) {
    this.spanOf = spanOf;
    this.#months = months;
    this.#deals = takesLargest ? new LargestDeals() : null;
  }

  /** Adds a credit; its day is before the present one, where a reversal counts on the day of what it reverses. */
  add(day: Day, value: Rational, moment: Moment, deal: Moment, now: Day): void {
    this.#last = { moment, before: this.valueAt(now) };
    if (this.#deals !== null) {
      this.#deals.add(deal, day, value);
      return;
    }
    let position = this.#credits.length;
    while (position > this.#first && (this.#credits[position - 1] as DatedValue).day > day) position -= 1;
    this.#credits.splice(position, 0, { day, value });
    this.#sum = add(this.#sum, value);
  }

  /** The total as it was before the credit of a moment. */
  valueBefore(moment: Moment): Rational {
    return this.#last?.moment === moment ? this.#last.before : zero;
  }

  valueAt(day: Day): Rational {
    const before = addMonths(day, -this.#months);
    if (this.#deals !== null) return this.#deals.largestAfter(before);
    for (let oldest = this.#credits[this.#first]; oldest !== undefined && oldest.day <= before; ) {
      this.#sum = subtract(this.#sum, oldest.value);
      this.#first += 1;
      oldest = this.#credits[this.#first];
    }
    return this.#sum;
  }
}

/** Figures from elsewhere: the latest one of the window counts. */
export class ScoreTotal implements MeasureTotal {
  readonly spanOf: SpanFinder<Span | null>;
  /** By day, those of everybody before those of the payee, so that the payee's own are the later ones. */
  readonly #scores: readonly ReadScore[];
  readonly #days: readonly Day[];

  readonly #through: () => Day;

  /** @param through - the last day whose scores have come */
  constructor(spanOf: SpanFinder<Span | null>, scores: readonly ReadScore[], through: () => Day) {
    this.spanOf = spanOf;
    this.#through = through;
    this.#scores = [...scores].sort(
      (left, right) => left.on - right.on || Number(left.payee !== null) - Number(right.payee !== null),
    );
    this.#days = this.#scores.map(({ on }) => on);
  }

  valueAt(day: Day): Rational {
    const span = this.spanOf(day);
    const latest = this.#scores[countUpTo(this.#days, Math.min(day, this.#through())) - 1];
    return span === null || latest === undefined || latest.on < span.start ? zero : latest.value;
  }
}
