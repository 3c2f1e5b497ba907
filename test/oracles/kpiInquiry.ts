// What the oracles of KPIs share: days, counts and quotients in the words of the definitions. Imports nothing from src.

import { type Fraction, minus, order, over, plus, total } from './fraction.ts';
import { type Book, dayOf, dimension, type Entry, entriesOf, number, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';

/** An exact figure, or the reason why there is none. */
export type Answer = Fraction | string;

/** The figure of one key, read from the records. */
export type Oracle = (scene: Scene) => Answer;

/** The last day that counts. */
export function lastDay({ span, asOf }: Scene): number {
  return asOf === null ? span.end - 1 : Math.min(asOf, span.end - 1);
}

export function inPeriod(entry: Entry, field: string, scene: Scene): boolean {
  const day = dayOf(entry, field);
  return day !== null && day >= scene.span.start && day <= lastDay(scene);
}

/** By the last day that counts. */
export function soFar(entry: Entry, field: string, scene: Scene): boolean {
  const day = dayOf(entry, field);
  return day !== null && day <= lastDay(scene);
}

/** Dated, and not later than what is known: in the period, before it or after it. */
export function happened(entry: Entry, field: string, { asOf }: Scene): boolean {
  const day = dayOf(entry, field);
  return day !== null && (asOf === null || day <= asOf);
}

export function beforePeriod(entry: Entry, field: string, scene: Scene): boolean {
  const day = dayOf(entry, field);
  return day !== null && day < scene.span.start && day <= lastDay(scene);
}

export function list(scene: { readonly book: Book }, source: string): readonly Entry[] {
  return entriesOf(scene.book, source);
}

export function countOf(entries: readonly unknown[]): Fraction {
  return [BigInt(entries.length), 1n];
}

export function sumOf(entries: readonly Entry[], field: string): Fraction {
  return total(values(entries, field));
}

export function values(entries: readonly Entry[], field: string): Fraction[] {
  const found: Fraction[] = [];
  for (const entry of entries) {
    const value = number(entry, field);
    if (value !== null) found.push(value);
  }
  return found;
}

/** Days from one date to another of each record; negative spans and unknown dates are left out. */
export function days(entries: readonly Entry[], from: string, to: string): Fraction[] {
  const found: Fraction[] = [];
  for (const entry of entries) {
    const [first, second] = [dayOf(entry, from), dayOf(entry, to)];
    if (first !== null && second !== null && second >= first) found.push([BigInt(second - first), 1n]);
  }
  return found;
}

export function meanOf(figures: readonly Fraction[]): Answer {
  return figures.length === 0 ? 'no-records' : over(total(figures), [BigInt(figures.length), 1n]);
}

export function medianOf(figures: readonly Fraction[]): Answer {
  const sorted = [...figures].sort(order);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle];
  if (high === undefined) return 'no-records';
  const low = sorted[middle - 1];
  return sorted.length % 2 === 1 || low === undefined ? high : over(plus(low, high), [2n, 1n]);
}

/** A quotient whose base may not be 0. */
export function ratio(left: Answer, right: Answer, zero = 'no-denominator'): Answer {
  if (typeof left === 'string') return left;
  if (typeof right === 'string') return right;
  if (zero === 'unbounded' && right[0] < 0n) return 'base-not-positive';
  if (right[0] !== 0n) return over(left, right);
  return zero === 'unbounded' && left[0] <= 0n ? 'no-denominator' : zero;
}

/** Growth on a base, or a share of one, that must be above 0. */
export function onBase(left: Fraction, base: Fraction): Answer {
  return base[0] <= 0n ? 'base-not-positive' : over(left, base);
}

export function difference(left: Fraction, right: Fraction): Fraction {
  return minus(left, right);
}

/** The different values of a text field, of the records that have one. */
export function names(entries: readonly Entry[], field: string): string[] {
  return [...new Set(entries.flatMap((entry) => text(entry, field) ?? []))];
}

/** The scene in another period. */
export function shifted(scene: Scene, change: Readonly<Record<string, unknown>>): Scene {
  return { ...scene, span: scene.shift(scene.span, change) };
}

export function previousPeriod(scene: Scene): Scene {
  return shifted(scene, { kind: 'previous' });
}

export function lastMonths(scene: Scene, count = 12): Scene {
  return shifted(scene, { kind: 'trailing', count, grain: 'month' });
}

/** Closed in the period with one of these ends. */
export function ended(scene: Scene, ...ends: readonly string[]): readonly Entry[] {
  return list(scene, 'opportunities').filter(
    (deal) => inPeriod(deal, 'closedOn', scene) && ends.includes(text(deal, 'status') ?? ''),
  );
}

