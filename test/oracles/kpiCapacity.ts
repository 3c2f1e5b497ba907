// Reps, their quotas, ramps and leaving, counted by hand. Imports nothing from src.

import { plainDate } from './calendar.ts';
import { type Fraction, order, over, plus, times, total } from './fraction.ts';
import { dayOf, type Entry, find, number, text } from './kpiBook.ts';
import type { Scene, Span } from './kpiFormula.ts';
import {
  type Answer,
  booked,
  countOf,
  inPeriod,
  lastDay,
  lastMonths,
  list,
  meanOf,
  medianOf,
  names,
  type Oracle,
  quotas,
  ratio,
  shifted,
  sumOf,
  values,
  wonDeals,
} from './kpiInquiry.ts';
import { type Life, survivalMedian } from './survival.ts';

const none: Fraction = [0n, 1n];
const one: Fraction = [1n, 1n];

function whole(count: number): Fraction {
  return [BigInt(count), 1n];
}

/** Number of the month, counted from year 0. */
function monthOf(day: number): number {
  const { year, month } = plainDate(day);
  return year * 12 + month;
}

/** The days of the period that are known to have come. */
function knownDays(scene: Scene): readonly number[] {
  const days: number[] = [];
  for (let day = scene.span.start; day <= lastDay(scene); day++) days.push(day);
  return days;
}

/** Owners of any records, each once: an owner need not be on record as a rep. */
function owners(...lists: readonly (readonly Entry[])[]): string[] {
  return [...new Set(lists.flatMap((entries) => names(entries, 'ownerId')))];
}

function repOf(scene: Scene, id: string): Entry | null {
  return find(scene.book, 'reps', id);
}

function worksOn(rep: Entry | null, day: number): boolean {
  if (rep === null) return true;
  const [started, left] = [dayOf(rep, 'startedOn'), dayOf(rep, 'leftOn')];
  return (started === null || started <= day) && (left === null || left > day);
}

/** Reps at work on a day. */
function staffOn(scene: Scene, day: number): readonly Entry[] {
  return list(scene, 'reps').filter((rep) => worksOn(rep, day));
}

function meanOverDays(scene: Scene, figure: (day: number) => Fraction): Answer {
  return meanOf(knownDays(scene).map(figure));
}

function headcount(scene: Scene): Answer {
  return meanOverDays(scene, (day) => countOf(staffOn(scene, day)));
}

/** Who has a quota for bookings in force on a day, and is at work. */
function carriersOn(scene: Scene, day: number): readonly string[] {
  const inForce = list(scene, 'quotas').filter(
    (entry) =>
      (text(entry, 'measure') ?? 'bookings') === 'bookings' &&
      (dayOf(entry, 'startsOn') ?? 0) <= day &&
      (dayOf(entry, 'endsOn') ?? 0) > day,
  );
  return owners(inForce).filter((id) => worksOn(repOf(scene, id), day));
}

function perCarrier(scene: Scene): Answer {
  return ratio(
    booked(scene),
    meanOverDays(scene, (day) => countOf(carriersOn(scene, day))),
  );
}

/** How far along the ramp a rep is on a day: 6 months where nothing else is planned. */
export function rampOn(rep: Entry | null, day: number): Fraction {
  const started = rep === null ? null : dayOf(rep, 'startedOn');
  if (rep === null || started === null) return one;
  const length = number(rep, 'rampMonths') ?? whole(6);
  if (length[0] <= 0n) return one;
  if (started > day) return none;
  const share = over(whole(monthOf(day) - monthOf(started)), length);
  return order(share, one) > 0 ? one : share;
}

/** What a rep would have to sell in the period if fully productive. */
function fullQuota(scene: Scene, id: string): Fraction {
  return total(
    quotas(scene)
      .filter((entry) => text(entry, 'ownerId') === id)
      .map((entry) => number(entry, 'fullAmount') ?? number(entry, 'amount') ?? none),
  );
}

function isThereAtTheStart(scene: Scene, id: string): boolean {
  return worksOn(repOf(scene, id), scene.span.start);
}

/** Quotas of reps who are there on the first day, each with its weight. */
function capacity(scene: Scene, weight: (share: Fraction) => Fraction): Fraction {
  const { start } = scene.span;
  return total(
    owners(quotas(scene))
      .filter((id) => isThereAtTheStart(scene, id))
      .map((id) => times(fullQuota(scene, id), weight(rampOn(repOf(scene, id), start)))),
  );
}

function isFull(share: Fraction): boolean {
  return order(share, one) === 0;
}

