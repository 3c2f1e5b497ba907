// How fast deals move, which of them stall and slip, how good forecasts were, and what is left of the quota. Imports nothing from src.

import { type Fraction, minus, order, over, plus, times, total } from './fraction.ts';
import { dayOf, type Entry, number, standing, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  booked,
  countOf,
  days,
  inPeriod,
  lastDay,
  lastMonths,
  list,
  meanOf,
  medianOf,
  type Oracle,
  onBase,
  quota,
  ratio,
  sumOf,
  values,
  visitsBeforeClose,
  wonDeals,
} from './kpiInquiry.ts';
import { isWorkingDay, workingDays } from './workingTime.ts';

const none: Fraction = [0n, 1n];
const one: Fraction = [1n, 1n];

function whole(count: number): Fraction {
  return [BigInt(count), 1n];
}

function opened(entry: Entry, field: string): number {
  return dayOf(entry, field) ?? 0;
}

function openOn(scene: Scene, day: number): readonly Entry[] {
  return list(scene, 'opportunities').flatMap((deal) => standing(scene.book, deal, day) ?? []);
}

function open(scene: Scene): readonly Entry[] {
  return openOn(scene, lastDay(scene));
}

function ages(scene: Scene): Fraction[] {
  return open(scene).map((deal) => whole(lastDay(scene) - opened(deal, 'createdOn')));
}

/** Deals open when the period began, as they stood. */
function openAtStart(scene: Scene): readonly Entry[] {
  return openOn(scene, Math.min(scene.span.start - 1, lastDay(scene)));
}

/** Those of them that were expected to close in the period. */
function forecastDeals(scene: Scene): readonly Entry[] {
  return openAtStart(scene).filter((deal) => {
    const day = dayOf(deal, 'expectedCloseOn');
    return day !== null && day >= scene.span.start && day < scene.span.end;
  });
}

function isCommit(deal: Entry): boolean {
  return text(deal, 'forecastCategory') === 'commit';
}

function isOver(scene: Scene): boolean {
  return lastDay(scene) === scene.span.end - 1;
}

/** Open still, although the period is over or the deal is now expected after it. */
function hasSlipped(scene: Scene): (deal: Entry) => boolean {
  const now = open(scene);
  return ({ id }) => {
    const standingNow = now.find((deal) => deal.id === id);
    if (standingNow === undefined) return false;
    return isOver(scene) || opened(standingNow, 'expectedCloseOn') >= scene.span.end;
  };
}

/** By how many days the expected close date of a deal moved in the period, each time. */
function moves(scene: Scene, { id }: Entry): readonly Fraction[] {
  return values(
    list(scene, 'opportunityHistory').filter((entry) => entry.id === id && inPeriod(entry, 'standsFrom', scene)),
    'expectedCloseShift',
  ).filter(([days]) => days !== 0n);
}

function wasWon(scene: Scene): (deal: Entry) => boolean {
  return (deal) => text(deal, 'status') === 'won' && inPeriod(deal, 'closedOn', scene);
}

/** Different deals that stood in commit on a day of the period. */
function everInCommit(scene: Scene): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const entry of list(scene, 'opportunityHistory')) {
    const until = dayOf(entry, 'standsUntil');
    const reaches = opened(entry, 'standsFrom') <= lastDay(scene) && (until === null || until > scene.span.start);
    if (isCommit(entry) && reaches) found.set(entry.id, entry);
  }
  return [...found.values()];
}

function standingVisits(scene: Scene): readonly Entry[] {
  return list(scene, 'stageVisits').filter((visit) => {
    const exited = dayOf(visit, 'exitedOn');
    return opened(visit, 'enteredOn') <= lastDay(scene) && (exited === null || exited > lastDay(scene));
  });
}

function daysInStage(scene: Scene, visit: Entry): number {
  return lastDay(scene) - opened(visit, 'enteredOn');
}

/** Open for thirty days and without an activity in the last thirty. */
function stalled(scene: Scene): readonly Entry[] {
  const today = lastDay(scene);
  const isRecent = (activity: Entry): boolean => {
    const day = opened(activity, 'occurredOn');
    return day <= today && day > today - 30;
  };
  const active = new Set(
    list(scene, 'activities')
      .filter(isRecent)
      .map((activity) => text(activity, 'opportunityId')),
  );
  return open(scene).filter((deal) => today - opened(deal, 'createdOn') >= 30 && !active.has(deal.id));
}