export function wonDeals(scene: Scene): readonly Entry[] {
  return ended(scene, 'won');
}

export function decidedDeals(scene: Scene): readonly Entry[] {
  return ended(scene, 'won', 'lost');
}

export function isNewBusiness(entry: Entry): boolean {
  return text(entry, 'type') === 'new-business';
}

/** Whether something that happened is not earlier than something else; on one day the times decide, where both are known. */
export function notEarlier(later: Entry, laterField: string, entry: Entry, field: string): boolean {
  const [after, before] = [later.moments.get(laterField), entry.moments.get(field)];
  if (after === undefined || before === undefined) return false;
  if (after.day !== before.day) return after.day > before.day;
  return after.time === null || before.time === null || after.time >= before.time;
}

/** Stays in stages that did not begin with the close. */
export function visitsBeforeClose(scene: Scene): readonly Entry[] {
  return list(scene, 'stageVisits').filter((visit) => {
    const closed = dayOf(visit, 'closedOn');
    return closed === null || (dayOf(visit, 'enteredOn') ?? 0) < closed;
  });
}

/** Leads with a date in the period, without those that repeat another. */
export function leadsBy(scene: Scene, field: string): readonly Entry[] {
  return list(scene, 'leads').filter((lead) => inPeriod(lead, field, scene) && text(lead, 'duplicateOfId') === null);
}

/** The different companies of records that have an account: the accounts at the top. */
export function companiesOf(scene: Scene, source: string, entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap((entry) => dimension(scene.book, source, entry, 'parentAccount') ?? []))];
}

/** Quotas for bookings that lie wholly in the period. */
export function quotas(scene: Scene): readonly Entry[] {
  return list(scene, 'quotas').filter((quota) => {
    const isForBookings = (text(quota, 'measure') ?? 'bookings') === 'bookings';
    return (
      isForBookings &&
      (dayOf(quota, 'startsOn') ?? 0) >= scene.span.start &&
      (dayOf(quota, 'endsOn') ?? 0) <= scene.span.end
    );
  });
}

export function quota(scene: Scene): Fraction {
  return sumOf(quotas(scene), 'amount');
}

export function booked(scene: Scene): Fraction {
  return sumOf(wonDeals(scene), 'amount');
}

export function accountsOf(entries: readonly Entry[]): string[] {
  return names(entries, 'accountId');
}

export function wonBefore(scene: Scene): readonly Entry[] {
  return list(scene, 'opportunities').filter(
    (deal) => text(deal, 'status') === 'won' && beforePeriod(deal, 'closedOn', scene),
  );
}

export function without(all: readonly string[], others: readonly string[]): Fraction {
  return countOf(all.filter((name) => !others.includes(name)));
}

export function newLogos(scene: Scene): Fraction {
  return without(
    companiesOf(scene, 'opportunities', wonDeals(scene)),
    companiesOf(scene, 'opportunities', wonBefore(scene)),
  );
}

export function isPurchase(entry: Entry): boolean {
  return (number(entry, 'amount')?.[0] ?? 0n) > 0n;
}

export function purchases(scene: Scene): readonly Entry[] {
  return list(scene, 'orders').filter((entry) => isPurchase(entry) && inPeriod(entry, 'orderedOn', scene));
}

export function purchasesBefore(scene: Scene): readonly Entry[] {
  return list(scene, 'orders').filter((entry) => isPurchase(entry) && beforePeriod(entry, 'orderedOn', scene));
}

/** Of the rep's own, or of unknown direction. */
export function isOut(activity: Entry): boolean {
  return text(activity, 'direction') !== 'inbound';
}

export function had(activity: Entry, ...outcomes: readonly string[]): boolean {
  return outcomes.includes(text(activity, 'outcome') ?? '');
}

export function ofKind(scene: Scene, kind: string): readonly Entry[] {
  return list(scene, 'activities').filter((activity) => text(activity, 'kind') === kind);
}

/** A call, an email or another message that a person sent. */
export function isOutreach(activity: Entry): boolean {
  return (
    ['call', 'email', 'other'].includes(text(activity, 'kind') ?? '') &&
    isOut(activity) &&
    text(activity, 'automatic') !== 'true'
  );
}

/** Meetings put in the calendar, without those that replace others. */
export function bookings(scene: Scene, date: string): readonly Entry[] {
  return ofKind(scene, 'meeting').filter(
    (meeting) => inPeriod(meeting, date, scene) && text(meeting, 'rescheduledFromId') === null,
  );
}
