// What a measure of a payee amounts to at a moment, counted anew from all credits. Imports nothing from src.

import { dayNumberOf, monthsLater } from './calendar.ts';
import { tableRate } from './commissionCurve.ts';
import { lowest, sumOf } from './commissionMoney.ts';
import { type Credited, creditsUpTo, type Scene, type Seat } from './commissionScene.ts';
import type { PlainFactor, PlainGate, PlainMeasure, PlainQuota, PlainTable, PlainWindow } from './commissionShape.ts';
import { holds, type Stretch, stretchOf, wholeMonths } from './commissionSpan.ts';
import { type Fraction, fractionOf, minus, order, over, plus, times } from './fraction.ts';

/** From where a measure is read: after a moment, on a day (that of the moment, or the last of an earlier window). */
export interface View {
  readonly scene: Scene;
  readonly seat: Seat;
  readonly moment: number;
  readonly day: number;
  /** A moment whose credit is left out. */
  readonly without?: number | undefined;
}

const zero: Fraction = [0n, 1n];
const one: Fraction = [1n, 1n];

export function measureNamed(seat: Seat, name: string): PlainMeasure {
  const measure = seat.plan.measures[name];
  if (measure === undefined) throw new Error(`no measure ${name}`);
  return measure;
}

/** Quotas of a payee for a measure as far as they are known, the own ones before those for all. */
function quotasFor({ scene, seat }: View, name: string, fits: (quota: PlainQuota) => boolean): readonly PlainQuota[] {
  const { payee, plan } = seat.assignment;
  const since = ({ knownAt }: PlainQuota): number =>
    knownAt === undefined ? Number.NEGATIVE_INFINITY : dayNumberOf(knownAt);
  const quotas = (scene.input.quotas ?? []).filter(
    (quota) => quota.measure === name && (quota.plan ?? plan) === plan && since(quota) <= scene.known && fits(quota),
  );
  const latest = quotas.filter((quota) =>
    quotas.every(
      (other) =>
        ['payee', 'plan', 'from', 'to'].some((key) => Reflect.get(other, key) !== Reflect.get(quota, key)) ||
        since(other) <= since(quota),
    ),
  );
  const own = latest.filter((quota) => quota.payee === payee);
  return own.length > 0 ? own : latest.filter((quota) => quota.payee === undefined);
}

/** The days of a window that holds a day; null where windows are not cut from the calendar. */
export function windowDays(view: View, name: string, window: PlainWindow): Stretch | null {
  if (window === 'event' || window === 'start' || typeof window !== 'string') return null;
  if (window !== 'quota') return stretchOf(window, view.day, view.seat.plan.calendar);
  const [quota] = quotasFor(view, name, ({ from, to }) => holds(from, to, view.day));
  if (quota === undefined) throw new Error(`no quota for ${name}`);
  return { first: dayNumberOf(quota.from), last: dayNumberOf(quota.to) - 1 };
}

/** Names a window among those of one measure of a payee. */
export function windowName(view: View, name: string, window: PlainWindow, root: string): string {
  if (window === 'event') return `event ${root}`;
  if (window === 'start') return `start ${view.scene.input.assignments.indexOf(view.seat.assignment)}`;
  if (typeof window !== 'string') return 'rolling';
  return `from ${windowDays(view, name, window)?.first}`;
}

export function targetOf(view: View, name: string): Fraction {
  const measure = measureNamed(view.seat, name);
  if (measure.kind !== 'credits' && measure.kind !== 'given') throw new Error(`no target for ${name}`);
  const days = windowDays(view, name, measure.window);
  if (days === null) throw new Error(`no target in the window of ${name}`);
  const inside = quotasFor(
    view,
    name,
    ({ from, to }) => days.first <= dayNumberOf(from) && dayNumberOf(to) - 1 <= days.last,
  );
  return sumOf(inside.map(({ amount }) => fractionOf(amount)));
}

/** Credits that count in the window of a measure on the day of the view. */
export function creditsInWindow(view: View, name: string, base?: string): readonly Credited[] {
  const { scene, seat, moment, day } = view;
  const measure = measureNamed(seat, name);
  if (measure.kind !== 'credits') throw new Error(`${name} has no credits`);
  const { window } = measure;
  const days = windowDays(view, name, window);
  const event = scene.moments[moment]?.event;
  const root = event?.reverses ?? event?.id;
  return creditsUpTo(scene, seat, name, moment, base).filter((credit) => {
    if (credit.moment === view.without) return false;
    if (window === 'event') return credit.root === root;
    if (window === 'start') return credit.assignment === seat.assignment;
    if (typeof window !== 'string') return credit.day > monthsLater(day, -window.months) && credit.day <= day;
    return days !== null && days.first <= credit.day && credit.day <= days.last;
  });
}