function share(part: readonly unknown[], all: readonly unknown[]): Answer {
  return ratio(countOf(part), countOf(all));
}

/** The last forecast of each rep for exactly the period, submitted on its first day or before. */
function forecasts(scene: Scene, category: string): ReadonlyMap<string, Fraction> {
  const { start, end } = scene.span;
  const found = new Map<string, Entry>();
  for (const entry of list(scene, 'forecasts')) {
    const owner = text(entry, 'ownerId');
    const submitted = opened(entry, 'submittedOn');
    const isFor = opened(entry, 'startsOn') === start && opened(entry, 'endsOn') === end;
    const isInTime = submitted <= start && submitted <= lastDay(scene);
    if (owner === null || text(entry, 'category') !== category || !isFor || !isInTime) continue;
    const other = found.get(owner);
    const isLater =
      other === undefined ||
      submitted > opened(other, 'submittedOn') ||
      (submitted === opened(other, 'submittedOn') && entry.id > other.id);
    if (isLater) found.set(owner, entry);
  }
  return new Map([...found].map(([owner, entry]) => [owner, number(entry, 'amount') ?? none]));
}

function soldBy(scene: Scene, owner: string): Fraction {
  return sumOf(
    wonDeals(scene).filter((deal) => text(deal, 'ownerId') === owner),
    'amount',
  );
}

function apart(left: Fraction, right: Fraction): Fraction {
  return order(left, right) < 0 ? minus(right, left) : minus(left, right);
}

interface Compared {
  readonly miss: Fraction;
  readonly actual: Fraction;
  readonly forecast: Fraction;
}

function compared(scene: Scene, expectations: ReadonlyMap<string, Fraction>): Compared {
  const reps = [...expectations].map(([owner, forecast]) => ({ forecast, actual: soldBy(scene, owner) }));
  return {
    miss: total(reps.map(({ actual, forecast }) => apart(actual, forecast))),
    actual: total(reps.map(({ actual }) => actual)),
    forecast: total(reps.map(({ forecast }) => forecast)),
  };
}

function called(scene: Scene): Compared {
  return compared(scene, forecasts(scene, 'call'));
}

/** What is left of one after an error. */
function accuracy(error: Answer): Answer {
  return typeof error === 'string' ? error : minus(one, error);
}

function weightedByRep(scene: Scene): ReadonlyMap<string, Fraction> {
  const found = new Map<string, Fraction>();
  for (const deal of forecastDeals(scene)) {
    const owner = text(deal, 'ownerId');
    const [amount, chance] = [number(deal, 'amount'), number(deal, 'probability')];
    const value = amount === null || chance === null ? none : times(amount, chance);
    if (owner !== null) found.set(owner, plus(found.get(owner) ?? none, value));
  }
  return found;
}

function gap(scene: Scene): Fraction {
  const rest = minus(quota(scene), booked(scene));
  return rest[0] < 0n ? none : rest;
}

/** Days of the period so far, and those to come. */
function split(scene: Scene, counts: (day: number) => boolean = () => true): { gone: Fraction; left: Fraction } {
  let [gone, left] = [0, 0];
  for (let day = scene.span.start; day < scene.span.end; day++) {
    if (!counts(day)) continue;
    if (scene.asOf === null || day <= scene.asOf) gone += 1;
    else left += 1;
  }
  return { gone: whole(gone), left: whole(left) };
}

function splitByWork(scene: Scene): ReturnType<typeof split> {
  return split(scene, (day) => isWorkingDay(scene.book.team, day));
}

function projected(scene: Scene, { gone, left }: ReturnType<typeof split>): Answer {
  const pace = ratio(booked(scene), gone);
  return typeof pace === 'string' ? pace : plus(booked(scene), times(pace, left));
}

function meanSize(scene: Scene): Answer {
  return meanOf(values(wonDeals(scene), 'amount'));
}

