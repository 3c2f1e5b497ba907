// Capitalised commission the slow way: what each contract has left at the end of each month. Imports nothing from src.
import { dayNumberOf, lengthOfMonth, monthsLater, plainDate } from './calendar.ts';
import type { Fraction } from './fraction.ts';
import { floorOf, plus, size } from './fraction.ts';

export interface PlainContract {
  readonly on: string;
  readonly months: number;
  readonly endedOn: string | null;
  /** In minor units, the first one on `on`. */
  readonly amounts: readonly (readonly [on: string, units: number])[];
}

/** Cost, amortised sum and written-off sum of a contract by the end of a month (`YYYY-MM`). */
export function contractBy(
  month: string,
  contract: PlainContract,
  by: 'month' | 'day',
): { cost: number; amortised: number; writtenOff: number } {
  const cost = contract.amounts.reduce((sum, [on, units]) => (on.slice(0, 7) <= month ? sum + units : sum), 0);
  const isOver = contract.endedOn !== null && contract.endedOn.slice(0, 7) <= month;
  let passed = 0;
  let whole = contract.months;
  if (by === 'month') {
    // One month after the other, from that of the cost on.
    let [year = 0, number = 0] = contract.on.split('-').map(Number);
    const last = isOver ? (contract.endedOn ?? '').slice(0, 7) : month;
    while (passed < whole && `${year}-${String(number).padStart(2, '0')}` <= last) {
      passed++;
      number++;
      if (number > 12) [year, number] = [year + 1, 1];
    }
  } else {
    const first = dayNumberOf(contract.on);
    whole = monthsLater(first, contract.months) - first;
    const [year = 0, number = 0] = month.split('-').map(Number);
    const monthEnd = dayNumberOf(`${month}-${lengthOfMonth(year, number)}`);
    for (let day = first; day <= monthEnd && passed < whole; day++) {
      const { year: ofYear, month: ofMonth, dayOfMonth } = plainDate(day);
      const text = `${ofYear}-${String(ofMonth).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
      if (contract.endedOn !== null && text >= contract.endedOn) break;
      passed++;
    }
  }
  const share: Fraction = [BigInt(cost) * BigInt(passed), BigInt(whole)];
  const rounded = Number(floorOf(plus(size(share), [1n, 2n])));
  const amortised = cost < 0 ? -rounded : rounded;
  return { cost, amortised, writtenOff: isOver ? cost - amortised : 0 };
}
