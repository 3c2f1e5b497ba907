// What customers, revenue and leads cost and bring, counted by hand. Imports nothing from src.

import { type Fraction, minus, order, over, plus, times } from './fraction.ts';
import { type Entry, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  companiesOf,
  countOf,
  inPeriod,
  isNewBusiness,
  lastMonths,
  leadsBy,
  list,
  meanOf,
  names,
  type Oracle,
  onBase,
  previousPeriod,
  ratio,
  shifted,
  soFar,
  sumOf,
  without,
  wonBefore,
  wonDeals,
} from './kpiInquiry.ts';

/** The figure of an entry that has an oracle of its own. */
type FigureOf = (key: string, scene: Scene) => Answer;

function expenses(scene: Scene, ...categories: readonly string[]): readonly Entry[] {
  return list(scene, 'expenses').filter(
    (entry) => inPeriod(entry, 'spentOn', scene) && categories.includes(text(entry, 'category') ?? ''),
  );
}

function spent(scene: Scene, ...categories: readonly string[]): Fraction {
  return sumOf(expenses(scene, ...categories), 'amount');
}

function salesAndMarketing(scene: Scene): Fraction {
  return spent(scene, 'sales', 'marketing');
}

function marketing(scene: Scene): Fraction {
  return spent(scene, 'marketing');
}

function ofPrograms(scene: Scene, ...categories: readonly string[]): Fraction {
  return sumOf(
    expenses(scene, ...categories).filter((entry) => text(entry, 'kind') === 'program'),
    'amount',
  );
}

function withChannel(scene: Scene, ...categories: readonly string[]): Fraction {
  return sumOf(
    expenses(scene, ...categories).filter((entry) => text(entry, 'channel') !== null),
    'amount',
  );
}

function hasSource(entry: Entry): boolean {
  return text(entry, 'source') !== null;
}

/** Companies that were won with a deal of a known source, and had bought nothing before. */
function newCompaniesWithSource(scene: Scene): Fraction {
  return without(
    companiesOf(scene, 'opportunities', wonDeals(scene).filter(hasSource)),
    companiesOf(scene, 'opportunities', wonBefore(scene)),
  );
}

/** What movements of some kinds come to in the period. */
function moved(scene: Scene, ...kinds: readonly string[]): Fraction {
  return sumOf(
    list(scene, 'subscriptions').filter(
      (entry) => inPeriod(entry, 'effectiveOn', scene) && kinds.includes(text(entry, 'kind') ?? ''),
    ),
    'amount',
  );
}

function recurringLines(scene: Scene): Fraction {
  return sumOf(
    list(scene, 'orders').filter(
      (entry) => inPeriod(entry, 'recognisedOn', scene) && text(entry, 'type') !== 'one-time',
    ),
    'amount',
  );
}

/** Growth of the revenue over the period before, four times. */
function yearlyGrowth(scene: Scene): Fraction {
  return times(minus(recurringLines(scene), recurringLines(previousPeriod(scene))), [4n, 1n]);
}

function magicNumber(scene: Scene): Answer {
  return ratio(yearlyGrowth(scene), salesAndMarketing(previousPeriod(scene)));
}

/** The mean of a rate over those months, quarters … of the period that have begun and have one. */
function meanRate(scene: Scene, grain: string, rate: Oracle): Answer {
  const parts = scene.cut(scene.span, grain).filter(({ start }) => scene.asOf === null || start <= scene.asOf);
  return meanOf(parts.flatMap((span) => [rate({ ...scene, span })].filter((figure) => typeof figure !== 'string')));
}

function product(...factors: readonly Answer[]): Answer {
  let result: Fraction = [1n, 1n];
  for (const factor of factors) {
    if (typeof factor === 'string') return factor;
    result = times(result, factor);
  }
  return result;
}

function less(whole: Fraction, part: Answer): Answer {
  return typeof part === 'string' ? part : minus(whole, part);
}

function sumOfBoth(left: Answer, right: Answer): Answer {
  if (typeof left === 'string') return left;
  return typeof right === 'string' ? right : plus(left, right);
}

/** Expansion of a month for each account that pays at the end. */
function expansionPerAccount(scene: Scene): Answer {
  const far = list(scene, 'subscriptions').filter((entry) => soFar(entry, 'effectiveOn', scene));
  const paying = names(far, 'accountId').filter((account) => {
    const own = far.filter((entry) => text(entry, 'accountId') === account);
    const isLoss = (entry: Entry): boolean => ['contraction', 'churn'].includes(text(entry, 'kind') ?? '');
    const lost = sumOf(own.filter(isLoss), 'amount');
    return order(sumOf(own, 'amount'), times(lost, [2n, 1n])) > 0;
  });
  return ratio(over(moved(scene, 'expansion'), [12n, 1n]), countOf(paying));
}

