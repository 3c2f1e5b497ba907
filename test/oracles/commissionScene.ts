// What is known, in order, and who is credited with how much. Imports nothing from src.

import { dayNumberOf } from './calendar.ts';
import { lowest, negated, sumOf } from './commissionMoney.ts';
import type {
  PlainAssignment,
  PlainCondition,
  PlainCredits,
  PlainEvent,
  PlainInput,
  PlainPlan,
  PlainTeam,
} from './commissionShape.ts';
import { holds, stretchOf } from './commissionSpan.ts';
import { type Fraction, fractionOf, minus, order, over, times } from './fraction.ts';

/** A point of time at which something happens: carried excess, an event, scores of a measure, closing lines of a day. */
export interface Moment {
  readonly kind: 'opening' | 'event' | 'score' | 'closing';
  readonly day: number;
  readonly event: PlainEvent | null;
  readonly measure: string;
}

/** Whose pay is worked out, under which version of the plan. */
export interface Seat {
  readonly assignment: PlainAssignment;
  readonly plan: PlainPlan;
}

export interface Credited {
  readonly moment: number;
  /** The day that says in which windows the credit counts. */
  readonly day: number;
  readonly root: string;
  readonly value: Fraction;
  readonly assignment: PlainAssignment;
}

export interface Scene {
  readonly input: PlainInput;
  readonly known: number;
  readonly through: number;
  readonly events: ReadonlyMap<string, PlainEvent>;
  readonly moments: readonly Moment[];
  /** The part of its original that each reversal takes back. */
  readonly parts: ReadonlyMap<string, Fraction>;
}

export function knownDay(input: PlainInput): number {
  return input.knownAt === undefined ? Number.POSITIVE_INFINITY : dayNumberOf(input.knownAt);
}

/** The latest known version of each event; what is cancelled is not there. */
export function knownEvents(input: PlainInput): ReadonlyMap<string, PlainEvent> {
  const latest = new Map<string, PlainEvent>();
  const since = (event: PlainEvent): number => dayNumberOf(event.knownAt ?? event.on);
  for (const event of input.events) {
    const other = latest.get(event.id);
    if (since(event) <= knownDay(input) && (other === undefined || since(other) < since(event)))
      latest.set(event.id, event);
  }
  return new Map([...latest].filter(([, event]) => event.cancelled !== true));
}

export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function eventOrder(one: PlainEvent, other: PlainEvent): number {
  return (
    dayNumberOf(one.on) - dayNumberOf(other.on) ||
    (one.sequence ?? 0) - (other.sequence ?? 0) ||
    byText(one.id, other.id)
  );
}

/** The part each reversal takes back: what it states, or all that is left. */
export function reversedParts(events: ReadonlyMap<string, PlainEvent>): ReadonlyMap<string, Fraction> {
  const parts = new Map<string, Fraction>();
  const left = new Map<string, Fraction>();
  for (const event of [...events.values()].sort(eventOrder)) {
    const original = event.reverses === undefined ? undefined : events.get(event.reverses);
    if (original === undefined) continue;
    const rest = left.get(original.id) ?? [1n, 1n];
    let part = rest;
    if (event.amount !== undefined) part = over(fractionOf(event.amount), fractionOf(original.amount ?? '0'));
    else if (event.quantity !== undefined)
      part = over(fractionOf(event.quantity), fractionOf(original.quantity ?? '0'));
    parts.set(event.id, lowest(part));
    left.set(original.id, lowest(minus(rest, part)));
  }
  return parts;
}

/** The version of a plan on a day. */
export function versionOn(scene: Pick<Scene, 'input'>, plan: string, day: number): PlainPlan | undefined {
  return scene.input.plans.find(({ id, from, to }) => id === plan && holds(from, to, day));
}

export function rootOf(scene: Scene, event: PlainEvent): PlainEvent {
  return (event.reverses === undefined ? undefined : scene.events.get(event.reverses)) ?? event;
}

