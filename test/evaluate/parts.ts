import type { SalesMetricsError } from '../../src/errors.ts';
import { tabulate } from '../../src/evaluate/tabulate.ts';
import { type Tally, type TallyOptions, tally } from '../../src/evaluate/tally.ts';
import type { Calculable } from '../../src/expression/kpi.ts';
import type { RecordSet } from '../../src/expression/recordSet.ts';
import type { SalesData } from '../../src/model/dataset.ts';
import type { DimensionName } from '../../src/model/dimension.ts';
import { salesData } from '../../src/model/salesData.ts';
import { year } from '../../src/time/period.ts';
import { readRows } from '../arbitraries/sales.ts';
import type { Row, Rows } from '../oracles/kpiBook.ts';

const registers = ['accounts', 'reps', 'teams', 'territories', 'exchangeRates'];

/** Records that come in parts: those that are given once, and one list of sources for each part. */
export interface Parts {
  readonly known: SalesData;
  readonly parts: readonly Readonly<Record<string, readonly Row[]>>[];
}

/** Every record with an id. */
export function named(rows: Rows): Rows {
  const sources = Object.entries(rows.sources).map(([source, list]) => [
    source,
    source === 'exchangeRates' ? list : list.map((row, index) => ({ id: `${source} ${index}`, ...row })),
  ]);
  return { ...rows, sources: Object.fromEntries(sources) as Rows['sources'] };
}

/**
 * Deals records out among parts.
 *
 * @param whole - sources, beside the registers, that are given once
 * @param partOf - the part of a record, by any number
 */
export function deal(
  rows: Rows,
  whole: readonly string[],
  count: number,
  partOf: (row: Row, source: string, index: number) => number,
): Parts {
  const parts = Array.from({ length: count }, (): Record<string, Row[]> => ({}));
  const known: Record<string, readonly Row[]> = {};
  for (const [source, list] of Object.entries(rows.sources)) {
    if (registers.includes(source) || whole.includes(source)) known[source] = list;
    else
      for (const [index, row] of list.entries()) {
        const part = parts[partOf(row, source, index) % count] as Record<string, Row[]>;
        part[source] = [...(part[source] ?? []), row];
      }
  }
  return { known: readRows({ ...rows, sources: known }), parts };
}

/** A tally of random rows, of the right shape; `add` checks it. */
export function addPart(to: Tally, part: Parts['parts'][number]): void {
  to.add(part as Parameters<Tally['add']>[0]);
}

/** The KPIs that can be worked out in parts. */
export function qualified(kpis: readonly Calculable[], { known }: Parts, options: TallyOptions): readonly Calculable[] {
  try {
    tally(kpis, known, options);
    return kpis;
  } catch (error) {
    const { issues } = error as SalesMetricsError;
    if (issues.length === 0) throw error;
    const refused = new Set(issues.map(({ path }) => path));
    return kpis.filter((_, index) => !refused.has(`kpis[${index}]`));
  }
}

/** The KPIs whose records have all these dimensions. */
export function divisible(kpis: readonly Calculable[], by: readonly DimensionName[]): readonly Calculable[] {
  const empty = salesData({ currency: 'USD', timeZone: 'UTC' });
  return kpis.filter((kpi) => {
    try {
      tabulate([kpi], empty, { periods: [year(2026)], by });
      return true;
    } catch {
      return false;
    }
  });
}

/** The joins of a formula. */
export function joinsIn(formula: unknown): readonly NonNullable<RecordSet['join']>[] {
  if (typeof formula !== 'object' || formula === null) return [];
  const { join } = formula as { readonly join?: unknown };
  const own = Object.hasOwn(formula, 'join') && join !== null ? [join as NonNullable<RecordSet['join']>] : [];
  return [...own, ...Object.values(formula).flatMap(joinsIn)];
}