export const paceOracles: Readonly<Record<string, Oracle>> = {
  'sales-cycle-length/working-days': (scene) =>
    meanOf(
      wonDeals(scene).map((deal) =>
        whole(workingDays(scene.book.team, opened(deal, 'createdOn'), opened(deal, 'closedOn'))),
      ),
    ),
  'sales-cycle-length/value-weighted': (scene) => {
    const products = wonDeals(scene).map((deal) =>
      times(number(deal, 'amount') ?? none, whole(opened(deal, 'closedOn') - opened(deal, 'createdOn'))),
    );
    return onBase(total(products), booked(scene));
  },
  'time-in-stage/open-visits-to-date': (scene) => {
    const ended = visitsBeforeClose(scene).filter((visit) => inPeriod(visit, 'exitedOn', scene));
    const now = standingVisits(scene);
    const daysOfNow = now.map((visit) => whole(daysInStage(scene, visit)));
    return ratio(total([...days(ended, 'enteredOn', 'exitedOn'), ...daysOfNow]), countOf([...ended, ...now]));
  },
  'open-deal-age': (scene) => meanOf(ages(scene)),
  'open-deal-age/median': (scene) => medianOf(ages(scene)),
  'open-deal-age/share-above-limit': (scene) =>
    share(
      ages(scene).filter(([age]) => age > 90n),
      ages(scene),
    ),
  'open-deal-age/since-stage-change': (scene) =>
    meanOf(standingVisits(scene).map((visit) => whole(daysInStage(scene, visit)))),
  'stalled-deal-rate': (scene) => share(stalled(scene), open(scene)),
  'stalled-deal-rate/without-stage-change': (scene) =>
    share(
      standingVisits(scene).filter((visit) => daysInStage(scene, visit) >= 30),
      open(scene),
    ),
  'stalled-deal-rate/by-value': (scene) => ratio(sumOf(stalled(scene), 'amount'), sumOf(open(scene), 'amount')),
  'stalled-deal-rate/by-stage': (scene) =>
    share(
      standingVisits(scene).filter((visit) => {
        const position = scene.book.stages.indexOf(text(visit, 'stage') ?? '') + 1;
        return position > 0 && daysInStage(scene, visit) >= (position < 3 ? 30 : 14);
      }),
      open(scene),
    ),
  'stalled-deal-rate/over-normal-cycle': (scene) => {
    const cycle = meanOf(days(wonDeals(lastMonths(scene)), 'createdOn', 'closedOn'));
    if (typeof cycle === 'string') return 'no-denominator';
    const limit = times([3n, 2n], cycle);
    return share(
      ages(scene).filter((age) => order(age, limit) > 0),
      open(scene),
    );
  },
  'slip-rate': (scene) => share(forecastDeals(scene).filter(hasSlipped(scene)), forecastDeals(scene)),
  'slip-rate/lost-as-slipped': (scene) => {
    const isLost = (deal: Entry): boolean =>
      ['lost', 'no-decision'].includes(text(deal, 'status') ?? '') && inPeriod(deal, 'closedOn', scene);
    const slipped = hasSlipped(scene);
    return share(
      forecastDeals(scene).filter((deal) => slipped(deal) || isLost(deal)),
      forecastDeals(scene),
    );
  },
  'slip-rate/any-date-change': (scene) =>
    share(
      forecastDeals(scene).filter((deal) => moves(scene, deal).length > 0),
      forecastDeals(scene),
    ),
  'slip-rate/by-value': (scene) =>
    ratio(sumOf(forecastDeals(scene).filter(hasSlipped(scene)), 'amount'), sumOf(forecastDeals(scene), 'amount')),
  'slip-rate/pushes-per-deal': (scene) =>
    share(
      forecastDeals(scene).flatMap((deal) => moves(scene, deal).filter(([shift]) => shift > 0n)),
      forecastDeals(scene),
    ),
  'slip-rate/commit-only': (scene) => {
    const commit = forecastDeals(scene).filter(isCommit);
    return share(commit.filter(hasSlipped(scene)), commit);
  },
  'commit-conversion-rate': (scene) => {
    const commit = openAtStart(scene).filter(isCommit);
    return ratio(sumOf(commit.filter(wasWon(scene)), 'amount'), sumOf(commit, 'amount'));
  },
  'commit-conversion-rate/by-count': (scene) => {
    const commit = openAtStart(scene).filter(isCommit);
    return share(commit.filter(wasWon(scene)), commit);
  },
  'commit-conversion-rate/best-case': (scene) => {
    const near = openAtStart(scene).filter((deal) =>
      ['commit', 'best-case'].includes(text(deal, 'forecastCategory') ?? ''),
    );
    return ratio(sumOf(near.filter(wasWon(scene)), 'amount'), sumOf(near, 'amount'));
  },
  'commit-conversion-rate/ever-in-commit': (scene) =>
    share(everInCommit(scene).filter(wasWon(scene)), everInCommit(scene)),
  'weighted-pipeline/rep-probability': (scene) =>
    total(open(scene).map((deal) => times(number(deal, 'amount') ?? none, number(deal, 'repProbability') ?? none))),
  'pipeline-velocity/per-month': (scene) => {
    const year = lastMonths(scene);
    const [size, cycle] = [meanSize(year), meanOf(days(wonDeals(year), 'createdOn', 'closedOn'))];
    if (typeof size === 'string') return size;
    const decided = list(year, 'opportunities').filter(
      (deal) => ['won', 'lost'].includes(text(deal, 'status') ?? '') && inPeriod(deal, 'closedOn', year),
    );
    const rate = share(wonDeals(year), decided);
    if (typeof rate === 'string') return rate;
    const sqls = list(scene, 'leads').filter(
      (lead) => inPeriod(lead, 'sqlOn', scene) && text(lead, 'duplicateOfId') === null,
    );
    const value = times(times(countOf(sqls), size), rate);
    return ratio(value, ratio(cycle, [30n, 1n]), 'unbounded');
  },
  'forecast-accuracy': (scene) => accuracy(onBase(called(scene).miss, called(scene).actual)),
  'forecast-accuracy/by-forecast': (scene) => accuracy(onBase(called(scene).miss, called(scene).forecast)),
  'forecast-accuracy/mape': (scene) =>
    accuracy(
      meanOf(
        [...forecasts(scene, 'call')].flatMap(([owner, forecast]) => {
          const sold = soldBy(scene, owner);
          return sold[0] > 0n ? [over(apart(sold, forecast), sold)] : [];
        }),
      ),
    ),
  'forecast-accuracy/not-below-zero': (scene) => {
    const figure = accuracy(onBase(called(scene).miss, called(scene).actual));
    return typeof figure !== 'string' && figure[0] < 0n ? none : figure;
  },
  'forecast-accuracy/symmetric': (scene) => {
    const { miss, actual, forecast } = called(scene);
    return accuracy(onBase(times([2n, 1n], miss), plus(actual, forecast)));
  },
  'forecast-accuracy/commit': (scene) => {
    const { miss, actual } = compared(scene, forecasts(scene, 'commit'));
    return accuracy(onBase(miss, actual));
  },
  'forecast-accuracy/weighted-pipeline': (scene) => {
    const { miss, actual } = compared(scene, weightedByRep(scene));
    return accuracy(onBase(miss, actual));
  },
  'forecast-accuracy/netted': (scene) => {
    const { actual, forecast } = called(scene);
    return accuracy(onBase(apart(actual, forecast), actual));
  },
  'forecast-accuracy/by-month': (scene) => {
    const months = scene
      .cut(scene.span, 'month')
      .filter(({ start }) => scene.asOf === null || start <= scene.asOf)
      .map((span) => called({ ...scene, span }));
    return accuracy(
      onBase(
        total(months.map(({ actual, forecast }) => apart(actual, forecast))),
        total(months.map(({ actual }) => actual)),
      ),
    );
  },
  'forecast-bias': (scene) => onBase(minus(called(scene).forecast, called(scene).actual), called(scene).actual),
  'forecast-bias/sign-reversed': (scene) =>
    onBase(minus(called(scene).actual, called(scene).forecast), called(scene).actual),
  'forecast-bias/actual-to-forecast': (scene) => onBase(called(scene).actual, called(scene).forecast),
  'quota-gap': gap,
  'quota-gap/signed': (scene) => minus(quota(scene), booked(scene)),
  'quota-gap/required-per-day': (scene) => ratio(gap(scene), split(scene).left),
  'quota-gap/required-per-working-day': (scene) => ratio(gap(scene), splitByWork(scene).left),
  'quota-gap/projected': (scene) => projected(scene, split(scene)),
  'quota-gap/projected-by-working-days': (scene) => projected(scene, splitByWork(scene)),
  'quota-gap/deals-needed': (scene) => ratio(gap(scene), meanSize(lastMonths(scene))),
};
