import type { PeriodChange, PerPeriod } from '../expression/expression.ts';
import type { Day } from '../time/day.ts';
import { formatDay } from '../time/day.ts';
import {
  boundsOf,
  next,
  type Period,
  periodContaining,
  periodsIn,
  previous,
  sameLastYear,
  toDate,
  trailing,
} from '../time/period.ts';
import { unitGrains } from '../time/unit.ts';

/** A period as the engine sees it. */
export interface Window {
  /** First day. */
  readonly start: Day;
  /** First day after the period. */
  readonly end: Day;
  /** Last day that is known: the period's last, or `asOf` where that is earlier. */
  readonly known: Day;
}

const steps = { previous, next, 'same-last-year': sameLastYear } as const;

/** The period in which a formula is evaluated after a change of period that goes so many periods or years. */
export function changedPeriod(period: Period, change: PeriodChange, count: number): Period {
  switch (change.kind) {
    case 'previous':
    case 'next':
    case 'same-last-year': {
      let changed = period;
      for (let step = 0; step < count; step++) changed = steps[change.kind](changed);
      return changed;
    }
    case 'trailing':
      return trailing(count, change.grain, period);
    case 'to-date': {
      const lastDay = formatDay(boundsOf(period).end - 1);
      return toDate(periodContaining(lastDay, change.grain, period.calendar), lastDay);
    }
  }
}

/** The parts of a period that are known to have begun. A period shorter than the grain is its own only part. */
export function partsOfPeriod(period: Period, grain: PerPeriod['grain'], asOf: Day | null): readonly Period[] {
  const { grain: own } = period;
  const isShorter = own !== 'custom' && unitGrains.indexOf(own) < unitGrains.indexOf(grain);
  const parts = isShorter ? [period] : periodsIn(period, grain);
  return asOf === null ? parts : parts.filter((part) => boundsOf(part).start <= asOf);
}

/** The window of a period, cut at the last known day. */
export function windowOf(period: Period, asOf: Day | null): Window {
  const { start, end } = boundsOf(period);
  return { start, end, known: asOf === null ? end - 1 : Math.min(end - 1, asOf) };
}
