// Customers and their recurring revenue, renewals and attached products, counted by hand. Imports nothing from src.

import { type Fraction, minus, order, over, plus, times, total } from './fraction.ts';
import { dayOf, type Entry, number, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  beforePeriod,
  countOf,
  ended,
  happened,
  inPeriod,
  lastDay,
  lastMonths,
  list,
  names,
  type Oracle,
  onBase,
  previousPeriod,
  ratio,
  soFar,
  sumOf,
  wonDeals,
} from './kpiInquiry.ts';

/** Recurring revenue of an account after all movements up to some day. */
function recurring(scene: Scene, account: string, counts: (movement: Entry) => boolean): Fraction {
  let balance: Fraction = [0n, 1n];
  for (const movement of list(scene, 'subscriptions')) {
    if (text(movement, 'accountId') !== account || !counts(movement)) continue;
    const amount = number(movement, 'amount') ?? [0n, 1n];
    const isLoss = ['contraction', 'churn'].includes(text(movement, 'kind') ?? '');
    balance = isLoss ? minus(balance, amount) : plus(balance, amount);
  }
  return balance;
}

interface Retention {
  readonly start: Fraction;
  readonly end: Fraction;
  readonly expansion: Fraction;
  readonly contraction: Fraction;
  readonly churn: Fraction;
  readonly allExpansion: Fraction;
}

/** Revenue of an account before the period. */
function opening(scene: Scene, account: string): Fraction {
  return recurring(scene, account, (movement) => beforePeriod(movement, 'effectiveOn', scene));
}

/** Revenue of an account at the end of the period. */
function closing(scene: Scene, account: string): Fraction {
  return recurring(scene, account, (movement) => soFar(movement, 'effectiveOn', scene));
}

function accountsWith(scene: Scene, revenue: (of: Scene, account: string) => Fraction): string[] {
  return names(list(scene, 'subscriptions'), 'accountId').filter((account) => revenue(scene, account)[0] > 0n);
}

/** What became of the customers of the start; only some expansions may count as such. */
function retention(scene: Scene, counts: (expansion: Entry) => boolean = () => true): Retention {
  const movements = list(scene, 'subscriptions').filter(
    (movement) => text(movement, 'kind') !== 'expansion' || counts(movement),
  );
  const accounts = accountsWith(scene, opening);
  const moved = (kind: string, account: string | null): Fraction =>
    sumOf(
      movements.filter(
        (movement) =>
          text(movement, 'kind') === kind &&
          inPeriod(movement, 'effectiveOn', scene) &&
          (account === null || text(movement, 'accountId') === account),
      ),
      'amount',
    );
  // What an account can lose is what it had and added; churn takes first.
  const figures = accounts.map((account) => {
    const expansion = moved('expansion', account);
    const rest = plus(opening(scene, account), expansion);
    const churn = smaller(moved('churn', account), rest);
    return { expansion, churn, contraction: smaller(moved('contraction', account), minus(rest, churn)) };
  });
  return {
    start: total(accounts.map((account) => opening(scene, account))),
    end: total(accounts.map((account) => closing(scene, account))),
    expansion: total(figures.map(({ expansion }) => expansion)),
    contraction: total(figures.map(({ contraction }) => contraction)),
    churn: total(figures.map(({ churn }) => churn)),
    allExpansion: moved('expansion', null),
  };
}

function smaller(left: Fraction, right: Fraction): Fraction {
  return order(left, right) < 0 ? left : right;
}

function kept({ start, expansion, contraction, churn }: Retention): Answer {
  return onBase(minus(minus(plus(start, expansion), contraction), churn), start);
}

/** Of each customer of the start the part of its revenue that it still pays. */
function keptOfEach(scene: Scene): Fraction[] {
  return accountsWith(scene, opening).map((account) => smaller(opening(scene, account), closing(scene, account)));
}

function grossRetention(scene: Scene): Answer {
  return onBase(total(keptOfEach(scene)), retention(scene).start);
}

/** Movements of a kind, dated in the period. */
function moved(scene: Scene, kind: string, dated = 'effectiveOn', counts = (_: Entry): boolean => true): Fraction {
  return sumOf(
    list(scene, 'subscriptions').filter(
      (movement) => text(movement, 'kind') === kind && inPeriod(movement, dated, scene) && counts(movement),
    ),
    'amount',
  );
}

function gained(scene: Scene, dated?: string, counts?: (movement: Entry) => boolean): Fraction {
  return plus(moved(scene, 'new', dated, counts), moved(scene, 'expansion', dated, counts));
}

function lost(scene: Scene, dated?: string, counts?: (movement: Entry) => boolean): Fraction {
  return plus(moved(scene, 'contraction', dated, counts), moved(scene, 'churn', dated, counts));
}

function netNew(scene: Scene, dated?: string, counts?: (movement: Entry) => boolean): Fraction {
  return minus(gained(scene, dated, counts), lost(scene, dated, counts));
}

