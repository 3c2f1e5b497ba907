// What a reversal takes back of its original line. Imports nothing from src.

import { dayNumberOf } from './calendar.ts';
import type { Book, OracleLine } from './commissionBook.ts';
import { greater, lesser, lowest, roundedUnits, sumOf, unitsIn } from './commissionMoney.ts';
import { type Desk, ownPay } from './commissionPay.ts';
import { rootOf } from './commissionScene.ts';
import type { PlainEvent } from './commissionShape.ts';
import { type Fraction, fractionOf, plus, times } from './fraction.ts';

const zero: Fraction = [0n, 1n];

export function takenBack(book: Book, desk: Desk, event: PlainEvent, share: Fraction): Fraction {
  const { scene, seat, component } = desk;
  const original = rootOf(scene, event);
  const mine = book.lines.filter(
    (line) => line.payee === seat.assignment.payee && line.plan === seat.plan.id && line.component === component.id,
  );
  const line = mine.find((other) => other.event === original.id);
  if (line === undefined) return zero;
  const part = times(scene.parts.get(event.id) ?? zero, share);
  const isRate = component.reversal?.money === 'original-rate';
  const taken = lowest(times(part, isRate ? ownPay(desk, line.moment, original) : line.limited));
  if ((component.reversal?.limitTo ?? 'paid') === 'earned' || taken[0] <= 0n) return taken;
  const before = sumOf(
    mine
      .filter((other) => other.root === original.id && other.event !== original.id)
      .map((other) => money(desk, other.amount)),
  );
  const left = plus(money(desk, releasedUnits(desk, line, dayNumberOf(event.on))), before);
  return lowest(lesser(taken, greater(left, zero)));
}

function money({ seat }: Desk, units: bigint): Fraction {
  return [units, unitsIn(seat.plan.currency)];
}

/** Units of a line that were released by a day: instalment by instalment, the running sum rounded. */
function releasedUnits({ seat, component }: Desk, line: OracleLine, day: number): bigint {
  const { currency, rounding = 'half-up', release } = seat.plan;
  if (line.amount <= 0n) return line.amount;
  const amount: Fraction = [line.amount, unitsIn(currency)];
  let [released, running] = [0n, zero];
  for (const { share, plusDays = 0 } of component.release ?? release ?? [{ share: '1' }]) {
    const next = lowest(plus(running, times(amount, fractionOf(share))));
    if (line.day + plusDays <= day)
      released += roundedUnits(next, currency, rounding) - roundedUnits(running, currency, rounding);
    running = next;
  }
  return released;
}
