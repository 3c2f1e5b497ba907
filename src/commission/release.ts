import { toRational } from '../number/decimal.ts';
import type { Rational } from '../number/rational.ts';
import { compare, integer, isZero, multiply, one, sumOf, zero } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import { unitsAt } from '../number/rounding.ts';
import type { Day } from '../time/day.ts';
import type { CashOfDeal, Payment, ReversedPart } from './cashShare.ts';
import { cashShare, wholeReversalOf } from './cashShare.ts';
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
  /** The rounded amount of the line. */
  readonly units: bigint;
  /** Whether it is the line of a reversal. */
  readonly isReversal: boolean;
}

/** The deal that earned it: the event with what was paid for it. */
export interface ReleasingDeal {
  /** Day of the event. */
  readonly on: Day;
  readonly dates: ReadonlyMap<string, Day>;
  /** What the customer has to pay, in the currency of the payments; null where the event has no amount. */
  readonly amount: Rational | null;
  /** Cash received, in any order; refunds are below 0. */
  readonly payments: readonly Payment[];
  /** Parts of the deal that were reversed, each once. They are no longer due from the customer. */
  readonly reversed: readonly ReversedPart[];
}

/** What changes on a day. */
export interface Release {
  readonly on: Day;
  /** Released on that day, in minor units; below 0 where it goes back. */
  readonly units: bigint;
  /** By how much that changes which was earned and can no longer be released. On every day earned = released + forfeited + held. */
  readonly forfeited: bigint;
}

/** When what a component earns is released. */
export interface ReleaseRule {
  readonly instalments: readonly ReadInstalment[];
  /** Whether a reversal takes back what was released and cancels what is held (`paid`), or takes back all of it at once (`earned`). */
  readonly limitTo: 'paid' | 'earned';
  readonly rounding: RoundingMode;
}

const atOnce: readonly ReadInstalment[] = [
  { share: one, on: 'event', plusDays: 0, expiresAfterDays: Number.POSITIVE_INFINITY },
];

/** The instalments of a plan or component, read; everything on its day where there are none. */
export function readInstalments(release: readonly Instalment[] | undefined): readonly ReadInstalment[] {
  return (
    release?.map(({ share, on, plusDays = 0, expiresAfterDays = Number.POSITIVE_INFINITY }, index) => ({
      share: toRational(share, `release[${index}].share`),
      on,
      plusDays,
      expiresAfterDays,
    })) ?? atOnce
  );
}

/**
 * When the lines of one deal, for one component and payee, are released.
 *
 * On every day, what is released in all is the share reached by then of what is still earned by then: the sum over the instalments of
 * share x how far its trigger has come, times the sum of the lines, rounded. A day brings the difference to the day before. So nothing is
 * lost by rounding, a later payment never changes an earlier release, a reversal takes back of what is released and cancels what is held
 * in the same proportion, and a deal that is reversed is not taken back once more when the customer gets the money back.
 *
 * - A trigger counts when `plusDays` have passed since; cash that goes back meanwhile never counts.
 * - A trigger after `expiresAfterDays` does not count; the share reached by then may still fall, by refunds, but not rise.
 * - Cash is compared with what is still due, the amount without the reversed parts. An event without an amount has no cash to wait for.
 * - Once a deal is wholly reversed, cash moves nothing any more, and what waits for cash or an unknown date is forfeited.
 * - With `limitTo: 'earned'` the share is that of the deal without its reversals, which are taken back at once and whole. Once the deal is
 *   wholly reversed, what waits for cash or an unknown date is released against that, so that nothing remains.
 *
 * @param lines - the deal's line and the lines of its reversals
 * @param deal - the event behind them; null for bonuses, prizes and carried amounts: they have only their own day to wait for
 * @param rule - the instalments of the component or its plan
 * @returns changes by day, ascending, one for each day; also days after the end of the run, where they are known already
 */