function largestDeal(credits: readonly Credited[]): Fraction {
  let largest = zero;
  for (const { root } of credits) {
    const deal = sumOf(credits.filter((credit) => credit.root === root).map(({ value }) => value));
    if (order(deal, largest) > 0) largest = deal;
  }
  return largest;
}

function latestScore(view: View, name: string, window: PlainWindow): Fraction {
  const { scene, seat, day, moment } = view;
  const first = windowDays(view, name, window)?.first ?? dayNumberOf(seat.assignment.from);
  // Scores come after the events of their day, each at its own moment.
  const isAhead = scene.moments.some(
    (other, index) => other.kind === 'score' && other.measure === name && other.day === day && index > moment,
  );
  return scoreOn(view, name, first, isAhead ? day - 1 : day);
}

function scoreOn({ scene, seat }: View, name: string, first: number, last: number): Fraction {
  const since = (knownAt: string | undefined): number =>
    knownAt === undefined ? Number.NEGATIVE_INFINITY : dayNumberOf(knownAt);
  const rank = (score: {
    readonly on: string;
    readonly payee?: string | undefined;
    readonly knownAt?: string | undefined;
  }) => [dayNumberOf(score.on), score.payee === undefined ? 0 : 1, since(score.knownAt)] as const;
  const [latest] = (scene.input.scores ?? [])
    .filter(
      ({ payee, measure, on, knownAt }) =>
        measure === name &&
        (payee ?? seat.assignment.payee) === seat.assignment.payee &&
        first <= dayNumberOf(on) &&
        dayNumberOf(on) <= last &&
        since(knownAt) <= scene.known,
    )
    .sort((left, right) => {
      const [l, r] = [rank(left), rank(right)];
      return r[0] - l[0] || r[1] - l[1] || r[2] - l[2];
    });
  return latest === undefined ? zero : fractionOf(latest.value);
}

export function measureValue(view: View, name: string): Fraction {
  const measure = measureNamed(view.seat, name);
  switch (measure.kind) {
    case 'credits': {
      const credits = creditsInWindow(view, name);
      return measure.aggregate === 'maximum' ? largestDeal(credits) : sumOf(credits.map(({ value }) => value));
    }
    case 'ratio': {
      const below = measureValue(view, measure.per);
      return below[0] === 0n ? zero : lowest(over(measureValue(view, measure.of), below));
    }
    case 'given':
      return latestScore(view, name, measure.window);
    case 'tenure': {
      const from = dayNumberOf(view.seat.assignment.from);
      return [BigInt(measure.unit === 'days' ? view.day - from : wholeMonths(from, view.day)), 1n];
    }
  }
}

export function readValue(view: View, name: string, on: 'measure' | 'attainment' | undefined): Fraction {
  const value = measureValue(view, name);
  if (on !== 'attainment') return value;
  const target = targetOf(view, name);
  if (target[0] !== 0n) return over(value, target);
  const measure = measureNamed(view.seat, name);
  return 'target' in measure && measure.target?.zero === 'full' ? one : zero;
}

export function lookUp(view: View, table: PlainTable): Fraction {
  return readValue(view, table.by, table.on);
}

function isMet(view: View, gate: PlainGate): boolean {
  const value = readValue(view, gate.measure, gate.on);
  if (gate.above !== undefined) return order(value, fractionOf(gate.above)) > 0;
  if (gate.atLeast !== undefined) return order(value, fractionOf(gate.atLeast)) >= 0;
  if (gate.atMost !== undefined) return order(value, fractionOf(gate.atMost)) <= 0;
  return order(value, fractionOf(gate.below ?? '0')) < 0;
}

function factorValue(view: View, { when, multiply, otherwise }: PlainFactor): Fraction {
  if (!(when ?? []).every((gate) => isMet(view, gate))) return fractionOf(otherwise ?? '1');
  if (multiply === undefined) return one;
  return typeof multiply === 'string' ? fractionOf(multiply) : tableRate(multiply, lookUp(view, multiply));
}

/** The product of all factors; those that add make one factor together. */
export function product(view: View, factors: readonly PlainFactor[] | undefined): Fraction {
  let result = one;
  let added = one;
  for (const factor of factors ?? []) {
    const value = factorValue(view, factor);
    if (factor.adds === true) added = plus(added, minus(value, one));
    else result = times(result, value);
  }
  return lowest(times(result, added));
}

/** Names of the measures on which factors and tables depend, those below a ratio included. */
export function measuresRead(
  seat: Seat,
  factors: readonly PlainFactor[] | undefined,
  tables: readonly PlainTable[],
): ReadonlySet<string> {
  const names = new Set(tables.map(({ by }) => by));
  for (const { when, multiply } of factors ?? []) {
    for (const { measure } of when ?? []) names.add(measure);
    if (typeof multiply === 'object') names.add(multiply.by);
  }
  for (const name of [...names]) {
    const measure = measureNamed(seat, name);
    if (measure.kind === 'ratio') names.add(measure.of).add(measure.per);
  }
  return names;
}
