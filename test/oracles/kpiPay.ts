// Pay, commissions and what they are paid for, counted by hand. Imports nothing from src.

import { type Fraction, minus, order, plus, size, total } from './fraction.ts';
import { dayOf, type Entry, find, number, text } from './kpiBook.ts';
import { rampOn } from './kpiCapacity.ts';
import type { Scene } from './kpiFormula.ts';
import {
  type Answer,
  booked,
  countOf,
  inPeriod,
  lastDay,
  lastMonths,
  list,
  names,
  type Oracle,
  onBase,
  quotas,
  ratio,
  sumOf,
} from './kpiInquiry.ts';

function costsOfStaff(scene: Scene, ...kinds: readonly string[]): Fraction {
  return sumOf(
    list(scene, 'expenses').filter(
      (entry) =>
        inPeriod(entry, 'spentOn', scene) &&
        text(entry, 'category') === 'sales' &&
        kinds.includes(text(entry, 'kind') ?? ''),
    ),
    'amount',
  );
}

function linesBy(scene: Scene, field: string): readonly Entry[] {
  return list(scene, 'commissions').filter((line) => inPeriod(line, field, scene));
}

function variablePay(scene: Scene): Fraction {
  return sumOf(linesBy(scene, 'earnedOn'), 'amount');
}

function compensation(scene: Scene): Fraction {
  return plus(costsOfStaff(scene, 'salary'), variablePay(scene));
}

function revenue(scene: Scene): Fraction {
  return sumOf(
    list(scene, 'orders').filter((entry) => inPeriod(entry, 'recognisedOn', scene)),
    'amount',
  );
}

interface Plan {
  readonly rep: string;
  readonly quota: Fraction;
  readonly pay: Fraction;
}

/** Quota and pay of each rep who has both and works here at the end, in the last 12 months. */
function plans(scene: Scene, payField: string): readonly Plan[] {
  const year = lastMonths(scene);
  return names(quotas(year), 'ownerId').flatMap((rep) => {
    const entry = find(scene.book, 'reps', rep);
    const own = quotas(year).filter((quota) => text(quota, 'ownerId') === rep);
    const quota = sumOf(own, 'amount');
    const pay = entry === null || !worksHere(entry, year) ? null : number(entry, payField);
    return pay === null || pay[0] <= 0n || quota[0] <= 0n ? [] : [{ rep, quota, pay }];
  });
}

function worksHere(rep: Entry, scene: Scene): boolean {
  const [started, left] = [dayOf(rep, 'startedOn'), dayOf(rep, 'leftOn')];
  return (started === null || started <= lastDay(scene)) && (left === null || left > lastDay(scene));
}

function quotaOf(found: readonly Plan[]): Fraction {
  return total(found.map(({ quota }) => quota));
}

function payOf(found: readonly Plan[]): Fraction {
  return total(found.map(({ pay }) => pay));
}

function quotaOverPay(found: readonly Plan[]): Answer {
  return ratio(quotaOf(found), payOf(found));
}

function payOverQuota(found: readonly Plan[]): Answer {
  return onBase(payOf(found), quotaOf(found));
}

/** Lines of commission proper, which name the sales they are for. */
function isCommission(line: Entry): boolean {
  return !['bonus', 'clawback', 'other'].includes(text(line, 'kind') ?? '') && number(line, 'creditedAmount') !== null;
}

function rate(lines: readonly Entry[], field: string): Answer {
  return onBase(sumOf(lines, field), sumOf(lines, 'creditedAmount'));
}

