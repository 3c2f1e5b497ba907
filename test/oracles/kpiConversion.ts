// Conversion of leads, meetings, opportunities, stages and pipeline, counted by hand. Imports nothing from src.

import { type Fraction, over, times } from './fraction.ts';
import { dayOf, type Entry, find, standing, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  countOf,
  decidedDeals,
  ended,
  happened,
  inPeriod,
  lastDay,
  leadsBy,
  list,
  names,
  notEarlier,
  type Oracle,
  ratio,
  sumOf,
  visitsBeforeClose,
  wonDeals,
} from './kpiInquiry.ts';

function hasDate(scene: Scene, field: string): (entry: Entry) => boolean {
  return (entry) => happened(entry, field, scene);
}

/** A later date of the record has come, on the day of the earlier one or after it. */
function wentOn(scene: Scene, from: string, to: string): (entry: Entry) => boolean {
  return (entry) => happened(entry, to, scene) && (dayOf(entry, to) ?? 0) >= (dayOf(entry, from) ?? 0);
}

function daysBetween(entry: Entry, from: string, to: string): number {
  return (dayOf(entry, to) ?? 0) - (dayOf(entry, from) ?? 0);
}

function shareOf(base: readonly Entry[], counts: (entry: Entry) => boolean): Answer {
  return ratio(countOf(base.filter(counts)), countOf(base));
}

function isQualified(scene: Scene): (lead: Entry) => boolean {
  return (lead) => happened(lead, 'mqlOn', scene) || happened(lead, 'sqlOn', scene);
}

function firstMeetings(scene: Scene): readonly Entry[] {
  return list(scene, 'activities').filter(
    (activity) =>
      text(activity, 'kind') === 'meeting' &&
      text(activity, 'first') === 'true' &&
      inPeriod(activity, 'occurredOn', scene),
  );
}

function heldFirst(scene: Scene): readonly Entry[] {
  return firstMeetings(scene).filter((meeting) => text(meeting, 'outcome') === 'held');
}

/** The opportunity that a meeting produced; null for none. */
function productOf(scene: Scene, meeting: Entry): Entry | null {
  const deal = find(scene.book, 'opportunities', text(meeting, 'opportunityId'));
  if (deal === null || !happened(deal, 'createdOn', scene)) return null;
  return notEarlier(deal, 'createdOn', meeting, 'occurredOn') ? deal : null;
}

/** Another meeting was put in its place, not before it was booked itself. */
function wasMoved(scene: Scene, meeting: Entry): boolean {
  const booked = meeting.moments.get('createdOn');
  return list(scene, 'activities').some((other) => {
    const again = other.moments.get('createdOn');
    if (text(other, 'rescheduledFromId') !== meeting.id || booked === undefined || again === undefined) return false;
    if (!happened(other, 'createdOn', scene) || again.day < booked.day) return false;
    if (again.day > booked.day) return true;
    const gap = again.time === null || booked.time === null ? 0 : again.time - booked.time;
    return gap === 0 ? other.row > meeting.row : gap > 0;
  });
}

function deals(scene: Scene): readonly Entry[] {
  return list(scene, 'opportunities');
}

function hasWon(scene: Scene): (entry: Entry) => boolean {
  return (entry) => text(entry, 'status') === 'won' && happened(entry, 'closedOn', scene);
}

function rank(visit: Entry): number | null {
  const value = visit.numbers.get('stageRank');
  return value === undefined ? null : Number(value[0]);
}

function firstVisits(scene: Scene): readonly Entry[] {
  return visitsBeforeClose(scene).filter(
    (visit) => inPeriod(visit, 'enteredOn', scene) && visit.numbers.get('visit')?.[0] === 1n,
  );
}

function entered(scene: Scene): readonly Entry[] {
  return firstVisits(scene).filter((visit) => rank(visit) !== null);
}

/** What the opportunity entered after this visit, as far as is known. Visits of a deal stand in the order of its life. */
function laterVisits(scene: Scene, visit: Entry): readonly Entry[] {
  const all = visitsBeforeClose(scene);
  return all
    .slice(all.indexOf(visit) + 1)
    .filter((other) => other.id === visit.id && happened(other, 'enteredOn', scene));
}

function wentFurther(scene: Scene, visit: Entry): boolean {
  return laterVisits(scene, visit).some((other) => (rank(other) ?? 0) > (rank(visit) ?? 0));
}

function wentToNext(scene: Scene, visit: Entry): boolean {
  return laterVisits(scene, visit).some((other) => rank(other) === (rank(visit) ?? 0) + 1);
}

function hasPassed(scene: Scene): (visit: Entry) => boolean {
  return (visit) => hasWon(scene)(visit) || wentFurther(scene, visit);
}

