import { showValue } from '../errors.ts';
import { decimalOfUnits, toDecimal } from '../number/decimal.ts';
import { minorUnitDigits } from '../number/money.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { multiply, rational } from '../number/rational.ts';
import { unitsAt } from '../number/rounding.ts';
import type { Day } from '../time/day.ts';
import { boundsOf, type Period, partOfUnit } from '../time/periodData.ts';
import { unitContaining } from '../time/unit.ts';
import type { Account } from './account.ts';
import { accountReleases, type ComponentRelease, type PaymentsByEvent, paymentsOf } from './accountReleases.ts';
import { settlementTerms } from './draws.ts';
import type { Earned } from './earn.ts';
import type { ReadAdjustment, ReadInput } from './inputData.ts';
import { knownAdjustments } from './known.ts';
import type { AccountEarnings, EarnedLine } from './line.ts';
import type { ReadPlan } from './readPlan.ts';
import { balancesInMoney, noBalances, type SettledPeriod, settle, stepsInMoney } from './settlement.ts';
import type { UnitBalances } from './settlementLedger.ts';
import { Stated } from './stated.ts';
import type { NextTierDistance, Payment, Statement, StatementLine } from './statementData.ts';
import { correction, statementLine } from './statementLine.ts';

/** Statements of everybody, by payee, plan and period. */
export function statementsOf(earned: Earned, input: ReadInput, stated: readonly Statement[]): readonly Statement[] {
  const payments = paymentsOf(earned.events);
  const adjustments = knownAdjustments(input.adjustments, input.knownAt);
  const accounts = earned.accounts.map(({ account }) => account);
  return earned.accounts.flatMap((earnings) => {
    const { account } = earnings;
    const own = stated.filter(({ payee, plan }) => payee === account.payee && plan === account.planId);
    const ofPayee = adjustments.filter((adjustment) => accountOf(adjustment, accounts) === account);
    return new AccountStatements({
      earnings,
      earned,
      through: input.through,
      payments,
      adjustments: ofPayee,
      stated: own,
    }).all();
  });
}

/** The account to which an adjustment belongs: the first plan, by id, that the payee is under on the day, else the first at all. */
function accountOf({ payee, on }: ReadAdjustment, accounts: readonly Account[]): Account | undefined {
  const own = accounts.filter((account) => account.payee === payee);
  return own.find((account) => account.assignmentOn(on) !== null) ?? own[0];
}

interface AccountSources {
  readonly earnings: AccountEarnings;
  readonly earned: Earned;
  readonly through: Day;
  readonly payments: PaymentsByEvent;
  readonly adjustments: readonly ReadAdjustment[];
  readonly stated: readonly Statement[];
}

/** A statement period of a payee, and the version of the plan by which it is cut. */
interface StatementPeriod {
  readonly period: Period;
  readonly start: Day;
  readonly end: Day;
  readonly plan: ReadPlan;
}

/** Makes the statements of one payee under one plan, period after period. */
class AccountStatements {
  readonly #sources: AccountSources;
  readonly #periods: readonly StatementPeriod[];
  readonly #releases: readonly ComponentRelease[];
  readonly #stated: Stated;

  constructor(sources: AccountSources) {
    this.#sources = sources;
    this.#periods = this.#periodsThrough();
    this.#releases = accountReleases(sources.earnings, sources.payments);
    this.#stated = new Stated(sources.stated, this.#periods[0]?.plan.digits ?? 2);
  }

