// Budgets of all payees together. Imports nothing from src.

import { writtenDay } from './calendar.ts';
import type { Book, OracleLine } from './commissionBook.ts';
import { roundedUnits, unitsIn } from './commissionMoney.ts';
import { byText, type Scene, seatsOf, versionOn } from './commissionScene.ts';
import type { PlainPlan } from './commissionShape.ts';
import { type Stretch, stretchesFrom } from './commissionSpan.ts';
import { fractionOf } from './fraction.ts';

/** The lines that bring the rounded totals of a period down to its budget. */
export function poolLines(book: Book): readonly OracleLine[] {
  const { scene } = book;
  const lines = [...book.lines];
  const first = Math.min(...lines.map(({ day }) => day), scene.through);
  const ends = scene.input.plans.flatMap((plan) =>
    (plan.pools ?? []).flatMap((pool, index) =>
      stretchesFrom(pool.per, first, scene.through, plan.calendar)
        .filter(({ last }) => last <= scene.through && versionOn(scene, plan.id, last) === plan)
        .map((stretch) => ({ plan, pool, index, stretch })),
    ),
  );
  ends.sort((left, right) => left.stretch.last - right.stretch.last);
  for (const { plan, pool, index, stretch } of ends) {
    const cuts = cut({ ...book, lines }, plan, stretch, index + 1, pool.maximum, pool.of);
    lines.push(...cuts);
    for (const taken of cuts) lines.push(...givenBack({ ...book, lines }, taken, stretch, pool.of));
  }
  return lines.slice(book.lines.length);
}

/** What returns after a period give back of what its budget took: in all, of what they take back the part that it took. */
function givenBack(
  { scene, lines }: Book,
  taken: OracleLine,
  { first, last }: Stretch,
  of: readonly string[] | undefined,
): readonly OracleLine[] {
  const mine = lines.filter(({ payee, plan }) => payee === taken.payee && plan === taken.plan);
  const counts = (line: OracleLine): boolean =>
    first <= line.day && line.day <= last && line !== taken && (of?.includes(line.component) ?? true);
  const earned = mine.filter(counts).reduce((sum, { amount }) => sum + amount, 0n);
  let [returned, given] = [0n, 0n];
  return mine.flatMap((line): readonly OracleLine[] => {
    const original = originalOf(line, mine, scene);
    if (line.day <= last || original === undefined || !counts(original)) return [];
    const before = mine.filter(({ id }) => id.startsWith('pool/') && id.split('/').slice(3).join('/') === line.id);
    returned -= before.reduce((sum, { amount }) => sum + amount, line.amount);
    const due = roundedUnits(
      [-taken.amount * returned, earned * unitsIn(line.seat.plan.currency)],
      line.seat.plan.currency,
      line.seat.plan.rounding ?? 'half-up',
    );
    const now = due < 0n ? 0n : due > -taken.amount ? -taken.amount : due;
    const amount = now - given;
    given = now;
    if (amount === 0n) return [];
    const exact = [amount, unitsIn(line.seat.plan.currency)] as const;
    return [
      {
        ...taken,
        seat: line.seat,
        id: `${taken.id}/${line.id}`,
        day: line.day,
        moment: line.moment,
        raw: exact,
        limited: exact,
        exact,
        amount,
      },
    ];
  });
}

/** The line that one takes back: of the same component, for the deal that was returned. */
function originalOf(line: OracleLine, mine: readonly OracleLine[], scene: Scene): OracleLine | undefined {
  const event = line.event === null ? undefined : scene.events.get(line.event);
  if (event?.reverses === undefined || line.deal !== event.reverses || line.component === 'pool') return undefined;
  const back = `/${event.id}`;
  if (!line.id.endsWith(back)) return undefined;
  const id = `${line.id.slice(0, -back.length)}/${event.reverses}`;
  return mine.find((other) => other.id === id && other.event === event.reverses);
}

function cut(
  { scene, lines }: Book,
  plan: PlainPlan,
  { first, last }: Stretch,
  position: number,
  maximum: string,
  of: readonly string[] | undefined,
): readonly OracleLine[] {
  const totals = new Map<string, bigint>();
  for (const line of lines)
    if (line.plan === plan.id && first <= line.day && line.day <= last && (of?.includes(line.component) ?? true))
      totals.set(line.payee, (totals.get(line.payee) ?? 0n) + line.amount);
  const [numerator, denominator] = fractionOf(maximum);
  const units = unitsIn(plan.currency);
  const overrun = [...totals.values()].reduce((sum, total) => sum + total, 0n) - (numerator * units) / denominator;
  if (overrun <= 0n) return [];
  const payers = [...totals].filter(([, total]) => total > 0n).sort(([left], [right]) => byText(left, right));
  const whole = payers.reduce((sum, [, total]) => sum + total, 0n);
  const cuts = payers.map(([payee, total]) => ({
    payee,
    units: (overrun * total) / whole,
    rest: (overrun * total) % whole,
  }));
  // One unit after the other to whoever lost most in rounding down.
  for (let left = overrun - cuts.reduce((sum, { units: taken }) => sum + taken, 0n); left > 0n; left--) {
    const most = cuts.reduce((best, other) => (other.rest > best.rest ? other : best));
    most.units++;
    most.rest = -1n;
  }
  return cuts.flatMap(({ payee, units: taken }) => {
    const seat = seatsOf(scene).find(({ assignment, plan: version }) => assignment.payee === payee && version === plan);
    if (seat === undefined || taken === 0n) return [];
    const exact = [-taken, units] as const;
    return [
      {
        seat,
        component: 'pool',
        id: `pool/${position}/${writtenDay(first)}`,
        day: last,
        moment: scene.moments.length,
        kind: 'other' as const,
        root: null,
        event: null,
        deal: null,
        raw: exact,
        together: null,
        payee,
        plan: plan.id,
        limited: exact,
        exact,
        claim: null,
        amount: -taken,
      },
    ];
  });
}
