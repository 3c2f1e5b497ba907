import type { ReadScore } from './inputData.ts';

interface PlacedScore {
  readonly place: number;
  readonly score: ReadScore;
}

/** Scores that are known, to be asked for by payee. */
export class ScoresByPayee {
  /** Those of everybody under null. */
  readonly #byPayee = new Map<string | null, PlacedScore[]>();

  constructor(scores: readonly ReadScore[]) {
    for (const [place, score] of scores.entries()) {
      const known = this.#byPayee.get(score.payee);
      if (known === undefined) this.#byPayee.set(score.payee, [{ place, score }]);
      else known.push({ place, score });
    }
  }

  /** The scores of a payee and those of everybody, in the order in which they were given. */
  of(payee: string): readonly ReadScore[] {
    return [...(this.#byPayee.get(null) ?? []), ...(this.#byPayee.get(payee) ?? [])]
      .sort((left, right) => left.place - right.place)
      .map(({ score }) => score);
  }
}
