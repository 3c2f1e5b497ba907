// What one curve component has earned in one window up to a moment, from nothing each time. Imports nothing from src.

import { dayNumberOf } from './calendar.ts';
import { type CurveSurroundings, cumulativePay, dealPay, tableRate } from './commissionCurve.ts';
import {
  creditsInWindow,
  lookUp,
  measureNamed,
  measuresRead,
  product,
  readValue,
  targetOf,
  type View,
  windowDays,
  windowName,
} from './commissionMeasure.ts';
import { lowest, sumOf } from './commissionMoney.ts';
import {
  type Credited,
  creditFor,
  movedBy,
  payShare,
  rootOf,
  type Scene,
  type Seat,
  seatsOf,
  versionOn,
} from './commissionScene.ts';
import type { PlainCurve, PlainCurveComponent, PlainEvent, PlainTable, PlainWindow } from './commissionShape.ts';
import { holds } from './commissionSpan.ts';
import { type Fraction, fractionOf, minus, plus, times } from './fraction.ts';

const zero: Fraction = [0n, 1n];

/** A component of a payee under one version of the plan. */
export interface Desk {
  readonly scene: Scene;
  readonly seat: Seat;
  readonly component: PlainCurveComponent;
}

export function windowOf({ seat, component }: Desk): PlainWindow {
  const measure = measureNamed(seat, component.measure);
  return measure.kind === 'credits' ? measure.window : 'event';
}

function curveOf({ seat, component }: Desk): PlainCurve {
  return seat.assignment.curves?.[component.id] ?? component.curve;
}

function hasSameCurve(one: Desk, other: Desk): boolean {
  return JSON.stringify(curveOf(one)) === JSON.stringify(curveOf(other));
}

function tablesOf(desk: Desk): readonly PlainTable[] {
  return curveOf(desk).tiers.flatMap(({ rate }) => (typeof rate === 'object' ? [rate] : []));
}

export function viewAt(desk: Desk, moment: number, day = desk.scene.moments[moment]?.day ?? 0): View {
  return { scene: desk.scene, seat: desk.seat, moment, day };
}

/** Whether the payee sits at the desk on a day: under the assignment and the version. */
export function isSeated({ seat }: Pick<Desk, 'seat'>, day: number): boolean {
  return holds(seat.assignment.from, seat.assignment.to, day) && holds(seat.plan.from, seat.plan.to, day);
}

/** Whether the component pays for an event (the original, for a reversal). */
export function isPaidFor(desk: Desk, event: PlainEvent): boolean {
  const { scene, component } = desk;
  return creditsMeasure(desk, event) && holds(component.from, component.to, dayNumberOf(rootOf(scene, event).on));
}

/** Whether an event is credited to the measure of the component at this desk. */
export function creditsMeasure(desk: Desk, event: PlainEvent): boolean {
  const { scene, seat, component } = desk;
  return (
    isSeated(desk, dayNumberOf(rootOf(scene, event).on)) &&
    creditFor(scene, seat.assignment, component.measure, event) !== null
  );
}

/** Every curve component of every seat. */
export function desksOf(scene: Scene): readonly Desk[] {
  return seatsOf(scene).flatMap((seat) =>
    seat.plan.components
      .filter((component): component is PlainCurveComponent => component.kind === 'curve')
      .map((component) => ({ scene, seat, component })),
  );
}

/** The desks of one component of a payee: under all assignments and versions of the plan. */
export function desksLike({ scene, seat, component }: Desk): readonly Desk[] {
  return desksOf(scene).filter(
    (other) =>
      other.seat.plan.id === seat.plan.id &&
      other.seat.assignment.payee === seat.assignment.payee &&
      other.component.id === component.id,
  );
}

/** Whether an event is the return of a deal for which the component paid nothing, at no desk of the payee. */
export function isUnpaidReturn(desk: Desk, event: PlainEvent): boolean {
  return event.reverses !== undefined && !desksLike(desk).some((other) => isPaidFor(other, event));
}

