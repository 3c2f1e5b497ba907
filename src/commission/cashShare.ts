import type { Rational } from '../number/rational.ts';
import { add, compare, divide, multiply, one, subtract, sumOf, zero } from '../number/rational.ts';
import type { Day } from '../time/day.ts';

/** Money received from a customer; refunds are below 0. */
export interface Payment {
  /** When it came. */
  readonly on: Day;
  /** How much came; below 0 where it went back. */
  readonly amount: Rational;
}

/** A part of a deal that is reversed on a day, and so no longer due. */
export interface ReversedPart {
  readonly on: Day;
  readonly part: Rational;
}

/** What a customer owes and paid for one deal. */
export interface CashOfDeal {
  /** What was due at first. */
  readonly amount: Rational;
  readonly payments: readonly Payment[];
  readonly reversed: readonly ReversedPart[];
  /** The day on which nothing is due any more, of {@link wholeReversalOf}. */
  readonly closed: Day;
}

/**
 * The share of what is due that was received by a day: received / (amount - reversed part), from 0 to 1.
 *
 * Cash counts once it has stayed: of the time from `since` to the day, the least balance counts, so a cheque that bounces meanwhile never
 * did. What is due is read on `dueOn`. When the whole deal is reversed, the share stays as it is: what is paid back because of the reversal
 * is no reason to take pay back once more. Cash received on that very day still counts, a refund of that day does not.
 *
 * @param deal - amount not 0; payments and reversed parts in any order
 * @param since - first day of the time through which the cash has to have stayed
 * @param until - the day that is asked for
 * @param dueOn - the day on which what is due is read
 * @returns a fraction from 0 to 1
 */
export function cashShare(deal: CashOfDeal, since: Day, until: Day, dueOn: Day): Rational {
  const { closed } = deal;
  const end = Math.min(until, closed);
  const payments = deal.payments.filter(
    ({ on, amount }) => on < closed || (on === closed && compare(amount, zero) === compare(deal.amount, zero)),
  );
  const start = Math.min(since, end);
  const changes = payments.filter(({ on }) => on > start && on <= end).map(({ on }) => on);
  const due = multiply(
    deal.amount,
    subtract(one, sumOf(deal.reversed.filter(({ on }) => on < closed && on <= dueOn).map(({ part }) => part))),
  );
  let least = one;
  for (const day of [start, ...changes]) {
    const received = sumOf(payments.filter(({ on }) => on <= day).map(({ amount }) => amount));
    const share = divide(received, due);
    if (compare(share, least) < 0) least = share;
  }
  return compare(least, zero) < 0 ? zero : least;
}

/** The day on which the last part of a deal is reversed; infinite while a part stands. */
export function wholeReversalOf(reversed: readonly ReversedPart[]): Day {
  let sum = zero;
  for (const { on, part } of [...reversed].sort((left, right) => left.on - right.on)) {
    sum = add(sum, part);
    if (compare(sum, one) >= 0) return on;
  }
  return Number.POSITIVE_INFINITY;
}
