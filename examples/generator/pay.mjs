// @ts-check
/** What sales are credited to whom, and what is earned and paid for them. */
import { money } from './amounts.mjs';
import { booksCloseOn, booksOpenOn } from './books.mjs';
import { dayText, monthOf, optionalDay, quarterEnd } from './days.mjs';
import { ownerAtEnd } from './deals.mjs';
import { dollars, planRates } from './exchange-rates.mjs';
import { at, entry } from './lookup.mjs';
import { randomStream } from './random.mjs';
import { isEmployed, repOf, sellers } from './reps.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */

/** @typedef {{ deal: Deal, rep: Rep, kind: 'direct' | 'split' | 'overlay', share: number }} Credit */

/** Share of the recurring dollars that is earned, by kind of business. */
const commissionRates = { 'new-business': 0.11, expansion: 0.08, renewal: 0.02 };

/** Fixed and variable pay of a year at full quota, in dollars: pay plans are kept in dollars everywhere. @param {Rep} rep */
export function payPlan(rep) {
  const [fixed, variableShare] = {
    manager: /** @type {const} */ ([162_000, 0.35]),
    'account-executive': /** @type {const} */ ([rep.team.endsWith('enterprise') ? 126_000 : 86_400, 0.5]),
    'sales-development': /** @type {const} */ ([64_800, 0.3]),
  }[rep.role];
  const full = Math.round((fixed * (0.9 + rep.skill / 10)) / (1 - variableShare) / 500) * 500;
  return { onTargetEarnings: full, targetVariablePay: Math.round((full * variableShare) / 500) * 500 };
}

/** Sellers who helped get a share, or, as specialists, the whole beside the owner. @param {Random} random @param {Deal} deal @returns {Credit[]} */
function creditsOf(random, deal) {
  const rep = repOf(ownerAtEnd(deal));
  const helpers = sellers.filter(
    (other) => other.id !== rep.id && other.team === rep.team && isEmployed(other, deal.endsOn),
  );
  const fate = random.choose({ direct: 0.86, split: 0.09, overlay: 0.05 });
  const helper = random.pick(helpers);
  const share = random.pick([0.5, 0.6, 0.7, 0.8]);
  if (fate === 'direct' || deal.seed.type === 'renewal') return [{ deal, rep, kind: 'direct', share: 1 }];
  if (fate === 'overlay') {
    return [
      { deal, rep, kind: 'direct', share: 1 },
      { deal, rep: helper, kind: 'overlay', share: 1 },
    ];
  }
  return [
    { deal, rep, kind: 'split', share },
    { deal, rep: helper, kind: 'split', share: 1 - share },
  ];
}

/** @param {Deal[]} deals @returns {Credit[]} */
export function creditDeals(deals) {
  const random = randomStream('credits');
  return deals
    .filter((deal) => deal.status === 'won' && deal.endsOn >= booksOpenOn)
    .sort((left, right) => left.endsOn - right.endsOn)
    .flatMap((deal) => creditsOf(random, deal));
}

/** @param {Credit} credit @param {number} index @returns {Row} */
export function creditRow({ deal, rep, kind, share }, index) {
  return {
    id: `k${String(index + 1).padStart(4, '0')}`,
    opportunityId: deal.id,
    ownerId: rep.id,
    creditedOn: dayText(deal.endsOn),
    amount: (at(deal.states, deal.states.length - 1).amount * share).toFixed(2),
    currency: deal.seed.account.currency,
    kind,
    measure: 'bookings',
  };
}

/** Commissions of a quarter are paid with the salary of the month after. @param {Day} on */
function payday(on) {
  return quarterEnd(on) + 28;
}

/** @param {Rep} rep @param {Day} on */
function statementOf(rep, on) {
  const { year, month } = monthOf(quarterEnd(on));
  return `${rep.id}-${year}-${String(month).padStart(2, '0')}`;
}