/** The day whose window loses the credit of a reversal. */
export function takenOffOn({ scene, seat, component }: Desk, event: PlainEvent): number {
  return dayNumberOf(movedBy(seat, component.measure, event) === 'origin' ? rootOf(scene, event).on : event.on);
}

/** The desk at which a moment is worked out for a window: of the same version, under the assignment of its day. Windows since the start have one assignment. */
function deskAt(desk: Desk, windowDay: number, moment: number): Desk | null {
  const { scene, seat, component } = desk;
  const at = scene.moments[moment];
  if (at === undefined) return null;
  const { event } = at;
  const window = windowOf(desk);
  const assignments =
    window === 'start'
      ? [seat.assignment]
      : scene.input.assignments.filter(
          ({ payee, plan }) => payee === seat.assignment.payee && plan === seat.assignment.plan,
        );
  const desks = assignments.map((assignment) => ({ ...desk, seat: { ...seat, assignment } }));
  const nameIn = (other: Desk, day: number): string =>
    windowName(viewAt(other, moment, day), component.measure, window, '');
  // A return is the matter of whoever was paid, in the window that loses it; everything else, of who is there.
  const isPaidThere = (other: Desk): boolean =>
    event !== null &&
    isPaidFor(other, event) &&
    (event.reverses === undefined || nameIn(other, takenOffOn(other, event)) === nameIn(desk, windowDay));
  return desks.find(isPaidThere) ?? desks.find((other) => isSeated(other, at.day)) ?? null;
}

/** Where the payee sits on the day of a return that moves what factors there read, in the window that they price. */
function presentDesk(desk: Desk, windowDay: number, moment: number): Desk | null {
  const { scene, seat, component } = desk;
  const { event, day = 0 } = scene.moments[moment] ?? {};
  const window = windowOf(desk);
  if (event?.reverses === undefined || window === 'start') return null;
  const nameIn = (other: Desk, on: number): string =>
    windowName(viewAt(other, moment, on), component.measure, window, '');
  for (const assignment of scene.input.assignments) {
    if (assignment.payee !== seat.assignment.payee || assignment.plan !== seat.assignment.plan) continue;
    const other = { ...desk, seat: { ...seat, assignment } };
    if (isSeated(other, day) && movesReadings(other, moment) && nameIn(other, day) === nameIn(desk, windowDay))
      return other;
  }
  return null;
}

/** Whether a moment moves what factors and tables are read from. */
export function movesReadings(desk: Desk, moment: number): boolean {
  const { scene, seat, component } = desk;
  const at = scene.moments[moment];
  const names = measuresRead(seat, component.factors, tablesOf(desk));
  return at !== undefined && movesAny(scene, seat, moment, names);
}

export function movesAny(scene: Scene, seat: Seat, moment: number, names: ReadonlySet<string>): boolean {
  const at = scene.moments[moment];
  const { assignment } = seat;
  if (at === undefined) return false;
  if (at.kind === 'score')
    return (
      names.has(at.measure) &&
      (scene.input.scores ?? []).some(
        ({ measure, on, payee, knownAt }) =>
          measure === at.measure &&
          dayNumberOf(on) === at.day &&
          (payee ?? assignment.payee) === assignment.payee &&
          (knownAt === undefined || dayNumberOf(knownAt) <= scene.known),
      )
    );
  const { event } = at;
  if (event === null) return false;
  return scene.input.assignments.some(
    (other) =>
      other.payee === assignment.payee &&
      other.plan === assignment.plan &&
      [...names].some((name) => movedBy(seat, name, event) !== 'keep' && creditFor(scene, other, name, event) !== null),
  );
}

function surroundings(desk: Desk, view: View): CurveSurroundings {
  const { component, seat } = desk;
  const curve = curveOf(desk);
  const measure = measureNamed(seat, component.measure);
  const needsTarget = curve.on === 'attainment' || curve.tiers.some(({ multiplier }) => multiplier !== undefined);
  const given = seat.assignment.targetPay;
  const targetPay = component.targetPay ?? (typeof given === 'object' ? given[component.id] : given);
  return {
    target: needsTarget ? targetOf(view, component.measure) : null,
    targetPay: targetPay === undefined ? null : fractionOf(targetPay),
    zero: (measure.kind === 'credits' ? measure.target?.zero : undefined) ?? 'error',
    lookUp: (table) => lookUp(view, table),
  };
}

