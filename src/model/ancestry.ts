/** The parent of a record by its id; undefined where it has none, or is not known. */
export type ParentOf = (id: string) => string | undefined;

/**
 * Climbs from records to their topmost ancestors.
 *
 * Records that are each other's ancestors have no topmost one; the one whose id comes first in the order of code units stands for all of them,
 * so the order of the records does not matter.
 *
 * @param parentOf - finds the parent of a record
 * @returns a function that gives the id of the topmost ancestor of a record, its own where it has no parent
 */
export function topmostAncestors(parentOf: ParentOf): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const path = new Set<string>();
    let current = id;
    let topmost = known.get(current);
    while (topmost === undefined) {
      if (path.has(current)) {
        topmost = firstOfCycle([...path], current);
        break;
      }
      path.add(current);
      const parent = parentOf(current);
      topmost = parent === undefined ? current : known.get(parent);
      current = parent ?? current;
    }
    for (const visited of path) known.set(visited, topmost);
    return topmost;
  };
}

function firstOfCycle(path: readonly string[], entrance: string): string {
  return path.slice(path.indexOf(entrance)).reduce((first, id) => (id < first ? id : first));
}
