import type { Day } from '../time/day.ts';
import type { ReadEvent } from './inputData.ts';
import type { AccountEarnings, EarnedLine } from './line.ts';
import type { ReadComponent, ReadPlan } from './readPlan.ts';
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
    const { component, day, units } = line;
    if (component === null || isReleasedAtOnce(component)) {
      releases.push({ on: day, units, forfeited: 0n, component: component?.id ?? null });
      continue;
    }
    const key = JSON.stringify(line.entry === null ? [line.id] : [component.id, dealOf(line)?.id]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [line]);
    else known.push(line);
  }
  for (const group of groups.values()) releases.push(...releasesOfGroup(group, payments));
  return releases.sort((left, right) => left.on - right.on);
}

/** Whether nothing is ever held of the lines of a component. */
export function isReleasedAtOnce({ release }: ReadComponent): boolean {
  const [only, ...others] = release;
  return others.length === 0 && (only === undefined || (only.on === 'event' && (only.plusDays ?? 0) === 0));
}

function releasesOfGroup(group: readonly EarnedLine[], payments: PaymentsByEvent): ComponentRelease[] {
  const first = group[0] as EarnedLine;
  // What concerns the whole plan is released at once.
  const component = first.component as ReadComponent;
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
  return releasesOf(group.map(earnedUnits), deal, ruleOf(component, first.plan)).map((release) => ({
    ...release,
    component: component.id,
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

function ruleOf(component: ReadComponent, plan: ReadPlan): ReleaseRule {
  return {
    instalments: readInstalments(component.release),
    limitTo: (component.kind === 'curve' ? component.given.reversal?.limitTo : undefined) ?? 'paid',
    rounding: plan.rounding,
  };
}
