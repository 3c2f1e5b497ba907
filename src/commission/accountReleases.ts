import type { Day } from '../time/day.ts';
import type { ReadEvent } from './inputData.ts';
import type { AccountEarnings, EarnedLine } from './line.ts';
import {
  type EarnedUnits,
  type Release,
  type ReleaseRule,
  type ReleasingDeal,
  readInstalments,
  releasesOf,
} from './release.ts';

/** A release of a component. */
export interface ComponentRelease extends Release {
  /** Id of the component; null for what concerns the whole plan. */
  readonly component: string | null;
}

/** Payments by the id of the event that they pay. */
export type PaymentsByEvent = ReadonlyMap<string, ReleasingDeal['payments']>;

/** Cash that came in for each event. */
export function paymentsOf(events: readonly ReadEvent[]): PaymentsByEvent {
  const payments = new Map<string, { readonly on: Day; readonly amount: NonNullable<ReadEvent['amount']> }[]>();
  for (const { pays, on, amount } of events) {
    if (pays === null || amount === null) continue;
    const known = payments.get(pays);
    if (known === undefined) payments.set(pays, [{ on, amount }]);
    else known.push({ on, amount });
  }
  return payments;
}

/** When everything that a payee earned under a plan is released, by day. Lines of one component and deal are released together. */
export function accountReleases({ lines }: AccountEarnings, payments: PaymentsByEvent): readonly ComponentRelease[] {
  const groups = new Map<string, EarnedLine[]>();
  const releases: ComponentRelease[] = [];
  for (const line of lines) {
    if (isReleasedAtOnce(line)) {
      releases.push({ on: line.day, units: line.units, forfeited: 0n, component: line.component?.id ?? null });
      continue;
    }
    const key = JSON.stringify(line.entry === null ? [line.id] : [line.component?.id ?? null, dealOf(line)?.id]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [line]);
    else known.push(line);
  }
  for (const group of groups.values()) releases.push(...releasesOfGroup(group, payments));
  return releases.sort((left, right) => left.on - right.on);
}

/** Whether nothing is ever held of a line, nor of the others of its deal. */
function isReleasedAtOnce({ component }: EarnedLine): boolean {
  const [only, ...others] = component?.release ?? [];
  return others.length === 0 && (only === undefined || (only.on === 'event' && (only.plusDays ?? 0) === 0));
}

function releasesOfGroup(group: readonly EarnedLine[], payments: PaymentsByEvent): ComponentRelease[] {
  const first = group[0] as EarnedLine;
  const { component } = first;
  const event = dealOf(first);
  const deal: ReleasingDeal | null =
    event === null
      ? null
      : {
          on: event.on,
          dates: event.dates,
          amount: event.amount,
          payments: payments.get(event.id) ?? [],
          reversed: reversedParts(group),
        };
  return releasesOf(group.map(earnedUnits), deal, ruleOf(first)).map((release) => ({
    ...release,
    component: component?.id ?? null,
  }));
}

/** The event behind a line, or the one that a reversal takes back. */
function dealOf({ entry }: EarnedLine): ReadEvent | null {
  return entry === null ? null : (entry.reversal?.original ?? entry).event;
}

function earnedUnits({ day, units, entry }: EarnedLine): EarnedUnits {
  return { on: day, units, isReversal: entry?.reversal != null };
}

/** What reversals took of the deal; one that has several lines (of an override, say) counts once. */
function reversedParts(group: readonly EarnedLine[]): ReleasingDeal['reversed'] {
  const parts = new Map<string, ReleasingDeal['reversed'][number]>();
  for (const { entry } of group)
    if (entry?.reversal != null) parts.set(entry.event.id, { on: entry.event.on, part: entry.reversal.part });
  return [...parts.values()];
}

function ruleOf({ component, plan }: EarnedLine): ReleaseRule {
  return {
    instalments: readInstalments(component?.release),
    limitTo: (component?.kind === 'curve' ? component.given.reversal?.limitTo : undefined) ?? 'paid',
    rounding: plan.rounding,
  };
}
