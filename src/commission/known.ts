import type { Day } from '../time/day.ts';
import type { ReadAdjustment, ReadEvent, ReadScore } from './inputData.ts';

/** The scores as they are known on a day: of one payee, measure and date the latest version. */
export function knownScores(versions: readonly ReadScore[], knownAt: Day): ReadScore[] {
  return latest(versions, knownAt, ({ payee, measure, on }) => JSON.stringify([payee, measure, on]));
}

/** The adjustments as they are known on a day, by date and id. */
export function knownAdjustments(versions: readonly ReadAdjustment[], knownAt: Day): ReadAdjustment[] {
  return latest(versions, knownAt, ({ id }) => id).sort(
    (left, right) => left.on - right.on || byText(left.id, right.id),
  );
}

/** Order in which events count: by date, sequence and id. */
export function byEventOrder(left: ReadEvent, right: ReadEvent): number {
  return left.on - right.on || left.sequence - right.sequence || byText(left.id, right.id);
}

/** Order of texts by their code units, the same everywhere. */
export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function latest<Version extends { readonly knownAt: Day }>(
  versions: readonly Version[],
  knownAt: Day,
  keyOf: (version: Version) => string,
): Version[] {
  const found = new Map<string, Version>();
  for (const version of versions) {
    if (version.knownAt > knownAt) continue;
    const key = keyOf(version);
    const known = found.get(key);
    if (known === undefined || known.knownAt < version.knownAt) found.set(key, version);
  }
  return [...found.values()];
}
