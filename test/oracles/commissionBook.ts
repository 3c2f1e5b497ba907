// What the oracle of a run writes down. Imports nothing from src.

import type { LimitBook } from './commissionLimit.ts';
import type { Scene, Seat } from './commissionScene.ts';
import type { Fraction } from './fraction.ts';

/** A line before limits. */
export interface RawLine {
  readonly seat: Seat;
  readonly component: string;
  readonly id: string;
  readonly day: number;
  readonly moment: number;
  /** Whether it is what a curve pays for an event: limits on lines are limits on these. */
  readonly kind: 'credit' | 'other';
  /** What a reversal takes back of a limited line. */
  readonly taken?: Fraction | undefined;
  /** Id of the event that it is about, of the original for a reversal. */
  readonly root: string | null;
  readonly event: string | null;
  /** Id of the deal that is paid or taken back; null for what is merely priced anew. */
  readonly deal: string | null;
  readonly raw: Fraction;
  /** Lines of one key are rounded together; each by itself without one. */
  readonly together: string | null;
  /** Whether lines of several payees are rounded together. */
  readonly isShared?: boolean;
  /** The first limit of the component, or of the plan where there is none, that counts; those before it did already. */
  readonly firstLimit?: number;
}

/** A line that is done. */
export interface OracleLine extends RawLine {
  readonly payee: string;
  readonly plan: string;
  /** After limits of the component. */
  readonly limited: Fraction;
  /** After limits of the plan. */
  readonly exact: Fraction;
  /** What the first limit that carries pays of it, now or later; null where none does. */
  readonly claim: Fraction | null;
  readonly amount: bigint;
}

/** A line after the limits of its component. */
export interface LimitedRawLine {
  readonly line: RawLine;
  readonly value: Fraction;
  readonly claim: Fraction | null;
  /** Where it stands among the lines of its moment, each followed by the shares of it: own ones, then those of others by name. */
  readonly place: string;
}

/** Everything that was found so far. */
export interface Book {
  readonly scene: Scene;
  readonly lines: OracleLine[];
  readonly limits: LimitBook;
  readonly sums: Map<string, Fraction>;
}