function trueUps(scene: Scene): Fraction {
  const lastMonth = lastMonths(scene, 1);
  return sumOf(
    list(scene, 'orders').filter((line) => text(line, 'type') === 'true-up' && inPeriod(line, 'orderedOn', lastMonth)),
    'amount',
  );
}

function monthly(yearly: Fraction): Fraction {
  return over(yearly, [12n, 1n]);
}

function revenueOf(scene: Scene, accounts: readonly string[], revenue = closing): Fraction {
  return total(accounts.map((account) => revenue(scene, account)));
}

function churnRate(scene: Scene): Answer {
  const start = accountsWith(scene, opening);
  const end = accountsWith(scene, closing);
  return ratio(countOf(start.filter((account) => !end.includes(account))), countOf(start));
}

/** Opportunities that renew a contract due in the period. */
function due(scene: Scene): readonly Entry[] {
  return list(scene, 'opportunities').filter((deal) => inPeriod(deal, 'renewalDueOn', scene));
}

function isWon(deal: Entry): boolean {
  return text(deal, 'status') === 'won';
}

function renewed(scene: Scene): readonly Entry[] {
  return due(scene).filter((deal) => isWon(deal) && happened(deal, 'closedOn', scene));
}

/** Lines of a deal that name a product and are known. */
function productsOf(scene: Scene, deal: Entry): string[] {
  return names(linesOf(scene, deal), 'product');
}

function linesOf(scene: Scene, deal: Entry): readonly Entry[] {
  return list(scene, 'orders').filter(
    (line) =>
      text(line, 'opportunityId') === deal.id && text(line, 'product') !== null && happened(line, 'orderedOn', scene),
  );
}

/** The products that each account bought in the period. */
function productsBought(scene: Scene): readonly string[][] {
  const bought = list(scene, 'orders').filter(
    (line) => inPeriod(line, 'orderedOn', scene) && (number(line, 'amount')?.[0] ?? 0n) > 0n,
  );
  return names(bought, 'accountId').map((account) =>
    names(
      bought.filter((line) => text(line, 'accountId') === account),
      'product',
    ),
  );
}

/** The share of those with a product that have a second one. */
function attached(products: readonly (readonly string[])[]): Answer {
  return ratio(
    countOf(products.filter(({ length }) => length > 1)),
    countOf(products.filter(({ length }) => length > 0)),
  );
}