export function releasesOf(
  lines: readonly EarnedUnits[],
  deal: ReleasingDeal | null,
  { instalments, limitTo, rounding }: ReleaseRule,
): readonly Release[] {
  const closed = wholeReversalOf(deal?.reversed ?? []);
  const first = Math.min(...lines.map(({ on }) => on));
  const triggers = instalments.map((instalment) => triggerOf(instalment, first, deal, closed));
  const releases: Release[] = [];
  let before = { released: 0n, forfeited: 0n };
  for (const on of daysOf(lines, triggers)) {
    const known = lines.filter((line) => line.on <= on);
    const atOnceUnits = limitTo === 'earned' ? unitsOf(known.filter(({ isReversal }) => isReversal)) : 0n;
    const earned = unitsOf(known);
    const share = (kind: 'reached' | 'reachable'): Rational =>
      sumOf(
        triggers.map((trigger) => {
          const isOver = on >= closed && !trigger.isDated;
          if (isOver && limitTo === 'earned') return trigger.share;
          return multiply(trigger.share, trigger[isOver ? 'reached' : kind](on));
        }),
      );
    const unitsAtShare = (kind: 'reached' | 'reachable'): bigint =>
      unitsAt(multiply(share(kind), integer(earned - atOnceUnits)), 0, rounding) + atOnceUnits;
    const released = unitsAtShare('reached');
    const forfeited = earned - unitsAtShare('reachable');
    if (released !== before.released || forfeited !== before.forfeited)
      releases.push({ on, units: released - before.released, forfeited: forfeited - before.forfeited });
    before = { released, forfeited };
  }
  return releases;
}

function unitsOf(lines: readonly EarnedUnits[]): bigint {
  return lines.reduce((sum, { units }) => sum + units, 0n);
}

/** All days on which something may change, ascending. */
function daysOf(lines: readonly EarnedUnits[], triggers: readonly Trigger[]): readonly Day[] {
  const days = new Set([...lines.map(({ on }) => on), ...triggers.flatMap((trigger) => trigger.days)]);
  return [...days].filter(Number.isFinite).sort((left, right) => left - right);
}

/** How far the trigger of an instalment has come. */
interface Trigger {
  readonly share: Rational;
  /** The days on which that may change. */
  readonly days: readonly Day[];
  /** Whether it comes on a day that is known, whatever happens. */
  readonly isDated: boolean;
  /** By the end of the day, from 0 to 1. */
  readonly reached: (day: Day) => Rational;
  /** The most that it can still reach, as seen at the end of the day. */
  readonly reachable: (day: Day) => Rational;
}

function triggerOf(instalment: ReadInstalment, first: Day, deal: ReleasingDeal | null, closed: Day): Trigger {
  const start = deal?.on ?? first;
  const deadline = start + instalment.expiresAfterDays;
  if (deal === null || instalment.on === 'event') return dateTrigger(instalment, start, deadline);
  if (instalment.on !== 'cash' && instalment.on !== 'cash-complete')
    return dateTrigger(instalment, deal.dates.get(instalment.on), deadline);
  if (deal.amount === null || isZero(deal.amount)) return dateTrigger(instalment, start, deadline);
  return cashTrigger(instalment, { ...deal, amount: deal.amount, closed }, deadline);
}

function dateTrigger({ share, plusDays }: ReadInstalment, day: Day | undefined, deadline: Day): Trigger {
  const isDated = day !== undefined && day <= deadline;
  const releasedOn = isDated ? day + plusDays : Number.POSITIVE_INFINITY;
  return {
    share,
    days: [releasedOn, deadline + 1],
    isDated,
    reached: (on) => (on >= releasedOn ? one : zero),
    reachable: (on) => (on <= deadline || isDated ? one : zero),
  };
}

function cashTrigger({ share, on: trigger, plusDays }: ReadInstalment, deal: CashOfDeal, deadline: Day): Trigger {
  const counted = (since: Day, day: Day): Rational => {
    const received = cashShare(deal, since, day, Math.min(day, deadline));
    return trigger === 'cash' || compare(received, one) >= 0 ? received : zero;
  };
  return {
    share,
    days: [...deal.payments.flatMap(({ on }) => [on, on + plusDays]), deadline + 1],
    isDated: false,
    reached: (day) => counted(Math.min(Math.min(day, deal.closed) - plusDays, deadline), day),
    reachable: (day) => (day <= deadline ? one : counted(deadline, day)),
  };
}