/** A line that was calculated right, or not quite: a rate of last year, a currency mixed up. @param {Random} random @param {Credit} credit @returns {Row & { earned: Day }} */
function commissionOf(random, { deal, rep, share }) {
  const { currency } = deal.seed.account;
  const earned = deal.endsOn;
  const cents = Math.round(
    deal.recurring * share * dollars(currency, earned) * entry(commissionRates, deal.seed.type) * 100,
  );
  const slip = random.choose({ none: 0.955, low: 0.03, high: 0.015 });
  const calculated = Math.round(cents * { none: 1, low: 0.9, high: 1.08 }[slip]);
  const disputes = random.chance(slip === 'low' ? 0.7 : 0.012);
  const paid = payday(earned) <= booksCloseOn ? payday(earned) : undefined;
  return {
    earned,
    ownerId: rep.id,
    opportunityId: deal.id,
    kind: 'commission',
    amount: money(calculated),
    correctAmount: money(cents),
    creditedAmount: (at(deal.states, deal.states.length - 1).amount * share * dollars(currency, earned)).toFixed(2),
    paidAmount: paid === undefined ? undefined : money(calculated),
    paidOn: optionalDay(paid),
    statementId: statementOf(rep, earned),
    disputed: disputes,
  };
}

/** Who did not pay in time: what was earned is taken back. @param {Random} random @param {Row & { earned: Day }} line @returns {(Row & { earned: Day })[]} */
function clawbackOf(random, line) {
  const earned = line.earned + random.whole(95, 150);
  if (!random.chance(0.014) || earned > booksCloseOn) return [];
  const rep = repOf(String(line['ownerId']));
  const amount = `-${String(line['correctAmount'])}`;
  const paid = payday(earned) <= booksCloseOn ? payday(earned) : undefined;
  return [
    {
      earned,
      ownerId: rep.id,
      opportunityId: line['opportunityId'],
      kind: 'clawback',
      amount,
      correctAmount: amount,
      paidAmount: paid === undefined ? undefined : amount,
      paidOn: optionalDay(paid),
      statementId: statementOf(rep, earned),
      disputed: random.chance(0.25),
    },
  ];
}

/** A bonus for the best new-business seller of each quarter. @param {Credit[]} credits @returns {(Row & { earned: Day })[]} */
function bonuses(credits) {
  /** @type {(Row & { earned: Day })[]} */
  const lines = [];
  for (let start = booksOpenOn; quarterEnd(start) <= booksCloseOn; start = quarterEnd(start) + 1) {
    const end = quarterEnd(start);
    /** @type {Map<Rep, number>} */
    const sums = new Map();
    for (const { deal, rep, kind, share } of credits) {
      if (deal.endsOn < start || deal.endsOn > end || kind === 'overlay' || deal.seed.type !== 'new-business') continue;
      sums.set(rep, (sums.get(rep) ?? 0) + deal.recurring * share * planRates[deal.seed.account.currency]);
    }
    const best = [...sums].reduce((first, next) => (next[1] > first[1] ? next : first))[0];
    const paid = payday(end) <= booksCloseOn ? payday(end) : undefined;
    lines.push({
      earned: end,
      ownerId: best.id,
      kind: 'bonus',
      amount: '5000.00',
      correctAmount: '5000.00',
      paidAmount: paid === undefined ? undefined : '5000.00',
      paidOn: optionalDay(paid),
      statementId: statementOf(best, end),
      disputed: false,
    });
  }
  return lines;
}

/** @param {Credit[]} credits @returns {Row[]} */
export function payCommissions(credits) {
  const random = randomStream('commissions');
  const commissions = credits.filter(({ kind }) => kind !== 'overlay').map((credit) => commissionOf(random, credit));
  const clawbacks = commissions.flatMap((line) => clawbackOf(random, line));
  return [...commissions, ...clawbacks, ...bonuses(credits)]
    .sort((left, right) => left.earned - right.earned)
    .map(({ earned, ...line }, index) => ({
      id: `c${String(index + 1).padStart(4, '0')}`,
      earnedOn: dayText(earned),
      currency: 'USD',
      ...line,
    }));
}