/**
 * F of the total as a view sees it; nothing while there are no credits, and while there are only returns that leave it at 0.
 *
 * @param rates - from where rates are looked up
 */
function payOfTotal(desk: Desk, view: View, rates = view): Fraction {
  const { component, scene } = desk;
  const credits = creditsInWindow(view, component.measure);
  const at = readValue(view, component.measure, 'measure');
  const hasDeals = credits.some(({ moment }) => scene.moments[moment]?.event?.reverses === undefined);
  if (credits.length === 0 || (!hasDeals && at[0] === 0n)) return zero;
  const base =
    component.base === undefined
      ? null
      : sumOf(
          creditsInWindow(view, component.measure, component.base)
            .filter(({ root }) => hasSameBase(desk, root))
            .map(({ value }) => value),
        );
  const around = surroundings(desk, { ...rates, without: undefined });
  const whole = cumulativePay(curveOf(desk), at, around, base);
  const others = base === null && tablesOf(desk).length > 0 ? othersIn(desk, credits) : zero;
  // Rates that move price nothing of what another version counted.
  return lowest(others[0] === 0n ? whole : minus(whole, cumulativePay(curveOf(desk), others, around, null)));
}

/** What was credited in a window under other versions of the plan; nothing where the largest deal counts. */
function othersIn({ scene, seat, component }: Desk, credits: readonly Credited[]): Fraction {
  const measure = measureNamed(seat, component.measure);
  if (measure.kind === 'credits' && measure.aggregate === 'maximum') return zero;
  const isOther = ({ root }: Credited): boolean =>
    !holds(seat.plan.from, seat.plan.to, dayNumberOf(scene.events.get(root)?.on ?? ''));
  return sumOf(credits.filter(isOther).map(({ value }) => value));
}

/** Whether a deal was credited under a version that goes by the same base: what another one counted is no part of it. */
function hasSameBase({ scene, seat, component }: Desk, root: string): boolean {
  const day = dayNumberOf(scene.events.get(root)?.on ?? '');
  const other = versionOn(scene, seat.plan.id, day)?.components.find(({ id }) => id === component.id);
  return other?.kind === 'curve' && other.base === component.base;
}

function payOfDeal(desk: Desk, view: View, event: PlainEvent): Fraction {
  const { scene, seat, component } = desk;
  const deal = creditFor(scene, seat.assignment, component.measure, event, component.base) ?? zero;
  const after = readValue(view, component.measure, 'measure');
  const before = readValue({ ...view, without: view.moment }, component.measure, 'measure');
  return lowest(dealPay(curveOf(desk), { before, after }, deal, surroundings(desk, view)));
}

/** The day on which the state of a window is read: that of the moment, or the last one of a window that is over, as that of an assignment is. */
function readingDay(desk: Desk, moment: number, windowDay: number): number {
  const day = desk.scene.moments[moment]?.day ?? 0;
  const window = windowOf(desk);
  const { to } = desk.seat.assignment;
  if (window === 'start') return to === undefined ? day : Math.min(day, dayNumberOf(to) - 1);
  const days = windowDays(viewAt(desk, moment, windowDay), desk.component.measure, window);
  return days === null ? day : Math.min(Math.max(day, days.first), days.last);
}

/** Share of the pay that a reversal takes back by its age; 0 when it comes too late. */
export function shareTakenBack({ scene, component }: Desk, event: PlainEvent): Fraction {
  const age = dayNumberOf(event.on) - dayNumberOf(rootOf(scene, event).on);
  const { within, decay } = component.reversal ?? {};
  if (within !== undefined && age > within) return zero;
  return decay === undefined ? [1n, 1n] : tableRate({ by: 'age', tiers: decay }, [BigInt(age), 1n]);
}

