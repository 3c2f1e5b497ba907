import { showValue } from '../errors.ts';
import { decimalOfUnits, toDecimal } from '../number/decimal.ts';
import { minorUnitDigits } from '../number/money.ts';
import { powerOfTen } from '../number/powerOfTen.ts';
import { multiply, rational } from '../number/rational.ts';
import { unitsAt } from '../number/rounding.ts';
import type { Day } from '../time/day.ts';
import { boundsOf, type Period } from '../time/periodData.ts';
import type { Account } from './account.ts';
import { accountReleases, type PaymentsByEvent, paymentsOf } from './accountReleases.ts';
import { settlementTerms } from './draws.ts';
import type { Earned } from './earn.ts';
import type { ReadAdjustment, ReadAssignment } from './inputData.ts';
import { knownAdjustments } from './known.ts';
import type { AccountEarnings } from './line.ts';
import { LineFlows, type PeriodFlow, type PeriodFlows, PlainFlows, type PricedTotal } from './periodFlow.ts';
import { PlainAccount } from './plainAccount.ts';
import type { ReadInput } from './readInput.ts';
import type { ReadPlan } from './readPlan.ts';
import {
  balancesInMoney,
  noBalances,
  type SettledPeriod,
  type SettlementInflow,
  settle,
  stepsInMoney,
} from './settlement.ts';
import type { UnitBalances } from './settlementLedger.ts';
import { Stated } from './stated.ts';
import type { NextTierDistance, Payment, Statement, StatementLine } from './statementData.ts';
import { type Correction, correction, statementLine } from './statementLine.ts';
import { periodsOver } from './window.ts';

/** Statements of everybody, by payee, plan and period. */
export function statementsOf(earned: Earned, input: ReadInput, stated: readonly Statement[]): readonly Statement[] {
  const { table, positions } = earned.events;
  const payments = paymentsOf(table.all(table.kept(positions)));
  const adjustments = adjustmentsByAccount(earned, input);
  const periods = new StatementPeriods(earned, input.through);
  const statedByOwner = new Map<string, Statement[]>();
  for (const statement of stated) listIn(statedByOwner, ownerKey(statement.payee, statement.plan)).push(statement);
  return earned.accounts.flatMap((earnings) => {
    const { account } = earnings;
    return new AccountStatements({
      earnings,
      earned,
      periods: periods.of(account),
      payments,
      adjustments: adjustments.get(account) ?? [],
      stated: statedByOwner.get(ownerKey(account.payee, account.planId)) ?? [],
    }).all();
  });
}

function ownerKey(payee: string, plan: string): string {
  return JSON.stringify([payee, plan]);
}

/** Each adjustment belongs to the first plan, by id, that the payee is under on the day, else to the first at all. */
function adjustmentsByAccount(
  earned: Earned,
  { adjustments, knownAt, through }: ReadInput,
): ReadonlyMap<Account, readonly ReadAdjustment[]> {
  const byPayee = new Map<string, Account[]>();
  for (const { account } of earned.accounts) listIn(byPayee, account.payee).push(account);
  const found = new Map<Account, ReadAdjustment[]>();
  for (const adjustment of knownAdjustments(adjustments, knownAt)) {
    const { payee, on } = adjustment;
    if (on > through) continue;
    const own = byPayee.get(payee) as readonly Account[];
    const account = own.find((each) => each.assignmentOn(on) !== null) ?? own[0];
    listIn(found, account as Account).push(adjustment);
  }
  return found;
}

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: Item[] = [];
  lists.set(key, list);
  return list;
}

interface AccountSources {
  readonly earnings: AccountEarnings;
  readonly earned: Earned;
  readonly periods: readonly StatementPeriod[];
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

/** What the first open period has to catch up with. */
interface Late {
  readonly corrections: readonly Correction[];
  /** By component id. */
  readonly released: ReadonlyMap<string | null, bigint>;
  readonly adjustments: SettlementInflow['adjustments'];
}

const nothingLate: Late = { corrections: [], released: new Map(), adjustments: [] };

/** Makes the statements of one payee under one plan, period after period. */
class AccountStatements {
  readonly #sources: AccountSources;
  readonly #periods: readonly StatementPeriod[];
  readonly #stated: Stated;
  /** The periods up to the one at hand. */
  readonly #past: StatementPeriod[] = [];
  /** The total of each component as its last line left it. */
  readonly #lastPriced = new Map<string, PricedTotal>();

