import { ExchangeRates } from '../../src/commission/exchange.ts';
import type { ReadAssignment, ReadQuota, ReadRate, Span } from '../../src/commission/inputData.ts';
import type { TargetRule, Window } from '../../src/commission/plan.ts';
import { KnownQuotas } from '../../src/commission/quotas.ts';
import { QuotaTime } from '../../src/commission/quotaTime.ts';
import { type Target, targetOf } from '../../src/commission/target.ts';
import { toRational } from '../../src/number/decimal.ts';
import type { Rational } from '../../src/number/rational.ts';
import { type Calendar, gregorianCalendar } from '../../src/time/calendar.ts';
import { parseDay } from '../../src/time/day.ts';

/** A quota as a test writes it: amount, first day, the day after the last, and whose it is. */
export interface WrittenQuota {
  readonly amount: string;
  readonly from: string;
  readonly to: string;
  readonly payee?: string;
  readonly plan?: string;
  readonly currency?: string;
  readonly knownAt?: string;
}

/** An assignment as a test writes it. */
export interface WrittenAssignment {
  readonly from: string;
  readonly to?: string;
  readonly leaves?: readonly (readonly [from: string, to: string])[];
}

export function spanOf(from: string, to?: string): Span {
  return { start: parseDay(from), end: to === undefined ? Number.POSITIVE_INFINITY : parseDay(to) };
}

export function readQuota(quota: WrittenQuota): ReadQuota {
  return {
    ...spanOf(quota.from, quota.to),
    payee: quota.payee ?? null,
    plan: quota.plan ?? null,
    measure: 'bookings',
    amount: toRational(quota.amount, 'test'),
    currency: quota.currency ?? null,
    knownAt: quota.knownAt === undefined ? Number.NEGATIVE_INFINITY : parseDay(quota.knownAt),
  };
}

function readAssignment({ from, to, leaves = [] }: WrittenAssignment): ReadAssignment {
  return {
    ...spanOf(from, to),
    given: { payee: 'ann', plan: 'ae', from, to },
    payee: 'ann',
    plan: 'ae',
    leaves: leaves.map(([start, end]) => spanOf(start, end)),
  };
}

/** What a test of targets sets; the window is a span of dates. */
export interface TargetScene {
  readonly quotas: readonly WrittenQuota[];
  readonly window: readonly [from: string, to: string];
  readonly kind?: Window;
  readonly rule?: TargetRule;
  readonly assignments?: readonly WrittenAssignment[];
  readonly calendar?: Calendar;
  readonly holidays?: readonly string[];
  readonly rates?: readonly ReadRate[];
  readonly knownAt?: string;
}

/** The target of payee `ann` in plan `ae`, which counts in USD, for measure `bookings`. */
export function targetIn(scene: TargetScene): Target {
  const { assignments = [{ from: '2020-01-01' }], holidays = [], rates = [], calendar = gregorianCalendar } = scene;
  const known = new KnownQuotas(scene.quotas.map(readQuota), parseDay(scene.knownAt ?? '9999-01-01'));
  return targetOf(
    {
      plan: { id: 'ae', currency: 'USD', calendar },
      payee: 'ann',
      measure: 'bookings',
      rule: scene.rule ?? {},
      window: scene.kind ?? 'month',
      span: spanOf(...scene.window),
      assignments: assignments.map(readAssignment),
      reigns: known.reignsOf('ae', 'ann', 'bookings'),
    },
    { rates: new ExchangeRates(rates), time: new QuotaTime(holidays.map(parseDay)) },
  );
}

/** A fraction as text. */
export function shown({ numerator, denominator }: Rational): string {
  return denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;
}