export const recurringOracles: Readonly<Record<string, Oracle>> = {
  'net-revenue-retention': (scene) => kept(retention(lastMonths(scene))),
  'net-revenue-retention/over-the-period': (scene) => kept(retention(scene)),
  'net-revenue-retention/closing-over-opening': (scene) => {
    const { start, end } = retention(lastMonths(scene));
    return onBase(end, start);
  },
  'net-revenue-retention/without-contraction': (scene) =>
    kept({ ...retention(lastMonths(scene)), contraction: [0n, 1n] }),
  'net-revenue-retention/all-expansion': (scene) => {
    const figures = retention(lastMonths(scene));
    return kept({ ...figures, expansion: figures.allExpansion });
  },
  'net-revenue-retention/compounded-months': (scene) => {
    const year = lastMonths(scene);
    const begun = year.cut(year.span, 'month').filter(({ start }) => scene.asOf === null || start <= scene.asOf);
    const rates = begun.flatMap((span) => {
      const rate = kept(retention({ ...scene, span }));
      return typeof rate === 'string' ? [] : [rate];
    });
    return rates.length === 0 ? 'no-records' : rates.reduce(times);
  },
  'net-revenue-retention/without-escalators': (scene) =>
    kept(retention(lastMonths(scene), (expansion) => text(expansion, 'type') !== 'escalator')),
  'net-revenue-retention/up-for-renewal': (scene) => {
    const year = lastMonths(scene);
    return onBase(sumOf(renewed(year), 'recurringAmount'), sumOf(due(year), 'renewalBaseAmount'));
  },
  'gross-revenue-retention': (scene) => grossRetention(lastMonths(scene)),
  'gross-revenue-retention/aggregated': (scene) => kept({ ...retention(lastMonths(scene)), expansion: [0n, 1n] }),
  'gross-revenue-retention/revenue-churn': (scene) => {
    const rate = grossRetention(lastMonths(scene));
    return typeof rate === 'string' ? rate : minus([1n, 1n], rate);
  },
  'gross-revenue-retention/over-the-period': grossRetention,
  'net-new-arr': (scene) => netNew(scene),
  'net-new-arr/contracted': (scene) => netNew(scene, 'signedOn'),
  'net-new-arr/with-reactivation': (scene) => plus(netNew(scene), moved(scene, 'reactivation')),
  'net-new-arr/with-true-ups': (scene) => plus(netNew(scene), minus(trueUps(scene), trueUps(previousPeriod(scene)))),
  'net-new-arr/without-monthly-contracts': (scene) =>
    netNew(scene, 'effectiveOn', (movement) => text(movement, 'type') !== 'monthly'),
  'net-new-arr/closing-arr': (scene) => revenueOf(scene, names(list(scene, 'subscriptions'), 'accountId')),
  'quick-ratio': (scene) => ratio(gained(scene), lost(scene), 'unbounded'),
  'quick-ratio/with-reactivation': (scene) =>
    ratio(plus(gained(scene), moved(scene, 'reactivation')), lost(scene), 'unbounded'),
  'quick-ratio/growth-to-new': (scene) => ratio(netNew(scene), gained(scene)),
  arpa: (scene) => {
    const active = accountsWith(scene, closing);
    return ratio(monthly(revenueOf(scene, active)), countOf(active));
  },
  'arpa/mean-of-period': (scene) => {
    const [start, end] = [accountsWith(scene, opening), accountsWith(scene, closing)];
    return ratio(monthly(plus(revenueOf(scene, start, opening), revenueOf(scene, end))), countOf([...start, ...end]));
  },
  'arpa/new-accounts': (scene) => {
    const old = names(
      list(scene, 'subscriptions').filter((movement) => beforePeriod(movement, 'effectiveOn', scene)),
      'accountId',
    );
    const begun = accountsWith(scene, closing).filter((account) => !old.includes(account));
    return ratio(monthly(revenueOf(scene, begun)), countOf(begun));
  },
  'arpa/per-user': (scene) => {
    const active = accountsWith(scene, closing);
    const registered = list(scene, 'accounts').filter(({ id }) => active.includes(id));
    return ratio(monthly(revenueOf(scene, active)), sumOf(registered, 'attributes.users'));
  },
  'logo-churn-rate': churnRate,
  'logo-churn-rate/retention': (scene) => {
    const rate = churnRate(scene);
    return typeof rate === 'string' ? rate : minus([1n, 1n], rate);
  },
  'logo-churn-rate/mean-customers': (scene) => {
    const [start, end] = [accountsWith(scene, opening), accountsWith(scene, closing)];
    const gone = start.filter((account) => !end.includes(account));
    return ratio(times([2n, 1n], countOf(gone)), countOf([...start, ...end]));
  },
  'logo-churn-rate/annual-from-monthly': (scene) => {
    const rate = churnRate(lastMonths(scene, 1));
    if (typeof rate === 'string') return rate;
    let staying: Fraction = [1n, 1n];
    for (let month = 0; month < 12; month++) staying = times(staying, minus([1n, 1n], rate));
    return minus([1n, 1n], staying);
  },
  'logo-churn-rate/net-decrease': (scene) => {
    const [start, end] = [accountsWith(scene, opening), accountsWith(scene, closing)];
    return ratio([BigInt(start.length - end.length), 1n], countOf(start));
  },
  'renewal-rate': (scene) => ratio(countOf(renewed(scene)), countOf(due(scene))),
  'renewal-rate/by-value': (scene) =>
    ratio(sumOf(renewed(scene), 'renewalBaseAmount'), sumOf(due(scene), 'renewalBaseAmount')),
  'renewal-rate/with-uplift': (scene) =>
    ratio(sumOf(renewed(scene), 'recurringAmount'), sumOf(due(scene), 'renewalBaseAmount')),
  'renewal-rate/on-time': (scene) =>
    ratio(
      countOf(renewed(scene).filter((deal) => (dayOf(deal, 'closedOn') ?? 0) <= (dayOf(deal, 'renewalDueOn') ?? 0))),
      countOf(due(scene)),
    ),
  'renewal-rate/early-when-won': (scene) => {
    const isOld = (deal: Entry): boolean => isWon(deal) && (dayOf(deal, 'closedOn') ?? 0) < scene.span.start;
    const early = wonDeals(scene).filter((deal) => (dayOf(deal, 'renewalDueOn') ?? 0) > lastDay(scene));
    const rest = (deals: readonly Entry[]): readonly Entry[] => deals.filter((deal) => !isOld(deal));
    return ratio(countOf([...rest(renewed(scene)), ...early]), countOf([...rest(due(scene)), ...early]));
  },
  'attach-rate': (scene) => attached(wonDeals(scene).map((deal) => productsOf(scene, deal))),
  'attach-rate/customers': (scene) => attached(productsBought(scene)),
  'attach-rate/offers': (scene) => {
    const offers = (...ends: readonly string[]): Fraction =>
      countOf(
        ended(scene, ...ends).filter((deal) => text(deal, 'type') === 'expansion' && text(deal, 'product') !== null),
      );
    return ratio(offers('won'), offers('won', 'lost', 'no-decision'));
  },
  'attach-rate/by-value': (scene) => {
    // Without parameters every line is of both products.
    const lines = wonDeals(scene).flatMap((deal) => linesOf(scene, deal));
    return ratio(sumOf(lines, 'amount'), sumOf(lines, 'amount'));
  },
};
