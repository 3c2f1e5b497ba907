// Revenue, bookings, deals, quotas and plans, counted by hand. Imports nothing from src.

import { type Fraction, minus, order, over, times, total } from './fraction.ts';
import { dayOf, type Entry, number, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  accountsOf,
  beforePeriod,
  booked,
  companiesOf,
  countOf,
  happened,
  inPeriod,
  isPurchase,
  list,
  meanOf,
  newLogos,
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
  without,
  wonBefore,
  wonDeals,
} from './kpiInquiry.ts';

const one: Fraction = [1n, 1n];

function dated(scene: Scene, source: string, field: string): readonly Entry[] {
  return list(scene, source).filter((entry) => inPeriod(entry, field, scene));
}

function won(scene: Scene): readonly Entry[] {
  return list(scene, 'opportunities').filter((deal) => text(deal, 'status') === 'won');
}

function has(...fields: readonly string[]): (entry: Entry) => boolean {
  return (entry) => fields.every((field) => number(entry, field) !== null);
}

/** What is left of an amount after a cost, as a share of it. */
function margin(entries: readonly Entry[], furtherCost: Fraction = [0n, 1n]): Answer {
  const amount = sumOf(entries, 'amount');
  return onBase(minus(minus(amount, sumOf(entries, 'cost')), furtherCost), amount);
}

function complement(share: Answer): Answer {
  return typeof share === 'string' ? share : minus(one, share);
}

/** A year of each contract that has an amount and a term. */
function yearlyValues(deals: readonly Entry[], isOneTimeIn: boolean): Fraction[] {
  return deals.filter(has('amount', 'termMonths')).map((deal) => {
    const amount = number(deal, 'amount') ?? one;
    const oneTime = isOneTimeIn ? null : number(deal, 'oneTimeAmount');
    const yearly = times(minus(amount, oneTime ?? [0n, 1n]), [12n, 1n]);
    return over(yearly, number(deal, 'termMonths') ?? one);
  });
}

/** Contracts of deals won by now that ran on a day of the period. */
function running(scene: Scene): readonly Entry[] {
  return won(scene).filter((deal) => {
    const ends = dayOf(deal, 'contractEndsOn');
    return (
      happened(deal, 'closedOn', scene) &&
      soFar(deal, 'contractStartsOn', scene) &&
      (ends === null || ends > scene.span.start)
    );
  });
}

/** Won deals whose price can be compared with the list. */
function priced(scene: Scene): readonly Entry[] {
  return wonDeals(scene).filter(has('amount', 'listAmount'));
}

function discount(deals: readonly Entry[]): Answer {
  return complement(onBase(sumOf(deals, 'amount'), sumOf(deals, 'listAmount')));
}

function unitsOf(entries: readonly Entry[]): Fraction {
  return sumOf(entries, 'quantity');
}

function isSold(entry: Entry): boolean {
  return (number(entry, 'quantity')?.[0] ?? 0n) > 0n;
}

/** The third root, to far more places than are shown; exact where it is a fraction. */
function thirdRoot([numerator, denominator]: Fraction): Fraction {
  const unit = 10n ** 120n;
  const cube = numerator * denominator * denominator * unit ** 3n;
  let [low, high] = [0n, cube + 1n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** 3n <= cube) low = middle;
    else high = middle;
  }
  return [low, denominator * unit];
}

function yearsBefore(scene: Scene, years: number): Scene {
  return years === 0 ? scene : yearsBefore(shifted(scene, { kind: 'same-last-year' }), years - 1);
}

function yearToDate(scene: Scene): Scene {
  return shifted(scene, { kind: 'to-date', grain: 'year' });
}

function planOf(scene: Scene): Fraction {
  return sumOf(
    quotas(scene).filter((entry) => text(entry, 'ownerId') === null),
    'amount',
  );
}

function ofReps(scene: Scene): Fraction {
  return sumOf(
    quotas(scene).filter((entry) => text(entry, 'ownerId') !== null),
    'amount',
  );
}

function spansIn(scene: Scene, measures: readonly (string | null)[]): readonly Entry[] {
  return list(scene, 'quotas').filter(
    (entry) =>
      measures.includes(text(entry, 'measure')) &&
      (dayOf(entry, 'startsOn') ?? 0) >= scene.span.start &&
      (dayOf(entry, 'endsOn') ?? 0) <= scene.span.end,
  );
}