/** The moments that belong to a window of the component: its credits, and whatever moves factors and tables while it runs. */
function momentsOf(desk: Desk, windowDay: number, upTo: number): readonly number[] {
  const { scene, component } = desk;
  const window = windowOf(desk);
  const name = windowName(viewAt(desk, upTo, windowDay), component.measure, window, '');
  const list: number[] = [];
  for (let moment = 0; moment <= upTo; moment++) {
    const { event, day } = scene.moments[moment] ?? { event: null, day: 0 };
    const here = deskAt(desk, windowDay, moment);
    const isHere =
      here !== null &&
      (isSeated(here, day) || (event !== null && isPaidFor(here, event))) &&
      windowName(viewAt(here, moment), component.measure, window, '') === name;
    // One that is taken off the window of its deal is no matter of the window of its own day.
    const takesBack =
      event?.reverses !== undefined &&
      isHere &&
      isPaidFor(here, event) &&
      movedBy(here.seat, component.measure, event) !== 'origin';
    if (
      isCreditIn(desk, windowDay, moment) ||
      takesBack ||
      (isHere && isSeated(here, day) && movesReadings(here, moment))
    )
      list.push(moment);
  }
  return list;
}

export function isCreditIn(desk: Desk, windowDay: number, moment: number): boolean {
  const view = viewAt(desk, moment, readingDay(desk, moment, windowDay));
  return (
    desk.scene.moments[moment]?.event !== null &&
    creditsInWindow(view, desk.component.measure).some((credit) => credit.moment === moment)
  );
}

/** What the moment at a place in a window adds to its pay before factors. */
function addition(desk: Desk, windowDay: number, moments: readonly number[], place: number): Fraction {
  return plus(ownAddition(desk, windowDay, moments, place), presentRates(desk, windowDay, moments, place));
}

/** What rates change that are looked up at the present desk of somebody who came back, after a return was worked out at the one that was paid. */
function presentRates(desk: Desk, windowDay: number, moments: readonly number[], place: number): Fraction {
  const moment = moments[place] ?? 0;
  const here = deskAt(desk, windowDay, moment);
  const present = presentDesk(desk, windowDay, moment);
  if (here === null || present === null || tablesOf(present).length === 0 || !hasSameCurve(here, present)) return zero;
  if (curveOf(here).mode === 'per-deal' || isOver(here, moment)) return zero;
  if (!moments.slice(0, place + 1).some((other) => isPriced(desk, windowDay, other))) return zero;
  const at = (there: Desk): Fraction => payOfTotal(there, viewAt(there, moment, readingDay(there, moment, windowDay)));
  return minus(at(present), at(here));
}

/** The same, but for what is looked up at another desk in the end. */
function ownAddition(desk: Desk, windowDay: number, moments: readonly number[], place: number): Fraction {
  const { scene, component } = desk;
  const moment = moments[place] ?? 0;
  const event = scene.moments[moment]?.event ?? null;
  const here = deskAt(desk, windowDay, moment);
  if (here === null) return zero;
  const view = viewAt(here, moment, readingDay(here, moment, windowDay));
  const isPerDeal = curveOf(here).mode === 'per-deal';
  // What comes before the first deal is not priced: that deal finds the total as returns have left it.
  const hasBegun = moments.slice(0, place).some((other) => isPriced(desk, windowDay, other));
  // Rates that were looked up stand as they were found; what another version or curve priced is taken at the rates of now.
  const rates = tablesOf(here).length === 0 ? view : (lastRates(here, windowDay, moments.slice(0, place)) ?? view);
  if (event?.reverses !== undefined && isOver(here, moment)) {
    if (component.reversal?.money !== 'recompute') return zero;
    const fall = minus(payOfTotal(here, view, rates), payOfTotal(here, { ...view, without: moment }, rates));
    const share = payShare(scene, here.seat.assignment, component.measure, event);
    return times(share, times(shareTakenBack(here, event), fall));
  }
  const before = (): Fraction => payOfTotal(here, { ...view, without: moment }, hasBegun ? rates : view);
  const rise = (): Fraction => minus(payOfTotal(here, view), before());
  const isPaid = event !== null && isPaidFor(here, event);
  if (event === null || !isCreditIn(desk, windowDay, moment))
    return isPerDeal || !(isPaid || isSeated(here, scene.moments[moment]?.day ?? 0)) ? zero : rise();
  const share = payShare(scene, here.seat.assignment, component.measure, event);
  if (isPaid && event.reverses === undefined) return times(share, isPerDeal ? payOfDeal(here, view, event) : rise());
  // What another version takes back moves the total without pay; rates that are read then price what is left.
  if (event.reverses !== undefined && !isPaid && !isUnpaidReturn(here, event))
    return isPerDeal || !hasBegun || !movesReadings(here, moment)
      ? zero
      : minus(payOfTotal(here, view), payOfTotal(here, view, rates));
  // The total moves without pay; a table that has moved meanwhile prices what was there before.
  if (!isPaid || component.reversal?.money !== 'recompute')
    return isPerDeal ? zero : minus(payOfTotal(here, { ...view, without: moment }), before());
  return times(share, times(shareTakenBack(here, event), rise()));
}