/** Everybody who reports to somebody on a day, level by level. */
export function peopleBelow(
  scene: Scene,
  payee: string,
  team: PlainTeam,
  day: number,
  plan: PlainPlan,
): ReadonlySet<string> {
  const at = team.asOf === 'period-end' ? stretchOf(plan.period ?? 'month', day, plan.calendar).last : day;
  const below = new Set<string>();
  let level = [payee];
  for (let depth = 1; depth <= (team.levels ?? 99) && level.length > 0; depth++) {
    const next = (scene.input.reportingLines ?? []).filter(
      (line) => level.includes(line.manager) && holds(line.from, line.to, at) && !below.has(line.payee),
    );
    level = next.map((line) => line.payee);
    for (const name of level) below.add(name);
  }
  below.delete(payee);
  if (team.withOwn === true) below.add(payee);
  return below;
}

function passes(event: PlainEvent, { field, ...test }: PlainCondition): boolean {
  if (field === 'quantity') {
    const value = fractionOf(event.quantity ?? '0');
    if (test.atLeast !== undefined) return order(value, fractionOf(test.atLeast)) >= 0;
    return order(value, fractionOf(test.below ?? '0')) < 0;
  }
  const value = field === 'kind' ? (event.kind ?? 'sale') : event.currency;
  return test.is !== undefined ? value === test.is : value !== test.isNot;
}

/** Money of another currency by the latest rate on or before the day that the plan goes by. */
export function converted(
  { input }: Scene,
  value: Fraction,
  { from, day }: { readonly from: string | undefined; readonly day: number },
  plan: PlainPlan,
): Fraction {
  if (from === undefined || from === plan.currency) return value;
  const period = stretchOf(plan.period ?? 'month', day, plan.calendar);
  const days = {
    event: day,
    'period-start': period.first,
    'period-end': period.last,
    'year-start': stretchOf('year', day, plan.calendar).first,
  };
  let found: { on: number; rate: string } | undefined;
  for (const rate of input.rates ?? []) {
    const on = dayNumberOf(rate.on);
    if (rate.from !== from || rate.to !== plan.currency || on > days[plan.rateOn ?? 'event']) continue;
    if (found === undefined || found.on < on) found = { on, rate: rate.rate };
  }
  if (found === undefined) throw new Error(`no rate from ${from} to ${plan.currency}`);
  return times(value, fractionOf(found.rate));
}

function countedValue(scene: Scene, event: PlainEvent, of: string, plan: PlainPlan): Fraction {
  if (of === 'count') return [1n, 1n];
  if (of === 'quantity') return fractionOf(event.quantity ?? '0');
  const money = of === 'amount' ? event.amount : event.values?.[of];
  if (money === undefined) throw new Error(`no ${of} in ${event.id}`);
  return converted(scene, fractionOf(money), { from: event.currency, day: dayNumberOf(event.on) }, plan);
}

/** The share of an original event that counts for a measure of a payee; null when none does. */
function shareIn(scene: Scene, seat: Seat, measure: PlainCredits, event: PlainEvent): Fraction | null {
  const day = dayNumberOf(event.on);
  if (event.pays !== undefined || !(measure.where ?? []).every((condition) => passes(event, condition))) return null;
  const { payee } = seat.assignment;
  const people =
    measure.team === undefined ? new Set([payee]) : peopleBelow(scene, payee, measure.team, day, seat.plan);
  const counting = (event.credits ?? []).filter(
    ({ role }) => measure.roles === undefined || measure.roles.includes(role ?? 'owner'),
  );
  const own = counting.filter((credit) => people.has(credit.payee));
  if (own.length === 0) return null;
  const shareOf = (credits: typeof own): Fraction => sumOf(credits.map(({ share }) => fractionOf(share ?? '1')));
  if (measure.shares === 'one' && order(shareOf(counting), [1n, 1n]) !== 0)
    throw new Error(`shares of ${event.id} do not add up to 1`);
  return shareOf(own);
}