  constructor(sources: AccountSources) {
    this.#sources = sources;
    this.#periods = sources.periods;
    this.#stated = new Stated(sources.stated, this.#periods[0]?.plan.digits ?? 2);
  }

  all(): readonly Statement[] {
    const { closedUntil } = this.#stated;
    const statements: Statement[] = [...this.#stated.statements];
    const { earnings, payments } = this.#sources;
    const flows = flowsOf(earnings, payments);
    const closed = flows.until(closedUntil);
    let opening: UnitBalances = this.#stated.closing ?? noBalances;
    this.#notePriced(closed);
    let late: Late | null = null;
    for (const period of this.#periods) {
      this.#past.push(period);
      if (period.start < closedUntil) continue;
      late ??= this.#late(closed, period);
      const settled = this.#statement(period, flows.until(period.end), late, opening);
      late = nothingLate;
      opening = settled.closing;
      if (settled.statement !== null) statements.push(settled.statement);
    }
    return statements;
  }

  /** What the first open period has to catch up with. */
  #late(closed: PeriodFlow, { start, plan }: StatementPeriod): Late {
    const adjustments = this.#missedAdjustments(start, plan);
    if (this.#stated.statements.length === 0) return { ...nothingLate, adjustments };
    return { corrections: this.#corrections(closed), released: this.#missedReleases(closed), adjustments };
  }

  #statement(
    at: StatementPeriod,
    flow: PeriodFlow,
    late: Late,
    opening: UnitBalances,
  ): { readonly statement: Statement | null; readonly closing: UnitBalances } {
    const { earnings, adjustments } = this.#sources;
    const { account } = earnings;
    const { period, start, end, plan } = at;
    const { digits } = plan;
    const { held, forfeited } = flow;
    const released = merged(flow.released, late.released);
    const corrections = late.corrections.map((each) => correction(each, { day: start, digits }));
    const own = adjustments.filter(({ on }) => start <= on && on < end);
    const { settlement } = plan.given;
    const terms = settlementTerms(settlement, account.assignments, this.#past, { digits, rounding: plan.rounding });
    const settled = settle(
      terms,
      {
        released: new Map([...released].map(([component, units]) => [component ?? '', units])),
        adjustments: [...late.adjustments, ...own.map((adjustment) => this.#adjustmentUnits(adjustment, plan))],
      },
      opening,
    );
    const isQuiet =
      flow.count + corrections.length + settled.steps.length === 0 &&
      !account.assignments.some((assignment) => assignment.start < end && assignment.end > start);
    if (isQuiet) return { statement: null, closing: settled.closing };
    const money = (units: bigint): ReturnType<typeof decimalOfUnits> => decimalOfUnits(units, digits);
    let shown: readonly StatementLine[] | null = null;
    const units = late.corrections.reduce((sum, each) => sum + each.units, flow.units);
    const statement: Statement = Object.freeze({
      payee: account.payee,
      plan: account.planId,
      period,
      currency: plan.currency,
      // Written when they are read: whoever wants totals alone does not pay for lines.
      get lines(): readonly StatementLine[] {
        shown ??= Object.freeze([...flow.lines().map(statementLine), ...corrections]);
        return shown;
      },
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
      next: Object.freeze(this.#nextTiers(flow, end)),
    });
    return { statement, closing: settled.closing };
  }

  /** What was stated differently in periods that are closed, line by line. */
  #corrections({ lines }: PeriodFlow): readonly Correction[] {
    const stated = new Map(this.#stated.earnedByLine());
    const corrections: Correction[] = [];
    for (const source of lines()) {
      const { id, units } = source;
      const known = stated.get(id)?.units ?? 0n;
      stated.delete(id);
      if (units !== known) corrections.push({ id, units: units - known, source });
    }
    for (const [id, { line, units }] of stated) if (units !== 0n) corrections.push({ id, units: -units, source: line });
    return corrections;
  }

  /** What should have been released in periods that are closed, less what was stated to be. */
  #missedReleases(before: PeriodFlow): Map<string | null, bigint> {
    const missed = new Map(before.released);
    for (const [component, units] of this.#stated.releasedByComponent())
      missed.set(component, (missed.get(component) ?? 0n) - units);
    return missed;
  }

  /** Adjustments of the time before a day, less what was stated of each. */
  #missedAdjustments(day: Day, plan: ReadPlan): SettlementInflow['adjustments'] {
    const stated = this.#stated.adjustmentsById();
    const missed = this.#sources.adjustments.flatMap((adjustment) => {
      if (adjustment.on >= day) return [];
      const { id, units, reason } = this.#adjustmentUnits(adjustment, plan);
      const known = stated.get(id) ?? 0n;
      stated.delete(id);
      return [{ id, units: units - known, reason }];
    });
    const withdrawn = [...stated].map(([id, units]) => ({
      id,
      units: -units,
      reason: 'withdrawn since it was stated',
    }));
    return [...missed, ...withdrawn];
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
  #nextTiers(flow: PeriodFlow, end: Day): readonly NextTierDistance[] {
    this.#notePriced(flow);
    return [...this.#lastPriced].flatMap(([component, { pricing, after, window }]) => {
      if (!('end' in window) || end > (window.end as Day)) return [];
      const next = pricing.next(after);
      if (next === null) return [];
      return [
        Object.freeze({ component, total: toDecimal(after), at: toDecimal(next.at), away: toDecimal(next.away) }),
      ];
    });
  }

  #notePriced({ priced }: PeriodFlow): void {
    for (const [component, total] of priced) this.#lastPriced.set(component, total);
  }
}

/** The periods of accounts from their first day to the last of the run; accounts that begin on one day have the same. */
class StatementPeriods {
  readonly #versions: Earned['versions'];
  readonly #through: Day;
  readonly #known = new Map<string, Map<Day, readonly StatementPeriod[]>>();

