// Targets of a commission plan the slow way: one day, or one month, after the other. Gregorian months; imports nothing from src.
import { dayNumber, dayNumberOf, lengthOfMonth, plainDate, weekdayNumber } from './calendar.ts';
import { type Fraction, fractionOf, over, plus, times } from './fraction.ts';

interface OracleQuota {
  readonly amount: string;
  readonly from: string;
  readonly to: string;
  readonly payee?: string;
  readonly plan?: string;
}

interface OracleAssignment {
  readonly from: string;
  readonly to?: string;
  readonly leaves?: readonly (readonly [from: string, to: string])[];
}

export interface OracleRule {
  readonly prorate?: 'none' | 'days' | 'working-days' | 'months';
  readonly weights?: readonly string[];
  readonly ramp?: readonly string[];
}

export interface OracleScene {
  readonly quotas: readonly OracleQuota[];
  readonly window: readonly [from: string, to: string];
  readonly rule: OracleRule;
  readonly assignments: readonly OracleAssignment[];
  readonly holidays: readonly string[];
  /** Month in which years, and so quarters, begin. */
  readonly startMonth: number;
}

/** The target: every day, or every month, that the window holds adds its share of the quota that counts on it. */
export function slowTarget(scene: OracleScene): Fraction {
  const unit = scene.rule.prorate ?? 'none';
  return unit === 'none' || unit === 'months' ? byMonths(scene) : byDays(scene, unit === 'working-days');
}

function byDays(scene: OracleScene, isWorking: boolean): Fraction {
  const counts = (day: number): boolean =>
    !isWorking || (weekdayNumber(day) <= 5 && !scene.holidays.some((holiday) => dayNumberOf(holiday) === day));
  // Days are counted by what they carry, so that fractions stay small.
  const tally = new Map<string, { readonly share: Fraction; count: number }>();
  for (let day = dayNumberOf(scene.window[0]); day < dayNumberOf(scene.window[1]); day++) {
    const quota = quotaOn(scene, day);
    if (quota === undefined || !counts(day) || !isPresent(scene, day)) continue;
    const siblings = daysOf(quota).filter(
      (each) => counts(each) && quarterIn(scene, quota, each) === quarterIn(scene, quota, day),
    );
    const share = times(carried(scene, quota, day, siblings.length), ramped(scene, day));
    const key = `${quota.from} ${quota.amount} ${share.join('/')}`;
    const entry = tally.get(key) ?? { share, count: 0 };
    entry.count += 1;
    tally.set(key, entry);
  }
  return [...tally.values()].map(({ share, count }) => times(share, [BigInt(count), 1n])).reduce(plus, [0n, 1n]);
}

function byMonths(scene: OracleScene): Fraction {
  let sum: Fraction = [0n, 1n];
  for (let day = dayNumberOf(scene.window[0]); day < dayNumberOf(scene.window[1]); day += monthDays(day).length) {
    const quota = quotaOn(scene, day);
    if (quota === undefined) continue;
    const isThere = scene.rule.prorate !== 'months' || monthDays(day).some((each) => isPresent(scene, each));
    if (!isThere) continue;
    const siblings = daysOf(quota).filter(
      (each) => plainDate(each).dayOfMonth === 1 && quarterIn(scene, quota, each) === quarterIn(scene, quota, day),
    );
    sum = plus(sum, times(carried(scene, quota, day, siblings.length), ramped(scene, day)));
  }
  return sum;
}

/** What one unit of time carries: amount x weight / units of the quarter, or amount / units of the quota. */
function carried(scene: OracleScene, quota: OracleQuota, day: number, siblings: number): Fraction {
  const weight = scene.rule.weights?.[quarterIn(scene, quota, day)] ?? '1';
  return over(times(fractionOf(quota.amount), fractionOf(weight)), [BigInt(siblings), 1n]);
}

/** Number of the quarter, from 0; 0 where quarters have no weights. */
function quarterIn({ rule, startMonth }: OracleScene, _quota: OracleQuota, day: number): number {
  if (rule.weights === undefined) return 0;
  return Math.floor(((plainDate(day).month - startMonth + 12) % 12) / 3);
}

function quotaOn({ quotas }: OracleScene, day: number): OracleQuota | undefined {
  const holding = quotas.filter(({ from, to }) => dayNumberOf(from) <= day && day < dayNumberOf(to));
  return (
    holding.find(({ payee, plan }) => payee !== undefined && plan !== undefined) ??
    holding.find(({ payee }) => payee !== undefined) ??
    holding.find(({ plan }) => plan !== undefined) ??
    holding[0]
  );
}

function isPresent({ assignments }: OracleScene, day: number): boolean {
  return assignments.some(
    (assignment) =>
      isAssigned(assignment, day) &&
      !(assignment.leaves ?? []).some(([from, to]) => dayNumberOf(from) <= day && day < dayNumberOf(to)),
  );
}

function isAssigned({ from, to }: OracleAssignment, day: number): boolean {
  return dayNumberOf(from) <= day && (to === undefined || day < dayNumberOf(to));
}

/** The share of the month in which a day lies: walk back from the month's last assigned day to the day of joining, and count months. */
function ramped({ assignments, rule }: OracleScene, day: number): Fraction {
  if (rule.ramp === undefined) return [1n, 1n];
  const assigned = (each: number): boolean => assignments.some((assignment) => isAssigned(assignment, each));
  let joined = monthDays(day).filter(assigned).at(-1);
  if (joined === undefined) return [1n, 1n];
  while (assigned(joined - 1)) joined -= 1;
  const [first, now] = [plainDate(joined), plainDate(day)];
  return fractionOf(rule.ramp[(now.year - first.year) * 12 + now.month - first.month] ?? '1');
}

function daysOf({ from, to }: OracleQuota): readonly number[] {
  return Array.from({ length: dayNumberOf(to) - dayNumberOf(from) }, (_, index) => dayNumberOf(from) + index);
}

function monthDays(day: number): readonly number[] {
  const { year, month } = plainDate(day);
  return Array.from({ length: lengthOfMonth(year, month) }, (_, index) => dayNumber(year, month, index + 1));
}