/** Lines paid in the period, apart for each rep and day. */
function payouts(scene: Scene): readonly (readonly Entry[])[] {
  const found = new Map<string, Entry[]>();
  for (const line of linesBy(scene, 'paidOn')) {
    const key = JSON.stringify([text(line, 'ownerId'), dayOf(line, 'paidOn')]);
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return [...found.values()];
}

function isChecked(line: Entry): boolean {
  return number(line, 'paidAmount') !== null && number(line, 'correctAmount') !== null;
}

function checkedPayouts(scene: Scene): readonly (readonly Entry[])[] {
  return payouts(scene)
    .map((lines) => lines.filter(isChecked))
    .filter((lines) => lines.length > 0);
}

function error(lines: readonly Entry[]): Fraction {
  return minus(sumOf(lines, 'paidAmount'), sumOf(lines, 'correctAmount'));
}

function correct(scene: Scene): Fraction {
  return sumOf(checkedPayouts(scene).flat(), 'correctAmount');
}

/** The figure of every entry on pay, by key. */
export const payOracles: Readonly<Record<string, Oracle>> = {
  'compensation-cost-of-sales': (scene) => onBase(compensation(scene), revenue(scene)),
  'compensation-cost-of-sales/of-bookings': (scene) => onBase(compensation(scene), booked(scene)),
  'compensation-cost-of-sales/incentives-only': (scene) => onBase(variablePay(scene), revenue(scene)),
  'compensation-cost-of-sales/fully-loaded': (scene) =>
    onBase(
      plus(costsOfStaff(scene, 'salary', 'management', 'pre-sales', 'benefits'), variablePay(scene)),
      revenue(scene),
    ),
  'compensation-cost-of-sales/target': (scene) => payOverQuota(plans(scene, 'onTargetEarnings')),
  'effective-commission-rate': (scene) => rate(linesBy(scene, 'earnedOn').filter(isCommission), 'amount'),
  'effective-commission-rate/target-rate': (scene) => payOverQuota(plans(scene, 'targetVariablePay')),
  'effective-commission-rate/paid': (scene) =>
    rate(
      linesBy(scene, 'paidOn').filter((line) => isCommission(line) && number(line, 'paidAmount') !== null),
      'paidAmount',
    ),
  'effective-commission-rate/net-of-clawback': (scene) =>
    rate(
      linesBy(scene, 'earnedOn').filter((line) => isCommission(line) || text(line, 'kind') === 'clawback'),
      'amount',
    ),
  'effective-commission-rate/of-quota-credit': (scene) => {
    const credits = list(scene, 'credits').filter(
      (credit) => inPeriod(credit, 'creditedOn', scene) && (text(credit, 'measure') ?? 'bookings') === 'bookings',
    );
    return onBase(sumOf(linesBy(scene, 'earnedOn').filter(isCommission), 'amount'), sumOf(credits, 'amount'));
  },
  'commission-error-rate': (scene) => {
    const lines = checkedPayouts(scene).flat();
    return onBase(total(lines.map((line) => size(error([line])))), correct(scene));
  },
  'commission-error-rate/per-payout': (scene) =>
    onBase(total(checkedPayouts(scene).map((lines) => size(error(lines)))), correct(scene)),
  'commission-error-rate/statements': (scene) => {
    const checked = checkedPayouts(scene);
    const wrong = checked.filter((lines) => lines.some((line) => error([line])[0] !== 0n));
    return ratio(countOf(wrong), countOf(checked));
  },
  'commission-error-rate/net': (scene) => onBase(error(checkedPayouts(scene).flat()), correct(scene)),
  'commission-error-rate/disputed': (scene) => {
    const disputed = payouts(scene).filter((lines) => lines.some((line) => text(line, 'disputed') === 'true'));
    return ratio(countOf(disputed), countOf(payouts(scene)));
  },
  'quota-ote-ratio': (scene) => quotaOverPay(plans(scene, 'onTargetEarnings')),
  'quota-ote-ratio/by-role': (scene) =>
    quotaOverPay(
      plans(scene, 'onTargetEarnings').filter(({ rep }) => {
        const entry = find(scene.book, 'reps', rep);
        return entry !== null && text(entry, 'role') !== null;
      }),
    ),
  'quota-ote-ratio/to-variable-pay': (scene) => quotaOverPay(plans(scene, 'targetVariablePay')),
  'quota-ote-ratio/fully-ramped': (scene) => {
    const { start } = lastMonths(scene).span;
    const ramped = plans(scene, 'onTargetEarnings').filter(({ rep }) => {
      return order(rampOn(find(scene.book, 'reps', rep), start), [1n, 1n]) === 0;
    });
    return quotaOverPay(ramped);
  },
};