/** Whether the version of a desk has ended by a moment: then it looks up nothing anew. */
export function isOver({ scene, seat }: Pick<Desk, 'scene' | 'seat'>, moment: number): boolean {
  return seat.plan.to !== undefined && (scene.moments[moment]?.day ?? 0) >= dayNumberOf(seat.plan.to);
}

/** The moments of a window at which a version that has ended read rates and factors, while it was in force. */
function readMoments(desk: Desk, windowDay: number, moments: readonly number[]): readonly number[] {
  return moments.filter(
    (moment, place) =>
      !isOver(desk, moment) &&
      (desk.scene.moments[moment]?.event !== null ||
        moments.slice(0, place).some((other) => isPriced(desk, windowDay, other))),
  );
}

/** From where the version of a desk looked up the rates of its curve last; null where it has not, or where another curve came last. */
function lastRates(desk: Desk, windowDay: number, moments: readonly number[]): View | null {
  const first = moments.findIndex((other) => isPriced(desk, windowDay, other));
  const begun = first < 0 ? [] : moments.slice(first);
  const read = readMoments(desk, windowDay, begun);
  // Where none were looked up in this window while the version was in force, its first return there does.
  const [last] = (read.length > 0 ? read : begun.slice(0, 1))
    .map((moment) => ({
      moment,
      there: presentDesk(desk, windowDay, moment) ?? deskAt(desk, windowDay, moment),
    }))
    .filter(({ there, moment }) => there !== null && isPricedBy(there, moment))
    .reverse();
  if (last === undefined || last.there === null || !hasSameCurve(last.there, desk)) return null;
  return viewAt(last.there, last.moment, readingDay(last.there, last.moment, windowDay));
}

/** Whether a moment credits a window with what is priced by the total: a deal, or a return where returns are. */
function isPriced(desk: Desk, windowDay: number, moment: number): boolean {
  const { scene, seat, component } = desk;
  const event = scene.moments[moment]?.event ?? null;
  if (event === null || !isCreditIn(desk, windowDay, moment)) return false;
  const day = dayNumberOf(rootOf(scene, event).on);
  const rule = versionOn(scene, seat.plan.id, day)?.components.find(({ id }) => id === component.id);
  if (rule?.kind !== 'curve') return false;
  return event.reverses === undefined || (holds(rule.from, rule.to, day) && rule.reversal?.money === 'recompute');
}

/** Whether a moment was priced by the version of a desk: of a return, that of its deal, and that of its own day where it moves what is read there. */
function isPricedBy(desk: Desk, moment: number): boolean {
  const { scene, seat } = desk;
  const { event, day } = scene.moments[moment] ?? { event: null, day: 0 };
  const { plan } = seat;
  if (event === null) return holds(plan.from, plan.to, day);
  if (holds(plan.from, plan.to, dayNumberOf(rootOf(scene, event).on))) return true;
  return isSeated(desk, day) && (movesReadings(desk, moment) || isUnpaidReturn(desk, event));
}

