import { changesInLife, orderedChanges } from './changes.ts';
import { textAt, textsOf } from './column.ts';
import type { RowsById } from './rowsById.ts';
import { stageOrder } from './stageOrder.ts';
import type { NumberColumn, Table, TextColumn } from './table.ts';

/**
 * The position of each stage along the funnel, from 1.
 *
 * @param opportunities - table of the opportunities
 * @param changes - table of their changes
 * @param rowsById - row of each opportunity by its id
 * @param stages - names of the stages along the funnel, or null to read the order from the ways that the opportunities took
 */
export function stageRanks(
  opportunities: Table,
  changes: Table,
  rowsById: RowsById,
  stages: readonly string[] | null,
): ReadonlyMap<string, number> {
  const order = stages ?? stageOrder(stagePaths(opportunities, changes, rowsById));
  return new Map(order.map((stage, position) => [stage, position + 1]));
}

/** For each row the position of its stage; missing for a stage outside the funnel. */
export function rankColumn(stages: TextColumn, ranks: ReadonlyMap<string, number>): NumberColumn {
  const rankOfCode = stages.values.map((stage) => ranks.get(stage) ?? Number.NaN);
  const units = Float64Array.from(stages.codes, (code) => rankOfCode[code] ?? Number.NaN);
  return {
    kind: 'number',
    units,
    scale: 0,
    largest: units.reduce((largest, rank) => (rank > largest ? rank : largest), 0),
    wide: new Map(),
    missing: units.reduce((missing, rank) => (Number.isNaN(rank) ? missing + 1 : missing), 0),
  };
}

/** The stages of opportunities in the order in which each first entered them. */
function stagePaths(opportunities: Table, changes: Table, rowsById: RowsById): Iterable<string[]> {
  const ordered = orderedChanges(opportunities, changes, rowsById);
  const present = textsOf(opportunities, 'stage');
  const told = textsOf(changes, 'stage');
  const paths: string[][] = [];
  // Opportunities of one stage say nothing of the order: each such stage once is enough.
  const alone = new Set<string>();
  for (let row = 0; row < opportunities.length; row++) {
    const path = new Set<string>();
    for (const change of changesInLife(opportunities, changes, ordered, row)) {
      const stage = textAt(told, change);
      if (stage !== undefined) path.add(stage);
    }
    const only = path.size === 0 ? textAt(present, row) : undefined;
    if (path.size > 0) paths.push([...path]);
    else if (only !== undefined) alone.add(only);
  }
  return [...paths, ...[...alone].map((stage) => [stage])];
}
