// Who is above whom the slow way: the distance of everybody, shortened along every line until nothing changes. Imports nothing from src.

export interface OracleLine {
  readonly payee: string;
  readonly manager: string;
  readonly start: number;
  readonly end: number;
}

/** Managers with their level above the payee, the nearest first, equally near ones by id. The lines have no circle on the day. */
export function slowManagers(
  lines: readonly OracleLine[],
  payee: string,
  day: number,
): readonly (readonly [string, number])[] {
  const distance = new Map<string, number>([[payee, 0]]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      const below = distance.get(line.payee);
      if (below === undefined || line.start > day || line.end <= day) continue;
      if ((distance.get(line.manager) ?? Number.POSITIVE_INFINITY) <= below + 1) continue;
      distance.set(line.manager, below + 1);
      changed = true;
    }
  }
  distance.delete(payee);
  return [...distance].sort((left, right) => left[1] - right[1] || (left[0] < right[0] ? -1 : 1));
}