/** Entered the next stage, or won with no stage in between. */
function passedInOrder(scene: Scene): (visit: Entry) => boolean {
  return (visit) => wentToNext(scene, visit) || (hasWon(scene)(visit) && !wentFurther(scene, visit));
}

function enteredAt(scene: Scene, position: number): readonly Entry[] {
  return firstVisits(scene).filter((visit) => rank(visit) === position);
}

/** Days until an opportunity got to the second stage or beyond, or was won; null for not yet. */
function daysToSecond(scene: Scene, visit: Entry): number | null {
  const days = laterVisits(scene, visit)
    .filter((other) => (rank(other) ?? 0) >= 2)
    .map((other) => (dayOf(other, 'enteredOn') ?? 0) - (dayOf(visit, 'enteredOn') ?? 0));
  if (hasWon(scene)(visit)) days.push(daysBetween(visit, 'enteredOn', 'closedOn'));
  return days.length === 0 ? null : Math.min(...days);
}

/** Open when the period began, and expected then to close in it. */
function openingPipeline(scene: Scene): readonly Entry[] {
  const day = Math.min(scene.span.start - 1, lastDay(scene));
  return deals(scene)
    .flatMap((deal) => standing(scene.book, deal, day) ?? [])
    .filter((deal) => {
      const expected = dayOf(deal, 'expectedCloseOn');
      return expected !== null && expected >= scene.span.start && expected < scene.span.end;
    });
}

function closedInPeriod(scene: Scene, ...ends: readonly string[]): (deal: Entry) => boolean {
  return (deal) => ends.includes(text(deal, 'status') ?? '') && inPeriod(deal, 'closedOn', scene);
}

function valueShare(base: readonly Entry[], counts: (entry: Entry) => boolean): Answer {
  return ratio(sumOf(base.filter(counts), 'amount'), sumOf(base, 'amount'));
}

const leadOracles: Readonly<Record<string, Oracle>> = {
  'mql-to-sql-rate': (scene) => shareOf(leadsBy(scene, 'mqlOn'), wentOn(scene, 'mqlOn', 'sqlOn')),
  'mql-to-sql-rate/same-period': (scene) => ratio(countOf(leadsBy(scene, 'sqlOn')), countOf(leadsBy(scene, 'mqlOn'))),
  'mql-to-sql-rate/accepted-only': (scene) =>
    shareOf(leadsBy(scene, 'mqlOn').filter(hasDate(scene, 'salesAcceptedOn')), wentOn(scene, 'mqlOn', 'sqlOn')),
  'lead-to-opportunity-rate': (scene) => shareOf(leadsBy(scene, 'createdOn'), hasDate(scene, 'convertedOn')),
  'lead-to-opportunity-rate/qualified-leads': (scene) =>
    shareOf(leadsBy(scene, 'createdOn').filter(isQualified(scene)), hasDate(scene, 'convertedOn')),
  'lead-to-opportunity-rate/same-period': (scene) =>
    ratio(countOf(leadsBy(scene, 'convertedOn')), countOf(leadsBy(scene, 'createdOn'))),
  'lead-to-opportunity-rate/per-account': (scene) => {
    const leads = leadsBy(scene, 'createdOn');
    const converted = leads.filter(hasDate(scene, 'convertedOn'));
    return ratio(countOf(names(converted, 'accountId')), countOf(names(leads, 'accountId')));
  },
  'sql-to-opportunity-rate': (scene) => shareOf(leadsBy(scene, 'sqlOn'), wentOn(scene, 'sqlOn', 'convertedOn')),
  'sql-to-opportunity-rate/same-period': (scene) =>
    ratio(countOf(leadsBy(scene, 'convertedOn')), countOf(leadsBy(scene, 'sqlOn'))),
  'lead-conversion-rate': (scene) => shareOf(leadsBy(scene, 'createdOn'), hasDate(scene, 'customerOn')),
  'lead-conversion-rate/same-period': (scene) =>
    ratio(countOf(leadsBy(scene, 'customerOn')), countOf(leadsBy(scene, 'createdOn'))),
  'lead-conversion-rate/of-mqls': (scene) => shareOf(leadsBy(scene, 'mqlOn'), wentOn(scene, 'mqlOn', 'customerOn')),
  'lead-conversion-rate/of-sqls': (scene) => shareOf(leadsBy(scene, 'sqlOn'), wentOn(scene, 'sqlOn', 'customerOn')),
};

