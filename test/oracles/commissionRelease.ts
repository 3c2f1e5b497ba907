// When an earned amount is released, the slow way: every day is looked at for itself, in fractions. Imports nothing from src.
import { roundedUnits } from './commissionMoney.ts';
import type { PlainRounding } from './commissionShape.ts';
import type { Fraction } from './fraction.ts';
import { minus, order, over, plus, times, total } from './fraction.ts';

export interface PlainLine {
  readonly on: number;
  readonly units: bigint;
  readonly part: Fraction | null;
}

export interface PlainInstalment {
  readonly share: Fraction;
  readonly on: string;
  readonly plus: number;
  readonly expires: number | null;
}

export interface PlainDeal {
  readonly on: number;
  readonly dates: Readonly<Record<string, number>>;
  readonly amount: Fraction;
  readonly payments: readonly { readonly on: number; readonly amount: Fraction }[];
}

const nothing: Fraction = [0n, 1n];
const whole: Fraction = [1n, 1n];

/** What was released in all by the end of a day. */
export function releasedOn(
  day: number,
  lines: readonly PlainLine[],
  deal: PlainDeal,
  instalments: readonly PlainInstalment[],
  limitTo: 'paid' | 'earned',
  rounding: PlainRounding = 'half-up',
): bigint {
  const nearest = (value: Fraction): bigint => roundedUnits(value, 'JPY', rounding);
  const known = lines.filter((line) => line.on <= day);
  const closedOn = known.find((line) => order(reversedBy(line.on, lines), whole) >= 0)?.on ?? null;
  const reached = instalments.map((instalment) => {
    const hasDay = instalment.on === 'event' || deal.dates[instalment.on] !== undefined;
    if (limitTo === 'earned' && closedOn !== null) {
      const late = hasDay && instalment.expires !== null && dayOf(instalment, deal) > deal.on + instalment.expires;
      if (!hasDay || late) return instalment.share;
    }
    return times(instalment.share, progress(day, instalment, lines, deal, closedOn));
  });
  const sum = (of: readonly PlainLine[]): Fraction => [of.reduce((all, { units }) => all + units, 0n), 1n];
  if (limitTo === 'paid') return nearest(times(total(reached), sum(known)));
  const own = known.filter(({ part }) => part === null);
  const taken = known.filter(({ part }) => part !== null);
  return nearest(times(total(reached), sum(own))) + sum(taken)[0];
}

function progress(
  day: number,
  instalment: PlainInstalment,
  lines: readonly PlainLine[],
  deal: PlainDeal,
  closedOn: number | null,
): Fraction {
  const lastDay = instalment.expires === null ? Number.POSITIVE_INFINITY : deal.on + instalment.expires;
  if (instalment.on !== 'cash' && instalment.on !== 'cash-complete') {
    const trigger = dayOf(instalment, deal);
    return trigger <= lastDay && trigger + instalment.plus <= day ? whole : nothing;
  }
  // The balance of cash at the end of each day, from the first day on which it has to be there to the day asked for.
  const end = closedOn === null ? day : Math.min(day, closedOn);
  const from = Math.min(end - instalment.plus, lastDay);
  let lowest: Fraction | null = null;
  for (let each = from; each <= end; each++) {
    const balance = total(
      deal.payments
        .filter(({ on, amount }) => on <= each && !(on === closedOn && amount[0] < 0n))
        .map(({ amount }) => amount),
    );
    if (lowest === null || order(balance, lowest) < 0) lowest = balance;
  }
  const asOf = Math.min(day, lastDay);
  const before = closedOn === null ? asOf : Math.min(asOf, closedOn - 1);
  const due = times(deal.amount, minus(whole, reversedBy(before, lines)));
  const share = over(lowest ?? nothing, due);
  if (order(share, whole) >= 0) return whole;
  if (instalment.on === 'cash-complete' || order(share, nothing) < 0) return nothing;
  return share;
}

function dayOf({ on }: PlainInstalment, deal: PlainDeal): number {
  return on === 'event' ? deal.on : (deal.dates[on] ?? Number.POSITIVE_INFINITY);
}

function reversedBy(day: number, lines: readonly PlainLine[]): Fraction {
  return lines.reduce((sum, { on, part }) => (part !== null && on <= day ? plus(sum, part) : sum), nothing);
}
