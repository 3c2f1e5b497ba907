// What of the lines of a run is released by a day, deal by deal. Imports nothing from src.

import { dayNumberOf } from './calendar.ts';
import type { OracleLine } from './commissionBook.ts';
import { type PlainDeal, type PlainInstalment, type PlainLine, releasedOn } from './commissionRelease.ts';
import { knownEvents, reversedParts } from './commissionScene.ts';
import type { PlainEvent, PlainInput } from './commissionShape.ts';
import { type Fraction, fractionOf } from './fraction.ts';

/** Smallest units that are released by the end of a day, by payee, plan and component; what concerns a whole plan has the component null. */
export function releasedBy(input: PlainInput, lines: readonly OracleLine[], day: number): ReadonlyMap<string, bigint> {
  const events = knownEvents(input);
  const parts = reversedParts(events);
  const released = new Map<string, bigint>();
  for (const group of groupsOf(lines)) {
    const [first] = group;
    if (first === undefined) continue;
    const owner = `${first.payee} ${first.plan} ${componentOf(first)?.id ?? null}`;
    released.set(owner, (released.get(owner) ?? 0n) + releasedOfGroup(input, group, first, day, { events, parts }));
  }
  return released;
}

/** Lines of one deal and component; what belongs to no deal stands alone. */
function groupsOf(lines: readonly OracleLine[]): readonly (readonly OracleLine[])[] {
  const groups = new Map<string, OracleLine[]>();
  for (const line of lines) {
    const key = [line.payee, line.plan, line.component, line.root === null ? `line ${line.id}` : line.root].join('/');
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

function componentOf({ seat, component }: OracleLine): OracleLine['seat']['plan']['components'][number] | undefined {
  return seat.plan.components.find(({ id }) => id === component);
}

function releasedOfGroup(
  input: PlainInput,
  group: readonly OracleLine[],
  first: OracleLine,
  day: number,
  {
    events,
    parts,
  }: { readonly events: ReadonlyMap<string, PlainEvent>; readonly parts: ReadonlyMap<string, Fraction> },
): bigint {
  const component = componentOf(first);
  const { plan } = first.seat;
  const rule = component === undefined ? undefined : (component.release ?? plan.release);
  if (rule === undefined) return group.filter((line) => line.day <= day).reduce((sum, { amount }) => sum + amount, 0n);
  const event = first.root === null ? undefined : events.get(first.root);
  const waitsForCash = event?.amount !== undefined && fractionOf(event.amount)[0] !== 0n;
  const instalments = rule.map(({ share, on, plusDays, expiresAfterDays }): PlainInstalment => {
    const isCash = on === 'cash' || on === 'cash-complete';
    return {
      share: fractionOf(share),
      // What has no deal, or nothing to be paid, has only its own day.
      on: event === undefined || (isCash && !waitsForCash) ? 'event' : on,
      plus: plusDays ?? 0,
      expires: expiresAfterDays ?? null,
    };
  });
  const deal: PlainDeal = {
    on: event === undefined ? first.day : dayNumberOf(event.on),
    dates: Object.fromEntries(Object.entries(event?.dates ?? {}).map(([name, on]) => [name, dayNumberOf(on)])),
    amount: fractionOf(event?.amount ?? '0'),
    payments: input.events
      .filter(({ pays }) => pays !== undefined && pays === event?.id)
      .map(({ on, amount }) => ({ on: dayNumberOf(on), amount: fractionOf(amount ?? '0') })),
  };
  const seen = new Set<string>();
  const plain = group.map(({ day: on, amount: units, event: id }): PlainLine => {
    const part = id === null ? undefined : parts.get(id);
    if (id === null || part === undefined) return { on, units, part: null };
    // A reversal that has several lines is one all the same.
    const isCounted = seen.has(id);
    seen.add(id);
    return { on, units, part: isCounted ? [0n, 1n] : part };
  });
  const limitTo = component?.kind === 'curve' ? component.reversal?.limitTo : undefined;
  return releasedOn(day, plain, deal, instalments, limitTo ?? 'paid', plan.rounding);
}
