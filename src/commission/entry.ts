import { SalesMetricsError, showValue } from '../errors.ts';
import { toDecimal } from '../number/decimal.ts';
import { add, compare, divide, multiply, negate, one, type Rational, sumOf, zero } from '../number/rational.ts';
import type { Day } from '../time/day.ts';
import type { Account } from './account.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { ReadAssignment, ReadEvent } from './inputData.ts';
import type { TeamRule } from './plan.ts';
import type { ReadCreditMeasure, ReadPlan } from './readPlan.ts';

/** What an event brings to one payee under one plan. */
export interface Entry {
  readonly event: ReadEvent;
  readonly account: Account;
  readonly assignment: ReadAssignment;
  /** The version of the plan on the day of the event, or of what it reverses. */
  readonly plan: ReadPlan;
  /** Rate of exchange from the currency of the event to that of the plan. */
  readonly rate: Rational;
  /** Days as of which the hierarchy is read. */
  readonly periodEnd: Day;
  readonly hierarchy: Hierarchy;
  /** What it takes back, where it is a reversal. */
  readonly reversal: Reversal | null;
  /** What it credits to measures, as far as it was asked. */
  readonly credited: Map<ReadCreditMeasure, Rational | null>;
}

/** The part of an earlier entry that a reversal takes back. */
interface Reversal {
  readonly original: Entry;
  /** From 0 to 1. */
  readonly part: Rational;
}

/** The entry that brought the deal: the one that a reversal takes back, or the entry itself. */
export function dealOf(entry: Entry): Entry {
  return entry.reversal?.original ?? entry;
}

/** What an entry adds to a measure, in the currency of the plan; null where it does not count. */
export function creditOf(measure: ReadCreditMeasure, entry: Entry): Rational | null {
  let credit = entry.credited.get(measure);
  if (credit === undefined) {
    credit = countedCredit(measure, entry);
    entry.credited.set(measure, credit);
  }
  return credit;
}

function countedCredit(measure: ReadCreditMeasure, entry: Entry): Rational | null {
  const { reversal } = entry;
  if (reversal !== null) {
    const original = creditOf(measure, reversal.original);
    return original === null ? null : negate(multiply(reversal.part, original));
  }
  if (!measure.tests.every((test) => test(entry.event))) return null;
  const share = shareOf(measure, entry);
  if (share === null) return null;
  if (measure.given.shares === 'one') checkShares(measure, entry.event);
  const value = creditedValue(entry, measure.of, measure.name);
  return measure.given.split === 'money' ? value : multiply(share, value);
}

/** The share of the pay for an entry that its payee gets; 1 where shares are of the value already. */
export function payShareOf(measure: ReadCreditMeasure, entry: Entry): Rational {
  if (measure.given.split !== 'money') return one;
  return shareOf(measure, dealOf(entry)) ?? zero;
}

function checkShares({ roles, name }: ReadCreditMeasure, event: ReadEvent): void {
  const counting = event.credits.filter(({ role }) => roles === null || roles.has(role));
  const sum = sumOf(counting.map(({ share }) => share));
  if (compare(sum, one) === 0) return;
  throw new SalesMetricsError(
    'invalid-commission-input',
    `calculateCommissions: shares of event ${showValue(event.id)} that measure ${showValue(name)} counts must add up to 1, got ${toDecimal(sum).toFixed()}`,
  );
}

/** What an entry adds to the base of a component whose measure it counts in. */
export function baseOf(measure: ReadCreditMeasure, base: string, entry: Entry): Rational {
  const { reversal } = entry;
  if (reversal !== null) return negate(multiply(reversal.part, baseOf(measure, base, reversal.original)));
  const share = measure.given.split === 'money' ? one : (shareOf(measure, entry) ?? zero);
  return multiply(share, creditedValue(entry, base, measure.name));
}

/** The shares of an event that count for the payee; null where none does. */
function shareOf(measure: ReadCreditMeasure, { event, account, periodEnd, hierarchy }: Entry): Rational | null {
  const { roles, team } = measure;
  let total: Rational | null = null;
  for (const { payee, role, share } of event.credits) {
    if (roles !== null && !roles.has(role)) continue;
    const counts =
      payee === account.payee
        ? team === null || team.withOwn === true
        : team !== null &&
          isAbove(account.payee, payee, team, team.asOf === 'period-end' ? periodEnd : event.on, hierarchy);
    if (counts) total = total === null ? share : add(total, share);
  }
  return total;
}

/** Whether one payee stands above another within the levels of a rule. */
export function isAbove(manager: string, payee: string, team: TeamRule, day: Day, hierarchy: Hierarchy): boolean {
  return hierarchy.isAbove(manager, payee, day, team.levels);
}

function creditedValue({ event, rate }: Entry, of: string, measure: string): Rational {
  if (of === 'count') return one;
  const value = of === 'amount' ? event.amount : of === 'quantity' ? event.quantity : (event.values.get(of) ?? null);
  if (value !== null) return of === 'quantity' ? value : multiply(value, rate);
  throw new SalesMetricsError(
    'missing-value',
    `calculateCommissions: event ${showValue(event.id)} must have ${isField(of) ? of : `a value ${showValue(of)}`}, which measure ${showValue(measure)} counts, got none`,
  );
}

function isField(of: string): boolean {
  return of === 'amount' || of === 'quantity';
}

/** The part of its original that a reversal states: by amount, else by quantity; null for whatever is left of it. */
export function statedPart(reversal: ReadEvent, original: ReadEvent): Rational | null {
  // That the original has what is divided by, and is not reversed by more than all, is checked with the input.
  if (reversal.amount !== null) return divide(reversal.amount, original.amount as Rational);
  if (reversal.quantity !== null) return divide(reversal.quantity, original.quantity as Rational);
  return null;
}
