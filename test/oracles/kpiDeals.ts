// Deals, pipeline, quotas, customers and what they cost, counted by hand. Imports nothing from src.

import { type Fraction, minus, order, over, plus, times, total } from './fraction.ts';
import { activityOracles } from './kpiActivity.ts';
import { type Book, dayOf, type Entry, find, number, standing, text } from './kpiBook.ts';
import { capacityOracles, rampOn } from './kpiCapacity.ts';
import { conversionOracles } from './kpiConversion.ts';
import { percentile, type Scene } from './kpiFormula.ts';
import { funnelOracles } from './kpiFunnel.ts';
import {
  type Answer,
  accountsOf,
  booked,
  countOf,
  days,
  decidedDeals,
  difference,
  ended,
  happened,
  inPeriod,
  isNewBusiness,
  isPurchase,
  lastDay,
  lastMonths,
  leadsBy,
  list,
  meanOf,
  medianOf,
  names,
  type Oracle,
  onBase,
  previousPeriod,
  purchases,
  purchasesBefore,
  quota,
  quotas,
  ratio,
  shifted,
  soFar,
  sumOf,
  values,
  wonDeals,
} from './kpiInquiry.ts';
import { investmentOracles } from './kpiInvestment.ts';
import { meetingOracles } from './kpiMeetings.ts';
import { outcomeOracles } from './kpiOutcome.ts';
import { outreachOracles } from './kpiOutreach.ts';
import { paceOracles } from './kpiPace.ts';
import { payOracles } from './kpiPay.ts';
import { recurringOracles } from './kpiRecurring.ts';
import { responseOracles } from './kpiResponse.ts';
import { satisfactionOracles } from './kpiSatisfaction.ts';
import { trainingOracles } from './kpiTraining.ts';

const closings = ['won', 'lost', 'no-decision'];

function deals(scene: { readonly book: Book }): readonly Entry[] {
  return list(scene, 'opportunities');
}

function created(scene: Scene): readonly Entry[] {
  return deals(scene).filter((deal) => inPeriod(deal, 'createdOn', scene));
}

function isWon(deal: Entry): boolean {
  return text(deal, 'status') === 'won';
}

/** Won by now, in the period or after it. */
function hasWon(scene: Scene): (deal: Entry) => boolean {
  return (deal) => isWon(deal) && happened(deal, 'closedOn', scene);
}

function hasEnded(scene: Scene): (deal: Entry) => boolean {
  return (deal) => closings.includes(text(deal, 'status') ?? '') && happened(deal, 'closedOn', scene);
}

/** Deals open on a day, as they stood then. */
function openOn(scene: Scene, day: number): readonly Entry[] {
  return deals(scene).flatMap((deal) => standing(scene.book, deal, day) ?? []);
}

function open(scene: Scene): readonly Entry[] {
  return openOn(scene, lastDay(scene));
}

/** Open deals that were expected to close in the whole period, its days to come included. */
function expected(scene: Scene): readonly Entry[] {
  return open(scene).filter((deal) => {
    const day = dayOf(deal, 'expectedCloseOn');
    return day !== null && day >= scene.span.start && day < scene.span.end;
  });
}

function weighted(entries: readonly Entry[]): Fraction {
  const products: Fraction[] = [];
  for (const deal of entries) {
    const [amount, chance] = [number(deal, 'amount'), number(deal, 'probability')];
    if (amount !== null && chance !== null) products.push(times(amount, chance));
  }
  return total(products);
}

function winRate(scene: Scene): Answer {
  return ratio(countOf(wonDeals(scene)), countOf(decidedDeals(scene)));
}

function product(...factors: readonly Answer[]): Answer {
  let result: Fraction = [1n, 1n];
  for (const factor of factors) {
    if (typeof factor === 'string') return factor;
    result = times(result, factor);
  }
  return result;
}

// The order of the factors is that of the definition, since the first one that is undefined says why.
function velocity(
  scene: Scene,
  opportunities: Answer,
  dealSize: (of: Scene) => Answer,
  rate: (of: Scene) => Answer,
  over = lastMonths(scene),
): Answer {
  return ratio(product(opportunities, dealSize(over), rate(over)), cycle(over), 'unbounded');
}

function cycle(scene: Scene): Answer {
  return meanOf(days(wonDeals(scene), 'createdOn', 'closedOn'));
}

function dealSize(scene: Scene): Answer {
  return meanOf(values(wonDeals(scene), 'amount'));
}

function sqls(scene: Scene): Fraction {
  return countOf(leadsBy(scene, 'sqlOn'));
}

