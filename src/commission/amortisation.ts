import { decimalOfUnits } from '../number/decimal.ts';
import { rational } from '../number/rational.ts';
import { unitsAt } from '../number/rounding.ts';
import { addMonths, type Day, dayOf, fourDigits, partsOf, twoDigits } from '../time/day.ts';
import type { AmortisationMonth, AmortisationOptions, CommissionCost } from './amortisationData.ts';
import { type Contract, type ReadCosts, readCosts } from './readCosts.ts';

/**
 * The schedule by which capitalised commissions become an expense, straight-line over the life of what they obtained (ASC 340-40-35-1):
 * amortised by a month = cost x time that has passed / life.
 *
 * - **Life.** Commissions on renewals last for `months`, the term of a contract. Those on new contracts last for `benefitMonths`: the term
 *   where renewals earn a commensurate commission of their own, longer where they do not.
 * - **Practical expedient** (ASC 340-40-25-4): a cost with a life of a year or less may be expensed when it arises.
 * - **Early end.** What is not amortised by then is written off.
 * - **Reversal.** A cost that is taken back takes back the same part of what was amortised for it.
 * - **To the cent.** The amortised sum of each contract is rounded, not its months, so every contract adds up to its cost.
 *
 * @param costs - commissions in any order; the lines of statements fit
 * @param options - `currency`; `months` of a contract; `benefitMonths` of a new one; `expedient`; `by` `'month'` or `'day'`; `rounding`
 * @returns one row for each month from the first cost to the end of the last life, without gaps; none without costs
 * @throws SalesMetricsError `invalid-argument` with every problem of the costs and options in `issues`
 * @see https://asc.fasb.org/340-40
 *
 * @example
 * ```ts
 * import { amortise } from 'sales-metrics/commission';
 * const schedule = amortise([{ id: 'acme', on: '2026-01-15', amount: '5400.00' }], { currency: 'USD', months: 36 });
 * schedule.length; // => 36
 * schedule[0]?.amortised.toString(); // => '150'
 * schedule[0]?.closing.toString(); // => '5250'
 * ```
 */
export function amortise(costs: readonly CommissionCost[], options: AmortisationOptions): readonly AmortisationMonth[] {
  const read = readCosts(costs, options);
  const months = new Map<number, Flows>();
  for (const contract of read.contracts) spread(contract, read, months);
  return rows(months, read.digits);
}

/** What happens in a month, in minor units. */
interface Flows {
  capitalised: bigint;
  expensed: bigint;
  amortised: bigint;
  writtenOff: bigint;
}

function spread(contract: Contract, read: ReadCosts, months: Map<number, Flows>): void {
  const isExpensed = read.isExpedient && contract.months <= 12;
  for (const { on, units } of contract.amounts)
    flowsOf(months, monthOf(on))[isExpensed ? 'expensed' : 'capitalised'] += units;
  if (isExpensed) return;
  const end = contract.endedOn === null ? Number.POSITIVE_INFINITY : monthOf(contract.endedOn);
  const lastOfLife = Math.min(lastMonth(contract, read), end);
  const last = Math.max(lastOfLife, ...contract.amounts.map(({ on }) => monthOf(on)));
  let amortised = 0n;
  let writtenOff = 0n;
  for (let month = monthOf(contract.on); month <= last; month++) {
    const cost = contract.amounts.reduce((sum, { on, units }) => (monthOf(on) <= month ? sum + units : sum), 0n);
    const { passed, whole } = lifeBy(month, contract, read);
    const nowAmortised = unitsAt(rational(cost * BigInt(passed), BigInt(whole)), 0, read.rounding);
    const nowWrittenOff = month >= end ? cost - nowAmortised : 0n;
    const flows = flowsOf(months, month);
    flows.amortised += nowAmortised - amortised;
    flows.writtenOff += nowWrittenOff - writtenOff;
    amortised = nowAmortised;
    writtenOff = nowWrittenOff;
  }
}

/** How much of the life has passed by the end of a month, in months or days; time stands still once the contract has ended. */
function lifeBy(month: number, contract: Contract, { isByDay }: ReadCosts): { passed: number; whole: number } {
  const { on, endedOn, months } = contract;
  if (isByDay) {
    const whole = addMonths(on, months) - on;
    return { passed: Math.min(firstDayOf(month + 1), endedOn ?? Number.POSITIVE_INFINITY, on + whole) - on, whole };
  }
  const until = endedOn === null ? month : Math.min(month, monthOf(endedOn));
  return { passed: Math.min(until - monthOf(on) + 1, months), whole: months };
}

/** The month in which the life of a contract ends. */
function lastMonth({ on, months }: Contract, { isByDay }: ReadCosts): number {
  return isByDay ? monthOf(addMonths(on, months) - 1) : monthOf(on) + months - 1;
}

function rows(months: ReadonlyMap<number, Flows>, digits: number): readonly AmortisationMonth[] {
  const schedule: AmortisationMonth[] = [];
  const numbers = [...months.keys()].sort((left, right) => left - right);
  const money = (units: bigint): AmortisationMonth['opening'] => decimalOfUnits(units, digits);
  let opening = 0n;
  for (let month = numbers[0] ?? 0; month <= (numbers.at(-1) ?? -1); month++) {
    const { capitalised, expensed, amortised, writtenOff } = months.get(month) ?? nothing;
    const closing = opening + capitalised - amortised - writtenOff;
    schedule.push({
      month: `${fourDigits(Math.floor(month / 12))}-${twoDigits((month % 12) + 1)}`,
      opening: money(opening),
      capitalised: money(capitalised),
      expensed: money(expensed),
      amortised: money(amortised),
      writtenOff: money(writtenOff),
      closing: money(closing),
    });
    opening = closing;
  }
  return schedule;
}

const nothing: Flows = { capitalised: 0n, expensed: 0n, amortised: 0n, writtenOff: 0n };

function flowsOf(months: Map<number, Flows>, month: number): Flows {
  let flows = months.get(month);
  if (flows === undefined) {
    flows = { ...nothing };
    months.set(month, flows);
  }
  return flows;
}

/** Months are counted from January of the year 0. */
function monthOf(day: Day): number {
  const { year, month } = partsOf(day);
  return year * 12 + month - 1;
}

function firstDayOf(month: number): Day {
  return dayOf(Math.floor(month / 12), (month % 12) + 1, 1);
}
