// Bonuses and prizes on the last days of periods. Imports nothing from src.

import { dayNumberOf, writtenDay } from './calendar.ts';
import type { RawLine } from './commissionBook.ts';
import { height } from './commissionCurve.ts';
import { measureValue, product, readValue, type View } from './commissionMeasure.ts';
import { lowest, sumOf } from './commissionMoney.ts';
import { byText, type Scene, type Seat, versionOn } from './commissionScene.ts';
import type { PlainBonus, PlainInput, PlainPlan, PlainRank } from './commissionShape.ts';
import { holds, type Stretch, stretchesFrom, stretchOf } from './commissionSpan.ts';
import { type Fraction, fractionOf, order, over, times } from './fraction.ts';

const one: Fraction = [1n, 1n];

/** The last day of a payee in a period, null without one; and the number of days. */
function stay({ assignment }: Seat, { first, last }: Stretch): { readonly end: number; readonly days: number } | null {
  const begin = Math.max(first, dayNumberOf(assignment.from));
  const end = assignment.to === undefined ? last : Math.min(last, dayNumberOf(assignment.to) - 1);
  return begin > end ? null : { end, days: end - begin + 1 };
}

/** Every day on which something may be closed. */
export function closingDays(input: PlainInput, through: number): readonly number[] {
  const days = new Set<number>();
  for (const assignment of input.assignments)
    for (const plan of input.plans.filter(({ id }) => id === assignment.plan))
      for (const component of plan.components) {
        if (component.kind !== 'bonus' && component.kind !== 'rank') continue;
        const stretches = stretchesFrom(component.per, dayNumberOf(assignment.from), through, plan.calendar);
        for (const stretch of stretches.filter(({ last }) => last <= through)) {
          days.add(stretch.last);
          const end = stay({ assignment, plan }, stretch)?.end;
          if (end !== undefined) days.add(end);
        }
      }
  return [...days].sort((left, right) => left - right);
}

/** What is earned at the end of a day, in the order in which it is done with: bonuses one by one, then contest by contest. */
export function closingLines(scene: Scene, moment: number): readonly (readonly RawLine[])[] {
  const day = scene.moments[moment]?.day ?? 0;
  const done: (readonly RawLine[])[] = [];
  const byPayee = [...scene.input.assignments].sort(
    (one, other) => byText(one.payee, other.payee) || byText(one.plan, other.plan),
  );
  for (const assignment of byPayee) {
    const plan = versionOn(scene, assignment.plan, day);
    if (plan === undefined || !holds(assignment.from, assignment.to, day)) continue;
    for (const component of plan.components)
      if (component.kind === 'bonus' && holds(component.from, component.to, day)) {
        const line = bonusLine({ scene, seat: { assignment, plan }, moment, day }, component);
        if (line !== null) done.push([line]);
      }
  }
  for (const id of new Set(scene.input.plans.map((plan) => plan.id))) {
    const plan = versionOn(scene, id, day);
    for (const component of plan?.components ?? [])
      if (plan !== undefined && component.kind === 'rank' && holds(component.from, component.to, day))
        done.push(prizeLines(scene, plan, component, moment, day));
  }
  return done;
}

function closingLine(view: View, component: string, raw: Fraction): RawLine {
  return {
    seat: view.seat,
    component,
    id: `${component}/${writtenDay(view.day)}`,
    day: view.day,
    moment: view.moment,
    kind: 'other',
    root: null,
    event: null,
    deal: null,
    raw: lowest(raw),
    together: null,
  };
}

function bonusLine(view: View, component: PlainBonus): RawLine | null {
  const { seat, day, scene } = view;
  const period = stretchOf(component.per, day, seat.plan.calendar);
  const here = stay(seat, period);
  if (period.last > scene.through || here === null || here.end !== day) return null;
  if (component.prorate !== true && here.end !== period.last) return null;
  const given = seat.assignment.targetPay;
  const amount = component.amount ?? (typeof given === 'object' ? given[component.id] : given);
  if (amount === undefined) throw new Error(`no amount for ${component.id}`);
  const share: Fraction =
    component.prorate === true ? [BigInt(here.days), BigInt(period.last - period.first + 1)] : one;
  const factors = times(product(view, component.factors), scoreOf(view, component));
  return closingLine(view, component.id, times(times(fractionOf(amount), factors), share));
}

function scoreOf(view: View, { scores }: PlainBonus): Fraction {
  if (scores === undefined) return one;
  return sumOf(
    scores.map(({ measure, on, weight, points }) => {
      const value = readValue(view, measure, on);
      const line = points?.map(({ at, score }) => ({ at: fractionOf(at), value: fractionOf(score) }));
      return times(fractionOf(weight), line === undefined ? value : height(line, value, false));
    }),
  );
}

function prizeLines(
  scene: Scene,
  plan: PlainPlan,
  component: PlainRank,
  moment: number,
  day: number,
): readonly RawLine[] {
  const period = stretchOf(component.per, day, plan.calendar);
  if (period.last !== day || day > scene.through) return [];
  const entrants = scene.input.assignments
    .filter((assignment) => assignment.plan === plan.id && holds(assignment.from, assignment.to, day))
    .map((assignment) => {
      const view: View = { scene, seat: { assignment, plan }, moment, day };
      const value =
        component.on === 'attainment'
          ? readValue(view, component.measure, 'attainment')
          : measureValue(view, component.measure);
      return { view, value };
    })
    .filter(({ value }) => value[0] > 0n)
    .sort(
      (left, right) =>
        order(right.value, left.value) || byText(left.view.seat.assignment.payee, right.view.seat.assignment.payee),
    );
  const lines: RawLine[] = [];
  for (const { view, value } of entrants) {
    const better = entrants.filter((other) => order(other.value, value) > 0);
    const equals = entrants.filter((other) => order(other.value, value) === 0);
    const distinct = better.filter(
      (other, index) => better.findIndex((another) => order(another.value, other.value) === 0) === index,
    );
    const place = component.ties === 'dense' ? distinct.length : better.length;
    const prize = (at: number): Fraction => fractionOf(component.prizes[at] ?? '0');
    const isShared = component.ties === 'share';
    const pot = isShared ? sumOf(equals.map((_, index) => prize(place + index))) : prize(place);
    const share: Fraction = isShared ? over(pot, [BigInt(equals.length), 1n]) : pot;
    const raw = times(share, product(view, component.factors));
    if (raw[0] === 0n) continue;
    const line = closingLine(view, component.id, raw);
    // Equals are rounded together, so that they share the prizes to the cent.
    lines.push(isShared ? { ...line, together: `${writtenDay(day)} ${place}`, isShared } : line);
  }
  return lines;
}
