import { isPeriodDate } from '../expression/condition.ts';
import type { Quantity } from '../expression/expression.ts';
import type { Day } from '../time/day.ts';
import type { Window } from './window.ts';

/** The day for which the name of a period date stands. */
export function periodDay(name: string, window: Window): Day {
  if (name === 'period.before') return window.start - 1;
  if (name === 'period.start') return window.start;
  return name === 'period.end' ? window.end - 1 : window.known;
}

/** Whether a quantity has another value in another period. */
export function isPeriodic(of: Quantity): boolean {
  if (of.kind === 'product') return of.factors.some(isPeriodic);
  return of.kind === 'span' && (isPeriodDate(of.from) || isPeriodDate(of.to));
}
