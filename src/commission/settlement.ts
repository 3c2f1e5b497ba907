import { showValue } from '../errors.ts';
import { decimalOfUnits } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { integer, multiply, one } from '../number/rational.ts';
import { unitsAt } from '../number/rounding.ts';
import type { DrawTerms, SettlementTerms } from './draws.ts';
import type { Balances, SettlementStep } from './settlementData.ts';
import { SettlementLedger, type UnitBalances, type UnitStep } from './settlementLedger.ts';

/** What comes into the settlement of a period, in minor units of the plan's currency. */
export interface SettlementInflow {
  /** What was released in the period, by component id; may be below 0. */
  readonly released: ReadonlyMap<string, bigint>;
  readonly adjustments: readonly { readonly id: string; readonly units: bigint; readonly reason: string }[];
}

/** A settled period. */
export interface SettledPeriod {
  readonly steps: readonly UnitStep[];
  readonly closing: UnitBalances;
  /** Never below 0; the sum of all steps. */
  readonly paid: bigint;
}

/** The balances before the first period. */
export const noBalances: UnitBalances = { overpaid: 0n, carried: 0n, owed: new Map() };

/**
 * Settles one period of a payee under a plan: from what is released to what is paid.
 *
 * 1. New pay is what is released and adjusted. Below 0 it eats into what was carried; the rest is overpaid.
 * 2. An overpayment is recovered, then each draw (additional ones before guarantees, then in listed order), all from the new pay above the
 *    guarantee of the period: recovery never pushes pay under it, and a good period is no credit for a bad one.
 * 3. A guarantee lifts the new pay, an additional draw comes on top of it; neither beyond the maximum.
 * 4. What was carried is added. It was settled when it was put off, so draws do not see it.
 * 5. What is above the maximum is lost or carried; less than the least payment is carried.
 *
 * @param terms - of `settlementTerms`, for this period
 * @param inflow - what was released and adjusted in the period
 * @param opening - the closing balances of the period before
 * @returns the steps in order, of which those that move nothing are left out
 */
export function settle(terms: SettlementTerms, inflow: SettlementInflow, opening: UnitBalances): SettledPeriod {
  const ledger = new SettlementLedger(opening, terms.digits);
  takeIn(ledger, inflow);
  for (const { id, isForgiven } of terms.draws) if (isForgiven) forgive(ledger, id, 'on the day agreed');
  recover(ledger, withFormerDraws(terms, opening), inflow.released);
  payDraws(ledger, terms);
  bringBack(ledger);
  hold(ledger, terms);
  if (terms.forgivesAtEnd)
    for (const id of ledger.balances().owed.keys()) forgive(ledger, id, 'with the end of the assignment');
  return { steps: ledger.steps, closing: ledger.balances(), paid: ledger.pay };
}

function takeIn(ledger: SettlementLedger, { released, adjustments }: SettlementInflow): void {
  const sum = [...released.values()].reduce((total, units) => total + units, 0n);
  ledger.take({ kind: 'released', amount: sum, reason: () => `Lines of the period released ${ledger.text(sum)}.` });
  for (const { id, units, reason } of adjustments)
    ledger.take({ kind: 'adjustment', id, amount: units, reason: () => `By hand ${ledger.text(units)}: ${reason}` });
  if (ledger.pay >= 0n) return;
  const covered = least(ledger.carried, -ledger.pay);
  ledger.take({
    kind: 'carried-in',
    amount: covered,
    balance: 'carried',
    change: -covered,
    reason: () => `${ledger.text(covered)} carried from earlier periods covers pay below 0.`,
  });
  const rest = -ledger.pay;
  ledger.take({
    kind: 'overpaid',
    amount: rest,
    balance: 'overpaid',
    change: rest,
    reason: () => `Pay is never below 0: ${ledger.text(rest)} is overpaid and recovered from later pay.`,
  });
}

function forgive(ledger: SettlementLedger, id: string, when: string): void {
  const owed = ledger.owedFor(id);
  const reason = (): string => `${ledger.text(owed)} owed for draw ${showValue(id)} is forgiven ${when}.`;
  ledger.take({ kind: 'forgiven', id, balance: 'owed', change: -owed, reason });
}

/** The terms with draws that the plan no longer has but for which something is owed: it is recovered from all pay above the guarantee. */
function withFormerDraws(terms: SettlementTerms, { owed }: UnitBalances): SettlementTerms {
  const former = [...owed.keys()].filter((id) => terms.draws.every((draw) => draw.id !== id));
  return { ...terms, draws: [...terms.draws, ...former.map(formerDraw)] };
}

function formerDraw(id: string): DrawTerms {
  return {
    id,
    kind: 'additional',
    amount: null,
    isRecoverable: true,
    isRecovering: true,
    recoverShare: one,
    recoverAgainst: null,
    isForgiven: false,
  };
}

