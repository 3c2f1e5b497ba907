import { creditOf, dealOf, type Entry } from './entry.ts';
import { DealTotal, RollingTotal, WindowTotal } from './measureTotal.ts';

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
    const day = reversal !== null && reversals === 'origin' ? reversal.original.event.on : event.on;
    const span = account.windowOn(measure, plan, day);
    const total = account.totalOf(measure, plan);
    if (total instanceof WindowTotal) total.add(span, credit);
    else if (total instanceof RollingTotal) total.add(day, credit, entry, event.on);
    else if (total instanceof DealTotal) total.add(dealOf(entry), credit);
    moved.add(measure.name);
  }
  return moved;
}
