// Budgets of all payees together. Imports nothing from src.

import { writtenDay } from './calendar.ts';
import type { Book, OracleLine } from './commissionBook.ts';
import { unitsIn } from './commissionMoney.ts';
import { byText, seatsOf, versionOn } from './commissionScene.ts';
import type { PlainPlan } from './commissionShape.ts';
import { type Stretch, stretchesFrom } from './commissionSpan.ts';
import { fractionOf } from './fraction.ts';

/** The lines that bring the rounded totals of a period down to its budget. */
export function poolLines(book: Book): readonly OracleLine[] {
  const { scene, lines } = book;
  const first = Math.min(...lines.map(({ day }) => day), scene.through);
  return scene.input.plans.flatMap((plan) =>
    (plan.pools ?? []).flatMap((pool, index) =>
      stretchesFrom(pool.per, first, scene.through, plan.calendar)
        .filter(({ last }) => last <= scene.through && versionOn(scene, plan.id, last) === plan)
        .flatMap((stretch) => cut(book, plan, stretch, index + 1, pool.maximum, pool.of)),
    ),
  );
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