function onPositive(left: Answer, base: Answer): Answer {
  if (typeof left === 'string') return left;
  return typeof base === 'string' ? base : onBase(left, base);
}

const one: Fraction = [1n, 1n];
const cent: Fraction = [1n, 100n];

/** The oracles of costs and returns, given those of what they are made of. */
export function investmentOracles(figure: FigureOf): Readonly<Record<string, Oracle>> {
  const perNewCustomer =
    (cost: (scene: Scene) => Answer): Oracle =>
    (scene) =>
      ratio(cost(scene), figure('new-logos', scene), 'unbounded');
  const perLead =
    (cost: (scene: Scene) => Answer, leads = 'lead-volume'): Oracle =>
    (scene) =>
      ratio(cost(scene), figure(leads, scene), 'unbounded');
  const churn: Oracle = (scene) => meanRate(scene, 'month', (month) => figure('logo-churn-rate', month));
  const lost =
    (retention: string): Oracle =>
    (scene) =>
      meanRate(scene, 'month', (month) => less(one, figure(retention, month)));
  const profit: Oracle = (scene) => product(figure('arpa', scene), figure('gross-margin', scene));
  const profitOfNew: Oracle = (scene) => product(figure('arpa/new-accounts', scene), figure('gross-margin', scene));

  return {
    cac: perNewCustomer(salesAndMarketing),
    'cac/paid-only': perNewCustomer((scene) => ofPrograms(scene, 'sales', 'marketing')),
    'cac/marketing-only': perNewCustomer(marketing),
    'cac/blended': (scene) =>
      ratio(salesAndMarketing(scene), countOf(companiesOf(scene, 'opportunities', wonDeals(scene))), 'unbounded'),
    'cac/new-logo-share': perNewCustomer((scene) => {
      const share = onBase(sumOf(wonDeals(scene).filter(isNewBusiness), 'amount'), sumOf(wonDeals(scene), 'amount'));
      return product(salesAndMarketing(scene), share);
    }),
    'cac/per-account': (scene) => ratio(salesAndMarketing(scene), figure('new-logos/per-account', scene), 'unbounded'),
    'cac/lagged': perNewCustomer((scene) => salesAndMarketing(previousPeriod(scene))),
    'cac/with-onboarding': perNewCustomer((scene) => spent(scene, 'sales', 'marketing', 'onboarding')),
    'cac/by-channel': (scene) =>
      ratio(withChannel(scene, 'sales', 'marketing'), newCompaniesWithSource(scene), 'unbounded'),
    'cac-ratio': (scene) => ratio(salesAndMarketing(previousPeriod(scene)), moved(scene, 'new'), 'unbounded'),
    'cac-ratio/blended': (scene) =>
      ratio(salesAndMarketing(previousPeriod(scene)), moved(scene, 'new', 'expansion'), 'unbounded'),
    'cac-ratio/same-period': (scene) => ratio(salesAndMarketing(scene), moved(scene, 'new'), 'unbounded'),
    'cac-ratio/inverse': (scene) => ratio(moved(scene, 'new'), salesAndMarketing(previousPeriod(scene))),
    'cac-payback-period': (scene) => onPositive(figure('cac', scene), profitOfNew(scene)),
    'cac-payback-period/without-margin': (scene) =>
      onPositive(figure('cac', scene), figure('arpa/new-accounts', scene)),
    'cac-payback-period/by-new-revenue': (scene) =>
      onPositive(
        salesAndMarketing(scene),
        product(over(moved(scene, 'new'), [12n, 1n]), figure('gross-margin', scene)),
      ),
    'cac-payback-period/by-net-new-revenue': (scene) =>
      onPositive(
        salesAndMarketing(scene),
        product(figure('net-new-arr', scene), [1n, 12n], figure('gross-margin', scene)),
      ),
    'cac-payback-period/churn-adjusted': (scene) =>
      onPositive(figure('cac', scene), product(profitOfNew(scene), less(one, churn(scene)))),
    'cac-payback-period/with-expansion': (scene) =>
      onPositive(
        figure('cac', scene),
        product(
          sumOfBoth(figure('arpa/new-accounts', scene), expansionPerAccount(scene)),
          figure('gross-margin', scene),
        ),
      ),
    'cac-payback-period/expansion-without-margin': (scene) =>
      onPositive(figure('cac', scene), sumOfBoth(profitOfNew(scene), expansionPerAccount(scene))),
    'cac-payback-period/annual-margin': (scene) =>
      onPositive(
        figure('cac', scene),
        product(figure('arpa/new-accounts', scene), figure('gross-margin', lastMonths(scene))),
      ),
    ltv: (scene) => ratio(profit(scene), churn(scene), 'unbounded'),
    'ltv/revenue': (scene) => ratio(figure('arpa', scene), churn(scene), 'unbounded'),
    'ltv/fixed-lifespan': (scene) => product(profit(scene), [36n, 1n]),
    'ltv/revenue-churn': (scene) =>
      ratio(profit(scene), lost('gross-revenue-retention/over-the-period')(scene), 'unbounded'),
    'ltv/capped': (scene) => {
      const [gained, rate] = [profit(scene), churn(scene)];
      if (typeof gained === 'string') return gained;
      if (typeof rate === 'string') return rate;
      const life = rate[0] === 0n ? null : over(one, rate);
      return times(gained, life === null || order(life, [60n, 1n]) > 0 ? [60n, 1n] : life);
    },
    'ltv/discounted': (scene) => {
      const rate = churn(scene);
      const gained = product(profit(scene), [101n, 100n]);
      return ratio(gained, typeof rate === 'string' ? rate : plus(rate, cent), 'unbounded');
    },
    'ltv/with-expansion': (scene) =>
      ratio(profit(scene), lost('net-revenue-retention/over-the-period')(scene), 'unbounded'),
    'ltv/historic': (scene) => {
      const deals = list(scene, 'opportunities').filter(
        (deal) => text(deal, 'status') === 'won' && soFar(deal, 'closedOn', scene),
      );
      const customers = companiesOf(scene, 'opportunities', deals);
      const bought = deals.filter((deal) => text(deal, 'accountId') !== null);
      return customers.length === 0 ? 'no-records' : over(sumOf(bought, 'amount'), [BigInt(customers.length), 1n]);
    },
    'ltv-cac-ratio': (scene) => ratio(figure('ltv', scene), figure('cac', scene)),
    'ltv-cac-ratio/revenue': (scene) => ratio(figure('ltv/revenue', scene), figure('cac', scene)),
    'ltv-cac-ratio/fixed-lifespan': (scene) => ratio(figure('ltv/fixed-lifespan', scene), figure('cac', scene)),
    'ltv-cac-ratio/marketing-only': (scene) => ratio(figure('ltv', scene), figure('cac/marketing-only', scene)),
    'magic-number': magicNumber,
    'magic-number/same-quarter': (scene) => ratio(yearlyGrowth(scene), salesAndMarketing(scene)),
    'magic-number/two-quarter-lag': (scene) =>
      ratio(yearlyGrowth(scene), salesAndMarketing(previousPeriod(previousPeriod(scene)))),
    'magic-number/recurring-revenue': (scene) =>
      ratio(figure('net-new-arr', scene), salesAndMarketing(previousPeriod(scene))),
    'magic-number/gross-margin': (scene) =>
      ratio(product(yearlyGrowth(scene), figure('gross-margin', scene)), salesAndMarketing(previousPeriod(scene))),
    'magic-number/trailing-mean': (scene) =>
      meanRate(shifted(scene, { kind: 'trailing', count: 4, grain: 'quarter' }), 'quarter', magicNumber),
    'magic-number/marketing-only': (scene) => ratio(yearlyGrowth(scene), marketing(previousPeriod(scene))),
    'sales-efficiency': (scene) => ratio(moved(scene, 'new'), salesAndMarketing(scene)),
    'sales-efficiency/net': (scene) => ratio(figure('net-new-arr', scene), salesAndMarketing(scene)),
    'sales-efficiency/lagged': (scene) => ratio(moved(scene, 'new'), salesAndMarketing(previousPeriod(scene))),
    'sales-efficiency/with-expansion': (scene) => ratio(moved(scene, 'new', 'expansion'), salesAndMarketing(scene)),
    'cost-per-lead': perLead(marketing),
    'cost-per-lead/per-mql': perLead(marketing, 'mql-volume'),
    'cost-per-lead/per-sql': perLead(marketing, 'sql-count'),
    'cost-per-lead/per-opportunity': perLead(marketing, 'opportunities-created'),
    'cost-per-lead/direct-only': perLead((scene) => ofPrograms(scene, 'marketing')),
    'cost-per-lead/fully-loaded': perLead(salesAndMarketing),
    'cost-per-lead/by-channel': (scene) =>
      ratio(withChannel(scene, 'marketing'), countOf(leadsBy(scene, 'createdOn').filter(hasSource)), 'unbounded'),
    'cost-per-lead/lagged': perLead((scene) => marketing(previousPeriod(scene))),
    'cost-per-lead/spread': (scene) => {
      const perOpportunity = perLead(marketing, 'opportunities-created')(scene);
      return typeof perOpportunity === 'string' ? perOpportunity : less(perOpportunity, perLead(marketing)(scene));
    },
  };
}