  all(): readonly Statement[] {
    const { closedUntil } = this.#stated;
    const statements: Statement[] = [...this.#stated.statements];
    let opening: UnitBalances = this.#stated.closing ?? noBalances;
    let isFirst = true;
    for (const period of this.#periods) {
      if (period.start < closedUntil) continue;
      const settled = this.#statement(period, opening, isFirst);
      isFirst = false;
      opening = settled.closing;
      if (settled.statement !== null) statements.push(settled.statement);
    }
    return statements;
  }

  #statement(
    at: StatementPeriod,
    opening: UnitBalances,
    isFirst: boolean,
  ): { readonly statement: Statement | null; readonly closing: UnitBalances } {
    const { earnings, adjustments } = this.#sources;
    const { account } = earnings;
    const { period, start, end, plan } = at;
    const { digits } = plan;
    const isIn = (day: Day): boolean => start <= day && day < end;
    const lines = earnings.lines.filter(({ day }) => isIn(day));
    const corrections = isFirst && this.#stated.statements.length > 0 ? this.#corrections(at) : [];
    const released = this.#releasedIn(at, isFirst);
    const own = adjustments.filter(({ on }) => isIn(on));
    const { settlement } = plan.given;
    const terms = settlementTerms(
      settlement,
      account.assignments,
      this.#periods.slice(0, this.#periods.indexOf(at) + 1),
      { digits, rounding: plan.rounding },
    );
    const settled = settle(
      terms,
      {
        released: new Map([...released].map(([component, units]) => [component ?? '', units])),
        adjustments: own.map((adjustment) => this.#adjustmentUnits(adjustment, plan)),
      },
      opening,
    );
    const isQuiet =
      lines.length + corrections.length + settled.steps.length === 0 &&
      !account.assignments.some((assignment) => assignment.start < end && assignment.end > start);
    if (isQuiet) return { statement: null, closing: settled.closing };
    const money = (units: bigint): ReturnType<typeof decimalOfUnits> => decimalOfUnits(units, digits);
    const shown = [...lines.map(statementLine), ...corrections.map(({ line }) => line)];
    const units =
      lines.reduce((sum, line) => sum + line.units, 0n) + corrections.reduce((sum, each) => sum + each.units, 0n);
    const { held, forfeited } = this.#heldAt(end);
    const statement: Statement = Object.freeze({
      payee: account.payee,
      plan: account.planId,
      period,
      currency: plan.currency,
      lines: Object.freeze(shown),
      earned: money(units),
      released: Object.freeze(
        [...released].map(([component, amount]) => Object.freeze({ component, amount: money(amount) })),
      ),
      held: money(held),
      forfeited: money(forfeited),
      opening: balancesInMoney(opening, digits),
      steps: Object.freeze(stepsInMoney(settled.steps, digits)),
      closing: balancesInMoney(settled.closing, digits),
      paid: money(settled.paid),
      payment: this.#payment(settled, at),
      next: Object.freeze(this.#nextTiers(end)),
    });
    return { statement, closing: settled.closing };
  }

  /** What was stated differently in periods that are closed, line by line. */
  #corrections({ start, plan }: StatementPeriod): readonly { readonly line: StatementLine; readonly units: bigint }[] {
    const stated = new Map(this.#stated.earnedByLine());
    const corrections: { readonly line: StatementLine; readonly units: bigint }[] = [];
    const correct = (id: string, units: bigint, source: EarnedLine | StatementLine): void => {
      if (units === 0n) return;
      corrections.push({ line: correction(id, units, source, { day: start, digits: plan.digits }), units });
    };
    for (const line of this.#sources.earnings.lines) {
      if (line.day >= start) continue;
      const known = stated.get(line.id)?.units ?? 0n;
      stated.delete(line.id);
      correct(line.id, line.units - known, line);
    }
    for (const [id, { line, units }] of stated) correct(id, -units, line);
    return corrections;
  }

  /** What each component releases in a period; in the first open one, with what closed periods should have released and did not. */
  #releasedIn({ start, end }: StatementPeriod, isFirst: boolean): Map<string | null, bigint> {
    const from = isFirst ? Number.NEGATIVE_INFINITY : start;
    const released = new Map<string | null, bigint>();
    for (const { on, units, component } of this.#releases)
      if (from <= on && on < end) released.set(component, (released.get(component) ?? 0n) + units);
    if (isFirst)
      for (const [component, units] of this.#stated.releasedByComponent())
        released.set(component, (released.get(component) ?? 0n) - units);
    for (const [component, units] of released) if (units === 0n) released.delete(component);
    return released;
  }

  #heldAt(end: Day): { readonly held: bigint; readonly forfeited: bigint } {
    let held = 0n;
    let forfeited = 0n;
    for (const { day, units } of this.#sources.earnings.lines) if (day < end) held += units;
    for (const release of this.#releases) {
      if (release.on >= end) continue;
      held -= release.units + release.forfeited;
      forfeited += release.forfeited;
    }
    return { held, forfeited };
  }

  #adjustmentUnits(
    { id, amount, currency, reason, on }: ReadAdjustment,
    { currency: own, digits, rounding }: ReadPlan,
  ): { readonly id: string; readonly units: bigint; readonly reason: string } {
    const { rates } = this.#sources.earned;
    const rate = rates.rateOf(currency ?? own, own, on, `adjustment ${showValue(id)}`);
    return { id, units: unitsAt(multiply(amount, rate), digits, rounding), reason };
  }

  #payment({ paid }: SettledPeriod, { start, end, plan }: StatementPeriod): Payment {
    const { earnings, earned } = this.#sources;
    const { account } = earnings;
    const assignment =
      account.assignments.filter((each) => each.start < end && each.end > start).at(-1) ?? account.assignments.at(-1);
    const currency = assignment?.given.currency ?? plan.currency;
    if (currency === plan.currency || paid === 0n)
      return Object.freeze({ currency, amount: decimalOfUnits(paid, plan.digits), exchangeRate: null });
    const rate = earned.rates.rateOf(plan.currency, currency, end - 1, `payment of payee ${showValue(account.payee)}`);
    const digits = minorUnitDigits(currency);
    const amount = multiply(rational(paid, powerOfTen(plan.digits)), rate);
    return Object.freeze({
      currency,
      amount: decimalOfUnits(unitsAt(amount, digits, plan.rounding), digits),
      exchangeRate: toDecimal(rate),
    });
  }

  /** Of each component, how far the window that holds the last day of the period was from the next tier. */
  #nextTiers(end: Day): readonly NextTierDistance[] {
    const last = new Map<string, EarnedLine>();
    for (const line of this.#sources.earnings.lines)
      if (line.day < end && line.trace.kind === 'curve' && line.component !== null) last.set(line.component.id, line);
    return [...last].flatMap(([component, { trace, window }]) => {
      if (trace.kind !== 'curve' || !('end' in window) || (window.end as Day) < end) return [];
      const next = trace.pricing.next(trace.after);
      if (next === null) return [];
      return [
        Object.freeze({
          component,
          total: toDecimal(trace.after),
          at: toDecimal(next.at),
          away: toDecimal(next.away),
        }),
      ];
    });
  }

  #periodsThrough(): readonly StatementPeriod[] {
    const { earnings, earned, through } = this.#sources;
    const { account } = earnings;
    const versions = earned.versions.get(account.planId) ?? [];
    const periods: StatementPeriod[] = [];
    let day = account.assignments[0]?.start ?? through + 1;
    while (day <= through) {
      const plan = versions.find(({ span }) => span.end > day) ?? (versions.at(-1) as ReadPlan);
      const unit = unitContaining(plan.calendar, plan.grain, day);
      const period = partOfUnit(plan.calendar, plan.grain, unit, unit);
      const { start, end } = boundsOf(period);
      periods.push({ period, start, end, plan });
      day = end;
    }
    return periods;
  }
}
