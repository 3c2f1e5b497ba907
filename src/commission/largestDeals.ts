import { add, compare, type Rational, zero } from '../number/rational.ts';
import type { Day } from '../time/day.ts';

interface Deal {
  /** The first day on which it was credited. */
  readonly day: Day;
  /** What was credited, less what was taken back. */
  sum: Rational;
}

/** A deal as it stood once. */
interface Standing {
  readonly deal: Deal;
  readonly sum: Rational;
}

/** Finds the largest deal, each with its reversals: a heap in which what a deal has been before is passed over when it comes to the top. */
export class LargestDeals {
  readonly #deals = new Map<object, Deal>();
  /** Each standing is at least as large as the two at twice its place, one or two on. */
  readonly #heap: Standing[] = [];

  /** Adds a credit of a deal, or what is taken back of it. */
  add(key: object, day: Day, value: Rational): void {
    let deal = this.#deals.get(key);
    if (deal === undefined) {
      deal = { day, sum: zero };
      this.#deals.set(key, deal);
    }
    deal.sum = add(deal.sum, value);
    this.#push({ deal, sum: deal.sum });
  }

  /** The largest deal that was credited after a day; 0 where none comes to more. */
  largestAfter(day: Day): Rational {
    for (let top = this.#heap[0]; top !== undefined && top.sum.numerator > 0n; top = this.#heap[0]) {
      const { deal, sum } = top;
      if (deal.sum === sum && deal.day > day) return sum;
      this.#pop();
    }
    return zero;
  }

  #push(standing: Standing): void {
    const heap = this.#heap;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above] as Standing;
      if (compare(parent.sum, standing.sum) >= 0) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = standing;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Standing;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const isRight = left !== undefined && right !== undefined && compare(right.sum, left.sum) > 0;
      const below = isRight ? right : left;
      if (below === undefined || compare(below.sum, last.sum) <= 0) break;
      heap[place] = below;
      place = 2 * place + (isRight ? 2 : 1);
    }
    heap[place] = last;
  }
}