  constructor({ versions }: Earned, through: Day) {
    this.#versions = versions;
    this.#through = through;
  }

  of({ planId, assignments }: Account): readonly StatementPeriod[] {
    const { start } = assignments[0] as ReadAssignment;
    const byStart = this.#known.get(planId) ?? new Map<Day, readonly StatementPeriod[]>();
    this.#known.set(planId, byStart);
    const periods = byStart.get(start) ?? this.#from(start, this.#versions.get(planId) as readonly ReadPlan[]);
    byStart.set(start, periods);
    return periods;
  }

  #from(first: Day, versions: readonly ReadPlan[]): readonly StatementPeriod[] {
    // Versions of a plan cut the same periods; the one of the last day settles them.
    const last = versions[versions.length - 1] as ReadPlan;
    return periodsOver(last.calendar, last.grain, { start: first, end: this.#through + 1 }).map((period) => {
      const { start, end } = boundsOf(period);
      return { period, start, end, plan: versions.find(({ span }) => span.end >= end) ?? last };
    });
  }
}

function flowsOf(earnings: AccountEarnings, payments: PaymentsByEvent): PeriodFlows {
  return earnings instanceof PlainAccount
    ? new PlainFlows(earnings)
    : new LineFlows(earnings, accountReleases(earnings, payments));
}

/** Sums by component, of those that come to something. */
function merged(
  left: ReadonlyMap<string | null, bigint>,
  right: ReadonlyMap<string | null, bigint>,
): ReadonlyMap<string | null, bigint> {
  const sums = new Map(left);
  for (const [component, units] of right) sums.set(component, (sums.get(component) ?? 0n) + units);
  return new Map([...sums].filter(([, units]) => units !== 0n));
}
