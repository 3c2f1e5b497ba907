import { canonicalJson } from '../model/fingerprint.ts';
import { isPlainRecord } from '../model/plainRecord.ts';
import { type Decimal, toDecimal, toRational } from '../number/decimal.ts';
import { isZero, type Rational, subtract, zero } from '../number/rational.ts';
import { parseDay } from '../time/day.ts';
import { checkStatement } from './checkStatement.ts';
import { accountKey, type LiveRun, liveRun, type ShownRun, shownRun } from './comparedRun.ts';
import type { DifferenceCause, RunDifference } from './differenceData.ts';
import { byText } from './known.ts';
import { type LivePair, liveCauses } from './liveCauses.ts';
import { Problems } from './problems.ts';
import type { SettlementStep } from './settlementData.ts';
import { shownCauses } from './shownCauses.ts';
import type { CommissionRun, Payment, Statement, StatementLine } from './statementData.ts';
import { earnedLineOf, statementLine } from './statementLine.ts';

/**
 * What differs between two runs, amount by amount, each with its causes: which line, step or payment, by how much, and why.
 *
 * The differences of lines add up to that of what is earned, those of steps to that of what is paid, in each statement and in all. A
 * line that moved to another period is a difference in both. A true-up has the causes for which the line that it corrects differs.
 * Amounts that are the same are no difference, whatever lies behind them.
 *
 * @param before - a run of {@link calculateCommissions}, also one that comes back from JSON
 * @param after - another one
 * @returns differences by payee, plan and period; of lines first, then of steps, then of payments; empty for equal runs. Of a run from JSON
 * only what its lines say is known
 * @throws SalesMetricsError `invalid-argument` for what is no run, with all problems in `issues`
 *
 * @example
 * ```ts
 * import { calculateCommissions, compareRuns } from 'sales-metrics';
 * const input = {
 *   plans: [{
 *     id: 'rep', currency: 'USD', measures: { sales: { kind: 'credits', window: 'year' } },
 *     components: [{ id: 'commission', kind: 'curve', measure: 'sales', curve: { mode: 'marginal', tiers: [{ from: 0, rate: '0.05' }, { from: 50000, rate: '0.08' }] } }],
 *   }],
 *   assignments: [{ payee: 'ann', plan: 'rep', from: '2026-01-01' }],
 *   events: [
 *     { id: 'deal-1', on: '2026-01-20', amount: 40000, credits: [{ payee: 'ann' }] },
 *     { id: 'deal-2', on: '2026-01-25', amount: 20000, credits: [{ payee: 'ann' }] },
 *   ],
 * } as const;
 * const amended = { ...input.events[0], amount: 60000, knownAt: '2026-02-03' };
 * const before = calculateCommissions(input);
 * const after = calculateCommissions({ ...input, events: [...input.events, amended] });
 * compareRuns(before, after).map(({ figure, id, change, causes }) => [figure, id, change, causes.join()]);
 * // => [['earned', 'commission/deal-1', 1300, 'amendment'], ['earned', 'commission/deal-2', 300, 'other-lines'], ['paid', 'released', 1600, 'amendment,other-lines']]
 * compareRuns(before, before); // => []
 * ```
 */
export function compareRuns(before: CommissionRun, after: CommissionRun): readonly RunDifference[] {
  checkRuns({ before, after });
  return Object.freeze(new Comparison(before, after).differences());
}

function checkRuns(runs: Readonly<Record<string, unknown>>): void {
  const problems = new Problems();
  for (const [name, run] of Object.entries(runs)) {
    const statements: unknown = isPlainRecord(run) ? run['statements'] : undefined;
    if (!Array.isArray(statements)) problems.refuse(name, 'a run of calculateCommissions', run);
    else
      for (const [index, each] of statements.entries()) checkStatement(problems, each, `${name}.statements[${index}]`);
  }
  const error = problems.error('invalid-argument', 'compareRuns');
  if (error !== null) throw error;
}

/** The statements of one payee, plan, period and currency in both runs. */
interface StatementPair {
  readonly before: Statement | undefined;
  readonly after: Statement | undefined;
  /** Either of them. */
  readonly any: Statement;
}

/** An amount in both runs. */
interface AmountPair {
  readonly before: Decimal | undefined;
  readonly after: Decimal | undefined;
}

/** In the order in which they are listed. */
const causeTexts: Readonly<Record<DifferenceCause, string>> = {
  period: 'only one of the runs reaches the period',
  event: 'only one of the runs knows the event',
  reversal: 'only one of the runs knows the reversal',
  amendment: 'another version of the event',
  plan: 'another version of the plan',
  assignment: 'another assignment',
  'exchange-rate': 'another rate of exchange',
  quota: 'another quota',
  score: 'another score',
  'other-lines': 'other lines or events moved what it depends on',
  stated: 'one of the runs holds to what was stated before',
  adjustment: 'another adjustment',
  release: 'what is earned is released at another time',
  settlement: 'draws, balances and limits of payments',
  unknown: 'the statements do not say why',
};
const causeOrder = Object.keys(causeTexts) as readonly DifferenceCause[];