/** What an original event adds to a measure of a payee; null when it is not credited. */
function creditOf(scene: Scene, seat: Seat, measure: PlainCredits, of: string, event: PlainEvent): Fraction | null {
  const share = shareIn(scene, seat, measure, event);
  if (share === null) return null;
  const value = countedValue(scene, event, of, seat.plan);
  return measure.split === 'money' ? value : lowest(times(share, value));
}

/** The share of the pay for a deal that a payee gets: all of it, where the value is split already. */
export function payShare(scene: Scene, assignment: PlainAssignment, name: string, event: PlainEvent): Fraction {
  const original = rootOf(scene, event);
  const plan = versionOn(scene, assignment.plan, dayNumberOf(original.on));
  const measure = plan?.measures[name];
  if (plan === undefined || measure?.kind !== 'credits' || measure.split !== 'money') return [1n, 1n];
  return shareIn(scene, { assignment, plan }, measure, original) ?? [0n, 1n];
}

const found = new WeakMap<Scene, Map<string, Fraction | null>>();

/** The credit of one event (of its original, for a reversal) for one assignment; null when there is none. */
export function creditFor(
  scene: Scene,
  assignment: PlainAssignment,
  name: string,
  event: PlainEvent,
  base?: string,
): Fraction | null {
  const original = rootOf(scene, event);
  const day = dayNumberOf(original.on);
  const memory = found.get(scene) ?? new Map<string, Fraction | null>();
  found.set(scene, memory);
  const key = `${scene.input.assignments.indexOf(assignment)}/${name}/${base}/${event.id}`;
  const before = memory.get(key);
  if (before !== undefined) return before;
  const plan = versionOn(scene, assignment.plan, day);
  const measure = plan?.measures[name];
  let credit: Fraction | null = null;
  if (plan !== undefined && measure?.kind === 'credits' && holds(assignment.from, assignment.to, day))
    credit = creditOf(scene, { assignment, plan }, measure, base ?? measure.of ?? 'amount', original);
  if (credit !== null && event.reverses !== undefined)
    credit = lowest(negated(times(scene.parts.get(event.id) ?? [0n, 1n], credit)));
  memory.set(key, credit);
  return credit;
}

/** Whether a reversal moves a measure, and in which window. */
export function movedBy({ plan }: Seat, name: string, event: PlainEvent): 'keep' | 'current' | 'origin' {
  const measure = plan.measures[name];
  return event.reverses === undefined || measure?.kind !== 'credits' ? 'current' : (measure.reversals ?? 'current');
}

/** All credits of a measure of a payee under a plan up to and with a moment. */
export function creditsUpTo(
  scene: Scene,
  seat: Seat,
  name: string,
  moment: number,
  base?: string,
): readonly Credited[] {
  const credits: Credited[] = [];
  const { payee, plan } = seat.assignment;
  const assignments = scene.input.assignments.filter((other) => other.payee === payee && other.plan === plan);
  for (const [index, { event }] of scene.moments.slice(0, moment + 1).entries()) {
    const moves = event === null ? 'keep' : movedBy(seat, name, event);
    if (event === null || moves === 'keep') continue;
    const root = rootOf(scene, event);
    for (const assignment of assignments) {
      const value = creditFor(scene, assignment, name, event, base);
      const day = dayNumberOf(moves === 'origin' ? root.on : event.on);
      if (value !== null) credits.push({ moment: index, day, root: root.id, value, assignment });
    }
  }
  return credits;
}

/** Every assignment under every version of its plan. */
export function seatsOf({ input }: Scene): readonly Seat[] {
  return input.assignments.flatMap((assignment) =>
    input.plans.filter(({ id }) => id === assignment.plan).map((plan) => ({ assignment, plan })),
  );
}
