// @ts-check
/** What selling costs. */
import { booksCloseOn, booksOpenOn, fiscalYear2027StartsOn } from './books.mjs';
import { teams } from './company.mjs';
import { dayText, firstOfMonth, monthOf, monthsBetween, quarterStart } from './days.mjs';
import { ownerOn } from './deals.mjs';
import { dollars, planRates } from './exchange-rates.mjs';
import { at, entry } from './lookup.mjs';
import { randomStream } from './random.mjs';
import { reps } from './reps.mjs';
import { monthlySeason } from './seasons.mjs';

/** @import { Row } from './csv.mjs' */
/** @import { Day } from './days.mjs' */
/** @import { Deal } from './deals.mjs' */
/** @import { Random } from './random.mjs' */
/** @import { Rep } from './reps.mjs' */

/** @param {Rep} rep */
function monthlySalary(rep) {
  const base = {
    manager: 13_500,
    'account-executive': rep.team.endsWith('enterprise') ? 10_500 : 7_200,
    'sales-development': 5_400,
  }[rep.role];
  return Math.round((base * (0.9 + rep.skill / 10)) / planRates[rep.currency] / 50) * 50;
}

/** @param {Day} month @returns {Row[]} */
function salariesOf(month) {
  const next = quarterStart(month) <= month ? firstOfMonth(monthOf(month).year, monthOf(month).month + 1) : month;
  return reps
    .filter((rep) => rep.startedOn < next && (rep.leftOn === undefined || rep.leftOn > month))
    .map((rep) => ({
      spentOn: dayText(next - 1),
      amount: monthlySalary(rep),
      currency: rep.currency,
      category: 'sales',
      kind: 'salary',
      ownerId: rep.id,
      teamId: rep.team,
    }));
}

/** @param {Random} random @param {Day} month @returns {Row[]} */
function programsOf(random, month) {
  const budgets = {
    'paid-search': 92_000,
    content: 48_000,
    webinar: 27_000,
    events: 70_000,
    partner: 38_000,
    referral: 12_000,
  };
  return Object.entries(budgets).map(([channel, budget]) => {
    // Events are paid around the spring and autumn shows.
    const season =
      channel === 'events'
        ? [3, 5, 9, 10].includes(monthOf(month).month)
          ? 2.1
          : 0.45
        : at(monthlySeason, monthOf(month).month - 1);
    const amount =
      Math.round((budget * season * random.between(0.9, 1.1) * (month >= fiscalYear2027StartsOn ? 1.12 : 1)) / 10) * 10;
    return { spentOn: dayText(month + 14), amount, currency: 'USD', category: 'marketing', kind: 'program', channel };
  });
}

/** @param {Random} random @param {Day} month @returns {Row[]} */
function overheadOf(random, month) {
  const growth = month >= fiscalYear2027StartsOn ? 1.1 : 1;
  /** @param {number} amount */
  const around = (amount) => Math.round(amount * growth * random.between(0.97, 1.03));
  return [
    { spentOn: dayText(month + 24), amount: around(148_000), currency: 'USD', category: 'marketing', kind: 'salary' },
    { spentOn: dayText(month), amount: around(31_000), currency: 'USD', category: 'sales', kind: 'tool' },
    { spentOn: dayText(month), amount: around(17_500), currency: 'USD', category: 'marketing', kind: 'tool' },
    { spentOn: dayText(month + 19), amount: around(42_000), currency: 'USD', category: 'sales', kind: 'travel' },
    { spentOn: dayText(month + 24), amount: around(36_000), currency: 'USD', category: 'onboarding', kind: 'salary' },
  ];
}

/** Variable pay of a quarter, team by team, paid in the month after: about a tenth of what was won. @param {Deal[]} deals @param {Day} month @returns {Row[]} */
function commissionsOf(deals, month) {
  if (quarterStart(month) !== month) return [];
  const from = quarterStart(month - 1);
  return Object.keys(teams).map((team) => {
    const won = deals.filter(
      (deal) =>
        deal.status === 'won' && deal.endsOn >= from && deal.endsOn < month && ownerOn(deal, deal.endsOn).team === team,
    );
    const rate = { 'new-business': 0.11, expansion: 0.08, renewal: 0.02 };
    const paid = won.reduce(
      (sum, deal) =>
        sum + deal.recurring * dollars(deal.seed.account.currency, deal.endsOn) * entry(rate, deal.seed.type),
      0,
    );
    return {
      spentOn: dayText(month + 27),
      amount: paid.toFixed(2),
      currency: 'USD',
      category: 'sales',
      kind: 'commission',
      teamId: team,
    };
  });
}

/** @param {Deal[]} deals @returns {Row[]} */
export function bookExpenses(deals) {
  const random = randomStream('expenses');
  const rows = monthsBetween(booksOpenOn, booksCloseOn).flatMap((month) => [
    ...salariesOf(month),
    ...programsOf(random, month),
    ...overheadOf(random, month),
    ...commissionsOf(deals, month).filter((row) => row['amount'] !== '0.00'),
  ]);
  return rows.map((row, index) => ({ id: `e${String(index + 1).padStart(4, '0')}`, ...row }));
}