const stageOracles: Readonly<Record<string, Oracle>> = {
  'stage-conversion-rate': (scene) => shareOf(entered(scene), hasPassed(scene)),
  'stage-conversion-rate/by-value': (scene) => valueShare(entered(scene), hasPassed(scene)),
  'stage-conversion-rate/next-stage-only': (scene) => shareOf(entered(scene), passedInOrder(scene)),
  'stage-conversion-rate/skipped-excluded': (scene) =>
    shareOf(
      entered(scene).filter((visit) => wentToNext(scene, visit) || !wentFurther(scene, visit)),
      passedInOrder(scene),
    ),
  'stage-conversion-rate/regressions-undo': (scene) =>
    shareOf(entered(scene), (visit) => {
      const last = [visit, ...laterVisits(scene, visit)].at(-1);
      return hasWon(scene)(visit) || (last !== undefined && (rank(last) ?? 0) > (rank(visit) ?? 0));
    }),
  'stage-conversion-rate/resolved-only': (scene) =>
    ratio(countOf(entered(scene).filter(hasPassed(scene))), countOf(entered(scene).filter(hasDate(scene, 'exitedOn')))),
  'conversion-rate': (scene) => shareOf(enteredAt(scene, 1), (visit) => daysToSecond(scene, visit) !== null),
  'conversion-rate/within-horizon': (scene) =>
    shareOf(enteredAt(scene, 1), (visit) => (daysToSecond(scene, visit) ?? Number.POSITIVE_INFINITY) <= 90),
  'conversion-rate/undecided': (scene) =>
    shareOf(enteredAt(scene, 1), (visit) => daysToSecond(scene, visit) === null && !happened(visit, 'closedOn', scene)),
  'conversion-rate/same-period': (scene) => ratio(countOf(enteredAt(scene, 2)), countOf(enteredAt(scene, 1))),
  'conversion-rate/end-to-end': (scene) => {
    let product: Fraction | null = null;
    for (const stage of names(entered(scene), 'stage')) {
      const visits = entered(scene).filter((visit) => text(visit, 'stage') === stage);
      const rate = over(countOf(visits.filter(hasPassed(scene))), countOf(visits));
      product = product === null ? rate : times(product, rate);
    }
    return product ?? 'no-records';
  },
};

const closings = ['won', 'lost', 'no-decision'];

export const conversionOracles: Readonly<Record<string, Oracle>> = {
  ...leadOracles,
  ...stageOracles,
  'meeting-to-opportunity-rate': (scene) => shareOf(heldFirst(scene), (meeting) => productOf(scene, meeting) !== null),
  'meeting-to-opportunity-rate/booked': (scene) =>
    ratio(
      countOf(heldFirst(scene).filter((meeting) => productOf(scene, meeting) !== null)),
      countOf(firstMeetings(scene).filter((meeting) => !wasMoved(scene, meeting))),
    ),
  'meeting-to-opportunity-rate/within-horizon': (scene) =>
    shareOf(heldFirst(scene), (meeting) => {
      const deal = productOf(scene, meeting);
      return deal !== null && (dayOf(deal, 'createdOn') ?? 0) - (dayOf(meeting, 'occurredOn') ?? 0) <= 90;
    }),
  'opportunity-to-close-rate/curve-point': (scene) =>
    shareOf(
      deals(scene).filter(
        (deal) => inPeriod(deal, 'createdOn', scene) && lastDay(scene) - (dayOf(deal, 'createdOn') ?? 0) >= 90,
      ),
      (deal) => hasWon(scene)(deal) && daysBetween(deal, 'createdOn', 'closedOn') <= 90,
    ),
  'pipeline-conversion-rate': (scene) => valueShare(openingPipeline(scene), closedInPeriod(scene, 'won')),
  'pipeline-conversion-rate/by-count': (scene) => shareOf(openingPipeline(scene), closedInPeriod(scene, 'won')),
  'pipeline-conversion-rate/all-won': (scene) =>
    ratio(sumOf(wonDeals(scene), 'amount'), sumOf(openingPipeline(scene), 'amount')),
  'pipeline-conversion-rate/from-win-rate': (scene) => {
    const rate = ratio(countOf(wonDeals(scene)), countOf(decidedDeals(scene)));
    const share = valueShare(openingPipeline(scene), closedInPeriod(scene, ...closings));
    if (typeof rate === 'string') return rate;
    return typeof share === 'string' ? share : times(rate, share);
  },
  'win-rate/curve-point': (scene) =>
    shareOf(
      deals(scene).filter((deal) => {
        const birthday = (dayOf(deal, 'createdOn') ?? 0) + 90;
        return birthday >= scene.span.start && birthday <= lastDay(scene);
      }),
      (deal) => text(deal, 'status') === 'won' && daysBetween(deal, 'createdOn', 'closedOn') <= 90,
    ),
  'no-decision-rate': (scene) => ratio(countOf(ended(scene, 'no-decision')), countOf(ended(scene, ...closings))),
  'no-decision-rate/by-lost-reason': (scene) =>
    ratio(
      countOf(ended(scene, 'lost', 'no-decision').filter((deal) => text(deal, 'lostReason') === 'no-decision')),
      countOf(ended(scene, ...closings)),
    ),
};