function netNewRecurring(scene: Scene): Fraction {
  return total(
    dated(scene, 'subscriptions', 'effectiveOn').map((movement) => {
      const amount = number(movement, 'amount') ?? [0n, 1n];
      return ['contraction', 'churn'].includes(text(movement, 'kind') ?? '') ? minus([0n, 1n], amount) : amount;
    }),
  );
}

function credits(scene: Scene): readonly Entry[] {
  return dated(scene, 'credits', 'creditedOn').filter((line) => (text(line, 'measure') ?? 'bookings') === 'bookings');
}

const revenueOracles: Readonly<Record<string, Oracle>> = {
  revenue: (scene) => sumOf(dated(scene, 'orders', 'recognisedOn'), 'amount'),
  'revenue/closed-won': booked,
  'revenue/invoiced': (scene) => sumOf(dated(scene, 'orders', 'invoicedOn'), 'amount'),
  'revenue/collected': (scene) => sumOf(dated(scene, 'orders', 'collectedOn'), 'amount'),
  'revenue/net-of-tax': (scene) =>
    total(
      dated(scene, 'orders', 'recognisedOn').map((order) =>
        minus(number(order, 'amount') ?? [0n, 1n], number(order, 'tax') ?? [0n, 1n]),
      ),
    ),
  'sales-volume': (scene) => unitsOf(dated(scene, 'orders', 'orderedOn')),
  'sales-volume/gross-of-returns': (scene) => unitsOf(dated(scene, 'orders', 'orderedOn').filter(isSold)),
  'sales-volume/invoiced': (scene) => unitsOf(dated(scene, 'orders', 'invoicedOn')),
  'sales-volume/deals-won': (scene) => unitsOf(wonDeals(scene)),
  'sales-volume/value': (scene) => sumOf(dated(scene, 'orders', 'orderedOn'), 'amount'),
  'gross-margin': (scene) => margin(dated(scene, 'orders', 'recognisedOn').filter(has('cost'))),
  'gross-margin/contribution': (scene) =>
    margin(
      dated(scene, 'orders', 'recognisedOn').filter(has('cost')),
      sumOf(dated(scene, 'commissions', 'earnedOn'), 'amount'),
    ),
  'gross-margin/deal-margin': (scene) => margin(wonDeals(scene).filter(has('amount', 'cost'))),
};

const dealValueOracles: Readonly<Record<string, Oracle>> = {
  'bookings/first-year': (scene) => sumOf(wonDeals(scene), 'firstYearAmount'),
  'bookings/by-signature': (scene) =>
    sumOf(
      won(scene).filter((deal) => inPeriod(deal, 'signedOn', scene)),
      'amount',
    ),
  'bookings/cancellations-in-original-period': (scene) =>
    sumOf(
      wonDeals(scene).filter((deal) => !happened(deal, 'cancelledOn', scene)),
      'amount',
    ),
  'bookings/cancellations-in-current-period': (scene) =>
    minus(
      booked(scene),
      sumOf(
        won(scene).filter((deal) => inPeriod(deal, 'cancelledOn', scene)),
        'amount',
      ),
    ),
  'average-deal-size/trimmed': (scene) => {
    const sizes = values(wonDeals(scene), 'amount').sort(order);
    const cut = Math.floor(sizes.length / 10);
    return meanOf(sizes.filter((_, index) => index >= cut && index < sizes.length - cut));
  },
  'average-contract-value': (scene) => meanOf(yearlyValues(wonDeals(scene), false)),
  'average-contract-value/as-recorded': (scene) => meanOf(values(wonDeals(scene), 'recurringAmount')),
  'average-contract-value/first-year': (scene) => meanOf(values(wonDeals(scene), 'firstYearAmount')),
  'average-contract-value/active': (scene) => meanOf(yearlyValues(running(scene), false)),
  'average-contract-value/one-time-included': (scene) => meanOf(yearlyValues(wonDeals(scene), true)),
  'discount-rate': (scene) => discount(priced(scene)),
  'discount-rate/mean-of-deals': (scene) =>
    meanOf(priced(scene).flatMap((deal) => [discount([deal])].filter((rate) => typeof rate !== 'string'))),
  'discount-rate/on-net': (scene) => {
    const onTop = onBase(sumOf(priced(scene), 'listAmount'), sumOf(priced(scene), 'amount'));
    return typeof onTop === 'string' ? onTop : minus(onTop, one);
  },
  'discount-rate/share-of-deals': (scene) => {
    const discounted = priced(scene).filter(
      (deal) => order(number(deal, 'amount') ?? one, number(deal, 'listAmount') ?? one) < 0,
    );
    return ratio(countOf(discounted), countOf(priced(scene)));
  },
  'discount-rate/profit-impact': (scene) => {
    const deals = priced(scene).filter(has('cost'));
    const list = sumOf(deals, 'listAmount');
    // Discount over margin: the list price cancels out, unless it is no base.
    if (list[0] <= 0n) return 'base-not-positive';
    return onBase(minus(list, sumOf(deals, 'amount')), minus(list, sumOf(deals, 'cost')));
  },
};