/** Sales over quota of every rep with a quota. */
function attainments(scene: Scene): Fraction[] {
  return repsWithQuota(scene).map((rep) => attainmentOf(scene, rep));
}

function attainmentOf(scene: Scene, rep: string): Fraction {
  const sold = sumOf(
    wonDeals(scene).filter((deal) => text(deal, 'ownerId') === rep),
    'amount',
  );
  return over(
    sold,
    sumOf(
      quotas(scene).filter((entry) => text(entry, 'ownerId') === rep),
      'amount',
    ),
  );
}

function repsWithQuota(scene: Scene): string[] {
  return names(quotas(scene), 'ownerId').filter(
    (rep) =>
      sumOf(
        quotas(scene).filter((entry) => text(entry, 'ownerId') === rep),
        'amount',
      )[0] > 0n,
  );
}

/** At work from the first day of the period through the last that counts, as far as the dates tell. */
function isThere(scene: Scene, rep: string): boolean {
  const entry = find(scene.book, 'reps', rep);
  if (entry === null) return true;
  const [started, left] = [dayOf(entry, 'startedOn'), dayOf(entry, 'leftOn')];
  return (started === null || started <= scene.span.start) && (left === null || left > lastDay(scene));
}

function isRamping(scene: Scene, rep: string): boolean {
  return order(rampOn(find(scene.book, 'reps', rep), scene.span.start), [1n, 1n]) < 0;
}

function atQuota(scene: Scene, reps: readonly string[], threshold: Fraction = [1n, 1n]): readonly string[] {
  return reps.filter((rep) => order(attainmentOf(scene, rep), threshold) >= 0);
}

function growth(scene: Scene, earlier: Scene): Answer {
  return onBase(difference(booked(scene), booked(earlier)), booked(earlier));
}

const recurringOf = (entries: readonly Entry[]): Fraction => sumOf(entries, 'recurringAmount');

