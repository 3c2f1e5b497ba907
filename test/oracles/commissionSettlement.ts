// A period of pay settled the slow way: one minor unit after the other is put where it belongs. Imports nothing from src.

interface PlainDraw {
  readonly id: string;
  readonly kind: 'guarantee' | 'additional';
  /** Null where the draw pays nothing in the period. */
  readonly amount: number | null;
  readonly recoverable: boolean;
  readonly recovers: boolean;
  /** In hundredths. */
  readonly share: number;
  readonly against: readonly string[] | null;
  readonly forgiven: boolean;
}

export interface PlainTerms {
  readonly draws: readonly PlainDraw[];
  readonly forgivesAtEnd: boolean;
  /** In hundredths. */
  readonly overpaymentShare: number;
  readonly maximum: number | null;
  readonly overflow: 'lose' | 'carry';
  readonly minimum: number;
}

export interface PlainBalances {
  overpaid: number;
  carried: number;
  owed: Record<string, number>;
}

/** What is paid, and the balances after. `released` is by component. */
export function settledPeriod(
  terms: PlainTerms,
  released: Readonly<Record<string, number>>,
  byHand: number,
  opening: Readonly<PlainBalances>,
): { paid: number; closing: PlainBalances } {
  const closing: PlainBalances = { ...opening, owed: { ...opening.owed } };
  let fresh = byHand;
  for (const units of Object.values(released)) fresh += units;

  for (; fresh < 0 && closing.carried > 0; fresh++) closing.carried--;
  for (; fresh < 0; fresh++) closing.overpaid++;

  for (const draw of terms.draws) if (draw.forgiven) closing.owed[draw.id] = 0;

  const guaranteed = Math.max(0, ...terms.draws.map((draw) => (draw.kind === 'guarantee' ? (draw.amount ?? 0) : 0)));
  const before = fresh;
  for (let taken = 1; closing.overpaid > 0 && fresh > guaranteed; taken++) {
    if (taken * 100 > terms.overpaymentShare * before) break;
    closing.overpaid--;
    fresh--;
  }

  const above = fresh - guaranteed;
  const purse = { ...released };
  const former = Object.keys(closing.owed)
    .filter((id) => terms.draws.every((draw) => draw.id !== id))
    .map((id): PlainDraw => ({ ...plainDraw, id }));
  const listed = [...terms.draws, ...former];
  for (const kind of ['additional', 'guarantee'])
    for (const draw of listed) {
      if (draw.kind !== kind || !draw.recovers) continue;
      for (let taken = 1; (closing.owed[draw.id] ?? 0) > 0 && fresh > guaranteed; taken++) {
        if (taken * 100 > draw.share * above) break;
        if (draw.against !== null) {
          const sum = draw.against.reduce((total, id) => total + (purse[id] ?? 0), 0);
          const payer = draw.against.find((id) => (purse[id] ?? 0) > 0);
          if (sum <= 0 || payer === undefined) break;
          purse[payer] = (purse[payer] ?? 0) - 1;
        }
        closing.owed[draw.id] = (closing.owed[draw.id] ?? 0) - 1;
        fresh--;
      }
    }

  const hasRoom = (): boolean => terms.maximum === null || fresh < terms.maximum;
  const lend = (draw: PlainDraw): void => {
    fresh++;
    if (draw.recoverable && !draw.forgiven) closing.owed[draw.id] = (closing.owed[draw.id] ?? 0) + 1;
  };
  for (const draw of terms.draws)
    if (draw.kind === 'guarantee' && draw.amount !== null) while (fresh < draw.amount && hasRoom()) lend(draw);
  for (const draw of terms.draws)
    if (draw.kind === 'additional' && draw.amount !== null)
      for (let given = 0; given < draw.amount && hasRoom(); given++) lend(draw);

  let paid = fresh + closing.carried;
  closing.carried = 0;
  while (terms.maximum !== null && paid > terms.maximum) {
    paid--;
    if (terms.overflow === 'carry') closing.carried++;
  }
  if (paid < terms.minimum) {
    closing.carried += paid;
    paid = 0;
  }
  if (terms.forgivesAtEnd) closing.owed = {};
  for (const [id, owed] of Object.entries(closing.owed)) if (owed === 0) delete closing.owed[id];
  return { paid, closing };
}

const plainDraw: Omit<PlainDraw, 'id'> = {
  kind: 'additional',
  amount: null,
  recoverable: true,
  recovers: true,
  share: 100,
  against: null,
  forgiven: false,
};
