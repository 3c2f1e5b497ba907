import type { PeriodChange } from '../expression/expression.ts';
import type { Day } from '../time/day.ts';
import { formatDay } from '../time/day.ts';
import { boundsOf, type Period, periodContaining, previous, sameLastYear, toDate, trailing } from '../time/period.ts';

/** A period as the engine sees it. */
export interface Window {
  /** First day. */
  readonly start: Day;
  /** First day after the period. */
  readonly end: Day;
  /** Last day that is known: the period's last, or `asOf` where that is earlier. */
  readonly known: Day;
}

/** The period in which a formula is evaluated, after its changes of period, the outermost first. */
export function changedPeriod(period: Period, changes: readonly PeriodChange[]): Period {
  return changes.reduce(changed, period);
}

function changed(period: Period, change: PeriodChange): Period {
  switch (change.kind) {
    case 'previous':
      return previous(period);
    case 'same-last-year':
      return sameLastYear(period);
    case 'trailing':
      return trailing(change.count, change.grain, period);
    case 'to-date': {
      const lastDay = formatDay(boundsOf(period).end - 1);
      return toDate(periodContaining(lastDay, change.grain, period.calendar), lastDay);
    }
  }
}

/** The window of a period, cut at the last known day. */
export function windowOf(period: Period, asOf: Day | null): Window {
  const { start, end } = boundsOf(period);
  return { start, end, known: asOf === null ? end - 1 : Math.min(end - 1, asOf) };
}