class Comparison {
  readonly #runs: { readonly before: CommissionRun; readonly after: CommissionRun };
  readonly #shown: { readonly before: ShownRun; readonly after: ShownRun };
  readonly #live: LivePair | null;
  /** Causes of what is earned otherwise, by payee and plan, so far. */
  readonly #earnedCauses = new Map<string, Set<DifferenceCause>>();

  constructor(before: CommissionRun, after: CommissionRun) {
    this.#runs = { before, after };
    this.#shown = { before: shownRun(before), after: shownRun(after) };
    this.#live = livePair(liveRun(before), liveRun(after));
  }

  differences(): readonly RunDifference[] {
    return this.#pairs().flatMap((pair) => {
      const earned = this.#earned(pair);
      const paid = this.#paid(pair, earned);
      return [...earned, ...paid, ...this.#payment(pair, paid)];
    });
  }

  #pairs(): readonly StatementPair[] {
    const pairs = new Map<string, StatementPair>();
    for (const side of ['before', 'after'] as const)
      for (const statement of this.#runs[side].statements) {
        const { payee, plan, period, currency } = statement;
        const key = JSON.stringify([payee, plan, period.start, period.end, currency]);
        const known = pairs.get(key) ?? { before: undefined, after: undefined, any: statement };
        pairs.set(key, { ...known, [side]: statement });
      }
    return [...pairs.values()].sort(
      ({ any: left }, { any: right }) =>
        byText(left.payee, right.payee) ||
        byText(left.plan, right.plan) ||
        byText(left.period.start, right.period.start) ||
        byText(left.period.end, right.period.end) ||
        byText(left.currency, right.currency),
    );
  }

  #earned(pair: StatementPair): readonly RunDifference[] {
    const before = new Map(pair.before?.lines.map((line) => [line.id, line]));
    const after = new Map(pair.after?.lines.map((line) => [line.id, line]));
    const rows = [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
      const left = before.get(id);
      const right = after.get(id);
      const line = right ?? left;
      const amounts = { before: left?.amount, after: right?.amount };
      if (line === undefined || isZero(changeOf(amounts))) return [];
      // A true-up is about an earlier period, which both runs may reach.
      const isBeyond = line.corrects == null && this.#isBeyond(pair);
      const causes = isBeyond ? (['period'] as const) : this.#lineCauses(pair.any, line);
      return [{ line, row: differenceOf(pair.any, 'earned', id, amounts, causes, line) }];
    });
    this.#remember(
      pair.any,
      rows.flatMap(({ row }) => row.causes),
    );
    return rows
      .sort(({ line: left }, { line: right }) => byText(left.on, right.on) || byText(left.id, right.id))
      .map(({ row }) => row);
  }

  #lineCauses({ payee, plan }: Statement, line: StatementLine): Iterable<DifferenceCause> {
    const id = line.corrects ?? line.id;
    if (this.#live === null) {
      const { before, after } = this.#shown;
      // What a true-up says now is behind it, not on it.
      const truth = (): StatementLine | undefined => {
        const earned = line.corrects == null ? undefined : earnedLineOf(line);
        return earned === undefined ? undefined : statementLine(earned);
      };
      const right = truth() ?? after.lineOf(payee, plan, id);
      return shownCauses(before.lineOf(payee, plan, id), right, this.#shown, { payee, plan });
    }
    const stated = this.#shown.before.lineOf(payee, plan, id) ?? this.#shown.after.lineOf(payee, plan, id) ?? line;
    const { component, event } = line;
    return liveCauses(this.#live, { payee, plan, id, component, event, day: parseDay(stated.on) });
  }

  #paid(pair: StatementPair, earned: readonly RunDifference[]): readonly RunDifference[] {
    const before = stepsByName(pair.before);
    const after = stepsByName(pair.after);
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
      const [left, right] = [before.get(name), after.get(name)];
      const step = right ?? left;
      const amounts = { before: left?.amount, after: right?.amount };
      if (step === undefined || isZero(changeOf(amounts))) return [];
      const causes = this.#isBeyond(pair) ? beyondCauses(step, earned) : this.#stepCauses(pair, step);
      return [differenceOf(pair.any, 'paid', name, amounts, causes)];
    });
  }

  #stepCauses({ any }: StatementPair, { kind }: SettlementStep): Iterable<DifferenceCause> {
    if (kind === 'adjustment') return ['adjustment'];
    if (kind !== 'released') return ['settlement', ...(this.#isSettledOtherwise(any) ? (['plan'] as const) : [])];
    return this.#earnedCauses.get(accountKey(any.payee, any.plan)) ?? ['release'];
  }

  #isSettledOtherwise({ plan, period }: Statement): boolean {
    if (this.#live === null) return false;
    const day = parseDay(period.end) - 1;
    const rulesOf = ({ sources }: LiveRun): string => {
      const version = sources.earned.versions.get(plan)?.find(({ span }) => span.start <= day && day < span.end);
      return canonicalJson(version?.given.settlement ?? null);
    };
    return rulesOf(this.#live.before) !== rulesOf(this.#live.after);
  }

  #payment(pair: StatementPair, paid: readonly RunDifference[]): readonly RunDifference[] {
    const { before, after, any } = pair;
    const [left, right] = [exchangedOf(before), exchangedOf(after)];
    const currencies = new Set([left, right].flatMap((payment) => (payment === null ? [] : [payment.currency])));
    return [...currencies].sort(byText).flatMap((currency) => {
      const amountIn = (payment: Payment | null): Decimal | undefined =>
        payment?.currency === currency ? payment.amount : undefined;
      const amounts = { before: amountIn(left), after: amountIn(right) };
      if (isZero(changeOf(amounts))) return [];
      const causes = new Set<DifferenceCause>(paid.flatMap((row) => row.causes));
      if (this.#isBeyond(pair)) causes.add('period');
      else if (before?.payment.currency !== after?.payment.currency) causes.add('assignment');
      else if (isExchangedOtherwise(left, right)) causes.add('exchange-rate');
      return [differenceOf({ ...any, currency }, 'payment', null, amounts, causes)];
    });
  }

  /** Whether one of the runs does not come so far. */
  #isBeyond({ any: { period } }: StatementPair): boolean {
    return period.start >= this.#shown.before.reach || period.start >= this.#shown.after.reach;
  }

  #remember({ payee, plan }: Statement, causes: readonly DifferenceCause[]): void {
    if (causes.length === 0) return;
    const key = accountKey(payee, plan);
    this.#earnedCauses.set(key, new Set([...(this.#earnedCauses.get(key) ?? []), ...causes]));
  }
}

