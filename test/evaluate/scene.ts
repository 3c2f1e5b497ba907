import { changedPeriod, partsOfPeriod } from '../../src/evaluate/window.ts';
import type { PeriodChange, PerPeriod } from '../../src/expression/expression.ts';
import { boundsOf, type Period } from '../../src/time/period.ts';
import { dayNumberOf } from '../oracles/calendar.ts';
import type { Book } from '../oracles/kpiBook.ts';
import type { Scene, Span } from '../oracles/kpiFormula.ts';

/** Oracles have put numbers in the place of parameters. */
function countOf(change: PeriodChange): number {
  return 'count' in change ? Number(change.count) : 1;
}

/** The scene of an oracle. Periods are shifted by the library: their arithmetic has its own oracle. */
export function sceneOf(
  book: Book,
  period: Period,
  options: { asOf?: string | undefined; where?: Scene['where']; parameters?: Scene['parameters'] } = {},
): Scene {
  const { asOf, where = {}, parameters = {} } = options;
  const periods = new Map<Span, Period>();
  const spanOf = (of: Period): Span => {
    const span: Span = boundsOf(of);
    periods.set(span, of);
    return span;
  };
  const shift = (span: Span, change: unknown): Span =>
    spanOf(changedPeriod(periods.get(span) ?? period, change as PeriodChange, countOf(change as PeriodChange)));
  const cut = (span: Span, grain: string): readonly Span[] =>
    partsOfPeriod(periods.get(span) ?? period, grain as PerPeriod['grain'], null).map(spanOf);
  return {
    book,
    span: spanOf(period),
    asOf: asOf === undefined ? null : dayNumberOf(asOf),
    where,
    parameters,
    shift,
    cut,
  };
}
