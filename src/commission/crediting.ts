import type { Day } from '../time/day.ts';
import { creditOf, dealOf, type Entry } from './entry.ts';
import { DealTotal, RollingTotal, WindowTotal } from './measureTotal.ts';
import type { ReadCreditMeasure } from './readPlan.ts';

/**
 * The day whose window a credit belongs to: the day it came, or for reversals the day of the original where the measure says so. Of a window
 * since the assignment began, it is the one of the assignment that was paid, also where the payee has come back meanwhile.
 */
export function windowDay({ given }: ReadCreditMeasure, day: Day, { reversal, assignment }: Entry): Day {
  if (reversal === null) return day;
  if (given.reversals === 'origin') return reversal.original.event.on;
  return given.window === 'start' ? Math.min(day, assignment.end - 1) : day;
}

/**
 * Adds what an entry credits to every measure of its plan.
 *
 * @returns names of the measures that moved
 */
export function creditTotals(entry: Entry): ReadonlySet<string> {
  const { account, plan, event, reversal } = entry;
  const moved = new Set<string>();
  for (const measure of plan.measures.values()) {
    if (measure.kind !== 'credits') continue;
    const credit = creditOf(measure, entry);
    if (credit === null) continue;
    const { reversals } = measure.given;
    if (reversal !== null && reversals === 'keep') continue;
    const day = windowDay(measure, event.on, entry);
    const span = account.windowOn(measure, plan, day);
    const total = account.totalOf(measure, plan);
    if (total instanceof WindowTotal) total.add(span, credit, dealOf(entry), reversal !== null);
    else if (total instanceof RollingTotal) total.add(day, credit, entry, dealOf(entry), event.on);
    else if (total instanceof DealTotal) total.add(dealOf(entry), credit);
    moved.add(measure.name);
  }
  return moved;
}