/** E without what reversals by policy took: factors as they stand, times all additions. */
export function earnedInWindow(desk: Desk, windowDay: number, upTo: number, overUpTo = upTo): Fraction {
  const moments = momentsOf(desk, windowDay, upTo);
  // What happens after the version has ended leaves its factors as they were.
  const isSeen = (moment: number): boolean => deskAt(desk, windowDay, moment) !== null;
  // Where it never read any in this window while it was in force, its first return there does.
  const last = readMoments(desk, windowDay, moments).filter(isSeen).at(-1) ?? moments.find(isSeen);
  const here = last === undefined ? null : (presentDesk(desk, windowDay, last) ?? deskAt(desk, windowDay, last));
  if (last === undefined || here === null) return zero;
  const additions = moments.map((_, place) => addition(desk, windowDay, moments, place));
  const view = viewAt(here, last, readingDay(here, last, windowDay));
  const over = sumOf(
    momentsOf(desk, windowDay, overUpTo).map((moment) => overWith(desk, windowDay, moment, moments, additions)),
  );
  return lowest(times(product(view, desk.component.factors), minus(sumOf(additions), over)));
}

/** What a reversal ends of the additions: once it is taken back by rule, factors that move do not move it any more. */
function overWith(
  desk: Desk,
  windowDay: number,
  moment: number,
  moments: readonly number[],
  additions: readonly Fraction[],
): Fraction {
  const { scene, component } = desk;
  const event = scene.moments[moment]?.event ?? null;
  const window = windowOf(desk);
  const isAlone = window === 'event' || typeof window !== 'string';
  if (isAlone || event?.reverses === undefined || component.reversal?.money === 'recompute') return zero;
  const here = deskAt(desk, windowDay, moment);
  if (here === null || !isPaidFor(here, event)) return zero;
  if (!momentsOf(desk, windowDay, moment).includes(moment)) return zero;
  const root = rootOf(scene, event).id;
  const place = moments.findIndex((other) => scene.moments[other]?.event?.id === root);
  const part = scene.parts.get(event.id);
  return part === undefined ? zero : times(part, additions[place] ?? zero);
}

/** What one credit earned by itself, at the factors of its moment and without what they changed before it. */
export function ownPay(desk: Desk, moment: number, event: PlainEvent): Fraction {
  const view = viewAt(desk, moment);
  const factor = product(view, desk.component.factors);
  const window = windowOf(desk);
  if (window === 'event' || typeof window !== 'string') return lowest(times(factor, payAlone(desk, view, event)));
  const { day } = view;
  const moments = momentsOf(desk, day, moment);
  return lowest(times(factor, addition(desk, day, moments, moments.length - 1)));
}

/** F with the event less F without it, in a window that is the event's own or rolls. */
function payAlone(desk: Desk, view: View, event: PlainEvent): Fraction {
  const share = payShare(desk.scene, desk.seat.assignment, desk.component.measure, event);
  if (curveOf(desk).mode === 'per-deal') return times(share, payOfDeal(desk, view, event));
  return times(share, minus(payOfTotal(desk, view), payOfTotal(desk, { ...view, without: view.moment })));
}

/** What a deal that is paid by itself has earned with all its reversals up to a moment, at the factors of the last of them. */
export function earnedByDeal(desk: Desk, root: string, upTo: number): Fraction {
  const { scene } = desk;
  let pay = zero;
  let last = 0;
  for (let moment = 0; moment <= upTo; moment++) {
    const event = scene.moments[moment]?.event ?? null;
    if (event === null || rootOf(scene, event).id !== root) continue;
    const share: Fraction = event.reverses === undefined ? [1n, 1n] : shareTakenBack(desk, event);
    pay = lowest(plus(pay, times(share, payAlone(desk, viewAt(desk, moment), event))));
    // A version that has ended reads no factors anew.
    if (event.reverses === undefined || !isOver(desk, moment)) last = moment;
  }
  return lowest(times(product(viewAt(desk, last), desk.component.factors), pay));
}