const growthOracles: Readonly<Record<string, Oracle>> = {
  'sales-growth/constant-currency': (scene) => {
    const of = (one: Scene): Fraction => sumOf(wonDeals(one), 'amountAtConstantRates');
    const earlier = of(previousPeriod(scene));
    return onBase(minus(of(scene), earlier), earlier);
  },
  'sales-growth/compound-annual': (scene) => {
    const factor = onBase(booked(scene), booked(yearsBefore(scene, 3)));
    if (typeof factor === 'string') return factor;
    return factor[0] < 0n ? 'base-not-positive' : minus(thirdRoot(factor), one);
  },
};

const quotaOracles: Readonly<Record<string, Oracle>> = {
  'quota-attainment/units': (scene) =>
    ratio(unitsOf(wonDeals(scene)), unitsOf(spansIn(scene, [null, 'bookings', 'units']))),
  'quota-attainment/splits-and-overlays': (scene) => ratio(sumOf(credits(scene), 'amount'), quota(scene)),
  'quota-attainment/splits': (scene) =>
    ratio(
      sumOf(
        credits(scene).filter((line) => text(line, 'kind') !== 'overlay'),
        'amount',
      ),
      quota(scene),
    ),
  'quota-attainment/before-ramp': (scene) =>
    ratio(
      booked(scene),
      total(quotas(scene).map((entry) => number(entry, 'fullAmount') ?? number(entry, 'amount') ?? [0n, 1n])),
    ),
  'plan-attainment': (scene) => ratio(booked(yearToDate(scene)), planOf(yearToDate(scene))),
  'plan-attainment/period-only': (scene) => ratio(booked(scene), planOf(scene)),
  'plan-attainment/net-new-recurring': (scene) =>
    ratio(
      netNewRecurring(yearToDate(scene)),
      sumOf(
        spansIn(yearToDate(scene), ['net-new-arr']).filter((entry) => text(entry, 'ownerId') === null),
        'amount',
      ),
    ),
  'plan-attainment/quotas-of-reps': (scene) => ratio(booked(yearToDate(scene)), ofReps(yearToDate(scene))),
};

const customerOracles: Readonly<Record<string, Oracle>> = {
  'new-logos': newLogos,
  'new-logos/per-account': (scene) => without(accountsOf(wonDeals(scene)), accountsOf(wonBefore(scene))),
  'new-logos/with-reactivated': (scene) => {
    const lately = wonBefore(scene).filter((deal) => scene.span.start - (dayOf(deal, 'closedOn') ?? 0) <= 365);
    return without(companiesOf(scene, 'opportunities', wonDeals(scene)), companiesOf(scene, 'opportunities', lately));
  },
  'new-logos/first-order': (scene) =>
    without(companiesOf(scene, 'orders', purchases(scene)), companiesOf(scene, 'orders', purchasesBefore(scene))),
  'new-logos/first-payment': (scene) => {
    const paid = list(scene, 'orders').filter(isPurchase);
    return without(
      companiesOf(
        scene,
        'orders',
        paid.filter((entry) => inPeriod(entry, 'collectedOn', scene)),
      ),
      companiesOf(
        scene,
        'orders',
        paid.filter((entry) => beforePeriod(entry, 'collectedOn', scene)),
      ),
    );
  },
  'new-logos/segment-left-out': (scene) => {
    const small = list(scene, 'accounts').filter(
      (account) => text(account, 'segment') === 'smb' && text(account, 'parentId') === null,
    );
    return without(companiesOf(scene, 'opportunities', wonDeals(scene)), [
      ...companiesOf(scene, 'opportunities', wonBefore(scene)),
      ...small.map(({ id }) => id),
    ]);
  },
};

/** The figures of results, by key. */
export const outcomeOracles: Readonly<Record<string, Oracle>> = {
  ...revenueOracles,
  ...dealValueOracles,
  ...growthOracles,
  ...quotaOracles,
  ...customerOracles,
};