function streetQuota(scene: Scene): Fraction {
  return sumOf(
    quotas(scene).filter((entry) => text(entry, 'ownerId') !== null),
    'amount',
  );
}

function planned(scene: Scene): Fraction {
  return sumOf(
    quotas(scene).filter((entry) => text(entry, 'ownerId') === null),
    'amount',
  );
}

/** The parts of a scene that have begun. */
function partsOf(scene: Scene, grain: string): readonly Scene[] {
  const spans: readonly Span[] = scene.cut(scene.span, grain);
  return spans.filter(({ start }) => scene.asOf === null || start <= scene.asOf).map((span) => ({ ...scene, span }));
}

function soldBy(scene: Scene, id: string): Fraction {
  return sumOf(
    wonDeals(scene).filter((deal) => text(deal, 'ownerId') === id),
    'amount',
  );
}

/** Share of the full quota that a rep sold; null without one. */
function attained(scene: Scene, id: string): Fraction | null {
  const quota = fullQuota(scene, id);
  return quota[0] === 0n ? null : over(soldBy(scene, id), quota);
}

function hasReached(scene: Scene, id: string): boolean {
  const share = attained(scene, id);
  return tenure(scene, id) !== null && share !== null && order(share, one) >= 0;
}

/** Three months in a row, of which this is the third. */
function hasSustained(scene: Scene, id: string): boolean {
  const months = partsOf(lastMonths(scene, 3), 'month');
  return months.filter((month) => hasReached(month, id)).length === 3;
}

/** Months since the start at the end of the scene; null before the start, or where it is not known. */
function tenure(scene: Scene, id: string): number | null {
  const rep = repOf(scene, id);
  const started = rep === null ? null : dayOf(rep, 'startedOn');
  const end = scene.span.end - 1;
  return started === null || started > end ? null : monthOf(end) - monthOf(started);
}

/** Reps who started in the 36 months that end with the period. */
function hires(scene: Scene): readonly string[] {
  const months = lastMonths(scene, 36);
  return list(scene, 'reps')
    .filter((rep) => inPeriod(rep, 'startedOn', months))
    .map(({ id }) => id);
}

/** Months or quarters that end with the period: long enough to hold all since the start of a hire. */
function history(scene: Scene, grain: string): readonly Scene[] {
  return partsOf(shifted(scene, { kind: 'trailing', count: grain === 'month' ? 36 : 12, grain }), grain);
}

/** Tenures of the hires in the first month (or quarter) that satisfies a test, where all such months lie in the period. */
function firstTenures(scene: Scene, grain: string, test: (part: Scene, id: string) => boolean): Fraction[] {
  return hires(scene).flatMap((id) => {
    const now = partsOf(scene, grain).filter((part) => test(part, id));
    if (history(scene, grain).filter((part) => test(part, id)).length !== now.length) return [];
    const tenures = now.flatMap((part) => tenure(part, id) ?? []);
    return tenures.length === 0 ? [] : [whole(Math.min(...tenures))];
  });
}

/** How far each hire with a quota was seen on the way to it. */
function ramps(scene: Scene): Life[] {
  const months = history(scene, 'month');
  return hires(scene)
    .filter((id) => fullQuota(lastMonths(scene, 36), id)[0] > 0n)
    .flatMap((id) => {
      const reached = months.find((month) => hasReached(month, id));
      const left = dayOf(repOf(scene, id) as Entry, 'leftOn');
      const isKnown = left !== null && (scene.asOf === null || left <= scene.asOf);
      const seen = months
        .filter(({ span }) => reached === undefined || span.start <= reached.span.start)
        .filter(({ span }) => !isKnown || left > span.start)
        .flatMap((month) => tenure(month, id) ?? []);
      return seen.length === 0 ? [] : [{ time: whole(Math.max(...seen)), ended: reached !== undefined }];
    });
}

function monthsToFirstDeal(scene: Scene): Fraction[] {
  return list(scene, 'reps').flatMap((rep) => {
    const started = dayOf(rep, 'startedOn');
    if (started === null) return [];
    const wins = list(scene, 'opportunities').flatMap((deal) => {
      const closed = dayOf(deal, 'closedOn');
      const counts =
        text(deal, 'ownerId') === rep.id &&
        text(deal, 'status') === 'won' &&
        closed !== null &&
        closed >= started &&
        (scene.asOf === null || closed <= scene.asOf);
      return counts ? [closed] : [];
    });
    const first = Math.min(...wins);
    const isNow = first >= scene.span.start && first <= lastDay(scene);
    return isNow ? [whole(monthOf(first) - monthOf(started))] : [];
  });
}

