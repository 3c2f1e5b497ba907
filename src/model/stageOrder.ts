/** Stages of one opportunity beyond which an order is no longer read from it. */
const mostStages = 64;

/**
 * The order of stages along the funnel, read from the opportunities that went through them.
 *
 * A stage comes before another when more opportunities were first in it before they were first in the other. Stages are ordered by how many others
 * they come before; names decide between equals, so the order of the records does not matter.
 *
 * @param paths - for each opportunity the stages in the order in which it first entered them
 * @returns all stages that occur, first to last
 */
export function stageOrder(paths: Iterable<readonly string[]>): string[] {
  const leads = new Map<string, Map<string, number>>();
  for (const path of paths) {
    const stages = path.slice(0, mostStages);
    for (const stage of path) {
      if (!leads.has(stage)) leads.set(stage, new Map());
    }
    stages.forEach((earlier, position) => {
      const lead = leads.get(earlier) as Map<string, number>;
      for (const later of stages.slice(position + 1)) lead.set(later, (lead.get(later) ?? 0) + 1);
    });
  }
  const wins = new Map<string, number>();
  for (const [stage, lead] of leads) {
    let count = 0;
    for (const [other, times] of lead) {
      if (times > (leads.get(other)?.get(stage) ?? 0)) count++;
    }
    wins.set(stage, count);
  }
  return [...leads.keys()].sort(
    (left, right) => (wins.get(right) as number) - (wins.get(left) as number) || (left < right ? -1 : 1),
  );
}