function recover(ledger: SettlementLedger, terms: SettlementTerms, released: ReadonlyMap<string, bigint>): void {
  const guaranteed = terms.draws.reduce(
    (most, { kind, amount }) => (kind === 'guarantee' && amount !== null && amount > most ? amount : most),
    0n,
  );
  const above = (): bigint => greatest(0n, ledger.pay - guaranteed);
  const from = (): string => (guaranteed === 0n ? '' : ` from pay above the guarantee of ${ledger.text(guaranteed)}`);
  const back = least(ledger.overpaid, least(shareOf(ledger.pay, terms.overpaymentShare), above()));
  ledger.take({
    kind: 'overpayment-recovery',
    amount: -back,
    balance: 'overpaid',
    change: -back,
    reason: () => `${ledger.text(back)} of the overpayment of ${ledger.text(ledger.overpaid)} is recovered${from()}.`,
  });
  const abovePay = above();
  const left = new Map(released);
  for (const draw of byRecovery(terms.draws)) {
    if (!draw.isRecovering) continue;
    const { id, recoverShare, recoverAgainst } = draw;
    const owed = ledger.owedFor(id);
    const allowed = least(
      shareOf(abovePay, recoverShare),
      recoverAgainst === null ? owed : unitsIn(left, recoverAgainst),
    );
    const recovered = least(owed, least(allowed, above()));
    if (recoverAgainst !== null) useUp(left, recoverAgainst, recovered);
    const reason = (): string =>
      `${ledger.text(recovered)} of ${ledger.text(owed)} owed for draw ${showValue(id)} is recovered${from()}.`;
    ledger.take({ kind: 'draw-recovery', id, amount: -recovered, balance: 'owed', change: -recovered, reason });
  }
}

/** Additional draws before guarantees, otherwise as listed. */
function byRecovery(draws: readonly DrawTerms[]): readonly DrawTerms[] {
  const isGuarantee = ({ kind }: DrawTerms): boolean => kind === 'guarantee';
  return [...draws.filter((draw) => !isGuarantee(draw)), ...draws.filter(isGuarantee)];
}

/** What components released together; nothing where that is below 0. */
function unitsIn(released: ReadonlyMap<string, bigint>, components: readonly string[]): bigint {
  return greatest(
    0n,
    components.reduce((sum, id) => sum + (released.get(id) ?? 0n), 0n),
  );
}

/** Takes from components, in listed order, what a draw recovered from them, so that the next draw does not count it again. */
function useUp(released: Map<string, bigint>, components: readonly string[], recovered: bigint): void {
  let rest = recovered;
  for (const id of components) {
    const units = released.get(id) ?? 0n;
    const used = least(rest, greatest(0n, units));
    released.set(id, units - used);
    rest -= used;
  }
}

function payDraws(ledger: SettlementLedger, { draws, maximum }: SettlementTerms): void {
  const room = (): bigint | null => (maximum === null ? null : greatest(0n, maximum - ledger.pay));
  for (const kind of ['guarantee', 'additional'] as const)
    for (const draw of draws) {
      if (draw.kind !== kind || draw.amount === null) continue;
      const wanted = greatest(0n, kind === 'guarantee' ? draw.amount - ledger.pay : draw.amount);
      const space = room();
      payDraw(ledger, draw, space === null ? wanted : least(wanted, space));
    }
}

function payDraw(ledger: SettlementLedger, draw: DrawTerms, amount: bigint): void {
  const { id, kind, isRecoverable, isForgiven } = draw;
  const change = isRecoverable && !isForgiven ? amount : 0n;
  const what = (): string =>
    kind === 'guarantee'
      ? `Guarantee ${showValue(id)} lifts pay of ${ledger.text(ledger.pay)} by ${ledger.text(amount)}`
      : `Draw ${showValue(id)} adds ${ledger.text(amount)}`;
  ledger.take({
    kind: kind === 'guarantee' ? 'guarantee' : 'draw',
    id,
    amount,
    balance: change === 0n ? null : 'owed',
    change,
    reason: () => `${what()}${change === 0n ? '' : ', which is owed'}.`,
  });
}

function bringBack(ledger: SettlementLedger): void {
  const { carried } = ledger;
  const reason = (): string => `${ledger.text(carried)} was carried from earlier periods.`;
  ledger.take({ kind: 'carried-in', amount: carried, balance: 'carried', change: -carried, reason });
}

function hold(ledger: SettlementLedger, { maximum, overflow, minimumPayment }: SettlementTerms): void {
  if (maximum !== null && ledger.pay > maximum) {
    const excess = ledger.pay - maximum;
    const what = (): string => `${ledger.text(excess)} above the maximum of ${ledger.text(maximum)} is`;
    if (overflow === 'carry') carryOut(ledger, excess, () => `${what()} carried.`);
    else ledger.take({ kind: 'lost', amount: -excess, reason: () => `${what()} lost.` });
  }
  if (ledger.pay < minimumPayment)
    carryOut(
      ledger,
      ledger.pay,
      () => `${ledger.text(ledger.pay)} is below the least payment of ${ledger.text(minimumPayment)} and is carried.`,
    );
}

function carryOut(ledger: SettlementLedger, units: bigint, reason: () => string): void {
  ledger.take({ kind: 'carried-out', amount: -units, balance: 'carried', change: units, reason });
}

/** At most a share of an amount that is not below 0: a rest below the minor unit is not taken. */
function shareOf(units: bigint, share: Rational): bigint {
  return unitsAt(multiply(integer(units), share), 0, 'floor');
}

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}

function greatest(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}

/** Steps for a statement. */
export function stepsInMoney(steps: readonly UnitStep[], digits: number): readonly SettlementStep[] {
  return steps.map((step) => ({
    ...step,
    amount: decimalOfUnits(step.amount, digits),
    change: decimalOfUnits(step.change, digits),
  }));
}

/** Balances for a statement. */
export function balancesInMoney({ overpaid, carried, owed }: UnitBalances, digits: number): Balances {
  return {
    overpaid: decimalOfUnits(overpaid, digits),
    carried: decimalOfUnits(carried, digits),
    owed: Object.fromEntries([...owed].map(([id, units]) => [id, decimalOfUnits(units, digits)])),
  };
}