function leavers(scene: Scene): readonly Entry[] {
  return list(scene, 'reps').filter((rep) => inPeriod(rep, 'leftOn', scene));
}

/** The figures of capacity, ramp and attrition, by key. */
export const capacityOracles: Readonly<Record<string, Oracle>> = {
  'sales-capacity': (scene) => capacity(scene, (share) => share),
  'sales-capacity/ramping-at-productivity': (scene) => capacity(scene, (share) => (isFull(share) ? one : [4n, 10n])),
  'sales-capacity/monthly-ramp': (scene) =>
    total(
      owners(quotas(scene)).map((id) => {
        const rep = repOf(scene, id);
        const shares = partsOf(scene, 'month').map(({ span: { start } }) => {
          const left = rep === null ? null : dayOf(rep, 'leftOn');
          return left !== null && left <= start ? none : rampOn(rep, start);
        });
        const mean = meanOf(shares);
        return typeof mean === 'string' ? none : times(fullQuota(scene, id), mean);
      }),
    ),
  'sales-capacity/after-attrition': (scene) =>
    times(
      capacity(scene, (share) => share),
      [9n, 10n],
    ),
  'sales-capacity/street-quota': streetQuota,
  'sales-capacity/over-assignment': (scene) => ratio(streetQuota(scene), planned(scene)),
  'sales-capacity/needed-attainment': (scene) => ratio(planned(scene), streetQuota(scene)),
  'revenue-per-rep': perCarrier,
  'revenue-per-rep/ramped-equivalents': (scene) =>
    ratio(
      booked(scene),
      meanOverDays(scene, (day) => total(carriersOn(scene, day).map((id) => rampOn(repOf(scene, id), day)))),
    ),
  'revenue-per-rep/all-staff': (scene) => ratio(booked(scene), headcount(scene)),
  'revenue-per-rep/trailing-year': (scene) => perCarrier(lastMonths(scene)),
  'ramp-time': (scene) => medianOf(firstTenures(scene, 'month', hasReached)),
  'ramp-time/by-quarter': (scene) => medianOf(firstTenures(scene, 'quarter', hasReached)),
  'ramp-time/first-deal': (scene) => medianOf(monthsToFirstDeal(scene)),
  'ramp-time/sustained': (scene) => medianOf(firstTenures(scene, 'month', hasSustained)),
  'ramp-time/tenure-curve': (scene) =>
    meanOf(
      list(scene, 'reps').flatMap(({ id }) => {
        const shares = partsOf(scene, 'month')
          .filter((month) => tenure(month, id) === 6)
          .flatMap((month) => [attained(month, id)].filter((share) => share !== null));
        const mean = meanOf(shares);
        return typeof mean === 'string' ? [] : [mean];
      }),
    ),
  'ramp-time/planned': (scene) =>
    medianOf(
      values(
        list(scene, 'reps').filter((rep) => inPeriod(rep, 'startedOn', scene)),
        'rampMonths',
      ),
    ),
  'ramp-time/censored': (scene) => survivalMedian(ramps(scene)),
  'rep-attrition-rate': (scene) => ratio(countOf(leavers(scene)), headcount(scene)),
  'rep-attrition-rate/opening-headcount': (scene) =>
    ratio(countOf(leavers(scene)), countOf(staffOn(scene, scene.span.start - 1))),
  'rep-attrition-rate/voluntary': (scene) =>
    ratio(countOf(leavers(scene).filter((rep) => text(rep, 'leftVoluntarily') === 'true')), headcount(scene)),
  'rep-attrition-rate/annualised': (scene) => {
    const rate = ratio(countOf(leavers(scene)), headcount(scene));
    return typeof rate === 'string' ? rate : over(times(rate, whole(365)), countOf(knownDays(scene)));
  },
  'rep-attrition-rate/with-moves': (scene) => {
    const moved = list(scene, 'reps').filter((rep) => inPeriod(rep, 'roleEndedOn', scene));
    const left = leavers(scene).filter((rep) => dayOf(rep, 'roleEndedOn') === null);
    const inRole = (day: number): readonly Entry[] =>
      staffOn(scene, day).filter((rep) => {
        const ended = dayOf(rep, 'roleEndedOn');
        return ended === null || ended > day;
      });
    return ratio(
      plus(countOf(moved), countOf(left)),
      meanOverDays(scene, (day) => countOf(inRole(day))),
    );
  },
};
