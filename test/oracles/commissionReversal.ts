// What a reversal takes back of its original line. Imports nothing from src.

import type { Book } from './commissionBook.ts';
import { lowest } from './commissionMoney.ts';
import { type Desk, ownPay, shareTakenBack } from './commissionPay.ts';
import { rootOf } from './commissionScene.ts';
import type { PlainEvent } from './commissionShape.ts';
import { type Fraction, times } from './fraction.ts';

/** The part of what the original line earned after all limits, now or later, or of what it earned by itself before them. */
export function takenBack(book: Book, desk: Desk, event: PlainEvent): Fraction {
  const { scene, seat, component } = desk;
  const original = rootOf(scene, event);
  const line = book.lines.find(
    (other) =>
      other.payee === seat.assignment.payee &&
      other.plan === seat.plan.id &&
      other.component === component.id &&
      other.event === original.id,
  );
  const part = scene.parts.get(event.id);
  if (line === undefined || part === undefined) return [0n, 1n];
  const whole =
    component.reversal?.money === 'original-rate' ? ownPay(desk, line.moment, original) : (line.claim ?? line.exact);
  return lowest(times(times(part, shareTakenBack(desk, event)), whole));
}