function livePair(before: LiveRun | null, after: LiveRun | null): LivePair | null {
  return before === null || after === null ? null : { before, after };
}

/** Why a step differs in a period that only one run reaches: what is released there may be late, as true-ups are. */
function beyondCauses({ kind }: SettlementStep, earned: readonly RunDifference[]): Iterable<DifferenceCause> {
  return kind === 'released' && earned.length > 0 ? earned.flatMap(({ causes }) => causes) : ['period'];
}

/** Steps by kind and by the id of their draw or adjustment. */
function stepsByName(statement: Statement | undefined): ReadonlyMap<string, SettlementStep> {
  return new Map(
    (statement?.steps ?? []).map((step) => [step.id == null ? step.kind : `${step.kind}/${step.id}`, step]),
  );
}

/** A payment in another currency than that of the plan. */
function exchangedOf(statement: Statement | undefined): Payment | null {
  return statement === undefined || statement.payment.currency === statement.currency ? null : statement.payment;
}

function isExchangedOtherwise(before: Payment | null, after: Payment | null): boolean {
  const [left, right] = [before?.exchangeRate, after?.exchangeRate];
  return left != null && right != null && !isZero(changeOf({ before: left, after: right }));
}

function changeOf({ before, after }: AmountPair): Rational {
  return subtract(exact(after), exact(before));
}

function exact(amount: Decimal | undefined): Rational {
  return amount === undefined ? zero : toRational(amount, 'compareRuns');
}

function differenceOf(
  { payee, plan, period, currency }: Statement,
  figure: RunDifference['figure'],
  id: string | null,
  amounts: AmountPair,
  causes: Iterable<DifferenceCause>,
  line: StatementLine | null = null,
): RunDifference {
  const found = new Set(causes);
  const before = amounts.before === undefined ? null : toDecimal(exact(amounts.before));
  const after = amounts.after === undefined ? null : toDecimal(exact(amounts.after));
  const listed = causeOrder.filter((cause) => found.has(cause));
  const amountText = `${after?.toFixed() ?? 'nothing'} instead of ${before?.toFixed() ?? 'nothing'}`;
  const why = listed.map((cause) => causeTexts[cause]).join('; ');
  return Object.freeze({
    payee,
    plan,
    period,
    figure,
    id,
    component: line?.component ?? null,
    event: line?.event ?? null,
    currency,
    before,
    after,
    change: toDecimal(changeOf(amounts)),
    causes: Object.freeze(listed),
    text: `${payee}, ${plan}, ${period.label}: ${figure}${id === null ? '' : ` ${id}`} ${amountText} ${currency}: ${why}`,
  });
}
