import type { Rational } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { Day } from '../time/day.ts';
import type { Instalment } from './plan.ts';

/** An instalment, read. */
export interface ReadInstalment {
  readonly share: Rational;
  readonly on: string;
  readonly plusDays: number;
  /** Infinite where nothing expires. */
  readonly expiresAfterDays: number;
}

/** What a deal earned on a day, or lost again, in minor units. */
export interface EarnedUnits {
  readonly on: Day;
  /** The rounded amount of the line; negative where a reversal takes back. */
  readonly units: bigint;
  /** For the line of a reversal. */
  readonly reversal?: {
    /** The part of the deal that is reversed, above 0. It is no longer due from the customer. */
    readonly part: Rational;
    /** What the reversal would take back if it were not limited to what was paid: `units` where it is not, else as far or further from 0. */
    readonly claim: bigint;
  };
}

/** The deal that earned it: the event with what was paid for it so far. */
export interface ReleasingDeal {
  /** Day of the event. */
  readonly on: Day;
  readonly dates: ReadonlyMap<string, Day>;
  /** What the customer has to pay, in the currency of the payments; null where the event has no amount. */
  readonly amount: Rational | null;
  /** Cash received, in any order; refunds are below 0. */
  readonly payments: readonly { readonly on: Day; readonly amount: Rational }[];
}

/** What changes on a day. */
export interface Release {
  readonly on: Day;
  /** Released on that day, in minor units; below 0 where it goes back. */
  readonly units: bigint;
  /** What can no longer be released from that day on. Earned = released + forfeited + held, on every day. */
  readonly forfeited: bigint;
}

/** The instalments of a plan or component, read; none means that everything is released on its day. */
export function readInstalments(release: readonly Instalment[] | undefined): readonly ReadInstalment[] {
  throw new Error(`${release}`);
}

/**
 * When the lines of one deal (and component and payee) are released. Days after the end of the run are among the results where
 * they are known already.
 *
 * @param lines - the deal's line and the lines of its reversals
 * @param deal - the event behind them; null for bonuses, prizes and carried amounts, which have nothing to wait for
 * @param instalments - of {@link readInstalments}
 * @param rounding - mode of the plan
 * @returns changes by day, ascending, one for each day
 */
export function releasesOf(
  lines: readonly EarnedUnits[],
  deal: ReleasingDeal | null,
  instalments: readonly ReadInstalment[],
  rounding: RoundingMode,
): readonly Release[] {
  throw new Error(`${lines} ${deal} ${instalments} ${rounding}`);
}

/** What was released up to and with a day: the most that a reversal limited to what was paid takes back. */
export function releasedBy(releases: readonly Release[], day: Day): bigint {
  return releases.reduce((sum, release) => (release.on <= day ? sum + release.units : sum), 0n);
}
