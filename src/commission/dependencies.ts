/** The names of a graph, those that others need first; and the names that need themselves, directly or by way of others. */
export interface Dependencies {
  readonly order: readonly string[];
  readonly cyclic: readonly string[];
}

/**
 * Puts names in an order in which each comes after all that it needs.
 *
 * @param needs - what each name needs; names that are no keys are left aside
 * @returns the order, and what lies on cycles or between them, each in the order given
 */
export function dependenciesOf(needs: ReadonlyMap<string, readonly string[]>): Dependencies {
  const users = new Map<string, string[]>();
  for (const name of needs.keys()) users.set(name, []);
  for (const [name, needed] of needs) for (const other of needed) users.get(other)?.push(name);
  const order = peeled(needs, users);
  const done = new Set(order);
  // What is left needs a cycle; what no cycle needs is peeled off from the other side.
  const left = new Map([...users].filter(([name]) => !done.has(name)));
  const onlyUsers = new Set(peeled(left, needs));
  return { order, cyclic: [...left.keys()].filter((name) => !onlyUsers.has(name)) };
}

/** Names in the order in which they need nothing more, without those that never come to it. */
function peeled(
  needs: ReadonlyMap<string, readonly string[]>,
  users: ReadonlyMap<string, readonly string[]>,
): string[] {
  const open = new Map<string, number>();
  for (const [name, needed] of needs) open.set(name, needed.filter((other) => needs.has(other)).length);
  const order = [...open].filter(([, count]) => count === 0).map(([name]) => name);
  // The list grows while it is walked.
  for (const name of order) {
    for (const user of users.get(name) as readonly string[]) {
      const count = (open.get(user) ?? 0) - 1;
      open.set(user, count);
      if (count === 0) order.push(user);
    }
  }
  return order;
}
