import type { DecimalInput } from '../number/decimal.ts';
import { toRational } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { one } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import { unitsAt } from '../number/rounding.ts';
import type { Day } from '../time/day.ts';
import { parseDay } from '../time/day.ts';
import type { ReadAssignment, Span } from './inputData.ts';
import type { Draw, Settlement } from './plan.ts';

/** A draw as it stands in one period, in minor units. */
export interface DrawTerms {
  readonly id: string;
  readonly kind: 'guarantee' | 'additional';
  /** What it pays, or guarantees, in the period; null where the period is not one of its own. */
  readonly amount: bigint | null;
  readonly isRecoverable: boolean;
  /** Whether what is owed is recovered in the period. */
  readonly isRecovering: boolean;
  readonly recoverShare: Rational;
  /** Ids of components; null where all pay may be used. */
  readonly recoverAgainst: readonly string[] | null;
  /** Whether what is owed is forgiven in the period. */
  readonly isForgiven: boolean;
}

/** How one period of one payee under one plan is settled, in minor units. */
export interface SettlementTerms {
  /** In listed order: those of the plan, then those of the assignment. */
  readonly draws: readonly DrawTerms[];
  /** Whether the last assignment ends in the period with what is still owed forgiven. */
  readonly forgivesAtEnd: boolean;
  readonly overpaymentShare: Rational;
  readonly maximum: bigint | null;
  readonly overflow: 'lose' | 'carry';
  /** 0 where none; 0 too once no assignment is left, so that a last small rest is paid. */
  readonly minimumPayment: bigint;
  /** Decimals of the currency of the plan. */
  readonly digits: number;
}

/** Decimals of the currency of a plan, and how it rounds. */
export interface MoneyRule {
  readonly digits: number;
  readonly rounding: RoundingMode;
}

/**
 * The terms of settlement of one period of one payee under one plan.
 *
 * A draw has the periods that share a day with its dates and with an assignment, and pays its whole amount in each of them. Where two
 * assignments name draws with one id, the later one counts from the period on in which it begins, and goes on with what is owed. Recovery
 * and forgiveness look at the last day of the period, on which it is settled: recovery begins with the period that ends on or after
 * `recoverFrom`; in the period that holds `forgiveOn` nothing is recovered, and nothing is owed after it.
 *
 * @param settlement - of the plan version in force on the last day of the period
 * @param assignments - all assignments of the payee to the plan, in order of time, at least one
 * @param periods - the statement periods of the payee under the plan up to the one that is asked for, which is the last, in order
 * @param money - of the currency of the plan
 * @returns the terms of the last one of the periods
 */
export function settlementTerms(
  settlement: Settlement | undefined,
  assignments: readonly ReadAssignment[],
  periods: readonly Span[],
  money: MoneyRule,
): SettlementTerms {
  const period = periods[periods.length - 1] as Span;
  const draws = new Map<string, DrawTerms>();
  for (const { draw, spans } of drawsOf(settlement, assignments)) {
    const isLater = draws.has(draw.id);
    if (!isLater || spans.some(({ start }) => start < period.end))
      draws.set(draw.id, drawTerms(draw, spans, periods, period, money));
  }
  const { overpaymentShare, maximum, minimumPayment } = settlement ?? {};
  return {
    draws: [...draws.values()],
    forgivesAtEnd: assignments.some(
      ({ end, given }) => given.forgiveOnEnd === true && isTheEnd(end, assignments) && holds(period, end - 1),
    ),
    overpaymentShare: overpaymentShare === undefined ? one : toRational(overpaymentShare, 'overpaymentShare'),
    maximum: maximum === undefined ? null : unitsOf(maximum, money),
    overflow: settlement?.overflow ?? 'lose',
    minimumPayment:
      minimumPayment === undefined || assignments.every(({ end }) => end <= period.end)
        ? 0n
        : unitsOf(minimumPayment, money),
    digits: money.digits,
  };
}

/** Every draw with the days on which it holds: those of the plan in each assignment, those of an assignment in that one. */
function drawsOf(
  settlement: Settlement | undefined,
  assignments: readonly ReadAssignment[],
): { readonly draw: Draw; readonly spans: readonly Span[] }[] {
  return [
    ...(settlement?.draws ?? []).map((draw) => ({ draw, spans: assignments.map((span) => overlap(draw, span)) })),
    ...assignments.flatMap((span) => (span.given.draws ?? []).map((draw) => ({ draw, spans: [overlap(draw, span)] }))),
  ];
}

function overlap({ from, to }: Draw, { start, end }: Span): Span {
  return {
    start: from === undefined ? start : Math.max(start, parseDay(from)),
    end: to === undefined ? end : Math.min(end, parseDay(to)),
  };
}

function drawTerms(
  draw: Draw,
  spans: readonly Span[],
  periods: readonly Span[],
  period: Span,
  money: MoneyRule,
): DrawTerms {
  const isOwn = (each: Span): boolean =>
    spans.some(({ start, end }) => Math.max(start, each.start) < Math.min(end, each.end));
  return {
    id: draw.id,
    kind: draw.kind,
    amount: isOwn(period) ? amountOf(draw.amount, () => periods.filter(isOwn).length - 1, money) : null,
    isRecoverable: draw.recoverable,
    isRecovering: draw.recoverFrom === undefined || parseDay(draw.recoverFrom) < period.end,
    recoverShare: draw.recoverShare === undefined ? one : toRational(draw.recoverShare, 'recoverShare'),
    recoverAgainst: draw.recoverAgainst ?? null,
    isForgiven: draw.forgiveOn !== undefined && holds(period, parseDay(draw.forgiveOn)),
  };
}

/** The amount of the draw's period with a position, from 0, which is counted only for lists; null after the end of a list. */
function amountOf(
  amount: DecimalInput | readonly DecimalInput[],
  position: () => number,
  money: MoneyRule,
): bigint | null {
  const own = isList(amount) ? amount[position()] : amount;
  return own === undefined ? null : unitsOf(own, money);
}

function isList(amount: DecimalInput | readonly DecimalInput[]): amount is readonly DecimalInput[] {
  return Array.isArray(amount);
}

/** Whether nobody goes on after the end of an assignment. */
function isTheEnd(end: Day, assignments: readonly Span[]): boolean {
  return !assignments.some((other) => other.start <= end && other.end > end);
}

function holds({ start, end }: Span, day: Day): boolean {
  return start <= day && day < end;
}

function unitsOf(amount: DecimalInput, { digits, rounding }: MoneyRule): bigint {
  return unitsAt(toRational(amount, 'settlement'), digits, rounding);
}