const dealOracles: Readonly<Record<string, Oracle>> = {
  'win-rate': winRate,
  'win-rate/by-value': (scene) => ratio(booked(scene), sumOf(decidedDeals(scene), 'amount')),
  'win-rate/broad': (scene) => ratio(countOf(wonDeals(scene)), countOf(ended(scene, ...closings))),
  'win-rate/created-cohort': (scene) => ratio(countOf(created(scene).filter(hasWon(scene))), countOf(created(scene))),
  'win-rate/all-opportunities': (scene) =>
    ratio(countOf(wonDeals(scene)), plus(countOf(ended(scene, ...closings)), countOf(open(scene)))),
  'win-rate/overdue-as-lost': (scene) =>
    ratio(
      countOf(wonDeals(scene)),
      plus(
        countOf(decidedDeals(scene)),
        countOf(open(scene).filter((deal) => inPeriod(deal, 'expectedCloseOn', scene))),
      ),
    ),
  'win-rate/old-as-lost': (scene) => {
    const old = open(scene).filter((deal) => {
      const birthday = (dayOf(deal, 'createdOn') ?? 0) + 365;
      return birthday >= scene.span.start && birthday <= lastDay(scene);
    });
    return ratio(countOf(wonDeals(scene)), plus(countOf(decidedDeals(scene)), countOf(old)));
  },
  'win-rate/from-stage': (scene) => {
    const reached = (deal: Entry): boolean =>
      list(scene, 'stageVisits').some(
        (visit) =>
          visit.id === deal.id &&
          (number(visit, 'stageRank')?.[0] ?? 0n) >= 2n &&
          (dayOf(visit, 'enteredOn') ?? 0) < (dayOf(deal, 'closedOn') ?? 0),
      );
    return ratio(countOf(wonDeals(scene).filter(reached)), countOf(decidedDeals(scene).filter(reached)));
  },
  'win-rate/contested': (scene) => {
    const contested = (deal: Entry): boolean => text(deal, 'competitor') !== null;
    return ratio(countOf(wonDeals(scene).filter(contested)), countOf(decidedDeals(scene).filter(contested)));
  },
  'win-rate/new-business': (scene) =>
    ratio(countOf(wonDeals(scene).filter(isNewBusiness)), countOf(decidedDeals(scene).filter(isNewBusiness))),
  'win-rate/rolling-90-days': (scene) => winRate(shifted(scene, { kind: 'trailing', count: 90, grain: 'day' })),
  'win-loss-ratio': (scene) => ratio(countOf(wonDeals(scene)), countOf(ended(scene, 'lost')), 'unbounded'),
  'win-loss-ratio/by-value': (scene) => ratio(booked(scene), sumOf(ended(scene, 'lost'), 'amount'), 'unbounded'),
  'win-loss-ratio/of-decided': winRate,
  'opportunity-to-close-rate': (scene) => ratio(countOf(created(scene).filter(hasWon(scene))), countOf(created(scene))),
  'opportunity-to-close-rate/within-horizon': (scene) =>
    ratio(
      countOf(
        created(scene).filter(
          (deal) => hasWon(scene)(deal) && (dayOf(deal, 'closedOn') ?? 0) - (dayOf(deal, 'createdOn') ?? 0) <= 90,
        ),
      ),
      countOf(created(scene)),
    ),
  'opportunity-to-close-rate/resolved-only': (scene) =>
    ratio(countOf(created(scene).filter(hasWon(scene))), countOf(created(scene).filter(hasEnded(scene)))),
  'opportunity-to-close-rate/resolved': (scene) =>
    ratio(countOf(created(scene).filter(hasEnded(scene))), countOf(created(scene))),
  'opportunity-to-close-rate/same-period': (scene) => ratio(countOf(wonDeals(scene)), countOf(created(scene))),
  'opportunity-to-close-rate/by-value': (scene) =>
    ratio(sumOf(created(scene).filter(hasWon(scene)), 'amount'), sumOf(created(scene), 'amount')),
  'sales-cycle-length': cycle,
  'sales-cycle-length/from-lead': (scene) => meanOf(days(leadsBy(scene, 'customerOn'), 'createdOn', 'customerOn')),
  'sales-cycle-length/from-first-contact': (scene) => meanOf(days(wonDeals(scene), 'firstContactOn', 'closedOn')),
  'sales-cycle-length/from-qualified': (scene) => meanOf(days(wonDeals(scene), 'qualifiedOn', 'closedOn')),
  'sales-cycle-length/median': (scene) => medianOf(days(wonDeals(scene), 'createdOn', 'closedOn')),
  'sales-cycle-length/percentile': (scene) =>
    percentile(days(wonDeals(scene), 'createdOn', 'closedOn').sort(order), [9n, 10n], 'linear'),
  'sales-cycle-length/lost-included': (scene) => meanOf(days(decidedDeals(scene), 'createdOn', 'closedOn')),
  'sales-cycle-length/inclusive-days': (scene) =>
    meanOf(days(wonDeals(scene), 'createdOn', 'closedOn').map((span) => plus(span, [1n, 1n]))),
  'sales-cycle-length/months': (scene) => ratio(cycle(scene), [30n, 1n]),
  'open-pipeline': (scene) => sumOf(open(scene), 'amount'),
  'open-pipeline/qualified': (scene) =>
    sumOf(
      open(scene).filter((deal) => soFar(deal, 'qualifiedOn', scene)),
      'amount',
    ),
  'open-pipeline/closing-in-period': (scene) => sumOf(expected(scene), 'amount'),
  'open-pipeline/annual': (scene) => recurringOf(open(scene)),
  'weighted-pipeline': (scene) => weighted(open(scene)),
  'weighted-pipeline/closing-in-period': (scene) => weighted(expected(scene)),
  'weighted-pipeline/flat-win-rate': (scene) => product(sumOf(open(scene), 'amount'), winRate(lastMonths(scene))),
  'weighted-pipeline/expected-in-period': (scene) => {
    const opening = (of: Scene): readonly Entry[] => openOn(of, Math.min(of.span.start - 1, lastDay(of)));
    const earlier = previousPeriod(scene);
    const wonOf = opening(earlier).filter((deal) => isWon(deal) && inPeriod(deal, 'closedOn', earlier));
    return product(sumOf(opening(scene), 'amount'), ratio(sumOf(wonOf, 'amount'), sumOf(opening(earlier), 'amount')));
  },
  'weighted-pipeline/historical-stage-rates': (scene) => {
    const year = lastMonths(scene);
    const rate = (stage: string): Answer => {
      const passed = (deal: Entry): boolean =>
        list(scene, 'stageVisits').some(
          (visit) =>
            visit.id === deal.id &&
            text(visit, 'stage') === stage &&
            (dayOf(visit, 'enteredOn') ?? 0) < (dayOf(deal, 'closedOn') ?? 0),
        );
      return ratio(countOf(wonDeals(year).filter(passed)), countOf(decidedDeals(year).filter(passed)));
    };
    const figures = names(open(scene), 'stage').map((stage) =>
      product(
        sumOf(
          open(scene).filter((deal) => text(deal, 'stage') === stage),
          'amount',
        ),
        rate(stage),
      ),
    );
    return total(figures.filter((figure) => typeof figure !== 'string'));
  },
  'pipeline-coverage': (scene) => ratio(sumOf(expected(scene), 'amount'), quota(scene)),
  'pipeline-coverage/remaining-quota': (scene) => {
    const rest = minus(quota(scene), booked(scene));
    if (quota(scene)[0] === 0n) return 'no-denominator';
    return rest[0] <= 0n ? 'target-met' : over(sumOf(expected(scene), 'amount'), rest);
  },
  'pipeline-coverage/weighted': (scene) => ratio(weighted(expected(scene)), quota(scene)),
  'pipeline-coverage/late-stages': (scene) => {
    const isLate = (deal: Entry): boolean => scene.book.stages.indexOf(text(deal, 'stage') ?? '') >= 2;
    return ratio(sumOf(expected(scene).filter(isLate), 'amount'), quota(scene));
  },
  'pipeline-coverage/quotas-of-reps': (scene) =>
    ratio(
      sumOf(expected(scene), 'amount'),
      sumOf(
        quotas(scene).filter((entry) => text(entry, 'ownerId') !== null),
        'amount',
      ),
    ),
  'pipeline-coverage/plan': (scene) =>
    ratio(
      sumOf(expected(scene), 'amount'),
      sumOf(
        quotas(scene).filter((entry) => text(entry, 'ownerId') === null),
        'amount',
      ),
    ),
  'pipeline-coverage/closed-won-added': (scene) =>
    ratio(plus(sumOf(expected(scene), 'amount'), booked(scene)), quota(scene)),
  'pipeline-coverage/any-close-date': (scene) => ratio(sumOf(open(scene), 'amount'), quota(scene)),
  'pipeline-coverage/forward-four-quarters': (scene) => {
    const later = [1, 2, 3].map((count) => quota(shifted(scene, { kind: 'next', count })));
    return ratio(sumOf(open(scene), 'amount'), total([quota(scene), ...later]));
  },
  'pipeline-velocity': (scene) => velocity(scene, sqls(scene), dealSize, winRate),
  'pipeline-velocity/open-opportunities': (scene) => velocity(scene, countOf(open(scene)), dealSize, winRate),
  'pipeline-velocity/opportunities-created': (scene) => velocity(scene, countOf(created(scene)), dealSize, winRate),
  'pipeline-velocity/closed': (scene) => velocity(scene, countOf(ended(scene, ...closings)), dealSize, winRate),
  'pipeline-velocity/same-period': (scene) => velocity(scene, sqls(scene), dealSize, winRate, scene),
  'pipeline-velocity/win-rate-by-value': (scene) =>
    velocity(scene, sqls(scene), dealSize, (of) => ratio(booked(of), sumOf(decidedDeals(of), 'amount'))),
  'pipeline-velocity/all-deal-sizes': (scene) =>
    velocity(scene, sqls(scene), (of) => meanOf(values(created(of), 'amount')), winRate),
  'pipeline-velocity/by-pipeline-value': (scene) =>
    ratio(product(sumOf(open(scene), 'amount'), winRate(lastMonths(scene))), cycle(lastMonths(scene)), 'unbounded'),
  'pipeline-velocity/scaled-to-days': (scene) => product(velocity(scene, sqls(scene), dealSize, winRate), [90n, 1n]),
  bookings: booked,
  'bookings/annual': (scene) => recurringOf(wonDeals(scene)),
  'bookings/new-recurring': (scene) => recurringOf(wonDeals(scene).filter(isNewBusiness)),
  'bookings/net-orders': (scene) =>
    sumOf(
      list(scene, 'orders').filter((entry) => inPeriod(entry, 'orderedOn', scene)),
      'amount',
    ),
  'deals-won': (scene) => countOf(wonDeals(scene)),
  'deals-won/orders': (scene) => countOf(purchases(scene)),
  'average-deal-size': dealSize,
  'average-deal-size/median': (scene) => medianOf(values(wonDeals(scene), 'amount')),
  'average-deal-size/all-created': (scene) => meanOf(values(created(scene), 'amount')),
  'average-deal-size/annual': (scene) => meanOf(values(wonDeals(scene), 'recurringAmount')),
  'average-deal-size/new-business': (scene) => meanOf(values(wonDeals(scene).filter(isNewBusiness), 'amount')),
  'sales-growth': (scene) => growth(scene, previousPeriod(scene)),
  'sales-growth/year-over-year': (scene) => growth(scene, shifted(scene, { kind: 'same-last-year' })),
  'sales-growth/like-for-like': (scene) => {
    const earlier = previousPeriod(scene);
    const both = accountsOf(wonDeals(scene)).filter((account) => accountsOf(wonDeals(earlier)).includes(account));
    const of = (one: Scene): Fraction =>
      sumOf(
        wonDeals(one).filter((deal) => both.includes(text(deal, 'accountId') ?? '')),
        'amount',
      );
    return onBase(minus(of(scene), of(earlier)), of(earlier));
  },
  'quota-attainment': (scene) => ratio(booked(scene), quota(scene)),
  'quota-attainment/annual': (scene) => ratio(recurringOf(wonDeals(scene)), quota(scene)),
  'quota-attainment/new-recurring': (scene) => ratio(recurringOf(wonDeals(scene).filter(isNewBusiness)), quota(scene)),
  'quota-attainment/revenue': (scene) =>
    ratio(
      sumOf(
        list(scene, 'orders').filter((entry) => inPeriod(entry, 'recognisedOn', scene)),
        'amount',
      ),
      quota(scene),
    ),
  'quota-attainment/mean-of-reps': (scene) => meanOf(attainments(scene)),
  'quota-attainment/median-of-reps': (scene) => medianOf(attainments(scene)),
  'quota-attainment/year-to-date': (scene) => {
    const year = shifted(scene, { kind: 'to-date', grain: 'year' });
    return ratio(booked(year), quota(year));
  },
  'quota-attainment/capped': (scene) => {
    const attained = ratio(booked(scene), quota(scene));
    return typeof attained !== 'string' && order(attained, [1n, 1n]) > 0 ? [1n, 1n] : attained;
  },
  'quota-attainment/quotas-of-reps': (scene) =>
    ratio(
      booked(scene),
      sumOf(
        quotas(scene).filter((entry) => text(entry, 'ownerId') !== null),
        'amount',
      ),
    ),
  'quota-attainment/plan': (scene) =>
    ratio(
      booked(scene),
      sumOf(
        quotas(scene).filter((entry) => text(entry, 'ownerId') === null),
        'amount',
      ),
    ),
  'reps-at-quota-rate': (scene) => {
    const reps = repsWithQuota(scene).filter((rep) => isThere(scene, rep));
    return ratio(countOf(atQuota(scene, reps)), countOf(reps));
  },
  'reps-at-quota-rate/leavers-included': (scene) =>
    ratio(countOf(atQuota(scene, repsWithQuota(scene))), countOf(repsWithQuota(scene))),
  'reps-at-quota-rate/ramped-only': (scene) => {
    const reps = repsWithQuota(scene).filter((rep) => isThere(scene, rep) && !isRamping(scene, rep));
    return ratio(countOf(atQuota(scene, reps)), countOf(reps));
  },
  'reps-at-quota-rate/ramping-at-less': (scene) => {
    const reps = repsWithQuota(scene).filter((rep) => isThere(scene, rep));
    const ramping = reps.filter((rep) => isRamping(scene, rep));
    const ramped = reps.filter((rep) => !isRamping(scene, rep));
    return ratio(plus(countOf(atQuota(scene, ramped)), countOf(atQuota(scene, ramping, [7n, 10n]))), countOf(reps));
  },
  'return-customer-rate': (scene) => {
    const customers = accountsOf(purchases(scene));
    return ratio(
      countOf(customers.filter((account) => accountsOf(purchasesBefore(scene)).includes(account))),
      countOf(customers),
    );
  },
  'return-customer-rate/twice-in-period': (scene) => {
    const customers = accountsOf(purchases(scene));
    return ratio(
      countOf(
        customers.filter(
          (account) => purchases(scene).filter((entry) => text(entry, 'accountId') === account).length > 1,
        ),
      ),
      countOf(customers),
    );
  },
  'return-customer-rate/of-all-ever': (scene) => {
    const ever = accountsOf(
      list(scene, 'orders').filter((entry) => isPurchase(entry) && soFar(entry, 'orderedOn', scene)),
    );
    return ratio(
      countOf(accountsOf(purchases(scene)).filter((account) => accountsOf(purchasesBefore(scene)).includes(account))),
      countOf(ever),
    );
  },
};

/** The figure of every KPI and variant that has an oracle, by key. */
export const oracles: Readonly<Record<string, Oracle>> = {
  ...outcomeOracles,
  ...capacityOracles,
  ...activityOracles,
  ...meetingOracles,
  ...outreachOracles,
  ...paceOracles,
  ...responseOracles,
  ...funnelOracles,
  ...conversionOracles,
  ...dealOracles,
  ...investmentOracles((key, scene) => oracles[key]?.(scene) ?? `no oracle of ${key}`),
  ...payOracles,
  ...recurringOracles,
  ...satisfactionOracles,
  ...trainingOracles,
};
